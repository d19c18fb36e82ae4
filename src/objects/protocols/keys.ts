/** Storing keys in dicts and sets, with the words that each has for what cannot be a key. */
import { E, isThrown, newException, PyThrow } from "../errors.ts";
import type { PyDict, PySet } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { typeName } from "../types.ts";
import { store } from "./hashing.ts";

/** `dict[key] = value`. */
export function storeKey(dict: PyDict, key: Value, value: Value): NativeResult {
  return worded(key, "a dict key", () => store(dict.table, key, value));
}

/** `set.add(item)`. */
export function storeMember(set: PySet, item: Value): NativeResult {
  return worded(item, "a set element", () => store(set.table, item, true));
}

function worded(key: Value, what: string, action: () => NativeResult): NativeResult {
  if (typeof key === "string" || typeof key === "number") return action();
  try {
    const result = action();
    return isPending(result) ? wordedLater(key, what, result) : result;
  } catch (error) {
    throw reworded(error, key, what);
  }
}

function* wordedLater(
  key: Value,
  what: string,
  pending: Exclude<NativeResult, Value | undefined>,
): NativeGenerator {
  try {
    return yield pending;
  } catch (error) {
    throw reworded(error, key, what);
  }
}

/** `unhashable type: 'list'` says which use it is about, as since 3.14. */
export function reworded(error: unknown, key: Value, what: string): unknown {
  if (!isThrown(error, E.TypeError)) return error;
  const [text] = error.exception.args;
  if (typeof text !== "string" || !text.startsWith("unhashable type: ")) return error;
  return new PyThrow(
    newException(E.TypeError, `cannot use '${typeName(key)}' as ${what} (${text})`),
  );
}
