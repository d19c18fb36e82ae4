/** What the host awaits of Python, through the little Python that glue.py is. */
import { Park } from "../kernel/kernel.ts";
import { PyFuture } from "../modules/asyncio/future.ts";
import { type EventLoop, runningLoop } from "../modules/asyncio/loop.ts";
import { PyDict } from "../objects/hash-table.ts";
import type { PyNative } from "../objects/native.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  TrapRequest,
} from "../objects/requests.ts";
import { PyList } from "../objects/sequences.ts";
import { fromJs } from "../objects/str.ts";
import { compileSource } from "../vm/compile-source.ts";
import type { Fiber } from "../vm/frame.ts";
import { runBody } from "../vm/imports.ts";
import { machine } from "../vm/state.ts";
import glueSource from "./glue.py";
import type { AsyncSteps } from "./handles.ts";
import type { Session } from "./session.ts";

export class Awaiting {
  readonly #session: Session;
  #glue: PyDict | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** A name of glue.py. */
  #ofGlue(name: string): Value {
    if (this.#glue === null) {
      const dict = new PyDict();
      dict.set("__name__", "_ohwait_host");
      dict.set("__builtins__", this.#session.runtime.builtinsModule);
      this.#session.perform(() =>
        runBody(compileSource(glueSource, "<frozen ohwait.host>", "exec"), dict),
      );
      this.#glue = dict;
    }
    return this.#glue.get(name) as Value;
  }

  coroutineFunction(native: PyNative, name: string): Value {
    return this.#session.perform(call(this.#ofGlue("coroutine_function"), native, fromJs(name)));
  }

  /** The loop that runs the Python code which is calling the host. */
  #loopHere(): EventLoop | null {
    const fiber: Fiber | undefined = machine.fiber;
    if (fiber === undefined || machine.interpreter !== this.#session.runtime) return null;
    return runningLoop(this.#session.runtime.kernel, fiber.thread);
  }

  /** Runs an awaitable: as a task of the loop that ran when the host got it, else in a loop of its own. */
  starter(awaitable: PyObject): () => Promise<unknown> {
    const loop = awaitable instanceof PyFuture ? awaitable.loop : this.#loopHere();
    return () => this.#await(awaitable, loop);
  }

  #await(awaitable: PyObject, loop: EventLoop | null): Promise<unknown> {
    if (loop?.isRunning === true) return this.#session.start(() => this.#asTask(loop, awaitable));
    return this.#session.start(() => call(this.#ofGlue("run"), awaitable));
  }

  *#asTask(loop: EventLoop, awaitable: Value): NativeGenerator {
    const task = yield call(this.#ofGlue("task"), loop, awaitable);
    if (!(task instanceof PyFuture)) return null;
    if (!task.isDone)
      yield new TrapRequest(
        new Park(
          "a task",
          (token) => {
            task.addStep(() => token.wake({ kind: "value", value: null }));
            return () => task.cancel(null);
          },
          false,
        ),
      );
    return task.result();
  }

  asyncSteps(generator: PyObject): AsyncSteps {
    let steps: Value | null = null;
    // All steps run as one thread, since loops are the thread's.
    const { thread } = this.#session.runtime.newFiber();
    const method = (name: string, args: readonly Value[]): (() => NativeResult) => {
      const awaiting = this;
      return function* (): NativeGenerator {
        steps ??= yield call(awaiting.#ofGlue("Steps"), generator);
        const bound = getAttribute(steps, name);
        return yield new CallRequest(
          (isPending(bound) ? yield bound : bound) as Value,
          [...args],
          null,
        );
      };
    };
    return {
      step: (name, args) => {
        const converted = [
          fromJs(name),
          ...args.map((arg) => this.#session.converter.toPython(arg)),
        ];
        const toResult = (value: Value): IteratorResult<unknown, undefined> =>
          value instanceof PyList && value.items.length > 0
            ? { done: false, value: this.#session.converter.toJs(value.items[0] as Value) }
            : { done: true, value: undefined };
        return this.#session.startRaw(
          method("step", converted),
          toResult,
          undefined,
          this.#session.runtime.newFiber(thread),
        );
      },
      close: () =>
        this.#session.startRaw(
          method("close", []),
          () => undefined,
          undefined,
          this.#session.runtime.newFiber(thread),
        ),
    };
  }

  /** Runs what a statement of the prompt awaits, in the loop that all of them share. */
  statement(coroutine: Value): CallRequest {
    return call(this.#ofGlue("run_statement"), coroutine);
  }

  /** The prompt ends, and so does that loop. */
  endStatements(): CallRequest {
    return call(this.#ofGlue("end_statements"));
  }
}
