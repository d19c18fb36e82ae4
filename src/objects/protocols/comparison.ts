/** Comparisons, one after the other, in a frame that waits where Python code makes them: `__eq__` or `__lt__`, and the truth of the answer. */
import type { PyFunction } from "../function.ts";
import type { Value } from "../object.ts";
import { FunctionCall, isPending, type NativeResult, type Pending } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import type { PyType } from "../type.ts";
import { typeOf } from "../types.ts";
import { compare, compareAfterLeft, leftComparison } from "./compare.ts";
import { truthOf } from "./truth.ts";

/** What the answer that a comparison waits for is: of the left operand's method, of both, or the truth of that. */
const Stage = { left: 0, result: 1, truth: 2 } as const;

export class Comparison {
  #op = 0;
  #left: Value = null;
  #right: Value = null;
  #stage: number = Stage.left;
  #call: FunctionCall | null = null;
  #type: PyType | null = null;
  #version = 0;
  #method: PyFunction | null = null;

  /** Does `left op right` hold? The answer to a request goes to {@link heard}. */
  ask(op: number, left: Value, right: Value): boolean | Pending {
    const method = this.#methodFor(op, left, right);
    this.#op = op;
    if (method === null) return this.#judge(compare(op, left, right));
    this.#left = left;
    this.#right = right;
    this.#stage = Stage.left;
    const call = this.#call;
    if (call === null) {
      this.#call = new FunctionCall(method, left, right, undefined);
      return this.#call;
    }
    call.fn = method;
    call.a = left;
    call.b = right;
    return call;
  }

  /** What {@link leftComparison} says: most often the same as for the last two values. */
  #methodFor(op: number, left: Value, right: Value): PyFunction | null {
    const type = typeOf(left);
    if (typeOf(right) !== type) return leftComparison(op, left, right);
    if (type !== this.#type || type.version !== this.#version || op !== this.#op) {
      this.#type = type;
      this.#version = type.version;
      this.#method = leftComparison(op, left, right);
    }
    return this.#method;
  }

  /** What follows from an answer: whether the comparison holds, or another request. */
  heard(answer: Value): boolean | Pending {
    if (this.#stage === Stage.truth) return answer as boolean;
    if (this.#stage === Stage.left && answer === NotImplemented)
      return this.#judge(compareAfterLeft(this.#op, this.#left, this.#right));
    return this.#judge(answer);
  }

  #judge(result: NativeResult): boolean | Pending {
    if (typeof result === "boolean") return result;
    if (isPending(result)) {
      this.#stage = Stage.result;
      return result;
    }
    this.#stage = Stage.truth;
    return truthOf(result ?? null);
  }
}
