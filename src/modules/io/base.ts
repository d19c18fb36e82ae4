/** The abstract bases of streams, as C has them; io.py makes ABCs of them. https://docs.python.org/3/library/io.html */
import { dictGetter } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { plainInteger, toIndex } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { viewOfBytes } from "../../objects/memory.ts";
import { layout, type Value } from "../../objects/object.ts";
import {
  DECLINED,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
} from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { EXHAUSTED, iterate, nextOf, PyIterator } from "../../objects/protocols/iterate.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  after,
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { appendItem, PyByteArray, PyBytes, PyList } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { isStr, strLength } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName, typeOf } from "../../objects/types.ts";
import { writable } from "./memory.ts";

function newType(name: string, bases: readonly PyType[]): PyType {
  const type = new PyType(name, bases);
  type.hasDict = true;
  type.hasWeakref = true;
  return type;
}

export const ioBaseType = newType("_io._IOBase", [objectType]);
export const rawIoBaseType = newType("_io._RawIOBase", [ioBaseType]);
export const bufferedIoBaseType = newType("_io._BufferedIOBase", [ioBaseType]);
export const textIoBaseType = newType("_io._TextIOBase", [ioBaseType]);
export const fileIoType = newType("_io.FileIO", [rawIoBaseType]);
export const bytesIoType = newType("_io.BytesIO", [bufferedIoBaseType]);
export const readerType = newType("_io.BufferedReader", [bufferedIoBaseType]);
export const writerType = newType("_io.BufferedWriter", [bufferedIoBaseType]);
export const randomType = newType("_io.BufferedRandom", [bufferedIoBaseType]);
export const pairType = newType("_io.BufferedRWPair", [bufferedIoBaseType]);
export const stringIoType = newType("_io.StringIO", [textIoBaseType]);
export const textIoType = newType("_io.TextIOWrapper", [textIoBaseType]);
export const unsupportedType = new PyType("io.UnsupportedOperation", [E.OSError, E.ValueError]);

export const CLOSED = "I/O operation on closed file.";
export const DEFAULT_BUFFER_SIZE = 128 * 1024;

export function unsupported(text: string): never {
  throw new PyThrow(newException(unsupportedType, text));
}

/** Any stream. Iterating one gives its lines. */
export class PyStream extends PyIterator {
  /** What `_IOBase.close` has noted. */
  isBaseClosed = false;

  override next(): Value | undefined | Pending {
    return after(invoke(this, "readline"), (line) => (isEmptyLine(line) ? EXHAUSTED : line));
  }
}
layout(PyStream, ioBaseType);
for (const type of [rawIoBaseType, bufferedIoBaseType, textIoBaseType]) type.layout = PyStream;

/** Makes a stream of a JavaScript class, for `__new__`. */
export function newStream(type: PyType): (cls: Value) => Value {
  return (cls) => {
    const made = new PyStream();
    made.shape = type.instanceShape;
    return instanceOf(cls, made);
  };
}

/** `object.name(*args)`. */
export function invoke(target: Value, name: string, ...args: Value[]): Pending {
  const method = getAttribute(target, name);
  return isPending(method)
    ? (after(method, (found) => new CallRequest(found, args, null)) as Pending)
    : new CallRequest(method as Value, args, null);
}

/** An attribute, waited for. */
export function* attribute(target: Value, name: string): NativeGenerator {
  const found = getAttribute(target, name);
  return isPending(found) ? yield found : found;
}

/** The truth of a value, waited for. */
export function* isTrue(value: Value): Generator<Pending, boolean, Value> {
  const truth = truthOf(value);
  return (isPending(truth) ? yield truth : truth) as boolean;
}

export function* hasAttribute(target: Value, name: string): Generator<Pending, boolean, Value> {
  try {
    yield* attribute(target, name);
    return true;
  } catch (error) {
    if (isThrown(error, E.AttributeError)) return false;
    throw error;
  }
}

/** `closed` of any stream. */
export function* isClosed(stream: Value): Generator<Pending, boolean, Value> {
  return yield* isTrue((yield* attribute(stream, "closed")) as Value);
}

export function* checkOpen(stream: Value, message = CLOSED): Generator<Pending, void, Value> {
  if (yield* isClosed(stream)) raise(E.ValueError, message);
}

function isEmptyLine(line: Value): boolean {
  if (isStr(line)) return strLength(line) === 0;
  if (line instanceof PyBytes) return line.bytes.length === 0;
  if (line instanceof PyByteArray) return line.length === 0;
  return line === null;
}

/** A size; None and what is negative stand for no limit. */
export function size(name: string, fallback = -1): Param<number> {
  const wrong = (value: Value): never =>
    raise(E.TypeError, `argument should be integer or None, not '${typeName(value)}'`);
  const clamp = (value: number | bigint): number => {
    if (typeof value === "number") return value;
    if (BigInt.asIntN(64, value) !== value)
      raise(E.OverflowError, "cannot fit 'int' into an index-sized integer");
    return value > 0n ? Number.MAX_SAFE_INTEGER : -1;
  };
  const read = (value: Value) => {
    if (value === null) return -1;
    const int = intValue(value);
    if (int !== undefined) return clamp(int);
    return slotOf(typeOf(value), SLOT.__index__) === null ? wrong(value) : DECLINED;
  };
  const ask = function* (value: Value): NativeGenerator {
    const index = toIndex(value);
    return clamp((isPending(index) ? yield index : index) as number);
  };
  return optional(param<number>(name, read, ask), fallback, String(fallback));
}

/** An offset in a file: an int of 64 bits. */
export function offset(name: string): Param<number> {
  const fitOffset = (value: number | bigint): number => {
    if (typeof value === "number") return value;
    if (BigInt.asIntN(64, value) !== value)
      raise(E.OverflowError, "cannot fit 'int' into an offset-sized integer");
    return value > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  };
  return param<number>(
    name,
    (value) => {
      const int = plainInteger(value);
      return int === DECLINED ? DECLINED : fitOffset(int);
    },
    function* (value): NativeGenerator {
      const index = toIndex(value);
      return fitOffset((isPending(index) ? yield index : index) as number);
    },
  );
}

/** The bytes that a stream of somebody's has answered. */
function* asBytes(value: Value, what: string): Generator<Pending, Uint8Array, Value> {
  yield* [];
  if (value instanceof PyBytes) return value.bytes;
  return raise(
    E.OSError,
    `${what}() should have returned a bytes object, not '${typeName(value)}'`,
  );
}

/** Joins bytes. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

const NEWLINE = 10;

/** `_IOBase.readline`: by `read(1)`, or as much as `peek` shows. */
function* readline(self: Value, limit: number): NativeGenerator {
  const peek = (yield* hasAttribute(self, "peek"))
    ? ((yield* attribute(self, "peek")) as Value)
    : null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (limit < 0 || length < limit) {
    let want = 1;
    if (peek !== null) {
      const seen = yield* asBytes(yield call(peek, 1), "peek");
      if (seen.length > 0) {
        const shown = limit < 0 ? seen : seen.subarray(0, limit - length);
        const end = shown.indexOf(NEWLINE);
        want = end < 0 ? shown.length : end + 1;
      }
    }
    const bytes = yield* asBytes(yield invoke(self, "read", want), "read");
    if (bytes.length === 0) break;
    chunks.push(bytes);
    length += bytes.length;
    if (bytes[bytes.length - 1] === NEWLINE) break;
  }
  return new PyBytes(joinBytes(chunks).slice());
}

function* readlines(self: Value, hint: number): NativeGenerator {
  const lines: Value[] = [];
  const found = iterate(self);
  const iterator = (isPending(found) ? yield found : found) as Value;
  let length = 0;
  for (;;) {
    let line = nextOf(iterator);
    if (isPending(line)) line = yield line;
    if (line === undefined || line === EXHAUSTED) return new PyList(lines);
    appendItem(lines, line as Value);
    if (hint <= 0) continue;
    if (isStr(line)) length += strLength(line);
    else if (line instanceof PyBytes) length += line.bytes.length;
    if (length > hint) return new PyList(lines);
  }
}

class WriteLines extends DrainFrame {
  readonly #write: Value;
  constructor(write: Value) {
    super();
    this.#write = write;
  }
  protected override take(line: Value): Pending {
    return call(this.#write, line);
  }
  protected override finish(): Value {
    return null;
  }
}

export function* writelines(self: Value, lines: Value): NativeGenerator {
  yield* checkOpen(self);
  const write = (yield* attribute(self, "write")) as Value;
  const done = new WriteLines(write).from(lines);
  return isPending(done) ? yield done : done;
}

function* close(self: PyStream): NativeGenerator {
  if (self.isBaseClosed) return null;
  try {
    yield invoke(self, "flush");
  } finally {
    self.isBaseClosed = true;
  }
  return null;
}

function* ask(self: Value, method: string, text: string): NativeGenerator {
  const answer = yield invoke(self, method);
  if (answer !== true) unsupported(text);
  return answer;
}

const NEW = [object("cls"), rest("args"), keywords("kwargs")] as const;

/** Streams cannot be pickled. */
export const UNPICKLABLE = (self: Value): never =>
  raise(E.TypeError, `cannot pickle '${typeName(self)}' instances`);

export const ioBaseMembers = members<PyStream>(
  ({ method, caller, getter, slots, staticMethod }) => [
    slots({
      __iter__: function* (self): NativeGenerator {
        yield* checkOpen(self);
        return self;
      },
      __next__: function* (self): NativeGenerator {
        const line = (yield invoke(self, "readline")) as Value;
        if (isEmptyLine(line)) throw new PyThrow(newException(E.StopIteration));
        return line;
      },
    }),
    {
      __new__: staticMethod("", NEW, newStream(ioBaseType)),
      __enter__: caller("", [], function* (self): NativeGenerator {
        yield* checkOpen(self);
        return self;
      }),
      __exit__: caller("", [rest("args")], (self) => invoke(self, "close")),
      __dict__: dictGetter(),
      seek: caller(
        "Move to a position, and return it: from the start (0), the current one (1) or the end (2).",
        [object("offset"), optional(object("whence"), 0, "0")],
        () => unsupported("seek"),
      ),
      tell: caller("Return the current position.", [], (self) => invoke(self, "seek", 0, 1)),
      truncate: caller(
        "Cut the file off at a position.",
        [optional(object("size"), null, "None")],
        () => unsupported("truncate"),
      ),
      flush: caller("Write what is buffered.", [], function* (self): NativeGenerator {
        if (self.isBaseClosed) raise(E.ValueError, CLOSED);
        yield* [];
        return null;
      }),
      close: caller("Flush and close the stream.", [], close),
      seekable: method("Return whether the stream has positions.", [], () => false),
      readable: method("Return whether the stream can be read.", [], () => false),
      writable: method("Return whether the stream can be written.", [], () => false),
      _checkClosed: caller("", [rest("args")], function* (self): NativeGenerator {
        yield* checkOpen(self);
        return null;
      }),
      _checkSeekable: caller("", [rest("args")], (self) =>
        ask(self, "seekable", "File or stream is not seekable."),
      ),
      _checkReadable: caller("", [rest("args")], (self) =>
        ask(self, "readable", "File or stream is not readable."),
      ),
      _checkWritable: caller("", [rest("args")], (self) =>
        ask(self, "writable", "File or stream is not writable."),
      ),
      fileno: caller("Return the number of the open file.", [], () => unsupported("fileno")),
      isatty: caller("Return whether this is a terminal.", [], function* (self): NativeGenerator {
        yield* checkOpen(self);
        return false;
      }),
      readline: caller("Read and return a line.", [size("size")], readline),
      readlines: caller(
        "Return the lines, up to some `hint` bytes of them.",
        [size("hint")],
        function* (self, hint): NativeGenerator {
          return yield* readlines(self, hint);
        },
      ),
      writelines: caller("Write the lines, as they are.", [object("lines")], writelines),
      closed: getter("", (self) => self.isBaseClosed),
    },
  ],
);

function* rawRead(self: Value, limit: number): NativeGenerator {
  if (limit < 0) return yield invoke(self, "readall");
  const buffer = new PyByteArray(new Uint8Array(limit));
  const count = (yield invoke(self, "readinto", buffer)) as Value;
  if (count === null) return null;
  const index = toIndex(count);
  const n = Number(isPending(index) ? yield index : index);
  if (n < 0 || n > buffer.length)
    raise(E.ValueError, `readinto returned ${n} outside buffer size ${buffer.length}`);
  return new PyBytes(buffer.bytes.slice(0, n));
}

function* readall(self: Value): NativeGenerator {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const data = (yield invoke(self, "read", DEFAULT_BUFFER_SIZE)) as Value;
    if (data === null) return chunks.length === 0 ? null : new PyBytes(joinBytes(chunks));
    if (!(data instanceof PyBytes)) raise(E.TypeError, "read() should return bytes");
    if (data.bytes.length === 0) return new PyBytes(joinBytes(chunks));
    chunks.push(data.bytes);
  }
}

export const rawIoBaseMembers = members<PyStream>(({ caller, staticMethod }) => [
  {
    __new__: staticMethod("", NEW, newStream(rawIoBaseType)),
    read: caller("", [size("size")], rawRead),
    readall: caller("Read to the end.", [], readall),
    readinto: caller("", [object("buffer")], () => notImplemented()),
    write: caller("", [object("b")], () => notImplemented()),
  },
]);

/** sic: what C raises where only Python's half of io has methods. */
function notImplemented(): never {
  throw new PyThrow(newException(E.NotImplementedError));
}

/** Reads into somebody's memory by what `name` answers. */
function* readinto(self: Value, buffer: Uint8Array, name: string): NativeGenerator {
  const data = (yield invoke(self, name, buffer.length)) as Value;
  if (!(data instanceof PyBytes)) raise(E.TypeError, "read() should return bytes");
  if (data.bytes.length > buffer.length)
    raise(
      E.ValueError,
      `read() returned too much data: ${buffer.length} bytes requested, ${data.bytes.length} returned`,
    );
  buffer.set(data.bytes);
  return data.bytes.length;
}

export const bufferedIoBaseMembers = members<PyStream>(({ caller, staticMethod }) => [
  {
    __new__: staticMethod("", NEW, newStream(bufferedIoBaseType)),
    detach: caller("Separate the raw stream from this one, and return it.", [], () =>
      unsupported("detach"),
    ),
    read: caller("Read and return some bytes.", [size("size")], () => unsupported("read")),
    read1: caller("Read some bytes, by one read at most.", [size("size")], () =>
      unsupported("read1"),
    ),
    readinto: caller("", [writable("buffer", "readinto")], (self, buffer) =>
      readinto(self, buffer, "read"),
    ),
    readinto1: caller("", [writable("buffer", "readinto1")], (self, buffer) =>
      readinto(self, buffer, "read1"),
    ),
    write: caller("Write bytes; return how many.", [object("b")], () => unsupported("write")),
  },
]);

export const textIoBaseMembers = members<PyStream>(({ caller, getter, staticMethod }) => [
  {
    __new__: staticMethod("", NEW, newStream(textIoBaseType)),
    detach: caller("Separate the buffer from this stream, and return it.", [], () =>
      unsupported("detach"),
    ),
    read: caller("Read some text.", [size("size")], () => unsupported("read")),
    readline: caller("Read a line.", [size("size")], () => unsupported("readline")),
    write: caller("Write text; return how many characters.", [object("s")], () =>
      unsupported("write"),
    ),
    encoding: getter("", () => null),
    newlines: getter("", () => null),
    errors: getter("", () => null),
  },
]);

/** A view of some bytes of ours, for a raw stream of Python's to read into or to write. */
export function exposed(bytes: Uint8Array, isWritable: boolean): Value {
  return viewOfBytes(isWritable ? new PyByteArray(bytes) : new PyBytes(bytes));
}
