/** What `anext(iterator, default)` answers with. */
import { E, getHidden, isThrown, raise } from "../../objects/errors.ts";
import { layout, type Value } from "../../objects/object.ts";
import { EXHAUSTED } from "../../objects/protocols/iterate.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { awaitIterator } from "../../vm/awaitables.ts";
import { PyGenerator } from "../../vm/frame.ts";
import { NativeAwaitable, SwitchRequest } from "../../vm/generators.ts";

/** Awaits the next value; the end of the iteration gives the default. */
export class AnextDefault extends NativeAwaitable {
  readonly #awaitable: Value;
  readonly #fallback: Value;
  #iterator: Value = null;
  constructor(awaitable: Value, fallback: Value) {
    super();
    this.#awaitable = awaitable;
    this.#fallback = fallback;
  }

  override *send(value: Value): NativeGenerator {
    try {
      if (this.#iterator === null) {
        const iterator = awaitIterator(this.#awaitable, () =>
          raise(E.TypeError, `'${typeName(this.#awaitable)}' object can't be awaited`),
        );
        this.#iterator = (isPending(iterator) ? yield iterator : iterator) as Value;
      }
      const inner = this.#iterator;
      if (inner instanceof PyGenerator) return yield new SwitchRequest(inner, value);
      if (!(inner instanceof NativeAwaitable))
        return raise(E.TypeError, "anext() needs an awaitable of the interpreter's own");
      const step = inner.send(value);
      const answer = (isPending(step) ? yield step : step) as Value | undefined;
      if (answer !== undefined && answer !== EXHAUSTED) return answer;
      this.result = inner.result;
    } catch (error) {
      if (isThrown(error, E.StopAsyncIteration)) this.result = this.#fallback;
      else if (isThrown(error, E.StopIteration))
        this.result = getHidden(error.exception, "value") ?? null;
      else throw error;
    }
    return EXHAUSTED;
  }
}
export const anextType = new PyType("anext_awaitable", [objectType]);
layout(AnextDefault, anextType);
