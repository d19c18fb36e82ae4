/**
 * Generators that nobody else has. There are no reference counts, but what an expression makes for the very loop or native that
 * takes it (`for x in f()`, `any(f())`) is known, and closed when that leaves it before its end.
 */

import { PyThrow } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { after, type NativeGenerator, type NativeResult } from "../objects/requests.ts";
import { generatorType } from "../objects/types.ts";
import { Frame, PyGenerator, State } from "./frame.ts";
import { closeGenerator, isMadeAt } from "./generators.ts";
import { machine } from "./state.ts";
import { instructionPc } from "./traced-code.ts";

/** The generator, if it was made as an operand of the very instruction that runs; else null. */
export function ownedOperand(value: Value): PyGenerator | null {
  if (!(value instanceof PyGenerator) || value.state !== State.CREATED) return null;
  const frame = machine.running;
  if (!(frame instanceof Frame) || value.shape.type !== generatorType) return null;
  const makers = frame.code.operandMakers.get(frame.place);
  return makers?.some((at) => isMadeAt(value, frame, instructionPc(frame, at))) === true
    ? value
    : null;
}

/** Answers `result` once a generator that is left before its end is closed. */
export function leave(generator: PyGenerator | null, result: Value): NativeResult {
  if (generator === null || generator.state !== State.SUSPENDED) return result;
  return after(closeQuietly(generator), () => result);
}

/** Closes a generator that was dropped: what it raises meanwhile is told, and does not reach who dropped it. */
export function* closeQuietly(generator: PyGenerator): NativeGenerator {
  try {
    yield closeGenerator(generator);
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    yield machine.interpreter.reportUnraisable(error.exception, generator);
  }
  return null;
}
