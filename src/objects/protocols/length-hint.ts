/** How many items an iterable says it has: what CPython makes room for. https://peps.python.org/pep-0424/ */
import { E, isThrown, outOfMemory, raise } from "../errors.ts";
import { intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { iterate } from "./iterate.ts";
import { slotFor } from "./slot.ts";
import { lengthOf } from "./truth.ts";

/** No machine has an array of so many items. */
const IMPOSSIBLE = 2 ** 47;

/** Is the hint a matter of Python code? Others have nothing to say that could be seen. */
export function hasHint(iterable: Value): boolean {
  return (
    !typeOf(iterable).isBuiltin &&
    (slotFor(iterable, SLOT.__len__) !== null || slotFor(iterable, SLOT.__length_hint__) !== null)
  );
}

/** Asks for an iterator, then for the hint, as the errors of both can be seen; then drains the iterator. */
export function* hinted(
  iterable: Value,
  drain: (iterator: Value) => NativeResult,
): NativeGenerator {
  const iterator = iterate(iterable);
  const it = (isPending(iterator) ? yield iterator : iterator) as Value;
  if ((yield* hintOf(iterable, 0)) > IMPOSSIBLE) outOfMemory();
  const result = drain(it);
  return isPending(result) ? yield result : result;
}

type Asking<T> = Generator<Exclude<NativeResult, Value | undefined>, T, Value>;

/** The answer to a request; undefined where that ends in a TypeError, which says nothing. */
function* tryAsk(request: () => NativeResult): Asking<Value | undefined> {
  try {
    const result = request();
    return (isPending(result) ? yield result : result) ?? null;
  } catch (error) {
    if (isThrown(error, E.TypeError)) return undefined;
    throw error;
  }
}

/** The length, or what `__length_hint__` says; `fallback` where there is neither. */
export function* hintOf(iterable: Value, fallback: number): Asking<number> {
  if (slotFor(iterable, SLOT.__len__) !== null) {
    const length = yield* tryAsk(() => lengthOf(iterable));
    if (length !== undefined) return Number(length);
  }
  const ask = slotFor(iterable, SLOT.__length_hint__);
  if (ask === null) return fallback;
  const NONE = undefined as never;
  const hint = yield* tryAsk(() => ask(iterable, NONE, NONE));
  if (hint === undefined || hint === NotImplemented) return fallback;
  const int = intValue(hint);
  if (int === undefined)
    raise(E.TypeError, `__length_hint__ must be an integer, not ${typeName(hint)}`);
  if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
    raise(E.OverflowError, "Python int too large to convert to C ssize_t");
  if (int < 0) raise(E.ValueError, "__length_hint__() should return >= 0");
  return Number(int);
}
