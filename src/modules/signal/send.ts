/** Signals that a program sends to itself. */
import { kernelState } from "../../kernel/access.ts";
import { DEFAULT, IGNORE } from "../../kernel/signals.ts";
import type { Value } from "../../objects/object.ts";
import { CallRequest, type NativeGenerator, type NativeResult } from "../../objects/requests.ts";
import { callingFrame } from "../../vm/frame-access.ts";
import { machine } from "../../vm/state.ts";
import { raiseSystem } from "../io/waiting.ts";
import { HARMLESS, isSendable } from "./numbers.ts";

export function isMain(): boolean {
  return machine.fiber.thread === kernelState().mainThread;
}

/** Does what the program has set for a signal; in the main thread before the call returns. */
export function simulate(signal: number): NativeResult {
  const { signals } = kernelState();
  const handler = signals.handler(signal);
  const isSet = handler !== DEFAULT && handler !== IGNORE;
  if (isSet && isMain() && !signals.isBlocked(signal)) return run(handler, signal);
  signals.trip(signal);
  return null;
}

function* run(handler: Value, signal: number): NativeGenerator {
  yield new CallRequest(handler, [signal, callingFrame()], null);
  kernelState().signals.handled();
  return null;
}

/** Sends a signal to the process. */
export function send(signal: number): NativeResult {
  if (signal === 0) return null;
  if (!isSendable(signal)) raiseSystem("EINVAL");
  const { signals } = kernelState();
  if (signals.handler(signal) !== DEFAULT) return simulate(signal);
  if (HARMLESS.has(signal)) return null;
  if (signals.port === null) raiseSystem("EPERM");
  signals.arrive(signal);
  return null;
}
