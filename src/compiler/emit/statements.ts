/** Assignments, imports, and the other small statements. */
import type * as ast from "../../syntax/ast.ts";
import { NOWHERE } from "../assembler.ts";
import { ConstantTuple } from "../code.ts";
import { isFutureImport } from "../futures.ts";
import * as Op from "../opcodes.ts";
import { IN_PLACE_OPS } from "../operations.ts";
import type { Unit } from "../unit.ts";
import { annotationStatement } from "./annotations.ts";
import { condition } from "./expressions.ts";
import { assign, attributePosition, load, loadConstant, remove, store } from "./names.ts";

export function expressionStatement(u: Unit, s: ast.ExpressionStatement): void {
  if (u.isInteractive && u.root.kind === "module") {
    u.asm.emit(Op.PRINT, u.expr(s.value));
    return;
  }
  if (s.value.kind === "Constant") return u.asm.emptyStatement(s);
  const r = u.expr(s.value);
  if (s.value.kind === "Call") u.asm.emit(Op.DROP, r);
}

export function assignment(u: Unit, s: ast.Assign): void {
  const [target] = s.targets;
  if (s.targets.length === 1 && target?.kind === "Name") {
    const place = u.place(u.mangled(target.id));
    if (place.kind === "local") {
      u.expr(s.value, place.register);
      u.markAssigned(place.register);
      return;
    }
  }
  const pairs = pairwise(s);
  if (pairs !== null) {
    // a, b = b, a: no tuple is made.
    const base = u.asm.reserve(pairs.length);
    pairs.forEach(([, value], i) => u.into(value, base + i));
    pairs.forEach(([name], i) => assign(u, name, base + i));
    return;
  }
  const r = u.operand(s.value);
  for (const t of s.targets) assign(u, t, r);
}

/** The pairs of `a, b = x, y`, where both sides are written out. */
function pairwise(s: ast.Assign): [ast.Expression, ast.Expression][] | null {
  const [target] = s.targets;
  if (s.targets.length !== 1 || target?.kind !== "Tuple" || s.value.kind !== "Tuple") return null;
  const left = target.elts;
  const right = s.value.elts;
  if (left.length !== right.length || left.length > 8) return null;
  if ([...left, ...right].some((e) => e.kind === "Starred")) return null;
  return left.map((e, i) => [e, right[i] as ast.Expression]);
}

export function augmented(u: Unit, s: ast.AugAssign): void {
  const { asm } = u;
  const { target } = s;
  const op = IN_PLACE_OPS[s.op];
  const apply = (r: number, current: number) => {
    const small =
      s.value.kind === "Constant" && typeof s.value.value === "number" ? s.value.value : undefined;
    if (small !== undefined && Math.abs(small) < 2 ** 30 && (s.op === "Add" || s.op === "Sub"))
      asm.emit(s.op === "Add" ? Op.IADD_INT : Op.ISUB_INT, r, current, small);
    else {
      const value = u.expr(s.value);
      asm.position = s;
      asm.emit(op, r, current, value);
    }
  };
  switch (target.kind) {
    case "Name": {
      const name = u.mangled(target.id);
      const place = u.place(name);
      asm.position = target;
      const current = u.root.hasWalrus ? load(u, name, asm.temporary()) : load(u, name);
      asm.position = s;
      if (place.kind === "local") {
        apply(place.register, current);
        u.markAssigned(place.register);
        return;
      }
      const r = asm.temporary();
      apply(r, current);
      store(u, name, r);
      return;
    }
    case "Attribute": {
      const object = u.operand(target.value);
      const name = u.mangled(target.attr);
      const r = asm.temporary();
      const position = attributePosition(target);
      asm.position = position;
      asm.named(Op.GET_ATTR, name, r, object);
      asm.position = s;
      apply(r, r);
      asm.position = position;
      asm.named(Op.SET_ATTR, name, object, r);
      return;
    }
    case "Subscript": {
      const object = u.operand(target.value);
      const key = u.operand(target.slice);
      const r = asm.temporary();
      asm.position = target;
      asm.emit(Op.GET_ITEM, r, object, key);
      asm.position = s;
      apply(r, r);
      asm.position = target;
      asm.emit(Op.SET_ITEM, object, key, r);
      return;
    }
  }
}

export function annotated(u: Unit, s: ast.AnnAssign): void {
  if (s.value !== null) {
    const place = s.target.kind === "Name" ? u.place(u.mangled(s.target.id)) : null;
    if (place?.kind === "local") {
      u.expr(s.value, place.register);
      u.markAssigned(place.register);
    } else assign(u, s.target, u.operand(s.value));
  } else if (s.target.kind !== "Name") {
    // The target's parts are evaluated, the target is not.
    if (s.target.kind === "Attribute") u.expr(s.target.value);
    else {
      u.expr(s.target.value);
      u.expr(s.target.slice);
    }
  }
  annotationStatement(u, s);
}

export function deleteStatement(u: Unit, s: ast.Delete): void {
  for (const target of s.targets) remove(u, target);
}

export function returnStatement(u: Unit, s: ast.Return): void {
  const { asm } = u;
  if (u.surroundings.length === 0) {
    asm.emit(Op.RETURN, s.value === null ? loadConstant(u, null) : u.expr(s.value));
    return;
  }
  // The value is computed before what `finally` and `with` do; they may rebind variables.
  const r = asm.temporary();
  if (s.value === null) loadConstant(u, null, r);
  else u.into(s.value, r);
  // sic: in CPython too, what a return leaves is placed at its constant.
  if (s.value?.kind === "Constant" && s.value.lineno === s.lineno) asm.position = s.value;
  const suspended = u.unwindTo(0, (loop) => {
    if (loop.iterator !== null) asm.emit(Op.CLOSE_ITERATOR, loop.iterator);
  });
  asm.emit(Op.RETURN, r, 0, 0, NOWHERE);
  asm.resume(suspended);
}

export function ifStatement(u: Unit, s: ast.If): void {
  const { asm } = u;
  const end = asm.open();
  const before = u.assigned;
  /** What is assigned where the branches end. */
  const ends: Set<number>[] = [];
  // A chain of `elif` is a tree as deep as it is long.
  let rest: readonly ast.Statement[] = [s];
  for (;;) {
    const [branch] = rest;
    if (rest.length !== 1 || branch?.kind !== "If") break;
    const otherwise = asm.open();
    asm.position = branch;
    if (branch.test.kind === "Constant") asm.emptyStatement(branch);
    condition(u, branch.test, true, otherwise);
    const tested = u.assigned;
    u.assigned = new Set(tested);
    const isEnd = u.block(branch.body);
    if (!isEnd) ends.push(u.assigned);
    if (branch.orelse.length > 0 && !isEnd) asm.skip(end);
    asm.close(otherwise);
    u.assigned = new Set(tested);
    rest = branch.orelse;
  }
  if (!u.block(rest)) ends.push(u.assigned);
  const [first, ...others] = ends;
  u.assigned =
    first === undefined ? before : new Set([...first].filter((r) => others.every((o) => o.has(r))));
  asm.close(end);
}

export function importStatement(u: Unit, s: ast.Import): void {
  const { asm } = u;
  for (const alias of s.names) {
    const { top } = asm;
    const r = asm.temporary();
    const parts = alias.name.split(".");
    const none = asm.constant(null);
    asm.named(Op.IMPORT, u.mangled(alias.name), r, none, 0);
    if (alias.asname === null) store(u, u.mangled(parts[0] as string), r);
    else {
      for (const part of parts.slice(1)) asm.named(Op.IMPORT_FROM, u.mangled(part), r, r);
      store(u, u.mangled(alias.asname), r);
    }
    asm.top = top;
  }
}

export function importFrom(u: Unit, s: ast.ImportFrom): void {
  const { asm } = u;
  if (isFutureImport(s)) return;
  const module = asm.temporary();
  const names = asm.constant(new ConstantTuple(s.names.map((a) => a.name)));
  asm.named(Op.IMPORT, u.mangled(s.module ?? ""), module, names, s.level);
  for (const alias of s.names) {
    if (alias.name === "*") {
      asm.emit(Op.IMPORT_STAR, module);
      continue;
    }
    const { top } = asm;
    const r = asm.temporary();
    asm.named(Op.IMPORT_FROM, u.mangled(alias.name), r, module);
    store(u, u.mangled(alias.asname ?? alias.name), r);
    asm.top = top;
  }
}

/** `global` and `nonlocal` are for the scopes alone. */
export function nothing(): void {}

export function pass(u: Unit, s: ast.Pass): void {
  u.asm.emptyStatement(s);
}
