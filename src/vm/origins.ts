/** Where coroutines were made, for those that nobody awaits: `sys.set_coroutine_origin_tracking_depth`. */
import type { Value } from "../objects/object.ts";
import { PyTuple, tuple } from "../objects/sequences.ts";
import { fromJs } from "../objects/str.ts";
import { type AnyFrame, Frame, type PyGenerator } from "./frame.ts";
import { machine } from "./state.ts";
import { lineOf } from "./traceback.ts";

const origins = new WeakMap<PyGenerator, PyTuple>();

/** `cr_origin`: file, line and function of the calls that a coroutine was made in, innermost first; or None. */
export function originOf(coroutine: PyGenerator): PyTuple | null {
  return origins.get(coroutine) ?? null;
}

/** Notes the frames that a coroutine is made in. */
export function noteOrigin(coroutine: PyGenerator, caller: AnyFrame | null): void {
  const entries: Value[] = [];
  const depth = machine.interpreter.originDepth;
  for (let at = caller; at !== null && entries.length < depth; at = at.back as AnyFrame | null)
    if (at instanceof Frame) {
      const { filename, name } = at.code;
      entries.push(tuple(fromJs(filename), lineOf(at), fromJs(name)));
    }
  origins.set(coroutine, new PyTuple(entries));
}

/** The origin of a coroutine as a traceback shows frames; empty where it was not noted. */
export function originText(coroutine: PyGenerator): string {
  const origin = originOf(coroutine);
  if (origin === null) return "";
  let text = "\nCoroutine created at (most recent call last)\n";
  for (const entry of [...origin.items].reverse()) {
    const [filename, line, name] = (entry as PyTuple).items as [string, number, string];
    text += `  File "${filename}", line ${line}, in ${name}\n`;
    const source = machine.interpreter.sourceLine(filename, line)?.trim() ?? "";
    if (source !== "") text += `    ${source}\n`;
  }
  return text.trimEnd();
}
