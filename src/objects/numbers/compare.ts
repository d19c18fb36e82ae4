/** Comparison of int, bool, float and complex in any mixture: exact, also where an int is no double. */
import { PyComplex, PyFloat } from "../float.ts";
import { intValue } from "../int.ts";
import type { PyObject, Value } from "../object.ts";
import { NotImplemented } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";

/** The mathematical value of a real number. JavaScript compares `number` with `bigint` exactly. */
function realValue(value: Value): number | bigint | undefined {
  return value instanceof PyFloat ? value.value : intValue(value);
}

/** `left op right`, where `op` is a row of COMPARISONS; NotImplemented for what is no number. */
export function compareNumbers(op: number, left: Value, right: Value): boolean | PyObject {
  if (typeof left === "number" && typeof right === "number") return order(op, left, right);
  const a = realValue(left);
  const b = realValue(right);
  if (a !== undefined && b !== undefined) return order(op, a, b);
  return compareComplex(op, left, right, a, b);
}

function order(op: number, a: number | bigint, b: number | bigint): boolean {
  switch (op) {
    case LT:
      return a < b;
    case LE:
      return a <= b;
    case GT:
      return a > b;
    case GE:
      return a >= b;
    case EQ:
      return isEqual(a, b);
    default:
      return !isEqual(a, b);
  }
}

/** Equal in value; JavaScript compares doubles and bigints exactly. */
export function isEqual(a: number | bigint, b: number | bigint): boolean {
  return typeof a === typeof b ? a === b : a <= b && a >= b;
}

function compareComplex(
  op: number,
  left: Value,
  right: Value,
  a: number | bigint | undefined,
  b: number | bigint | undefined,
): boolean | PyObject {
  if (op !== EQ && op !== NE) return NotImplemented;
  let equal: boolean;
  if (left instanceof PyComplex) {
    if (right instanceof PyComplex) equal = left.real === right.real && left.imag === right.imag;
    else if (b !== undefined) equal = left.imag === 0 && isEqual(left.real, b);
    else return NotImplemented;
  } else if (right instanceof PyComplex && a !== undefined)
    equal = right.imag === 0 && isEqual(right.real, a);
  else return NotImplemented;
  return equal === (op === EQ);
}
