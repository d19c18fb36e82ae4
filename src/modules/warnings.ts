/** A compact warnings module: filters by category, and the text on stderr. */

import { initializer } from "../objects/builtins/common.ts";
import { functionBuilder, members, type NativeModule } from "../objects/define.ts";
import { E, isThrown, PyException, PyThrow, raise } from "../objects/errors.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { either, keyword, keywords, object, optional, rest } from "../objects/params.ts";
import { strOf } from "../objects/protocols/text.ts";
import { call, isPending, type NativeGenerator } from "../objects/requests.ts";
import { PyList } from "../objects/sequences.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { reprText } from "../objects/text/repr.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";
import type { Frame } from "../vm/frame.ts";
import { callingFrame } from "../vm/frame-access.ts";
import { machine } from "../vm/state.ts";
import { lineOf } from "../vm/traceback.ts";

type Action = "default" | "error" | "ignore" | "always" | "module" | "once";
const ACTIONS = new Set(["default", "error", "ignore", "always", "module", "once", "all"]);

/** The filters of one interpreter; the first that fits decides. */
export interface WarningState {
  filters: { action: Action; category: PyType }[];
  readonly seen: Set<string>;
  /** Where catch_warnings(record=True) puts them. */
  records: PyList | null;
}

export function newWarningState(): WarningState {
  return {
    filters: [
      { action: "ignore", category: E.DeprecationWarning },
      { action: "ignore", category: E.PendingDeprecationWarning },
      { action: "ignore", category: E.ImportWarning },
      { action: "ignore", category: E.ResourceWarning },
    ],
    seen: new Set(),
    records: null,
  };
}

function state(): WarningState {
  return (machine.interpreter as unknown as { warnings: WarningState }).warnings;
}

class WarningMessage extends PyObject {
  readonly message: Value;
  readonly category: PyType;
  readonly filename: string;
  readonly line: number;
  constructor(message: Value, category: PyType, filename: string, line: number) {
    super();
    this.message = message;
    this.category = category;
    this.filename = filename;
    this.line = line;
  }
}
const warningMessageType = new PyType("warnings.WarningMessage", [objectType]);
layout(WarningMessage, warningMessageType);
warningMessageType.populate(
  members<WarningMessage>(({ getter }) => [
    {
      message: getter("The warning.", (self) => self.message),
      category: getter("Its class.", (self) => self.category),
      filename: getter("The file.", (self) => fromJs(self.filename)),
      lineno: getter("The line.", (self) => self.line),
      line: getter("The source line.", () => null),
      source: getter("The source object.", () => null),
      file: getter("The file object.", () => null),
    },
  ]),
);

/** Emits a warning that the code at `frame` caused. */
export function* emitWarning(
  category: PyType,
  message: Value,
  filename: string,
  line: number,
): NativeGenerator {
  const { filters, seen, records } = state();
  const action = filters.find((f) => category.isSubtype(f.category))?.action ?? "default";
  if (action === "ignore") return null;
  const warning =
    message instanceof PyException ? message : ((yield call(category, message)) as PyException);
  if (action === "error") throw new PyThrow(warning);
  const text = strOf(warning);
  const shown = textOf((isPending(text) ? yield text : text) as Value) ?? "";
  if (action !== "always") {
    const key =
      action === "once"
        ? `${category.name}:${shown}`
        : `${category.name}:${shown}:${filename}:${action === "module" ? "" : line}`;
    if (seen.has(key)) return null;
    seen.add(key);
  }
  if (records !== null) {
    records.items.push(new WarningMessage(warning, category, filename, line));
    return null;
  }
  const source = machine.interpreter.sourceLine(filename, line);
  const second = source === null || source.trim() === "" ? "" : `  ${source.trim()}\n`;
  yield machine.interpreter.writeError(
    `${filename}:${line}: ${category.name}: ${shown}\n${second}`,
  );
  return null;
}

function frameFor(level: number): Frame | null {
  try {
    return callingFrame(Math.max(0, level - 1));
  } catch (error) {
    if (isThrown(error, E.ValueError)) return null;
    throw error;
  }
}

function* warn(message: Value, given: Value, level: Value): NativeGenerator {
  let category: PyType = E.UserWarning;
  if (message instanceof PyException) category = message.shape.type;
  else if (given instanceof PyType) category = given;
  if (!category.isSubtype(E.Warning))
    raise(E.TypeError, `category must be a Warning subclass, not '${category.name}'`);
  const frame = frameFor(Number(level));
  return yield emitWarning(
    category,
    message,
    frame?.code.filename ?? "<sys>",
    frame === null ? 0 : lineOf(frame),
  );
}

function addFilter(action: Value, category: Value): null {
  const name = textOf(action) ?? "";
  if (!ACTIONS.has(name)) raise(E.ValueError, `invalid action: ${textOf(reprText(name))}`);
  state().filters.unshift({
    action: (name === "all" ? "always" : name) as Action,
    category: category as PyType,
  });
  return null;
}

class CatchWarnings extends PyObject {
  readonly record: boolean;
  saved: Pick<WarningState, "filters" | "records"> | null = null;
  constructor(record: boolean) {
    super();
    this.record = record;
  }
}
const catchWarningsType = new PyType("warnings.catch_warnings", [objectType]);
layout(CatchWarnings, catchWarningsType);
catchWarningsType.populate(
  members<CatchWarnings>(({ slots, staticMethod }) => [
    {
      __new__: staticMethod(
        "Save and restore the filters.",
        [
          object("cls"),
          keyword(optional(object("record"), false, "False")),
          keyword(optional(object("module"), null, "None")),
          keyword(optional(object("action"), null, "None")),
          keyword(optional(object("category"), E.Warning, "Warning")),
        ],
        (_cls, record) => new CatchWarnings(record === true),
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], () => null),
    },
    slots({
      __enter__: (self) => {
        const current = state();
        self.saved = { filters: [...current.filters], records: current.records };
        if (!self.record) return null;
        current.records = new PyList([]);
        return current.records;
      },
      __exit__: (self) => {
        if (self.saved !== null) Object.assign(state(), self.saved);
        return null;
      },
    }),
  ]),
);

const { fn, caller } = functionBuilder;
const entries = {
  warn: caller(
    "Issue a warning, or maybe ignore it or raise an exception.",
    [
      either(object("message")),
      either(optional(object("category"), null, "None")),
      either(optional(object("stacklevel"), 1, "1")),
      either(optional(object("source"), null, "None")),
      keyword(optional(object("skip_file_prefixes"), null, "()")),
    ],
    (message, category, level) => warn(message, category, level),
  ),
  simplefilter: fn(
    "Insert a simple entry into the list of warnings filters.",
    [
      either(object("action")),
      either(optional(object("category"), E.Warning, "Warning")),
      either(optional(object("lineno"), 0, "0")),
      either(optional(object("append"), false, "False")),
    ],
    addFilter,
  ),
  filterwarnings: fn(
    "Insert an entry into the list of warnings filters.",
    [
      either(object("action")),
      either(optional(object("message"), "", "''")),
      either(optional(object("category"), E.Warning, "Warning")),
      either(optional(object("module"), "", "''")),
      rest("others"),
    ],
    (action, message, category, module) => {
      if (message !== "" || module !== "")
        raise(
          E.NotImplementedError,
          "filterwarnings() with a message or module pattern is not implemented yet",
        );
      return addFilter(action, category);
    },
  ),
  resetwarnings: fn("Clear the list of warning filters, so that no filters are active.", [], () => {
    state().filters = [];
  }),
};

export const warningsModule: NativeModule = {
  name: "warnings",
  doc: "Warnings: filters by category; patterns for messages and modules are not there yet.",
  *contents() {
    for (const [name, entry] of Object.entries(entries))
      yield [name, entry(name, null as unknown as PyType)];
    yield ["catch_warnings", catchWarningsType];
    yield ["WarningMessage", warningMessageType];
  },
};
