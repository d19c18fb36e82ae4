/** The `key` of sort, min and max: one callable, called for one item after the other. */
import { construct } from "../class-creation.ts";
import { PyFunction, PyMethod } from "../function.ts";
import { callDirect, PyBoundNative, PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { CallRequest, FunctionCall, type NativeResult } from "../requests.ts";
import { PyType } from "../type.ts";
import { typeType } from "../types.ts";

const How = { call: 0, function: 1, method: 2, native: 3, bound: 4, type: 5 } as const;

export class KeyFunction {
  readonly #fn: Value;
  readonly #how: number;
  /** The request for Python functions, and the arguments of builtin ones: used again for each item. */
  readonly #request: FunctionCall | null = null;
  readonly #native: PyNative | null = null;
  readonly #args: Value[] = [];

  constructor(fn: Value) {
    this.#fn = fn;
    if (fn instanceof PyFunction) {
      this.#how = How.function;
      this.#request = new FunctionCall(fn, null, undefined, undefined);
    } else if (fn instanceof PyMethod && fn.fn instanceof PyFunction) {
      this.#how = How.method;
      this.#request = new FunctionCall(fn.fn, fn.self, null, undefined);
    } else if (fn instanceof PyNative) {
      this.#how = How.native;
      this.#native = fn;
      this.#args.push(null);
    } else if (fn instanceof PyBoundNative) {
      this.#how = How.bound;
      this.#native = fn.native;
      this.#args.push(fn.self, null);
    } else if (fn instanceof PyType && fn.isBuiltin && fn.shape.type === typeType)
      this.#how = How.type;
    else this.#how = How.call;
  }

  /** The key of an item, or a request for it, to be carried out before the next one is asked for. */
  of(item: Value): NativeResult {
    switch (this.#how) {
      case How.function: {
        const request = this.#request as FunctionCall;
        request.a = item;
        return request;
      }
      case How.method: {
        const request = this.#request as FunctionCall;
        request.b = item;
        return request;
      }
      // A builtin needs no frame unless it asks for one. That cannot nest: what calls this stands in a frame.
      case How.native:
        this.#args[0] = item;
        return callDirect(this.#native as PyNative, this.#args, 0, 1);
      case How.bound:
        this.#args[1] = item;
        return callDirect(this.#native as PyNative, this.#args, 0, 2);
      case How.type:
        return construct(this.#fn as PyType, [item], null);
      default:
        return new CallRequest(this.#fn, [item], null);
    }
  }
}
