/** Algorithms on bytes. Letters, digits and white space are ASCII's, whatever the bytes stand for. */
import { charge } from "../current.ts";
import { outOfMemory } from "../errors.ts";
import { Pieces } from "./pieces.ts";

export const isSpaceByte = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
export const isUpperByte = (c: number): boolean => c >= 65 && c <= 90;
export const isLowerByte = (c: number): boolean => c >= 97 && c <= 122;
export const isDigitByte = (c: number): boolean => c >= 48 && c <= 57;
export const isAlphaByte = (c: number): boolean => isUpperByte(c | 0) || isLowerByte(c | 0);
export const toUpperByte = (c: number): number => (isLowerByte(c) ? c - 32 : c);
export const toLowerByte = (c: number): number => (isUpperByte(c) ? c + 32 : c);

/** Bytes, or the code points of text: what can be searched. */
export type Units = Uint8Array | Uint32Array;

/** From here on a needle is worth a table, which bounds the search by the length of the hay. */
const LONG_NEEDLE = 8;

/** For each length of a matched beginning: the longest shorter one that may match there too. */
function failureTable(needle: Units): Int32Array {
  const table = new Int32Array(needle.length);
  let length = 0;
  for (let i = 1; i < needle.length; i++) {
    while (length > 0 && needle[i] !== needle[length]) length = table[length - 1] as number;
    if (needle[i] === needle[length]) length++;
    table[i] = length;
  }
  return table;
}

/** Work is charged once for so many places looked at. */
const CHARGED_STEPS = 4096;

/** Calls `found` with every place of a needle that is not empty, until that answers false. */
function search(
  hay: Units,
  needle: Units,
  from: number,
  to: number,
  found: (at: number) => boolean,
): void {
  const n = needle.length;
  const first = needle[0] as number;
  if (n < LONG_NEEDLE) {
    let steps = 0;
    for (let at = hay.indexOf(first, from); at >= 0 && at + n <= to; ) {
      if (++steps % CHARGED_STEPS === 0) charge(CHARGED_STEPS);
      let i = 1;
      while (i < n && hay[at + i] === needle[i]) i++;
      if (i < n) at = hay.indexOf(first, at + 1);
      else if (!found(at)) return;
      else at = hay.indexOf(first, at + n);
    }
    return;
  }
  const table = failureTable(needle);
  let matched = 0;
  for (let i = from; i < to; i++) {
    while (matched > 0 && hay[i] !== needle[matched]) matched = table[matched - 1] as number;
    if (hay[i] === needle[matched]) matched++;
    if (matched === n) {
      if (!found(i - n + 1)) return;
      matched = 0;
    }
  }
}

/** The first place of `needle` within `from` … `to`, or -1. */
export function findBytes(hay: Units, needle: Units, from = 0, to = hay.length): number {
  if (from > to) return -1;
  if (needle.length === 0) return from;
  let result = -1;
  search(hay, needle, from, to, (at) => {
    result = at;
    return false;
  });
  return result;
}

/** The last place of `needle` within `from` … `to`, or -1. */
export function findLastBytes(hay: Units, needle: Units, from = 0, to = hay.length): number {
  if (from > to) return -1;
  const n = needle.length;
  if (n === 0) return to;
  if (n < LONG_NEEDLE) {
    for (let at = to - n; at >= from; at--) {
      let i = 0;
      while (i < n && hay[at + i] === needle[i]) i++;
      if (i === n) return at;
    }
    return -1;
  }
  const at = findBytes(hay.slice(from, to).reverse(), needle.slice().reverse());
  return at < 0 ? -1 : to - at - n;
}

/** How often `needle` occurs within `from` … `to` without overlap. */
export function countBytes(hay: Units, needle: Units, from: number, to: number): number {
  if (from > to) return 0;
  if (needle.length === 0) return to - from + 1;
  let count = 0;
  search(hay, needle, from, to, () => {
    count++;
    return true;
  });
  return count;
}

/** More parts than this are a MemoryError: each is an object of some hundred bytes. */
const MAX_PARTS = 2 ** 22;

function addPart<T>(parts: T[], part: T): void {
  if (parts.length === MAX_PARTS) outOfMemory();
  parts.push(part);
}

/** Pieces between separators, at most `max` splits (-1: any number), counted from the end if so wanted. */
export function splitBytes<T extends Units>(
  hay: T,
  separator: T,
  max: number,
  fromEnd: boolean,
): T[] {
  const parts: T[] = [];
  if (max === 0) return [hay];
  if (fromEnd) {
    let to = hay.length;
    search(hay.slice().reverse(), separator.slice().reverse(), 0, hay.length, (at) => {
      const end = hay.length - at;
      addPart(parts, hay.subarray(end, to) as T);
      to = end - separator.length;
      return parts.length !== max;
    });
    addPart(parts, hay.subarray(0, to) as T);
    return parts.reverse();
  }
  let from = 0;
  search(hay, separator, 0, hay.length, (at) => {
    addPart(parts, hay.subarray(from, at) as T);
    from = at + separator.length;
    return parts.length !== max;
  });
  addPart(parts, hay.subarray(from) as T);
  return parts;
}

/** Words between white space; of the rest after `max` splits only the side that is read is trimmed. */
export function splitWords(hay: Uint8Array, max: number, fromEnd: boolean): Uint8Array[] {
  const words: Uint8Array[] = [];
  let from = 0;
  let to = hay.length;
  while (!fromEnd) {
    while (from < to && isSpaceByte(hay[from] as number)) from++;
    if (from === to) return words;
    const start = from;
    if (words.length === max) from = to;
    while (from < to && !isSpaceByte(hay[from] as number)) from++;
    addPart(words, hay.subarray(start, from));
  }
  for (;;) {
    while (to > 0 && isSpaceByte(hay[to - 1] as number)) to--;
    if (to === 0) return words.reverse();
    const end = to;
    if (words.length === max) to = 0;
    while (to > 0 && !isSpaceByte(hay[to - 1] as number)) to--;
    addPart(words, hay.subarray(to, end));
  }
}

/** Lines, with or without what ends them: `\n`, `\r` or both. */
export function splitLines(hay: Uint8Array, keepEnds: boolean): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; i < hay.length; i++) {
    const c = hay[i];
    if (c !== 10 && c !== 13) continue;
    const end = i;
    if (c === 13 && hay[i + 1] === 10) i++;
    addPart(lines, hay.subarray(from, keepEnds ? i + 1 : end));
    from = i + 1;
  }
  if (from < hay.length) addPart(lines, hay.subarray(from));
  return lines;
}

/** One array of pieces with a separator between them. */
export function joinBytes(pieces: readonly Uint8Array[], separator: Uint8Array): Uint8Array {
  let length = separator.length * Math.max(pieces.length - 1, 0);
  for (const piece of pieces) length += piece.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Uint8Array;
    if (i > 0 && separator.length > 0) {
      out.set(separator, at);
      at += separator.length;
    }
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Which bytes occur, as a table of all. */
export function byteSet(bytes: Uint8Array): Uint8Array {
  const table = new Uint8Array(256);
  for (const c of bytes) table[c] = 1;
  return table;
}

/** The bytes without those of `set` (white space: null) at either side. */
export function stripBytes(
  bytes: Uint8Array,
  set: Uint8Array | null,
  left: boolean,
  right: boolean,
): Uint8Array {
  const table = set === null ? null : byteSet(set);
  const drops = (c: number): boolean => (table === null ? isSpaceByte(c) : table[c] === 1);
  let from = 0;
  let to = bytes.length;
  if (left) while (from < to && drops(bytes[from] as number)) from++;
  if (right) while (to > from && drops(bytes[to - 1] as number)) to--;
  return bytes.subarray(from, to);
}

/** Each byte by itself. */
export function mapBytes(bytes: Uint8Array, map: (c: number) => number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = map(bytes[i] as number);
  return out;
}

/** Words start with an upper case letter. */
export function titleBytes(bytes: Uint8Array): Uint8Array {
  let isInside = false;
  return mapBytes(bytes, (c) => {
    const result = isInside ? toLowerByte(c) : toUpperByte(c);
    isInside = isAlphaByte(c);
    return result;
  });
}

/** `isupper` and `islower`: some byte has that case and none the other. */
export function hasCase(bytes: Uint8Array, upper: boolean): boolean {
  let any = false;
  for (const c of bytes) {
    if (upper ? isLowerByte(c) : isUpperByte(c)) return false;
    any ||= upper ? isUpperByte(c) : isLowerByte(c);
  }
  return any;
}

export function isTitled(bytes: Uint8Array): boolean {
  let any = false;
  let isInside = false;
  for (const c of bytes) {
    if (isUpperByte(c) ? isInside : isLowerByte(c) && !isInside) return false;
    isInside = isAlphaByte(c);
    any ||= isInside;
  }
  return any;
}

/** Columns of `size` instead of tabs. */
export function expandTabs(
  bytes: Uint8Array,
  size: number,
  check: (length: number) => void,
): Uint8Array {
  let length = 0;
  let column = 0;
  const each = (put: (c: number, count: number) => void): void => {
    column = 0;
    for (const c of bytes) {
      if (c === 9) {
        const n = size > 0 ? size - (column % size) : 0;
        put(32, n);
        column += n;
      } else {
        put(c, 1);
        column = c === 10 || c === 13 ? 0 : column + 1;
      }
    }
  };
  each((_c, count) => {
    length += count;
  });
  check(length);
  const out = new Uint8Array(length);
  let at = 0;
  each((c, count) => {
    out.fill(c, at, at + count);
    at += count;
  });
  return out;
}

const HEX = "0123456789abcdef";

/** Two digits a byte; every `group` bytes (counted from the right, or negative from the left) a separator. */
export function hexText(bytes: Uint8Array, separator: string, group: number): string {
  const out = new Pieces();
  const every = Math.abs(group);
  const n = bytes.length;
  for (let i = 0; i < n; i++) {
    if (i > 0 && every > 0 && (group > 0 ? n - i : i) % every === 0) out.add(separator);
    out.add(hexByte(bytes[i] as number));
  }
  return out.finish();
}

const hexByte = (c: number): string => (HEX[c >> 4] as string) + (HEX[c & 15] as string);

/** The literal that Python shows. */
export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? 34 : 39;
  const out = new Pieces();
  out.add(`b${String.fromCharCode(quote)}`);
  for (const c of bytes) out.add(shown(c, quote));
  out.add(String.fromCharCode(quote));
  return out.finish();
}

function shown(c: number, quote: number): string {
  if (c === quote || c === 92) return `\\${String.fromCharCode(c)}`;
  if (c >= 32 && c < 127) return String.fromCharCode(c);
  if (c === 9) return "\\t";
  if (c === 10) return "\\n";
  return c === 13 ? "\\r" : `\\x${hexByte(c)}`;
}

/** Below, at or above 0 as `a` comes before, equals or comes after `b`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const order = (a[i] as number) - (b[i] as number);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
