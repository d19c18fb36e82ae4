/** The math module. https://docs.python.org/3/library/math.html */
import { double, doubleToInt, plainDouble, toDouble, toIndex } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule, type Entry, functionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import { type Int, intValue, normalize } from "../objects/int.ts";
import { copySign, ldexp, scale } from "../objects/numbers/floats.ts";
import { addInts, bitLength, mulInts, sqrtInt } from "../objects/numbers/ints.ts";
import { exp, ieeePower, log } from "../objects/numbers/power.ts";
import { floatRepr } from "../objects/numbers/print.ts";
import type { Value } from "../objects/object.ts";
import { DECLINED, either, keyword, object, optional, rest } from "../objects/params.ts";
import { binary } from "../objects/protocols/arithmetic.ts";
import { drain } from "../objects/protocols/iterate.ts";
import { callSpecial } from "../objects/protocols/slot.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { PyTuple, tuple } from "../objects/sequences.ts";
import { OPERATORS } from "../objects/slots.ts";
import { typeName } from "../objects/types.ts";
import { combinations, factorial, gcd, lcm, permutations } from "./math/integers.ts";
import * as special from "./math/special.ts";
import { addProduct, ExactSum, exactSum, fusedMultiplyAdd, length } from "./math/sums.ts";
import * as trigonometry from "./math/trigonometry.ts";

const { fn, caller } = functionBuilder;
const float = (value: number) => new PyFloat(value);

// --- functions of one double ---

/** NaN out of a number is a domain error, `expected` says which; infinity out of a finite number a range error. */
function unary(doc: string, compute: (x: number) => number, expected?: string): Entry {
  return fn(doc, [double("x")], (x) => {
    const y = compute(x);
    if (Number.isFinite(y)) return float(y);
    if (Number.isNaN(y) && !Number.isNaN(x)) domainError(x, expected);
    if (Number.isFinite(x)) rangeError();
    return float(y);
  });
}

/** As {@link unary}, where a finite number that leads to infinity is outside of the domain. */
function withPoles(doc: string, compute: (x: number) => number, expected: string): Entry {
  const atPole = (x: number): number => {
    const y = compute(x);
    return Number.isFinite(x) && !Number.isFinite(y) ? Number.NaN : y;
  };
  return unary(doc, atPole, expected);
}

function domainError(x: number, expected?: string): never {
  raise(
    E.ValueError,
    expected === undefined ? "math domain error" : `expected ${expected}, got ${floatRepr(x)}`,
  );
}

function rangeError(): never {
  raise(E.OverflowError, "math range error");
}

const FINITE = "a finite input";
const UP_TO_ONE = "a number in range from -1 up to 1";
const NO_POLE = "a noninteger or positive integer";

/** Gamma functions: at their poles there is no value, elsewhere they may be too large. */
const withGammaPoles = (compute: (x: number) => number) => (x: number) =>
  Number.isInteger(x) && x <= 0 ? Number.NaN : compute(x);

const oneDouble = {
  acos: unary("Return the arc cosine (measured in radians) of x.", trigonometry.acos, UP_TO_ONE),
  acosh: unary(
    "Return the inverse hyperbolic cosine of x.",
    special.acosh,
    "argument value not less than 1",
  ),
  asin: unary("Return the arc sine (measured in radians) of x.", trigonometry.asin, UP_TO_ONE),
  asinh: unary("Return the inverse hyperbolic sine of x.", special.asinh),
  atan: unary("Return the arc tangent (measured in radians) of x.", trigonometry.atan),
  atanh: withPoles(
    "Return the inverse hyperbolic tangent of x.",
    Math.atanh,
    "a number between -1 and 1",
  ),
  cbrt: unary("Return the cube root of x.", special.cbrt),
  cos: unary("Return the cosine of x (measured in radians).", trigonometry.cos, FINITE),
  cosh: unary("Return the hyperbolic cosine of x.", special.cosh),
  degrees: unary("Convert angle x from radians to degrees.", (x) => x * (180 / Math.PI)),
  erf: unary("Error function at x.", special.erf),
  erfc: unary("Complementary error function at x.", special.erfc),
  exp: unary("Return e raised to the power of x.", exp),
  exp2: unary("Return 2 raised to the power of x.", (x) => ieeePower(2, x)),
  expm1: unary("Return exp(x)-1.", Math.expm1),
  fabs: unary("Return the absolute value of the float x.", Math.abs),
  gamma: unary("Gamma function at x.", withGammaPoles(special.gamma), NO_POLE),
  lgamma: unary(
    "Natural logarithm of absolute value of Gamma function at x.",
    withGammaPoles(special.logGamma),
    NO_POLE,
  ),
  log1p: withPoles(
    "Return the natural logarithm of 1+x (base e).",
    Math.log1p,
    "argument value > -1",
  ),
  radians: unary("Convert angle x from degrees to radians.", (x) => x * (Math.PI / 180)),
  sin: unary("Return the sine of x (measured in radians).", trigonometry.sin, FINITE),
  sinh: unary("Return the hyperbolic sine of x.", special.sinh),
  sqrt: unary("Return the square root of x.", Math.sqrt, "a nonnegative input"),
  tan: unary("Return the tangent of x (measured in radians).", trigonometry.tan, FINITE),
  tanh: unary("Return the hyperbolic tangent of x.", Math.tanh),
  ulp: unary("Return the value of the least significant bit of the float x.", (x) => {
    const size = Math.abs(x);
    if (!Number.isFinite(size)) return size;
    return size === Number.MAX_VALUE
      ? size - nextAfter(size, 0, 1n)
      : nextAfter(size, Number.POSITIVE_INFINITY, 1n) - size;
  }),
  isfinite: fn(
    "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    [double("x")],
    Number.isFinite,
  ),
  isinf: fn(
    "Return True if x is a positive or negative infinity, and False otherwise.",
    [double("x")],
    (x) => Math.abs(x) === Number.POSITIVE_INFINITY,
  ),
  isnan: fn(
    "Return True if x is a NaN (not a number), and False otherwise.",
    [double("x")],
    Number.isNaN,
  ),
  frexp: fn("Return the mantissa and exponent of x, as pair (m, e).", [double("x")], (x) => {
    const [mantissa, exponent] = splitDouble(x);
    return tuple(float(mantissa), exponent);
  }),
  modf: fn("Return the fractional and integer parts of x.", [double("x")], (x) => {
    if (Number.isNaN(x)) return tuple(float(x), float(x));
    const whole = Math.trunc(x);
    const fraction = Number.isFinite(x) ? x - whole : 0;
    return tuple(float(copySign(fraction, x)), float(whole));
  }),
} as const;

/** `x` is the first times 2 to the power of the second; the first is 0 or from 0.5 to 1 in size. */
function splitDouble(x: number): [mantissa: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let mantissa = x;
  let exponent = 0;
  if (Math.abs(x) < 2 ** -1022) {
    mantissa *= 2 ** 54;
    exponent = -54;
  }
  const estimate = Math.floor(Math.log2(Math.abs(mantissa))) + 1;
  // In two steps: 2**-1024 has few bits but its inverse is no double.
  mantissa = mantissa * 2 ** -(estimate >> 1) * 2 ** -(estimate - (estimate >> 1));
  exponent += estimate;
  if (Math.abs(mantissa) >= 1) return [mantissa / 2, exponent + 1];
  return Math.abs(mantissa) < 0.5 ? [mantissa * 2, exponent - 1] : [mantissa, exponent];
}

// --- ceil, floor, trunc ---

/** The special method if there is one, else the double. */
function rounded(
  name: "ceil" | "floor" | "trunc",
  doc: string,
  round: (x: number) => number,
): Entry {
  return caller(doc, [object("x")], (value): NativeResult => {
    if (typeof value === "number") return value;
    const method = callSpecial(value, `__${name}__`, []);
    if (method !== undefined) return method;
    if (name === "trunc")
      raise(E.TypeError, `type ${typeName(value)} doesn't define __trunc__ method`);
    return afterDouble(value, (x) => doubleToInt(round(x)));
  });
}

/** `finish(float(value))`. */
function afterDouble(value: Value, finish: (x: number) => NativeResult): NativeResult {
  const x = toDouble(value);
  return isPending(x) ? after(x, (answer) => finish(answer as number)) : finish(x);
}

// --- logarithms ---

/** Of any int, however large. */
function logOf(value: Value, of: (x: number) => number, ofTwo: number): NativeResult {
  const int = intValue(value);
  if (int === undefined) {
    const plain = plainDouble(value);
    if (plain === DECLINED) return afterDouble(value, (x) => float(positiveLog(x, of)));
    return float(positiveLog(plain, of));
  }
  if (int <= 0) raise(E.ValueError, "expected a positive input");
  const x = Number(int);
  if (Number.isFinite(x)) return float(of(x));
  const big = BigInt(int);
  const bits = bitLength(int);
  // A mantissa from 0.5 to 1, rounded once.
  return float(of(scale(big, -bits)) + ofTwo * bits);
}

function positiveLog(x: number, of: (x: number) => number): number {
  if (x <= 0) domainError(x, "a positive input");
  return of(x);
}

function* logarithm(x: Value, base: Value | undefined): NativeGenerator {
  const top = logOf(x, log, Math.LN2);
  const numerator = (isPending(top) ? yield top : top) as PyFloat;
  if (base === undefined) return numerator;
  const bottom = logOf(base, log, Math.LN2);
  const denominator = (isPending(bottom) ? yield bottom : bottom) as PyFloat;
  if (denominator.value === 0) raise(E.ZeroDivisionError, "division by zero");
  return float(numerator.value / denominator.value);
}

// --- functions of two doubles ---

const view = new DataView(new ArrayBuffer(8));

/** `steps` doubles from `x` in the direction of `y`, but no further than that. */
function nextAfter(x: number, y: number, steps: bigint): number {
  if (Number.isNaN(x)) return x;
  if (Number.isNaN(y)) return y;
  if (x === y || steps === 0n) return steps === 0n ? x : y;
  const from = orderOf(x);
  const to = orderOf(y);
  const place = to > from ? from + steps : from - steps;
  if (to > from ? place >= to : place <= to) return y;
  // Zero has two signs; the one that was started from, or come to, is kept.
  view.setBigInt64(0, place < 0n ? -place : place);
  const size = view.getFloat64(0);
  return place < 0n || (place === 0n && x < 0) ? -size : size;
}

/** Which double it is, counted from 0. */
function orderOf(x: number): bigint {
  view.setFloat64(0, Math.abs(x));
  const order = view.getBigInt64(0);
  return x < 0 ? -order : order;
}

function* stepsAfter(x: number, y: number, given: Value): NativeGenerator {
  if (given === null) return float(nextAfter(x, y, 1n));
  const index = toIndex(given);
  const steps = BigInt(isPending(index) ? (intValue(yield index) as Int) : index);
  if (steps < 0n) raise(E.ValueError, "steps must be a non-negative integer");
  return float(nextAfter(x, y, steps));
}

/** What is left after taking the nearest multiple of `y` from `x`; the even one of two. */
function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (!Number.isFinite(x) || y === 0) raise(E.ValueError, "math domain error");
  if (!Number.isFinite(y)) return x;
  const size = Math.abs(x);
  const unit = Math.abs(y);
  const above = size % unit;
  const below = unit - above;
  const rest =
    above < below ? above : above > below ? -below : above - 2 * ((0.5 * (size - above)) % unit);
  return copySign(1, x) * rest;
}

function isClose(a: number, b: number, relative: number, absolute: number): boolean {
  if (relative < 0 || absolute < 0) raise(E.ValueError, "tolerances must be non-negative");
  if (a === b) return true;
  if (Math.abs(a) === Number.POSITIVE_INFINITY || Math.abs(b) === Number.POSITIVE_INFINITY)
    return false;
  const difference = Math.abs(b - a);
  return (
    difference <= Math.abs(relative * b) ||
    difference <= Math.abs(relative * a) ||
    difference <= absolute
  );
}

const twoDoubles = [double("x"), double("y")] as const;

const severalDoubles = {
  atan2: fn(
    "Return the arc tangent (measured in radians) of y/x.",
    [double("y"), double("x")],
    (y, x) => float(trigonometry.atan2(y, x)),
  ),
  copysign: fn(
    "Return a float with the magnitude (absolute value) of x but the sign of y.",
    twoDoubles,
    (x, y) => float(copySign(Math.abs(x), y)),
  ),
  fmod: fn("Return fmod(x, y), according to platform C.", twoDoubles, (x, y) => {
    const rest = x % y;
    if (Number.isNaN(rest) && !Number.isNaN(x) && !Number.isNaN(y))
      raise(E.ValueError, "math domain error");
    return float(rest);
  }),
  fma: fn("Fused multiply-add operation.", [double("x"), double("y"), double("z")], (x, y, z) => {
    const result = fusedMultiplyAdd(x, y, z);
    if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y) && !Number.isNaN(z))
      raise(E.ValueError, "invalid operation in fma");
    if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z))
      raise(E.OverflowError, "overflow in fma");
    return float(result);
  }),
  isclose: fn(
    "Determine whether two floating-point numbers are close in value.",
    [
      either(double("a")),
      either(double("b")),
      keyword(optional(double("rel_tol"), 1e-9, "1e-09")),
      keyword(optional(double("abs_tol"), 0, "0.0")),
    ],
    isClose,
  ),
  ldexp: fn("Return x * (2**i).", [double("x"), object("i")], (x, i) => {
    const int = intValue(i);
    if (int === undefined) raise(E.TypeError, "Expected an int as second argument to ldexp.");
    if (x === 0 || !Number.isFinite(x)) return float(x);
    // Beyond these all is settled.
    const exponent = Math.max(-2200, Math.min(2200, Number(int)));
    const result = exponent > 1000 ? ldexp(x * 2 ** 600, exponent - 600) : ldexp(x, exponent);
    if (!Number.isFinite(result)) rangeError();
    return float(result);
  }),
  nextafter: caller(
    "Return the floating-point value the given number of steps after x towards y.",
    [...twoDoubles, keyword(optional(object("steps"), null, "None"))],
    stepsAfter,
  ),
  pow: fn("Return x**y (x to the power of y).", twoDoubles, (x, y) => {
    const result = ieeePower(x, y);
    if (Number.isFinite(result) || !Number.isFinite(x) || !Number.isFinite(y)) return float(result);
    if (Number.isNaN(result) || x === 0) raise(E.ValueError, "math domain error");
    return rangeError();
  }),
  remainder: fn("Difference between x and the closest integer multiple of y.", twoDoubles, (x, y) =>
    float(remainder(x, y)),
  ),
} as const;

// --- sums and products of many ---

function* asDoubles(items: readonly Value[]): Generator<Pending, number[], Value> {
  const out: number[] = [];
  for (const item of items) {
    const x = toDouble(item);
    out.push(isPending(x) ? ((yield x) as number) : x);
  }
  charge(items.length);
  return out;
}

/** A point: a tuple as it is, another sequence as one. */
function* coordinates(point: Value): Generator<Pending, number[], Value> {
  return yield* asDoubles(point instanceof PyTuple ? point.items : yield* drain(point));
}

function* distance(p: Value, q: Value): NativeGenerator {
  const from = yield* coordinates(p);
  const to = yield* coordinates(q);
  if (from.length !== to.length)
    raise(E.ValueError, "both points must have the same number of dimensions");
  return float(length(from.map((x, i) => x - (to[i] as number))));
}

const MUL = OPERATORS.findIndex(({ dunder }) => dunder === "mul");
const ADD = OPERATORS.findIndex(({ dunder }) => dunder === "add");

function* prod(iterable: Value, start: Value): NativeGenerator {
  let total = start;
  for (const item of yield* drain(iterable)) {
    const next = binary(MUL, total, item);
    total = (isPending(next) ? yield next : next) as Value;
  }
  return total;
}

/**
 * Ints are added up exactly, then (or where the first pair that needs it comes) doubles with one rounding, then anything
 * else by its operators.
 */
function* sumProducts(p: Value, q: Value): NativeGenerator {
  const left = yield* drain(p);
  const right = yield* drain(q);
  if (left.length !== right.length) raise(E.ValueError, "Inputs are not the same length");
  let total: Value = 0;
  const add = function* (value: Value): NativeGenerator {
    const sum = binary(ADD, total, value);
    total = (isPending(sum) ? yield sum : sum) as Value;
    return null;
  };
  let i = 0;
  while (i < left.length && isInt(left[i]) && isInt(right[i])) {
    total = addInts(total, mulInts(left[i] as Int, right[i] as Int));
    i++;
  }
  const doubles = new ExactSum();
  const start = i;
  let value = 0;
  for (; i < left.length; i++) {
    const pair = doublesOf(left[i] as Value, right[i] as Value);
    if (pair === null || !addProduct(doubles, pair[0], pair[1])) break;
    value = doubles.value;
  }
  if (i > start) yield* add(float(value));
  for (; i < left.length; i++) {
    const term = binary(MUL, left[i] as Value, right[i] as Value);
    yield* add((isPending(term) ? yield term : term) as Value);
  }
  return total;
}

const isInt = (value: Value | undefined): boolean =>
  typeof value === "number" || typeof value === "bigint";
const isFloat = (value: Value): value is PyFloat =>
  value instanceof PyFloat && value.shape === PyFloat.prototype.shape;

/** Two floats, or a float and an int or bool; null for anything else. */
function doublesOf(a: Value, b: Value): readonly [number, number] | null {
  if (!isFloat(a) && !isFloat(b)) return null;
  const of = (value: Value): number => {
    if (isFloat(value)) return value.value;
    return isInt(value) || typeof value === "boolean" ? Number(value) : Number.NaN;
  };
  const pair = [of(a), of(b)] as const;
  return Number.isFinite(pair[0]) && Number.isFinite(pair[1]) ? pair : null;
}

// --- ints ---

function* asInts(values: readonly Value[]): Generator<Pending, Int[], Value> {
  const out: Int[] = [];
  for (const value of values) {
    const int = toIndex(value);
    out.push(isPending(int) ? (intValue(yield int) as Int) : int);
  }
  return out;
}

const absolute = (n: Int): Int => (n < 0 ? normalize(-BigInt(n)) : n);

const many = {
  dist: caller(
    "Return the Euclidean distance between two points p and q.",
    [object("p"), object("q")],
    distance,
  ),
  fsum: caller(
    "Return an accurate floating-point sum of values in the iterable seq.",
    [object("seq")],
    function* (seq): NativeGenerator {
      return float(exactSum(yield* asDoubles(yield* drain(seq))));
    },
  ),
  hypot: caller(
    "Multidimensional Euclidean distance from the origin to a point.",
    [rest("coordinates")],
    function* (values): NativeGenerator {
      return float(length(yield* asDoubles(values)));
    },
  ),
  prod: caller(
    "Calculate the product of all the elements in the input iterable.",
    [object("iterable"), keyword(optional(object("start"), 1, "1"))],
    prod,
  ),
  sumprod: caller(
    "Return the sum of products of values from two iterables p and q.",
    [object("p"), object("q")],
    sumProducts,
  ),
  gcd: caller("Greatest Common Divisor.", [rest("integers")], function* (values): NativeGenerator {
    return (yield* asInts(values)).reduce<Int>(gcd, 0);
  }),
  lcm: caller("Least Common Multiple.", [rest("integers")], function* (values): NativeGenerator {
    return absolute((yield* asInts(values)).reduce<Int>(lcm, 1));
  }),
  factorial: caller("Find n!.", [object("n")], function* (value): NativeGenerator {
    const [n] = (yield* asInts([value])) as [Int];
    return factorial(n);
  }),
  isqrt: caller(
    "Return the integer part of the square root of the input.",
    [object("n")],
    function* (value): NativeGenerator {
      const [n] = (yield* asInts([value])) as [Int];
      if (n < 0) raise(E.ValueError, "isqrt() argument must be nonnegative");
      return sqrtInt(n);
    },
  ),
  comb: caller(
    "Number of ways to choose k items from n items without repetition and without order.",
    [object("n"), object("k")],
    function* (all, chosen): NativeGenerator {
      const [n, k] = (yield* asInts([all, chosen])) as [Int, Int];
      return combinations(n, k);
    },
  ),
  perm: caller(
    "Number of ways to choose k items from n items without repetition and with order.",
    [object("n"), optional(object("k"), null, "None")],
    function* (all, chosen): NativeGenerator {
      const [n, k] = (yield* asInts(chosen === null ? [all] : [all, chosen])) as [Int, Int?];
      return k === undefined ? factorial(n) : permutations(n, k);
    },
  ),
} as const;

export const mathModule = defineModule(
  "math",
  "This module provides access to the mathematical functions\ndefined by the C standard.",
  ({ constant }) => ({
    ...oneDouble,
    ...severalDoubles,
    ...many,
    ceil: rounded("ceil", "Return the ceiling of x as an Integral.", Math.ceil),
    floor: rounded("floor", "Return the floor of x as an Integral.", Math.floor),
    trunc: rounded("trunc", "Truncates the Real x to the nearest Integral toward 0.", Math.trunc),
    log: caller(
      "log(x, [base=math.e])\nReturn the logarithm of x to the given base.",
      [object("x"), optional(object("base"), undefined, "e")],
      logarithm,
    ),
    log2: caller("Return the base 2 logarithm of x.", [object("x")], (x) =>
      logOf(x, special.log2, 1),
    ),
    log10: caller("Return the base 10 logarithm of x.", [object("x")], (x) =>
      logOf(x, special.log10, Math.log10(2)),
    ),
    pi: constant(float(Math.PI)),
    e: constant(float(Math.E)),
    tau: constant(float(2 * Math.PI)),
    inf: constant(float(Number.POSITIVE_INFINITY)),
    nan: constant(float(Number.NaN)),
  }),
);
