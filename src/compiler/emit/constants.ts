/** Expressions that are constants. */
import type * as ast from "../../syntax/ast.ts";
import { FloatLiteral } from "../../syntax/literals.ts";
import { type CodeConstant, ConstantTuple } from "../code.ts";

/** The constant that an expression is, if it is one. */
export function foldConstant(e: ast.Expression): CodeConstant | undefined {
  if (e.kind === "Constant") return e.value;
  if (e.kind === "Tuple" && e.ctx === "Load") {
    const items: CodeConstant[] = [];
    for (const item of e.elts) {
      const value = foldConstant(item);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return new ConstantTuple(items);
  }
  if (e.kind === "UnaryOp" && e.op === "USub" && e.operand.kind === "Constant") {
    const { value } = e.operand;
    if (typeof value === "number") return 0 - value;
    if (typeof value === "bigint") return -value;
    if (value instanceof FloatLiteral) return new FloatLiteral(-value.value);
  }
  return undefined;
}
