/** BytesIO: a stream over bytes in memory. https://docs.python.org/3/library/io.html#io.BytesIO */
import { bytesLike, checkBytes, viewOf } from "../../objects/buffers.ts";
import { initializer } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, newException, PyThrow, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import { checkExports, viewOfBytes } from "../../objects/memory.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { dictOf } from "../../objects/protocols/attributes.ts";
import { copyMemory } from "../../objects/protocols/buffer.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import {
  appendItem,
  PyByteArray,
  PyBytes,
  PyList,
  PyTuple,
  tuple,
} from "../../objects/sequences.ts";
import { typeName } from "../../objects/types.ts";
import { bytesIoType, CLOSED, PyStream, size } from "./base.ts";
import { writable } from "./memory.ts";

const NEWLINE = 10;

export class PyBytesIO extends PyStream {
  /** A bytearray, since views of it are those of any bytearray. */
  data = new PyByteArray(new Uint8Array(0));
  position = 0;
  isClosed = false;

  check(): void {
    if (this.isClosed) raise(E.ValueError, CLOSED);
  }

  override next(): Value | undefined | Pending {
    this.check();
    const line = this.take(this.lineLength(-1));
    return line.bytes.length === 0 ? undefined : line;
  }

  /** How many bytes the next line has, or `limit` where that is less and not negative. */
  lineLength(limit: number): number {
    const { data, position } = this;
    if (position >= data.length) return 0;
    const found = data.bytes.indexOf(NEWLINE, position);
    const end = found < 0 || found >= data.length ? data.length : found + 1;
    const length = end - position;
    return limit >= 0 && length > limit ? limit : length;
  }

  /** How many bytes are left; `limit` at most where it is not negative. */
  left(limit: number): number {
    const length = Math.max(0, this.data.length - this.position);
    return limit >= 0 && length > limit ? limit : length;
  }

  take(length: number): PyBytes {
    const { data, position } = this;
    charge(length >>> 6);
    this.position += length;
    return new PyBytes(data.bytes.slice(position, position + length));
  }

  resize(length: number): void {
    const { data } = this;
    checkBytes(length);
    if (length !== data.length) checkExports(data);
    if (length > data.bytes.length) {
      const larger = new Uint8Array(Math.max(length + (length >>> 1), 64));
      larger.set(data.bytes.subarray(0, data.length));
      data.bytes = larger;
    } else if (length < data.length) data.bytes.fill(0, length, data.length);
    data.length = length;
  }

  write(bytes: Uint8Array): number {
    this.check();
    checkExports(this.data);
    if (bytes.length === 0) return 0;
    charge(bytes.length >>> 6);
    const end = this.position + bytes.length;
    // It may be this very memory.
    const copy = bytes.buffer === this.data.bytes.buffer ? bytes.slice() : bytes;
    if (end > this.data.length) this.resize(end);
    this.data.bytes.set(copy, this.position);
    this.position = end;
    return bytes.length;
  }
}
layout(PyBytesIO, bytesIoType);

class WriteLines extends DrainFrame {
  readonly #stream: PyBytesIO;
  constructor(stream: PyBytesIO) {
    super();
    this.#stream = stream;
  }
  protected override take(line: Value): undefined {
    const bytes = viewOf(line);
    if (bytes === undefined)
      raise(E.TypeError, `a bytes-like object is required, not '${typeName(line)}'`);
    this.#stream.write(bytes);
  }
  protected override finish(): Value {
    return null;
  }
}

/** What a stream in memory was given to begin with, and where in it it is. */
export function* setState(self: PyBytesIO, state: Value): NativeGenerator {
  const type = "BytesIO";
  if (!(state instanceof PyTuple) || state.items.length < 3)
    raise(E.TypeError, `${type}.__setstate__ argument should be 3-tuple, got ${typeName(state)}`);
  self.check();
  const [initial, position, dict] = state.items as [Value, Value, Value];
  yield* initialise(self, initial);
  const at = intValue(position);
  if (at === undefined)
    raise(E.TypeError, `second item of state must be an integer, not ${typeName(position)}`);
  if (at < 0) raise(E.ValueError, "position value cannot be negative");
  self.position = Number(at);
  takeDict(self, dict);
  return null;
}

/** Adds what the third item of a state has to the attributes. */
export function takeDict(self: PyStream, dict: Value): void {
  if (dict === null) return;
  if (!(dict instanceof PyDict))
    raise(E.TypeError, `third item of state should be a dict, got a ${typeName(dict)}`);
  const own = dictOf(self);
  for (const { key, value } of dict.table.live()) own.table.put(key, value as Value);
}

/** The attributes, for a state. */
export function copyDict(self: PyStream): Value {
  const own = dictOf(self);
  const copy = new PyDict();
  for (const { key, value } of own.table.live()) copy.table.put(key, value as Value);
  return copy;
}

function* initialise(self: PyBytesIO, initial: Value): NativeGenerator {
  checkExports(self.data);
  let bytes: Uint8Array | undefined = new Uint8Array(0);
  if (initial !== null) {
    bytes = viewOf(initial);
    if (bytes === undefined) {
      const copy = copyMemory(initial);
      if (copy === undefined)
        raise(E.TypeError, `a bytes-like object is required, not '${typeName(initial)}'`);
      bytes = ((isPending(copy) ? yield copy : copy) as PyBytes).bytes;
    }
  }
  charge(bytes.length >>> 6);
  self.data = new PyByteArray(bytes.slice());
  self.position = 0;
  return null;
}

export const bytesIoMembers = members<PyBytesIO>(
  ({ method, caller, getter, slots, staticMethod }) => [
    slots({
      __iter__: (self) => {
        self.check();
        return self;
      },
      __next__: (self) => {
        self.check();
        const line = self.take(self.lineLength(-1));
        if (line.bytes.length === 0) throw new PyThrow(newException(E.StopIteration));
        return line;
      },
    }),
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyBytesIO()),
      ),
      __init__: initializer(
        [either(optional(object("initial_bytes"), null, "b''"))],
        (self: PyBytesIO, initial) => initialise(self, initial),
      ),
      readable: method("Return whether it can be read.", [], (self) => {
        self.check();
        return true;
      }),
      writable: method("Return whether it can be written.", [], (self) => {
        self.check();
        return true;
      }),
      seekable: method("Return whether it has positions.", [], (self) => {
        self.check();
        return true;
      }),
      isatty: method("Return False.", [], (self) => {
        self.check();
        return false;
      }),
      flush: method("Does nothing.", [], (self) => {
        self.check();
        return null;
      }),
      tell: method("Return the current position.", [], (self) => {
        self.check();
        return self.position;
      }),
      getvalue: method("Return all the bytes.", [], (self) => {
        self.check();
        charge(self.data.length >>> 6);
        return new PyBytes(self.data.bytes.slice(0, self.data.length));
      }),
      getbuffer: method("Return a view of the memory.", [], (self) => {
        self.check();
        return viewOfBytes(self.data);
      }),
      read: method("Read some bytes, all by default.", [size("size")], (self, limit) => {
        self.check();
        return self.take(self.left(limit));
      }),
      read1: method("Read some bytes, all by default.", [size("size")], (self, limit) => {
        self.check();
        return self.take(self.left(limit));
      }),
      readline: method("Read a line.", [size("size")], (self, limit) => {
        self.check();
        return self.take(self.lineLength(limit));
      }),
      readlines: method(
        "Return the lines, up to some `size` bytes of them.",
        [size("size")],
        (self, limit) => {
          self.check();
          const lines: Value[] = [];
          let total = 0;
          for (;;) {
            const line = self.take(self.lineLength(-1));
            if (line.bytes.length === 0) break;
            charge(1);
            appendItem(lines, line);
            total += line.bytes.length;
            if (limit > 0 && total >= limit) break;
          }
          return new PyList(lines);
        },
      ),
      readinto: method(
        "Read into memory; return how many bytes.",
        [writable("buffer", "readinto")],
        (self, buffer) => {
          self.check();
          const length = self.left(buffer.length);
          buffer.set(self.data.bytes.subarray(self.position, self.position + length));
          self.position += length;
          return length;
        },
      ),
      write: method("Write bytes; return how many.", [bytesLike("b")], (self, bytes) =>
        self.write(bytes),
      ),
      writelines: caller("Write the lines, as they are.", [object("lines")], (self, lines) => {
        self.check();
        return new WriteLines(self).from(lines);
      }),
      seek: method(
        "Move to a position, and return it.",
        [index("pos"), optional(index("whence"), 0, "0")],
        (self, to, whence) => {
          self.check();
          if (to < 0 && whence === 0) raise(E.ValueError, `negative seek value ${to}`);
          if (whence < 0 || whence > 2)
            raise(E.ValueError, `invalid whence (${whence}, should be 0, 1 or 2)`);
          const from = whence === 1 ? self.position : whence === 2 ? self.data.length : 0;
          if (to > Number.MAX_SAFE_INTEGER - from) raise(E.OverflowError, "new position too large");
          self.position = Math.max(0, from + to);
          return self.position;
        },
      ),
      truncate: method(
        "Cut off what is behind a position, by default the current one.",
        [optional(object("size"), null, "None")],
        (self, given) => {
          self.check();
          checkExports(self.data);
          const length = given === null ? self.position : intValue(given);
          if (length === undefined)
            raise(E.TypeError, `argument should be integer or None, not '${typeName(given)}'`);
          if (length < 0) raise(E.ValueError, `negative size value ${length}`);
          if (length < self.data.length) self.resize(Number(length));
          return length;
        },
      ),
      close: method("Free the memory.", [], (self) => {
        checkExports(self.data);
        self.isClosed = true;
        self.data = new PyByteArray(new Uint8Array(0));
        return null;
      }),
      closed: getter("True if the file is closed.", (self) => self.isClosed),
      __getstate__: method("", [], (self) => {
        self.check();
        return tuple(
          new PyBytes(self.data.bytes.slice(0, self.data.length)),
          self.position,
          copyDict(self),
        );
      }),
      __setstate__: caller("", [object("state")], setState),
    },
  ],
);
