/** The four operations, division with its remainders, and what is made of them. */
import { chargeDigits, powerOfTen, shiftLeft, trailingZeros } from "./digits.ts";
import { finite, infinity, invalid, Kind, nan, type PyDecimal, withSign, zero } from "./number.ts";
import { finalize, nanAmong } from "./rounding.ts";
import { Flag, type Settings } from "./settings.ts";

/** A sum of finite numbers, the second with this sign, before it is finalized. */
function sum(a: PyDecimal, b: PyDecimal, isNegativeB: boolean, env: Settings): PyDecimal {
  let x = a.coefficient;
  let y = b.coefficient;
  let exponent = a.exponent;
  const shift = a.exponent - b.exponent;
  if (shift !== 0) {
    const aIsBig = shift > 0;
    const big = aIsBig ? a : b;
    const small = aIsBig ? b : a;
    exponent = small.exponent;
    if (big.coefficient !== 0n) {
      let low = big.exponent - 1;
      if (big.digits <= env.prec) low += big.digits - env.prec - 1;
      let tiny = small.coefficient;
      if (small.adjusted < low) {
        // So far below that its value does not matter, only that there is one.
        tiny = tiny === 0n ? 0n : 1n;
        exponent = low;
      }
      const wide = shiftLeft(big.coefficient, big.exponent - exponent, big.digits);
      x = aIsBig ? wide : tiny;
      y = aIsBig ? tiny : wide;
    }
  }
  if (a.isNegative === isNegativeB) return finite(a.isNegative, x + y, exponent);
  if (x === y) return zero(env.rounding === "ROUND_FLOOR", exponent);
  return x > y ? finite(a.isNegative, x - y, exponent) : finite(isNegativeB, y - x, exponent);
}

function addSigned(a: PyDecimal, b: PyDecimal, isNegativeB: boolean, env: Settings): PyDecimal {
  if (a.kind === Kind.finite && b.kind === Kind.finite)
    return finalize(sum(a, b, isNegativeB, env), env);
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  if (a.kind === Kind.infinite) {
    if (b.kind === Kind.infinite && a.isNegative !== isNegativeB) return invalid(env);
    return infinity(a.isNegative);
  }
  return infinity(isNegativeB);
}

export function add(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  return addSigned(a, b, b.isNegative, env);
}

export function subtract(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  return addSigned(a, b, !b.isNegative, env);
}

/** A product before it is finalized. */
export function product(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind === Kind.finite && b.kind === Kind.finite) {
    chargeDigits(a.digits, b.digits);
    return finite(isNegative, a.coefficient * b.coefficient, a.exponent + b.exponent);
  }
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  return a.isZero || b.isZero ? invalid(env) : infinity(isNegative);
}

export function multiply(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  return finalize(product(a, b, env), env);
}

export function divide(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind !== Kind.finite || b.kind !== Kind.finite) {
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return wrong;
    if (a.kind === Kind.infinite)
      return b.kind === Kind.infinite ? invalid(env) : infinity(isNegative);
    env.status |= Flag.clamped;
    return zero(isNegative, env.etiny);
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return invalid(env, Flag.divisionUndefined);
    env.status |= Flag.divisionByZero;
    return infinity(isNegative);
  }
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0n) return finalize(zero(isNegative, ideal), env);
  const shift = b.digits - a.digits + env.prec + 1;
  const x = shift > 0 ? shiftLeft(a.coefficient, shift, a.digits) : a.coefficient;
  const y = shift < 0 ? shiftLeft(b.coefficient, -shift, b.digits) : b.coefficient;
  chargeDigits(env.prec, b.digits);
  let quotient = x / y;
  let exponent = ideal - shift;
  if (quotient * y !== x) {
    // The rest sticks to the last digit.
    if (quotient % 5n === 0n) quotient += 1n;
  } else if (exponent < ideal) {
    const zeros = trailingZeros(quotient, ideal - exponent);
    quotient /= powerOfTen(zeros);
    exponent += zeros;
  }
  return finalize(finite(isNegative, quotient, exponent), env);
}

type Both = readonly [quotient: PyDecimal, remainder: PyDecimal];

function impossible(env: Settings): Both {
  env.status |= Flag.divisionImpossible;
  return [nan(), nan()];
}

/** Two finite numbers as integers of the same unit. */
function aligned(a: PyDecimal, b: PyDecimal): readonly [bigint, bigint] {
  const shift = a.exponent - b.exponent;
  return [
    shift > 0 ? shiftLeft(a.coefficient, shift, a.digits) : a.coefficient,
    shift < 0 ? shiftLeft(b.coefficient, -shift, b.digits) : b.coefficient,
  ];
}

/** The whole quotient, and what remains, of finite numbers. */
function quotientAndRest(a: PyDecimal, b: PyDecimal, env: Settings): Both {
  const isNegative = a.isNegative !== b.isNegative;
  const exponent = Math.min(a.exponent, b.exponent);
  if (a.coefficient === 0n) return [zero(isNegative, 0), zero(a.isNegative, exponent)];
  const distance = a.adjusted - b.adjusted;
  if (distance < 0) {
    if (a.exponent <= b.exponent) return [zero(isNegative, 0), a];
    const wide = shiftLeft(a.coefficient, a.exponent - exponent, a.digits);
    return [zero(isNegative, 0), finite(a.isNegative, wide, exponent)];
  }
  if (distance > env.prec) return impossible(env);
  const [x, y] = aligned(a, b);
  chargeDigits(env.prec, b.digits);
  const quotient = finite(isNegative, x / y, 0);
  if (quotient.digits > env.prec) return impossible(env);
  return [quotient, finite(a.isNegative, x - quotient.coefficient * y, exponent)];
}

export function divideInt(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind !== Kind.finite || b.kind !== Kind.finite) {
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return wrong;
    if (a.kind === Kind.infinite)
      return b.kind === Kind.infinite ? invalid(env) : infinity(isNegative);
    return zero(isNegative, 0);
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return invalid(env, Flag.divisionUndefined);
    env.status |= Flag.divisionByZero;
    return infinity(isNegative);
  }
  return finalize(quotientAndRest(a, b, env)[0], env);
}

/** What the remainder is where there is nothing to divide; null otherwise. */
function specialRest(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal | null {
  if (a.kind !== Kind.finite || b.kind !== Kind.finite) {
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return wrong;
    return a.kind === Kind.infinite ? invalid(env) : finalize(a, env);
  }
  if (b.coefficient !== 0n) return null;
  return invalid(env, a.coefficient === 0n ? Flag.divisionUndefined : Flag.invalidOperation);
}

export function remainder(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  return specialRest(a, b, env) ?? finalize(quotientAndRest(a, b, env)[1], env);
}

export function divideWithRest(a: PyDecimal, b: PyDecimal, env: Settings): Both {
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind !== Kind.finite || b.kind !== Kind.finite) {
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return [wrong, wrong];
    if (a.kind === Kind.infinite) {
      const rest = invalid(env);
      return [b.kind === Kind.infinite ? nan() : infinity(isNegative), rest];
    }
    return [zero(isNegative, 0), finalize(a, env)];
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) {
      env.status |= Flag.divisionUndefined;
      return [nan(), nan()];
    }
    env.status |= Flag.divisionByZero | Flag.invalidOperation;
    return [infinity(isNegative), nan()];
  }
  const [quotient, rest] = quotientAndRest(a, b, env);
  return [finalize(quotient, env), finalize(rest, env)];
}

/** The remainder of the division whose quotient is the nearest whole one. */
export function remainderNear(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const special = specialRest(a, b, env);
  if (special !== null) return special;
  const exponent = Math.min(a.exponent, b.exponent);
  if (a.coefficient === 0n) return finalize(zero(a.isNegative, exponent), env);
  const distance = a.adjusted - b.adjusted;
  if (distance < -1) {
    const wide = shiftLeft(a.coefficient, a.exponent - exponent, a.digits);
    return finalize(finite(a.isNegative, wide, exponent), env);
  }
  if (distance > env.prec) return invalid(env, Flag.divisionImpossible);
  const [x, y] = aligned(a, b);
  chargeDigits(env.prec, b.digits);
  let quotient = x / y;
  let rest = x - quotient * y;
  let { isNegative } = a;
  if (rest * 2n > y || (rest * 2n === y && (quotient & 1n) === 1n)) {
    rest = y - rest;
    isNegative = !isNegative;
    quotient += 1n;
  }
  if (finite(false, quotient, 0).digits > env.prec) return invalid(env, Flag.divisionImpossible);
  return finalize(finite(rest === 0n ? a.isNegative : isNegative, rest, exponent), env);
}

/** a * b + c, rounded once. */
export function fusedMultiplyAdd(
  a: PyDecimal,
  b: PyDecimal,
  c: PyDecimal,
  env: Settings,
): PyDecimal {
  const before = env.status;
  const exact = product(a, b, env);
  return (env.status & ~before & Flag.invalidOperation) !== 0 ? exact : add(exact, c, env);
}

export function plus(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  const isNegative = a.isZero && env.rounding !== "ROUND_FLOOR" ? false : a.isNegative;
  return finalize(withSign(a, isNegative), env);
}

export function minus(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  const isNegative = a.isZero && env.rounding !== "ROUND_FLOOR" ? false : !a.isNegative;
  return finalize(withSign(a, isNegative), env);
}

export function absolute(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  return a.isNegative ? minus(a, env) : plus(a, env);
}
