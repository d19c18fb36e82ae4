/**
 * What runs now. The machine sets it when it is entered and restores it when it is left; it is the only module
 * variable that changes, and natives read it where Python has ambient state (the running thread, `sys`).
 */
import type { FormatTables } from "./formatting/tables.ts";
import type { PyModule } from "./function.ts";
import type { PyDict } from "./hash-table.ts";
import type { Identities } from "./identities.ts";
import type { Lifetimes } from "./lifetimes.ts";
import type { PyObject, Value } from "./object.ts";
import type { Pending } from "./requests.ts";
import type { PyType } from "./type.ts";

/** What natives may know of the fiber they run on. */
export interface FiberState {
  /** Containers whose repr is being made, to show a recursive one as `[...]`. */
  readonly reprs: Set<PyObject>;
}

/** What natives may know of their interpreter. */
export interface InterpreterState {
  readonly modules: PyDict;
  readonly builtins: PyDict;
  readonly identities: Identities;
  /** Direct subclasses of builtin types, which are shared and so cannot know them. */
  readonly subclasses: Map<PyType, WeakRef<PyType>[]>;
  /** Weak references, and objects with `__del__`. */
  readonly lifetimes: Lifetimes;
  /** Longest int as decimal text; 0 for no limit. `sys.set_int_max_str_digits` */
  intMaxDigits: number;
  /** Handlers of coding errors that the program has registered, by name. */
  readonly errorHandlers: Map<string, Value>;
  /** Codes text by a codec that the program or the library has registered. */
  codeText(direction: "encode" | "decode", value: Value, name: string, errors: string): Pending;
  /** Formats that were read. */
  readonly formats: FormatTables;
  /** Charges work to the running program; it may raise, when a budget is used up. Is it time for a pause? */
  charge(units: number): boolean;
  /** Emits a warning (a category and a text) about what runs, as `warnings.warn` does: it may raise it. */
  warn(category: PyType, text: string): Pending;
  /** Likewise, about a line of a file. */
  warnAt(category: PyType, text: string, filename: string, line: number): Pending;
  /** Has a variable of the running code, or what is directly in one, such a value? */
  isHeld(test: (value: Value) => boolean): boolean;
  /** Waits until the names of characters are there (text/unicode-names.ts). */
  loadNames(): Pending;
  /** `__name__` of the module whose code made the running call: where `type(…)` puts a new class. */
  callerModule?(): Value;
  /** What `super()` means in the calling function: its `__class__` and its first argument. */
  callerOfSuper(): [Value, Value];
  /** The message for an attribute that a module lacks for a reason of its own. */
  missingFromModule?(module: PyModule, name: string): string | null;
  /** Where `print` writes by default: `sys.stdout`. */
  stdout(): Value;
}

export interface Current {
  interpreter: InterpreterState;
  fiber: FiberState;
}

/** Empty until the first interpreter is made; natives run only inside one. */
export const current = {} as Current;

/**
 * Charges `units` of work (about one for each item or 16 bytes a native handles) to the running program. The answer is
 * true when its slice is used up: a native that may go on without end asks for a `PAUSE` then.
 */
export function charge(units: number): boolean {
  return current.interpreter?.charge(units) === true;
}
