/**
 * `code.replace()` and `types.CodeType(…)`: code with other names, constants, positions. Instructions are always those of a code
 * object that the compiler has made: the machine trusts them, so none may come from bytes of a program's own.
 */
import { Code, type CodeConstant, CodeFlag, OpaqueConstant } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyCode } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { Ellipsis, PyBytes, type PyTuple } from "../../objects/sequences.ts";
import { textOf } from "../../objects/str.ts";
import { BytesLiteral, EllipsisLiteral, FloatLiteral } from "../../syntax/literals.ts";
import { exceptionTable, instructionBytes, readLineTable } from "./code-tables.ts";
import {
  constantsOf,
  flagsOf,
  hasDocstring,
  namesOf,
  sharedRegisters,
  variableRegisters,
} from "./codes.ts";

/** What a code object is made of, as Python names it; what is missing stays as it is. */
export interface CodeFields {
  readonly argcount?: number;
  readonly posonlyargcount?: number;
  readonly kwonlyargcount?: number;
  readonly nlocals?: number;
  readonly stacksize?: number;
  readonly flags?: number;
  readonly code?: PyBytes;
  readonly consts?: PyTuple;
  readonly names?: PyTuple;
  readonly varnames?: PyTuple;
  readonly filename?: string;
  readonly name?: string;
  readonly qualname?: string;
  readonly firstlineno?: number;
  readonly linetable?: PyBytes;
  readonly exceptiontable?: PyBytes;
  readonly freevars?: PyTuple;
  readonly cellvars?: PyTuple;
}

const KINDS =
  CodeFlag.VARARGS |
  CodeFlag.VARKEYWORDS |
  CodeFlag.GENERATOR |
  CodeFlag.COROUTINE |
  CodeFlag.ASYNC_GENERATOR;

/** The bytes of each code that were asked for, and the code that they are of. */
const bytesOf = new WeakMap<Code, PyBytes>();
const codeOf = new WeakMap<PyBytes, Code>();

/** `co_code`. */
export function codeBytes(code: Code): PyBytes {
  const known = bytesOf.get(code);
  if (known !== undefined) return known;
  const made = new PyBytes(instructionBytes(code));
  bytesOf.set(code, made);
  codeOf.set(made, code);
  return made;
}

/** The code whose instructions these bytes are. */
export function codeFrom(bytes: PyBytes): Code {
  return codeOf.get(bytes) ?? malformed("co_code");
}

function malformed(field: string): never {
  raise(E.ValueError, `code: ${field} is malformed`);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  charge(a.length >> 4);
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The texts of a tuple of names. */
function textsOf(tuple: PyTuple): string[] {
  return tuple.items.map(
    (item) => textOf(item) ?? raise(E.SystemError, "non-string found in code slot"),
  );
}

export function copyCode(code: Code, fields: CodeFields): Code {
  const argumentCount = fields.argcount ?? code.argumentCount;
  const keywordOnlyCount = fields.kwonlyargcount ?? code.keywordOnlyCount;
  const positionalOnlyCount = fields.posonlyargcount ?? code.positionalOnlyCount;
  const flags = fields.flags ?? flagsOf(code);
  const registers = variableRegisters(code);
  const varnames = fields.varnames === undefined ? null : textsOf(fields.varnames);
  const count = varnames?.length ?? registers.length;
  const stars = [CodeFlag.VARARGS, CodeFlag.VARKEYWORDS].filter(
    (bit) => (flags & bit) !== 0,
  ).length;
  if (argumentCount + keywordOnlyCount + stars > count)
    raise(E.ValueError, "code: co_varnames is too small");
  if ((fields.nlocals ?? registers.length) !== count || count !== registers.length)
    raise(E.ValueError, "code: co_nlocals != len(co_varnames)");
  if (positionalOnlyCount > argumentCount)
    raise(E.SystemError, "bad argument to internal function");
  // The instructions take parameters for bound.
  const more = argumentCount + keywordOnlyCount - code.argumentCount - code.keywordOnlyCount;
  if (more < 0 || (more > 0 && stars > 0) || ((flags ^ code.flags) & KINDS) !== 0)
    raise(E.ValueError, "code: co_code needs other parameters");
  if (fields.code !== undefined && fields.code !== bytesOf.get(code)) {
    if (!isSame(fields.code.bytes, instructionBytes(code))) malformed("co_code");
  }
  let { handlers } = code;
  const table = fields.exceptiontable?.bytes;
  if (table !== undefined && !isSame(table, exceptionTable(code))) {
    if (table.length > 0) malformed("co_exceptiontable");
    handlers = [];
  }
  const firstLine = fields.firstlineno ?? code.firstLine;
  return new Code({
    ...code,
    ...renamed(code, fields, varnames),
    ...withConstants(code, fields.consts),
    name: fields.name ?? code.name,
    qualname: fields.qualname ?? code.qualname,
    filename: fields.filename ?? code.filename,
    firstLine,
    flags: flags & ~(hasDocstring(code) ? flagsOf(code) & ~code.flags : 0),
    argumentCount,
    positionalOnlyCount,
    keywordOnlyCount,
    handlers,
    positions:
      fields.linetable !== undefined
        ? readLineTable(fields.linetable.bytes, firstLine, code.instructions.length >> 2)
        : shifted(code.positions, firstLine - code.firstLine),
  });
}

/** Positions some lines further down. */
function shifted(positions: Int32Array, lines: number): Int32Array {
  if (lines === 0) return positions;
  charge(positions.length);
  return positions.map((n, i) => (i % 4 < 2 && n > 0 ? n + lines : n));
}

/** Names, variables, cells and free variables by other names. */
function renamed(code: Code, fields: CodeFields, varnames: readonly string[] | null) {
  const localNames = [...code.localNames];
  const rename = (registers: readonly number[], names: readonly string[], field: string): void => {
    if (names.length < registers.length) malformed(field);
    registers.forEach((register, i) => {
      localNames[register] = names[i] as string;
    });
  };
  if (varnames !== null) rename(variableRegisters(code), varnames, "co_varnames");
  if (fields.cellvars !== undefined) {
    const names = textsOf(fields.cellvars);
    if (names.length !== code.cellRegisters.length) malformed("co_cellvars");
    rename(sharedRegisters(code), names, "co_cellvars");
  }
  let { freeVariables, names, registers } = code;
  if (fields.freevars !== undefined) {
    const given = textsOf(fields.freevars);
    rename(
      freeVariables.map((v) => v.to),
      given,
      "co_freevars",
    );
    freeVariables = given.map((name, i) => {
      const known = code.freeVariables[i];
      // More than the code uses: a function has a cell for each all the same.
      return known === undefined ? { name, from: -1, to: registers++ } : { ...known, name };
    });
  }
  if (fields.names !== undefined) {
    const old = namesOf(code);
    const given = textsOf(fields.names);
    if (given.length < old.length) malformed("co_names");
    const map = new Map(old.map((name, i) => [name, given[i] as string]));
    names = names.map((name) => (typeof name === "string" ? map.get(name) : name));
  }
  return { localNames, freeVariables, names, registers };
}

function withConstants(code: Code, given: PyTuple | undefined) {
  if (given === undefined) return {};
  const shown = constantsOf(code);
  if (given.items.length < shown.length) malformed("co_consts");
  const made = given.items.map(constantOf);
  if (!hasDocstring(code)) return { constants: made };
  const docstring = textOf(given.items[0] as Value) ?? null;
  // The docstring comes first, and the others keep their order; it may be among them once more.
  const rest = made.slice(1);
  const constants = code.constants.map((constant) =>
    constant === code.docstring ? constant : (rest.shift() as CodeConstant),
  );
  return { docstring, constants: [...constants, ...rest] };
}

/** A value as a constant of code. */
export function constantOf(value: Value): CodeConstant {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof PyCode) return value.code;
  if (value instanceof PyFloat && value.shape.type.isBuiltin) return new FloatLiteral(value.value);
  if (value instanceof PyBytes && value.shape.type.isBuiltin) return new BytesLiteral(value.bytes);
  if (value === Ellipsis) return new EllipsisLiteral();
  return new OpaqueConstant(value);
}
