/**
 * The parser's place among the tokens, and its errors.
 *
 * The parser is one object, built up by inheritance from file to file because its productions call
 * each other in circles: cursor, strings, displays, calls, parameters, expressions, patterns,
 * simple statements, statements. A file only calls what comes before it, or what it declares
 * abstract.
 *
 * Where CPython parses a second time to find a better message, this parser looks around at the
 * place where it fails. It may then parse on as an experiment (`attempt`), in which failure throws
 * the cheap `NO_MATCH` instead of an error.
 */

import type { Positioned } from "./ast.ts";
import { tokenize } from "./lexer.ts";
import type { SourceError, SourceErrorType, SourceWarning } from "./source-error.ts";
import { SourceText } from "./source-text.ts";
import { Tok, type TokenKind, type TokenList } from "./tokens.ts";

export interface ParseOptions {
  readonly filename: string;
  /** How deep the tree may get; {@link DEFAULT_RECURSION_LIMIT} by default. */
  readonly recursionLimit?: number;
  /** Receives what Python reports as SyntaxWarning. */
  readonly warn?: (warning: SourceWarning) => void;
  /** Inequality is spelt `<>`, as after `from __future__ import barry_as_FLUFL`. */
  readonly isBarry?: boolean;
  /** Whether a source that breaks off is an error of its own, "incomplete input", for who may read on. */
  readonly allowsIncomplete?: boolean;
  /** Looks up the character of `\N{name}`. Without it, every name is unknown. */
  readonly characterNamed?: (name: string) => number | undefined;
}

/**
 * Depth of the tree at which parsing is given up. Chains of operators, trailers, conditionals and `elif` do not count, nor
 * brackets much, of which the lexer allows 200. The walks that follow recurse over the tree in at most 0.8 KB a level, before
 * V8 has optimised them, and its stack is of 1 MB; where less of that is left, see `compileSource`.
 */
export const DEFAULT_RECURSION_LIMIT = 1000;

/** How far back the end of a part is looked for that could be read. */
const MAX_TRIES = 20;

/** What an attempt throws. */
export const NO_MATCH: unique symbol = Symbol("no match");

/** Where something stands: a node, or a token. */
export type Place = Positioned;

export abstract class Cursor {
  protected readonly source: SourceText;
  protected readonly tokens: TokenList;
  /** Index of the next token. */
  protected index = 0;
  /** Kind of the next token, kept because nearly everything asks for it. */
  protected kind: number = Tok.End;
  /** Recursion of the productions, and so of the walks over the tree: chains are loops everywhere. */
  protected depth = 0;
  protected readonly limit: number;
  protected readonly characterNamed: (name: string) => number | undefined;
  protected isBarry: boolean;
  /** How many attempts are under way. */
  protected attempts = 0;
  /** The replacement field of an f-string whose expression is being parsed. */
  protected field: { readonly start: number; readonly letter: string } | null = null;
  /** Where the expressions begin that are being parsed, from the outermost. */
  protected readonly starts: number[] = [];
  /** How many probes are under way: attempts that only a plain "invalid syntax" ends. */
  protected probes = 0;
  /** The furthest token that an attempt to parse valid syntax failed at. */
  #furthest = 0;
  /** The token at which the source cannot be valid any more; -1 before it was found. */
  #invalidAt = -1;
  /** Where the last attempt failed. */
  #failedAt = 0;
  /** The furthest token that any attempt has looked at: an error shows a line as far as it has been read. */
  #looked = 0;

  constructor(text: string, options: ParseOptions, isFile: boolean) {
    this.source = new SourceText(text, options.filename, isFile, options.warn);
    this.tokens = tokenize(this.source);
    this.limit = options.recursionLimit ?? DEFAULT_RECURSION_LIMIT;
    this.isBarry = options.isBarry === true;
    this.characterNamed = options.characterNamed ?? (() => undefined);
    this.moveTo(0);
  }

  // --- moving ------------------------------------------------------------------------------------

  protected moveTo(index: number): void {
    this.index = index;
    this.kind = this.tokens.kinds[index] ?? Tok.End;
  }

  protected advance(): void {
    this.kind = this.tokens.kinds[++this.index] ?? Tok.End;
  }

  protected peek(distance = 1): number {
    return this.tokens.kinds[this.index + distance] ?? Tok.End;
  }

  /** Steps over the next token if it is a `kind`. */
  protected skip(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  protected expect(kind: TokenKind): void {
    if (this.kind !== kind) this.fail();
    this.advance();
  }

  /** For a token that nothing else can replace: `expected ':'`. */
  protected force(kind: TokenKind, text: string): void {
    if (this.kind !== kind) this.failAt(this.place(this.index), `expected '${text}'`);
    this.advance();
  }

  protected tokenText(index = this.index): string {
    return this.source.text.slice(this.tokens.starts[index], this.tokens.ends[index]);
  }

  /** Whether the next token is the soft keyword `word`. */
  protected isWord(word: string, distance = 0): boolean {
    return this.peek(distance) === Tok.Name && this.tokenText(this.index + distance) === word;
  }

  /** A name in the form in which identifiers are compared (NFKC). */
  protected identifier(index: number): string {
    const text = this.tokenText(index);
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) >= 128) return text.normalize("NFKC");
    }
    return text;
  }

  protected name(): string {
    if (this.kind !== Tok.Name) this.fail();
    const name = this.identifier(this.index);
    this.advance();
    return name;
  }

  // --- places ------------------------------------------------------------------------------------

  protected line(index: number): number {
    return this.tokens.lines[index] ?? 0;
  }

  protected column(index: number): number {
    return (this.tokens.starts[index] ?? 0) - this.source.lineStart(this.tokens.lines[index] ?? 0);
  }

  /** End of the token before the next one, which is where a finished node ends. */
  protected endLine(): number {
    return this.tokens.endLines[this.index - 1] ?? 0;
  }

  protected endColumn(): number {
    return (this.tokens.ends[this.index - 1] ?? 0) - this.source.lineStart(this.endLine());
  }

  protected place(index: number): Place {
    const kind = this.tokens.kinds[index];
    // CPython knows no columns for these, nor for the end of a line that the text does not end.
    const bare =
      kind === Tok.End ||
      kind === Tok.Indent ||
      kind === Tok.Dedent ||
      (kind === Tok.Newline && !this.source.completesLine && this.endsText(index));
    const endLine = this.tokens.endLines[index] ?? 0;
    return {
      lineno: this.line(index),
      col_offset: bare ? -1 : this.column(index),
      end_lineno: endLine,
      end_col_offset: bare ? -1 : (this.tokens.ends[index] ?? 0) - this.source.lineStart(endLine),
    };
  }

  private endsText(index: number): boolean {
    return (this.tokens.ends[index] ?? 0) > this.source.text.length;
  }

  /** From the start of one place to the end of another. */
  protected between(start: Place, end: Place): Place {
    return {
      lineno: start.lineno,
      col_offset: start.col_offset,
      end_lineno: end.end_lineno,
      end_col_offset: end.end_col_offset,
    };
  }

  /** From a place to the end of the token that is looked at. */
  protected from(start: Place): Place {
    const here = this.hereOrLineEnd(this.index);
    const end = here.end_col_offset < 0 ? { ...here, end_col_offset: here.col_offset + 1 } : here;
    // sic: CPython reports where its lexer stands without adding one.
    return this.between(start, { ...end, end_col_offset: end.end_col_offset - 1 });
  }

  // --- depth -------------------------------------------------------------------------------------

  /** Called by every production that can contain itself; `leave` undoes it. */
  protected enter(levels = 1): void {
    this.depth += levels;
    if (this.depth > this.limit) this.tooDeep();
  }

  protected leave(levels = 1): void {
    this.depth -= levels;
  }

  protected tooDeep(): never {
    throw this.error(
      "RecursionError",
      "maximum recursion depth exceeded during compilation",
      this.place(this.index),
    );
  }

  // --- errors ------------------------------------------------------------------------------------

  protected error(type: SourceErrorType, message: string, at: Place, lastToken = this.index) {
    const offset = (line: number, column: number) =>
      column < 0 ? column + 1 : this.source.codePointOffset(line, column);
    const range = {
      lineno: at.lineno,
      offset: offset(at.lineno, at.col_offset),
      end_lineno: at.end_lineno,
      end_offset: offset(at.end_lineno, at.end_col_offset),
    };
    const last = Math.max(lastToken, this.#looked);
    const { lines, endLines } = this.tokens;
    // The end of a broken token is elsewhere.
    const read = (this.kindAt(last) === Tok.Broken ? lines : endLines)[last] ?? 0;
    return this.source.error(type, message, range, at.lineno >= read);
  }

  /** The next token cannot be right; what follows only looks for the message. */
  protected noteFailure(): void {
    if (this.attempts === 0 && this.#invalidAt < 0) this.#invalidAt = this.furthest();
  }

  /** "invalid syntax" at the next token. */
  protected fail(): never {
    this.noteFailure();
    if (this.kind === Tok.Broken) this.failBroken();
    if (this.attempts > 0 || this.probes > 0) throw NO_MATCH;
    this.explainFailure();
    const last = this.furthest();
    this.failAtToken(last, this.kindAt(last));
  }

  /** May raise something better than "invalid syntax" at the next token. */
  protected explainFailure(): void {}

  private failAtToken(last: number, kind: number): never {
    const place = this.place(last);
    if (kind === Tok.Broken) this.failBroken();
    if (kind === Tok.Indent) this.failIndentation("unexpected indent", last);
    if (kind === Tok.Dedent) this.failIndentation("unexpected unindent", last);
    this.moveTo(last);
    this.failAt(place, "invalid syntax");
  }

  protected kindAt(index: number): number {
    return this.tokens.kinds[index] ?? Tok.End;
  }

  protected failAt(at: Place, message: string): never {
    this.noteFailure();
    if (this.kind === Tok.Broken) this.failBroken();
    if (this.attempts > 0) throw NO_MATCH;
    const last = this.tokens.count - 1;
    if (this.kindAt(last) === Tok.Broken && this.brokenWins(last)) this.failBroken();
    throw this.error("SyntaxError", message, at);
  }

  /** An error at the next token, whatever is wrong with what follows. */
  protected failAlone(message: string): never {
    throw this.error("SyntaxError", message, this.hereOrLineEnd(this.index));
  }

  /** The error of a source that ended before the parser had seen what is wrong with it; else null. */
  protected incomplete(): SourceError | null {
    const last = this.#invalidAt < 0 ? this.index : this.#invalidAt;
    const { starts, ends, error } = this.tokens;
    const { text, completesLine } = this.source;
    const kind = this.kindAt(last);
    const end = ends[last] ?? 0;
    let isEnd: boolean;
    if (kind === Tok.Broken)
      isEnd =
        error === null ||
        /^unterminated triple|EOF/.test(error.message) ||
        (!completesLine && !text.endsWith("\n") && error.message.startsWith("unterminated"));
    else if (kind === Tok.End || kind === Tok.Indent || kind === Tok.Dedent)
      isEnd = (starts[last] ?? 0) >= text.length;
    else
      isEnd =
        !completesLine && end >= text.length && !(kind === Tok.Newline && end === text.length);
    if (!isEnd) return null;
    const place = this.hereOrLineEnd(last);
    const incomplete = this.error("_IncompleteInputError", "incomplete input", place);
    incomplete.isWithinToken = kind === Tok.Broken;
    return incomplete;
  }

  /** Brackets left open are the likelier mistake if the error stands on a later line. */
  private brokenWins(last: number): boolean {
    if (this.tokens.error !== null) return this.tokens.errorWins;
    return this.line(Math.max(this.index, this.#looked)) > (this.tokens.endLines[last] ?? 0);
  }

  /** An error at the token that is looked at, which may be one without columns. */
  protected failHere(message: string): never {
    this.failAt(this.hereOrLineEnd(this.index), message);
  }

  protected failIndentation(message: string, index = this.index): never {
    this.noteFailure();
    if (this.kind === Tok.Broken) this.failBroken();
    if (this.attempts > 0) throw NO_MATCH;
    const last = this.tokens.count - 1;
    const unexpected = message.startsWith("unexpected");
    if (!unexpected && this.kindAt(last) === Tok.Broken && this.brokenWins(last)) this.failBroken();
    throw this.error("IndentationError", message, this.hereOrLineEnd(index));
  }

  /** CPython places an error at a token without columns where its lexer stands. */
  private hereOrLineEnd(index: number): Place {
    const place = this.place(index);
    if (place.col_offset >= 0) return place;
    const text = this.source.line(place.lineno);
    const column =
      this.kindAt(index) === Tok.End ||
      this.endsText(index) ||
      this.tokens.starts[index] === this.source.text.length
        ? text.length + (text.endsWith("\n") || !this.source.completesLine ? 0 : 1)
        : this.column(index);
    return { ...place, col_offset: column - 1, end_col_offset: -2 };
  }

  /** The error of the `Broken` token: the lexer's, or `'(' was never closed`. */
  protected failBroken(): never {
    if (this.tokens.error !== null) throw this.tokens.error;
    const last = this.tokens.count - 1;
    const at = this.tokens.starts[last] ?? 0;
    const line = this.tokens.endLines[last] ?? 0;
    const column = at - this.source.lineStart(line);
    const place = { lineno: line, col_offset: column, end_lineno: line, end_col_offset: -1 };
    const message = `'${this.source.text[at]}' was never closed`;
    throw this.error("SyntaxError", message, place, last);
  }

  /** An alternative came as far as `index` before it failed; "invalid syntax" will be there. */
  protected reached(index: number): void {
    this.#furthest = Math.max(this.#furthest, index);
  }

  /**
   * Runs `parse`; if that fails, returns to where it began and answers undefined. An attempt at
   * valid syntax (`counts`) moves the place of a later "invalid syntax", as in CPython.
   */
  protected attempt<T>(parse: () => T, counts = false): T | undefined {
    const { index, depth, field } = this;
    const open = this.starts.length;
    this.attempts++;
    try {
      const found = parse();
      this.look();
      return found;
    } catch (thrown) {
      if (thrown !== NO_MATCH) throw thrown;
      this.#failedAt = this.index;
      this.look();
      if (counts) this.reached(this.index);
      this.moveTo(index);
      this.depth = depth;
      this.field = field;
      this.starts.length = open;
      return undefined;
    } finally {
      this.attempts--;
    }
  }

  /** CPython looks at the next token as well. */
  protected look(): void {
    this.#looked = Math.max(this.#looked, this.index);
  }

  /** Where attempts at valid syntax have failed, or the next token. */
  protected furthest(): number {
    return Math.max(this.index, this.#furthest);
  }

  /** An attempt that raises the error it meets, if there is more to say than "invalid syntax". */
  protected probe<T>(parse: () => T, counts = false): T | undefined {
    const { index, depth, field } = this;
    const open = this.starts.length;
    this.probes++;
    try {
      return parse();
    } catch (thrown) {
      if (thrown !== NO_MATCH) throw thrown;
      this.look();
      if (counts) this.reached(this.index);
      this.moveTo(index);
      this.depth = depth;
      this.field = field;
      this.starts.length = open;
      return undefined;
    } finally {
      this.probes--;
    }
  }

  /**
   * The longest part that `parse` could read from the next token on, as CPython's parser finds it, which goes back to the last
   * place where a rule was complete. Moves behind it, or nowhere.
   */
  protected prefix<T>(parse: () => T): T | undefined {
    const start = this.index;
    const whole = this.attempt(parse);
    if (whole !== undefined) return whole;
    const { kinds } = this.tokens;
    const last = this.#failedAt;
    for (let end = last; end > Math.max(start, last - MAX_TRIES); end--) {
      const kind = this.kindAt(end);
      kinds[end] = Tok.Unknown;
      const found = this.attempt(parse);
      const isPart = found !== undefined && this.index === end;
      kinds[end] = kind;
      this.moveTo(isPart ? end : start);
      if (isPart) return found;
    }
    return undefined;
  }

  /** Whether `parse` and a token `end` would succeed here; moves nowhere. */
  protected matchesAll(parse: () => unknown, end: TokenKind): boolean {
    return this.matches(() => {
      parse();
      this.expect(end);
      return true;
    });
  }

  /** Whether `parse` would succeed here; moves nowhere. */
  protected matches(parse: () => unknown): boolean {
    const { index } = this;
    const found = this.attempt(parse) !== undefined;
    this.moveTo(index);
    return found;
  }
}
