/** memoryview's attributes. https://docs.python.org/3/library/stdtypes.html#memoryview */
import { index, smallInt, text, toDouble, toIndex } from "../conversions.ts";
import { members } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { identityOf } from "../hash-table.ts";
import { type Int, intValue } from "../int.ts";
import {
  dataOf,
  eachItem,
  FORMATS,
  formatOf,
  gather,
  isOrdered,
  listOf,
  memoryOf,
  PyMemoryView,
  plainFormat,
  stridesOf,
} from "../memory.ts";
import { compareNumbers } from "../numbers/compare.ts";
import { hashBytes } from "../numbers/hash.ts";
import { layout, type Value } from "../object.ts";
import { either, object, optional, param } from "../params.ts";
import { check, FULL_READONLY, giveBack, release, viewMemory } from "../protocols/buffer.ts";
import { PyIterator } from "../protocols/iterate.ts";
import { countItems } from "../protocols/sequence-compare.ts";
import { slotFor } from "../protocols/slot.ts";
import { truthOf } from "../protocols/truth.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { Ellipsis, NotImplemented, PyBytes, PyList, PySlice, PyTuple } from "../sequences.ts";
import { EQ, SLOT } from "../slots.ts";
import { textOf } from "../str.ts";
import { SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import { memoryIteratorType, typeName } from "../types.ts";
import { hex } from "./byte-methods.ts";
import { NEW_DOC, UNORDERED } from "./common.ts";
import { iteratorSlots } from "./iterators.ts";
import { indexOf as findItem, searchBound } from "./list.ts";
import { address } from "./replies.ts";

/** The place of an item in a dimension. */
function placeIn(self: PyMemoryView, dimension: number, at: number): number {
  const size = self.extents[dimension] as number;
  const i = at < 0 ? at + size : at;
  if (i < 0 || i >= size) raise(E.IndexError, `index out of bounds on dimension ${dimension + 1}`);
  return i * (self.strides[dimension] as number);
}

/** Where a subscript that is no slice points to. */
function* placeOf(self: PyMemoryView, key: Value, many: string): Generator<Pending, number, Value> {
  const { extents } = self;
  if (extents.length === 0) {
    if (key instanceof PyTuple && key.items.length === 0) return self.offset;
    raise(E.TypeError, "invalid indexing of 0-dim memory");
  }
  if (isIndex(key)) {
    formatOf(self);
    if (extents.length > 1) raise(E.NotImplementedError, many);
    return self.offset + placeIn(self, 0, yield* indexOf(key));
  }
  if (key instanceof PyTuple && key.items.every(isIndex)) {
    formatOf(self);
    const { length } = key.items;
    if (length < extents.length) raise(E.NotImplementedError, "sub-views are not implemented");
    if (length > extents.length)
      raise(
        E.TypeError,
        `cannot index ${extents.length}-dimension view with ${length}-element tuple`,
      );
    let at = self.offset;
    for (let i = 0; i < length; i++) at += placeIn(self, i, yield* indexOf(key.items[i] as Value));
    return at;
  }
  return raise(E.TypeError, "memoryview: invalid slice key");
}

function isIndex(value: Value): boolean {
  return intValue(value) !== undefined || slotFor(value, SLOT.__index__) !== null;
}

function* indexOf(key: Value): Generator<Pending, number, Value> {
  const at = subscriptIndex(key, "memoryview");
  return isPending(at) ? ((yield at) as number) : at;
}

const isSlices = (key: Value): boolean =>
  key instanceof PyTuple &&
  key.items.length > 0 &&
  key.items.every((item) => item instanceof PySlice);

function sliced(self: PyMemoryView, { start, step, length }: SliceBounds): PyMemoryView {
  const [, ...shape] = self.extents;
  const [stride = 0, ...strides] = self.strides;
  return self.with({
    offset: self.offset + start * stride,
    shape: [length, ...shape],
    strides: [stride * step, ...strides],
  });
}

function getItem(self: PyMemoryView, key: Value): NativeResult {
  check(self);
  if (typeof key === "number" && self.extents.length === 1)
    return formatOf(self).read(dataOf(self), self.offset + placeIn(self, 0, key));
  if (self.extents.length === 0 && key === Ellipsis) return self.with({});
  if (key instanceof PySlice && self.extents.length > 0) {
    const bounds = sliceBounds(key, self.extents[0] as number);
    if (bounds instanceof SliceBounds) return sliced(self, bounds);
    return after(bounds, (made) => sliced(check(self), made as unknown as SliceBounds));
  }
  if (isSlices(key)) raise(E.NotImplementedError, "multi-dimensional slicing is not implemented");
  return (function* (): NativeGenerator {
    const at = yield* placeOf(self, key, "multi-dimensional sub-views are not implemented");
    return formatOf(check(self)).read(dataOf(self), at);
  })();
}

const ASSIGNED = "memoryview assignment: lvalue and rvalue have different structures";

function* setItem(self: PyMemoryView, key: Value, value: Value): NativeGenerator {
  checkWritable(self);
  if (key instanceof PySlice && self.extents.length === 1) {
    const found = viewMemory(value, FULL_READONLY, (other) =>
      raise(E.TypeError, `a bytes-like object is required, not '${typeName(other)}'`),
    );
    const source = (isPending(found) ? yield found : found) as PyMemoryView;
    const asked = sliceBounds(key, self.extents[0] as number);
    const bounds = asked instanceof SliceBounds ? asked : ((yield asked) as unknown as SliceBounds);
    const target = sliced(check(self), bounds);
    const isAlike =
      plainFormat(source.format) === plainFormat(target.format) &&
      source.extents.length === 1 &&
      source.extents[0] === target.extents[0];
    if (!isAlike) raise(E.ValueError, ASSIGNED);
    const bytes = gather(source, false);
    let from = 0;
    eachItem(target, (at) => {
      for (let i = 0; i < target.itemSize; i++) target.bytes[at + i] = bytes[from++] as number;
    });
    target.lease.views--;
    const done = release(source);
    if (isPending(done)) yield done;
    return null;
  }
  if (key instanceof PySlice || isSlices(key)) {
    if (self.extents.length === 0) raise(E.TypeError, "invalid indexing of 0-dim memory");
    const limit = "memoryview slice assignments are currently restricted to ndim = 1";
    raise(E.NotImplementedError, limit);
  }
  const at =
    self.extents.length === 0 && key === Ellipsis
      ? self.offset
      : yield* placeOf(self, key, "sub-views are not implemented");
  yield* pack(self, at, value);
  return null;
}

function checkWritable(self: PyMemoryView): void {
  if (check(self).isReadonly) raise(E.TypeError, "cannot modify read-only memory");
}

/** From here on a float of 16 bits would be infinite. */
const HALF_LIMIT = 65520;

/** Writes one item. */
function* pack(self: PyMemoryView, at: number, value: Value): NativeGenerator {
  const format = formatOf(self);
  const name = plainFormat(self.format);
  const wrong = (type: typeof E.TypeError, what: string): never =>
    raise(type, `memoryview: invalid ${what} for format '${self.format}'`);
  const put = (item: unknown): null => {
    format.write(dataOf(check(self)), at, item as never);
    return null;
  };
  if (name === "c") {
    if (!(value instanceof PyBytes)) return wrong(E.TypeError, "type");
    return value.bytes.length === 1 ? put(value.bytes[0]) : wrong(E.ValueError, "value");
  }
  if (name === "?") {
    const truth = truthOf(value);
    return put(isPending(truth) ? yield truth : truth);
  }
  const isInteger = format.range !== undefined;
  let given: Int | number;
  try {
    const asked = isInteger ? toIndex(value) : toDouble(value);
    given = (isPending(asked) ? yield asked : asked) as Int;
  } catch (error) {
    if (isThrown(error, E.TypeError)) return wrong(E.TypeError, "type");
    if (isThrown(error, E.OverflowError)) return wrong(E.ValueError, "value");
    throw error;
  }
  if (name === "e" && Number.isFinite(given) && Math.abs(Number(given)) >= HALF_LIMIT)
    return wrong(E.ValueError, "value");
  if (!isInteger) return put(given);
  const [least, greatest] = format.range;
  const int = BigInt(given);
  return int < least || int > greatest ? wrong(E.ValueError, "value") : put(int);
}

const NATIVE = "must be a native single character format prefixed with an optional '@'";
const isByteFormat = (format: string): boolean => "bBc".includes(plainFormat(format));

function* cast(self: PyMemoryView, format: string, given: Value): NativeGenerator {
  if (!check(self).isContiguous)
    raise(E.TypeError, "memoryview: casts are restricted to C-contiguous views");
  const { extents, length } = self;
  if ((given !== undefined || extents.length !== 1) && extents.includes(0))
    raise(E.TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  const items = given instanceof PyList || given instanceof PyTuple ? given.items : undefined;
  if (given !== undefined) {
    if (items === undefined) raise(E.TypeError, "shape must be a list or a tuple");
    if (items.length > 64)
      raise(E.ValueError, "memoryview: number of dimensions must not exceed 64");
    if (extents.length !== 1 && items.length !== 1)
      raise(E.TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  const to = FORMATS.get(plainFormat(format));
  if (to === undefined) raise(E.ValueError, `memoryview: destination format ${NATIVE}`);
  if (!FORMATS.has(plainFormat(self.format)))
    raise(E.ValueError, `memoryview: source format ${NATIVE}`);
  if (!isByteFormat(self.format) && !isByteFormat(format))
    raise(E.TypeError, "memoryview: cannot cast between two non-byte formats");
  if (length % to.size !== 0)
    raise(E.TypeError, "memoryview: length is not a multiple of itemsize");
  let shape = [length / to.size];
  if (items !== undefined) {
    shape = items.map((item) => {
      const int = intValue(item);
      const what = "memoryview.cast(): elements of shape must be integers";
      if (int === undefined) raise(E.TypeError, what);
      if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
        raise(E.OverflowError, "Python int too large to convert to C ssize_t");
      if (int <= 0) raise(E.ValueError, `${what} > 0`);
      return Number(int);
    });
    const size = shape.reduce((product, n) => product * n, 1);
    if (size >= 2 ** 63) raise(E.ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
    if (size * to.size !== length)
      raise(E.TypeError, "memoryview: product(shape) * itemsize != buffer size");
  }
  return self.with({ format, itemSize: to.size, shape, strides: stridesOf(shape, to.size) });
}

/** Are these two alike, item by item? Of formats that nobody can read, none are. */
function equal(a: PyMemoryView, b: PyMemoryView): boolean {
  if (a.isReleased || b.isReleased) return a === b;
  const { extents } = a;
  if (extents.length !== b.extents.length || !extents.every((n, i) => n === b.extents[i]))
    return false;
  const left = FORMATS.get(plainFormat(a.format));
  const right = FORMATS.get(plainFormat(b.format));
  if (left === undefined || right === undefined) return false;
  const places: number[] = [];
  eachItem(b, (at) => places.push(at));
  const one = dataOf(a);
  const other = dataOf(b);
  let i = 0;
  let isEqual = true;
  eachItem(a, (at) => {
    const at2 = places[i++] as number;
    isEqual &&= sameItem(left.read(one, at), right.read(other, at2));
  });
  return isEqual;
}

function sameItem(a: Value, b: Value): boolean {
  if (a instanceof PyBytes || b instanceof PyBytes)
    return a instanceof PyBytes && b instanceof PyBytes && a.bytes[0] === b.bytes[0];
  return compareNumbers(EQ, a, b) === true;
}

function comparison(wanted: boolean): (self: PyMemoryView, other: Value) => NativeResult {
  return (self, other) => {
    if (other instanceof PyMemoryView) return equal(self, other) === wanted;
    if (slotFor(other, SLOT.__buffer__) === null) return NotImplemented;
    if (self.isReleased) return !wanted;
    return after(viewMemory(other, FULL_READONLY), (made) => {
      const result = equal(self, made as PyMemoryView) === wanted;
      return after(release(made as PyMemoryView), () => result);
    });
  };
}

class MemoryIterator extends PyIterator {
  readonly #view: PyMemoryView;
  #index = 0;
  constructor(view: PyMemoryView) {
    super();
    this.#view = view;
  }
  override next(): Value | undefined {
    const view = this.#view;
    if (this.#index >= (view.extents[0] as number)) return undefined;
    return formatOf(check(view)).read(
      dataOf(view),
      view.offset + this.#index++ * (view.strides[0] as number),
    );
  }
}
layout(MemoryIterator, memoryIteratorType);

/** The items, where there is one dimension, to look something up in. */
function itemsOf(self: PyMemoryView): { readonly items: readonly Value[] } {
  if (check(self).extents.length === 0) raise(E.TypeError, "invalid lookup on 0-dim memory");
  if (self.extents.length > 1)
    raise(E.NotImplementedError, "multi-dimensional lookup is not implemented");
  return listOf(self) as PyList;
}

const numbers = (items: readonly number[]): PyTuple => new PyTuple(items);

const order = optional(
  param("order", (value) => {
    const text = value === null ? "C" : textOf(value);
    if (text === undefined)
      raise(E.TypeError, `tobytes() argument 'order' must be str or None, not ${typeName(value)}`);
    if (text !== "C" && text !== "F" && text !== "A")
      raise(E.ValueError, "order must be 'C', 'F' or 'A'");
    return text;
  }),
  "C",
  "'C'",
);

function hash(self: PyMemoryView): Value {
  if (self.hash !== undefined) return self.hash;
  if (!check(self).isReadonly) raise(E.ValueError, "cannot hash writable memoryview object");
  if (!isByteFormat(self.format))
    raise(E.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  self.hash = hashBytes(memoryOf(self));
  return self.hash;
}

export const memoryviewMembers = members<PyMemoryView>(
  ({ method, caller, slots, getter, staticMethod, classMethod }) => {
    const property = (doc: string, read: (self: PyMemoryView) => Value) =>
      getter(doc, (self) => read(check(self)));
    return [
      {
        __new__: staticMethod(NEW_DOC, [object("cls"), either(object("object"))], (_cls, value) =>
          viewMemory(value, FULL_READONLY),
        ),
      },
      slots({
        __repr__: (self) =>
          `<${self.isReleased ? "released memory" : "memory"} at ${address(identityOf(self))}>`,
        __hash__: hash,
        __eq__: comparison(true),
        __ne__: comparison(false),
        ...UNORDERED,
        __len__: (self) => {
          const [length] = check(self).extents;
          return length ?? raise(E.TypeError, "0-dim memory has no length");
        },
        __getitem__: getItem,
        __setitem__: setItem,
        __delitem__: (self) => {
          checkWritable(self);
          raise(E.TypeError, "cannot delete memory");
        },
        __iter__: (self) => {
          if (check(self).extents.length === 0)
            raise(E.TypeError, "invalid indexing of 0-dim memory");
          formatOf(self);
          if (self.extents.length > 1)
            raise(E.NotImplementedError, "multi-dimensional sub-views are not implemented");
          return new MemoryIterator(self);
        },
        __enter__: check,
        __exit__: (self) => release(self),
        __buffer__: (self) => check(self).with({}),
        __release_buffer__: (_self, view) => giveBack(view),
      }),
      {
        release: caller(
          "Release the underlying buffer exposed by the memoryview object.",
          [],
          release,
        ),
        cast: caller(
          "Cast a memoryview to a new format or shape.",
          [
            either(text("format", "'format'")),
            either(optional(object("shape"), undefined, "<unrepresentable>")),
          ],
          cast as never,
        ),
        toreadonly: method("Return a readonly version of the memoryview.", [], (self) =>
          check(self).with({ isReadonly: true }),
        ),
        _from_flags: classMethod(
          "Create a new memoryview object which references the given object.",
          [either(object("object")), either(index("flags"))],
          (_cls, value, flags) => viewMemory(value, flags),
        ),
        count: caller(
          "Count the number of occurrences of a value.",
          [object("value")],
          (self, value) => countItems(itemsOf(self), value),
        ),
        index: caller(
          "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present.",
          [
            object("value"),
            optional(searchBound("start"), 0, "0"),
            optional(searchBound("stop"), Number.MAX_SAFE_INTEGER, "sys.maxsize"),
          ],
          (self, value, start, stop) =>
            findItem(itemsOf(self), value, start, stop, "memoryview.index(x): x not found"),
        ),
        tobytes: method(
          "Return the data in the buffer as a byte string.",
          [either(order)],
          (self, by) =>
            new PyBytes(gather(check(self), by === "F" || (by === "A" && isOrdered(self, true)))),
        ),
        hex: caller(
          "Return the data in the buffer as a str of hexadecimal numbers.",
          [
            either(optional(object("sep"), undefined, "<unrepresentable>")),
            either(optional(smallInt("bytes_per_sep"), 1, "1")),
          ],
          (self, separator, group) => hex(memoryOf(check(self)), separator, group),
        ),
        tolist: method("Return the data in the buffer as a list of elements.", [], (self) =>
          listOf(check(self)),
        ),
        obj: property(
          "The underlying object of the memoryview.",
          ({ lease }) => lease.source?.lease.exporter ?? lease.exporter,
        ),
        nbytes: property("How many bytes the data would take as one piece.", (self) => self.length),
        readonly: property("Whether the memory is read only.", (self) => self.isReadonly),
        itemsize: property("The size in bytes of each element.", (self) => self.itemSize),
        format: property(
          "The format of each element, in the style of the struct module.",
          (self) => self.format,
        ),
        ndim: property("The number of dimensions.", (self) => self.extents.length),
        shape: property("The length of each dimension.", (self) => numbers(self.extents)),
        strides: property("The distance between elements of each dimension.", (self) =>
          numbers(self.strides),
        ),
        suboffsets: property("Used internally for arrays of pointers.", () => numbers([])),
        c_contiguous: property("Whether the memory is C contiguous.", (self) =>
          isOrdered(self, false),
        ),
        f_contiguous: property("Whether the memory is Fortran contiguous.", (self) =>
          isOrdered(self, true),
        ),
        contiguous: property(
          "Whether the memory is contiguous.",
          (self) => isOrdered(self, false) || isOrdered(self, true),
        ),
      },
    ];
  },
);

export const memoryIteratorMembers = members<MemoryIterator>((builder) => [iteratorSlots(builder)]);
