/** Comprehensions, whose loops run in the frame around them, and generator expressions, which have their own. */
import type * as ast from "../../syntax/ast.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";
import { condition } from "./expressions.ts";
import { closeAsyncLoop, closeAtException, openAsyncLoop } from "./loops.ts";
import { assign, deliver, loadConstant } from "./names.ts";
import { makeCells, qualname } from "./nesting.ts";
import { isFresh } from "./operands.ts";

type Inline = ast.ListComp | ast.SetComp | ast.DictComp;

export function comprehension(u: Unit, e: Inline, dst?: number): number {
  const { asm } = u;
  const scope = u.table.get(e);
  const result = asm.temporary();
  const { top } = asm;
  const first = e.generators[0] as ast.Comprehension;
  const iterable = u.expr(first.iter);
  const start = asm.pc;
  const make = { ListComp: Op.LIST, SetComp: Op.SET, DictComp: Op.DICT }[e.kind];
  u.tentatively(() => {
    u.inComprehension(scope, () => {
      for (const register of u.cellsOf(scope)) asm.emit(Op.MAKE_CELL, register);
      const iterator = asm.temporary();
      asm.position = first.iter;
      asm.emit(
        first.is_async === 1 ? Op.GET_AITER : Op.ITER,
        iterator,
        iterable,
        isFresh(first.iter) ? 1 : 0,
      );
      asm.position = e;
      asm.emit(make, result, 0, 0);
      loops(u, e.generators, iterator, () => {
        if (e.kind === "DictComp") {
          const key = u.operand(e.key);
          asm.emit(Op.DICT_SET, result, key, u.expr(e.value));
        } else asm.emit(e.kind === "ListComp" ? Op.LIST_APPEND : Op.SET_ADD, result, u.expr(e.elt));
      });
    });
  });
  u.noteInlined(scope, start);
  asm.top = top;
  if (dst === undefined) return result;
  asm.emit(Op.MOVE, dst, result);
  return dst;
}

/** The loops of a comprehension around `element`; the first runs over register `iterator`. */
function loops(
  u: Unit,
  generators: readonly ast.Comprehension[],
  iterator: number,
  element: () => void,
): void {
  const { asm } = u;
  const closing: (() => void)[] = [];
  generators.forEach((generator, i) => {
    if (i > 0) {
      iterator = asm.temporary();
      const iterable = u.expr(generator.iter);
      asm.position = generator.iter;
      const op = generator.is_async === 1 ? Op.GET_AITER : Op.ITER;
      asm.emit(op, iterator, iterable, isFresh(generator.iter) ? 1 : 0);
      asm.top = iterator + 1;
    }
    const over = iterator;
    const exit = asm.open();
    const region = asm.enter(asm.scratch);
    const { top } = asm;
    let endLoop: () => void;
    if (generator.is_async === 1) {
      const loop = openAsyncLoop(u, over);
      assign(u, generator.target, loop.value);
      endLoop = () => {
        closeAsyncLoop(u, loop);
        asm.skip(exit);
      };
    } else {
      const head = asm.open(true);
      deliver(u, generator.target, (value) => asm.jump(Op.FOR_ITER, exit, value, over));
      endLoop = () => {
        asm.top = top;
        asm.back(head);
        asm.close(head);
      };
    }
    const skip = asm.open();
    for (const test of generator.ifs) condition(u, test, true, skip);
    const inner = asm.top;
    closing.push(() => {
      asm.top = inner;
      asm.close(skip);
      endLoop();
      asm.leave(region);
      closeAtException(u, region, over);
      asm.close(exit);
    });
  });
  element();
  for (const close of closing.reverse()) close();
}

export function generatorExpression(u: Unit, e: ast.GeneratorExp, dst?: number): number {
  const { asm } = u;
  const first = e.generators[0] as ast.Comprehension;
  const inner = u.nested(u.table.get(e), qualname(u, "<genexpr>"));
  inner.asm.position = e;
  inner.markAssigned(0);
  makeCells(inner);
  loops(inner, e.generators, 0, () => {
    const { top } = inner.asm;
    const value = inner.expr(e.elt);
    if (inner.root.isAsync) {
      const wrapped = inner.asm.temporary();
      inner.asm.emit(Op.WRAP_YIELD, wrapped, value);
      inner.asm.emit(Op.YIELD, wrapped, wrapped);
    } else {
      const sent = inner.asm.temporary();
      inner.asm.emit(Op.YIELD, sent, value);
    }
    inner.asm.top = top;
  });
  inner.asm.position = e;
  inner.asm.emit(Op.RETURN, loadConstant(inner, null));
  const code = inner.finish(e.lineno, null, null);
  const { top } = asm;
  const base = asm.reserve(2);
  asm.emit(Op.FUNCTION, base, asm.constant(code));
  const iterable = u.expr(first.iter);
  asm.position = first.iter;
  asm.emit(
    first.is_async === 1 ? Op.GET_AITER : Op.ITER,
    base + 1,
    iterable,
    isFresh(first.iter) ? 1 : 0,
  );
  asm.position = e;
  asm.top = top;
  const r = dst ?? asm.temporary();
  asm.emit(Op.CALL, r, base, 1);
  return r;
}
