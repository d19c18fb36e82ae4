/**
 * The _warnings module: which warnings are shown, and once. How they are shown is the library's part; without it they are
 * written as it would. https://docs.python.org/3/library/warnings.html
 */
import { ContextVar } from "../objects/context.ts";
import { defineModule } from "../objects/define.ts";
import { E, isThrown, PyException, PyThrow, raise } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import { intValue } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import { either, keyword, object, optional } from "../objects/params.ts";
import { compare } from "../objects/protocols/compare.ts";
import { lookup, withEntry } from "../objects/protocols/hashing.ts";
import { reprOf, strOf } from "../objects/protocols/text.ts";
import { truthOf } from "../objects/protocols/truth.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../objects/sequences.ts";
import { EQ } from "../objects/slots.ts";
import { fromJs, isStr, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { typeName } from "../objects/types.ts";
import type { Frame } from "../vm/frame.ts";
import { callingFrame } from "../vm/frame-access.ts";
import { optionalAttribute } from "../vm/optional-attribute.ts";
import { machine } from "../vm/state.ts";
import { lineOf } from "../vm/traceback.ts";

/** What one interpreter knows of warnings. */
export interface WarningState {
  /** Tuples (action, message, category, module, line); the first that fits decides. */
  readonly filters: PyList;
  readonly onceRegistry: PyDict;
  /** Counts the changes of the filters: what was shown before the last one may be shown again. */
  version: number;
}

/** The filters that CPython starts with. */
export function newWarningState(): WarningState {
  const filters = new PyList([
    tuple("default", null, E.DeprecationWarning, "__main__", 0),
    ...[E.DeprecationWarning, E.PendingDeprecationWarning, E.ImportWarning, E.ResourceWarning].map(
      (category) => tuple("ignore", null, category, null, 0),
    ),
  ]);
  return { filters, onceRegistry: new PyDict(), version: 1 };
}

function state(): WarningState {
  return (machine.interpreter as unknown as { warnings: WarningState }).warnings;
}

/** A name of the library's module, if the program has imported that. */
function ofModule(name: string): Value | undefined {
  const module = machine.interpreter.modules.get("warnings");
  return module instanceof PyModule ? module.dict.get(name) : undefined;
}

/** What a warning is about, and where. */
interface Place {
  readonly filename: Value;
  readonly line: number;
  readonly module: Value;
  /** `__warningregistry__` of the module: which warnings it has shown. Null for none: it is shown anew. */
  readonly registry: PyDict | null;
}

function* answer(result: NativeResult): Generator<Pending, Value, Value> {
  return (isPending(result) ? yield result : result) ?? null;
}

function* get(dict: PyDict, key: Value): Generator<Pending, Value | undefined, Value> {
  const found = withEntry(lookup(dict.table, key), (entry) => entry?.value as Value);
  return isPending(found) ? yield found : found;
}

/** Was such a warning shown, since the filters last changed? */
function* wasShown(
  registry: PyDict,
  key: Value,
  notes: boolean,
): Generator<Pending, boolean, Value> {
  const { version } = state();
  if (registry.get("version") !== version) {
    registry.table.clear();
    registry.set("version", version);
  } else {
    const known = yield* get(registry, key);
    if (known !== undefined && (yield* answer(truthOf(known))) === true) return true;
  }
  if (notes) registry.table.put(key, true);
  return false;
}

function* emit(
  given: PyType,
  subject: Value,
  { filename, line, module, registry }: Place,
  source: Value,
): NativeGenerator {
  let category = given;
  let message = subject;
  let text = message;
  if (message instanceof PyException && message.shape.type.isSubtype(E.Warning)) {
    text = yield* answer(strOf(message));
    category = message.shape.type;
  } else message = yield call(category, message);
  const key = new PyTuple([text, category, line]);
  if (registry !== null && (yield* wasShown(registry, key, false))) return null;
  const { action, filter } = yield* actionFor(category, text, module, line);
  if (action === "error") throw new PyThrow(message as PyException);
  if (action === "ignore") return null;
  let isKnown = false;
  if (action !== "always" && action !== "all") {
    registry?.table.put(key, true);
    const group = new PyTuple([text, category]);
    if (action === "once") isKnown = yield* wasShown(registry ?? onceRegistry(), group, true);
    else if (action === "module") {
      if (registry !== null) isKnown = yield* wasShown(registry, group, true);
    } else if (action !== "default") {
      const shown = textOf(yield* answer(reprOf(fromJs(action))));
      const where = textOf(yield* answer(reprOf(filter)));
      raise(E.RuntimeError, `Unrecognized action (${shown}) in warnings.filters:\n ${where}`);
    }
  }
  if (isKnown) return null;
  return yield* show(message, category, filename, line, source);
}

function onceRegistry(): PyDict {
  const own = ofModule("onceregistry");
  return own instanceof PyDict ? own : state().onceRegistry;
}

/** What the first filter that fits says. */
function* actionFor(
  category: PyType,
  text: Value,
  module: Value,
  line: number,
): Generator<Pending, { readonly action: string; readonly filter: Value }, Value> {
  const own = ofModule("filters");
  const filters = own ?? state().filters;
  if (!(filters instanceof PyList)) raise(E.ValueError, "_warnings.filters must be a list");
  for (let i = 0; i < filters.items.length; i++) {
    const filter = filters.items[i] as Value;
    if (!(filter instanceof PyTuple) || filter.items.length !== 5)
      raise(E.ValueError, `warnings.filters item ${i} isn't a 5-tuple`);
    const [action, message, type, where, at] = filter.items as [Value, Value, Value, Value, Value];
    if (!isStr(action)) raise(E.TypeError, `action must be a string, not '${typeName(action)}'`);
    if (!(yield* fits(message, text))) continue;
    if (!(type instanceof PyType) || !category.isSubtype(type)) continue;
    if (!(yield* fits(where, module))) continue;
    const number = Number(intValue(at) ?? 0);
    if (number === 0 || number === line) return { action: textOf(action) ?? "", filter };
  }
  const rest = ofModule("defaultaction") ?? "default";
  return { action: textOf(rest) ?? "", filter: rest };
}

/** A pattern is None, text that has to be equal, or something with a `match` method. */
function* fits(pattern: Value, value: Value): Generator<Pending, boolean, Value> {
  if (pattern === null) return true;
  if (isStr(pattern)) return (yield* answer(compare(EQ, pattern, value))) === true;
  const match = yield* optionalAttribute(pattern, "match");
  if (match === undefined)
    raise(E.AttributeError, `'${typeName(pattern)}' object has no attribute 'match'`);
  const found: Value = yield call(match, value);
  return (yield* answer(truthOf(found))) === true;
}

/** As the library does it, which may have been told otherwise; else to stderr. */
function* show(
  message: Value,
  category: PyType,
  filename: Value,
  line: number,
  source: Value,
): NativeGenerator {
  const hook = ofModule("_showwarnmsg");
  const make = ofModule("WarningMessage");
  if (hook !== undefined && make !== undefined) {
    const wrapped = yield call(make, message, category, filename, line, null, null, source);
    yield call(hook, wrapped);
    return null;
  }
  const text = textOf(yield* answer(strOf(message))) ?? "";
  const file = textOf(filename) ?? "";
  const shown = machine.interpreter.sourceLine(file, line)?.trim() ?? "";
  const second = shown === "" ? "" : `  ${shown}\n`;
  yield machine.interpreter.writeError(`${file}:${line}: ${category.name}: ${text}\n${second}`);
  return null;
}

/** Emits a warning about a line of a file. `isNew`: shown although it was before. */
export function emitWarning(
  category: PyType,
  message: Value,
  filename: string,
  line: number,
  isNew: boolean,
): Pending {
  const frame = frameAt(0);
  const globals = frame?.code.filename === filename ? frame.namespace.globals : null;
  const module = globals?.get("__name__") ?? fromJs(filename.replace(/\.py$/, ""));
  const registry = isNew || globals === null ? null : registryOf(globals);
  return emit(category, message, { filename: fromJs(filename), line, module, registry }, null);
}

function registryOf(globals: PyDict): PyDict | null {
  const known = globals.get("__warningregistry__") ?? null;
  if (known instanceof PyDict) return known;
  if (known !== null) raise(E.TypeError, "'registry' must be a dict or None");
  const made = new PyDict();
  globals.set("__warningregistry__", made);
  return made;
}

function frameAt(up: number): Frame | null {
  try {
    return callingFrame(up);
  } catch (error) {
    if (isThrown(error, E.ValueError)) return null;
    throw error;
  }
}

function categoryOf(message: Value, given: Value): PyType {
  if (message instanceof PyException && message.shape.type.isSubtype(E.Warning))
    return message.shape.type;
  if (given === null) return E.UserWarning;
  if (given instanceof PyType && given.isSubtype(E.Warning)) return given;
  return raise(E.TypeError, `category must be a Warning subclass, not '${typeName(given)}'`);
}

/** The frame that a warning is about: `level` out, not counting those of files that begin with a prefix. */
function frameOf(level: number, prefixes: readonly string[]): Frame | null {
  let up = 0;
  let frame = frameAt(up);
  for (let left = level - 1; left > 0 && frame !== null; left--) {
    do frame = frameAt(++up);
    while (frame !== null && prefixes.some((prefix) => frame?.code.filename.startsWith(prefix)));
  }
  return frame;
}

function prefixesOf(value: Value): string[] {
  const items = value === null ? [] : value instanceof PyTuple ? value.items : null;
  const texts = items?.map((item) => textOf(item));
  if (texts === undefined || texts.includes(undefined))
    raise(E.TypeError, "'skip_file_prefixes' must be a tuple of strs");
  return texts as string[];
}

function warn(message: Value, given: Value, level: Value, source: Value, skipped: Value): Pending {
  const category = categoryOf(message, given);
  const prefixes = prefixesOf(skipped);
  const asked = intValue(level);
  if (asked === undefined)
    raise(E.TypeError, `'${typeName(level)}' object cannot be interpreted as an integer`);
  const frame = frameOf(Math.max(Number(asked), prefixes.length > 0 ? 2 : 1), prefixes);
  const sys = machine.interpreter.modules.get("sys");
  const globals = frame?.namespace.globals ?? (sys instanceof PyModule ? sys.dict : new PyDict());
  return emit(
    category,
    message,
    {
      filename: fromJs(frame?.code.filename ?? "<sys>"),
      line: frame === null ? 0 : lineOf(frame),
      module: globals.get("__name__") ?? "<string>",
      registry: registryOf(globals),
    },
    source,
  );
}

function warnExplicit(
  message: Value,
  given: Value,
  filename: Value,
  line: Value,
  module: Value,
  registry: Value,
  _globals: Value,
  source: Value,
): Pending {
  const at = intValue(line);
  if (at === undefined)
    raise(E.TypeError, `'${typeName(line)}' object cannot be interpreted as an integer`);
  if (registry !== null && !(registry instanceof PyDict))
    raise(E.TypeError, "'registry' must be a dict or None");
  const category = categoryOf(message, given);
  const file = textOf(filename);
  if (file === undefined)
    raise(
      E.TypeError,
      `warn_explicit() argument 'filename' must be str, not ${typeName(filename)}`,
    );
  const own = module ?? fromJs(file === "" ? "<unknown>" : file.replace(/\.py$/, ""));
  return emit(category, message, { filename, line: Number(at), module: own, registry }, source);
}

const nothing = (name: string) => either(optional(object(name), null, "None"));

export const warningsModule = defineModule(
  "_warnings",
  "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
  ({ fn, caller, constant }) => ({
    warn: caller(
      "Issue a warning, or maybe ignore it or raise an exception.",
      [
        either(object("message")),
        nothing("category"),
        either(optional(object("stacklevel"), 1, "1")),
        nothing("source"),
        keyword(optional(object("skip_file_prefixes"), null, "()")),
      ],
      warn,
    ),
    warn_explicit: caller(
      "Issue a warning, or maybe ignore it or raise an exception.",
      [
        either(object("message")),
        either(object("category")),
        either(object("filename")),
        either(object("lineno")),
        nothing("module"),
        nothing("registry"),
        nothing("module_globals"),
        nothing("source"),
      ],
      warnExplicit,
    ),
    _filters_mutated_lock_held: fn("The filters have changed.", [], () => {
      state().version++;
      return null;
    }),
    _acquire_lock: fn("Does nothing: nobody else runs meanwhile.", [], () => null),
    _release_lock: fn("Does nothing.", [], () => null),
    filters: () => state().filters,
    _onceregistry: () => state().onceRegistry,
    _defaultaction: constant("default"),
    _warnings_context: () => new ContextVar("_warnings_context", undefined),
  }),
);
