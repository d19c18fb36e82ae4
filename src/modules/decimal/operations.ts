/** The operations that Decimals and contexts both have for methods: a table, from which the methods of both derive. */
import type { Value } from "../../objects/object.ts";
import type { NativeGenerator, Pending } from "../../objects/requests.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparing from "./comparing.ts";
import type { PyContext } from "./context.ts";
import { Kind, type PyDecimal, withSign } from "./number.ts";
import * as quanta from "./quanta.ts";
import { squareRoot } from "./roots.ts";
import type { Settings } from "./settings.ts";
import { decimalText } from "./text.ts";
import * as transcendental from "./transcendental.ts";

/** What an operation answers: a Decimal, or a plain value. */
type Outcome = PyDecimal | Value;
export type Unary = (a: PyDecimal, env: Settings, context: PyContext) => Outcome;
export type Binary = (a: PyDecimal, b: PyDecimal, env: Settings, context: PyContext) => Outcome;
export type Long = (a: PyDecimal, env: Settings) => Generator<Pending, PyDecimal, Value>;

/** Those that may take long, and pause. */
export const LONG: { readonly [name: string]: readonly [doc: string, run: Long] } = {
  exp: ["The exponential function e ** x, correctly rounded.", transcendental.exp],
  ln: ["The natural (base e) logarithm, correctly rounded.", transcendental.ln],
  log10: ["The base ten logarithm, correctly rounded.", transcendental.log10],
};

/** Of one number, with a context. */
export const UNARY: { readonly [name: string]: readonly [doc: string, run: Unary] } = {
  next_minus: ["The largest representable number smaller than x.", comparing.nextMinus],
  next_plus: ["The smallest representable number larger than x.", comparing.nextPlus],
  normalize: [
    "Without trailing zeros; all that equal zero become Decimal('0').",
    quanta.normalized,
  ],
  sqrt: ["The square root to full precision.", squareRoot],
  logb: ["The adjusted exponent as a Decimal.", comparing.logb],
  logical_invert: ["The digit-wise inversion.", quanta.logicalInvert],
  number_class: ["A str that describes the class of the number.", comparing.numberClass],
  is_normal: ["Is it finite and not zero, with an exponent of Emin or more?", comparing.isNormal],
  is_subnormal: ["Is it finite and not zero, with an exponent below Emin?", comparing.isSubnormal],
  to_eng_string: [
    "As text in engineering notation.",
    (a, _env, { capitals }) => decimalText(a, true, capitals === 1),
  ],
};

/** Of one number alone. */
export const PLAIN: {
  readonly [name: string]: readonly [doc: string, run: (a: PyDecimal) => Outcome];
} = {
  is_finite: ["Is it a finite number?", ({ kind }) => kind === Kind.finite],
  is_infinite: ["Is it an infinity?", ({ kind }) => kind === Kind.infinite],
  is_nan: ["Is it a NaN, quiet or signaling?", ({ isNan }) => isNan],
  is_qnan: ["Is it a quiet NaN?", ({ kind }) => kind === Kind.quiet],
  is_snan: ["Is it a signaling NaN?", ({ kind }) => kind === Kind.signaling],
  is_signed: ["Has it a negative sign?", ({ isNegative }) => isNegative],
  is_zero: ["Is it a zero?", ({ isZero }) => isZero],
  copy_abs: ["The absolute value; no context, no flags.", (a) => withSign(a, false)],
  copy_negate: ["The negation; no context, no flags.", (a) => withSign(a, !a.isNegative)],
};

/** Of two numbers, with a context. */
export const BINARY: { readonly [name: string]: readonly [doc: string, run: Binary] } = {
  compare: ["Compares numerically: -1, 0, 1 or NaN.", comparing.compareAs],
  compare_signal: ["The same, but every NaN signals.", comparing.compareSignal],
  max: ["The larger of both.", comparing.maximum],
  max_mag: ["The larger by absolute value.", comparing.maximumMagnitude],
  min: ["The smaller of both.", comparing.minimum],
  min_mag: ["The smaller by absolute value.", comparing.minimumMagnitude],
  next_toward: ["The next representable number towards the other.", comparing.nextToward],
  remainder_near: ["The remainder that is nearest to zero.", arithmetic.remainderNear],
  compare_total: ["Compares by representation.", comparing.compareTotal],
  compare_total_mag: [
    "Compares by representation, without signs.",
    comparing.compareTotalMagnitude,
  ],
  copy_sign: ["With the sign of the other.", (a, b) => withSign(a, b.isNegative)],
  same_quantum: ["Have both the same exponent?", comparing.sameQuantum],
  logical_and: ["The digit-wise 'and'.", quanta.logicalAnd],
  logical_or: ["The digit-wise 'or'.", quanta.logicalOr],
  logical_xor: ["The digit-wise 'xor'.", quanta.logicalXor],
  rotate: ["Rotates the digits.", quanta.rotate],
  scaleb: ["With an exponent so much larger.", quanta.scaleb],
  shift: ["Shifts the digits.", quanta.shift],
};

/** Those of contexts alone; Decimals have operators for them. */
export const CONTEXT_UNARY: { readonly [name: string]: readonly [doc: string, run: Unary] } = {
  abs: ["The absolute value of x.", arithmetic.absolute],
  minus: ["Minus x.", arithmetic.minus],
  plus: ["Plus x, which rounds.", arithmetic.plus],
};
export const CONTEXT_BINARY: { readonly [name: string]: readonly [doc: string, run: Binary] } = {
  add: ["The sum of x and y.", arithmetic.add],
  divide: ["x divided by y.", arithmetic.divide],
  divide_int: ["x divided by y, without the fraction.", arithmetic.divideInt],
  multiply: ["The product of x and y.", arithmetic.multiply],
  quantize: ["x with the exponent of y, rounded.", quanta.quantize],
  remainder: ["What remains of x divided by y.", arithmetic.remainder],
  subtract: ["The difference of x and y.", arithmetic.subtract],
};

/** Runs one that may pause: with settings of its own, since others may use the context meanwhile. */
export function* runLong(
  context: PyContext,
  run: (env: Settings) => Generator<Pending, PyDecimal, Value>,
): NativeGenerator {
  const env = context.env.with(context.env.prec);
  const result = yield* run(env);
  if (env.status !== 0) context.note(env.status);
  return result;
}
