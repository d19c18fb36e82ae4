/** Who owns which name: the second pass over the scopes, from the outside in. */
import type * as ast from "../syntax/ast.ts";
import { checkDeclarations } from "./declarations.ts";
import { CLASS_CELLS, type Scope } from "./scope.ts";

type Fail = (message: string, node: ast.Positioned) => never;

/** Decides for each name of each scope whether it is a local, shared, of an enclosing function, or a global. */
export function resolve(root: Scope, fail: Fail): void {
  resolveScope(root, new Set(), fail);
}

/**
 * `visible` are the names of enclosing functions. Answers the names that the scope needs from them: those that are
 * captured by a function of its own frame, and those used by comprehensions in the very frame around.
 */
function resolveScope(
  scope: Scope,
  visible: ReadonlySet<string>,
  fail: Fail,
): { captured: Set<string>; direct: Set<string> } {
  const here = new Set(visible);
  if (scope.isFunctionLike) {
    for (const [name, s] of scope.symbols) {
      if (s.isGlobal) here.delete(name);
      else if (s.isBound && !s.isNonlocal) here.add(name);
    }
  }
  if (scope.kind === "class") for (const name of CLASS_CELLS) here.add(name);
  checkDeclarations(scope, visible, fail);
  const captured = new Set<string>();
  const direct = new Set<string>();
  for (const child of scope.children) {
    const needs = resolveScope(child, here, fail);
    for (const name of needs.captured) provide(scope, name, captured, true);
    for (const name of needs.direct) provide(scope, name, direct, false);
  }
  for (const [name, s] of scope.symbols) {
    // A class body has no class yet; a comprehension in it runs there.
    if (name === "__class__" && isInClassBody(scope)) s.isGlobal = true;
    if (s.isNonlocal) s.isFree = true;
    else if (!s.isGlobal && !s.isBound && visible.has(name) && !isOfClass(scope, name))
      s.isFree = true;
    if (s.isFree) (scope.kind === "comprehension" ? direct : captured).add(name);
  }
  // What leaves a function or class body is needed by another frame, whoever asked for it.
  if (scope.kind !== "comprehension") for (const name of direct) captured.add(name);
  return { captured, direct: scope.kind === "comprehension" ? direct : new Set() };
}

/** Whether a comprehension runs in the frame of a class body. */
function isInClassBody(scope: Scope): boolean {
  let owner: Scope | null = scope;
  while (owner?.kind === "comprehension") owner = owner.parent;
  return owner !== scope && owner?.kind === "class";
}

/** `:=` there binds a variable of the scope around. */
export function isTransparent(scope: Scope): boolean {
  if (scope.isComprehension) return true;
  return scope.annotation !== null && scope.annotation.rebinding === null;
}

/** Is it a name of the class that this annotation scope sees? Variables of functions around do not count then. */
export function isOfClass({ seenClass }: Scope, name: string): boolean {
  const symbol = seenClass?.symbols.get(name);
  return symbol !== undefined && (symbol.isGlobal || (symbol.isBound && !symbol.isNonlocal));
}

/** Gives a name that an inner scope needs: from here, or by asking further out. */
function provide(scope: Scope, name: string, outer: Set<string>, needsCell: boolean): void {
  if (scope.kind === "class") {
    if (needsCell && (CLASS_CELLS as readonly string[]).includes(name)) {
      scope.classCells.add(name);
      return;
    }
    // Class variables are invisible inside functions; a comprehension's name passes by as well.
    scope.symbol(name).isFree = true;
    outer.add(name);
    return;
  }
  const own = scope.symbols.get(name);
  if (scope.isFunctionLike && own?.isBound && !own.isGlobal && !own.isNonlocal) {
    if (needsCell) own.isCell = true;
    return;
  }
  if (scope.kind === "module") return;
  scope.symbol(name).isFree = true;
  outer.add(name);
}
