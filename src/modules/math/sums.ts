/** Sums of doubles that are rounded once. */
import { E, raise } from "../../objects/errors.ts";
import { decompose, productError, scale } from "../../objects/numbers/floats.ts";
import { exactProduct, Twice } from "./double-double.ts";

/** Adds doubles exactly: as a list of doubles, none of which overlaps another (Shewchuk). */
export class ExactSum {
  readonly #partials: number[] = [];

  /** Adds a finite double; answers whether the sum is finite still. */
  add(value: number): boolean {
    const partials = this.#partials;
    let x = value;
    let n = 0;
    for (const partial of partials) {
      const [large, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial];
      const sum = large + small;
      const rest = small - (sum - large);
      if (rest !== 0) partials[n++] = rest;
      x = sum;
    }
    partials.length = n;
    partials.push(x);
    return Number.isFinite(x);
  }

  get value(): number {
    const partials = this.#partials;
    let n = partials.length;
    if (n === 0) return 0;
    let high = partials[--n] as number;
    let low = 0;
    while (n > 0) {
      const before = high;
      const partial = partials[--n] as number;
      high = before + partial;
      low = partial - (high - before);
      if (low !== 0) break;
    }
    // Halfway between two doubles, what is below decides.
    const below = n > 0 ? (partials[n - 1] as number) : 0;
    if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
      const doubled = low * 2;
      const sum = high + doubled;
      if (doubled === sum - high) high = sum;
    }
    return high;
  }
}

/** `math.fsum`. */
export function exactSum(values: readonly number[]): number {
  const sum = new ExactSum();
  let special = 0;
  let infinities = 0;
  let isSpecial = false;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      isSpecial = true;
      special += value;
      if (!Number.isNaN(value)) infinities += value;
    } else if (!sum.add(value)) raise(E.OverflowError, "intermediate overflow in fsum");
  }
  if (!isSpecial) return sum.value;
  if (Number.isNaN(infinities)) raise(E.ValueError, "-inf + inf in fsum");
  return special;
}

/** The length of a vector. */
export function length(coordinates: readonly number[]): number {
  let largest = 0;
  let hasNaN = false;
  for (const x of coordinates) {
    const size = Math.abs(x);
    if (Number.isNaN(size)) hasNaN = true;
    else if (size > largest) largest = size;
  }
  if (largest === Number.POSITIVE_INFINITY || largest === 0 || hasNaN)
    return hasNaN && largest !== Number.POSITIVE_INFINITY ? Number.NaN : largest;
  if (coordinates.length === 1) return largest;
  // By a power of two, so that squares neither over- nor underflow.
  const { mantissa, exponent } = decompose(largest);
  const shift = -(exponent + mantissa.toString(2).length);
  let sum = new Twice(0, 0);
  for (const x of coordinates) {
    const y = scaled(x, shift);
    sum = sum.plus(exactProduct(y, y));
  }
  const root = Math.sqrt(sum.high);
  const square = root * root;
  const error = sum.high - square - productError(root, root, square) + sum.low;
  return scaled(root + error / (2 * root), -shift);
}

/** By steps, since a power of two beyond the doubles may be needed. */
function scaled(x: number, shift: number): number {
  const half = Math.trunc(shift / 2);
  return x * 2 ** half * 2 ** (shift - half);
}

/** `x * y + z`, rounded once. */
export function fusedMultiplyAdd(x: number, y: number, z: number): number {
  const plain = x * y + z;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z) || x === 0 || y === 0)
    return plain;
  const a = decompose(x);
  const b = decompose(y);
  const c = decompose(z);
  let product = a.mantissa * b.mantissa;
  if (x < 0 !== y < 0) product = -product;
  let exponent = a.exponent + b.exponent;
  let addend = z < 0 ? -c.mantissa : c.mantissa;
  if (exponent > c.exponent) {
    product <<= BigInt(exponent - c.exponent);
    exponent = c.exponent;
  } else addend <<= BigInt(c.exponent - exponent);
  const sum = product + addend;
  if (sum === 0n) return z === 0 ? plain : 0;
  return sum < 0n ? -scale(-sum, exponent) : scale(sum, exponent);
}

/** A product as it is added to an {@link ExactSum}: answers whether all is finite. */
export function addProduct(sum: ExactSum, x: number, y: number): boolean {
  const product = exactProduct(x, y);
  if (!Number.isFinite(product.high) || !Number.isFinite(product.low)) return false;
  return sum.add(product.high) && (product.low === 0 || sum.add(product.low));
}
