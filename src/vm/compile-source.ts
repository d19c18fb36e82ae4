/** From program text to code, with Python's exceptions for what is wrong with it. */
import type { Code } from "../compiler/code.ts";
import { compileProgram } from "../compiler/compile.ts";
import { Unfinished } from "../compiler/unfinished.ts";
import { E, isThrown, newException, PyThrow, setHidden } from "../objects/errors.ts";
import { codeObject, type PyCode } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import type { NativeGenerator, Pending } from "../objects/requests.ts";
import { PyTuple } from "../objects/sequences.ts";
import { fromJs } from "../objects/str.ts";
import type { ParseOptions } from "../syntax/cursor.ts";
import { parseExpression, parseInteractive, parseModule } from "../syntax/parser.ts";
import { SourceError, type SourceWarning } from "../syntax/source-error.ts";
import { machine } from "./state.ts";

export type SourceMode = "exec" | "eval" | "single";

/** Compiles a program's text to a code object, and emits the warnings about it. */
export function compileText(
  source: string,
  filename: string,
  mode: SourceMode,
  wantsResult = false,
  allowsIncomplete = false,
): PyCode | Pending {
  const warnings: SourceWarning[] = [];
  let code: PyCode;
  try {
    const warn = (warning: SourceWarning) => void warnings.push(warning);
    code = codeObject(compileSource(source, filename, mode, wantsResult, warn, allowsIncomplete));
  } catch (error) {
    if (warnings.length === 0) throw error;
    return emitWarnings(warnings, () => {
      throw error;
    });
  }
  return warnings.length === 0 ? code : emitWarnings(warnings, () => code);
}

function* emitWarnings(warnings: readonly SourceWarning[], result: () => PyCode): NativeGenerator {
  for (const { category, message, filename, lineno, error } of warnings) {
    try {
      yield machine.interpreter.warnAt(E[category], message, filename, lineno);
    } catch (thrown) {
      throw isThrown(thrown, E[category]) ? toThrow(error) : thrown;
    }
  }
  return result();
}

/** Compiles text; `wantsResult` makes the value of a last expression the result of the code. */
export function compileSource(
  source: string,
  filename: string,
  mode: SourceMode,
  wantsResult = false,
  warn?: (warning: SourceWarning) => void,
  allowsIncomplete = false,
): Code {
  try {
    const options: ParseOptions =
      warn === undefined ? { filename } : { filename, warn, allowsIncomplete };
    const root =
      mode === "eval"
        ? parseExpression(source, options)
        : mode === "single"
          ? parseInteractive(source, options)
          : parseModule(source, options);
    const lineAt = (line: number) =>
      filename.startsWith("<") ? null : machine.interpreter.sourceLine(filename, line);
    return compileProgram(root, { filename, source, wantsResult, warn, lineAt });
  } catch (error) {
    throw toThrow(error);
  }
}

const TOO_DEEP = "maximum recursion depth exceeded during compilation";

/** What V8, SpiderMonkey and JavaScriptCore throw when their stack is full. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}

/** The Python exception for a failure of parser or compiler; anything else is passed on. */
export function toThrow(error: unknown): unknown {
  if (error instanceof Unfinished) {
    const text = `${error.construct} is not implemented yet (${error.filename}, line ${error.lineno})`;
    return new PyThrow(newException(E.NotImplementedError, text));
  }
  // Nothing but the program's own depth makes parser and compiler recurse, and they leave nothing behind.
  if (isStackOverflow(error)) return new PyThrow(newException(E.RecursionError, TOO_DEEP));
  if (!(error instanceof SourceError)) return error;
  const { type, message } = error;
  if (type === "RecursionError" || type === "MemoryError")
    return new PyThrow(newException(E[type], fromJs(message)));
  if (error.filename === null) {
    const exception = newException(E[type], fromJs(message));
    setHidden(exception, "msg", fromJs(message));
    return new PyThrow(exception);
  }
  const hasEnd = error.end_lineno >= 0;
  const fields: readonly (readonly [string, Value])[] = [
    ["filename", fromJs(error.filename)],
    ["lineno", error.lineno],
    ["offset", error.offset],
    ["text", error.text === null ? null : fromJs(error.text)],
    ["end_lineno", hasEnd ? error.end_lineno : null],
    ["end_offset", hasEnd ? error.end_offset : null],
  ];
  const place = new PyTuple(fields.map(([, value]) => value));
  const exception = newException(E[type], fromJs(message), place);
  setHidden(exception, "msg", fromJs(message));
  for (const [name, value] of fields) setHidden(exception, name, value);
  return new PyThrow(exception);
}
