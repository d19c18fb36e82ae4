/** Type parameters, and the `type` statement. https://docs.python.org/3/reference/compound_stmts.html#type-params */
import type * as ast from "../../syntax/ast.ts";
import { ConstantTuple } from "../code.ts";
import * as Op from "../opcodes.ts";
import type { Scope } from "../scope.ts";
import { TypeParameter } from "../type-parameter.ts";
import type { Unit } from "../unit.ts";
import { lazyCode, onlyValue } from "./annotations.ts";
import { loadConstant, store } from "./names.ts";
import { makeCells, positionalParameters, qualname } from "./nesting.ts";

type Generic = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.TypeAlias;

/**
 * Makes something with type parameters, in r: in a function around it that is called at once with `given` registers. `body`
 * gets the register of the tuple of parameters, and answers that of what is made.
 */
export function inTypeParameters(
  u: Unit,
  s: Generic,
  given: readonly number[],
  r: number,
  body: (inner: Unit, parameters: number) => number,
): void {
  const scope = u.table.get(s.type_params);
  const inner = u.nested(scope, qualname(u, scope.name));
  inner.asm.position = s;
  given.forEach((_, i) => void inner.markAssigned(i));
  makeCells(inner);
  const parameters = inner.asm.temporary();
  typeParameters(inner, s.type_params, parameters);
  inner.asm.position = s;
  const made = body(inner, parameters);
  inner.asm.position = s;
  inner.asm.emit(Op.RETURN, made);
  const first = s.kind === "TypeAlias" ? undefined : s.decorator_list[0];
  const code = inner.finish((first ?? s).lineno, positionalParameters(given.length), null);
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(1 + given.length);
  asm.emit(Op.FUNCTION, base, asm.constant(code));
  given.forEach((register, i) => void asm.emit(Op.MOVE, base + 1 + i, register));
  asm.position = s;
  asm.emit(Op.CALL, r, base, given.length);
  asm.top = top;
}

/** Makes the parameters, as variables of this scope, and their tuple. */
function typeParameters(u: Unit, parameters: readonly ast.TypeParam[], tuple: number): void {
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(parameters.length);
  let hasDefault = false;
  parameters.forEach((p, i) => {
    asm.position = p;
    const inner = asm.top;
    const bound = p.kind === "TypeVar" ? p.bound : null;
    const evaluator = bound === null ? 0 : evaluate(u, u.table.get(p), bound);
    asm.named(Op.TYPE_PARAMETER, p.name, base + i, evaluator, kindOf(p));
    if (p.default_value !== null) {
      hasDefault = true;
      asm.emit(Op.SET_TYPE_DEFAULT, base + i, evaluate(u, u.table.defaultOf(p), p.default_value));
    } else if (hasDefault) {
      u.table.fail(`non-default type parameter '${p.name}' follows default type parameter`, p);
    }
    asm.top = inner;
    store(u, u.mangled(p.name), base + i);
  });
  asm.emit(Op.TUPLE, tuple, base, parameters.length);
  asm.top = top;
}

function kindOf(p: ast.TypeParam): number {
  if (p.kind !== "TypeVar" || p.bound === null) return TypeParameter[p.kind];
  return p.bound.kind === "Tuple" ? TypeParameter.CONSTRAINED : TypeParameter.BOUND;
}

/** The function that evaluates an expression when it is asked for; the format may be left out. */
function evaluate(u: Unit, scope: Scope, e: ast.Expression, position: ast.Positioned = e): number {
  const { asm } = u;
  const code = lazyCode(u, scope, position, (inner) => onlyValue(inner, e));
  const fn = asm.temporary();
  const defaults = asm.temporary();
  asm.emit(Op.FUNCTION, fn, asm.constant(code));
  asm.emit(Op.CONST, defaults, asm.constant(new ConstantTuple([1])));
  asm.emit(Op.SET_DEFAULTS, fn, defaults);
  return fn;
}

export function typeAlias(u: Unit, s: ast.TypeAlias): void {
  const { asm } = u;
  const r = asm.temporary();
  const make = (inner: Unit, parameters: number | null, dst: number) => {
    const base = inner.asm.reserve(2);
    if (parameters === null) loadConstant(inner, null, base);
    else inner.asm.emit(Op.MOVE, base, parameters);
    const value = evaluate(inner, inner.table.get(s), s.value, s);
    inner.asm.emit(Op.MOVE, base + 1, value);
    inner.asm.position = s;
    inner.asm.named(Op.TYPE_ALIAS, s.name.id, dst, base);
  };
  if (s.type_params.length === 0) make(u, null, r);
  else
    inTypeParameters(u, s, [], r, (inner, parameters) => {
      const made = inner.asm.temporary();
      make(inner, parameters, made);
      return made;
    });
  asm.position = s;
  store(u, u.mangled(s.name.id), r);
}
