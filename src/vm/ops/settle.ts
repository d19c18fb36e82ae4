/** How instructions hand over to the pump, and what happens when the fuel is used up. */
import type { Value } from "../../objects/object.ts";
import { isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { type Frame, Kind } from "../frame.ts";
import { pump, unwind } from "../pump.ts";
import { AGAIN, Mode, machine, next, PUSHED, type Symbolic } from "../state.ts";
import { watchStart } from "../tracing.ts";

/** Carries out a pending result for an instruction; answers the next frame to run. */
export function settle(pending: Pending, frame: Frame, kind: number): Frame | null {
  return pump(Mode.DO, frame, kind, pending);
}

/** Does what somebody left in `next`. */
export function continuePump(): Frame | null {
  return pump(next.mode, next.frame, next.kind, next.value);
}

/** Ends an instruction with any kind of answer. */
export function done(
  frame: Frame,
  result: NativeResult | Symbolic,
  kind: number = Kind.STORE,
): Frame | null {
  if (result === PUSHED) return machine.pushed;
  if (result === AGAIN) return continuePump();
  if (isPending(result)) return pump(Mode.DO, frame, kind, result);
  if (kind === Kind.STORE)
    frame.r[frame.instance.instructions[frame.pc + 1] as number] =
      result === undefined ? null : (result as Value);
  else if (kind !== Kind.DISCARD) return pump(Mode.VALUE, frame, kind, result);
  frame.pc += 4;
  return frame;
}

/** Ends an instruction that has no result. */
export function skip(frame: Frame): Frame {
  frame.pc += 4;
  return frame;
}

/** A frame begins, and the fuel is used up: as {@link breakAt}, and frames of a watched thread are traced from here on. */
export function startAt(frame: Frame): Frame | null {
  const after = breakAt(frame);
  if (after === frame) watchStart(frame);
  return after;
}

/** The fuel is used up: a slice ends, something pending is raised, or the program goes on. */
export function breakAt(frame: Frame): Frame | null {
  const { fiber } = machine;
  const { pending } = fiber;
  if (pending !== null) {
    fiber.pending = null;
    return unwind(frame, pending);
  }
  if (!machine.interpreter.onBreak(fiber)) return frame;
  if (fiber.pending !== null) return breakAt(frame);
  fiber.top = frame;
  machine.exit = { kind: "slice" };
  return null;
}
