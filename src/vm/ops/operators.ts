/** Operators and comparisons on operands that the machine's cases do not know. */
import * as Op from "../../compiler/opcodes.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyDict, PySet } from "../../objects/hash-table.ts";
import * as numbers from "../../objects/numbers/arithmetic.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { binary, inPlace, leftMethod, unary } from "../../objects/protocols/arithmetic.ts";
import { compare, leftComparison } from "../../objects/protocols/compare.ts";
import { contains as containsItem } from "../../objects/protocols/items.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import { after, FunctionCall, isPending, type NativeResult } from "../../objects/requests.ts";
import { NotImplemented } from "../../objects/sequences.ts";
import { EQ, GE, GT, LE, LT, NE, SLOT } from "../../objects/slots.ts";
import { typeOf } from "../../objects/types.ts";
import { branch } from "../finish.ts";
import { type Frame, Kind } from "../frame.ts";
import { leave, ownedOperand } from "../ownership.ts";
import type { Handler } from "./index.ts";
import { comparisonOf, operatorOf } from "./operands.ts";
import { done, settle } from "./settle.ts";

/** Any binary operator, in place or not. A pending answer is to be settled with Kind.BINARY. */
function binarySlow(op: number, left: Value, right: Value): NativeResult {
  const { row, isInPlace } = operatorOf(op);
  if (row <= 2 && typeof left !== typeof right) {
    const x = asDouble(left);
    const y = x === undefined ? undefined : asDouble(right);
    if (x !== undefined && y !== undefined)
      return new PyFloat(row === 0 ? x + y : row === 1 ? x - y : x * y);
  }
  if (isNumber(left) && isNumber(right)) {
    const result = (NUMERIC[row] as (typeof NUMERIC)[number])(left, right);
    if (result !== NotImplemented) return result;
  }
  if (isInPlace && slotOf(typeOf(left), row * 3 + 2) !== null) return inPlace(row, left, right);
  const method = leftMethod(row, left, right);
  if (method !== null) return new FunctionCall(method, left, right, undefined);
  return binary(row, left, right, isInPlace);
}

/** A float, or an int that is one exactly, as a double. */
function asDouble(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof PyFloat && value.shape === FLOAT ? value.value : undefined;
}

/** An int, bool or float, and not an instance of a class derived from one. */
function isNumber(value: Value): boolean {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "boolean":
      return true;
    default:
      return value instanceof PyFloat && value.shape === FLOAT;
  }
}

/** By row of OPERATORS. */
const NUMERIC: readonly ((left: Value, right: Value) => Value)[] = [
  numbers.numberAdd,
  numbers.numberSub,
  numbers.numberMul,
  () => NotImplemented,
  numbers.numberTrueDiv,
  numbers.numberFloorDiv,
  numbers.numberMod,
  (left, right) => numbers.numberPow(left, right),
  numbers.numberLShift,
  numbers.numberRShift,
  numbers.numberOr,
  numbers.numberXor,
  numbers.numberAnd,
  numbers.numberDivMod,
];

/** Any comparison. A pending answer is to be settled with Kind.COMPARE or COMPARE_BRANCH. */
export function compareSlow(op: number, left: Value, right: Value): NativeResult {
  if (typeof left === "number" && typeof right === "number") return compareNumbers(op, left, right);
  if (typeof left === "string" && typeof right === "string") {
    if (op === EQ) return left === right;
    if (op === NE) return left !== right;
    // Neither has surrogates, so the order of code units is that of code points.
    return op === LT
      ? left < right
      : op === LE
        ? left <= right
        : op === GT
          ? left > right
          : left >= right;
  }
  if (
    left instanceof PyFloat &&
    right instanceof PyFloat &&
    left.shape === right.shape &&
    left.shape === FLOAT
  )
    return compareNumbers(op, left.value, right.value);
  // An int that is a JavaScript number is exactly a double.
  if (left instanceof PyFloat && left.shape === FLOAT && typeof right === "number")
    return compareNumbers(op, left.value, right);
  if (right instanceof PyFloat && right.shape === FLOAT && typeof left === "number")
    return compareNumbers(op, left, right.value);
  const method = leftComparison(op, left, right);
  if (method !== null) return new FunctionCall(method, left, right, undefined);
  return compare(op, left, right);
}
const FLOAT = PyFloat.prototype.shape;

function compareNumbers(op: number, left: number, right: number): boolean {
  switch (op) {
    case LT:
      return left < right;
    case LE:
      return left <= right;
    case EQ:
      return left === right;
    case NE:
      return left !== right;
    case GT:
      return left > right;
    case GE:
      return left >= right;
    default:
      return false;
  }
}

/** `item in container`. */
export function contains(container: Value, item: Value): NativeResult {
  if (container instanceof PyDict || container instanceof PySet) {
    if (container.shape.type.isBuiltin && (typeof item === "string" || typeof item === "number")) {
      const entry = container.table.find(item);
      if (entry !== DECLINED) return entry !== undefined;
    }
  } else if (typeof container === "string" && typeof item === "string")
    return container.includes(item);
  const owned = ownedOperand(container);
  const result = containsItem(container, item);
  return owned === null ? result : after(result, (found) => leave(owned, found));
}

/** A str or None beside something else that is no object: never equal, as `match` finds of most literals. */
function isMixedPair(left: Value, right: Value): boolean {
  if (typeof left === "string") return right === null || typeof right === "number";
  if (typeof right === "string") return left === null || typeof left === "number";
  return (
    (left === null && typeof right === "number") || (right === null && typeof left === "number")
  );
}

/** A fused compare-and-branch on operands that are not both numbers. */
export const compareBranch: Handler = (frame, a, b) => {
  const op = frame.instance.instructions[frame.pc] as number;
  const left = frame.r[a] as Value;
  const right = op >= Op.UNLESS_LT_INT ? b : (frame.r[b] as Value);
  const row = comparisonOf(op);
  if ((row === EQ || row === NE) && isMixedPair(left, right)) {
    branch(frame, row === NE);
    return frame;
  }
  const result = compareSlow(row, left, right);
  if (isPending(result)) return settle(result, frame, Kind.COMPARE_BRANCH);
  if (typeof result !== "boolean") return done(frame, result, Kind.BRANCH);
  branch(frame, result);
  return frame;
};

/** A jump on the truth of an object. */
export const jumpOnTruth: Handler = (frame, a) => {
  const truth = truthOf(frame.r[a] as Value);
  if (isPending(truth)) return settle(truth, frame, Kind.BRANCH);
  branch(frame, truth);
  return frame;
};

export const not: Handler = (frame, _a, b) => {
  const truth = truthOf(frame.r[b] as Value);
  return isPending(truth) ? settle(truth, frame, Kind.TRUTH) : done(frame, !truth);
};

/** A binary operator, where the machine has no case for it or for its operands. */
export const binaryOp: Handler = (frame, _a, b, c) => binaryWith(frame, b, frame.r[c] as Value);

/** Likewise; the right operand is a small int in the instruction. */
export const binaryWithInt: Handler = (frame, _a, b, c) => binaryWith(frame, b, c);

function binaryWith(frame: Frame, b: number, right: Value): Frame | null {
  const op = frame.instance.instructions[frame.pc] as number;
  const result = binarySlow(op, frame.r[b] as Value, right);
  return isPending(result) ? settle(result, frame, Kind.BINARY) : done(frame, result);
}

const unaryOp =
  (id: number, symbol: string): Handler =>
  (frame, _a, b) =>
    done(frame, unary(id, symbol, frame.r[b] as Value));

export const negate = unaryOp(SLOT.__neg__, "-");
export const plus = unaryOp(SLOT.__pos__, "+");
export const invert = unaryOp(SLOT.__invert__, "~");

/** Values whose equality is JavaScript's. */
export function isPrimitivePair(a: Value, b: Value): boolean {
  const type = typeof a;
  return type === typeof b && (type === "number" || type === "string" || type === "boolean");
}
