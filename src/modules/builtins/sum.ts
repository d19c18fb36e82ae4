/** sum(): ints exactly, floats with compensation (as since 3.12), anything else by `+`. */

import { intToDouble } from "../../objects/conversions.ts";
import { PyFloat } from "../../objects/float.ts";
import type { Value } from "../../objects/object.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { isPending, type NativeResult, type Pending } from "../../objects/requests.ts";

const ADD = 0;
const floatShape = PyFloat.prototype.shape;

export class SumFrame extends DrainFrame {
  #total: Value;
  /** Neumaier's correction of a float total. */
  #correction = 0;
  #isFloat: boolean;

  constructor(start: Value) {
    super();
    this.#total = start;
    this.#isFloat = start instanceof PyFloat && start.shape === floatShape;
  }

  protected override take(item: Value): Pending | undefined {
    const total = this.#total;
    if (typeof item === "number") {
      if (typeof total === "number") {
        const sum = total + item;
        if (Number.isSafeInteger(sum)) {
          this.#total = sum;
          return undefined;
        }
      } else if (this.#isFloat) {
        this.#addFloat(item);
        return undefined;
      }
    } else if (item instanceof PyFloat && item.shape === floatShape) {
      if (typeof total === "number" || typeof total === "bigint") {
        this.#total = new PyFloat(intToDouble(total));
        this.#isFloat = true;
      }
      if (this.#isFloat) {
        this.#addFloat(item.value);
        return undefined;
      }
    }
    this.#settle();
    const sum = binary(ADD, this.#total, item);
    if (isPending(sum)) return sum;
    this.taken(sum ?? null);
    return undefined;
  }

  #addFloat(x: number): void {
    const total = (this.#total as PyFloat).value;
    const sum = total + x;
    if (Math.abs(total) >= Math.abs(x)) this.#correction += total - sum + x;
    else this.#correction += x - sum + total;
    this.#total = new PyFloat(sum);
  }

  /** Puts the correction into the total. */
  #settle(): void {
    if (!this.#isFloat) return;
    const total = (this.#total as PyFloat).value;
    if (this.#correction !== 0 && Number.isFinite(this.#correction))
      this.#total = new PyFloat(total + this.#correction);
    this.#correction = 0;
    this.#isFloat = false;
  }

  protected override taken(sum: Value): undefined {
    this.#total = sum;
    this.#isFloat = sum instanceof PyFloat && sum.shape === floatShape;
  }

  protected override finish(): NativeResult {
    this.#settle();
    return this.#total;
  }
}
