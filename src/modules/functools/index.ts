/** The _functools module, below Python's functools. https://docs.python.org/3/library/functools.html */
import { invoke } from "../../objects/builtins/combinators.ts";
import { defineModule } from "../../objects/define.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional, UNREPRESENTABLE } from "../../objects/params.ts";
import { DrainFrame, eager } from "../../objects/protocols/drain.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import {
  FunctionCall,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { compareToKey } from "./compare-to-key.ts";
import { lruCacheType } from "./lru-cache.ts";
import { Placeholder, partialType, placeholderType } from "./partial.ts";

class ReduceFrame extends DrainFrame {
  readonly #fn: Value;
  readonly #request: FunctionCall | null;
  #total: Value | undefined;
  constructor(fn: Value, initial: Value | undefined) {
    super();
    this.#fn = fn;
    this.#request = fn instanceof PyFunction ? new FunctionCall(fn, null, null, undefined) : null;
    this.#total = initial;
  }
  protected override take(item: Value): Pending | undefined {
    const total = this.#total;
    if (total === undefined) {
      this.#total = item;
      return undefined;
    }
    const request = this.#request;
    if (request !== null) {
      request.a = total;
      request.b = item;
      return request;
    }
    const result = invoke(this.#fn, [total, item]);
    if (isPending(result)) return result;
    this.#total = result ?? null;
    return undefined;
  }
  protected override taken(answer: Value): undefined {
    this.#total = answer;
  }
  protected override finish(): Value {
    if (this.#total !== undefined) return this.#total;
    return raise(E.TypeError, "reduce() of empty iterable with no initial value");
  }
  override get name(): string {
    return "reduce";
  }
}

function* reduce(fn: Value, iterable: Value, initial: Value | undefined): NativeGenerator {
  let iterator: NativeResult;
  try {
    iterator = iterate(iterable);
    if (isPending(iterator)) iterator = yield iterator;
  } catch (error) {
    if (!isThrown(error, E.TypeError)) throw error;
    raise(E.TypeError, "reduce() arg 2 must support iteration");
  }
  const result = new ReduceFrame(fn, initial).over(iterator as Value);
  return isPending(result) ? yield result : result;
}

export const functoolsModule = defineModule(
  "_functools",
  "Tools that operate on functions.",
  ({ caller, constant }) => ({
    partial: constant(partialType),
    _PlaceholderType: constant(placeholderType),
    Placeholder: constant(Placeholder),
    _lru_cache_wrapper: constant(lruCacheType),
    reduce: caller(
      "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.",
      [
        object("function"),
        object("iterable"),
        either(optional(object("initial"), undefined, UNREPRESENTABLE)),
      ],
      (fn, iterable, initial) => eager(reduce(fn, iterable, initial)),
    ),
    cmp_to_key: compareToKey,
  }),
);
