/** What every result goes through: rounding to the precision, and the bounds of exponents. */
import { outOfMemory } from "../../objects/errors.ts";
import { MAX_DIGITS, powerOfTen, Rest, shiftLeft, shiftRight } from "./digits.ts";
import { finite, infinity, Kind, PyDecimal, zero } from "./number.ts";
import { Flag, type Rounding, type Settings } from "./settings.ts";

/** Is one to be added to the coefficient, of which `rest` was cut off? */
export function roundsUp(
  rounding: Rounding,
  isNegative: boolean,
  coefficient: bigint,
  rest: number,
): boolean {
  if (rest === Rest.none) return false;
  switch (rounding) {
    case "ROUND_UP":
      return true;
    case "ROUND_DOWN":
      return false;
    case "ROUND_HALF_UP":
      return rest >= Rest.half;
    case "ROUND_HALF_EVEN":
      return rest > Rest.half || (rest === Rest.half && (coefficient & 1n) === 1n);
    case "ROUND_HALF_DOWN":
      return rest > Rest.half;
    case "ROUND_CEILING":
      return !isNegative;
    case "ROUND_FLOOR":
      return isNegative;
    default:
      return coefficient % 5n === 0n;
  }
}

/** A NaN whose payload fits. */
function fixNan(value: PyDecimal, { prec, clamp }: Settings): PyDecimal {
  const most = prec - clamp;
  if (value.coefficient === 0n || value.digits <= most) return value;
  const payload = most === 0 ? 0n : value.coefficient % powerOfTen(most);
  return new PyDecimal(value.kind, value.isNegative, payload, 0);
}

/** The largest coefficient there is. */
function largest(isNegative: boolean, env: Settings): PyDecimal {
  if (env.prec > MAX_DIGITS) outOfMemory();
  return finite(isNegative, powerOfTen(env.prec) - 1n, env.etop, env.prec);
}

function overflow(isNegative: boolean, env: Settings): PyDecimal {
  env.status |= Flag.overflow | Flag.inexact | Flag.rounded;
  switch (env.rounding) {
    case "ROUND_DOWN":
    case "ROUND_05UP":
      return largest(isNegative, env);
    case "ROUND_CEILING":
      return isNegative ? largest(true, env) : infinity(false);
    case "ROUND_FLOOR":
      return isNegative ? infinity(true) : largest(false, env);
    default:
      return infinity(isNegative);
  }
}

/** Brings the exponent into its bounds. */
function fitExponent(value: PyDecimal, env: Settings): PyDecimal {
  const { adjusted } = value;
  const { isNegative, coefficient } = value;
  if (adjusted > env.emax) {
    if (coefficient !== 0n) return overflow(isNegative, env);
    env.status |= Flag.clamped;
    return zero(isNegative, env.clamp === 1 ? env.etop : env.emax);
  }
  if (env.clamp === 1 && value.exponent > env.etop) {
    env.status |= Flag.clamped;
    const shift = value.exponent - env.etop;
    if (coefficient === 0n) return zero(isNegative, env.etop);
    if (adjusted < env.emin) env.status |= Flag.subnormal;
    return finite(
      isNegative,
      shiftLeft(coefficient, shift, value.digits),
      env.etop,
      value.digits + shift,
    );
  }
  if (adjusted >= env.emin) return value;
  const { etiny } = env;
  if (coefficient === 0n) {
    if (value.exponent >= etiny) return value;
    env.status |= Flag.clamped;
    return zero(isNegative, etiny);
  }
  env.status |= Flag.subnormal;
  if (value.exponent >= etiny) return value;
  const [quotient, rest] = shiftRight(coefficient, etiny - value.exponent, value.digits);
  env.status |= Flag.rounded;
  const rounded = roundsUp(env.rounding, isNegative, quotient, rest) ? quotient + 1n : quotient;
  if (rest !== Rest.none) {
    env.status |= Flag.inexact | Flag.underflow;
    if (rounded === 0n) env.status |= Flag.clamped;
  }
  return finite(isNegative, rounded, etiny);
}

/** The result of an operation, as the context allows it. */
export function finalize(value: PyDecimal, env: Settings): PyDecimal {
  if (value.kind !== Kind.finite) return value.isNan ? fixNan(value, env) : value;
  const { exponent, digits } = value;
  const adjusted = exponent + digits - 1;
  // What most results are.
  if (
    digits <= env.prec &&
    adjusted <= env.emax &&
    adjusted >= env.emin &&
    (env.clamp === 0 || exponent <= env.etop)
  )
    return value;
  const fitting = fitExponent(value, env);
  if (fitting.kind !== Kind.finite || fitting.digits <= env.prec) return fitting;
  const shift = fitting.digits - env.prec;
  const { isNegative } = fitting;
  const [quotient, rest] = shiftRight(fitting.coefficient, shift, fitting.digits);
  env.status |= Flag.rounded;
  let result = finite(isNegative, quotient, fitting.exponent + shift, env.prec);
  if (roundsUp(env.rounding, isNegative, quotient, rest)) {
    const more = quotient + 1n;
    result =
      more === powerOfTen(env.prec)
        ? finite(isNegative, powerOfTen(env.prec - 1), fitting.exponent + shift + 1, env.prec)
        : finite(isNegative, more, fitting.exponent + shift, env.prec);
    result = fitExponent(result, env);
  }
  if (rest !== Rest.none) env.status |= Flag.inexact;
  return result;
}

/** The NaN that an operation with one among its operands has for a result; null where there is none. */
export function nanAmong(env: Settings, ...operands: readonly PyDecimal[]): PyDecimal | null {
  if (operands.every((operand) => !operand.isNan)) return null;
  const signaling = operands.find(({ kind }) => kind === Kind.signaling);
  if (signaling !== undefined) env.status |= Flag.invalidOperation;
  const chosen = signaling ?? (operands.find(({ isNan }) => isNan) as PyDecimal);
  return fixNan(new PyDecimal(Kind.quiet, chosen.isNegative, chosen.coefficient, 0), env);
}

/** The coefficient rounded to a unit of 10 ** exponent, which is above the number's own. */
export function roundedTo(
  { coefficient, exponent: own, isNegative, digits }: PyDecimal,
  exponent: number,
  rounding: Rounding,
): readonly [coefficient: bigint, rest: number] {
  const [quotient, rest] = shiftRight(coefficient, exponent - own, digits);
  return [roundsUp(rounding, isNegative, quotient, rest) ? quotient + 1n : quotient, rest];
}
