/** The tests of `match`. Each answers whether it holds; lengths, instance checks and attributes may be Python's to say. */
import { charge } from "../../objects/current.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyDict, PySet } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import { PyInstance, PyObject, type Value } from "../../objects/object.ts";
import { findAttribute, getAttribute } from "../../objects/protocols/attributes.ts";
import { isInstanceOf } from "../../objects/protocols/classes.ts";
import { entryOf, isSearch, lookup, storeMember } from "../../objects/protocols/hashing.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { lengthOf } from "../../objects/protocols/truth.ts";
import { after, call, isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import { fromName, nameOf, textOf } from "../../objects/str.ts";
import { Collection, PyType } from "../../objects/type.ts";
import {
  dictType,
  matchesSelf,
  objectType,
  strType,
  tupleType,
  typeName,
  typeOf,
  typeType,
} from "../../objects/types.ts";
import { type Frame, Kind } from "../frame.ts";
import { optionalAttribute } from "../optional-attribute.ts";
import type { Handler } from "./index.ts";
import { done, settle } from "./settle.ts";

/** Goes on after the test, or jumps. */
function test(frame: Frame, answer: boolean | Pending, target: number): Frame | null {
  if (isPending(answer)) return settle(answer, frame, Kind.BRANCH);
  frame.pc = answer ? frame.pc + 4 : target;
  return frame;
}

export const matchSequence: Handler = (frame, a, b, c) => {
  const subject = frame.r[a] as Value;
  const { collection, isBuiltin } = typeOf(subject);
  if (collection !== Collection.sequence) return test(frame, false, c);
  // A lone star takes any number, and nobody asks for it.
  if (b === -1) return test(frame, true, c);
  const fits = (n: Value) => (b >= 0 ? n === b : (n as number) >= -1 - b);
  if (isBuiltin && (subject instanceof PyList || subject instanceof PyTuple))
    return test(frame, fits(subject.items.length), c);
  return test(frame, after(lengthOf(subject), fits), c);
};

export const matchMapping: Handler = (frame, a, b, c) => {
  const subject = frame.r[a] as Value;
  if (typeOf(subject).collection !== Collection.mapping) return test(frame, false, c);
  if (b === 0) return test(frame, true, c);
  const fits = (n: Value) => (n as number) >= b;
  return test(frame, after(lengthOf(subject), fits), c);
};

export const length: Handler = (frame, _a, b) => done(frame, lengthOf(frame.r[b] as Value));

// --- mappings ---

export const matchKeys: Handler = (frame, a, n, c) => {
  const { r } = frame;
  const subject = r[a];
  if (!(subject instanceof PyDict) || subject.shape.type !== dictType)
    return test(frame, findKeys(frame, a, n), c);
  for (let i = 1; i <= n; i++) {
    const key = r[a + i] as Value;
    // That two of several keys are equal is clear only for names.
    const isPlain = typeof key === "string" || (n === 1 && !(key instanceof PyObject));
    if (!isPlain) return test(frame, findKeys(frame, a, n), c);
    for (let j = 1; j < i; j++) if (r[a + j] === key) return test(frame, findKeys(frame, a, n), c);
    const found = lookup(subject.table, key);
    if (isSearch(found)) return test(frame, findKeys(frame, a, n), c);
    if (found === undefined) return test(frame, false, c);
    r[a + n + i] = found.value as Value;
  }
  return test(frame, true, c);
};

/** By the subject's `get`, whatever that is; a key must not be asked for twice. */
function* findKeys(frame: Frame, a: number, n: number): Generator<Pending, boolean, Value> {
  const { r } = frame;
  const seen = new PySet();
  const absent = new PyInstance(objectType.instanceShape, []);
  let get: Value | undefined;
  for (let i = 1; i <= n; i++) {
    const key = r[a + i] as Value;
    const known = lookup(seen.table, key, "set element");
    if (isSearch(known)) yield known;
    if (entryOf(known) !== undefined) {
      const repr = reprOf(key);
      const text = textOf((isPending(repr) ? yield repr : repr) as Value);
      raise(E.ValueError, `mapping pattern checks duplicate key (${text})`);
    }
    const added = storeMember(seen, key);
    if (isPending(added)) yield added;
    if (get === undefined) {
      const found = getAttribute(r[a] as Value, "get");
      get = (isPending(found) ? yield found : found) as Value;
    }
    const value = yield call(get, key, absent);
    if (value === absent) return false;
    r[a + n + i] = value;
  }
  return true;
}

// --- classes ---

export const matchClass: Handler = (frame, a, n, c) => {
  const cls = frame.r[a + 1] as Value;
  if (!(cls instanceof PyType)) raise(E.TypeError, "called match pattern must be a class");
  const is = isInstanceOf(frame.r[a] as Value, cls);
  if (is === false) return test(frame, false, c);
  if (is !== true) return test(frame, afterCheck(frame, a, n, cls, is), c);
  return test(frame, attributes(frame, a, n, cls), c);
};

function* afterCheck(
  frame: Frame,
  a: number,
  n: number,
  cls: PyType,
  check: Pending,
): Generator<Pending, boolean, Value> {
  if ((yield check) !== true) return false;
  const answer = attributes(frame, a, n, cls);
  return isPending(answer) ? (yield answer) === true : answer;
}

/** Reads the attributes that the class and the pattern name; answers whether all are there. */
function attributes(frame: Frame, a: number, n: number, cls: PyType): boolean | Pending {
  if (n === 0) return read(frame, a, 0, [], 0);
  if (cls.shape.type === typeType) {
    const found = cls.lookup("__match_args__");
    if (found === undefined || found instanceof PyTuple) return positional(frame, a, n, cls, found);
  }
  return (function* (): Generator<Pending, boolean, Value> {
    const answer = positional(frame, a, n, cls, yield* optionalAttribute(cls, "__match_args__"));
    return isPending(answer) ? (yield answer) === true : answer;
  })();
}

function positional(
  frame: Frame,
  a: number,
  n: number,
  cls: PyType,
  matchArgs: Value | undefined,
): boolean | Pending {
  if (matchArgs !== undefined && typeOf(matchArgs) !== tupleType)
    raise(E.TypeError, `${cls.name}.__match_args__ must be a tuple (got ${typeName(matchArgs)})`);
  const items = matchArgs === undefined ? [] : (matchArgs as PyTuple).items;
  const isSelf = matchArgs === undefined && matchesSelf(cls);
  const allowed = isSelf ? 1 : items.length;
  if (allowed < n) {
    const s = allowed === 1 ? "" : "s";
    raise(E.TypeError, `${cls.name}() accepts ${allowed} positional sub-pattern${s} (${n} given)`);
  }
  if (isSelf) frame.r[a + 2] = frame.r[a];
  return read(frame, a, n, isSelf ? [] : items, isSelf ? 1 : 0);
}

/** From the attribute `from` on; a name given by the pattern comes after the `n` of the class. */
function read(
  frame: Frame,
  a: number,
  n: number,
  matchArgs: readonly Value[],
  from: number,
): boolean | Pending {
  const { r } = frame;
  const subject = r[a] as Value;
  const named = frame.instance.names[frame.pc >> 2] as readonly string[];
  const count = n + named.length;
  charge(count);
  const seen = n > 0 && count > 1 ? new Set<string>() : null;
  for (let i = from; i < count; i++) {
    const name = i < n ? elementName(matchArgs[i] as Value) : (named[i - n] as string);
    if (seen?.has(name)) repeated(r[a + 1] as PyType, name);
    seen?.add(name);
    const found = attributeNow(subject, name);
    if (found === undefined) return false;
    if (isPending(found)) return readOn(frame, a, n, matchArgs, i, found, seen);
    r[a + 2 + i] = found;
  }
  return true;
}

/** The same, from an attribute on that Python code gives. */
function* readOn(
  frame: Frame,
  a: number,
  n: number,
  matchArgs: readonly Value[],
  from: number,
  first: Pending,
  seen: Set<string> | null,
): Generator<Pending, boolean, Value> {
  const { r } = frame;
  const named = frame.instance.names[frame.pc >> 2] as readonly string[];
  let found: Value | Pending | undefined = first;
  for (let i = from; ; ) {
    try {
      if (isPending(found)) found = yield found;
    } catch (error) {
      if (!isThrown(error, E.AttributeError)) throw error;
      return false;
    }
    if (found === undefined) return false;
    r[a + 2 + i] = found;
    if (++i === n + named.length) return true;
    const name = i < n ? elementName(matchArgs[i] as Value) : (named[i - n] as string);
    if (seen?.has(name)) repeated(r[a + 1] as PyType, name);
    seen?.add(name);
    found = attributeNow(r[a] as Value, name);
  }
}

function elementName(name: Value): string {
  if (typeOf(name) !== strType)
    raise(E.TypeError, `__match_args__ elements must be strings (got ${typeName(name)})`);
  return nameOf(name) as string;
}

function repeated(cls: PyType, name: string): never {
  const shown = textOf(reprOf(fromName(name)) as Value);
  return raise(E.TypeError, `${cls.name}() got multiple sub-patterns for attribute ${shown}`);
}

/** An attribute, undefined where there is none. Missing ones are common here: no exception is made where none is asked for. */
function attributeNow(object: Value, name: string): Value | Pending | undefined {
  const type = typeOf(object);
  try {
    if (
      type.lookup("__getattribute__") instanceof PyNative &&
      type.lookup("__getattr__") === undefined
    )
      return findAttribute(object, name);
    const found: NativeResult = getAttribute(object, name);
    return isPending(found) ? found : (found ?? null);
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    return undefined;
  }
}
