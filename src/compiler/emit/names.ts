/** Loading, storing and deleting variables. */
import type * as ast from "../../syntax/ast.ts";
import type { CodeConstant } from "../code.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";

export function loadName(u: Unit, e: ast.Name, dst?: number): number {
  if (e.id === "__debug__") return loadConstant(u, u.table.optimize === 0, dst);
  return load(u, u.mangled(e.id), dst);
}

export function loadConstant(u: Unit, value: CodeConstant, dst?: number): number {
  const r = dst ?? u.asm.temporary();
  u.asm.emit(Op.CONST, r, u.asm.constant(value));
  return r;
}

/** Loads a variable by its mangled name. */
export function load(u: Unit, name: string, dst?: number): number {
  const { asm } = u;
  const place = u.place(name);
  if (place.kind === "local") {
    u.checkAssigned(place.register);
    if (dst === undefined || dst === place.register) return place.register;
    asm.emit(Op.MOVE, dst, place.register);
    return dst;
  }
  const r = dst ?? asm.temporary();
  switch (place.kind) {
    case "cell":
      asm.emit(Op.LOAD_CELL, r, place.register);
      break;
    case "classCell":
      asm.named(Op.LOAD_CLASS_CELL, place.name, r, place.register);
      break;
    case "seenClass":
      asm.named(Op.LOAD_SEEN, place.name, r, place.namespace, place.register ?? -1);
      break;
    case "global":
      asm.named(Op.LOAD_GLOBAL, place.name, r);
      break;
    case "name":
      asm.named(Op.LOAD_NAME, place.name, r);
      break;
  }
  return r;
}

/** Stores a register in a variable, by its mangled name. */
export function store(u: Unit, name: string, register: number): void {
  const { asm } = u;
  const place = u.place(name);
  switch (place.kind) {
    case "local":
      if (place.register !== register) asm.emit(Op.MOVE, place.register, register);
      u.markAssigned(place.register);
      break;
    case "cell":
    case "classCell":
      asm.emit(Op.STORE_CELL, place.register, register);
      break;
    case "global":
      asm.named(Op.STORE_GLOBAL, place.name, register);
      break;
    case "name":
      asm.named(Op.STORE_NAME, place.name, register);
      break;
  }
}

export function deleteName(u: Unit, name: string): void {
  const { asm } = u;
  const place = u.place(name);
  switch (place.kind) {
    case "local":
      asm.emit(Op.DELETE_LOCAL, place.register);
      break;
    case "cell":
    case "classCell":
      asm.emit(Op.DELETE_CELL, place.register);
      break;
    case "global":
      asm.named(Op.DELETE_GLOBAL, place.name);
      break;
    case "name":
      asm.named(Op.DELETE_NAME, place.name);
      break;
  }
}

/** Assigns a register to any target. */
export function assign(u: Unit, target: ast.Expression, register: number): void {
  const { asm } = u;
  const { top, position } = asm;
  asm.position = target;
  switch (target.kind) {
    case "Name":
      store(u, u.mangled(target.id), register);
      break;
    case "Attribute": {
      const object = u.operand(target.value);
      if (target.value.kind === "Name" && target.value.id === "self")
        u.noteStaticAttribute(target.attr);
      asm.position = attributePosition(target);
      asm.named(Op.SET_ATTR, u.mangled(target.attr), object, register);
      break;
    }
    case "Subscript": {
      const object = u.operand(target.value);
      const key = u.operand(target.slice);
      asm.emit(Op.SET_ITEM, object, key, register);
      break;
    }
    case "Tuple":
    case "List":
      unpack(u, target, register);
      break;
    case "Starred":
      u.table.fail("starred assignment target must be in a list or tuple", target);
  }
  asm.top = top;
  asm.position = position;
}

/** The first register of targets that are local variables in a row, as those of most loops are; else -1. */
function adjacentLocals(u: Unit, targets: readonly ast.Expression[]): number {
  let first = -1;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i] as ast.Expression;
    const place = target.kind === "Name" ? u.place(u.mangled(target.id)) : null;
    if (place?.kind !== "local" || (i > 0 && place.register !== first + i)) return -1;
    if (i === 0) first = place.register;
  }
  return first;
}

/** Assigns what a loop delivers: `emit` gets the register to put it in, a local variable's own if it is one. */
export function deliver(u: Unit, target: ast.Expression, emit: (register: number) => void): void {
  const place = target.kind === "Name" ? u.place(u.mangled(target.id)) : null;
  if (place?.kind === "local") {
    emit(place.register);
    u.markAssigned(place.register);
    return;
  }
  const value = u.asm.temporary();
  emit(value);
  assign(u, target, value);
}

function unpack(u: Unit, target: ast.Tuple | ast.List, register: number): void {
  const { asm } = u;
  const { elts } = target;
  const starred = elts.findIndex((e) => e.kind === "Starred");
  const locals = adjacentLocals(u, elts);
  if (locals >= 0) {
    asm.emit(Op.UNPACK, locals, register, elts.length);
    elts.forEach((_, i) => u.markAssigned(locals + i));
    return;
  }
  const first = asm.reserve(elts.length);
  if (starred < 0) asm.emit(Op.UNPACK, first, register, elts.length);
  else {
    if (elts.findIndex((e, i) => i > starred && e.kind === "Starred") >= 0)
      u.table.fail("multiple starred expressions in assignment", target);
    if (starred > 255) u.table.fail("too many expressions in star-unpacking assignment", target);
    const after = elts.length - starred - 1;
    asm.emit(Op.UNPACK_STARRED, first, register, starred | (after << 16));
  }
  elts.forEach((e, i) => assign(u, e.kind === "Starred" ? e.value : e, first + i));
}

/** `del target`. */
export function remove(u: Unit, target: ast.Expression): void {
  const { asm } = u;
  const { top } = asm;
  asm.position = target;
  switch (target.kind) {
    case "Name":
      deleteName(u, u.mangled(target.id));
      break;
    case "Attribute": {
      const object = u.operand(target.value);
      asm.position = attributePosition(target);
      asm.named(Op.DELETE_ATTR, u.mangled(target.attr), object);
      break;
    }
    case "Subscript": {
      const object = u.operand(target.value);
      asm.emit(Op.DELETE_ITEM, object, u.operand(target.slice));
      break;
    }
    case "Tuple":
    case "List":
      for (const e of target.elts) remove(u, e);
      break;
  }
  asm.top = top;
}

/** An attribute, or what is called by it, is shown from its name on where its object begins on an earlier line. */
export function attributePosition(
  attribute: ast.Attribute,
  whole: ast.Positioned = attribute,
): ast.Positioned {
  const { end_lineno, end_col_offset, attr } = attribute;
  if (whole.lineno === end_lineno) return whole;
  return {
    lineno: end_lineno,
    col_offset: end_col_offset - attr.length,
    end_lineno: whole.end_lineno,
    end_col_offset: whole.end_col_offset,
  };
}
