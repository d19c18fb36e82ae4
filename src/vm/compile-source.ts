/** From program text to code, with Python's exceptions for what is wrong with it. */
import type { Code } from "../compiler/code.ts";
import { compileProgram } from "../compiler/compile.ts";
import { Unfinished } from "../compiler/unfinished.ts";
import { E, newException, PyThrow, setHidden } from "../objects/errors.ts";
import { fromJs } from "../objects/str.ts";
import type { ParseOptions } from "../syntax/cursor.ts";
import { parseExpression, parseInteractive, parseModule } from "../syntax/parser.ts";
import { SourceError } from "../syntax/source-error.ts";
import { machine } from "./state.ts";

export type SourceMode = "exec" | "eval" | "single";

/** Compiles text; `wantsResult` makes the value of a last expression the result of the code. */
export function compileSource(
  source: string,
  filename: string,
  mode: SourceMode,
  wantsResult = false,
): Code {
  try {
    const options: ParseOptions = {
      filename,
      warn: ({ category, message }) => machine.interpreter?.warn(E[category], message),
    };
    const root =
      mode === "eval"
        ? parseExpression(source.replace(/^[ \t]+/, ""), options)
        : mode === "single"
          ? parseInteractive(source, options)
          : parseModule(source, options);
    return compileProgram(root, { filename, source, wantsResult });
  } catch (error) {
    throw toThrow(error);
  }
}

/** The Python exception for a failure of parser or compiler; anything else is passed on. */
export function toThrow(error: unknown): unknown {
  if (error instanceof Unfinished) {
    const text = `${error.construct} is not implemented yet (${error.filename}, line ${error.lineno})`;
    return new PyThrow(newException(E.NotImplementedError, text));
  }
  if (!(error instanceof SourceError)) return error;
  const exception = newException(E[error.type], fromJs(error.message));
  if (error.type === "RecursionError" || error.type === "MemoryError")
    return new PyThrow(exception);
  setHidden(exception, "msg", fromJs(error.message));
  setHidden(exception, "filename", fromJs(error.filename));
  const isPlaced = error.lineno > 0;
  setHidden(exception, "lineno", isPlaced ? error.lineno : null);
  setHidden(exception, "offset", isPlaced ? error.offset : null);
  setHidden(exception, "end_lineno", isPlaced ? error.end_lineno : null);
  setHidden(exception, "end_offset", isPlaced ? error.end_offset : null);
  setHidden(exception, "text", error.text === null ? null : fromJs(error.text));
  return new PyThrow(exception);
}
