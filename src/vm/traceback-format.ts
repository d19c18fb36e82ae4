/**
 * The text of an exception that nobody caught, as CPython prints it. https://docs.python.org/3/library/traceback.html
 *
 * First everything that may run Python code (`__str__`, `__notes__`, `__dir__` for suggestions) makes a tree of reports;
 * then the text is put together.
 */
import { type Code, POSITION_WORDS } from "../compiler/code.ts";
import { CALL_ATTR } from "../compiler/opcodes.ts";
import { shortName } from "../objects/builtins/common.ts";
import { groupItems } from "../objects/builtins/exception-groups.ts";
import { charge } from "../objects/current.ts";
import { E, getHidden, isThrown, type PyException, PyThrow } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { reprOf, strOf } from "../objects/protocols/text.ts";
import { isPending, type NativeResult, type Pending } from "../objects/requests.ts";
import { PyList, PyTuple } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { isLookup, subjectOf } from "./attribute-errors.ts";
import { optionalAttribute } from "./optional-attribute.ts";
import { machine } from "./state.ts";
import { suggestionFor } from "./suggestions.ts";
import { syntaxErrorLines } from "./syntax-error-format.ts";
import { NO_PC, PyTraceback } from "./traceback.ts";
import { calleeSpan, indent, type Span, sourceBlock } from "./traceback-carets.ts";

export interface FormatOptions {
  /** A line of a program's text, without its end; null where there is none. */
  sourceLine(filename: string, line: number): string | null;
}

const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";

/** The same line more often in a row is counted instead of shown. */
const REPEATS = 3;
/** Exceptions of a group that are shown, and how deep groups are. */
const GROUP_WIDTH = 15;
const GROUP_DEPTH = 10;
/** Groups can hold one another many times over; nobody reads more than this. */
const MAX_REPORTS = 10_000;

/** Beyond so much text, entries are shown without their lines. */
const MAX_TEXT = 2 ** 24;

/** An exception with all its texts. */
interface Report {
  /** Entries of the traceback. */
  readonly stack: readonly string[];
  /** The exception itself, with its notes. */
  readonly lines: readonly string[];
  cause: Report | null;
  context: Report | null;
  exceptions: readonly Report[] | null;
}

/** The whole text, from "Traceback (most recent call last):" on, with a newline at the end. */
export function* formatException(
  exception: PyException,
  options: FormatOptions,
): Generator<Pending, string, Value> {
  const report = yield* new Reporter(options).tree(exception);
  const writer = new Writer();
  writer.chain(report);
  return writer.text();
}

// --- collecting ---

class Reporter {
  readonly #options: FormatOptions;
  readonly #seen = new Set<PyException>();
  /** Entries by code and place: in a deep recursion most are the same. */
  readonly #entries = new Map<Code, Map<number, string>>();
  #count = 0;
  /** Characters of all entries so far. */
  #size = 0;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  *tree(exception: PyException): Generator<Pending, Report, Value> {
    const root = yield* this.#report(exception);
    const todo: [Report, PyException][] = [[root, exception]];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [report, of] = next;
      const { cause, context, suppressContext } = of;
      if (cause !== null && !this.#seen.has(cause)) {
        report.cause = yield* this.#report(cause);
        todo.push([report.cause, cause]);
      } else if (!suppressContext && context !== null && !this.#seen.has(context)) {
        report.context = yield* this.#report(context);
        todo.push([report.context, context]);
      }
      if (!of.shape.type.isSubtype(E.BaseExceptionGroup) || this.#count > MAX_REPORTS) continue;
      const reports: Report[] = [];
      report.exceptions = reports;
      for (const item of groupItems(of) as readonly PyException[]) {
        const inner = yield* this.#report(item);
        reports.push(inner);
        todo.push([inner, item]);
      }
    }
    return root;
  }

  *#report(exception: PyException): Generator<Pending, Report, Value> {
    this.#seen.add(exception);
    this.#count++;
    const stack = this.#stack(exception);
    const lines = yield* exceptionLines(exception, this.#options);
    return { stack, lines, cause: null, context: null, exceptions: null };
  }

  #stack(exception: PyException): string[] {
    let entries: PyTraceback[] = [];
    for (let t: Value = exception.traceback; t instanceof PyTraceback; t = t.next) entries.push(t);
    charge(entries.length);
    const limit = tracebackLimit();
    if (limit !== null) entries = limit === 0 ? [] : entries.slice(-limit);
    const out: string[] = [];
    let last: PyTraceback | null = null;
    let count = 0;
    for (const entry of entries) {
      if (last === null || !isSameLine(entry, last)) {
        pushRepeats(out, count);
        last = entry;
        count = 0;
      }
      if (++count <= REPEATS) out.push(this.#entry(entry, missesCallee(exception, entry)));
    }
    pushRepeats(out, count);
    return out;
  }

  #entry({ frame, pc, line }: PyTraceback, isCallee: boolean): string {
    const { code } = frame;
    if (pc === NO_PC) return this.#lineAlone(code, line);
    let known = this.#entries.get(code);
    if (known === undefined) {
      known = new Map();
      this.#entries.set(code, known);
    }
    const key = isCallee ? pc + 1 : pc;
    let text = known.get(key);
    if (text === undefined) {
      text = this.#format(code, pc, isCallee);
      known.set(key, text);
    }
    this.#size += text.length;
    return this.#size > MAX_TEXT ? text.slice(0, text.indexOf("\n") + 1) : text;
  }

  /** An entry of no instruction. */
  #lineAlone({ filename, name }: Code, line: number): string {
    const source = line > 0 ? this.#options.sourceLine(filename, line) : null;
    const shown = source === null ? "" : source.trim();
    return `${entryHead(filename, line, name)}${shown === "" ? "" : `    ${shown}\n`}`;
  }

  #format(code: Code, pc: number, isCallee: boolean): string {
    const at = (pc >> 2) * POSITION_WORDS;
    const [line = 0, lastLine = 0, column = 0, endColumn = 0] = code.positions.subarray(at, at + 4);
    const endLine = Math.max(line, lastLine);
    const head = entryHead(code.filename, line, code.name);
    const source: string[] = [];
    for (let i = line; i <= endLine; i++) {
      const text = i > 0 ? this.#options.sourceLine(code.filename, i) : null;
      source.push(text ?? "");
    }
    charge(source.length);
    const span: Span = { line, endLine, column, endColumn };
    const shown = isCallee ? calleeSpan(source, span) : span;
    return head + sourceBlock(source.slice(0, shown.endLine - line + 1), shown);
  }
}

function entryHead(filename: string, line: number, name: string): string {
  return `  File "${filename}", line ${line || "None"}, in ${name}\n`;
}

/** Did a method call fail before the call? One instruction looks the method up and calls it. */
function missesCallee(exception: PyException, { frame, pc, next }: PyTraceback): boolean {
  const { code } = frame;
  if (code.instructions[pc] !== CALL_ATTR) return false;
  const name = code.names[pc >> 2] as string;
  if (next !== null) return isLookup(subjectOf(frame, pc) ?? null, name, next);
  if (!exception.shape.type.isSubtype(E.AttributeError)) return false;
  return textOf(getHidden(exception, "name") ?? null) === name;
}

function isSameLine(a: PyTraceback, b: PyTraceback): boolean {
  const first = a.frame.code;
  const second = b.frame.code;
  return a.line === b.line && first.filename === second.filename && first.name === second.name;
}

function pushRepeats(out: string[], count: number): void {
  const more = count - REPEATS;
  if (more > 0) out.push(`  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`);
}

/** `sys.tracebacklimit`. */
function tracebackLimit(): number | null {
  const sys = machine.interpreter.modules.get("sys");
  const limit = sys instanceof PyModule ? sys.dict.get("tracebacklimit") : undefined;
  return typeof limit === "number" ? Math.max(0, limit) : null;
}

function* exceptionLines(
  exception: PyException,
  options: FormatOptions,
): Generator<Pending, string[], Value> {
  const { type } = exception.shape;
  const module = yield* optionalAttribute(type, "__module__");
  const own = type.isBuiltin ? shortName(type) : type.qualname;
  const where = textOf(module ?? null) ?? "<unknown>";
  const name = where === "__main__" || where === "builtins" ? own : `${where}.${own}`;
  let message = yield* safeText(exception, strOf, "<exception str() failed>");
  const notes = yield* notesOf(exception);
  let lines: string[] = [];
  if (type.isSubtype(E.SyntaxError)) {
    const lineAt = (file: string, line: number) => options.sourceLine(file, line);
    lines = yield* syntaxErrorLines(exception, name, lineAt);
  } else {
    message += yield* suggestionFor(exception);
    lines.push(message === "" ? `${name}\n` : `${name}: ${message}\n`);
  }
  return lines.concat(notes);
}

function* notesOf(exception: PyException): Generator<Pending, string[], Value> {
  let notes: Value | undefined;
  try {
    notes = yield* optionalAttribute(exception, "__notes__");
  } catch (error) {
    if (!isThrown(error, E.Exception)) throw error;
    const why = yield* safeText(error.exception, reprOf, "<__notes__ repr() failed>");
    return [`Ignored error getting __notes__: ${why}\n`];
  }
  if (notes === undefined || notes === null) return [];
  if (!(notes instanceof PyList) && !(notes instanceof PyTuple))
    return [`${yield* safeText(notes, reprOf, "<__notes__ repr() failed>")}\n`];
  const lines: string[] = [];
  for (const note of [...notes.items]) {
    const text = yield* safeText(note, strOf, "<note str() failed>");
    for (const line of text.split("\n")) lines.push(`${line}\n`);
  }
  return lines;
}

function* safeText(
  value: Value,
  convert: (value: Value) => NativeResult,
  otherwise: string,
): Generator<Pending, string, Value> {
  try {
    const text = convert(value);
    return textOf((isPending(text) ? yield text : text) as Value) ?? otherwise;
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    return otherwise;
  }
}

// --- writing ---

class Writer {
  readonly #parts: string[] = [];
  #depth = 0;
  /** The last exception of a group draws the group's lower edge. */
  #isOpen = false;

  text(): string {
    return this.#parts.join("");
  }

  /** An exception after those that led to it. */
  chain(report: Report): void {
    const chain: [string, Report][] = [];
    for (let next: Report | null = report; next !== null; next = next.cause ?? next.context)
      chain.push([next.cause !== null ? CAUSE : next.context !== null ? CONTEXT : "", next]);
    for (const [sentence, part] of chain.reverse()) {
      if (sentence !== "") this.#emit(sentence);
      if (part.exceptions === null) this.#plain(part);
      else if (this.#depth > GROUP_DEPTH) this.#emit(`... (max_group_depth is ${GROUP_DEPTH})\n`);
      else this.#group(part, part.exceptions);
    }
  }

  #plain({ stack, lines }: Report): void {
    if (stack.length > 0) {
      this.#emit("Traceback (most recent call last):\n");
      for (const entry of stack) this.#emit(entry);
    }
    for (const line of lines) this.#emit(line);
  }

  #group({ stack, lines }: Report, exceptions: readonly Report[]): void {
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.#depth++;
    if (stack.length > 0) {
      const title = "Exception Group Traceback (most recent call last):\n";
      this.#emit(title, isOutermost ? "+" : "|");
      for (const entry of stack) this.#emit(entry);
    }
    for (const line of lines) this.#emit(line);
    const count = Math.min(exceptions.length, GROUP_WIDTH + 1);
    this.#isOpen = false;
    for (let i = 0; i < count; i++) {
      const isLast = i === count - 1;
      if (isLast) this.#isOpen = true;
      const title = i < GROUP_WIDTH ? `${i + 1}` : "...";
      this.#edge(`${i === 0 ? "+-" : "  "}+---------------- ${title} ----------------\n`);
      this.#depth++;
      if (i < GROUP_WIDTH) this.chain(exceptions[i] as Report);
      else {
        const more = exceptions.length - GROUP_WIDTH;
        this.#emit(`and ${more} more exception${more > 1 ? "s" : ""}\n`);
      }
      if (isLast && this.#isOpen) {
        this.#edge("+------------------------------------\n");
        this.#isOpen = false;
      }
      this.#depth--;
    }
    if (isOutermost) this.#depth = 0;
  }

  #edge(text: string): void {
    this.#parts.push("  ".repeat(this.#depth) + text);
  }

  #emit(text: string, margin = "|"): void {
    const prefix = this.#depth === 0 ? "" : `${"  ".repeat(this.#depth)}${margin} `;
    charge(text.length >> 4);
    this.#parts.push(indent(text, prefix));
  }
}
