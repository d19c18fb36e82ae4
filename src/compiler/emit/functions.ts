/** Functions, lambdas, classes: code inside code. */
import type * as ast from "../../syntax/ast.ts";
import { type Code, ConstantTuple } from "../code.ts";
import * as Op from "../opcodes.ts";
import { annotationsOf, type Scope } from "../scopes.ts";
import type { Unit } from "../unit.ts";
import { arguments_ } from "./calls.ts";
import { foldConstant } from "./constants.ts";
import { loadConstant, store } from "./names.ts";

/** `__qualname__` of something defined here. */
export function qualname(u: Unit, name: string): string {
  if (u.kind === "module") return name;
  const symbol = u.root.symbols.get(name);
  if (symbol?.isGlobal === true) return name;
  return u.kind === "class" ? `${u.qualname}.${name}` : `${u.qualname}.<locals>.${name}`;
}

/** Emits what every function starts with, then its body. */
export function functionCode(
  u: Unit,
  node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
  name: string,
  body: (inner: Unit) => void,
): Code {
  const inner = u.nested(u.table.get(node), qualname(u, name));
  inner.asm.position = node;
  const { args } = node;
  const parameters =
    args.posonlyargs.length +
    args.args.length +
    args.kwonlyargs.length +
    (args.vararg === null ? 0 : 1) +
    (args.kwarg === null ? 0 : 1);
  for (let i = 0; i < parameters; i++) inner.markAssigned(i);
  makeCells(inner);
  body(inner);
  const docstring = node.kind === "Lambda" ? null : docstringOf(node.body);
  const first =
    node.kind === "Lambda" ? node.lineno : (node.decorator_list[0]?.lineno ?? node.lineno);
  return inner.finish(first, args, docstring);
}

/** Wraps the variables that functions inside share; a parameter's cell starts with its value. */
export function makeCells(u: Unit): void {
  for (const register of u.cellRegisters) u.asm.emit(Op.MAKE_CELL, register);
}

export function docstringOf(body: readonly ast.Statement[]): string | null {
  const first = body[0];
  if (first?.kind !== "Expr" || first.value.kind !== "Constant") return null;
  const { value } = first.value;
  return typeof value === "string" ? cleandoc(value) : null;
}

/** Docstrings lose their common indentation, as since 3.13. */
function cleandoc(text: string): string {
  const lines = text.replace(/\t/g, "        ").split("\n");
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const indent = line.length - line.trimStart().length;
    if (indent < line.length) margin = Math.min(margin, indent);
  }
  if (lines.length === 1) return text.trimStart();
  const cut = Number.isFinite(margin) ? margin : 0;
  return [(lines[0] as string).trimStart(), ...lines.slice(1).map((l) => l.slice(cut))].join("\n");
}

/** The function object of `code`, with the defaults evaluated here. */
export function makeFunction(u: Unit, code: Code, args: ast.Arguments, r: number): void {
  const { asm } = u;
  const { top } = asm;
  let defaults = -1;
  if (args.defaults.length > 0) {
    const folded = args.defaults.map(foldConstant);
    defaults = asm.temporary();
    if (folded.every((c) => c !== undefined))
      asm.emit(Op.CONST, defaults, asm.constant(new ConstantTuple(folded)));
    else {
      const base = asm.reserve(args.defaults.length);
      args.defaults.forEach((e, i) => u.into(e, base + i));
      asm.emit(Op.TUPLE, defaults, base, args.defaults.length);
    }
  }
  let keywordDefaults = -1;
  if (args.kw_defaults.some((e) => e !== null)) {
    keywordDefaults = asm.temporary();
    asm.emit(Op.DICT, keywordDefaults, 0, 0);
    args.kwonlyargs.forEach((arg, i) => {
      const value = args.kw_defaults[i];
      if (value === null || value === undefined) return;
      const inner = asm.top;
      const key = loadConstant(u, u.mangled(arg.arg));
      asm.emit(Op.DICT_SET, keywordDefaults, key, u.expr(value));
      asm.top = inner;
    });
  }
  asm.emit(Op.FUNCTION, r, asm.constant(code));
  if (defaults >= 0) asm.emit(Op.SET_DEFAULTS, r, defaults);
  if (keywordDefaults >= 0) asm.emit(Op.SET_KEYWORD_DEFAULTS, r, keywordDefaults);
  asm.top = top;
}

export function lambda(u: Unit, e: ast.Lambda, dst?: number): number {
  const code = functionCode(u, e, "<lambda>", (inner) => {
    inner.asm.position = e.body;
    inner.asm.emit(Op.RETURN, inner.expr(e.body));
  });
  const r = u.asm.temporary();
  makeFunction(u, code, e.args, r);
  if (dst === undefined) return r;
  u.asm.emit(Op.MOVE, dst, r);
  return dst;
}

export function functionDefinition(u: Unit, s: ast.FunctionDef | ast.AsyncFunctionDef): void {
  decorated(u, s, (r) => {
    const code = functionCode(u, s, s.name, (inner) => {
      inner.block(s.body);
      inner.asm.position = lastPosition(s.body);
      inner.asm.emit(Op.RETURN, loadConstant(inner, null));
    });
    makeFunction(u, code, s.args, r);
    const annotations = annotationsOf(s);
    if (annotations.length === 0) return;
    const { top } = u.asm;
    const annotate = u.asm.temporary();
    const made = annotateCode(u, u.table.get(s.args), s, annotations);
    u.asm.emit(Op.FUNCTION, annotate, u.asm.constant(made));
    u.asm.emit(Op.SET_ANNOTATE, r, annotate);
    u.asm.top = top;
  });
}

/** `__annotate__(format)`: makes the dict of annotations when somebody asks. */
export function annotateCode(
  u: Unit,
  scope: Scope,
  position: ast.Positioned,
  annotations: readonly (readonly [string, ast.Expression])[],
): Code {
  const inner = u.nested(scope, qualname(u, "__annotate__"));
  const { asm } = inner;
  asm.position = position;
  inner.markAssigned(0);
  makeCells(inner);
  const dict = asm.temporary();
  asm.emit(Op.DICT, dict, 0, 0);
  for (const [name, annotation] of annotations) {
    const { top } = asm;
    const key = loadConstant(inner, inner.mangled(name));
    asm.emit(Op.DICT_SET, dict, key, inner.expr(annotation));
    asm.top = top;
  }
  asm.emit(Op.RETURN, dict);
  return inner.finish(position.lineno, ONE_PARAMETER, null);
}

/** The parameters of `__annotate__`, as far as code has to know them. */
const ONE_PARAMETER = {
  posonlyargs: [{}],
  args: [],
  kwonlyargs: [],
  vararg: null,
  kwarg: null,
} as unknown as ast.Arguments;

/** Puts the `__annotate__` of a module's or class body's variables into its namespace. */
export function annotateNamespace(u: Unit, body: readonly ast.Statement[], name: string): void {
  const scope = u.table.annotationsOf(u.root);
  if (scope === undefined) return;
  const annotations = annotatedVariables(body);
  const first = annotations[0]?.[1];
  if (first === undefined) return;
  const { top } = u.asm;
  const annotate = u.asm.temporary();
  u.asm.emit(Op.FUNCTION, annotate, u.asm.constant(annotateCode(u, scope, first, annotations)));
  u.asm.named(Op.STORE_NAME, name, annotate);
  u.asm.top = top;
}

/** Annotated names of a body, those inside its compound statements included. */
function annotatedVariables(body: readonly ast.Statement[]): [string, ast.Expression][] {
  const found: [string, ast.Expression][] = [];
  const visit = (list: readonly ast.Statement[]): void => {
    for (const s of list) {
      if (s.kind === "AnnAssign" && s.simple === 1)
        found.push([(s.target as ast.Name).id, s.annotation]);
      else if (s.kind === "If" || s.kind === "For" || s.kind === "While") {
        visit(s.body);
        visit(s.orelse);
      } else if (s.kind === "With") visit(s.body);
      else if (s.kind === "Try") {
        visit(s.body);
        for (const handler of s.handlers) visit(handler.body);
        visit(s.orelse);
        visit(s.finalbody);
      }
    }
  };
  visit(body);
  return found;
}

function lastPosition(body: readonly ast.Statement[]): ast.Positioned {
  return body[body.length - 1] as ast.Statement;
}

/** Evaluates decorators, makes the thing, applies them inside out, stores the result. */
function decorated(
  u: Unit,
  s: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
  make: (r: number) => void,
): void {
  const { asm } = u;
  const base = asm.reserve(s.decorator_list.length + 1);
  s.decorator_list.forEach((decorator, i) => u.into(decorator, base + i));
  const last = base + s.decorator_list.length;
  make(last);
  for (let i = s.decorator_list.length - 1; i >= 0; i--) {
    asm.position = s.decorator_list[i] as ast.Expression;
    asm.emit(Op.CALL, base + i, base + i, 1);
  }
  asm.position = s;
  store(u, u.mangled(s.name), base);
}

export function classDefinition(u: Unit, s: ast.ClassDef): void {
  decorated(u, s, (r) => {
    const code = classCode(u, s);
    const { asm } = u;
    const { top } = asm;
    const spread =
      s.bases.some((b) => b.kind === "Starred") || s.keywords.some((k) => k.arg === null);
    const count = 2 + s.bases.length + s.keywords.length;
    if (spread) {
      const base = asm.reserve(3);
      const fn = asm.temporary();
      asm.emit(Op.FUNCTION, fn, asm.constant(code));
      asm.emit(Op.LOAD_BUILD_CLASS, base);
      arguments_(u, s.bases, s.keywords, base);
      const leading = asm.reserve(2);
      asm.emit(Op.MOVE, leading, fn);
      loadConstant(u, s.name, leading + 1);
      const all = asm.temporary();
      asm.emit(Op.LIST, all, leading, 2);
      asm.emit(Op.LIST_EXTEND, all, base + 1);
      asm.emit(Op.MOVE, base + 1, all);
      asm.emit(Op.CALL_EXTENDED, r, base, s.keywords.length > 0 ? 1 : 0);
    } else {
      const base = asm.reserve(count + 1);
      asm.emit(Op.LOAD_BUILD_CLASS, base);
      asm.emit(Op.FUNCTION, base + 1, asm.constant(code));
      loadConstant(u, s.name, base + 2);
      s.bases.forEach((e, i) => u.into(e, base + 3 + i));
      s.keywords.forEach((k, i) => u.into(k.value, base + 3 + s.bases.length + i));
      if (s.keywords.length === 0) asm.emit(Op.CALL, r, base, count);
      else
        asm.named(
          Op.CALL_KEYWORDS,
          s.keywords.map((k) => k.arg as string),
          r,
          base,
          count,
        );
    }
    asm.top = top;
  });
}

function classCode(u: Unit, s: ast.ClassDef): Code {
  const inner = u.nested(u.table.get(s), qualname(u, s.name));
  const { asm } = inner;
  asm.position = s;
  makeCells(inner);
  const named = (name: string, value: () => number) => {
    const { top } = asm;
    asm.named(Op.STORE_NAME, name, value());
    asm.top = top;
  };
  named("__module__", () => {
    const r = asm.temporary();
    asm.named(Op.LOAD_GLOBAL, "__name__", r);
    return r;
  });
  named("__qualname__", () => loadConstant(inner, inner.qualname));
  named("__firstlineno__", () => loadConstant(inner, s.decorator_list[0]?.lineno ?? s.lineno));
  const doc = docstringOf(s.body);
  if (doc !== null) named("__doc__", () => loadConstant(inner, doc));
  annotateNamespace(inner, s.body, "__annotate_func__");
  inner.block(doc === null ? s.body : s.body.slice(1));
  asm.position = s;
  const attributes = new ConstantTuple([...inner.staticAttributes].sort());
  named("__static_attributes__", () => loadConstant(inner, attributes));
  if (inner.root.needsClassCell) {
    const cell = inner.cellRegister("__class__");
    asm.emit(Op.RETURN_CLASS, asm.temporary(), cell);
  } else asm.emit(Op.RETURN, loadConstant(inner, null));
  return inner.finish(s.lineno, null, doc);
}
