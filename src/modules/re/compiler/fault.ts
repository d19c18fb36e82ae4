/** What is wrong with a pattern, on its way to the `re.PatternError` that says so. */

import type { Value } from "../../../objects/object.ts";
import { fromPoints } from "../../../objects/str.ts";
import { escapePoint } from "../../../objects/text/repr.ts";

/** A piece of a message: text, or characters of the pattern. */
export type Piece = string | readonly number[];

/** Thrown by parser and generator. */
export class PatternFault {
  readonly message: Value;
  /** Where in the pattern; null where the error is about none. */
  readonly at: number | null;
  constructor(message: Value, at: number | null) {
    this.message = message;
    this.at = at;
  }
}

/** A message; `isAscii` escapes what is not ASCII. */
export function say(pieces: readonly Piece[], isAscii = false): Value {
  const points: number[] = [];
  for (const piece of pieces)
    if (typeof piece === "string") for (const c of piece) points.push(c.codePointAt(0) as number);
    else for (const point of piece) points.push(point);
  if (!isAscii) return fromPoints(points);
  return points.map((c) => (c < 128 ? String.fromCharCode(c) : escapePoint(c))).join("");
}
