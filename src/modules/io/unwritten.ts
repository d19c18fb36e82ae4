/** What programs have written and not flushed. */
import { currentProcess } from "../../kernel/process.ts";
import { PyThrow } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import type { Pending } from "../../objects/requests.ts";

/**
 * Writes what is on its way to files. Nobody knows which streams the program has dropped, whose data CPython would have written
 * by then; so those of all are written before a file is opened or looked at, and at the end.
 */
export function* flushUnwritten(): Generator<Pending, null, Value> {
  for (const stream of [...currentProcess().unwritten]) {
    try {
      yield* stream.flushPending();
    } catch (error) {
      // Whoever flushes or closes the stream is told.
      if (!(error instanceof PyThrow)) throw error;
    }
  }
  return null;
}
