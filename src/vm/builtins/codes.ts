/** What a code object shows of itself, and when two of them are equal. */
import { Code, type CodeConstant, ConstantTuple } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";

/** Set where the first constant is the docstring. */
const HAS_DOCSTRING = 0x4000000;

export function flagsOf(code: Code): number {
  return hasDocstring(code) ? code.flags | HAS_DOCSTRING : code.flags;
}

export function hasDocstring({ kind, docstring }: Code): boolean {
  return kind === "function" && docstring !== null;
}

/** The constants, a function's docstring first. */
export function constantsOf(code: Code): readonly CodeConstant[] {
  if (!hasDocstring(code)) return code.constants;
  const { docstring } = code;
  return [docstring, ...code.constants.filter((constant) => constant !== docstring)];
}

/** The registers of parameters, and of the variables that no other function shares. */
export function variableRegisters(code: Code): number[] {
  const shared = new Set(code.freeVariables.map((v) => v.to));
  for (const register of code.cellRegisters)
    if (register >= code.parameterCount) shared.add(register);
  return [...code.localNames.keys()].filter((i) => !shared.has(i) && code.localNames[i] !== "");
}

export function variablesOf(code: Code): string[] {
  return variableRegisters(code).map((i) => code.localNames[i] as string);
}

/** The registers of variables that inner functions share: parameters first, then by name. */
export function sharedRegisters({ cellRegisters, localNames, parameterCount }: Code): number[] {
  const rank = (r: number): string => (r < parameterCount ? "" : `!${localNames[r]}`);
  return [...cellRegisters].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x === y ? a - b : x < y ? -1 : 1;
  });
}

/** The names that instructions work with, in the order of their first use. */
export function namesOf(code: Code): string[] {
  return [...new Set(code.names.filter((name) => typeof name === "string") as string[])];
}

/** Made from the same text at the same place, whatever the file was called. */
export function sameCode(a: Code, b: Code): boolean {
  if (a === b) return true;
  charge(a.instructions.length >> 2);
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.firstLine === b.firstLine &&
    a.flags === b.flags &&
    a.argumentCount === b.argumentCount &&
    a.positionalOnlyCount === b.positionalOnlyCount &&
    a.keywordOnlyCount === b.keywordOnlyCount &&
    a.docstring === b.docstring &&
    sameItems(a.localNames, b.localNames) &&
    sameItems(a.names, b.names, sameNames) &&
    sameItems(a.instructions, b.instructions) &&
    sameItems(a.positions, b.positions) &&
    sameItems(a.handlers, b.handlers, sameFields) &&
    sameItems(a.constants, b.constants, sameConstant)
  );
}

export function hashOfCode({ name, firstLine, instructions }: Code): number {
  charge(instructions.length >> 2);
  let hash = firstLine;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  for (const word of instructions) hash = (Math.imul(hash, 31) + word) | 0;
  return hash;
}

function sameItems<T>(
  a: ArrayLike<T>,
  b: ArrayLike<T>,
  same: (a: T, b: T) => boolean = Object.is,
): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i] as T, b[i] as T)) return false;
  return true;
}

type Names = string | readonly string[] | undefined;

/** An instruction has a name, several (of keywords), or none. */
function sameNames(a: Names, b: Names): boolean {
  return typeof a === "object" && typeof b === "object" ? sameItems(a, b) : a === b;
}

function sameFields<T extends object>(a: T, b: T): boolean {
  return sameItems(Object.values(a), Object.values(b));
}

/** Constants of one type and value: 1, 1.0 and True are three. */
function sameConstant(a: CodeConstant, b: CodeConstant): boolean {
  if (a instanceof Code) return b instanceof Code && sameCode(a, b);
  if (a instanceof ConstantTuple)
    return (
      b instanceof ConstantTuple &&
      a.isFrozenSet === b.isFrozenSet &&
      sameItems(a.items, b.items, sameConstant)
    );
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return Object.is(a, b);
  return (
    a.constructor === b.constructor && sameItems(Object.values(a), Object.values(b), sameField)
  );
}

/** A field of a literal: a number, a text, bytes or code points. */
function sameField(a: unknown, b: unknown): boolean {
  return isList(a) && isList(b) ? sameItems(a, b) : Object.is(a, b);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
