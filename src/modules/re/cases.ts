/** Case as patterns see it: of one character at a time, without what depends on its neighbours. */
import * as chars from "../../objects/text/characters.ts";
import { isLineEnd, isSpace } from "../../objects/text/characters.ts";

/** The lower case of an ASCII letter; anything else as it is. */
export function lowerAscii(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

export function upperAscii(c: number): number {
  return c >= 97 && c <= 122 ? c - 32 : c;
}

/** The first character of the lower case. */
function computeLower(c: number): number {
  return String.fromCodePoint(c).toLowerCase().codePointAt(0) as number;
}

const LOWER = Uint16Array.from({ length: 256 }, (_, c) => computeLower(c));

export function lowerUnicode(c: number): number {
  return c < 256 ? (LOWER[c] as number) : computeLower(c);
}

/** The first character of the upper case: `S` of an eszett. */
export function upperUnicode(c: number): number {
  return String.fromCodePoint(c).toUpperCase().codePointAt(0) as number;
}

export function isCasedAscii(c: number): boolean {
  return chars.isLetterCode(c);
}

export function isCasedUnicode(c: number): boolean {
  return c !== lowerUnicode(c) || c !== upperUnicode(c);
}

/** Sets of lower case characters with one upper case, which no conversion joins: `re/_casefix.py` has the same. */
const GROUPS =
  "i\u0131 s\u017f \u00b5\u03bc \u0345\u03b9\u1fbe \u0390\u1fd3 \u03b0\u1fe3 \u03b2\u03d0 \u03b5\u03f5 \u03b8\u03d1 \u03ba\u03f0 \u03c0\u03d6 \u03c1\u03f1 \u03c2\u03c3 \u03c6\u03d5 \u0432\u1c80 \u0434\u1c81 \u043e\u1c82 \u0441\u1c83 \u0442\u1c84\u1c85 \u044a\u1c86 \u0463\u1c87 \u1c88\ua64b \u1e61\u1e9b \ufb05\ufb06";

/** The other lower case characters with the same upper case, in order. */
export const EXTRA_CASES: ReadonlyMap<number, readonly number[]> = new Map(
  GROUPS.split(" ").flatMap((group) => {
    const points = [...group].map((c) => c.codePointAt(0) as number);
    return points.map((point) => [point, points.filter((other) => other !== point)] as const);
  }),
);

function isAsciiDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
function isAsciiSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}
export function isAsciiWord(c: number): boolean {
  return chars.isLetterCode(c) || isAsciiDigit(c) || c === 95;
}

/** Members of categories, by half of their number. */
const TESTS: readonly ((c: number) => boolean)[] = [
  isAsciiDigit,
  isAsciiSpace,
  isAsciiWord,
  (c) => c === 10,
  // The locale is C's.
  isAsciiWord,
  (c) => chars.isDecimal(String.fromCodePoint(c)),
  isSpace,
  (c) => c === 95 || chars.isAlnum(String.fromCodePoint(c)),
  isLineEnd,
];

/** Is this character of that category? */
export function inCategory(category: number, c: number): boolean {
  return (TESTS[category >> 1] as (c: number) => boolean)(c) !== ((category & 1) === 1);
}

/** How characters are compared where case is ignored. */
export const Fold = { none: 0, ascii: 1, unicode: 2, locale: 3 } as const;
export type Fold = (typeof Fold)[keyof typeof Fold];

/** The character that stands for all its cases. */
export function fold(c: number, how: number): number {
  return how === Fold.none ? c : how === Fold.unicode ? lowerUnicode(c) : lowerAscii(c);
}
