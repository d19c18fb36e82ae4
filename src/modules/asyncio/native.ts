/** The native half of asyncio: `_asyncio`. The rest is Python, in the .py files beside this one. */
import { kernelState } from "../../kernel/access.ts";
import type { Driver } from "../../kernel/kernel.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { instanceOf } from "../../objects/construct.ts";
import { Context } from "../../objects/context.ts";
import { double } from "../../objects/conversions.ts";
import { type Entry, functionBuilder, members, type NativeModule } from "../../objects/define.ts";
import { E, isThrown, PyException, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyDict, PySet } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { storeMember } from "../../objects/protocols/hashing.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { coroutineType, typeName } from "../../objects/types.ts";
import { AsyncGeneratorStep } from "../../vm/async-generators.ts";
import { begin } from "../../vm/begin.ts";
import { type Exit, PyGenerator } from "../../vm/frame.ts";
import { machine } from "../../vm/state.ts";
import { copyContext } from "../context-access.ts";
import { contextFrom, currentLoop, loopFrom } from "./arguments.ts";
import { CancelledError, futureType, InvalidStateError, PyFuture, YieldOnce } from "./future.ts";
import { futureMembers, newTask, nextTaskName, shown, taskMembers } from "./future-members.ts";
import { handleType, type PyHandle, PyTimerHandle, Step, timerHandleType } from "./handles.ts";
import { EventLoop, loopType, runningLoop, setRunningLoop } from "./loop.ts";
import { PyTask, taskType } from "./task.ts";

const { fn, caller } = functionBuilder;

const handleMembers = members<PyHandle>(({ method, getter, slots }) => [
  slots({
    *__repr__(self): NativeGenerator {
      const when = self instanceof PyTimerHandle ? ` when=${self.when}` : "";
      const what = self.isCancelled ? " cancelled" : ` ${yield* shownCallback(self.callback)}`;
      return fromJs(`<${self.shape.type.name}${when}${what}>`);
    },
  }),
  {
    cancel: method("Cancel the callback.", [], (self) => {
      self.cancel();
    }),
    cancelled: method("Return True if the callback was cancelled.", [], (self) => self.isCancelled),
    get_context: method("Return the context of the callback.", [], (self) => self.context),
    _callback: getter("The callback.", (self) => self.callback),
  },
]);

const timerHandleMembers = members<PyTimerHandle>(({ method, slots }) => [
  slots({
    __lt__: (self, other) => (other instanceof PyTimerHandle ? self.when < other.when : null),
  }),
  {
    when: method(
      "Return the time the callback is scheduled for.",
      [],
      (self) => new PyFloat(self.when),
    ),
  },
]);

const callbackParams = [
  object("callback"),
  rest("args"),
  keyword(optional(object("context"), null, "None")),
] as const;

function checkCallback(callback: Value, name: string): void {
  if (callback instanceof PyGenerator && callback.shape.type === coroutineType)
    raise(E.TypeError, `coroutines cannot be used with ${name}()`);
  if (!isCallable(callback))
    raise(E.TypeError, `a callable object was expected by ${name}(), got ${typeName(callback)}`);
}

const loopMembers = members<EventLoop>(({ method, caller: calls, slots, staticMethod }) => [
  slots({
    __repr__: (self) =>
      `<${self.shape.type.name} running=${self.isRunning ? "True" : "False"} closed=${self.isClosed ? "True" : "False"} debug=${self.debug ? "True" : "False"}>`,
  }),
  {
    __new__: staticMethod("Create an event loop.", [object("cls")], (cls) => {
      const loop = instanceOf(cls, new EventLoop(kernelState().kernel));
      loop.onCallbackError = (exception, handle) =>
        loop.perform(reportCallback(loop, exception, handle));
      loop.onUnread = (future) => loop.perform(reportUnread(loop, future));
      loop.onDropped = (generator) => closeInTask(loop, generator);
      return loop;
    }),
    call_soon: method(
      "Arrange for a callback to be called as soon as possible.",
      callbackParams,
      (self, callback, args, context) => {
        self.checkClosed();
        checkCallback(callback, "call_soon");
        return self.callSoon(callback, args, contextFrom(context));
      },
    ),
    call_soon_threadsafe: method(
      "Like call_soon(), from another thread.",
      callbackParams,
      (self, callback, args, context) => {
        self.checkClosed();
        checkCallback(callback, "call_soon_threadsafe");
        return self.callSoon(callback, args, contextFrom(context));
      },
    ),
    call_later: method(
      "Arrange for a callback to be called at a given time.",
      [
        double("delay"),
        object("callback"),
        rest("args"),
        keyword(optional(object("context"), null, "None")),
      ],
      (self, delay, callback, args, context) => {
        checkCallback(callback, "call_later");
        return self.callAt(self.time() + delay, callback, args, contextFrom(context));
      },
    ),
    call_at: method(
      "Like call_later(), but uses an absolute time.",
      [
        double("when"),
        object("callback"),
        rest("args"),
        keyword(optional(object("context"), null, "None")),
      ],
      (self, when, callback, args, context) => {
        checkCallback(callback, "call_at");
        return self.callAt(when, callback, args, contextFrom(context));
      },
    ),
    time: method(
      "Return the time according to the event loop's clock.",
      [],
      (self) => new PyFloat(self.time()),
    ),
    create_future: method(
      "Create a Future object attached to the loop.",
      [],
      (self) => new PyFuture(self),
    ),
    create_task: calls(
      "Schedule the execution of a coroutine.",
      [
        object("coro"),
        keyword(optional(object("name"), undefined, "None")),
        keyword(optional(object("context"), undefined, "None")),
        keyword(optional(object("eager_start"), undefined, "None")),
      ],
      (self, coro, name, context, eager) => {
        self.checkClosed();
        if (self.taskFactory === null)
          return newTask(taskType, coro, self, name ?? null, context ?? null, eager ?? false);
        // The factory gets what was given, and no more.
        const given = new Map<string, Value>();
        if (name !== undefined) given.set("name", name);
        if (context !== undefined) given.set("context", context);
        if (eager !== undefined) given.set("eager_start", eager);
        return new CallRequest(self.taskFactory, [self, coro], given);
      },
    ),
    run_forever: calls("Run until stop() is called.", [], (self) => self.runForever()),
    run_until_complete: calls(
      "Run until the future is done, and return its result.",
      [object("future")],
      runUntilComplete,
    ),
    shutdown_asyncgens: calls("Close the asynchronous generators that are left.", [], (self) =>
      ofRunners("_shutdown_asyncgens", [self]),
    ),
    _take_asyncgens: method("The asynchronous generators that are left.", [], (self) => {
      const left = [...self.asyncGenerators];
      self.asyncGenerators.clear();
      return new PyList(left);
    }),
    run_in_executor: method(
      "Run a function beside the loop: a future of its result.",
      [object("executor"), object("func"), rest("args")],
      runInExecutor,
    ),
    _executing: method(
      "Futures of the ends of the functions that run beside the loop, which is to start no more.",
      [],
      (self) => {
        self.isExecutorShutDown = true;
        return new PyList([...self.executing]);
      },
    ),
    shutdown_default_executor: calls(
      "Wait for the functions that run beside the loop.",
      [either(optional(object("timeout"), null, "None"))],
      (self, timeout) => ofRunners("_shutdown_default_executor", [self, timeout]),
    ),
    stop: method("Stop running the event loop.", [], (self) => {
      self.stop();
    }),
    close: method("Close the event loop.", [], (self) => {
      self.close();
    }),
    is_running: method(
      "Return whether the event loop is currently running.",
      [],
      (self) => self.isRunning,
    ),
    is_closed: method("Return whether the event loop was closed.", [], (self) => self.isClosed),
    get_debug: method("Return the debug mode.", [], (self) => self.debug),
    set_debug: method("Set the debug mode.", [object("enabled")], (self, enabled) => {
      self.debug = enabled === true;
    }),
    get_task_factory: method("Return the task factory, or None.", [], (self) => self.taskFactory),
    set_task_factory: method(
      "Set a factory for create_task().",
      [object("factory")],
      (self, factory) => {
        if (factory !== null && !isCallable(factory))
          raise(E.TypeError, "task factory must be a callable or None");
        self.taskFactory = factory;
      },
    ),
    get_exception_handler: method(
      "Return the exception handler, or None.",
      [],
      (self) => self.exceptionHandler,
    ),
    set_exception_handler: method(
      "Set the exception handler.",
      [object("handler")],
      (self, handler) => {
        if (handler !== null && !isCallable(handler))
          raise(E.TypeError, `A callable object or None is expected, got ${typeName(handler)}`);
        self.exceptionHandler = handler;
      },
    ),
    call_exception_handler: calls(
      "Call the current event loop's exception handler.",
      [object("context")],
      (self, context) => callHandler(self, context),
    ),
    default_exception_handler: calls(
      "Default exception handler.",
      [object("context")],
      (_self, context) => defaultHandler(context),
    ),
  },
]);

/** Calls a function of asyncio/runners.py. */
function* ofRunners(name: string, args: Value[]): NativeGenerator {
  const module = machine.interpreter.importModule(
    "asyncio.runners",
    new PyDict(),
    new PyTuple([name]),
    0,
  );
  const found = getAttribute((isPending(module) ? yield module : module) as Value, name);
  return yield new CallRequest((isPending(found) ? yield found : found) as Value, args, null);
}

/** `loop.call_soon(loop.create_task, generator.aclose())` */
function closeInTask(loop: EventLoop, generator: PyGenerator): void {
  const closing = new AsyncGeneratorStep(generator, null, null, true);
  const task = new PyTask(loop, closing, closing, nextTaskName(), copyContext());
  loop.addStep(new Step(() => task.start()));
}

/** A thread is a fiber: the function runs on one of its own, and may wait there as long as it likes. */
function runInExecutor(loop: EventLoop, executor: Value, fn: Value, args: Value[]): PyFuture {
  loop.checkClosed();
  if (executor !== null)
    raise(E.NotImplementedError, "executors of the program's own are not supported yet");
  if (loop.isExecutorShutDown) raise(E.RuntimeError, "Executor shutdown has been called");
  const future = new PyFuture(loop);
  const end = new PyFuture(loop);
  loop.executing.add(end);
  const state = kernelState();
  const fiber = state.newThread(machine.fiber.thread);
  fiber.context = new Context();
  const settle = (exit: Exit & { kind: "done" | "error" }) => {
    end.setResult(null);
    // It may have been cancelled, which does not end what runs.
    if (future.isDone) return;
    if (exit.kind === "done") future.setResult(exit.value);
    else future.setException(exit.exception);
  };
  const driver: Driver = {
    onTrap: () => undefined,
    onEnd: (_fiber, exit) => {
      state.endThread(fiber);
      loop.executing.delete(end);
      loop.addStep(new Step(() => settle(exit)));
    },
  };
  state.kernel.spawn(fiber, driver, begin(new CallRequest(fn, args, null)));
  return future;
}

function* runUntilComplete(loop: EventLoop, awaitable: Value): NativeGenerator {
  loop.checkRunnable();
  let future: PyFuture;
  if (awaitable instanceof PyFuture) {
    if (awaitable.loop !== loop)
      raise(
        E.ValueError,
        "The future belongs to a different loop than the one specified as the loop argument",
      );
    future = awaitable;
  } else {
    if (!(awaitable instanceof PyGenerator) && slotFor(awaitable, SLOT.__await__) === null)
      raise(E.TypeError, "An asyncio.Future, a coroutine or an awaitable is required");
    future = (yield newTask(taskType, awaitable, loop, null, null, false)) as PyFuture;
  }
  let isOver = false;
  future.addStep(() => {
    if (!isOver) loop.stop();
  });
  try {
    yield loop.runForever();
  } catch (error) {
    // Its own exception is on its way already.
    if (future !== awaitable && future.isDone) future.isUnread = false;
    throw error;
  } finally {
    isOver = true;
  }
  if (!future.isDone) raise(E.RuntimeError, "Event loop stopped before Future completed.");
  return future.result();
}

function* callHandler(loop: EventLoop, context: Value): NativeGenerator {
  const handler = loop.exceptionHandler;
  if (handler === null) return yield defaultHandler(context);
  try {
    yield call(handler, loop, context);
  } catch (error) {
    if (!isThrown(error, E.Exception)) throw error;
    const report = new PyDict();
    report.set("message", "Unhandled error in exception handler");
    report.set("exception", error.exception);
    report.set("context", context);
    yield defaultHandler(report);
  }
  return null;
}

/** Prints what CPython's default handler logs. */
function* defaultHandler(context: Value): NativeGenerator {
  const report = context as PyDict;
  const message = textOf(report.get("message") ?? null) ?? "Unhandled exception in event loop";
  const lines = [message];
  const keys = [...report.table.live()].map((entry) => textOf(entry.key) ?? "").sort();
  for (const key of keys) {
    if (key === "message" || key === "exception") continue;
    lines.push(`${key}: ${yield* shown(report.get(key) as Value)}`);
  }
  let text = `${lines.join("\n")}\n`;
  const exception = report.get("exception");
  if (exception instanceof PyException)
    text += textOf(yield machine.interpreter.formatException(exception));
  yield machine.interpreter.writeError(text);
  return null;
}

/** A callback as asyncio shows it: without its arguments, and where it was defined. */
function* shownCallback(callback: Value): Generator<Pending, string, Value> {
  if (!(callback instanceof PyFunction)) return yield* shown(callback);
  const { code } = callback;
  return `${callback.qualname}() at ${code.filename}:${code.firstLine}`;
}

function* reportCallback(
  loop: EventLoop,
  exception: PyException,
  handle: PyHandle | null,
): NativeGenerator {
  const report = new PyDict();
  const what = handle === null ? "" : ` ${yield* shownCallback(handle.callback)}`;
  report.set("message", `Exception in callback${what}`);
  report.set("exception", exception);
  if (handle !== null) report.set("handle", handle);
  return yield callHandler(loop, report);
}

function* reportUnread(loop: EventLoop, future: PyFuture): NativeGenerator {
  const report = new PyDict();
  report.set("message", `${future.shape.type.name} exception was never retrieved`);
  report.set("exception", future.failure);
  report.set("future", future);
  return yield callHandler(loop, report);
}

const entries: Readonly<Record<string, Entry>> = {
  yield_once: fn("An awaitable that gives way for one turn.", [], () => new YieldOnce()),
  get_running_loop: fn("Return the running event loop.", [], currentLoop),
  _get_running_loop: fn("Return the running event loop or None.", [], () =>
    runningLoop(kernelState().kernel, machine.fiber.thread),
  ),
  _set_running_loop: fn("Set the running event loop.", [object("loop")], (loop) => {
    setRunningLoop(kernelState().kernel, machine.fiber.thread, loop as EventLoop | null);
  }),
  current_task: fn(
    "Return the task that runs, or None.",
    [either(optional(object("loop"), null, "None"))],
    (loop) => loopFrom(loop).currentTask,
  ),
  all_tasks: caller(
    "Return a set of all tasks of a loop that are not done.",
    [either(optional(object("loop"), null, "None"))],
    function* (loop): NativeGenerator {
      const set = new PySet();
      for (const task of loopFrom(loop).tasks) {
        if (task.isDone) continue;
        const added = storeMember(set, task);
        if (isPending(added)) yield added;
      }
      return set;
    },
  ),
};

export const asyncioTypes = [
  [futureType, futureMembers],
  [taskType, taskMembers],
  [handleType, handleMembers],
  [timerHandleType, timerHandleMembers],
  [loopType, loopMembers],
] as const;

export const asyncioNative: NativeModule = {
  name: "_asyncio",
  doc: "Futures, tasks and the event loop of asyncio.",
  *contents() {
    for (const [name, entry] of Object.entries(entries))
      yield [name, entry(name, undefined as unknown as PyType)];
    yield ["Future", futureType];
    yield ["Task", taskType];
    yield ["Handle", handleType];
    yield ["TimerHandle", timerHandleType];
    yield ["EventLoop", loopType];
    yield ["CancelledError", CancelledError];
    yield ["InvalidStateError", InvalidStateError];
  },
};
