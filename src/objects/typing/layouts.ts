/** What generic aliases, unions, type parameters and type aliases are. Their members are in the other files here. */
import { layout, PyObject, type Value } from "../object.ts";
import { DECLINED } from "../params.ts";
import { PyTuple } from "../sequences.ts";
import type { PyType } from "../type.ts";
import {
  constEvaluatorType,
  genericAliasType,
  noDefaultType,
  noneType,
  paramSpecArgsType,
  paramSpecKwargsType,
  paramSpecType,
  typeAliasType,
  typeVarTupleType,
  typeVarType,
  unionType,
} from "../types.ts";

/** `list[int]` */
export class PyGenericAlias extends PyObject {
  readonly origin: Value;
  readonly args: PyTuple;
  /** `*tuple[int]` */
  readonly isUnpacked: boolean;
  /** Made when somebody asks. */
  parameters: PyTuple | null = null;
  constructor(origin: Value, args: PyTuple, isUnpacked = false) {
    super();
    this.origin = origin;
    this.args = args;
    this.isUnpacked = isUnpacked;
  }
  override hashKey(): unknown {
    return DECLINED;
  }
}
layout(PyGenericAlias, genericAliasType);

/** What stands between the brackets, as a tuple. */
export function argumentsOf(key: Value): PyTuple {
  return key instanceof PyTuple ? key : new PyTuple([key]);
}

/** Attributes of an alias's own; all others are its origin's. */
const OWN: ReadonlySet<string> = new Set([
  "__class__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__bases__",
  "__copy__",
  "__deepcopy__",
]);
export const ALIAS_ATTRIBUTES: readonly string[] = [...OWN].filter((name) => name !== "__bases__");

genericAliasType.forward = (self, name) => (OWN.has(name) ? null : (self as PyGenericAlias).origin);

/** `int | str` */
export class PyUnion extends PyObject {
  readonly args: PyTuple;
  /** Those that have no hash are compared one by one. */
  readonly unhashable: readonly Value[];
  parameters: PyTuple | null = null;
  constructor(args: PyTuple, unhashable: readonly Value[]) {
    super();
    this.args = args;
    this.unhashable = unhashable;
  }
  override hashKey(): unknown {
    return DECLINED;
  }
}
layout(PyUnion, unionType);

class PyNoDefault extends PyObject {}
layout(PyNoDefault, noDefaultType);
export const NoDefault: PyObject = new PyNoDefault();

/** A value that is evaluated when somebody asks, once. */
export interface Lazy {
  /** Undefined until then. */
  value: Value | undefined;
  /** The function that evaluates it; null where the value was given, or there is none. */
  readonly evaluator: Value;
}
export const NOTHING: Lazy = Object.freeze({ value: undefined, evaluator: null });

/** What all type parameters have. */
export abstract class PyTypeParameter extends PyObject {
  readonly name: string;
  byDefault: Lazy;
  override slots: Value[] = [];
  constructor(name: string, byDefault: Lazy) {
    super();
    this.name = name;
    this.byDefault = byDefault;
  }
}

export interface Variance {
  readonly covariant: boolean;
  readonly contravariant: boolean;
  readonly inferred: boolean;
}
export const INFERRED: Variance = { covariant: false, contravariant: false, inferred: true };

export class PyTypeVar extends PyTypeParameter {
  readonly bound: Lazy;
  readonly constraints: Lazy;
  readonly variance: Variance;
  constructor(name: string, bound: Lazy, constraints: Lazy, byDefault: Lazy, variance: Variance) {
    super(name, byDefault);
    this.bound = bound;
    this.constraints = constraints;
    this.variance = variance;
  }
}
layout(PyTypeVar, typeVarType);

export class PyParamSpec extends PyTypeParameter {
  readonly bound: Value;
  readonly variance: Variance;
  constructor(name: string, bound: Value, byDefault: Lazy, variance: Variance) {
    super(name, byDefault);
    this.bound = bound;
    this.variance = variance;
  }
}
layout(PyParamSpec, paramSpecType);

export class PyTypeVarTuple extends PyTypeParameter {}
layout(PyTypeVarTuple, typeVarTupleType);

/** `P.args` or `P.kwargs` */
export class PyParamSpecPart extends PyObject {
  readonly origin: Value;
  constructor(origin: Value) {
    super();
    this.origin = origin;
  }
}
layout(PyParamSpecPart, paramSpecArgsType);

export function paramSpecPart(origin: Value, type: PyType): PyParamSpecPart {
  const part = new PyParamSpecPart(origin);
  part.shape = type.instanceShape;
  return part;
}
paramSpecKwargsType.layout = PyParamSpecPart;

/** `type Name[T] = value` */
export class PyTypeAlias extends PyObject {
  readonly name: string;
  /** Null where it has none. */
  readonly typeParameters: PyTuple | null;
  readonly content: Lazy;
  readonly module: Value | undefined;
  constructor(name: string, typeParameters: PyTuple | null, content: Lazy, module?: Value) {
    super();
    this.name = name;
    this.typeParameters = typeParameters;
    this.content = content;
    this.module = module;
  }
}
layout(PyTypeAlias, typeAliasType);

/** Stands for the function that evaluates a value which was given. */
export class PyConstEvaluator extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
}
layout(PyConstEvaluator, constEvaluatorType);

/** None, as a type. */
export function asType(value: Value): Value {
  return value === null ? noneType : value;
}
