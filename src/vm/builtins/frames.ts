/** frame, traceback, code. https://docs.python.org/3/reference/datamodel.html#frame-objects */
import { type Code, POSITION_WORDS } from "../../compiler/code.ts";
import { ListIterator } from "../../objects/builtins/iterators.ts";
import { address } from "../../objects/builtins/replies.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { codeObject, PyCode } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { NotImplemented, PyBytes, PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { type AnyFrame, Frame, State } from "../frame.ts";
import { localsOf } from "../frame-access.ts";
import { constantValue } from "../instance.ts";
import { machine } from "../state.ts";
import { lineOf, PyTraceback } from "../traceback.ts";

function callerOf(frame: Frame): Value {
  let back: AnyFrame | null = frame.back;
  while (back !== null && !(back instanceof Frame)) back = back.back as AnyFrame | null;
  return back;
}

/** Is it on the stack of the running fiber? */
function isExecuting(frame: Frame): boolean {
  let below: AnyFrame | null = machine.running;
  while (below !== null && below !== frame) below = below.back as AnyFrame | null;
  return below === frame;
}

const frameMembers = members<Frame>(({ getter, method, slots }) => [
  slots({
    __repr__: (self) =>
      fromJs(
        `<frame at ${address(identityOf(self))}, file '${self.code.filename}', line ${lineOf(self)}, code ${self.code.name}>`,
      ),
  }),
  {
    f_back: getter("The calling frame, or None.", callerOf),
    f_code: getter("The code object.", (self) => codeObject(self.code)),
    f_globals: getter("Global variables.", (self) => self.namespace.globals),
    f_builtins: getter("Builtin names.", (self) => self.namespace.builtins),
    f_locals: getter("Local variables.", localsOf),
    f_lineno: getter("The current line.", lineOf),
    f_lasti: getter("The current instruction.", (self) => self.pc >> 1),
    f_trace: getter("The trace function.", () => null),
    clear: method("Clear all references held by the frame.", [], (self) => {
      if (isExecuting(self)) raise(E.RuntimeError, "cannot clear an executing frame");
      const { generator } = self;
      if (generator !== null && generator.state === State.CREATED) generator.state = State.CLOSED;
      else if (generator !== null && generator.state !== State.CLOSED)
        raise(E.RuntimeError, "cannot clear a suspended frame");
      for (let i = 0; i < self.r.length; i++) self.r[i] = undefined;
    }),
  },
]);

const tracebackMembers = members<PyTraceback>(({ getter, slots }) => [
  slots({ __repr__: (self) => `<traceback object at ${address(identityOf(self))}>` }),
  {
    tb_frame: getter("The frame.", (self) => self.frame),
    tb_lineno: getter("The line.", (self) => self.line),
    tb_lasti: getter("The instruction.", (self) => self.pc >> 1),
    tb_next: getter(
      "The next entry, further in.",
      (self) => self.next,
      (self, value) => {
        if (value === undefined) raise(E.TypeError, "can't delete tb_next attribute");
        if (value !== null && !(value instanceof PyTraceback))
          raise(E.TypeError, `expected traceback object, got '${types.typeName(value)}'`);
        for (let t: PyTraceback | null = value; t !== null; t = t.next)
          if (t === self) raise(E.ValueError, "traceback loop detected");
        self.next = value;
        return null;
      },
    ),
  },
]);

const names = (list: readonly string[]): PyTuple => new PyTuple(list.map(fromJs));

function variables(code: Code): string[] {
  const free = new Set(code.freeVariables.map((v) => v.to));
  return code.kind === "function" ? code.localNames.filter((_, i) => !free.has(i)) : [];
}

const codeMembers = members<PyCode>(({ getter, method, slots }) => [
  slots({
    __repr__: (self) => {
      const { name, filename, firstLine } = self.code;
      return fromJs(
        `<code object ${name} at ${address(identityOf(self))}, file "${filename}", line ${firstLine}>`,
      );
    },
    __eq__: (self, other) => (other instanceof PyCode ? self.code === other.code : NotImplemented),
    __hash__: (self) => identityOf(self.code),
  }),
  {
    co_name: getter("The name.", ({ code }) => fromJs(code.name)),
    co_qualname: getter("The qualified name.", ({ code }) => fromJs(code.qualname)),
    co_filename: getter("The file.", ({ code }) => fromJs(code.filename)),
    co_firstlineno: getter("The first line.", ({ code }) => code.firstLine),
    co_flags: getter("Flags.", ({ code }) => code.flags),
    co_argcount: getter("Positional parameters.", ({ code }) => code.argumentCount),
    co_posonlyargcount: getter(
      "Positional-only parameters.",
      ({ code }) => code.positionalOnlyCount,
    ),
    co_kwonlyargcount: getter("Keyword-only parameters.", ({ code }) => code.keywordOnlyCount),
    co_nlocals: getter("Number of local variables.", ({ code }) => variables(code).length),
    co_stacksize: getter("Registers.", ({ code }) => code.registers),
    co_varnames: getter("Names of local variables.", ({ code }) => names(variables(code))),
    co_freevars: getter("Names of free variables.", ({ code }) =>
      names(code.freeVariables.map((v) => v.name)),
    ),
    co_cellvars: getter("Names of variables that inner functions share.", ({ code }) =>
      names(code.cellRegisters.map((r) => code.localNames[r] as string)),
    ),
    co_names: getter("Names used.", ({ code }) =>
      names([...new Set(code.names.filter((n) => typeof n === "string") as string[])]),
    ),
    co_consts: getter("Constants.", ({ code }) => new PyTuple(code.constants.map(constantValue))),
    co_code: getter(
      "Instructions, as bytes of no meaning outside.",
      ({ code }) => new PyBytes(new Uint8Array(code.instructions.length)),
    ),
    co_positions: method("Positions by instruction.", [], ({ code }) => {
      const rows: Value[] = [];
      for (let i = 0; i < code.positions.length; i += POSITION_WORDS)
        rows.push(new PyTuple([...code.positions.subarray(i, i + POSITION_WORDS)]));
      return new ListIterator(new PyList(rows));
    }),
    co_lines: method("Ranges of instructions with their line.", [], ({ code }) => {
      const rows: Value[] = [];
      const { positions } = code;
      let start = 0;
      for (let i = POSITION_WORDS; i <= positions.length; i += POSITION_WORDS) {
        const line = positions[start] as number;
        if (i < positions.length && positions[i] === line) continue;
        // An instruction counts as two bytes, as `tb_lasti` has it.
        const bytes = 2 / POSITION_WORDS;
        rows.push(tuple(start * bytes, i * bytes, line));
        start = i;
      }
      return new ListIterator(new PyList(rows));
    }),
  },
]);

export const frameMembersTable: readonly (readonly [PyType, Members])[] = [
  [types.frameType, frameMembers],
  [types.tracebackType, tracebackMembers],
  [types.codeType, codeMembers],
];
