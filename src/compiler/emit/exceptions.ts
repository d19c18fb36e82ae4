/** try, with, raise, assert. Handlers are found by table: entering a `try` costs nothing. */
import type * as ast from "../../syntax/ast.ts";
import { NOWHERE } from "../assembler.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";
import { awaitRegister, condition } from "./expressions.ts";
import { assign, deleteName, loadConstant, store } from "./names.ts";
import { checkAssertion } from "./suspicious.ts";

export function tryStatement(u: Unit, s: ast.Try | ast.TryStar): void {
  u.asm.emptyStatement(s);
  const guarded = () => (s.kind === "Try" ? tryExcept(u, s) : tryStar(u, s));
  if (s.finalbody.length > 0) {
    withFinally(
      u,
      () => (s.handlers.length > 0 ? guarded() : u.block(s.body)),
      () => u.block(s.finalbody),
    );
  } else guarded();
}

/** Runs `body`, then `cleanup`, however body ends. */
function withFinally(u: Unit, body: () => void, cleanup: () => void): void {
  const { asm } = u;
  const end = asm.open();
  const error = asm.temporary();
  const before = new Set(u.assigned);
  const depth = asm.regionDepth;
  const region = asm.enter(error);
  u.surroundings.push({ kind: "cleanup", depth, emit: () => u.tentatively(cleanup) });
  body();
  u.surroundings.pop();
  asm.leave(region);
  const after = u.assigned;
  cleanup();
  const done = u.assigned;
  asm.skip(end);
  u.assigned = before;
  asm.handle(region);
  handling(u, error, () => {
    cleanup();
    asm.emit(Op.RERAISE, error);
  });
  u.assigned = new Set([...done].filter((r) => after.has(r) || done.has(r)));
  asm.close(end);
}

/** Runs code while exception `error` is being handled; leaves that state however the code ends. */
function handling(u: Unit, error: number, body: () => void): void {
  const { asm } = u;
  asm.emit(Op.PUSH_EXCEPTION, error);
  const second = asm.temporary();
  const depth = asm.regionDepth;
  const region = asm.enter(second);
  u.surroundings.push({ kind: "cleanup", depth, emit: () => asm.emit(Op.POP_EXCEPTION) });
  body();
  u.surroundings.pop();
  asm.leave(region);
  asm.handle(region);
  asm.emit(Op.POP_EXCEPTION);
  asm.emit(Op.RERAISE, second);
}

function tryExcept(u: Unit, s: ast.Try): void {
  const { asm } = u;
  const { position } = asm;
  const end = asm.open();
  const error = asm.temporary();
  const before = new Set(u.assigned);
  const region = asm.enter(error);
  let isEnd = u.block(s.body);
  asm.leave(region);
  if (!isEnd && s.orelse.length > 0) isEnd = u.block(s.orelse);
  const ends: Set<number>[] = isEnd ? [] : [u.assigned];
  asm.position = position;
  asm.skip(end);
  asm.handle(region);
  handling(u, error, () => {
    for (const handler of s.handlers) {
      u.assigned = new Set(before);
      const next = asm.open();
      const { top } = asm;
      if (handler.type !== null) {
        const type = u.expr(handler.type);
        asm.position = handler;
        asm.jump(Op.MATCH_EXCEPTION, next, error, type);
        asm.top = top;
      }
      const finished =
        handler.name === null ? u.block(handler.body) : namedHandler(u, handler, error);
      if (!finished) ends.push(u.assigned);
      asm.position = handler;
      asm.emit(Op.POP_EXCEPTION);
      asm.skip(end);
      asm.close(next);
    }
    asm.position = position;
    asm.emit(Op.RERAISE, error);
  });
  const [first, ...others] = ends;
  u.assigned =
    first === undefined ? before : new Set([...first].filter((r) => others.every((o) => o.has(r))));
  asm.close(end);
}

/**
 * `except*`: each handler takes its part of the group out of `rest`. What handlers raise, and what no handler took, is
 * raised together at the end.
 */
function tryStar(u: Unit, s: ast.TryStar): void {
  const { asm } = u;
  const { position } = asm;
  const end = asm.open();
  const error = asm.temporary();
  const before = new Set(u.assigned);
  const region = asm.enter(error);
  let isEnd = u.block(s.body);
  asm.leave(region);
  if (!isEnd && s.orelse.length > 0) isEnd = u.block(s.orelse);
  asm.position = position;
  asm.skip(end);
  asm.handle(region);
  u.assigned = new Set(before);
  handling(u, error, () => {
    const rest = asm.reserve(2);
    const match = rest + 1;
    const raised = asm.temporary();
    asm.emit(Op.MOVE, rest, error, 0, NOWHERE);
    asm.emit(Op.LIST, raised, 0, 0, NOWHERE);
    for (const handler of s.handlers) {
      u.assigned = new Set(before);
      const next = asm.open();
      const { top } = asm;
      const type = u.expr(handler.type as ast.Expression);
      asm.position = handler;
      asm.jump(Op.MATCH_GROUP, next, rest, type);
      asm.top = top;
      starHandler(u, handler, match, raised);
      asm.close(next);
    }
    asm.position = position;
    asm.emit(Op.LIST_APPEND, raised, rest, 0, NOWHERE);
    const left = asm.temporary();
    asm.emit(Op.JOIN_GROUP, left, error, raised, NOWHERE);
    const nothing = asm.open();
    asm.position = NOWHERE;
    asm.jump(Op.IF_NONE, nothing, left);
    asm.position = position;
    asm.emit(Op.RERAISE, left);
    asm.close(nothing);
    asm.emit(Op.POP_EXCEPTION);
    asm.skip(end);
  });
  u.assigned = before;
  asm.close(end);
}

/** What the handler raises is kept for the end. */
function starHandler(u: Unit, handler: ast.ExceptHandler, match: number, raised: number): void {
  const { asm } = u;
  const forget = handler.name === null ? () => {} : bindHandled(u, handler, match);
  const error = asm.temporary();
  const depth = asm.regionDepth;
  const region = asm.enter(error);
  const refuse = () =>
    u.table.fail(
      "'break', 'continue' and 'return' cannot appear in an except* block",
      asm.position,
    );
  u.surroundings.push({ kind: "cleanup", depth, emit: refuse });
  u.block(handler.body);
  u.surroundings.pop();
  asm.leave(region);
  asm.position = handler;
  forget();
  const past = asm.open();
  asm.skip(past);
  asm.handle(region);
  forget();
  asm.emit(Op.LIST_APPEND, raised, error, 0, NOWHERE);
  asm.close(past);
}

/** Binds the name of an `except` clause; answers what unbinds it. */
function bindHandled(u: Unit, handler: ast.ExceptHandler, error: number): () => void {
  const { asm } = u;
  const name = u.mangled(handler.name as string);
  asm.position = handler;
  store(u, name, error);
  return () => {
    const { top, position } = asm;
    asm.position = NOWHERE;
    store(u, name, loadConstant(u, null));
    deleteName(u, name);
    asm.top = top;
    asm.position = position;
  };
}

/** `except T as name:` unbinds the name at its end, however that comes. */
function namedHandler(u: Unit, handler: ast.ExceptHandler, error: number): boolean {
  const { asm } = u;
  const forget = bindHandled(u, handler, error);
  const second = asm.temporary();
  const depth = asm.regionDepth;
  const region = asm.enter(second);
  u.surroundings.push({ kind: "cleanup", depth, emit: forget });
  const finished = u.block(handler.body);
  u.surroundings.pop();
  asm.leave(region);
  asm.position = handler;
  forget();
  const past = asm.open();
  asm.skip(past);
  asm.handle(region);
  forget();
  asm.emit(Op.RERAISE, second);
  asm.close(past);
  return finished;
}

export function withStatement(u: Unit, s: ast.With | ast.AsyncWith): void {
  withItem(u, s, 0);
}

function withItem(u: Unit, s: ast.With | ast.AsyncWith, i: number): void {
  const item = s.items[i];
  if (item === undefined) {
    u.block(s.body);
    return;
  }
  const { asm } = u;
  const isAsync = s.kind === "AsyncWith";
  const position = item.context_expr;
  // exit method, its self, and room for its three arguments
  const exit = asm.reserve(5);
  const { top } = asm;
  const manager = u.expr(item.context_expr);
  asm.position = position;
  const enter = asm.reserve(2);
  asm.named(Op.LOAD_SPECIAL, isAsync ? "__aexit__" : "__exit__", exit, manager, isAsync ? 3 : 1);
  asm.named(Op.LOAD_SPECIAL, isAsync ? "__aenter__" : "__enter__", enter, manager, isAsync ? 2 : 0);
  asm.emit(Op.CALL_METHOD, enter, enter, 0);
  if (isAsync) awaitRegister(u, enter, enter, 1);

  const callExit = (r: number) => {
    asm.position = position;
    asm.emit(Op.CALL_METHOD, r, exit, 3);
    if (isAsync) awaitRegister(u, r, r, 2);
  };
  const leave = () => {
    const inner = asm.top;
    const none = loadConstant(u, null, asm.temporary());
    for (let n = 2; n < 5; n++) asm.emit(Op.MOVE, exit + n, none);
    callExit(none);
    asm.top = inner;
  };

  const end = asm.open();
  const error = asm.reserve(1);
  const before = new Set(u.assigned);
  const depth = asm.regionDepth;
  const region = asm.enter(error);
  u.surroundings.push({ kind: "cleanup", depth, emit: leave });
  if (item.optional_vars !== null) assign(u, item.optional_vars, enter);
  withItem(u, s, i + 1);
  u.surroundings.pop();
  asm.leave(region);
  const after = u.assigned;
  leave();
  asm.skip(end);
  asm.handle(region);
  u.assigned = new Set(before);
  handling(u, error, () => {
    asm.position = position;
    asm.emit(Op.EXIT_ARGUMENTS, exit, error);
    const suppress = asm.temporary();
    callExit(suppress);
    const reraise = asm.open();
    asm.jump(Op.JUMP_IF_FALSE, reraise, suppress);
    asm.emit(Op.POP_EXCEPTION);
    asm.skip(end);
    asm.close(reraise);
    asm.emit(Op.RERAISE, error);
  });
  // An exception that the manager swallowed leaves the body's assignments undone.
  u.assigned = new Set([...after].filter((r) => before.has(r)));
  asm.close(end);
  asm.top = top;
}

export function raiseStatement(u: Unit, s: ast.Raise): void {
  const { asm } = u;
  if (s.exc === null) {
    asm.emit(Op.RAISE, 0, 0, 0);
    return;
  }
  const exception = u.operand(s.exc);
  if (s.cause === null) asm.emit(Op.RAISE, exception, 0, 1);
  else asm.emit(Op.RAISE, exception, u.expr(s.cause), 2);
}

export function assertStatement(u: Unit, s: ast.Assert): void {
  const { asm } = u;
  checkAssertion(u, s);
  if (u.table.optimize > 0) return;
  const pass = asm.open();
  asm.position = s.test;
  condition(u, s.test, false, pass);
  const base = asm.reserve(2);
  asm.position = s.test;
  asm.emit(Op.LOAD_ASSERTION_ERROR, base);
  if (s.msg !== null) {
    u.tentatively(() => u.into(s.msg as ast.Expression, base + 1));
    asm.position = s.test;
    asm.emit(Op.CALL, base, base, 1);
  }
  asm.emit(Op.RAISE, base, 0, 1);
  asm.close(pass);
}
