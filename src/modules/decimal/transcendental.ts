/**
 * exp, ln and log10, correctly rounded: computed in binary fixed point with a known error, and anew with more bits where
 * the error leaves open which way the result rounds.
 */
import { charge } from "../../objects/current.ts";
import { outOfMemory } from "../../objects/errors.ts";
import { chargeProduct, sqrtInt } from "../../objects/numbers/ints.ts";
import type { Value } from "../../objects/object.ts";
import { PAUSE, type Pending } from "../../objects/requests.ts";
import { subtract } from "./arithmetic.ts";
import { countDigits, powerOfTen, shiftLeft, trailingZeros } from "./digits.ts";
import { finite, infinity, invalid, Kind, ONE, type PyDecimal, zero } from "./number.ts";
import { finalize, nanAmong } from "./rounding.ts";
import { BEYOND, Flag, type Settings, widest } from "./settings.ts";

type Steps<T> = Generator<Pending, T, Value>;

const BITS_A_DIGIT = Math.log2(10);
const LN10 = Math.log(10);
/** More digits than this would take hours. */
const MAX_PRECISION = 1_000_000;

/** Pays for a product of numbers of so many bits. */
function* pay(bits: number): Steps<void> {
  chargeProduct(bits, bits);
  if (charge(1)) yield PAUSE;
}

/** An integer over 2 ** bits, right to `error` units. */
interface Fixed {
  readonly value: bigint;
  readonly bits: number;
  readonly error: bigint;
}

/** atanh(1 / n) in units of 2 ** -bits. */
function* inverseArtanh(n: bigint, bits: number): Steps<bigint> {
  const square = n * n;
  let power = (1n << BigInt(bits)) / n;
  let total = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    total += power / k;
    if (charge(1 + (bits >> 9))) yield PAUSE;
  }
  return total;
}

/** ln(10) in units of 2 ** -bits, right to a unit. */
function* ln10(bits: number): Steps<bigint> {
  const wide = bits + 32;
  const total =
    46n * (yield* inverseArtanh(31n, wide)) +
    34n * (yield* inverseArtanh(49n, wide)) +
    20n * (yield* inverseArtanh(161n, wide));
  return total >> 32n;
}

/** ln of a number near 1, in units of 2 ** -bits. */
function* lnNear(given: bigint, bits: number, distance: number): Steps<bigint> {
  // Each root halves the distance to 1, and each costs a bit.
  const roots = Math.max(0, Math.floor(Math.sqrt(bits) / 3) - Math.max(0, distance));
  const extra = roots + 24;
  const wide = bits + extra;
  const unit = 1n << BigInt(wide);
  let x = given << BigInt(extra);
  for (let i = 0; i < roots; i++) {
    yield* pay(wide);
    x = BigInt(sqrtInt(x << BigInt(wide)));
  }
  const y = ((x - unit) << BigInt(wide)) / (x + unit);
  const square = (y * y) >> BigInt(wide);
  let power = y;
  let total = y;
  for (let k = 3n; ; k += 2n) {
    yield* pay(wide);
    power = (power * square) >> BigInt(wide);
    const term = power / k;
    // What is negative ends at −1.
    if (term === 0n || power === -1n) break;
    total += term;
  }
  return (total << BigInt(roots + 1)) >> BigInt(extra);
}

/** How many zeros follow the point of |x − 1|. */
function distanceFromOne(x: PyDecimal): number {
  if (x.adjusted > 0 || x.adjusted < -1) return 0;
  const difference = subtract(x, ONE, widest());
  return difference.isZero ? 0 : Math.max(0, -difference.adjusted);
}

/** ln of a finite number above 0 that is not 1. */
function* lnFixed(x: PyDecimal, bits: number, distance: number): Steps<Fixed> {
  let scale = x.adjusted;
  // A number between 0.31 and 3.2, and a power of ten.
  const leading = Number(digitsAtFront(x)) / 1e15;
  if (leading > 3.1622776601683795) scale++;
  const exponent = x.exponent - scale;
  const wide = bits + 48;
  const shifted = x.coefficient << BigInt(wide);
  const near =
    exponent >= 0 ? shiftLeft(shifted, exponent, x.digits + wide) : shifted / powerOfTen(-exponent);
  yield* pay(wide);
  const ln = yield* lnNear(near, wide, Math.floor(distance * BITS_A_DIGIT));
  const powers = scale === 0 ? 0n : (yield* ln10(wide)) * BigInt(scale);
  return { value: (ln + powers) >> 48n, bits, error: 4n };
}

/** The first 16 digits. */
function digitsAtFront({ coefficient, digits }: PyDecimal): bigint {
  return digits <= 16
    ? coefficient * powerOfTen(16 - digits)
    : coefficient / powerOfTen(digits - 16);
}

/** Rounds to so many digits, half to even; null where the error leaves it open how. */
function rounded({ value, bits, error }: Fixed, prec: number): PyDecimal | null {
  const size = value < 0n ? -value : value;
  if (size <= error) return null;
  // As many places behind the point as the bits are worth.
  const places = Math.max(0, Math.floor(bits / BITS_A_DIGIT));
  const scale = powerOfTen(places);
  const scaled = (size * scale) >> BigInt(bits);
  const slack = ((error * scale) >> BigInt(bits)) + 2n;
  const cut = countDigits(scaled) - prec;
  const unit = powerOfTen(cut);
  let quotient = scaled / unit;
  const rest = scaled - quotient * unit;
  const fromHalf = rest * 2n - unit;
  if ((fromHalf < 0n ? -fromHalf : fromHalf) <= slack * 2n) return null;
  if (fromHalf > 0n) quotient += 1n;
  return finite(value < 0n, quotient, cut - places);
}

/** Computes with more and more bits, until it is clear how to round. */
function* correctlyRounded(
  env: Settings,
  digits: number,
  compute: (bits: number) => Steps<Fixed>,
): Steps<PyDecimal> {
  if (digits > MAX_PRECISION) outOfMemory();
  let bits = Math.ceil((digits + 3) * BITS_A_DIGIT) + 16;
  for (;;) {
    const result = rounded(yield* compute(bits), env.prec);
    if (result !== null) {
      env.status |= Flag.inexact | Flag.rounded;
      return finishInexact(result, env);
    }
    bits += bits >> 1;
  }
}

export function* ln(a: PyDecimal, env: Settings): Steps<PyDecimal> {
  const special = logarithmOfSpecial(a, env);
  if (special !== null) return special;
  if (isOne(a)) return zero(false, 0);
  const distance = distanceFromOne(a);
  return yield* correctlyRounded(env, env.prec + distance, (bits) => lnFixed(a, bits, distance));
}

export function* log10(a: PyDecimal, env: Settings): Steps<PyDecimal> {
  const special = logarithmOfSpecial(a, env);
  if (special !== null) return special;
  const zeros = trailingZeros(a.coefficient, a.digits);
  if (zeros === a.digits - 1 && a.coefficient === powerOfTen(zeros)) {
    const { adjusted } = a;
    return finalize(finite(adjusted < 0, BigInt(Math.abs(adjusted)), 0), env);
  }
  const distance = distanceFromOne(a);
  return yield* correctlyRounded(env, env.prec + distance, function* (bits) {
    const wide = bits + 8;
    const { value } = yield* lnFixed(a, wide, distance);
    // The error of ln(10) counts as often as the result is large.
    const ten = yield* ln10(wide + 40);
    const quotient = (value << BigInt(wide + 40 - 8)) / ten;
    return { value: quotient, bits, error: 2n };
  });
}

function isOne(a: PyDecimal): boolean {
  return a.adjusted === 0 && a.coefficient === powerOfTen(a.digits - 1);
}

function logarithmOfSpecial(a: PyDecimal, env: Settings): PyDecimal | null {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  if (a.isZero) return infinity(true);
  if (a.isNegative) return invalid(env);
  return a.kind === Kind.infinite ? infinity(false) : null;
}

export function* exp(a: PyDecimal, env: Settings): Steps<PyDecimal> {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  if (a.kind === Kind.infinite) return a.isNegative ? zero(false, 0) : infinity(false);
  if (a.isZero) return ONE;
  if (a.adjusted < -(env.prec + 1)) {
    // So near to 1 that it rounds to 1.
    env.status |= Flag.inexact | Flag.rounded;
    return finalize(finite(false, powerOfTen(env.prec - 1), 1 - env.prec, env.prec), env);
  }
  const size = (Number(digitsAtFront(a)) / 1e15) * 10 ** Math.min(a.adjusted, 20);
  if (!a.isNegative && size > (env.emax + 2) * LN10)
    return finalize(finite(false, 1n, BEYOND), env);
  if (a.isNegative && size > (2 - env.etiny) * LN10)
    return finalize(finite(false, 1n, env.etiny - 1), env);
  let scale = 0;
  const result = yield* correctlyRounded(widest(env.prec), env.prec, function* (bits) {
    const halvings = Math.floor(Math.sqrt(bits) / 2);
    const extra = halvings + 32;
    const wide = bits + extra;
    const ten = yield* ln10(wide + 40);
    const x = scaledToBits(a, wide + 40);
    const signed = a.isNegative ? -x : x;
    let count = signed / ten;
    if (signed % ten < 0n) count -= 1n;
    scale = Number(count);
    yield* pay(wide);
    return {
      value: (yield* expNear((signed - count * ten) >> 40n, wide, halvings)) >> BigInt(extra),
      bits,
      error: 4n,
    };
  });
  env.status |= Flag.inexact | Flag.rounded;
  return finishInexact(
    finite(false, result.coefficient, result.exponent + scale, result.digits),
    env,
  );
}

/** A result that was rounded already, half to even, as all of these are. */
function finishInexact(result: PyDecimal, env: Settings): PyDecimal {
  const work = env.with(env.prec, "ROUND_HALF_EVEN");
  const final = finalize(result, work);
  env.status |= work.status;
  if ((work.status & Flag.subnormal) !== 0) env.status |= Flag.underflow;
  return final;
}

/** |a| in units of 2 ** -bits. */
function scaledToBits({ coefficient, exponent, digits }: PyDecimal, bits: number): bigint {
  const shifted = coefficient << BigInt(bits);
  return exponent >= 0
    ? shiftLeft(shifted, exponent, digits + bits)
    : shifted / powerOfTen(-exponent);
}

/** exp of a number between 0 and ln(10), in units of 2 ** -bits. */
function* expNear(x: bigint, bits: number, halvings: number): Steps<bigint> {
  const unit = 1n << BigInt(bits);
  const small = x >> BigInt(halvings);
  let term = small;
  let total = unit + small;
  for (let k = 2n; term !== 0n; k += 1n) {
    yield* pay(bits);
    term = ((term * small) >> BigInt(bits)) / k;
    total += term;
  }
  for (let i = 0; i < halvings; i++) {
    yield* pay(bits);
    total = (total * total) >> BigInt(bits);
  }
  return total;
}
