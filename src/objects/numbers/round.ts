/** Rounding of doubles, half to even. */
import { doubleToInt } from "../conversions.ts";
import { E, raise } from "../errors.ts";
import type { Int } from "../int.ts";
import { decompose } from "./floats.ts";
import { divideNearest } from "./ints.ts";
import { doubleText } from "./print.ts";

/** No double has more decimal places that matter, */
const MAX_DIGITS = 323;
/** and none is as large as half of 10 to this. */
const MIN_DIGITS = -308;

/** `round(value)` */
export function roundToInt(value: number): Int {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5 || !Number.isFinite(value)) return doubleToInt(floor);
  return doubleToInt(rest > 0.5 || floor % 2 !== 0 ? floor + 1 : floor);
}

/** `round(value, digits)` */
export function roundDouble(value: number, digits: Int): number {
  if (!Number.isFinite(value) || digits > MAX_DIGITS) return value;
  if (digits < MIN_DIGITS) return value < 0 ? -0 : 0 * value;
  const places = Number(digits);
  if (places >= 0) return Number(doubleText(value, { code: "f", precision: places }));
  const { mantissa, exponent } = decompose(value);
  const whole = exponent > 0 ? mantissa << BigInt(exponent) : mantissa;
  const unit = (10n ** BigInt(-places)) << BigInt(exponent < 0 ? -exponent : 0);
  const size = Number(`${divideNearest(whole, unit)}e${-places}`);
  if (!Number.isFinite(size)) raise(E.OverflowError, "rounded value too large to represent");
  return value < 0 || Object.is(value, -0) ? -size : size;
}
