/** What natives may know of the frames below them. */
import { E, raise } from "../objects/errors.ts";
import { PyCell } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { type AnyFrame, Frame } from "./frame.ts";
import { machine } from "./state.ts";

/** The innermost Python frame, `up` frames out. Natives without a frame of their own are called by it. */
export function callingFrame(up = 0): Frame {
  let frame: AnyFrame | null = machine.running;
  for (;;) {
    while (frame !== null && !(frame instanceof Frame)) frame = frame.back as AnyFrame | null;
    if (frame === null) raise(E.ValueError, "call stack is not deep enough");
    if (up-- === 0) return frame;
    frame = frame.back;
  }
}

/** What `super()` means in the calling function. https://docs.python.org/3/library/functions.html#super */
export function superArguments(): [Value, Value] {
  const frame = callingFrame();
  const { code, r } = frame;
  if (code.kind !== "function" || code.argumentCount === 0)
    raise(E.RuntimeError, "super(): no arguments");
  const variable = code.freeVariables.find((v) => v.name === "__class__");
  if (variable === undefined) raise(E.RuntimeError, "super(): __class__ cell not found");
  const { value } = r[variable.to] as PyCell;
  if (value === undefined) raise(E.RuntimeError, "super(): empty __class__ cell");
  let first = r[0];
  if (first instanceof PyCell && code.cellRegisters.includes(0)) first = first.value;
  if (first === undefined) raise(E.RuntimeError, "super(): arg[0] deleted");
  return [value, first];
}
