/** Questions about expressions that scopes ask. */
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

/** Does a generator expression await anything itself? */
export function containsAwait(e: ast.GeneratorExp): boolean {
  const visit = (root: unknown): boolean => {
    const left = [root];
    while (left.length > 0) {
      const node = left.pop();
      if (typeof node !== "object" || node === null) continue;
      if (Array.isArray(node)) {
        for (const n of node) left.push(n);
        continue;
      }
      const { kind } = node as { kind?: string };
      if (kind === "Await") return true;
      if (kind === "Lambda" || kind === undefined) continue;
      for (const n of Object.values(node)) left.push(n);
    }
    return false;
  };
  return e.generators.some((g, i) => (i > 0 && visit(g.iter)) || visit(g.ifs)) || visit(e.elt);
}
