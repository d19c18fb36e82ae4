/**
 * Token kinds, and the list a source becomes.
 *
 * Each operator and each hard keyword has a kind of its own, so that the parser switches on small
 * integers. Soft keywords (`match`, `case`, `type`, `_`) are names.
 */

import type { SourceError } from "./source-error.ts";

// Not `as const`: if the kinds had literal types, TypeScript would take a token that was just looked
// at for the one that comes after it.
export const Tok = {
  End: 0,
  /** Nothing can be read beyond: `TokenList.error` says why, or else brackets were left open. */
  Broken: 1,
  Newline: 2,
  Indent: 3,
  Dedent: 4,
  Name: 5,
  Number: 6,
  String: 7,
  /** Prefix and opening quote of an f-string or t-string. */
  FStringStart: 8,
  FStringMiddle: 9,
  FStringEnd: 10,
  /** A character that no production accepts, such as `?`. */
  Unknown: 11,

  LeftParen: 12,
  RightParen: 13,
  LeftBracket: 14,
  RightBracket: 15,
  LeftBrace: 16,
  RightBrace: 17,
  Colon: 18,
  Comma: 19,
  Semicolon: 20,
  Dot: 21,
  Ellipsis: 22,
  Arrow: 23,
  ColonEqual: 24,
  Exclamation: 25,

  // Binary operators in the order of PRECEDENCE, BINARY_OPERATORS.
  Plus: 26,
  Minus: 27,
  Star: 28,
  Slash: 29,
  DoubleSlash: 30,
  Percent: 31,
  At: 32,
  LeftShift: 33,
  RightShift: 34,
  Ampersand: 35,
  Bar: 36,
  Caret: 37,
  DoubleStar: 38,
  Tilde: 39,

  EqualEqual: 40,
  NotEqual: 41,
  Less: 42,
  LessEqual: 43,
  Greater: 44,
  GreaterEqual: 45,

  Equal: 46,
  // Augmented assignments, each 21 after its operator.
  PlusEqual: 47,
  MinusEqual: 48,
  StarEqual: 49,
  SlashEqual: 50,
  DoubleSlashEqual: 51,
  PercentEqual: 52,
  AtEqual: 53,
  LeftShiftEqual: 54,
  RightShiftEqual: 55,
  AmpersandEqual: 56,
  BarEqual: 57,
  CaretEqual: 58,
  DoubleStarEqual: 59,

  // Keywords, from here to the end.
  And: 60,
  As: 61,
  Assert: 62,
  Async: 63,
  Await: 64,
  Break: 65,
  Class: 66,
  Continue: 67,
  Def: 68,
  Del: 69,
  Elif: 70,
  Else: 71,
  Except: 72,
  False: 73,
  Finally: 74,
  For: 75,
  From: 76,
  Global: 77,
  If: 78,
  Import: 79,
  In: 80,
  Is: 81,
  Lambda: 82,
  None: 83,
  Nonlocal: 84,
  Not: 85,
  Or: 86,
  Pass: 87,
  Raise: 88,
  Return: 89,
  True: 90,
  Try: 91,
  While: 92,
  With: 93,
  Yield: 94,
};

export type TokenKind = number;

/** Distance from an operator to its augmented assignment. */
export const AUGMENTED = Tok.PlusEqual - Tok.Plus;

export const KEYWORDS: ReadonlyMap<string, TokenKind> = new Map(
  Object.entries(Tok)
    .filter(([, kind]) => kind >= Tok.And)
    .map(([name, kind]) => [/^(?:True|False|None)$/.test(name) ? name : name.toLowerCase(), kind]),
);

/** Tokens that begin an operand and cannot continue one. */
export function startsOperand(kind: number): boolean {
  switch (kind) {
    case Tok.Name:
    case Tok.Number:
    case Tok.String:
    case Tok.FStringStart:
    case Tok.LeftBrace:
    case Tok.Tilde:
    case Tok.Not:
    case Tok.Lambda:
    case Tok.Await:
    case Tok.None:
    case Tok.True:
    case Tok.False:
    case Tok.Ellipsis:
      return true;
    default:
      return false;
  }
}

/** Whether a star expression can begin with the token. */
export function startsExpression(kind: number): boolean {
  switch (kind) {
    case Tok.LeftParen:
    case Tok.LeftBracket:
    case Tok.Minus:
    case Tok.Plus:
    case Tok.Star:
      return true;
    default:
      return startsOperand(kind);
  }
}

/**
 * Tokens as parallel arrays: a megabyte of source has a quarter of a million of them, and the
 * parser asks for little but the kind.
 */
export class TokenList {
  count = 0;
  kinds: Uint8Array;
  /** Offsets into the source; the end is exclusive. */
  starts: Int32Array;
  ends: Int32Array;
  /** Lines of start and end, from 1. */
  lines: Int32Array;
  endLines: Int32Array;
  /** Why reading ended at a `Broken` token; null if brackets were left open. */
  error: SourceError | null = null;
  /** Whether that error is reported even if the parser fails before it gets there. */
  errorWins = false;

  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.endLines = new Int32Array(capacity);
  }

  push(kind: TokenKind, start: number, end: number, line: number, endLine: number): void {
    const i = this.count++;
    if (i === this.kinds.length) this.#grow();
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.lines[i] = line;
    this.endLines[i] = endLine;
  }

  #grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = enlarge(this.starts, capacity);
    this.ends = enlarge(this.ends, capacity);
    this.lines = enlarge(this.lines, capacity);
    this.endLines = enlarge(this.endLines, capacity);
  }
}

function enlarge(array: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
