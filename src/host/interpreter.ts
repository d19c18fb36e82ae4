/** The host's view of an interpreter. */
import type { Code } from "../compiler/code.ts";
import { CONST } from "../compiler/opcodes.ts";
import type { InputPort } from "../modules/io/standard.ts";
import type { OutputPort } from "../modules/io/text-io.ts";
import type { PyCode } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { after, type NativeResult } from "../objects/requests.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { compileText } from "../vm/compile-source.ts";
import { runBody } from "../vm/imports.ts";
import type { FileGrants } from "./files/grants.ts";
import type { HostModules } from "./foreign.ts";
import type { Stdlib } from "./library.ts";
import type { Platform } from "./platform.ts";
import type { Limits } from "./runtime.ts";
import { Session } from "./session.ts";

export interface InterpreterOptions {
  /** Gets what the program prints. If it answers a promise, the program waits for that. By default the console gets it. */
  readonly stdout?: OutputPort;
  readonly stderr?: OutputPort;
  /** Text, or a function that answers some (null at the end), perhaps later, or an async iterable. By default empty. */
  readonly stdin?: string | InputPort | AsyncIterable<string>;
  /** What programs may import of the host: objects of functions and values, by the modules' names. */
  readonly modules?: HostModules;
  /**
   * The files that programs may use, by the paths that they know them by: `{ "/data": new MemoryFiles(), "/in": { folder: "./in" } }`. By
   * default there are none.
   */
  readonly files?: FileGrants;
  /** `os.environ`, by default empty. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that programs begin in, by default `/`. */
  readonly cwd?: string;
  /** `sys.argv` */
  readonly argv?: readonly string[];
  /** Blocking calls (`time.sleep`, `input`) in a task of an event loop suspend that task alone. */
  readonly cooperative?: boolean;
  readonly limits?: Limits;
  /**
   * Python's library: the bytes of its zip file, its path, or (where `fetch` is) its URL. By default, on Node, that of the
   * package `pyodide`, where it is installed; false for none.
   */
  readonly stdlib?: Stdlib;
  /** Nothing depends on how fast the machine is: slices of running programs are counted, not timed. */
  readonly deterministic?: boolean;
}

export interface RunOptions {
  /** What tracebacks call the program. */
  readonly filename?: string;
  /** Global variables to set first. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Cancels the program where it waits or runs. */
  readonly signal?: AbortSignal;
}

/** The variables of the program's main module. */
export class Globals {
  readonly #session: Session;
  constructor(session: Session) {
    this.#session = session;
  }
  /** The converted value; undefined where there is none. */
  get(name: string): unknown {
    const value = this.#session.runtime.main.dict.get(name);
    return value === undefined ? undefined : this.#session.converter.toJs(value);
  }
  set(name: string, value: unknown): void {
    this.#session.runtime.main.dict.table.put(
      fromJs(name),
      this.#session.converter.toPython(value),
    );
  }
  has(name: string): boolean {
    return this.#session.runtime.main.dict.get(name) !== undefined;
  }
  delete(name: string): boolean {
    return this.#session.runtime.main.dict.delete(name);
  }
  keys(): string[] {
    return Array.from(this.#session.runtime.main.dict.table.live(), ({ key }) => textOf(key) ?? "");
  }
}

/** A Python interpreter of its own: modules, variables, limits. Programs in it run side by side. */
export class Interpreter {
  /** The variables of the program's main module. */
  readonly globals: Globals;
  readonly #session: Session;

  constructor(options: InterpreterOptions, platform: Platform) {
    const { stdin, ...others } = options;
    this.#session = new Session(
      stdin === undefined ? others : { ...others, stdin: inputPort(stdin) },
      platform,
    );
    this.globals = new Globals(this.#session);
  }

  /** For the entries of platforms. */
  protected get session(): Session {
    return this.#session;
  }

  /**
   * Runs a program. Resolves to the value of its last statement if that is an expression, else to undefined. The first
   * step is taken in a turn of its own, never inside this call.
   * @throws PythonError, LimitError, ClosedError, or the signal's reason
   */
  run(source: string, options: RunOptions = {}): Promise<unknown> {
    const { filename = "<string>", signal } = options;
    const inputs = this.#inputs(options);
    if (inputs instanceof Error) return Promise.reject(inputs);
    const program = new Program(this.#session, source, filename);
    return this.#session.startRaw(
      () => {
        this.#set(inputs);
        return program.begin();
      },
      (value) => program.result(value),
      signal,
      this.#session.runtime.newMainFiber(),
    );
  }

  /** The value of one expression. */
  evaluate(expression: string, options: RunOptions = {}): Promise<unknown> {
    const { filename = "<string>", signal } = options;
    const inputs = this.#inputs(options);
    if (inputs instanceof Error) return Promise.reject(inputs);
    const begin = () => {
      this.#set(inputs);
      return this.#session.program(expression, filename, "eval");
    };
    return this.#session.start(begin, signal, this.#session.runtime.newMainFiber());
  }

  /** Runs a program to its end within this call. Where it would have to wait, it gets a RuntimeError. */
  runSync(source: string, options: Omit<RunOptions, "signal"> = {}): unknown {
    const inputs = this.#inputs(options);
    if (inputs instanceof Error) throw inputs;
    const where = this.#session.isBelowPython ? undefined : "runSync()";
    const program = new Program(this.#session, source, options.filename ?? "<string>");
    const value = this.#session.performRaw(() => {
      this.#set(inputs);
      return program.begin();
    }, where);
    return program.result(value);
  }

  /** Whether a call for a result at once could wait here: not while Python waits for a function of the host to return. */
  canWait(): boolean {
    return !this.#session.isBelowPython;
  }

  /**
   * In a function of the host, before its first `await`: aborted if the Python code that called the function gives up
   * waiting for it.
   */
  get signal(): AbortSignal {
    return this.#session.signal;
  }

  /**
   * Cancels what runs and waits; `finally` blocks run, for `deadline` milliseconds at most (1,000 by default). No timer
   * or handle remains. Calls that have not ended by then, and all later ones, reject with ClosedError.
   */
  close(options: { readonly deadline?: number } = {}): Promise<void> {
    return this.#session.close(options.deadline ?? 1000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #inputs({ inputs = {} }: RunOptions): Map<string, Value> | Error {
    try {
      return new Map(
        Object.keys(inputs).map((name) => [name, this.#session.converter.toPython(inputs[name])]),
      );
    } catch (error) {
      return error as Error;
    }
  }

  #set(inputs: ReadonlyMap<string, Value>): void {
    for (const [name, value] of inputs)
      this.#session.runtime.main.dict.table.put(fromJs(name), value);
  }
}

/** A run of a program's text. */
class Program {
  readonly #session: Session;
  readonly #source: string;
  readonly #filename: string;
  #code: Code | null = null;
  constructor(session: Session, source: string, filename: string) {
    this.#session = session;
    this.#source = source;
    this.#filename = filename;
  }

  begin(): NativeResult {
    const { runtime } = this.#session;
    runtime.noteSource(this.#filename, this.#source);
    return after(
      compileText(this.#source, this.#filename, "exec", { wantsResult: true }),
      (code) => {
        const made = (code as PyCode).code;
        this.#code = made;
        return runBody(made, runtime.main.dict);
      },
    );
  }

  /** A program that does not end in an expression has no result, not even None. */
  result(value: Value): unknown {
    return value === null && !endsInExpression(this.#code)
      ? undefined
      : this.#session.converter.toJs(value);
  }
}

/** Without a result, the last instructions load None and return it. */
function endsInExpression(code: Code | null): boolean {
  if (code === null) return false;
  const { instructions, constants } = code;
  const load = instructions.length - 8;
  return instructions[load] !== CONST || constants[instructions[load + 2] as number] !== null;
}

/** Input as a port, whichever way the host gives it. */
export function inputPort(stdin: string | InputPort | AsyncIterable<string>): InputPort {
  if (typeof stdin === "function") return stdin;
  if (typeof stdin === "string") {
    let rest: string | null = stdin;
    return () => {
      const text = rest;
      rest = null;
      return text;
    };
  }
  const chunks = stdin[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await chunks.next();
    return done === true ? null : value;
  };
}
