/** The variables of a frame, by name: `locals()` and `frame.f_locals`. https://peps.python.org/pep-0667/ */
import type { Code, Inlined } from "../compiler/code.ts";
import { PyCell } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { fromJs } from "../objects/str.ts";
import { frameLocalsProxyType } from "../objects/types.ts";
import { sharedRegisters, variableRegisters } from "./builtins/codes.ts";
import type { Frame } from "./frame.ts";

/** The live view of a function's variables that `f_locals` is. */
export class PyFrameLocals extends PyObject {
  readonly frame: Frame;
  constructor(frame: Frame) {
    super();
    this.frame = frame;
  }
}
layout(PyFrameLocals, frameLocalsProxyType);

/** A name with its register, and whether that holds a cell. */
interface Variable {
  readonly name: string;
  readonly register: number;
  readonly isCell: boolean;
}

/** The variables of code, in CPython's order: own ones, those that inner functions share, those of outer functions. */
const tables = new WeakMap<Code, readonly Variable[]>();

function variablesOf(code: Code): readonly Variable[] {
  let known = tables.get(code);
  if (known !== undefined) return known;
  const shared = sharedRegisters(code);
  const cells = new Set([...shared, ...code.inlined.flatMap((part) => part.cells)]);
  const registers = new Set([...variableRegisters(code), ...shared]);
  const variable = (register: number): Variable => ({
    name: code.localNames[register] as string,
    register,
    isCell: cells.has(register),
  });
  known = [
    ...[...registers].map(variable),
    ...code.freeVariables.map(({ name, to }) => ({ name, register: to, isCell: true })),
  ];
  tables.set(code, known);
  return known;
}

/** The variables that a frame has at the place where it is; of several of one name the innermost. */
export function variablesIn(frame: Frame): ReadonlyMap<string, Variable> {
  const { code } = frame;
  const found = new Map<string, Variable>();
  const isThere = new Map<number, boolean>();
  // What `finally` does is compiled more than once, with the same registers.
  for (const part of code.inlined)
    for (const r of part.registers)
      if (isThere.get(r) !== true) isThere.set(r, isInside(frame, part));
  for (const variable of variablesOf(code))
    if (isThere.get(variable.register) ?? code.kind === "function")
      found.set(variable.name, variable);
  return found;
}

function isInside({ place }: Frame, { start, end }: Inlined): boolean {
  return place >= start && place < end;
}

/** Does code at the frame's place have variables in registers? Not that of a module or class, but in a comprehension. */
function hasVariables(frame: Frame): boolean {
  const { kind, inlined } = frame.code;
  return kind === "function" || inlined.some((part) => isInside(frame, part));
}

/** Before its first instructions have run, a parameter has no cell yet. */
function cellOf(frame: Frame, { register, isCell }: Variable): PyCell | null {
  const value = frame.r[register];
  return isCell && value instanceof PyCell ? value : null;
}

export function readVariable(frame: Frame, variable: Variable): Value | undefined {
  const cell = cellOf(frame, variable);
  return cell === null ? frame.r[variable.register] : cell.value;
}

/** The machine may rely on variables that are bound, so none is ever unbound this way. */
export function writeVariable(frame: Frame, variable: Variable, value: Value): void {
  const cell = cellOf(frame, variable);
  if (cell === null) frame.r[variable.register] = value;
  else cell.value = value;
}

/** Names that a program has added to the variables of a function's frame, which its code does not know. */
const extras = new WeakMap<Frame, PyDict>();

export function extraLocals(frame: Frame): PyDict | undefined {
  return extras.get(frame);
}

export function makeExtraLocals(frame: Frame): PyDict {
  let dict = extras.get(frame);
  if (dict === undefined) {
    dict = new PyDict();
    extras.set(frame, dict);
  }
  return dict;
}

/**
 * `locals()`: the namespace of a module or class body, a fresh dict for a function. Inside a comprehension a module or class body
 * has the variables of the comprehension alone.
 */
export function localsOf(frame: Frame): Value {
  return hasVariables(frame) ? snapshot(frame) : (frame.r[0] as Value);
}

/** `frame.f_locals`. */
export function liveLocals(frame: Frame): Value {
  return hasVariables(frame) ? new PyFrameLocals(frame) : (frame.r[0] ?? new PyDict());
}

/** The variables with their values now. */
export function snapshot(frame: Frame): PyDict {
  const dict = new PyDict();
  for (const [name, variable] of variablesIn(frame)) {
    const value = readVariable(frame, variable);
    if (value !== undefined) dict.table.put(fromJs(name), value);
  }
  const extra = extras.get(frame);
  if (extra !== undefined)
    for (const { key, value } of extra.table.live()) dict.table.put(key, value as Value);
  return dict;
}
