import type { ConstantValue } from "./ast.ts";
import { continuesName, isDigit, isHexDigit } from "./characters.ts";
import { FloatLiteral, ImaginaryLiteral } from "./literals.ts";
import type { SourceText } from "./source-text.ts";

/** CPython's limit, against conversions that take quadratic time. */
const MAX_INT_DIGITS = 4300;

/** What may follow a number without a space, though it earns a warning: `1if x else 2`. */
const KEYWORDS_AFTER_NUMBER = ["and", "else", "for", "if", "in", "is", "or", "not"];

/** Finds the end of the number at `start`, or throws. */
export class NumberScanner {
  readonly #source: SourceText;
  /** Whether anything may come before and after the digits (see `tokenize`). */
  readonly #isLoose: boolean;
  readonly #text: string;
  #start = 0;
  #line = 1;

  constructor(source: SourceText, isLoose: boolean) {
    this.#source = source;
    this.#isLoose = isLoose;
    this.#text = source.text;
  }

  scan(start: number, line: number): number {
    this.#start = start;
    this.#line = line;
    const text = this.#text;
    if (text.charCodeAt(start) !== 48) {
      return this.#afterInteger(
        text.charCodeAt(start) === 46 ? start : this.#digits(start, "decimal"),
      );
    }
    switch (text.charCodeAt(start + 1) | 32) {
      case 120:
        return this.#radix(start + 2, isHexDigit, "hexadecimal");
      case 111:
        return this.#radix(start + 2, isOctalDigit, "octal");
      case 98:
        return this.#radix(start + 2, isBinaryDigit, "binary");
    }
    let end = start + 1;
    for (;;) {
      if (text.charCodeAt(end) === 95) {
        if (!isDigit(text.charCodeAt(end + 1))) this.#fail("invalid decimal literal", end + 1);
        end++;
      }
      if (text.charCodeAt(end) !== 48) break;
      end++;
    }
    if (!isDigit(text.charCodeAt(end))) return this.#afterInteger(end);
    const digits = this.#digits(end, "decimal");
    const next = text.charCodeAt(digits);
    if (next === 46 || (next | 32) === 101 || (next | 32) === 106) {
      return this.#afterInteger(digits);
    }
    if (this.#isLoose) return digits;
    const column = start - this.#source.lineStart(line);
    throw this.#source.lexicalError(
      "leading zeros in decimal integer literals are not permitted; " +
        "use an 0o prefix for octal integers",
      line,
      column + 1,
      column + 1 + end - start,
    );
  }

  /** Fraction, exponent and `j`, if they are there. */
  #afterInteger(integerEnd: number): number {
    const text = this.#text;
    let end = integerEnd;
    if (text.charCodeAt(end) === 46) {
      end++;
      if (isDigit(text.charCodeAt(end))) end = this.#digits(end, "decimal");
    }
    if ((text.charCodeAt(end) | 32) === 101) {
      const signed = text.charCodeAt(end + 1) === 43 || text.charCodeAt(end + 1) === 45;
      const digits = end + (signed ? 2 : 1);
      if (isDigit(text.charCodeAt(digits))) end = this.#digits(digits, "decimal");
      else if (signed) this.#fail("invalid decimal literal", digits);
    }
    if ((text.charCodeAt(end) | 32) === 106) return this.#verifyEnd(end + 1, "imaginary");
    return this.#verifyEnd(end, "decimal");
  }

  #digits(start: number, kind: string): number {
    const text = this.#text;
    let end = start;
    for (;;) {
      while (isDigit(text.charCodeAt(end))) end++;
      if (text.charCodeAt(end) !== 95) return end;
      end++;
      if (!isDigit(text.charCodeAt(end))) this.#fail(`invalid ${kind} literal`, end);
    }
  }

  #radix(start: number, isRadixDigit: (c: number) => boolean, kind: string): number {
    const text = this.#text;
    let end = start;
    do {
      if (text.charCodeAt(end) === 95) end++;
      if (!isRadixDigit(text.charCodeAt(end))) {
        this.#refuseDigit(end, kind);
        this.#fail(`invalid ${kind} literal`, end);
      }
      while (isRadixDigit(text.charCodeAt(end))) end++;
    } while (text.charCodeAt(end) === 95);
    this.#refuseDigit(end, kind);
    return this.#verifyEnd(end, kind);
  }

  #refuseDigit(at: number, kind: string): void {
    if (kind !== "hexadecimal" && isDigit(this.#text.charCodeAt(at))) {
      this.#fail(`invalid digit '${this.#text[at]}' in ${kind} literal`, at + 1);
    }
  }

  #verifyEnd(end: number, kind: string): number {
    const c = this.#text.charCodeAt(end);
    if (this.#isLoose || !continuesName(c)) return end;
    // sic: the word may go on.
    if (KEYWORDS_AFTER_NUMBER.some((keyword) => this.#text.startsWith(keyword, end))) {
      this.#source.warn(`invalid ${kind} literal`, this.#line);
    } else if (c < 128) {
      this.#fail(`invalid ${kind} literal`, end);
    }
    return end;
  }

  #fail(message: string, readTo: number): never {
    const lineStart = this.#source.lineStart(this.#line);
    throw this.#source.lexicalError(message, this.#line, Math.max(readTo, this.#start) - lineStart);
  }
}

function isOctalDigit(c: number): boolean {
  return c >= 48 && c <= 55;
}

function isBinaryDigit(c: number): boolean {
  return c === 48 || c === 49;
}

/** Thrown by {@link numberValue}: the literal is fine, its value is too long to make. */
export class TooManyDigits {
  readonly digits: number;
  constructor(digits: number) {
    this.digits = digits;
  }
  get message(): string {
    return (
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion: ` +
      `value has ${this.digits} digits; use sys.set_int_max_str_digits() to increase the limit - ` +
      "Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
    );
  }
}

/** The value of a number token. */
export function numberValue(token: string): ConstantValue {
  const text = token.includes("_") ? token.replaceAll("_", "") : token;
  const last = text.charCodeAt(text.length - 1) | 32;
  const radix = text.charCodeAt(0) === 48 ? text.charCodeAt(1) | 32 : 0;
  if (radix !== 120) {
    if (last === 106) return new ImaginaryLiteral(Number(text.slice(0, -1)));
    if (radix !== 111 && radix !== 98 && /[.eE]/.test(text)) return new FloatLiteral(Number(text));
  }
  if (text.length <= 15) return Number(text);
  if (radix !== 120 && radix !== 111 && radix !== 98 && text.length > MAX_INT_DIGITS) {
    throw new TooManyDigits(text.length);
  }
  const value = BigInt(text);
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
