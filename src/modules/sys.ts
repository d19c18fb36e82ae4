/** The sys module. What belongs to one interpreter (argv, path, streams) the host puts in. */
import { kernelState } from "../kernel/access.ts";
import { isCallable } from "../objects/builtins/function.ts";
import { double, index } from "../objects/conversions.ts";
import {
  defineModule,
  type Entry,
  type FunctionBuilder,
  functionBuilder,
  type NativeModule,
} from "../objects/define.ts";
import {
  E,
  isThrown,
  newException,
  PyException,
  PyThrow,
  raise,
  setHidden,
} from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import { newFrozenSet, PyDict, PySet } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import { either, object, optional, rest } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { reprOf } from "../objects/protocols/text.ts";
import { CallRequest, call, isPending, type NativeGenerator } from "../objects/requests.ts";
import { PyBytes, PyList, PyTuple, tuple } from "../objects/sequences.ts";
import { isStr, textOf } from "../objects/str.ts";
import { structSequence } from "../objects/struct-sequence.ts";
import { typeName } from "../objects/types.ts";
import { BounceRequest } from "../vm/bounce.ts";
import { handledException } from "../vm/exceptions.ts";
import type { Fiber, Segment } from "../vm/frame.ts";
import { callingFrame, frameOf } from "../vm/frame-access.ts";
import { standardModuleNames } from "../vm/standard-modules.ts";
import { machine } from "../vm/state.ts";
import { PyTraceback } from "../vm/traceback.ts";
import { setWatch, watchOf } from "../vm/tracing.ts";
import { writeTo } from "./io/standard.ts";
import { simpleNamespace } from "./simple-namespace.ts";

const versionInfo = structSequence("sys.version_info", [
  "major",
  "minor",
  "micro",
  "releaselevel",
  "serial",
]);
const floatInfo = structSequence("sys.float_info", [
  "max",
  "max_exp",
  "max_10_exp",
  "min",
  "min_exp",
  "min_10_exp",
  "dig",
  "mant_dig",
  "epsilon",
  "radix",
  "rounds",
]);
const intInfo = structSequence("sys.int_info", [
  "bits_per_digit",
  "sizeof_digit",
  "default_max_str_digits",
  "str_digits_check_threshold",
]);
const hashInfo = structSequence("sys.hash_info", [
  "width",
  "modulus",
  "inf",
  "nan",
  "imag",
  "algorithm",
  "hash_bits",
  "seed_bits",
  "cutoff",
]);
const threadInfo = structSequence("sys.thread_info", ["name", "lock", "version"]);
const asyncgenHooksInfo = structSequence("asyncgen_hooks", ["firstiter", "finalizer"]);
const FLAGS = [
  "debug",
  "inspect",
  "interactive",
  "optimize",
  "dont_write_bytecode",
  "no_user_site",
  "no_site",
  "ignore_environment",
  "verbose",
  "bytes_warning",
  "quiet",
  "hash_randomization",
  "isolated",
  "dev_mode",
  "utf8_mode",
  "warn_default_encoding",
  "safe_path",
  "int_max_str_digits",
  "gil",
  "thread_inherit_context",
  "context_aware_warnings",
] as const;
const flags = structSequence("sys.flags", FLAGS, { visible: FLAGS.indexOf("gil") });

const { fn, caller } = functionBuilder;

function setRecursionLimit(limit: number): null {
  if (limit < 1) raise(E.ValueError, "recursion limit must be greater or equal than 1");
  if (callingFrame().depth >= limit)
    raise(
      E.RecursionError,
      `cannot set the recursion limit to ${limit} at the recursion depth ${callingFrame().depth}: the limit is too low`,
    );
  // Each Python frame is on the heap, so the limit is the memory's.
  if (limit > MAX_RECURSION) raise(E.OverflowError, `recursion limit is at most ${MAX_RECURSION}`);
  machine.recursionLimit = limit;
  return null;
}
/** Some 200 bytes a frame: 400 MB. */
const MAX_RECURSION = 2_000_000;

function* exit(status: Value): NativeGenerator {
  const error = status === null ? newException(E.SystemExit) : newException(E.SystemExit, status);
  if (status instanceof PyTuple) error.args = [...status.items];
  setHidden(error, "code", status);
  yield* [];
  throw new PyThrow(error);
}

function* displayHook(value: Value): NativeGenerator {
  if (value === null) return null;
  const { builtins } = machine.interpreter;
  builtins.set("_", null);
  const text = reprOf(value);
  const shown = (isPending(text) ? yield text : text) as Value;
  yield writeTo(machine.interpreter.stdout(), shown);
  yield writeTo(machine.interpreter.stdout(), "\n");
  builtins.set("_", value);
  return null;
}

function* exceptHook(_type: Value, value: Value, traceback: Value): NativeGenerator {
  if (!(value instanceof PyException)) {
    const text = `TypeError: print_exception(): Exception expected for value, ${typeName(value)} found\n`;
    yield machine.interpreter.writeError(text);
    return null;
  }
  if (value.traceback === null && traceback instanceof PyTraceback) value.traceback = traceback;
  const text = yield machine.interpreter.formatException(value);
  yield machine.interpreter.writeError(text as string);
  return null;
}

/** Shows an exception that could be raised nowhere. */
function* unraisableHook(unraisable: Value): NativeGenerator {
  const field = function* (name: string): NativeGenerator {
    const found = getAttribute(unraisable, name);
    return isPending(found) ? yield found : found;
  };
  const message = textOf((yield* field("err_msg")) ?? null) ?? null;
  const object = (yield* field("object")) ?? null;
  let head = message === null ? "" : `${message}:\n`;
  if (object !== null) {
    let shown = "<object repr() failed>";
    try {
      const repr = reprOf(object);
      shown = textOf((isPending(repr) ? yield repr : repr) as Value) ?? shown;
    } catch (error) {
      if (!(error instanceof PyThrow)) throw error;
    }
    head = `${message ?? "Exception ignored in"}: ${shown}\n`;
  }
  const exception = yield* field("exc_value");
  const text =
    exception instanceof PyException ? yield machine.interpreter.formatException(exception) : "";
  yield machine.interpreter.writeError(head + (text as string));
  return null;
}

/** Calls such a hook. */
export function* unraisable(
  hook: Value,
  exception: PyException,
  object: Value,
  message: Value,
): NativeGenerator {
  const told = simpleNamespace([
    ["exc_type", exception.shape.type],
    ["exc_value", exception],
    ["exc_traceback", exception.traceback as PyTraceback | null],
    ["err_msg", message],
    ["object", object],
  ]);
  try {
    if (hook !== null) yield call(hook, told);
  } catch (error) {
    // CPython tells the hook's own failure; there is nobody left to tell.
    if (!(error instanceof PyThrow)) throw error;
  }
  return null;
}

/** About what CPython's object would take on a 64-bit machine. */
function sizeOf(value: Value): number {
  if (typeof value === "bigint")
    return 24 + 4 * Math.ceil((value < 0n ? -value : value).toString(2).length / 30);
  if (isStr(value)) {
    const text = textOf(value) as string;
    const ascii = /^[\0-\x7f]*$/.test(text);
    return ascii ? 41 + text.length : 58 + 2 * text.length;
  }
  if (value === null) return 16;
  if (value instanceof PyFloat) return 24;
  if (typeof value !== "object") return 28;
  if (value instanceof PyTuple) return 48 + 8 * value.items.length;
  if (value instanceof PyList) return 56 + 8 * value.items.length;
  if (value instanceof PyDict)
    return value.table.size === 0 ? 64 : 184 + 24 * Math.max(0, value.table.size - 5);
  if (value instanceof PySet) return 216 + 16 * Math.max(0, value.table.size - 4);
  if (value instanceof PyBytes) return 33 + value.bytes.length;
  return 48;
}

/** Hooks of asynchronous generators: kept for who reads them back; loops find their generators themselves. */
function asyncgenHooks(): (builder: FunctionBuilder) => Record<string, Entry> {
  return ({ fn }) => {
    let hooks: readonly [Value, Value] = [null, null];
    return {
      get_asyncgen_hooks: fn("Return the installed asynchronous generators hooks.", [], () =>
        asyncgenHooksInfo.make(hooks),
      ),
      set_asyncgen_hooks: fn(
        "Set a finalizer for async generators objects.",
        [
          either(optional(object("firstiter"), undefined, "None")),
          either(optional(object("finalizer"), undefined, "None")),
        ],
        (first, last) => {
          for (const hook of [first, last])
            if (hook !== undefined && hook !== null && !isCallable(hook))
              raise(
                E.TypeError,
                `callable ${hook === first ? "firstiter" : "finalizer"} expected, got ${typeName(hook)}`,
              );
          hooks = [first === undefined ? hooks[0] : first, last === undefined ? hooks[1] : last];
        },
      ),
    };
  };
}

/** Something of each thread, by its number: of the one that runs, and of those that wait. */
function byThread(running: Value, ofFiber: (fiber: Fiber) => Value | undefined): PyDict {
  const dict = new PyDict();
  for (const [thread, fiber] of kernelState().threads()) {
    const value = ofFiber(fiber);
    if (value !== undefined) dict.table.put(thread, value);
  }
  dict.table.put(machine.fiber.thread, running);
  return dict;
}

/** The innermost exception that a fiber handles which does not run. */
function handledBy(fiber: Fiber): Value {
  for (let s: Segment | null = fiber.segment; s !== null; s = s.outer)
    if (s.handled !== null) return s.handled.exception;
  return null;
}

/** Sets a function that watches the running thread, or all. The frame that calls may be traced from here on. */
function watcher(what: "trace" | "profile", isForAll = false) {
  return (fn: Value): BounceRequest => {
    const { thread } = machine.fiber;
    setWatch(what, fn, isForAll ? new Set([thread, ...kernelState().threads().keys()]) : [thread]);
    return new BounceRequest(null);
  };
}

/** `sys.call_tracing`: what a debugger calls is traced, although it is called from a trace function. */
function* callTracing(fn: Value, args: PyTuple): NativeGenerator {
  const { fiber } = machine;
  const { isWatched } = fiber;
  fiber.isWatched = false;
  try {
    return yield new CallRequest(fn, [...args.items], null);
  } finally {
    fiber.isWatched = isWatched;
  }
}

const entries = {
  exc_info: fn("Return the current exception information.", [], () => {
    const exception = handledException();
    return exception === null
      ? tuple(null, null, null)
      : tuple(exception.shape.type, exception, exception.traceback);
  }),
  exception: fn("Return the current exception.", [], handledException),
  exit: caller(
    "Exit the interpreter by raising SystemExit(status).",
    [optional(object("status"), null, "None")],
    exit,
  ),
  getrecursionlimit: fn(
    "Return the current value of the recursion limit.",
    [],
    () => machine.recursionLimit,
  ),
  setrecursionlimit: fn(
    "Set the maximum depth of the Python interpreter stack.",
    [index("limit")],
    setRecursionLimit,
  ),
  intern: fn("Return the string itself.", [object("string")], (value) =>
    isStr(value)
      ? value
      : raise(E.TypeError, `intern() argument must be str, not ${typeName(value)}`),
  ),
  getsizeof: fn(
    "Return an estimate of the size of object in bytes.",
    [either(object("object")), either(optional(object("default"), null, "None"))],
    sizeOf,
  ),
  getdefaultencoding: fn("Return the default string encoding.", [], () => "utf-8"),
  getfilesystemencoding: fn("Return the encoding of file names.", [], () => "utf-8"),
  getfilesystemencodeerrors: fn(
    "Return the error mode of file names.",
    [],
    () => "surrogateescape",
  ),
  set_int_max_str_digits: fn(
    "Set the maximum string digits limit for non-binary int<->str conversions.",
    [either(index("maxdigits"))],
    (digits) => {
      if (digits !== 0 && digits < 640)
        raise(E.ValueError, "maxdigits must be >= 640 or 0 for unlimited");
      machine.interpreter.intMaxDigits = digits;
    },
  ),
  get_int_max_str_digits: fn(
    "Return the maximum string digits limit.",
    [],
    () => machine.interpreter.intMaxDigits,
  ),
  _getframe: fn(
    "Return a frame object from the call stack.",
    [optional(index("depth"), 0, "0")],
    (depth) => callingFrame(Math.max(0, depth)),
  ),
  _getframemodulename: fn(
    "Return the name of the module for a calling frame.",
    [either(optional(index("depth"), 0, "0"))],
    (depth) => {
      try {
        return callingFrame(Math.max(0, depth)).namespace.globals.get("__name__") ?? null;
      } catch (error) {
        // sic: where `_getframe` raises, this has no name to tell.
        if (isThrown(error, E.ValueError)) return null;
        throw error;
      }
    },
  ),
  displayhook: caller(
    "Print an object to sys.stdout and also save it in builtins._",
    [object("object")],
    displayHook,
  ),
  excepthook: caller(
    "Handle an exception by displaying it with a traceback on sys.stderr.",
    [object("exctype"), object("value"), object("traceback")],
    exceptHook,
  ),
  is_finalizing: fn("Return True if Python is exiting.", [], () => false),
  get_coroutine_origin_tracking_depth: fn(
    "Check status of origin tracking for coroutine objects in this thread.",
    [],
    () => machine.interpreter.originDepth,
  ),
  _current_frames: fn(
    "Return a dict mapping each thread's id to its current stack frame.",
    [],
    () => byThread(callingFrame(), (fiber) => (frameOf(fiber) as Value) ?? undefined),
  ),
  _current_exceptions: fn(
    "Return a dict mapping each thread's id to its current raised exception.",
    [],
    () => byThread(handledException(), handledBy),
  ),
  gettrace: fn("Return the global debug tracing function set with sys.settrace.", [], () =>
    watchOf("trace"),
  ),
  getprofile: fn("Return the profiling function set with sys.setprofile.", [], () =>
    watchOf("profile"),
  ),
  settrace: caller(
    "Set the global debug tracing function.",
    [object("function")],
    watcher("trace"),
  ),
  setprofile: caller("Set the profiling function.", [object("function")], watcher("profile")),
  _settraceallthreads: caller(
    "Set the debug tracing function of all threads.",
    [object("function")],
    watcher("trace", true),
  ),
  _setprofileallthreads: caller(
    "Set the profiling function of all threads.",
    [object("function")],
    watcher("profile", true),
  ),
  call_tracing: caller(
    "Call func(*args), while tracing is enabled.",
    [object("func"), object("args")],
    (func, args) =>
      args instanceof PyTuple
        ? callTracing(func, args)
        : raise(E.TypeError, `call_tracing() argument 2 must be tuple, not ${typeName(args)}`),
  ),
  set_coroutine_origin_tracking_depth: fn(
    "Enable or disable origin tracking for coroutine objects in this thread.",
    [either(index("depth"))],
    (depth) => {
      if (depth < 0) raise(E.ValueError, "depth must be >= 0");
      machine.interpreter.originDepth = depth;
    },
  ),
  getswitchinterval: fn("Return the thread switch interval.", [], () => new PyFloat(0.005)),
  setswitchinterval: fn(
    "Accepted: the host decides when others get a turn.",
    [double("interval")],
    (interval) => {
      if (!(interval > 0)) raise(E.ValueError, "switch interval must be strictly positive");
    },
  ),
  unraisablehook: caller("Handle an unraisable exception.", [object("unraisable")], unraisableHook),
  addaudithook: fn("Accepted: no audit events are raised.", [either(object("hook"))], () => null),
  audit: fn("Does nothing: there are no audit hooks.", [rest("args")], () => null),
  _is_gil_enabled: fn("Whether one thread runs at a time.", [], () => true),
};

const functions = defineModule("sys", "", (builder) => ({
  ...entries,
  ...asyncgenHooks()(builder),
}));

export const sysModule: NativeModule = {
  name: "sys",
  doc: "This module provides access to some objects used or maintained by the interpreter.",
  *contents() {
    for (const [name, value] of functions.contents()) {
      yield [name, value];
      if (/^(display|except|unraisable)hook$/.test(name)) yield [`__${name}__`, value];
    }
    const info = versionInfo.make([3, 14, 0, "final", 0]);
    yield ["version", "3.14.0 (ohwait)"];
    yield ["version_info", info];
    yield ["hexversion", 0x030e00f0];
    yield ["api_version", 1013];
    yield ["implementation", implementation(info)];
    yield ["platform", "linux"];
    yield ["byteorder", "little"];
    yield ["maxsize", 2n ** 63n - 1n];
    yield ["maxunicode", 0x10ffff];
    yield [
      "float_info",
      floatInfo.make([
        new PyFloat(Number.MAX_VALUE),
        1024,
        308,
        new PyFloat(2.2250738585072014e-308),
        -1021,
        -307,
        15,
        53,
        new PyFloat(Number.EPSILON),
        2,
        1,
      ]),
    ];
    yield ["int_info", intInfo.make([30, 4, 4300, 640])];
    yield [
      "hash_info",
      hashInfo.make([64, 2n ** 61n - 1n, 314159, 0, 1000003, "siphash13", 64, 128, 0]),
    ];
    yield [
      "flags",
      flags.make([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, false, 1, 0, false, 4300, 1, 0, 0]),
    ];
    yield ["float_repr_style", "short"];
    yield ["copyright", "Copyright (c) the ohwait authors."];
    yield ["abiflags", ""];
    yield ["thread_info", threadInfo.make(["pthread", null, null])];
    const library = newFrozenSet();
    for (const name of standardModuleNames()) library.table.put(name, true);
    yield ["stdlib_module_names", library];
    for (const name of [
      "executable",
      "prefix",
      "exec_prefix",
      "base_prefix",
      "base_exec_prefix",
      "platlibdir",
    ])
      yield [name, ""];
    yield ["argv", new PyList([""])];
    yield ["orig_argv", new PyList([])];
    yield ["path", new PyList([])];
    yield ["meta_path", new PyList([])];
    yield ["path_hooks", new PyList([])];
    yield ["path_importer_cache", new PyDict()];
    yield ["warnoptions", new PyList([])];
    yield ["_xoptions", new PyDict()];
    yield ["dont_write_bytecode", true];
    yield ["pycache_prefix", null];
    yield ["modules", machine.interpreter.modules];
  },
};

function implementation(version: Value): Value {
  return simpleNamespace([
    ["name", "ohwait"],
    ["cache_tag", null],
    ["version", version],
    ["hexversion", 0x030e00f0],
    ["supports_isolated_interpreters", false],
  ]);
}
