/** Expressions as targets: which may be assigned to or deleted, and what the others are called. */

import type { Expression, ExpressionContext } from "./ast.ts";
import { EllipsisLiteral } from "./literals.ts";

/** What CPython calls an expression in its messages. */
export function describe(node: Expression): string {
  switch (node.kind) {
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Starred":
      return "starred";
    case "Name":
      return "name";
    case "List":
      return "list";
    case "Tuple":
      return "tuple";
    case "Lambda":
      return "lambda";
    case "Call":
      return "function call";
    case "BoolOp":
    case "BinOp":
    case "UnaryOp":
      return "expression";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "TemplateStr":
    case "Interpolation":
      return "t-string expression";
    case "Constant":
      if (node.value === null) return "None";
      if (node.value === true) return "True";
      if (node.value === false) return "False";
      return node.value instanceof EllipsisLiteral ? "ellipsis" : "literal";
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Slice":
      return "slice";
  }
}

/**
 * The part of `node` that cannot be a target, or null. In a `for`, `x in y` means that the target
 * was `x`.
 */
export function invalidTarget(node: Expression, use: "star" | "del" | "for"): Expression | null {
  switch (node.kind) {
    case "List":
    case "Tuple":
      for (const element of node.elts) {
        const invalid = invalidTarget(element, use);
        if (invalid) return invalid;
      }
      return null;
    case "Starred":
      return use === "del" ? node : invalidTarget(node.value, use);
    case "Compare":
      return use === "for" && node.ops[0] === "In" ? invalidTarget(node.left, use) : node;
    case "Name":
    case "Subscript":
    case "Attribute":
      return null;
    default:
      return node;
  }
}

/** Makes `node` and the targets within it stores or deletions. */
export function setContext(node: Expression, ctx: ExpressionContext): void {
  switch (node.kind) {
    case "List":
    case "Tuple":
      node.ctx = ctx;
      for (const element of node.elts) setContext(element, ctx);
      break;
    case "Starred":
      node.ctx = ctx;
      setContext(node.value, ctx);
      break;
    case "Name":
    case "Attribute":
    case "Subscript":
      node.ctx = ctx;
      break;
  }
}
