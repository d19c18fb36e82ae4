/** From program text to code, with Python's exceptions for what is wrong with it. */
import { Code, type CodeBody, CodeFlag } from "../compiler/code.ts";
import { compileProgram } from "../compiler/compile.ts";
import type { ScopeOptions } from "../compiler/scopes.ts";
import { E, isThrown, newException, PyThrow, setHidden } from "../objects/errors.ts";
import { codeObject, type PyCode } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { reprOf } from "../objects/protocols/text.ts";
import type { NativeGenerator, NativeResult, Pending } from "../objects/requests.ts";
import { PyTuple } from "../objects/sequences.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { NamesWanted, unicodeNames, wantNames } from "../objects/text/unicode-names.ts";
import type * as ast from "../syntax/ast.ts";
import type { ParseOptions } from "../syntax/cursor.ts";
import {
  parseExpression,
  parseFunctionType,
  parseInteractive,
  parseModule,
} from "../syntax/parser.ts";
import { programOf, type SkimmedBody, skim } from "../syntax/skim.ts";
import { SourceError, type SourceWarning } from "../syntax/source-error.ts";
import { constantValue } from "./instance.ts";
import { machine } from "./state.ts";

export type SourceMode = "exec" | "eval" | "single";

export interface SourceOptions {
  /** The value of a last expression is the result of the code. */
  readonly wantsResult?: boolean;
  /** `await` outside of functions makes the code a coroutine's. */
  readonly allowsTopLevelAwait?: boolean;
  /** As `-O` counts. */
  readonly optimize?: number;
  /** The program has, or inherits, `from __future__ import annotations`. */
  readonly hasTextAnnotations?: boolean;
  readonly isBarry?: boolean;
  readonly bodies?: ScopeOptions["bodies"];
  readonly compileBody?: ScopeOptions["compileBody"];
  readonly allowsIncomplete?: boolean;
}

type Warn = (warning: SourceWarning) => void;

/** Compiles a program's text to a code object, and emits the warnings about it. */
export function compileText(
  source: string,
  filename: string,
  mode: SourceMode,
  options: SourceOptions = {},
): PyCode | Pending {
  return reporting((warn) => codeObject(compileSource(source, filename, mode, options, warn)));
}

/** Compiles a tree to a code object, and emits the warnings about it. */
export function compileTree(
  root: ast.Root,
  filename: string,
  options: SourceOptions = {},
): PyCode | Pending {
  return reporting((warn) => codeObject(compileRoot(root, "", filename, options, warn)));
}

/** `then(tree)` for a program's text; emits the warnings about it. */
export function parseText(
  source: string,
  filename: string,
  mode: SourceMode | "func_type",
  options: SourceOptions,
  then: (root: ast.Root | ast.FunctionType) => Value,
): NativeResult {
  return reporting((warn) => {
    try {
      return then(parseSource(source, filename, mode, options, warn));
    } catch (error) {
      throw toThrow(error);
    }
  });
}

/** Runs `work`, then emits the warnings that it gave. */
function reporting<T extends Value>(work: (warn: Warn) => T): T | Pending {
  const warnings: SourceWarning[] = [];
  let result: T;
  try {
    result = work((warning) => void warnings.push(warning));
  } catch (error) {
    if (error instanceof NamesWanted) return wantNames(() => reporting(work)) as Pending;
    if (warnings.length === 0) throw error;
    return emitWarnings(warnings, () => {
      throw error;
    });
  }
  return warnings.length === 0 ? result : emitWarnings(warnings, () => result);
}

function* emitWarnings(warnings: readonly SourceWarning[], result: () => Value): NativeGenerator {
  for (const { category, message, filename, lineno, error } of warnings) {
    try {
      yield machine.interpreter.warnAt(E[category], message, filename, lineno);
    } catch (thrown) {
      throw isThrown(thrown, E[category]) ? toThrow(error) : thrown;
    }
  }
  return result();
}

/**
 * Compiles a module that is known to be right, which nobody warns about: bodies of functions when they are first called.
 * https://docs.python.org/3/reference/simple_stmts.html#the-import-statement says nothing of when.
 */
export function compileModule(source: string, filename: string): Code {
  const skimmed = skim(source);
  if (skimmed === null || skimmed.bodies.size === 0) return compileSource(source, filename, "exec");
  const { bodies } = skimmed;
  return compileSource(skimmed.text, filename, "exec", {
    bodies,
    compileBody: (code, body) => compileBody(code, body, source),
  });
}

/** What a function does whose body was passed over. */
export function compileBody(code: Code, body: SkimmedBody, source: string): CodeBody {
  const hasTextAnnotations = (code.flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0;
  const program = programOf(source, body);
  const whole = compileSource(program, code.filename, "exec", { hasTextAnnotations });
  return functionIn(whole, code.qualname);
}

/** The function of this name that a program makes, in classes perhaps. */
function functionIn(code: Code, qualname: string): Code {
  let at = code;
  for (;;) {
    const inner = at.constants.filter((constant) => constant instanceof Code);
    const found = inner.findLast((one) => one.kind === "function" && one.qualname === qualname);
    if (found !== undefined) return found;
    const next = inner.find((one) => one.kind === "class");
    if (next === undefined) throw new Error(`${qualname} is not where it was`);
    at = next;
  }
}

/** The character of `\N{name}`. */
function characterNamed(name: string): number | undefined {
  const names = unicodeNames();
  if (names === null) throw new NamesWanted();
  return names.lookup(name);
}

/** Compiles a program's text. */
export function compileSource(
  source: string,
  filename: string,
  mode: SourceMode,
  options: SourceOptions = {},
  warn?: Warn,
): Code {
  try {
    const root = parseSource(source, filename, mode, options, warn) as ast.Root;
    return compileRoot(root, source, filename, options, warn);
  } catch (error) {
    throw toThrow(error);
  }
}

function parseSource(
  source: string,
  filename: string,
  mode: SourceMode | "func_type",
  options: SourceOptions,
  warn?: Warn,
): ast.Root | ast.FunctionType {
  const parsing: ParseOptions = {
    filename,
    characterNamed,
    isBarry: options.isBarry === true,
    allowsIncomplete: options.allowsIncomplete === true,
    ...(warn === undefined ? {} : { warn }),
  };
  return PARSERS[mode](source, parsing);
}

const PARSERS = {
  exec: parseModule,
  eval: parseExpression,
  single: parseInteractive,
  func_type: parseFunctionType,
} as const;

/** `source` is empty where there is none. */
function compileRoot(
  root: ast.Root,
  source: string,
  filename: string,
  options: SourceOptions,
  warn?: Warn,
): Code {
  try {
    return compileProgram(root, {
      ...options,
      filename,
      source,
      warn,
      lineAt: (line) =>
        filename.startsWith("<") ? null : machine.interpreter.sourceLine(filename, line),
      // Of constants, no Python code is asked.
      repr: (value) => textOf(reprOf(constantValue(value)) as Value) ?? "",
    });
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
