/** bytearray. https://docs.python.org/3/library/stdtypes.html#bytearray-objects */
import { bytesOf, checkBytes, viewOf, withBytes } from "../buffers.ts";
import { instanceOf } from "../construct.ts";
import { index } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { checkExports } from "../memory.ts";
import type { Value } from "../object.ts";
import { keywords, object, optional, rest } from "../params.ts";
import { copyMemory, giveBack } from "../protocols/buffer.ts";
import { slotFor } from "../protocols/slot.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { PyByteArray, PySlice, PyTuple, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { isStr } from "../str.ts";
import { SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import { reprBytes } from "../text/bytes.ts";
import { bytearrayType, typeName, typeOf } from "../types.ts";
import { byteMethods, byteSlots } from "./byte-methods.ts";
import { collectBytes, SOURCE_PARAMS, sourceBytes, toByte } from "./byte-source.ts";
import { initializer, NEW_DOC } from "./common.ts";
import { ByteArrayIterator } from "./iterators.ts";
import { withCount } from "./list.ts";

const make = (bytes: Uint8Array): PyByteArray => new PyByteArray(bytes);
const view = (self: PyByteArray): Uint8Array => self.bytes.subarray(0, self.length);

/** Changes the length; what is new is zero. Room is left to grow into. */
function resize(self: PyByteArray, length: number): void {
  checkBytes(length);
  if (length !== self.length) checkExports(self);
  if (length > self.bytes.length) {
    const larger = new Uint8Array(Math.max(length, Math.min(self.bytes.length * 2, 2 ** 30)));
    larger.set(view(self));
    self.bytes = larger;
  } else if (length < self.length) self.bytes.fill(0, length, self.length);
  self.length = length;
}

/** Puts `part` in the place of the bytes from `start` to `stop`. */
function splice(self: PyByteArray, start: number, stop: number, part: Uint8Array): void {
  const tail = self.bytes.slice(stop, self.length);
  charge((tail.length + part.length) >>> 4);
  // The part may be of this very array.
  const copy = part.buffer === self.bytes.buffer ? part.slice() : part;
  resize(self, start + copy.length + tail.length);
  self.bytes.set(copy, start);
  self.bytes.set(tail, start + copy.length);
}

/** Where a subscript points to; raises where that is outside. */
function place(self: PyByteArray, at: number): number {
  const i = at < 0 ? at + self.length : at;
  if (i >= 0 && i < self.length) return i;
  return raise(E.IndexError, "bytearray index out of range");
}

const BAD_ITEMS = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";

function* setItem(self: PyByteArray, key: Value, value: Value): NativeGenerator {
  if (!(key instanceof PySlice)) {
    const at = subscriptIndex(key, "bytearray");
    const where = (isPending(at) ? yield at : at) as number;
    // The byte first: its `__index__` may change the length.
    const byte = toByte(value);
    const given = (isPending(byte) ? yield byte : byte) as number;
    self.bytes[place(self, where)] = given;
    return null;
  }
  let found = sliceBounds(key, () => self.length);
  let bounds = found instanceof SliceBounds ? found : ((yield found) as unknown as SliceBounds);
  let part = viewOf(value);
  const copy = part === undefined ? copyMemory(value) : undefined;
  if (copy !== undefined) part = bytesOf((isPending(copy) ? yield copy : copy) as Value);
  if (part === undefined) {
    if (isStr(value) || isNumber(value)) raise(E.TypeError, BAD_ITEMS);
    const items = sourceBytes("bytearray", value, undefined, undefined);
    part = bytesOf((isPending(items) ? yield items : items) as Value);
    // sic: the slice is asked again, as the array may have changed meanwhile.
    found = sliceBounds(key, () => self.length);
    bounds = found instanceof SliceBounds ? found : ((yield found) as unknown as SliceBounds);
  }
  const { start, step, length } = bounds;
  if (step === 1) splice(self, start, start + length, part);
  else if (part.length === 0) deleteSlice(self, bounds);
  else {
    if (part.length !== length)
      raise(
        E.ValueError,
        `attempt to assign bytes of size ${part.length} to extended slice of size ${length}`,
      );
    const copy = part.slice();
    for (let i = 0, at = start; i < length; i++, at += step) self.bytes[at] = copy[i] as number;
  }
  return null;
}

/** Has it a value as a number? */
function isNumber(value: Value): boolean {
  return [SLOT.__index__, SLOT.__int__, SLOT.__float__].some((id) => slotFor(value, id) !== null);
}

function* deleteItem(self: PyByteArray, key: Value): NativeGenerator {
  if (!(key instanceof PySlice)) {
    const at = subscriptIndex(key, "bytearray");
    const i = place(self, (isPending(at) ? yield at : at) as number);
    splice(self, i, i + 1, new Uint8Array(0));
    return null;
  }
  const found = sliceBounds(key, () => self.length);
  const bounds = found instanceof SliceBounds ? found : ((yield found) as unknown as SliceBounds);
  deleteSlice(self, bounds);
  return null;
}

function deleteSlice(self: PyByteArray, { start, step, length }: SliceBounds): void {
  if (step === 1) splice(self, start, start + length, new Uint8Array(0));
  else if (length > 0) {
    checkExports(self);
    charge(self.length >>> 3);
    const every = Math.abs(step);
    const low = step > 0 ? start : start + (length - 1) * step;
    const high = low + (length - 1) * every;
    const kept = view(self).filter((_, i) => i < low || i > high || (i - low) % every !== 0);
    self.bytes = kept;
    self.length = kept.length;
  }
}

function extend(self: PyByteArray, items: Value): NativeResult {
  const add = (part: Uint8Array): null => {
    splice(self, self.length, self.length, part);
    return null;
  };
  const added = withBytes(items, add);
  if (added !== undefined) return added;
  if (isStr(items)) raise(E.TypeError, `expected iterable of integers; got: '${typeName(items)}'`);
  if (slotFor(items, SLOT.__iter__) === null && typeOf(items).lookup("__getitem__") === undefined)
    raise(E.TypeError, `can't extend bytearray with ${typeName(items)}`);
  return after(collectBytes(items), (made) => add(bytesOf(made)));
}

/** A byte, then what to do with it. */
function withByte(value: Value, then: (byte: number) => Value | undefined): NativeResult {
  const byte: number | Pending = toByte(value);
  return isPending(byte) ? after(byte, (b) => then(b as number)) : then(byte);
}

function pop(self: PyByteArray, at: number): number {
  if (self.length === 0) raise(E.IndexError, "pop from empty bytearray");
  const i = at < 0 ? at + self.length : at;
  if (i < 0 || i >= self.length) raise(E.IndexError, "pop index out of range");
  const byte = self.bytes[i] as number;
  if (i === self.length - 1) resize(self, i);
  else splice(self, i, i + 1, new Uint8Array(0));
  return byte;
}

function repr(self: PyByteArray): string {
  charge(self.length >>> 3);
  // sic: quotes are chosen as for bytes, but a lone ' inside is escaped as well.
  const shown = reprBytes(view(self));
  const inner = shown.startsWith('b"') ? shown.replaceAll("'", () => "\\'") : shown;
  return `${self.shape.type.name}(${inner})`;
}

export const bytearrayMembers = members<PyByteArray>((builder) => {
  const { method, caller, slots, staticMethod } = builder;
  return [
    byteSlots(builder as never, make),
    slots({
      __repr__: repr,
      __str__: repr,
      __iter__: (self) => new ByteArrayIterator(self),
      __release_buffer__: (_self, given) => giveBack(given),
      __setitem__: setItem,
      __delitem__: deleteItem,
      __iadd__: (self, other) => {
        const added = withBytes(other, (part) => {
          splice(self, self.length, self.length, part);
          return self;
        });
        return added ?? raise(E.TypeError, `can't concat ${typeName(other)} to ${typeName(self)}`);
      },
      __imul__: (self, count) =>
        withCount(count, (n) => {
          const unit = view(self).slice();
          checkBytes(unit.length * Math.max(n, 0));
          charge((unit.length * Math.max(n, 0)) >>> 4);
          resize(self, unit.length * Math.max(n, 0));
          for (let i = 1; i < n; i++) self.bytes.set(unit, i * unit.length);
          return self;
        }),
    }),
    byteMethods(builder as never, make),
    {
      __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, make(new Uint8Array(0))),
      ),
      __init__: initializer(SOURCE_PARAMS, (self: PyByteArray, source, encoding, errors) =>
        after(sourceBytes("bytearray", source, encoding, errors), (made) => {
          const bytes = bytesOf(made);
          if (self.length > 0) checkExports(self);
          self.bytes = bytes;
          self.length = bytes.length;
          return null;
        }),
      ),
      __hash__: () => null,
      __alloc__: method(
        "Return the number of bytes actually allocated.",
        [],
        (self) => self.bytes.length + 1,
      ),
      append: caller("Append a single item to the end.", [object("item")], (self, item) =>
        withByte(item, (byte) => {
          resize(self, self.length + 1);
          self.bytes[self.length - 1] = byte;
          return null;
        }),
      ),
      clear: method("Remove all items.", [], (self) => {
        checkExports(self);
        self.bytes = new Uint8Array(0);
        self.length = 0;
      }),
      copy: method("Return a copy.", [], (self) => make(view(self).slice())),
      extend: caller(
        "Append all the items from the iterator.",
        [object("iterable_of_ints")],
        extend,
      ),
      insert: caller(
        "Insert a single item before the given index.",
        [index("index"), object("item")],
        (self, at, item) =>
          withByte(item, (byte) => {
            const i = at < 0 ? Math.max(0, at + self.length) : Math.min(at, self.length);
            splice(self, i, i, Uint8Array.of(byte));
            return null;
          }),
      ),
      pop: method("Remove and return a single item.", [optional(index("index"), -1, "-1")], pop),
      remove: caller("Remove the first occurrence of a value.", [object("value")], (self, item) =>
        withByte(item, (byte) => {
          const at = view(self).indexOf(byte);
          if (at < 0) raise(E.ValueError, "value not found in bytearray");
          splice(self, at, at + 1, new Uint8Array(0));
          return null;
        }),
      ),
      resize: method("Resize the internal buffer.", [index("size")], (self, size) => {
        if (size < 0) raise(E.ValueError, `Can only resize to positive sizes, got ${size}`);
        resize(self, size);
      }),
      reverse: method("Reverse the order of the values in place.", [], (self) => {
        view(self).reverse();
      }),
      __reduce__: method("", [], (self) =>
        tuple(
          bytearrayType === self.shape.type ? bytearrayType : self.shape.type,
          new PyTuple([self.length === 0 ? new PyTuple([]) : new PyTuple(Array.from(view(self)))]),
        ),
      ),
    },
  ];
});
