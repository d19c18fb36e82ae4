/** Reading the formats of ISO 8601 that `fromisoformat` takes. Each function answers null for what is none of them. */

import { fromIso, isoProblem } from "./calendar.ts";
import type { Day } from "./making.ts";

/** What is wrong with a date that has the right form; the caller raises it. */
export interface IsoTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Of the offset, if there is one. */
  readonly offset: { readonly seconds: number; readonly microseconds: number } | null;
}

const isDigit = (char: string | undefined): boolean =>
  char !== undefined && char >= "0" && char <= "9";

class Cursor {
  readonly #text: string;
  at: number;
  readonly end: number;
  constructor(text: string, at = 0, end = text.length) {
    this.#text = text;
    this.at = at;
    this.end = end;
  }
  /** The character here; empty at the end of the whole text. */
  get char(): string {
    return this.#text[this.at] ?? "";
  }
  /** A number of so many digits, or null. */
  digits(count: number): number | null {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (!isDigit(this.char)) return null;
      value = value * 10 + Number(this.char);
      this.at++;
    }
    return value;
  }
  skip(char: string): boolean {
    if (this.char !== char) return false;
    this.at++;
    return true;
  }
}

/** `2020-01-31`, `20200131`, `2020-W05-5`, `2020W055`, `2020-W05`: the whole of the text. */
export function readIsoDate(text: string): Day | null {
  const cursor = new Cursor(text);
  const year = cursor.digits(4);
  if (year === null) return null;
  const isSeparated = cursor.skip("-");
  if (cursor.skip("W")) {
    const week = cursor.digits(2);
    if (week === null) return null;
    let weekday: number | null = 1;
    if (cursor.at < text.length) {
      if (isSeparated && !cursor.skip("-")) return null;
      weekday = cursor.digits(1);
      if (weekday === null) return null;
    }
    const date = { year, week, weekday };
    return isoProblem(date) === null && cursor.at === text.length ? fromIso(date) : null;
  }
  const month = cursor.digits(2);
  if (month === null || (isSeparated && !cursor.skip("-"))) return null;
  const day = cursor.digits(2);
  return day === null || cursor.at !== text.length ? null : { year, month, day };
}

/** Where the date ends: some formats leave that to guess. */
export function findSeparator(text: string): number {
  if (text.length === 7) return 7;
  const isWeek = (at: number): boolean => text[at] === "W";
  if (text[4] === "-") {
    if (!isWeek(5)) return 10;
    if (text.length > 8 && text[8] === "-") {
      if (text.length === 9) return -1;
      // `2020-W05-12…`: two digits behind the hyphen are rather an hour than a weekday.
      return text.length > 10 && isDigit(text[10]) ? 8 : 10;
    }
    return 8;
  }
  if (!isWeek(4)) return 8;
  let at = 7;
  while (at < text.length && isDigit(text[at])) at++;
  if (at < 9) return at;
  return at % 2 === 0 ? 7 : 8;
}

interface Parts {
  readonly values: readonly number[];
  readonly microsecond: number;
  /** Does something follow? */
  readonly isFollowed: boolean;
}

/** `hh[:mm[:ss[.ffffff]]]`, with or without the colons. */
function readParts(text: string, from: number, end: number): Parts | null {
  const cursor = new Cursor(text, from, end);
  const values = [0, 0, 0];
  let isSeparated = true;
  for (let i = 0; i < 3; i++) {
    const value = cursor.digits(2);
    if (value === null) return null;
    values[i] = value;
    const { char } = cursor;
    cursor.at++;
    if (i === 0) isSeparated = char === ":";
    if (cursor.at >= end) return { values, microsecond: 0, isFollowed: char !== "" };
    if (isSeparated && char === ":") {
      if (i === 2) return null;
    } else if (char === "." || char === ",") {
      if (i < 2) return null;
      break;
    } else if (isSeparated) return null;
    else cursor.at--;
  }
  const count = Math.min(end - cursor.at, 6);
  const fraction = cursor.digits(count);
  if (fraction === null) return null;
  while (isDigit(cursor.char)) cursor.at++;
  return { values, microsecond: fraction * 10 ** (6 - count), isFollowed: cursor.char !== "" };
}

/** A time, with or without an offset. */
export function readIsoTime(text: string): IsoTime | null {
  let end = 0;
  do {
    const char = text[end];
    if (char === "+" || char === "-" || char === "Z") break;
  } while (++end < text.length);
  end = Math.min(end, text.length);
  const time = readParts(text, 0, end);
  if (time === null) return null;
  const [hour = 0, minute = 0, second = 0] = time.values;
  const fields = { hour, minute, second, microsecond: time.microsecond };
  if (end === text.length) return time.isFollowed ? null : { ...fields, offset: null };
  if (text[end] === "Z")
    return end + 1 === text.length ? { ...fields, offset: { seconds: 0, microseconds: 0 } } : null;
  const sign = text[end] === "-" ? -1 : 1;
  const zone = readParts(text, end + 1, text.length);
  if (zone === null || zone.isFollowed) return null;
  const [h = 0, m = 0, s = 0] = zone.values;
  return {
    ...fields,
    offset: { seconds: sign * (h * 3600 + m * 60 + s), microseconds: sign * zone.microsecond },
  };
}
