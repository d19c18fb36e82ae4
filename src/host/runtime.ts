/** An interpreter's inside: its modules, its kernel, its budget. `Interpreter` is its face. */

import type { ExitFunction } from "../kernel/access.ts";
import { type Driver, Kernel, Park } from "../kernel/kernel.ts";
import type { Clock, Host } from "../kernel/ports.ts";
import type { Process, ProcessState } from "../kernel/process.ts";
import { type SignalOwner, type SignalPort, Signals } from "../kernel/signals.ts";
import { runningLoop } from "../modules/asyncio/loop.ts";
import { CodecRegistry, transformText } from "../modules/codecs/registry.ts";
import {
  builtinImporterType,
  builtinSpec,
  frozenImporterType,
} from "../modules/importlib/builtin-importers.ts";
import { importModule } from "../modules/importlib/import.ts";
import { folderHook, pathFinderType } from "../modules/importlib/path-finder.ts";
import type { ModuleFiles } from "../modules/importlib/state.ts";
import { zipImporterType } from "../modules/importlib/zip-importer.ts";
import { installModuleTypes, nativeModules } from "../modules/index.ts";
import { type InputPort, standardStreams, writeTo } from "../modules/io/standard.ts";
import { type OutputPort, PyTextIO } from "../modules/io/text-io.ts";
import { lazyModule, lazyModuleNames, loadLazyModule } from "../modules/lazy.ts";
import { unraisable } from "../modules/sys.ts";
import { emitWarning, newWarningState } from "../modules/warnings.ts";
import { installBuiltinTypes } from "../objects/builtins/index.ts";
import type { InterpreterState } from "../objects/current.ts";
import { functionBuilder, type NativeModule } from "../objects/define.ts";
import { E, newException, type PyException, PyThrow, raise } from "../objects/errors.ts";
import { FormatTables } from "../objects/formatting/tables.ts";
import { PyModule } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import { Identities } from "../objects/identities.ts";
import { Lifetimes } from "../objects/lifetimes.ts";
import type { Value } from "../objects/object.ts";
import { object } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import {
  after,
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  TrapRequest,
} from "../objects/requests.ts";
import { PyList, PyTuple } from "../objects/sequences.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { installNames } from "../objects/text/unicode-names.ts";
import type { PyType } from "../objects/type.ts";
import { begin } from "../vm/begin.ts";
import { Fiber, type PyGenerator } from "../vm/frame.ts";
import { callingFrame, frameOf, isHeld, superArguments } from "../vm/frame-access.ts";
import type { Watch } from "../vm/frame-trace.ts";
import { missingFromModule } from "../vm/partial-modules.ts";
import { type BreakHandler, type ImportState, machine } from "../vm/state.ts";
import { lineOf } from "../vm/traceback.ts";
import { formatException } from "../vm/traceback-format.ts";
import type { CodeStore } from "./code-cache.ts";
import { jsErrorType, type LimitKind, limitExceededType } from "./errors.ts";
import { type Library, ModuleSources } from "./modules.ts";

export interface Limits {
  /**
   * Units of work that the interpreter may do in its life: about one for each turn of a loop and each call, and for
   * each item or 16 bytes that a builtin handles.
   */
  readonly fuel?: number;
  /** Depth of the Python stack; `sys.setrecursionlimit` may change it. 1,000 by default. */
  readonly recursion?: number;
  /** Milliseconds that one call from the host may take, waiting included. Not kept where `deterministic` is set. */
  readonly wallClock?: number;
}

export interface RuntimeOptions {
  readonly clock: Clock;
  readonly host: Host;
  readonly stdout: OutputPort;
  readonly stderr: OutputPort;
  readonly stdin: InputPort;
  /** Which of the standard streams are terminals. */
  readonly terminals: ReadonlySet<string>;
  readonly argv: readonly string[];
  /** Its files, and what else is around the program. */
  readonly posix: Process;
  /** Files that modules are imported from. */
  readonly files: ModuleFiles | null;
  readonly inflate: (bytes: Uint8Array, size: number) => Uint8Array;
  readonly codeStore: CodeStore | null;
  /** Python's library. */
  readonly library: Library | null;
  /** Modules of the host, by name. */
  readonly modules: ReadonlyMap<string, () => PyModule>;
  readonly limits: Limits;
  /** Blocking calls in a task of a loop suspend that task alone. */
  readonly isCooperative: boolean;
  /** Slices are counted, never timed. */
  readonly isDeterministic: boolean;
  /** A fault of ours that is no program's: the interpreter is of no use any more. */
  readonly onFault: (error: unknown) => void;
  /** The signals of the process; null where programs may not have them. */
  readonly signals?: SignalPort | null;
  /** Collects what JavaScript has dropped; null where the platform has no such function. */
  readonly collectGarbage?: (() => void) | null;
  /** Asked now and then; a program that runs meanwhile gets a MemoryError. */
  readonly isOutOfMemory?: (() => boolean) | undefined;
}

/** What the runtime knows of a call from the host, under the number of its thread. */
export interface CallState {
  /** By the monotonic clock; Infinity for none. */
  readonly deadline: number;
  readonly started: number;
  /** Takes the exception that the host has for whatever runs in this call; null if there is none. */
  takeInterruption(): PyException | null;
  /** What runs for it has reached a limit: nothing of it handles exceptions any more. */
  condemn(): void;
  /** Raises an exception in what runs or waits in it. */
  interrupt(exception: PyException): void;
  readonly fiber: Fiber;
}

interface StartedThread {
  readonly fiber: Fiber;
  /** The thread of the call from the host in which it was started, and that call: its deadline holds for this too. */
  readonly call: number;
  readonly state: CallState | undefined;
}

/** What the host is told of a limit. */
export interface Exceeded {
  readonly kind: LimitKind;
  readonly limit: number;
  readonly used: number;
}

/** Units of work between two looks at the clock: well below a millisecond. */
const SLICE = 20_000;
/** Fuel of a watched program: frames that begin look for trace functions where it is below 0. */
const WATCHED = -1;
/** How long a fiber runs before others get a turn, in seconds. */
const SLICE_TIME = 0.008;

/** So many results of functions of the host are known again when somebody awaits them. */
const WAITED = 8;

const LINE_END = /\r\n?|\n/;

export class Runtime
  implements InterpreterState, BreakHandler, ImportState, ProcessState, SignalOwner
{
  readonly modules = new PyDict();
  readonly builtins = new PyDict();
  readonly builtinsModule: PyModule;
  readonly main: PyModule;
  readonly subclasses = new Map<PyType, WeakRef<PyType>[]>();
  readonly identities = new Identities();
  readonly lifetimes = new Lifetimes();
  readonly warnings = newWarningState();
  readonly kernel: Kernel;
  readonly posix: Process;
  readonly clock: Clock;
  readonly options: RuntimeOptions;
  readonly imports: ModuleSources;
  readonly isCooperative: boolean;
  readonly readLine: Value;
  readonly exceeded = new WeakMap<PyException, Exceeded>();
  /** Calls from the host that have not ended, by thread. */
  readonly calls = new Map<number, CallState>();
  /** Calls with an exception of the host's that was not raised yet. */
  readonly interrupted = new Set<CallState>();
  /** Threads whose call has ended before their fibers had: what is left of them is not to run on. */
  readonly abandoned = new Set<number>();
  readonly collectGarbage: (() => void) | null;
  intMaxDigits = 4300;
  originDepth = 0;
  readonly formats = new FormatTables();
  readonly errorHandlers = new Map<string, Value>();
  readonly codecs = new CodecRegistry();
  recursionLimit: number;
  /** Work done so far. */
  used = 0;
  /** While the host waits for a result in the same call: slices do not end. */
  isSync = false;
  readonly watches = new Map<number, Watch>();
  /** Work done since a slice last ended, while a thread is watched. */
  #watched = 0;
  /** What machine.fuel was when it was last filled. */
  #granted = 0;
  #sliceStart = 0;
  /** The thread of the main program: of one call from the host after the other. */
  readonly mainThread = 1;
  #threads = this.mainThread;
  readonly signals: Signals;
  readonly exitFunctions: ExitFunction[] = [];
  /** It is being closed. */
  isClosing = false;
  /** The last results of functions of the host that have waited. */
  readonly #waited: { readonly name: string; readonly value: Value }[] = [];
  #waitedCount = 0;
  readonly #sources = new Map<string, readonly string[]>();

  constructor(options: RuntimeOptions) {
    installBuiltinTypes();
    installModuleTypes();
    this.options = options;
    this.clock = options.clock;
    this.isCooperative = options.isCooperative;
    this.collectGarbage = options.collectGarbage ?? null;
    this.recursionLimit = options.limits.recursion ?? 1000;
    this.kernel = new Kernel(options.clock, options.host, this);
    this.posix = options.posix;
    this.signals = new Signals(this, options.signals ?? null);
    const { files, inflate, library, modules } = options;
    this.imports = new ModuleSources({
      hosted: modules,
      makeNative: (name) => this.load(name),
      files,
      inflate,
      library,
      codeStore: options.codeStore,
    });
    this.builtinsModule = new PyModule(this.builtins);
    this.main = new PyModule(new PyDict());
    const input = functionBuilder.caller("Read a line.", [object("prompt")], (prompt) =>
      this.#readLine(prompt),
    );
    this.readLine = input("input", null as unknown as PyType);
    this.within(() => this.#boot());
  }

  #boot(): void {
    this.modules.set("builtins", this.builtinsModule);
    this.#fill(this.builtinsModule, nativeModules.get("builtins") as NativeModule);
    this.modules.set("__main__", this.main);
    const { dict } = this.main;
    dict.set("__name__", "__main__");
    for (const name of ["__doc__", "__package__", "__loader__", "__spec__"]) dict.set(name, null);
    dict.set("__builtins__", this.builtinsModule);
    const sys = this.#make("sys");
    this.modules.set("sys", sys);
    const { argv } = this.options;
    for (const [name, stream] of standardStreams(this.posix, this.options)) {
      sys.dict.set(name, stream);
      sys.dict.set(`__${name}__`, stream);
    }
    sys.dict.set("argv", new PyList(argv.map(fromJs)));
    sys.dict.set(
      "builtin_module_names",
      new PyTuple([...nativeModules.keys(), ...lazyModuleNames].sort()),
    );
    sys.dict.set(
      "meta_path",
      new PyList([builtinImporterType, frozenImporterType, pathFinderType]),
    );
    sys.dict.set("path_hooks", new PyList([zipImporterType, folderHook]));
    const { library } = this.options;
    if (library !== null) sys.dict.set("path", new PyList([fromJs(library.path)]));
  }

  /** Runs host code with this interpreter as the current one. */
  within<T>(body: () => T): T {
    const { interpreter, fuel, recursionLimit, running, pushed } = machine;
    const granted = this.#granted;
    machine.interpreter = this;
    machine.recursionLimit = this.recursionLimit;
    this.#refuel();
    try {
      return body();
    } finally {
      this.used += this.#granted - machine.fuel;
      this.#granted = granted;
      this.recursionLimit = machine.recursionLimit;
      machine.interpreter = interpreter;
      machine.fuel = fuel;
      machine.recursionLimit = interpreter === this ? this.recursionLimit : recursionLimit;
      machine.running = running;
      machine.pushed = pushed;
    }
  }

  /** A fiber with a thread identity of its own, or with one that others have too. */
  newFiber(thread?: number): Fiber {
    if (thread !== undefined) this.#shared.add(thread);
    return new Fiber(thread ?? ++this.#threads);
  }
  /** Threads that several calls from the host run as, one after the other. */
  readonly #shared = new Set<number>();

  /** A fiber of the main thread; of a new one where another call runs as that. */
  newMainFiber(): Fiber {
    const { mainThread } = this;
    const isTaken = this.calls.has(mainThread) || this.abandoned.has(mainThread);
    return this.newFiber(isTaken ? undefined : mainThread);
  }

  /** A fiber that is a thread of its own, of the same call from the host as another thread. */
  newThread(of: number): Fiber {
    const fiber = this.newFiber();
    const call = this.#callThread(of);
    this.#started.set(fiber.thread, { fiber, call, state: this.calls.get(call) });
    return fiber;
  }
  readonly #started = new Map<number, StartedThread>();

  endThread({ thread }: Fiber): void {
    this.#started.delete(thread);
    this.forgetThread(thread);
  }

  /** The thread of the call from the host that a thread belongs to. */
  #callThread(thread: number): number {
    return this.#started.get(thread)?.call ?? thread;
  }

  /** Ends the threads that one call has started, or all: nothing of them handles that. */
  endThreads(call?: number): void {
    for (const started of this.#started.values()) {
      if (call !== undefined && started.call !== call) continue;
      const { fiber } = started;
      fiber.isCondemned = true;
      const exception = newException(limitExceededType, "the call has ended");
      if (!this.kernel.interrupt(fiber, exception)) fiber.pending = exception;
    }
    this.requestBreak();
  }

  threadKey(thread: number): object {
    let key = this.#threadKeys.get(thread);
    if (key === undefined) {
      key = {};
      this.#threadKeys.set(thread, key);
    }
    return key;
  }
  readonly #threadKeys = new Map<number, object>();

  /** A thread has ended, and with it what is its own. */
  forgetThread(thread: number): void {
    if (this.#shared.has(thread)) return;
    this.#threadKeys.delete(thread);
    if (this.watches.delete(thread)) this.watchesChanged();
  }

  threads(): ReadonlyMap<number, Fiber> {
    const fibers = new Map<number, Fiber>();
    for (const [thread, { fiber }] of this.calls) fibers.set(thread, fiber);
    for (const [thread, { fiber }] of this.#started) fibers.set(thread, fiber);
    return fibers;
  }

  // --- signals ---

  callHandler(handler: Value, signal: number): void {
    const main = this.calls.get(this.mainThread);
    const fiber = this.newFiber(this.mainThread);
    const frame = main === undefined ? null : (frameOf(main.fiber) as Value);
    const driver: Driver = {
      onTrap: () => this.kernel.spawn(fiber, driver, { kind: "value", value: null }),
      onEnd: (_fiber, exit) => {
        if (exit.kind === "error") this.calls.get(this.mainThread)?.interrupt(exit.exception);
        this.signals.handled();
      },
    };
    this.kernel.spawnFirst(fiber, driver, begin(new CallRequest(handler, [signal, frame], null)));
  }

  interruptAll(): void {
    for (const call of [...this.calls.values()]) call.interrupt(newException(E.KeyboardInterrupt));
  }

  // --- modules ---

  /** Makes a native module of this interpreter's own, once it is there. */
  load(name: string): PyModule | Pending {
    if (nativeModules.has(name) || lazyModule(name) !== undefined) return this.#make(name);
    const part = this.#part(`the module ${name}`, () => loadLazyModule(name));
    return after(part, () => this.#make(name)) as Pending;
  }

  #make(name: string): PyModule {
    const definition = (nativeModules.get(name) ?? lazyModule(name)) as NativeModule;
    const module = new PyModule(new PyDict());
    this.#fill(module, definition);
    if (name === "ohwait") module.dict.set("JSError", jsErrorType);
    return module;
  }

  #fill(module: PyModule, definition: NativeModule): void {
    const { name, doc } = definition;
    const { dict } = module;
    dict.set("__name__", name);
    dict.set("__doc__", doc === "" ? null : doc);
    dict.set("__package__", name.slice(0, Math.max(name.lastIndexOf("."), 0)));
    dict.set("__loader__", builtinImporterType);
    dict.set("__spec__", builtinSpec(name));
    for (const [key, value] of definition.contents()) dict.set(key, value);
  }

  importModule(name: string, globals: PyDict, fromList: Value, level: number): NativeResult {
    return importModule(name, globals, fromList, level);
  }

  missingFromModule(module: PyModule, name: string): string | null {
    return missingFromModule(module, name);
  }

  /** Keeps a program's text for tracebacks. */
  noteSource(filename: string, source: string): void {
    this.#sources.set(filename, source.split(LINE_END));
    this.#programs.set(filename, source);
    const linecache = this.modules.get("linecache");
    if (linecache instanceof PyModule) this.#tellLinecache(linecache);
  }
  /** Texts that are in no file, or need not be. */
  readonly #programs = new Map<string, string>();

  onImported(name: string, module: Value): void {
    if (name === "linecache" && module instanceof PyModule) this.#tellLinecache(module);
  }

  /** The library looks for source lines in files; what the host has given it is told of: (size, no time, lines, name). */
  #tellLinecache({ dict }: PyModule): void {
    const cache = dict.get("cache");
    if (!(cache instanceof PyDict)) return;
    for (const [filename, source] of this.#programs) {
      const lines = source.split(/(?<=\n)/).map(fromJs);
      const name = fromJs(filename);
      cache.table.put(name, new PyTuple([source.length, null, new PyList(lines), name]));
    }
  }

  sourceLine(filename: string, line: number): string | null {
    let lines = this.#sources.get(filename);
    if (lines === undefined) {
      const source = this.imports.sourceText(filename);
      if (source === null) return null;
      lines = source.split(LINE_END);
      this.#sources.set(filename, lines);
    }
    return lines[line - 1] ?? null;
  }

  // --- budget ---

  charge(units: number): boolean {
    machine.fuel -= units;
    if (machine.fuel >= 0) return false;
    if (machine.fuel < -SLICE) this.#checkNative();
    return true;
  }

  /** A native works on and on, and makes no pause: it is ended here, if it has to be. */
  #checkNative(): void {
    this.#drain();
    const { fiber } = machine;
    const exception = this.#exceeded(fiber);
    if (exception === null) return;
    fiber.pending = null;
    throw new PyThrow(exception);
  }

  /** The exception for a budget that is used up. */
  #exceeded(fiber: Fiber): PyException | null {
    const { fuel, wallClock } = this.options.limits;
    if (fuel !== undefined && this.used > fuel) return this.condemn(fiber, "fuel", fuel, this.used);
    const thread = this.#callThread(fiber.thread);
    const call = this.calls.get(thread) ?? this.#started.get(fiber.thread)?.state;
    if (call !== undefined && wallClock !== undefined && !this.options.isDeterministic) {
      const now = this.clock.monotonic();
      if (now > call.deadline)
        return this.condemn(fiber, "wallClock", wallClock, (now - call.started) * 1000);
    }
    return this.options.isOutOfMemory?.() === true ? newException(E.MemoryError) : null;
  }

  get isInterrupted(): boolean {
    return this.interrupted.size > 0;
  }

  takeInterruption(fiber: Fiber): PyException | null {
    const thread = this.#callThread(fiber.thread);
    // It is meant for the call, not for threads that were started by it.
    return thread === fiber.thread ? (this.calls.get(thread)?.takeInterruption() ?? null) : null;
  }

  /** Makes what runs look at the break handler soon. */
  requestBreak(): void {
    if (machine.interpreter !== this) return;
    this.#drain();
    this.#watched = SLICE;
  }

  watchesChanged(): void {
    this.#drain();
  }

  /** Counts what was used, and leaves nothing. */
  #drain(): void {
    this.used += this.#granted - machine.fuel;
    machine.fuel = this.#granted = this.watches.size > 0 ? WATCHED : 0;
  }

  #refuel(): void {
    const { fuel } = this.options.limits;
    if (this.watches.size > 0) this.#granted = WATCHED;
    else
      this.#granted = fuel === undefined ? SLICE : Math.max(0, Math.min(SLICE, fuel - this.used));
    machine.fuel = this.#granted;
  }

  onBreak(fiber: Fiber): boolean {
    const spent = this.#granted - machine.fuel;
    this.used += spent;
    this.#refuel();
    if (this.watches.size > 0) {
      this.#watched += spent;
      if (this.#watched < SLICE && this.used <= (this.options.limits.fuel ?? this.used))
        return false;
      this.#watched = 0;
    }
    const exception = this.#exceeded(fiber);
    if (exception !== null) {
      fiber.pending = exception;
      return true;
    }
    const thread = this.#callThread(fiber.thread);
    const call = this.calls.get(thread);
    if (call === undefined) {
      if (this.abandoned.has(thread)) {
        fiber.isCondemned = true;
        fiber.pending = newException(limitExceededType, "the call has ended");
        return true;
      }
    } else {
      fiber.pending = this.takeInterruption(fiber);
      if (fiber.pending !== null) return true;
    }
    if (this.isSync) return false;
    if (this.options.isDeterministic) return true;
    const now = this.clock.monotonic();
    if (now - this.#sliceStart < SLICE_TIME) return false;
    this.#sliceStart = now;
    return true;
  }

  /** From now on the fiber passes all handlers; the exception is raised at its next break. */
  condemn(fiber: Fiber, kind: LimitKind, limit: number, used: number): PyException {
    const text =
      kind === "fuel" ? `fuel limit of ${limit} exceeded` : `time limit of ${limit} ms exceeded`;
    const exception = newException(limitExceededType, text);
    this.exceeded.set(exception, { kind, limit, used: Math.round(used) });
    fiber.pending = exception;
    fiber.isCondemned = true;
    this.calls.get(this.#callThread(fiber.thread))?.condemn();
    return exception;
  }

  onFault(error: unknown): void {
    this.options.onFault(error);
  }

  // --- what natives ask for ---

  callerOfSuper(): [Value, Value] {
    return superArguments();
  }

  callerModule(): Value {
    try {
      return callingFrame().namespace.globals.get("__name__") ?? null;
    } catch {
      return null; // No Python frame: the host makes the class.
    }
  }

  warn(category: PyType, text: string): Pending {
    let filename = "<sys>";
    let line = 0;
    try {
      const frame = callingFrame();
      filename = frame.code.filename;
      line = lineOf(frame);
    } catch {
      // No Python frame: a warning of the interpreter's own.
    }
    return emitWarning(category, fromJs(text), filename, line, false);
  }

  warnAt(category: PyType, text: string, filename: string, line: number): Pending {
    return emitWarning(category, fromJs(text), filename, line, true);
  }

  isHeld(test: (value: Value) => boolean): boolean {
    return isHeld(test);
  }

  codeText(direction: "encode" | "decode", value: Value, name: string, errors: string): Pending {
    return transformText(direction, value, name, errors);
  }

  loadNames(): Pending {
    return this.#part("the names of characters", () =>
      import("../objects/text/unicode-names-data.ts").then(installNames),
    );
  }

  /** Waits for a part of the interpreter that is loaded when it is first needed. */
  #part(what: string, load: () => Promise<void>): Pending {
    return new TrapRequest(
      new Park(
        what,
        (token) => {
          load().then(
            () => token.wake({ kind: "value", value: null }),
            (error: unknown) => {
              const text = `${what} cannot be loaded: ${error}`;
              token.wake({ kind: "error", exception: newException(E.SystemError, text) });
            },
          );
          return null;
        },
        false,
      ),
    );
  }

  /** An attribute of the sys module as the program has left it; null if there is none. */
  sysAttribute(name: string): Value {
    const sys = this.modules.get("sys");
    return (sys instanceof PyModule ? sys.dict.get(name) : undefined) ?? null;
  }

  stdout(): Value {
    return this.sysAttribute("stdout");
  }

  /** A function of the host has waited, and this is its result. */
  noteWaited(name: string, value: Value): void {
    this.#waited[this.#waitedCount++ % WAITED] = { name, value };
  }

  awaitHint(value: Value): string | null {
    const found = this.#waited.find((one) => one.value === value);
    if (found === undefined) return null;
    const { name } = found;
    return `${name}() has already waited for its result. Write ${name}(...) without await, or mark it with coroutine() in the host.`;
  }

  noteAsyncGenerator(generator: PyGenerator, what: "begins" | "ends" | "dropped"): void {
    const loop = runningLoop(this.kernel, machine.fiber.thread);
    if (loop === null) return;
    if (what === "begins") loop.asyncGenerators.add(generator);
    else loop.asyncGenerators.delete(generator);
    if (what === "dropped") loop.onDropped?.(generator);
  }

  reportUnraisable(exception: PyException, object: Value, message: Value = null): Pending {
    return unraisable(this.sysAttribute("unraisablehook"), exception, object, message);
  }

  writeError(text: string): Pending {
    return writeTo(this.sysAttribute("stderr"), fromJs(text));
  }

  *#readLine(prompt: Value): NativeGenerator {
    if (prompt !== "") yield writeTo(this.stdout(), prompt);
    const stdin = this.sysAttribute("stdin");
    let line: Value;
    if (stdin instanceof PyTextIO && stdin.shape.type.isBuiltin) {
      stdin.check();
      const read = stdin.line(-1);
      line = (isPending(read) ? yield read : read) as Value;
    } else {
      const method = getAttribute(stdin, "readline");
      line = yield call((isPending(method) ? yield method : method) as Value);
    }
    const text = textOf(line);
    if (text === undefined) raise(E.TypeError, "object.readline() returned non-string");
    if (text === "") raise(E.EOFError, "EOF when reading a line");
    return text.endsWith("\n") ? fromJs(text.slice(0, -1)) : line;
  }

  formatException(exception: PyException): Pending {
    return formatException(exception, { sourceLine: (file, line) => this.sourceLine(file, line) });
  }
}
