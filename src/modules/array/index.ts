/** The array module. https://docs.python.org/3/library/array.html */

import { checkBytes, viewOf } from "../../objects/buffers.ts";
import { NEW_DOC, shortName } from "../../objects/builtins/common.ts";
import { iteratorSlots, reduction } from "../../objects/builtins/iterators.ts";
import { containsItem, indexOf, searchBound, withCount } from "../../objects/builtins/list.ts";
import { address, joinText } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index, notA, smallInt } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { defineModule, members } from "../../objects/define.ts";
import { E, outOfMemory, raise } from "../../objects/errors.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import { Lease, memoryOf, PyMemoryView } from "../../objects/memory.ts";
import { layout, type Value } from "../../objects/object.ts";
import { keywords, object, optional, type Param, param, rest } from "../../objects/params.ts";
import { dictOf, getAttribute } from "../../objects/protocols/attributes.ts";
import { giveBack, release, viewMemory } from "../../objects/protocols/buffer.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import { compareSequences, countItems } from "../../objects/protocols/sequence-compare.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import {
  EMPTY_TUPLE,
  NotImplemented,
  PyByteArray,
  PyBytes,
  PyList,
  PySlice,
  PyTuple,
  tuple,
} from "../../objects/sequences.ts";
import { EQ, GE, GT, LE, LT, NE, SLOT } from "../../objects/slots.ts";
import { isStr, type PyStr, strLength, textOf } from "../../objects/str.ts";
import { SliceBounds, sliceBounds, subscriptIndex } from "../../objects/subscripts.ts";
import { decodeNow } from "../../objects/text/codecs.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import { warn } from "../../objects/warn.ts";
import { imported } from "../imported.ts";
import { arrayType, ExtendArrayFrame, emptyOf, listOfItems, PyArray } from "./array.ts";
import { type ItemKind, KINDS, machineFormat, type Raw, TYPE_CODES } from "./items.ts";

const iteratorType = new PyType("array.arrayiterator", [objectType]);
iteratorType.isBase = false;

class ArrayIterator extends PyIterator {
  /** Null once it was at its end. */
  #array: PyArray | null;
  #index = 0;
  constructor(array: PyArray) {
    super();
    this.#array = array;
  }
  override next(): Value | undefined {
    if (this.#array !== null && this.#index < this.#array.length)
      return this.#array.at(this.#index++);
    this.#array = null;
    return undefined;
  }
  reduced(): Value {
    if (this.#array !== null) return reduction(undefined, [this.#array], this.#index);
    return reduction(undefined, [EMPTY_TUPLE]);
  }
  seek(to: number): void {
    this.#index = Math.max(0, Math.min(to, this.#array?.length ?? 0));
  }
}
layout(ArrayIterator, iteratorType);

iteratorType.populate(
  members<ArrayIterator>((builder) => [
    iteratorSlots(builder),
    {
      __reduce__: builder.method("Return state information for pickling.", [], (self) =>
        self.reduced(),
      ),
      __setstate__: builder.method(
        "Set state information for unpickling.",
        [index("state")],
        (self, to) => {
          self.seek(to);
        },
      ),
    },
  ]),
);

/** The kind that a type code names, if there is one; `where` is said of what is no character. */
function kindOf(code: Value, where: string): ItemKind | undefined {
  const what = `${where} must be a unicode character, not`;
  if (!isStr(code)) return raise(E.TypeError, `${what} ${typeName(code)}`);
  if (strLength(code) !== 1) raise(E.TypeError, `${what} a string of length ${strLength(code)}`);
  return KINDS.get(textOf(code) as string);
}

function* newArray(cls: Value, args: Value[], given: Keywords): NativeGenerator {
  if (cls === arrayType && given.size > 0)
    raise(E.TypeError, "array.array() takes no keyword arguments");
  const { length } = args;
  if (length < 1) raise(E.TypeError, `array() takes at least 1 argument (${length} given)`);
  if (length > 2) raise(E.TypeError, `array() takes at most 2 arguments (${length} given)`);
  const [code, initial] = args as [Value, Value | undefined];
  const kind = kindOf(code, "array() argument 1");
  if (code === "u")
    yield warn(
      E.DeprecationWarning,
      "The 'u' type code is deprecated and will be removed in Python 3.16",
    );
  const isText = kind?.isText === true;
  if (initial !== undefined && !isText) {
    const what = isStr(initial)
      ? "str"
      : initial instanceof PyArray && initial.kind.isText
        ? "unicode array"
        : undefined;
    if (what !== undefined)
      raise(
        E.TypeError,
        `cannot use a ${what} to initialize an array with typecode '${textOf(code)}'`,
      );
  }
  if (kind === undefined)
    return raise(E.ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  const self = instanceOf(cls, emptyOf(kind));
  if (initial === undefined) return self;
  if (isText && isStr(initial)) self.appendText(initial);
  else if (initial instanceof PyBytes || initial instanceof PyByteArray)
    self.appendBytes(viewOf(initial) as Uint8Array);
  else if (initial instanceof PyArray && initial.kind === kind) self.appendBytes(initial.memory);
  else {
    const items =
      initial instanceof PyList || initial instanceof PyTuple
        ? new PyList([...initial.items])
        : initial;
    const filled = new ExtendArrayFrame(self, self).from(items);
    if (isPending(filled)) yield filled;
  }
  return self;
}

/** Stands for the wrong type of an argument where CPython has no better words. */
const badArgument = (): never => raise(E.TypeError, "bad argument type for built-in operation");

function concat(left: PyArray, right: Value): Value {
  if (!(right instanceof PyArray))
    return raise(E.TypeError, `can only append array (not "${typeName(right)}") to array`);
  if (right.kind !== left.kind) badArgument();
  checkBytes(left.memory.length + right.memory.length);
  const made = new PyArray(left.kind, left.memory.slice());
  made.appendBytes(right.memory);
  return made;
}

function repeated(memory: Uint8Array, count: number): Uint8Array {
  const times = Math.max(count, 0);
  checkBytes(memory.length * times);
  charge((memory.length * times) >>> 4);
  const out = new Uint8Array(memory.length * times);
  for (let i = 0; i < times; i++) out.set(memory, i * memory.length);
  return out;
}

function extendWithArray(self: PyArray, other: PyArray): void {
  if (other.kind !== self.kind) raise(E.TypeError, "can only extend with array of same kind");
  self.appendBytes(other.memory);
}

/** Does something with an item, as it is kept. */
function withItem(
  self: PyArray,
  value: Value,
  then: (item: Raw) => Value | undefined,
): NativeResult {
  const item = self.kind.take(value) as Raw | Pending;
  return isPending(item as Value)
    ? after(item as Pending, (raw) => then(raw as Raw))
    : then(item as Raw);
}

const NOT_INDEX = "array indices must be integers";

/** Where a subscript that is no slice points to. */
function* placeOf(self: PyArray, key: Value, what: string): Generator<Pending, number, Value> {
  const asked = subscript(key);
  const at = isPending(asked as Value) ? ((yield asked as Pending) as number) : (asked as number);
  return checkPlace(self, at, what);
}

function subscript(key: Value): number | Pending {
  if (intValue(key) === undefined && slotFor(key, SLOT.__index__) === null)
    return raise(E.TypeError, NOT_INDEX);
  return subscriptIndex(key, "array");
}

function checkPlace(self: PyArray, at: number, what: string): number {
  const i = at < 0 ? at + self.length : at;
  return i >= 0 && i < self.length ? i : raise(E.IndexError, what);
}

function* boundsOf(self: PyArray, key: PySlice): Generator<Pending, SliceBounds, Value> {
  const bounds = sliceBounds(key, () => self.length);
  return bounds instanceof SliceBounds ? bounds : ((yield bounds) as unknown as SliceBounds);
}

function* getItem(self: PyArray, key: Value): NativeGenerator {
  if (key instanceof PySlice) return new PyArray(self.kind, self.slice(yield* boundsOf(self, key)));
  return self.at(yield* placeOf(self, key, "array index out of range"));
}

const BAD_ASSIGNMENT = "array assignment index out of range";

function* setItem(self: PyArray, key: Value, value: Value): NativeGenerator {
  if (!(key instanceof PySlice)) {
    const at = yield* placeOf(self, key, BAD_ASSIGNMENT);
    const taken = self.kind.take(value);
    const item = isPending(taken as Value) ? ((yield taken as Pending) as Raw) : (taken as Raw);
    // Python code may have made it shorter meanwhile.
    if (at >= self.length) raise(E.IndexError, BAD_ASSIGNMENT);
    self.set(at, item);
    return null;
  }
  if (!(value instanceof PyArray))
    return raise(E.TypeError, `can only assign array (not "${typeName(value)}") to array slice`);
  const bounds = yield* boundsOf(self, key);
  if (value.kind !== self.kind) badArgument();
  const { start, step, length } = bounds;
  if (step === 1) self.splice(start, start + length, value.memory);
  else if (value.length === 0) self.deleteSlice(bounds);
  else {
    if (value.length !== length)
      raise(
        E.ValueError,
        `attempt to assign array of size ${value.length} to extended slice of size ${length}`,
      );
    const { size } = self.kind;
    const part = value.memory.slice();
    for (let i = 0, at = start; i < length; i++, at += step)
      self.bytes.set(part.subarray(i * size, (i + 1) * size), at * size);
  }
  return null;
}

function* deleteItem(self: PyArray, key: Value): NativeGenerator {
  if (key instanceof PySlice) self.deleteSlice(yield* boundsOf(self, key));
  else {
    const at = yield* placeOf(self, key, BAD_ASSIGNMENT);
    self.splice(at, at + 1, new Uint8Array(0));
  }
  return null;
}

function repr(self: PyArray): NativeResult {
  const name = shortName(self.shape.type);
  const { code, isText } = self.kind;
  if (self.length === 0) return `${name}('${code}')`;
  return after(reprOf(isText ? self.text() : listOfItems(self)), (items) =>
    joinText(`${name}('${code}', `, items, ")"),
  );
}

function textMethod(self: PyArray, name: string): void {
  if (!self.kind.isText)
    raise(E.ValueError, `${name}() may only be called on unicode type arrays ('u' or 'w')`);
}

function byteswap(self: PyArray): void {
  const { size } = self.kind;
  const { memory } = self;
  charge(memory.length >>> 3);
  for (let i = 0; i < memory.length; i += size) memory.subarray(i, i + size).reverse();
}

/** Appends what memory of another has, byte by byte. */
function* fromBytes(self: PyArray, value: Value): NativeGenerator {
  const opened = viewMemory(value, 0, (other) =>
    raise(E.TypeError, `a bytes-like object is required, not '${typeName(other)}'`),
  );
  const view = (isPending(opened) ? yield opened : opened) as PyMemoryView;
  const { itemSize } = view;
  const bytes = memoryOf(view).slice();
  const done = release(view);
  if (isPending(done)) yield done;
  if (itemSize !== 1) raise(E.TypeError, "a bytes-like object is required");
  self.appendBytes(bytes);
  return null;
}

function* fromFile(self: PyArray, file: Value, count: number): NativeGenerator {
  if (count < 0) raise(E.ValueError, "negative count");
  const size = count * self.kind.size;
  if (size > Number.MAX_SAFE_INTEGER) outOfMemory();
  const read = getAttribute(file, "read");
  const made = yield call((isPending(read) ? yield read : read) as Value, size);
  if (!(made instanceof PyBytes)) return raise(E.TypeError, "read() didn't return bytes");
  self.appendBytes(made.bytes);
  if (made.bytes.length !== size) raise(E.EOFError, "read() didn't return enough bytes");
  return null;
}

const BLOCK = 64 * 1024;

function* toFile(self: PyArray, file: Value): NativeGenerator {
  for (let at = 0; at < self.memory.length; at += BLOCK) {
    const write = getAttribute(file, "write");
    const block = new PyBytes(self.memory.slice(at, at + BLOCK));
    yield call((isPending(write) ? yield write : write) as Value, block);
  }
  return null;
}

function* fromList(self: PyArray, list: Value): NativeGenerator {
  if (!(list instanceof PyList)) return raise(E.TypeError, "arg must be list");
  const { length } = self;
  const count = list.items.length;
  try {
    for (let i = 0; i < count; i++) {
      const taken = self.kind.take(list.items[i] as Value);
      const item = isPending(taken as Value) ? ((yield taken as Pending) as Raw) : (taken as Raw);
      if (list.items.length !== count) raise(E.RuntimeError, "list changed size during iteration");
      self.append(item);
    }
  } catch (error) {
    // None, or all.
    self.resize(length);
    throw error;
  }
  return null;
}

function* reduce(self: PyArray, protocol: Value): NativeGenerator {
  const level = intValue(protocol);
  if (level === undefined) return raise(E.TypeError, "__reduce_ex__ argument should be an integer");
  const { type } = self.shape;
  const state = type.hasDict ? dictOf(self) : null;
  const { code, machineFormat: format } = self.kind;
  if (level < 3) return tuple(type, tuple(code, listOfItems(self)), state);
  return tuple(
    yield* imported("array", "_array_reconstructor"),
    tuple(type, code, format, new PyBytes(self.memory.slice())),
    state,
  );
}

/** Makes an array of what a pickle has, perhaps of another machine. */
function* reconstruct(cls: Value, code: Value, format: number, items: Value): NativeGenerator {
  if (!(cls instanceof PyType))
    return raise(E.TypeError, `first argument must be a type object, not ${typeName(cls)}`);
  if (!cls.isSubtype(arrayType)) raise(E.TypeError, `${cls.name} is not a subtype of array.array`);
  const kind = kindOf(code, "_array_reconstructor(): argument 2");
  if (kind === undefined) return raise(E.ValueError, "second argument must be a valid type code");
  const machine =
    machineFormat(format) ??
    raise(E.ValueError, "third argument must be a valid machine format code.");
  if (!(items instanceof PyBytes))
    return raise(E.TypeError, `fourth argument should be bytes, not ${typeName(items)}`);
  let { bytes } = items;
  let made = kind;
  if (format !== kind.machineFormat) {
    if (bytes.length % machine.size !== 0)
      raise(E.ValueError, "string length not a multiple of item size");
    charge(bytes.length >>> 2);
    if (machine.isText) {
      const codec = `utf-${machine.size * 4}-${machine.isLittle ? "le" : "be"}`;
      return yield call(cls, kind.code, decodeNow(bytes, codec, "strict"));
    }
    bytes = bytes.slice();
    if (!machine.isLittle)
      for (let i = 0; i < bytes.length; i += machine.size)
        bytes.subarray(i, i + machine.size).reverse();
    // sic: any kind of integer that fits, the last of them.
    for (const other of KINDS.values())
      if (
        machine.isInteger &&
        other.isInteger &&
        other.size === machine.size &&
        other.isSigned === machine.isSigned
      )
        made = other;
  }
  const isAlike =
    !made.isText && made.isInteger === machine.isInteger && made.size === machine.size;
  if (format === kind.machineFormat || isAlike)
    return yield call(cls, made.code, new PyBytes(bytes));
  const floats = KINDS.get(machine.size === 4 ? "f" : "d") as ItemKind;
  return yield call(cls, made.code, listOfItems(new PyArray(floats, bytes)));
}

const DOC = "array(typecode [, initializer]) -> array";

const compared = (op: number) => (self: PyArray, other: Value) =>
  other instanceof PyArray
    ? compareSequences(op, listOfItems(self), listOfItems(other))
    : NotImplemented;

arrayType.populate(
  subscriptable(
    members<PyArray>(({ method, caller, slots, getter, staticMethod, constant }) => {
      const copy = (self: PyArray): Value => new PyArray(self.kind, self.memory.slice());
      return [
        {
          __doc__: constant(DOC),
          __new__: staticMethod(
            NEW_DOC,
            [object("cls"), rest("args"), keywords("kwargs")],
            newArray,
          ),
        },
        slots({
          __repr__: repr,
          __len__: (self) => self.length,
          __iter__: (self) => new ArrayIterator(self),
          __contains__: (self, value) => containsItem(listOfItems(self), value),
          __getitem__: (self, key) =>
            typeof key === "number"
              ? self.at(checkPlace(self, key, "array index out of range"))
              : getItem(self, key),
          __setitem__: setItem,
          __delitem__: deleteItem,
          __add__: concat,
          __mul__: (self, count) =>
            withCount(count, (n) => new PyArray(self.kind, repeated(self.memory, n))),
          __rmul__: (self, count) =>
            withCount(count, (n) => new PyArray(self.kind, repeated(self.memory, n))),
          __iadd__: (self, other) => {
            if (!(other instanceof PyArray))
              return raise(
                E.TypeError,
                `can only extend array with array (not "${typeName(other)}")`,
              );
            extendWithArray(self, other);
            return self;
          },
          __imul__: (self, count) =>
            withCount(count, (n) => {
              self.splice(0, self.length, repeated(self.memory, n));
              return self;
            }),
          __lt__: compared(LT),
          __le__: compared(LE),
          __eq__: compared(EQ),
          __ne__: compared(NE),
          __gt__: compared(GT),
          __ge__: compared(GE),
          __buffer__: (self) => {
            self.hasViews = true;
            const { size, format } = self.kind;
            return new PyMemoryView(new Lease(self), self.memory, {
              offset: 0,
              format,
              itemSize: size,
              shape: [self.length],
              strides: [size],
              isReadonly: false,
            });
          },
          __release_buffer__: (_self, view) => giveBack(view),
        }),
        {
          __hash__: constant(null),
          typecode: getter(
            "The typecode character used to create the array.",
            (self) => self.kind.code,
          ),
          itemsize: getter("The size, in bytes, of one array item.", (self) => self.kind.size),
          append: caller(
            "Append new value v to the end of the array.",
            [object("v")],
            (self, value) =>
              withItem(self, value, (item) => {
                self.append(item);
                return null;
              }),
          ),
          buffer_info: method(
            "Return a tuple (address, length): a number for the memory, and how many items it has.",
            [],
            (self) => tuple(Number.parseInt(address(identityOf(self)), 16), self.length),
          ),
          byteswap: method("Byteswap all items of the array.", [], (self) => {
            byteswap(self);
          }),
          clear: method("Remove all items from the array.", [], (self) => {
            self.resize(0);
          }),
          count: caller(
            "Return number of occurrences of v in the array.",
            [object("v")],
            (self, value) => countItems(listOfItems(self), value),
          ),
          extend: caller("Append items to the end of the array.", [object("bb")], (self, items) => {
            if (!(items instanceof PyArray)) return new ExtendArrayFrame(self, null).from(items);
            extendWithArray(self, items);
            return null;
          }),
          frombytes: caller(
            "Append items of bytes, read as the machine's own.",
            [object("buffer")],
            fromBytes,
          ),
          fromfile: caller(
            "Read n items from a file and append them.",
            [object("f"), index("n")],
            fromFile,
          ),
          fromlist: caller("Append items of a list to the array.", [object("list")], fromList),
          fromunicode: method(
            "Append the characters of a text.",
            [
              param("ustr", (value, fn) =>
                isStr(value) ? value : notA("str", value, fn),
              ) as Param<string | PyStr>,
            ],
            (self, text) => {
              textMethod(self, "fromunicode");
              self.appendText(text);
            },
          ),
          index: caller(
            "Return index of first occurrence of v in the array.",
            [
              object("v"),
              optional(searchBound("start"), 0, "0"),
              optional(searchBound("stop"), Number.MAX_SAFE_INTEGER, "sys.maxsize"),
            ],
            (self, value, start, stop) =>
              indexOf(listOfItems(self), value, start, stop, "array.index(x): x not in array"),
          ),
          insert: caller(
            "Insert a new item v into the array before position i.",
            [index("i"), object("v")],
            (self, at, value) =>
              withItem(self, value, (item) => {
                const i = at < 0 ? Math.max(0, at + self.length) : Math.min(at, self.length);
                self.splice(i, i, new Uint8Array(self.kind.size));
                self.set(i, item);
                return null;
              }),
          ),
          pop: method(
            "Return the i-th element and delete it from the array.",
            [optional(index("i"), -1, "-1")],
            (self, at) => {
              if (self.length === 0) raise(E.IndexError, "pop from empty array");
              const i = checkPlace(self, at, "pop index out of range");
              const item = self.at(i);
              if (i === self.length - 1) self.resize(i);
              else self.splice(i, i + 1, new Uint8Array(0));
              return item;
            },
          ),
          remove: caller(
            "Remove the first occurrence of v in the array.",
            [object("v")],
            (self, value) =>
              after(
                indexOf(
                  listOfItems(self),
                  value,
                  0,
                  Number.MAX_SAFE_INTEGER,
                  "array.remove(x): x not in array",
                ),
                (at) => {
                  self.splice(at as number, (at as number) + 1, new Uint8Array(0));
                  return null;
                },
              ),
          ),
          reverse: method("Reverse the order of the items in the array.", [], (self) => {
            self.memory.reverse();
            // Now the items alone are the wrong way round.
            byteswap(self);
          }),
          tobytes: method(
            "Convert the array to an array of machine values and return the bytes representation.",
            [],
            (self) => new PyBytes(self.memory.slice()),
          ),
          tofile: caller("Write all items to a file.", [object("f")], toFile),
          tolist: method("Convert array to an ordinary list with the same items.", [], listOfItems),
          tounicode: method("Return the text that the characters of the array are.", [], (self) => {
            textMethod(self, "tounicode");
            return self.text();
          }),
          __copy__: method("Return a copy of the array.", [], copy),
          __deepcopy__: method("Return a copy of the array.", [object("unused")], copy),
          __reduce_ex__: caller(
            "Return state information for pickling.",
            [object("value")],
            reduce,
          ),
        },
      ];
    }),
  ),
);

export const arrayModule = defineModule(
  "array",
  "Arrays of numbers and characters, kept in memory as C has them.",
  ({ caller, constant }) => ({
    array: constant(arrayType),
    ArrayType: constant(arrayType),
    typecodes: constant(TYPE_CODES),
    _array_reconstructor: caller(
      "Internal. Used for pickling support.",
      [object("arraytype"), object("typecode"), smallInt("mformat_code"), object("items")],
      reconstruct,
    ),
  }),
);
