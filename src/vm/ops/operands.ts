/** Which operator an instruction means, and where its operands are. */
import * as Op from "../../compiler/opcodes.ts";
import { BINARY_OPS, IN_PLACE_OPS } from "../../compiler/operations.ts";
import type { Value } from "../../objects/object.ts";
import { OPERATORS } from "../../objects/slots.ts";
import type { Frame } from "../frame.ts";

export interface OperatorInstruction {
  /** The row of OPERATORS. */
  readonly row: number;
  readonly isInPlace: boolean;
  readonly isImmediate: boolean;
}

const INSTRUCTIONS: OperatorInstruction[] = [];
OPERATORS.forEach(({ name }, row) => {
  if (name === "DivMod") return;
  INSTRUCTIONS[BINARY_OPS[name]] = { row, isInPlace: false, isImmediate: false };
  INSTRUCTIONS[IN_PLACE_OPS[name]] = { row, isInPlace: true, isImmediate: false };
});
INSTRUCTIONS[Op.ADD_INT] = { row: 0, isInPlace: false, isImmediate: true };
INSTRUCTIONS[Op.SUB_INT] = { row: 1, isInPlace: false, isImmediate: true };
INSTRUCTIONS[Op.IADD_INT] = { row: 0, isInPlace: true, isImmediate: true };
INSTRUCTIONS[Op.ISUB_INT] = { row: 1, isInPlace: true, isImmediate: true };

export function operatorOf(op: number): OperatorInstruction {
  return INSTRUCTIONS[op] as OperatorInstruction;
}

/** The right operand of the binary instruction that a frame stands at. */
export function rightOperand(frame: Frame): Value {
  const { instructions } = frame.instance;
  const c = instructions[frame.pc + 3] as number;
  return operatorOf(instructions[frame.pc] as number).isImmediate ? c : (frame.r[c] as Value);
}

/** The row of COMPARISONS that a comparison, plain or fused, is about. */
export function comparisonOf(op: number): number {
  if (op <= Op.GE) return op - Op.LT;
  return (op - Op.UNLESS_LT) % 6;
}
