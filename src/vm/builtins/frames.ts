import { member } from "../../objects/builtins/common.ts";
import { address } from "../../objects/builtins/replies.ts";
import { index } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { codeObject } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, object } from "../../objects/params.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { type AnyFrame, Frame, State } from "../frame.ts";
import { liveLocals } from "../frame-locals.ts";
import { machine } from "../state.ts";
import { lineOf, NO_PC, PyTraceback } from "../traceback.ts";
import { INSTRUCTION_BYTES, offsetOf } from "./code-tables.ts";

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
    f_locals: getter("Local variables.", liveLocals),
    f_lineno: getter("The current line.", lineOf),
    f_lasti: getter("The current instruction.", (self) => offsetOf(self.pc)),
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
        const pc = Math.floor(lasti / INSTRUCTION_BYTES) * 4;
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
    tb_lasti: member<PyTraceback>((self) => offsetOf(self.pc)),
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

export const frameMembersTable: readonly (readonly [PyType, Members])[] = [
  [types.frameType, frameMembers],
  [types.tracebackType, tracebackMembers],
];
