/** What natives need of other modules. */
import { current } from "../objects/current.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { call, isPending, type Pending } from "../objects/requests.ts";
import { tuple } from "../objects/sequences.ts";

/** `from module import name`. */
export function* imported(module: string, name: string): Generator<Pending, Value, Value> {
  const load = current.interpreter.builtins.get("__import__") ?? null;
  const found = getAttribute(yield call(load, module, null, null, tuple(name)), name);
  return (isPending(found) ? yield found : found) ?? null;
}
