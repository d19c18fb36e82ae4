/** Text by code points, as streams go through it. */

import type { Value } from "../../objects/object.ts";
import { concatStr, fromPoints, type PyStr, pointsOf, strLength } from "../../objects/str.ts";

type Str = string | PyStr;

/** The characters from `start` to `end`. */
export function sliceText(text: Str, start: number, end: number): Value {
  if (typeof text === "string") return text.slice(start, end);
  if (start <= 0 && end >= strLength(text) && text.shape.type.isBuiltin) return text;
  return fromPoints(pointsOf(text).subarray(start, end));
}

/** Where a character is, from `start` on; -1 where it is not. */
export function findChar(text: Str, code: number, start: number): number {
  if (typeof text === "string") return text.indexOf(String.fromCharCode(code), start);
  return pointsOf(text).indexOf(code, start);
}

/** Where a short text of no surrogates is, from `start` on; -1 where it is not. */
export function findText(text: Str, part: string, start: number): number {
  if (typeof text === "string") return text.indexOf(part, start);
  for (let at = start; ; at++) {
    at = findChar(text, part.charCodeAt(0), at);
    if (at < 0) return -1;
    const points = pointsOf(text);
    let i = 1;
    while (i < part.length && points[at + i] === part.charCodeAt(i)) i++;
    if (i === part.length) return at;
  }
}

export interface LineEnds {
  /** Any of `\n`, `\r`, `\r\n`. */
  readonly isUniversal: boolean;
  /** Ends are `\n` alone: others have been translated. */
  readonly isTranslated: boolean;
  /** The end of lines otherwise. */
  readonly newline: string;
}

/** Where the line that begins at `start` ends, behind its end; -1 where it goes on behind the text. */
export function lineEnd(text: Str, start: number, ends: LineEnds): number {
  if (ends.isTranslated) {
    const at = findChar(text, 10, start);
    return at < 0 ? -1 : at + 1;
  }
  if (!ends.isUniversal) {
    const at = findText(text, ends.newline, start);
    return at < 0 ? -1 : at + ends.newline.length;
  }
  const lf = findChar(text, 10, start);
  const cr = findChar(text, 13, start);
  if (cr < 0 || (lf >= 0 && lf < cr)) return lf < 0 ? -1 : lf + 1;
  return lf === cr + 1 ? cr + 2 : cr + 1;
}

/**
 * `before`, which has `length` characters, with `text` from a position on, in the place of what is there. Where that is behind its
 * end, there are null characters between them.
 */
export function overwrite(before: Str, length: number, at: number, text: Str): Value {
  if (at === length) return concatStr(before, text);
  if (at > length) {
    const gap = fromPoints(new Uint32Array(at - length));
    return concatStr(concatStr(before, gap as Str) as Str, text);
  }
  const head = concatStr(sliceText(before, 0, at) as Str, text);
  const end = at + strLength(text);
  return end >= length ? head : concatStr(head as Str, sliceText(before, end, length) as Str);
}
