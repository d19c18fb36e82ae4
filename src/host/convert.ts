/**
 * Values between the two languages. README.md has the table. Data is copied, and each property of the host's objects is
 * read once; what has a life of its own (functions, promises, instances) is wrapped by whoever is {@link Foreign}.
 */
import { E, isThrown, PyException, type PyThrow } from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { PyDict, PySet } from "../objects/hash-table.ts";
import { intValue, normalize, PyInt } from "../objects/int.ts";
import { PyBoundNative, PyNative } from "../objects/native.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { storeKey, storeMember } from "../objects/protocols/hashing.ts";
import { isPending, type Pending } from "../objects/requests.ts";
import { PyByteArray, PyBytes, PyList, PyTuple } from "../objects/sequences.ts";
import { fromJs, isStr, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { asyncGeneratorType, coroutineType, typeOf } from "../objects/types.ts";
import { PyGenerator } from "../vm/frame.ts";
import { NativeAwaitable } from "../vm/generators.ts";
import { ConversionError } from "./errors.ts";
import { type AnyFunction, Opaque, PyOpaque } from "./opaque.ts";

/** Wraps what cannot be copied. */
export interface Foreign {
  /** The Python object behind one of our wrappers; undefined for anything else. */
  unwrap(value: object): Value | undefined;
  functionToPython(fn: AnyFunction): Value;
  promiseToPython(promise: PromiseLike<unknown>): Value;
  asyncIterableToPython(iterable: AsyncIterable<unknown>): Value;
  errorToPython(error: unknown): PyException;

  callableToJs(callable: PyObject): unknown;
  awaitableToJs(awaitable: PyObject): unknown;
  asyncGeneratorToJs(generator: PyObject): unknown;
  exceptionToJs(exception: PyException): unknown;
  objectToJs(object: PyObject): unknown;
  /** Carries out what a key's `__hash__` or `__eq__` asks for. */
  perform(pending: Pending): Value;
}

/** Data nested deeper is refused. */
const MAX_DEPTH = 200;

export class Converter {
  readonly #foreign: Foreign;
  constructor(foreign: Foreign) {
    this.#foreign = foreign;
  }

  // --- to Python ---

  toPython(value: unknown): Value {
    switch (typeof value) {
      case "undefined":
        return null;
      case "boolean":
        return value;
      case "number":
        // sic: JavaScript has one type for both; what is integral is an int, except −0.
        return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new PyFloat(value);
      case "bigint":
        return normalize(value);
      case "string":
        return fromJs(value);
      case "symbol":
        throw new ConversionError(`a symbol has no counterpart in Python: ${String(value)}`);
      default:
        return value === null ? null : new Importing(this.#foreign).object(value as object, 0);
    }
  }

  // --- to JavaScript ---

  toJs(value: Value): unknown {
    if (typeof value !== "object") return value;
    return value === null ? null : new Exporting(this.#foreign).object(value, 0);
  }
}

/** One conversion to Python. An object met twice is converted once. */
class Importing {
  readonly #foreign: Foreign;
  readonly #seen = new Map<object, Value | undefined>();
  constructor(foreign: Foreign) {
    this.#foreign = foreign;
  }

  #any(value: unknown, depth: number): Value {
    if (typeof value === "object" && value !== null) return this.object(value, depth);
    if (typeof value === "function") return this.object(value, depth);
    return new Converter(this.#foreign).toPython(value);
  }

  object(value: object, depth: number): Value {
    const known = this.#foreign.unwrap(value);
    if (known !== undefined) return known;
    if (typeof value === "function") return this.#function(value as AnyFunction);
    if (value instanceof Opaque) return new PyOpaque(value.value);
    if (value instanceof Error) return this.#foreign.errorToPython(value);
    if (this.#seen.has(value)) {
      const made = this.#seen.get(value);
      if (made !== undefined) return made;
      throw new ConversionError("an object that contains itself has no counterpart in Python");
    }
    if (depth > MAX_DEPTH)
      throw new ConversionError(`data is nested deeper than ${MAX_DEPTH} levels`);
    this.#seen.set(value, undefined);
    const made = this.#copy(value, depth + 1);
    this.#seen.set(value, made);
    return made;
  }

  #function(fn: AnyFunction): Value {
    // Of classes alone the prototype cannot be assigned.
    if (Object.getOwnPropertyDescriptor(fn, "prototype")?.writable === false)
      throw new ConversionError(
        `class ${fn.name || "(anonymous)"} can't be passed to Python; use opaque()`,
      );
    return this.#foreign.functionToPython(fn);
  }

  #copy(value: object, depth: number): Value {
    if (Array.isArray(value)) {
      const items: Value[] = [];
      for (let i = 0, { length } = value; i < length; i++) items.push(this.#any(value[i], depth));
      return new PyList(items);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null || prototype === Object.prototype) return this.#record(value, depth);
    if (value instanceof Uint8Array) return new PyBytes(Uint8Array.from(value));
    if (value instanceof ArrayBuffer) return new PyBytes(new Uint8Array(value.slice(0)));
    if (value instanceof Map) {
      const dict = new PyDict();
      for (const [key, item] of value)
        this.#store(() => storeKey(dict, this.#any(key, depth), this.#any(item, depth)));
      return dict;
    }
    if (value instanceof Set) {
      const set = new PySet();
      for (const item of value) this.#store(() => storeMember(set, this.#any(item, depth)));
      return set;
    }
    if (typeof (value as { then?: unknown }).then === "function")
      return this.#foreign.promiseToPython(value as PromiseLike<unknown>);
    if (typeof (value as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator] === "function")
      return this.#foreign.asyncIterableToPython(value as AsyncIterable<unknown>);
    throw new ConversionError(
      `an instance of ${className(prototype)} can't be passed to Python; use opaque()`,
    );
  }

  #record(value: object, depth: number): Value {
    // A thenable or async iterable may be written as a literal too.
    const { then, [Symbol.asyncIterator]: iterator } = value as {
      then?: unknown;
      [Symbol.asyncIterator]?: unknown;
    };
    if (typeof then === "function")
      return this.#foreign.promiseToPython(value as PromiseLike<unknown>);
    if (typeof iterator === "function")
      return this.#foreign.asyncIterableToPython(value as AsyncIterable<unknown>);
    const dict = new PyDict();
    for (const key of Object.keys(value)) {
      const item: unknown =
        key === "then" ? then : (value as { readonly [key: string]: unknown })[key];
      dict.table.put(fromJs(key), this.#any(item, depth));
    }
    return dict;
  }

  #store(action: () => Value | undefined | Pending): void {
    try {
      const result = action();
      if (isPending(result)) this.#foreign.perform(result);
    } catch (error) {
      throw unhashable(error);
    }
  }
}

function unhashable(error: unknown): unknown {
  if (!isThrown(error, E.TypeError)) return error;
  return new ConversionError(String(textOf((error as PyThrow).exception.args[0] ?? null)));
}

/** A class's name, without running code of it. */
function className(prototype: unknown): string {
  const made = Object.getOwnPropertyDescriptor(prototype as object, "constructor")?.value;
  const name =
    typeof made === "function" ? Object.getOwnPropertyDescriptor(made, "name")?.value : undefined;
  return typeof name === "string" && name !== "" ? name : "an anonymous class";
}

/** One conversion to JavaScript. */
class Exporting {
  readonly #foreign: Foreign;
  readonly #seen = new Map<PyObject, unknown>();
  constructor(foreign: Foreign) {
    this.#foreign = foreign;
  }

  #any(value: Value, depth: number): unknown {
    return typeof value === "object" && value !== null ? this.object(value, depth) : value;
  }

  object(value: PyObject, depth: number): unknown {
    const plain = plainToJs(value);
    if (plain !== undefined) return plain;
    const { type } = value.shape;
    if (isContainer(value) && type.isBuiltin) {
      if (this.#seen.has(value)) {
        const made = this.#seen.get(value);
        if (made !== undefined) return made;
        throw new ConversionError(
          `a ${type.name} that contains itself can't be passed to JavaScript`,
        );
      }
      if (depth > MAX_DEPTH)
        throw new ConversionError(`data is nested deeper than ${MAX_DEPTH} levels`);
      this.#seen.set(value, undefined);
      const made = this.#copy(value, depth + 1);
      this.#seen.set(value, made);
      return made;
    }
    const foreign = this.#foreign;
    if (isFunction(value)) return foreign.callableToJs(value);
    if (value instanceof PyException) return foreign.exceptionToJs(value);
    if (value instanceof PyGenerator) {
      if (type === coroutineType) return foreign.awaitableToJs(value);
      if (type === asyncGeneratorType) return foreign.asyncGeneratorToJs(value);
    }
    if (value instanceof NativeAwaitable || typeOf(value).lookup("__await__") !== undefined)
      return foreign.awaitableToJs(value);
    return foreign.objectToJs(value);
  }

  #copy(value: Container, depth: number): unknown {
    if (value instanceof PyDict) return this.#dict(value, depth);
    if (value instanceof PySet) {
      const set = new Set();
      for (const { key } of value.table.live()) set.add(this.#any(key, depth));
      return set;
    }
    return value.items.map((item) => this.#any(item, depth));
  }

  /**
   * An object where all keys are str; it has no prototype, so that any name is a mere name. A `then` among them would
   * make a promise call it: such a dict is a Map, as is one with other keys.
   */
  #dict(dict: PyDict, depth: number): unknown {
    const entries = [...dict.table.live()];
    if (entries.every(({ key }) => isStr(key) && textOf(key) !== "then")) {
      const made = Object.create(null) as Record<string, unknown>;
      for (const { key, value } of entries)
        made[textOf(key) as string] = this.#any(value as Value, depth);
      return made;
    }
    const made = new Map<unknown, unknown>();
    for (const { key, value } of entries)
      made.set(this.#any(key, depth), this.#any(value as Value, depth));
    return made;
  }
}

type Container = PyList | PyTuple | PyDict | PySet;

function isContainer(value: PyObject): value is Container {
  return (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyDict ||
    value instanceof PySet
  );
}

function isFunction(value: PyObject): boolean {
  return (
    value instanceof PyFunction ||
    value instanceof PyMethod ||
    value instanceof PyNative ||
    value instanceof PyBoundNative ||
    value instanceof PyType
  );
}

/** What has no parts; instances of derived classes keep their value. */
function plainToJs(value: PyObject): unknown {
  if (value instanceof PyFloat) return value.value;
  const text = textOf(value);
  if (text !== undefined) return text;
  if (value instanceof PyInt) return intValue(value);
  if (value instanceof PyBytes) return Uint8Array.from(value.bytes);
  if (value instanceof PyByteArray) return value.bytes.slice(0, value.length);
  if (value instanceof PyOpaque) return value.value;
  return undefined;
}
