/**
 * Sine, cosine, tangent and their inverses. JavaScript's are off by one place in one of 10 to 30 cases; these have an
 * error of some 0.501 units in the last place.
 *
 * An angle is a multiple of π/2 and a rest; the rest is a multiple of 1/32, whose sine and cosine are in a table, and a
 * small angle.
 */
import { decompose, productError } from "../../objects/numbers/floats.ts";
import { exactProduct, exactSum, fromFixed, normal, Twice } from "./double-double.ts";

/** Places of π: the largest double is 2**1024, and 120 bits of the rest are wanted. */
const PLACES = 1280;

/** π/2 as fixed point. */
function halfPi(): bigint {
  // Machin: π/4 = 4 atan(1/5) - atan(1/239)
  const one = 1n << BigInt(PLACES + 32);
  const inverse = (n: bigint): bigint => {
    let power = one / n;
    let sum = power;
    for (let k = 3n; power !== 0n; k += 2n) {
      power /= -n * n;
      sum += power / k;
    }
    return sum;
  };
  return (2n * (4n * inverse(5n) - inverse(239n))) >> 32n;
}

class Tables {
  readonly halfPi = halfPi();
  /** π/2 in parts: the first two have few bits, so that multiples up to 2**20 are exact. */
  readonly first: number;
  readonly second: number;
  readonly third: Twice;
  /** Sine and cosine of i/32. */
  readonly sine: Twice[] = [];
  readonly cosine: Twice[] = [];

  constructor() {
    const bits = (from: bigint, places: number): number =>
      Number(from >> BigInt(PLACES - places)) / 2 ** places;
    this.first = bits(this.halfPi, 32);
    let rest = this.halfPi - (BigInt(this.first * 2 ** 32) << BigInt(PLACES - 32));
    this.second = bits(rest, 64);
    rest -= BigInt(this.second * 2 ** 64) << BigInt(PLACES - 64);
    this.third = fromFixed(rest, PLACES);
    const places = 160n;
    for (let i = 0; i <= 26; i++) {
      const angle = (BigInt(i) << places) / 32n;
      const sums: [bigint, bigint] = [0n, 0n];
      let term = 1n << places;
      for (let n = 0n; term !== 0n; n++) {
        const odd = Number(n & 1n);
        sums[odd as 0 | 1] += (n & 2n) === 0n ? term : -term;
        term = (term * angle) >> places;
        term /= n + 1n;
      }
      this.cosine.push(fromFixed(sums[0], 160));
      this.sine.push(fromFixed(sums[1], 160));
    }
  }
}

let tables: Tables | null = null;

/** An angle from -π/4 to π/4, and how many quarter turns it was away from there (modulo 4). */
interface Reduced {
  readonly rest: Twice;
  readonly quarter: number;
}

function reduce(x: number, t: Tables): Reduced {
  if (Math.abs(x) <= Math.PI / 4) return { rest: new Twice(x, 0), quarter: 0 };
  if (Math.abs(x) > 2 ** 19) return reduceLarge(x, t);
  const n = Math.round(x / (Math.PI / 2));
  const main = exactSum(x - n * t.first, -n * t.second);
  const tail = exactProduct(n, t.third.high);
  const rest = main.plus(new Twice(-tail.high, -tail.low - n * t.third.low));
  return { rest, quarter: n & 3 };
}

function reduceLarge(x: number, t: Tables): Reduced {
  const { mantissa, exponent } = decompose(x);
  const size = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
  // Below the point a double of this size has few bits.
  const fraction = exponent >= 0 ? 0n : mantissa - (size << BigInt(-exponent));
  let angle = size << BigInt(PLACES);
  if (fraction !== 0n) angle += fraction << BigInt(PLACES + exponent);
  let quarter = angle / t.halfPi;
  let rest = angle - quarter * t.halfPi;
  if (2n * rest > t.halfPi) {
    quarter++;
    rest -= t.halfPi;
  }
  const places = 400;
  const pair = fromFixed(rest >> BigInt(PLACES - places), places);
  const turns = Number(quarter & 3n);
  return x < 0 ? { rest: pair.negated(), quarter: -turns & 3 } : { rest: pair, quarter: turns };
}

/** Sine and cosine of an angle from -π/4 to π/4, in this order. */
function sineAndCosine({ high, low }: Twice, t: Tables): readonly [Twice, Twice] {
  const sign = high < 0 ? -1 : 1;
  const angle = high * sign;
  const i = Math.round(angle * 32);
  const small = angle - i / 32;
  const rest = low * sign;
  const square = small * small;
  // sin(small) - small and cos(small) - 1
  const sine =
    small * square * (-1 / 6 + square * (1 / 120 + square * (-1 / 5040 + square / 362880)));
  const fall =
    square *
    (-1 / 2 + square * (1 / 24 + square * (-1 / 720 + square * (1 / 40320 - square / 3628800))));
  const s = t.sine[i] as Twice;
  const c = t.cosine[i] as Twice;
  // sin(a + b) = sin a + cos a · b + what is small, and likewise the cosine.
  return [
    combined(s, c, small, rest, s.high * fall + c.high * sine, sign),
    combined(c, s.negated(), small, rest, c.high * fall - s.high * sine, 1),
  ];
}

function combined(
  base: Twice,
  slope: Twice,
  small: number,
  rest: number,
  further: number,
  sign: number,
): Twice {
  const step = slope.high * small;
  const stepRest = productError(slope.high, small, step);
  const sum = exactSum(base.high, step);
  const low = sum.low + (base.low + stepRest + slope.low * small + slope.high * rest + further);
  return normal(sum.high * sign, low * sign);
}

/** Sine and cosine of any angle. */
function both(x: number): readonly [Twice, Twice] {
  tables ??= new Tables();
  const { rest, quarter } = reduce(x, tables);
  const [sine, cosine] = sineAndCosine(rest, tables);
  switch (quarter) {
    case 0:
      return [sine, cosine];
    case 1:
      return [cosine, sine.negated()];
    case 2:
      return [sine.negated(), cosine.negated()];
    default:
      return [cosine.negated(), sine];
  }
}

/** Below this an angle is its own sine, and so on: the next term is a fiftieth of the last place. */
const TINY = 2 ** -28;

export function sin(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  return Math.abs(x) < TINY ? x : both(x)[0].high;
}

export function cos(x: number): number {
  return Number.isFinite(x) ? both(x)[1].high : Number.NaN;
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) < TINY) return x;
  const [sine, cosine] = both(x);
  return sine.over(cosine).high;
}

// --- the inverses: JavaScript's answer, and one step of Newton's towards the exact one ---

const PI_HALVES = new Twice(Math.PI / 2, 6.123233995736766e-17);

/** For `|x| <= 0.5`. */
function smallAsin(x: number): Twice {
  const guess = Math.asin(x);
  const [sine, cosine] = both(guess);
  return normal(guess, (x - sine.high - sine.low) / cosine.high);
}

/** For `0.5 <= x <= 1`: 1 - cos y is 2 sin²(y/2). */
function largeAcos(x: number): Twice {
  const guess = Math.acos(x);
  if (guess === 0) return new Twice(0, 0);
  const [sine, cosine] = both(guess / 2);
  const square = exactProduct(sine.high, sine.high);
  const error = 1 - x - 2 * square.high - 2 * square.low - 4 * sine.high * sine.low;
  return normal(guess, error / (2 * sine.high * cosine.high));
}

export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return Number.NaN;
  if (size < TINY) return x;
  if (size <= 0.5) return smallAsin(x).high;
  const angle = PI_HALVES.minus(largeAcos(size)).high;
  return x < 0 ? -angle : angle;
}

export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return Number.NaN;
  if (x > 0.5) return largeAcos(x).high;
  if (x < -0.5) return PI_HALVES.scaled(2).minus(largeAcos(-x)).high;
  return PI_HALVES.minus(Math.abs(x) < TINY ? new Twice(x, 0) : smallAsin(x)).high;
}

export function atan(x: number): number {
  const size = Math.abs(x);
  if (!(size >= TINY) || size > 2 ** 60) return size < TINY ? x : Math.atan(x);
  const guess = Math.atan(x);
  const [sine, cosine] = both(guess);
  // tan(y - guess) = (x cos - sin) / (cos + x sin)
  const top = new Twice(x, 0).times(cosine).minus(sine);
  return guess + top.value / (cosine.high + x * sine.high);
}

export function atan2(y: number, x: number): number {
  const guess = Math.atan2(y, x);
  if (x === 0 || y === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return guess;
  const size = Math.abs(y / x);
  // Beyond these the quotient under- or overflows, or the step is nothing.
  if (!(size > 2 ** -500 && size < 2 ** 500)) return guess;
  let shift = 1;
  if (Math.max(Math.abs(x), Math.abs(y)) > 2 ** 500) shift = 2 ** -500;
  else if (Math.min(Math.abs(x), Math.abs(y)) < 2 ** -500) shift = 2 ** 500;
  const a = x * shift;
  const b = y * shift;
  const [sine, cosine] = both(guess);
  const top = new Twice(b, 0).times(cosine).minus(new Twice(a, 0).times(sine));
  return guess + top.value / (a * cosine.high + b * sine.high);
}
