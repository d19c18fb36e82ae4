/** Warnings of natives. */
import { current } from "./current.ts";
import { PAUSE, type Pending } from "./requests.ts";
import type { PyType } from "./type.ts";

/** Emits a warning about what runs. It may be raised, so a native asks for it, and goes on with the answer. */
export function warn(category: PyType, text: string): Pending {
  // Natives that run outside of any interpreter have nobody to warn.
  return current.interpreter?.warn(category, text) ?? PAUSE;
}
