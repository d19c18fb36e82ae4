/** Taking str apart and putting it together. */
import { charge } from "../current.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { appendItem, PyList } from "../sequences.ts";
import {
  checkRawLength,
  concatStr,
  fromJs,
  fromPoints,
  joinStr,
  pointsOf,
  strLength,
} from "../str.ts";
import * as chars from "./characters.ts";
import { Pieces } from "./pieces.ts";
import { count, isPlain, needsPoints, raw, type Str, splitBy } from "./search.ts";

/** An instance of a class derived from str is told from the text itself. */
export function plainCopy(self: Str): Value {
  if (typeof self === "string") return self;
  return self.shape.type.isBuiltin
    ? self
    : self.isRaw
      ? fromPoints(self.points)
      : fromJs(self.text);
}

/** The characters from one place to another. */
export function cut(self: Str, from: number, to: number): Value {
  return isPlain(self) ? self.slice(from, to) : fromPoints(self.points.subarray(from, to));
}

/** `text * count`. */
export function repeat(self: Str, times: number): Value {
  if (times <= 0) return "";
  checkTextLength(raw(self).length * times);
  if (isPlain(self)) return self.repeat(times);
  if (!self.isRaw) return fromJs(self.text.repeat(times));
  const { points } = self;
  checkRawLength(points.length * times);
  const out = new Uint32Array(points.length * times);
  for (let i = 0; i < times; i++) out.set(points, i * points.length);
  return fromPoints(out);
}

const isSpace = (point: number | undefined): boolean => chars.isSpace(point as number);

/** Of so few characters text is the quickest set. */
const FEW = 16;

function oneOf(set: Str): (point: number | undefined) => boolean {
  const points = new Set(pointsOf(set));
  return (point) => points.has(point as number);
}

/** Without the characters of `given` (white space: null) at either side. */
export function strip(self: Str, given: Str | null, left: boolean, right: boolean): Value {
  charge(raw(self).length >>> 4);
  if (isPlain(self)) {
    if (given === null) return stripSpace(self, left, right);
    if (isPlain(given) && given.length < FEW) return stripFew(self, given, left, right);
  }
  const drops = given === null ? isSpace : oneOf(given);
  if (isPlain(self)) {
    let from = 0;
    let to = self.length;
    if (left) while (from < to && drops(self.charCodeAt(from))) from++;
    if (right) while (to > from && drops(self.charCodeAt(to - 1))) to--;
    return self.slice(from, to);
  }
  const { points } = self;
  let from = 0;
  let to = points.length;
  if (left) while (from < to && drops(points[from])) from++;
  if (right) while (to > from && drops(points[to - 1])) to--;
  if (to - from === points.length) return plainCopy(self);
  return fromPoints(points.subarray(from, to));
}

function stripSpace(self: string, left: boolean, right: boolean): string {
  let from = 0;
  let to = self.length;
  if (left) while (from < to && chars.isSpace(self.charCodeAt(from))) from++;
  if (right) while (to > from && chars.isSpace(self.charCodeAt(to - 1))) to--;
  return self.slice(from, to);
}

function stripFew(self: string, set: string, left: boolean, right: boolean): string {
  let from = 0;
  let to = self.length;
  if (left) while (from < to && set.includes(self[from] as string)) from++;
  if (right) while (to > from && set.includes(self[to - 1] as string)) to--;
  return self.slice(from, to);
}

/** `str.splitlines`. */
export function splitLines(self: Str, keepEnds: boolean): Value {
  charge(raw(self).length >>> 4);
  const lines: Value[] = [];
  let from = 0;
  if (isPlain(self)) {
    for (let i = 0; i < self.length; i++) {
      const code = self.charCodeAt(i);
      if (!chars.isLineEnd(code)) continue;
      const end = i;
      if (code === 13 && self.charCodeAt(i + 1) === 10) i++;
      appendItem(lines, self.slice(from, keepEnds ? i + 1 : end));
      from = i + 1;
    }
    if (from < self.length) appendItem(lines, self.slice(from));
    return new PyList(lines);
  }
  const { points } = self;
  const { length } = points;
  for (let i = 0; i < length; i++) {
    const code = points[i] as number;
    if (!chars.isLineEnd(code)) continue;
    const end = i;
    if (code === 13 && points[i + 1] === 10) i++;
    appendItem(lines, cut(self, from, keepEnds ? i + 1 : end));
    from = i + 1;
  }
  if (from < length) appendItem(lines, cut(self, from, length));
  return new PyList(lines);
}

/** `str.replace`. */
export function replace(self: Str, old: Str, by: Str, max: number): Value {
  if (max < 0 && isPlain(self) && isPlain(old) && isPlain(by) && old !== "") {
    // The result is short, wherever `old` occurs.
    if (self.length * (by.length + 1) < MOST_UNCOUNTED && !needsPoints(self, old)) {
      charge(self.length >>> 3);
      return by.includes("$") ? self.replaceAll(old, () => by) : self.replaceAll(old, by);
    }
  }
  const source = raw(self);
  if (max === 0) return plainCopy(self);
  const places = count(self, old, null, null);
  const times = max < 0 ? places : Math.min(places, max);
  if (times === 0) return plainCopy(self);
  checkTextLength(source.length + times * (raw(by).length - raw(old).length));
  if (strLength(old) > 0) {
    if (needsPoints(self, old) || (!isPlain(by) && by.isRaw))
      return joinPieces(by, splitBy(self, old, times, false) as Str[]);
    if (isPlain(self) && isPlain(old) && isPlain(by) && times < MOST_PLACES && max < 0)
      return self.replaceAll(old, () => by);
    const out = new Pieces();
    let from = 0;
    for (let i = 0; i < times; i++) {
      const at = source.indexOf(raw(old), from);
      out.add(source.slice(from, at));
      out.add(raw(by));
      from = at + raw(old).length;
    }
    out.add(source.slice(from));
    return fromJs(out.finish());
  }
  // Before every character, and after the last.
  if (isPlain(self) && isPlain(by)) {
    const out = new Pieces();
    let at = 0;
    for (; at < times; at++) {
      out.add(by);
      if (at < self.length) out.add(self[at] as string);
    }
    return out.finish() + self.slice(at);
  }
  const pieces: Value[] = [];
  const points = pointsOf(self);
  for (let i = 0; i < times; i++) {
    appendItem(pieces, by);
    if (i < points.length) appendItem(pieces, fromPoints(points.subarray(i, i + 1)));
  }
  appendItem(pieces, fromPoints(points.subarray(times)));
  return joinStr(pieces as Str[]);
}

/** Text that cannot become longer than this need not be measured before it is made. */
const MOST_UNCOUNTED = 2 ** 20;

/** So many places V8 can replace at once without an array that is too large for it. */
const MOST_PLACES = 2 ** 24;

/** `str.ljust`, `str.rjust`, `str.center`. */
export function pad(
  self: Str,
  width: number,
  fill: Str,
  place: "left" | "right" | "center",
): Value {
  const space = width - strLength(self);
  if (space <= 0) return plainCopy(self);
  checkTextLength(width);
  let before = place === "left" ? 0 : space;
  // CPython puts the odd one on the left where both the space and the width are odd.
  if (place === "center") before = Math.floor(space / 2) + (space & width & 1);
  const filled = repeat(fill, before) as Str;
  return concatStr(concatStr(filled, self) as Str, repeat(fill, space - before) as Str);
}

/** `str.zfill`. */
export function zfill(self: Str, width: number): Value {
  const space = width - strLength(self);
  if (space <= 0) return plainCopy(self);
  checkTextLength(width);
  const first = raw(self)[0];
  const sign = first === "+" || first === "-" ? first : "";
  if (isPlain(self)) return sign + "0".repeat(space) + self.slice(sign.length);
  return joinStr([sign, "0".repeat(space), cut(self, sign.length, strLength(self)) as Str]);
}

/** `str.expandtabs`. */
export function expandTabs(self: Str, size: number): Value {
  charge(raw(self).length >>> 3);
  if (!raw(self).includes("\t")) return plainCopy(self);
  const parts = splitBy(self, "\t", -1, false) as Str[];
  const out: Value[] = [];
  let column = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Str;
    appendItem(out, part);
    const end = Math.max(raw(part).lastIndexOf("\n"), raw(part).lastIndexOf("\r"));
    column = end < 0 ? column + strLength(part) : lengthFrom(part, end + 1);
    if (size <= 0 || i === parts.length - 1) continue;
    const width = size - (column % size);
    checkTextLength(width);
    appendItem(out, " ".repeat(width));
    column += width;
  }
  return joinPieces("", out as Str[]);
}

/** How many characters follow a place in the UTF-16 text. */
function lengthFrom(part: Str, at: number): number {
  if (isPlain(part)) return part.length - at;
  const { points } = part;
  const units = part.text.length;
  let left = units - at;
  let n = 0;
  while (left > 0) left -= (points[points.length - ++n] as number) > 0xffff ? 2 : 1;
  return n;
}

/** The pieces with a separator between them. */
export function joinPieces(separator: Str, pieces: readonly Str[]): Value {
  if (pieces.length === 1 && typeof pieces[0] === "string") return pieces[0];
  let plain = isPlain(separator);
  let length = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") plain = false;
    length += raw(piece).length;
  }
  charge(pieces.length >>> 4);
  checkTextLength(length + raw(separator).length * Math.max(0, pieces.length - 1));
  if (plain) return (pieces as readonly string[]).join(separator as string);
  const all: Value[] = [];
  for (let i = 0; i < pieces.length; i++) {
    if (i > 0 && separator !== "") appendItem(all, separator);
    appendItem(all, pieces[i] as Str);
  }
  return joinStr(all as Str[]);
}
