/** The methods of buffered streams. https://docs.python.org/3/library/io.html#buffered-streams */
import { bytesLike } from "../../objects/buffers.ts";
import { initializer } from "../../objects/builtins/common.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index } from "../../objects/conversions.ts";
import { type Entries, members, type TypeBuilder } from "../../objects/define.ts";
import {
  E,
  isThrown,
  newException,
  type PyException,
  PyThrow,
  raise,
} from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import {
  DEFAULT_BUFFER_SIZE,
  invoke,
  offset,
  randomType,
  readerType,
  size,
  UNPICKLABLE,
  unsupported,
  writerType,
} from "./base.ts";
import { PyBuffered } from "./buffered.ts";
import { writable } from "./memory.ts";

type Steps<T> = Generator<Pending, T, Value>;

const bytes = (made: Uint8Array | null): Value => (made === null ? null : new PyBytes(made));

/** Raises unless the raw stream can do it. */
export function* demand(raw: Value, method: string, what: string): Steps<void> {
  const answer = (yield invoke(raw, method)) as Value;
  if (answer !== true) unsupported(`File or stream is not ${what}.`);
}

export function* initBuffered(
  self: PyBuffered,
  raw: Value,
  bufferSize: number,
  kind: PyType,
): NativeGenerator {
  self.isReady = self.isDetached = false;
  if (kind === randomType) yield* demand(raw, "seekable", "seekable");
  if (kind !== writerType) yield* demand(raw, "readable", "readable");
  if (kind !== readerType) yield* demand(raw, "writable", "writable");
  if (bufferSize <= 0) raise(E.ValueError, "buffer size must be strictly positive");
  self.raw = raw;
  self.isReader = kind !== writerType;
  self.isWriter = kind !== readerType;
  self.bufferSize = bufferSize;
  self.resetRead();
  self.drop();
  try {
    yield* self.rawTell();
  } catch (error) {
    if (!isThrown(error, E.Exception)) throw error;
  }
  self.isReady = true;
  return null;
}

/** Closes what is below, even where flushing fails: both exceptions are told. */
export function* flushAndClose(flush: Steps<unknown>, close: Steps<unknown>): Steps<Value> {
  let first: PyException | null = null;
  try {
    yield* flush;
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    first = error.exception;
  }
  let result: Value = null;
  try {
    result = (yield* close) as Value;
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    if (first !== null && error.exception.context === null) error.exception.context = first;
    throw error;
  }
  if (first !== null) throw new PyThrow(first);
  return result;
}

export function* calling(target: Value, method: string): Steps<Value> {
  return (yield invoke(target, method)) as Value;
}

function* close(self: PyBuffered): NativeGenerator {
  self.check();
  if (yield* self.isClosed()) return null;
  const end = function* (): Steps<Value> {
    self.drop();
    return yield* calling(self.raw, "close");
  };
  return yield* flushAndClose(calling(self, "flush"), end());
}

const REOPENED = (self: PyBuffered): void => self.check();

/** A call of the raw stream's method. */
const delegate =
  (name: string) =>
  (self: PyBuffered): NativeResult => {
    REOPENED(self);
    return invoke(self.raw, name);
  };

export function* reprWithName(self: Value): NativeGenerator {
  let name: Value;
  try {
    const found = getAttribute(self, "name");
    name = (isPending(found) ? yield found : found) as Value;
  } catch (error) {
    if (!isThrown(error, E.Exception)) throw error;
    return `<${typeName(self)}>`;
  }
  return yield* describe(`<${typeName(self)} name=`, { r: name }, ">");
}

function common({ caller, getter, slots, method }: TypeBuilder<PyBuffered>): Entries[] {
  return [
    slots({ __repr__: reprWithName }),
    {
      detach: caller(
        "Separate the raw stream from this one, and return it.",
        [],
        function* (self): NativeGenerator {
          self.check();
          yield invoke(self, "flush");
          const { raw } = self;
          self.raw = null;
          self.isReady = false;
          self.isDetached = true;
          return raw;
        },
      ),
      close: caller("Flush and close the stream.", [], close),
      seekable: caller("Return whether the stream has positions.", [], delegate("seekable")),
      fileno: caller("Return the number of the open file.", [], delegate("fileno")),
      isatty: caller("Return whether this is a terminal.", [], delegate("isatty")),
      tell: caller("Return the current position.", [], function* (self): NativeGenerator {
        self.check();
        return yield* self.exclusively(self.tell());
      }),
      seek: caller(
        "Move to a position, and return it.",
        [offset("target"), optional(index("whence"), 0, "0")],
        function* (self, to, whence): NativeGenerator {
          self.check();
          if (whence < 0 || whence > 2) raise(E.ValueError, `whence value ${whence} unsupported`);
          yield* self.checkOpen("seek of closed file");
          yield* demand(self.raw, "seekable", "seekable");
          return yield* self.exclusively(self.seek(to, whence));
        },
      ),
      truncate: caller(
        "Cut the file off at a position, by default the current one.",
        [optional(object("pos"), null, "None")],
        function* (self, at): NativeGenerator {
          yield* self.checkOpen("truncate of closed file");
          if (!self.isWriter) unsupported("truncate");
          yield* self.exclusively(self.flushAndRewind());
          return yield invoke(self.raw, "truncate", at);
        },
      ),
      _dealloc_warn: method("", [object("source")], () => null),
      __reduce__: method("", [], UNPICKLABLE),
      __reduce_ex__: method("", [object("protocol")], UNPICKLABLE),
      raw: getter("", (self) => self.raw),
      closed: getter("", function* (self): NativeGenerator {
        self.check();
        return yield* self.isClosed();
      }),
      name: getter("", (self) => {
        self.check();
        return getAttribute(self.raw, "name");
      }),
      mode: getter("", (self) => {
        self.check();
        return getAttribute(self.raw, "mode");
      }),
      _finalizing: getter("", () => false),
    },
  ];
}

function* read(self: PyBuffered, limit: number): NativeGenerator {
  if (limit < -1) raise(E.ValueError, "read length must be non-negative or -1");
  yield* self.checkOpen("read of closed file");
  const steps = self.reading(() => (limit < 0 ? self.readAll() : self.read(limit)));
  return bytes(yield* self.exclusively(steps));
}

function* readInto(self: PyBuffered, buffer: Uint8Array, once: boolean): NativeGenerator {
  yield* self.checkOpen("readinto of closed file");
  return yield* self.exclusively(self.reading(() => self.readInto(buffer, once)));
}

function nextLine(self: PyBuffered): NativeResult {
  if (self.shape.type.isBuiltin) return self.lineOf(-1);
  return after(invoke(self, "readline"), (line) => {
    if (!(line instanceof PyBytes))
      raise(E.OSError, `readline() should have returned a bytes object, not '${typeName(line)}'`);
    return line;
  });
}

function reader({ caller, slots }: TypeBuilder<PyBuffered>): Entries[] {
  return [
    slots({
      __next__: (self) => {
        self.check();
        return after(nextLine(self), (line) => {
          if ((line as PyBytes).bytes.length === 0)
            throw new PyThrow(newException(E.StopIteration));
          return line;
        });
      },
    }),
    {
      read: caller("Read so many bytes, or all.", [size("size")], (self, limit): NativeResult => {
        if (self.isAtHand) {
          const now = self.takeNow(limit);
          if (now !== null) return new PyBytes(now);
        }
        return read(self, limit);
      }),
      read1: caller(
        "Read some bytes, by one read of the raw stream at most.",
        [size("size")],
        function* (self, limit): NativeGenerator {
          yield* self.checkOpen("read of closed file");
          if (limit === 0) return new PyBytes(new Uint8Array(0));
          return bytes(yield* self.exclusively(self.reading(() => self.read1(limit))));
        },
      ),
      peek: caller(
        "Return bytes without moving on, by one read of the raw stream at most.",
        [optional(index("size"), 0, "0")],
        function* (self): NativeGenerator {
          yield* self.checkOpen("peek of closed file");
          return bytes(yield* self.exclusively(self.reading(() => self.peek())));
        },
      ),
      readinto: caller(
        "Read into memory; return how many bytes.",
        [writable("buffer", "readinto")],
        (self, buffer) => readInto(self, buffer, false),
      ),
      readinto1: caller(
        "Read into memory, by one read of the raw stream at most; return how many bytes.",
        [writable("buffer", "readinto1")],
        (self, buffer) => readInto(self, buffer, true),
      ),
      readline: caller("Read a line.", [size("size")], (self, limit) => self.lineOf(limit)),
      readable: caller("Return whether the stream can be read.", [], delegate("readable")),
    },
  ];
}

function* write(self: PyBuffered, data: Uint8Array): NativeGenerator {
  yield* self.checkOpen("write to closed file");
  return yield* self.exclusively(self.write(data));
}

function writer({ caller }: TypeBuilder<PyBuffered>): Entries[] {
  return [
    {
      write: caller(
        "Write bytes; return how many.",
        [bytesLike("buffer")],
        (self, data): NativeResult => {
          const isAtHand = self.isReady && self.lock.isFree && (self.file?.fd ?? -1) >= 0;
          return isAtHand && self.writeNow(data) ? data.length : write(self, data);
        },
      ),
      flush: caller("Write what is buffered.", [], function* (self): NativeGenerator {
        yield* self.checkOpen("flush of closed file");
        yield* self.exclusively(self.flushAndRewind());
        return null;
      }),
      writable: caller("Return whether the stream can be written.", [], delegate("writable")),
    },
  ];
}

const sizeParam = either(
  optional(index("buffer_size"), DEFAULT_BUFFER_SIZE, String(DEFAULT_BUFFER_SIZE)),
);

/** How streams of one of the three types are made. */
function construction({ staticMethod }: TypeBuilder<PyBuffered>, type: PyType): Entries {
  return {
    __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) => {
      const made = new PyBuffered();
      made.shape = type.instanceShape;
      return instanceOf(cls, made);
    }),
    __init__: initializer([either(object("raw")), sizeParam], (self: PyBuffered, raw, length) =>
      initBuffered(self, raw, length, type),
    ),
  };
}

/** Only the raw stream has anything to flush. */
const plainFlush = ({ caller }: TypeBuilder<PyBuffered>): Entries => ({
  flush: caller("Flush the raw stream.", [], delegate("flush")),
});

export const readerMembers = members<PyBuffered>((builder) => [
  construction(builder, readerType),
  ...common(builder),
  ...reader(builder),
  plainFlush(builder),
]);
export const writerMembers = members<PyBuffered>((builder) => [
  construction(builder, writerType),
  ...common(builder),
  ...writer(builder),
]);
export const randomMembers = members<PyBuffered>((builder) => [
  construction(builder, randomType),
  ...common(builder),
  ...reader(builder),
  ...writer(builder),
]);
