/** What Tab makes of the name before the cursor: variables, builtins and keywords, or the attributes of what a dotted name is. */
import type { Session } from "../host/session.ts";
import { PyList } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { KEYWORDS } from "../syntax/tokens.ts";

const NAME = /(?:[\p{ID_Start}_][\p{ID_Continue}]*\.)*(?:[\p{ID_Start}_][\p{ID_Continue}]*)?$/u;
const INDENT = "    ";

/** The completions of a line's last name, and that name, as node:readline wants them. */
export function complete(session: Session, line: string): [string[], string] {
  const [typed = ""] = NAME.exec(line) ?? [];
  if (typed === "") return line.trim() === "" ? [[INDENT], ""] : [[], ""];
  const dot = typed.lastIndexOf(".");
  const prefix = typed.slice(dot + 1);
  const names =
    dot < 0
      ? [
          ...KEYWORDS.keys(),
          ...namesIn(session, "[*globals(), *__import__('builtins').dir(__builtins__)]"),
        ]
      : namesIn(session, `__import__('builtins').dir(${typed.slice(0, dot)})`);
  const found = names.filter(
    (name) => name.startsWith(prefix) && (prefix.startsWith("_") || !name.startsWith("_")),
  );
  return [[...new Set(found)].sort().map((name) => typed.slice(0, dot + 1) + name), typed];
}

/** A list of names, by an expression; empty where that raises or would have to wait. */
function namesIn(session: Session, expression: string): string[] {
  try {
    const list = session.performRaw(() => session.program(expression, "<completion>", "eval"));
    return list instanceof PyList ? list.items.map((item) => textOf(item) ?? "") : [];
  } catch {
    return [];
  }
}
