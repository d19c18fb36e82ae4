import { member } from "../../objects/builtins/common.ts";
import { address } from "../../objects/builtins/replies.ts";
import { index } from "../../objects/conversions.ts";
import { type Entry, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { codeObject } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, object } from "../../objects/params.ts";
import type { NativeResult } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { BounceRequest } from "../bounce.ts";
import { type AnyFrame, Frame, State } from "../frame.ts";
import { liveLocals } from "../frame-locals.ts";
import { makeTrace, traceOf } from "../frame-trace.ts";
import { jumpTarget } from "../jumps.ts";
import { machine } from "../state.ts";
import { lineNumber, lineOf, NO_PC, PyTraceback } from "../traceback.ts";
import { followNow } from "../tracing.ts";
import { INSTRUCTION_BYTES, offsetOf } from "./code-tables.ts";
import { variableRegisters } from "./codes.ts";

function callerOf(frame: Frame): Value {
  // Until it starts, a generator's frame knows who made it, who need not be who calls it.
  if (frame.generator?.state === State.CREATED) return null;
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

/** `f_trace_lines`, `f_trace_opcodes`. */
function traceFlag(field: "lines" | "opcodes"): Entry {
  return (name, owner) => {
    const write = (self: Frame, value: Value | undefined): null => {
      if (value === undefined) raise(E.TypeError, "can't delete numeric/char attribute");
      if (typeof value !== "boolean") raise(E.TypeError, "attribute value type must be bool");
      makeTrace(self)[field] = value;
      return null;
    };
    return member<Frame>((self) => traceOf(self)?.[field] ?? field === "lines", write)(name, owner);
  };
}

/** Sends a frame to another line. https://docs.python.org/3/reference/datamodel.html#frame.f_lineno */
function jump(frame: Frame, value: Value | undefined): NativeResult {
  if (value === undefined) raise(E.AttributeError, "cannot delete attribute");
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean")
    raise(E.ValueError, "lineno must be an integer");
  const trace = traceOf(frame);
  if (!machine.fiber.isWatched || trace === undefined || trace.event === null)
    raise(E.ValueError, "f_lineno can only be set in a trace function");
  if (trace.event === "call" && trace.place < 0)
    raise(E.ValueError, "can't jump from the 'call' trace event of a new frame");
  const isAllowed = trace.event === "line" || trace.event === "call" || trace.isSuspended;
  if (!isAllowed) raise(E.ValueError, "can only jump from a 'line' trace event");
  const { place, line, handled } = jumpTarget(frame, Number(value));
  trace.leaves = handled;
  trace.jump = place;
  trace.line = line;
  trace.shown = line;
  return bindLocals(frame);
}

/** The machine may rely on variables that are bound at the new place: those that are not become None. */
function bindLocals(frame: Frame): NativeResult {
  let count = 0;
  for (const register of variableRegisters(frame.code)) {
    if (frame.r[register] !== undefined) continue;
    frame.r[register] = null;
    count++;
  }
  if (count === 0) return null;
  const text = `assigning None to ${count} unbound local${count === 1 ? "" : "s"}`;
  return machine.interpreter.warn(E.RuntimeWarning, text);
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
    f_lineno: getter("The current line.", lineOf, jump),
    f_lasti: getter("The current instruction.", (self) => offsetOf(self.place)),
    f_generator: getter("The generator or coroutine of this frame, or None.", ({ generator }) => {
      if (generator !== null) generator.isLoopOwned = false;
      return generator;
    }),
    f_trace: getter(
      "The trace function of this frame, or None.",
      (self) => traceOf(self)?.local ?? null,
      (self, value) => {
        makeTrace(self).local = value ?? null;
        followNow(self);
        return new BounceRequest(null);
      },
    ),
    f_trace_lines: traceFlag("lines"),
    f_trace_opcodes: traceFlag("opcodes"),
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
    tb_lineno: getter("The line.", lineNumber),
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
