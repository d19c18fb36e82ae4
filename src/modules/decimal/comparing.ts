/** Order: numeric, total, and what is chosen by it. */

import { add } from "./arithmetic.ts";
import { powerOfTen, shiftLeft } from "./digits.ts";
import { copyOf, finite, infinity, Kind, type PyDecimal, withSign, zero } from "./number.ts";
import { finalize, nanAmong } from "./rounding.ts";
import { ERRORS, Flag, type Settings } from "./settings.ts";

/** -1, 0 or 1 for magnitudes; finite numbers that are not zero. */
function compareMagnitudes(a: PyDecimal, b: PyDecimal): number {
  const byExponent = a.adjusted - b.adjusted;
  if (byExponent !== 0) return Math.sign(byExponent);
  const shift = a.exponent - b.exponent;
  const x = shift > 0 ? shiftLeft(a.coefficient, shift, a.digits) : a.coefficient;
  const y = shift < 0 ? shiftLeft(b.coefficient, -shift, b.digits) : b.coefficient;
  return x === y ? 0 : x < y ? -1 : 1;
}

/** Without NaNs: -1, 0 or 1. */
export function order(a: PyDecimal, b: PyDecimal): number {
  const sign = (value: PyDecimal): number => (value.isZero ? 0 : value.isNegative ? -1 : 1);
  const signA = sign(a);
  const signB = sign(b);
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  if (a.kind === Kind.infinite || b.kind === Kind.infinite) {
    const byKind = a.kind - b.kind;
    return byKind === 0 ? 0 : byKind * signA;
  }
  return compareMagnitudes(a, b) * signA + 0;
}

export function compareAs(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  return nanAmong(env, a, b) ?? fromOrder(order(a, b));
}

export function compareSignal(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a, b);
  if (wrong === null) return fromOrder(order(a, b));
  env.status |= Flag.invalidOperation;
  return wrong;
}

function fromOrder(by: number): PyDecimal {
  return by === 0 ? zero(false, 0) : finite(by < 0, 1n, 0, 1);
}

/** Numbers that are equal but not alike. */
function compareAlike(a: PyDecimal, b: PyDecimal): number {
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1;
  const by = Math.sign(a.exponent - b.exponent);
  return a.isNegative ? -by : by;
}

/** The order of representations, in which NaNs have their places too. */
export function totalOrder(a: PyDecimal, b: PyDecimal): number {
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1;
  if (!a.isNan && !b.isNan) return order(a, b) || compareAlike(a, b) + 0;
  const sign = a.isNegative ? -1 : 1;
  if (!b.isNan) return sign;
  if (!a.isNan) return -sign;
  if (a.kind !== b.kind) return a.kind === Kind.quiet ? sign : -sign;
  const payloads = a.coefficient === b.coefficient ? 0 : a.coefficient < b.coefficient ? -1 : 1;
  return payloads * sign + 0;
}

export function compareTotal(a: PyDecimal, b: PyDecimal): PyDecimal {
  return fromOrder(totalOrder(a, b));
}

export function compareTotalMagnitude(a: PyDecimal, b: PyDecimal): PyDecimal {
  return fromOrder(totalOrder(withSign(a, false), withSign(b, false)));
}

/** The larger (or, with a sign of −1, the smaller) of two. */
function choose(sign: number, isMagnitude: boolean) {
  return (a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal => {
    if (a.kind === Kind.quiet && !b.isNan) return finalize(copyOf(b), env);
    if (b.kind === Kind.quiet && !a.isNan) return finalize(copyOf(a), env);
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return wrong;
    const by = isMagnitude ? order(withSign(a, false), withSign(b, false)) : order(a, b);
    const chosen = (by || compareAlike(a, b)) * sign < 0 ? b : a;
    return finalize(copyOf(chosen), env);
  };
}

export const maximum = choose(1, false);
export const minimum = choose(-1, false);
export const maximumMagnitude = choose(1, true);
export const minimumMagnitude = choose(-1, true);

// --- neighbours ---

/** The next number above (or below) that the context knows. */
function neighbour(a: PyDecimal, isUp: boolean, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  if (a.kind === Kind.infinite) {
    if (a.isNegative !== isUp) return copyOf(a);
    return finite(a.isNegative, powerOfTen(env.prec) - 1n, env.etop, env.prec);
  }
  const work = env.with(env.prec, isUp ? "ROUND_CEILING" : "ROUND_FLOOR");
  const rounded = finalize(a, work);
  if ((work.status & (Flag.inexact | ERRORS)) !== 0) {
    env.status |= work.status & ERRORS;
    return rounded;
  }
  const result = add(a, finite(!isUp, 1n, env.etiny - 1, 1), work);
  env.status |= work.status & ERRORS;
  return result;
}

export function nextPlus(a: PyDecimal, env: Settings): PyDecimal {
  return neighbour(a, true, env);
}

export function nextMinus(a: PyDecimal, env: Settings): PyDecimal {
  return neighbour(a, false, env);
}

export function nextToward(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  const by = order(a, b);
  if (by === 0) return withSign(a, b.isNegative);
  const result = neighbour(a, by < 0, env);
  if (result.kind === Kind.infinite) env.status |= Flag.overflow | Flag.rounded | Flag.inexact;
  else if (result.adjusted < env.emin) {
    env.status |= Flag.underflow | Flag.subnormal | Flag.rounded | Flag.inexact;
    if (result.isZero) env.status |= Flag.clamped;
  }
  return result;
}

// --- what a number is ---

export function isNormal(a: PyDecimal, env: Settings): boolean {
  return a.kind === Kind.finite && a.coefficient !== 0n && a.adjusted >= env.emin;
}

export function isSubnormal(a: PyDecimal, env: Settings): boolean {
  return a.kind === Kind.finite && a.coefficient !== 0n && a.adjusted < env.emin;
}

export function numberClass(a: PyDecimal, env: Settings): string {
  if (a.kind === Kind.quiet) return "NaN";
  if (a.kind === Kind.signaling) return "sNaN";
  const sign = a.isNegative ? "-" : "+";
  if (a.kind === Kind.infinite) return `${sign}Infinity`;
  if (a.isZero) return `${sign}Zero`;
  return `${sign}${isSubnormal(a, env) ? "Subnormal" : "Normal"}`;
}

export function sameQuantum(a: PyDecimal, b: PyDecimal): boolean {
  if (a.kind !== Kind.finite || b.kind !== Kind.finite)
    return (a.isNan && b.isNan) || (a.kind === Kind.infinite && b.kind === Kind.infinite);
  return a.exponent === b.exponent;
}

export function logb(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  if (a.kind === Kind.infinite) return infinity(false);
  if (a.isZero) {
    env.status |= Flag.divisionByZero;
    return infinity(true);
  }
  const { adjusted } = a;
  return finalize(finite(adjusted < 0, BigInt(Math.abs(adjusted)), 0), env);
}
