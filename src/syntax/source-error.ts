/** What can be wrong with a program before it is compiled. */

export type SourceErrorType =
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "_IncompleteInputError"
  | "RecursionError"
  | "MemoryError";

/** A half-open range of source. Lines and offsets count from 1; offsets count code points. */
export interface SourceRange {
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
}

/**
 * Thrown by everything in this folder. The fields are those of Python's SyntaxError; not an
 * `Error`, whose stack nobody would read and which costs several times as much to make.
 */
export class SourceError {
  readonly type: SourceErrorType;
  readonly message: string;
  /** Null where not even the program is known. */
  readonly filename: string | null;
  readonly lineno: number;
  /** 1-based, in code points. */
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
  /** The line of the error, with its newline; `null` when there is no line to show. */
  readonly text: string | null;
  /** Of what breaks off: whether that is within a string, brackets or a continued line. */
  isWithinToken = false;

  constructor(
    type: SourceErrorType,
    message: string,
    filename: string | null,
    range: SourceRange,
    text: string | null,
  ) {
    this.type = type;
    this.message = message;
    this.filename = filename;
    this.lineno = range.lineno;
    this.offset = range.offset;
    this.end_lineno = range.end_lineno;
    this.end_offset = range.end_offset;
    this.text = text;
  }

  toString(): string {
    return `${this.type}: ${this.message} (${this.filename}, line ${this.lineno})`;
  }
}

/** A program that runs, but says something its author may not mean. */
export interface SourceWarning {
  readonly category: "SyntaxWarning" | "DeprecationWarning";
  readonly message: string;
  readonly filename: string;
  readonly lineno: number;
  /** What it is where warnings are errors. */
  readonly error: SourceError;
}
