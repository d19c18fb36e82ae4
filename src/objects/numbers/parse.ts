/** Numbers from text: what `int(text, base)`, `float(text)`, `complex(text)` and `float.fromhex` accept. */
import { charge } from "../current.ts";
import { E, newException, raise } from "../errors.ts";
import { PyComplex } from "../float.ts";
import { type Int, normalize } from "../int.ts";
import type { Value } from "../object.ts";
import { slotFor } from "../protocols/slot.ts";
import { isPending, RaiseRequest } from "../requests.ts";
import { SLOT } from "../slots.ts";
import { textOf } from "../str.ts";
import { isAscii } from "../text/characters.ts";
import { scale } from "./floats.ts";
import { checkBits } from "./ints.ts";
import { maxDigits } from "./print.ts";

/** Text, or bytes of Latin-1, and the value it came from, for messages. */
export interface Numeral {
  readonly text: string;
  readonly source: Value;
  /** Of a str, whose digits and spaces may be any of Unicode's. */
  readonly isText: boolean;
}

/** The repr of the offending value, at most 200 characters of it. */
function shown(numeral: Numeral): string {
  const result = slotFor(numeral.source, SLOT.__repr__)?.(
    numeral.source,
    undefined as never,
    undefined as never,
  );
  const text = isPending(result) ? undefined : textOf(result ?? null);
  return (text ?? `'${numeral.text}'`).slice(0, 200);
}

const UNICODE_SPACE = /[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const DIGIT = /^\p{Nd}$/u;

/**
 * The value of a decimal digit of any script, or -1. Unicode has them in runs of ten that begin with a zero (some of
 * which touch).
 */
export function digitValue(point: number): number {
  if (point < 0x80) return point >= 48 && point <= 57 ? point - 48 : -1;
  if (!DIGIT.test(String.fromCodePoint(point))) return -1;
  let first = point;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return (point - first) % 10;
}

/** Turns Unicode's digits and spaces into ASCII's, and whatever else is not ASCII into `?`. */
function toAscii(text: string): string {
  let out = "";
  for (const c of text) {
    const point = c.codePointAt(0) as number;
    if (point < 0x80) out += c;
    else if (UNICODE_SPACE.test(c)) out += " ";
    else {
      const digit = digitValue(point);
      out += digit < 0 ? "?" : String(digit);
    }
  }
  return out;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** The numeral in ASCII, without the spaces around it. */
function asciiOf(numeral: Numeral): string {
  const { text, isText } = numeral;
  charge(text.length >>> 4);
  return trim(isText && !isAscii(text) ? toAscii(text) : text);
}

/** The value of an alphanumeric digit, or a number beyond any base. */
function alnumValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const small = code | 32;
  return small >= 97 && small <= 122 ? small - 87 : 99;
}

/** The base that a prefix after a leading `0` stands for. */
function prefixBase(code: number): number {
  switch (code | 32) {
    case 120:
      return 16;
    case 111:
      return 8;
    case 98:
      return 2;
    default:
      return 0;
  }
}

/** `int(text, base)`; base is 0 or 2 to 36. Null where the text is no integer. */
export function parseInteger(numeral: Numeral, base: number): Int | null {
  const { text } = numeral;
  if (base === 10 && text.length <= 15 && text.length > 0) {
    let value = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) return parseAnyInteger(numeral, base);
      value = value * 10 + digit;
    }
    return value;
  }
  return parseAnyInteger(numeral, base);
}

function parseAnyInteger(numeral: Numeral, givenBase: number): Int | null {
  const text = asciiOf(numeral);
  let base = givenBase;
  let i = 0;
  const isMinus = text.startsWith("-");
  if (isMinus || text.startsWith("+")) i++;
  const prefix = text[i] === "0" ? prefixBase(text.charCodeAt(i + 1)) : 0;
  let mustBeZero = false;
  if (base === 0) {
    base = prefix || 10;
    // sic: 00 is fine, 01 is not.
    mustBeZero = prefix === 0 && text[i] === "0";
  }
  if (prefix !== 0 && prefix === base) {
    i += 2;
    if (text[i] === "_") i++;
  }
  const start = i;
  let hasUnderscores = false;
  let underscores = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 95) {
      if (i === start || text.charCodeAt(i - 1) === 95) break;
      hasUnderscores = true;
      underscores++;
    } else if (alnumValue(code) >= base) break;
  }
  const count = i - start - underscores;
  const isPower = (base & (base - 1)) === 0;
  if (!isPower && count > maxDigits())
    raise(
      E.ValueError,
      `Exceeds the limit (${maxDigits()} digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  if (i < text.length || count === 0 || text.charCodeAt(i - 1) === 95) return null;
  const part = text.slice(start, i);
  const value = digitsToInt(hasUnderscores ? part.replaceAll("_", "") : part, base);
  if (mustBeZero && value !== 0) return null;
  return isMinus ? (typeof value === "number" ? 0 - value : -value) : value;
}

/** What `int(text, base)` answers for text that is no integer. */
export function invalidInteger(numeral: Numeral, base: number): RaiseRequest {
  const text = `invalid literal for int() with base ${base}: ${shown(numeral)}`;
  return new RaiseRequest(newException(E.ValueError, text));
}

/** Digits known to be good. */
export function digitsToInt(digits: string, base: number): Int {
  const bits = digits.length * Math.log2(base);
  if (bits <= 53) return Number.parseInt(digits, base);
  checkBits(bits);
  if (bits > 2048) charge(Math.ceil((bits / 64) ** (base === 10 ? 1.6 : 1) / 16));
  switch (base) {
    case 10:
      return normalize(BigInt(digits));
    case 16:
      return normalize(BigInt(`0x${digits}`));
    case 8:
      return normalize(BigInt(`0o${digits}`));
    case 2:
      return normalize(BigInt(`0b${digits}`));
    default:
      return normalize(joinDigits(digits, base));
  }
}

/** By halves, so that the large products are few. */
function joinDigits(digits: string, base: number): bigint {
  const { length } = digits;
  if (length <= 10) return BigInt(Number.parseInt(digits, base));
  const low = length >>> 1;
  const high = joinDigits(digits.slice(0, length - low), base);
  return high * BigInt(base) ** BigInt(low) + joinDigits(digits.slice(length - low), base);
}

const DIGITS = "[0-9]+(?:_[0-9]+)*";
const DECIMAL = String.raw`(?:${DIGITS}(?:\.(?:${DIGITS})?)?|\.${DIGITS})(?:e[+-]?${DIGITS})?`;
const DOUBLE = new RegExp(`^[+-]?${DECIMAL}$`, "i");
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;
const DOUBLE_PREFIX = new RegExp(`[+-]?(?:infinity|inf|nan|${DECIMAL})`, "iy");

/** A double from its ASCII text; undefined where it is none. */
function doubleOf(text: string): number | undefined {
  if (DOUBLE.test(text)) return Number(text.includes("_") ? text.replaceAll("_", "") : text);
  const match = SPECIAL.exec(text);
  if (match === null) return undefined;
  if (match[2] === undefined) return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `float(text)` */
export function parseDouble(numeral: Numeral): number {
  const value = doubleOf(asciiOf(numeral));
  if (value === undefined)
    raise(E.ValueError, `could not convert string to float: ${shown(numeral)}`);
  return value;
}

/** `complex(text)` */
export function parseComplex(numeral: Numeral): PyComplex {
  let text = asciiOf(numeral);
  if (text.includes("_") && !hasGoodUnderscores(text))
    raise(E.ValueError, `could not convert string to complex: ${shown(numeral)}`);
  if (text.startsWith("(") && text.endsWith(")")) text = trim(text.slice(1, -1));
  const value = complexOf(text);
  if (value === undefined) raise(E.ValueError, "complex() arg is a malformed string");
  return value;
}

/** Underscores may stand between digits alone. */
function hasGoodUnderscores(text: string): boolean {
  for (let i = text.indexOf("_"); i >= 0; i = text.indexOf("_", i + 1))
    if (!isDecimal(text.charCodeAt(i - 1)) || !isDecimal(text.charCodeAt(i + 1))) return false;
  return true;
}

function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57;
}

function complexOf(text: string): PyComplex | undefined {
  const isImaginary = text.endsWith("j") || text.endsWith("J");
  if (!isImaginary) {
    const real = doubleOf(text);
    return real === undefined ? undefined : new PyComplex(real, 0);
  }
  const last = text.length - 1;
  DOUBLE_PREFIX.lastIndex = 0;
  const first = DOUBLE_PREFIX.test(text) ? DOUBLE_PREFIX.lastIndex : 0;
  if (first > 0 && first === last) return new PyComplex(0, doubleOf(text.slice(0, last)) as number);
  const real = first === 0 ? 0 : (doubleOf(text.slice(0, first)) as number);
  const rest = text.slice(first, last);
  if (rest === "+" || rest === "-" || (rest === "" && first === 0))
    return new PyComplex(real, rest === "-" ? -1 : 1);
  if (first === 0 || !(rest.startsWith("+") || rest.startsWith("-"))) return undefined;
  const imag = doubleOf(rest);
  return imag === undefined ? undefined : new PyComplex(real, imag);
}

const HEX = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?$/i;

/** `float.fromhex(text)` */
export function parseHexDouble(given: string): number {
  const text = trim(given);
  charge(text.length >>> 4);
  if (SPECIAL.test(text)) return doubleOf(text) as number;
  const match = HEX.exec(text);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (match === null || whole.length + fraction.length === 0)
    raise(E.ValueError, "invalid hexadecimal floating-point string");
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const exponent = Number(match[4] ?? 0) - 4 * fraction.length;
  // Far out, the exponent alone decides.
  const value = scale(mantissa, Math.max(Math.min(exponent, 1e9), -1e9));
  if (!Number.isFinite(value))
    raise(E.OverflowError, "hexadecimal value too large to represent as a float");
  return match[1] === "-" ? -value : value;
}
