/**
 * Power, logarithm and exponential of doubles to within 0.51 units in the last place, as C libraries have them. JavaScript's own operator may be
 * off by several: its `5 ** -5` is 0.00031999999999999997.
 *
 * The logarithm is a sum of two doubles, good to about 68 bits: x = 2**k × z, and log(z) = log(c) + log1p(r) for the
 * nearest c of a table. Then exp(y × log(x)) by a table of powers of 2**(1/128).
 */
import { productError } from "./floats.ts";

/** Constants as two doubles, made with this many binary places when they are first needed. */
const PLACES = 160n;
const ONE = 1n << PLACES;

class Tables {
  /** 1/c to few bits, and -log of that in two parts, for c = i/128. */
  readonly inverse = new Float64Array(192);
  readonly logHigh = new Float64Array(192);
  readonly logLow = new Float64Array(192);
  /** 2**(i/128) in two parts. */
  readonly rootHigh = new Float64Array(128);
  readonly rootLow = new Float64Array(128);
  /** The first part of log(2) has trailing zeros, so that small multiples of it are exact. */
  readonly ln2High: number;
  readonly ln2Low: number;

  constructor() {
    const ln2 = logOf(2n, 1n);
    this.ln2High = Math.floor(toNumber(ln2) * 2 ** 38) / 2 ** 38;
    this.ln2Low = toNumber(ln2 - (BigInt(this.ln2High * 2 ** 38) << (PLACES - 38n)));
    for (let i = 90; i <= 182; i++) {
      const inverse = Math.round((128 / i) * 1024);
      this.inverse[i] = inverse / 1024;
      split(logOf(1024n, BigInt(inverse)), this.logHigh, this.logLow, i);
    }
    let step = 2n * ONE;
    for (let i = 0; i < 7; i++) step = squareRoot(step << PLACES);
    let root = ONE;
    for (let i = 0; i < 128; i++) {
      split(root, this.rootHigh, this.rootLow, i);
      root = (root * step) >> PLACES;
    }
  }
}

let tables: Tables | null = null;

function toNumber(fixed: bigint): number {
  return Number(fixed) / Number(ONE);
}

function split(fixed: bigint, high: Float64Array, low: Float64Array, i: number): void {
  const first = toNumber(fixed);
  high[i] = first;
  low[i] = toNumber(fixed - BigInt(first * 2 ** 100) * (1n << (PLACES - 100n)));
}

/** log(a/b) = 2 atanh((a-b)/(a+b)), fixed point. */
function logOf(a: bigint, b: bigint): bigint {
  const t = ((a - b) * ONE) / (a + b);
  const square = (t * t) >> PLACES;
  let sum = 0n;
  let power = t;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> PLACES;
  }
  return 2n * sum;
}

function squareRoot(value: bigint): bigint {
  let root = 1n << (PLACES + 1n);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const view = new DataView(new ArrayBuffer(8));

/** `x ** y` as C's `pow` has it: NaN where it is no real number. */
export function ieeePower(x: number, y: number): number {
  // JavaScript answers NaN where IEEE 754 has 1.
  if (y === 0 || x === 1) return 1;
  if (x === -1 && (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY)) return 1;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  return x < 0 && !Number.isInteger(y) ? Number.NaN : power(x, y);
}

/** `x ** y` for a finite `x` that is not 0 and a finite `y`; a negative `x` needs a whole `y`. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (x < 0) return y % 2 === 0 ? positivePower(-x, y) : -positivePower(-x, y);
  return positivePower(x, y);
}

function positivePower(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  const high = logParts(x);
  const e = y * high;
  // Beyond these the result is settled, and the products below might overflow.
  if (!(e < 709.8)) return Number.POSITIVE_INFINITY;
  if (e < -745.2) return 0;
  if (Math.abs(e) < 2 ** -60) return 1 + e;
  return expOf(e, productError(y, high, e) + y * (logRest[0] as number));
}

/** The natural logarithm, as `math.log` has it: JavaScript's own is off in one of 30 cases. */
export function log(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  return x === 1 ? 0 : logParts(x);
}

/** The logarithm of a finite `x > 0` as the sum of two doubles, good to some 68 bits. */
export function logInParts(x: number): readonly [high: number, low: number] {
  const high = logParts(x);
  return [high, logRest[0] as number];
}

/** `e ** (high + low)` for `|high| < 700` and a `low` far smaller. */
export function expOfParts(high: number, low: number): number {
  return expOf(high, low);
}

/** `e ** x`, as `math.exp` has it: JavaScript's own is off in one of 10 cases. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 745.2)) return Math.exp(x);
  if (x > 709.79) return Number.POSITIVE_INFINITY;
  return Math.abs(x) < 2 ** -60 ? 1 + x : expOf(x, 0);
}

/** Scratch: the second part of what {@link logParts} has just found. */
const logRest = new Float64Array(1);

/** The logarithm of a finite `x > 0`, in two parts: the sum of all, and {@link logRest}. */
function logParts(x: number): number {
  tables ??= new Tables();
  const { inverse, logHigh, logLow, ln2High, ln2Low } = tables;

  // x = 2**k × z, with z from 0.707 to 1.414.
  let k = 0;
  view.setFloat64(0, x);
  let high = view.getUint32(0);
  if (high < 0x100000) {
    view.setFloat64(0, x * 2 ** 54);
    high = view.getUint32(0);
    k = -54;
  }
  k += (high >>> 20) - 1023;
  view.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let z = view.getFloat64(0);
  if (z > Math.SQRT2) {
    z /= 2;
    k++;
  }

  // r = z/c - 1 is exact in two parts.
  const i = Math.round(z * 128);
  const factor = inverse[i] as number;
  const scaled = z * factor;
  const r = scaled - 1;
  const rest = productError(z, factor, scaled);
  const square = r * r;
  const half = -0.5 * square;
  const series =
    -r * rest -
    0.5 * productError(r, r, square) +
    square *
      r *
      (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r / 9))))));

  // Sum up from the large to the small, with the errors.
  const a = k * ln2High;
  const b = logHigh[i] as number;
  const ab = a + b;
  const abBack = ab - a;
  const abRest = a - (ab - abBack) + (b - abBack);
  const abr = ab + r;
  const abrBack = abr - ab;
  const abrRest = ab - (abr - abrBack) + (r - abrBack);
  const all = abr + half;
  const allBack = all - abr;
  const allRest = abr - (all - allBack) + (half - allBack);
  const small = abRest + abrRest + allRest + rest + series + (k * ln2Low + (logLow[i] as number));
  const log = all + small;
  logRest[0] = all - log + small;
  return log;
}

/** exp(e + rest) for `-745.2 < e < 709.8`. */
function expOf(e: number, rest: number): number {
  tables ??= new Tables();
  const { rootHigh, rootLow, ln2High, ln2Low } = tables;
  // exp(e) = 2**(n/128) × exp(t)
  const n = Math.round((e * 128) / Math.LN2);
  const t = e - (n * ln2High) / 128 - (n * ln2Low) / 128 + rest;
  const p = t + t * t * (1 / 2 + t * (1 / 6 + t * (1 / 24 + t * (1 / 120 + t / 720))));
  const root = rootHigh[n & 127] as number;
  const tail = (rootLow[n & 127] as number) + root * p;
  const exponent = n >> 7;
  if (exponent >= -1022 && exponent < 1023) return (root + tail) * 2 ** exponent;
  if (exponent >= 1023) return (root + tail) * 2 * 2 ** (exponent - 1);
  // Below the normal numbers, round once, to the places that are left.
  const shift = 2 ** (exponent + 1022);
  const value = (root + tail) * shift;
  const lost = root * shift - value + tail * shift;
  const sum = 1 + value;
  return (sum + (1 - sum + value + lost) - 1) * 2 ** -1022;
}
