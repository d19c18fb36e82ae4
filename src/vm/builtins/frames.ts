/** frame, traceback, code. https://docs.python.org/3/reference/datamodel.html#frame-objects */
import { Code, POSITION_WORDS } from "../../compiler/code.ts";
import { member } from "../../objects/builtins/common.ts";
import { ListIterator } from "../../objects/builtins/iterators.ts";
import { address } from "../../objects/builtins/replies.ts";
import { index, text } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { codeObject, PyCode } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional } from "../../objects/params.ts";
import { NotImplemented, PyBytes, PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { type AnyFrame, Frame, State } from "../frame.ts";
import { localsOf } from "../frame-access.ts";
import { constantValue } from "../instance.ts";
import { machine } from "../state.ts";
import { lineOf, NO_PC, PyTraceback } from "../traceback.ts";
import { constantsOf, flagsOf, hashOfCode, sameCode, variablesOf } from "./codes.ts";

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
    f_generator: getter("The generator or coroutine of this frame, or None.", ({ generator }) => {
      if (generator !== null) generator.isLoopOwned = false;
      return generator;
    }),
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

const tracebackMembers = members<PyTraceback>(({ getter, slots, staticMethod, method }) => [
  slots({ __repr__: (self) => `<traceback object at ${address(identityOf(self))}>` }),
  {
    __new__: staticMethod(
      "Create a new traceback object.",
      [
        object("cls"),
        either(object("tb_next")),
        either(object("tb_frame")),
        either(index("tb_lasti")),
        either(index("tb_lineno")),
      ],
      (_cls, next, frame, lasti, line) => {
        if (next !== null && !(next instanceof PyTraceback))
          raise(E.TypeError, `expected traceback object or None, got '${types.typeName(next)}'`);
        if (!(frame instanceof Frame))
          raise(
            E.TypeError,
            `traceback() argument 'tb_frame' must be frame, not ${types.typeName(frame)}`,
          );
        const pc = lasti * 2;
        const isKnown = pc >= 0 && pc < frame.code.instructions.length;
        return new PyTraceback(frame, isKnown ? pc : NO_PC, next, line);
      },
    ),
    __dir__: method(
      "Names of its attributes.",
      [],
      () => new PyList(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(fromJs)),
    ),
    tb_frame: member<PyTraceback>((self) => self.frame),
    tb_lineno: getter("The line.", (self) => self.line),
    tb_lasti: member<PyTraceback>((self) => self.pc >> 1),
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

const codeMembers = members<PyCode>(({ getter, method, slots }) => [
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
    co_name: member<PyCode>(({ code }) => fromJs(code.name)),
    co_qualname: member<PyCode>(({ code }) => fromJs(code.qualname)),
    co_filename: member<PyCode>(({ code }) => fromJs(code.filename)),
    co_firstlineno: member<PyCode>(({ code }) => code.firstLine),
    co_flags: member<PyCode>(({ code }) => flagsOf(code)),
    co_argcount: member<PyCode>(({ code }) => code.argumentCount),
    co_posonlyargcount: member<PyCode>(({ code }) => code.positionalOnlyCount),
    co_kwonlyargcount: member<PyCode>(({ code }) => code.keywordOnlyCount),
    co_nlocals: getter("Number of local variables.", ({ code }) => variablesOf(code).length),
    co_stacksize: member<PyCode>(({ code }) => code.registers),
    co_varnames: getter("Names of local variables.", ({ code }) => names(variablesOf(code))),
    co_freevars: getter("Names of free variables.", ({ code }) =>
      names(code.freeVariables.map((v) => v.name)),
    ),
    co_cellvars: getter("Names of variables that inner functions share.", ({ code }) =>
      names(code.cellRegisters.map((r) => code.localNames[r] as string)),
    ),
    co_names: member<PyCode>(({ code }) =>
      names([...new Set(code.names.filter((n) => typeof n === "string") as string[])]),
    ),
    co_consts: member<PyCode>(({ code }) => new PyTuple(constantsOf(code).map(constantValue))),
    co_code: getter(
      "Instructions, as bytes of no meaning outside.",
      ({ code }) => new PyBytes(new Uint8Array(code.instructions.length)),
    ),
    replace: method(
      "Return a copy of the code object with new values for the specified fields.",
      [
        keyword(optional(text("co_name"), undefined, "unchanged")),
        keyword(optional(text("co_qualname"), undefined, "unchanged")),
        keyword(optional(text("co_filename"), undefined, "unchanged")),
        keyword(optional(index("co_firstlineno"), undefined, "unchanged")),
        keyword(optional(index("co_flags"), undefined, "unchanged")),
      ],
      ({ code }, name, qualname, filename, firstLine, flags) =>
        codeObject(
          new Code({
            ...code,
            name: name ?? code.name,
            qualname: qualname ?? code.qualname,
            filename: filename ?? code.filename,
            firstLine: firstLine ?? code.firstLine,
            flags: flags ?? code.flags,
          }),
        ),
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
