/**
 * String literals, adjacent ones joined, and the fields of f-strings and t-strings.
 *
 * `f"{x=}"` is the text `x=` and the field `x`; texts that meet become one constant.
 */

import type {
  Constant,
  Conversion,
  Expression,
  FormattedValue,
  Interpolation,
  JoinedStr,
} from "./ast.ts";
import { Cursor, type Place } from "./cursor.ts";
import {
  decodeBytes,
  decodeText,
  type EscapeContext,
  EscapeError,
  invalidEscape,
  joinText,
  type Text,
} from "./escapes.ts";
import { BytesLiteral } from "./literals.ts";
import { Tok } from "./tokens.ts";

/** A text or field of a joined string, before texts that meet are merged. */
type Part =
  | { readonly text: Text; readonly place: Place; readonly unicodePrefix: boolean }
  | FormattedValue
  | Interpolation;

export abstract class StringParser extends Cursor {
  /** `yield` expression or star expressions: what may stand in a field. */
  protected abstract fieldExpression(): Expression;

  /** One or more adjacent literals. */
  protected strings(): Expression {
    const start = this.index;
    const next = this.peek();
    if (this.kind === Tok.String && next !== Tok.String && next !== Tok.FStringStart) {
      return this.singleString();
    }
    const parts: Part[] = [];
    let kindOfFirst: StringKind | undefined;
    let formatted = false;
    let lastStart = start;
    while (this.kind === Tok.String || this.kind === Tok.FStringStart) {
      const token = this.index;
      const kind = this.stringKind(token);
      kindOfFirst ??= kind;
      if (kind !== kindOfFirst) this.refuseMix(kindOfFirst, kind, lastStart);
      lastStart = token;
      if (this.kind === Tok.String) {
        this.stringPart(parts, kind);
      } else {
        formatted = true;
        this.fstringParts(parts);
      }
    }
    if (kindOfFirst === "bytes") return this.joinBytes(parts, start);
    if (!formatted) return this.joinConstants(parts, start);
    const values = mergeTexts(parts);
    const positions = {
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
    return kindOfFirst === "template"
      ? { kind: "TemplateStr", values, ...positions }
      : { kind: "JoinedStr", values, ...positions };
  }

  private singleString(): Constant {
    const start = this.index;
    const { body, prefix } = this.literalParts(start);
    const value = prefix.includes("b")
      ? new BytesLiteral(this.bytesOf(start, body, prefix.includes("r")))
      : this.textOf(start, body, prefix.includes("r"));
    this.advance();
    return {
      kind: "Constant",
      value,
      unicodePrefix: prefix === "u",
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private stringKind(token: number): StringKind {
    const start = this.tokens.starts[token] ?? 0;
    for (let i = start; ; i++) {
      const c = this.source.text.charCodeAt(i);
      if (c === 34 || c === 39) return "text";
      if ((c | 32) === 98) return "bytes";
      if ((c | 32) === 116) return "template";
    }
  }

  private refuseMix(first: StringKind, other: StringKind, lastStart: number): never {
    if (first === "template" || other === "template") {
      // The range ends with the literal that does not fit.
      let end = this.index;
      if (this.kind === Tok.FStringStart) {
        for (let open = 0; ; end++) {
          const kind = this.tokens.kinds[end];
          if (kind === Tok.FStringStart) open++;
          else if (kind === Tok.FStringEnd && --open === 0) break;
        }
      }
      this.failAt(
        this.between(this.place(lastStart), this.place(end)),
        "cannot mix t-string literals with string or bytes literals",
      );
    }
    while (this.kind === Tok.String) this.advance();
    this.failHere("cannot mix bytes and nonbytes literals");
  }

  /** What stands between the quotes of a string token, and its prefix in lower case. */
  private literalParts(token: number): { prefix: string; body: string } {
    const text = this.source.text;
    const start = this.tokens.starts[token] ?? 0;
    const end = this.tokens.ends[token] ?? 0;
    let quote = start;
    while (text.charCodeAt(quote) !== 34 && text.charCodeAt(quote) !== 39) quote++;
    const triple =
      end - quote >= 6 && text[quote + 1] === text[quote] && text[quote + 2] === text[quote];
    const width = triple ? 3 : 1;
    return {
      prefix: quote === start ? "" : text.slice(start, quote).toLowerCase(),
      body: text.slice(quote + width, end - width),
    };
  }

  private stringPart(parts: Part[], kind: StringKind): void {
    const token = this.index;
    const { prefix, body } = this.literalParts(token);
    const raw = prefix.includes("r");
    // Bytes travel as a string of their values until they are joined.
    const text =
      kind === "bytes" ? latin1(this.bytesOf(token, body, raw)) : this.textOf(token, body, raw);
    parts.push({ text, place: this.place(token), unicodePrefix: prefix === "u" });
    this.advance();
  }

  private joinConstants(parts: readonly Part[], start: number): Constant {
    const texts = parts.map((part) => ("text" in part ? part.text : ""));
    return this.joined(joinText(texts), parts[0], start);
  }

  private joinBytes(parts: readonly Part[], start: number): Constant {
    const text = parts.map((part) => ("text" in part ? part.text : "")).join("");
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return this.joined(new BytesLiteral(bytes), undefined, start);
  }

  private joined(value: Constant["value"], first: Part | undefined, start: number): Constant {
    return {
      kind: "Constant",
      value,
      unicodePrefix: first !== undefined && "text" in first && first.unicodePrefix,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  // --- escapes -----------------------------------------------------------------------------------

  private textOf(token: number, body: string, raw: boolean): Text {
    if (raw || !body.includes("\\")) return body;
    return this.decoding(token, () => decodeText(body, this.escapeContext(token, body)));
  }

  private bytesOf(token: number, body: string, raw: boolean): Uint8Array {
    for (let i = 0; i < body.length; i++) {
      if (body.charCodeAt(i) >= 128) {
        this.failAt(this.place(token), "bytes can only contain ASCII literal characters");
      }
    }
    return this.decoding(token, () => decodeBytes(body, raw, this.escapeContext(token, body)));
  }

  private decoding<T>(token: number, decode: () => T): T {
    try {
      return decode();
    } catch (thrown) {
      if (!(thrown instanceof EscapeError)) throw thrown;
      return this.failAt(this.place(token), thrown.message);
    }
  }

  private escapeContext(token: number, body: string): EscapeContext {
    const inFString = this.kindAt(token) === Tok.FStringMiddle;
    return {
      named: this.characterNamed,
      endsAtBraces: inFString,
      invalid: (sequence, octal, at) => {
        if (this.attempts > 0) return;
        // sic: in an f-string CPython counts on from the line where the text ends.
        let lineno = inFString ? (this.tokens.endLines[token] ?? 0) : this.line(token);
        for (let i = body.indexOf("\n"); i >= 0 && i < at; i = body.indexOf("\n", i + 1)) lineno++;
        this.source.warn(invalidEscape(sequence, octal), lineno);
      },
    };
  }

  // --- f-strings ---------------------------------------------------------------------------------

  private fstringParts(parts: Part[]): void {
    const prefix = this.tokenText().toLowerCase();
    const raw = prefix.includes("r");
    const letter = prefix.includes("t") ? "t" : "f";
    this.advance();
    while (this.kind !== Tok.FStringEnd) {
      if (this.kind === Tok.FStringMiddle) parts.push(this.middle(raw, true));
      else if (this.kind === Tok.LeftBrace) this.replacement(parts, letter, letter, raw);
      else this.fail();
    }
    this.advance();
  }

  /** Literal text; doubled braces stand for one, except in a format specification. */
  private middle(raw: boolean, doubled: boolean): Part {
    const token = this.index;
    const source = this.tokenText();
    const text = doubled ? undouble(source) : source;
    const place = this.place(token);
    this.advance();
    return { text: this.textOf(token, text, raw), place, unicodePrefix: false };
  }

  /** `{value=!r:spec}`. `letter` is that of the string, `node` what the field becomes. */
  private replacement(parts: Part[], letter: "f" | "t", node: "f" | "t", raw: boolean): void {
    const open = this.index;
    this.advance();
    this.checkFieldStart(letter);
    const outer = this.field;
    this.field = { start: this.index, letter };
    this.enter();
    const value = this.fieldExpression();
    this.leave();
    this.field = outer;
    if (!this.isFieldEnd()) {
      if (this.kind === Tok.Broken) this.failBroken();
      this.failField(letter);
    }
    const valueEnd = this.tokens.ends[this.index - 1] ?? 0;
    const debug = this.skip(Tok.Equal);
    const afterValue = this.index;
    if (debug && !this.isFieldEnd(false)) {
      this.failAt(this.place(this.index), `${letter}-string: expecting '!', or ':', or '}'`);
    }
    let conversion: Conversion = this.kind === Tok.Exclamation ? this.conversion(letter) : -1;
    if (this.kind !== Tok.Colon && this.kind !== Tok.RightBrace) {
      this.failAt(this.place(this.index), `${letter}-string: expecting ':' or '}'`);
    }
    const spec = this.kind === Tok.Colon ? this.formatSpec(letter, raw) : null;
    if (this.kind !== Tok.RightBrace) {
      this.failAt(this.place(this.index), `${letter}-string: expecting '}', or format specs`);
    }
    this.advance();
    if (debug) {
      if (conversion === -1 && spec === null) conversion = 114;
      const text = this.debugText(open, afterValue);
      const close = this.place(afterValue);
      const start = this.place(open);
      const place: Place = {
        lineno: start.lineno,
        col_offset: start.col_offset + 1,
        end_lineno: close.lineno,
        end_col_offset: close.col_offset,
      };
      parts.push({ text, place, unicodePrefix: false });
    }
    const positions = {
      lineno: this.line(open),
      col_offset: this.column(open),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
    if (node === "f") {
      parts.push({ kind: "FormattedValue", value, conversion, format_spec: spec, ...positions });
      return;
    }
    const str = this.source.text.slice((this.tokens.starts[open] ?? 0) + 1, valueEnd);
    parts.push({ kind: "Interpolation", value, str, conversion, format_spec: spec, ...positions });
  }

  private isFieldEnd(withEqual = true): boolean {
    return (
      this.kind === Tok.RightBrace ||
      this.kind === Tok.Colon ||
      this.kind === Tok.Exclamation ||
      (withEqual && this.kind === Tok.Equal)
    );
  }

  private checkFieldStart(letter: string): void {
    if (this.isFieldEnd()) {
      const found = this.tokenText();
      this.failAt(
        this.place(this.index),
        `${letter}-string: valid expression required before '${found}'`,
      );
    }
  }

  /**
   * A field whose expression breaks off somewhere. CPython has then read the longest expression
   * that can be read, and misses what should follow that.
   */
  protected override explainFailure(): void {
    const field = this.field;
    if (field === null) return;
    this.field = null;
    const { kinds } = this.tokens;
    const tries = Math.max(field.start, this.index - MAX_TRIES);
    for (let end = this.index; end > tries; end--) {
      const kind = this.kindAt(end);
      kinds[end] = Tok.RightBrace;
      this.moveTo(field.start);
      const found = this.attempt(() => this.fieldExpression()) && this.index === end;
      kinds[end] = kind;
      if (found) {
        this.moveTo(end);
        this.failField(field.letter);
      }
    }
    this.moveTo(field.start);
    this.failAt(
      this.place(field.start),
      `${field.letter}-string: expecting a valid expression after '{'`,
    );
  }

  private failField(letter: string): never {
    this.failAt(this.place(this.index), `${letter}-string: expecting '=', or '!', or ':', or '}'`);
  }

  private conversion(letter: string): Conversion {
    const exclamation = this.index;
    this.advance();
    if (this.kind === Tok.Colon || this.kind === Tok.RightBrace) {
      this.failAt(this.place(this.index), `${letter}-string: missing conversion character`);
    }
    if (this.kind !== Tok.Name) {
      this.failAt(this.place(this.index), `${letter}-string: invalid conversion character`);
    }
    if (this.tokens.starts[this.index] !== this.tokens.ends[exclamation]) {
      this.failAt(
        this.between(this.place(exclamation), this.place(this.index)),
        `${letter}-string: conversion type must come right after the exclamation mark`,
      );
    }
    const text = this.tokenText();
    if (text !== "s" && text !== "r" && text !== "a") {
      this.failAt(
        this.place(this.index),
        `${letter}-string: invalid conversion character '${text}': expected 's', 'r', or 'a'`,
      );
    }
    this.advance();
    return text.charCodeAt(0) as Conversion;
  }

  private formatSpec(letter: "f" | "t", raw: boolean): JoinedStr {
    const start = this.index;
    this.advance();
    const parts: Part[] = [];
    for (;;) {
      if (this.kind === Tok.FStringMiddle) parts.push(this.middle(raw, false));
      else if (this.kind === Tok.LeftBrace) this.replacement(parts, letter, "f", raw);
      else break;
    }
    return {
      kind: "JoinedStr",
      values: mergeTexts(parts),
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** Source of a `{value=` field, comments left out. */
  private debugText(open: number, end: number): string {
    const text = this.source.text;
    const start = (this.tokens.starts[open] ?? 0) + 1;
    const stop = this.tokens.starts[end] ?? 0;
    if (!text.slice(start, stop).includes("#")) return text.slice(start, stop);
    // A `#` in the gap between two tokens starts a comment; one within a token does not.
    let result = "";
    let at = start;
    for (let i = open + 1; i <= end; i++) {
      const tokenStart = this.tokens.starts[i] ?? 0;
      const tokenEnd = i === end ? tokenStart : (this.tokens.ends[i] ?? 0);
      result +=
        text.slice(at, tokenStart).replace(/#[^\n]*/g, "") + text.slice(tokenStart, tokenEnd);
      at = tokenEnd;
    }
    return result;
  }
}

/** Keeps a broken field of a million tokens from being read a million times. */
const MAX_TRIES = 200;

type StringKind = "text" | "bytes" | "template";

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function undouble(text: string): string {
  return /[{}]/.test(text) ? text.replace(/\\N\{[^}]*\}|\{\{|\}\}/g, keepNames) : text;
}

/** `\N{…}` keeps its braces. */
function keepNames(match: string): string {
  return match.length === 2 ? (match[0] ?? "") : match;
}

function mergeTexts(parts: readonly Part[]): Expression[] {
  const values: Expression[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) break;
    if (!("text" in part)) {
      values.push(part);
      continue;
    }
    let last: Part = part;
    const texts = [part.text];
    for (let next = parts[i + 1]; next && "text" in next; next = parts[++i + 1]) {
      texts.push(next.text);
      last = next;
    }
    const value = joinText(texts);
    if (value === "") continue;
    values.push({
      kind: "Constant",
      value,
      unicodePrefix: part.unicodePrefix,
      lineno: part.place.lineno,
      col_offset: part.place.col_offset,
      end_lineno: last.place.end_lineno,
      end_col_offset: last.place.end_col_offset,
    });
  }
  return values;
}
