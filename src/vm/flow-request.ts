/** Requests that decide by themselves what the machine does next. */
import { type NativeResult, Request } from "../objects/requests.ts";
import type { AnyFrame } from "./frame.ts";
import type { Symbolic } from "./state.ts";

export abstract class FlowRequest extends Request {
  abstract carryOut(frame: AnyFrame | null, kind: number): Symbolic | NativeResult;
}
