/** `_struct`: values as bytes, and back. https://docs.python.org/3/library/struct.html */
import { bytesLike, checkBytes, writableView } from "../../objects/buffers.ts";
import { initializer, shortName } from "../../objects/builtins/common.ts";
import { iteratorSlots } from "../../objects/builtins/iterators.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { defineModule, members, type NativeModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { memoryOf, type PyMemoryView } from "../../objects/memory.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import {
  either,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
} from "../../objects/params.ts";
import { release } from "../../objects/protocols/buffer.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { PyBytes, PyTuple } from "../../objects/sequences.ts";
import { isStr, textOf } from "../../objects/str.ts";
import { toSubscript } from "../../objects/subscripts.ts";
import { decodeNow, encodeNow } from "../../objects/text/codecs.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { Layout, parseLayout, raiseStruct, structError } from "./layout.ts";
import { packInto, unpack } from "./values.ts";

const structType = new PyType("_struct.Struct", [objectType]);
structType.hasWeakref = true;
const iteratorType = new PyType("_struct.unpack_iterator", [objectType]);
iteratorType.isBase = false;

class PyStruct extends PyObject {
  /** Empty until `__init__` has said what it is. */
  layout = new Layout("", [], "", -1);
}
layout(PyStruct, structType);

class UnpackIterator extends PyIterator {
  #bytes: Uint8Array | null;
  #at = 0;
  readonly #layout: Layout;
  constructor(layout: Layout, bytes: Uint8Array) {
    super();
    this.#layout = layout;
    this.#bytes = bytes;
  }
  override next(): Value | undefined {
    const { size } = this.#layout;
    if (this.#bytes === null || this.#at >= this.#bytes.length) {
      this.#bytes = null;
      return undefined;
    }
    const values = unpack(this.#layout, this.#bytes, this.#at);
    this.#at += size;
    return new PyTuple(values);
  }
  lengthHint(): number {
    return this.#bytes === null ? 0 : (this.#bytes.length - this.#at) / this.#layout.size;
  }
}
layout(UnpackIterator, iteratorType);

iteratorType.populate(
  members<UnpackIterator>((builder) => [
    iteratorSlots(builder),
    builder.slots({ __length_hint__: (self) => self.lengthHint() }),
  ]),
);

/** The layout that a format means, whatever it is given as. */
function layoutOf(format: Value): Layout {
  if (format instanceof PyBytes) {
    const text = decodeNow(format.bytes, "latin-1", "strict");
    return parseLayout(textOf(text) as string, text);
  }
  if (!isStr(format))
    return raise(
      E.TypeError,
      `Struct() argument 1 must be a str or bytes object, not ${typeName(format)}`,
    );
  encodeNow(format, "ascii", "strict");
  return parseLayout(textOf(format) as string, format);
}

/** Where in a buffer of this length the values begin; `short` says what there is no room for. */
function placeIn(length: number, size: number, offset: number, short: string): number {
  if (offset >= 0) return offset;
  if (offset + size > 0) raiseStruct(`${short} ${size} bytes at offset ${offset}`);
  if (offset + length < 0) raiseStruct(`offset ${offset} out of range for ${length}-byte buffer`);
  return offset + length;
}

function checkCount(name: string, layout: Layout, given: number): void {
  if (given !== layout.length)
    raiseStruct(`${name} expected ${layout.length} items for packing (got ${given})`);
}

function pack(layout: Layout, args: readonly Value[], first: number): NativeResult {
  checkCount("pack", layout, args.length - first);
  checkBytes(layout.size);
  const bytes = new Uint8Array(layout.size);
  charge(layout.size >>> 4);
  const pending = packInto(layout, args, first, bytes);
  return pending === undefined ? new PyBytes(bytes) : after(pending, () => new PyBytes(bytes));
}

const notWritable = (value: Value): never =>
  raise(
    E.TypeError,
    `argument must be read-write bytes-like object, not ${value === null ? "None" : typeName(value)}`,
  );

function* packIntoBuffer(layout: Layout, args: readonly Value[], first: number): NativeGenerator {
  const given = args.length - first;
  if (given === 0) raiseStruct("pack_into expected buffer argument");
  if (given === 1) raiseStruct("pack_into expected offset argument");
  checkCount("pack_into", layout, given - 2);
  const opened = writableView(args[first] as Value, notWritable);
  const view = (isPending(opened) ? yield opened : opened) as PyMemoryView;
  try {
    const asked = toIndex(args[first + 1] as Value);
    const offset = toSubscript((isPending(asked) ? yield asked : asked) as Int);
    const { size } = layout;
    const bytes = memoryOf(view);
    const { length } = bytes;
    const at = placeIn(length, size, offset, "no space to pack");
    if (at + size > length)
      raiseStruct(
        `pack_into requires a buffer of at least ${at + size} bytes for packing ${size} bytes at offset ${at} (actual buffer size is ${length})`,
      );
    const target = bytes.subarray(at, at + size);
    target.fill(0);
    const pending = packInto(layout, args, first + 2, target);
    if (pending !== undefined) yield pending;
  } finally {
    const done = release(view);
    if (isPending(done)) yield done;
  }
  return null;
}

function unpackAll(layout: Layout, bytes: Uint8Array): Value {
  if (bytes.length !== layout.size) raiseStruct(`unpack requires a buffer of ${layout.size} bytes`);
  return new PyTuple(unpack(layout, bytes, 0));
}

function unpackFrom(layout: Layout, bytes: Uint8Array, offset: number): Value {
  const { size } = layout;
  const { length } = bytes;
  const at = placeIn(length, size, offset, "not enough data to unpack");
  if (at + size > length)
    raiseStruct(
      `unpack_from requires a buffer of at least ${at + size} bytes for unpacking ${size} bytes at offset ${at} (actual buffer size is ${length})`,
    );
  return new PyTuple(unpack(layout, bytes, at));
}

function iterUnpack(layout: Layout, bytes: Uint8Array): Value {
  const { size } = layout;
  if (size === 0) raiseStruct("cannot iteratively unpack with a struct of length 0");
  if (bytes.length % size !== 0)
    raiseStruct(`iterative unpacking requires a buffer of a multiple of ${size} bytes`);
  return new UnpackIterator(layout, bytes);
}

const OFFSET = either(optional(index("offset"), 0, "0"));

structType.populate(
  members<PyStruct>(({ method, caller, slots, getter, staticMethod }) => [
    {
      __new__: staticMethod(
        "Create a compiled struct object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyStruct()),
      ),
      __init__: initializer([either(object("format"))], (self: PyStruct, format) => {
        self.layout = layoutOf(format);
        return null;
      }),
      format: getter("The format, as it was given.", (self) => self.layout.format),
      size: getter("The size of the values in bytes.", (self) => self.layout.size),
      pack: caller("Return bytes with the values packed.", [rest("values")], (self, values) =>
        pack(self.layout, values, 0),
      ),
      pack_into: caller(
        "Pack the values into a buffer that can be written to, from an offset on.",
        [rest("values")],
        (self, values) => packIntoBuffer(self.layout, values, 0),
      ),
      unpack: method(
        "Return a tuple of the values that are in a buffer.",
        [bytesLike("buffer")],
        (self, bytes) => unpackAll(self.layout, bytes),
      ),
      unpack_from: method(
        "Return a tuple of the values that are in a buffer from an offset on.",
        [either(bytesLike("buffer")), OFFSET],
        (self, bytes, offset) => unpackFrom(self.layout, bytes, offset),
      ),
      iter_unpack: method(
        "Return an iterator over the values in a buffer, a tuple for each size of it.",
        [bytesLike("buffer")],
        (self, bytes) => iterUnpack(self.layout, bytes),
      ),
    },
    slots({
      *__repr__(self): NativeGenerator {
        return yield* describe(`${shortName(self.shape.type)}(`, { r: self.layout.format }, ")");
      },
    }),
  ]),
);

/** Formats that a program uses are kept, as many as these. */
const KEPT_FORMATS = 100;

export const structModule: NativeModule = defineModule(
  "_struct",
  "Functions to convert between Python values and C structs.",
  ({ fn, caller, constant }) => {
    const known = new Map<string, Layout>();
    const format: Param<Layout> = param("format", (value) => {
      const text = typeof value === "string" ? value : null;
      const found = text === null ? undefined : known.get(text);
      if (found !== undefined) return found;
      const layout = layoutOf(value);
      if (known.size >= KEPT_FORMATS) known.clear();
      if (text !== null) known.set(text, layout);
      return layout;
    });
    const read = (args: readonly Value[]): Layout => {
      if (args.length === 0) raise(E.TypeError, "missing format argument");
      return format.read?.(args[0] as Value, "pack") as Layout;
    };
    return {
      Struct: constant(structType),
      error: constant(structError),
      calcsize: fn(
        "Return the size of what a format says, in bytes.",
        [format],
        ({ size }) => size,
      ),
      pack: caller("Return bytes with the values packed by a format.", [rest("args")], (args) =>
        pack(read(args), args, 1),
      ),
      pack_into: caller(
        "Pack the values by a format into a buffer that can be written to, from an offset on.",
        [rest("args")],
        (args) => packIntoBuffer(read(args), args, 1),
      ),
      unpack: fn(
        "Return a tuple of the values that a format says are in a buffer.",
        [format, bytesLike("buffer")],
        unpackAll,
      ),
      unpack_from: fn(
        "Return a tuple of the values that a format says are in a buffer from an offset on.",
        [format, either(bytesLike("buffer")), OFFSET],
        unpackFrom,
      ),
      iter_unpack: fn(
        "Return an iterator over the values in a buffer, a tuple for each size of a format.",
        [format, bytesLike("buffer")],
        iterUnpack,
      ),
      _clearcache: fn("Forget the formats that were read.", [], () => {
        known.clear();
      }),
    };
  },
);
