/** Sets of characters, as the matcher asks for them: a table of those of one byte, and pages that fill when asked for. */
import { Fold, fold, inCategory, upperAscii, upperUnicode } from "./cases.ts";
import * as op from "./constants.ts";

/** What characters beyond one byte may be in a set, as far as that is known: words, white space, others. */
export const Wide = { none: 0, word: 1, space: 2, other: 4, all: 7 } as const;

function kindsOf(c: number): number {
  // Code that a program gives may have numbers that are no characters.
  if (c < 256 || c > 0x10ffff) return Wide.none;
  if (inCategory(op.CATEGORY_UNI_WORD, c)) return Wide.word;
  return inCategory(op.CATEGORY_UNI_SPACE, c) ? Wide.space : Wide.other;
}

/** Which wide characters the categories have, by number: with certainty all of these kinds but for digits and line ends. */
const KINDS: readonly number[] = [
  ...[0, 7, 0, 7, 0, 7, 0, 7, 0, 7],
  ...[Wide.word, Wide.all, Wide.space, Wide.all & ~Wide.space, Wide.word, Wide.all & ~Wide.word],
  ...[Wide.all, Wide.all],
];

const BYTES = Uint8Array.from({ length: 256 }, (_, c) => c);

/** The words of a pattern. */
export type Words = readonly number[];

export class CharSet {
  /** 1 for the members among the first 256 characters. */
  readonly table: Uint8Array;
  /** {@link Wide} characters that may be members. */
  readonly kinds: number;
  readonly #test: (c: number) => boolean;
  /** Of 256 characters each: 0 where nobody has asked, 1 no member, 2 a member. */
  readonly #pages: (Uint8Array | undefined)[] = [];

  /** `table` is given where it is known. */
  constructor(test: (c: number) => boolean, kinds: number, table: Uint8Array | null = null) {
    this.#test = test;
    this.kinds = kinds;
    this.table = table ?? Uint8Array.from(BYTES, (c) => (test(c) ? 1 : 0));
  }

  /** Is this character, beyond one byte, a member? */
  hasWide(c: number): boolean {
    if (this.kinds === Wide.none) return false;
    let page = this.#pages[c >> 8];
    if (page === undefined) {
      page = new Uint8Array(256);
      this.#pages[c >> 8] = page;
    }
    const known = page[c & 255] as number;
    if (known !== 0) return known === 2;
    const isMember = this.#test(c);
    page[c & 255] = isMember ? 2 : 1;
    return isMember;
  }

  has(c: number): boolean {
    return c < 256 ? this.table[c] === 1 : this.hasWide(c);
  }
}

/** What `.` is about. */
export const NO_LINE_END = new CharSet((c) => c !== 10, Wide.all);
export const EVERYTHING = new CharSet(() => true, Wide.all);
export const NOTHING = new CharSet(() => false, Wide.none);

export function literalSet(point: number, how: Fold, isNegated: boolean): CharSet {
  const matches = (c: number): boolean =>
    how === Fold.locale
      ? c === point || fold(c, how) === point || upperAscii(c) === point
      : fold(c, how) === point;
  if (isNegated) return new CharSet((c) => !matches(c), Wide.all);
  const kinds = how === Fold.unicode ? Wide.all : kindsOf(point);
  return new CharSet(matches, kinds);
}

const CATEGORY_SETS: (CharSet | undefined)[] = [];

export function categorySet(category: number): CharSet {
  const known = CATEGORY_SETS[category];
  if (known !== undefined) return known;
  const made = new CharSet((c) => inCategory(category, c), KINDS[category] as number);
  CATEGORY_SETS[category] = made;
  return made;
}

/** The set that the words of `code` from `start` describe, up to a FAILURE. They have been checked. */
export function setOf(code: Words, start: number, how: Fold): CharSet {
  const has = (c: number): boolean => hasMember(code, start, c);
  const kinds = kindsOfSet(code, start);
  if (how === Fold.none) {
    if (code[start] === op.CATEGORY && code[start + 2] === op.FAILURE)
      return categorySet(code[start + 1] as number);
    return new CharSet(has, kinds, tableOf(code, start));
  }
  if (how === Fold.locale)
    return new CharSet((c) => has(fold(c, how)) || has(upperAscii(c)), kinds);
  // What folds to a member may be anywhere.
  return new CharSet((c) => has(fold(c, how)), how === Fold.unicode ? Wide.all : kinds);
}

/** The number of words after an operator of a set; undefined for what is none. */
export function argumentsOf(code: Words, at: number): number | undefined {
  switch (code[at]) {
    case op.NEGATE:
      return 0;
    case op.LITERAL:
    case op.CATEGORY:
      return 1;
    case op.RANGE:
    case op.RANGE_UNI_IGNORE:
      return 2;
    case op.CHARSET:
      return 8;
    case op.BIGCHARSET:
      return 65 + (code[at + 1] as number) * 8;
    default:
      return undefined;
  }
}

function bit(code: Words, at: number, index: number): boolean {
  return (((code[at + (index >> 5)] as number) >>> (index & 31)) & 1) === 1;
}

function hasMember(code: Words, start: number, c: number): boolean {
  let isIn = true;
  for (let at = start; ; at += 1 + (argumentsOf(code, at) as number)) {
    const a = code[at + 1] as number;
    switch (code[at]) {
      case op.FAILURE:
        return !isIn;
      case op.NEGATE:
        isIn = !isIn;
        break;
      case op.LITERAL:
        if (c === a) return isIn;
        break;
      case op.CATEGORY:
        if (inCategory(a, c)) return isIn;
        break;
      case op.RANGE:
        if (a <= c && c <= (code[at + 2] as number)) return isIn;
        break;
      case op.RANGE_UNI_IGNORE: {
        const b = code[at + 2] as number;
        if (a <= c && c <= b) return isIn;
        const upper = upperUnicode(c);
        if (a <= upper && upper <= b) return isIn;
        break;
      }
      case op.CHARSET:
        if (c < 256 && bit(code, at + 1, c)) return isIn;
        break;
      default: {
        if (c > 0xffff) break;
        const block = ((code[at + 2 + (c >> 10)] as number) >>> (((c >> 8) & 3) * 8)) & 255;
        if (bit(code, at + 66 + block * 8, c & 255)) return isIn;
      }
    }
  }
}

/** The members among the first 256 characters; null where that is not told in one go. */
function tableOf(code: Words, start: number): Uint8Array | null {
  const table = new Uint8Array(256);
  const isNegated = code[start] === op.NEGATE;
  for (
    let at = isNegated ? start + 1 : start;
    code[at] !== op.FAILURE;
    at += 1 + (argumentsOf(code, at) as number)
  ) {
    const a = code[at + 1] as number;
    switch (code[at]) {
      case op.LITERAL:
        if (a < 256) table[a] = 1;
        break;
      case op.RANGE:
        table.fill(1, a, (code[at + 2] as number) + 1);
        break;
      case op.CATEGORY: {
        const { table: own } = categorySet(a);
        for (let c = 0; c < 256; c++) table[c] = (table[c] as number) | (own[c] as number);
        break;
      }
      case op.CHARSET:
        for (let c = 0; c < 256; c++) if (bit(code, at + 1, c)) table[c] = 1;
        break;
      default:
        return null;
    }
  }
  if (isNegated) for (let c = 0; c < 256; c++) table[c] = 1 - (table[c] as number);
  return table;
}

/** Which wide characters may be members: with certainty only for the sets that are made of categories and narrow ones. */
function kindsOfSet(code: Words, start: number): number {
  let kinds: number = Wide.none;
  for (let at = start; code[at] !== op.FAILURE; at += 1 + (argumentsOf(code, at) as number)) {
    const a = code[at + 1] as number;
    switch (code[at]) {
      case op.LITERAL:
        kinds |= kindsOf(a);
        break;
      case op.CATEGORY:
        kinds |= KINDS[a] as number;
        break;
      case op.RANGE:
        if ((code[at + 2] as number) > 255) kinds = Wide.all;
        break;
      case op.CHARSET:
        break;
      case op.NEGATE:
        return negatedKinds(code, at + 1);
      default:
        kinds = Wide.all;
    }
  }
  return kinds;
}

/** All, but those that categories take away as a whole. */
function negatedKinds(code: Words, start: number): number {
  let kinds: number = Wide.all;
  for (let at = start; code[at] !== op.FAILURE; at += 1 + (argumentsOf(code, at) as number)) {
    if (code[at] === op.NEGATE) return Wide.all;
    if (code[at] !== op.CATEGORY) continue;
    const a = code[at + 1] as number;
    // What is of the opposite category may stay; digits are some words only.
    if (a >> 1 === op.CATEGORY_UNI_SPACE >> 1 || a >> 1 === op.CATEGORY_UNI_WORD >> 1)
      kinds &= ~(KINDS[a] as number);
    else if (a < op.CATEGORY_UNI_DIGIT && a & 1) kinds = Wide.none;
  }
  return kinds;
}
