/** From the arguments of a call to the registers of a frame. https://docs.python.org/3/reference/expressions.html#calls */

import type { Code } from "../compiler/code.ts";
import { E, raise } from "../objects/errors.ts";
import type { PyFunction } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import type { Keywords } from "../objects/requests.ts";
import { PyTuple } from "../objects/sequences.ts";
import { fromName } from "../objects/str.ts";
import { hintFor } from "../objects/text/closest.ts";
import { CodeInstance } from "./instance.ts";

type Registers = (Value | undefined)[];

/** The code instance of a function, made at its first call. */
export function instanceOf(fn: PyFunction): CodeInstance {
  let instance = fn.instance as CodeInstance | null;
  if (instance === null || instance.code !== fn.code) {
    instance = sharedInstance(fn);
    fn.instance = instance;
  }
  return instance;
}

/** Functions made of one code with the same globals share their caches. */
const instances = new WeakMap<Code, WeakMap<object, CodeInstance>>();

function sharedInstance(fn: PyFunction): CodeInstance {
  let byGlobals = instances.get(fn.code);
  if (byGlobals === undefined) {
    byGlobals = new WeakMap();
    instances.set(fn.code, byGlobals);
  }
  let instance = byGlobals.get(fn.namespace.globals);
  if (instance === undefined) {
    instance = new CodeInstance(fn.code, fn.namespace);
    byGlobals.set(fn.namespace.globals, instance);
  }
  return instance;
}

/** Puts the cells of a closure where the code expects them. */
export function bindClosure(fn: PyFunction, r: Registers): void {
  const { freeVariables } = fn.code;
  for (let i = 0; i < freeVariables.length; i++)
    r[(freeVariables[i] as (typeof freeVariables)[number]).to] = fn.closure[i];
}

/** Binds any call: `args` by position, then keywords, then defaults. Answers the registers of the frame. */
export function bind(fn: PyFunction, args: readonly Value[], keywords: Keywords | null): Registers {
  const { code } = fn;
  const r = instanceOf(fn).template.slice();
  if (code.isPlain && keywords === null && args.length === code.argumentCount) {
    for (let i = 0; i < args.length; i++) r[i] = args[i];
    bindClosure(fn, r);
    return r;
  }
  const { argumentCount, keywordOnlyCount, positionalOnlyCount, localNames } = code;
  const { starRegister, doubleStarRegister } = code;
  const total = argumentCount + keywordOnlyCount;
  const positional = Math.min(args.length, argumentCount);
  for (let i = 0; i < positional; i++) r[i] = args[i];
  if (starRegister >= 0) r[starRegister] = new PyTuple(args.slice(positional));
  let extra: PyDict | null = null;
  if (doubleStarRegister >= 0) {
    extra = new PyDict();
    r[doubleStarRegister] = extra;
  }
  if (keywords !== null) {
    for (const [name, value] of keywords) {
      let i = positionalOnlyCount;
      while (i < total && localNames[i] !== name) i++;
      if (i === total) {
        if (extra === null) unexpected(fn, name, keywords);
        extra.table.put(fromName(name), value);
      } else if (r[i] !== undefined) {
        raise(E.TypeError, `${fn.qualname}() got multiple values for argument '${name}'`);
      } else r[i] = value;
    }
  }
  if (args.length > argumentCount && starRegister < 0) tooMany(fn, args.length, r);
  fillDefaults(fn, r);
  bindClosure(fn, r);
  return r;
}

/**
 * Binds a call by position: `self` (if any), then `count` values of `from`, registers of the caller. What {@link bind} does,
 * without a list of arguments in between.
 */
export function bindPositional(
  fn: PyFunction,
  self: Value | undefined,
  from: Registers,
  first: number,
  count: number,
): Registers {
  const { code, defaults } = fn;
  const { argumentCount, starRegister } = code;
  const r = instanceOf(fn).template.slice();
  let bound = 0;
  if (self !== undefined) {
    if (argumentCount === 0) return bind(fn, [self, ...listOf(from, first, count)], null);
    r[bound++] = self;
  }
  let taken = 0;
  while (taken < count && bound < argumentCount) r[bound++] = from[first + taken++];
  if (starRegister >= 0) r[starRegister] = new PyTuple(listOf(from, first + taken, count - taken));
  else if (taken < count) tooMany(fn, bound + count - taken, r);
  if (code.doubleStarRegister >= 0) r[code.doubleStarRegister] = new PyDict();
  const missing = argumentCount - bound;
  if (missing > defaults.length || code.keywordOnlyCount > 0) fillDefaults(fn, r);
  else for (let d = defaults.length - missing; d < defaults.length; d++) r[bound++] = defaults[d];
  if (code.freeVariables.length > 0) bindClosure(fn, r);
  return r;
}

/** The values of `count` registers. */
export function listOf(from: Registers, first: number, count: number): Value[] {
  const values: Value[] = [];
  for (let i = first; i < first + count; i++) values.push(from[i] as Value);
  return values;
}

/** Gives parameters without an argument their defaults; raises where one has none. */
function fillDefaults(fn: PyFunction, r: Registers): void {
  const { code, defaults } = fn;
  const { argumentCount, keywordOnlyCount, localNames } = code;
  const first = argumentCount - defaults.length;
  let missing: string[] = [];
  for (let i = 0; i < argumentCount; i++) {
    if (r[i] !== undefined) continue;
    if (i >= first) r[i] = defaults[i - first];
    else missing.push(localNames[i] as string);
  }
  if (missing.length > 0) missingArguments(fn, missing, "positional");
  missing = [];
  for (let i = argumentCount; i < argumentCount + keywordOnlyCount; i++) {
    if (r[i] !== undefined) continue;
    const name = localNames[i] as string;
    const value = fn.keywordDefaults?.get(name);
    if (value !== undefined) r[i] = value;
    else missing.push(name);
  }
  if (missing.length > 0) missingArguments(fn, missing, "keyword-only");
}

function missingArguments(fn: PyFunction, names: readonly string[], what: string): never {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() as string;
  const list =
    quoted.length === 0 ? last : `${quoted.join(", ")}${quoted.length > 1 ? "," : ""} and ${last}`;
  const s = names.length === 1 ? "" : "s";
  raise(
    E.TypeError,
    `${fn.qualname}() missing ${names.length} required ${what} argument${s}: ${list}`,
  );
}

function tooMany(fn: PyFunction, given: number, r: Registers): never {
  const { argumentCount, keywordOnlyCount } = fn.code;
  const least = argumentCount - fn.defaults.length;
  const takes = least === argumentCount ? `${argumentCount}` : `from ${least} to ${argumentCount}`;
  let keywordGiven = 0;
  for (let i = argumentCount; i < argumentCount + keywordOnlyCount; i++)
    if (r[i] !== undefined) keywordGiven++;
  const s = (n: number) => (n === 1 ? "" : "s");
  const tail =
    keywordGiven === 0
      ? `${given} ${given === 1 ? "was" : "were"} given`
      : `${given} positional argument${s(given)} (and ${keywordGiven} keyword-only argument${s(keywordGiven)}) were given`;
  const plural = takes === "1" ? "" : "s";
  raise(E.TypeError, `${fn.qualname}() takes ${takes} positional argument${plural} but ${tail}`);
}

function unexpected(fn: PyFunction, name: string, keywords: Keywords): never {
  const { localNames, positionalOnlyCount, argumentCount, keywordOnlyCount } = fn.code;
  const positionalOnly = localNames.slice(0, positionalOnlyCount).filter((n) => keywords.has(n));
  if (positionalOnly.length > 0) {
    raise(
      E.TypeError,
      `${fn.qualname}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(", ")}'`,
    );
  }
  const names = localNames.slice(positionalOnlyCount, argumentCount + keywordOnlyCount);
  const hint = hintFor(names, name);
  raise(E.TypeError, `${fn.qualname}() got an unexpected keyword argument '${name}'${hint}`);
}
