/** Joins pieces of text, any of which may have lone surrogates that must stay apart. */

import { charge } from "../current.ts";
import type { Value } from "../object.ts";
import { appendItem } from "../sequences.ts";
import { fromJs, joinStr, limitText, type PyStr } from "../str.ts";

export class TextBuilder {
  #text = "";
  #isPlain = true;
  /** All pieces, once one of them has lone surrogates. */
  #raw: (string | PyStr)[] | null = null;
  #length = 0;

  /** Adds a piece of well-formed text, or any str. */
  add(piece: string | PyStr): void {
    if (typeof piece === "string") {
      this.#grow(piece.length);
      if (this.#raw === null) this.#text += piece;
      else appendItem(this.#raw, piece);
      return;
    }
    this.#grow(piece.text.length);
    this.#isPlain = false;
    if (piece.isRaw) this.#raw ??= [fromJs(this.#text) as string | PyStr];
    if (this.#raw === null) this.#text += piece.text;
    else appendItem(this.#raw, piece);
  }

  /** Adds JavaScript text that may have surrogate pairs. */
  addJs(text: string): void {
    this.add(fromJs(text) as string | PyStr);
  }

  #grow(length: number): void {
    this.#length += length;
    limitText(this.#length);
    if (length > 15) charge(length >>> 4);
  }

  /** The str. */
  finish(): Value {
    if (this.#raw === null) return this.#isPlain ? this.#text : fromJs(this.#text);
    return joinStr(this.#raw);
  }
}
