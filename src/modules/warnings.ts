/**
 * The warnings module, without regular expressions: the message and module of a filter are plain text, which the warning's
 * begin with. https://docs.python.org/3/library/warnings.html
 */
import { initializer } from "../objects/builtins/common.ts";
import { truth } from "../objects/conversions.ts";
import { defineModule, members, type NativeModule } from "../objects/define.ts";
import { E, isThrown, PyException, PyThrow, raise } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import { intValue } from "../objects/int.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import {
  either,
  keyword,
  keywords,
  object,
  optional,
  type Param,
  rest,
} from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { strOf } from "../objects/protocols/text.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../objects/sequences.ts";
import { fromJs, isStr, textOf } from "../objects/str.ts";
import { reprText } from "../objects/text/repr.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";
import type { Frame } from "../vm/frame.ts";
import { callingFrame } from "../vm/frame-access.ts";
import { machine } from "../vm/state.ts";
import { lineOf } from "../vm/traceback.ts";

const ACTIONS = new Set(["default", "error", "ignore", "always", "all", "module", "once"]);

/** The filters of one interpreter and what they have let through. */
export interface WarningState {
  /** Tuples (action, message, category, module, line), as `warnings.filters` shows them; the first that fits decides. */
  filters: PyList;
  /** Warnings that need not be shown again, until the filters change. */
  readonly seen: Set<string>;
  /** Likewise for the action "once", for good. */
  readonly once: Set<string>;
  /** Where catch_warnings(record=True) puts them. */
  records: PyList | null;
}

/** The filters that CPython starts with. */
export function newWarningState(): WarningState {
  const filters = new PyList([
    tuple("default", null, E.DeprecationWarning, "__main__", 0),
    ...[E.DeprecationWarning, E.PendingDeprecationWarning, E.ImportWarning, E.ResourceWarning].map(
      (category) => tuple("ignore", null, category, null, 0),
    ),
  ]);
  return { filters, seen: new Set(), once: new Set(), records: null };
}

function state(): WarningState {
  return (machine.interpreter as unknown as { warnings: WarningState }).warnings;
}

/** The module as the program sees it, once it has imported it. */
function moduleDict(): PyModule["dict"] | null {
  const module = machine.interpreter.modules.get("warnings");
  return module instanceof PyModule ? module.dict : null;
}

/** The filters in force: a program may have put a list of its own in their place. */
function currentFilters(): PyList {
  const own = moduleDict()?.get("filters");
  return own instanceof PyList ? own : state().filters;
}

function setFilters(filters: PyList): void {
  const current = state();
  current.filters = filters;
  current.seen.clear();
  moduleDict()?.set("filters", filters);
}

// --- emitting ---

class WarningMessage extends PyObject {
  readonly message: Value;
  readonly category: Value;
  readonly filename: Value;
  readonly line: Value;
  readonly source: Value;
  constructor(message: Value, category: Value, filename: Value, line: Value, source: Value) {
    super();
    this.message = message;
    this.category = category;
    this.filename = filename;
    this.line = line;
    this.source = source;
  }
}
const warningMessageType = new PyType("warnings.WarningMessage", [objectType]);
layout(WarningMessage, warningMessageType);
warningMessageType.populate(
  members<WarningMessage>(({ getter }) => [
    {
      message: getter("The warning.", (self) => self.message),
      category: getter("Its class.", (self) => self.category),
      filename: getter("The file.", (self) => self.filename),
      lineno: getter("The line.", (self) => self.line),
      line: getter("The source line, if one was given.", () => null),
      source: getter("The source object.", (self) => self.source),
      file: getter("The file to write to, if one was given.", () => null),
    },
  ]),
);

/** Emits a warning about a line of a file; `module` is the name of what is in it. `isNew`: shown although it was before. */
export function emitWarning(
  category: PyType,
  message: Value,
  filename: string,
  line: number,
  module: string = moduleAt(filename),
  isNew = false,
): Pending {
  return emit(category, message, fromJs(filename), line, module, null, isNew);
}

/** The module that runs, if it comes from this file; else a name is made of the file's. */
function moduleAt(filename: string): string {
  const frame = frameAt(0);
  const own = frame?.code.filename === filename ? frame.namespace.globals.get("__name__") : null;
  return textOf(own ?? null) ?? filename.replace(/\.py$/, "");
}

function frameAt(up: number): Frame | null {
  try {
    return callingFrame(up);
  } catch (error) {
    if (isThrown(error, E.ValueError)) return null;
    throw error;
  }
}

function* emit(
  given: PyType,
  message: Value,
  filename: Value,
  line: number,
  module: string,
  source: Value,
  isNew = false,
): NativeGenerator {
  const category = message instanceof PyException ? message.shape.type : given;
  const own = strOf(message);
  const text = textOf((isPending(own) ? yield own : own) as Value) ?? "";
  const { seen, once } = state();
  const key = JSON.stringify([text, category.name, textOf(filename), module]);
  if (seen.has(`${key}${line}`) && !isNew) return null;
  const action = actionFor(category, text, module, line);
  if (action === "ignore") return null;
  const warning = message instanceof PyException ? message : yield call(category, message);
  if (action === "error" && warning instanceof PyException) throw new PyThrow(warning);
  if (action === "default" || action === "once" || action === "module") seen.add(`${key}${line}`);
  if (action === "once" || action === "module") {
    const group = action === "once" ? JSON.stringify([text, category.name]) : key;
    const known = action === "once" ? once : seen;
    if (known.has(group)) return null;
    known.add(group);
  }
  return yield show(new WarningMessage(warning, category, filename, line, source));
}

/** What the first filter that fits says. */
function actionFor(category: PyType, text: string, module: string, line: number): string {
  for (const filter of currentFilters().items) {
    if (!(filter instanceof PyTuple)) continue;
    const [action, message, type, where, at] = filter.items;
    if (!(type instanceof PyType) || !category.isSubtype(type)) continue;
    if (at !== 0 && at !== line) continue;
    const begin = textOf(message ?? null);
    if (begin !== undefined && !text.toLowerCase().startsWith(begin.toLowerCase())) continue;
    const from = textOf(where ?? null);
    if (from !== undefined && !module.startsWith(from)) continue;
    return textOf(action ?? null) ?? "default";
  }
  return "default";
}

/** To the list that records them, to a `showwarning` of the program's own, or to stderr. */
function* show(message: WarningMessage): NativeGenerator {
  const { records } = state();
  if (records !== null) {
    records.items.push(message);
    return null;
  }
  const { message: warning, category, filename, line } = message;
  const dict = moduleDict();
  const hook = dict?.get("showwarning");
  if (hook !== undefined && hook !== dict?.get(SHOW))
    return yield call(hook, warning, category, filename, line, null, null);
  return yield writeWarning(warning, category, filename, line, null, null);
}

/** Keys under which the module keeps its own functions, to tell those of the program. */
const SHOW = "_showwarning_orig";
const FORMAT = "_formatwarning_orig";

function* writeWarning(
  warning: Value,
  category: Value,
  filename: Value,
  line: Value,
  file: Value,
  source: Value,
): NativeGenerator {
  const dict = moduleDict();
  const hook = dict?.get("formatwarning");
  const text =
    hook !== undefined && hook !== dict?.get(FORMAT)
      ? yield call(hook, warning, category, filename, line, source)
      : yield formatWarning(warning, category, filename, line, source);
  if (file === null) return yield machine.interpreter.writeError(textOf(text) ?? "");
  const write = getAttribute(file, "write");
  yield call((isPending(write) ? yield write : write) as Value, text);
  return null;
}

/** `FILE:LINE: Category: text`, and the line itself. */
function* formatWarning(
  warning: Value,
  category: Value,
  filename: Value,
  line: Value,
  given: Value,
): NativeGenerator {
  const own = strOf(warning);
  const text = textOf((isPending(own) ? yield own : own) as Value) ?? "";
  const name = category instanceof PyType ? category.name : typeName(category);
  const file = textOf(filename) ?? "";
  const source =
    textOf(given) ?? (typeof line === "number" ? machine.interpreter.sourceLine(file, line) : null);
  const shown = source?.trim() ?? "";
  const second = shown === "" ? "" : `  ${shown}\n`;
  const number = strOf(line);
  const at = textOf((isPending(number) ? yield number : number) as Value) ?? "";
  return fromJs(`${file}:${at}: ${name}: ${text}\n${second}`);
}

function categoryOf(message: Value, given: Value): PyType {
  if (message instanceof PyException && message.shape.type.isSubtype(E.Warning))
    return message.shape.type;
  if (given === null) return E.UserWarning;
  if (given instanceof PyType && given.isSubtype(E.Warning)) return given;
  return raise(E.TypeError, `category must be a Warning subclass, not '${typeName(given)}'`);
}

function warn(message: Value, given: Value, level: Value, source: Value): Pending {
  const category = categoryOf(message, given);
  const depth = Number(intValue(level) ?? 1);
  const frame = frameAt(Math.max(0, depth - 1));
  if (frame === null) return emit(category, message, "<sys>", 0, "sys", source);
  const { code, namespace } = frame;
  const module = textOf(namespace.globals.get("__name__") ?? null) ?? "<string>";
  return emit(category, message, fromJs(code.filename), lineOf(frame), module, source);
}

// --- filters ---

/** Puts a filter first (or last, if there is none like it). */
function addFilter(item: PyTuple, atEnd: boolean): null {
  const { items } = currentFilters();
  const isSame = (other: Value) =>
    other instanceof PyTuple && other.items.every((value, i) => value === item.items[i]);
  const known = items.findIndex(isSame);
  if (!atEnd) {
    if (known >= 0) items.splice(known, 1);
    items.unshift(item);
  } else if (known < 0) items.push(item);
  state().seen.clear();
  return null;
}

function checkedAction(action: Value): Value {
  const name = textOf(action);
  if (name === undefined || !ACTIONS.has(name))
    raise(
      E.ValueError,
      `invalid action: ${name === undefined ? typeName(action) : textOf(reprText(name))}`,
    );
  return action;
}

function checkedLine(line: Value): Value {
  if (typeof line !== "number") raise(E.TypeError, "lineno must be an int");
  if (line < 0) raise(E.ValueError, "lineno must be an int >= 0");
  return line;
}

/** The text that a pattern without anything special stands for; null for an empty one. */
function plainText(pattern: Value, what: string): Value {
  if (!isStr(pattern)) raise(E.TypeError, `${what} must be a string`);
  const text = (textOf(pattern) as string).replace(/\.\*$/, "");
  if (text === "") return null;
  const isPlain = /^(?:[^\\.^$*+?{}[\]|()]|\\[^a-zA-Z0-9])*$/.test(text);
  if (!isPlain)
    raise(E.NotImplementedError, `a ${what} with regular expressions is not implemented yet`);
  return fromJs(text.replace(/\\(.)/g, (_, char: string) => char));
}

/** Saves the filters, and puts them back. */
class CatchWarnings extends PyObject {
  record = false;
  /** A filter to begin with. */
  filter: readonly [PyTuple, boolean] | null = null;
  saved: {
    readonly filters: PyList;
    readonly records: PyList | null;
    readonly show: Value | undefined;
  } | null = null;
}
const catchWarningsType = new PyType("warnings.catch_warnings", [objectType]);
layout(CatchWarnings, catchWarningsType);

/** `__new__` leaves the arguments to `__init__`. */
const ANY = [rest("args"), keywords("kwargs")] as const;

const option = <T>(p: Param<T>, fallback: Value, text: string) =>
  either(optional(p, fallback, text));

catchWarningsType.populate(
  members<CatchWarnings>(({ slots, staticMethod }) => [
    {
      __new__: staticMethod("Save and restore the filters.", [object("cls"), ...ANY], () => {
        return new CatchWarnings();
      }),
      __init__: initializer(
        [
          keyword(optional(truth("record"), false, "False")),
          keyword(optional(object("module"), null, "None")),
          keyword(optional(object("action"), null, "None")),
          keyword(optional(object("category"), E.Warning, "Warning")),
          keyword(optional(object("lineno"), 0, "0")),
          keyword(optional(truth("append"), false, "False")),
        ],
        (self: CatchWarnings, record, _module, action, category, line, append) => {
          self.record = record;
          if (action !== null)
            self.filter = [
              tuple(checkedAction(action), null, category, null, checkedLine(line)),
              append,
            ];
          return null;
        },
      ),
    },
    slots({
      __repr__: (self) => `catch_warnings(${self.record ? "record=True" : ""})`,
      __enter__: (self) => {
        if (self.saved !== null)
          raise(
            E.RuntimeError,
            `Cannot enter catch_warnings(${self.record ? "record=True" : ""}) twice`,
          );
        const current = state();
        const filters = currentFilters();
        const dict = moduleDict();
        self.saved = { filters, records: current.records, show: dict?.get("showwarning") };
        setFilters(new PyList([...filters.items]));
        if (self.filter !== null) addFilter(...self.filter);
        if (!self.record) return null;
        current.records = new PyList([]);
        const own = dict?.get(SHOW);
        if (own !== undefined) dict?.set("showwarning", own);
        return current.records;
      },
      __exit__: (self) => {
        const { saved } = self;
        if (saved === null)
          raise(
            E.RuntimeError,
            `Cannot exit catch_warnings(${self.record ? "record=True" : ""}) without entering first`,
          );
        setFilters(saved.filters);
        state().records = saved.records;
        if (saved.show !== undefined) moduleDict()?.set("showwarning", saved.show);
        return null;
      },
    }),
  ]),
);

const MESSAGE = [
  either(object("message")),
  either(object("category")),
  either(object("filename")),
  either(object("lineno")),
] as const;

const functions = defineModule("warnings", "", ({ fn, caller, constant }) => ({
  warn: caller(
    "Issue a warning, or maybe ignore it or raise an exception.",
    [
      either(object("message")),
      option(object("category"), null, "None"),
      option(object("stacklevel"), 1, "1"),
      option(object("source"), null, "None"),
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
      option(object("module"), null, "None"),
      option(object("registry"), null, "None"),
      option(object("module_globals"), null, "None"),
      option(object("source"), null, "None"),
    ],
    (message, given, filename, line, module, _registry, _globals, source) => {
      const category = categoryOf(message, given);
      const at = intValue(line);
      if (at === undefined)
        raise(E.TypeError, `'${typeName(line)}' object cannot be interpreted as an integer`);
      const name = textOf(module) ?? (textOf(filename) ?? "<unknown>").replace(/\.py$/, "");
      return emit(category, message, filename, Number(at), name, source);
    },
  ),
  showwarning: caller(
    "Hook to write a warning to a file; replace if you like.",
    [...MESSAGE, option(object("file"), null, "None"), option(object("line"), null, "None")],
    writeWarning,
  ),
  formatwarning: caller(
    "Function to format a warning the standard way.",
    [...MESSAGE, option(object("line"), null, "None")],
    formatWarning,
  ),
  simplefilter: fn(
    "Insert a simple entry into the list of warnings filters (at the front).",
    [
      either(object("action")),
      option(object("category"), E.Warning, "Warning"),
      option(object("lineno"), 0, "0"),
      either(optional(truth("append"), false, "False")),
    ],
    (action, category, line, append) =>
      addFilter(tuple(checkedAction(action), null, category, null, checkedLine(line)), append),
  ),
  filterwarnings: fn(
    "Insert an entry into the list of warnings filters (at the front).",
    [
      either(object("action")),
      option(object("message"), "", "''"),
      option(object("category"), E.Warning, "Warning"),
      option(object("module"), "", "''"),
      option(object("lineno"), 0, "0"),
      either(optional(truth("append"), false, "False")),
    ],
    (action, message, category, module, line, append) => {
      checkedAction(action);
      const begin = plainText(message, "message");
      if (!(category instanceof PyType) || !category.isSubtype(E.Warning))
        raise(E.TypeError, "category must be a Warning subclass");
      return addFilter(
        tuple(action, begin, category, plainText(module, "module"), checkedLine(line)),
        append,
      );
    },
  ),
  resetwarnings: fn("Clear the list of warning filters, so that no filters are active.", [], () => {
    currentFilters().items.length = 0;
    state().seen.clear();
  }),
  catch_warnings: constant(catchWarningsType),
  WarningMessage: constant(warningMessageType),
  defaultaction: constant("default"),
}));

export const warningsModule: NativeModule = {
  name: "warnings",
  doc: "Python part of the warnings subsystem. Patterns of filters are plain text here.",
  *contents() {
    for (const [name, value] of functions.contents()) {
      yield [name, value];
      if (name === "showwarning") yield [SHOW, value];
      if (name === "formatwarning") yield [FORMAT, value];
    }
    yield ["filters", state().filters];
  },
};
