/** Bounds, defaults and values of type aliases: evaluated when somebody asks. NoDefault, and functions for values that were given. */
import { describe } from "../builtins/replies.ts";
import { toIndex } from "../conversions.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import {
  PyConstEvaluator as Evaluator,
  type Lazy,
  NoDefault,
  type PyConstEvaluator,
} from "./layouts.ts";
import { typeText } from "./texts.ts";

/** `annotationlib.Format` */
const VALUE = 1;
const STRING = 4;

/** A value that a function evaluates later. */
export function later(evaluator: Value): Lazy {
  return { value: undefined, evaluator };
}

export function given(value: Value): Lazy {
  return { value, evaluator: null };
}

/** The value, evaluated at the first time; `otherwise` where there is none. */
export function evaluated(lazy: Lazy, otherwise: Value): NativeResult {
  if (lazy.value !== undefined) return lazy.value;
  return lazy.evaluator === null ? otherwise : evaluate(lazy);
}

function* evaluate(lazy: Lazy): NativeGenerator {
  const value = yield call(lazy.evaluator, VALUE);
  lazy.value = value;
  return value;
}

/** The function that evaluates it, or None. */
export function evaluatorOf(lazy: Lazy): Value {
  if (lazy.evaluator !== null) return lazy.evaluator;
  return lazy.value === undefined ? null : new Evaluator(lazy.value);
}

export const constEvaluatorMembers = members<PyConstEvaluator>(
  ({ slots, staticMethod, caller }) => [
    slots({
      __repr__: (self) => describe("<constevaluator ", { r: self.value }, ">"),
    }),
    {
      __call__: caller(
        "Call self as a function.",
        [rest("args")],
        function* (self, args): NativeGenerator {
          if (args.length !== 1)
            raise(
              E.TypeError,
              `constevaluator.__call__() takes exactly 1 argument (${args.length} given)`,
            );
          const format = toIndex(args[0] as Value);
          const isText = (isPending(format) ? yield format : format) === STRING;
          return isText ? yield* typeText(self.value) : self.value;
        },
      ),
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], () =>
        raise(E.TypeError, "cannot create '_typing._ConstEvaluator' instances"),
      ),
    },
  ],
);

export const noDefaultMembers = members<Value>(({ slots, method, staticMethod }) => [
  slots({ __repr__: () => "typing.NoDefault" }),
  {
    __new__: staticMethod(
      "The type of the NoDefault singleton.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, named) => {
        if (args.length > 0 || named.size > 0)
          raise(E.TypeError, "NoDefaultType takes no arguments");
        return NoDefault;
      },
    ),
    __reduce__: method("", [], () => "NoDefault"),
  },
]);
