/**
 * str: a JavaScript string when it has no surrogate code unit (so a code unit is a code point), else a {@link PyStr}.
 */
import { outOfMemory } from "./errors.ts";
import type { Value } from "./object.ts";
import { decodePoints, fromJs, PyStr, RAW_KEY } from "./str-object.ts";
import { strType } from "./types.ts";

export { fromJs, PyStr } from "./str-object.ts";

/**
 * A str as a name: what Maps of attributes and keywords know it by, and dicts as a key. It is the text, but where that has
 * lone surrogates, which in UTF-16 may look like another name. undefined for anything but a str.
 */
export function nameOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (!(value instanceof PyStr)) return undefined;
  return value.isRaw ? (value.hashKey() as string) : value.text;
}

/** The str that a name stands for. */
export function fromName(name: string): Value {
  if (!name.startsWith(RAW_KEY)) return fromJs(name);
  return fromPoints(name.slice(RAW_KEY.length).split(",").map(Number));
}

/** V8's longest string. */
export const MAX_TEXT = 2 ** 29 - 24;

/** Refuses text of so many code units before it is made. */
export function limitText(length: number): void {
  if (!(length <= MAX_TEXT)) outOfMemory();
}

/** As many code points become text in one go. */
const CHUNK = 4096;

/** Text with lone surrogates, and so a code point a word, is for small oddities: more of them are a MemoryError. */
const MAX_RAW = 2 ** 26;

/** Refuses text with lone surrogates of so many characters. */
export function checkRawLength(length: number): void {
  if (length > MAX_RAW) outOfMemory();
}

/** The str with these code points, lone surrogates included. */
export function fromPoints(points: Uint8Array | Uint32Array | readonly number[]): Value {
  let text = "";
  let lone = false;
  let astral = false;
  for (let start = 0; start < points.length; start += CHUNK) {
    const chunk = points.slice(start, start + CHUNK) as unknown as number[];
    for (let i = 0; i < chunk.length; i++) {
      const point = chunk[i] as number;
      if (point > 0xffff) astral = true;
      else if (point >= 0xd800 && point <= 0xdfff) lone = true;
    }
    text += String.fromCodePoint.apply(null, chunk);
  }
  if (lone) {
    checkRawLength(points.length);
    return new PyStr(text, Uint32Array.from(points));
  }
  return astral ? new PyStr(text) : text;
}

export function isStr(value: Value): value is string | PyStr {
  return typeof value === "string" || value instanceof PyStr;
}

/** The UTF-16 text of a str; undefined for anything else. */
export function textOf(value: Value): string | undefined {
  return typeof value === "string" ? value : value instanceof PyStr ? value.text : undefined;
}

export function pointsOf(value: string | PyStr): Uint32Array {
  return typeof value === "string" ? decodePoints(value) : value.points;
}

export function strLength(value: string | PyStr): number {
  return typeof value === "string" ? value.length : value.points.length;
}

export function concatStr(a: string | PyStr, b: string | PyStr): Value {
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (isRaw(a) || isRaw(b)) return joinStr([a, b]);
  const text = (textOf(a) as string) + (textOf(b) as string);
  // Looking for what is known to be there would make the text flat.
  return isAstral(a) || isAstral(b) ? new PyStr(text) : fromJs(text);
}

function isRaw(value: string | PyStr): boolean {
  return typeof value !== "string" && value.isRaw;
}

/** Surely has characters beyond U+FFFF: instances of derived classes may have any text. */
function isAstral(value: string | PyStr): boolean {
  return typeof value !== "string" && value.shape.type === strType;
}

/** All pieces as one str. */
export function joinStr(pieces: readonly (string | PyStr)[]): Value {
  let text = "";
  let raw = 0;
  let length = 0;
  for (const piece of pieces) {
    if (isRaw(piece)) raw++;
    text += textOf(piece) as string;
  }
  if (raw === 0) return fromJs(text);
  for (const piece of pieces) length += strLength(piece);
  checkRawLength(length);
  const points = new Uint32Array(length);
  let at = 0;
  for (const piece of pieces) {
    points.set(pointsOf(piece), at);
    at += strLength(piece);
  }
  return fromPoints(points);
}
