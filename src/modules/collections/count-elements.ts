/** `_count_elements`: what Counter counts with. */
import { Entry, PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { DrainFrame, eager } from "../../objects/protocols/drain.ts";
import { lookup, store } from "../../objects/protocols/hashing.ts";
import { setItem } from "../../objects/protocols/items.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { dictType } from "../../objects/types.ts";

const ADD = 0;

/** In a dict, or in an instance of a class that reads and writes like one. */
class CountFrame extends DrainFrame {
  readonly #mapping: Value;
  /** The `get` of the mapping; null where it is dict's. */
  readonly #get: Value;
  constructor(mapping: Value, get: Value) {
    super();
    this.#mapping = mapping;
    this.#get = get;
  }
  protected override take(key: Value): Pending | undefined {
    const mapping = this.#mapping;
    if (this.#get === null) {
      const { table } = mapping as PyDict;
      const entry = lookup(table, key);
      if (entry instanceof Entry) {
        if (typeof entry.value === "number" && entry.value < Number.MAX_SAFE_INTEGER) {
          entry.value++;
          return undefined;
        }
      } else if (entry === undefined) return store(table, key, 1);
    }
    const result = eager(this.#count(key));
    return isPending(result) ? result : undefined;
  }
  *#count(key: Value): NativeGenerator {
    const mapping = this.#mapping;
    let old: Value;
    if (this.#get === null) {
      const { table } = mapping as PyDict;
      const search = lookup(table, key);
      if (search !== undefined && !(search instanceof Entry)) yield search;
      const entry = search instanceof Entry ? search : search?.entry;
      old = entry?.value ?? 0;
      if (entry?.value === null) old = null;
    } else old = yield call(this.#get, key, 0);
    const sum = binary(ADD, old, 1);
    const next = (isPending(sum) ? yield sum : sum) as Value;
    const done =
      this.#get === null
        ? store((mapping as PyDict).table, key, next)
        : setItem(mapping, key, next);
    if (isPending(done)) yield done;
    return null;
  }
  protected override finish(): null {
    return null;
  }
  override get name(): string {
    return "_count_elements";
  }
}

export function countElements(mapping: Value, iterable: Value): NativeResult {
  if (
    mapping instanceof PyDict &&
    mapping.shape.type.lookup("get") === dictType.lookup("get") &&
    mapping.shape.type.lookup("__setitem__") === dictType.lookup("__setitem__")
  )
    return new CountFrame(mapping, null).from(iterable);
  return eager(
    (function* (): NativeGenerator {
      const found = getAttribute(mapping, "get");
      const get = (isPending(found) ? yield found : found) as Value;
      const done = new CountFrame(mapping, get).from(iterable);
      return isPending(done) ? yield done : done;
    })(),
  );
}
