/** compile, eval, exec, globals, locals, `__import__`, input: the builtins that need the machine. */
import { CodeFlag } from "../../compiler/code.ts";
import { viewOf } from "../../objects/buffers.ts";
import { listFrom } from "../../objects/builtins/list.ts";
import { notA, smallInt, truth } from "../../objects/conversions.ts";
import { type Entries, functionBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyCell, PyCode, PyFunction, PyModule } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import {
  after,
  ClassBodyRequest,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { EMPTY_TUPLE, PyBytes, type PyList, PyTuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { sortItems } from "../../objects/sort.ts";
import { textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { decodeSource } from "../../syntax/decode.ts";
import {
  compileText,
  type SourceMode,
  type SourceOptions,
  toThrow,
} from "../../vm/compile-source.ts";
import { callingFrame } from "../../vm/frame-access.ts";
import { localsOf } from "../../vm/frame-locals.ts";
import { machine } from "../../vm/state.ts";
import { isNode } from "../ast/classes.ts";
import { compileNode, parseToNodes } from "../ast/compiling.ts";
import { checkMode } from "../ast/from-objects.ts";
import { CompilerFlag, KNOWN_FLAGS } from "../compiler-flags.ts";
import { dir, vars } from "./functions.ts";

function sourceText(source: Value, fn: string, what: string, filename = "<string>"): string {
  const text = textOf(source);
  if (text !== undefined) return text;
  const bytes = viewOf(source);
  if (bytes !== undefined) {
    try {
      return decodeSource(bytes, filename);
    } catch (error) {
      throw toThrow(error);
    }
  }
  return raise(E.TypeError, `${fn}() arg 1 must be a ${what}`);
}

/** Does the calling program have `from __future__ import annotations`? What it compiles has it too. */
function hasTextAnnotations(): boolean {
  return (callingFrame().code.flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0;
}

function compile(
  source: Value,
  filename: Value,
  mode: Value,
  flags: number,
  isAlone: boolean,
  optimize: number,
  featureVersion: number,
): NativeResult {
  const name =
    filename instanceof PyBytes ? new TextDecoder().decode(filename.bytes) : textOf(filename);
  if (name === undefined)
    raise(E.TypeError, `expected str, bytes or os.PathLike object, not ${typeName(filename)}`);
  const kind = textOf(mode);
  if (kind === undefined) notA("str", mode, "compile", "'mode'");
  if ((flags & ~KNOWN_FLAGS) !== 0) raise(E.ValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) raise(E.ValueError, "compile(): invalid optimize value");
  const isTree = (flags & CompilerFlag.ONLY_AST) !== 0;
  if (kind === "func_type" && !isTree)
    raise(E.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  if (kind !== "exec" && kind !== "eval" && kind !== "single" && kind !== "func_type") {
    const modes = isTree ? "'exec', 'eval', 'single' or 'func_type'" : "'exec', 'eval' or 'single'";
    raise(E.ValueError, `compile() mode must be ${modes}`);
  }
  const options: SourceOptions = {
    optimize: Math.max(optimize, 0),
    allowsIncomplete: (flags & CompilerFlag.ALLOW_INCOMPLETE) !== 0,
    isBarry: (flags & CompilerFlag.BARRY_AS_FLUFL) !== 0,
    allowsTopLevelAwait: (flags & CompilerFlag.TOP_LEVEL_AWAIT) !== 0,
    hasTextAnnotations:
      (flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0 || (!isAlone && hasTextAnnotations()),
  };
  if (isNode(source)) {
    const isOptimized = (flags & CompilerFlag.OPTIMIZED_AST) !== 0;
    if (isTree && !isOptimized) {
      checkMode(source, kind);
      return source;
    }
    return compileNode(source, name, kind, isTree, options);
  }
  const text = sourceText(source, "compile", "string, bytes or AST object", name);
  if (isTree) return parseToNodes(text, name, kind, flags, featureVersion, options);
  return compileText(text, name, kind as SourceMode, options);
}

/** eval(), but not compile(), passes over space before an expression. */
function unindented(text: string, fn: "eval" | "exec"): string {
  return fn === "eval" ? text.replace(/^[ \t]+/, "") : text;
}

/** What globals bring as builtins: a module, or the dict of one. */
function builtinsOf(globals: PyDict): PyDict {
  const given = globals.get("__builtins__");
  if (given instanceof PyModule) return given.dict;
  return given instanceof PyDict ? given : machine.interpreter.builtins;
}

/** Runs code in given namespaces; the frame's are the default. */
function evaluate(
  fn: "eval" | "exec",
  source: Value,
  globals: Value,
  locals: Value,
  closure: Value = null,
): NativeResult {
  let space: PyDict;
  if (globals === null) space = callingFrame().namespace.globals;
  else if (globals instanceof PyDict) space = globals;
  else {
    const hint = fn === "exec" ? "exec() globals must be a dict" : "globals must be a dict";
    raise(E.TypeError, fn === "exec" ? `${hint}, not ${typeName(globals)}` : hint);
  }
  if (locals !== null && !(locals instanceof PyDict) && slotFor(locals, SLOT.__getitem__) === null)
    raise(
      E.TypeError,
      fn === "exec"
        ? `locals must be a mapping or None, not ${typeName(locals)}`
        : "locals must be a mapping",
    );
  const names = locals ?? (globals === null ? localsOf(callingFrame()) : space);
  if (space.get("__builtins__") === undefined)
    space.set("__builtins__", machine.interpreter.builtinsModule);
  const cells = cellsFor(fn, source, closure);
  const what = "string, bytes or code object";
  const made =
    source instanceof PyCode
      ? source
      : compileText(unindented(sourceText(source, fn, what), fn), "<string>", fn, {
          hasTextAnnotations: hasTextAnnotations(),
        });
  const namespace = { globals: space, builtins: builtinsOf(space) };
  return after(
    made,
    (code) => new ClassBodyRequest(new PyFunction((code as PyCode).code, namespace, cells), names),
  );
}

/** The cells that code with free variables gets. */
function cellsFor(fn: "eval" | "exec", source: Value, closure: Value): readonly PyCell[] {
  if (!(source instanceof PyCode)) {
    if (closure !== null)
      raise(E.TypeError, "closure can only be used when source is a code object");
    return [];
  }
  const needed = source.code.freeVariables.length;
  if (needed === 0) {
    if (closure !== null) raise(E.TypeError, "cannot use a closure with this code object");
    return [];
  }
  if (fn === "eval")
    raise(E.TypeError, "code object passed to eval() may not contain free variables");
  const cells = closure instanceof PyTuple ? closure.items : [];
  if (cells.length !== needed || !cells.every((cell) => cell instanceof PyCell))
    raise(E.TypeError, `code object requires a closure of exactly length ${needed}`);
  return cells as readonly PyCell[];
}

function* runAndForget(pending: NativeResult): NativeGenerator {
  yield pending as ClassBodyRequest;
  return null;
}

const { fn, caller } = functionBuilder;

export const evaluationEntries: Entries = {
  compile: caller(
    "Compile source into a code object that can be executed by exec() or eval().",
    [
      either(object("source")),
      either(object("filename")),
      either(object("mode")),
      either(optional(smallInt("flags"), 0, "0")),
      either(optional(truth("dont_inherit"), false, "False")),
      either(optional(smallInt("optimize"), -1, "-1")),
      keyword(optional(smallInt("_feature_version"), -1, "-1")),
    ],
    compile,
  ),
  eval: caller(
    "Evaluate the given source in the context of globals and locals.",
    [
      object("source"),
      either(optional(object("globals"), null, "None")),
      either(optional(object("locals"), null, "None")),
    ],
    (source, globals, locals) => evaluate("eval", source, globals, locals),
  ),
  exec: caller(
    "Execute the given source in the context of globals and locals.",
    [
      object("source"),
      either(optional(object("globals"), null, "None")),
      either(optional(object("locals"), null, "None")),
      keyword(optional(object("closure"), null, "None")),
    ],
    (source, globals, locals, closure) =>
      runAndForget(evaluate("exec", source, globals, locals, closure)),
  ),
  globals: fn(
    "Return the dictionary containing the current scope's global variables.",
    [],
    () => callingFrame().namespace.globals,
  ),
  dir: caller(
    "Show attributes of an object, or the names in the current scope.",
    [optional(object("object"), undefined, "")],
    function* (value): NativeGenerator {
      if (value !== undefined) return yield* dir(value);
      const keys = getAttribute(localsOf(callingFrame()), "keys");
      const made = listFrom(yield call((isPending(keys) ? yield keys : keys) as Value));
      const names = (isPending(made) ? yield made : made) as PyList;
      const sorted = sortItems(names.items, null, false);
      if (isPending(sorted)) yield sorted;
      return names;
    },
  ),
  vars: caller(
    "Return the __dict__ of an object, or the current scope's local variables.",
    [optional(object("object"), undefined, "")],
    (value) => (value === undefined ? localsOf(callingFrame()) : vars(value)),
  ),
  locals: fn("Return a dictionary containing the current scope's local variables.", [], () =>
    localsOf(callingFrame()),
  ),
  __import__: caller(
    "Import a module.",
    [
      either(object("name")),
      either(optional(object("globals"), null, "None")),
      either(optional(object("locals"), null, "None")),
      either(optional(object("fromlist"), EMPTY_TUPLE, "()")),
      either(optional(object("level"), 0, "0")),
    ],
    (name, globals, _locals, fromlist, level) => {
      const text = textOf(name);
      if (text === undefined) raise(E.TypeError, "module name must be a string");
      if (text === "" && level === 0) raise(E.ValueError, "Empty module name");
      const space = globals instanceof PyDict ? globals : new PyDict();
      return machine.interpreter.importModule(text, space, fromlist, Number(level));
    },
  ),
  input: caller(
    "Read a string from standard input.",
    [optional(object("prompt"), "", "''")],
    function* (prompt): NativeGenerator {
      const { interpreter } = machine;
      return yield call(interpreter.readLine, prompt);
    },
  ),
};
