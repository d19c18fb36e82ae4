/** What all code inside other code has in common. */
import type * as ast from "../../syntax/ast.ts";
import * as Op from "../opcodes.ts";
import type { Unit } from "../unit.ts";

/** `__qualname__` of something defined here. */
export function qualname(u: Unit, name: string): string {
  // What is in an annotation scope is named as if that were not there.
  const around = u.root.annotation !== null && u.parent !== null ? u.parent : u;
  if (around.kind === "module") return name;
  if (around.root.symbols.get(name)?.isGlobal === true) return name;
  const isFunction = around.kind === "function" && around.root.annotation === null;
  return `${around.qualname}.${isFunction ? "<locals>." : ""}${name}`;
}

/** Wraps the variables that functions inside share; a parameter's cell starts with its value. */
export function makeCells(u: Unit): void {
  for (const register of u.cellRegisters) u.asm.emit(Op.MAKE_CELL, register);
}

/** So many parameters, given by position, as far as code has to know of them. */
export function positionalParameters(count: number): ast.Arguments {
  const posonlyargs: ast.Arg[] = [];
  for (let i = 0; i < count; i++)
    posonlyargs.push({
      kind: "arg",
      arg: "",
      annotation: null,
      lineno: 0,
      col_offset: 0,
      end_lineno: 0,
      end_col_offset: 0,
    });
  return {
    kind: "arguments",
    posonlyargs,
    args: [],
    vararg: null,
    kwonlyargs: [],
    kw_defaults: [],
    kwarg: null,
    defaults: [],
  };
}
