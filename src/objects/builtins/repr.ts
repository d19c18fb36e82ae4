/** The repr of containers: the items' reprs between brackets, at any depth. */
import { charge, current } from "../current.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import { reprPlain } from "../formatting/values.ts";
import type { PyObject, Value } from "../object.ts";
import { guardRepr, reprOf } from "../protocols/text.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import type { PyStr } from "../str.ts";

/** Adds `repr(value)`. */
export function* addRepr(text: TextBuilder, value: Value): Generator<Pending, void, Value> {
  const repr = reprPlain(value) ?? reprOf(value);
  text.add((isPending(repr) ? yield repr : repr) as string | PyStr);
}

/**
 * The repr of a container of items: `open`, items, `close`; `recursive` inside itself. `next` answers with the item at
 * a position, or undefined at the end, which Python code may move.
 */
export function reprItems(
  container: PyObject,
  open: string,
  close: string,
  recursive: string,
  next: (index: number) => Value | undefined,
): NativeResult {
  const { reprs } = current.fiber;
  if (reprs.size > 0 && reprs.has(container)) return recursive;
  const text = new TextBuilder();
  text.add(open);
  // What items that are no containers need no frame for.
  for (let i = 0; ; i++) {
    const item = next(i);
    if (item === undefined) break;
    if (i > 0) text.add(", ");
    if (i % 64 === 0) charge(64);
    const repr = reprPlain(item);
    if (repr === undefined)
      return guardRepr(container, recursive, () => reprRest(text, item, i, close, next));
    text.add(repr as string | PyStr);
  }
  text.add(close);
  return text.finish();
}

/** Goes on from the item at a position. */
function* reprRest(
  text: TextBuilder,
  first: Value,
  at: number,
  close: string,
  next: (index: number) => Value | undefined,
): NativeGenerator {
  let item: Value | undefined = first;
  for (let i = at; ; ) {
    // By hand, not by yield*: most items have their repr at once.
    const repr = reprPlain(item) ?? reprOf(item);
    text.add((isPending(repr) ? yield repr : repr) as string | PyStr);
    item = next(++i);
    if (item === undefined) break;
    text.add(", ");
    if (i % 64 === 0) charge(64);
  }
  text.add(close);
  return text.finish();
}
