/**
 * Operators on numbers for which an instruction of the processor is enough. The machine tries them before it asks the
 * operands' types; sums, differences and products it does itself.
 */
import * as Op from "../compiler/opcodes.ts";
import { PyFloat } from "../objects/float.ts";
import type { Value } from "../objects/object.ts";

const floatShape = PyFloat.prototype.shape;

/** Bits and shifts. Undefined where it takes more to find the result: JavaScript's own operators are exact below 32 bits. */
export function smallBits(op: number, a: Value, b: Value): number | undefined {
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  if ((a | 0) !== a || (b | 0) !== b) return undefined;
  switch (op) {
    case Op.BAND:
    case Op.IBAND:
      return a & b;
    case Op.BOR:
    case Op.IBOR:
      return a | b;
    case Op.BXOR:
    case Op.IBXOR:
      return a ^ b;
    case Op.RSHIFT:
    case Op.IRSHIFT:
      return b >= 0 && b < 32 ? a >> b : undefined;
    default:
      // Both factors are exact, and so is a product below 2**52.
      return b >= 0 && b <= 20 ? a * (1 << b) + 0 : undefined;
  }
}

/** `//` and `/`. Undefined where it takes more to find the result. */
export function smallQuotient(op: number, a: Value, b: Value): Value | undefined {
  const isFloor = op === Op.FLOORDIV || op === Op.IFLOORDIV;
  if (typeof a === "number" && typeof b === "number") {
    if (!isFloor) return b === 0 ? undefined : new PyFloat(a / b);
    // Below 32 bits the quotient of doubles is on the right side of every integer.
    return b > 0 && (a | 0) === a ? Math.floor(a / b) + 0 : undefined;
  }
  return !isFloor && isFloat(a) && isFloat(b) && b.value !== 0
    ? new PyFloat(a.value / b.value)
    : undefined;
}

/** A float of no derived class. */
function isFloat(value: Value): value is PyFloat {
  return value instanceof PyFloat && value.shape === floatShape;
}
