/** code. https://docs.python.org/3/reference/datamodel.html#code-objects */
import { type Code, POSITION_WORDS } from "../../compiler/code.ts";
import { isBranch } from "../../compiler/operations.ts";
import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { member } from "../../objects/builtins/common.ts";
import { iteratorSlots } from "../../objects/builtins/iterators.ts";
import { address } from "../../objects/builtins/replies.ts";
import { index, notA, toIndex } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { codeObject, PyCode } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { layout, type Value } from "../../objects/object.ts";
import {
  keyword,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
} from "../../objects/params.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { NotImplemented, PyBytes, PyTuple, tuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import {
  codeType,
  lineIteratorType,
  positionsIteratorType,
  typeName,
} from "../../objects/types.ts";
import { constantValue } from "../instance.ts";
import { machine } from "../state.ts";
import { type CodeFields, codeBytes, codeFrom, copyCode } from "./code-copies.ts";
import { exceptionTable, INSTRUCTION_BYTES, lineTable, offsetOf } from "./code-tables.ts";
import {
  constantsOf,
  flagsOf,
  hashOfCode,
  namesOf,
  sameCode,
  sharedRegisters,
  variablesOf,
} from "./codes.ts";

const names = (list: readonly string[]): PyTuple => new PyTuple(list.map(fromJs));
/** 0 where there is no line. */
const lineOrNone = (line: number): Value => (line > 0 ? line : null);

/** Ranges of offsets with their line. */
class LineIterator extends PyIterator {
  readonly #code: Code;
  #at = 0;
  constructor(code: Code) {
    super();
    this.#code = code;
  }
  override next(): Value | undefined {
    const { positions } = this.#code;
    const start = this.#at;
    if (start >= positions.length) return undefined;
    const line = positions[start] as number;
    while (this.#at < positions.length && positions[this.#at] === line) this.#at += POSITION_WORDS;
    return tuple(offsetOf(start), offsetOf(this.#at), lineOrNone(line));
  }
}
layout(LineIterator, lineIteratorType);

/** The position of each code unit, of which an instruction has several. */
class PositionsIterator extends PyIterator {
  readonly #code: Code;
  #unit = 0;
  constructor(code: Code) {
    super();
    this.#code = code;
  }
  override next(): Value | undefined {
    const { positions } = this.#code;
    const at = Math.floor((this.#unit++ * 2) / INSTRUCTION_BYTES) * POSITION_WORDS;
    if (at >= positions.length) return undefined;
    if (positions[at] === 0) return tuple(null, null, null, null);
    return new PyTuple([...positions.subarray(at, at + POSITION_WORDS)]);
  }
}
layout(PositionsIterator, positionsIteratorType);

/** Where conditional jumps go to: the offsets of the jump, of what follows it, and of its target. */
class BranchIterator extends PyIterator {
  readonly #code: Code;
  #pc = 0;
  constructor(code: Code) {
    super();
    this.#code = code;
  }
  override next(): Value | undefined {
    const { instructions } = this.#code;
    while (this.#pc < instructions.length) {
      const pc = this.#pc;
      this.#pc += 4;
      if (isBranch(instructions[pc] as number))
        return tuple(offsetOf(pc), offsetOf(pc + 4), offsetOf(instructions[pc + 3] as number));
    }
    return undefined;
  }
}
layout(BranchIterator, lineIteratorType);

/** What a code object is made of, in the order of `types.CodeType`'s parameters. */
const FIELDS = [
  ["argcount", "int"],
  ["posonlyargcount", "int"],
  ["kwonlyargcount", "int"],
  ["nlocals", "int"],
  ["stacksize", "int"],
  ["flags", "int"],
  ["code", "bytes"],
  ["consts", "tuple"],
  ["names", "tuple"],
  ["varnames", "tuple"],
  ["filename", "str"],
  ["name", "str"],
  ["qualname", "str"],
  ["firstlineno", "int"],
  ["linetable", "bytes"],
  ["exceptiontable", "bytes"],
  ["freevars", "tuple"],
  ["cellvars", "tuple"],
] as const;
const REQUIRED = 16;

/** A field as its type has it; undefined for a value of another type. */
function readField(kind: string, value: Value): unknown {
  if (kind === "bytes") return value instanceof PyBytes ? value : undefined;
  if (kind === "tuple") return value instanceof PyTuple ? value : undefined;
  return textOf(value);
}

function fieldParam(name: string, kind: string): Param<unknown> {
  const full = `co_${name}`;
  const read =
    kind === "int"
      ? index(full)
      : param<unknown>(
          full,
          (value, fn) => readField(kind, value) ?? notA(kind, value, fn, `'${full}'`),
        );
  return keyword(optional(read, undefined, "unchanged"));
}

function replace({ code }: PyCode, ...values: unknown[]): PyCode {
  FIELDS.forEach(([name, kind], i) => {
    if (kind === "int" && (values[i] as number) < 0)
      raise(E.ValueError, `co_${name} must be a positive integer`);
  });
  return codeObject(copyCode(code, fieldsOf(values)));
}

function fieldsOf(values: readonly unknown[]): CodeFields {
  return Object.fromEntries(FIELDS.map(([name], i) => [name, values[i]])) as CodeFields;
}

function* construct(args: readonly Value[]): NativeGenerator {
  checkCount("code", args.length, REQUIRED, FIELDS.length);
  const values: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name, kind] = FIELDS[i] as (typeof FIELDS)[number];
    const value = args[i] as Value;
    if (kind !== "int") {
      values.push(readField(kind, value) ?? notA(kind, value, "code", i + 1));
      continue;
    }
    const int = toIndex(value);
    const number = Number(isPending(int) ? yield int : int);
    if (number < 0 && i < 3) raise(E.ValueError, `code: ${name} must not be negative`);
    values.push(number);
  }
  const fields = fieldsOf(values);
  for (const list of [fields.freevars, fields.cellvars])
    for (const item of list?.items ?? [])
      if (textOf(item) === undefined)
        raise(E.TypeError, `name tuples must contain only strings, not '${typeName(item)}'`);
  const empty = new PyTuple([]);
  return codeObject(
    copyCode(codeFrom(fields.code as PyBytes), {
      freevars: empty,
      cellvars: empty,
      ...defined(fields),
    }),
  );
}

/** Without the fields that were not given. */
function defined(fields: CodeFields): CodeFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const replaceEntry = {
  doc: "Return a copy of the code object with new values for the specified fields.",
  params: FIELDS.map(([name, kind]) => fieldParam(name, kind)),
};

const codeMembers = members<PyCode>(({ getter, method, slots, staticMethod }) => [
  slots({
    __repr__: (self) => {
      const { name, filename, firstLine } = self.code;
      return fromJs(
        `<code object ${name} at ${address(identityOf(self))}, file "${filename}", line ${firstLine}>`,
      );
    },
    __eq__: (self, other) =>
      other instanceof PyCode ? sameCode(self.code, other.code) : NotImplemented,
    __hash__: (self) => hashOfCode(self.code),
  }),
  {
    __new__: staticMethod(
      "Create a code object.  Not for the faint of heart.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        noKeywords("code", given);
        return construct(args);
      },
    ),
    __doc__: () => "Create a code object.  Not for the faint of heart.",
    co_name: member<PyCode>(({ raw }) => fromJs(raw.name)),
    co_qualname: member<PyCode>(({ raw }) => fromJs(raw.qualname)),
    co_filename: member<PyCode>(({ raw }) => fromJs(raw.filename)),
    co_firstlineno: member<PyCode>(({ raw }) => raw.firstLine),
    co_flags: member<PyCode>(({ raw }) => flagsOf(raw)),
    co_argcount: member<PyCode>(({ raw }) => raw.argumentCount),
    co_posonlyargcount: member<PyCode>(({ raw }) => raw.positionalOnlyCount),
    co_kwonlyargcount: member<PyCode>(({ raw }) => raw.keywordOnlyCount),
    co_nlocals: getter("", ({ code }) => variablesOf(code).length),
    co_stacksize: member<PyCode>(({ code }) => code.registers),
    co_varnames: getter("", ({ code }) => names(variablesOf(code))),
    co_freevars: getter("", ({ code }) => names(code.freeVariables.map((v) => v.name))),
    co_cellvars: getter("", ({ code }) =>
      names(sharedRegisters(code).map((r) => code.localNames[r] as string)),
    ),
    co_names: member<PyCode>(({ code }) => names(namesOf(code))),
    co_consts: member<PyCode>(({ code }) => new PyTuple(constantsOf(code).map(constantValue))),
    co_code: getter("", ({ code }) => codeBytes(code)),
    _co_code_adaptive: getter("", ({ code }) => codeBytes(code)),
    co_linetable: member<PyCode>(({ code }) => new PyBytes(lineTable(code))),
    co_exceptiontable: member<PyCode>(({ code }) => new PyBytes(exceptionTable(code))),
    co_lnotab: getter("", function* (): NativeGenerator {
      const text = "co_lnotab is deprecated, use co_lines instead.";
      yield machine.interpreter.warn(E.DeprecationWarning, text);
      return new PyBytes(new Uint8Array());
    }),
    replace: method(replaceEntry.doc, replaceEntry.params, replace),
    __replace__: method("The same as replace().", replaceEntry.params, replace),
    co_positions: method("", [], ({ code }) => new PositionsIterator(code)),
    co_lines: method("", [], ({ code }) => new LineIterator(code)),
    co_branches: method("", [], ({ code }) => new BranchIterator(code)),
    _varname_from_oparg: method(
      "(internal-only) Return the local variable name for the given oparg.",
      [index("oparg")],
      ({ code }, oparg) => {
        const all = [
          ...variablesOf(code),
          ...sharedRegisters(code)
            .filter((r) => r >= code.parameterCount)
            .map((r) => code.localNames[r] as string),
          ...code.freeVariables.map((v) => v.name),
        ];
        const name = all[oparg];
        return name === undefined ? raise(E.IndexError, "tuple index out of range") : fromJs(name);
      },
    ),
  },
]);

const plainIterator: Members = members<PyIterator>((builder) => [iteratorSlots(builder)]);

export const codeMembersTable: readonly (readonly [PyType, Members])[] = [
  [codeType, codeMembers],
  [lineIteratorType, plainIterator],
  [positionsIteratorType, plainIterator],
];
