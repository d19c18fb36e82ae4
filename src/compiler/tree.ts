/** What a syntax tree tells without its scopes. */
import type * as ast from "../syntax/ast.ts";

/** In the order of their registers. */
export function parametersOf(args: ast.Arguments): readonly ast.Arg[] {
  return args.posonlyargs.concat(args.args, args.kwonlyargs, args.vararg ?? [], args.kwarg ?? []);
}

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

/** Names and annotations of a function's parameters and result. */
export function annotationsOf(
  s: ast.FunctionDef | ast.AsyncFunctionDef,
): [string, ast.Expression][] {
  const { args } = s;
  // sic: those that are given by position alone come second.
  const positional = args.args.concat(args.posonlyargs, args.vararg ?? []);
  const all = positional.concat(args.kwonlyargs, args.kwarg ?? []);
  const found = all.flatMap((a): [string, ast.Expression][] =>
    a.annotation === null ? [] : [[a.arg, a.annotation]],
  );
  if (s.returns !== null) found.push(["return", s.returns]);
  return found;
}

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
