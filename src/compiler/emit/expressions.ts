/** Operators, displays, attributes, subscripts, conditions. */
import type * as ast from "../../syntax/ast.ts";
import type { Label } from "../assembler.ts";
import { type CodeConstant, ConstantTuple } from "../code.ts";
import * as Op from "../opcodes.ts";
import { COMPARE_OPS, Convert } from "../operations.ts";
import type { Unit } from "../unit.ts";
import { foldConstant } from "./constants.ts";
import { loadConstant, store } from "./names.ts";
import { isFresh, result, smallInt } from "./operands.ts";
import { checkComparison } from "./suspicious.ts";

export function constant(u: Unit, e: ast.Constant, dst?: number): number {
  if (dst === undefined) {
    const preloaded = u.asm.constantRegister(e.value);
    if (preloaded !== undefined) return preloaded;
  }
  const r = dst ?? u.asm.temporary();
  u.asm.emit(Op.CONST, r, u.asm.constant(e.value));
  return r;
}

/** A register that intermediate values may be stored in: not a variable's, which an exception must leave alone. */
function scratch(u: Unit, dst: number | undefined): number {
  return dst !== undefined && dst >= u.localNames.length ? dst : u.asm.temporary();
}

function deliver(u: Unit, r: number, dst: number | undefined): number {
  if (dst === undefined || dst === r) return r;
  u.asm.emit(Op.MOVE, dst, r);
  return dst;
}

export function boolean(u: Unit, e: ast.BoolOp, dst?: number): number {
  const { asm } = u;
  const r = scratch(u, dst);
  const end = asm.open();
  const [first, ...others] = e.values;
  u.into(first as ast.Expression, r);
  u.tentatively(() => {
    for (const value of others) {
      asm.jump(e.op === "And" ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE, end, r);
      u.into(value, r);
    }
  });
  asm.close(end);
  return deliver(u, r, dst);
}

export function conditional(u: Unit, e: ast.IfExp, dst?: number): number {
  const { asm } = u;
  const r = scratch(u, dst);
  const end = asm.open();
  const branch = ({ test, body }: ast.IfExp) => {
    const otherwise = asm.open();
    condition(u, test, true, otherwise);
    u.tentatively(() => u.into(body, r));
    asm.skip(end);
    asm.close(otherwise);
  };
  branch(e);
  u.tentatively(() => {
    // `a if b else c if d else …` is as deep as it is long.
    let rest = e.orelse;
    for (; rest.kind === "IfExp"; rest = rest.orelse) {
      asm.position = rest;
      branch(rest);
    }
    u.into(rest, r);
  });
  asm.close(end);
  return deliver(u, r, dst);
}

export function named(u: Unit, e: ast.NamedExpr, dst?: number): number {
  const r = dst !== undefined ? dst : u.asm.temporary();
  u.into(e.value, r);
  store(u, u.mangled(e.target.id), r);
  return r;
}

/** The in-function comparisons that have fused compare-and-branch forms, by offset from the first of each group. */
const FUSED = { Lt: 0, LtE: 1, Eq: 2, NotEq: 3, Gt: 4, GtE: 5 } as const;

export function comparison(u: Unit, e: ast.Compare, dst?: number): number {
  const { asm } = u;
  checkComparison(u, e);
  if (e.ops.length === 1) {
    const { top } = asm;
    const [other] = e.comparators as [ast.Expression];
    const left = u.operand(e.left);
    let r = left;
    asm.withOperands(() => {
      const right = u.operand(other);
      if (isFresh(other)) asm.madeOperand();
      r = result(u, top, dst);
      asm.emit(COMPARE_OPS[e.ops[0] as ast.CompareOperator], r, left, right);
    });
    return r;
  }
  // a < b < c: each operand is evaluated once, and none after the first comparison that fails.
  const r = scratch(u, dst);
  const end = asm.open();
  let left = asm.temporary();
  u.into(e.left, left);
  e.ops.forEach((op, i) => {
    const compare = () => {
      const right = asm.temporary();
      u.into(e.comparators[i] as ast.Expression, right);
      asm.emit(COMPARE_OPS[op], r, left, right);
      if (i < e.ops.length - 1) asm.jump(Op.JUMP_IF_FALSE, end, r);
      left = right;
    };
    if (i === 0) compare();
    else u.tentatively(compare);
  });
  asm.close(end);
  return deliver(u, r, dst);
}

/** Jumps to `label` unless the truth of `e` is `sense`. */
export function condition(u: Unit, e: ast.Expression, sense: boolean, label: Label): void {
  const { asm } = u;
  const { top, position } = asm;
  asm.position = e;
  emitCondition(u, e, sense, label);
  asm.top = top;
  asm.position = position;
}

function emitCondition(u: Unit, e: ast.Expression, sense: boolean, label: Label): void {
  const { asm } = u;
  while (e.kind === "UnaryOp" && e.op === "Not") {
    e = e.operand;
    sense = !sense;
    asm.position = e;
  }
  if (e.kind === "BoolOp") {
    const [first, ...others] = e.values as [ast.Expression, ...ast.Expression[]];
    if ((e.op === "And") === sense) {
      condition(u, first, sense, label);
      u.tentatively(() => {
        for (const value of others) condition(u, value, sense, label);
      });
      return;
    }
    const pass = asm.open();
    const last = others.pop() as ast.Expression;
    condition(u, first, !sense, pass);
    u.tentatively(() => {
      for (const value of others) condition(u, value, !sense, pass);
      condition(u, last, sense, label);
    });
    asm.close(pass);
    return;
  }
  if (e.kind === "Constant" && typeof e.value === "boolean") {
    if (e.value !== sense) asm.skip(label);
    return;
  }
  if (e.kind === "Compare" && e.ops.length === 1) {
    checkComparison(u, e);
    const op = e.ops[0] as ast.CompareOperator;
    const right = e.comparators[0] as ast.Expression;
    if ((op === "Is" || op === "IsNot") && right.kind === "Constant" && right.value === null) {
      const left = u.operand(e.left);
      asm.jump((op === "Is") === sense ? Op.IF_NOT_NONE : Op.IF_NONE, label, left);
      return;
    }
    if (op in FUSED) {
      const offset = FUSED[op as keyof typeof FUSED];
      const left = u.operand(e.left);
      const small = smallInt(right);
      if (sense && small !== undefined) {
        asm.jump(Op.UNLESS_LT_INT + offset, label, left, small);
        return;
      }
      asm.jump((sense ? Op.UNLESS_LT : Op.IF_LT) + offset, label, left, u.operand(right));
      return;
    }
  }
  const r = u.expr(e);
  asm.jump(sense ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE, label, r);
}

export function slice(u: Unit, e: ast.Slice, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(3);
  [e.lower, e.upper, e.step].forEach((part, i) => {
    if (part === null) loadConstant(u, null, base + i);
    else u.into(part, base + i);
  });
  const r = result(u, top, dst);
  asm.emit(Op.SLICE, r, base);
  return r;
}

/** Beyond this many items a display is built piece by piece, so that it needs few registers. */
const MAX_DISPLAY = 64;

export function tuple(u: Unit, e: ast.Tuple, dst?: number): number {
  const folded = foldConstant(e);
  if (folded !== undefined) {
    const r = dst ?? u.asm.temporary();
    u.asm.emit(Op.CONST, r, u.asm.constant(folded));
    return r;
  }
  if (isShort(e.elts)) return short(u, Op.TUPLE, e.elts, dst);
  const r = scratch(u, dst);
  long(u, Op.LIST, Op.LIST_APPEND, Op.LIST_EXTEND, e.elts, r);
  u.asm.emit(Op.LIST_TO_TUPLE, r, r);
  return deliver(u, r, dst);
}

export function list(u: Unit, e: ast.List, dst?: number): number {
  if (isShort(e.elts)) return short(u, Op.LIST, e.elts, dst);
  const r = scratch(u, dst);
  long(u, Op.LIST, Op.LIST_APPEND, Op.LIST_EXTEND, e.elts, r);
  return deliver(u, r, dst);
}

export function set(u: Unit, e: ast.SetDisplay, dst?: number): number {
  if (isShort(e.elts)) return short(u, Op.SET, e.elts, dst);
  const r = scratch(u, dst);
  long(u, Op.SET, Op.SET_ADD, Op.SET_UPDATE, e.elts, r);
  return deliver(u, r, dst);
}

function isShort(elts: readonly ast.Expression[]): boolean {
  return elts.length <= MAX_DISPLAY && !elts.some((e) => e.kind === "Starred");
}

function short(
  u: Unit,
  op: number,
  elts: readonly ast.Expression[],
  dst: number | undefined,
): number {
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(elts.length);
  elts.forEach((e, i) => u.into(e, base + i));
  const r = result(u, top, dst);
  asm.emit(op, r, base, elts.length);
  return r;
}

/** Builds a collection item by item in `r`. */
export function long(
  u: Unit,
  make: number,
  add: number,
  extend: number,
  elts: readonly ast.Expression[],
  r: number,
  callee = -1,
): void {
  const { asm } = u;
  asm.emit(make, r, 0, 0);
  for (const e of elts) {
    const { top } = asm;
    if (e.kind === "Starred") {
      // For error messages: the register of what is called, + 1.
      asm.emit(extend, r, u.expr(e.value), callee + 1);
    } else asm.emit(add, r, u.expr(e));
    asm.top = top;
  }
}

export function dict(u: Unit, e: ast.Dict, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  if (e.keys.length * 2 <= MAX_DISPLAY && !e.keys.includes(null)) {
    const base = asm.reserve(e.keys.length * 2);
    e.keys.forEach((key, i) => {
      u.into(key as ast.Expression, base + 2 * i);
      u.into(e.values[i] as ast.Expression, base + 2 * i + 1);
    });
    const r = result(u, top, dst);
    asm.emit(Op.DICT, r, base, e.keys.length);
    return r;
  }
  const r = scratch(u, dst);
  asm.emit(Op.DICT, r, 0, 0);
  e.keys.forEach((key, i) => {
    const inner = asm.top;
    const value = e.values[i] as ast.Expression;
    if (key === null) asm.emit(Op.DICT_UPDATE, r, u.expr(value));
    else {
      const k = u.operand(key);
      asm.emit(Op.DICT_SET, r, k, u.expr(value));
    }
    asm.top = inner;
  });
  return deliver(u, r, dst);
}

export function joined(u: Unit, e: ast.JoinedStr, dst?: number): number {
  const { asm } = u;
  if (e.values.length === 0) return loadConstant(u, "", dst);
  const { top } = asm;
  const base = asm.reserve(e.values.length);
  e.values.forEach((value, i) => u.into(value, base + i));
  const r = result(u, top, dst);
  asm.emit(Op.BUILD_STRING, r, base, e.values.length);
  return r;
}

export function formatted(u: Unit, e: ast.FormattedValue, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(2);
  u.into(e.value, base);
  const { format_spec: spec } = e;
  // A conversion is the code of its letter, or -1 for none.
  let conversion = Math.max(e.conversion, 0);
  if (conversion > 0 && spec !== null && !isConstantText(spec)) {
    // It is done before the specification is evaluated.
    asm.emit(Op.FORMAT, base, base, conversion + Convert.only);
    conversion = 0;
  }
  if (spec !== null) u.into(spec, base + 1);
  const r = result(u, top, dst);
  asm.emit(Op.FORMAT, r, base, conversion + (spec === null ? 0 : Convert.withSpec));
  return r;
}

function isConstantText(e: ast.Expression): boolean {
  return e.kind === "JoinedStr" && e.values.every(({ kind }) => kind === "Constant");
}

/** Its strings, one more than there are interpolations; then these, one after the other. */
export function template(u: Unit, e: ast.TemplateStr, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const strings: CodeConstant[] = [""];
  const interpolations: ast.Expression[] = [];
  for (const value of e.values) {
    if (value.kind === "Constant") strings[strings.length - 1] = value.value;
    else {
      interpolations.push(value);
      strings.push("");
    }
  }
  const base = asm.reserve(1 + interpolations.length);
  asm.emit(Op.CONST, base, asm.constant(new ConstantTuple(strings)));
  interpolations.forEach((value, i) => u.into(value, base + 1 + i));
  const r = result(u, top, dst);
  asm.emit(Op.TEMPLATE, r, base, interpolations.length);
  return r;
}

export function interpolation(u: Unit, e: ast.Interpolation, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const base = asm.reserve(3);
  u.into(e.value, base);
  loadConstant(u, e.str, base + 1);
  if (e.format_spec !== null) u.into(e.format_spec, base + 2);
  const r = result(u, top, dst);
  const hasSpec = e.format_spec !== null ? 256 : 0;
  asm.emit(Op.INTERPOLATION, r, base, Math.max(e.conversion, 0) + hasSpec);
  return r;
}

/** A star where only calls, displays and assignments know what to do with it. */
export function starred(u: Unit, e: ast.Starred): number {
  return u.table.fail("can't use starred expression here", e);
}

export function yieldValue(u: Unit, e: ast.Yield, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const value = e.value === null ? loadConstant(u, null) : u.expr(e.value);
  const r = result(u, top, dst);
  if (u.root.isAsync) {
    const wrapped = asm.reserve(1);
    asm.emit(Op.WRAP_YIELD, wrapped, value);
    asm.emit(Op.YIELD, r, wrapped);
    asm.top = top;
    return result(u, top, dst);
  }
  noteSuspension(u);
  asm.emit(Op.YIELD, r, value);
  return r;
}

/** What waits for its end inside of `try` or `with` is to be closed with the interpreter. */
function noteSuspension(u: Unit): void {
  if (!u.root.isAsync && u.asm.regionDepth > 0) u.asm.emit(Op.NOTE_SUSPENSION);
}

export function yieldFrom(u: Unit, e: ast.YieldFrom, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const iterator = asm.temporary();
  asm.emit(Op.GET_YIELD_FROM, iterator, u.expr(e.value));
  noteSuspension(u);
  const r = dst ?? iterator;
  asm.emit(Op.YIELD_FROM, r, iterator);
  asm.top = top;
  return dst ?? asm.temporary();
}

export function awaitValue(u: Unit, e: ast.Await, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const value = u.expr(e.value);
  asm.top = top;
  const iterator = asm.temporary();
  asm.emit(Op.GET_AWAITABLE, iterator, value, 0);
  asm.emit(Op.YIELD_FROM, dst ?? iterator, iterator);
  if (dst !== undefined) asm.top = top;
  return dst ?? iterator;
}

/** `r = await value`. `context` is 1 for `__aenter__`, 2 for `__aexit__`, in error texts. */
export function awaitRegister(u: Unit, value: number, r: number, context: number): void {
  u.asm.emit(Op.GET_AWAITABLE, r, value, context);
  u.asm.emit(Op.YIELD_FROM, r, r);
}
