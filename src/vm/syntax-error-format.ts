/** How a SyntaxError shows its place: file and line, the text, carets. */
import type { PyException } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { strOf } from "../objects/protocols/text.ts";
import { isPending, type Pending } from "../objects/requests.ts";
import { textOf } from "../objects/str.ts";
import { isSpace } from "../objects/text/characters.ts";
import { findKeywordTypo, type KeywordTypo } from "./keyword-typos.ts";
import { optionalAttribute } from "./optional-attribute.ts";

/** No text of a program has more columns; what a guest's own SyntaxError says is cut to it. */
const MAX_CARETS = 10_000;

/** All lines of a SyntaxError, the message last. `name` is its type's; `lineAt` gives lines of a file. */
export function* syntaxErrorLines(
  error: PyException,
  name: string,
  lineAt: (filename: string, line: number) => string | null,
): Generator<Pending, string[], Value> {
  const filename = yield* field(error, "filename");
  const line = yield* field(error, "lineno");
  const shownName = filename === null ? "" : yield* shown(filename);
  const lines: string[] = [];
  let suffix = "";
  const lineText = line === null ? "" : yield* shown(line);
  if (line !== null)
    lines.push(`  File "${shownName === "" ? "<string>" : shownName}", line ${lineText}\n`);
  else if (filename !== null) suffix = ` (${shownName})`;
  const text = textOf(yield* field(error, "text"));
  const message = yield* field(error, "msg");
  const typo = keywordTypo(textOf(message), text, textOf(filename), line, lineAt);
  if (typo !== null) {
    for (const line of marked(typo.text, typo.column + 1, typo.endColumn + 1)) lines.push(line);
    lines.push(`${name}: invalid syntax. Did you mean '${typo.keyword}'?\n`);
    return lines;
  }
  if (text !== undefined) {
    const offset = yield* field(error, "offset");
    const endOffset = yield* field(error, "end_offset");
    const endLine = yield* field(error, "end_lineno");
    const isOneLine = (endLine === null ? "" : yield* shown(endLine)) === lineText;
    for (const line of marked(text, offset, isOneLine ? endOffset : undefined)) lines.push(line);
  }
  const isEmpty = message === null || message === "" || message === 0 || message === false;
  const detail = isEmpty ? "<no detail available>" : yield* shown(message);
  lines.push(`${name}: ${detail}${suffix}\n`);
  return lines;
}

/** Only an error without a better message may be a keyword spelt wrong, and only where the program's text is known. */
function keywordTypo(
  message: string | undefined,
  text: string | undefined,
  filename: string | undefined,
  line: Value,
  lineAt: (filename: string, line: number) => string | null,
): KeywordTypo | null {
  if (text === undefined || filename === undefined || typeof line !== "number") return null;
  if (message === undefined || !/^invalid syntax($|.*Perhaps you forgot a comma)/.test(message))
    return null;
  if (lineAt(filename, line)?.trimEnd() !== text.trimEnd()) return null;
  return findKeywordTypo(line, (i) => lineAt(filename, i));
}

/** The line of the error and its carets; `endOffset` is undefined where the error goes on to the line's end. */
function marked(text: string, from: Value, to: Value | undefined): string[] {
  const whole = Array.from(text);
  const line = text.replace(/\n+$/, "");
  const stripped = line.replace(/^[ \n\f]+/, "");
  const shownLine = `    ${stripped}\n`;
  if (from === null) return [shownLine];
  if (typeof from !== "number") return [];
  const points = Array.from(stripped);
  const length = Array.from(line).length;
  const spaces = line.length - stripped.length;
  let offset = from;
  let end = to === undefined ? length + 1 : typeof to === "number" && to !== 0 ? to : offset;
  if (whole.length > 0 && offset > whole.length) offset = length + 1;
  if (whole.length > 0 && end > whole.length) end = length + 1;
  if (offset >= end || end < 0) end = offset + 1;
  const column = offset - 1 - spaces;
  if (column < 0) return [shownLine];
  // Tabs are kept, so that the carets stand below what they mean.
  const blanks = points
    .slice(0, column)
    .map((c) => (isSpace(c.codePointAt(0) as number) ? c : " "));
  return [shownLine, `    ${blanks.join("")}${"^".repeat(Math.min(end - offset, MAX_CARETS))}\n`];
}

function* field(error: PyException, name: string): Generator<Pending, Value, Value> {
  return (yield* optionalAttribute(error, name)) ?? null;
}

function* shown(value: Value): Generator<Pending, string, Value> {
  const text = strOf(value);
  return textOf((isPending(text) ? yield text : text) as Value) ?? "";
}
