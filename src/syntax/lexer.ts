/**
 * Source to tokens, all at once.
 *
 * CPython's lexer runs ahead of its parser only as far as it must, but when the parser fails it
 * reads on to the end, and most errors it meets there win. So this one runs to the end first. Where
 * it fails, or if brackets are left open, the last token is `Broken`, and the parser judges.
 *
 * An f-string is lexed in *modes* (PEP 701): its literal text is one token, its replacement fields
 * are ordinary tokens up to the `}` or `:` that belongs to the field.
 */

import {
  badNameCharacter,
  codePointName,
  isDigit,
  isUnprintable,
  startsName,
} from "./characters.ts";
import { invalidEscape } from "./escapes.ts";
import { NumberScanner } from "./numbers.ts";
import { operatorLength, scanOperator } from "./operators.ts";
import { SourceError, type SourceErrorType } from "./source-error.ts";
import type { SourceText } from "./source-text.ts";
import { KEYWORDS, Tok, type TokenKind, TokenList } from "./tokens.ts";

/** CPython's limits (MAXLEVEL, MAXINDENT, MAXFSTRINGLEVEL, MAX_EXPR_NESTING). */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
const MAX_FSTRINGS = 150;
const MAX_FIELDS = 3;
/** Longer than any name in Unicode; keeps `\N{` without an end from being searched to the end. */
const MAX_CHARACTER_NAME = 256;

/** An f-string or t-string that is being read. */
interface FString {
  readonly letter: "f" | "t";
  readonly quote: number;
  readonly triple: boolean;
  readonly raw: boolean;
  readonly start: number;
  readonly line: number;
  /** For each open replacement field, the depth of the bracket stack within. */
  readonly fields: number[];
  /** Whether the text being read is a format specification. */
  inSpec: boolean;
}

/** How the module tokenize has a source read, and not the parser: each doubled brace of an f-string ends a token. */
export interface Reading {
  /** Closing brackets, names and the ends of numbers are taken as they come. */
  readonly isLoose: boolean;
}

export function tokenize(source: SourceText, reading: Reading | null = null): TokenList {
  return new Lexer(source, reading).run();
}

class Lexer {
  readonly #source: SourceText;
  readonly #isLoose: boolean;
  readonly #splitsBraces: boolean;
  readonly #text: string;
  readonly #tokens: TokenList;
  readonly #numbers: NumberScanner;
  #at = 0;
  #line = 1;
  /** Columns of the open blocks, with tabs to the next multiple of 8, and with tabs as one. */
  readonly #indents = [0];
  readonly #altIndents = [0];
  /** Offsets and lines of the open brackets. */
  readonly #brackets: number[] = [];
  readonly #bracketLines: number[] = [];
  readonly #fstrings: FString[] = [];
  /** Set before an error that loses against one that the parser finds earlier. */
  #weak = false;
  /** Offset of the comment that was read last. */
  #commentAt = -1;

  constructor(source: SourceText, reading: Reading | null) {
    this.#source = source;
    this.#isLoose = reading?.isLoose === true;
    this.#splitsBraces = reading !== null;
    this.#text = source.text;
    this.#tokens = new TokenList(16 + (source.text.length >> 2));
    this.#numbers = new NumberScanner(source, this.#isLoose);
  }

  run(): TokenList {
    try {
      this.#tokenize();
      this.#finish();
    } catch (thrown) {
      if (!(thrown instanceof SourceError)) throw thrown;
      this.#push(Tok.Broken, this.#at, this.#at);
      this.#tokens.error = thrown;
      this.#tokens.errorWins = !this.#weak && this.#fstrings.length === 0;
    }
    return this.#tokens;
  }

  #tokenize(): void {
    const text = this.#text;
    const length = text.length;
    this.#startLine();
    while (this.#at < length) {
      const c = text.charCodeAt(this.#at);
      if (startsName(c)) this.#name();
      else if (c === 32 || c === 9 || c === 12) this.#at++;
      else if (c === 10) this.#newline();
      else if (isDigit(c)) this.#number();
      else if (c === 34 || c === 39) this.#string(this.#at);
      else if (c === 35) this.#comment();
      else if (c === 92) this.#continuation();
      else if (c === 46 && isDigit(text.charCodeAt(this.#at + 1))) this.#number();
      else this.#operator(c);
    }
  }

  #push(kind: TokenKind, start: number, end: number): void {
    this.#tokens.push(kind, start, end, this.#line, this.#line);
  }

  // --- lines -------------------------------------------------------------------------------------

  #nextLine(start: number): void {
    this.#line++;
    this.#source.lineStarts.push(start);
  }

  #newline(): void {
    const at = this.#at++;
    if (this.#brackets.length > 0) {
      this.#nextLine(this.#at);
      return;
    }
    // A comment before the newline counts as part of it, as in CPython.
    const comment = this.#commentAt >= this.#source.lineStart(this.#line);
    this.#push(Tok.Newline, comment ? this.#commentAt : at, at + 1);
    this.#nextLine(this.#at);
    this.#startLine();
  }

  /** Reads indentation, passing over lines without code. */
  #startLine(): void {
    const text = this.#text;
    for (;;) {
      let column = 0;
      let altColumn = 0;
      let continued = -1;
      let at = this.#at;
      for (; ; at++) {
        const c = text.charCodeAt(at);
        if (c === 32) {
          column++;
          altColumn++;
        } else if (c === 9) {
          column = ((column >> 3) + 1) << 3;
          altColumn++;
        } else if (c === 12) {
          column = 0;
          altColumn = 0;
        } else if (c === 92) {
          // The indentation of the first physical line counts.
          if (continued <= 0) continued = column;
          this.#at = at;
          this.#continuation();
          at = this.#at - 1;
        } else break;
      }
      this.#at = at;
      const c = text.charCodeAt(at);
      if (c === 35) {
        const end = text.indexOf("\n", at);
        this.#at = end < 0 ? text.length : end;
      }
      if (this.#at >= text.length) {
        // A line of blanks alone is empty if it ends; at a prompt the last one may not.
        if (at >= text.length && column > 0 && !this.#source.completesLine)
          this.#indentTo(column, altColumn);
        return;
      }
      if (text.charCodeAt(this.#at) === 10) {
        this.#at++;
        this.#nextLine(this.#at);
        continue;
      }
      if (continued > 0) this.#indentTo(continued, continued);
      else this.#indentTo(column, altColumn);
      return;
    }
  }

  #indentTo(column: number, altColumn: number): void {
    const indents = this.#indents;
    const altIndents = this.#altIndents;
    let top = indents.length - 1;
    if (column > (indents[top] ?? 0)) {
      if (top + 1 >= MAX_INDENTS) {
        throw this.#lineError("IndentationError", "too many levels of indentation");
      }
      if (altColumn <= (altIndents[top] ?? 0)) this.#inconsistent();
      indents.push(column);
      altIndents.push(altColumn);
      this.#push(Tok.Indent, this.#at, this.#at);
      return;
    }
    while (column < (indents[top] ?? 0)) top--;
    if (column !== indents[top]) {
      const text = this.#source.line(this.#line);
      const end = text.length + (text.endsWith("\n") || !this.#source.completesLine ? 0 : 1);
      const range = {
        lineno: this.#line,
        offset: this.#source.codePointOffset(this.#line, end) - 1,
        end_lineno: this.#line,
        end_offset: -1,
      };
      this.#weak = true;
      throw this.#source.error(
        "IndentationError",
        "unindent does not match any outer indentation level",
        range,
        true,
      );
    }
    while (indents.length > top + 1) {
      indents.pop();
      altIndents.pop();
      this.#push(Tok.Dedent, this.#at, this.#at);
    }
    if (altColumn !== altIndents[top]) this.#inconsistent();
  }

  #inconsistent(): never {
    throw this.#lineError("TabError", "inconsistent use of tabs and spaces in indentation");
  }

  /** An error that CPython places at the start of the line, without an end. */
  #lineError(type: SourceErrorType, message: string) {
    this.#weak = true;
    const range = { lineno: this.#line, offset: 1, end_lineno: this.#line, end_offset: 0 };
    return this.#source.error(type, message, range, true);
  }

  /** A backslash, at which `#at` stands, and the newline that must follow. */
  #continuation(): void {
    const after = this.#at + 1;
    const column = after - this.#source.lineStart(this.#line);
    if (this.#text.charCodeAt(after) === 10) {
      if (after + 1 < this.#text.length) {
        this.#at = after + 1;
        this.#nextLine(this.#at);
        return;
      }
    }
    if (after + 1 >= this.#text.length && this.#brackets.length > 0) {
      this.#at = this.#text.length;
      return;
    }
    this.#weak = true;
    const isEnd = after >= this.#text.length;
    if (isEnd ? !this.#source.completesLine : this.#text.charCodeAt(after) !== 10) {
      const range = {
        lineno: this.#line,
        offset: this.#source.codePointOffset(this.#line, isEnd ? column - 1 : column),
        end_lineno: this.#line,
        end_offset: 0,
      };
      const message = "unexpected character after line continuation character";
      throw this.#source.error("SyntaxError", message, range, true);
    }
    const range = {
      lineno: this.#line,
      offset: this.#source.codePointOffset(this.#line, column),
      end_lineno: this.#line,
      end_offset: -1,
    };
    const message = "unexpected EOF while parsing";
    throw this.#source.error("SyntaxError", message, range, true);
  }

  #comment(): void {
    this.#commentAt = this.#at;
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #finish(): void {
    const end = this.#text.length;
    // What follows the last newline belongs to the line before it, as in CPython.
    const afterNewline = this.#line > 1 && this.#source.lineStart(this.#line) === end;
    if (this.#brackets.length > 0) {
      if (afterNewline) this.#line--;
      this.#tokens.push(Tok.Broken, end, end, this.#line, this.#line);
      // The token carries where the innermost bracket stands.
      this.#tokens.starts[this.#tokens.count - 1] = this.#brackets.at(-1) ?? 0;
      this.#tokens.endLines[this.#tokens.count - 1] = this.#bracketLines.at(-1) ?? 0;
      return;
    }
    const last = this.#tokens.count - 1;
    const kind = this.#tokens.kinds[last] ?? 0;
    if (last >= 0 && (!isLineEnd(kind) || kind === Tok.Indent)) {
      const comment = this.#commentAt >= this.#source.lineStart(this.#line);
      this.#push(Tok.Newline, comment ? this.#commentAt : end, end + 1);
    }
    if (afterNewline) this.#line--;
    for (let i = this.#indents.length; i > 1; i--) this.#push(Tok.Dedent, end, end);
    this.#push(Tok.End, end, end);
  }

  // --- names, numbers, operators -----------------------------------------------------------------

  #name(): void {
    const text = this.#text;
    const start = this.#at;
    let end = start;
    let ascii = true;
    for (;;) {
      const c = text.charCodeAt(end);
      if ((c >= 97 && c <= 122) || c === 95 || (c >= 65 && c <= 90) || isDigit(c)) end++;
      else if (c >= 128) {
        ascii = false;
        end++;
      } else {
        if ((c === 34 || c === 39) && end - start <= 3 && this.#prefixed(start, end)) return;
        break;
      }
    }
    const length = end - start;
    if (!ascii && !this.#isLoose) this.#verifyName(start, end);
    const keyword = length >= 2 && length <= 8 ? KEYWORDS.get(text.slice(start, end)) : undefined;
    this.#at = end;
    this.#push(keyword ?? Tok.Name, start, end);
  }

  #verifyName(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    const bad = badNameCharacter(name);
    if (bad < 0) return;
    this.#badCharacter(start + bad);
  }

  #badCharacter(at: number): never {
    const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
    throw this.#error(
      isUnprintable(character)
        ? `invalid non-printable character ${codePointName(character)}`
        : `invalid character '${character}' (${codePointName(character)})`,
      at + character.length,
    );
  }

  #number(): void {
    const start = this.#at;
    this.#at = this.#numbers.scan(start, this.#line);
    this.#push(Tok.Number, start, this.#at);
  }

  #operator(c: number): void {
    const start = this.#at;
    const fstring = this.#fstrings.at(-1);
    const atField = fstring !== undefined && fstring.fields.at(-1) === this.#brackets.length;
    switch (c) {
      case 40: // (
        this.#open(Tok.LeftParen);
        return;
      case 91: // [
        this.#open(Tok.LeftBracket);
        return;
      case 123: // {
        this.#open(Tok.LeftBrace);
        return;
      case 41: // )
        this.#close(Tok.RightParen, 40);
        return;
      case 93: // ]
        this.#close(Tok.RightBracket, 91);
        return;
      case 125: // }
        this.#close(Tok.RightBrace, 123);
        if (atField && fstring !== undefined) {
          fstring.fields.pop();
          // A field within a format specification ends; the specification goes on.
          fstring.inSpec = fstring.fields.length > 0;
          this.#fstringText(fstring);
        }
        return;
      case 58: // :
        if (atField && fstring !== undefined) {
          this.#at++;
          this.#push(Tok.Colon, start, start + 1);
          fstring.inSpec = true;
          this.#fstringText(fstring);
          return;
        }
        break;
    }
    const kind = scanOperator(this.#text, start, c);
    if (kind === Tok.Unknown && (c < 32 || c === 127)) this.#badCharacter(start);
    this.#at = start + (kind === Tok.Unknown && c === 60 ? 2 : operatorLength(kind));
    this.#push(kind, start, this.#at);
  }

  #open(kind: TokenKind): void {
    if (this.#brackets.length >= MAX_BRACKETS) {
      throw this.#error("too many nested parentheses", this.#at + 1);
    }
    this.#brackets.push(this.#at);
    this.#bracketLines.push(this.#line);
    this.#push(kind, this.#at, this.#at + 1);
    this.#at++;
  }

  #close(kind: TokenKind, opening: number): void {
    const at = this.#at;
    const closer = this.#text[at] ?? "";
    const fstring = this.#fstrings.at(-1);
    const open = this.#brackets.at(-1);
    if (this.#isLoose) return this.#closed(kind);
    if (open === undefined) throw this.#error(`unmatched '${closer}'`, at + 1);
    const found = this.#text.charCodeAt(open);
    if (found !== opening) {
      if (fstring !== undefined && fstring.fields.at(-1) === this.#brackets.length) {
        throw this.#error(`${fstring.letter}-string: unmatched '${closer}'`, at + 1);
      }
      const line = this.#bracketLines.at(-1);
      throw this.#error(
        `closing parenthesis '${closer}' does not match opening parenthesis ` +
          `'${String.fromCharCode(found)}'${line === this.#line ? "" : ` on line ${line}`}`,
        at + 1,
      );
    }
    this.#closed(kind);
  }

  #closed(kind: TokenKind): void {
    this.#brackets.pop();
    this.#bracketLines.pop();
    this.#push(kind, this.#at, this.#at + 1);
    this.#at++;
  }

  // --- strings -----------------------------------------------------------------------------------

  /** Reads a string whose prefix lies between `start` and `quoteAt`, if that is a prefix. */
  #prefixed(start: number, quoteAt: number): boolean {
    const prefix = this.#text.slice(start, quoteAt).toLowerCase();
    for (let i = 0; i < prefix.length; i++) {
      if (!"bruft".includes(prefix[i] ?? "") || prefix.indexOf(prefix[i] ?? "", i + 1) >= 0) {
        return false;
      }
    }
    for (const [one, other] of INCOMPATIBLE_PREFIXES) {
      if (prefix.includes(one) && prefix.includes(other)) {
        throw this.#source.lexicalError(
          `'${one}' and '${other}' prefixes are incompatible`,
          this.#line,
          start + 1 - this.#source.lineStart(this.#line),
          quoteAt + 1 - this.#source.lineStart(this.#line),
        );
      }
    }
    this.#at = quoteAt;
    if (prefix.includes("f")) this.#startFString("f", start, prefix.includes("r"));
    else if (prefix.includes("t")) this.#startFString("t", start, prefix.includes("r"));
    else this.#string(start);
    return true;
  }

  /** A string without fields; `#at` stands on its quote. */
  #string(start: number): void {
    const text = this.#text;
    const quote = text.charCodeAt(this.#at);
    const triple = this.#isTriple(this.#at, quote);
    const line = this.#line;
    let at = this.#at + (triple ? 3 : 1);
    if (!triple && text.charCodeAt(at) === quote) {
      this.#at = at + 1;
      this.#push(Tok.String, start, this.#at);
      return;
    }
    let escapedQuote = false;
    for (;;) {
      const c = text.charCodeAt(at);
      if (c === quote) {
        if (!triple) {
          at++;
          break;
        }
        if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) {
          at += 3;
          break;
        }
        at++;
      } else if (c === 92) {
        at++;
        const escaped = text.charCodeAt(at);
        if (escaped === quote) escapedQuote = true;
        if (escaped === 10) this.#nextLine(at + 1);
        at++;
      } else if (c === 10) {
        if (!triple) this.#unterminated(start, line, quote, false, escapedQuote);
        at++;
        this.#nextLine(at);
      } else if (at >= text.length) {
        this.#unterminated(start, line, quote, triple, escapedQuote);
      } else at++;
    }
    this.#at = at;
    this.#tokens.push(Tok.String, start, at, line, this.#line);
  }

  #isTriple(at: number, quote: number): boolean {
    return this.#text.charCodeAt(at + 1) === quote && this.#text.charCodeAt(at + 2) === quote;
  }

  #unterminated(
    start: number,
    line: number,
    quote: number,
    triple: boolean,
    escapedQuote: boolean,
  ): never {
    const detected = this.#lastLine();
    const column = start + 1 - this.#source.lineStart(line);
    const fstring = this.#fstrings.at(-1);
    if (fstring !== undefined && fstring.quote === quote && fstring.triple === triple) {
      throw this.#source.lexicalError(`${fstring.letter}-string: expecting '}'`, line, column);
    }
    if (triple) {
      const message = `unterminated triple-quoted string literal (detected at line ${detected})`;
      throw this.#source.lexicalError(message, line, column);
    }
    const hint = escapedQuote ? "; perhaps you escaped the end quote?" : "";
    const message = `unterminated string literal (detected at line ${detected})${hint}`;
    throw this.#source.lexicalError(message, line, column);
  }

  /** The line that is being read; at the very end, the last one that has text. */
  #lastLine(): number {
    const empty = this.#source.lineStart(this.#line) >= this.#text.length;
    return empty && this.#line > 1 ? this.#line - 1 : this.#line;
  }

  #startFString(letter: "f" | "t", start: number, raw: boolean): void {
    if (this.#fstrings.length >= MAX_FSTRINGS - 1) {
      throw this.#error("too many nested f-strings or t-strings", this.#at + 1);
    }
    const quote = this.#text.charCodeAt(this.#at);
    const triple = this.#isTriple(this.#at, quote);
    this.#at += triple ? 3 : 1;
    this.#push(Tok.FStringStart, start, this.#at);
    const fstring: FString = {
      letter,
      quote,
      triple,
      raw,
      start,
      line: this.#line,
      fields: [],
      inSpec: false,
    };
    this.#fstrings.push(fstring);
    this.#fstringText(fstring);
  }

  /** Reads literal text up to a field, the end of a format specification, or the end quote. */
  #fstringText(fstring: FString): void {
    const text = this.#text;
    let start = this.#at;
    let line = this.#line;
    let at = start;
    /** A doubled brace: both of it are passed, and one is text. */
    const double = (): void => {
      at += 2;
      if (!this.#splitsBraces) return;
      this.#tokens.push(Tok.FStringMiddle, start, at - 1, line, this.#line);
      start = at;
      line = this.#line;
    };
    for (;;) {
      const c = text.charCodeAt(at);
      if (c === fstring.quote && (!fstring.triple || this.#isTriple(at, c))) {
        this.#middle(start, at, line);
        this.#at = at + (fstring.triple ? 3 : 1);
        this.#push(Tok.FStringEnd, at, this.#at);
        this.#fstrings.pop();
        return;
      }
      if (at >= text.length || (c === 10 && !fstring.triple)) {
        this.#fstringCut(fstring, at);
      } else if (c === 10) {
        at++;
        this.#nextLine(at);
      } else if (c === 123) {
        if (text.charCodeAt(at + 1) === 123 && !fstring.inSpec) {
          double();
          continue;
        }
        this.#middle(start, at, line);
        this.#at = at;
        if (fstring.fields.length >= MAX_FIELDS) {
          throw this.#error(`${fstring.letter}-string: expressions nested too deeply`, at);
        }
        this.#open(Tok.LeftBrace);
        fstring.fields.push(this.#brackets.length);
        fstring.inSpec = false;
        return;
      } else if (c === 125) {
        const isDouble = text.charCodeAt(at + 1) === 125;
        if (fstring.inSpec || (this.#splitsBraces && !isDouble))
          this.#middle(start, at, line, this.#splitsBraces);
        if (fstring.inSpec) {
          this.#at = at;
          this.#endSpec(fstring);
          return;
        }
        if (!isDouble) {
          this.#at = at;
          throw this.#error(`${fstring.letter}-string: single '}' is not allowed`, at + 1);
        }
        double();
      } else if (c === 92) {
        at = this.#escapeInFString(fstring, at);
      } else at++;
    }
  }

  /** The `}` of a field that has a format specification. */
  #endSpec(fstring: FString): void {
    this.#close(Tok.RightBrace, 123);
    fstring.fields.pop();
    fstring.inSpec = fstring.fields.length > 0;
    this.#fstringText(fstring);
  }

  #escapeInFString(fstring: FString, at: number): number {
    const escaped = this.#text.charCodeAt(at + 1);
    // A brace is never escaped by a backslash; the field begins or ends all the same.
    if (escaped === 123 || escaped === 125) {
      if (!fstring.raw) {
        this.#source.warn(invalidEscape(`\\${String.fromCharCode(escaped)}`, false), this.#line);
      }
      return at + 1;
    }
    if (escaped === 10) this.#nextLine(at + 2);
    if (escaped === 78 && !fstring.raw && this.#text.charCodeAt(at + 2) === 123) {
      const name = this.#text.slice(at + 3, at + 3 + MAX_CHARACTER_NAME);
      const length = name.search(/[}\n'"]/);
      if (name[length] === "}") return at + 3 + length + 1;
      return at + 3;
    }
    return at + 2;
  }

  #middle(start: number, end: number, line: number, mayBeEmpty = false): void {
    if (end > start || mayBeEmpty)
      this.#tokens.push(Tok.FStringMiddle, start, end, line, this.#line);
  }

  /** The source, or the line, ended within literal text. */
  #fstringCut(fstring: FString, at: number): never {
    const isLine = at < this.#text.length || this.#source.completesLine;
    if (fstring.inSpec && !fstring.triple && isLine) {
      throw this.#error(
        `${fstring.letter}-string: newlines are not allowed in format specifiers ` +
          `for single quoted ${fstring.letter}-strings`,
        at + 1,
      );
    }
    const kind = fstring.triple ? "triple-quoted " : "";
    throw this.#source.lexicalError(
      `unterminated ${kind}${fstring.letter}-string literal (detected at line ${this.#lastLine()})`,
      fstring.line,
      fstring.start + 1 - this.#source.lineStart(fstring.line),
    );
  }

  /** An error after `readTo` (an offset) has been read. */
  #error(message: string, readTo: number) {
    const column = readTo - this.#source.lineStart(this.#line);
    return this.#source.lexicalError(message, this.#line, column);
  }
}

const INCOMPATIBLE_PREFIXES = [
  ["u", "b"],
  ["u", "r"],
  ["u", "f"],
  ["u", "t"],
  ["b", "f"],
  ["b", "t"],
  ["f", "t"],
] as const;

function isLineEnd(kind: number): boolean {
  return kind === Tok.Newline || kind === Tok.Indent || kind === Tok.Dedent;
}
