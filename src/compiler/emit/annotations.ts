/**
 * Annotations, and whatever else is evaluated when somebody asks for it: functions that take the format of the result.
 * https://docs.python.org/3/reference/compound_stmts.html#annotations
 */
import type * as ast from "../../syntax/ast.ts";
import type { Code } from "../code.ts";
import * as Op from "../opcodes.ts";
import type { Scope } from "../scope.ts";
import { annotationsOf } from "../tree.ts";
import type { Unit } from "../unit.ts";
import { unparse } from "../unparse.ts";
import { load, loadConstant } from "./names.ts";
import { makeCells, positionalParameters, qualname } from "./nesting.ts";

/** The value itself (1), or with globals that stand for names (2), is all that the function can tell: `annotationlib.Format`. */
const LAST_FORMAT = 2;

/** A function that evaluates something in a format, its only parameter. `body` answers the register of the result. */
export function lazyCode(
  u: Unit,
  scope: Scope,
  position: ast.Positioned,
  body: (inner: Unit) => number,
): Code {
  const inner = u.nested(scope, qualname(u, scope.name));
  const { asm } = inner;
  asm.position = position;
  inner.markAssigned(0);
  makeCells(inner);
  const isKnown = asm.open();
  asm.jump(Op.UNLESS_GT_INT, isKnown, 0, LAST_FORMAT);
  const error = asm.temporary();
  asm.emit(Op.LOAD_NOT_IMPLEMENTED, error);
  asm.emit(Op.RAISE, error, 0, 1);
  asm.close(isKnown);
  asm.top = error;
  asm.emit(Op.RETURN, body(inner));
  // sic: that of annotations alone has a name that a program could use.
  if (scope.name === "__annotate__") inner.localNames[0] = "format";
  return inner.finish(position.lineno, positionalParameters(1), null);
}

interface Annotation {
  readonly name: string;
  readonly annotation: ast.Expression;
  readonly condition: number | null;
}

/** `__annotate__(format)`: makes the dict of annotations. */
function annotateCode(
  u: Unit,
  scope: Scope,
  position: ast.Positioned,
  annotations: readonly Annotation[],
): Code {
  return lazyCode(u, scope, position, (inner) => {
    const { asm } = inner;
    const dict = asm.temporary();
    asm.emit(Op.DICT, dict, 0, 0);
    for (const { name, annotation, condition } of annotations) {
      const { top } = asm;
      const past = condition === null ? null : asm.open();
      if (past !== null) {
        const number = loadConstant(inner, condition);
        const holds = asm.temporary();
        asm.emit(Op.IN, holds, number, load(inner, CONDITIONS));
        asm.jump(Op.JUMP_IF_FALSE, past, holds);
      }
      const key = loadConstant(inner, name);
      asm.emit(Op.DICT_SET, dict, key, annotationValue(inner, annotation));
      if (past !== null) asm.close(past);
      asm.top = top;
    }
    return dict;
  });
}

function annotationValue(u: Unit, annotation: ast.Expression): number {
  const { hasTextAnnotations, repr } = u.table;
  return hasTextAnnotations ? loadConstant(u, unparse(annotation, repr)) : onlyValue(u, annotation);
}

/** The value of an expression; of `*e` its only item, as `*args: *Ts` has it. */
export function onlyValue(u: Unit, e: ast.Expression): number {
  if (e.kind !== "Starred") return u.expr(e);
  const { asm } = u;
  const item = asm.temporary();
  const iterable = u.expr(e.value);
  asm.position = e;
  asm.emit(Op.UNPACK, item, iterable, 1);
  asm.top = item + 1;
  return item;
}

/** The set of the numbers of annotations that a body has come by. */
const CONDITIONS = "__conditional_annotations__";

/** Gives the function in a register its annotations. */
export function annotateFunction(
  u: Unit,
  s: ast.FunctionDef | ast.AsyncFunctionDef,
  r: number,
): void {
  const found = annotationsOf(s);
  if (found.length === 0) return;
  const { asm } = u;
  const { top } = asm;
  const made = asm.temporary();
  const annotations = found.map(([name, annotation]) => ({
    name: u.mangled(name),
    annotation,
    condition: null,
  }));
  const code = annotateCode(u, u.table.get(s.args), s, annotations);
  asm.emit(Op.FUNCTION, made, asm.constant(code));
  asm.emit(Op.SET_ANNOTATE, r, made);
  asm.top = top;
}

/** What a module or class body with annotated variables begins with. */
export function setupAnnotations(u: Unit): void {
  const variables = u.table.annotatedVariables(u.root);
  if (variables.length === 0) return;
  const { asm } = u;
  const { top } = asm;
  if (u.table.hasTextAnnotations) asm.emit(Op.SETUP_ANNOTATIONS);
  else if (variables.some((v) => v.condition !== null)) {
    const none = asm.temporary();
    asm.emit(Op.SET, none, 0, 0);
    if (u.kind === "class") asm.emit(Op.STORE_CELL, u.cellRegister(CONDITIONS), none);
    else asm.named(Op.STORE_NAME, CONDITIONS, none);
  }
  asm.top = top;
}

/** Puts the `__annotate__` of a module's or class body's variables into its namespace. */
export function annotateNamespace(u: Unit, name: string, firstLine: number): void {
  const scope = u.table.annotationsOf(u.root);
  if (scope === undefined) return;
  const variables = u.table.annotatedVariables(u.root);
  const first = { lineno: firstLine, col_offset: 0, end_lineno: firstLine, end_col_offset: 0 };
  const { top } = u.asm;
  const annotations = variables.map((v) => ({ ...v, annotation: v.node.annotation }));
  const annotate = u.asm.temporary();
  const code = annotateCode(u, scope, first, annotations);
  u.asm.emit(Op.FUNCTION, annotate, u.asm.constant(code));
  u.asm.named(Op.STORE_NAME, name, annotate);
  u.asm.top = top;
}

/** What becomes of an annotation where it stands. */
export function annotationStatement(u: Unit, s: ast.AnnAssign): void {
  if (s.simple === 0 || s.target.kind !== "Name" || u.scope.isFunctionLike) return;
  const { asm } = u;
  const { top } = asm;
  if (u.table.hasTextAnnotations) {
    const text = annotationValue(u, s.annotation);
    const annotations = asm.temporary();
    asm.named(Op.LOAD_NAME, "__annotations__", annotations);
    asm.emit(Op.SET_ITEM, annotations, loadConstant(u, u.mangled(s.target.id)), text);
  } else {
    const condition = u.table.conditionOf(s);
    if (condition === undefined) return;
    const conditions = asm.temporary();
    if (u.kind === "class") asm.emit(Op.LOAD_CELL, conditions, u.cellRegister(CONDITIONS));
    else asm.named(Op.LOAD_NAME, CONDITIONS, conditions);
    asm.emit(Op.SET_ADD, conditions, loadConstant(u, condition));
  }
  asm.top = top;
}
