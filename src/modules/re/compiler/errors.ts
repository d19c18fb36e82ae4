/** re.PatternError, which is Python's own: `re/_constants.py` has it. */
import { current } from "../../../objects/current.ts";
import { type PyException, PyThrow } from "../../../objects/errors.ts";
import type { Value } from "../../../objects/object.ts";
import { getAttribute } from "../../../objects/protocols/attributes.ts";
import { call, isPending, type NativeGenerator } from "../../../objects/requests.ts";
import { tuple } from "../../../objects/sequences.ts";
import type { PatternFault } from "./fault.ts";

/** An attribute of a module, which is imported if need be. */
export function* ofModule(module: string, name: string): NativeGenerator {
  const importer = current.interpreter.builtins.get("__import__") ?? null;
  const found = yield call(importer, module, null, null, tuple(name), 0);
  const attribute = getAttribute(found, name);
  return isPending(attribute) ? yield attribute : attribute;
}

/** Raises the error about a pattern. */
export function* raiseFault(fault: PatternFault, pattern: Value): NativeGenerator {
  const type = (yield* ofModule("re._constants", "PatternError")) as Value;
  const made =
    fault.at === null
      ? yield call(type, fault.message)
      : yield call(type, fault.message, pattern, fault.at);
  throw new PyThrow(made as PyException);
}
