/** Threads: a thread is a fiber. `_ThreadHandle` is what others know of one. */
import { kernelState } from "../../kernel/access.ts";
import type { Driver } from "../../kernel/kernel.ts";
import { Context } from "../../objects/context.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { begin } from "../../vm/begin.ts";
import { machine } from "../../vm/state.ts";
import { secondsOrNone } from "./seconds.ts";
import { Waiters } from "./waiters.ts";

export const handleType = new PyType("_thread._ThreadHandle", [objectType]);
handleType.isBase = false;

type Stage = "not started" | "running" | "done";

export class ThreadHandle extends PyObject {
  ident = 0;
  stage: Stage = "not started";
  readonly waiters = new Waiters();

  finish(): void {
    this.stage = "done";
    this.waiters.wakeAll();
  }

  checkStarted(): void {
    if (this.stage === "not started") raise(E.RuntimeError, "thread not started");
  }

  /** Waits for the end of the thread, or so long. */
  join(seconds: number | null): NativeResult {
    this.checkStarted();
    if (this.stage === "done") return null;
    if (this.ident === machine.fiber.thread) raise(E.RuntimeError, "Cannot join current thread");
    if (seconds === 0) return null;
    return after(this.waiters.wait("a thread", seconds), () => null);
  }
}
layout(ThreadHandle, handleType);

/** The handle of a thread that runs already. */
export function handleOf(ident: Value): ThreadHandle {
  const number = intValue(ident);
  if (number === undefined) raise(E.TypeError, "ident must be an integer");
  if (number < 0) raise(E.OverflowError, "can't convert negative int to unsigned");
  const handle = new ThreadHandle();
  handle.ident = Number(number);
  handle.stage = "running";
  return handle;
}

handleType.populate(
  members<ThreadHandle>(({ method, caller, getter, slots, staticMethod }) => [
    slots({ __repr__: (self) => `<_thread._ThreadHandle object: ident=${self.ident}>` }),
    {
      __new__: staticMethod("", [object("cls")], () => new ThreadHandle()),
      ident: getter("", (self) => self.ident),
      is_done: method("", [], (self) => self.stage === "done"),
      join: caller(
        "",
        [either(optional(secondsOrNone("timeout"), null, "None"))],
        (self, seconds) => self.join(seconds !== null && seconds < 0 ? null : seconds),
      ),
      _set_done: method("", [], (self) => {
        self.checkStarted();
        self.finish();
      }),
    },
  ]),
);

/** The threads that one interpreter's programs have started and that are to be waited for at the end. */
export class Threads {
  /** How many run. */
  count = 0;
  readonly #joinable = new Set<ThreadHandle>();

  start(
    handle: ThreadHandle,
    fn: Value,
    args: Value[],
    given: Keywords | null,
    isDaemon: boolean,
  ): void {
    if (handle.stage !== "not started") raise(E.RuntimeError, "thread already started");
    const state = kernelState();
    if (state.isClosing)
      raise(E.PythonFinalizationError, "can't create new thread at interpreter shutdown");
    const fiber = state.newThread(machine.fiber.thread);
    fiber.context = new Context();
    handle.ident = fiber.thread;
    handle.stage = "running";
    this.count++;
    if (!isDaemon) this.#joinable.add(handle);
    const driver: Driver = {
      onTrap: () => {
        const text = "a value was yielded to an event loop, but none runs here";
        const exception = newException(E.RuntimeError, text);
        state.kernel.spawn(fiber, driver, { kind: "error", exception });
      },
      onEnd: () => {
        this.count--;
        this.#joinable.delete(handle);
        state.endThread(fiber);
        handle.finish();
      },
    };
    state.kernel.spawn(fiber, driver, begin(run(fn, args, given)));
  }

  /** Waits for the ends of all threads but daemons. */
  *joinAll(): NativeGenerator {
    for (;;) {
      const [handle] = this.#joinable;
      if (handle === undefined) return null;
      this.#joinable.delete(handle);
      const joined = handle.join(null);
      if (isPending(joined)) yield joined;
    }
  }
}

/** What a thread does: nobody can catch what the function raises, but it is told. */
function* run(fn: Value, args: Value[], given: Keywords | null): NativeGenerator {
  try {
    yield new CallRequest(fn, args, given);
  } catch (error) {
    if (isThrown(error, E.SystemExit)) return null;
    if (!(error instanceof PyThrow)) throw error;
    const shown = reprOf(fn);
    const name = textOf((isPending(shown) ? yield shown : shown) as Value) ?? "";
    const text = fromJs(`Exception ignored in thread started by ${name}`);
    yield machine.interpreter.reportUnraisable(error.exception, null, text);
  }
  return null;
}
