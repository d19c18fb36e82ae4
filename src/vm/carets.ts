/** The line below a source line that marks where in it an exception arose. */
import type * as ast from "../syntax/ast.ts";
import { parseExpression } from "../syntax/parser.ts";

/** Columns, in the (dedented) text of the range, of the part that is marked `^`; the rest is marked `~`. */
export interface Anchors {
  readonly start: number;
  readonly end: number;
}

/** The decisive part of a range in one line: an operator, the brackets of a call or subscript. */
export function anchors(
  lines: readonly string[],
  column: number,
  endColumn: number,
): Anchors | null {
  if (lines.length !== 1) return null;
  const segment = (lines[0] as string).slice(column, endColumn);
  let e: ast.Expression;
  try {
    e = parseExpression(`(\n${segment}\n)`, { filename: "" }).body;
  } catch {
    return null;
  }
  if (e.lineno !== 2) return null;
  switch (e.kind) {
    case "BinOp": {
      let at = e.left.end_col_offset;
      while (/[\s)]/.test(segment[at] ?? "x")) at++;
      const next = segment[at + 1] ?? "";
      const isDouble =
        !/\s/.test(next) && ["**", "//", "<<", ">>"].includes((segment[at] ?? "") + next);
      return { start: at, end: at + (isDouble ? 2 : 1) };
    }
    case "Subscript": {
      let at = e.value.end_col_offset;
      while (at < segment.length && segment[at] !== "[") at++;
      return { start: at, end: e.end_col_offset };
    }
    case "Call": {
      let at = e.func.end_col_offset;
      while (at < segment.length && segment[at] !== "(") at++;
      return { start: at, end: e.end_col_offset };
    }
    default:
      return null;
  }
}

/** The source of an entry, dedented, with its carets if they tell anything. */
export function shownLine(
  lines: readonly string[],
  column: number,
  endColumn: number,
  marked: Anchors | null,
): string {
  const [first = ""] = lines;
  if (lines.length > 1) return manyLines(lines, column, endColumn);
  const indent = first.length - first.trimStart().length;
  const shown = first.trim();
  let text = `    ${shown}\n`;
  const start = column - indent;
  const end = Math.min(endColumn - indent, shown.length);
  if (end <= start || start < 0) return text;
  // The whole line: nothing to point at.
  if (start === 0 && end === shown.length && marked === null) return text;
  let carets = "";
  for (let i = 0; i < end; ) {
    const char = String.fromCodePoint(shown.codePointAt(i) as number);
    const width = isWide(char) ? 2 : 1;
    const at = i - start;
    const mark =
      i < start ? " " : marked === null || (at >= marked.start && at < marked.end) ? "^" : "~";
    carets += mark.repeat(width);
    i += char.length;
  }
  if (marked !== null && start === 0 && end === shown.length && !carets.includes("~")) return text;
  text += `    ${carets}\n`;
  return text;
}

function manyLines(lines: readonly string[], column: number, endColumn: number): string {
  const indents = lines.filter((l) => l.trim() !== "").map((l) => l.length - l.trimStart().length);
  const indent = Math.min(...indents.slice(0, 200));
  let text = "";
  lines.forEach((line, i) => {
    const shown = line.slice(indent).trimEnd();
    const start = i === 0 ? column - indent : shown.length - shown.trimStart().length;
    const end = i === lines.length - 1 ? endColumn - indent : shown.length;
    text += `    ${shown}\n`;
    if (end > start) text += `    ${" ".repeat(start)}${"^".repeat(end - start)}\n`;
  });
  return text;
}

const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$/;
function isWide(char: string): boolean {
  return char.length > 1 || WIDE.test(char);
}
