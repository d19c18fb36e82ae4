/** Decimals from other numbers, and other numbers from Decimals. */
import { current } from "../../objects/current.ts";
import { E, outOfMemory, raise } from "../../objects/errors.ts";
import { PyComplex, PyFloat } from "../../objects/float.ts";
import { type Int, intValue, normalize } from "../../objects/int.ts";
import { decompose } from "../../objects/numbers/floats.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { isInstanceOf } from "../../objects/protocols/classes.ts";
import { call, isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { multiply } from "./arithmetic.ts";
import type { PyContext } from "./context.ts";
import { MAX_DIGITS, powerOfTen, shiftLeft } from "./digits.ts";
import { finite, infinity, Kind, nan, PyDecimal } from "./number.ts";
import { roundedTo } from "./rounding.ts";
import { Flag, type Rounding, widest } from "./settings.ts";
import { digitsOf, exactFromText } from "./text.ts";

/** The Decimal that an int is. */
export function fromInt(value: Int): PyDecimal {
  const big = BigInt(value);
  return big < 0n ? finite(true, -big, 0) : finite(false, big, 0);
}

/** The Decimal that a double is. */
export function fromDouble(value: number): PyDecimal {
  const isNegative = value < 0 || Object.is(value, -0);
  if (Number.isNaN(value)) return nan();
  if (!Number.isFinite(value)) return infinity(isNegative);
  if (value === 0) return finite(isNegative, 0n, 0, 1);
  let { mantissa, exponent } = decompose(Math.abs(value));
  while ((mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  return exponent >= 0
    ? finite(isNegative, mantissa << BigInt(exponent), 0)
    : finite(isNegative, mantissa * 5n ** BigInt(-exponent), exponent);
}

/** An operand that is exact already: a Decimal or an int. */
export function operand(value: Value): PyDecimal | undefined {
  if (value instanceof PyDecimal) return value;
  const int = intValue(value);
  return int === undefined ? undefined : fromInt(int);
}

export function notSupported(value: Value): never {
  raise(E.TypeError, `conversion from ${typeName(value)} to Decimal is not supported`);
}

/** The same where anything else is an error. */
export function operandOf(value: Value): PyDecimal {
  return operand(value) ?? notSupported(value);
}

/** What a Decimal is compared with, and by what itself is multiplied first; undefined for what has no order with it. */
export type Comparable = readonly [other: PyDecimal, factor: PyDecimal | null] | undefined;

export function comparable(
  value: Value,
  isEquality: boolean,
  context: PyContext,
): Comparable | Pending {
  const plain = operand(value);
  if (plain !== undefined) return [plain, null];
  if (value instanceof PyFloat || (value instanceof PyComplex && isEquality)) {
    if (value instanceof PyComplex && value.imag !== 0) return undefined;
    // That a float is equal or not is no error, only noted.
    if (isEquality) context.flags |= Flag.floatOperation;
    else context.note(Flag.floatOperation);
    return [fromDouble(value instanceof PyFloat ? value.value : value.real), null];
  }
  if (typeof value !== "object" || value === null || value.shape.type.isBuiltin) return undefined;
  return askRational(value) as unknown as Pending;
}

/** Is it a Rational? Then numerator and denominator say what it is. */
function* askRational(value: Value): Generator<Pending, Comparable, Value> {
  const load = current.interpreter.builtins.get("__import__") ?? null;
  const numbers = yield call(load, "numbers");
  const rational = yield* attributeOf(numbers, "Rational");
  const answer = isInstanceOf(value, rational);
  if (!(isPending(answer) ? yield answer : answer)) return undefined;
  const numerator = intValue(yield* attributeOf(value, "numerator"));
  const denominator = intValue(yield* attributeOf(value, "denominator"));
  if (numerator === undefined || denominator === undefined) return undefined;
  return [fromInt(numerator), fromInt(denominator)];
}

function* attributeOf(value: Value, name: string): Generator<Pending, Value, Value> {
  const found: NativeResult = getAttribute(value, name);
  return (isPending(found) ? yield found : found) as Value;
}

/** A finite number times a positive one, exactly. */
export function scaled(value: PyDecimal, factor: PyDecimal): PyDecimal {
  return value.kind === Kind.finite ? multiply(value, factor, widest()) : value;
}

// --- sequences ---

/** The Decimal that `(sign, digits, exponent)` is. */
export function fromTuple(value: PyTuple | PyList, context: PyContext): PyDecimal {
  const { items } = value;
  if (items.length !== 3) raise(E.ValueError, "argument must be a sequence of length 3");
  const [sign, digits, exponent] = items as [Value, Value, Value];
  if (typeof sign !== "number" && typeof sign !== "boolean")
    raise(E.ValueError, "sign must be an integer with the value 0 or 1");
  if (Number(sign) !== 0 && Number(sign) !== 1)
    raise(E.ValueError, "sign must be an integer with the value 0 or 1");
  let special = "";
  const text = textOf(exponent);
  let power: Int = 0;
  if (text !== undefined) {
    if (text !== "F" && text !== "n" && text !== "N")
      raise(E.ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    special = text === "F" ? "Infinity" : text === "n" ? "NaN" : "sNaN";
  } else {
    const int = intValue(exponent);
    if (int === undefined) raise(E.ValueError, "exponent must be an integer");
    if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
      raise(E.OverflowError, "Python int too large to convert to C ssize_t");
    power = int;
  }
  if (!(digits instanceof PyTuple || digits instanceof PyList))
    raise(E.ValueError, "coefficient must be a tuple of digits");
  let numeral = "";
  for (const digit of digits.items) {
    const int = intValue(digit);
    if (int === undefined || int < 0 || int > 9)
      raise(E.ValueError, "coefficient must be a tuple of digits");
    numeral += int;
  }
  const start = Number(sign) === 1 ? "-" : "";
  const env = context.begin();
  // An infinity has no digits.
  const whole =
    special === "Infinity" ? special : special + (numeral || (special === "" ? "0" : ""));
  return context.end(exactFromText(`${start}${whole}${special === "" ? `E${power}` : ""}`, env));
}

export function digitTuple(value: PyDecimal): PyTuple {
  const digits = digitsOf(value.coefficient);
  if (value.kind === Kind.infinite) return tuple(0);
  if (value.isNan && value.coefficient === 0n) return tuple();
  return new PyTuple(Array.from(digits, Number));
}

// --- from Decimals ---

/** The whole number, rounded so; of one that is none, it raises. */
export function toInt(value: PyDecimal, rounding: Rounding): Int {
  if (value.kind === Kind.infinite) raise(E.OverflowError, "cannot convert Infinity to integer");
  if (value.isNan) raise(E.ValueError, "cannot convert NaN to integer");
  const size =
    value.exponent >= 0
      ? shiftLeft(value.coefficient, value.exponent, value.digits)
      : roundedTo(value, 0, rounding)[0];
  return normalize(value.isNegative ? -size : size);
}

export function toDouble(value: PyDecimal): number {
  if (value.kind === Kind.signaling) raise(E.ValueError, "cannot convert signaling NaN to float");
  if (value.kind === Kind.quiet) return Number.NaN;
  if (value.kind === Kind.infinite)
    return value.isNegative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const sign = value.isNegative ? "-" : "";
  return Number(`${sign}${digitsOf(value.coefficient)}e${value.exponent}`);
}

/** Numerator and denominator in lowest terms. */
export function integerRatio(value: PyDecimal): PyTuple {
  if (value.kind === Kind.infinite)
    raise(E.OverflowError, "cannot convert Infinity to integer ratio");
  if (value.isNan) raise(E.ValueError, "cannot convert NaN to integer ratio");
  let numerator = value.coefficient;
  let denominator = 1n;
  if (numerator !== 0n && value.exponent >= 0)
    numerator = shiftLeft(numerator, value.exponent, value.digits);
  else if (numerator !== 0n) {
    if (-value.exponent > MAX_DIGITS) outOfMemory();
    denominator = powerOfTen(-value.exponent);
    const shared = commonDivisor(numerator, -value.exponent);
    numerator /= shared;
    denominator /= shared;
  }
  return tuple(normalize(value.isNegative ? -numerator : numerator), normalize(denominator));
}

/** Of a number and 10 ** n: only twos and fives are in both. */
function commonDivisor(value: bigint, n: number): bigint {
  let shared = 1n;
  for (const prime of [2n, 5n]) {
    // By squares of the prime, from the largest.
    const powers: bigint[] = [];
    for (let power = prime, i = 1; i <= n && power <= value; power *= power, i *= 2)
      powers.push(power);
    let rest = value;
    let left = n;
    for (let i = powers.length - 1; i >= 0; i--) {
      const power = powers[i] as bigint;
      const count = 2 ** i;
      while (left >= count && rest % power === 0n) {
        rest /= power;
        shared *= power;
        left -= count;
      }
    }
  }
  return shared;
}
