/** The end of a class body. */
import type { PyCell } from "../../objects/function.ts";
import { pump } from "../pump.ts";
import { Mode } from "../state.ts";
import type { Handler } from "./index.ts";

/** Hands the `__class__` cell to whoever makes the class. */
export const returnClass: Handler = (frame, _a, b) => {
  const cell = frame.r[b] as PyCell;
  return pump(Mode.VALUE, frame.back, frame.kind, cell);
};
