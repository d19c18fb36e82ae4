/** Text to be read, whose places are code points for Python and units of UTF-16 here. */
import type { Value } from "../../objects/object.ts";
import { fromJs, fromPoints, type PyStr } from "../../objects/str.ts";

export class Source {
  readonly value: string | PyStr;
  readonly text: string;
  readonly #isPlain: boolean;
  constructor(value: string | PyStr) {
    this.value = value;
    this.#isPlain = typeof value === "string";
    this.text = typeof value === "string" ? value : value.text;
  }

  /** The length in code points. */
  get length(): number {
    return typeof this.value === "string" ? this.value.length : this.value.points.length;
  }

  /** The unit at which a code point begins. */
  unitOf(point: number): number {
    if (typeof this.value === "string") return point;
    const { points } = this.value;
    let unit = 0;
    for (let i = 0; i < point; i++) unit += (points[i] as number) > 0xffff ? 2 : 1;
    return unit;
  }

  /** How many code points come before a unit. */
  pointOf(unit: number): number {
    if (typeof this.value === "string") return unit;
    const { points } = this.value;
    let point = 0;
    for (let at = 0; at < unit; point++) at += (points[point] as number) > 0xffff ? 2 : 1;
    return point;
  }

  /** The str between two units. */
  slice(start: number, end: number): Value {
    if (this.#isPlain) return this.text.slice(start, end);
    const value = this.value as PyStr;
    if (!value.isRaw) return fromJs(this.text.slice(start, end));
    return fromPoints(value.points.slice(this.pointOf(start), this.pointOf(end)));
  }
}
