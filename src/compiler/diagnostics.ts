/** What is wrong, or suspicious, in a program, with where it stands. */
import type * as ast from "../syntax/ast.ts";
import { SourceError, type SourceWarning } from "../syntax/source-error.ts";

export class Diagnostics {
  readonly filename: string;
  readonly #lines: readonly string[];
  readonly #warn: ((warning: SourceWarning) => void) | undefined;
  readonly #warned = new Set<ast.Positioned>();

  constructor(filename: string, lines: readonly string[], warn?: (warning: SourceWarning) => void) {
    this.filename = filename;
    this.#lines = lines;
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

  #error(message: string, node: ast.Positioned | null): SourceError {
    const line = node?.lineno ?? 1;
    const text = this.#lines[line - 1] ?? null;
    const endText = this.#lines[(node?.end_lineno ?? line) - 1] ?? "";
    const points = (s: string, units: number) => Array.from(s.slice(0, units)).length + 1;
    return new SourceError(
      "SyntaxError",
      message,
      this.filename,
      {
        lineno: line,
        offset: node === null ? 0 : points(text ?? "", node.col_offset),
        end_lineno: node?.end_lineno ?? line,
        end_offset: node === null ? 0 : points(endText, node.end_col_offset),
      },
      text === null ? null : `${text}\n`,
    );
  }
}
