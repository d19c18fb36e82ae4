/** Numbers as text: ints within the limit of digits, doubles by shortest repr or to any exact number of digits. */
import { charge, current } from "../current.ts";
import { E, raise } from "../errors.ts";
import type { Int } from "../int.ts";
import { limitText } from "../str.ts";
import { decompose, isNegative } from "./floats.ts";
import { bitLength, divideNearest } from "./ints.ts";

/** https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation */
const DEFAULT_MAX_DIGITS = 4300;
/** Ints of so many digits are never refused. */
const DIGITS_ALWAYS_FINE = 640;

/** The most digits that an int may have as decimal text; Infinity for no limit. */
export function maxDigits(): number {
  const limit = current.interpreter?.intMaxDigits ?? DEFAULT_MAX_DIGITS;
  return limit === 0 ? Number.POSITIVE_INFINITY : Math.max(limit, DIGITS_ALWAYS_FINE);
}

/** An int in decimal. */
export function intText(value: Int): string {
  if (typeof value === "number") return String(value);
  const limit = maxDigits();
  const bits = bitLength(value);
  if (bits > limit * 3.322 + 4) refuseDigits(limit);
  charge(Math.ceil((bits / 64) ** 1.6 / 16));
  const text = value.toString();
  if (text.length - (value < 0n ? 1 : 0) > limit) refuseDigits(limit);
  return text;
}

function refuseDigits(limit: number): never {
  raise(
    E.ValueError,
    `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** The digits of the absolute value to a base that is a power of two (no limit applies), without prefix. */
export function intDigits(value: Int, base: 2 | 8 | 16): string {
  if (typeof value === "bigint") charge(bitLength(value) >>> 7);
  return (value < 0 ? -value : value).toString(base);
}

/** `hex()`, `oct()`, `bin()`. */
export function prefixedInt(value: Int, base: 2 | 8 | 16): string {
  const prefix = base === 16 ? "0x" : base === 8 ? "0o" : "0b";
  return (value < 0 ? "-" : "") + prefix + intDigits(value, base);
}

function special(value: number): string {
  return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

/** The exponent as Python writes it: a sign and at least two digits. */
function exponentText(exponent: number): string {
  const digits = String(Math.abs(exponent));
  return (exponent < 0 ? "e-" : "e+") + (digits.length < 2 ? `0${digits}` : digits);
}

/** `repr(value)`: the shortest text that reads back as the same double. */
export function floatRepr(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  if (value === 0) return isNegative(value) ? "-0.0" : "0.0";
  if (!Number.isFinite(value)) return special(value);
  const text = value.toExponential();
  const at = text.indexOf("e");
  return text.slice(0, at) + exponentText(Number(text.slice(at + 1)));
}

/** A part of a complex number, which has no `.0`. */
function partRepr(value: number): string {
  const text = floatRepr(value);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

export function complexRepr(real: number, imag: number): string {
  const second = `${partRepr(imag)}j`;
  if (real === 0 && !isNegative(real)) return second;
  const plus = second.startsWith("-") ? "" : "+";
  return `(${partRepr(real)}${plus}${second})`;
}

/** No finite double has more decimal places than this. */
const MAX_PLACES = 1074;
/** Charges for text of so many characters; refuses what is too long. */
export function checkTextLength(length: number): void {
  limitText(length);
  charge(length >>> 4);
}

/** Powers of ten for {@link fixed}. */
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

/** `%.{places}f` of a finite `value >= 0`, correctly rounded, half to even. */
export function fixed(value: number, places: number): string {
  const power = POWERS[places];
  if (power !== undefined) {
    // Off by at most 2**-23, so unless this is close to a tie it is clear where it rounds to.
    const scaled = value * power;
    if (scaled < 2 ** 30) {
      const whole = Math.floor(scaled);
      const rest = scaled - whole;
      if (rest < 0.499999 || rest > 0.500001) {
        const units = rest < 0.5 ? whole : whole + 1;
        if (places === 0) return String(units);
        const ones = Math.floor(units / power);
        // With a digit in front, no zeros are lost.
        return `${ones}.${String(power + (units - ones * power)).slice(1)}`;
      }
    }
  }
  // toFixed is exact but for ties, which it rounds up. There is one where 2 × 10**places × value is odd.
  if (places <= 50 && value < 1e21) {
    const twice = value * 2 ** (places + 1);
    if (!Number.isInteger(twice) || twice % 2 === 0) return value.toFixed(places);
  }
  checkTextLength(places + 320);
  const shown = Math.min(places, MAX_PLACES);
  const { mantissa, exponent } = decompose(value);
  const scaled = mantissa * 10n ** BigInt(shown);
  const units =
    exponent >= 0 ? scaled << BigInt(exponent) : divideNearest(scaled, 1n << BigInt(-exponent));
  const digits = units.toString().padStart(shown + 1, "0");
  if (places === 0) return digits;
  const point = digits.length - shown;
  return `${digits.slice(0, point)}.${digits.slice(point).padEnd(places, "0")}`;
}

interface Digits {
  readonly digits: string;
  /** Of the first digit. */
  readonly exponent: number;
}

/** May this lie just between two numbers of `count` digits? `exponent` is that of the larger one. */
function mayBeTie(value: number, count: number, exponent: number): boolean {
  const places = count - 1 - exponent;
  // A double with one decimal place more than these (or than one more: rounding up may have added a digit) has as many binary ones.
  if (places >= 0 && places < 1000) return Number.isInteger(value * 2 ** (places + 2));
  // In a tie, the next digit is a 5.
  const next = value.toExponential(count);
  return next[next.indexOf("e") - 1] === "5";
}

/** A finite `value >= 0` to `count` significant digits, correctly rounded, half to even. */
function significant(value: number, count: number): Digits {
  if (value === 0) {
    checkTextLength(count);
    return { digits: "0".repeat(count), exponent: 0 };
  }
  if (count <= 100) {
    // toExponential is exact but for ties, which it rounds up.
    const text = value.toExponential(count - 1);
    const at = text.indexOf("e");
    const exponent = Number(text.slice(at + 1));
    if (!mayBeTie(value, count, exponent))
      return { digits: text.slice(0, 1) + text.slice(2, at), exponent };
  }
  checkTextLength(count);
  const { mantissa, exponent } = decompose(value);
  const exact = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const all = exact.toString();
  const first = all.length - 1 + Math.min(exponent, 0);
  if (all.length <= count) return { digits: all.padEnd(count, "0"), exponent: first };
  const rounded = divideNearest(exact, 10n ** BigInt(all.length - count)).toString();
  // 9.99 may have become 10.0.
  return rounded.length > count
    ? { digits: rounded.slice(0, count), exponent: first + 1 }
    : { digits: rounded, exponent: first };
}

/** How a double is to be written; `code` is that of a format specification, or `r` for repr. */
export interface DoubleStyle {
  readonly code: "e" | "f" | "g" | "r";
  /** Digits after the point, for `g` significant digits; not for `r`. */
  readonly precision: number;
  /** `#`: always a point, and for `g` all digits. */
  readonly isAlternate?: boolean;
  /** Adds `.0` where there would be no point. */
  readonly addDotZero?: boolean;
  /** `z`: what rounds to zero has no minus sign. */
  readonly noNegativeZero?: boolean;
}

/** A double as text, with `-` where it is negative; letters are small. */
export function doubleText(value: number, style: DoubleStyle): string {
  if (!Number.isFinite(value)) return special(value);
  const text = unsignedText(Math.abs(value), style);
  if (!isNegative(value)) return text;
  return style.noNegativeZero === true && isZero(text) ? text : `-${text}`;
}

function isZero(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === "e") return true;
    if (c >= "1" && c <= "9") return false;
  }
  return true;
}

function unsignedText(value: number, style: DoubleStyle): string {
  const { code, precision } = style;
  switch (code) {
    case "r":
      return withPoint(style.addDotZero === true ? floatRepr(value) : partRepr(value), style);
    case "f":
      return withPoint(fixed(value, precision), style);
    case "e": {
      const { digits, exponent } = significant(value, precision + 1);
      return withPoint(pointAfter(digits, 1) + exponentText(exponent), style);
    }
    default:
      return general(value, style);
  }
}

/** `#` wants a point. */
function withPoint(text: string, style: DoubleStyle): string {
  if (style.isAlternate !== true || text.includes(".")) return text;
  const at = text.indexOf("e");
  return at < 0 ? `${text}.` : `${text.slice(0, at)}.${text.slice(at)}`;
}

function pointAfter(digits: string, n: number): string {
  return digits.length > n ? `${digits.slice(0, n)}.${digits.slice(n)}` : digits;
}

function general(value: number, style: DoubleStyle): string {
  const count = Math.max(style.precision, 1);
  let { digits, exponent } = significant(value, count);
  if (style.isAlternate !== true) {
    let end = digits.length;
    while (end > 1 && digits.charCodeAt(end - 1) === 48) end--;
    digits = digits.slice(0, end);
  }
  if (exponent < -4 || exponent >= count - (style.addDotZero === true ? 1 : 0))
    return withPoint(pointAfter(digits, 1) + exponentText(exponent), style);
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const text = pointAfter(digits.padEnd(exponent + 1, "0"), exponent + 1);
  return style.addDotZero === true && !text.includes(".") ? `${text}.0` : withPoint(text, style);
}

/** `float.hex()` */
export function hexDouble(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  const sign = isNegative(value) ? "-" : "";
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(value);
  const isNormal = mantissa >= 0x10_0000_0000_0000n;
  const digits = mantissa.toString(16).padStart(14, "0").slice(-13);
  const power = exponent + 52;
  return `${sign}0x${isNormal ? 1 : 0}.${digits}p${power < 0 ? "" : "+"}${power}`;
}
