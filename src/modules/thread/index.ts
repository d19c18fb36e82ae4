/** The _thread module, below Python's threading. https://docs.python.org/3/library/_thread.html */
import { kernelState } from "../../kernel/access.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { joinText } from "../../objects/builtins/replies.ts";
import { index, smallInt, text, truth } from "../../objects/conversions.ts";
import { type Entry, functionBuilder, type NativeModule } from "../../objects/define.ts";
import { E, newException, PyException, PyThrow, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { strOf } from "../../objects/protocols/text.ts";
import {
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { nameOf } from "../../objects/str.ts";
import { structSequence } from "../../objects/struct-sequence.ts";
import type { PyType } from "../../objects/type.ts";
import { machine } from "../../vm/state.ts";
import { simulate } from "../signal/send.ts";
import { handleOf, handleType, ThreadHandle, Threads } from "./handles.ts";
import { localType } from "./local.ts";
import { lockType, PyLock, rlockType } from "./locks.ts";
import { LONGEST } from "./seconds.ts";

const { fn, caller } = functionBuilder;

const hookArgs = structSequence(
  "_thread._ExceptHookArgs",
  ["exc_type", "exc_value", "exc_traceback", "thread"],
  { isOpen: true },
);

/** Shows what a thread has not caught, as `threading.excepthook`. */
function* exceptHook(args: Value): NativeGenerator {
  if (!(args instanceof PyTuple) || args.shape.type !== hookArgs.type)
    raise(E.TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  const [type, value, , thread] = args.items as [Value, Value, Value, Value];
  if (type === E.SystemExit) return null;
  let file = kernelState().sysAttribute("stderr");
  if (file === null && thread !== null) file = yield* attribute(thread, "_stderr");
  if (file === null) return null;
  const name = thread === null ? machine.fiber.thread : yield* attribute(thread, "_name");
  const shown = strOf(name);
  const write = yield* attribute(file, "write");
  yield call(
    write,
    joinText("Exception in thread ", (isPending(shown) ? yield shown : shown) as Value, ":\n"),
  );
  if (value instanceof PyException)
    yield call(write, yield machine.interpreter.formatException(value));
  yield call(yield* attribute(file, "flush"));
  return null;
}

function* attribute(object: Value, name: string): Generator<Pending, Value, Value> {
  const found = getAttribute(object, name);
  return (isPending(found) ? yield found : found) as Value;
}

function exit(): never {
  throw new PyThrow(newException(E.SystemExit));
}

/** Reads the arguments of `start_new_thread`. */
function checkCall(callee: Value, args: Value, given: Value): asserts args is PyTuple {
  if (!isCallable(callee)) raise(E.TypeError, "first arg must be callable");
  if (!(args instanceof PyTuple)) raise(E.TypeError, "2nd arg must be a tuple");
  if (given !== undefined && !(given instanceof PyDict))
    raise(E.TypeError, "optional 3rd arg must be a dictionary");
}

function keywordsOf(given: Value | undefined): Keywords | null {
  if (!(given instanceof PyDict) || given.table.size === 0) return null;
  const found: Keywords = new Map();
  for (const { key, value } of given.table.live())
    found.set(nameOf(key) ?? raise(E.TypeError, "keywords must be strings"), value as Value);
  return found;
}

/** The least that CPython's threads have; here a thread's stack is as large as it needs. */
const LEAST_STACK = 32_768;

/** Functions with a state of one interpreter's own. */
function functions(): Record<string, Entry> {
  const threads = new Threads();
  let stackSize = 0;
  const startNew = fn(
    "Start a new thread and return its identifier.",
    [object("function"), object("args"), optional(object("kwargs"), undefined as never, "{}")],
    (callee, args, given) => {
      checkCall(callee, args, given);
      const handle = new ThreadHandle();
      threads.start(handle, callee, [...args.items], keywordsOf(given), true);
      return handle.ident;
    },
  );
  const allocate = fn("Create a new lock object.", [], () => new PyLock());
  const leave = fn("Raise SystemExit, which ends the thread.", [], exit);
  return {
    start_new_thread: startNew,
    start_new: startNew,
    start_joinable_thread: fn(
      "Start a new thread that can be joined, and return its handle.",
      [
        either(object("function")),
        either(optional(object("handle"), null, "None")),
        either(optional(truth("daemon"), true, "True")),
      ],
      (callee, given, isDaemon) => {
        if (!isCallable(callee)) raise(E.TypeError, "thread function must be callable");
        if (given !== null && !(given instanceof ThreadHandle))
          raise(E.TypeError, "'handle' must be a _ThreadHandle");
        const handle = given ?? new ThreadHandle();
        threads.start(handle, callee, [], null, isDaemon);
        return handle;
      },
    ),
    daemon_threads_allowed: fn("Return True: there may be daemon threads.", [], () => true),
    allocate_lock: allocate,
    allocate,
    exit: leave,
    exit_thread: leave,
    get_ident: fn("Return a number that identifies the thread.", [], () => machine.fiber.thread),
    get_native_id: fn(
      "Return the same: there is no thread of the system.",
      [],
      () => machine.fiber.thread,
    ),
    interrupt_main: caller(
      "Simulate the arrival of a signal, which interrupts the main thread.",
      [optional(smallInt("signum"), 2, "signal.SIGINT")],
      (signal) => {
        if (signal < 1 || signal > 64) raise(E.ValueError, "signal number out of range");
        return simulate(signal);
      },
    ),
    stack_size: fn(
      "Return the stack size of new threads, and set it. It means nothing here.",
      [optional(index("size"), 0, "0")],
      (size) => {
        if (size < 0) raise(E.ValueError, "size must be 0 or a positive value");
        if (size > 0 && size < LEAST_STACK) raise(E.ValueError, `size not valid: ${size} bytes`);
        const before = stackSize;
        stackSize = size;
        return before;
      },
    ),
    _count: fn("Return the number of threads that were started and run.", [], () => threads.count),
    _excepthook: caller("Handle uncaught Thread.run() exception.", [object("args")], exceptHook),
    _make_thread_handle: fn("Make a handle of a thread that runs.", [object("ident")], handleOf),
    _get_main_thread_ident: fn(
      "Return the number of the main thread.",
      [],
      () => kernelState().mainThread,
    ),
    _is_main_interpreter: fn("Return True: there are no others.", [], () => true),
    _shutdown: caller("Wait for all threads that are no daemons.", [], () => threads.joinAll()),
    set_name: fn(
      "Set the name of the thread, which nobody asks for.",
      [either(text("name"))],
      () => null,
    ),
  };
}

export const threadModule: NativeModule = {
  name: "_thread",
  doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  *contents() {
    for (const [name, entry] of Object.entries(functions())) {
      const value = entry(name, undefined as unknown as PyType);
      if (value instanceof PyNative) value.module = "_thread";
      yield [name, value];
    }
    yield ["error", E.RuntimeError];
    yield ["TIMEOUT_MAX", new PyFloat(LONGEST)];
    yield ["lock", lockType];
    yield ["LockType", lockType];
    yield ["RLock", rlockType];
    yield ["_local", localType];
    yield ["_ThreadHandle", handleType];
    yield ["_ExceptHookArgs", hookArgs.type];
  },
};
