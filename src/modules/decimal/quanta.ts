/** Numbers with another exponent: quantize, whole numbers, normal forms, shifts. And logic on digits. */
import { charge } from "../../objects/current.ts";
import { outOfMemory } from "../../objects/errors.ts";
import { MAX_DIGITS, powerOfTen, Rest, shiftLeft, shiftRight, trailingZeros } from "./digits.ts";
import { copyOf, finite, infinity, invalid, Kind, type PyDecimal, zero } from "./number.ts";
import { finalize, nanAmong, roundedTo } from "./rounding.ts";
import { Flag, type Rounding, type Settings } from "./settings.ts";

/** The number with the exponent of another. */
export function quantize(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  if (a.kind !== Kind.finite || b.kind !== Kind.finite) {
    const wrong = nanAmong(env, a, b);
    if (wrong !== null) return wrong;
    return a.kind === Kind.infinite && b.kind === Kind.infinite
      ? infinity(a.isNegative)
      : invalid(env);
  }
  const { exponent } = b;
  if (exponent > env.emax || exponent < env.etiny) return invalid(env);
  if (a.coefficient === 0n) return finalize(zero(a.isNegative, exponent), env);
  const shift = a.exponent - exponent;
  if (a.digits + shift > env.prec) return invalid(env);
  let result: PyDecimal;
  let status = 0;
  if (shift >= 0) {
    const wide = shiftLeft(a.coefficient, shift, a.digits);
    result = finite(a.isNegative, wide, exponent, a.digits + shift);
  } else {
    const [coefficient, rest] = roundedTo(a, exponent, env.rounding);
    result = finite(a.isNegative, coefficient, exponent);
    status = rest === Rest.none ? Flag.rounded : Flag.rounded | Flag.inexact;
  }
  if (result.digits > env.prec || result.adjusted > env.emax) return invalid(env);
  env.status |= status;
  return finalize(result, env);
}

/** The nearest whole number; `isExact` says that it was not one before. */
export function toIntegral(
  a: PyDecimal,
  rounding: Rounding,
  isExact: boolean,
  env: Settings,
): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  if (a.kind === Kind.infinite || a.exponent >= 0) return copyOf(a);
  if (a.coefficient === 0n) return zero(a.isNegative, 0);
  const [coefficient, rest] = roundedTo(a, 0, rounding);
  if (isExact) env.status |= rest === Rest.none ? Flag.rounded : Flag.rounded | Flag.inexact;
  return finite(a.isNegative, coefficient, 0);
}

/** Without the zeros at its end. */
export function normalized(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  const result = finalize(copyOf(a), env);
  if (result.kind !== Kind.finite) return result;
  if (result.coefficient === 0n) return zero(result.isNegative, 0);
  const room = (env.clamp === 1 ? env.etop : env.emax) - result.exponent;
  const zeros = trailingZeros(result.coefficient, Math.min(room, result.digits));
  return finite(
    result.isNegative,
    result.coefficient / powerOfTen(zeros),
    result.exponent + zeros,
    result.digits - zeros,
  );
}

/** The whole number that an operand has to be; null for any other. */
function whole(b: PyDecimal): number | null {
  if (b.kind !== Kind.finite || b.digits + b.exponent > 15) return null;
  if (b.coefficient === 0n) return 0;
  let { coefficient } = b;
  if (b.exponent < 0) {
    const [quotient, rest] = shiftRight(coefficient, -b.exponent, b.digits);
    if (rest !== Rest.none) return null;
    coefficient = quotient;
  } else coefficient = shiftLeft(coefficient, b.exponent, b.digits);
  return b.isNegative ? -Number(coefficient) : Number(coefficient);
}

export function scaleb(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  const n = b.exponent === 0 ? whole(b) : null;
  if (n === null || Math.abs(n) > 2 * (env.emax + env.prec)) return invalid(env);
  if (a.kind === Kind.infinite) return copyOf(a);
  return finalize(finite(a.isNegative, a.coefficient, a.exponent + n, a.digits), env);
}

/** The operand of a shift or rotation; null where it is none. */
function distance(b: PyDecimal, env: Settings): number | null {
  const n = b.exponent === 0 ? whole(b) : null;
  return n === null || Math.abs(n) > env.prec ? null : n;
}

/** The last digits, as many as the precision says. */
function capped(value: PyDecimal, env: Settings): PyDecimal {
  if (value.digits <= env.prec) return value;
  const kept = value.coefficient % powerOfTen(env.prec);
  return finite(value.isNegative, kept, value.exponent);
}

export function shift(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  const n = distance(b, env);
  if (n === null) return invalid(env);
  if (a.kind === Kind.infinite) return copyOf(a);
  const moved =
    n >= 0 ? shiftLeft(a.coefficient, n, a.digits) : shiftRight(a.coefficient, -n, a.digits)[0];
  return capped(finite(a.isNegative, moved, a.exponent), env);
}

export function rotate(a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a, b);
  if (wrong !== null) return wrong;
  const n = distance(b, env);
  if (n === null) return invalid(env);
  if (a.kind === Kind.infinite) return copyOf(a);
  const { prec } = env;
  if (prec > MAX_DIGITS) outOfMemory();
  const left = n >= 0 ? n : n + prec;
  const { coefficient } = capped(a, env);
  const unit = powerOfTen(prec - left);
  const moved = (coefficient % unit) * powerOfTen(left) + coefficient / unit;
  return finite(a.isNegative, moved, a.exponent);
}

/** Digits of 0 and 1 as bits; null for an operand that has others. */
function bitsOf(a: PyDecimal): bigint | null {
  if (a.kind !== Kind.finite || a.isNegative || a.exponent !== 0) return null;
  charge(a.digits >> 3);
  const text = a.coefficient.toString();
  return /^[01]+$/.test(text) ? BigInt(`0b${text}`) : null;
}

function fromBits(bits: bigint, env: Settings): PyDecimal {
  return capped(finite(false, BigInt(bits.toString(2)), 0), env);
}

function logical(combine: (a: bigint, b: bigint) => bigint) {
  return (a: PyDecimal, b: PyDecimal, env: Settings): PyDecimal => {
    const x = bitsOf(a);
    const y = bitsOf(b);
    return x === null || y === null ? invalid(env) : fromBits(combine(x, y), env);
  };
}

export const logicalAnd = logical((a, b) => a & b);
export const logicalOr = logical((a, b) => a | b);
export const logicalXor = logical((a, b) => a ^ b);

export function logicalInvert(a: PyDecimal, env: Settings): PyDecimal {
  const bits = bitsOf(a);
  if (bits === null) return invalid(env);
  if (env.prec > MAX_DIGITS) outOfMemory();
  charge(env.prec >> 3);
  const all = (1n << BigInt(Math.max(env.prec, 1))) - 1n;
  return fromBits((bits & all) ^ all, env);
}
