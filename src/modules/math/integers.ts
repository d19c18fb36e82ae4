/** Functions of whole numbers: divisors, factorials, choices. */
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { type Int, normalize } from "../../objects/int.ts";
import {
  absInt,
  bitLength,
  chargeDivision,
  chargeProduct,
  checkBits,
  floorDivInts,
  mulInts,
} from "../../objects/numbers/ints.ts";

/** Measuring a long int takes as long as a step. */
const MEASURED_STEPS = 256;

export function gcd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let [x, y] = [BigInt(a), BigInt(b)];
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  if (y !== 0n) {
    chargeDivision(x, y);
    [x, y] = [y, x % y];
  }
  // From here on both are about as long, and become shorter by a bit or two a step.
  let work = 1;
  for (let steps = 0; y > BigInt(Number.MAX_SAFE_INTEGER); steps++) {
    if (steps % MEASURED_STEPS === 0) work = 1 + (bitLength(y) >>> 7);
    charge(work);
    [x, y] = [y, x % y];
  }
  // What is left fits doubles.
  return y === 0n ? normalize(x) : gcd(Number(y), Number(x % y));
}

export function lcm(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  return absInt(mulInts(floorDivInts(a, gcd(a, b)), b));
}

/** from × (from + 1) × … × to, by halves, so that the factors of each multiplication are of like size. */
function product(from: bigint, to: bigint): bigint {
  if (to - from < 16n) {
    let result = 1n;
    for (let i = from; i <= to; i++) result *= i;
    return result;
  }
  const middle = (from + to) / 2n;
  const low = product(from, middle);
  const high = product(middle + 1n, to);
  chargeProduct(bitLength(low), bitLength(high));
  return low * high;
}

/** Refuses more bits than an int may have, before anything is multiplied. */
function checkFactors(factors: bigint, largest: bigint): void {
  checkBits(Number(factors) * largest.toString(2).length);
}

function nonNegative(n: Int, what: string): bigint {
  if (n < 0) raise(E.ValueError, what);
  return BigInt(n);
}

export function factorial(n: Int): Int {
  const size = nonNegative(n, "factorial() not defined for negative values");
  if (size > LONG_MAX) raise(E.OverflowError, `factorial() argument should not exceed ${LONG_MAX}`);
  checkFactors(size, size);
  return normalize(product(1n, size));
}
const LONG_MAX = 2n ** 63n - 1n;

export function permutations(n: Int, k: Int): Int {
  const all = nonNegative(n, "n must be a non-negative integer");
  const chosen = nonNegative(k, "k must be a non-negative integer");
  if (chosen > all) return 0;
  if (chosen > LONG_MAX) raise(E.OverflowError, `k must not exceed ${LONG_MAX}`);
  checkFactors(chosen, all);
  return normalize(product(all - chosen + 1n, all));
}

export function combinations(n: Int, k: Int): Int {
  const all = nonNegative(n, "n must be a non-negative integer");
  const given = nonNegative(k, "k must be a non-negative integer");
  if (given > all) return 0;
  const chosen = given > all - given ? all - given : given;
  if (chosen > LONG_MAX) raise(E.OverflowError, `min(n - k, k) must not exceed ${LONG_MAX}`);
  checkFactors(chosen, all);
  return floorDivInts(product(all - chosen + 1n, all), product(1n, chosen));
}
