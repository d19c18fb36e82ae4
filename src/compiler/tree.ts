/** What is asked of the tree before there is code for it. */
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

export interface PatternVisitor {
  /** A name that a pattern captures. */
  name(name: string, p: ast.Pattern): void;
  expression(e: ast.Expression): void;
  /** The keyword of a pattern in a class pattern. */
  keyword(name: string, p: ast.Pattern): void;
}

/** What a pattern binds and evaluates, in order. */
export function walkPattern(p: ast.Pattern, visitor: PatternVisitor): void {
  const walkAll = (patterns: readonly ast.Pattern[]) => {
    for (const inner of patterns) walkPattern(inner, visitor);
  };
  switch (p.kind) {
    case "MatchValue":
      return visitor.expression(p.value);
    case "MatchSingleton":
      return;
    case "MatchSequence":
    case "MatchOr":
      return walkAll(p.patterns);
    case "MatchMapping":
      for (const key of p.keys) visitor.expression(key);
      walkAll(p.patterns);
      if (p.rest !== null) visitor.name(p.rest, p);
      return;
    case "MatchClass":
      visitor.expression(p.cls);
      p.kwd_attrs.forEach((name, i) => {
        visitor.keyword(name, p.kwd_patterns[i] as ast.Pattern);
      });
      walkAll(p.patterns);
      walkAll(p.kwd_patterns);
      return;
    case "MatchStar":
      if (p.name !== null) visitor.name(p.name, p);
      return;
    case "MatchAs":
      if (p.pattern !== null) walkPattern(p.pattern, visitor);
      if (p.name !== null) visitor.name(p.name, p);
  }
}
