/** How hashes of parts become the hash of a whole: CPython's algorithms, on 64 bits. */
import { charge } from "../current.ts";
import { type Int, normalize } from "../int.ts";
import type { Value } from "../object.ts";
import { hashOf } from "../protocols/hashing.ts";
import {
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../requests.ts";
import type { PyTuple } from "../sequences.ts";
import { bytesType, floatType, strType } from "../types.ts";

const PRIME_1 = 11400714785074694791n;
const PRIME_2 = 14029467366897019727n;
const PRIME_5 = 2870177450012600261n;
const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

/** A 64-bit pattern as a hash. */
export function toHash(bits: bigint): Int {
  return normalize(BigInt.asIntN(64, bits));
}

function mix(hashes: readonly Int[]): bigint {
  let acc = PRIME_5;
  for (let i = 0; i < hashes.length; i++) {
    // Arithmetic of 64 bits is slow here.
    if (i % CHARGED_ITEMS === CHARGED_ITEMS - 1) charge(2 * CHARGED_ITEMS);
    const hash = hashes[i] as Int;
    acc = wrap(acc + wrap(BigInt(hash)) * PRIME_2);
    acc = wrap((acc << 31n) | (acc >> 33n));
    acc = wrap(acc * PRIME_1);
  }
  return acc;
}

/** Work is charged once for so many items. */
const CHARGED_ITEMS = 64;

const ALL_ONES = wrap(-1n);

/** The hash of a tuple whose items have these hashes (xxHash, simplified). */
export function tupleHash(hashes: readonly Int[]): Int {
  const acc = wrap(mix(hashes) + (BigInt(hashes.length) ^ PRIME_5 ^ 3527539n));
  return acc === ALL_ONES ? 1546275796 : toHash(acc);
}

/** The hash of a slice, which leaves the length out. */
export function sliceHash(hashes: readonly Int[]): Int {
  const acc = mix(hashes);
  return acc === ALL_ONES ? 1546275796 : toHash(acc);
}

/** The hash of a frozenset whose elements have these hashes, in any order. */
export function setHash(hashes: Iterable<Int>, size: number): Int {
  let acc = 0n;
  let count = 0;
  for (const hash of hashes) {
    if (++count % CHARGED_ITEMS === 0) charge(2 * CHARGED_ITEMS);
    const h = wrap(BigInt(hash));
    acc ^= wrap((h ^ 89869747n ^ wrap(h << 16n)) * 3644798167n);
  }
  acc ^= wrap((BigInt(size) + 1n) * 1927868237n);
  acc ^= (acc >> 11n) ^ (acc >> 25n);
  acc = wrap(acc * 69069n + 907133923n);
  return acc === ALL_ONES ? 590923713 : toHash(acc);
}

/** Has no parts that a hash could descend into. */
function isLeaf(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  const { type } = value.shape;
  return type === strType || type === floatType || type === bytesType;
}

/** Hashes items that have no parts; null where one has, or Python code has to run. */
function plainHashes(items: readonly Value[]): Int[] | null {
  const hashes: Int[] = [];
  for (const item of items) {
    if (hashes.length % CHARGED_ITEMS === CHARGED_ITEMS - 1) charge(CHARGED_ITEMS);
    if (!isLeaf(item)) return null;
    const hash = hashOf(item);
    if (isPending(hash)) return null;
    hashes.push(hash);
  }
  return hashes;
}

/** `combine` of the hashes of items; nested items are hashed in frames of their own. */
export function hashItems(
  items: readonly Value[],
  combine: (hashes: readonly Int[]) => Int,
): NativeResult {
  const plain = plainHashes(items);
  if (plain !== null) return combine(plain);
  return (function* (): NativeGenerator {
    const hashes: Int[] = [];
    for (const item of items) {
      if (charge(1)) yield PAUSE;
      const hash: Int | Pending = hashOf(item);
      hashes.push(isPending(hash) ? ((yield hash) as Int) : hash);
    }
    return combine(hashes);
  })();
}

/** `hash(tuple)` */
export function hashTuple(tuple: PyTuple): NativeResult {
  return hashItems(tuple.items, tupleHash);
}
