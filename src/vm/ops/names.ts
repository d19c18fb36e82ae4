/** Variables: globals, names of module and class bodies, cells. https://docs.python.org/3/reference/executionmodel.html */
import { E, isThrown, newException, PyThrow, raise, setHidden } from "../../objects/errors.ts";
import { PyCell } from "../../objects/function.ts";
import { type Entry, PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { deleteItem, getItem, setItem } from "../../objects/protocols/items.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../../objects/requests.ts";
import { fromJs } from "../../objects/str.ts";
import type { Frame } from "../frame.ts";
import { Kind } from "../frame.ts";
import type { CodeInstance, GlobalCache } from "../instance.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

/** A global or builtin, after the cache has missed. */
export const loadGlobalOp: Handler = (frame) => done(frame, globalOf(frame));

function globalOf(frame: Frame): NativeResult {
  const { instance } = frame;
  const cache = instance.caches[frame.pc >> 2] as GlobalCache;
  const { globals } = frame.namespace;
  if (isPlainDict(globals)) return loadGlobal(instance, cache);
  // A class of the program's may have its own idea of what its keys are.
  const { name } = cache;
  return loadFromMapping(globals, name, () => builtinOf(frame, name));
}

function isPlainDict(value: Value): value is PyDict {
  return value instanceof PyDict && value.shape === PyDict.prototype.shape;
}

/** Likewise; fills the cache. */
function loadGlobal(instance: CodeInstance, cache: GlobalCache): Value {
  const entry = findGlobal(instance, cache);
  if (entry !== undefined) return entry.value as Value;
  return nameError(cache.name);
}

function findGlobal(instance: CodeInstance, cache: GlobalCache): Entry | undefined {
  const key = cache.name;
  let entry = instance.globals.locate(key);
  if (entry !== undefined) cache.version = -1;
  else {
    entry = instance.namespace.builtins.table.locate(key);
    if (entry === undefined) return undefined;
    cache.version = instance.globals.version;
  }
  cache.entry = entry;
  return entry;
}

export function nameError(name: string): never {
  const error = newException(E.NameError, `name '${name}' is not defined`);
  setHidden(error, "name", fromJs(name));
  throw new PyThrow(error);
}

function nameOf(frame: Frame): string {
  return frame.instance.names[frame.pc >> 2] as string;
}

/** The mapping that a module or class body runs in, if it is not a plain dict. */
export const loadName: Handler = (frame, a) => {
  const cache = frame.instance.caches[frame.pc >> 2] as GlobalCache;
  const namespace = frame.r[0] as Value;
  if (!isPlainDict(namespace))
    return done(
      frame,
      loadFromMapping(namespace, cache.name, () =>
        namespace === frame.namespace.globals ? builtinOf(frame, cache.name) : globalOf(frame),
      ),
    );
  if (namespace === frame.namespace.globals) {
    const { value } = cache.entry;
    const fresh =
      value !== undefined &&
      (cache.version < 0 || cache.version === frame.instance.globals.version);
    frame.r[a] = fresh ? value : loadGlobal(frame.instance, cache);
    return skip(frame);
  }
  const value = namespace.get(cache.name);
  return done(frame, value === undefined ? globalOf(frame) : value);
};

function builtinOf(frame: Frame, name: string): Value {
  const value = frame.namespace.builtins.get(name);
  return value === undefined ? nameError(name) : value;
}

function cellValue(frame: Frame, register: number): Value {
  const { value } = frame.r[register] as PyCell;
  return value === undefined ? unboundFree(frame, register) : value;
}

/** A name of a namespace, or what is found where that has none. */
function loadFrom(namespace: Value, name: string, otherwise: () => NativeResult): NativeResult {
  if (!isPlainDict(namespace)) return loadFromMapping(namespace, name, otherwise);
  const value = namespace.get(name);
  return value === undefined ? otherwise() : value;
}

/** A name in an annotation scope inside a class: of the class first, then of a function around that, or a global. */
export const loadSeen: Handler = (frame, _a, b, c) => {
  const otherwise = () => (c < 0 ? globalOf(frame) : cellValue(frame, c));
  return done(frame, loadFrom(cellValue(frame, b), nameOf(frame), otherwise));
};

function* loadFromMapping(
  namespace: Value,
  name: string,
  otherwise: () => NativeResult,
): NativeGenerator {
  try {
    const value = getItem(namespace, fromJs(name));
    return isPending(value) ? yield value : value;
  } catch (error) {
    if (!isThrown(error, E.KeyError)) throw error;
  }
  const found = otherwise();
  return isPending(found) ? yield found : found;
}

export const storeName: Handler = (frame, a) => {
  const namespace = frame.r[0] as Value;
  const value = frame.r[a] as Value;
  if (isPlainDict(namespace)) {
    namespace.table.put(fromJs(nameOf(frame)), value);
    return skip(frame);
  }
  return done(frame, setItem(namespace, fromJs(nameOf(frame)), value), Kind.DISCARD);
};

export const deleteName: Handler = (frame) => {
  const namespace = frame.r[0] as Value;
  const name = nameOf(frame);
  if (isPlainDict(namespace)) {
    if (!namespace.delete(name)) nameError(name);
    return skip(frame);
  }
  return done(frame, deleteFromMapping(namespace, name), Kind.DISCARD);
};

function* deleteFromMapping(namespace: Value, name: string): NativeGenerator {
  try {
    const result = deleteItem(namespace, fromJs(name));
    if (isPending(result)) yield result;
    return null;
  } catch (error) {
    if (isThrown(error, E.KeyError)) nameError(name);
    throw error;
  }
}

export const storeGlobal: Handler = (frame, a) => {
  frame.namespace.globals.table.put(fromJs(nameOf(frame)), frame.r[a] as Value);
  return skip(frame);
};

export const deleteGlobal: Handler = (frame) => {
  if (!frame.namespace.globals.delete(nameOf(frame))) nameError(nameOf(frame));
  return skip(frame);
};

/** A name in a class body that an enclosing function has too: the class's own comes first. */
export const loadClassCell: Handler = (frame, _a, b) => {
  const namespace = frame.r[0] as Value;
  const name = nameOf(frame);
  return done(
    frame,
    loadFrom(namespace, name, () => cellValue(frame, b)),
  );
};

/** LOAD_CELL of an unbound variable. */
export const loadUnboundCell: Handler = (frame, _a, b) => unboundFree(frame, b);

function unboundFree(frame: Frame, register: number): never {
  const name = frame.code.localNames[register] as string;
  const isFree = frame.code.freeVariables.some((v) => v.to === register);
  if (!isFree) unboundLocal(name);
  const text = `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`;
  const error = newException(E.NameError, text);
  setHidden(error, "name", fromJs(name));
  throw new PyThrow(error);
}

function unboundLocal(name: string): never {
  raise(
    E.UnboundLocalError,
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

/** CHECK of an unbound variable. */
export const check: Handler = (frame, a) => unboundLocal(frame.code.localNames[a] as string);

export const deleteLocal: Handler = (frame, a) => {
  if (frame.r[a] === undefined) unboundLocal(frame.code.localNames[a] as string);
  frame.r[a] = undefined;
  return skip(frame);
};

export const makeCell: Handler = (frame, a) => {
  frame.r[a] = new PyCell(frame.r[a]);
  return skip(frame);
};

export const deleteCell: Handler = (frame, a) => {
  const cell = frame.r[a] as PyCell;
  if (cell.value === undefined) unboundFree(frame, a);
  cell.value = undefined;
  return skip(frame);
};
