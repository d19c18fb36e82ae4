/**
 * Operators, attributes, subscripts and calls. Written one after the other (`a + b + c`, `a.b(c).d[e]`) they are a tree as deep
 * as the program pleases; here it is a chain, which a loop emits from its innermost operand on.
 */
import type * as ast from "../../syntax/ast.ts";
import * as Op from "../opcodes.ts";
import { BINARY_OPS } from "../operations.ts";
import type { Unit } from "../unit.ts";
import { callFunction, callMethod, isMethodCall } from "./calls.ts";
import { foldConstant } from "./constants.ts";
import { attributePosition } from "./names.ts";
import { result, smallInt } from "./operands.ts";
import { checkCallee, checkSubscript } from "./suspicious.ts";

export type Link = ast.BinOp | ast.UnaryOp | ast.Attribute | ast.Subscript | ast.Call;

/** What a link goes on from; null for any other expression. */
function operandOf(e: ast.Expression): ast.Expression | null {
  switch (e.kind) {
    case "BinOp":
      return e.left;
    case "UnaryOp":
      return foldConstant(e) === undefined ? e.operand : null;
    case "Attribute":
    case "Subscript":
      return e.value;
    case "Call":
      return isMethodCall(e) ? e.func.value : e.func;
    default:
      return null;
  }
}

/** The register in which a link wants what it goes on from; undefined: any will do. */
function placeFor(e: Link, top: number): number | undefined {
  if (e.kind !== "Call") return undefined;
  return isMethodCall(e) ? top + 1 : top;
}

export function chain(u: Unit, e: Link, dst?: number): number {
  const { asm } = u;
  const { top } = asm;
  const links: Link[] = [];
  let first: ast.Expression = e;
  for (;;) {
    const operand = operandOf(first);
    if (operand === null) break;
    links.push(first as Link);
    first = operand;
  }
  const innermost = links.pop();
  if (innermost === undefined) {
    // A minus before a number is a constant.
    const r = dst ?? asm.temporary();
    asm.emit(Op.CONST, r, asm.constant(foldConstant(e) ?? null));
    return r;
  }
  let place = placeFor(innermost, top);
  let operand: number;
  if (place === undefined) operand = u.operand(first);
  else {
    operand = asm.claim(place);
    u.into(first, place);
  }
  for (let link: Link | undefined = innermost; link !== undefined; ) {
    const next = links.pop();
    place = next === undefined ? dst : placeFor(next, top);
    asm.position = link;
    // What the link evaluates comes after its operand, if that is a temporary.
    asm.top = Math.max(top, operand + 1);
    operand = emitLink(u, link, operand, top, place);
    link = next;
  }
  return operand;
}

function emitLink(u: Unit, e: Link, operand: number, top: number, dst: number | undefined): number {
  const { asm } = u;
  switch (e.kind) {
    case "BinOp":
      return binary(u, e, operand, top, dst);
    case "UnaryOp": {
      const r = result(u, top, dst);
      asm.emit(UNARY[e.op], r, operand);
      return r;
    }
    case "Attribute": {
      const r = result(u, top, dst);
      asm.position = attributePosition(e);
      asm.named(Op.GET_ATTR, u.mangled(e.attr), r, operand);
      return r;
    }
    case "Subscript": {
      checkSubscript(u, e);
      const key = u.operand(e.slice);
      const r = result(u, top, dst);
      asm.emit(Op.GET_ITEM, r, operand, key);
      return r;
    }
    case "Call":
      checkCallee(u, e.func);
      return isMethodCall(e) ? callMethod(u, e, top, dst) : callFunction(u, e, top, dst);
  }
}

function binary(u: Unit, e: ast.BinOp, left: number, top: number, dst: number | undefined): number {
  const small = smallInt(e.right);
  if (small !== undefined && (e.op === "Add" || e.op === "Sub")) {
    const r = result(u, top, dst);
    u.asm.emit(e.op === "Add" ? Op.ADD_INT : Op.SUB_INT, r, left, small);
    return r;
  }
  const right = u.operand(e.right);
  const r = result(u, top, dst);
  u.asm.emit(BINARY_OPS[e.op], r, left, right);
  return r;
}

const UNARY = { Not: Op.NOT, USub: Op.NEG, UAdd: Op.POS, Invert: Op.INVERT } as const;
