/** Further functions of doubles: hyperbolic ones, roots and logarithms, gamma, the error function. */
import { copySign, decompose, productError } from "../../objects/numbers/floats.ts";
import { exp, expOfParts, ieeePower, log, logInParts } from "../../objects/numbers/power.ts";
import { exactProduct, normal, Twice } from "./double-double.ts";
import { cos, sin } from "./trigonometry.ts";

// --- logarithms and roots ---

/** 1 / log(2), and what that leaves. */
const PER_LN2 = new Twice(Math.LOG2E, 2.0355273740931033e-17);

export function log2(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  const [high, low] = logInParts(x);
  return new Twice(high, low).times(PER_LN2).high;
}

/** log10(2) in two parts: small multiples of the first are exact. */
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;

/** By the power of two and the rest, and not rounded better than that: C's does the same. */
export function log10(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  const { mantissa, exponent } = decompose(x);
  const bits = mantissa.toString(2).length;
  const power = exponent + bits - 1;
  // The rest is from 0.5 to 1 for numbers below 1, else from 1 to 2.
  const count = power < 0 ? power + 1 : power;
  const rest = Number(mantissa) / 2 ** (bits - 1) / (power < 0 ? 2 : 1);
  return count * LOG10_2_LOW + Math.LOG10E * log(rest) + count * LOG10_2_HIGH;
}

export function cbrt(x: number): number {
  const guess = Math.cbrt(x);
  if (guess === 0 || !Number.isFinite(guess) || Math.abs(x) < 2 ** -900) return guess;
  // One step of Newton's, with the error of the cube in full.
  const cube = exactProduct(guess, guess).times(new Twice(guess, 0));
  return guess + (x - cube.high - cube.low) / (3 * guess * guess);
}

// --- hyperbolic functions, by the usual identities for each range ---

/** From here on `e ** -x` is nothing beside `e ** x`. */
const LARGE = 22;

export function sinh(x: number): number {
  const size = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (!(size > 2 ** -28)) return x;
  if (size < LARGE) {
    const t = Math.expm1(size);
    return half * (size < 1 ? 2 * t - (t * t) / (t + 1) : t + t / (t + 1));
  }
  return halfOfExp(size, half);
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5 * Math.LN2) {
    const t = Math.expm1(size);
    return 1 + (t * t) / (2 * (1 + t));
  }
  if (size < LARGE) {
    const t = exp(size);
    return 0.5 * t + 0.5 / t;
  }
  return halfOfExp(size, 0.5);
}

/** `e ** x` may overflow where its half does not. */
function halfOfExp(x: number, half: number): number {
  if (x <= 709) return half * exp(x);
  const root = exp(x / 2);
  return half * root * root;
}

export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 2 ** -28) || size === Number.POSITIVE_INFINITY) return x;
  const square = size * size;
  const result =
    size > 2 ** 28
      ? log(size) + Math.LN2
      : size > 2
        ? log(2 * size + 1 / (Math.sqrt(square + 1) + size))
        : Math.log1p(size + square / (1 + Math.sqrt(1 + square)));
  return copySign(result, x);
}

export function acosh(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x > 2 ** 28) return log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const above = x - 1;
  return Math.log1p(above + Math.sqrt(2 * above + above * above));
}

// --- gamma, by the approximation of Lanczos with the constants that Boost and CPython use ---

const G = 6.02468004077673;
const NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725,
  186056.26539522348, 8071.672002365816, 210.82427775157936, 2.5066282746310002,
];
/** x (x + 1) … (x + 11) */
const DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925,
  66, 1,
];

function lanczosSum(x: number): number {
  let top = 0;
  let bottom = 0;
  const n = NUMERATOR.length;
  for (let i = 0; i < n; i++) {
    // From the side that keeps the powers small.
    const k = x < 5 ? n - 1 - i : i;
    top = (x < 5 ? top * x : top / x) + (NUMERATOR[k] as number);
    bottom = (x < 5 ? bottom * x : bottom / x) + (DENOMINATOR[k] as number);
  }
  return top / bottom;
}

/** sin(πx). */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const quarter = Math.round(2 * y);
  const sine =
    quarter === 0
      ? sin(Math.PI * y)
      : quarter === 1
        ? cos(Math.PI * (y - 0.5))
        : quarter === 2
          ? sin(Math.PI * (1 - y))
          : quarter === 3
            ? -cos(Math.PI * (y - 1.5))
            : sin(Math.PI * (y - 2));
  return copySign(1, x) * sine;
}

/** NaN where there is none; an infinity where it is too large (or at 0). */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x > 0 ? x : Number.NaN;
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) {
    if (x < 0) return Number.NaN;
    if (x <= 23) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Number.POSITIVE_INFINITY;
  const y = size + (G - 0.5);
  // What the sum has lost.
  const lost = size > G - 0.5 ? y - size - (G - 0.5) : y - (G - 0.5) - size;
  const correction = (lost * G) / y;
  const power = (
    exponent: number,
    apply: (value: number, power: number) => number,
    value: number,
  ) => {
    if (size < 140) return apply(value, ieeePower(y, exponent));
    const root = ieeePower(y, exponent / 2);
    return apply(apply(value, root), root);
  };
  if (x < 0) {
    let r = ((-Math.PI / sinPi(size) / size) * exp(y)) / lanczosSum(size);
    r -= correction * r;
    return power(size - 0.5, (a, b) => a / b, r);
  }
  let r = lanczosSum(size) / exp(y);
  r += correction * r;
  return power(size - 0.5, (a, b) => a * b, r);
}

const LN_PI = 1.1447298858494002;

export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY;
  if (Number.isInteger(x) && x <= 2) return x <= 0 ? Number.POSITIVE_INFINITY : 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -log(size);
  let r = log(lanczosSum(size)) - G;
  r += (size - 0.5) * (log(size + G - 0.5) - 1);
  if (x < 0) r = LN_PI - log(Math.abs(sinPi(size))) - log(size) - r;
  return r;
}

// --- the error function ---

const TWO_PER_ROOT_PI = new Twice(1.1283791670955126, 1.533545961316588e-17);

/** By its series of positive terms: 2/√π · e**(-x²) · x · Σ (2x²)ⁿ / (1·3·5…(2n+1)), for 0 < x < 3. */
function erfSeries(x: number): Twice {
  const square = exactProduct(x, x);
  const doubled = square.scaled(2);
  let term = new Twice(x, 0);
  let sum = term;
  for (let n = 1; term.high > sum.high * 2 ** -110; n++) {
    term = term.times(doubled).over(new Twice(2 * n + 1, 0));
    sum = sum.plus(term);
  }
  return sum.times(expTwice(square.negated())).times(TWO_PER_ROOT_PI);
}

/** `e ** x` in two parts, for `-750 < x <= 0`. */
function expTwice(x: Twice): Twice {
  // By repeated squaring of e ** (x / 1024).
  const small = x.scaled(1 / 1024);
  let term = new Twice(1, 0);
  let sum = term;
  for (let n = 1; n < 20; n++) {
    term = term.times(small).over(new Twice(n, 0));
    sum = sum.plus(term);
  }
  for (let i = 0; i < 10; i++) sum = sum.times(sum);
  return sum;
}

export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size > 2 ** -28)) return x * TWO_PER_ROOT_PI.high;
  if (size >= 6) return copySign(1, x);
  if (size >= 3) return copySign(1 - erfcTail(size), x);
  return copySign(erfSeries(size).high, x);
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 2 ** -56) return 1 - x;
  if (size >= 3) return x > 0 ? erfcTail(x) : 2 - erfcTail(size);
  const series = erfSeries(size);
  const one = new Twice(1, 0);
  return (x < 0 ? one.plus(series) : one.minus(series)).high;
}

/** By its continued fraction, for x >= 3. */
function erfcTail(x: number): number {
  if (x > 27.3) return 0;
  let fraction = 0;
  for (let k = 100; k >= 1; k--) fraction = k / 2 / (x + fraction);
  const square = x * x;
  const rest = productError(x, x, square);
  const bottom = normal(x, fraction).times(ROOT_PI);
  const over = (top: number): number => top / bottom.high - (top * bottom.low) / bottom.high ** 2;
  if (square < 700) return over(expOfParts(-square, -rest));
  // Where the result may be below the normal numbers, by the root twice.
  const root = expOfParts(-square / 2, -rest / 2);
  return over(root) * root;
}
const ROOT_PI = new Twice(1.772453850905516, -7.666586499825799e-17);
