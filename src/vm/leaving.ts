/** Leaving a frame, with a value for whoever waits for it. What is most common the machine does itself: see RETURN in exec.ts. */
import type { Value } from "../objects/object.ts";
import { Frame, Kind, type PyGenerator } from "./frame.ts";
import { returnFrom, suspend } from "./generators.ts";
import { continuePump } from "./ops/settle.ts";
import { pump } from "./pump.ts";
import { Mode, machine } from "./state.ts";

/** Gives a frame the value that the instruction which it stands at waits for. */
function store(back: Frame, value: Value): Frame {
  back.r[back.instance.instructions[back.pc + 1] as number] = value;
  back.pc += 4;
  return back;
}

/** A frame is over. Answers the one to run next. */
export function leaveByReturn(frame: Frame, value: Value): Frame | null {
  const { back, kind } = frame;
  if (frame.generator !== null) {
    returnFrom(frame.generator, value);
    return continuePump();
  }
  if (kind === Kind.INIT && value === null && back instanceof Frame) {
    // The caller left the new object where the class was.
    return store(back, back.r[back.instance.instructions[back.pc + 2] as number] as Value);
  }
  return pump(Mode.VALUE, back, kind, value);
}

/** A generator is suspended. Answers the frame to run next. */
export function leaveByYield(frame: Frame, value: Value): Frame | null {
  const { back, kind } = (machine.fiber.segment as PyGenerator).root;
  suspend(frame);
  // The common case, a `for` loop: what the pump would do.
  if (kind === Kind.NEXT && back instanceof Frame) return store(back, value);
  return pump(Mode.VALUE, back, kind, value);
}
