/** Where operands and results are. */
import type * as ast from "../../syntax/ast.ts";
import type { Unit } from "../unit.ts";

/** Immediate operands must fit a word with room to spare. */
const MAX_IMMEDIATE = 2 ** 30;

/** An int that an instruction may hold itself. */
export function smallInt(e: ast.Expression): number | undefined {
  if (e.kind !== "Constant" || typeof e.value !== "number") return undefined;
  return Math.abs(e.value) < MAX_IMMEDIATE ? e.value : undefined;
}

/** Where the result of an instruction goes, once the temporaries above `top` are free again. */
export function result(u: Unit, top: number, dst: number | undefined): number {
  u.asm.top = top;
  return dst ?? u.asm.temporary();
}

/** Does the instruction just emitted for it make what nobody else has? Only a call makes such a generator. */
export function isFresh(e: ast.Expression): boolean {
  return e.kind === "Call" || e.kind === "GeneratorExp";
}
