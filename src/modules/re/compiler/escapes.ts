/** What a backslash begins. */

import type { PyStr } from "../../../objects/str.ts";
import { fromPoints, textOf } from "../../../objects/str.ts";
import * as chars from "../../../objects/text/characters.ts";
import { reprText } from "../../../objects/text/repr.ts";
import { NamesWanted, unicodeNames } from "../../../objects/text/unicode-names.ts";
import * as op from "../constants.ts";
import type { Groups } from "./groups.ts";
import {
  charsOf,
  code,
  ESCAPED,
  isDigit,
  isHex,
  isOctal,
  numberOf,
  type Source,
} from "./source.ts";
import { type Member, member, type Node } from "./tree.ts";

const escaped = (c: string): number => ESCAPED + code(c);

/** Control characters by their escapes. */
export const CONTROLS: ReadonlyMap<number, number> = new Map([
  [escaped("a"), 7],
  [escaped("b"), 8],
  [escaped("f"), 12],
  [escaped("n"), 10],
  [escaped("r"), 13],
  [escaped("t"), 9],
  [escaped("v"), 11],
  [escaped("\\"), 92],
]);

const PLACES: ReadonlyMap<number, number> = new Map([
  [escaped("A"), op.AT_BEGINNING_STRING],
  [escaped("b"), op.AT_BOUNDARY],
  [escaped("B"), op.AT_NON_BOUNDARY],
  [escaped("z"), op.AT_END_STRING],
  [escaped("Z"), op.AT_END_STRING],
]);

const CATEGORIES: ReadonlyMap<number, number> = new Map([
  [escaped("d"), op.CATEGORY_DIGIT],
  [escaped("D"), op.CATEGORY_NOT_DIGIT],
  [escaped("s"), op.CATEGORY_SPACE],
  [escaped("S"), op.CATEGORY_NOT_SPACE],
  [escaped("w"), op.CATEGORY_WORD],
  [escaped("W"), op.CATEGORY_NOT_WORD],
]);

/** The number of digits behind `\x`, `\u`, `\U`. */
const HEX_DIGITS: ReadonlyMap<number, number> = new Map([
  [code("x"), 2],
  [code("u"), 4],
  [code("U"), 8],
]);

const MAX_BYTE = 0o377;

function parsed(digits: readonly number[], base: number): number {
  return Number.parseInt(String.fromCharCode(...digits), base);
}

function badEscape(source: Source, all: readonly number[]): never {
  throw source.fault(["bad escape ", all], all.length);
}

/** The escapes that mean the same in sets and elsewhere; undefined for any other. */
function character(source: Source, token: number): number | undefined {
  const c = token - ESCAPED;
  const count = HEX_DIGITS.get(c);
  if (count !== undefined && (count === 2 || source.isText)) {
    const digits = source.getWhile(count, isHex);
    const all = [...charsOf(token), ...digits];
    if (digits.length < count) throw source.fault(["incomplete escape ", all], all.length);
    const value = parsed(digits, 16);
    return value > 0x10ffff ? badEscape(source, all) : value;
  }
  if (c === code("N") && source.isText) return named(source);
  return undefined;
}

function named(source: Source): number {
  if (!source.match(code("{"))) throw source.fault(["missing {"]);
  const name = source.getUntil("}", "character name");
  const names = unicodeNames();
  if (names === null) throw new NamesWanted();
  const text = fromPoints(name) as string | PyStr;
  const point = names.lookup(textOf(text) as string);
  if (point !== undefined) return point;
  const shown = textOf(reprText(text)) as string;
  throw source.fault(["undefined character name ", shown], name.length + "\\N{}".length);
}

/** A character that a backslash changes nothing about; raises for letters and digits. */
function plain(source: Source, token: number): number {
  const c = token - ESCAPED;
  if (chars.isLetterCode(c) || isDigit(c)) badEscape(source, charsOf(token));
  return c;
}

function tooLarge(source: Source, all: readonly number[]): never {
  throw source.fault(["octal escape value ", all, " outside of range 0-0o377"], all.length);
}

/** An escape within a set. */
export function memberOf(source: Source, token: number): Member {
  const control = CONTROLS.get(token);
  if (control !== undefined) return member(op.LITERAL, control);
  const category = CATEGORIES.get(token);
  if (category !== undefined) return member(op.CATEGORY, category);
  const known = character(source, token);
  if (known !== undefined) return member(op.LITERAL, known);
  const c = token - ESCAPED;
  if (isOctal(c)) {
    const digits = [c, ...source.getWhile(2, isOctal)];
    const value = parsed(digits, 8);
    if (value > MAX_BYTE) tooLarge(source, [code("\\"), ...digits]);
    return member(op.LITERAL, value);
  }
  return member(op.LITERAL, plain(source, token));
}

/** An escape elsewhere. */
export function escapeOf(source: Source, token: number, groups: Groups): Node {
  const place = PLACES.get(token);
  if (place !== undefined) return { op: op.AT, value: place };
  const category = CATEGORIES.get(token);
  if (category !== undefined) return { op: op.IN, set: [member(op.CATEGORY, category)] };
  const known = CONTROLS.get(token) ?? character(source, token);
  if (known !== undefined) return { op: op.LITERAL, value: known };
  const c = token - ESCAPED;
  if (c === code("0")) {
    const digits = [c, ...source.getWhile(2, isOctal)];
    return { op: op.LITERAL, value: parsed(digits, 8) };
  }
  if (isDigit(c)) return numbered(source, c, groups);
  return { op: op.LITERAL, value: plain(source, token) };
}

/** An octal number of three digits, or the number of a group. */
function numbered(source: Source, first: number, groups: Groups): Node {
  const digits = [first];
  if (isDigit(source.next)) {
    digits.push(source.get());
    if (digits.every(isOctal) && isOctal(source.next)) {
      digits.push(source.get());
      const value = parsed(digits, 8);
      if (value > MAX_BYTE) tooLarge(source, [code("\\"), ...digits]);
      return { op: op.LITERAL, value };
    }
  }
  const group = numberOf(digits);
  if (group >= groups.count)
    throw source.fault([`invalid group reference ${group}`], digits.length);
  if (!groups.isClosed(group))
    throw source.fault(["cannot refer to an open group"], digits.length + 1);
  groups.checkLookbehind(group, source);
  return { op: op.GROUPREF, value: group };
}
