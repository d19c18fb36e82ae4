/** Chains such as `a + b + c` or `a.b().c`, trees as deep as they are long. */
import type * as ast from "../syntax/ast.ts";

/** What a link of a chain goes on from; null for other expressions. */
export function firstOperand(e: ast.Expression): ast.Expression | null {
  switch (e.kind) {
    case "BinOp":
      return e.left;
    case "UnaryOp":
      return e.operand;
    case "Attribute":
    case "Subscript":
      return e.value;
    case "Call":
      return e.func;
    default:
      return null;
  }
}
