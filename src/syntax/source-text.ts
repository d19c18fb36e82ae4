import {
  SourceError,
  type SourceErrorType,
  type SourceRange,
  type SourceWarning,
} from "./source-error.ts";

/** A source with its line starts: the one place where offsets become lines and columns. */
export class SourceText {
  readonly text: string;
  readonly filename: string;
  /** Offset of each line's first character; the lexer appends to it as it goes. */
  readonly lineStarts: number[] = [0];
  /** Whether a last line without a newline is treated as if it had one: in a file, not at a prompt. */
  readonly completesLine: boolean;
  readonly #warn: ((warning: SourceWarning) => void) | undefined;

  constructor(
    text: string,
    filename: string,
    completesLine: boolean,
    warn?: (warning: SourceWarning) => void,
  ) {
    this.text = text;
    this.filename = filename;
    this.completesLine = completesLine;
    this.#warn = warn;
  }

  lineStart(line: number): number {
    return this.lineStarts[line - 1] ?? this.text.length;
  }

  warn(message: string, lineno: number): void {
    if (this.#warn === undefined) return;
    const range = { lineno, offset: 1, end_lineno: lineno, end_offset: 0 };
    const error = this.error("SyntaxError", message, range, true);
    this.#warn({ category: "SyntaxWarning", message, filename: this.filename, lineno, error });
  }

  /** `column` counts UTF-16 units from 0; the answer counts code points from 1. */
  codePointOffset(line: number, column: number): number {
    const start = this.lineStart(line);
    let units = column;
    for (let i = start; i < start + column && i < this.text.length; i++) {
      if (isHighSurrogate(this.text.charCodeAt(i)) && i + 1 < start + column) {
        units--;
        i++;
      }
    }
    return units + 1;
  }

  /** The text of a line with its newline, if it has one. */
  line(line: number): string {
    const start = this.lineStart(line);
    const end = this.text.indexOf("\n", start);
    return this.text.slice(start, end < 0 ? this.text.length : end + 1);
  }

  /** An error with offsets as they shall be reported. */
  error(type: SourceErrorType, message: string, range: SourceRange, newline: boolean): SourceError {
    const line = this.line(range.lineno);
    const bare = line.endsWith("\n") ? line.slice(0, -1) : line;
    const ended = newline && (this.completesLine || bare !== line);
    const text = ended ? `${bare}\n` : bare;
    // sic: CPython looks for the end on the first line.
    const end_offset =
      range.end_lineno === range.lineno
        ? range.end_offset
        : Math.min(range.end_offset, Array.from(text).length + 1);
    return new SourceError(type, message, this.filename, { ...range, end_offset }, text);
  }

  /** An error of the lexer, which has read `column` UTF-16 units of `line`. */
  lexicalError(message: string, line: number, column: number, endColumn = column): SourceError {
    const range = {
      lineno: line,
      offset: this.codePointOffset(line, column) - 1,
      end_lineno: line,
      end_offset: this.codePointOffset(line, endColumn) - 1,
    };
    return this.error("SyntaxError", message, range, false);
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
