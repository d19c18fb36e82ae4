/** What tracing knows of threads and frames. */
import type { Value } from "../objects/object.ts";
import type { Frame } from "./frame.ts";

/** What watches a thread: the functions that `sys.settrace` and `sys.setprofile` were given. */
export interface Watch {
  trace: Value;
  profile: Value;
}

/** What a traced frame has seen so far. */
export class FrameTrace {
  /** `f_trace`: what the trace function answered for this frame. */
  local: Value = null;
  lines = true;
  opcodes = false;
  /** The line that was told last, and where. */
  line = -1;
  place = -1;
  /** It has yielded, and was not resumed since. */
  isSuspended = false;
  /** The builtin function that it is calling, for a profile function. */
  native: Value | undefined = undefined;
  /** The event that a trace function is being told, and the line that the frame is at meanwhile, if not its own. */
  event: string | null = null;
  shown: number | null = null;
  /** Where it goes on instead: `f_lineno` was set. */
  jump = -1;
  /** So many handled exceptions it leaves behind then. */
  leaves = 0;
  /** It has just gone there. */
  isSent = false;
}

const traces = new WeakMap<Frame, FrameTrace>();

/** What is known of a frame; undefined where nobody has traced it. */
export function traceOf(frame: Frame): FrameTrace | undefined {
  return traces.get(frame);
}

export function makeTrace(frame: Frame): FrameTrace {
  let known = traces.get(frame);
  if (known === undefined) {
    known = new FrameTrace();
    traces.set(frame, known);
  }
  return known;
}
