/** `object.__reduce_ex__`: what copy and pickle need to make an object again. https://docs.python.org/3/library/pickle.html#object.__reduce_ex__ */
import { mangle } from "../class-creation.ts";
import { current } from "../current.ts";
import { E, raise } from "../errors.ts";
import { PyDict } from "../hash-table.ts";
import { PyInstance, type Value } from "../object.ts";
import { dictOf, getAttribute } from "../protocols/attributes.ts";
import { attribute } from "../protocols/classes.ts";
import { iterate } from "../protocols/iterate.ts";
import { callSpecial } from "../protocols/slot.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { PyList, PyTuple, tuple } from "../sequences.ts";
import { nameOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { objectType, typeName, typeOf } from "../types.ts";
import { shortName } from "./common.ts";

type Steps<T> = Generator<Pending, T, Value>;

function* ofCopyreg(name: string): Steps<Value> {
  const load = current.interpreter.builtins.get("__import__") ?? null;
  return (yield* attribute(yield call(load, "copyreg"), name)) ?? null;
}

/** `object.__reduce__`, and `object.__reduce_ex__` where nobody has overridden that. */
export function* reduce(self: Value, protocol: number): NativeGenerator {
  if (protocol >= 2) return yield* reduceToNew(self);
  const type = typeOf(self);
  // What copyreg would say.
  if (type.isBuiltin && type !== objectType)
    raise(E.TypeError, `cannot pickle '${shortName(type)}' object`);
  return yield call(yield* ofCopyreg("_reduce_ex"), self, protocol);
}

/** `object.__reduce_ex__`: a `__reduce__` of the class's own goes first. */
export function* reduceEx(self: Value, protocol: number): NativeGenerator {
  const method = yield* attribute(self, "__reduce__");
  if (method !== undefined && typeOf(self).lookup("__reduce__") !== objectType.own("__reduce__"))
    return yield call(method);
  return yield* reduce(self, protocol);
}

interface NewArguments {
  readonly args: PyTuple;
  readonly keywords: PyDict | null;
}

function tupleOf(value: Value, what: string): PyTuple {
  if (value instanceof PyTuple) return value;
  return raise(E.TypeError, `${what}, not '${typeName(value)}'`);
}

/** What the class wants its `__new__` to be called with; null where it does not say. */
function* newArguments(self: Value): Steps<NewArguments | null> {
  const extended = callSpecial(self, "__getnewargs_ex__", []);
  if (extended !== undefined) {
    const answer = isPending(extended) ? yield extended : extended;
    const { items } = tupleOf(answer as Value, "__getnewargs_ex__ should return a tuple");
    if (items.length !== 2)
      raise(
        E.TypeError,
        `__getnewargs_ex__ should return a tuple of length 2, not ${items.length}`,
      );
    const [args, keywords] = items as [Value, Value];
    const item = "item of the tuple returned by __getnewargs_ex__ must be a";
    const positional = tupleOf(args, `first ${item} tuple`);
    if (!(keywords instanceof PyDict))
      return raise(E.TypeError, `second ${item} dict, not '${typeName(keywords)}'`);
    return { args: positional, keywords };
  }
  const plain = callSpecial(self, "__getnewargs__", []);
  if (plain === undefined) return null;
  const answer = (isPending(plain) ? yield plain : plain) as Value;
  return { args: tupleOf(answer, "__getnewargs__ should return a tuple"), keywords: null };
}

function* reduceToNew(self: Value): NativeGenerator {
  const type = typeOf(self);
  if (!canBeMade(type)) raise(E.TypeError, `cannot pickle '${type.name}' object`);
  const given = yield* newArguments(self);
  const isContainer = self instanceof PyList || self instanceof PyDict;
  const hasKeywords = (given?.keywords?.table.size ?? 0) > 0;
  const make = yield* ofCopyreg(hasKeywords ? "__newobj_ex__" : "__newobj__");
  const args = given?.args ?? tuple();
  const makeArgs = hasKeywords
    ? tuple(type, args, given?.keywords ?? null)
    : new PyTuple([type, ...args.items]);
  const state = yield* askState(self, given === null && !isContainer);
  const items = self instanceof PyList ? yield* settled(iterate(self)) : null;
  const pairs = self instanceof PyDict ? yield* itemIterator(self) : null;
  return tuple(make, makeArgs, state, items, pairs);
}

/** Has the class a `__new__` that makes its instances? */
function canBeMade(type: PyType): boolean {
  if (type.layout === PyInstance) return true;
  const owner = type.mro.find((t) => t.isBuiltin && t.own("__new__") !== undefined);
  return owner !== undefined && owner !== objectType;
}

function* settled(result: NativeResult): Steps<Value> {
  return (isPending(result) ? yield result : (result ?? null)) as Value;
}

function* itemIterator(self: Value): Steps<Value> {
  const items = yield* settled(getAttribute(self, "items"));
  return yield* settled(iterate(yield new CallRequest(items, [], null)));
}

function* askState(self: Value, isAll: boolean): Steps<Value> {
  if (typeOf(self).lookup("__getstate__") === objectType.own("__getstate__"))
    return yield* stateOf(self, isAll);
  return yield call(yield* settled(getAttribute(self, "__getstate__")));
}

/**
 * `object.__getstate__`: the attributes, and beside them the values of `__slots__`. `isAll`: that has to be all that there is
 * to the object.
 */
export function* stateOf(self: Value, isAll: boolean): Steps<Value> {
  const type = typeOf(self);
  if (isAll && type.layout !== PyInstance)
    raise(E.TypeError, `cannot pickle '${type.name}' object`);
  if (typeof self !== "object" || self === null) return null;
  const dict = type.hasDict ? dictOf(self) : null;
  const state = dict === null || dict.table.size === 0 ? null : dict;
  const slots = new PyDict();
  for (const name of slotNames(type)) {
    const value = yield* attribute(self, name);
    if (value !== undefined) slots.set(name, value);
  }
  return slots.table.size === 0 ? state : tuple(state, slots);
}

/** In the order of `__slots__`, as far as that can still be seen. */
function namesAsGiven(type: PyType): readonly string[] {
  const names = type.slotNames ?? [];
  const given = type.own("__slots__") ?? null;
  if (!(given instanceof PyTuple || given instanceof PyList)) return names;
  return given.items
    .map((name) => mangle(nameOf(name) ?? "", type.name))
    .filter((name) => names.includes(name));
}

/** What copyreg has noted of a class goes before what its classes say. */
function slotNames(type: PyType): string[] {
  const noted = type.own("__slotnames__");
  if (noted instanceof PyList) return noted.items.map((name) => nameOf(name) ?? "");
  return type.mro.flatMap((t) => (t.isBuiltin ? [] : namesAsGiven(t)));
}
