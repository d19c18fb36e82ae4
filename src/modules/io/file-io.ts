/** FileIO: a raw stream over an open file. https://docs.python.org/3/library/io.html#io.FileIO */
import { isFolder, O } from "../../kernel/files.ts";
import { currentProcess, type Description } from "../../kernel/process.ts";
import { bytesLike, checkBytes } from "../../objects/buffers.ts";
import { initializer } from "../../objects/builtins/common.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { text, truth } from "../../objects/conversions.ts";
import { charge, current } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, getHidden, isThrown, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute, setAttribute } from "../../objects/protocols/attributes.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import {
  DEFAULT_BUFFER_SIZE,
  fileIoType,
  ioBaseType,
  joinBytes,
  offset,
  PyStream,
  size,
  UNPICKLABLE,
  unsupported,
} from "./base.ts";
import { writable } from "./memory.ts";
import { readPath } from "./paths.ts";
import { flushUnwritten } from "./unwritten.ts";
import { raiseSystem, settled } from "./waiting.ts";

/** Linux refuses to move more in one go. */
const MOST = 0x7ffff000;

const EINTR_OR_AGAIN = 11;

export class PyFileIO extends PyStream {
  /** The number of the open file; -1 where there is none. */
  fd = -1;
  isReadable = false;
  isWritable = false;
  isCreated = false;
  isAppending = false;
  /** Does closing this close the file? */
  closesFile = true;
  blockSize = DEFAULT_BUFFER_SIZE;

  get mode(): string {
    const { isReadable, isWritable } = this;
    if (this.isCreated) return isReadable ? "xb+" : "xb";
    if (this.isAppending) return isReadable ? "ab+" : "ab";
    if (isReadable) return isWritable ? "rb+" : "rb";
    return "wb";
  }

  get description(): Description {
    if (this.fd < 0) raise(E.ValueError, "I/O operation on closed file");
    try {
      return currentProcess().get(this.fd);
    } catch {
      return raiseSystem("EBADF");
    }
  }

  checkReadable(): void {
    if (this.fd < 0) raise(E.ValueError, "I/O operation on closed file");
    if (!this.isReadable) unsupported("File not open for reading");
  }
  checkWritable(): void {
    if (this.fd < 0) raise(E.ValueError, "I/O operation on closed file");
    if (!this.isWritable) unsupported("File not open for writing");
  }

  /** Reads into memory; null where there is nothing yet. */
  *readInto(bytes: Uint8Array): Generator<Pending, number | null, Value> {
    this.checkReadable();
    const { description } = this;
    charge(bytes.length >>> 8);
    return yield* orNothing(settled("a file", () => description.read(bytes.subarray(0, MOST))));
  }

  *writeFrom(bytes: Uint8Array): Generator<Pending, number | null, Value> {
    this.checkWritable();
    const { description } = this;
    charge(bytes.length >>> 8);
    return yield* orNothing(settled("a file", () => description.write(bytes.subarray(0, MOST))));
  }

  *seekTo(to: number, whence: number): Generator<Pending, number, Value> {
    const { description } = this;
    return yield* settled("a file", () => description.seek(to, whence));
  }

  *readAll(): Generator<Pending, Uint8Array | null, Value> {
    this.checkReadable();
    const { description } = this;
    let expected = DEFAULT_BUFFER_SIZE;
    if (description.file.hasPositions) {
      const { size: length } = yield* settled("a file", () => description.file.status());
      // One more, to see the end with the same call.
      if (length > description.position) expected = length - description.position + 1;
      else if (length > 0) expected = 1;
    }
    const chunks: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      checkBytes(total + expected);
      const chunk = new Uint8Array(expected);
      const count = yield* this.readInto(chunk);
      if (count === null && total === 0) return null;
      if (count === null || count === 0) return joinBytes(chunks);
      chunks.push(chunk.subarray(0, count));
      total += count;
      if (charge(1)) yield PAUSE;
      expected = Math.max(count === expected ? expected : expected - count, 4096);
    }
  }
}
layout(PyFileIO, fileIoType);

/** null instead of the error that says "not now". */
function* orNothing(
  work: Generator<Pending, number, Value>,
): Generator<Pending, number | null, Value> {
  try {
    return yield* work;
  } catch (error) {
    if (
      isThrown(error, E.BlockingIOError) &&
      getHidden(error.exception, "errno") === EINTR_OR_AGAIN
    )
      return null;
    throw error;
  }
}

const ONE_MODE = "Must have exactly one of create/read/write/append mode and at most one plus";

/** Reads a mode into flags of `open`. */
function readMode(self: PyFileIO, mode: string): number {
  let flags = O.CLOEXEC as number;
  let seen = 0;
  let plus = 0;
  for (const char of mode) {
    if (char === "x") {
      self.isCreated = true;
      flags |= O.EXCL | O.CREAT;
    } else if (char === "w") flags |= O.CREAT | O.TRUNC;
    else if (char === "a") {
      self.isAppending = true;
      flags |= O.APPEND | O.CREAT;
    } else if (char === "b") continue;
    else if (char === "+") {
      if (plus++ > 0) raise(E.ValueError, ONE_MODE);
      self.isReadable = self.isWritable = true;
      continue;
    } else if (char !== "r") raise(E.ValueError, `invalid mode: ${mode}`);
    if (seen++ > 0) raise(E.ValueError, ONE_MODE);
    if (char === "r") self.isReadable = true;
    else self.isWritable = true;
  }
  if (seen === 0) raise(E.ValueError, ONE_MODE);
  const access = self.isReadable ? (self.isWritable ? O.RDWR : O.RDONLY) : O.WRONLY;
  return flags | access;
}

/** The number of an open file that is given instead of a path; undefined where that is none. */
export function* asDescriptor(value: Value): Generator<Pending, number | undefined, Value> {
  if (typeof value === "boolean")
    yield current.interpreter.warn(E.RuntimeWarning, "bool is used as a file descriptor");
  const int = intValue(value);
  if (int === undefined) return undefined;
  if (typeof int === "bigint" || Math.abs(int) > 0x7fffffff)
    raise(E.OverflowError, "Python int too large to convert to C int");
  return Number(int);
}

/** Opens a file, or takes one that is open. */
export function* initFile(
  self: PyFileIO,
  file: Value,
  mode: string,
  closesFile: boolean,
  opener: Value,
): NativeGenerator {
  if (self.fd >= 0) {
    if (self.closesFile) yield* closeNumber(self);
    else self.fd = -1;
  }
  self.isReadable = self.isWritable = self.isCreated = self.isAppending = false;
  const given = yield* asDescriptor(file);
  if (given !== undefined && given < 0) raise(E.ValueError, "negative file descriptor");
  const flags = readMode(self, mode);
  const posix = currentProcess();
  let opened = false;
  self.closesFile = closesFile;
  if (given !== undefined) {
    self.fd = given;
  } else {
    const path = yield* readPath(file, "open");
    if (!closesFile) raise(E.ValueError, "Cannot use closefd=False with file name");
    if (posix.unwritten.size > 0) yield* flushUnwritten();
    if (opener === null)
      self.fd = yield* settled("a file", () => posix.open(path.path, flags, 0o666), path.shown);
    else {
      const made = (yield call(opener, file, flags)) as Value;
      const number = intValue(made);
      if (number === undefined) raise(E.TypeError, "expected integer from opener");
      if (number < 0) raise(E.ValueError, `opener returned ${number}`);
      self.fd = Number(number);
    }
    opened = true;
  }
  try {
    if (!posix.has(self.fd)) raiseSystem("EBADF", file);
    const { description } = self;
    const status = yield* settled("a file", () => description.file.status(), file);
    if (isFolder(status.mode)) raiseSystem("EISDIR", file);
    self.blockSize = status.blksize > 1 ? status.blksize : DEFAULT_BUFFER_SIZE;
    const stored = setAttribute(self, "name", file);
    if (isPending(stored)) yield stored;
    if (self.isAppending && description.file.hasPositions) yield* self.seekTo(0, 2);
  } catch (error) {
    if (opened) yield* closeNumber(self);
    else self.fd = -1;
    throw error;
  }
  return null;
}

function* closeNumber(self: PyFileIO): Generator<Pending, void, Value> {
  const { fd } = self;
  self.fd = -1;
  yield* settled("a file", () => currentProcess().close(fd));
}

/** `_IOBase.close`, then the file's own. */
function* close(self: PyFileIO): NativeGenerator {
  let error: unknown;
  let failed = false;
  try {
    yield call(ioBaseType.lookup("close") as Value, self);
  } catch (thrown) {
    error = thrown;
    failed = true;
  }
  if (!self.closesFile) self.fd = -1;
  else if (self.fd >= 0) yield* closeNumber(self);
  if (failed) throw error;
  return null;
}

export const fileIoMembers = members<PyFileIO>(
  ({ method, caller, getter, slots, staticMethod }) => [
    slots({
      __repr__: function* (self): NativeGenerator {
        if (self.fd < 0) return `<${typeName(self)} [closed]>`;
        const rest = `mode='${self.mode}' closefd=${self.closesFile ? "True" : "False"}>`;
        let name: Value;
        try {
          const found = getAttribute(self, "name");
          name = (isPending(found) ? yield found : found) as Value;
        } catch (error) {
          if (!isThrown(error, E.AttributeError)) throw error;
          return `<${typeName(self)} fd=${self.fd} ${rest}`;
        }
        return yield* describe(`<${typeName(self)} name=`, { r: name }, ` ${rest}`);
      },
    }),
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyFileIO()),
      ),
      __init__: initializer(
        [
          either(object("file")),
          either(optional(text("mode", "'mode'"), "r", "'r'")),
          either(optional(truth("closefd"), true, "True")),
          either(optional(object("opener"), null, "None")),
        ],
        (self: PyFileIO, file, mode, closesFile, opener) =>
          initFile(self, file, mode as string, closesFile, opener),
      ),
      close: caller("Close the file, unless it was given open with closefd=False.", [], close),
      seekable: caller("Return whether the file has positions.", [], (self) => {
        return self.description.file.hasPositions;
      }),
      readable: method("Return whether the file can be read.", [], (self) => {
        if (self.fd < 0) raise(E.ValueError, "I/O operation on closed file");
        return self.isReadable;
      }),
      writable: method("Return whether the file can be written.", [], (self) => {
        if (self.fd < 0) raise(E.ValueError, "I/O operation on closed file");
        return self.isWritable;
      }),
      fileno: method("Return the number of the open file.", [], (self) => {
        if (self.fd < 0) raise(E.ValueError, "I/O operation on closed file");
        return self.fd;
      }),
      isatty: method("Return whether this is a terminal.", [], (self) => {
        if (self.fd < 0) raise(E.ValueError, "I/O operation on closed file");
        return self.description.file.isTerminal;
      }),
      _isatty_open_only: method("", [], (self) => self.description.file.isTerminal),
      read: caller(
        "Read some bytes, with one call of the system; all of them if no size is given.",
        [size("size")],
        function* (self, limit): NativeGenerator {
          self.checkReadable();
          if (limit < 0) {
            const all = yield* self.readAll();
            return all === null ? null : new PyBytes(all);
          }
          checkBytes(limit);
          const bytes = new Uint8Array(limit);
          const count = yield* self.readInto(bytes);
          if (count === null) return null;
          return new PyBytes(count === limit ? bytes : bytes.slice(0, count));
        },
      ),
      readall: caller("Read to the end.", [], function* (self): NativeGenerator {
        const all = yield* self.readAll();
        return all === null ? null : new PyBytes(all);
      }),
      readinto: caller(
        "Read into memory; return how many bytes.",
        [writable("buffer", "readinto")],
        function* (self, bytes): NativeGenerator {
          return yield* self.readInto(bytes);
        },
      ),
      write: caller(
        "Write bytes, with one call of the system; return how many.",
        [bytesLike("b")],
        function* (self, bytes): NativeGenerator {
          return yield* self.writeFrom(bytes);
        },
      ),
      seek: caller(
        "Move to a position, and return it.",
        [offset("pos"), optional(offset("whence"), 0, "0")],
        function* (self, to, whence): NativeGenerator {
          return yield* self.seekTo(to, whence);
        },
      ),
      tell: caller("Return the current position.", [], function* (self): NativeGenerator {
        return yield* self.seekTo(0, 1);
      }),
      truncate: caller(
        "Cut the file off at a position, by default the current one.",
        [optional(object("size"), null, "None")],
        function* (self, given): NativeGenerator {
          self.checkWritable();
          const { description } = self;
          let length: Value = given;
          if (given === null) length = yield* self.seekTo(0, 1);
          const int = intValue(length);
          if (int === undefined)
            raise(E.TypeError, `'${typeName(length)}' object cannot be interpreted as an integer`);
          if (int < 0) raiseSystem("EINVAL");
          yield* settled("a file", () => description.file.truncate(Number(int)));
          return length;
        },
      ),
      __reduce__: method("", [], UNPICKLABLE),
      __reduce_ex__: method("", [object("protocol")], UNPICKLABLE),
      closed: getter("True if the file is closed", (self) => self.fd < 0),
      closefd: getter("True if the file descriptor will be closed", (self) => self.closesFile),
      mode: getter("String giving the file mode", (self) => fromJs(self.mode)),
      _blksize: getter("", (self) => self.blockSize),
    },
  ],
);
