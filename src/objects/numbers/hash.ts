/** CPython's hashes. Equal numbers of any type have the same. https://docs.python.org/3/library/stdtypes.html#hashing-of-numeric-types */
import { PyComplex, PyFloat } from "../float.ts";
import { identityOf } from "../hash-table.ts";
import { type Int, intValue, normalize } from "../int.ts";
import type { Value } from "../object.ts";
import { PyStr } from "../str.ts";
import { decompose } from "./floats.ts";

const MODULUS = (1n << 61n) - 1n;

/** −1 means "error" in C. */
function settled(hash: bigint): Int {
  return hash === -1n ? -2 : normalize(hash);
}

export function hashInt(value: Int): Int {
  if (typeof value === "number") return value === -1 ? -2 : value;
  return settled(value % MODULUS);
}

/** `nan` is what stands for a NaN, which equals nothing: hash of its identity. */
export function hashDouble(value: number, nan: object): Int {
  if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
  if (Number.isNaN(value)) return identityOf(nan);
  if (value === Number.POSITIVE_INFINITY) return 314159;
  if (value === Number.NEGATIVE_INFINITY) return -314159;
  const { mantissa, exponent } = decompose(value);
  // 2**61 is 1 to this modulus, so exponents count modulo 61.
  const shift = BigInt(((exponent % 61) + 61) % 61);
  const hash = (mantissa << shift) % MODULUS;
  return settled(value < 0 ? -hash : hash);
}

/** The hash of an int, bool, float or complex. */
export function hashNumber(value: Value): Int {
  if (value instanceof PyFloat) return hashDouble(value.value, value);
  if (value instanceof PyComplex) {
    const real = BigInt(hashDouble(value.real, value));
    const imag = BigInt(hashDouble(value.imag, value));
    return settled(BigInt.asIntN(64, real + 1000003n * imag));
  }
  return hashInt(intValue(value) as Int);
}

/** A hash of units (code units, code points, bytes) in 53 bits; not CPython's, whose own is salted. */
function mix(length: number, unit: (i: number) => number): number {
  if (length === 0) return 0;
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < length; i++) {
    const n = unit(i);
    a = Math.imul(a ^ n, 0x9e3779b1);
    b = Math.imul(b ^ n, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 0x1_0000_0000 + (a >>> 0);
}

/** The hash of a str. */
export function hashText(text: string | PyStr): number {
  if (text instanceof PyStr && text.isRaw) {
    const { points } = text;
    return mix(points.length, (i) => points[i] as number);
  }
  const units = typeof text === "string" ? text : text.text;
  return mix(units.length, (i) => units.charCodeAt(i));
}

/** The hash of bytes; ASCII text of a str has the same, as in CPython. */
export function hashBytes(bytes: Uint8Array): number {
  return mix(bytes.length, (i) => bytes[i] as number);
}
