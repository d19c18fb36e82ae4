/** A small part of inspect: flags of code objects, and questions about kinds of objects. */
import { CodeFlag } from "../compiler/code.ts";
import { type Entry, functionBuilder, type NativeModule } from "../objects/define.ts";

import { PyCode, PyFunction, PyMethod, PyModule } from "../objects/function.ts";
import { PyBoundNative, PyNative } from "../objects/native.ts";
import type { Value } from "../objects/object.ts";
import { object } from "../objects/params.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import { SLOT } from "../objects/slots.ts";
import { PyType } from "../objects/type.ts";
import { asyncGeneratorType, coroutineType, generatorType } from "../objects/types.ts";
import { Frame, PyGenerator } from "../vm/frame.ts";
import { callingFrame } from "../vm/frame-access.ts";
import { PyTraceback } from "../vm/traceback.ts";

/** The function behind methods. */
function functionOf(value: Value): PyFunction | null {
  while (value instanceof PyMethod) value = value.fn;
  return value instanceof PyFunction ? value : null;
}
const flag = (bit: number) => (value: Value) => ((functionOf(value)?.code.flags ?? 0) & bit) !== 0;
const kind = (type: PyType) => (value: Value) =>
  value instanceof PyGenerator && value.shape.type === type;
const STATES = ["CREATED", "SUSPENDED", "RUNNING", "SUSPENDED", "CLOSED"];
const stateOf = (prefix: string) => (value: Value) =>
  value instanceof PyGenerator ? `${prefix}_${STATES[value.state] as string}` : null;

const QUESTIONS: Readonly<Record<string, (value: Value) => Value>> = {
  iscoroutinefunction: flag(CodeFlag.COROUTINE),
  isgeneratorfunction: flag(CodeFlag.GENERATOR),
  isasyncgenfunction: flag(CodeFlag.ASYNC_GENERATOR),
  iscoroutine: kind(coroutineType),
  isgenerator: kind(generatorType),
  isasyncgen: kind(asyncGeneratorType),
  isawaitable: (value) =>
    kind(coroutineType)(value) ||
    (value instanceof PyGenerator && (value.root.code.flags & CodeFlag.ITERABLE_COROUTINE) !== 0) ||
    slotFor(value, SLOT.__await__) !== null,
  isfunction: (value) => value instanceof PyFunction,
  ismethod: (value) => value instanceof PyMethod,
  isbuiltin: (value) =>
    value instanceof PyBoundNative || (value instanceof PyNative && value.leading === 0),
  isroutine: (value) =>
    [PyFunction, PyMethod, PyNative, PyBoundNative].some((c) => value instanceof c),
  isclass: (value) => value instanceof PyType,
  ismodule: (value) => value instanceof PyModule,
  iscode: (value) => value instanceof PyCode,
  isframe: (value) => value instanceof Frame,
  istraceback: (value) => value instanceof PyTraceback,
  getgeneratorstate: stateOf("GEN"),
  getcoroutinestate: stateOf("CORO"),
};

export const inspectModule: NativeModule = {
  name: "inspect",
  doc: "A part of inspect: flags of code objects, and questions about kinds of objects.",
  *contents() {
    const { fn } = functionBuilder;
    const nobody = null as unknown as PyType;
    for (const [name, ask] of Object.entries(QUESTIONS)) {
      const entry: Entry = fn(`${name}(object)`, [object("object")], ask);
      yield [name, entry(name, nobody)];
    }
    yield [
      "currentframe",
      fn("Return the frame of the caller.", [], () => callingFrame())("currentframe", nobody),
    ];
    for (const [name, value] of Object.entries(CodeFlag)) yield [`CO_${name}`, value];
    for (const prefix of ["GEN", "CORO"])
      for (const state of ["CREATED", "SUSPENDED", "RUNNING", "CLOSED"])
        yield [`${prefix}_${state}`, `${prefix}_${state}`];
  },
};
