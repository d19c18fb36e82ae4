/** What Python sees of futures and tasks. */
import { kernelState } from "../../kernel/access.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional, rest } from "../../objects/params.ts";
import { same } from "../../objects/protocols/compare.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { reprOf, strOf } from "../../objects/protocols/text.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { coroutineType, typeName } from "../../objects/types.ts";
import { awaitIterator } from "../../vm/awaitables.ts";
import { PyGenerator, State } from "../../vm/frame.ts";
import { copyContext } from "../context-access.ts";
import { contextFrom, exceptionFrom, loopFrom } from "./arguments.ts";
import { FutureIterator, FutureState, PyFuture } from "./future.ts";
import { PyTask } from "./task.ts";

export const futureMembers = members<PyFuture>(
  ({ method, caller: calls, getter, slots, staticMethod, constant }) => [
    slots({
      __await__: (self) => new FutureIterator(self),
      __iter__: (self) => new FutureIterator(self),
      *__repr__(self): NativeGenerator {
        return fromJs(`<${self.shape.type.name} ${yield* describe(self)}>`);
      },
    }),
    {
      __new__: staticMethod(
        "Create a future.",
        [object("cls"), rest("args"), keyword(optional(object("loop"), null, "None"))],
        (cls, _args, loop) => instanceOf(cls, new PyFuture(loopFrom(loop))),
      ),
      __init__: method(
        "Initialize self.",
        [keyword(optional(object("loop"), null, "None"))],
        () => null,
      ),
      result: method("Return the result this future represents.", [], (self) => self.result()),
      exception: method("Return the exception that was set on this future.", [], (self) =>
        self.exception(),
      ),
      set_result: method(
        "Mark the future done and set its result.",
        [object("result")],
        (self, value) => {
          self.setResult(value);
        },
      ),
      set_exception: calls(
        "Mark the future done and set an exception.",
        [object("exception")],
        function* (self, value): NativeGenerator {
          self.setException(yield* exceptionFrom(value));
          return null;
        },
      ),
      cancel: method(
        "Cancel the future and schedule callbacks.",
        [either(optional(object("msg"), null, "None"))],
        (self, message) => self.cancel(message),
      ),
      cancelled: method(
        "Return True if the future was cancelled.",
        [],
        (self) => self.state === FutureState.CANCELLED,
      ),
      done: method("Return True if the future is done.", [], (self) => self.isDone),
      add_done_callback: method(
        "Add a callback to be run when the future becomes done.",
        [object("fn"), keyword(optional(object("context"), null, "None"))],
        (self, callback, context) => {
          self.addCallback(callback, contextFrom(context));
        },
      ),
      remove_done_callback: calls(
        'Remove all instances of a callback from the "call when done" list.',
        [object("fn")],
        function* (self, callback): NativeGenerator {
          let removed = 0;
          const kept: typeof self.callbacks = [];
          for (const entry of [...self.callbacks]) {
            let same: unknown = false;
            if ("fn" in entry) {
              if (entry.fn === callback) same = true;
              else {
                const equal = yield* equals(entry.fn, callback);
                same = equal;
              }
            }
            if (same === true) removed++;
            else kept.push(entry);
          }
          self.callbacks = kept;
          return removed;
        },
      ),
      get_loop: method("Return the event loop the Future is bound to.", [], (self) => self.loop),
      _make_cancelled_error: method("Create the CancelledError to raise.", [], (self) =>
        self.cancelledError(),
      ),
      _loop: getter("The event loop.", (self) => self.loop),
      _state: getter(
        "State of the future.",
        (self) => ["PENDING", "CANCELLED", "FINISHED"][self.state] as string,
      ),
      _result: getter("The result.", (self) => self.resultValue),
      _exception: getter("The exception.", (self) => self.failure),
      _callbacks: getter(
        "Scheduled callbacks.",
        (self) => new PyList(self.callbacks.flatMap((c) => ("fn" in c ? [c.fn] : []))),
      ),
      _cancel_message: getter(
        "Message of the cancellation.",
        (self) => self.cancelMessage,
        (self, value) => {
          self.cancelMessage = value ?? null;
        },
      ),
      _log_traceback: getter(
        "Whether the exception is still to be reported.",
        (self) => self.isUnread,
        (self, value) => {
          if (value === true) raise(E.ValueError, "_log_traceback can only be set to False");
          self.isUnread = false;
        },
      ),
      _asyncio_future_blocking: getter(
        "Set by await for the task that gets the future.",
        (self) => self.isBlocking,
        (self, value) => {
          self.isBlocking = value === true;
        },
      ),
      _source_traceback: constant(null),
    },
  ],
);

function* equals(a: Value, b: Value): Generator<Pending, boolean, Value> {
  const result = same(a, b);
  return isPending(result) ? ((yield result) as boolean) : result;
}

export function* describe(self: PyFuture): Generator<Pending, string, Value> {
  const parts: string[] = [
    self instanceof PyTask && self.mustCancel
      ? "cancelling"
      : (["pending", "cancelled", "finished"][self.state] as string),
  ];
  if (self instanceof PyTask) {
    parts.push(`name=${yield* shown(self.name)}`);
    if (self.coroutine instanceof PyGenerator) {
      const { coroutine } = self;
      const { code } = coroutine.root;
      const state = coroutine.state === State.CLOSED ? "done" : "running at";
      parts.push(
        `coro=<${coroutine.qualname}() ${state}, defined at ${code.filename}:${code.firstLine}>`,
      );
    } else parts.push(`coro=${yield* shown(self.coroutine)}`);
    if (self.waiter !== null)
      parts.push(`wait_for=<${self.waiter.shape.type.name} ${yield* describe(self.waiter)}>`);
  }
  if (self.state === FutureState.FINISHED) {
    if (self.failure !== null) parts.push(`exception=${yield* shown(self.failure)}`);
    else if (!(self instanceof PyTask) || self.resultValue !== undefined)
      parts.push(`result=${yield* shown(self.resultValue)}`);
  }
  const callbacks = self.callbacks.length;
  if (callbacks > 0) parts.push(`cb=[${yield* shownCallbacks(self)}]`);
  return parts.join(" ");
}

function* shownCallbacks(self: PyFuture): Generator<Pending, string, Value> {
  const names: string[] = [];
  for (const callback of self.callbacks)
    names.push("fn" in callback ? yield* shown(callback.fn) : "Task.task_wakeup()");
  return names.length > 2
    ? `${names[0]}, <${names.length - 2} more>, ${names[names.length - 1]}`
    : names.join(", ");
}

export function* shown(value: Value): Generator<Pending, string, Value> {
  const text = reprOf(value);
  return textOf((isPending(text) ? yield text : text) as Value) ?? "";
}

/** Each interpreter names its tasks. */
const taskCounts = new WeakMap<Kernel, number>();

export function nextTaskName(): string {
  const { kernel } = kernelState();
  const count = (taskCounts.get(kernel) ?? 0) + 1;
  taskCounts.set(kernel, count);
  return `Task-${count}`;
}

export function* newTask(
  cls: Value,
  coro: Value,
  loop: Value,
  name: Value,
  context: Value,
  eager: Value,
): NativeGenerator {
  const owner = loopFrom(loop);
  const refuse = (): never => raise(E.TypeError, `a coroutine was expected, got ${typeName(coro)}`);
  if (!(coro instanceof PyGenerator) && slotFor(coro, SLOT.__await__) === null) {
    raise(E.TypeError, `a coroutine was expected, got ${yield* shown(coro)}`);
  }
  if (
    !(coro instanceof PyGenerator) &&
    typeof coro === "object" &&
    coro !== null &&
    coro.shape.type.lookup("send") === undefined
  ) {
    raise(E.TypeError, `a coroutine was expected, got ${yield* shown(coro)}`);
  }
  let iterator: NativeResult =
    coro instanceof PyGenerator && coro.shape.type === coroutineType
      ? coro
      : awaitIterator(coro, refuse);
  if (isPending(iterator)) iterator = yield iterator;
  let title: Value = name;
  if (name === null) title = nextTaskName();
  else {
    const text = strOf(name);
    title = (isPending(text) ? yield text : text) as Value;
  }
  const task = instanceOf(
    cls,
    new PyTask(owner, coro, iterator as Value, title, contextFrom(context) ?? copyContext()),
  );
  const isEager = truthOf(eager);
  if ((isPending(isEager) ? yield isEager : isEager) === true && owner.isRunning)
    yield task.startEagerly();
  else task.start();
  return task;
}

export const taskMembers = members<PyTask>(
  ({ method, getter, slots, staticMethod, caller: calls }) => [
    slots({}),
    {
      __new__: staticMethod(
        "A coroutine wrapped in a Future.",
        [
          object("cls"),
          either(object("coro")),
          keyword(optional(object("loop"), null, "None")),
          keyword(optional(object("name"), null, "None")),
          keyword(optional(object("context"), null, "None")),
          keyword(optional(object("eager_start"), false, "False")),
        ],
        newTask,
      ),
      __init__: method(
        "Initialize self.",
        [
          either(object("coro")),
          keyword(optional(object("loop"), null, "None")),
          keyword(optional(object("name"), null, "None")),
          keyword(optional(object("context"), null, "None")),
          keyword(optional(object("eager_start"), false, "False")),
        ],
        () => null,
      ),
      cancel: calls(
        "Request that this task cancel itself.",
        [either(optional(object("msg"), null, "None"))],
        (self, message) => self.requestCancel(message),
      ),
      uncancel: method("Decrement the task's count of cancellation requests.", [], (self) => {
        if (self.cancelRequests > 0) self.cancelRequests--;
        if (self.cancelRequests === 0) self.mustCancel = false;
        return self.cancelRequests;
      }),
      cancelling: method(
        "Return the count of the task's cancellation requests.",
        [],
        (self) => self.cancelRequests,
      ),
      get_name: method("Return the name of the task.", [], (self) => self.name),
      set_name: calls(
        "Set the name of the task.",
        [object("value")],
        function* (self, value): NativeGenerator {
          const text = strOf(value);
          self.name = (isPending(text) ? yield text : text) as Value;
          return null;
        },
      ),
      get_coro: method("Return the coroutine wrapped by the task.", [], (self) => self.coroutine),
      get_context: method("Return the context of the task.", [], (self) => self.context),
      get_stack: method(
        "Return the list of stack frames for this task's coroutine.",
        [keyword(optional(object("limit"), null, "None"))],
        (self) => {
          const { coroutine } = self;
          if (!(coroutine instanceof PyGenerator) || coroutine.state === State.CLOSED)
            return new PyList([]);
          return new PyList([coroutine.root]);
        },
      ),
      set_result: method("Tasks refuse it.", [object("result")], () =>
        raise(E.RuntimeError, "Task does not support set_result operation"),
      ),
      set_exception: method("Tasks refuse it.", [object("exception")], () =>
        raise(E.RuntimeError, "Task does not support set_exception operation"),
      ),
      _coro: getter("The coroutine.", (self) => self.coroutine),
      _fut_waiter: getter("What the task waits for.", (self) => self.waiter ?? self.foreignWaiter),
      _must_cancel: getter(
        "Whether a cancellation is still to be delivered.",
        (self) => self.mustCancel,
      ),
      _num_cancels_requested: getter("Requests for cancellation.", (self) => self.cancelRequests),
      _log_destroy_pending: getter(
        "Whether to report a pending task that is dropped.",
        (self) => self.logDestroyPending,
        (self, value) => {
          self.logDestroyPending = value === true;
        },
      ),
    },
  ],
);
