/** How types are written: `list[int]`, `int | None`. */
import { moduleOf, shortName } from "../builtins/common.ts";
import { addRepr } from "../builtins/repr.ts";
import { charge } from "../current.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import type { Value } from "../object.ts";
import { attribute } from "../protocols/classes.ts";
import { strOf } from "../protocols/text.ts";
import { isPending, type NativeGenerator, type Pending } from "../requests.ts";
import { Ellipsis, PyList, PyTuple } from "../sequences.ts";
import type { PyStr } from "../str.ts";
import { PyType } from "../type.ts";
import { noneType } from "../types.ts";

/** Adds a type as it is written: a class by its full name, other things by their repr. */
export function* addType(text: TextBuilder, value: Value): Generator<Pending, void, Value> {
  if (value === Ellipsis) return text.add("...");
  if (value === noneType) return text.add("None");
  if (value instanceof PyType && value.isBuiltin) {
    const module = moduleOf(value);
    return text.add((module === "builtins" ? "" : `${module}.`) + shortName(value));
  }
  const isAlias =
    !(value instanceof PyType) &&
    (yield* attribute(value, "__origin__")) !== undefined &&
    (yield* attribute(value, "__args__")) !== undefined;
  const qualname = isAlias ? undefined : yield* attribute(value, "__qualname__");
  const module = qualname === undefined ? undefined : yield* attribute(value, "__module__");
  if (qualname === undefined || module === undefined || module === null)
    return yield* addRepr(text, value);
  if (module !== "builtins") {
    yield* addStr(text, module);
    text.add(".");
  }
  return yield* addStr(text, qualname);
}

function* addStr(text: TextBuilder, value: Value): Generator<Pending, void, Value> {
  const str = strOf(value);
  text.add((isPending(str) ? yield str : str) as string | PyStr);
}

/** Adds types with commas between. A list among them, as a ParamSpec's arguments are, keeps its brackets. */
export function* addTypes(
  text: TextBuilder,
  types: readonly Value[],
): Generator<Pending, void, Value> {
  for (let i = 0; i < types.length; i++) {
    charge(1);
    if (i > 0) text.add(", ");
    const type = types[i] as Value;
    if (type instanceof PyList) {
      text.add("[");
      for (let k = 0; k < type.items.length; k++) {
        if (k > 0) text.add(", ");
        yield* addType(text, type.items[k] as Value);
      }
      text.add("]");
    } else yield* addType(text, type);
  }
}

/** A type as text, for `annotationlib.Format.STRING`; a tuple of constraints in parentheses. */
export function* typeText(value: Value): NativeGenerator {
  const text = new TextBuilder();
  if (value instanceof PyTuple) {
    text.add("(");
    yield* addTypes(text, value.items);
    text.add(value.items.length === 1 ? ",)" : ")");
  } else yield* addType(text, value);
  return text.finish();
}
