/**
 * What PyCF_OPTIMIZED_AST changes: `__debug__` is known, docstrings go with `-OO`, patterns have the numbers that they mean, and `%`
 * with a tuple becomes an f-string. Changes the tree that it is given.
 */

import { OpaqueConstant } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";
import { PyComplex } from "../../objects/float.ts";
import type * as ast from "../../syntax/ast.ts";
import { FloatLiteral, ImaginaryLiteral } from "../../syntax/literals.ts";
import { type Field, grammar, type Kind } from "./asdl.ts";

type Fields = { readonly kind: string; [field: string]: unknown };

const kinds: ReadonlyMap<string, readonly Field[]> = new Map();

/** The fields of a kind that hold nodes. */
function inner(kind: string): readonly Field[] {
  if (kinds.size === 0) {
    const all = kinds as Map<string, readonly Field[]>;
    const groups = grammar();
    for (const group of groups.values())
      for (const { name, fields } of group.kinds as readonly Kind[])
        all.set(
          name,
          fields.filter(({ type }) => groups.get(type)?.isSimple === false),
        );
  }
  return kinds.get(kind) ?? [];
}

export function preprocess<T extends ast.Root | ast.FunctionType>(root: T, optimize: number): T {
  const todo: Fields[] = [root as unknown as Fields];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    charge(1);
    if (optimize >= 2 && WITH_DOCSTRING.has(node.kind)) node["body"] = withoutDocstring(node);
    for (const { name, isList } of inner(node.kind)) {
      const isValue =
        node.kind === "MatchValue" || (node.kind === "MatchMapping" && name === "keys");
      const change = (child: unknown) =>
        child === null ? null : changed(child as ast.Expression, isValue, optimize);
      const value = node[name];
      const next = isList ? ((value ?? []) as unknown[]).map(change) : change(value);
      node[name] = next;
      for (const child of isList ? (next as unknown[]) : [next])
        if (child !== null) todo.push(child as Fields);
    }
  }
  return root;
}

const WITH_DOCSTRING: ReadonlySet<string> = new Set([
  "Module",
  "FunctionDef",
  "AsyncFunctionDef",
  "ClassDef",
]);

function withoutDocstring({ body }: Fields): readonly ast.Statement[] {
  const [first, ...others] = body as readonly ast.Statement[];
  if (
    first?.kind !== "Expr" ||
    first.value.kind !== "Constant" ||
    typeof first.value.value !== "string"
  )
    return body as readonly ast.Statement[];
  return others.length > 0 ? others : [{ kind: "Pass", ...placeOf(first) }];
}

function placeOf({
  lineno,
  col_offset,
  end_lineno,
  end_col_offset,
}: ast.Positioned): ast.Positioned {
  return { lineno, col_offset, end_lineno, end_col_offset };
}

function constant(value: unknown, at: ast.Positioned): ast.Constant {
  return {
    kind: "Constant",
    value: value as ast.ConstantValue,
    unicodePrefix: false,
    ...placeOf(at),
  };
}

function changed(e: ast.Expression, isValue: boolean, optimize: number): ast.Expression {
  if (e.kind === "Name" && e.id === "__debug__" && e.ctx === "Load")
    return constant(optimize === 0, e);
  if (isValue) return numberOf(e) ?? e;
  return (e.kind === "BinOp" && e.op === "Mod" && formatted(e)) || e;
}

// --- numbers of patterns ---

function negated(e: ast.Expression): ast.Constant | null {
  if (e.kind !== "UnaryOp" || e.op !== "USub" || e.operand.kind !== "Constant") return null;
  const { value } = e.operand;
  if (typeof value === "number") return constant(0 - value, e);
  if (typeof value === "bigint") return constant(-value, e);
  if (value instanceof FloatLiteral) return constant(new FloatLiteral(-value.value), e);
  if (value instanceof ImaginaryLiteral)
    return constant(new OpaqueConstant(new PyComplex(-0, -value.value)), e);
  return null;
}

function numberOf(e: ast.Expression): ast.Constant | null {
  if (e.kind !== "BinOp") return negated(e);
  const left = e.left.kind === "Constant" ? e.left : negated(e.left);
  const { right } = e;
  if (left === null || right.kind !== "Constant" || !(right.value instanceof ImaginaryLiteral))
    return null;
  const { value } = left;
  const real = value instanceof FloatLiteral ? value.value : Number(value);
  const imaginary = right.value.value;
  if (e.op === "Add") return constant(new OpaqueConstant(new PyComplex(real, imaginary)), e);
  if (e.op === "Sub") return constant(new OpaqueConstant(new PyComplex(real, -imaginary)), e);
  return null;
}

// --- % as an f-string ---

const CONVERSIONS: ReadonlyMap<string, ast.Conversion> = new Map([
  ["s", 115],
  ["r", 114],
  ["a", 97],
]);

function formatted({ left, right, ...at }: ast.BinOp): ast.JoinedStr | null {
  if (left.kind !== "Constant" || typeof left.value !== "string") return null;
  if (right.kind !== "Tuple" || right.elts.some((e) => e.kind === "Starred")) return null;
  const values: ast.Expression[] = [];
  let text = "";
  let used = 0;
  const flush = (): void => {
    if (text !== "") values.push(constant(text, left));
    text = "";
  };
  // Everything up to a per cent sign, then what it begins.
  const pieces = /([^%]*)(?:%(?:(%)|([-+ #0]*)(\d{1,3})?(?:\.(\d{0,3}))?([sra])))?/y;
  while (pieces.lastIndex < left.value.length) {
    const start = pieces.lastIndex;
    const [whole, literal = "", percent, flags = "", width, precision, letter] = pieces.exec(
      left.value,
    ) ?? [""];
    if (whole === "" || pieces.lastIndex === start) return null;
    text += literal + (percent ?? "");
    if (letter === undefined) continue;
    const value = right.elts[used++];
    if (value === undefined) return null;
    flush();
    const side = width !== undefined && Number(width) > 0 && !flags.includes("-") ? ">" : "";
    const size = width === undefined ? "" : String(Number(width));
    const spec = side + size + (precision === undefined ? "" : `.${Number(precision)}`);
    values.push({
      kind: "FormattedValue",
      value,
      conversion: CONVERSIONS.get(letter) ?? -1,
      // sic: a bare constant.
      format_spec: spec === "" ? null : (constant(spec, value) as unknown as ast.JoinedStr),
      ...placeOf(value),
    });
  }
  flush();
  return used === right.elts.length && used > 0
    ? { kind: "JoinedStr", values, ...placeOf(at) }
    : null;
}
