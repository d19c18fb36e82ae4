/** Runs Python for the host, and keeps both sides' objects apart. `Interpreter` is its public face. */

import type { FileSystem } from "../kernel/files.ts";
import { Handoff, Park } from "../kernel/kernel.ts";
import type { Host } from "../kernel/ports.ts";
import { Process, type ProcessInfo } from "../kernel/process.ts";
import type { SignalPort } from "../kernel/signals.ts";
import { runExitFunctions } from "../modules/atexit.ts";
import type { InputPort } from "../modules/io/standard.ts";
import type { OutputPort } from "../modules/io/text-io.ts";
import { flushUnwritten } from "../modules/io/unwritten.ts";
import { E, newException, PyException, PyThrow } from "../objects/errors.ts";
import { type PyCode, PyFunction, PyModule } from "../objects/function.ts";
import type { PyNative } from "../objects/native.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { getAttribute, setAttribute } from "../objects/protocols/attributes.ts";
import { reprOf, strOf } from "../objects/protocols/text.ts";
import {
  after,
  CallRequest,
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../objects/requests.ts";
import { PyList } from "../objects/sequences.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { begin } from "../vm/begin.ts";
import { compileText } from "../vm/compile-source.ts";
import { FinalizeFrame } from "../vm/finalizers.ts";
import type { Fiber } from "../vm/frame.ts";
import { runBody } from "../vm/imports.ts";
import { run } from "../vm/machine.ts";
import { Awaiting } from "./awaiting.ts";
import { type CallOwner, HostCall } from "./calls.ts";
import { Converter, type Foreign } from "./convert.ts";
import { ClosedError, ConversionError, type InternalError, PythonError } from "./errors.ts";
import { ExceptionErrors, internalError } from "./exceptions.ts";
import { type FileGrants, grantedFiles } from "./files/grants.ts";
import {
  asyncIterator,
  exceptionFor,
  type HostModules,
  hostFunction,
  hostModules,
  promiseAwaitable,
} from "./foreign.ts";
import {
  type AsyncSteps,
  newFunction,
  noteHandle,
  ownerOf,
  PythonAsyncGenerator,
  PythonAwaitable,
  PythonObject,
} from "./handles.ts";
import { libraryOf, type Stdlib } from "./library.ts";
import type { AnyFunction } from "./opaque.ts";
import type { Platform } from "./platform.ts";
import { plainInfo } from "./process-info.ts";
import { reachable } from "./reachable.ts";
import { type Limits, Runtime } from "./runtime.ts";

export interface SessionOptions {
  readonly files?: FileGrants;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Instead of what `files` grants: all there is, and who the program is. */
  readonly system?: {
    readonly files: FileSystem;
    readonly info: ProcessInfo;
    readonly umask: number;
  };
  readonly stdout?: OutputPort;
  readonly stderr?: OutputPort;
  readonly stdin?: InputPort;
  readonly terminals?: ReadonlySet<string>;
  readonly modules?: HostModules;
  readonly argv?: readonly string[];
  readonly cooperative?: boolean;
  readonly deterministic?: boolean;
  readonly limits?: Limits;
  readonly stdlib?: Stdlib;
  readonly isOutOfMemory?: (() => boolean) | undefined;
  readonly signals?: SignalPort;
}

export interface CallOptions {
  /** Keyword arguments. */
  readonly keywords?: Readonly<Record<string, unknown>>;
  /** Cancels the call where it waits or runs. */
  readonly signal?: AbortSignal;
}

/** JavaScript may call Python, which calls JavaScript, and so on, this deep. */
const MAX_NESTING = 100;

const NOTHING: InputPort = () => null;

export class Session implements Foreign, CallOwner {
  readonly runtime: Runtime;
  readonly converter: Converter = new Converter(this);
  /** Functions of the host → what Python has for them, and back. */
  readonly functions = new WeakMap<AnyFunction, Value>();
  readonly hostFunctions = new WeakMap<PyObject, AnyFunction>();
  /** What the host threw, by its exception. */
  readonly thrown = new WeakMap<PyException, unknown>();
  readonly #handles = new WeakMap<PyObject, object>();
  readonly #objects = new WeakMap<PyObject, PythonObject>();
  readonly #exceptions = new ExceptionErrors(this);
  readonly #awaiting = new Awaiting(this);
  /** The functions of the host that Python is calling, and entries for results at once: where nothing can wait. */
  readonly #barriers: string[] = [];
  #controller: AbortController | null = null;
  #isClosed = false;
  /** Called when the last call has ended. */
  #onEmpty: (() => void) | null = null;

  constructor(options: SessionOptions, platform: Platform, host: Host = platform.newHost()) {
    const { files } = platform;
    this.runtime = new Runtime({
      clock: platform.clock,
      host,
      stdout: options.stdout ?? platform.newStdout(),
      stderr: options.stderr ?? platform.newStderr(),
      stdin: options.stdin ?? NOTHING,
      terminals: options.terminals ?? new Set(),
      argv: options.argv ?? [""],
      posix: new Process(
        options.system?.files ?? grantedFiles(options.files ?? {}, platform),
        options.system?.info ?? plainInfo,
        options.cwd ?? "/",
        new Map(Object.entries(options.env ?? {})),
        options.system?.umask,
      ),
      files,
      inflate: platform.inflate,
      codeStore: platform.codeStore(),
      library: libraryOf(options.stdlib, platform),
      modules: hostModules(this, options.modules ?? {}),
      limits: options.limits ?? {},
      isCooperative: options.cooperative ?? false,
      isDeterministic: options.deterministic ?? false,
      isOutOfMemory: options.isOutOfMemory,
      signals: options.signals ?? null,
      collectGarbage: platform.collectGarbage,
      onFault: (error) => this.#fail(error),
    });
    this.runtime.lifetimes.onDropped = () => this.#noteDropped();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  // --- running ---

  /** Starts Python on a fiber of its own; the first step is in the next turn. Resolves to the converted result. */
  start(work: () => NativeResult, signal?: AbortSignal, fiber?: Fiber): Promise<unknown> {
    return this.startRaw(work, this.#toJs, signal, fiber);
  }
  readonly #toJs = (value: Value): unknown => this.converter.toJs(value);

  startRaw<T>(
    work: () => NativeResult,
    convert: (value: Value) => T,
    signal?: AbortSignal,
    fiber = this.runtime.newFiber(),
  ): Promise<T> {
    if (this.#refusal !== null) return Promise.reject(this.#refusal);
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return this.#begin(work, convert, signal, fiber);
  }

  #begin<T>(
    work: () => NativeResult,
    convert: (value: Value) => T,
    signal: AbortSignal | undefined,
    fiber: Fiber,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const made = new HostCall(this, fiber, convert, resolve, reject, signal);
      this.runtime.kernel.spawn(fiber, made, begin(work));
    });
  }

  // --- as the owner of its calls ---

  onDone({ convert, resolve, reject }: HostCall, value: Value): void {
    this.#noteEnd();
    try {
      resolve(convert(value) as never);
    } catch (error) {
      reject(error);
    }
  }

  onFailed({ reject }: HostCall, exception: PyException): void {
    this.#noteEnd();
    reject(this.toError(exception));
  }

  onEnded({ reject }: HostCall, reason: unknown): void {
    this.#noteEnd();
    reject(reason);
  }

  /** Nothing can be said of the state that a fault has left: all calls end, and later ones are refused. */
  #fail(error: unknown): void {
    this.#fault ??= internalError(error);
    for (const one of this.#liveCalls()) one.drop(this.#fault);
    this.runtime.kernel.close();
  }
  #fault: InternalError | null = null;

  /** Why nothing runs here any more; null while it does. */
  get #refusal(): Error | null {
    return this.#isClosed ? new ClosedError() : this.#fault;
  }

  #noteEnd(): void {
    if (this.runtime.calls.size === 0) this.#onEmpty?.();
  }

  #liveCalls(): HostCall[] {
    return [...this.runtime.calls.values()] as HostCall[];
  }

  /** Runs Python to its end within this call. Where it would have to wait, it gets a RuntimeError. */
  perform(
    work: NativeResult | (() => NativeResult),
    where = this.#barriers.at(-1) ?? "a call for a result at once",
  ): Value {
    if (this.#refusal !== null) throw this.#refusal;
    const { runtime } = this;
    return runtime.within(() => {
      const fiber = runtime.newFiber();
      const { isSync } = runtime;
      runtime.isSync = true;
      this.#barriers.push(where);
      try {
        let exit = run(fiber, begin(work));
        for (;;) {
          switch (exit.kind) {
            case "done":
              return exit.value;
            case "error":
              throw new PyThrow(exit.exception);
            case "slice":
              exit = run(fiber, { kind: "continue" });
              break;
            case "trap": {
              if (exit.trap instanceof Handoff) {
                exit = run(fiber, runtime.kernel.handOver(fiber, exit.trap));
                break;
              }
              const what = exit.trap instanceof Park ? `for ${exit.trap.what} ` : "";
              const error = newException(E.RuntimeError, `cannot wait ${what}below ${where}`);
              exit = run(fiber, { kind: "error", exception: error });
            }
          }
        }
      } finally {
        runtime.isSync = isSync;
        this.#barriers.pop();
      }
    });
  }

  /** Likewise, for the host: exceptions are errors of JavaScript, the result is converted. */
  performForHost(begin: () => NativeResult, where?: string): unknown {
    return this.converter.toJs(this.performRaw(begin, where));
  }

  /** Likewise, without the conversion. */
  performRaw(begin: () => NativeResult, where?: string): Value {
    try {
      if (this.#barriers.length >= MAX_NESTING)
        throw new PyThrow(newException(E.RecursionError, "maximum recursion depth exceeded"));
      return this.perform(begin, where);
    } catch (error) {
      throw this.#forHost(error);
    }
  }

  /** Whether Python that the host calls now could wait before the host goes on. */
  get isBelowPython(): boolean {
    return this.#barriers.length > 0;
  }

  enterHost(what: string): AbortController | null {
    this.#barriers.push(what);
    const outer = this.#controller;
    this.#controller = null;
    return outer;
  }

  leaveHost(outer: AbortController | null): void {
    this.#barriers.pop();
    this.#finished = this.#controller;
    this.#controller = outer;
  }
  #finished: AbortController | null = null;

  /** The controller that the function of the host that has just returned has asked for. */
  takeController(): AbortController | null {
    const controller = this.#finished;
    this.#finished = null;
    return controller;
  }

  /** Of the call that a function of the host is serving: it is aborted if Python gives up the wait. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /**
   * What is to be done at the end of the program, by its main thread: the threads that are no daemons are waited for, and what is
   * registered for the end is called.
   */
  *ending(): NativeGenerator {
    const { runtime } = this;
    const threading = runtime.modules.get("threading");
    if (threading instanceof PyModule) {
      try {
        const shutdown = getAttribute(threading, "_shutdown");
        yield call((isPending(shutdown) ? yield shutdown : shutdown) as Value);
      } catch (error) {
        if (!(error instanceof PyThrow)) throw error;
        const text = "Exception ignored on threading shutdown";
        yield runtime.reportUnraisable(error.exception, null, text);
      }
    }
    yield* runExitFunctions();
    return null;
  }

  /** The program's module, from text. */
  program(source: string, filename: string, mode: "exec" | "eval" = "exec"): NativeResult {
    this.runtime.noteSource(filename, source);
    return after(
      compileText(mode === "eval" ? source.trimStart() : source, filename, mode, {
        wantsResult: true,
      }),
      (code) => runBody((code as PyCode).code, this.runtime.main.dict),
    );
  }

  /** A statement of the prompt. What it awaits at top level runs in one event loop, which is there as long as the prompt. */
  statement(source: string, filename: string): NativeResult {
    this.runtime.noteSource(filename, source);
    const compiled = compileText(source, filename, "single", { allowsTopLevelAwait: true });
    return after(compiled, (made) => {
      const { code } = made as PyCode;
      const body = runBody(code, this.runtime.main.dict);
      if (!code.isGenerator) return body;
      return after(body, (coroutine) => this.#awaiting.statement(coroutine as Value));
    });
  }

  /** The prompt ends, and so do the tasks of its loop. */
  endStatements(): NativeResult {
    return this.#awaiting.endStatements();
  }

  /** Puts folders before the library in `sys.path`. */
  setPath(folders: readonly string[]): void {
    const library =
      this.runtime.imports.library === null ? [] : [this.runtime.imports.library.path];
    this.#sys("path", new PyList([...folders, ...library].map(fromJs)));
  }

  /** The main module is the file `path`, whose neighbours may be imported. */
  enterFile(path: string, folder: string): void {
    const { main } = this.runtime;
    const argv = this.runtime.sysAttribute("argv");
    const rest = argv instanceof PyList ? argv.items.slice(1) : [];
    this.#sys("argv", new PyList([fromJs(path), ...rest]));
    const folders = this.runtime.sysAttribute("path");
    this.#sys(
      "path",
      new PyList([fromJs(folder), ...(folders instanceof PyList ? folders.items : [])]),
    );
    main.dict.set("__file__", fromJs(path));
  }

  #sys(name: string, value: Value): void {
    const sys = this.runtime.modules.get("sys");
    if (sys instanceof PyModule) sys.dict.set(name, value);
  }

  /** Runs code of ours that may raise, for the host. */
  forHost<T>(body: () => T): T {
    try {
      return this.runtime.within(body);
    } catch (error) {
      throw this.#forHost(error);
    }
  }

  call(callable: Value, args: readonly unknown[], options: CallOptions): Promise<unknown> {
    if (this.#refusal !== null) return Promise.reject(this.#refusal);
    let request: CallRequest;
    try {
      request = this.#request(callable, args, options.keywords);
    } catch (error) {
      return Promise.reject(this.#forHost(error));
    }
    return this.start(() => request, options.signal);
  }

  callSync(callable: Value, args: readonly unknown[]): unknown {
    return this.performForHost(
      () => this.#request(callable, args, undefined),
      this.isBelowPython ? undefined : "callSync()",
    );
  }

  #request(callable: Value, args: readonly unknown[], given: CallOptions["keywords"]): CallRequest {
    const converted: Value[] = [];
    for (let i = 0; i < args.length; i++) converted.push(this.converter.toPython(args[i]));
    let named: Keywords | null = null;
    if (given !== undefined) {
      named = new Map();
      for (const key of Object.keys(given)) named.set(key, this.converter.toPython(given[key]));
    }
    return new CallRequest(callable, converted, named);
  }

  #forHost(error: unknown): unknown {
    return error instanceof PyThrow ? this.toError(error.exception) : error;
  }

  /** Raises an exception in everything that runs or waits for the host. */
  interrupt(make: () => PyException): void {
    for (const one of this.#liveCalls()) one.interrupt(make());
  }

  /** Tells the program of what the host has collected of its own accord, in a turn of its own. */
  #noteDropped(): void {
    const { lifetimes, options } = this.runtime;
    const isTold = this.#isTelling || lifetimes.collectors > 0;
    if (isTold || !lifetimes.isAutomatic || options.isDeterministic) return;
    this.#isTelling = true;
    const tell = () => {
      this.#isTelling = false;
      return new FinalizeFrame(lifetimes);
    };
    this.startRaw(tell, () => undefined).catch(() => undefined);
  }
  #isTelling = false;

  async close(deadline: number): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { runtime } = this;
    const { kernel, clock, lifetimes } = runtime;
    const end = clock.monotonic() + deadline / 1000;
    for (const one of this.#liveCalls()) one.close();
    await this.#empty(end);
    runtime.endThreads();
    if (this.#fault === null && runtime.exitFunctions.length > 0)
      await this.#toEnd(runExitFunctions, end);
    runtime.isClosing = true;
    if (this.#fault === null && lifetimes.isNeeded) {
      lifetimes.finalizeAll(reachable(runtime.main.dict));
      await this.#toEnd(() => new FinalizeFrame(lifetimes), end);
    }
    this.runtime.imports.saveCode();
    for (const one of this.#liveCalls()) one.drop(new ClosedError());
    if (this.#fault === null && runtime.posix.unwritten.size > 0)
      await this.#toEnd(flushUnwritten, end);
    runtime.posix.closeAll();
    kernel.close();
    // A turn that has been asked for finds nothing to do; let it pass, so that nothing is left.
    await new Promise<void>((resolve) => this.runtime.options.host.post(resolve));
  }

  /** Does something of the interpreter's own, as its main thread. */
  async #toEnd(work: () => NativeResult, end: number): Promise<void> {
    this.#begin(work, () => undefined, undefined, this.runtime.newMainFiber()).catch(
      () => undefined,
    );
    await this.#empty(end);
  }

  /** Waits for the end of all calls, until this time by the monotonic clock. */
  async #empty(end: number): Promise<void> {
    if (this.runtime.calls.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    const timer = this.runtime.kernel.at(end, () => this.#onEmpty?.());
    await empty;
    timer.cancel();
  }

  // --- Foreign: to Python ---

  unwrap(value: object): Value | undefined {
    const owner = ownerOf(value);
    if (owner !== undefined) {
      if (owner.session !== this)
        throw new ConversionError("a Python object can't be passed to another interpreter");
      return owner.object;
    }
    return this.exceptionBehind(value);
  }

  exceptionBehind(error: object): PyException | undefined {
    const { pyObject } = error as { pyObject?: unknown };
    if (!(error instanceof PythonError) || typeof pyObject !== "object" || pyObject === null)
      return undefined;
    const owner = ownerOf(pyObject);
    return owner?.session === this && owner.object instanceof PyException
      ? owner.object
      : undefined;
  }

  functionToPython(fn: AnyFunction): Value {
    return hostFunction(this, fn);
  }

  promiseToPython(promise: PromiseLike<unknown>): Value {
    return promiseAwaitable(
      this,
      promise instanceof Promise ? promise : Promise.resolve(promise),
      "a promise",
    );
  }

  asyncIterableToPython(iterable: AsyncIterable<unknown>): Value {
    return asyncIterator(this, iterable);
  }

  errorToPython(error: unknown): PyException {
    return exceptionFor(this, error);
  }

  toException(error: unknown): PyException {
    return exceptionFor(this, error);
  }

  toThrow(error: unknown): PyThrow {
    return new PyThrow(exceptionFor(this, error));
  }

  // --- Foreign: to JavaScript ---

  callableToJs(callable: PyObject): unknown {
    const original = this.hostFunctions.get(callable);
    if (original !== undefined) return original;
    const name =
      callable instanceof PyFunction
        ? callable.name
        : ((callable as { name?: unknown }).name ?? "");
    return this.#handleOf(callable, () => newFunction(this, callable, String(name)));
  }

  awaitableToJs(awaitable: PyObject): unknown {
    const start = this.#awaiting.starter(awaitable);
    return this.#handleOf(awaitable, () => new PythonAwaitable(start));
  }

  asyncGeneratorToJs(generator: PyObject): unknown {
    return this.#handleOf(generator, () => new PythonAsyncGenerator());
  }

  exceptionToJs(exception: PyException): unknown {
    return this.thrown.has(exception) ? this.thrown.get(exception) : this.toError(exception);
  }

  objectToJs(object: PyObject): unknown {
    return this.handle(object);
  }

  #handleOf(object: PyObject, make: () => object): object {
    let handle = this.#handles.get(object);
    if (handle === undefined) {
      handle = make();
      noteHandle(handle, this, object);
      this.#handles.set(object, handle);
    }
    return handle;
  }

  handle(object: PyObject): PythonObject {
    let handle = this.#objects.get(object);
    if (handle === undefined) {
      handle = new PythonObject();
      noteHandle(handle, this, object);
      this.#objects.set(object, handle);
    }
    return handle;
  }

  repr(object: Value): string {
    return this.#text(() => reprOf(object));
  }

  str(object: Value): string {
    return this.#text(() => strOf(object));
  }

  #text(begin: () => NativeResult): string {
    return textOf(this.performRaw(begin)) ?? "";
  }

  getattr(object: Value, name: string): unknown {
    return this.performForHost(() => getAttribute(object, name));
  }

  setattr(object: Value, name: string, value: unknown): void {
    const converted = this.converter.toPython(value);
    this.performForHost(() => setAttribute(object, name, converted));
  }

  // --- by others ---

  coroutineFunction(native: PyNative, name: string): Value {
    return this.#awaiting.coroutineFunction(native, name);
  }

  asyncSteps(generator: PyObject): AsyncSteps {
    return this.#awaiting.asyncSteps(generator);
  }

  /** The error that the host gets for an exception; the same one each time. */
  toError(exception: PyException): unknown {
    return this.#exceptions.toError(exception);
  }
}
