/** The atexit module. https://docs.python.org/3/library/atexit.html */
import { kernelState } from "../kernel/access.ts";
import { isCallable } from "../objects/builtins/function.ts";
import { describe } from "../objects/builtins/replies.ts";
import { defineModule } from "../objects/define.ts";
import { E, PyThrow, raise } from "../objects/errors.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { same } from "../objects/protocols/compare.ts";
import { CallRequest, isPending, type NativeGenerator } from "../objects/requests.ts";
import { machine } from "../vm/state.ts";

/** Runs what the program has registered, the last one first. What is registered meanwhile is dropped, as CPython does. */
export function* runExitFunctions(): NativeGenerator {
  const { exitFunctions } = kernelState();
  for (const { fn, args, keywords } of [...exitFunctions].reverse()) {
    try {
      yield new CallRequest(fn, [...args], keywords.size === 0 ? null : new Map(keywords));
    } catch (error) {
      if (!(error instanceof PyThrow)) throw error;
      const text = yield describe("Exception ignored in atexit callback ", { r: fn });
      yield machine.interpreter.reportUnraisable(error.exception, null, text);
    }
  }
  exitFunctions.length = 0;
  return null;
}

export const atexitModule = defineModule(
  "atexit",
  "Functions to be called when the program ends as it should.",
  ({ fn, caller }) => ({
    register: fn(
      "Register a function to be called when the program ends, with these arguments. It is returned, so that it may be decorated.",
      [object("func"), rest("args"), keywords("kwargs")],
      (func, args, given) => {
        if (!isCallable(func)) raise(E.TypeError, "the first argument must be callable");
        kernelState().exitFunctions.push({ fn: func, args, keywords: given });
        return func;
      },
    ),
    unregister: caller(
      "Forget a function, however often it was registered.",
      [object("func")],
      function* (func): NativeGenerator {
        const { exitFunctions } = kernelState();
        for (const registered of [...exitFunctions]) {
          const equal = same(registered.fn, func);
          if (!(isPending(equal) ? yield equal : equal)) continue;
          const at = exitFunctions.indexOf(registered);
          if (at >= 0) exitFunctions.splice(at, 1);
        }
        return null;
      },
    ),
    _run_exitfuncs: caller("Call all that is registered.", [], runExitFunctions),
    _clear: fn("Forget all that is registered.", [], () => {
      kernelState().exitFunctions.length = 0;
    }),
    _ncallbacks: fn(
      "Return how many functions are registered.",
      [],
      () => kernelState().exitFunctions.length,
    ),
  }),
);
