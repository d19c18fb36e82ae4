/** Powers. Those with a whole exponent are products; others are taken by exp and ln. */

import { normalize } from "../../objects/int.ts";
import { powModInts } from "../../objects/numbers/ints.ts";
import type { Value } from "../../objects/object.ts";
import type { Pending } from "../../objects/requests.ts";
import { divide, multiply, subtract } from "./arithmetic.ts";
import { order } from "./comparing.ts";
import { powerOfTen, Rest, shiftLeft, shiftRight } from "./digits.ts";
import { finite, infinity, invalid, Kind, ONE, type PyDecimal, withSign, zero } from "./number.ts";
import { finalize, nanAmong } from "./rounding.ts";
import { BEYOND, ERRORS, Flag, type Settings, widest } from "./settings.ts";
import { exp, ln } from "./transcendental.ts";

type Steps<T> = Generator<Pending, T, Value>;

/** How many digits libmpdec takes more for the exponent of ln. */
const EXPONENT_DIGITS = 10;

/** Is it a whole number? */
export function isIntegral(a: PyDecimal): boolean {
  if (a.kind !== Kind.finite) return false;
  if (a.exponent >= 0 || a.coefficient === 0n) return true;
  return shiftRight(a.coefficient, -a.exponent, a.digits)[1] === Rest.none;
}

function isOdd(a: PyDecimal): boolean {
  if (a.exponent > 0) return false;
  return (shiftRight(a.coefficient, -a.exponent, a.digits)[0] & 1n) === 1n;
}

/** A whole number as a bigint, without its sign. */
function magnitude(a: PyDecimal): bigint {
  return a.exponent >= 0
    ? shiftLeft(a.coefficient, a.exponent, a.digits)
    : shiftRight(a.coefficient, -a.exponent, a.digits)[0];
}

/** log10 of a number above 0, as near as a double is. */
function estimatedLog(x: PyDecimal): number {
  const front =
    x.digits <= 16
      ? Number(x.coefficient) / 10 ** (x.digits - 1)
      : Number(x.coefficient / powerOfTen(x.digits - 16)) / 1e15;
  const plain = x.adjusted + Math.log10(front);
  if (Math.abs(plain) > 0.01) return plain;
  const distance = subtract(x, ONE, widest(20));
  return asDouble(distance) / Math.LN10;
}

function asDouble(x: PyDecimal): number {
  return Number(`${x.isNegative ? "-" : ""}${x.coefficient}e${x.exponent}`);
}

/** The result where it lies beyond the bounds of the context for sure; null otherwise. */
function outOfBounds(
  base: PyDecimal,
  exponent: PyDecimal,
  isNegative: boolean,
  env: Settings,
): PyDecimal | null {
  const size = estimatedLog(base) * asDouble(exponent);
  const slack = 2 + Math.abs(size) * 1e-9;
  if (size - slack > env.emax) return finalize(finite(isNegative, 1n, BEYOND), env);
  if (size + slack < env.etiny) return finalize(finite(isNegative, 1n, env.etiny - 1), env);
  return null;
}

/** Powers of 1 show how exact they are. */
function powerOfOne(
  base: PyDecimal,
  exponent: PyDecimal,
  isNegative: boolean,
  env: Settings,
): PyDecimal {
  let shift = env.prec - 1;
  if (isIntegral(exponent)) {
    if (exponent.isNegative) return finite(isNegative, 1n, 0, 1);
    const places = magnitude(exponent) * BigInt(-base.exponent);
    if (places > BigInt(shift)) env.status |= Flag.rounded;
    else shift = Number(places);
  } else env.status |= Flag.inexact | Flag.rounded;
  return finite(isNegative, shiftLeft(1n, shift, 1), -shift);
}

function wholePower(
  base: PyDecimal,
  exponent: PyDecimal,
  isNegative: boolean,
  env: Settings,
): PyDecimal {
  const work = env.with(env.prec + exponent.digits + exponent.exponent + 2, "ROUND_HALF_EVEN");
  work.clamp = 0;
  let factor = base;
  if (exponent.isNegative) {
    work.prec++;
    factor = divide(ONE, base, work);
    env.status |= work.status;
  }
  const bits = magnitude(exponent).toString(2);
  let result = factor;
  work.status = 0;
  for (let i = 1; i < bits.length; i++) {
    result = multiply(result, result, work);
    if (bits[i] === "1") result = multiply(result, factor, work);
    if (
      result.kind !== Kind.finite ||
      (result.coefficient === 0n && (work.status & Flag.clamped) !== 0)
    )
      break;
  }
  env.status |= work.status;
  const signed =
    result.kind === Kind.infinite ? finite(isNegative, 1n, BEYOND) : withSign(result, isNegative);
  return finalize(signed, env);
}

function* realPower(base: PyDecimal, exponent: PyDecimal, env: Settings): Steps<PyDecimal> {
  const work = widest(Math.max(base.digits, env.prec) + 4 + EXPONENT_DIGITS);
  const logarithm = yield* ln(base, work);
  let result = yield* exp(multiply(logarithm, exponent, work), work);
  env.status |= (work.status & ERRORS) | Flag.inexact | Flag.rounded;
  if (result.kind === Kind.finite && order(result, ONE) === 0)
    result = finite(false, powerOfTen(env.prec - 1), 1 - env.prec);
  if (result.kind === Kind.infinite) result = finite(false, 1n, BEYOND);
  return finalize(result, env);
}

export function* power(base: PyDecimal, exponent: PyDecimal, env: Settings): Steps<PyDecimal> {
  const wrong = nanAmong(env, base, exponent);
  if (wrong !== null) return wrong;
  const isWhole = isIntegral(exponent);
  const isNegative = isWhole && base.isNegative && isOdd(exponent);
  if (base.isZero) {
    if (exponent.isZero) return invalid(env);
    return exponent.isNegative ? infinity(isNegative) : zero(isNegative, 0);
  }
  if (base.isNegative && !isWhole) return invalid(env);
  if (exponent.kind === Kind.infinite) {
    const by = base.kind === Kind.infinite ? 1 : order(withSign(base, false), ONE);
    if (by === 0) {
      env.status |= Flag.inexact | Flag.rounded;
      return finite(isNegative, powerOfTen(env.prec - 1), 1 - env.prec);
    }
    return by > 0 === exponent.isNegative ? zero(isNegative, 0) : infinity(isNegative);
  }
  if (base.kind === Kind.infinite) {
    if (exponent.isZero) return finite(isNegative, 1n, 0, 1);
    return exponent.isNegative ? zero(isNegative, 0) : infinity(isNegative);
  }
  if (exponent.isZero) return finite(isNegative, 1n, 0, 1);
  const size = withSign(base, false);
  if (order(size, ONE) === 0) return powerOfOne(base, exponent, isNegative, env);
  const beyond = outOfBounds(size, exponent, isNegative, env);
  if (beyond !== null) return beyond;
  return isWhole
    ? wholePower(base, exponent, isNegative, env)
    : yield* realPower(base, exponent, env);
}

/** (base ** exponent) % modulus, of whole numbers. */
export function powerModulo(
  base: PyDecimal,
  exponent: PyDecimal,
  modulus: PyDecimal,
  env: Settings,
): PyDecimal {
  const wrong = nanAmong(env, base, exponent, modulus);
  if (wrong !== null) return wrong;
  if (![base, exponent, modulus].every(isIntegral)) return invalid(env);
  if (
    modulus.coefficient === 0n ||
    modulus.digits + modulus.exponent > env.prec ||
    exponent.isNegative
  )
    return invalid(env);
  const m = magnitude(modulus);
  if (exponent.coefficient === 0n) {
    if (base.coefficient === 0n) return invalid(env);
    return finite(false, m === 1n ? 0n : 1n, 0, 1);
  }
  const isNegative = base.isNegative && isOdd(exponent);
  const result = powModInts(
    normalize(magnitude(base)),
    normalize(magnitude(exponent)),
    normalize(m),
  );
  return finite(isNegative, BigInt(result), 0);
}
