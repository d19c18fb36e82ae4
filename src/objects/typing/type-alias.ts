/** typing.TypeAliasType: what the `type` statement makes. */
import { member } from "../builtins/common.ts";
import { current } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyFunction } from "../function.ts";
import type { Value } from "../object.ts";
import { either, keyword, object, optional } from "../params.ts";
import { iterate } from "../protocols/iterate.ts";
import { isPending, type Keywords, type NativeGenerator } from "../requests.ts";
import { EMPTY_TUPLE, PyTuple, tuple } from "../sequences.ts";
import { fromJs, textOf } from "../str.ts";
import { typeName } from "../types.ts";
import { bindNamed, callerArguments } from "./constructors.ts";
import { evaluated, evaluatorOf, given } from "./evaluation.ts";
import {
  argumentsOf,
  NoDefault,
  PyGenericAlias,
  PyTypeAlias,
  PyTypeParameter,
  PyTypeVarTuple,
} from "./layouts.ts";
import { unpacked, withUnpacked } from "./library.ts";
import { shown } from "./substitution.ts";
import { uniteTypes } from "./union.ts";

const PARAMS = [
  either(object("name")),
  either(object("value")),
  keyword(optional(object("type_params"), EMPTY_TUPLE, "()")),
] as const;

function* construct(_cls: Value, args: Value[], named: Keywords): NativeGenerator {
  const [name, value, parameters] = bindNamed("typealias", PARAMS, args, named);
  const text = textOf(name as Value);
  if (text === undefined)
    raise(E.TypeError, `typealias() argument 'name' must be str, not ${typeName(name as Value)}`);
  if (!(parameters instanceof PyTuple)) raise(E.TypeError, "type_params must be a tuple");
  yield* checkParameters(parameters);
  const module = current.interpreter.callerModule?.();
  const own = parameters.items.length === 0 ? null : parameters;
  return new PyTypeAlias(text, own, given(value as Value), module ?? null);
}

function* checkParameters(parameters: PyTuple): NativeGenerator {
  let hasDefault = false;
  for (const parameter of parameters.items) {
    if (!(parameter instanceof PyTypeParameter))
      raise(E.TypeError, `Expected a type param, got ${yield* shown(parameter)}`);
    const { value, evaluator } = parameter.byDefault;
    if (evaluator !== null || (value !== undefined && value !== NoDefault)) hasDefault = true;
    else if (hasDefault) {
      const repr = yield* shown(parameter);
      raise(E.TypeError, `non-default type parameter '${repr}' follows default type parameter`);
    }
  }
  return null;
}

export const typeAliasMembers = members<PyTypeAlias>(({ slots, getter, staticMethod, method }) => [
  slots({
    __repr__: (self) => fromJs(self.name),
    __or__: uniteTypes,
    __ror__: (self, left) => uniteTypes(left, self),
    __getitem__: (self, item) => {
      if (self.typeParameters === null)
        raise(E.TypeError, "Only generic type aliases are subscriptable");
      return new PyGenericAlias(self, argumentsOf(item));
    },
    *__iter__(self): NativeGenerator {
      const iterator = iterate(tuple((yield* unpacked(self)) as Value));
      return isPending(iterator) ? yield iterator : iterator;
    },
  }),
  {
    __new__: staticMethod("Type alias.", callerArguments, construct),
    __name__: member<PyTypeAlias>((self) => fromJs(self.name)),
    __value__: getter("", (self) => evaluated(self.content, null)),
    evaluate_value: getter("", (self) => evaluatorOf(self.content)),
    __type_params__: getter("", (self) => self.typeParameters ?? EMPTY_TUPLE),
    __parameters__: getter("", (self) =>
      withUnpacked(self.typeParameters ?? EMPTY_TUPLE, (p) => p instanceof PyTypeVarTuple),
    ),
    __module__: getter("", (self) => {
      const { evaluator } = self.content;
      if (self.module !== undefined) return self.module;
      return evaluator instanceof PyFunction ? evaluator.module : null;
    }),
    __reduce__: method("", [], (self) => fromJs(self.name)),
  },
]);
