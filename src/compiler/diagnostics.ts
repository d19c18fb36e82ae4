/** What is wrong, or suspicious, in a program, with where it stands. */
import type * as ast from "../syntax/ast.ts";
import { SourceError, type SourceWarning } from "../syntax/source-error.ts";

export interface DiagnosticOptions {
  readonly filename: string;
  /** The program text, for error messages; empty where there is none, and columns are those of errors. */
  readonly source: string;
  /** A line of the file that the text comes from; errors show no others. */
  readonly lineAt?: ((line: number) => string | null) | undefined;
  /** Receives what Python reports as SyntaxWarning. */
  readonly warn?: ((warning: SourceWarning) => void) | undefined;
}

export class Diagnostics {
  readonly filename: string;
  readonly #hasText: boolean;
  readonly #lines: readonly string[];
  readonly #lineAt: (line: number) => string | null;
  readonly #warn: ((warning: SourceWarning) => void) | undefined;
  readonly #warned = new Set<ast.Positioned>();

  /** An error of the code, which gives way to one of the names. */
  #later: SourceError | null = null;

  constructor({ filename, source, lineAt, warn }: DiagnosticOptions) {
    this.filename = filename;
    this.#hasText = source !== "";
    this.#lines = source.split(/\r\n?|\n/);
    this.#lineAt = lineAt ?? (() => null);
    this.#warn = warn;
  }

  /** A SyntaxWarning at `node`. */
  warn(message: string, node: ast.Positioned): void {
    // The body of a `finally` is compiled once for each way into it.
    if (this.#warn === undefined || this.#warned.has(node)) return;
    this.#warned.add(node);
    const error = this.#error(message, node);
    const { filename } = this;
    this.#warn({ category: "SyntaxWarning", message, filename, lineno: node.lineno, error });
  }

  /** A SyntaxError at `node`. */
  fail(message: string, node: ast.Positioned | null): never {
    throw this.#error(message, node);
  }

  /** A SyntaxError at `node` that CPython finds when all names are known. */
  later(message: string, node: ast.Positioned): void {
    this.#later ??= this.#error(message, node);
  }

  /** All names are known. */
  protected settle(): void {
    if (this.#later !== null) throw this.#later;
  }

  #error(message: string, node: ast.Positioned | null): SourceError {
    const line = node?.lineno ?? 1;
    const text = this.#lines[line - 1];
    const shown = this.#lineAt(line);
    const endText = this.#lines[(node?.end_lineno ?? line) - 1];
    const points = (s: string | undefined, units: number) =>
      (this.#hasText ? Array.from((s ?? "").slice(0, units)).length : units) + 1;
    return new SourceError(
      "SyntaxError",
      message,
      this.filename,
      {
        lineno: line,
        offset: node === null ? 0 : points(text, node.col_offset),
        end_lineno: node?.end_lineno ?? line,
        end_offset: node === null ? 0 : points(endText, node.end_col_offset),
      },
      shown === null ? null : `${shown}\n`,
    );
  }
}
