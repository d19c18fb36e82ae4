/** Strings of JSON: what is between the quotes, both ways. */
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { fromJs, fromPoints, isStr, limitText, type PyStr } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import type { Source } from "./source.ts";

/** What is wrong with a text, and at which unit: it becomes a JSONDecodeError. */
export class Trouble {
  readonly message: string;
  readonly at: number;
  constructor(message: string, at: number) {
    this.message = message;
    this.at = at;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

/** What a letter after a backslash stands for. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A string that has been read, and the unit behind its closing quote. */
export interface Scanned {
  readonly value: Value;
  readonly end: number;
}

/** The unit of the next quote or backslash. */
function findSpecial(text: string, from: number, begin: number, isStrict: boolean): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH) return at;
    if (code < 32 && isStrict) throw new Trouble("Invalid control character at", at);
  }
  throw new Trouble("Unterminated string starting at", begin);
}

const HEX = /^[0-9a-fA-F]{4}$/;

/** Four hexadecimal digits; a text may not end with them. */
function readHex(text: string, at: number): number {
  const digits = text.slice(at, at + 4);
  if (at + 4 >= text.length || !HEX.test(digits)) return -1;
  return Number.parseInt(digits, 16);
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Reads a string whose opening quote is before `from`. */
export function scanString(source: Source, from: number, isStrict: boolean): Scanned {
  const { text } = source;
  const begin = from - 1;
  let at = findSpecial(text, from, begin, isStrict);
  charge((at - from) >>> 4);
  if (text.charCodeAt(at) === QUOTE) return { value: source.slice(from, at), end: at + 1 };
  const pieces: (string | PyStr)[] = [];
  let start = from;
  for (;;) {
    if (at > start) pieces.push(source.slice(start, at) as string | PyStr);
    if (text.charCodeAt(at) === QUOTE) break;
    if (at + 1 === text.length) throw new Trouble("Unterminated string starting at", begin);
    const letter = text.charAt(at + 1);
    if (letter === "u") {
      const [point, end] = readPoint(text, at);
      pieces.push(fromPoints([point]) as string | PyStr);
      start = end;
    } else {
      const char = ESCAPES.get(letter);
      if (char === undefined) throw new Trouble("Invalid \\escape", at);
      pieces.push(char);
      start = at + 2;
    }
    at = findSpecial(text, start, begin, isStrict);
    charge((at - start) >>> 4);
  }
  return { value: joinApart(pieces), end: at + 1 };
}

/** The code point that the escape `\u` at this unit, or two of them, stand for, and the unit behind. */
function readPoint(text: string, at: number): readonly [point: number, end: number] {
  const high = readHex(text, at + 2);
  if (high < 0) throw new Trouble("Invalid \\uXXXX escape", at + 1);
  const next = at + 6;
  // sic: a second half is looked for only where something comes after it.
  if (!isHigh(high) || next + 6 >= text.length || !text.startsWith("\\u", next))
    return [high, next];
  const low = readHex(text, next + 2);
  if (low < 0) throw new Trouble("Invalid \\uXXXX escape", next + 1);
  if (!isLow(low)) return [high, next];
  return [0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), next + 6];
}

/** One str out of pieces. */
function joinApart(pieces: readonly (string | PyStr)[]): Value {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else if (piece.isRaw) return joinPoints(pieces);
    else text += piece.text;
  }
  return fromJs(text);
}

/** Lone surrogates that stand side by side stay apart. */
function joinPoints(pieces: readonly (string | PyStr)[]): Value {
  const points: number[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string")
      for (let i = 0; i < piece.length; i++) points.push(piece.charCodeAt(i));
    else for (const point of piece.points) points.push(point);
  }
  return fromPoints(points);
}

/* Writing */

/** Control characters, the quote and the backslash: all that comes before the space, and these two. */
const SPECIAL = /[^ !#-[\]-\uffff]/;
const ALL_SPECIAL = /[^ !#-[\]-\uffff]/g;
const BEYOND_ASCII = /[^ -~]|[\\"]/;
const ALL_BEYOND_ASCII = /[^ -~]|[\\"]/g;

const SHORT: ReadonlyMap<string, string> = new Map(
  [...ESCAPES].flatMap(([letter, char]) => (char === "/" ? [] : [[char, `\\${letter}`]])),
);

function escapeUnit(char: string): string {
  return SHORT.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function checkText(value: Value): string | PyStr {
  if (isStr(value)) return value;
  return raise(E.TypeError, `first argument must be a string, not ${typeName(value)}`);
}

/** A str in quotes, where what is not ASCII is escaped. */
export function encodeAscii(given: Value): string {
  const value = checkText(given);
  const text = typeof value === "string" ? value : value.text;
  charge(text.length >>> 4);
  if (!BEYOND_ASCII.test(text)) return `"${text}"`;
  limitText(text.length * 6);
  return `"${text.replace(ALL_BEYOND_ASCII, escapeUnit)}"`;
}

/** A str in quotes, where only what has to be is escaped. */
export function encodePlain(given: Value): Value {
  const value = checkText(given);
  if (typeof value !== "string" && value.isRaw) return encodeRaw(value);
  const text = typeof value === "string" ? value : value.text;
  charge(text.length >>> 4);
  if (!SPECIAL.test(text)) return fromJs(`"${text}"`);
  limitText(text.length * 6);
  return fromJs(`"${text.replace(ALL_SPECIAL, escapeUnit)}"`);
}

function encodeRaw(value: PyStr): Value {
  const points = [QUOTE];
  for (const point of value.points) {
    const char = String.fromCodePoint(point);
    if (!SPECIAL.test(char)) points.push(point);
    else for (const unit of escapeUnit(char)) points.push(unit.charCodeAt(0));
  }
  points.push(QUOTE);
  return fromPoints(points);
}
