/** Calls that the machine's fast path leaves out. */
import * as Op from "../../compiler/opcodes.ts";
import { moduleOf, typeFullName } from "../../objects/builtins/common.ts";
import { afterNew, newObject } from "../../objects/class-creation.ts";
import { E, raise } from "../../objects/errors.ts";
import { strPlain } from "../../objects/formatting/values.ts";
import { PyFunction, PyMethod } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { callChecked, callDirect, PyBoundNative, PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { fullName } from "../../objects/params.ts";
import { findAttribute } from "../../objects/protocols/attributes.ts";
import { getItem } from "../../objects/protocols/items.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  RaiseRequest,
} from "../../objects/requests.ts";
import type { PyList } from "../../objects/sequences.ts";
import { nameOf, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { typeName, typeOf } from "../../objects/types.ts";
import { bindPositional, listOf } from "../arguments.ts";
import { type Construction, constructionOf, enterCall, newFrame, newInstance } from "../calls.ts";
import { exceptionOf } from "../exceptions.ts";
import { type Frame, Kind } from "../frame.ts";
import { newGenerator } from "../generators.ts";
import { unwind } from "../pump.ts";
import { machine } from "../state.ts";
import type { Handler } from "./index.ts";
import { breakAt, done, settle, skip } from "./settle.ts";

/**
 * Calls a native method with `count` arguments, its self included, from register `first` on; self is of its type. What `done`
 * does is written out here and in {@link callOther}: programs full of such calls are 4 % slower through it.
 */
export function callNativeAt(
  frame: Frame,
  native: PyNative,
  first: number,
  count: number,
): Frame | null {
  machine.running = frame;
  try {
    const { r } = frame;
    const result = callChecked(native, r as Value[], first, count);
    if (isPending(result)) return settle(result, frame, Kind.STORE);
    r[frame.instance.instructions[frame.pc + 1] as number] = result === undefined ? null : result;
    frame.pc += 4;
    return frame;
  } catch (error) {
    return unwind(frame, exceptionOf(error, null));
  }
}

/** Calls what is no Python function with `count` arguments from register `base` + 1. */
export function callOther(frame: Frame, fn: Value, base: number, count: number): Frame | null {
  machine.running = frame;
  try {
    if (!(fn instanceof PyNative)) return callSlowly(frame, fn, base, count);
    const { instructions } = frame.instance;
    if (instructions[frame.pc] === Op.CALL) instructions[frame.pc] = Op.CALL_NATIVE;
    const result = callDirect(fn, frame.r as Value[], base + 1, count);
    if (isPending(result)) return settle(result, frame, Kind.STORE);
    frame.r[instructions[frame.pc + 1] as number] = result === undefined ? null : result;
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
  if (fn instanceof PyType) {
    const construction = constructionOf(fn);
    // The instance waits where the class was; CALL's base register is the instruction's operand b.
    if (construction !== null && frame.instance.instructions[frame.pc + 2] === base)
      return construct(frame, fn, construction, base, count);
  }
  if (fn instanceof PyFunction) return callPython(frame, fn, undefined, base, count, Kind.STORE);
  if (fn instanceof PyMethod && fn.fn instanceof PyFunction)
    return callPython(frame, fn.fn, fn.self, base, count, Kind.STORE);
  return done(frame, enterCall(fn, listOf(frame.r, base + 1, count), null, frame, Kind.STORE));
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
    if (init === null && !isPending(result)) {
      r[frame.instance.instructions[frame.pc + 1] as number] = result === undefined ? null : result;
      frame.pc += 4;
      return frame;
    }
    if (init === null || result instanceof RaiseRequest) return done(frame, result);
    made = result === undefined ? null : (result as Value);
    if (isPending(result) || typeOf(made) !== type) {
      const args = listOf(r, base + 1, count);
      return done(frame, afterNew(type, result, args, null));
    }
  } else if (init === null)
    return done(frame, count > 0 ? newObject(type, count) : newInstance(type));
  else made = newInstance(type);
  r[base] = made;
  if (init instanceof PyFunction) return callPython(frame, init, made, base, count, Kind.INIT);
  const result = callDirect(init, r as Value[], base, count + 1);
  return done(frame, result ?? null, Kind.INIT);
}

/** Calls a Python function with `self`, if there is one, and `count` arguments from register `base` + 1. */
export function callPython(
  frame: Frame,
  fn: PyFunction,
  self: Value | undefined,
  base: number,
  count: number,
  kind: number,
): Frame | null {
  return pushOrMake(frame, fn, bindPositional(fn, self, frame.r, base + 1, count), kind);
}

/** Runs a function whose arguments are bound; of a generator function, makes the generator. */
export function pushOrMake(
  frame: Frame,
  fn: PyFunction,
  registers: (Value | undefined)[],
  kind: number,
): Frame | null {
  const { code } = fn;
  const called = newFrame(fn, registers, frame, kind);
  if (!code.isGenerator) return called;
  return done(frame, newGenerator(called, fn), kind);
}

/** `f(*args, **kwargs)`: a list and perhaps a dict are in the registers after the callable. */
export const callExtended: Handler = (frame, _a, base, hasKeywords) => {
  const fn = frame.r[base] as Value;
  const args = (frame.r[base + 1] as PyList).items;
  if (hasKeywords === 0 && fn instanceof PyFunction) {
    machine.fuel--;
    return pushOrMake(frame, fn, bindPositional(fn, undefined, args, 0, args.length), Kind.STORE);
  }
  let keywords: Keywords | null = null;
  if (hasKeywords === 1) {
    keywords = new Map();
    for (const entry of (frame.r[base + 2] as PyDict).table.live())
      keywords.set(nameOf(entry.key) as string, entry.value as Value);
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

/** What errors call a callable: by its full name, or as `str` shows it. */
export function calleeName(fn: Value): string {
  while (fn instanceof PyMethod) fn = fn.fn;
  if (fn instanceof PyFunction) return named(fn.module, fn.qualname);
  if (fn instanceof PyNative) return named(fn.module, fn.qualname);
  if (fn instanceof PyBoundNative) return named(null, fn.native.qualname);
  if (fn instanceof PyType) return named(moduleOf(fn) ?? null, fn.qualname);
  const text = textOf(strPlain(fn) ?? null);
  return text ?? `<${typeFullName(typeOf(fn))} object>`;
}

function named(module: Value, qualname: string): string {
  return `${fullName({ name: qualname, qualname, module: textOf(module) ?? null })}()`;
}
