/** Case by Unicode's full mappings, where JavaScript's own conversions do not do what Python's do. */
import * as chars from "./characters.ts";

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

/** The lower case of the character at `i`: a sigma that ends a word has a shape of its own. */
function lowerAt(text: readonly string[], i: number): string {
  const c = text[i] as string;
  if (c !== SIGMA) return c.toLowerCase();
  let before = i - 1;
  while (before >= 0 && chars.isCaseIgnorable(text[before] as string)) before--;
  if (before < 0 || !chars.isCased(text[before] as string)) return "\u03c3";
  let after = i + 1;
  while (after < text.length && chars.isCaseIgnorable(text[after] as string)) after++;
  return after < text.length && chars.isCased(text[after] as string) ? "\u03c3" : "\u03c2";
}

/** `str.title`, of characters. */
export function title(text: readonly string[]): string {
  let out = "";
  let isInside = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    out += isInside ? lowerAt(text, i) : titleOf(c);
    isInside = chars.isCased(c);
  }
  return out;
}

/** `str.capitalize`. */
export function capitalize(text: readonly string[]): string {
  let out = text.length === 0 ? "" : titleOf(text[0] as string);
  for (let i = 1; i < text.length; i++) out += lowerAt(text, i);
  return out;
}

/** `str.swapcase`. */
export function swapCase(text: readonly string[]): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (chars.isUpper(c)) out += lowerAt(text, i);
    else out += chars.isLower(c) ? c.toUpperCase() : c;
  }
  return out;
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
export function caseFold(text: readonly string[]): string {
  let out = "";
  for (const c of text) out += foldOf(c);
  return out;
}

/** `islower` and `isupper`: some character has that case, and none another. */
export function hasCase(
  text: readonly string[],
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
export function isTitled(text: readonly string[]): boolean {
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
