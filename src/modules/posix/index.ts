/** `posix`: what os is made of. https://docs.python.org/3/library/os.html */
import { O } from "../../kernel/files.ts";
import { currentProcess } from "../../kernel/process.ts";
import { checkBytes } from "../../objects/buffers.ts";
import { index, smallInt } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { defineModule, type Entry, type FunctionBuilder } from "../../objects/define.ts";
import { E, newException, PyThrow, raise, setHidden } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional, UNREPRESENTABLE } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, PyList } from "../../objects/sequences.ts";
import { fromJs, type PyStr } from "../../objects/str.ts";
import { errorText } from "../../objects/system-errors.ts";
import { encodeNow } from "../../objects/text/codecs.ts";
import { readPathOnly } from "./arguments.ts";
import { descriptorEntries } from "./descriptors.ts";
import { fileEntries } from "./files.ts";
import { pathEntries } from "./paths.ts";
import { processEntries } from "./processes.ts";
import { dirEntryType } from "./scandir.ts";
import { statResult, statvfsResult, terminalSize, timesResult, unameResult } from "./stat.ts";

const NUMBERS: Readonly<Record<string, number>> = {
  F_OK: 0,
  X_OK: 1,
  W_OK: 2,
  R_OK: 4,
  O_ASYNC: 0o20000,
  O_DIRECT: 0o40000,
  O_LARGEFILE: 0,
  O_NDELAY: O.NONBLOCK,
  O_NOATIME: 0o1000000,
  O_PATH: 0o10000000,
  O_RSYNC: O.SYNC,
  O_FSYNC: O.SYNC,
  EX_OK: 0,
  EX_USAGE: 64,
  EX_DATAERR: 65,
  EX_NOINPUT: 66,
  EX_NOUSER: 67,
  EX_NOHOST: 68,
  EX_UNAVAILABLE: 69,
  EX_SOFTWARE: 70,
  EX_OSERR: 71,
  EX_OSFILE: 72,
  EX_CANTCREAT: 73,
  EX_IOERR: 74,
  EX_TEMPFAIL: 75,
  EX_PROTOCOL: 76,
  EX_NOPERM: 77,
  EX_CONFIG: 78,
  ST_RDONLY: 1,
  ST_NOSUID: 2,
  NGROUPS_MAX: 65536,
  TMP_MAX: 238328,
  WNOHANG: 1,
  WUNTRACED: 2,
  WCONTINUED: 8,
};

/** What os.py makes its sets of supported things of. */
const FUNCTIONS = [
  "HAVE_FCHMOD",
  "HAVE_FTRUNCATE",
  "HAVE_FUTIMENS",
  "HAVE_FUTIMES",
  "HAVE_LCHOWN",
  "HAVE_LSTAT",
  "HAVE_LUTIMES",
];

const bytesOf = (text: string): PyBytes =>
  encodeNow(fromJs(text) as string | PyStr, "utf-8", "surrogateescape");

function environment(): Value {
  const dict = new PyDict();
  for (const [name, value] of currentProcess().environment)
    dict.table.put(bytesOf(name), bytesOf(value));
  return dict;
}

/** What ended a child: the parts of a status. */
const STATUS: Readonly<Record<string, readonly [string, (status: number) => number | boolean]>> = {
  WIFEXITED: ["Return whether the process has exited.", (s) => (s & 0x7f) === 0],
  WEXITSTATUS: ["Return what the process has exited with.", (s) => (s >> 8) & 0xff],
  WIFSIGNALED: [
    "Return whether a signal has ended the process.",
    (s) => (((s & 0x7f) + 1) << 24) >> 25 > 0,
  ],
  WTERMSIG: ["Return the signal that has ended the process.", (s) => s & 0x7f],
  WIFSTOPPED: ["Return whether the process is stopped.", (s) => (s & 0xff) === 0x7f],
  WSTOPSIG: ["Return the signal that has stopped the process.", (s) => (s >> 8) & 0xff],
  WIFCONTINUED: ["Return whether the process goes on.", (s) => s === 0xffff],
  WCOREDUMP: ["Return whether the process has left its memory.", (s) => (s & 0x80) !== 0],
};

function identity({ fn }: FunctionBuilder, doc: string, read: () => number): Entry {
  return fn(doc, [], read);
}

export const posixModule = defineModule(
  "posix",
  "What the operating system offers, as POSIX names it.",
  (builder) => {
    const { fn, caller, constant } = builder;
    const info = () => currentProcess().info;
    return {
      ...fileEntries,
      ...descriptorEntries,
      ...processEntries,
      ...pathEntries,
      ...Object.fromEntries(
        [
          ...Object.entries(NUMBERS),
          ...Object.entries(O).map(([name, value]) => [`O_${name}`, value] as const),
        ].map(([name, value]) => [name, constant(value)]),
      ),
      ...Object.fromEntries(
        Object.entries(STATUS).map(([name, [doc, read]]) => [
          name,
          fn(doc, [either(smallInt("status"))], read),
        ]),
      ),
      _have_functions: constant(new PyList([...FUNCTIONS])),
      error: constant(E.OSError),
      stat_result: constant(statResult.type),
      statvfs_result: constant(statvfsResult.type),
      terminal_size: constant(terminalSize.type),
      times_result: constant(timesResult.type),
      uname_result: constant(unameResult.type),
      DirEntry: constant(dirEntryType),
      environ: () => environment(),
      _create_environ: fn("Return the environment anew.", [], environment),
      putenv: caller(
        "Set a variable of the environment.",
        [object("name"), object("value")],
        function* (name, value): NativeGenerator {
          const key = (yield* readPathOnly(name, "putenv", "name")).path;
          const { path } = yield* readPathOnly(value, "putenv", "value");
          if (key === "" || key.includes("="))
            raise(E.ValueError, "illegal environment variable name");
          currentProcess().environment.set(key, path);
          return null;
        },
      ),
      unsetenv: caller(
        "Delete a variable of the environment.",
        [object("name")],
        function* (name): NativeGenerator {
          const key = (yield* readPathOnly(name, "unsetenv", "name")).path;
          if (key === "" || key.includes("=")) {
            const error = newException(E.OSError, 22, errorText(22));
            setHidden(error, "errno", 22);
            setHidden(error, "strerror", errorText(22));
            throw new PyThrow(error);
          }
          currentProcess().environment.delete(key);
          return null;
        },
      ),
      strerror: fn("Return the text of an error number.", [either(smallInt("code"))], (code) =>
        fromJs(errorText(code)),
      ),
      urandom: fn("Return random bytes that nobody can guess.", [index("size")], (count) => {
        if (count < 0) raise(E.ValueError, "negative argument not allowed");
        checkBytes(count);
        charge(count >>> 4);
        const bytes = new Uint8Array(count);
        info().random(bytes);
        return new PyBytes(bytes);
      }),
      umask: fn(
        "Set which bits new files do not get; return what was set.",
        [smallInt("mask")],
        (mask) => {
          const posix = currentProcess();
          const before = posix.umask;
          posix.umask = mask & 0o777;
          return before;
        },
      ),
      getpid: identity(builder, "Return the number of this process.", () => info().id),
      getppid: identity(builder, "Return the number of the parent process.", () => info().parent),
      getuid: identity(builder, "Return the user's number.", () => info().user),
      geteuid: identity(builder, "Return the user's number.", () => info().user),
      getgid: identity(builder, "Return the group's number.", () => info().group),
      getegid: identity(builder, "Return the group's number.", () => info().group),
      getlogin: fn("Return the name of the user.", [], () => fromJs(info().userName)),
      getgroups: fn(
        "Return the numbers of the user's groups.",
        [],
        () => new PyList([info().group]),
      ),
      cpu_count: fn("Return how many processors there are.", [], () => info().cpus),
      uname: fn("Return what the system is.", [], () =>
        unameResult.make(info().system.map(fromJs)),
      ),
      times: fn("Return the times that this process has used.", [], () => {
        const [user, system] = info().cpuTimes();
        const values = [user, system, 0, 0, performance.now() / 1000];
        return timesResult.make(values.map((value) => new PyFloat(value)));
      }),
      waitstatus_to_exitcode: fn(
        "Return the exit code of a status.",
        [either(smallInt("status"))],
        (status) => {
          if ((status & 0x7f) === 0) return (status >> 8) & 0xff;
          if ((status & 0xff) === 0x7f)
            raise(E.ValueError, `process stopped by delivery of signal ${(status >> 8) & 0xff}`);
          return -(status & 0x7f);
        },
      ),
      _exit: fn("Exit at once.", [either(smallInt("status"))], (status) => {
        // sic: handlers run all the same, as there is no process to end.
        const error = newException(E.SystemExit, status);
        setHidden(error, "code", status);
        throw new PyThrow(error);
      }),
      register_at_fork: fn(
        "Do nothing: nothing forks.",
        ["before", "after_in_child", "after_in_parent"].map((name) =>
          keyword(optional(object(name), undefined, UNREPRESENTABLE)),
        ),
        (...hooks) => {
          if (hooks.every((hook) => hook === undefined))
            raise(E.TypeError, "At least one argument is required.");
          return null;
        },
      ),
    };
  },
);
