/** Calls that the machine's fast path leaves out. */
import type { Code } from "../../compiler/code.ts";
import { afterNew, newObject } from "../../objects/class-creation.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFunction, PyMethod } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { callDirect, PyBoundNative, PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { findAttribute } from "../../objects/protocols/attributes.ts";
import { getItem } from "../../objects/protocols/items.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
} from "../../objects/requests.ts";
import type { PyList } from "../../objects/sequences.ts";
import { textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { typeName, typeOf } from "../../objects/types.ts";
import { bindClosure, instanceOf } from "../arguments.ts";
import { type Construction, constructionOf, enterCall, newFrame, newInstance } from "../calls.ts";
import { exceptionOf } from "../exceptions.ts";
import { type Frame, Kind } from "../frame.ts";
import { newGenerator } from "../generators.ts";
import type { KeywordCache } from "../instance.ts";
import { unwind } from "../pump.ts";
import { machine } from "../state.ts";
import type { Handler } from "./index.ts";
import { breakAt, done, settle, skip } from "./settle.ts";

/** Calls what is no Python function with `count` arguments from register `base` + 1. */
export function callOther(frame: Frame, fn: Value, base: number, count: number): Frame | null {
  try {
    if (!(fn instanceof PyNative)) return callSlowly(frame, fn, base, count);
    const { r } = frame;
    const result = callDirect(fn, r as Value[], base + 1, count);
    if (isPending(result)) return settle(result, frame, Kind.STORE);
    r[frame.instance.instructions[frame.pc + 1] as number] = result === undefined ? null : result;
    frame.pc += 4;
    return frame;
  } catch (error) {
    return unwind(frame, exceptionOf(error, null));
  }
}

function callSlowly(frame: Frame, fn: Value, base: number, count: number): Frame | null {
  // First of all, since the instruction is carried out again after a break.
  if (--machine.fuel < 0) {
    const after = breakAt(frame);
    if (after !== frame) return after;
  }
  if (fn instanceof PyMethod && fn.fn instanceof PyFunction)
    return callWithSelf(frame, fn.fn, fn.self, base, count, Kind.STORE);
  if (fn instanceof PyType) {
    const construction = constructionOf(fn);
    // The instance waits where the class was; CALL's base register is the instruction's operand b.
    if (construction !== null && frame.instance.instructions[frame.pc + 2] === base)
      return construct(frame, fn, construction, base, count);
  }
  return done(
    frame,
    enterCall(fn, frame.r.slice(base + 1, base + 1 + count) as Value[], null, frame, Kind.STORE),
  );
}

/** Calls a class whose `__new__` is native. */
function construct(
  frame: Frame,
  type: PyType,
  construction: Construction,
  base: number,
  count: number,
): Frame | null {
  const { r } = frame;
  const { maker, init } = construction;
  let made: Value;
  if (maker !== null) {
    const result = callDirect(maker, r as Value[], base, count + 1);
    made = result === undefined ? null : (result as Value);
    if (isPending(result) || (init !== null && typeOf(made) !== type)) {
      const args = r.slice(base + 1, base + 1 + count) as Value[];
      return done(frame, afterNew(type, result, args, null));
    }
  } else if (init === null && count > 0) return done(frame, newObject(type, count));
  else made = newInstance(type);
  if (init === null) return done(frame, made);
  if (init instanceof PyFunction) {
    const called = callWithSelf(frame, init, made, base, count, Kind.INIT);
    r[base] = made;
    return called;
  }
  r[base] = made;
  const result = callDirect(init, r as Value[], base, count + 1);
  if (isPending(result)) return settle(result, frame, Kind.INIT);
  return done(frame, made);
}

/** Calls a Python function with a first argument that is in no register. */
function callWithSelf(
  frame: Frame,
  fn: PyFunction,
  self: Value,
  base: number,
  count: number,
  kind: number,
): Frame | null {
  const { code, defaults } = fn;
  const missing = code.argumentCount - count - 1;
  if (
    !code.isPlain ||
    missing < 0 ||
    missing > defaults.length ||
    (kind === Kind.INIT && code.isGenerator)
  ) {
    const args = [self, ...(frame.r.slice(base + 1, base + 1 + count) as Value[])];
    return done(frame, enterCall(fn, args, null, frame, kind), kind);
  }
  const registers = instanceOf(fn).template.slice();
  registers[0] = self;
  for (let i = 0; i < count; i++) registers[i + 1] = frame.r[base + 1 + i];
  for (let i = count + 1, d = defaults.length - missing; d < defaults.length; i++, d++)
    registers[i] = defaults[d];
  if (code.freeVariables.length > 0) bindClosure(fn, registers);
  return pushOrMake(frame, fn, code, registers, kind);
}

function pushOrMake(
  frame: Frame,
  fn: PyFunction,
  code: Code,
  registers: (Value | undefined)[],
  kind: number,
): Frame | null {
  const called = newFrame(fn, registers, frame, kind);
  if (!code.isGenerator) return called;
  return done(frame, newGenerator(called, fn.name, fn.qualname, code.flags & 0x2a0));
}

/** A call with keyword arguments: `f(a, b, k=c)`. */
export const callKeywords: Handler = (frame, _a, base, total) => {
  const cache = frame.instance.caches[frame.pc >> 2] as KeywordCache;
  let fn = frame.r[base] as Value;
  let self: Value | undefined;
  if (fn instanceof PyMethod) {
    self = fn.self;
    fn = fn.fn;
  }
  const positional = total - cache.names.length;
  if (fn instanceof PyFunction && fn.code.isPlain && fn.keywordDefaults === null) {
    const given = positional + (self === undefined ? 0 : 1);
    if (cache.code === fn.code && cache.positional === given && defaultsFit(cache, fn)) {
      if (--machine.fuel < 0) {
        const after = breakAt(frame);
        if (after !== frame) return after;
      }
      return callMapped(frame, fn, self, base, positional, cache);
    }
    remember(cache, fn, given);
  }
  const args = frame.r.slice(base + 1, base + 1 + positional) as Value[];
  if (self !== undefined) args.unshift(self);
  const keywords: Keywords = new Map();
  cache.names.forEach((name, i) => {
    keywords.set(name, frame.r[base + 1 + positional + i] as Value);
  });
  return done(frame, enterCall(fn, args, keywords, frame, Kind.STORE));
};

function defaultsFit(cache: KeywordCache, fn: PyFunction): boolean {
  const { defaulted } = cache;
  return (
    defaulted.length === 0 ||
    (defaulted[0] as readonly [number, number])[0] >= fn.code.argumentCount - fn.defaults.length
  );
}

/** Notes which register each keyword goes to; only calls that bind without error are remembered. */
function remember(cache: KeywordCache, fn: PyFunction, given: number): void {
  const { code, defaults } = fn;
  const targets: number[] = [];
  for (const name of cache.names) {
    const i = code.localNames.indexOf(name);
    if (
      i < Math.max(given, code.positionalOnlyCount) ||
      i >= code.argumentCount ||
      targets.includes(i)
    )
      return;
    targets.push(i);
  }
  if (given > code.argumentCount) return;
  const defaulted: (readonly [number, number])[] = [];
  for (let i = given; i < code.argumentCount; i++) {
    if (targets.includes(i)) continue;
    const d = i - (code.argumentCount - defaults.length);
    if (d < 0) return;
    defaulted.push([i, code.argumentCount - i]);
  }
  cache.code = code;
  cache.positional = given;
  cache.targets = targets;
  cache.defaulted = defaulted;
}

function callMapped(
  frame: Frame,
  fn: PyFunction,
  self: Value | undefined,
  base: number,
  positional: number,
  cache: KeywordCache,
): Frame | null {
  const { code, defaults } = fn;
  const registers = instanceOf(fn).template.slice();
  let to = 0;
  if (self !== undefined) registers[to++] = self;
  for (let i = 0; i < positional; i++) registers[to++] = frame.r[base + 1 + i];
  const { targets, defaulted } = cache;
  for (let i = 0; i < targets.length; i++)
    registers[targets[i] as number] = frame.r[base + 1 + positional + i];
  for (const [register, fromEnd] of defaulted)
    registers[register] = defaults[defaults.length - fromEnd];
  if (code.freeVariables.length > 0) bindClosure(fn, registers);
  return pushOrMake(frame, fn, code, registers, Kind.STORE);
}

/** `f(*args, **kwargs)`: a list and perhaps a dict are in the registers after the callable. */
export const callExtended: Handler = (frame, _a, base, hasKeywords) => {
  const fn = frame.r[base] as Value;
  const args = (frame.r[base + 1] as PyList).items;
  let keywords: Keywords | null = null;
  if (hasKeywords === 1) {
    keywords = new Map();
    for (const entry of (frame.r[base + 2] as PyDict).table.live())
      keywords.set(textOf(entry.key) as string, entry.value as Value);
    if (keywords.size === 0) keywords = null;
  }
  return done(frame, enterCall(fn, args, keywords, frame, Kind.STORE));
};

/** Merges the `**` mapping of a call; its keys must be str and new. */
export const dictMerge: Handler = (frame, a, b, c) => {
  const target = frame.r[a] as PyDict;
  const source = frame.r[b] as Value;
  const fn = frame.r[c] as Value;
  if (source instanceof PyDict && source.shape === PyDict.prototype.shape) {
    for (const entry of source.table.live()) mergeOne(target, entry.key, entry.value as Value, fn);
    return skip(frame);
  }
  return done(frame, mergeMapping(target, source, fn), Kind.DISCARD);
};

function mergeOne(target: PyDict, key: Value, value: Value, fn: Value): void {
  if (textOf(key) === undefined) raise(E.TypeError, "keywords must be strings");
  if (target.table.find(key) !== undefined)
    raise(
      E.TypeError,
      `${calleeName(fn)} got multiple values for keyword argument '${textOf(key)}'`,
    );
  target.table.put(key, value);
}

function* mergeMapping(target: PyDict, source: Value, fn: Value): NativeGenerator {
  let method = findAttribute(source, "keys");
  if (method === undefined)
    raise(
      E.TypeError,
      `${calleeName(fn)} argument after ** must be a mapping, not ${typeName(source)}`,
    );
  if (isPending(method)) method = yield method;
  const keys = (yield drain(
    yield new CallRequest(method as Value, [], null),
  )) as unknown as Value[];
  for (const key of keys) {
    const item = getItem(source, key);
    mergeOne(target, key, (isPending(item) ? yield item : item) as Value, fn);
  }
  return null;
}

export function calleeName(fn: Value): string {
  return `${qualifiedName(fn)}()`;
}

function qualifiedName(fn: Value): string {
  if (fn instanceof PyMethod) return qualifiedName(fn.fn);
  if (fn instanceof PyFunction)
    return typeof fn.module === "string" && fn.module !== "__main__" && fn.module !== "builtins"
      ? `${fn.module}.${fn.qualname}`
      : fn.qualname;
  if (fn instanceof PyNative) return fn.qualname;
  if (fn instanceof PyBoundNative) return fn.native.qualname;
  return fn instanceof PyType ? fn.name : `${typeName(fn)} object`;
}
