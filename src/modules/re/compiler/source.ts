/** The text of a pattern, token by token. A token is a character, or a backslash and a character. */
import { charge } from "../../../objects/current.ts";
import { escapeToAscii } from "../../../objects/formatting/ascii.ts";
import type { Value } from "../../../objects/object.ts";
import { PyBytes } from "../../../objects/sequences.ts";
import { fromPoints, type PyStr, pointsOf, textOf } from "../../../objects/str.ts";
import * as chars from "../../../objects/text/characters.ts";
import { reprText } from "../../../objects/text/repr.ts";
import { PatternFault, type Piece, say } from "./fault.ts";

/** No token: the end. */
export const END = -1;
/** Added to the character behind a backslash. */
export const ESCAPED = 0x200000;
const BACKSLASH = 0x5c;

export const code = (c: string): number => c.charCodeAt(0);

/** The characters of a token. */
export function charsOf(token: number): number[] {
  return token >= ESCAPED ? [BACKSLASH, token - ESCAPED] : [token];
}

export function isDigit(token: number): boolean {
  return token >= 48 && token <= 57;
}
export function isOctal(token: number): boolean {
  return token >= 48 && token <= 55;
}
export function isHex(token: number): boolean {
  return isDigit(token) || (token >= 65 && token <= 70) || (token >= 97 && token <= 102);
}

export class Source {
  readonly points: ArrayLike<number>;
  /** Is it of a str? */
  readonly isText: boolean;
  #index = 0;
  /** The next token. */
  next = END;

  constructor(value: string | PyStr | Uint8Array) {
    this.isText = !(value instanceof Uint8Array);
    this.points = value instanceof Uint8Array ? value : pointsOf(value);
    charge(this.points.length);
    this.#read();
  }

  #read(): void {
    const { points } = this;
    let index = this.#index;
    if (index >= points.length) {
      this.next = END;
      return;
    }
    let token = points[index] as number;
    if (token === BACKSLASH) {
      if (++index >= points.length)
        throw new PatternFault("bad escape (end of pattern)", points.length - 1);
      token = (points[index] as number) + ESCAPED;
    }
    this.#index = index + 1;
    this.next = token;
  }

  /** Passes over this token, if it is the next one. */
  match(token: number): boolean {
    if (token !== this.next) return false;
    this.#read();
    return true;
  }

  get(): number {
    const token = this.next;
    this.#read();
    return token;
  }

  /** Up to `count` tokens of a kind. */
  getWhile(count: number, isOfKind: (token: number) => boolean): number[] {
    const taken: number[] = [];
    while (taken.length < count && isOfKind(this.next)) taken.push(this.get());
    return taken;
  }

  /** What comes before `terminator`, which is passed over. */
  getUntil(terminator: string, name: string): number[] {
    const taken: number[] = [];
    for (;;) {
      const token = this.get();
      if (token === END) {
        if (taken.length === 0) throw this.fault([`missing ${name}`]);
        throw this.fault([`missing ${terminator}, unterminated name`], taken.length);
      }
      if (token === code(terminator)) {
        if (taken.length === 0) throw this.fault([`missing ${name}`], 1);
        return taken;
      }
      for (const point of charsOf(token)) taken.push(point);
    }
  }

  /** Where the next token begins. */
  tell(): number {
    return this.#index - (this.next === END ? 0 : this.next >= ESCAPED ? 2 : 1);
  }

  seek(index: number): void {
    this.#index = index;
    this.#read();
  }

  /** An error `offset` characters before the next token. */
  fault(message: readonly Piece[], offset = 0): PatternFault {
    return new PatternFault(say(message, !this.isText), this.tell() - offset);
  }

  /** The name of a group; raises for what cannot be one. */
  groupName(name: readonly number[], offset: number): string {
    const repr = reprText(fromPoints(name) as string | PyStr) as string | PyStr;
    const bad = (shown: string) =>
      this.fault(["bad character in group name ", shown], name.length + offset);
    if (!this.isText && name.some((c) => c > 127)) throw bad(escapeToAscii(repr));
    if (!isIdentifier(name)) throw bad(textOf(repr) as string);
    return asText(name);
  }
}

/** Characters as text, where they are no lone surrogates. */
export function asText(points: readonly number[]): string {
  return textOf(fromPoints(points)) as string;
}

function isIdentifier(name: readonly number[]): boolean {
  if (name.length === 0) return false;
  return name.every((point, i) => {
    const c = String.fromCodePoint(point);
    return i === 0 ? chars.isIdentifierStart(c) : chars.isIdentifierPart(c);
  });
}

/** The repr of a name, for messages. */
export function shownName(name: string): string {
  return textOf(reprText(name)) as string;
}

/** A number in decimal digits; one beyond JavaScript's integers is merely large. */
export function numberOf(digits: readonly number[]): number {
  let value = 0;
  for (const digit of digits) value = value * 10 + digit - 48;
  return value;
}

/** The same as text without zeros in front. */
export function numberText(digits: readonly number[]): string {
  return asText(digits).replace(/^0+(?=.)/, () => "");
}

/** The source that a pattern is: a str or bytes. */
export function sourceOf(value: Value): Source {
  return new Source(value instanceof PyBytes ? value.bytes : (value as string | PyStr));
}
