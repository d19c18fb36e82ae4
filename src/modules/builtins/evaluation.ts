/** compile, eval, exec, globals, locals, `__import__`, input: the builtins that need the machine. */
import { listFrom } from "../../objects/builtins/list.ts";
import { type Entries, functionBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyCode, PyFunction } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
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
import { EMPTY_TUPLE, PyByteArray, PyBytes, type PyList } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { sortItems } from "../../objects/sort.ts";
import { textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { decodeSource } from "../../syntax/decode.ts";
import { compileText, type SourceMode, toThrow } from "../../vm/compile-source.ts";
import { callingFrame, localsOf } from "../../vm/frame-access.ts";
import { importModule } from "../../vm/imports.ts";
import { machine } from "../../vm/state.ts";
import { dir, vars } from "./functions.ts";

function sourceText(source: Value, fn: string, what: string, filename = "<string>"): string {
  const text = textOf(source);
  if (text !== undefined) return text;
  if (source instanceof PyBytes || source instanceof PyByteArray) {
    try {
      return decodeSource(source.bytes, filename);
    } catch (error) {
      throw toThrow(error);
    }
  }
  return raise(E.TypeError, `${fn}() arg 1 must be a ${what}`);
}

/** `PyCF_ALLOW_INCOMPLETE_INPUT`, for `codeop`. */
const ALLOW_INCOMPLETE = 0x4000;
/** What flags there are: features of the future, and wishes for `compile` itself. */
const FLAGS = 0x1fe0000 | 0x8000 | 0x3600 | 0x10 | ALLOW_INCOMPLETE;

function compile(source: Value, filename: Value, mode: Value, flags: Value): NativeResult {
  if (typeof flags === "number" && (flags & ~FLAGS) !== 0)
    raise(E.ValueError, "compile(): unrecognised flags");
  const allowsIncomplete = typeof flags === "number" && (flags & ALLOW_INCOMPLETE) !== 0;
  const name =
    filename instanceof PyBytes ? new TextDecoder().decode(filename.bytes) : textOf(filename);
  if (name === undefined)
    raise(E.TypeError, `expected str, bytes or os.PathLike object, not ${typeName(filename)}`);
  const kind = textOf(mode);
  if (kind !== "exec" && kind !== "eval" && kind !== "single")
    raise(E.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  const text = sourceText(source, "compile", "string, bytes or AST object", name);
  return compileText(text, name, kind as SourceMode, false, allowsIncomplete);
}

/** eval(), but not compile(), passes over space before an expression. */
function unindented(text: string, fn: "eval" | "exec"): string {
  return fn === "eval" ? text.replace(/^[ \t]+/, "") : text;
}

/** Runs code in given namespaces; the frame's are the default. */
function evaluate(fn: "eval" | "exec", source: Value, globals: Value, locals: Value): NativeResult {
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
  if (source instanceof PyCode && source.code.freeVariables.length > 0)
    raise(E.TypeError, `code object passed to ${fn}() may not contain free variables`);
  const what = "string, bytes or code object";
  const made =
    source instanceof PyCode
      ? source
      : compileText(unindented(sourceText(source, fn, what), fn), "<string>", fn);
  const namespace = { globals: space, builtins: machine.interpreter.builtins };
  return after(
    made,
    (code) => new ClassBodyRequest(new PyFunction((code as PyCode).code, namespace, []), names),
  );
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
      either(optional(object("flags"), 0, "0")),
      either(optional(object("dont_inherit"), false, "False")),
      either(optional(object("optimize"), -1, "-1")),
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
    ],
    (source, globals, locals) => runAndForget(evaluate("exec", source, globals, locals)),
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
      return importModule(text, space, fromlist, Number(level));
    },
  ),
  input: caller(
    "Read a string from standard input.",
    [optional(object("prompt"), "", '""')],
    function* (prompt): NativeGenerator {
      const { interpreter } = machine;
      return yield call(interpreter.readLine, prompt);
    },
  ),
};
