/** The object behind a str that is no JavaScript string, and the way from JavaScript's text to either. */
import { layout, PyObject, type Value } from "./object.ts";
import { strType } from "./types.ts";

/**
 * Text that has characters beyond U+FFFF or lone surrogates, or an instance of a class derived from str. `text` is
 * UTF-16; the index of code points is made when one is asked for by number. Only where lone surrogates would join
 * (or must not) are code points the truth: then they are given from the start.
 */
export class PyStr extends PyObject {
  readonly text: string;
  /** Has lone surrogates that UTF-16 could mistake for a pair. */
  readonly isRaw: boolean;
  #points: Uint32Array | null;
  constructor(text: string, points: Uint32Array | null = null) {
    super();
    this.text = text;
    this.#points = points;
    this.isRaw = points !== null;
  }

  get points(): Uint32Array {
    this.#points ??= decodePoints(this.text);
    return this.#points;
  }

  override hashKey(): unknown {
    // No other string has a lone surrogate, so these keys collide with none.
    return this.isRaw ? `${RAW_KEY}${Array.from(this.points).join()}` : this.text;
  }
}
layout(PyStr, strType);

/** Begins what stands for raw text as a key. */
export const RAW_KEY = "\ud800S";

export function decodePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point > 0xffff) i++;
    points[n++] = point;
  }
  return points.subarray(0, n);
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The str for JavaScript text. */
export function fromJs(text: string): Value {
  if (!SURROGATE.test(text)) return text;
  return LONE_SURROGATE.test(text) ? new PyStr(text, decodePoints(text)) : new PyStr(text);
}
