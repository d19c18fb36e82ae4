/** What is left to the module `typing`, which is written in Python. */
import { current } from "../current.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { getAttribute } from "../protocols/attributes.ts";
import { getItem } from "../protocols/items.ts";
import { CallRequest, call, isPending, type Keywords, type NativeGenerator } from "../requests.ts";
import { PyTuple } from "../sequences.ts";
import { PyType } from "../type.ts";
import { genericType } from "../types.ts";
import { asType, PyGenericAlias, PyTypeAlias, PyTypeParameter, PyUnion } from "./layouts.ts";

function* ofTyping(name: string): NativeGenerator {
  const { builtins } = current.interpreter;
  const importer = builtins.get("__import__") ?? raise(E.ImportError, "__import__ not found");
  const typing = yield call(importer, "typing");
  const found = getAttribute(typing, name);
  return isPending(found) ? yield found : found;
}

/** Calls a function of `typing`. */
export function* callTyping(
  name: string,
  args: Value[],
  keywords: Keywords | null = null,
): NativeGenerator {
  return yield new CallRequest((yield* ofTyping(name)) as Value, args, keywords);
}

/** `Unpack[value]` */
export function* unpacked(value: Value): NativeGenerator {
  const found = getItem((yield* ofTyping("Unpack")) as Value, value);
  return isPending(found) ? yield found : found;
}

/** Is it a type for certain, which `typing` need not be asked about? */
export function isUnionable(value: Value): boolean {
  return (
    value === null ||
    value instanceof PyType ||
    value instanceof PyGenericAlias ||
    value instanceof PyUnion ||
    value instanceof PyTypeAlias
  );
}

/** A type, or what `typing` makes of it: a str is a forward reference. It raises, with this message, for what cannot be one. */
export function* checkType(value: Value, message: string): NativeGenerator {
  if (isUnionable(value) || value instanceof PyTypeParameter) return asType(value);
  return yield* callTyping("_type_check", [value, message]);
}

/** What a TypeVar may be replaced by, for certain: classes of the program's are not, which `typing` may forbid. */
export function isPlainArgument(value: Value): boolean {
  if (value instanceof PyGenericAlias) return !value.isUnpacked && value.origin instanceof PyType;
  if (value instanceof PyType) {
    if (value === genericType) return false;
    // Its Protocol is no argument, but nobody has it who has not imported it.
    return value.isBuiltin || current.interpreter.modules.get("typing") === undefined;
  }
  return value instanceof PyUnion || value instanceof PyTypeParameter;
}

/** Parameters with TypeVarTuples unpacked: `T, *Ts`. */
export function* withUnpacked(
  parameters: PyTuple,
  isVariadic: (value: Value) => boolean,
): NativeGenerator {
  if (!parameters.items.some(isVariadic)) return parameters;
  const items: Value[] = [];
  for (const item of parameters.items)
    items.push(isVariadic(item) ? ((yield* unpacked(item)) as Value) : item);
  return new PyTuple(items);
}
