/** Functions, lambdas, classes: code inside code. */
import type * as ast from "../../syntax/ast.ts";
import { NOWHERE } from "../assembler.ts";
import { type Code, ConstantTuple } from "../code.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";
import { annotateFunction, annotateNamespace, setupAnnotations } from "./annotations.ts";
import { arguments_ } from "./calls.ts";
import { foldConstant } from "./constants.ts";
import { load, loadConstant, store } from "./names.ts";
import { makeCells, qualname } from "./nesting.ts";
import { inTypeParameters } from "./type-parameters.ts";

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
  const docstring = node.kind === "Lambda" ? null : docstringOf(u, node.body);
  const first =
    node.kind === "Lambda" ? node.lineno : (node.decorator_list[0]?.lineno ?? node.lineno);
  const code = inner.finish(first, args, docstring);
  if (node.kind !== "Lambda") u.table.postpone(code, node.lineno);
  return code;
}

export function docstringOf(u: Unit, body: readonly ast.Statement[]): string | null {
  if (u.table.optimize > 1) return null;
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

/** Registers of a function's defaults, evaluated here; -1 for none. */
interface Defaults {
  readonly positional: number;
  readonly keyword: number;
}

function evaluateDefaults(u: Unit, args: ast.Arguments): Defaults {
  const { asm } = u;
  let positional = -1;
  if (args.defaults.length > 0) {
    const folded = args.defaults.map(foldConstant);
    positional = asm.temporary();
    if (folded.every((c) => c !== undefined))
      asm.emit(Op.CONST, positional, asm.constant(new ConstantTuple(folded)));
    else {
      const base = asm.reserve(args.defaults.length);
      args.defaults.forEach((e, i) => u.into(e, base + i));
      asm.emit(Op.TUPLE, positional, base, args.defaults.length);
    }
  }
  let keyword = -1;
  if (args.kw_defaults.some((e) => e !== null)) {
    keyword = asm.temporary();
    asm.emit(Op.DICT, keyword, 0, 0);
    args.kwonlyargs.forEach((arg, i) => {
      const value = args.kw_defaults[i];
      if (value === null || value === undefined) return;
      const inner = asm.top;
      const key = loadConstant(u, u.mangled(arg.arg));
      asm.emit(Op.DICT_SET, keyword, key, u.expr(value));
      asm.top = inner;
    });
  }
  return { positional, keyword };
}

/** The function object of `code`. */
function makeFunction(u: Unit, code: Code, defaults: Defaults, r: number): void {
  const { asm } = u;
  asm.emit(Op.FUNCTION, r, asm.constant(code));
  if (defaults.positional >= 0) asm.emit(Op.SET_DEFAULTS, r, defaults.positional);
  if (defaults.keyword >= 0) asm.emit(Op.SET_KEYWORD_DEFAULTS, r, defaults.keyword);
}

export function lambda(u: Unit, e: ast.Lambda, dst?: number): number {
  const code = functionCode(u, e, "<lambda>", (inner) => {
    inner.asm.position = e.body;
    inner.asm.emit(Op.RETURN, inner.expr(e.body));
  });
  const r = u.asm.temporary();
  const { top } = u.asm;
  makeFunction(u, code, evaluateDefaults(u, e.args), r);
  u.asm.top = top;
  if (dst === undefined) return r;
  u.asm.emit(Op.MOVE, dst, r);
  return dst;
}

export function functionDefinition(u: Unit, s: ast.FunctionDef | ast.AsyncFunctionDef): void {
  decorated(u, s, (r) => {
    const { top } = u.asm;
    const defaults = evaluateDefaults(u, s.args);
    if (s.type_params.length === 0) makeDefinition(u, s, defaults, r);
    else {
      const given = [defaults.positional, defaults.keyword].filter((register) => register >= 0);
      inTypeParameters(u, s, given, r, (inner, parameters) => {
        const made = inner.asm.temporary();
        const positional = defaults.positional < 0 ? -1 : 0;
        const keyword = defaults.keyword < 0 ? -1 : positional + 1;
        makeDefinition(inner, s, { positional, keyword }, made);
        inner.asm.emit(Op.SET_TYPE_PARAMETERS, made, parameters);
        return made;
      });
    }
    u.asm.top = top;
  });
}

function makeDefinition(
  u: Unit,
  s: ast.FunctionDef | ast.AsyncFunctionDef,
  defaults: Defaults,
  r: number,
): void {
  const code = functionCode(u, s, s.name, (inner) => {
    inner.block(docstringOf(inner, s.body) === null ? s.body : s.body.slice(1));
    inner.asm.position = NOWHERE;
    inner.asm.emit(Op.RETURN, loadConstant(inner, null));
  });
  makeFunction(u, code, defaults, r);
  annotateFunction(u, s, r);
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
    if (s.type_params.length === 0) return makeClass(u, s, s.bases, r);
    inTypeParameters(u, s, [], r, (inner, parameters) => {
      const { asm } = inner;
      store(inner, ".type_params", parameters);
      const made = asm.temporary();
      asm.emit(Op.GENERIC_BASE, made, parameters);
      store(inner, ".generic_base", made);
      const { lineno, col_offset, end_lineno, end_col_offset } = s;
      const at = { lineno, col_offset, end_lineno, end_col_offset };
      const generic: ast.Name = { kind: "Name", id: ".generic_base", ctx: "Load", ...at };
      makeClass(inner, s, [...s.bases, generic], made);
      return made;
    });
  });
}

function makeClass(u: Unit, s: ast.ClassDef, bases: readonly ast.Expression[], r: number): void {
  const code = classCode(u, s);
  const { asm } = u;
  const { top } = asm;
  const spread = bases.some((b) => b.kind === "Starred") || s.keywords.some((k) => k.arg === null);
  const count = 2 + bases.length + s.keywords.length;
  if (spread) {
    const base = asm.reserve(3);
    const fn = asm.temporary();
    asm.emit(Op.FUNCTION, fn, asm.constant(code));
    asm.emit(Op.LOAD_BUILD_CLASS, base);
    arguments_(u, bases, s.keywords, base, true);
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
    bases.forEach((e, i) => u.into(e, base + 3 + i));
    s.keywords.forEach((k, i) => u.into(k.value, base + 3 + bases.length + i));
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
}

function classCode(u: Unit, s: ast.ClassDef): Code {
  const inner = u.nested(u.table.get(s), qualname(u, s.name));
  const { asm } = inner;
  const first = s.decorator_list[0]?.lineno ?? s.lineno;
  const start = { lineno: first, col_offset: 0, end_lineno: first, end_col_offset: 0 };
  asm.position = start;
  makeCells(inner);
  const named = (name: string, value: () => number) => {
    const { top } = asm;
    asm.named(Op.STORE_NAME, name, value());
    asm.top = top;
  };
  const { classCells } = inner.root;
  if (classCells.has("__classdict__"))
    asm.emit(Op.STORE_CELL, inner.cellRegister("__classdict__"), 0);
  named("__module__", () => {
    const r = asm.temporary();
    asm.named(Op.LOAD_NAME, "__name__", r);
    return r;
  });
  named("__qualname__", () => loadConstant(inner, inner.qualname));
  named("__firstlineno__", () => loadConstant(inner, first));
  if (s.type_params.length > 0) named("__type_params__", () => load(inner, ".type_params"));
  setupAnnotations(inner);
  const doc = docstringOf(u, s.body);
  if (doc !== null) {
    asm.position = s.body[0] as ast.Statement;
    named("__doc__", () => loadConstant(inner, doc));
  }
  inner.block(doc === null ? s.body : s.body.slice(1));
  asm.position = start;
  annotateNamespace(inner, "__annotate_func__", first);
  asm.position = NOWHERE;
  const attributes = new ConstantTuple([...inner.staticAttributes].sort());
  named("__static_attributes__", () => loadConstant(inner, attributes));
  if (classCells.has("__classdict__"))
    asm.named(Op.STORE_NAME, "__classdictcell__", inner.cellRegister("__classdict__"));
  // The cell of `__class__` goes to whoever makes the class.
  const result = classCells.has("__class__")
    ? inner.cellRegister("__class__")
    : loadConstant(inner, null);
  asm.emit(Op.RETURN, result);
  return inner.finish(first, null, doc);
}
