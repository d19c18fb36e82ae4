/** Square roots, correctly rounded. */
import { sqrtInt } from "../../objects/numbers/ints.ts";
import { powerOfTen, shiftLeft, shiftRight } from "./digits.ts";
import { finite, infinity, invalid, Kind, type PyDecimal, zero } from "./number.ts";
import { finalize, nanAmong } from "./rounding.ts";
import type { Settings } from "./settings.ts";

export function squareRoot(a: PyDecimal, env: Settings): PyDecimal {
  const wrong = nanAmong(env, a);
  if (wrong !== null) return wrong;
  const half = Math.floor(a.exponent / 2);
  if (a.isZero) return finalize(zero(a.isNegative, half), env);
  if (a.isNegative) return invalid(env);
  if (a.kind === Kind.infinite) return infinity(false);
  const isOdd = a.exponent % 2 !== 0;
  let coefficient = isOdd ? a.coefficient * 10n : a.coefficient;
  const digits = a.digits + (isOdd ? 1 : 0);
  // One digit more than the result has.
  const shift = env.prec + 1 - ((digits + 1) >> 1);
  let isExact = true;
  if (shift >= 0) coefficient = shiftLeft(coefficient, 2 * shift, digits);
  else {
    const [quotient, rest] = shiftRight(coefficient, -2 * shift, digits);
    coefficient = quotient;
    isExact = rest === 0;
  }
  let root = BigInt(sqrtInt(coefficient));
  isExact &&= root * root === coefficient;
  let exponent = half - shift;
  if (isExact) {
    // The exponent is the ideal one.
    root = shift >= 0 ? root / powerOfTen(shift) : root * powerOfTen(-shift);
    exponent = half;
  } else if (root % 5n === 0n) root += 1n;
  const work = env.with(env.prec, "ROUND_HALF_EVEN");
  const result = finalize(finite(false, root, exponent), work);
  env.status |= work.status;
  return result;
}
