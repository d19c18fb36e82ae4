/**
 * Arithmetic of ints: `number` while safe, else `bigint`. Every result is normalised and never −0. What would not fit
 * in memory is refused before it is computed, and what is long to compute is charged.
 */
import { charge } from "../current.ts";
import { E, outOfMemory, raise } from "../errors.ts";
import { type Int, normalize } from "../int.ts";
import { scale } from "./floats.ts";

const MAX = Number.MAX_SAFE_INTEGER;

/** A longer int is refused (16 MB). V8's own limit is 2**30 bits. */
const MAX_BITS = 2 ** 27;

/** Refuses an int of so many bits. */
export function checkBits(bits: number): void {
  if (!(bits <= MAX_BITS)) outOfMemory();
}

/** Number of bits of the absolute value. */
export function bitLength(value: Int): number {
  if (typeof value === "number") {
    const n = Math.abs(value);
    return n < 0x1_0000_0000 ? 32 - Math.clz32(n) : 64 - Math.clz32(n / 0x1_0000_0000);
  }
  const digits = (value < 0n ? -value : value).toString(16);
  return digits.length * 4 + 28 - Math.clz32(Number.parseInt(digits[0] as string, 16));
}

/** The bits of a bigint where they matter: 0 for what fits a double, which is no work to speak of. */
function largeBits(value: Int): number {
  return Number.isFinite(Number(value)) ? 0 : bitLength(value);
}

/** Charges about what a product of ints of so many bits costs. */
export function chargeProduct(a: number, b: number): void {
  const short = Math.min(a, b) / 64 + 1;
  charge(Math.ceil(((Math.max(a, b) / 64 + 1) * short ** 0.6) / 8));
}

function chargeLinear(a: Int, b: Int): void {
  const bits = largeBits(a) + largeBits(b);
  if (bits > 0) charge(bits >>> 7);
}

export function addInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    return sum <= MAX && sum >= -MAX ? sum : BigInt(a) + BigInt(b);
  }
  chargeLinear(a, b);
  return normalize(BigInt(a) + BigInt(b));
}

export function subInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    return difference <= MAX && difference >= -MAX ? difference : BigInt(a) - BigInt(b);
  }
  chargeLinear(a, b);
  return normalize(BigInt(a) - BigInt(b));
}

export function mulInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    // Adding 0 turns −0 into 0.
    return product <= MAX && product >= -MAX ? product + 0 : BigInt(a) * BigInt(b);
  }
  const bits = largeBits(a);
  const others = largeBits(b);
  if (bits + others > 0) {
    checkBits(bits + others);
    chargeProduct(bits, others);
  }
  return normalize(BigInt(a) * BigInt(b));
}

export function divisionByZero(): never {
  raise(E.ZeroDivisionError, "division by zero");
}

export function floorDivInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) divisionByZero();
    // Exact: a rounded quotient of safe integers never reaches the next integer.
    return Math.floor(a / b) + 0;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  if (y === 0n) divisionByZero();
  chargeDivision(a, b);
  const quotient = x / y;
  return normalize(x < 0n !== y < 0n && quotient * y !== x ? quotient - 1n : quotient);
}

export function modInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (a >= 0 && b > 0) return a % b;
    if (b === 0) divisionByZero();
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  const y = BigInt(b);
  if (y === 0n) divisionByZero();
  chargeDivision(a, b);
  const rest = BigInt(a) % y;
  return normalize(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}

/** Quotient and remainder of a floor division. */
export function divModInts(a: Int, b: Int): readonly [Int, Int] {
  if (typeof a === "number" && typeof b === "number") return [floorDivInts(a, b), modInts(a, b)];
  const x = BigInt(a);
  const y = BigInt(b);
  if (y === 0n) divisionByZero();
  chargeDivision(a, b);
  const quotient = x / y;
  const rest = x - quotient * y;
  if (rest !== 0n && rest < 0n !== y < 0n) return [normalize(quotient - 1n), normalize(rest + y)];
  return [normalize(quotient), normalize(rest)];
}

/** Charges about what a quotient costs. */
export function chargeDivision(a: Int, b: Int): void {
  const bits = largeBits(a);
  const others = largeBits(b);
  if (bits > 0) chargeProduct(Math.max(bits - others, 0), others);
}

/** `a / b`, correctly rounded however large they are. */
export function trueDivInts(a: Int, b: Int): number {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) divisionByZero();
    return a / b;
  }
  let x = BigInt(a);
  let y = BigInt(b);
  if (y === 0n) divisionByZero();
  const isNegative = x < 0n !== y < 0n;
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  chargeDivision(a, b);
  // A quotient of 55 bits or more whose last one is sticky rounds as the exact one does.
  const shift = bitLength(x) - bitLength(y) - 56;
  if (shift > 1100) tooLarge();
  if (shift < -1200) return isNegative ? -0 : 0;
  if (shift > 0) y <<= BigInt(shift);
  else x <<= BigInt(-shift);
  let quotient = x / y;
  if (quotient * y !== x) quotient |= 1n;
  const result = scale(quotient, shift);
  if (!Number.isFinite(result)) tooLarge();
  return isNegative ? -result : result;
}

function tooLarge(): never {
  raise(E.OverflowError, "integer division result too large for a float");
}

/** `a ** b` for `b >= 0`. */
export function powInts(a: Int, b: Int): Int {
  if (a === 0 || a === 1) return b === 0 ? 1 : a;
  if (a === -1) return isOdd(b) ? -1 : 1;
  if (typeof b === "bigint") outOfMemory();
  const bits = bitLength(a);
  if (bits * b <= 53) return powSmall(a as number, b);
  checkBits((bits - 1) * b);
  if (bits * b > 1024) chargeProduct((bits * b) / 2, (bits * b) / 2);
  if (a === 2) return normalize(1n << BigInt(b));
  return normalize(BigInt(a) ** BigInt(b));
}

/** Squares and multiplies in doubles, all of which are exact. */
function powSmall(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, n = exponent; ; square *= square) {
    if (n & 1) result *= square;
    n >>>= 1;
    if (n === 0) return result;
  }
}

function isOdd(value: Int): boolean {
  return typeof value === "number" ? value % 2 !== 0 : (value & 1n) === 1n;
}

/** `pow(base, exponent, modulus)`. */
export function powModInts(base: Int, exponent: Int, modulus: Int): Int {
  if (modulus === 0) raise(E.ValueError, "pow() 3rd argument cannot be 0");
  const m = modulus < 0 ? -modulus : modulus;
  if (m === 1) return 0;
  const isInverse = exponent < 0;
  const e = isInverse ? -exponent : exponent;
  const b = modInts(isInverse ? inverseMod(base, m) : base, m);
  const result =
    typeof m === "number" && m < 0x400_0000
      ? powModSmall(b as number, e, m)
      : powModLarge(BigInt(b), BigInt(e), BigInt(m));
  return modInts(result, modulus);
}

function powModSmall(base: number, exponent: Int, modulus: number): number {
  let result = 1;
  let square = base;
  const bits = exponent.toString(2);
  for (let i = bits.length - 1; i >= 0; i--) {
    // Both factors are below 2**26, so their product is exact.
    if (bits.charCodeAt(i) === 49) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  charge(bits.length >>> 4);
  return result;
}

function powModLarge(base: bigint, exponent: bigint, modulus: bigint): Int {
  const bits = exponent.toString(2);
  const size = bitLength(modulus);
  let result = 1n;
  for (let i = 0; i < bits.length; i++) {
    chargeProduct(size * 2, size * 2);
    result = (result * result) % modulus;
    if (bits.charCodeAt(i) === 49) result = (result * base) % modulus;
  }
  return normalize(result);
}

/** The inverse of `value` modulo `modulus`, by Euclid. */
function inverseMod(value: Int, modulus: Int): Int {
  let r0 = BigInt(modulus);
  let r1 = BigInt(modInts(value, modulus));
  let s0 = 0n;
  let s1 = 1n;
  const work = 1 + (bitLength(modulus) >>> 7);
  while (r1 !== 0n) {
    charge(work);
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) raise(E.ValueError, "base is not invertible for the given modulus");
  return normalize(s0);
}

export function lshiftInts(a: Int, b: Int): Int {
  if (b < 0) raise(E.ValueError, "negative shift count");
  if (a === 0) return 0;
  if (typeof b === "bigint") raise(E.OverflowError, "too many digits in integer");
  if (typeof a === "number" && b < 53) {
    const result = a * 2 ** b;
    if (result <= MAX && result >= -MAX) return result;
  }
  const bits = largeBits(a) + b;
  checkBits(bits);
  if (bits > 1024) charge(bits >>> 7);
  return normalize(BigInt(a) << BigInt(b));
}

export function rshiftInts(a: Int, b: Int): Int {
  if (b < 0) raise(E.ValueError, "negative shift count");
  if (typeof a === "number") return b > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** (b as number));
  if (typeof b === "bigint") return a < 0n ? -1 : 0;
  chargeLinear(a, 0);
  return normalize(a >> BigInt(b));
}

const HIGH = 0x1_0000_0000;

/** An int of two halves; `-2**53` is the one such result that is no safe integer. */
function join(high: number, low: number): Int {
  const value = high * HIGH + (low >>> 0);
  return value >= -MAX ? value : BigInt(value);
}

export function andInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a & b;
    return join(Math.floor(a / HIGH) & Math.floor(b / HIGH), a & b);
  }
  chargeLinear(a, b);
  return normalize(BigInt(a) & BigInt(b));
}

export function orInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a | b;
    return join(Math.floor(a / HIGH) | Math.floor(b / HIGH), a | b);
  }
  chargeLinear(a, b);
  return normalize(BigInt(a) | BigInt(b));
}

export function xorInts(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a ^ b;
    return join(Math.floor(a / HIGH) ^ Math.floor(b / HIGH), a ^ b);
  }
  chargeLinear(a, b);
  return normalize(BigInt(a) ^ BigInt(b));
}

export function negateInt(value: Int): Int {
  return typeof value === "number" ? 0 - value : normalize(-value);
}

export function invertInt(value: Int): Int {
  return subInts(-1, value);
}

export function absInt(value: Int): Int {
  return value < 0 ? negateInt(value) : value;
}

/** Round half to even of `a / b` for `b > 0`. */
export function divideNearest(a: bigint, b: bigint): bigint {
  let quotient = a / b;
  let rest = a % b;
  if (rest < 0n) {
    rest += b;
    quotient -= 1n;
  }
  const twice = rest * 2n;
  return twice > b || (twice === b && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** `round(value, digits)` of an int. */
export function roundInt(value: Int, digits: Int): Int {
  if (digits >= 0) return value;
  // Far beyond the int's own digits there is nothing left.
  if (typeof digits === "bigint" || -digits > bitLength(value) * 0.302 + 2) return 0;
  const unit = 10n ** BigInt(-digits);
  return normalize(divideNearest(BigInt(value), unit) * unit);
}

/** Number of ones in the absolute value's binary form. */
export function bitCount(value: Int): number {
  let count = 0;
  if (typeof value === "number") {
    const n = Math.abs(value);
    for (let half of [n | 0, Math.floor(n / HIGH) | 0])
      for (; half !== 0; half &= half - 1) count++;
    return count;
  }
  const digits = (value < 0n ? -value : value).toString(16);
  charge(digits.length >>> 5);
  for (let i = 0; i < digits.length; i++)
    for (let n = Number.parseInt(digits[i] as string, 16); n !== 0; n &= n - 1) count++;
  return count;
}

/** The floor of the square root of `value >= 0`. */
export function sqrtInt(value: Int): Int {
  if (typeof value === "number") {
    let root = Math.floor(Math.sqrt(value));
    if (root * root > value) root--;
    return root;
  }
  // CPython's way: each step doubles the number of bits that are right, so that the last division is most of the work.
  const last = (bitLength(value) - 1) >> 1;
  let root = 1n;
  let known = 0;
  for (let shift = bitLength(last) - 1; shift >= 0; shift--) {
    const before = known;
    known = last >>> shift;
    chargeProduct(known, known);
    const part = value >> BigInt(2 * last - before - known + 1);
    root = (root << BigInt(known - before - 1)) + part / root;
  }
  chargeProduct(last, last);
  return normalize(root * root > value ? root - 1n : root);
}
