/**
 * "invalid syntax. Did you mean 'while'?": a keyword that is spelt wrong, found by trying others in its place. The limits
 * are CPython's.
 */

import { compileProgram } from "../compiler/compile.ts";
import { closest } from "../objects/text/closest.ts";
import { tokenize } from "../syntax/lexer.ts";
import { parseModule } from "../syntax/parser.ts";
import { SourceError } from "../syntax/source-error.ts";
import { SourceText } from "../syntax/source-text.ts";
import { Tok } from "../syntax/tokens.ts";
import { dedent } from "./traceback-carets.ts";

const KEYWORDS = (
  "False None True and as assert async await break class continue def del elif else except finally for from global if " +
  "import in is lambda nonlocal not or pass raise return try while with yield"
).split(" ");

const MAX_LENGTH = 1024;
const MAX_NAMES = 10;
const MAX_MATCHES = 3;
/** Statements further up are not looked at. */
const MAX_LINES = 100;

export interface KeywordTypo {
  readonly keyword: string;
  /** The line, without the indentation that the statement has. */
  readonly text: string;
  /** Of the name, in code units from 0. */
  readonly column: number;
  readonly endColumn: number;
}

/** The keyword that somebody meant on the line of a syntax error; `lineAt` gives the program's lines, from 1. */
export function findKeywordTypo(
  line: number,
  lineAt: (line: number) => string | null,
): KeywordTypo | null {
  const lines = linesBefore(line, lineAt);
  if (lines === null) return null;
  const code = dedent(lines.join("\n"));
  if (code.length > MAX_LENGTH) return null;
  const shown = code.split("\n");
  const last = shown.length;
  const text = shown[last - 1] as string;
  let names = 0;
  for (const [column, endColumn] of namesOn(code, last)) {
    if (++names > MAX_NAMES) return null;
    const name = text.slice(column, endColumn);
    for (const keyword of candidates(name)) {
      const changed = text.slice(0, column) + keyword + text.slice(endColumn);
      if (isValid([...shown.slice(0, -1), changed].join("\n")))
        return { keyword, text, column, endColumn };
    }
  }
  return null;
}

/** The lines up to the error, from the statement before the one that has it. */
function linesBefore(line: number, lineAt: (line: number) => string | null): string[] | null {
  const lines: string[] = [];
  let statements = 0;
  for (let i = line; i > 0 && line - i < MAX_LINES && statements < 2; i--) {
    const text = lineAt(i);
    if (text === null) return null;
    lines.unshift(text);
    if (/^[^\s#)\]}]/.test(text)) statements++;
  }
  return lines;
}

/** Columns of the names on a line. */
function namesOn(code: string, line: number): (readonly [number, number])[] {
  const source = new SourceText(code, "<unknown>", true);
  const { count, kinds, starts, ends, lines } = tokenize(source);
  const out: (readonly [number, number])[] = [];
  const offset = source.lineStart(line);
  for (let i = 0; i < count; i++)
    if (kinds[i] === Tok.Name && lines[i] === line)
      out.push([(starts[i] as number) - offset, (ends[i] as number) - offset]);
  return out;
}

/** Keywords to try for a name: the closest by edits, then those with most in common. */
function candidates(name: string): string[] {
  const best = closest(KEYWORDS, name);
  const scored = KEYWORDS.map((keyword) => ({ keyword, score: likeness(keyword, name) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score || (a.keyword < b.keyword ? 1 : -1))
    .slice(0, MAX_MATCHES)
    .map(({ keyword }) => keyword);
  return (best === null ? scored : [best, ...scored]).slice(0, MAX_MATCHES);
}

/** Twice the characters in common by those of both: `difflib.SequenceMatcher.ratio`. */
function likeness(a: string, b: string): number {
  return (2 * common(a, b)) / (a.length + b.length);
}

/** The longest common part, and what is common to the left and right of it. */
function common(a: string, b: string): number {
  let size = 0;
  let atA = 0;
  let atB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let n = 0;
      while (i + n < a.length && j + n < b.length && a[i + n] === b[j + n]) n++;
      if (n > size) {
        size = n;
        atA = i;
        atB = j;
      }
    }
  }
  if (size === 0) return 0;
  const before = common(a.slice(0, atA), b.slice(0, atB));
  return size + before + common(a.slice(atA + size), b.slice(atB + size));
}

/** What only lacks its end is valid. */
const INCOMPLETE =
  /^(expected an indented block|expected 'except' or 'finally' block|'.' was never closed|unterminated triple-quoted)/;

function isValid(code: string): boolean {
  try {
    const filename = "<unknown>";
    compileProgram(parseModule(code, { filename }), { filename, source: code, repr: () => "" });
    return true;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const isAtEnd = error.lineno >= code.split("\n").length || error.message.endsWith("closed");
    return isAtEnd && INCOMPLETE.test(error.message);
  }
}
