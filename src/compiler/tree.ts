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

/** What a class body may have done before an annotation in one of these, or not. */
export const CONDITIONAL: ReadonlySet<ast.Statement["kind"]> = new Set([
  "If",
  "For",
  "AsyncFor",
  "While",
  "With",
  "AsyncWith",
  "Try",
  "TryStar",
  "Match",
]);
