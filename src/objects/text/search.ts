/** Searching and splitting a str. UTF-16 will do, but where lone surrogates could be taken for halves of a pair. */
import { charge } from "../current.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { appendItem, checkItems, MAX_ITEMS } from "../sequences.ts";
import { fromJs, fromPoints, type PyStr, pointsOf, strLength } from "../str.ts";
import { countBytes, findBytes, findLastBytes, splitBytes } from "./bytes.ts";
import * as chars from "./characters.ts";

export type Str = string | PyStr;

export const isPlain = (self: Str): self is string => typeof self === "string";

/** The UTF-16 text of a str. */
export const raw = (self: Str): string => (typeof self === "string" ? self : self.text);

const isRaw = (self: Str): boolean => typeof self !== "string" && self.isRaw;

/** From here on a search may be long, and a needle longer than what V8 learns from when it fails. */
const LONG = 2 ** 27;
const LONG_NEEDLE = 250;

/**
 * Must code points be searched? Where UTF-16 may mislead, and where V8 could take as many steps as the product of
 * both lengths.
 */
export function needsPoints(self: Str, sub: Str): boolean {
  if (isRaw(self) || isRaw(sub)) return true;
  const needle = raw(sub).length;
  return needle > LONG_NEEDLE && (raw(self).length - needle) * needle > LONG;
}

/** Code point index → UTF-16 index. */
function toUnits(self: Str, point: number): number {
  if (typeof self === "string") return point;
  const { points } = self;
  let units = 0;
  for (let i = 0; i < point && i < points.length; i++)
    units += (points[i] as number) > 0xffff ? 2 : 1;
  return units;
}

/** UTF-16 index → code point index. */
function toPoints(self: Str, units: number): number {
  if (typeof self === "string" || units < 0) return units;
  let point = 0;
  for (let at = 0; at < units; point++) at += (self.points[point] as number) > 0xffff ? 2 : 1;
  return point;
}

/** Clips a window as slices do; null where it starts beyond its end. */
function clip(length: number, start: number | null, end: number | null): [number, number] | null {
  let from = start ?? 0;
  let to = end ?? length;
  if (from < 0) from = Math.max(0, from + length);
  if (to < 0) to = Math.max(0, to + length);
  if (to > length) to = length;
  return from > to ? null : [from, to];
}

/** The first place of `sub`, or -1. */
export function find(self: Str, sub: Str, start: number | null, end: number | null): number {
  const bounds = clip(strLength(self), start, end);
  if (bounds === null) return -1;
  charge(raw(self).length >>> 6);
  if (needsPoints(self, sub)) return findBytes(pointsOf(self), pointsOf(sub), ...bounds);
  const to = toUnits(self, bounds[1]);
  const needle = raw(sub);
  const at = raw(self).indexOf(needle, toUnits(self, bounds[0]));
  return at < 0 || at + needle.length > to ? -1 : toPoints(self, at);
}

/** The last place of `sub`, or -1. */
export function findLast(self: Str, sub: Str, start: number | null, end: number | null): number {
  const bounds = clip(strLength(self), start, end);
  if (bounds === null) return -1;
  charge(raw(self).length >>> 6);
  if (needsPoints(self, sub)) return findLastBytes(pointsOf(self), pointsOf(sub), ...bounds);
  const from = toUnits(self, bounds[0]);
  const needle = raw(sub);
  const last = toUnits(self, bounds[1]) - needle.length;
  if (last < from) return -1;
  const at = raw(self).lastIndexOf(needle, last);
  return at < from ? -1 : toPoints(self, at);
}

/** How often `sub` occurs without overlap. */
export function count(self: Str, sub: Str, start: number | null, end: number | null): number {
  const bounds = clip(strLength(self), start, end);
  if (bounds === null) return 0;
  charge(raw(self).length >>> 4);
  const needle = raw(sub);
  if (needle === "") return bounds[1] - bounds[0] + 1;
  if (needsPoints(self, sub)) return countBytes(pointsOf(self), pointsOf(sub), ...bounds);
  const to = toUnits(self, bounds[1]);
  const hay = raw(self);
  let n = 0;
  for (let at = hay.indexOf(needle, toUnits(self, bounds[0])); at >= 0; ) {
    if (at + needle.length > to) break;
    n++;
    at = hay.indexOf(needle, at + needle.length);
  }
  return n;
}

/** Is `sub` in it? */
export function includes(self: Str, sub: Str): boolean {
  charge(raw(self).length >>> 6);
  if (needsPoints(self, sub)) return findBytes(pointsOf(self), pointsOf(sub)) >= 0;
  return raw(self).includes(raw(sub));
}

/** Is `part` what stands at the start (or end) of a window? */
export function hasAffix(
  self: Str,
  part: Str,
  start: number | null,
  end: number | null,
  atEnd: boolean,
): boolean {
  const bounds = clip(strLength(self), start, end);
  if (bounds === null) return false;
  if (isRaw(self) || isRaw(part)) {
    const points = pointsOf(part);
    const at = atEnd ? bounds[1] - points.length : bounds[0];
    if (at < bounds[0] || at + points.length > bounds[1]) return false;
    return findBytes(pointsOf(self), points, at, at + points.length) === at;
  }
  const text = raw(self);
  const affix = raw(part);
  const from = toUnits(self, bounds[0]);
  const to = toUnits(self, bounds[1]);
  const at = atEnd ? to - affix.length : from;
  return at >= from && at + affix.length <= to && text.startsWith(affix, at);
}

/** Pieces between separators, at most `max` splits; `fromEnd` counts them from the end. */
export function splitBy(self: Str, separator: Str, max: number, fromEnd: boolean): Value[] {
  const needle = raw(separator);
  if (needle === "") raise(E.ValueError, "empty separator");
  const source = raw(self);
  charge(source.length >>> 4);
  if (needsPoints(self, separator))
    return splitBytes(pointsOf(self), pointsOf(separator), max, fromEnd).map((part) =>
      fromPoints(part),
    );
  const parts: Value[] = [];
  // From the end, a separator that overlaps itself is found in other places.
  if (max < 0 && (!fromEnd || needle.length === 1)) {
    // So many parts at the least would be too many for V8, which ends the process.
    if (source.length / needle.length >= MAX_ITEMS) checkItems(count(self, separator, null, null));
    const all = source.split(needle);
    charge(all.length);
    return typeof self === "string" ? all : all.map((part) => fromJs(part));
  }
  if (!fromEnd) {
    let from = 0;
    while (parts.length < max) {
      const at = source.indexOf(needle, from);
      if (at < 0) break;
      appendItem(parts, source.slice(from, at));
      from = at + needle.length;
    }
    parts.push(source.slice(from));
  } else {
    let to = source.length;
    while (parts.length !== max && to >= needle.length) {
      const at = source.lastIndexOf(needle, to - needle.length);
      if (at < 0) break;
      appendItem(parts, source.slice(at + needle.length, to));
      to = at;
    }
    parts.push(source.slice(0, to));
    parts.reverse();
  }
  return typeof self === "string" ? parts : parts.map((part) => fromJs(part as string));
}

/** Words between white space; of the rest after `max` splits only the side that is read is trimmed. */
export function splitWords(self: Str, max: number, fromEnd: boolean): Value[] {
  const source = raw(self);
  charge(source.length >>> 3);
  if (typeof self === "string" && max < 0) return plainWords(self);
  // No surrogate is white space, so UTF-16 positions are safe; raw text needs its own cut.
  const points = isRaw(self) ? (self as PyStr).points : null;
  const length = points === null ? source.length : points.length;
  const isSpace = (i: number): boolean =>
    chars.isSpace(points === null ? source.charCodeAt(i) : (points[i] as number));
  const cut = (from: number, to: number): Value => {
    if (points !== null) return fromPoints(points.subarray(from, to));
    const word = source.slice(from, to);
    return typeof self === "string" ? word : fromJs(word);
  };
  const words: Value[] = [];
  let from = 0;
  let to = length;
  while (!fromEnd) {
    while (from < to && isSpace(from)) from++;
    if (from === to) return words;
    const start = from;
    if (words.length === max) from = to;
    while (from < to && !isSpace(from)) from++;
    appendItem(words, cut(start, from));
  }
  for (;;) {
    while (to > 0 && isSpace(to - 1)) to--;
    if (to === 0) return words.reverse();
    const end = to;
    if (words.length === max) to = 0;
    while (to > 0 && !isSpace(to - 1)) to--;
    appendItem(words, cut(to, end));
  }
}

/** Between a short text and one that may have too many words for V8 at once, its own search is the quicker one. */
const SHORT_TEXT = 64;
const LONG_TEXT = 2 ** 24;

/** All words of a plain str. */
function plainWords(source: string): Value[] {
  if (source.length > SHORT_TEXT && source.length < LONG_TEXT) {
    const words = source.split(chars.SPACES);
    if (words[0] === "") words.shift();
    if (words[words.length - 1] === "") words.pop();
    return words;
  }
  const words: Value[] = [];
  const end = source.length;
  for (let i = 0; ; ) {
    while (i < end && chars.isSpace(source.charCodeAt(i))) i++;
    if (i === end) return words;
    const start = i;
    for (; i < end; i++) {
      const code = source.charCodeAt(i);
      if (code <= 32 || code >= 128) if (chars.isSpace(code)) break;
    }
    appendItem(words, source.slice(start, i));
  }
}
