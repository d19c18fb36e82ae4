/** Decimal digits of bigints: counting them, moving them left and right. */
import { charge } from "../../objects/current.ts";
import { outOfMemory } from "../../objects/errors.ts";
import { bitLength, chargeProduct } from "../../objects/numbers/ints.ts";

/** A coefficient of more digits is refused: it would pass what an int may be. */
export const MAX_DIGITS = 2 ** 25;
const BITS_A_DIGIT = Math.log2(10);

const SMALL_POWERS: readonly bigint[] = Array.from({ length: 512 }, (_, i) => 10n ** BigInt(i));

/** 10 ** n */
export function powerOfTen(n: number): bigint {
  const small = SMALL_POWERS[n];
  if (small !== undefined) return small;
  if (n > MAX_DIGITS) outOfMemory();
  chargeProduct(n * BITS_A_DIGIT, n * BITS_A_DIGIT);
  return 10n ** BigInt(n);
}

/** How many decimal digits a number has that is not negative; 0 has one. */
export function countDigits(value: bigint): number {
  if (value < 10n) return 1;
  const double = Number(value);
  let guess: number;
  if (double < 1e300) guess = Math.floor(Math.log10(double));
  else {
    const bits = bitLength(value);
    charge(bits >>> 7);
    guess = Math.floor((bits - 1) / BITS_A_DIGIT);
  }
  // The guess is at most one too high or too low.
  let count = Math.max(1, guess);
  while (value >= powerOfTen(count)) count++;
  while (count > 1 && value < powerOfTen(count - 1)) count--;
  return count;
}

/** value * 10 ** n, where the value has so many digits. */
export function shiftLeft(value: bigint, n: number, digits: number): bigint {
  if (n === 0 || value === 0n) return value;
  if (n + digits > MAX_DIGITS) outOfMemory();
  if (n + digits > 300) chargeProduct(digits * BITS_A_DIGIT, n * BITS_A_DIGIT);
  return value * powerOfTen(n);
}

/** What was cut off: nothing, less than half a unit, half, more than half. */
export const Rest = { none: 0, less: 1, half: 2, more: 3 } as const;

/** value / 10 ** n without its fraction, and what that was. */
export function shiftRight(
  value: bigint,
  n: number,
  digits: number,
): readonly [quotient: bigint, rest: number] {
  if (n === 0) return [value, Rest.none];
  if (n > digits) return [0n, value === 0n ? Rest.none : Rest.less];
  if (digits > 300) chargeProduct((digits - n) * BITS_A_DIGIT, n * BITS_A_DIGIT);
  const unit = powerOfTen(n);
  const quotient = value / unit;
  return [quotient, restOf(value - quotient * unit, unit)];
}

/** How a remainder compares with half of the unit. */
export function restOf(remainder: bigint, unit: bigint): number {
  if (remainder === 0n) return Rest.none;
  const twice = remainder * 2n;
  return twice < unit ? Rest.less : twice === unit ? Rest.half : Rest.more;
}

/** How many zeros a number that is not 0 ends in, `most` at the most. */
export function trailingZeros(value: bigint, most: number): number {
  let zeros = 0;
  let rest = value;
  // By steps that double, then halve again.
  let step = 1;
  while (step > 0 && zeros < most) {
    const width = Math.min(step, most - zeros);
    const unit = powerOfTen(width);
    if (rest % unit === 0n) {
      rest /= unit;
      zeros += width;
      if (width === step) step *= 2;
    } else step = Math.floor(width / 2);
  }
  return zeros;
}

/** Charges for a product of numbers of so many digits. */
export function chargeDigits(a: number, b: number): void {
  if (a + b > MAX_DIGITS) outOfMemory();
  if (a + b > 200) chargeProduct(a * BITS_A_DIGIT, b * BITS_A_DIGIT);
}
