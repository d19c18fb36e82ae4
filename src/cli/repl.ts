/** The prompt: reads statements, runs them, shows what they give. https://docs.python.org/3/tutorial/interpreter.html#interactive-mode */
import type { Session } from "../host/session.ts";
import { E, type PyException } from "../objects/errors.ts";
import type { PyModule } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { strOf } from "../objects/protocols/text.ts";
import { textOf } from "../objects/str.ts";
import { statementSoFar } from "../syntax/parser.ts";
import type { Fiber } from "../vm/frame.ts";
import { PyTraceback } from "../vm/traceback.ts";
import { END, INTERRUPTED, type Terminal } from "./terminal.ts";

export interface ReplOptions {
  readonly session: Session;
  /** Statements run on this fiber, one after the other: they are one thread, with one context. */
  readonly fiber: Fiber;
  readonly readLine: Terminal["readLine"];
  readonly writeError: (text: string) => void;
  /** Shows an exception; answers the exit status if it ends the program. */
  readonly report: (error: unknown) => Promise<number | null>;
}

const INPUT = "<python-input-";
const PROMPTS = { ps1: ">>> ", ps2: "... " } as const;

export class Repl {
  readonly #options: ReplOptions;
  #statements = 0;

  constructor(options: ReplOptions) {
    this.#options = options;
    for (const [name, prompt] of Object.entries(PROMPTS)) this.#sys.dict.set(name, prompt);
  }

  /** Reads and runs statements until input or program ends; answers the exit status. */
  async run(): Promise<number> {
    let status: number | null = null;
    while (status === null) {
      const source = await this.#read();
      if (source === END) {
        this.#options.writeError("\n");
        status = 0;
      } else if (source !== null) status = await this.#execute(source);
    }
    const { session, fiber } = this.#options;
    try {
      await session.startRaw(
        () => session.endStatements(),
        () => undefined,
        undefined,
        fiber,
      );
    } catch (error) {
      await this.#options.report(error);
    }
    return status;
  }

  /** The next statement; null if there was none. */
  async #read(): Promise<string | typeof END | null> {
    const { readLine, writeError } = this.#options;
    let source = "";
    for (;;) {
      const prompt = await this.#prompt(source === "" ? "ps1" : "ps2");
      const line = await readLine(prompt);
      if (line === INTERRUPTED) {
        writeError("\nKeyboardInterrupt\n");
        return null;
      }
      if (line === END) return source === "" ? END : source;
      source += `${line}\n`;
      const state = statementSoFar(source, "<stdin>");
      if (state === "nothing") return null;
      if (state === "whole") return source;
    }
  }

  async #execute(source: string): Promise<number | null> {
    const { session, fiber, report } = this.#options;
    const filename = `${INPUT}${this.#statements++}>`;
    try {
      await session.startRaw(
        () => session.statement(source, filename),
        () => undefined,
        undefined,
        fiber,
      );
      return null;
    } catch (error) {
      const exception = session.exceptionBehind(error as object);
      if (exception !== undefined) exception.traceback = withoutOurs(exception.traceback);
      if (exception !== undefined && !exception.shape.type.isSubtype(E.SystemExit))
        this.#keep(exception);
      return await report(error);
    }
  }

  /** For post-mortem debuggers. https://docs.python.org/3/library/sys.html#sys.last_exc */
  #keep(exception: PyException): void {
    const { dict } = this.#sys;
    dict.set("last_exc", exception);
    dict.set("last_type", exception.shape.type);
    dict.set("last_value", exception);
    dict.set("last_traceback", exception.traceback);
  }

  get #sys(): PyModule {
    return this.#options.session.runtime.modules.get("sys") as PyModule;
  }

  /** What the program has made of `sys.ps1` and `sys.ps2`: objects whose str is asked for each time. */
  async #prompt(name: keyof typeof PROMPTS): Promise<string> {
    const { session, fiber } = this.#options;
    const value: Value = session.runtime.sysAttribute(name);
    const text = textOf(value);
    if (text !== undefined) return text;
    if (value === null) return "";
    try {
      return await session.startRaw(
        () => strOf(value),
        (shown) => textOf(shown) ?? "",
        undefined,
        fiber,
      );
    } catch {
      return "";
    }
  }
}

/** The part of a traceback that begins in what was typed: what is awaited there has run below frames of ours. */
function withoutOurs(traceback: PyException["traceback"]): PyException["traceback"] {
  for (let one = traceback; one instanceof PyTraceback; one = one.next)
    if (one.frame.code.filename.startsWith(INPUT)) return one;
  return traceback;
}
