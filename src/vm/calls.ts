/** Calling anything callable. */

import { construct } from "../objects/class-creation.ts";
import { charge } from "../objects/current.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { callNative, PyBoundNative, PyNative } from "../objects/native.ts";
import { PyInstance, type Value } from "../objects/object.ts";
import { getDescriptor } from "../objects/protocols/descriptors.ts";
import {
  CallRequest,
  type ClassBodyRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { PyType } from "../objects/type.ts";
import { typeName, typeOf, typeType } from "../objects/types.ts";
import { bind, bindClosure, instanceOf } from "./arguments.ts";
import { isMethodOf } from "./attributes.ts";
import { type AnyFrame, type Frame, makeFrame } from "./frame.ts";
import { newGenerator } from "./generators.ts";
import { machine, run, type Symbolic } from "./state.ts";

/** A frame on top of `back`; raises RecursionError where the stack is too deep. */
export function newFrame(
  fn: PyFunction,
  r: (Value | undefined)[],
  back: AnyFrame | null,
  kind: number,
): Frame {
  const depth = back === null ? 1 : back.depth + 1;
  if (depth > machine.recursionLimit) recursionError();
  return makeFrame(instanceOf(fn), r, back, kind, depth);
}

export function recursionError(): never {
  raise(E.RecursionError, "maximum recursion depth exceeded");
}

/** Calls `fn`: pushes a frame for Python code, runs a native, or answers what the native asks for. */
export function enterCall(
  fn: Value,
  args: Value[],
  keywords: Keywords | null,
  back: AnyFrame | null,
  kind: number,
): NativeResult | Symbolic {
  for (let depth = back === null ? 0 : back.depth; ; depth++) {
    if (fn instanceof PyMethod) {
      if (fn.fn instanceof PyMethod) ({ fn, args } = unwrap(fn, args));
      else {
        args = [fn.self, ...args];
        fn = fn.fn;
      }
    }
    if (fn instanceof PyFunction) return enterFunction(fn, args, keywords, back, kind);
    if (fn instanceof PyNative) return callNative(fn, args, keywords);
    if (fn instanceof PyBoundNative) return callNative(fn.native, [fn.self, ...args], keywords);
    if (fn instanceof PyType && fn.shape.type === typeType) return construct(fn, args, keywords);
    // An object whose class has `__call__`, which may be such an object again.
    if (depth > machine.recursionLimit)
      raise(E.RecursionError, "maximum recursion depth exceeded while calling a Python object");
    machine.fuel--;
    const type = typeOf(fn);
    const found = type.lookup("__call__");
    if (found === undefined) raise(E.TypeError, `'${typeName(fn)}' object is not callable`);
    if (found instanceof PyFunction) {
      args = [fn, ...args];
      fn = found;
      continue;
    }
    const bound = getDescriptor(found, fn, type);
    if (isPending(bound)) return callWhenBound(bound, args, keywords);
    fn = bound as Value;
  }
}

/** Methods of methods: the self of each is an argument. */
function unwrap(method: PyMethod, args: readonly Value[]): { fn: Value; args: Value[] } {
  let fn: Value = method;
  const all: Value[] = [];
  for (; fn instanceof PyMethod; fn = fn.fn) all.push(fn.self);
  all.reverse();
  for (const arg of args) all.push(arg);
  charge(all.length);
  return { fn, args: all };
}

function* callWhenBound(bound: Pending, args: Value[], keywords: Keywords | null): NativeGenerator {
  return yield new CallRequest(yield bound, args, keywords);
}

function enterFunction(
  fn: PyFunction,
  args: Value[],
  keywords: Keywords | null,
  back: AnyFrame | null,
  kind: number,
): Value | Symbolic {
  machine.fuel--;
  const frame = newFrame(fn, bind(fn, args, keywords), back, kind);
  if (!fn.code.isGenerator) return run(frame);
  return newGenerator(frame, fn);
}

/** Runs a class body, or a program, in its namespace; a program with `await` at top level is a coroutine instead. */
export function enterBody(
  request: ClassBodyRequest,
  back: AnyFrame | null,
  kind: number,
): Value | Symbolic {
  const { fn, namespace } = request;
  const r = instanceOf(fn).template.slice();
  r[0] = namespace;
  bindClosure(fn, r);
  const frame = newFrame(fn, r, back, kind);
  return fn.code.isGenerator ? newGenerator(frame, fn) : run(frame);
}

/** How instances of a class are made by a call with positional arguments. */
export interface Construction {
  /** The native `__new__` to be called; null where it is object's. */
  readonly maker: PyNative | null;
  /** Null where it is object's. */
  readonly init: PyFunction | PyNative | null;
}

/** Null where the general way has to be taken. */
export function constructionOf(type: PyType): Construction | null {
  let known = type.construction as Construction | null | typeof GENERAL;
  if (known === null) {
    known = deriveConstruction(type) ?? GENERAL;
    type.construction = known;
  }
  return known === GENERAL ? null : (known as Construction);
}
const GENERAL = Symbol("general");

function deriveConstruction(type: PyType): Construction | null {
  if (type.shape.type !== typeType || type === typeType) return null;
  const maker = type.lookup("__new__");
  if (!(maker instanceof PyNative)) return null;
  const isObject = maker === OBJECT.lookup("__new__");
  if (isObject && (type.isBuiltin || type.isAbstract || type.layout !== PyInstance)) return null;
  if (isObject && type.lookup("__del__") !== undefined) return null;
  const found = type.lookup("__init__");
  const init = found === OBJECT.lookup("__init__") ? null : found;
  if (init !== null && !(init instanceof PyFunction) && !isMethodOf(init, type)) return null;
  return { maker: isObject ? null : maker, init };
}
const OBJECT = typeType.bases[0] as PyType;

/** A new instance without attributes, with room for as many as the last one had. */
export function newInstance(type: PyType): PyInstance {
  return new PyInstance(type.instanceShape, newSlots(type.slotsHint));
}

const U = undefined as unknown as Value;

function newSlots(count: number): Value[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [U];
    case 2:
      return [U, U];
    case 3:
      return [U, U, U];
    case 4:
      return [U, U, U, U];
    case 5:
      return [U, U, U, U, U];
    case 6:
      return [U, U, U, U, U, U];
    case 7:
      return [U, U, U, U, U, U, U];
    default:
      return [U, U, U, U, U, U, U, U];
  }
}
