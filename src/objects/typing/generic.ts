/** typing.Generic, whose work is done by the module `typing`. */
import { members } from "../define.ts";
import type { Value } from "../object.ts";
import { keywords, rest } from "../params.ts";
import type { Keywords, NativeGenerator } from "../requests.ts";
import type { PyTuple } from "../sequences.ts";
import { genericType } from "../types.ts";
import { PyTypeVarTuple } from "./layouts.ts";
import { callTyping, withUnpacked } from "./library.ts";

const forwarded = (name: string) => (cls: Value, args: Value[], given: Keywords) =>
  callTyping(name, [cls, ...args], given.size === 0 ? null : given);

export const genericMembers = members<Value>(({ classMethod, constant }) => [
  {
    __module__: constant("typing"),
    __class_getitem__: classMethod(
      "Parameterizes a generic class.",
      [rest("args"), keywords("kwargs")],
      forwarded("_generic_class_getitem"),
    ),
    __init_subclass__: classMethod(
      "Function to initialize subclasses.",
      [rest("args"), keywords("kwargs")],
      forwarded("_generic_init_subclass"),
    ),
  },
]);

/** `Generic[T, *Ts]`, the base of a class with type parameters. */
export function* genericBase(parameters: Value): NativeGenerator {
  const given = parameters as PyTuple;
  const items = yield* withUnpacked(given, (p) => p instanceof PyTypeVarTuple);
  return yield* callTyping("_GenericAlias", [genericType, items as Value]);
}
