/** What posix does with paths. */
import type { FileSystem, Later } from "../../kernel/files.ts";
import { isFolder } from "../../kernel/files.ts";
import { currentProcess, type Description, type Process } from "../../kernel/process.ts";
import { smallInt, truth } from "../../objects/conversions.ts";
import { type Entry, functionBuilder } from "../../objects/define.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional, type Param } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import { fromPath, fspath } from "../io/paths.ts";
import { flushUnwritten } from "../io/unwritten.ts";
import { raiseSystem, settled } from "../io/waiting.ts";
import {
  fd as fdParam,
  noFolder,
  path,
  readPathOnly,
  readTarget,
  type Steps,
} from "./arguments.ts";
import { ScandirIterator } from "./scandir.ts";
import { roomValue, statusValue } from "./stat.ts";

const { caller, fn } = functionBuilder;

const follow = keyword(optional(truth("follow_symlinks"), true, "True"));
const mode = (fallback: number): Param<number> =>
  either(optional(smallInt("mode"), fallback, String(fallback)));

/** An operation on a path. */
function* onPath<T>(
  value: Value,
  name: string,
  work: (files: FileSystem, path: string) => Later<T>,
): Steps<T> {
  const target = yield* readPathOnly(value, name);
  const posix = currentProcess();
  return yield* settled(
    "a file",
    () => work(posix.files, posix.absolute(target.path)),
    target.shown,
  );
}

/** On two paths. */
function* onPaths<T>(
  from: Value,
  to: Value,
  name: string,
  work: (files: FileSystem, from: string, to: string) => Later<T>,
): Steps<T> {
  const source = yield* readPathOnly(from, name, "src");
  const target = yield* readPathOnly(to, name, "dst");
  const posix = currentProcess();
  return yield* settled(
    "a file",
    () => work(posix.files, posix.absolute(source.path), posix.absolute(target.path)),
    source.shown,
    target.shown,
  );
}

/** On a path, or on an open file. */
function* onTarget<T>(
  value: Value,
  name: string,
  work: (files: FileSystem, path: string) => Later<T>,
  onFile: (description: Description) => Later<T>,
): Steps<T> {
  const { path: given, shown, fd } = yield* readTarget(value, name, { fd: true });
  const posix = currentProcess();
  return yield* settled(
    "a file",
    () => (fd === null ? work(posix.files, posix.absolute(given)) : onFile(posix.get(fd))),
    shown,
  );
}

/** A path operation without a result. */
const action = (
  doc: string,
  name: string,
  work: (files: FileSystem, path: string) => Later<void>,
): Entry =>
  caller(doc, [path(), noFolder()], function* (value): NativeGenerator {
    yield* onPath(value, name, work);
    return null;
  });

const between = (doc: string, name: string): Entry =>
  caller(
    doc,
    [path("src"), path("dst"), noFolder("src_dir_fd"), noFolder("dst_dir_fd")],
    function* (from, to): NativeGenerator {
      yield* onPaths(from, to, name, (files, a, b) => files.rename(a, b));
      return null;
    },
  );

function* stat(value: Value, follows: boolean, name: string): NativeGenerator {
  return statusValue(
    yield* onTarget(
      value,
      name,
      (files, place) => files.status(place, follows),
      ({ file }) => file.status(),
    ),
  );
}

/** Times in nanoseconds, as `utime` takes them. */
function* readTimes(times: Value, ns: Value | undefined): Steps<readonly [bigint, bigint]> {
  yield* [];
  if (times !== null && ns !== undefined)
    raise(E.ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  const now = (): bigint => BigInt(Date.now()) * 1_000_000n;
  if (ns !== undefined) {
    const [a, b] = pair(ns, "utime: 'ns' must be a tuple of two ints").map(intValue);
    if (a === undefined || b === undefined)
      raise(E.TypeError, "utime: 'ns' must be a tuple of two ints");
    return [BigInt(a), BigInt(b)];
  }
  if (times === null) {
    const at = now();
    return [at, at];
  }
  const [a, b] = pair(times, "utime: 'times' must be either a tuple of two ints or None");
  return [nanoseconds(a), nanoseconds(b)];
}

function pair(value: Value, message: string): readonly [Value, Value] {
  if (!(value instanceof PyTuple) || value.items.length !== 2) raise(E.TypeError, message);
  return value.items as [Value, Value];
}

function nanoseconds(value: Value): bigint {
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value)) raise(E.ValueError, "Invalid value NaN (not a number)");
    const whole = Math.floor(value.value);
    return BigInt(whole) * 1_000_000_000n + BigInt(Math.floor((value.value - whole) * 1e9));
  }
  const int = intValue(value);
  if (int === undefined) raise(E.TypeError, "argument must be int or float");
  return BigInt(int) * 1_000_000_000n;
}

/** The names in a folder. */
function* entriesOf(value: Value, name: string) {
  const target = yield* readTarget(value, name, { fd: true, none: true });
  if (target.fd !== null) raiseSystem("ENOTDIR", target.shown);
  const posix = currentProcess();
  const entries = yield* settled(
    "a folder",
    () => posix.files.entries(posix.absolute(target.path)),
    value === null ? "." : target.shown,
  );
  return { target, entries };
}

/** The folder that a path leads to, without what is not needed in its name. */
function* enter(value: Value): NativeGenerator {
  const target = yield* readTarget(value, "chdir", { fd: true });
  if (target.fd !== null) raiseSystem("ENOTDIR", target.shown);
  const posix: Process = currentProcess();
  const place = yield* settled("a file", () => posix.absolute(target.path), target.shown);
  const status = yield* settled("a file", () => posix.files.status(place, true), target.shown);
  if (!isFolder(status.mode)) raiseSystem("ENOTDIR", target.shown);
  yield* settled("a file", () => posix.files.access(place, 1), target.shown);
  posix.folder = yield* realFolder(place);
  return null;
}

/** As the system has it: without links, `.` and `..`. */
function* realFolder(place: string): Steps<string> {
  const { files } = currentProcess();
  let names: string[] = [];
  const rest = place.split("/").reverse();
  for (let links = 0; rest.length > 0; ) {
    const name = rest.pop() as string;
    if (name === "" || name === ".") continue;
    if (name === "..") {
      names.pop();
      continue;
    }
    const here = `/${[...names, name].join("/")}`;
    const link = yield* linkTarget(files, here);
    if (link === null || ++links > 40) {
      names.push(name);
      continue;
    }
    if (link.startsWith("/")) names = [];
    for (const one of link.split("/").reverse()) rest.push(one);
  }
  return `/${names.join("/")}`;
}

function* linkTarget(files: FileSystem, place: string): Steps<string | null> {
  try {
    return yield* settled("a file", () => files.readLink(place));
  } catch (error) {
    if (isThrown(error, E.OSError)) return null;
    throw error;
  }
}

export const fileEntries: Readonly<Record<string, Entry>> = {
  stat: caller(
    "Return what is known of a file.",
    [path(), noFolder(), follow],
    (value, _, follows) => stat(value, follows, "stat"),
  ),
  lstat: caller(
    "Return what is known of a file, or of a link itself.",
    [path(), noFolder()],
    (value) =>
      (function* (): NativeGenerator {
        return statusValue(
          yield* onPath(value, "lstat", (files, place) => files.status(place, false)),
        );
      })(),
  ),
  access: caller(
    "Return whether a file can be used in this way.",
    [
      path(),
      either(smallInt("mode")),
      noFolder(),
      keyword(optional(truth("effective_ids"), false, "False")),
      follow,
    ],
    function* (value, wanted): NativeGenerator {
      const target = yield* readPathOnly(value, "access");
      try {
        yield* settled("a file", () => {
          const posix = currentProcess();
          return posix.files.access(posix.absolute(target.path), wanted);
        });
        return true;
      } catch (error) {
        if (isThrown(error, E.OSError)) return false;
        throw error;
      }
    },
  ),
  chdir: caller("Go to another folder.", [path()], enter),
  fchdir: caller("Go to a folder that is open.", [fdParam()], (given) => enter(given)),
  getcwd: fn("Return the folder that the program is in.", [], () =>
    fromPath(currentProcess().folder, false),
  ),
  getcwdb: fn("Return the folder that the program is in, as bytes.", [], () =>
    fromPath(currentProcess().folder, true),
  ),
  listdir: caller(
    "Return the names of the files in a folder.",
    [either(optional(object("path"), null, "None"))],
    function* (value): NativeGenerator {
      const { target, entries } = yield* entriesOf(value, "listdir");
      return new PyList(entries.map(({ name }) => fromPath(name, target.isBytes)));
    },
  ),
  scandir: caller(
    "Return an iterator over the entries of a folder.",
    [either(optional(object("path"), null, "None"))],
    function* (value): NativeGenerator {
      const { target, entries } = yield* entriesOf(value, "scandir");
      return new ScandirIterator(entries, target);
    },
  ),
  mkdir: caller(
    "Make a folder.",
    [path(), mode(0o777), noFolder()],
    function* (value, bits): NativeGenerator {
      const { umask } = currentProcess();
      yield* onPath(value, "mkdir", (files, place) => files.makeFolder(place, bits & ~umask));
      return null;
    },
  ),
  rmdir: action("Remove an empty folder.", "rmdir", (files, place) => files.removeFolder(place)),
  unlink: action("Remove a file.", "unlink", (files, place) => files.remove(place)),
  remove: action("Remove a file.", "remove", (files, place) => files.remove(place)),
  rename: between("Rename a file or folder.", "rename"),
  replace: between("Rename a file or folder, in the place of what is there.", "replace"),
  link: caller(
    "Give a file another name.",
    [path("src"), path("dst"), noFolder("src_dir_fd"), noFolder("dst_dir_fd"), follow],
    function* (from, to, _a, _b, follows): NativeGenerator {
      yield* onPaths(from, to, "link", (files, a, b) => files.link(a, b, follows));
      return null;
    },
  ),
  symlink: caller(
    "Make a symbolic link.",
    [
      path("src"),
      path("dst"),
      either(optional(truth("target_is_directory"), false, "False")),
      noFolder(),
    ],
    function* (from, to): NativeGenerator {
      const source = yield* readPathOnly(from, "symlink", "src");
      const target = yield* readPathOnly(to, "symlink", "dst");
      const posix = currentProcess();
      yield* settled(
        "a file",
        () => posix.files.makeLink(source.path, posix.absolute(target.path)),
        source.shown,
        target.shown,
      );
      return null;
    },
  ),
  readlink: caller(
    "Return what a symbolic link leads to.",
    [path(), noFolder()],
    function* (value): NativeGenerator {
      const target = yield* readPathOnly(value, "readlink");
      const posix = currentProcess();
      const found = yield* settled(
        "a file",
        () => posix.files.readLink(posix.absolute(target.path)),
        target.shown,
      );
      return fromPath(found, target.isBytes);
    },
  ),
  chmod: caller(
    "Change the mode of a file.",
    [path(), either(smallInt("mode")), noFolder(), follow],
    function* (value, bits, _, follows): NativeGenerator {
      yield* onTarget(
        value,
        "chmod",
        (files, place) => files.setMode(place, bits, follows),
        ({ file }) => file.setMode(bits),
      );
      return null;
    },
  ),
  chown: caller(
    "Change the owner of a file.",
    [path(), either(smallInt("uid")), either(smallInt("gid")), noFolder(), follow],
    function* (value, user, group, _, follows): NativeGenerator {
      yield* onPath(value, "chown", (files, place) => files.setOwner(place, user, group, follows));
      return null;
    },
  ),
  lchown: caller(
    "Change the owner of a file, or of a link itself.",
    [path(), either(smallInt("uid")), either(smallInt("gid"))],
    function* (value, user, group): NativeGenerator {
      yield* onPath(value, "lchown", (files, place) => files.setOwner(place, user, group, false));
      return null;
    },
  ),
  utime: caller(
    "Set when a file was used and changed.",
    [
      path(),
      either(optional(object("times"), null, "None")),
      keyword(optional(object("ns"), undefined, "<unrepresentable>")),
      noFolder(),
      follow,
    ],
    function* (value, times, ns, _, follows): NativeGenerator {
      const [accessed, modified] = yield* readTimes(times, ns);
      yield* onTarget(
        value,
        "utime",
        (files, place) => files.setTimes(place, accessed, modified, follows),
        ({ file }) => file.setTimes(accessed, modified),
      );
      return null;
    },
  ),
  truncate: caller(
    "Cut a file off.",
    [path(), either(object("length"))],
    function* (value, given): NativeGenerator {
      const length = intValue(given);
      if (length === undefined) raise(E.TypeError, "an integer is required");
      yield* onTarget(
        value,
        "truncate",
        (files, place) => files.truncate(place, Number(length)),
        ({ file }) => file.truncate(Number(length)),
      );
      return null;
    },
  ),
  statvfs: caller(
    "Return what is known of a file system.",
    [path()],
    function* (value): NativeGenerator {
      return roomValue(yield* onPath(value, "statvfs", (files, place) => files.room(place)));
    },
  ),
  fspath: caller("Return the path that an object stands for.", [path()], (value) => fspath(value)),
  sync: caller("Write what is on its way to files.", [], () => flushUnwritten()),
};
