/** Decimals as text, and text as Decimals. */
import { charge } from "../../objects/current.ts";
import { outOfMemory } from "../../objects/errors.ts";
import { digitValue } from "../../objects/numbers/parse.ts";
import { checkTextLength } from "../../objects/numbers/print.ts";
import { isSpace } from "../../objects/text/characters.ts";
import { MAX_DIGITS } from "./digits.ts";
import { finite, infinity, invalid, Kind, nan, PyDecimal } from "./number.ts";
import { finalize } from "./rounding.ts";
import { BEYOND, Flag, INVALID, type Settings, widest } from "./settings.ts";

/** The digits of a coefficient. */
export function digitsOf(coefficient: bigint): string {
  if (coefficient > 0xffff_ffff_ffff_ffffn)
    charge(Math.ceil((coefficient.toString(32).length / 13) ** 1.6 / 16));
  return coefficient.toString();
}

function specialText({ kind, coefficient }: PyDecimal): string {
  if (kind === Kind.infinite) return "Infinity";
  return `${kind === Kind.signaling ? "sNaN" : "NaN"}${coefficient === 0n ? "" : digitsOf(coefficient)}`;
}

/** `str(value)`: without an exponent where that is short, by units of three digits if `isEngineering`. */
export function decimalText(value: PyDecimal, isEngineering = false, capitals = true): string {
  const sign = value.isNegative ? "-" : "";
  if (value.kind !== Kind.finite) return sign + specialText(value);
  const digits = digitsOf(value.coefficient);
  const { exponent } = value;
  const left = digits.length + exponent;
  let point: number;
  if (exponent <= 0 && left > -6) point = left;
  else if (!isEngineering) point = 1;
  else if (digits === "0") point = ((((left + 1) % 3) + 3) % 3) - 1;
  else point = ((((left - 1) % 3) + 3) % 3) + 1;
  checkTextLength(Math.abs(point) + digits.length);
  let body: string;
  if (point <= 0) body = `0.${"0".repeat(-point)}${digits}`;
  else if (point >= digits.length) body = digits + "0".repeat(point - digits.length);
  else body = `${digits.slice(0, point)}.${digits.slice(point)}`;
  const scale = left - point;
  const e = capitals ? "E" : "e";
  return sign + body + (scale === 0 ? "" : `${e}${scale < 0 ? "" : "+"}${scale}`);
}

const NUMERAL =
  /^([+-]?)(?:(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?|(inf(?:inity)?)|(s?)nan(\d*))$/i;

/** Digits of every script as those of ASCII; null where there is any other character beyond it. */
function toAscii(text: string): string | null {
  let out = "";
  for (const char of text) {
    if (char < "\u0080") {
      out += char;
      continue;
    }
    const digit = digitValue(char.codePointAt(0) as number);
    if (digit < 0) return null;
    out += digit;
  }
  return out;
}

/** The number that a text is, before it is finalized; null for one that is none. */
function parse(text: string, env: Settings): PyDecimal | null {
  const ascii = toAscii(text);
  const match = ascii === null ? null : NUMERAL.exec(ascii);
  if (match === null) return null;
  const [, sign, whole, fraction, fractionAlone, exponentText, inf, signaling, payload] = match;
  const isNegative = sign === "-";
  if (inf !== undefined) return infinity(isNegative);
  if (payload !== undefined) {
    const kind = signaling === "" ? Kind.quiet : Kind.signaling;
    const coefficient = readDigits(payload);
    const made = new PyDecimal(kind, isNegative, coefficient, 0);
    return coefficient !== 0n && made.digits > env.prec - env.clamp ? null : made;
  }
  const behind = fraction ?? fractionAlone ?? "";
  const coefficient = readDigits((whole ?? "") + behind);
  const given = exponentText === undefined ? 0 : Number(exponentText);
  // What lies beyond all bounds is out of them all the same.
  const exponent = Math.max(-BEYOND, Math.min(BEYOND, given)) - behind.length;
  return finite(isNegative, coefficient, exponent);
}

function readDigits(digits: string): bigint {
  if (digits.length > MAX_DIGITS) outOfMemory();
  if (digits.length > 40) charge(Math.ceil((digits.length / 20) ** 1.6 / 16));
  return BigInt(digits);
}

/** `Context.create_decimal(text)`: rounded as the context says. */
export function fromText(text: string, env: Settings): PyDecimal {
  const value = parse(text, env);
  return value === null ? invalid(env, Flag.conversionSyntax) : finalize(value, env);
}

/** `Decimal(text)`: exact, or invalid. White space around, and underscores, do no harm. */
export function exactFromText(text: string, env: Settings): PyDecimal {
  const work = widest();
  const value = parse(stripped(text), work);
  if (value === null) return invalid(env, Flag.conversionSyntax);
  const result = finalize(value, work);
  if ((work.status & (Flag.inexact | Flag.rounded | Flag.clamped)) !== 0) {
    env.status |= Flag.invalidOperation;
    return nan();
  }
  env.status |= work.status & INVALID;
  return result;
}

function stripped(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  const inner = text.slice(from, to);
  return inner.includes("_") ? inner.replaceAll("_", () => "") : inner;
}
