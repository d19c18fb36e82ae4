/** for, while, async for, break, continue. */
import type * as ast from "../../syntax/ast.ts";
import type { Label } from "../assembler.ts";
import * as Op from "../opcodes.ts";
import type { Surrounding, Unit } from "../unit.ts";
import { condition } from "./expressions.ts";
import { assign, deliver } from "./names.ts";

function inLoop(
  u: Unit,
  exit: Label,
  head: Label,
  iterator: number | null,
  body: () => void,
): void {
  u.surroundings.push({ kind: "loop", exit, head, depth: u.asm.regionDepth, iterator });
  body();
  u.surroundings.pop();
}

export function whileLoop(u: Unit, s: ast.While): void {
  const { asm } = u;
  const exit = asm.open();
  const otherwise = asm.open();
  const head = asm.open(true);
  condition(u, s.test, true, otherwise);
  u.tentatively(() => inLoop(u, exit, head, null, () => u.block(s.body)));
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
  asm.emit(Op.ITER, iterator, iterable);
  asm.top = top;
  const exit = asm.open();
  const otherwise = asm.open();
  const head = asm.open(true);
  asm.position = s.iter;
  u.tentatively(() => {
    deliver(u, s.target, (value) => asm.jump(Op.FOR_ITER, otherwise, value, iterator));
    // Only a call can make a generator that nobody else has.
    const fresh = s.iter.kind === "Call" || s.iter.kind === "GeneratorExp";
    inLoop(u, exit, head, fresh ? iterator : null, () => u.block(s.body));
  });
  asm.position = s.iter;
  asm.back(head);
  asm.close(head);
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
  asm.emit(Op.GET_AITER, iterator, iterable);
  asm.top = top;
  const exit = asm.open();
  u.tentatively(() => {
    asyncLoop(
      u,
      iterator,
      (value, head) => {
        assign(u, s.target, value);
        const fresh = s.iter.kind === "Call" || s.iter.kind === "GeneratorExp";
        inLoop(u, exit, head, fresh ? iterator : null, () => u.block(s.body));
      },
      s.iter,
    );
  });
  u.tentatively(() => u.block(s.orelse));
  asm.close(exit);
}

/** Loops over an asynchronous iterator until it raises StopAsyncIteration. */
export function asyncLoop(
  u: Unit,
  iterator: number,
  body: (value: number, head: Label) => void,
  position: ast.Positioned = u.asm.position,
): void {
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
  asm.jump(Op.JUMP, after);
  asm.handle(region);
  asm.jump(Op.END_ASYNC_FOR, end, error);
  asm.close(after);
  body(value, head);
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

export function breakLoop(u: Unit): void {
  const index = innermostLoop(u);
  const loop = u.surroundings[index] as Surrounding & { kind: "loop" };
  const suspended = u.unwindTo(index + 1, () => undefined);
  if (loop.iterator !== null) u.asm.emit(Op.CLOSE_ITERATOR, loop.iterator);
  u.asm.jump(Op.JUMP, loop.exit);
  u.asm.resume(suspended);
}

export function continueLoop(u: Unit): void {
  const index = innermostLoop(u);
  const loop = u.surroundings[index] as Surrounding & { kind: "loop" };
  const suspended = u.unwindTo(index + 1, () => undefined);
  u.asm.back(loop.head);
  u.asm.resume(suspended);
}
