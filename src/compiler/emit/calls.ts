/** Calls. */
import type * as ast from "../../syntax/ast.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";
import { long } from "./expressions.ts";
import { attributePosition } from "./names.ts";
import { isFresh, result } from "./operands.ts";

/** More arguments than this go through a tuple. */
const MAX_ARGUMENTS = 32;

/** Evaluating it cannot run code, so an attribute may as well be looked up after it. */
function isSimple(u: Unit, e: ast.Expression): boolean {
  if (e.kind === "Constant") return true;
  if (e.kind !== "Name") return false;
  const place = u.place(u.mangled(e.id));
  return place.kind === "local" && u.assigned.has(place.register);
}

export type MethodCall = ast.Call & { readonly func: ast.Attribute };

function isExtended(e: ast.Call): boolean {
  return (
    e.args.length + e.keywords.length > MAX_ARGUMENTS ||
    e.args.some((a) => a.kind === "Starred") ||
    e.keywords.some((k) => k.arg === null)
  );
}

/** A call of an attribute that needs no bound method: {@link callMethod}. */
export function isMethodCall(e: ast.Call): e is MethodCall {
  return e.func.kind === "Attribute" && e.keywords.length === 0 && !isExtended(e);
}

/** Calls what is in register `base`. */
export function callFunction(u: Unit, e: ast.Call, base: number, dst: number | undefined): number {
  let r = base;
  u.asm.withOperands(() => {
    r = emitCall(u, e, base, dst);
  });
  return r;
}

function emitCall(u: Unit, e: ast.Call, base: number, dst: number | undefined): number {
  const { asm } = u;
  asm.top = base;
  if (isExtended(e)) {
    asm.reserve(3);
    arguments_(u, e.args, e.keywords, base);
    const r = result(u, base, dst);
    asm.emit(Op.CALL_EXTENDED, r, base, e.keywords.length > 0 ? 1 : 0);
    return r;
  }
  const count = e.args.length + e.keywords.length;
  asm.reserve(count + 1);
  e.args.forEach((a, i) => {
    u.into(a, base + 1 + i);
    if (isFresh(a)) asm.madeOperand();
  });
  e.keywords.forEach((k, i) => u.into(k.value, base + 1 + e.args.length + i));
  const r = result(u, base, dst);
  if (e.func.kind === "Attribute") asm.position = attributePosition(e.func, e);
  if (e.keywords.length === 0) asm.emit(Op.CALL, r, base, count);
  else
    asm.named(
      Op.CALL_KEYWORDS,
      e.keywords.map((k) => k.arg as string),
      r,
      base,
      count,
    );
  return r;
}

/** Calls a method of what is in register `base` + 1. */
export function callMethod(u: Unit, e: MethodCall, base: number, dst: number | undefined): number {
  const { asm } = u;
  const { func } = e;
  const count = e.args.length;
  asm.top = base;
  asm.reserve(count + 2);
  const name = u.mangled(func.attr);
  const position = attributePosition(func, e);
  if (e.args.every((a) => isSimple(u, a))) {
    e.args.forEach((a, i) => u.into(a, base + 2 + i));
    const r = result(u, base, dst);
    asm.position = position;
    asm.named(Op.CALL_ATTR, name, r, base, count);
    return r;
  }
  const outer = asm.position;
  asm.position = attributePosition(func);
  asm.named(Op.LOAD_METHOD, name, base, base + 1);
  asm.position = outer;
  e.args.forEach((a, i) => u.into(a, base + 2 + i));
  const r = result(u, base, dst);
  asm.position = position;
  asm.emit(Op.CALL_METHOD, r, base, count);
  return r;
}

/** Puts the positional arguments into a list at base + 1, the others into a dict at base + 2. */
export function arguments_(
  u: Unit,
  args: readonly ast.Expression[],
  keywords: readonly ast.Keyword[],
  base: number,
): void {
  const { asm } = u;
  // sic: only of a lone argument the message about what is no iterable tells the function.
  const callee = args.length === 1 ? base : undefined;
  long(u, Op.LIST, Op.LIST_APPEND, Op.LIST_EXTEND, args, base + 1, callee);
  if (keywords.length === 0) return;
  asm.emit(Op.DICT, base + 2, 0, 0);
  for (const k of keywords) {
    const { top } = asm;
    const key = asm.temporary();
    if (k.arg !== null) {
      asm.emit(Op.CONST, key, asm.constant(k.arg));
      const value = u.expr(k.value);
      // A dict of one, merged, so that a repeated name is found out.
      const pair = asm.reserve(3);
      asm.emit(Op.MOVE, pair + 1, key);
      asm.emit(Op.MOVE, pair + 2, value);
      asm.emit(Op.DICT, pair, pair + 1, 1);
      asm.emit(Op.DICT_MERGE, base + 2, pair, base);
    } else {
      asm.emit(Op.DICT_MERGE, base + 2, u.expr(k.value), base);
    }
    asm.top = top;
  }
}
