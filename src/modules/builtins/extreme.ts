/** min() and max(). */
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { Comparison } from "../../objects/protocols/comparison.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { KeyFunction } from "../../objects/protocols/key-function.ts";
import { plainLess } from "../../objects/protocols/sequence-compare.ts";
import { isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { LT } from "../../objects/slots.ts";

/** Keeps the first of the items of which no other is less, or greater. */
class ExtremeFrame extends DrainFrame {
  readonly #op: number;
  readonly #key: KeyFunction | null;
  readonly #fallback: Value | undefined;
  readonly #comparison = new Comparison();
  #best: Value | undefined;
  #bestRank: Value = null;
  /** The item in question, and its rank: undefined while that is waited for. */
  #item: Value = null;
  #rank: Value | undefined;
  readonly #name: string;

  constructor(name: string, op: number, key: Value, fallback: Value | undefined) {
    super();
    this.#name = name;
    this.#op = op;
    this.#key = key === null ? null : new KeyFunction(key);
    this.#fallback = fallback;
  }

  protected override take(item: Value): Pending | undefined {
    if (this.#key === null) {
      const best = this.#best;
      if (typeof item === "number" && typeof best === "number") {
        if (this.#op === LT ? item < best : item > best) {
          this.#best = item;
          this.#bestRank = item;
        }
        return undefined;
      }
      this.#item = item;
      return this.#judge(item);
    }
    this.#item = item;
    this.#rank = undefined;
    const rank = this.#key.of(item);
    return isPending(rank) ? rank : this.#judge(rank ?? null);
  }

  protected override taken(answer: Value): Pending | undefined {
    if (this.#rank === undefined) return this.#judge(answer);
    return this.#decide(this.#comparison.heard(answer));
  }

  #judge(rank: Value): Pending | undefined {
    this.#rank = rank;
    if (this.#best === undefined) return this.#decide(true);
    const best = this.#bestRank;
    const isLess = this.#op === LT ? plainLess(rank, best) : plainLess(best, rank);
    return this.#decide(isLess === DECLINED ? this.#comparison.ask(this.#op, rank, best) : isLess);
  }

  #decide(isBetter: boolean | Pending): Pending | undefined {
    if (typeof isBetter !== "boolean") return isBetter;
    if (isBetter) {
      this.#best = this.#item;
      this.#bestRank = this.#rank as Value;
    }
    return undefined;
  }

  override get name(): string {
    return this.#name;
  }

  protected override finish(): Value {
    if (this.#best !== undefined) return this.#best;
    if (this.#fallback !== undefined) return this.#fallback;
    return raise(E.ValueError, `${this.#name}() iterable argument is empty`);
  }
}

/** `min` (op LT) or `max` (op GT) of one iterable, or of several items. */
export function extreme(
  name: string,
  op: number,
  items: Value[],
  key: Value,
  fallback: Value | undefined,
): NativeResult {
  const [first, second] = items;
  if (
    items.length === 2 &&
    key === null &&
    fallback === undefined &&
    typeof first === "number" &&
    typeof second === "number"
  )
    return (op === LT ? second < first : second > first) ? second : first;
  const frame = new ExtremeFrame(name, op, key, fallback);
  if (items.length === 1) return frame.from(items[0] as Value);
  if (items.length === 0) raise(E.TypeError, `${name} expected at least 1 argument, got 0`);
  if (fallback !== undefined)
    raise(E.TypeError, `Cannot specify a default for ${name}() with multiple positional arguments`);
  return frame.from(new PyList(items));
}
