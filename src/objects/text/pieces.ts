/** Long text out of many short pieces. */
import { charge } from "../current.ts";
import { limitText } from "../str.ts";

/** Pieces wait in an array until they are so many, or so long together. */
const MOST_PIECES = 4096;
const MOST_TEXT = 2 ** 20;

/**
 * Joins some thousand pieces at a time: one by one, each would cost V8 an object that lives as long as the text.
 * Refuses text that is too long before it is made.
 */
export class Pieces {
  #pieces: string[] = [];
  #waiting = 0;
  #text = "";

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    if (this.#pieces.length === MOST_PIECES || this.#waiting > MOST_TEXT) this.#flush();
  }

  #flush(): void {
    limitText(this.#text.length + this.#waiting);
    charge(this.#waiting >>> 4);
    this.#text += this.#pieces.join("");
    this.#pieces = [];
    this.#waiting = 0;
  }

  finish(): string {
    this.#flush();
    return this.#text;
  }
}
