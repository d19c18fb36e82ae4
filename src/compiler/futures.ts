/** `from __future__ import …`. https://docs.python.org/3/reference/simple_stmts.html#future */
import type * as ast from "../syntax/ast.ts";
import type { Diagnostics } from "./diagnostics.ts";

const FUTURES = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

export function isFutureImport(s: ast.ImportFrom): boolean {
  return s.module === "__future__" && s.level === 0;
}

export interface Futures {
  readonly features: ReadonlySet<string>;
  /** Those that stand where they may. */
  readonly statements: ReadonlySet<ast.ImportFrom>;
}

/** The features that a program asks for, in statements that only a docstring and each other may come before. */
export function readFutures(root: ast.Root, diagnostics: Diagnostics): Futures {
  const features = new Set<string>();
  const statements = new Set<ast.ImportFrom>();
  if (root.kind === "Expression") return { features, statements };
  const [first] = root.body;
  const isDoc =
    first?.kind === "Expr" &&
    first.value.kind === "Constant" &&
    typeof first.value.value === "string";
  for (const s of isDoc ? root.body.slice(1) : root.body) {
    if (s.kind !== "ImportFrom" || !isFutureImport(s)) break;
    for (const alias of s.names) {
      if (alias.name === "braces") diagnostics.fail("not a chance", alias);
      if (!FUTURES.has(alias.name))
        diagnostics.fail(`future feature ${alias.name} is not defined`, alias);
      features.add(alias.name);
    }
    statements.add(s);
  }
  return { features, statements };
}
