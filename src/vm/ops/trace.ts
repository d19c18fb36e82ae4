/** TRACE, the instruction of traced twins. */
import { Kind } from "../frame.ts";
import { pointFrame } from "../tracing.ts";
import type { Handler } from "./index.ts";
import { settle, skip } from "./settle.ts";

export const trace: Handler = (frame, points, line) => {
  const telling = pointFrame(frame, points, line);
  return telling === null ? skip(frame) : settle(telling, frame, Kind.DISCARD);
};
