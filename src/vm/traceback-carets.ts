/** The lines below `File "…", line …, in …`: program text, with carets under the part that failed. */
import { isAscii, isSpace } from "../objects/text/characters.ts";
import { displayWidth } from "../objects/text/width.ts";
import type { Expression, Module } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { SourceError } from "../syntax/source-error.ts";

/** A range of lines and columns (UTF-16 code units from 0; the end is exclusive). */
export interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Where the operator or the brackets of an expression are: carets there, tildes around. Lines count from 0. */
interface Anchors {
  readonly leftLine: number;
  readonly leftColumn: number;
  readonly rightLine: number;
  readonly rightColumn: number;
}

/**
 * The source lines of `span` (given without their ends) as a traceback shows them: without the indentation they share,
 * indented by four, longer stretches left out, and carets where they say more than the line itself. Empty without text.
 */
export function sourceBlock(source: readonly string[], span: Span): string {
  const original = source.map(trimEnd);
  const text = dedent(`${original.join("\n")}\n`);
  if (trimEnd(text) === "") return "";
  const count = span.endLine - span.line + 1;
  const lines = text.split("\n").slice(0, count);
  const first = lines[0] as string;
  const last = lines[count - 1] as string;
  const removed = (original[0] as string).length - first.length;
  const start = Math.max(0, span.column - removed);
  const end = Math.max(0, span.endColumn - removed);
  const segment = lines.join("\n");
  const anchors = anchorsOf(segment.slice(start, segment.length - Math.max(0, last.length - end)));
  const shown = new LineWriter(lines, start, end, anchors);
  return indent(dedent(shown.write()), "    ");
}

/** The part of a call that says what is called. */
export function calleeSpan(source: readonly string[], span: Span): Span {
  const { line, endLine, column, endColumn } = span;
  const lines = source.slice(0, endLine - line + 1);
  lines[lines.length - 1] = (lines[lines.length - 1] as string).slice(0, endColumn);
  lines[0] = (lines[0] as string).slice(column);
  const statement = parse(`(\n${lines.join("\n")}\n)`)?.body[0];
  if (statement?.kind !== "Expr" || statement.value.kind !== "Call") return span;
  const { end_lineno, end_col_offset } = statement.value.func;
  // The tree's first line is the parenthesis, its second begins at the span's column.
  const isFirst = end_lineno === 2;
  return {
    line,
    column,
    endLine: line + end_lineno - 2,
    endColumn: end_col_offset + (isFirst ? column : 0),
  };
}

/** Writes the lines that matter, and the carets below them. */
class LineWriter {
  readonly #lines: readonly string[];
  readonly #anchors: Anchors | null;
  readonly #hasCarets: boolean;
  /** Columns as displayed. */
  readonly #start: number;
  readonly #end: number;
  readonly #left: number = 0;
  readonly #right: number = 0;
  #text = "";

  constructor(lines: readonly string[], start: number, end: number, anchors: Anchors | null) {
    this.#lines = lines;
    this.#anchors = anchors;
    this.#hasCarets = showsCarets(lines, start, end, anchors);
    this.#start = displayWidth(lines[0] as string, start);
    this.#end = displayWidth(lines[lines.length - 1] as string, end);
    if (anchors === null) return;
    const { leftLine, leftColumn, rightLine, rightColumn } = anchors;
    this.#left = displayWidth(lines[leftLine] ?? "", leftColumn + (leftLine === 0 ? start : 0));
    this.#right = displayWidth(lines[rightLine] ?? "", rightColumn + (rightLine === 0 ? start : 0));
  }

  write(): string {
    const count = this.#lines.length;
    const wanted = new Set([0, count - 1]);
    if (this.#anchors !== null) {
      const { leftLine, rightLine } = this.#anchors;
      for (const line of [leftLine, rightLine])
        for (let i = line - 1; i <= line + 1; i++) if (i >= 0 && i < count) wanted.add(i);
    }
    let previous = -1;
    for (const line of [...wanted].sort((a, b) => a - b)) {
      const skipped = previous < 0 ? 0 : line - previous - 1;
      if (skipped === 1) this.#line(line - 1);
      else if (skipped > 1) this.#text += `...<${skipped} lines>...\n`;
      this.#line(line);
      previous = line;
    }
    return this.#text;
  }

  #line(index: number): void {
    const line = this.#lines[index] as string;
    this.#text += `${line}\n`;
    if (!this.#hasCarets) return;
    const width = index === this.#lines.length - 1 ? this.#end : displayWidth(line);
    const blank = Math.max(leadingSpace(line), index === 0 ? this.#start : 0);
    let carets = " ".repeat(Math.min(blank, width));
    for (let column = blank; column < width; column++) carets += this.#mark(index, column);
    this.#text += `${carets}\n`;
  }

  #mark(line: number, column: number): string {
    if (this.#anchors === null) return "^";
    const { leftLine, rightLine } = this.#anchors;
    const isBehindLeft = line > leftLine || (line === leftLine && column >= this.#left);
    const isBeforeRight = line < rightLine || (line === rightLine && column < this.#right);
    return isBehindLeft && isBeforeRight ? "^" : "~";
  }
}

/** Carets are left out where they would underline all there is, or the call in `x = f(…)` and `return f(…)`. */
function showsCarets(
  lines: readonly string[],
  start: number,
  end: number,
  anchors: Anchors | null,
): boolean {
  const tree = parse(lines.join("\n"));
  const last = lines[lines.length - 1] as string;
  if (tree !== null) {
    const [statement] = tree.body;
    if (statement === undefined) return false;
    let value: Expression | null = null;
    if (statement.kind === "Return" && statement.value?.kind === "Call") {
      if (statement.value.func.kind === "Name") value = statement.value;
    } else if (statement.kind === "Assign" && statement.value.kind === "Call") {
      if (statement.targets.length === 1 && statement.targets[0]?.kind === "Name")
        value = statement.value;
    }
    if (
      value !== null &&
      value.lineno === 1 &&
      value.end_lineno === lines.length &&
      value.col_offset === start &&
      value.end_col_offset === end &&
      // sic: CPython compares columns in bytes with columns in characters.
      isAscii((lines[0] as string).slice(0, start)) &&
      isAscii(last.slice(0, end))
    )
      return false;
  }
  if (anchors !== null) return true;
  const before = (lines[0] as string).slice(0, start);
  return trimEnd(before) !== "" || trimEnd(last.slice(end)) !== "";
}

/** Binary operators, subscripts and calls have a part that the carets are about. */
function anchorsOf(segment: string): Anchors | null {
  // In parentheses it may go over several lines; those of the tree are two higher.
  const tree = parse(`(\n${segment}\n)`);
  const statement = tree?.body[0];
  if (tree?.body.length !== 1 || statement?.kind !== "Expr") return null;
  const expression = statement.value;
  const lines = segment.split("\n");
  switch (expression.kind) {
    case "BinOp": {
      const at = endOf(expression.left, lines);
      if (at === null || !at.moveTo((c) => c !== ")" && !isSpace(c.charCodeAt(0)))) return null;
      const { line, column } = at;
      const text = lines[line] as string;
      const next = column + 1;
      const { lineno, col_offset } = expression.right;
      const second = text[next] ?? " ";
      const isLong =
        (lineno - 2 > line || next < col_offset) &&
        !isSpace(second.charCodeAt(0)) &&
        second !== "\\" &&
        second !== "#";
      const rightColumn = isLong ? next + 1 : next;
      return { leftLine: line, leftColumn: column, rightLine: line, rightColumn };
    }
    case "Subscript":
    case "Call": {
      const bracket = expression.kind === "Call" ? "(" : "[";
      const at = endOf(expression.kind === "Call" ? expression.func : expression.value, lines);
      if (at === null || !at.moveTo((c) => c === bracket)) return null;
      return {
        leftLine: at.line,
        leftColumn: at.column,
        rightLine: expression.end_lineno - 2,
        rightColumn: expression.end_col_offset,
      };
    }
    default:
      return null;
  }
}

/** A place in lines of program text that steps over comments and line ends. */
class Place {
  readonly #lines: readonly string[];
  line: number;
  column: number;
  constructor(lines: readonly string[], line: number, column: number) {
    this.#lines = lines;
    this.line = line;
    this.column = column;
  }

  /** To the next place where there is a character; false at the end of the text. */
  settle(): boolean {
    while (
      this.line < this.#lines.length &&
      this.column >= (this.#lines[this.line] as string).length
    )
      this.#nextLine();
    return this.line < this.#lines.length;
  }

  /** To the next character that `stop` wants; false at the end of the text. */
  moveTo(stop: (char: string) => boolean): boolean {
    for (;;) {
      const char = (this.#lines[this.line] as string)[this.column] as string;
      if (char === "\\" || char === "#") this.#nextLine();
      else if (stop(char)) return true;
      else this.column++;
      if (!this.settle()) return false;
    }
  }

  #nextLine(): void {
    this.line++;
    this.column = 0;
  }
}

/** Where an expression has ended. */
function endOf(expression: Expression, lines: readonly string[]): Place | null {
  const place = new Place(lines, expression.end_lineno - 2, expression.end_col_offset);
  return place.settle() ? place : null;
}

/** Longer statements get plain carets: in a deep traceback every entry might parse one. */
const MAX_PARSED = 20_000;

function parse(text: string): Module | null {
  if (text.length > MAX_PARSED) return null;
  try {
    return parseModule(text, { filename: "<unknown>" });
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}

/** `str.rstrip()`. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

function leadingSpace(text: string): number {
  let n = 0;
  while (n < text.length && isSpace(text.charCodeAt(n))) n++;
  return n;
}

/** `textwrap.dedent`: removes the blanks and tabs that all lines begin with; lines of blanks become empty. */
export function dedent(text: string): string {
  const lines = text.split("\n");
  let least: string | null = null;
  let most = "";
  for (const line of lines) {
    if (trimEnd(line) === "") continue;
    if (least === null || line < least) least = line;
    if (line > most) most = line;
  }
  let margin = 0;
  if (least !== null)
    while (least[margin] === most[margin] && (least[margin] === " " || least[margin] === "\t"))
      margin++;
  return lines.map((line) => (trimEnd(line) === "" ? "" : line.slice(margin))).join("\n");
}

/** Puts `prefix` before every line, empty ones too. */
export function indent(text: string, prefix: string): string {
  if (prefix === "" || text === "") return text;
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const end = text.endsWith("\n") ? "\n" : "";
  return prefix + body.split("\n").join(`\n${prefix}`) + end;
}
