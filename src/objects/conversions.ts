/**
 * What natives accept: parameters that read their argument as an index, an int, a double, a str, a truth value, and
 * the plain functions behind them. Each raises CPython's TypeError for what it cannot take, and answers DECLINED
 * where `__index__`, `__float__` or `__bool__` is Python code that the machine has to run first.
 */

import { E, raise } from "./errors.ts";
import { PyFloat } from "./float.ts";
import { type Int, intValue } from "./int.ts";
import type { Value } from "./object.ts";
import { DECLINED, type Declined, type Param, param } from "./params.ts";
import { slotOf } from "./protocols/slot.ts";
import { plainTruth, truthOf } from "./protocols/truth.ts";
import { after, isPending, type NativeGenerator, type Pending } from "./requests.ts";
import { SLOT } from "./slots.ts";
import { PyStr, textOf } from "./str.ts";
import { typeName, typeOf } from "./types.ts";
import { warn } from "./warn.ts";

const NONE = undefined as never;

/** The int that an int is, or that Python's `__index__` has to make (DECLINED). */
export function plainInteger(value: Value): Int | Declined {
  if (typeof value === "number") return value;
  const int = intValue(value);
  if (int !== undefined) return int;
  if (slotOf(typeOf(value), SLOT.__index__) === null) notAnInteger(value);
  return DECLINED;
}

function notAnInteger(value: Value): never {
  raise(E.TypeError, `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** `operator.index(value)` as an {@link Int}. */
export function toIndex(value: Value): Int | Pending {
  const plain = plainInteger(value);
  if (plain !== DECLINED) return plain;
  const result = slotOf(typeOf(value), SLOT.__index__)?.(value, NONE, NONE);
  const check = (answer: Value): Int | Pending => checkInt(answer, "__index__");
  return after(result, check);
}

/** What `__index__` or `__int__` answered. */
export function checkInt(answer: Value, name: string): Int | Pending {
  const int = intValue(answer);
  const type = typeName(answer);
  if (int === undefined) raise(E.TypeError, `${name} returned non-int (type ${type})`);
  if (typeof answer === "boolean" || typeof answer === "object") {
    const text = `${name} returned non-int (type ${type}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.`;
    return after(warn(E.DeprecationWarning, text), () => int) as Pending;
  }
  return int;
}

/** The int that a double is without its fraction. */
export function doubleToInt(value: number): Int {
  if (Number.isNaN(value)) raise(E.ValueError, "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) raise(E.OverflowError, "cannot convert float infinity to integer");
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

/** `int(value)` of what is no text: an int, a float, or what has `__int__` or `__index__`. */
export function toInt(value: Value): Int | Pending {
  if (typeof value === "number" || typeof value === "bigint") return value;
  const type = typeOf(value);
  if (value instanceof PyFloat && type.isBuiltin) return doubleToInt(value.value);
  const fn = slotOf(type, SLOT.__int__);
  if (fn === null) {
    if (slotOf(type, SLOT.__index__) !== null) return toIndex(value);
    raise(
      E.TypeError,
      `int() argument must be a string, a bytes-like object or a real number, not '${type.name}'`,
    );
  }
  const result = fn(value, NONE, NONE);
  const check = (answer: Value): Int | Pending => checkInt(answer, "__int__");
  return after(result, check);
}

const SSIZE_MAX = (1n << 63n) - 1n;

/** An index as a JavaScript number: all that lies beyond any container is alike. */
export function clampIndex(value: Int): number {
  if (typeof value === "number") return value;
  return value > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}

/** As {@link clampIndex}, but what does not fit 64 bits is an OverflowError. */
export function fitIndex(value: Int): number {
  if (typeof value === "bigint" && (value > SSIZE_MAX || value < -SSIZE_MAX - 1n))
    raise(E.OverflowError, "cannot fit 'int' into an index-sized integer");
  return clampIndex(value);
}

/** The double that an int is; too large a one is an OverflowError. */
export function intToDouble(value: Int): number {
  if (typeof value === "number") return value;
  const double = Number(value);
  if (!Number.isFinite(double)) raise(E.OverflowError, "int too large to convert to float");
  return double;
}

/** The double behind a float or int; DECLINED where `__float__` or `__index__` has to make it. */
export function plainDouble(value: Value): number | Declined {
  if (value instanceof PyFloat) return value.value;
  const int = intValue(value);
  if (int !== undefined && slotIsInts(value)) return intToDouble(int);
  const type = typeOf(value);
  if (slotOf(type, SLOT.__float__) === null && slotOf(type, SLOT.__index__) === null)
    raise(E.TypeError, `must be real number, not ${type.name}`);
  return DECLINED;
}

/** An int of a class that may have overridden `__float__` has to be asked. */
function slotIsInts(value: Value): boolean {
  return (
    typeof value !== "object" || typeOf(value).lookup("__float__") === typeOf(0).lookup("__float__")
  );
}

/** `PyFloat_AsDouble`: what functions of floats accept. */
export function toDouble(value: Value): number | Pending {
  const plain = plainDouble(value);
  if (plain !== DECLINED) return plain;
  const type = typeOf(value);
  const float = slotOf(type, SLOT.__float__);
  if (float === null) {
    const index = toIndex(value);
    return after(index, (n) => intToDouble(n as Int));
  }
  const result = float(value, NONE, NONE);
  const check = (answer: Value): number | Pending => checkFloat(answer, value);
  return after(result, check);
}

/** What `__float__` of `self` answered. */
export function checkFloat(answer: Value, self: Value): number | Pending {
  const name = typeName(self);
  if (!(answer instanceof PyFloat))
    raise(E.TypeError, `${name}.__float__ returned non-float (type ${typeName(answer)})`);
  if (!answer.shape.type.isBuiltin) {
    const text = `${name}.__float__ returned non-float (type ${typeName(answer)}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.`;
    const { value } = answer;
    return after(warn(E.DeprecationWarning, text), () => value) as Pending;
  }
  return answer.value;
}

function* askIndex(value: Value): NativeGenerator {
  const index = toIndex(value);
  return isPending(index) ? yield index : index;
}

function mapped<T>(name: string, map: (value: Int) => T): Param<T> {
  const read = (value: Value): T | Declined => {
    const int = plainInteger(value);
    return int === DECLINED ? DECLINED : map(int);
  };
  return param(name, read, askIndex);
}

/** An int, or what has `__index__`; one beyond 64 bits is an OverflowError. */
export function index(name: string): Param<number> {
  return mapped(name, (value) => fitBits(value, 64, "ssize_t"));
}

/** The same for what CPython keeps in 32 bits. */
export function smallInt(name: string): Param<number> {
  return mapped(name, (value) => fitBits(value, 32, "int"));
}

/** An int of so many bits as a JavaScript number; another is an OverflowError. */
export function fitBits(value: Int, bits: number, type: string): number {
  // A number is a safe integer, and so never beyond 64 bits.
  const fits =
    typeof value === "number"
      ? value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1)
      : BigInt.asIntN(bits, value) === value;
  if (!fits) raise(E.OverflowError, `Python int too large to convert to C ${type}`);
  return clampIndex(value);
}

/** An int, or what has `__index__`, however large: an offset into a container. */
export function clampedIndex(name: string): Param<number> {
  return mapped(name, clampIndex);
}

/** The same where None stands for absent, as in `str.find(sub, start, end)`. */
export function sliceIndex(name: string): Param<number | null> {
  const message = "slice indices must be integers or None or have an __index__ method";
  const read = (value: Value): number | null | Declined => {
    if (value === null) return null;
    if (intValue(value) === undefined && slotOf(typeOf(value), SLOT.__index__) === null)
      raise(E.TypeError, message);
    const int = plainInteger(value);
    return int === DECLINED ? DECLINED : clampIndex(int);
  };
  return param(name, read, askIndex);
}

/** An int of any size, or what has `__index__`. */
export function integer(name: string): Param<Int> {
  return mapped(name, (value) => value);
}

/** A float, or what can become one without loss of meaning. */
export function double(name: string): Param<number> {
  return param<number>(name, plainDouble, function* (value): NativeGenerator {
    const result = toDouble(value);
    return new PyFloat((isPending(result) ? yield result : result) as number);
  });
}

/**
 * A str, as it is. `where` is how errors call the argument: nothing for the only one, its number (1), or
 * `'encoding'` with quotes for one that may be given by name.
 */
export function str(name: string, where: number | string = ""): Param<string | PyStr> {
  return param(name, (value, fn) =>
    typeof value === "string" || value instanceof PyStr ? value : notA("str", value, fn, where),
  );
}

/** The UTF-16 text of a str. */
export function text(name: string, where: number | string = ""): Param<string> {
  return param(name, (value, fn) => textOf(value) ?? notA("str", value, fn, where));
}

/** Raises the TypeError for an argument that is not of the type that a native wants. */
export function notA(type: string, value: Value, fn: string, where: number | string = ""): never {
  const which = where === "" ? "argument" : `argument ${where}`;
  const given = value === null ? "None" : typeName(value);
  raise(E.TypeError, `${fn}() ${which} must be ${type}, not ${given}`);
}

/** Any value, as its truth. */
export function truth(name: string): Param<boolean> {
  return param<boolean>(name, plainTruth, function* (value): NativeGenerator {
    const result = truthOf(value);
    return isPending(result) ? yield result : result;
  });
}
