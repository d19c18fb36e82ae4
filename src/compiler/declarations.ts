/** `global` and `nonlocal`: what they may not say, and of which names. */
import type * as ast from "../syntax/ast.ts";
import type { Scope } from "./scope.ts";

type Fail = (message: string, node: ast.Positioned) => never;

/** Notes the names that a statement declares. */
export function declare(scope: Scope, s: ast.Global | ast.Nonlocal, fail: Fail): void {
  const word = s.kind === "Global" ? "global" : "nonlocal";
  for (const name of s.names) {
    const mangled = scope.mangled(name);
    const symbol = scope.symbol(mangled);
    if (symbol.isParameter) fail(`name '${name}' is parameter and ${word}`, s);
    if (symbol.isUsed) fail(`name '${name}' is used prior to ${word} declaration`, s);
    if (symbol.isAnnotated) fail(`annotated name '${name}' can't be ${word}`, s);
    // sic: what was imported before may still be declared.
    if (symbol.isBound && !symbol.isImport)
      fail(`name '${name}' is assigned to before ${word} declaration`, s);
    if (s.kind === "Global") symbol.isGlobal = true;
    else symbol.isNonlocal = true;
    if (!scope.directives.has(mangled)) scope.directives.set(mangled, s);
  }
}

/** Refuses declarations that contradict each other, and those of names that no function around has. */
export function checkDeclarations(scope: Scope, visible: ReadonlySet<string>, fail: Fail): void {
  for (const [name, at] of scope.directives) {
    const { isGlobal, isNonlocal } = scope.symbol(name);
    if (isGlobal && isNonlocal) fail(`name '${name}' is nonlocal and global`, at);
    if (!isNonlocal) continue;
    if (scope.kind === "module") fail("nonlocal declaration not allowed at module level", at);
    if (!visible.has(name)) fail(`no binding for nonlocal '${name}' found`, at);
    if (isTypeParameter(scope, name))
      fail(`nonlocal binding not allowed for type parameter '${name}'`, at);
  }
}

/** Is the nearest variable of the name, in a function around, a type parameter? */
function isTypeParameter(scope: Scope, name: string): boolean {
  let at = scope.parent;
  while (at !== null && !(at.isFunctionLike && at.owns(name))) at = at.parent;
  return at?.symbols.get(name)?.isTypeParameter === true;
}
