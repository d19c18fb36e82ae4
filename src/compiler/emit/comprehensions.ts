/** Comprehensions, whose loops run in the frame around them, and generator expressions, which have their own. */
import type * as ast from "../../syntax/ast.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";
import { condition } from "./expressions.ts";
import { makeCells, qualname } from "./functions.ts";
import { asyncLoop, closeAtException, isFresh } from "./loops.ts";
import { assign, loadConstant } from "./names.ts";

type Inline = ast.ListComp | ast.SetComp | ast.DictComp;

export function comprehension(u: Unit, e: Inline, dst?: number): number {
  const { asm } = u;
  const scope = u.table.get(e);
  const result = asm.temporary();
  const { top } = asm;
  const first = e.generators[0] as ast.Comprehension;
  const iterable = u.expr(first.iter);
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
        isFresh(first.iter),
      );
      asm.position = e;
      asm.emit(make, result, 0, 0);
      loops(u, e.generators, 0, iterator, () => {
        if (e.kind === "DictComp") {
          const key = u.operand(e.key);
          asm.emit(Op.DICT_SET, result, key, u.expr(e.value));
        } else asm.emit(e.kind === "ListComp" ? Op.LIST_APPEND : Op.SET_ADD, result, u.expr(e.elt));
      });
    });
  });
  asm.top = top;
  if (dst === undefined) return result;
  asm.emit(Op.MOVE, dst, result);
  return dst;
}

/** The loops of a comprehension from the `i`-th on, around `element`. */
function loops(
  u: Unit,
  generators: readonly ast.Comprehension[],
  i: number,
  iterator: number,
  element: () => void,
): void {
  const { asm } = u;
  const generator = generators[i] as ast.Comprehension;
  const body = (value: number) => {
    assign(u, generator.target, value);
    const skip = asm.open();
    for (const test of generator.ifs) condition(u, test, true, skip);
    const next = generators[i + 1];
    const { top } = asm;
    if (next === undefined) element();
    else {
      const inner = asm.temporary();
      const iterable = u.expr(next.iter);
      asm.position = next.iter;
      asm.emit(next.is_async === 1 ? Op.GET_AITER : Op.ITER, inner, iterable, isFresh(next.iter));
      loops(u, generators, i + 1, inner, element);
    }
    asm.top = top;
    asm.close(skip);
  };
  const exit = asm.open();
  const region = asm.enter(asm.scratch);
  if (generator.is_async === 1) {
    asyncLoop(u, iterator, body);
    asm.jump(Op.JUMP, exit);
  } else {
    const head = asm.open(true);
    const { top } = asm;
    const value = asm.temporary();
    asm.jump(Op.FOR_ITER, exit, value, iterator);
    body(value);
    asm.top = top;
    asm.back(head);
    asm.close(head);
  }
  asm.leave(region);
  closeAtException(u, region, iterator);
  asm.close(exit);
}

export function generatorExpression(u: Unit, e: ast.GeneratorExp, dst?: number): number {
  const { asm } = u;
  const first = e.generators[0] as ast.Comprehension;
  const inner = u.nested(u.table.get(e), qualname(u, "<genexpr>"));
  inner.asm.position = e;
  inner.markAssigned(0);
  makeCells(inner);
  loops(inner, e.generators, 0, 0, () => {
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
  asm.emit(first.is_async === 1 ? Op.GET_AITER : Op.ITER, base + 1, iterable, isFresh(first.iter));
  asm.position = e;
  asm.top = top;
  const r = dst ?? asm.temporary();
  asm.emit(Op.CALL, r, base, 1);
  return r;
}
