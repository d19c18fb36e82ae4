/** The repr of containers: the items' reprs between brackets, at any depth. */
import { charge } from "../current.ts";
import { E, newException, PyThrow } from "../errors.ts";
import type { PyObject, Value } from "../object.ts";
import { guardRepr, reprOf } from "../protocols/text.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { fromJs, fromPoints, PyStr, pointsOf } from "../str.ts";

/** The longest text that JavaScript can hold. */
const MAX_TEXT = 2 ** 29 - 24;

/** Text in the making. */
export class TextBuilder {
  #text = "";
  /** Code points, once a piece came in that UTF-16 cannot tell. */
  #points: number[] | null = null;

  add(piece: string): void {
    const size = this.#points?.length ?? this.#text.length;
    if (size + piece.length > MAX_TEXT) throw new PyThrow(newException(E.MemoryError));
    if (this.#points === null) this.#text += piece;
    else for (const point of pointsOf(piece)) this.#points.push(point);
  }

  /** Adds a str. */
  addStr(piece: Value): void {
    if (typeof piece === "string") this.add(piece);
    else if (piece instanceof PyStr) {
      if (!piece.isRaw && this.#points === null) this.add(piece.text);
      else {
        this.#points ??= Array.from(pointsOf(new PyStr(this.#text)));
        for (const point of piece.points) this.#points.push(point);
      }
    }
  }

  finish(): Value {
    return this.#points === null ? fromJs(this.#text) : fromPoints(this.#points);
  }
}

/** Adds `repr(value)`. */
export function* addRepr(text: TextBuilder, value: Value): Generator<Pending, void, Value> {
  const repr = reprOf(value);
  text.addStr((isPending(repr) ? yield repr : repr) as Value);
}

/**
 * The repr of a container of items: `open`, items, `close`; `recursive` inside itself. `next` answers with the item at
 * a position, or undefined at the end, which Python code may move.
 */
export function reprItems(
  container: PyObject,
  open: string,
  close: string,
  recursive: string,
  next: (index: number) => Value | undefined,
): NativeResult {
  return guardRepr(container, recursive, function* (): NativeGenerator {
    const text = new TextBuilder();
    text.add(open);
    for (let i = 0; ; i++) {
      const item = next(i);
      if (item === undefined) break;
      if (i > 0) text.add(", ");
      if (i % 64 === 0) charge(64);
      // By hand, not by yield*: most items have their repr at once.
      const repr = reprOf(item);
      text.addStr((isPending(repr) ? yield repr : repr) as Value);
    }
    text.add(close);
    return text.finish();
  });
}
