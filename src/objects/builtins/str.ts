/** str. https://docs.python.org/3/library/stdtypes.html#text-sequence-type-str */

import { viewOf } from "../buffers.ts";
import { instanceOf } from "../construct.ts";
import { index, notA, sliceIndex, smallInt, str, text, truth } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { formatString } from "../formatting/format-string.ts";
import { formatPercent } from "../formatting/percent.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import { formatStr, strPlain } from "../formatting/values.ts";
import { type HashTable, PyDict } from "../hash-table.ts";
import { intValue } from "../int.ts";
import { hashText } from "../numbers/hash.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import {
  DECLINED,
  either,
  IN_BRACKETS,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
  UNREPRESENTABLE,
} from "../params.ts";
import { DrainFrame } from "../protocols/drain.ts";
import { getItem } from "../protocols/items.ts";
import { iterate } from "../protocols/iterate.ts";
import { slotFor } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import { after, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { NotImplemented, PyList, PySlice, PyTuple, tuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE, SLOT } from "../slots.ts";
import {
  concatStr,
  fromJs,
  fromPoints,
  isStr,
  PyStr,
  pointsOf,
  strLength,
  textOf,
} from "../str.ts";
import { outOfRange, SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import * as cases from "../text/case.ts";
import * as chars from "../text/characters.ts";
import { decode, encode } from "../text/codecs.ts";
import * as edit from "../text/edit.ts";
import { cut, joinPieces, plainCopy, repeat } from "../text/edit.ts";
import { Pieces } from "../text/pieces.ts";
import { reprText } from "../text/repr.ts";
import * as search from "../text/search.ts";
import { isPlain, raw, type Str } from "../text/search.ts";
import { strType, typeName } from "../types.ts";
import { NEW_DOC } from "./common.ts";
import { iterateStr } from "./iterators.ts";
import { withCount } from "./list.ts";

function getAt(self: Str, at: number): NativeResult {
  if (isPlain(self)) {
    const i = at < 0 ? at + self.length : at;
    if (i >= 0 && i < self.length) return self[i] as string;
  } else {
    const { points } = self;
    const i = at < 0 ? at + points.length : at;
    if (i >= 0 && i < points.length) return fromPoints([points[i] as number]);
  }
  return outOfRange("string");
}

function getBySlice(self: Str, { start, step, length }: SliceBounds): Value {
  charge(length >>> 4);
  if (isPlain(self)) {
    return step === 1 ? self.slice(start, start + length) : everyNth(self, start, step, length);
  }
  const { points } = self;
  if (step === 1) return fromPoints(points.subarray(start, start + length));
  const out = new Uint32Array(length);
  for (let i = 0, at = start; i < length; i++, at += step) out[i] = points[at] as number;
  return fromPoints(out);
}

/** So many characters are put together at a time. */
const CHUNK = 4096;

/** `length` characters, `step` apart. */
function everyNth(self: string, start: number, step: number, length: number): string {
  const codes: number[] = [];
  let text = "";
  for (let i = 0, at = start; i < length; i++, at += step) {
    codes.push(self.charCodeAt(at));
    if (codes.length === CHUNK) {
      text += String.fromCharCode.apply(null, codes);
      codes.length = 0;
    }
  }
  const last = String.fromCharCode.apply(null, codes);
  return text === "" ? last : text + last;
}

function compare(op: number, a: Value, b: Value): Value {
  if (!isStr(a) || !isStr(b)) return NotImplemented;
  if (isPlain(a) && isPlain(b)) {
    switch (op) {
      case LT:
        return a < b;
      case LE:
        return a <= b;
      case EQ:
        return a === b;
      case NE:
        return a !== b;
      case GT:
        return a > b;
      default:
        return a >= b;
    }
  }
  const left = pointsOf(a);
  const right = pointsOf(b);
  let order = 0;
  for (let i = 0; order === 0 && i < left.length && i < right.length; i++)
    order = (left[i] as number) - (right[i] as number);
  if (order === 0) order = left.length - right.length;
  switch (op) {
    case LT:
      return order < 0;
    case LE:
      return order <= 0;
    case EQ:
      return order === 0;
    case NE:
      return order !== 0;
    case GT:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** startswith and endswith. */
function hasAffix(
  self: Str,
  affix: Value,
  start: number | null,
  end: number | null,
  atEnd: boolean,
  name: string,
): boolean {
  if (typeof affix === "string" && typeof self === "string" && start === null && end === null) {
    const at = atEnd ? self.length - affix.length : 0;
    return at >= 0 && self.startsWith(affix, at);
  }
  if (affix instanceof PyTuple) {
    return affix.items.some((item) => {
      if (!isStr(item))
        raise(E.TypeError, `tuple for ${name} must only contain str, not ${typeName(item)}`);
      return hasAffix(self, item, start, end, atEnd, name);
    });
  }
  if (!isStr(affix))
    raise(E.TypeError, `${name} first arg must be str or a tuple of str, not ${typeName(affix)}`);
  return search.hasAffix(self, affix, start, end, atEnd);
}

function split(self: Str, separator: Value, max: number, fromEnd: boolean): Value {
  if (separator !== null && !isStr(separator))
    raise(E.TypeError, `must be str or None, not ${typeName(separator)}`);
  return new PyList(
    separator === null
      ? search.splitWords(self, max, fromEnd)
      : search.splitBy(self, separator, max, fromEnd),
  );
}

/** Does `test` hold for every character of some? */
function all(self: Str, test: (c: string) => boolean): boolean {
  const text = raw(self);
  charge(text.length >>> 3);
  for (const c of chars.characters(self)) if (!test(c)) return false;
  return text !== "";
}

function isIdentifier(self: Str): boolean {
  charge(raw(self).length >>> 3);
  let test = chars.isIdentifierStart;
  for (const c of chars.characters(self)) {
    if (!test(c)) return false;
    test = chars.isIdentifierPart;
  }
  return test === chars.isIdentifierPart;
}

function checkedStrip(self: Str, given: Value, left: boolean, right: boolean, name: string): Value {
  if (given !== null && !isStr(given)) raise(E.TypeError, `${name} arg must be None or str`);
  return edit.strip(self, given, left, right);
}

function partition(self: Str, separator: Str, fromEnd: boolean): Value {
  if (strLength(separator) === 0) raise(E.ValueError, "empty separator");
  const at = (fromEnd ? search.findLast : search.find)(self, separator, null, null);
  if (at < 0) return fromEnd ? tuple("", "", self) : tuple(self, "", "");
  const after = at + strLength(separator);
  if (isPlain(self)) return tuple(self.slice(0, at), separator, self.slice(after));
  const { points } = self;
  return tuple(fromPoints(points.subarray(0, at)), separator, fromPoints(points.subarray(after)));
}

/** str.join: takes the pieces, checks each, and puts them together at the end. */
class JoinFrame extends DrainFrame {
  readonly #separator: Str;
  readonly #pieces: Str[] = [];
  #length = 0;
  constructor(separator: Str) {
    super();
    this.#separator = separator;
  }
  /** The first that is no str: it is refused when all are there. */
  #bad: { readonly at: number; readonly item: Value } | null = null;
  #count = 0;
  protected override take(item: Value): undefined {
    const at = this.#count++;
    if (!isStr(item)) {
      this.#bad ??= { at, item };
      return undefined;
    }
    this.#pieces.push(item);
    this.#length += raw(item).length;
    checkTextLength(this.#length);
    return undefined;
  }
  protected override finish(): Value {
    if (this.#bad !== null) badPiece(this.#bad.at, this.#bad.item);
    return joinPieces(this.#separator, this.#pieces);
  }
}

function badPiece(i: number, item: Value): never {
  return raise(E.TypeError, `sequence item ${i}: expected str instance, ${typeName(item)} found`);
}

function join(self: Str, iterable: Value): NativeResult {
  if (
    (iterable instanceof PyList || iterable instanceof PyTuple) &&
    iterable.shape.type.isBuiltin
  ) {
    const { items } = iterable;
    for (let i = 0; i < items.length; i++)
      if (!isStr(items[i] as Value)) badPiece(i, items[i] as Value);
    return joinPieces(self, items as Str[]);
  }
  if (slotFor(iterable, SLOT.__iter__) === null && slotFor(iterable, SLOT.__getitem__) === null)
    raise(E.TypeError, "can only join an iterable");
  // sic: CPython makes a list of the iterator, and asks that for one again.
  return after(iterate(iterable), (iterator) => new JoinFrame(self).from(iterator));
}

/** The character that a table has for one: null where it is to go. */
function mapping(to: Value): Str | null {
  if (to === null || isStr(to)) return to;
  if (typeof to === "number" && to >= 0 && to < 0xd800) return String.fromCharCode(to);
  const int = intValue(to);
  if (int === undefined) raise(E.TypeError, "character mapping must return integer, None or str");
  if (typeof int !== "number" || int < 0 || int > 0x10ffff)
    raise(E.ValueError, "character mapping must be in range(0x110000)");
  return fromPoints([int]) as Str;
}

function translate(self: Str, table: Value): NativeResult {
  if (isPlain(self) && table instanceof PyDict && table.shape.type.isBuiltin) {
    const text = translatePlain(self, table.table);
    if (text !== null) return text;
  }
  return translateSlowly(self, table);
}

/** By a dict that has plain text for what changes; else null. */
function translatePlain(self: string, table: HashTable): string | null {
  charge(self.length >>> 3);
  const out = new Pieces();
  let from = 0;
  for (let i = 0; i < self.length; i++) {
    const entry = table.find(self.charCodeAt(i));
    if (entry === undefined) continue;
    if (entry === DECLINED) return null;
    const to = mapping(entry.value as Value);
    if (to instanceof PyStr) return null;
    if (i > from) out.add(self.slice(from, i));
    if (to !== null) out.add(to);
    from = i + 1;
  }
  return from === 0 ? self : out.finish() + self.slice(from);
}

function* translateSlowly(self: Str, table: Value): NativeGenerator {
  charge(raw(self).length >>> 3);
  const out = new Pieces();
  /** Takes over once there are lone surrogates. */
  let builder: TextBuilder | null = null;
  for (const c of chars.characters(self)) {
    const point = c.codePointAt(0) as number;
    let to: Value;
    try {
      const found = getItem(table, point);
      to = (isPending(found) ? yield found : found) as Value;
    } catch (error) {
      if (!isThrown(error, E.LookupError)) throw error;
      to = point;
    }
    const piece = mapping(to);
    if (piece === null) continue;
    if (!isPlain(piece) && piece.isRaw && builder === null) {
      builder = new TextBuilder();
      builder.addJs(out.finish());
    }
    if (builder === null) out.add(raw(piece));
    else builder.add(piece);
  }
  return builder === null ? fromJs(out.finish()) : builder.finish();
}

function makeTable(x: Value, y: Str | null, z: Str | null): Value {
  const table = new PyDict();
  if (y === null) {
    if (!(x instanceof PyDict))
      raise(E.TypeError, "if you give only one argument to maketrans it must be a dict");
    for (const entry of x.table.live()) {
      let { key } = entry;
      if (isStr(key)) {
        if (strLength(key) !== 1)
          raise(E.ValueError, "string keys in translate table must be of length 1");
        key = pointsOf(key)[0] as number;
      } else if (intValue(key) === undefined)
        raise(E.TypeError, "keys in translate table must be strings or integers");
      table.table.put(key, entry.value as Value);
    }
    return table;
  }
  if (!isStr(x))
    raise(E.TypeError, "first maketrans argument must be a string if there is a second argument");
  const from = pointsOf(x);
  const to = pointsOf(y);
  if (from.length !== to.length)
    raise(E.ValueError, "the first two maketrans arguments must have equal length");
  from.forEach((p, i) => table.table.put(p, to[i] as number));
  if (z !== null) for (const p of pointsOf(z)) table.table.put(p, null);
  return table;
}

function make(cls: Value, made: Value): Value {
  if (isPlain(made as Str)) {
    const probe = instanceOf(cls, new PyStr(made as string));
    return probe.shape.type.isBuiltin ? made : probe;
  }
  const source = made as PyStr;
  const copy = instanceOf(cls, new PyStr(source.text, source.isRaw ? source.points : null));
  return copy.shape.type.isBuiltin ? source : copy;
}

function newStr(
  cls: Value,
  value: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): NativeResult {
  if (encoding === undefined && errors === undefined) {
    const text = value === undefined ? "" : (strPlain(value) ?? strOf(value));
    return cls === strType ? text : after(text, (made) => make(cls, made));
  }
  const codec = codecName(encoding, "encoding", "utf-8");
  const handler = codecName(errors, "errors", "strict");
  if (value === undefined) return make(cls, "");
  if (isStr(value)) raise(E.TypeError, "decoding str is not supported");
  const bytes = viewOf(value);
  if (bytes === undefined)
    raise(E.TypeError, `decoding to str: need a bytes-like object, ${typeName(value)} found`);
  charge(bytes.length >>> 4);
  return after(decode(bytes, codec, handler), (made) => make(cls, made));
}

/** A conversion of case, character by character. */
const byCase =
  (convert: (text: string) => string) =>
  (self: Str): Value => {
    charge(raw(self).length >>> 2);
    // No conversion leads beyond U+FFFF.
    return isPlain(self) ? convert(self) : inRuns(self, convert);
  };

/** Only a first character that is no surrogate can be a capital. */
function capitalize(self: Str): Value {
  charge(raw(self).length >>> 2);
  if (isPlain(self) && chars.isAscii(self))
    return self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase();
  return inRuns(self, (text, isFirst) => (isFirst ? cases.capitalize(text) : text.toLowerCase()));
}

/** Converts text; around lone surrogates piece by piece, so that none becomes half of a pair. */
function inRuns(self: Str, convert: (text: string, isFirst: boolean) => string): Value {
  if (isPlain(self) || !self.isRaw) return fromJs(convert(raw(self), true));
  const { points } = self;
  let out: Value = "";
  let start = 0;
  for (let i = 0; i <= points.length; i++) {
    const point = points[i];
    if (point !== undefined && (point < 0xd800 || point > 0xdfff)) continue;
    if (i > start) {
      const run = fromPoints(points.subarray(start, i)) as Str;
      out = concatStr(out as Str, fromJs(convert(raw(run), start === 0)) as Str);
    }
    if (point !== undefined) out = concatStr(out as Str, fromPoints([point]) as Str);
    start = i + 1;
  }
  return out;
}

const fillCharacter: Param<Str> = param("fillchar", (value) => {
  if (!isStr(value))
    raise(E.TypeError, `The fill character must be a unicode character, not ${typeName(value)}`);
  if (strLength(value) !== 1)
    raise(E.TypeError, "The fill character must be exactly one character long");
  return value;
});

const separator: Param<Str> = param("sep", (value) =>
  isStr(value) ? value : raise(E.TypeError, `must be str, not ${typeName(value)}`),
);

/** The name of an encoding or error handler. */
function codecName(value: Value | undefined, name: string, fallback: string): string {
  if (value === undefined) return fallback;
  // sic: "NoneType", where other functions say "None".
  return (
    textOf(value) ??
    raise(E.TypeError, `str() argument '${name}' must be str, not ${typeName(value)}`)
  );
}

const window2 = [
  optional(sliceIndex("start"), null, IN_BRACKETS),
  optional(sliceIndex("end"), null, IN_BRACKETS),
] as const;

export const strMembers = members<Str>(({ method, caller, slots, staticMethod }) => [
  {
    __new__: staticMethod(
      NEW_DOC,
      [
        object("cls"),
        either(optional(object("object"), undefined, "''")),
        either(optional(object("encoding"), undefined, "'utf-8'")),
        either(optional(object("errors"), undefined, "'strict'")),
      ],
      newStr,
    ),
  },
  slots({
    __repr__: (self) => reprText(self),
    __str__: plainCopy,
    __hash__: (self) => hashText(self),
    __len__: strLength,
    __iter__: iterateStr,
    __lt__: (self, other) => compare(LT, self, other),
    __le__: (self, other) => compare(LE, self, other),
    __eq__: (self, other) => compare(EQ, self, other),
    __ne__: (self, other) => compare(NE, self, other),
    __gt__: (self, other) => compare(GT, self, other),
    __ge__: (self, other) => compare(GE, self, other),
    __contains__: (self, item) => {
      if (!isStr(item))
        raise(E.TypeError, `'in <string>' requires string as left operand, not ${typeName(item)}`);
      return search.includes(self, item);
    },
    __getitem__: (self, key) => {
      if (typeof key === "number") return getAt(self, key);
      if (key instanceof PySlice) {
        const bounds = sliceBounds(key, strLength(self));
        if (bounds instanceof SliceBounds) return getBySlice(self, bounds);
        return (function* (): NativeGenerator {
          return getBySlice(self, (yield bounds) as unknown as SliceBounds);
        })();
      }
      if (slotFor(key, SLOT.__index__) === null)
        raise(E.TypeError, `string indices must be integers, not '${typeName(key)}'`);
      const at = subscriptIndex(key, "string");
      return isPending(at) ? after(at, (i) => getAt(self, i as number)) : getAt(self, at);
    },
    __format__: (self, spec) => {
      if (!isStr(spec)) notA("str", spec, "__format__");
      // An instance of a derived class may have a text of its own.
      if (spec === "" && !isPlain(self) && !self.shape.type.isBuiltin) return strOf(self);
      return formatStr(self, raw(spec), typeName(self));
    },
    __mul__: (self, times) => withCount(times, (n) => repeat(self, n)),
    __rmul__: (self, times) => withCount(times, (n) => repeat(self, n)),
    __mod__: (self, args) => formatPercent(self, args),
    __rmod__: (self, format) => (isStr(format) ? formatPercent(format, self) : NotImplemented),
    __add__: (self, other) => {
      if (!isStr(other)) return NotImplemented;
      checkTextLength(raw(self).length + raw(other).length);
      return concatStr(self, other);
    },
  }),
  {
    capitalize: method("Return a capitalized version of the string.", [], capitalize),
    casefold: method(
      "Return a version of the string suitable for caseless comparisons.",
      [],
      byCase(cases.caseFold),
    ),
    center: method(
      "Return a centered string of length width.",
      [index("width"), optional(fillCharacter, " ", "' '")],
      (self, width, fill) => edit.pad(self, width, fill, "center"),
    ),
    count: method(
      "Return the number of non-overlapping occurrences of substring sub.",
      [str("sub", 1), ...window2],
      search.count,
    ),
    encode: caller(
      "Encode the string using the codec registered for encoding.",
      [
        either(optional(text("encoding", "'encoding'"), "utf-8", "'utf-8'")),
        either(optional(text("errors", "'errors'"), "strict", "'strict'")),
      ],
      encode,
    ),
    endswith: method(
      "Return True if the string ends with the specified suffix.",
      [object("suffix"), ...window2],
      (self, affix, start, end) => hasAffix(self, affix, start, end, true, "endswith"),
    ),
    expandtabs: method(
      "Return a copy where all tab characters are expanded using spaces.",
      [either(optional(smallInt("tabsize"), 8, "8"))],
      edit.expandTabs,
    ),
    find: method(
      "Return the lowest index where substring sub is found.",
      [str("sub", 1), ...window2],
      search.find,
    ),
    format: caller(
      "Return a formatted version of the string.",
      [rest("args"), keywords("kwargs")],
      (self, args, given) => formatString(self, args, given),
    ),
    format_map: caller(
      "Return a formatted version of the string, using substitutions from mapping.",
      [object("mapping")],
      (self, mapping) => formatString(self, null, mapping),
    ),
    index: method(
      "Return the lowest index where substring sub is found.",
      [str("sub", 1), ...window2],
      (self, sub, start, end) => {
        const at = search.find(self, sub, start, end);
        return at < 0 ? raise(E.ValueError, "substring not found") : at;
      },
    ),
    isalnum: method("Return True if the string is alpha-numeric.", [], (self) =>
      all(self, chars.isAlnum),
    ),
    isalpha: method("Return True if the string is alphabetic.", [], (self) =>
      all(self, chars.isAlpha),
    ),
    isascii: method("Return True if all characters in the string are ASCII.", [], (self) => {
      charge(raw(self).length >>> 4);
      return chars.isAscii(raw(self));
    }),
    isdecimal: method("Return True if the string is a decimal string.", [], (self) =>
      all(self, chars.isDecimal),
    ),
    isdigit: method("Return True if the string is a digit string.", [], (self) =>
      all(self, chars.isDigit),
    ),
    isidentifier: method(
      "Return True if the string is a valid Python identifier.",
      [],
      isIdentifier,
    ),
    islower: method("Return True if the string is a lowercase string.", [], (self) =>
      cases.hasCase(chars.characters(self), chars.isLower, chars.isUpper),
    ),
    isnumeric: method("Return True if the string is a numeric string.", [], (self) =>
      all(self, chars.isNumeric),
    ),
    isprintable: method(
      "Return True if all characters in the string are printable.",
      [],
      (self) => raw(self) === "" || all(self, chars.isPrintable),
    ),
    isspace: method("Return True if the string is a whitespace string.", [], (self) =>
      all(self, (c) => chars.isSpace(c.codePointAt(0) as number)),
    ),
    istitle: method("Return True if the string is a title-cased string.", [], (self) =>
      cases.isTitled(chars.characters(self)),
    ),
    isupper: method("Return True if the string is an uppercase string.", [], (self) =>
      cases.hasCase(chars.characters(self), chars.isUpper, chars.isLower),
    ),
    join: caller("Concatenate any number of strings.", [object("iterable")], join),
    ljust: method(
      "Return a left-justified string of length width.",
      [index("width"), optional(fillCharacter, " ", "' '")],
      (self, width, fill) => edit.pad(self, width, fill, "left"),
    ),
    lower: method("Return a copy of the string converted to lowercase.", [], (self) =>
      isPlain(self) ? self.toLowerCase() : inRuns(self, (text) => text.toLowerCase()),
    ),
    lstrip: method(
      "Return a copy of the string with leading whitespace removed.",
      [optional(object("chars"), null, "None")],
      (self, given) => checkedStrip(self, given, true, false, "lstrip"),
    ),
    maketrans: staticMethod(
      "Return a translation table usable for str.translate().",
      [
        object("x"),
        optional(str("y", 2), null, UNREPRESENTABLE),
        optional(str("z", 3), null, UNREPRESENTABLE),
      ],
      makeTable,
    ),
    partition: method(
      "Partition the string into three parts using the given separator.",
      [separator],
      (self, sep) => partition(self, sep, false),
    ),
    removeprefix: method(
      "Return a str with the given prefix string removed if present.",
      [str("prefix")],
      (self, prefix) =>
        search.hasAffix(self, prefix, null, null, false)
          ? cut(self, strLength(prefix), strLength(self))
          : plainCopy(self),
    ),
    removesuffix: method(
      "Return a str with the given suffix string removed if present.",
      [str("suffix")],
      (self, suffix) =>
        search.hasAffix(self, suffix, null, null, true)
          ? cut(self, 0, strLength(self) - strLength(suffix))
          : plainCopy(self),
    ),
    replace: method(
      "Return a copy with all occurrences of substring old replaced by new.",
      [str("old", 1), str("new", 2), either(optional(index("count"), -1, "-1"))],
      edit.replace,
    ),
    rfind: method(
      "Return the highest index where substring sub is found.",
      [str("sub", 1), ...window2],
      search.findLast,
    ),
    rindex: method(
      "Return the highest index where substring sub is found.",
      [str("sub", 1), ...window2],
      (self, sub, start, end) => {
        const at = search.findLast(self, sub, start, end);
        return at < 0 ? raise(E.ValueError, "substring not found") : at;
      },
    ),
    rjust: method(
      "Return a right-justified string of length width.",
      [index("width"), optional(fillCharacter, " ", "' '")],
      (self, width, fill) => edit.pad(self, width, fill, "right"),
    ),
    rpartition: method(
      "Partition the string into three parts using the given separator.",
      [separator],
      (self, sep) => partition(self, sep, true),
    ),
    rsplit: method(
      "Return a list of the substrings in the string, split from the end.",
      [
        either(optional(object("sep"), null, "None")),
        either(optional(index("maxsplit"), -1, "-1")),
      ],
      (self, sep, max) => split(self, sep, max, true),
    ),
    rstrip: method(
      "Return a copy of the string with trailing whitespace removed.",
      [optional(object("chars"), null, "None")],
      (self, given) => checkedStrip(self, given, false, true, "rstrip"),
    ),
    split: method(
      "Return a list of the substrings in the string.",
      [
        either(optional(object("sep"), null, "None")),
        either(optional(index("maxsplit"), -1, "-1")),
      ],
      (self, sep, max) => split(self, sep, max, false),
    ),
    splitlines: method(
      "Return a list of the lines in the string, breaking at line boundaries.",
      [either(optional(truth("keepends"), false, "False"))],
      edit.splitLines,
    ),
    startswith: method(
      "Return True if the string starts with the specified prefix.",
      [object("prefix"), ...window2],
      (self, affix, start, end) => hasAffix(self, affix, start, end, false, "startswith"),
    ),
    strip: method(
      "Return a copy of the string with leading and trailing whitespace removed.",
      [optional(object("chars"), null, "None")],
      (self, given) => checkedStrip(self, given, true, true, "strip"),
    ),
    swapcase: method(
      "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
      [],
      byCase(cases.swapCase),
    ),
    title: method(
      "Return a version of the string where each word is titlecased.",
      [],
      byCase(cases.title),
    ),
    translate: caller(
      "Replace each character in the string using the given translation table.",
      [object("table")],
      translate,
    ),
    upper: method("Return a copy of the string converted to uppercase.", [], (self) =>
      isPlain(self) ? self.toUpperCase() : inRuns(self, (text) => text.toUpperCase()),
    ),
    zfill: method("Pad a numeric string with zeros on the left.", [index("width")], edit.zfill),
    __getnewargs__: method("Arguments for pickle.", [], (self) => tuple(plainCopy(self))),
  },
]);
