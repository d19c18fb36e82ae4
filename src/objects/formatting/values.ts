/** `format(value, spec)` of int, float, complex and str. https://docs.python.org/3/library/string.html#formatspec */
import { intToDouble } from "../conversions.ts";
import { current } from "../current.ts";
import { E, raise } from "../errors.ts";
import { PyFloat } from "../float.ts";
import type { Int } from "../int.ts";
import { isNegative } from "../numbers/floats.ts";
import {
  checkTextLength,
  complexRepr,
  type DoubleStyle,
  doubleText,
  fixed,
  floatRepr,
  intDigits,
  intText,
} from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { fromJs, fromPoints, type PyStr, pointsOf, strLength } from "../str.ts";
import { reprText } from "../text/repr.ts";
import { floatType } from "../types.ts";
import { type FormatSpec, parseSpec, unknownCode } from "./spec.ts";
import type { FormatTable } from "./tables.ts";
import { TextBuilder } from "./text-builder.ts";

/** The pieces of a number in the order in which they are written; digits are those before the point. */
interface Pieces {
  readonly isNegative: boolean;
  readonly prefix: string;
  readonly digits: string;
  /** With the point, if there is one. */
  readonly point: string;
  readonly fraction: string;
  /** An exponent, or what has no digits at all. */
  readonly remainder: string;
}

/** A specification as the interpreter knows it; else it is read. */
function specOf(
  table: FormatTable<FormatSpec> | undefined,
  text: string,
  typeName: string,
  type: string,
  align: string,
): FormatSpec {
  let spec = table?.get(text);
  if (spec === undefined) {
    spec = parseSpec(text, typeName, type, align);
    table?.add(text, spec);
  }
  return spec;
}

/** Separates digits into groups from the right, with zeros up to `width` characters. */
function groupDigits(digits: string, separator: string, size: number, width: number): string {
  if (separator === "") return digits.padStart(width, "0");
  const groups: string[] = [];
  let rest = digits.length;
  let room = width;
  let zeros = 0;
  do {
    // Of groups that are all zeros there may be very many.
    if (rest === 0 && zeros === 0 && room > 64) {
      zeros = Math.floor(room / (size + 1)) - 1;
      room -= zeros * (size + 1);
      groups.push(`${`${"0".repeat(size)}${separator}`.repeat(zeros - 1)}${"0".repeat(size)}`);
    }
    const length = Math.min(size, Math.max(rest, room, 1));
    groups.push(digits.slice(Math.max(rest - length, 0), rest).padStart(length, "0"));
    rest = Math.max(rest - length, 0);
    room -= length + 1;
  } while (rest > 0 || room + 1 > 0);
  return groups.reverse().join(separator);
}

/** Beyond so many digits a fraction has nothing but zeros. A multiple of 3. */
const FRACTION_END = 1200;

function groupFraction(fraction: string, separator: string): string {
  if (separator === "" || fraction.length <= 3) return fraction;
  checkTextLength(Math.floor((fraction.length * 4) / 3));
  const groups: string[] = [];
  const end = Math.min(fraction.length, FRACTION_END);
  for (let i = 0; i < end; i += 3) groups.push(fraction.slice(i, i + 3));
  const text = groups.join(separator);
  const zeros = fraction.length - end;
  if (zeros === 0) return text;
  const tail = `${separator}000`.repeat(Math.floor(zeros / 3));
  return text + tail + (zeros % 3 === 0 ? "" : separator + "0".repeat(zeros % 3));
}

/** Lays out a number: sign, prefix, groups of digits, and padding where the alignment wants it. */
function layOut(pieces: Pieces, spec: FormatSpec): string {
  const { digits, prefix, point, remainder } = pieces;
  const sign = pieces.isNegative ? "-" : spec.sign === "-" ? "" : spec.sign;
  const fraction = groupFraction(pieces.fraction, spec.fractionGrouping);
  const tail = point + fraction + remainder;
  const others = sign.length + prefix.length + tail.length;
  if (spec.width > 0) checkTextLength(spec.width + others);
  const room = spec.fill === "0" && spec.align === "=" ? spec.width - others : 0;
  const size = "boxX".includes(spec.type) && spec.type !== "" ? 4 : 3;
  const grouped = digits === "" ? "" : groupDigits(digits, spec.grouping, size, room);
  const padding = spec.width - others - grouped.length;
  const head = sign + prefix;
  if (padding <= 0) return head + grouped + tail;
  if (spec.align === "=") return head + spec.fill.repeat(padding) + grouped + tail;
  return pad(head + grouped + tail, padding, spec);
}

function pad(text: string, padding: number, spec: FormatSpec): string {
  switch (spec.align) {
    case "<":
      return text + spec.fill.repeat(padding);
    case "^": {
      const left = padding >>> 1;
      return spec.fill.repeat(left) + text + spec.fill.repeat(padding - left);
    }
    default:
      return spec.fill.repeat(padding) + text;
  }
}

/** The fill may be a character beyond U+FFFF. */
function asStr(text: string, spec: FormatSpec): Value {
  return spec.fill.charCodeAt(0) >= 0xd800 ? fromJs(text) : text;
}

/** Lays out short text, without its sign, by a short specification. */
function layOutShort(head: string, text: string, spec: FormatSpec): string {
  const padding = spec.width - head.length - text.length;
  if (padding <= 0) return head === "" ? text : head + text;
  const fill = spec.padding;
  switch (spec.align) {
    case ">":
      return fill.slice(0, padding) + (head === "" ? text : head + text);
    case "<":
      return (head === "" ? text : head + text) + fill.slice(0, padding);
    case "^": {
      const left = padding >>> 1;
      return fill.slice(0, left) + head + text + fill.slice(0, padding - left);
    }
    default:
      return head + fill.slice(0, padding) + text;
  }
}

/** The sign of a number as a specification wants it. */
function signOf(isMinus: boolean, spec: FormatSpec): string {
  return isMinus ? "-" : spec.sign === "-" ? "" : spec.sign;
}

/** The text of an int that is no bigint by a short specification; undefined where it is no simple one. */
function shortInt(value: number, spec: FormatSpec): string | undefined {
  if (spec.precision !== -1) return undefined;
  const size = value < 0 ? -value : value;
  let head = signOf(value < 0, spec);
  let digits: string;
  switch (spec.type) {
    case "d":
      digits = `${size}`;
      if (spec.grouping !== "") digits = threes(digits, spec.grouping);
      break;
    case "x":
    case "X":
    case "b":
    case "o":
      if (spec.grouping !== "") return undefined;
      digits = size.toString(BASES[spec.type]);
      if (spec.type === "X") digits = digits.toUpperCase();
      if (spec.isAlternate) head += `0${spec.type}`;
      break;
    default:
      return undefined;
  }
  return layOutShort(head, digits, spec);
}

/** Separates digits into groups of three. */
function threes(digits: string, separator: string): string {
  let end = digits.length - 3;
  if (end <= 0) return digits;
  let text = digits.slice(end);
  for (; end > 3; end -= 3) text = digits.slice(end - 3, end) + separator + text;
  return digits.slice(0, end) + separator + text;
}

/** `format(value, spec)` of what is builtin and simple: an int, float or str, a bool or None; else undefined. */
export function formatPlain(value: Value, spec: string): Value | undefined {
  switch (typeof value) {
    case "string":
      return spec === "" ? value : formatStr(value, spec);
    case "number":
      return spec === "" ? `${value}` : formatInt(value, spec);
    case "object":
      if (value instanceof PyFloat && value.shape.type === floatType)
        return formatFloat(value.value, spec);
  }
  return spec === "" ? reprPlain(value) : undefined;
}

/** `repr(value)` of what is builtin and simple: an int, float or str, a bool or None; else undefined. */
export function reprPlain(value: Value): Value | undefined {
  switch (typeof value) {
    case "string":
      return reprText(value);
    case "number":
      return `${value}`;
    case "boolean":
      return value ? "True" : "False";
    case "object":
      if (value === null) return "None";
      if (value instanceof PyFloat && value.shape.type === floatType) return floatRepr(value.value);
  }
  return undefined;
}

/** `str(value)` of what is builtin and simple: an int, float or str, a bool or None; else undefined. */
export function strPlain(value: Value): Value | undefined {
  return typeof value === "string" ? value : reprPlain(value);
}

/** `format(int, spec)`; `typeName` is for messages. */
export function formatInt(value: Int, text: string, typeName = "int"): Value {
  if (text === "") return intText(value);
  const spec = specOf(current.interpreter?.formats.int, text, typeName, "d", ">");
  if (spec.isShort && typeof value === "number") {
    const short = shortInt(value, spec);
    if (short !== undefined) return short;
  }
  switch (spec.type) {
    case "b":
    case "c":
    case "d":
    case "o":
    case "x":
    case "X":
    case "n":
      return formatWhole(value, spec);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return asStr(layOutDouble(intToDouble(value), spec), spec);
    default:
      unknownCode(spec.type, typeName);
  }
}

const BASES = { b: 2, o: 8, x: 16, X: 16 } as const;

function formatWhole(value: Int, spec: FormatSpec): Value {
  if (spec.precision !== -1)
    raise(E.ValueError, "Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    raise(E.ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  const { type } = spec;
  if (type === "c") return formatCharacter(value, spec);
  let digits: string;
  let prefix = "";
  if (type === "d" || type === "n") digits = intText(value < 0 ? -value : value);
  else {
    digits = intDigits(value, BASES[type as keyof typeof BASES]);
    if (spec.isAlternate) prefix = `0${type}`;
    if (type === "X") digits = digits.toUpperCase();
  }
  const pieces = { isNegative: value < 0, prefix, digits, point: "", fraction: "", remainder: "" };
  return asStr(layOut(pieces, spec), spec);
}

function formatCharacter(value: Int, spec: FormatSpec): Value {
  if (spec.sign !== "") raise(E.ValueError, "Sign not allowed with integer format specifier 'c'");
  if (spec.isAlternate)
    raise(E.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (typeof value === "bigint")
    raise(E.OverflowError, "Python int too large to convert to C long");
  if (value < 0 || value > 0x10ffff) raise(E.OverflowError, "%c arg not in range(0x110000)");
  const character = fromPoints([value]) as string | PyStr;
  // Only its length in characters matters to the layout, so a stand-in of one keeps the place.
  const builder = new TextBuilder();
  const stand = layOut(
    { isNegative: false, prefix: "", digits: "", point: "", fraction: "", remainder: "\0" },
    { ...spec, grouping: "" },
  );
  const at = spec.fill === "\0" ? paddingBefore(spec) : stand.indexOf("\0");
  builder.addJs(stand.slice(0, at));
  builder.add(character);
  builder.addJs(stand.slice(at + 1));
  return builder.finish();
}

/** How many characters of padding precede a single character. */
function paddingBefore(spec: FormatSpec): number {
  const padding = Math.max(spec.width - 1, 0);
  return spec.align === "<" ? 0 : spec.align === "^" ? padding >>> 1 : padding;
}

/** The text of a float by a short specification; undefined where it is no simple one. */
function shortFloat(value: number, spec: FormatSpec): string | undefined {
  const { type, precision } = spec;
  if (spec.isAlternate || spec.grouping !== "" || precision > SHORT_PRECISION) return undefined;
  const isMinus = isNegative(value);
  const size = isMinus ? -value : value;
  // Not for NaN and infinities, which fail this comparison.
  if (!(size < 1e300)) return undefined;
  let text: string;
  switch (type) {
    case "f":
      text = fixed(size, precision < 0 ? 6 : precision);
      break;
    case "%":
      text = `${fixed(size * 100, precision < 0 ? 6 : precision)}%`;
      break;
    case "":
    case "e":
    case "g":
      text = doubleText(size, styleOf(spec, true));
      break;
    default:
      return undefined;
  }
  return layOutShort(signOf(isMinus, spec), text, spec);
}

/** So many places are few. */
const SHORT_PRECISION = 20;

/** `format(float, spec)` */
export function formatFloat(value: number, text: string, typeName = "float"): Value {
  if (text === "") return floatRepr(value);
  const spec = specOf(current.interpreter?.formats.float, text, typeName, "", ">");
  if (spec.isShort) {
    const short = shortFloat(value, spec);
    if (short !== undefined) return short;
  }
  if (spec.type !== "" && !"eEfFgGn%".includes(spec.type)) unknownCode(spec.type, typeName);
  return asStr(layOutDouble(value, spec), spec);
}

/** More digits than any C int counts are refused as such. */
const INT_MAX = 2147483647;

function styleOf(spec: FormatSpec, addDotZero: boolean): DoubleStyle {
  if (spec.precision > INT_MAX) raise(E.ValueError, "precision too big");
  const { type } = spec;
  let code: DoubleStyle["code"];
  let precision = spec.precision;
  if (type === "") code = precision < 0 ? "r" : "g";
  else if (type === "%") code = "f";
  else code = type === "n" ? "g" : (type.toLowerCase() as "e" | "f" | "g");
  if (precision < 0) precision = 6;
  return {
    code,
    precision,
    isAlternate: spec.isAlternate,
    addDotZero: addDotZero && type === "",
    noNegativeZero: spec.noNegativeZero,
  };
}

/** Takes the text of a double apart. */
function takeApart(text: string, type: string): Pieces {
  const isMinus = text.startsWith("-");
  const start = isMinus ? 1 : 0;
  let i = start;
  while (isDigit(text.charCodeAt(i))) i++;
  const digits = text.slice(start, i);
  const point = text[i] === "." ? "." : "";
  i += point.length;
  const fractionStart = i;
  while (isDigit(text.charCodeAt(i))) i++;
  const fraction = text.slice(fractionStart, i);
  const rest = text.slice(i);
  const remainder = type === "E" || type === "F" || type === "G" ? rest.toUpperCase() : rest;
  return { isNegative: isMinus, prefix: "", digits, point, fraction, remainder };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function layOutDouble(given: number, spec: FormatSpec): string {
  const isPercent = spec.type === "%";
  const text = doubleText(isPercent ? given * 100 : given, styleOf(spec, true));
  return layOut(takeApart(isPercent ? `${text}%` : text, spec.type), spec);
}

/** `format(complex, spec)` */
export function formatComplex(
  real: number,
  imag: number,
  text: string,
  typeName = "complex",
): Value {
  if (text === "") return complexRepr(real, imag);
  const spec = parseSpec(text, typeName, "", ">");
  if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) unknownCode(spec.type, typeName);
  const style = styleOf(spec, false);
  if (spec.fill === "0")
    raise(E.ValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align === "=")
    raise(E.ValueError, "'=' alignment flag is not allowed in complex format specifier");
  const part: FormatSpec = { ...spec, fill: "\0", align: "<", width: -1 };
  const second = layOut(takeApart(doubleText(imag, style), spec.type), { ...part, sign: "+" });
  let whole: string;
  if (spec.type === "" && real === 0 && !isNegative(real))
    whole = `${layOut(takeApart(doubleText(imag, style), spec.type), part)}j`;
  else {
    whole = `${layOut(takeApart(doubleText(real, style), spec.type), part)}${second}j`;
    if (spec.type === "") whole = `(${whole})`;
  }
  const padding = spec.width - whole.length;
  if (padding <= 0) return whole;
  checkTextLength(spec.width);
  return asStr(pad(whole, padding, spec), spec);
}

/** May it be applied to a str? */
function isForText(spec: FormatSpec): boolean {
  return spec.type === "s" && spec.sign === "" && !spec.isAlternate && spec.align !== "=";
}

/** `format(str, spec)` */
export function formatStr(value: string | PyStr, text: string, typeName = "str"): Value {
  if (text === "") return plain(value);
  const spec = specOf(current.interpreter?.formats.str, text, typeName, "s", "<");
  if (spec.isShort && typeof value === "string" && isForText(spec))
    return layOutShort(
      "",
      spec.precision >= 0 && spec.precision < value.length ? value.slice(0, spec.precision) : value,
      spec,
    );
  const where = "not allowed in string format specifier";
  if (spec.type !== "s") unknownCode(spec.type, typeName);
  if (spec.sign !== "") raise(E.ValueError, `${spec.sign === " " ? "Space" : "Sign"} ${where}`);
  if (spec.noNegativeZero) raise(E.ValueError, `Negative zero coercion (z) ${where}`);
  if (spec.isAlternate) raise(E.ValueError, `Alternate form (#) ${where}`);
  if (spec.align === "=") raise(E.ValueError, `'=' alignment ${where}`);
  const shown =
    spec.precision >= 0 && spec.precision < strLength(value)
      ? truncate(value, spec.precision)
      : plain(value);
  const padding = spec.width - strLength(shown);
  if (padding <= 0) return shown;
  checkTextLength(spec.width);
  if (typeof shown === "string") return asStr(pad(shown, padding, spec), spec);
  const left = spec.align === "<" ? 0 : spec.align === "^" ? padding >>> 1 : padding;
  const builder = new TextBuilder();
  builder.addJs(spec.fill.repeat(left));
  builder.add(shown);
  builder.addJs(spec.fill.repeat(padding - left));
  return builder.finish();
}

/** The first characters of a str. */
function truncate(value: string | PyStr, length: number): string | PyStr {
  if (typeof value === "string") return value.slice(0, length);
  return fromPoints(pointsOf(value).subarray(0, length)) as string | PyStr;
}

/** A str of the builtin type, also where the value is of a class derived from it. */
function plain(value: string | PyStr): string | PyStr {
  if (typeof value === "string" || value.shape.type.isBuiltin) return value;
  return (value.isRaw ? fromPoints(value.points) : fromJs(value.text)) as string | PyStr;
}
