/** TypeVar, ParamSpec, TypeVarTuple. https://docs.python.org/3/library/typing.html#typing.TypeVar */
import { member } from "../builtins/common.ts";
import { describe } from "../builtins/replies.ts";
import { current } from "../current.ts";
import { type Entries, members, type TypeBuilder } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyDict } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { either, keyword, object, optional, rest } from "../params.ts";
import { binary } from "../protocols/arithmetic.ts";
import { getAttribute, setOwn } from "../protocols/attributes.ts";
import { same } from "../protocols/compare.ts";
import { drain, iterate } from "../protocols/iterate.ts";
import { strOf } from "../protocols/text.ts";
import { lengthOf, truthOf } from "../protocols/truth.ts";
import { isPending, type Keywords, type NativeGenerator, type Pending } from "../requests.ts";
import { NotImplemented, PyTuple, tuple } from "../sequences.ts";
import { OPERATORS } from "../slots.ts";
import { fromJs, textOf } from "../str.ts";
import { noneType, paramSpecArgsType, paramSpecKwargsType, typeName, typeOf } from "../types.ts";
import { bindNamed, callerArguments } from "./constructors.ts";
import { evaluated, evaluatorOf, given } from "./evaluation.ts";
import {
  asType,
  NOTHING,
  NoDefault,
  PyParamSpec,
  PyParamSpecPart,
  type PyTypeParameter,
  PyTypeVar,
  PyTypeVarTuple,
  paramSpecPart,
  type Variance,
} from "./layouts.ts";
import { callTyping, checkType, isPlainArgument, unpacked } from "./library.ts";
import { unite } from "./union.ts";

/* Construction */

const flag = (name: string) => keyword(optional(object(name), false, "False"));
const DEFAULT = keyword(optional(object("default"), NoDefault, "typing.NoDefault"));
const BOUND = keyword(optional(object("bound"), null, "None"));
const VARIANCE = [flag("covariant"), flag("contravariant"), flag("infer_variance")] as const;
const NAME = either(object("name"));

const TYPE_VAR = [NAME, rest("constraints"), BOUND, DEFAULT, ...VARIANCE] as const;
const PARAM_SPEC = [NAME, BOUND, DEFAULT, ...VARIANCE] as const;
const TYPE_VAR_TUPLE = [NAME, DEFAULT] as const;

function nameFor(fn: string, value: Value): string {
  const name = textOf(value);
  if (name === undefined)
    raise(E.TypeError, `${fn}() argument 'name' must be str, not ${typeName(value)}`);
  return name;
}

function* varianceOf(flags: readonly Value[]): Generator<Pending, Variance, Value> {
  const truths: boolean[] = [];
  for (const value of flags) {
    const truth: boolean | Pending = truthOf(value);
    truths.push(isPending(truth) ? ((yield truth) as boolean) : truth);
  }
  const [covariant, contravariant, inferred] = truths as [boolean, boolean, boolean];
  if (covariant && contravariant) raise(E.ValueError, "Bivariant types are not supported.");
  if (inferred && (covariant || contravariant))
    raise(E.ValueError, "Variance cannot be specified with infer_variance.");
  return { covariant, contravariant, inferred };
}

/** Notes the module of whoever made it. */
function placed<T extends PyTypeParameter>(parameter: T): T {
  const module = current.interpreter.callerModule?.();
  if (module !== undefined && module !== null) setOwn(parameter, "__module__", module);
  return parameter;
}

function* boundOf(value: Value): NativeGenerator {
  return value === null ? null : yield* checkType(value, "Bound must be a type.");
}

function* newTypeVar(_cls: Value, args: Value[], named: Keywords): NativeGenerator {
  const [name, constraints, bound, byDefault, ...flags] = bindNamed(
    "typevar",
    TYPE_VAR,
    args,
    named,
  );
  const text = nameFor("typevar", name as Value);
  const variance = yield* varianceOf(flags as Value[]);
  const checked = (yield* boundOf(bound as Value)) as Value;
  const count = (constraints as Value[]).length;
  if (count === 1) raise(E.TypeError, "A single constraint is not allowed");
  if (count > 0 && checked !== null)
    raise(E.TypeError, "Constraints cannot be combined with bound=...");
  return placed(
    new PyTypeVar(
      text,
      checked === null ? NOTHING : given(checked),
      count === 0 ? NOTHING : given(new PyTuple(constraints as Value[])),
      given(byDefault as Value),
      variance,
    ),
  );
}

function* newParamSpec(_cls: Value, args: Value[], named: Keywords): NativeGenerator {
  const [name, bound, byDefault, ...flags] = bindNamed("paramspec", PARAM_SPEC, args, named);
  const text = nameFor("paramspec", name as Value);
  const variance = yield* varianceOf(flags as Value[]);
  const checked = (yield* boundOf(bound as Value)) as Value;
  return placed(new PyParamSpec(text, checked, given(byDefault as Value), variance));
}

function newTypeVarTuple(_cls: Value, args: Value[], named: Keywords): Value {
  const [name, byDefault] = bindNamed("typevartuple", TYPE_VAR_TUPLE, args, named);
  const text = nameFor("typevartuple", name as Value);
  return placed(new PyTypeVarTuple(text, given(byDefault as Value)));
}

/* Members that several have */

function common<Self extends PyTypeParameter>(
  { method, getter, caller, constant }: TypeBuilder<Self>,
  type: string,
): Entries {
  return {
    __module__: constant("typing"),
    __name__: member<Self>((self) => fromJs(self.name)),
    __default__: getter("The default value for this type parameter.", (self) =>
      evaluated(self.byDefault, NoDefault),
    ),
    evaluate_default: getter("", (self) => evaluatorOf(self.byDefault)),
    has_default: method("Return True if this type parameter has a default.", [], (self) => {
      const { value, evaluator } = self.byDefault;
      return evaluator !== null || (value !== undefined && value !== NoDefault);
    }),
    __reduce__: method("", [], (self) => fromJs(self.name)),
    __mro_entries__: caller("", [object("bases")], () => cannotSubclass(type)),
  };
}

function cannotSubclass(type: string): never {
  raise(E.TypeError, `Cannot subclass an instance of ${type}`);
}

function varianceEntries<Self extends PyTypeVar | PyParamSpec>(): Entries {
  return {
    __covariant__: member<Self>((self) => self.variance.covariant),
    __contravariant__: member<Self>((self) => self.variance.contravariant),
    __infer_variance__: member<Self>((self) => self.variance.inferred),
  };
}

function nameWithVariance({ name, variance }: PyTypeVar | PyParamSpec): Value {
  const { covariant, contravariant, inferred } = variance;
  return fromJs((inferred ? "" : covariant ? "+" : contravariant ? "-" : "~") + name);
}

/** What a TypeVar is replaced by: `list[T][int]`. */
function* replacement(self: PyTypeVar, arg: Value): NativeGenerator {
  if (arg === null) return noneType;
  if (isPlainArgument(arg)) return asType(arg);
  return yield* callTyping("_typevar_subst", [self, arg]);
}

/** Adds the default where an argument is missing; raises where there is none. */
function* prepared(self: PyTypeVar, alias: Value, args: Value): NativeGenerator {
  const found = getAttribute(alias, "__parameters__");
  const parameters = (isPending(found) ? yield found : found) as Value;
  const length =
    args instanceof PyDict ? raise(E.TypeError, "dict is not a sequence") : lengthOf(args);
  const count = Number(isPending(length) ? yield length : length);
  const index = yield* indexIn(parameters, self);
  if (index < count) return args;
  if (index === count) {
    const value = evaluated(self.byDefault, NoDefault);
    const byDefault = (isPending(value) ? yield value : value) as Value;
    if (byDefault !== NoDefault) {
      const all = binary(ADD, args, new PyTuple([byDefault]));
      return isPending(all) ? yield all : all;
    }
  }
  const counts = `actual ${count}, expected at least ${index + 1}`;
  const str = strOf(alias);
  const shown = textOf((isPending(str) ? yield str : str) as Value);
  raise(E.TypeError, `Too few arguments for ${shown}; ${counts}`);
}
const ADD = OPERATORS.findIndex(({ dunder }) => dunder === "add");

function* indexIn(sequence: Value, value: Value): Generator<Pending, number, Value> {
  if (typeOf(sequence).lookup("__iter__") === undefined)
    raise(E.TypeError, `argument of type '${typeName(sequence)}' is not iterable`);
  const items = sequence instanceof PyTuple ? sequence.items : yield* drain(sequence);
  const index = items.indexOf(value);
  return index < 0 ? raise(E.ValueError, "sequence.index(x): x not in sequence") : index;
}

export const typeVarMembers = members<PyTypeVar>((builder) => {
  const { slots, getter, caller, staticMethod } = builder;
  return [
    slots({
      __repr__: nameWithVariance,
      __or__: (self, right) => unite([self, right]),
      __ror__: (self, left) => unite([left, self]),
    }),
    {
      __new__: staticMethod("Type variable.", callerArguments, newTypeVar),
      ...common(builder, "TypeVar"),
      ...varianceEntries<PyTypeVar>(),
      __bound__: getter("", (self) => evaluated(self.bound, null)),
      __constraints__: getter("", (self) => evaluated(self.constraints, new PyTuple([]))),
      evaluate_bound: getter("", (self) => evaluatorOf(self.bound)),
      evaluate_constraints: getter("", (self) => evaluatorOf(self.constraints)),
      __typing_subst__: caller("", [object("arg")], replacement),
      __typing_prepare_subst__: caller("", [object("alias"), object("args")], prepared),
    },
  ];
});

export const paramSpecMembers = members<PyParamSpec>((builder) => {
  const { slots, getter, caller, staticMethod } = builder;
  return [
    slots({
      __repr__: nameWithVariance,
      __or__: (self, right) => unite([self, right]),
      __ror__: (self, left) => unite([left, self]),
    }),
    {
      __new__: staticMethod("Parameter specification variable.", callerArguments, newParamSpec),
      ...common(builder, "ParamSpec"),
      ...varianceEntries<PyParamSpec>(),
      __bound__: member<PyParamSpec>((self) => self.bound),
      args: getter("Represents positional arguments.", (self) =>
        paramSpecPart(self, paramSpecArgsType),
      ),
      kwargs: getter("Represents keyword arguments.", (self) =>
        paramSpecPart(self, paramSpecKwargsType),
      ),
      __typing_subst__: caller("", [object("arg")], (self, arg) =>
        callTyping("_paramspec_subst", [self, arg]),
      ),
      __typing_prepare_subst__: caller("", [object("alias"), object("args")], (self, alias, args) =>
        callTyping("_paramspec_prepare_subst", [self, alias, args]),
      ),
    },
  ];
});

export const typeVarTupleMembers = members<PyTypeVarTuple>((builder) => {
  const { slots, caller, staticMethod } = builder;
  return [
    slots({
      __repr__: (self) => fromJs(self.name),
      *__iter__(self): NativeGenerator {
        const iterator = iterate(tuple((yield* unpacked(self)) as Value));
        return isPending(iterator) ? yield iterator : iterator;
      },
    }),
    {
      __new__: staticMethod("Type variable tuple.", callerArguments, newTypeVarTuple),
      ...common(builder, "TypeVarTuple"),
      __typing_subst__: caller("", [object("arg")], () =>
        raise(E.TypeError, "Substitution of bare TypeVarTuple is not supported"),
      ),
      __typing_prepare_subst__: caller("", [object("alias"), object("args")], (self, alias, args) =>
        callTyping("_typevartuple_prepare_subst", [self, alias, args]),
      ),
    },
  ];
});

function partMembers(type: string, what: string) {
  return members<PyParamSpecPart>(({ slots, staticMethod, constant, caller }) => [
    slots({
      *__repr__(self): NativeGenerator {
        if (self.origin instanceof PyParamSpec) return fromJs(`${self.origin.name}.${what}`);
        return yield* describe({ r: self.origin }, `.${what}`);
      },
      __eq__: (self, other) =>
        other instanceof PyParamSpecPart && other.shape.type === self.shape.type
          ? same(self.origin, other.origin)
          : NotImplemented,
    }),
    {
      __module__: constant("typing"),
      __new__: staticMethod("", callerArguments, (cls, args, named) => {
        const params = [either(object("origin"))];
        const [origin] = bindNamed(type.toLowerCase(), params, args, named);
        const kind = what === "args" ? paramSpecArgsType : paramSpecKwargsType;
        return cls === kind ? paramSpecPart(origin as Value, kind) : null;
      }),
      __hash__: constant(null),
      __origin__: member<PyParamSpecPart>((self) => self.origin),
      __mro_entries__: caller("", [object("bases")], () => cannotSubclass(type)),
    },
  ]);
}

export const paramSpecArgsMembers = partMembers("ParamSpecArgs", "args");
export const paramSpecKwargsMembers = partMembers("ParamSpecKwargs", "kwargs");
