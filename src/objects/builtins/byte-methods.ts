/** What bytes and bytearray have in common. https://docs.python.org/3/library/stdtypes.html#bytes-methods */
import { bytesLike, bytesOf, checkBytes, viewOf, withBytes } from "../buffers.ts";
import { index, notA, sliceIndex, smallInt, text, toIndex } from "../conversions.ts";
import { charge } from "../current.ts";
import type { Entries, TypeBuilder } from "../define.ts";
import { E, raise } from "../errors.ts";
import { formatPercentBytes } from "../formatting/percent.ts";
import { type Int, intValue } from "../int.ts";
import { viewOfBytes } from "../memory.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import {
  either,
  IN_BRACKETS,
  object,
  optional,
  type Param,
  param,
  UNREPRESENTABLE,
} from "../params.ts";
import { copyMemory } from "../protocols/buffer.ts";
import { DrainFrame } from "../protocols/drain.ts";
import { iterate } from "../protocols/iterate.ts";
import { slotFor } from "../protocols/slot.ts";
import { truthOf } from "../protocols/truth.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import {
  NotImplemented,
  PyByteArray,
  PyBytes,
  PyList,
  PySlice,
  PyTuple,
  tuple,
} from "../sequences.ts";
import { COMPARISONS, SLOT } from "../slots.ts";
import { isStr, pointsOf, textOf } from "../str.ts";
import { SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import * as b from "../text/bytes.ts";
import { decode } from "../text/codecs.ts";
import { typeName } from "../types.ts";
import { checkByte } from "./byte-source.ts";
import { withCount } from "./list.ts";

type Bytes = PyBytes | PyByteArray;

/** A new object of the same builtin type; `bytes` become its own. */
type Make = (bytes: Uint8Array) => Bytes;

const view = (self: Bytes): Uint8Array => viewOf(self) as Uint8Array;

/** Goes on with what `find` looks for: bytes, or one byte as an int. */
function withNeedle(value: Value, then: (needle: Uint8Array) => Value): NativeResult {
  const found = withBytes(value, then);
  if (found !== undefined) return found;
  if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
    raise(E.TypeError, `argument should be integer or bytes-like object, not '${typeName(value)}'`);
  const int = toIndex(value);
  if (!isPending(int)) return then(Uint8Array.of(checkByte(int)));
  return after(int, (i) => then(Uint8Array.of(checkByte(i as Int))));
}

const range = [
  optional(sliceIndex("start"), null, IN_BRACKETS),
  optional(sliceIndex("end"), null, IN_BRACKETS),
] as const;

/** Clips `start` and `end` to the length; `start` may still lie beyond. */
function clip(length: number, start: number | null, end: number | null): [number, number] {
  let from = start ?? 0;
  let to = end ?? length;
  if (from < 0) from = Math.max(0, from + length);
  if (to < 0) to = Math.max(0, to + length);
  return [from, Math.min(to, length)];
}

function find(self: Bytes, sub: Uint8Array, start: number | null, end: number | null): number {
  const bytes = view(self);
  charge(bytes.length >>> 4);
  return b.findBytes(bytes, sub, ...clip(bytes.length, start, end));
}

function findLast(self: Bytes, sub: Uint8Array, start: number | null, end: number | null): number {
  const bytes = view(self);
  charge(bytes.length >>> 4);
  return b.findLastBytes(bytes, sub, ...clip(bytes.length, start, end));
}

function found(at: number): number {
  return at < 0 ? raise(E.ValueError, "subsection not found") : at;
}

/** startswith and endswith. */
function hasAffix(
  self: Bytes,
  affix: Value,
  start: number | null,
  end: number | null,
  name: "startswith" | "endswith",
): NativeResult {
  const bytes = view(self);
  const [from, to] = clip(bytes.length, start, end);
  const matches = (part: Uint8Array): boolean => {
    const at = name === "startswith" ? from : to - part.length;
    if (from > bytes.length || to - from < part.length) return false;
    return b.compareBytes(bytes.subarray(at, at + part.length), part) === 0;
  };
  if (affix instanceof PyTuple) return affix.items.some((item) => matches(bytesOf(item)));
  return (
    withBytes(affix, matches) ??
    raise(
      E.TypeError,
      `${name} first arg must be bytes or a tuple of bytes, not ${typeName(affix)}`,
    )
  );
}

/** A fill byte. */
function fill(): Param<number> {
  return param("fillchar", (value, fn) => {
    if (!(value instanceof PyBytes) && !(value instanceof PyByteArray))
      return notA("a byte string of length 1", value, fn, 2);
    const bytes = view(value);
    if (bytes.length === 1) return bytes[0] as number;
    const type = value instanceof PyBytes ? "bytes" : "bytearray";
    const length = `a ${type} object of length ${bytes.length}`;
    return raise(
      E.TypeError,
      `${fn}(): argument 2 must be a byte string of length 1, not ${length}`,
    );
  });
}

function padded(bytes: Uint8Array, width: number, before: number, by: number): Uint8Array {
  checkBytes(width);
  charge(width >>> 4);
  const out = new Uint8Array(width).fill(by);
  out.set(bytes, before);
  return out;
}

function replace(bytes: Uint8Array, old: Uint8Array, by: Uint8Array, max: number): Uint8Array {
  charge(bytes.length >>> 4);
  if (max === 0) return bytes;
  const all = b.countBytes(bytes, old, 0, bytes.length);
  const count = max < 0 ? all : Math.min(all, max);
  checkBytes(bytes.length + count * (by.length - old.length));
  charge((count * by.length) >>> 4);
  if (old.length > 0) return b.joinBytes(b.splitBytes(bytes, old, count, false), by);
  const out = new Uint8Array(bytes.length + count * by.length);
  let at = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i < count) {
      out.set(by, at);
      at += by.length;
    }
    if (i < bytes.length) out[at++] = bytes[i] as number;
  }
  return out;
}

class JoinFrame extends DrainFrame {
  readonly #separator: Uint8Array;
  readonly #make: Make;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;
  constructor(separator: Uint8Array, make: Make) {
    super();
    this.#separator = separator;
    this.#make = make;
  }
  protected override take(item: Value): Pending | undefined {
    const bytes = viewOf(item);
    if (bytes !== undefined) return this.#add(bytes);
    const copy = copyMemory(item);
    if (isPending(copy)) return copy;
    // Refused when all are there.
    this.#wrong ??= `sequence item ${this.#pieces.length}: expected a bytes-like object, ${typeName(item)} found`;
    return undefined;
  }
  #wrong: string | null = null;
  protected override taken(bytes: Value): undefined {
    return this.#add(bytesOf(bytes));
  }
  #add(bytes: Uint8Array): undefined {
    this.#pieces.push(bytes);
    this.#length += bytes.length + this.#separator.length;
    checkBytes(this.#length);
    return undefined;
  }
  protected override finish(): Value {
    if (this.#wrong !== null) raise(E.TypeError, this.#wrong);
    charge(this.#length >>> 4);
    return this.#make(b.joinBytes(this.#pieces, this.#separator));
  }
  override get name(): string {
    return "bytes.join";
  }
}

function partition(self: Bytes, given: Value, fromEnd: boolean, make: Make): Value {
  const bytes = view(self);
  const separator = bytesOf(given);
  if (separator.length === 0) raise(E.ValueError, "empty separator");
  charge(bytes.length >>> 4);
  const at = fromEnd ? b.findLastBytes(bytes, separator) : b.findBytes(bytes, separator);
  const none = () => make(new Uint8Array(0));
  const copy = () => (self instanceof PyBytes ? self : make(bytes.slice()));
  if (at < 0) return fromEnd ? tuple(none(), none(), copy()) : tuple(copy(), none(), none());
  return tuple(
    make(bytes.slice(0, at)),
    self instanceof PyBytes ? given : make(separator.slice()),
    make(bytes.slice(at + separator.length)),
  );
}

function split(self: Bytes, separator: Value, max: number, fromEnd: boolean, make: Make): Value {
  const bytes = view(self);
  charge(bytes.length >>> 4);
  let parts: Uint8Array[];
  if (separator === null) parts = b.splitWords(bytes, max, fromEnd);
  else {
    const by = bytesOf(separator);
    if (by.length === 0) raise(E.ValueError, "empty separator");
    parts = b.splitBytes(bytes, by, max, fromEnd);
  }
  charge(parts.length);
  return new PyList(parts.map((part) => make(part.slice())));
}

/** `bytes.hex` and its kind; `last` is the greatest code that a separator may have. */
export function hex(
  bytes: Uint8Array,
  separator: Value | undefined,
  group: number,
  last = 0x7f,
): NativeResult {
  checkTextLength(bytes.length * 3);
  charge(bytes.length >>> 3);
  if (separator === undefined) return b.hexText(bytes, "", 0);
  let between: string;
  if (isStr(separator)) {
    const points = pointsOf(separator);
    if (points.length !== 1) raise(E.ValueError, "sep must be length 1.");
    if ((points[0] as number) > last) raise(E.ValueError, "sep must be ASCII.");
    between = textOf(separator) as string;
  } else {
    const given = separator instanceof PyBytes ? separator.bytes : undefined;
    if (given === undefined) {
      if (slotFor(separator, SLOT.__len__) === null)
        raise(E.TypeError, `object of type '${typeName(separator)}' has no len()`);
      raise(E.TypeError, "sep must be str or bytes.");
    }
    if (given.length !== 1) raise(E.ValueError, "sep must be length 1.");
    if ((given[0] as number) > last) raise(E.ValueError, "sep must be ASCII.");
    between = String.fromCharCode(given[0] as number);
  }
  return b.hexText(bytes, between, group);
}

const hexDigit = (c: number): number => {
  if (b.isDigitByte(c)) return c - 48;
  const letter = c | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

/** `bytes.fromhex`. */
export function fromHex(value: Value): Uint8Array {
  const given = isStr(value) ? pointsOf(value) : viewOf(value);
  if (given === undefined)
    raise(E.TypeError, `fromhex() argument must be str or bytes-like, not ${typeName(value)}`);
  charge(given.length >>> 3);
  const out = new Uint8Array(given.length >>> 1);
  let length = 0;
  const wrong = (at: number): never =>
    raise(E.ValueError, `non-hexadecimal number found in fromhex() arg at position ${at}`);
  for (let i = 0; i < given.length; i++) {
    const c = given[i] as number;
    if (b.isSpaceByte(c)) continue;
    const high = hexDigit(c);
    if (high < 0) wrong(i);
    if (i + 1 >= given.length)
      raise(E.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
    const low = hexDigit(given[++i] as number);
    if (low < 0) wrong(i);
    out[length++] = high * 16 + low;
  }
  return out.slice(0, length);
}

/** The bytes of a slice. */
export function sliceOf(bytes: Uint8Array, { start, step, length }: SliceBounds): Uint8Array {
  charge(length >>> 4);
  if (step === 1) return bytes.slice(start, start + length);
  const out = new Uint8Array(length);
  for (let i = 0, at = start; i < length; i++, at += step) out[i] = bytes[at] as number;
  return out;
}

/** The byte at a subscript that may count from the end. */
function byteAt(self: Bytes, at: number): number {
  const bytes = view(self);
  const byte = bytes[at < 0 ? at + bytes.length : at];
  if (byte !== undefined) return byte;
  const name = self instanceof PyBytes ? "index" : "bytearray index";
  return raise(E.IndexError, `${name} out of range`);
}

function getItem(self: Bytes, key: Value, make: Make): NativeResult {
  if (key instanceof PySlice) {
    const bounds = sliceBounds(key, () => view(self).length);
    if (bounds instanceof SliceBounds) return make(sliceOf(view(self), bounds));
    return (function* (): NativeGenerator {
      const at = (yield bounds) as unknown as SliceBounds;
      return make(sliceOf(view(self), at));
    })();
  }
  const at = subscriptIndex(key, self instanceof PyBytes ? "byte" : "bytearray");
  return isPending(at) ? after(at, (i) => byteAt(self, i as number)) : byteAt(self, at);
}

function contains(self: Bytes, item: Value): NativeResult {
  const bytes = view(self);
  charge(bytes.length >>> 4);
  const int = intValue(item);
  if (int !== undefined) return bytes.includes(checkByte(int));
  const found = withBytes(item, (part) => b.findBytes(view(self), part) >= 0);
  if (found !== undefined) return found;
  if (slotFor(item, SLOT.__index__) !== null)
    return after(toIndex(item), (i) => view(self).includes(checkByte(i as Int)));
  return raise(E.TypeError, `a bytes-like object is required, not '${typeName(item)}'`);
}

function repeat(bytes: Uint8Array, count: number): Uint8Array {
  if (count <= 0) return new Uint8Array(0);
  const length = bytes.length * count;
  checkBytes(length);
  charge(length >>> 4);
  const out = new Uint8Array(length);
  if (bytes.length === 1) return out.fill(bytes[0] as number);
  out.set(bytes);
  // Each copy doubles what is there.
  for (let done = bytes.length; done > 0 && done < length; done *= 2) out.copyWithin(done, 0, done);
  return out;
}

function comparison(op: number): (self: Bytes, other: Value) => Value {
  const { dunder } = COMPARISONS[op] as (typeof COMPARISONS)[number];
  return (self, other) => {
    // Of these two, bytearray alone compares with whatever else has bytes.
    const right =
      self instanceof PyBytes && !(other instanceof PyBytes) ? undefined : viewOf(other);
    if (right === undefined) return NotImplemented;
    const left = view(self);
    if ((dunder === "__eq__" || dunder === "__ne__") && left.length !== right.length)
      return dunder === "__ne__";
    charge(Math.min(left.length, right.length) >>> 4);
    const order = b.compareBytes(left, right);
    switch (dunder) {
      case "__lt__":
        return order < 0;
      case "__le__":
        return order <= 0;
      case "__eq__":
        return order === 0;
      case "__ne__":
        return order !== 0;
      case "__gt__":
        return order > 0;
      default:
        return order >= 0;
    }
  };
}

/** `PyBUF_WRITABLE` */
const WRITABLE = 1;

/** The slots of both types. */
export function byteSlots({ slots }: TypeBuilder<Bytes>, make: Make): Entries {
  const multiply = (self: Bytes, count: Value): NativeResult =>
    withCount(count, (n) => make(repeat(view(self), n)));
  return slots({
    __len__: (self) => view(self).length,
    __getitem__: (self, key) => getItem(self, key, make),
    __contains__: contains,
    __add__: (self, other) =>
      withBytes(other, (right) => {
        const left = view(self);
        checkBytes(left.length + right.length);
        charge((left.length + right.length) >>> 4);
        return make(b.joinBytes([left, right], new Uint8Array(0)));
      }) ?? raise(E.TypeError, `can't concat ${typeName(other)} to ${typeName(self)}`),
    __mul__: multiply,
    __rmul__: multiply,
    __mod__: (self, args) => {
      const text = formatPercentBytes(view(self), args);
      return self instanceof PyBytes ? text : after(text, (made) => make(bytesOf(made).slice()));
    },
    __rmod__: () => NotImplemented,
    __buffer__: (self, flags) => {
      if (self instanceof PyBytes && (Number(flags) & WRITABLE) !== 0)
        raise(E.BufferError, "Object is not writable.");
      return viewOfBytes(self);
    },

    ...Object.fromEntries(COMPARISONS.map(({ dunder }, op) => [dunder, comparison(op)])),
  });
}

/** The methods of both types. */
export function byteMethods(
  { method, caller, classMethod, staticMethod }: TypeBuilder<Bytes>,
  make: Make,
): Entries {
  const always = (doc: string, test: (c: number) => boolean) =>
    method(doc, [], (self) => {
      const bytes = view(self);
      charge(bytes.length >>> 4);
      return bytes.length > 0 && bytes.every(test);
    });
  const mapped = (doc: string, map: (bytes: Uint8Array) => Uint8Array) =>
    method(doc, [], (self) => {
      charge(view(self).length >>> 4);
      return make(map(view(self)));
    });
  const strip = (doc: string, left: boolean, right: boolean) =>
    method(doc, [optional(object("bytes"), null, "None")], (self, given) => {
      const set = given === null ? null : bytesOf(given);
      charge(view(self).length >>> 4);
      return make(b.stripBytes(view(self), set, left, right).slice());
    });
  const justify = (doc: string, before: (space: number, width: number) => number) =>
    method(doc, [index("width"), optional(fill(), 32, "b' '")], (self, width, by) => {
      const bytes = view(self);
      const space = width - bytes.length;
      return make(space <= 0 ? bytes.slice() : padded(bytes, width, before(space, width), by));
    });
  const search = (doc: string, run: typeof find) =>
    caller(doc, [object("sub"), ...range], (self, sub, start, end) =>
      withNeedle(sub, (needle) => run(self, needle, start, end)),
    );
  const splitter = (doc: string, fromEnd: boolean) =>
    method(
      doc,
      [
        either(optional(object("sep"), null, "None")),
        either(optional(index("maxsplit"), -1, "-1")),
      ],
      (self, separator, max) => split(self, separator, max, fromEnd, make),
    );
  const affix = (name: "startswith" | "endswith", doc: string) =>
    caller(
      doc,
      [object(name === "startswith" ? "prefix" : "suffix"), ...range],
      (self, given, start, end) => hasAffix(self, given, start, end, name),
    );
  return {
    capitalize: mapped("Return a copy with only its first character capitalized.", (bytes) => {
      const out = b.mapBytes(bytes, b.toLowerByte);
      if (out.length > 0) out[0] = b.toUpperByte(out[0] as number);
      return out;
    }),
    // The odd one goes to the left where both the space and the width are odd.
    center: justify(
      "Return a centered string of length width.",
      (space, width) => (space >> 1) + (space & width & 1),
    ),
    count: search("Return the number of non-overlapping occurrences.", (self, sub, start, end) => {
      const bytes = view(self);
      charge(bytes.length >>> 4);
      return b.countBytes(bytes, sub, ...clip(bytes.length, start, end));
    }),
    decode: caller(
      "Decode the bytes using the codec registered for encoding.",
      [
        either(optional(text("encoding", "'encoding'"), "utf-8", "'utf-8'")),
        either(optional(text("errors", "'errors'"), "strict", "'strict'")),
      ],
      (self, encoding, errors) => {
        charge(view(self).length >>> 4);
        return decode(view(self), encoding, errors);
      },
    ),
    endswith: affix("endswith", "Return True if the bytes end with the specified suffix."),
    expandtabs: method(
      "Return a copy where all tab characters are expanded using spaces.",
      [either(optional(smallInt("tabsize"), 8, "8"))],
      (self, size) => {
        charge(view(self).length >>> 4);
        return make(b.expandTabs(view(self), size, checkBytes));
      },
    ),
    find: search("Return the lowest index where the subsection is found, or -1.", find),
    fromhex: classMethod(
      "Create a bytes object from a string of hexadecimal numbers.",
      [object("string")],
      (cls, given) => {
        const made = make(fromHex(given));
        return cls === made.shape.type ? made : call(cls, made);
      },
    ),
    hex: method(
      "Create a string of hexadecimal numbers from a bytes object.",
      [
        either(optional(object("sep"), undefined, UNREPRESENTABLE)),
        either(optional(smallInt("bytes_per_sep"), 1, "1")),
      ],
      (self, separator, group) => hex(view(self), separator, group) as Value,
    ),
    index: search("Return the lowest index where the subsection is found.", (self, ...args) =>
      found(find(self, ...args)),
    ),
    isalnum: always(
      "Are all characters alphanumeric?",
      (c) => b.isAlphaByte(c) || b.isDigitByte(c),
    ),
    isalpha: always("Are all characters alphabetic?", b.isAlphaByte),
    isascii: method("Are all characters ASCII?", [], (self) => {
      charge(view(self).length >>> 4);
      return view(self).every((c) => c < 128);
    }),
    isdigit: always("Are all characters digits?", b.isDigitByte),
    islower: method("Are all cased characters lower case?", [], (self) => {
      charge(view(self).length >>> 4);
      return b.hasCase(view(self), false);
    }),
    isspace: always("Are all characters white space?", b.isSpaceByte),
    istitle: method("Are the bytes title-cased?", [], (self) => {
      charge(view(self).length >>> 4);
      return b.isTitled(view(self));
    }),
    isupper: method("Are all cased characters upper case?", [], (self) => {
      charge(view(self).length >>> 4);
      return b.hasCase(view(self), true);
    }),
    join: caller(
      "Concatenate any number of bytes-like objects, with this between them.",
      [object("iterable_of_bytes")],
      (self, iterable) => {
        const sequence = slotFor(iterable, SLOT.__iter__) ?? slotFor(iterable, SLOT.__getitem__);
        if (sequence === null) raise(E.TypeError, "can only join an iterable");
        // sic: CPython makes a list of the iterator, and asks that for one again.
        const frame = new JoinFrame(view(self), make);
        return after(iterate(iterable), (iterator) => frame.from(iterator));
      },
    ),
    ljust: justify("Return a left-justified string of length width.", () => 0),
    lower: mapped("Return a copy in lower case.", (bytes) => b.mapBytes(bytes, b.toLowerByte)),
    lstrip: strip("Strip leading bytes contained in the argument.", true, false),
    maketrans: staticMethod(
      "Return a translation table for the translate method.",
      [bytesLike("frm"), bytesLike("to")],
      (from, to) => {
        if (from.length !== to.length)
          raise(E.ValueError, "maketrans arguments must have same length");
        const table = Uint8Array.from({ length: 256 }, (_, i) => i);
        from.forEach((c, i) => {
          table[c] = to[i] as number;
        });
        return new PyBytes(table);
      },
    ),
    partition: method(
      "Partition the bytes into three parts using the given separator.",
      [object("sep")],
      (self, separator) => partition(self, separator, false, make),
    ),
    removeprefix: method(
      "Return a copy without the prefix.",
      [bytesLike("prefix")],
      (self, part) => {
        const bytes = view(self);
        const has = b.compareBytes(bytes.subarray(0, part.length), part) === 0;
        return make(bytes.slice(has ? part.length : 0));
      },
    ),
    removesuffix: method(
      "Return a copy without the suffix.",
      [bytesLike("suffix")],
      (self, part) => {
        const bytes = view(self);
        const at = bytes.length - part.length;
        const has = at >= 0 && part.length > 0 && b.compareBytes(bytes.subarray(at), part) === 0;
        return make(bytes.slice(0, has ? at : bytes.length));
      },
    ),
    replace: method(
      "Return a copy with all occurrences of one subsection replaced by another.",
      [bytesLike("old"), bytesLike("new"), optional(index("count"), -1, "-1")],
      (self, old, by, max) => {
        const bytes = view(self);
        const made = replace(bytes, old, by, max);
        return make(made === bytes ? bytes.slice() : made);
      },
    ),
    rfind: search("Return the highest index where the subsection is found, or -1.", findLast),
    rindex: search("Return the highest index where the subsection is found.", (self, ...args) =>
      found(findLast(self, ...args)),
    ),
    rjust: justify("Return a right-justified string of length width.", (space) => space),
    rpartition: method(
      "Partition the bytes into three parts using the given separator, from the end.",
      [object("sep")],
      (self, separator) => partition(self, separator, true, make),
    ),
    rsplit: splitter("Return a list of the sections, split from the end.", true),
    rstrip: strip("Strip trailing bytes contained in the argument.", false, true),
    split: splitter("Return a list of the sections in the bytes.", false),
    splitlines: caller(
      "Return a list of the lines in the bytes, breaking at line boundaries.",
      [either(optional(object("keepends"), false, "False"))],
      (self, keep) =>
        after(truthOf(keep), (keepEnds) => {
          charge(view(self).length >>> 4);
          const lines = b.splitLines(view(self), keepEnds as boolean);
          return new PyList(lines.map((line) => make(line.slice())));
        }),
    ),
    startswith: affix("startswith", "Return True if the bytes start with the specified prefix."),
    strip: strip("Strip leading and trailing bytes contained in the argument.", true, true),
    swapcase: mapped("Return a copy with upper and lower case exchanged.", (bytes) =>
      b.mapBytes(bytes, (c) => (b.isLowerByte(c) ? c - 32 : b.toLowerByte(c))),
    ),
    title: mapped("Return a title-cased version.", b.titleBytes),
    translate: method(
      "Return a copy with each character mapped by the given translation table.",
      [object("table"), either(optional(object("delete"), undefined, "b''"))],
      (self, given, deleted) => {
        const table = given === null ? null : bytesOf(given);
        if (table !== null && table.length !== 256)
          raise(E.ValueError, "translation table must be 256 characters long");
        const bytes = view(self);
        charge(bytes.length >>> 3);
        const drops = deleted === undefined ? null : b.byteSet(bytesOf(deleted));
        const kept = drops === null ? bytes : bytes.filter((c) => drops[c] === 0);
        return make(b.mapBytes(kept, (c) => (table === null ? c : (table[c] as number))));
      },
    ),
    upper: mapped("Return a copy in upper case.", (bytes) => b.mapBytes(bytes, b.toUpperByte)),
    zfill: method(
      "Pad a numeric string with zeros on the left.",
      [index("width")],
      (self, width) => {
        const bytes = view(self);
        const space = width - bytes.length;
        if (space <= 0) return make(bytes.slice());
        const out = padded(bytes, width, space, 48);
        if (bytes[0] === 43 || bytes[0] === 45) {
          out[0] = bytes[0];
          out[space] = 48;
        }
        return make(out);
      },
    ),
  };
}
