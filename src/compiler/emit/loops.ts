/** for, while, async for, break, continue. */
import type * as ast from "../../syntax/ast.ts";
import type { Label, Region } from "../assembler.ts";
import * as Op from "../opcodes.ts";
import type { Surrounding, Unit } from "../unit.ts";
import { condition } from "./expressions.ts";
import { assign, deliver } from "./names.ts";
import { isFresh } from "./operands.ts";

function inLoop(
  u: Unit,
  exit: Label,
  head: Label,
  depth: number,
  iterator: number | null,
  body: () => void,
): void {
  u.surroundings.push({ kind: "loop", exit, head, depth, iterator });
  body();
  u.surroundings.pop();
}

/** The handler of a loop's body: the exception goes on, the loop's own generator does not. */
export function closeAtException(u: Unit, region: Region, iterator: number): void {
  const { asm } = u;
  asm.handle(region);
  asm.emit(Op.CLOSE_ITERATOR, iterator);
  asm.emit(Op.RERAISE, region.register);
}

export function whileLoop(u: Unit, s: ast.While): void {
  const { asm } = u;
  if (s.test.kind === "Constant") asm.emptyStatement(s);
  const exit = asm.open();
  const otherwise = asm.open();
  const head = asm.open(true);
  condition(u, s.test, true, otherwise);
  u.tentatively(() => inLoop(u, exit, head, asm.regionDepth, null, () => u.block(s.body)));
  asm.back(head);
  asm.close(head);
  asm.close(otherwise);
  u.tentatively(() => u.block(s.orelse));
  asm.close(exit);
}

export function forLoop(u: Unit, s: ast.For): void {
  const { asm } = u;
  const iterator = asm.temporary();
  const { top } = asm;
  const iterable = u.expr(s.iter);
  asm.position = s.iter;
  asm.emit(Op.ITER, iterator, iterable, isFresh(s.iter) ? 1 : 0);
  asm.top = top;
  const exit = asm.open();
  const otherwise = asm.open();
  const depth = asm.regionDepth;
  const region = asm.enter(asm.scratch);
  const head = asm.open(true);
  asm.position = s.iter;
  u.tentatively(() => {
    deliver(u, s.target, (value) => asm.jump(Op.FOR_ITER, otherwise, value, iterator));
    inLoop(u, exit, head, depth, iterator, () => u.block(s.body));
  });
  asm.position = s.iter;
  asm.back(head);
  asm.leave(region);
  asm.close(head);
  closeAtException(u, region, iterator);
  asm.close(otherwise);
  u.tentatively(() => u.block(s.orelse));
  asm.close(exit);
}

export function asyncForLoop(u: Unit, s: ast.AsyncFor): void {
  const { asm } = u;
  const iterator = asm.temporary();
  const { top } = asm;
  const iterable = u.expr(s.iter);
  asm.position = s.iter;
  asm.emit(Op.GET_AITER, iterator, iterable, isFresh(s.iter) ? 1 : 0);
  asm.top = top;
  const exit = asm.open();
  const otherwise = asm.open();
  const depth = asm.regionDepth;
  const region = asm.enter(asm.scratch);
  u.tentatively(() => {
    const loop = openAsyncLoop(u, iterator, s.iter);
    assign(u, s.target, loop.value);
    inLoop(u, exit, loop.head, depth, iterator, () => u.block(s.body));
    closeAsyncLoop(u, loop);
  });
  asm.leave(region);
  asm.skip(otherwise);
  closeAtException(u, region, iterator);
  asm.close(otherwise);
  u.tentatively(() => u.block(s.orelse));
  asm.close(exit);
}

/** A loop over an asynchronous iterator, until it raises StopAsyncIteration. */
export interface AsyncLoop {
  readonly head: Label;
  readonly end: Label;
  readonly top: number;
  readonly position: ast.Positioned;
  /** The register of the next value. */
  readonly value: number;
}

export function openAsyncLoop(
  u: Unit,
  iterator: number,
  position: ast.Positioned = u.asm.position,
): AsyncLoop {
  const { asm } = u;
  const end = asm.open();
  const head = asm.open(true);
  const { top } = asm;
  const value = asm.temporary();
  const error = asm.temporary();
  asm.position = position;
  const after = asm.open();
  const region = asm.enter(error);
  asm.emit(Op.GET_ANEXT, value, iterator);
  asm.emit(Op.YIELD_FROM, value, value);
  asm.leave(region);
  asm.skip(after);
  asm.handle(region);
  asm.jump(Op.END_ASYNC_FOR, end, error);
  asm.close(after);
  return { head, end, top, position, value };
}

export function closeAsyncLoop(u: Unit, { head, end, top, position }: AsyncLoop): void {
  const { asm } = u;
  asm.top = top;
  asm.position = position;
  asm.back(head);
  asm.close(head);
  asm.close(end);
}

function innermostLoop(u: Unit): number {
  for (let i = u.surroundings.length - 1; i >= 0; i--)
    if ((u.surroundings[i] as Surrounding).kind === "loop") return i;
  return -1;
}

export function breakLoop(u: Unit, s: ast.Break): void {
  u.asm.emptyStatement(s);
  const index = innermostLoop(u);
  const loop = u.surroundings[index] as Surrounding & { kind: "loop" };
  const suspended = u.unwindTo(index, (left) => {
    if (left.iterator !== null) u.asm.emit(Op.CLOSE_ITERATOR, left.iterator);
  });
  u.asm.skip(loop.exit);
  u.asm.resume(suspended);
}

export function continueLoop(u: Unit, s: ast.Continue): void {
  u.asm.emptyStatement(s);
  const index = innermostLoop(u);
  const loop = u.surroundings[index] as Surrounding & { kind: "loop" };
  const suspended = u.unwindTo(index + 1, () => undefined);
  u.asm.back(loop.head);
  u.asm.resume(suspended);
}
