/** A node in text: three levels of it, and of lists the first and the last. */
import { joinText } from "../../objects/builtins/replies.ts";
import { current } from "../../objects/current.ts";
import type { PyObject, Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import { fromName, nameOf } from "../../objects/str.ts";
import { typeOf } from "../../objects/types.ts";
import { isNode } from "./classes.ts";
import { nodeName } from "./construction.ts";

const LEVELS = 3;

type Steps = Generator<Pending, Value, Value>;

function* plain(value: Value): Steps {
  const repr = reprOf(value);
  return (isPending(repr) ? yield repr : repr) as Value;
}

function* read(object: Value, name: string): Steps {
  const found = getAttribute(object, name);
  return (isPending(found) ? yield found : (found ?? null)) as Value;
}

/** `repr(node)` */
export function* reprOfNode(self: PyObject): NativeGenerator {
  return yield* node(self, LEVELS);
}

function* node(self: PyObject, levels: number): Steps {
  const name = nodeName(typeOf(self));
  const { reprs } = current.fiber;
  if (levels <= 0 || reprs.has(self)) return `${name}(...)`;
  reprs.add(self);
  try {
    let text: Value = `${name}(`;
    let separator = "";
    for (const field of yield* drain(yield* read(typeOf(self), "_fields"))) {
      const key = nameOf(field) ?? "";
      const value = yield* read(self, key);
      text = joinText(text, separator, fromName(key), "=", yield* part(value, levels));
      separator = ", ";
    }
    return joinText(text, ")");
  } finally {
    reprs.delete(self);
  }
}

function* part(value: Value, levels: number): Steps {
  if (isNode(value)) return yield* node(value as PyObject, levels - 1);
  if (value instanceof PyList) return yield* list(value.items, "[", "]", levels);
  if (value instanceof PyTuple) return yield* list(value.items, "(", ")", levels);
  return yield* plain(value);
}

function* list(items: readonly Value[], open: string, close: string, levels: number): Steps {
  let text: Value = open;
  for (const [i, item] of [items[0], items[items.length - 1]].entries()) {
    if (item === undefined || i >= items.length) break;
    const repr = isNode(item) ? yield* node(item as PyObject, levels - 1) : yield* plain(item);
    const gap = i === 0 ? "" : items.length > 2 ? ", ..., " : ", ";
    text = joinText(text, gap, repr);
  }
  return joinText(text, close);
}
