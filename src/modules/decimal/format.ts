/** `__format__` of Decimals. https://docs.python.org/3/library/string.html#formatspec */
import { E, raise } from "../../objects/errors.ts";
import { checkTextLength } from "../../objects/numbers/print.ts";
import { Rest, shiftLeft, shiftRight } from "./digits.ts";
import { finite, Kind, type PyDecimal, withSign } from "./number.ts";
import { roundsUp } from "./rounding.ts";
import type { Rounding } from "./settings.ts";
import { decimalText, digitsOf } from "./text.ts";

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly isAlternate: boolean;
  readonly isZeroPadded: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | null;
  readonly fractionGrouping: string;
  readonly type: string;
}

const PATTERN =
  /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(?=[\d,_])(\d+)?([,_])?)?([eEfFgGn%])?$/u;

function parse(text: string, capitals: boolean): Spec {
  const match = PATTERN.exec(text);
  if (match === null) raise(E.ValueError, `Invalid format specifier: ${text}`);
  const [, fill, align, sign, z, alternate, zero, width, grouping, digits, fractions, type] = match;
  if (zero !== undefined) {
    if (fill !== undefined)
      raise(E.ValueError, `Fill character conflicts with '0' in format specifier: ${text}`);
    if (align !== undefined)
      raise(E.ValueError, `Alignment conflicts with '0' in format specifier: ${text}`);
  }
  if (type === "n" && grouping !== undefined)
    raise(
      E.ValueError,
      `Explicit thousands separator conflicts with 'n' type in format specifier: ${text}`,
    );
  let precision = digits === undefined ? null : Number(digits);
  if (precision === 0 && (type === undefined || "gGn".includes(type))) precision = 1;
  const wide = width === undefined ? 0 : Number(width);
  checkTextLength(Math.max(wide, precision ?? 0));
  return {
    fill: zero === undefined ? (fill ?? " ") : "0",
    align: zero === undefined ? (align ?? ">") : "=",
    sign: sign ?? "-",
    noNegativeZero: z !== undefined,
    isAlternate: alternate !== undefined,
    isZeroPadded: zero !== undefined,
    width: wide,
    grouping: grouping ?? "",
    precision,
    fractionGrouping: fractions ?? "",
    type: type === undefined ? (capitals ? "G" : "g") : type === "n" ? "g" : type,
  };
}

/** With another exponent, rounded where that is larger. */
function rescaled(value: PyDecimal, exponent: number, rounding: Rounding): PyDecimal {
  const { coefficient, isNegative, digits } = value;
  if (coefficient === 0n) return finite(isNegative, 0n, exponent, 1);
  const shift = value.exponent - exponent;
  if (shift >= 0) return finite(isNegative, shiftLeft(coefficient, shift, digits), exponent);
  const [quotient, rest] = shiftRight(coefficient, -shift, digits);
  const isUp = rest !== Rest.none && roundsUp(rounding, isNegative, quotient, rest);
  return finite(isNegative, isUp ? quotient + 1n : quotient, exponent);
}

/** With so many digits. */
function withDigits(value: PyDecimal, places: number, rounding: Rounding): PyDecimal {
  if (value.coefficient === 0n) return value;
  const result = rescaled(value, value.adjusted + 1 - places, rounding);
  return result.adjusted === value.adjusted
    ? result
    : rescaled(result, result.adjusted + 1 - places, rounding);
}

function atPrecision(value: PyDecimal, { type, precision }: Spec, rounding: Rounding): PyDecimal {
  let result = value;
  if (precision !== null) {
    if (type === "e" || type === "E") result = withDigits(value, precision + 1, rounding);
    else if ("fF%".includes(type)) result = rescaled(value, -precision, rounding);
    else if (value.digits > precision) result = withDigits(value, precision, rounding);
  }
  return result.coefficient === 0n && result.exponent > 0 && "fF%".includes(type)
    ? rescaled(result, 0, rounding)
    : result;
}

/** Where the point stands, counted from the first digit. */
function pointOf(value: PyDecimal, { type, precision }: Spec): number {
  const left = value.exponent + value.digits;
  if (type === "e" || type === "E")
    return value.coefficient === 0n && precision !== null ? 1 - precision : 1;
  if ("fF%".includes(type)) return left;
  return value.exponent <= 0 && left > -6 ? left : 1;
}

/** Digits in groups of three, with zeros before them up to a width. */
function grouped(digits: string, separator: string, width: number): string {
  if (separator === "") return digits.padStart(width, "0");
  const groups: string[] = [];
  let rest = digits;
  let left = width;
  for (;;) {
    const length = Math.min(Math.max(rest.length, left, 1), 3);
    groups.push(rest.slice(-length).padStart(length, "0"));
    rest = rest.slice(0, -length);
    left -= length;
    if (rest === "" && left <= 0) break;
    left -= separator.length;
  }
  return groups.reverse().join(separator);
}

/** Groups of three from the point on. */
function groupedFraction(digits: string, separator: string): string {
  if (separator === "") return digits;
  const groups: string[] = [];
  for (let i = 0; i < digits.length; i += 3) groups.push(digits.slice(i, i + 3));
  return groups.join(separator);
}

function signText(isNegative: boolean, { sign }: Spec): string {
  return isNegative ? "-" : sign === "-" ? "" : sign;
}

function align(sign: string, body: string, { align: how, fill, width }: Spec): string {
  const space = width - sign.length - body.length;
  const padding = space > 0 ? fill.repeat(space) : "";
  if (how === "<") return sign + body + padding;
  if (how === ">") return padding + sign + body;
  if (how === "=") return sign + padding + body;
  const half = Math.floor(Math.max(space, 0) / 2);
  return fill.repeat(half) + sign + body + fill.repeat(Math.max(space, 0) - half);
}

export function formatDecimal(
  given: PyDecimal,
  text: string,
  rounding: Rounding,
  capitals: boolean,
): string {
  const spec = parse(text, capitals);
  if (given.kind !== Kind.finite) {
    const body = decimalText(withSign(given, false)) + (spec.type === "%" ? "%" : "");
    return align(signText(given.isNegative, spec), body, spec);
  }
  const { type } = spec;
  const shifted =
    type === "%"
      ? finite(given.isNegative, given.coefficient, given.exponent + 2, given.digits)
      : given;
  const value = atPrecision(shifted, spec, rounding);
  const isZero = value.coefficient === 0n;
  const sign = signText(value.isNegative && !(isZero && spec.noNegativeZero), spec);
  const digits = digitsOf(value.coefficient);
  const point = pointOf(value, spec);
  checkTextLength(Math.abs(point) + digits.length);
  const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const fraction = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const exponent = value.exponent + value.digits - point;
  let behind = fraction === "" && !spec.isAlternate ? "" : ".";
  behind += groupedFraction(fraction, spec.fractionGrouping);
  if (exponent !== 0 || type === "e" || type === "E") {
    const e = type === "E" || type === "G" ? "E" : "e";
    behind += `${e}${exponent < 0 ? "" : "+"}${exponent}`;
  }
  if (type === "%") behind += "%";
  const least = spec.isZeroPadded ? spec.width - behind.length - sign.length : 0;
  return align(sign, grouped(whole, spec.grouping, least) + behind, spec);
}
