/** `from __future__ import …`: every feature is there already; what remains is to refuse the others, and late ones. */
import type * as ast from "../syntax/ast.ts";

const FEATURES: ReadonlySet<string> = new Set([
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

/** The imports at the beginning of a program, whose features are checked. */
export function futureImports(
  body: readonly ast.Statement[],
  fail: (message: string, node: ast.Positioned) => never,
): ReadonlySet<ast.ImportFrom> {
  const imports = new Set<ast.ImportFrom>();
  for (const [i, s] of body.entries()) {
    if (s.kind === "ImportFrom" && isFutureImport(s)) {
      for (const alias of s.names) {
        if (alias.name === "braces") fail("not a chance", alias);
        if (!FEATURES.has(alias.name)) fail(`future feature ${alias.name} is not defined`, alias);
      }
      imports.add(s);
    } else if (i > 0 || !isDocstring(s)) break;
  }
  return imports;
}

function isDocstring(s: ast.Statement): boolean {
  return s.kind === "Expr" && s.value.kind === "Constant" && typeof s.value.value === "string";
}
