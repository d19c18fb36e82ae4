/** Long text out of many short pieces. */
import { charge } from "../current.ts";
import { E, newException, PyThrow } from "../errors.ts";

/** V8's longest string. */
const MAX_LENGTH = 2 ** 29 - 24;

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
    if (this.#text.length + this.#waiting > MAX_LENGTH)
      throw new PyThrow(newException(E.MemoryError));
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
