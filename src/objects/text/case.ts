/** Case by Unicode's full mappings, where JavaScript's own conversions do not do what Python's do. */
import * as chars from "./characters.ts";
import { Pieces } from "./pieces.ts";

/** Digraphs: upper, title and lower case in a row. */
const DIGRAPHS = "\u01c4\u01c5\u01c6\u01c7\u01c8\u01c9\u01ca\u01cb\u01cc\u01f1\u01f2\u01f3";
const SIGMA = "\u03a3";

/** The title case of a character: not always its upper case. */
export function titleOf(c: string): string {
  const code = c.charCodeAt(0);
  if (code < 0x80) return c.toUpperCase();
  const digraph = DIGRAPHS.indexOf(c);
  if (digraph >= 0) return DIGRAPHS[digraph - (digraph % 3) + 1] as string;
  // Georgian: upper case is for whole words only.
  if (code >= 0x10d0 && code <= 0x10ff) return c;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 8);
  if (chars.isTitle(c)) return c;
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCharCode(code + 9);
  const upper = c.toUpperCase();
  if (c.length > 1 || upper.length === 1 || code === 0x149) return upper;
  // The iota below stays below.
  if (code > 0x1f80 && upper.endsWith("\u0399")) return `${upper.slice(0, -1)}\u0345`;
  return (upper[0] as string) + upper.slice(1).toLowerCase();
}

/** The character that ends before `i`. */
function before(text: string, i: number): string {
  const low = text.charCodeAt(i - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff;
  return text.slice(isPair ? i - 2 : i - 1, i);
}

const after = (text: string, i: number): string =>
  String.fromCodePoint(text.codePointAt(i) as number);

/** The lower case of the character at `i`: a sigma that ends a word has a shape of its own. */
function lowerAt(text: string, i: number, c: string): string {
  if (c !== SIGMA) return c.toLowerCase();
  let from = i;
  while (from > 0 && chars.isCaseIgnorable(before(text, from))) from -= before(text, from).length;
  if (from === 0 || !chars.isCased(before(text, from))) return "\u03c3";
  let to = i + 1;
  while (to < text.length && chars.isCaseIgnorable(after(text, to))) to += after(text, to).length;
  return to < text.length && chars.isCased(after(text, to)) ? "\u03c3" : "\u03c2";
}

/** Converts character by character. */
function convert(text: string, one: (c: string, at: number) => string): string {
  const out = new Pieces();
  let at = 0;
  for (const c of text) {
    out.add(one(c, at));
    at += c.length;
  }
  return out.finish();
}

/** `str.title`. */
export function title(text: string): string {
  if (text.length <= SHORT && chars.isAscii(text)) return titleAscii(text);
  let isInside = false;
  return convert(text, (c, at) => {
    const result = isInside ? lowerAt(text, at, c) : titleOf(c);
    isInside = chars.isCased(c);
    return result;
  });
}

/** Text of few words. */
const SHORT = 4096;

function titleAscii(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; ) {
    const start = i;
    while (i < text.length && !chars.isLetterCode(text.charCodeAt(i))) i++;
    const word = i;
    while (i < text.length && chars.isLetterCode(text.charCodeAt(i))) i++;
    if (word > start) out += text.slice(start, word);
    if (i > word) out += text.slice(word, word + 1).toUpperCase();
    if (i > word + 1) out += text.slice(word + 1, i).toLowerCase();
  }
  return out;
}

/** `str.capitalize`. */
export function capitalize(text: string): string {
  return convert(text, (c, at) => (at === 0 ? titleOf(c) : lowerAt(text, at, c)));
}

/** `str.swapcase`. */
export function swapCase(text: string): string {
  return convert(text, (c, at) => {
    if (chars.isUpper(c)) return lowerAt(text, at, c);
    return chars.isLower(c) ? c.toUpperCase() : c;
  });
}

/** The case folding of a character: what all its cases have in common. */
function foldOf(c: string): string {
  const code = c.charCodeAt(0);
  if (code < 0x80) return c.toLowerCase();
  if (code === 0x131) return c;
  // Cherokee folds to upper case.
  if (code >= 0x13a0 && code <= 0x13f5) return c;
  if (code >= 0x13f8 && code <= 0x13fd) return String.fromCharCode(code - 8);
  if (code >= 0xab70 && code <= 0xabbf) return String.fromCharCode(code - 0xab70 + 0x13a0);
  const folded = c.toLowerCase().toUpperCase();
  return folded.length === 1
    ? folded.toLowerCase()
    : [...folded].map((u) => u.toLowerCase()).join("");
}

/** `str.casefold`. */
export function caseFold(text: string): string {
  return convert(text, foldOf);
}

/** `islower` and `isupper`: some character has that case, and none another. */
export function hasCase(
  text: Iterable<string>,
  wanted: (c: string) => boolean,
  refused: (c: string) => boolean,
): boolean {
  let any = false;
  for (const c of text) {
    if (refused(c) || chars.isTitle(c)) return false;
    any ||= wanted(c);
  }
  return any;
}

/** `istitle`. */
export function isTitled(text: Iterable<string>): boolean {
  let any = false;
  let isInside = false;
  for (const c of text) {
    if (chars.isUpper(c) || chars.isTitle(c)) {
      if (isInside) return false;
      isInside = true;
      any = true;
    } else if (chars.isLower(c)) {
      if (!isInside) return false;
      any = true;
    } else isInside = false;
  }
  return any;
}
