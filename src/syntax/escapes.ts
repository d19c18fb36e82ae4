/** The values of string literals: backslash escapes, and surrogates that they make. */

import { isHexDigit } from "./characters.ts";
import { CodePointsLiteral } from "./literals.ts";

export type Text = string | CodePointsLiteral;

/** Thrown for an escape that has no value; the message is CPython's. */
export class EscapeError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** The warning for an escape that Python does not know, such as `\d`. */
export function invalidEscape(sequence: string, octal: boolean): string {
  return (
    `"${sequence}" is an invalid ${octal ? "octal " : ""}escape sequence. ` +
    `Such sequences will not work in the future. Did you mean "\\${sequence}"? ` +
    "A raw string is also an option."
  );
}

export interface EscapeContext {
  /** Called for the first escape that Python does not know; `at` is its index in the body. */
  invalid(sequence: string, octal: boolean, at: number): void;
  /** Whether the lexer has warned of a backslash before a brace: that starts or ends a text, and another may be the first. */
  readonly endsAtBraces: boolean;
  /** The character called `name`, if that is known. */
  named(name: string): number | undefined;
}

/** What a backslash and one letter mean. */
export const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The str that `body` (what stands between the quotes) means. */
export function decodeText(body: string, context: EscapeContext): Text {
  const first = body.indexOf("\\");
  if (first < 0) return body;
  const decoder = new TextDecoderOfEscapes(body, context);
  return decoder.run();
}

class TextDecoderOfEscapes {
  readonly #body: string;
  readonly #context: EscapeContext;
  readonly #parts: Text[] = [];
  #warned = false;

  constructor(body: string, context: EscapeContext) {
    this.#body = body;
    this.#context = context;
  }

  run(): Text {
    const body = this.#body;
    let at = 0;
    for (;;) {
      const next = body.indexOf("\\", at);
      if (next < 0) break;
      if (next > at) this.#parts.push(body.slice(at, next));
      at = this.#escape(next);
    }
    if (at < body.length) this.#parts.push(body.slice(at));
    return joinText(this.#parts);
  }

  /** Decodes the escape at `at`; returns where the text goes on. */
  #escape(at: number): number {
    const letter = this.#body[at + 1];
    if (letter === undefined) {
      this.#parts.push("\\");
      return at + 1;
    }
    const simple = SIMPLE_ESCAPES.get(letter);
    if (simple !== undefined) {
      this.#parts.push(simple);
      return at + 2;
    }
    switch (letter) {
      case "\n":
        return at + 2;
      case "x":
        return this.#hex(at, 2, "\\xXX");
      case "u":
        return this.#hex(at, 4, "\\uXXXX");
      case "U":
        return this.#hex(at, 8, "\\UXXXXXXXX");
      case "N":
        return this.#name(at);
    }
    if (letter >= "0" && letter <= "7") return this.#octal(at);
    this.#warn(`\\${String.fromCodePoint(this.#body.codePointAt(at + 1) ?? 0)}`, false, at);
    this.#parts.push("\\");
    return at + 1;
  }

  #octal(at: number): number {
    const end = octalEnd(this.#body, at + 1);
    const digits = this.#body.slice(at + 1, end);
    const value = Number.parseInt(digits, 8);
    if (value > 0o377) this.#warn(`\\${digits}`, true, at);
    this.#parts.push(String.fromCharCode(value));
    return end;
  }

  #warn(sequence: string, octal: boolean, at: number): void {
    if (this.#context.endsAtBraces && /[{}]/.test(sequence)) {
      this.#warned = false;
      return;
    }
    if (!this.#warned) this.#context.invalid(sequence, octal, at);
    this.#warned = true;
  }

  #hex(at: number, digits: number, form: string): number {
    let end = at + 2;
    while (end < at + 2 + digits && isHexDigit(this.#body.charCodeAt(end))) end++;
    if (end < at + 2 + digits) this.#fail(at, end, `truncated ${form} escape`);
    this.#add(Number.parseInt(this.#body.slice(at + 2, end), 16), at, end);
    return end;
  }

  #name(at: number): number {
    const close = this.#body[at + 2] === "{" ? this.#body.indexOf("}", at) : -1;
    if (close <= at + 3) {
      const end = this.#body[at + 2] === "{" ? (close < 0 ? this.#body.length : close) : at + 2;
      this.#fail(at, end, "malformed \\N character escape");
    }
    const value = this.#context.named(this.#body.slice(at + 3, close));
    if (value === undefined) this.#fail(at, close + 1, "unknown Unicode character name");
    this.#add(value, at, close + 1);
    return close + 1;
  }

  #add(value: number, at: number, end: number): void {
    if (value > 0x10ffff) this.#fail(at, end, "illegal Unicode character");
    this.#parts.push(
      value >= 0xd800 && value < 0xe000
        ? new CodePointsLiteral([value])
        : String.fromCodePoint(value),
    );
  }

  /** CPython decodes a copy in which each character beyond ASCII is ten bytes, `\UXXXXXXXX`. */
  #fail(at: number, end: number, reason: string): never {
    const start = byteLength(this.#body.slice(0, at));
    const last = start + byteLength(this.#body.slice(at, end)) - 1;
    throw new EscapeError(
      "(unicode error) 'unicodeescape' codec can't decode " +
        (last > start
          ? `bytes in position ${start}-${last}: ${reason}`
          : `byte 0x5c in position ${start}: ${reason}`),
    );
  }
}

function byteLength(text: string): number {
  let length = 0;
  for (const character of text) length += character <= "\x7f" ? 1 : 10;
  return length;
}

function octalEnd(body: string, start: number): number {
  let end = start;
  while (end < start + 3 && (body[end] ?? "") >= "0" && (body[end] ?? "") <= "7") end++;
  return end;
}

/** The bytes that `body` means; `raw` leaves backslashes alone. */
export function decodeBytes(body: string, raw: boolean, context: EscapeContext): Uint8Array {
  const bytes: number[] = [];
  let warned = false;
  for (let at = 0; at < body.length; ) {
    const c = body.charCodeAt(at);
    const letter = body[at + 1] ?? "";
    if (c !== 92 || raw) {
      bytes.push(c);
      at++;
    } else if (letter === "\n") {
      at += 2;
    } else if (SIMPLE_ESCAPES.has(letter)) {
      bytes.push((SIMPLE_ESCAPES.get(letter) as string).charCodeAt(0));
      at += 2;
    } else if (letter === "x") {
      if (!isHexDigit(body.charCodeAt(at + 2)) || !isHexDigit(body.charCodeAt(at + 3))) {
        throw new EscapeError(`(value error) invalid \\x escape at position ${at}`);
      }
      bytes.push(Number.parseInt(body.slice(at + 2, at + 4), 16));
      at += 4;
    } else if (letter >= "0" && letter <= "7") {
      const end = octalEnd(body, at + 1);
      const value = Number.parseInt(body.slice(at + 1, end), 8);
      if (value > 0o377 && !warned) context.invalid(body.slice(at, end), true, at);
      warned ||= value > 0o377;
      bytes.push(value & 0xff);
      at = end;
    } else {
      if (!warned) context.invalid(body.slice(at, at + 2), false, at);
      warned = true;
      bytes.push(c);
      at++;
    }
  }
  return Uint8Array.from(bytes);
}

/** Concatenation that never melts two surrogates into a character. */
export function joinText(parts: readonly Text[]): Text {
  if (parts.length === 1) return parts[0] ?? "";
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  const codePoints: number[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      for (const character of part) codePoints.push(character.codePointAt(0) ?? 0);
    } else {
      for (const codePoint of part.codePoints) codePoints.push(codePoint);
    }
  }
  return new CodePointsLiteral(codePoints);
}
