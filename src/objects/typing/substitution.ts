/** Type parameters in generic aliases and unions: which there are, and what they are replaced by. */

import { charge } from "../current.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { attribute } from "../protocols/classes.ts";
import { getItem } from "../protocols/items.ts";
import { reprOf } from "../protocols/text.ts";
import { truthOf } from "../protocols/truth.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../requests.ts";
import { Ellipsis, PyList, PyTuple } from "../sequences.ts";
import { textOf } from "../str.ts";
import { PyType } from "../type.ts";
import { typeName, typeOf } from "../types.ts";

/** Lists in arguments nest no deeper than this. */
const MAX_DEPTH = 1000;

function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) raise(E.RecursionError, "maximum recursion depth exceeded");
}

/** The type parameters in arguments, each once. */
export function* parametersOf(args: readonly Value[]): Generator<Pending, PyTuple, Value> {
  const found = new Set<Value>();
  yield* addParameters(args, found, 0);
  return new PyTuple([...found]);
}

function* addParameters(
  args: readonly Value[],
  found: Set<Value>,
  depth: number,
): Generator<Pending, void, Value> {
  checkDepth(depth);
  charge(args.length);
  for (const arg of args) {
    // A class's own `__parameters__` are of its instances.
    if (arg instanceof PyType) continue;
    if (arg instanceof PyTuple || arg instanceof PyList) {
      yield* addParameters(arg.items, found, depth + 1);
      continue;
    }
    if ((yield* attribute(arg, "__typing_subst__")) !== undefined) {
      found.add(arg);
      continue;
    }
    const inner = yield* attribute(arg, "__parameters__");
    if (inner instanceof PyTuple) for (const parameter of inner.items) found.add(parameter);
  }
}

/** The arguments of an alias with its parameters replaced by what `item`, between the brackets, says. */
export function* substituted(
  alias: Value,
  args: readonly Value[],
  parameters: readonly Value[],
  item: Value,
  depth = 0,
): Generator<Pending, Value[], Value> {
  checkDepth(depth);
  if (parameters.length === 0) raise(E.TypeError, `${yield* shown(alias)} is not a generic class`);
  let given: Value = yield* withoutUnpacked(item);
  for (const parameter of parameters) {
    const prepare = yield* attribute(parameter, "__typing_prepare_subst__");
    if (prepare === undefined || prepare === null) continue;
    given = yield call(prepare, alias, given instanceof PyTuple ? given : new PyTuple([given]));
  }
  const items = given instanceof PyTuple ? given.items : [given];
  if (items.length !== parameters.length) {
    const many = items.length > parameters.length ? "many" : "few";
    const counts = `actual ${items.length}, expected ${parameters.length}`;
    raise(E.TypeError, `Too ${many} arguments for ${yield* shown(alias)}; ${counts}`);
  }
  const out: Value[] = [];
  charge(args.length);
  for (const arg of args) {
    if (arg instanceof PyType) {
      out.push(arg);
      continue;
    }
    if (arg instanceof PyTuple || arg instanceof PyList) {
      const inner = yield* substituted(alias, arg.items, parameters, given, depth + 1);
      out.push(arg instanceof PyTuple ? new PyTuple(inner) : new PyList(inner));
      continue;
    }
    const isUnpacked = yield* isUnpackedTypeVarTuple(arg);
    const substitute = yield* attribute(arg, "__typing_subst__");
    const replaced: Value =
      substitute === undefined
        ? yield* substituteInside(arg, parameters, items)
        : yield call(substitute, items[parameters.indexOf(arg)] ?? null);
    if (!isUnpacked) out.push(replaced);
    else if (replaced instanceof PyTuple) for (const one of replaced.items) out.push(one);
    else
      raise(
        E.TypeError,
        `expected __typing_subst__ of ${typeName(arg)} objects to return a tuple, not ${typeName(replaced)}`,
      );
  }
  return out;
}

/** `list[*tuple[int, str]]` has two arguments. */
function* withoutUnpacked(item: Value): Generator<Pending, PyTuple, Value> {
  const items: Value[] = [];
  for (const arg of item instanceof PyTuple ? item.items : [item]) {
    if (!(arg instanceof PyType)) {
      const inner = yield* attribute(arg, "__typing_unpacked_tuple_args__");
      if (inner instanceof PyTuple && inner.items[inner.items.length - 1] !== Ellipsis) {
        for (const one of inner.items) items.push(one);
        continue;
      }
    }
    items.push(arg);
  }
  return new PyTuple(items);
}

function* isUnpackedTypeVarTuple(arg: Value): Generator<Pending, boolean, Value> {
  const answer = yield* attribute(arg, "__typing_is_unpacked_typevartuple__");
  if (answer === undefined) return false;
  const truth = truthOf(answer);
  return isPending(truth) ? ((yield truth) as boolean) : truth;
}

/** An argument that has parameters of its own. */
function* substituteInside(
  arg: Value,
  parameters: readonly Value[],
  items: readonly Value[],
): Generator<Pending, Value, Value> {
  const own = yield* attribute(arg, "__parameters__");
  if (!(own instanceof PyTuple) || own.items.length === 0) return arg;
  const inner: Value[] = [];
  for (const parameter of own.items) {
    const at = parameters.indexOf(parameter);
    const item = at < 0 ? parameter : (items[at] as Value);
    const isVariadic = at >= 0 && typeOf(parameter).lookup("__iter__") !== undefined;
    if (isVariadic && item instanceof PyTuple) for (const one of item.items) inner.push(one);
    else inner.push(item);
  }
  const result = getItem(arg, new PyTuple(inner));
  return (isPending(result) ? yield result : result) as Value;
}

export function* shown(value: Value): Generator<Pending, string, Value> {
  const repr = reprOf(value);
  return textOf((isPending(repr) ? yield repr : repr) as Value) ?? "";
}

/** `alias[item]`, in a frame of its own. */
export function* askParameters(args: PyTuple, keep: (made: PyTuple) => void): NativeGenerator {
  const made = yield* parametersOf(args.items);
  keep(made);
  return made;
}
