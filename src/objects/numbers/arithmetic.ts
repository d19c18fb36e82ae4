/**
 * The arithmetic of int, bool, float and complex, in any mixture: plain functions of two operands that answer
 * NotImplemented for any other. They serve the operators of the types and the fast paths of the machine alike; who
 * calls them past the types' slots makes sure that no operand is of a class written in Python.
 */
import { intToDouble } from "../conversions.ts";
import { E, newException, PyThrow, raise } from "../errors.ts";
import { PyComplex, PyFloat } from "../float.ts";
import { type Int, intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { NotImplemented, PyTuple } from "../sequences.ts";
import { absComplex, divByReal, divComplex, divReal, mulComplex, powComplex } from "./complexes.ts";
import { floorDivFloats, modFloats } from "./floats.ts";
import {
  absInt,
  addInts,
  andInts,
  divisionByZero,
  divModInts,
  floorDivInts,
  invertInt,
  lshiftInts,
  modInts,
  mulInts,
  negateInt,
  orInts,
  powInts,
  powModInts,
  rshiftInts,
  subInts,
  trueDivInts,
  xorInts,
} from "./ints.ts";
import { ieeePower } from "./power.ts";

const MAX = Number.MAX_SAFE_INTEGER;

/** Is it a float, or an int that is to be one? Its double is asked for only once the partner is known. */
function isReal(value: Value): boolean {
  return value instanceof PyFloat || intValue(value) !== undefined;
}

/** The double of what {@link isReal}. */
function realOf(value: Value): number {
  return value instanceof PyFloat ? value.value : intToDouble(intValue(value) as Int);
}

/** The complex of an int, float or complex; undefined for anything else. */
function complexOf(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  return isReal(value) ? new PyComplex(realOf(value), 0) : undefined;
}

export function numberAdd(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    return sum <= MAX && sum >= -MAX ? sum : BigInt(left) + BigInt(right);
  }
  if (left instanceof PyFloat) {
    if (right instanceof PyFloat) return new PyFloat(left.value + right.value);
    if (typeof right === "number") return new PyFloat(left.value + right);
  } else if (typeof left === "number" && right instanceof PyFloat)
    return new PyFloat(left + right.value);
  return addOthers(left, right);
}

function addOthers(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return addInts(a, b);
  if (left instanceof PyComplex) {
    if (right instanceof PyComplex)
      return new PyComplex(left.real + right.real, left.imag + right.imag);
    return isReal(right) ? new PyComplex(left.real + realOf(right), left.imag) : NotImplemented;
  }
  if (!isReal(left)) return NotImplemented;
  if (right instanceof PyComplex) return new PyComplex(realOf(left) + right.real, right.imag);
  return isReal(right) ? new PyFloat(realOf(left) + realOf(right)) : NotImplemented;
}

export function numberSub(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    return difference <= MAX && difference >= -MAX ? difference : BigInt(left) - BigInt(right);
  }
  if (left instanceof PyFloat) {
    if (right instanceof PyFloat) return new PyFloat(left.value - right.value);
    if (typeof right === "number") return new PyFloat(left.value - right);
  } else if (typeof left === "number" && right instanceof PyFloat)
    return new PyFloat(left - right.value);
  return subOthers(left, right);
}

function subOthers(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return subInts(a, b);
  if (left instanceof PyComplex) {
    if (right instanceof PyComplex)
      return new PyComplex(left.real - right.real, left.imag - right.imag);
    return isReal(right) ? new PyComplex(left.real - realOf(right), left.imag) : NotImplemented;
  }
  if (!isReal(left)) return NotImplemented;
  if (right instanceof PyComplex) return new PyComplex(realOf(left) - right.real, -right.imag);
  return isReal(right) ? new PyFloat(realOf(left) - realOf(right)) : NotImplemented;
}

export function numberMul(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    return product <= MAX && product >= -MAX ? product + 0 : BigInt(left) * BigInt(right);
  }
  if (left instanceof PyFloat) {
    if (right instanceof PyFloat) return new PyFloat(left.value * right.value);
    if (typeof right === "number") return new PyFloat(left.value * right);
  } else if (typeof left === "number" && right instanceof PyFloat)
    return new PyFloat(left * right.value);
  return mulOthers(left, right);
}

function mulOthers(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return mulInts(a, b);
  if (left instanceof PyComplex) {
    if (right instanceof PyComplex) return mulComplex(left.real, left.imag, right.real, right.imag);
    return isReal(right) ? scaleComplex(left, realOf(right)) : NotImplemented;
  }
  if (!isReal(left)) return NotImplemented;
  if (right instanceof PyComplex) return scaleComplex(right, realOf(left));
  return isReal(right) ? new PyFloat(realOf(left) * realOf(right)) : NotImplemented;
}

function scaleComplex(value: PyComplex, factor: number): PyComplex {
  return new PyComplex(value.real * factor, value.imag * factor);
}

export function numberTrueDiv(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    if (right === 0) divisionByZero();
    return new PyFloat(left / right);
  }
  if (left instanceof PyFloat) {
    if (right instanceof PyFloat) return divideFloats(left.value, right.value);
    if (typeof right === "number") return divideFloats(left.value, right);
  } else if (typeof left === "number" && right instanceof PyFloat)
    return divideFloats(left, right.value);
  return trueDivOthers(left, right);
}

function divideFloats(a: number, b: number): PyFloat {
  if (b === 0) divisionByZero();
  return new PyFloat(a / b);
}

function trueDivOthers(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return new PyFloat(trueDivInts(a, b));
  if (left instanceof PyComplex) {
    if (right instanceof PyComplex) return divComplex(left.real, left.imag, right.real, right.imag);
    return isReal(right) ? divByReal(left.real, left.imag, realOf(right)) : NotImplemented;
  }
  if (!isReal(left)) return NotImplemented;
  if (right instanceof PyComplex) return divReal(realOf(left), right.real, right.imag);
  return isReal(right) ? divideFloats(realOf(left), realOf(right)) : NotImplemented;
}

export function numberFloorDiv(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    if (right === 0) divisionByZero();
    // Exact: a rounded quotient of safe integers never reaches the next integer.
    return Math.floor(left / right) + 0;
  }
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return floorDivInts(a, b);
  if (!isReal(left) || !isReal(right)) return NotImplemented;
  const x = realOf(left);
  const y = realOf(right);
  if (y === 0) divisionByZero();
  return new PyFloat(floorDivFloats(x, y));
}

export function numberMod(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    if (left >= 0 && right > 0) return left % right;
    return modInts(left, right);
  }
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return modInts(a, b);
  if (!isReal(left) || !isReal(right)) return NotImplemented;
  const x = realOf(left);
  const y = realOf(right);
  if (y === 0) divisionByZero();
  return new PyFloat(modFloats(x, y));
}

export function numberDivMod(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  if (a !== undefined && b !== undefined) return new PyTuple(divModInts(a, b));
  if (!isReal(left) || !isReal(right)) return NotImplemented;
  const x = realOf(left);
  const y = realOf(right);
  if (y === 0) divisionByZero();
  return new PyTuple([new PyFloat(floorDivFloats(x, y)), new PyFloat(modFloats(x, y))]);
}

/** `base ** exponent`, or (of ints) `pow(base, exponent, modulus)`. */
export function numberPow(base: Value, exponent: Value, modulus: Value = null): Value {
  if (base instanceof PyFloat && exponent instanceof PyFloat && modulus === null)
    return powFloats(base.value, exponent.value);
  const a = intValue(base);
  const b = intValue(exponent);
  if (a !== undefined && b !== undefined) {
    if (modulus !== null) {
      const m = intValue(modulus);
      return m === undefined ? NotImplemented : powModInts(a, b, m);
    }
    return b < 0 ? powFloats(intToDouble(a), intToDouble(b)) : powInts(a, b);
  }
  if (base instanceof PyComplex || exponent instanceof PyComplex) {
    const x = complexOf(base);
    const y = complexOf(exponent);
    if (x === undefined || y === undefined) return NotImplemented;
    return powComplex(x.real, x.imag, y.real, y.imag);
  }
  if (!isReal(base) || !isReal(exponent)) return NotImplemented;
  return powFloats(realOf(base), realOf(exponent));
}

function powFloats(x: number, y: number): Value {
  if (x === 0 && y < 0 && y !== Number.NEGATIVE_INFINITY)
    raise(E.ZeroDivisionError, "zero to a negative power");
  // A negative number to a fractional power is complex.
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y))
    return powComplex(x, 0, y, 0);
  const result = ieeePower(x, y);
  if (isInfinite(result) && !isInfinite(x) && !isInfinite(y))
    throw new PyThrow(newException(E.OverflowError, 34, "Numerical result out of range"));
  return new PyFloat(result);
}

function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

export function numberLShift(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  return a === undefined || b === undefined ? NotImplemented : lshiftInts(a, b);
}

export function numberRShift(left: Value, right: Value): Value {
  const a = intValue(left);
  const b = intValue(right);
  return a === undefined || b === undefined ? NotImplemented : rshiftInts(a, b);
}

export function numberAnd(left: Value, right: Value): Value {
  if (typeof left === "boolean" && typeof right === "boolean") return left && right;
  const a = intValue(left);
  const b = intValue(right);
  return a === undefined || b === undefined ? NotImplemented : andInts(a, b);
}

export function numberOr(left: Value, right: Value): Value {
  if (typeof left === "boolean" && typeof right === "boolean") return left || right;
  const a = intValue(left);
  const b = intValue(right);
  return a === undefined || b === undefined ? NotImplemented : orInts(a, b);
}

export function numberXor(left: Value, right: Value): Value {
  if (typeof left === "boolean" && typeof right === "boolean") return left !== right;
  const a = intValue(left);
  const b = intValue(right);
  return a === undefined || b === undefined ? NotImplemented : xorInts(a, b);
}

/** `-value` */
export function numberNeg(value: Value): Value {
  if (typeof value === "number") return 0 - value;
  if (value instanceof PyFloat) return new PyFloat(-value.value);
  if (value instanceof PyComplex) return new PyComplex(-value.real, -value.imag);
  const int = intValue(value);
  return int === undefined ? NotImplemented : negateInt(int);
}

/** `+value`: a plain number of the builtin type. */
export function numberPos(value: Value): Value {
  if (value instanceof PyFloat)
    return value.shape.type.isBuiltin ? value : new PyFloat(value.value);
  if (value instanceof PyComplex)
    return value.shape.type.isBuiltin ? value : new PyComplex(value.real, value.imag);
  return intValue(value) ?? NotImplemented;
}

/** `~value` */
export function numberInvert(value: Value): Value {
  if (typeof value === "number") return -1 - value >= -MAX ? -1 - value : invertInt(value);
  const int = intValue(value);
  return int === undefined ? NotImplemented : invertInt(int);
}

/** `abs(value)` */
export function numberAbs(value: Value): Value {
  if (typeof value === "number") return value < 0 ? -value : value;
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  if (value instanceof PyComplex) return new PyFloat(absComplex(value));
  const int = intValue(value);
  return int === undefined ? NotImplemented : absInt(int);
}
