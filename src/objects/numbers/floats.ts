/** What doubles consist of, and the functions of them that JavaScript has not got, or not exactly. */

const view = new DataView(new ArrayBuffer(8));

/** `|value| = mantissa × 2**exponent` for a finite value, with a mantissa of at most 53 bits. */
export function decompose(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const mantissa = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4));
  return biased === 0
    ? { mantissa, exponent: -1074 }
    : { mantissa: mantissa | 0x10_0000_0000_0000n, exponent: biased - 1075 };
}

/** Is the sign bit set? Tells −0.0 from 0.0. */
export function isNegative(value: number): boolean {
  return value < 0 || (value === 0 && 1 / value < 0);
}

/** `magnitude` with the sign of `sign`. */
export function copySign(magnitude: number, sign: number): number {
  return isNegative(sign) !== isNegative(magnitude) ? -magnitude : magnitude;
}

/** The double nearest to `mantissa × 2**exponent` for `mantissa >= 0`: Infinity where none is. */
export function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  if (bits + exponent > 1024) return Number.POSITIVE_INFINITY;
  let m = mantissa;
  let e = exponent;
  const drop = Math.max(bits - 53, -1074 - exponent);
  if (drop > bits + 1) return 0;
  if (drop > 0) {
    const n = BigInt(drop);
    const rest = BigInt.asUintN(drop, m);
    const half = 1n << (n - 1n);
    m >>= n;
    e += drop;
    if (rest > half || (rest === half && (m & 1n) === 1n)) m += 1n;
  }
  return ldexp(Number(m), e);
}

/** `value × 2**exponent`, exact where the result is a double. */
export function ldexp(value: number, exponent: number): number {
  if (exponent > 1023) return value * 2 ** 1023 * 2 ** Math.min(exponent - 1023, 1023);
  // 2**-1000 keeps the first product normal, so that only the second one rounds.
  if (exponent < -1022) return value * 2 ** -969 * 2 ** Math.max(exponent + 969, -1074);
  return value * 2 ** exponent;
}

/** `a % b` for `b != 0`, with the sign of `b`. */
export function modFloats(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return copySign(0, b);
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** `a // b` for `b != 0`. */
export function floorDivFloats(a: number, b: number): number {
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return copySign(0, a / b);
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** The exact product's rounding error: `a * b` is `product + error`. Dekker's. */
export function productError(a: number, b: number, product: number): number {
  const p = a * 134217729;
  const aHigh = p - (p - a);
  const aLow = a - aHigh;
  const q = b * 134217729;
  const bHigh = q - (q - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * The length of (x, y), as C libraries compute it: the sum of the squares and of what was lost of them, rounded, then its root.
 * (`Math.hypot` is further off.)
 */
export function hypot(x: number, y: number): number {
  let a = Math.abs(x);
  let b = Math.abs(y);
  if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY)
    return Number.POSITIVE_INFINITY;
  if (a < b) [a, b] = [b, a];
  if (b === 0 || !(a > 0)) return a + b;
  if (b <= a * 2 ** -65) return a + b;
  let factor = 1;
  if (a >= 2 ** 511) factor = 2 ** -700;
  else if (b < 2 ** -450) factor = 2 ** 700;
  a *= factor;
  b *= factor;
  const aa = a * a;
  const bb = b * b;
  return Math.sqrt(productError(b, b, bb) + productError(a, a, aa) + bb + aa) / factor;
}
