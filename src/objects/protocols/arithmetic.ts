/** Binary and unary operators on any operands. https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types */
import { E, raise } from "../errors.ts";
import { PyFunction } from "../function.ts";
import type { Value } from "../object.ts";
import { after, isPending, type NativeResult } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import { OPERATORS, SLOT, SLOTS, type SlotFunction } from "../slots.ts";
import { templateType, typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";

const NONE = undefined as never;

/** `left op right`, where `op` is a row of OPERATORS. */
export function binary(op: number, left: Value, right: Value, isInPlace = false): NativeResult {
  const lt = typeOf(left);
  const rt = typeOf(right);
  const forward = slotOf(lt, op * 3);
  let reflected = rt === lt ? null : slotOf(rt, op * 3 + 1);
  let first: SlotFunction | null = forward;
  let swapped = false;
  // The right operand goes first where its class derives from the left one's and overrides the method.
  if (reflected !== null && rt.isSubtype(lt) && overrides(op, lt, rt)) {
    first = reflected;
    reflected = forward;
    swapped = true;
  } else if (first === null) {
    first = reflected;
    reflected = null;
    swapped = true;
  }
  if (first === null) return unsupported(op, left, right, isInPlace);
  const result = swapped ? first(right, left, NONE) : first(left, right, NONE);
  if (isPending(result)) return settle(op, left, right, result, reflected, !swapped, isInPlace);
  if (result !== NotImplemented) return result;
  if (reflected === null) return unsupported(op, left, right, isInPlace);
  const second = swapped ? reflected(left, right, NONE) : reflected(right, left, NONE);
  if (isPending(second)) return settle(op, left, right, second, null, false, isInPlace);
  return second === NotImplemented ? unsupported(op, left, right, isInPlace) : second;
}

function overrides(
  op: number,
  lt: ReturnType<typeof typeOf>,
  rt: ReturnType<typeof typeOf>,
): boolean {
  const name = `__r${(OPERATORS[op] as (typeof OPERATORS)[number]).dunder}__`;
  return rt.lookup(name) !== lt.lookup(name);
}

/** Goes on after one method, of which `first` is the answer; `other` is the other operand's. */
function settle(
  op: number,
  left: Value,
  right: Value,
  first: NativeResult,
  other: SlotFunction | null,
  otherIsReflected: boolean,
  isInPlace: boolean,
): NativeResult {
  return after(first, (result) => {
    if (result !== NotImplemented) return result;
    if (other === null) return unsupported(op, left, right, isInPlace);
    const second = otherIsReflected ? other(right, left, NONE) : other(left, right, NONE);
    return settle(op, left, right, second, null, false, isInPlace);
  });
}

/** Goes on after the left operand's method has answered NotImplemented. */
export function binaryAfterLeft(
  op: number,
  left: Value,
  right: Value,
  isInPlace: boolean,
): NativeResult {
  const rt = typeOf(right);
  const reflected = rt === typeOf(left) ? null : slotOf(rt, op * 3 + 1);
  if (reflected === null) return unsupported(op, left, right, isInPlace);
  return settle(op, left, right, reflected(right, left, NONE), null, false, isInPlace);
}

/** The left operand's method, where it has to be asked first and is Python code; else null. */
export function leftMethod(op: number, left: Value, right: Value): PyFunction | null {
  const lt = typeOf(left);
  if (lt.isBuiltin) return null;
  const found = lt.lookup((SLOTS[op * 3] as (typeof SLOTS)[number]).name);
  if (!(found instanceof PyFunction)) return null;
  const rt = typeOf(right);
  return rt !== lt && rt.isSubtype(lt) ? null : found;
}

/** `left op= right`. */
export function inPlace(op: number, left: Value, right: Value): NativeResult {
  const fn = slotOf(typeOf(left), op * 3 + 2);
  if (fn === null) return binary(op, left, right, true);
  const result = fn(left, right, NONE);
  return after(result, (value) =>
    value === NotImplemented ? binary(op, left, right, true) : value,
  );
}

/** Types whose `*` repeats. */
const REPEATED: ReadonlySet<string> = new Set([
  "str",
  "list",
  "tuple",
  "bytes",
  "bytearray",
  "array.array",
  "collections.deque",
]);

function unsupported(op: number, left: Value, right: Value, inPlaceForm: boolean): NativeResult {
  const { symbol, dunder } = OPERATORS[op] as (typeof OPERATORS)[number];
  const sequence = slotOf(typeOf(left), SLOT.__getitem__) !== null;
  if (dunder === "add" && typeOf(left) === templateType) {
    const name = typeName(left);
    raise(E.TypeError, `can only concatenate ${name} (not "${typeName(right)}") to ${name}`);
  }
  // CPython words sequence concatenation and repetition in its own way.
  if (dunder === "add" && sequence && typeOf(left).isBuiltin) {
    const name = typeName(left);
    if (name === "collections.deque")
      raise(E.TypeError, `can only concatenate deque (not "${typeName(right)}") to deque`);
    if (name === "str" || name === "list" || name === "tuple")
      raise(E.TypeError, `can only concatenate ${name} (not "${typeName(right)}") to ${name}`);
    if (name === "bytes" || name === "bytearray")
      raise(E.TypeError, `can't concat ${typeName(right)} to ${name}`);
  }
  if (dunder === "mul") {
    for (const [a, b] of [
      [left, right],
      [right, left],
    ] as const) {
      const name = typeName(a);
      if (REPEATED.has(name))
        raise(E.TypeError, `can't multiply sequence by non-int of type '${typeName(b)}'`);
    }
  }
  const shown = inPlaceForm ? `${symbol}=` : dunder === "pow" ? "** or pow()" : symbol;
  const text = `unsupported operand type(s) for ${shown}: '${typeName(left)}' and '${typeName(right)}'`;
  if (symbol === ">>" && typeName(left) === "builtin_function_or_method" && left !== null) {
    const native = left as unknown as { name?: string };
    if (native.name === "print")
      raise(E.TypeError, `${text}. Did you mean "print(<message>, file=<output_stream>)"?`);
  }
  raise(E.TypeError, text);
}

/** `-value`, `+value`, `~value`, by slot id. */
export function unary(id: number, symbol: string, value: Value): NativeResult {
  const fn = slotOf(typeOf(value), id);
  if (fn === null) raise(E.TypeError, `bad operand type for unary ${symbol}: '${typeName(value)}'`);
  return fn(value, NONE, NONE);
}
