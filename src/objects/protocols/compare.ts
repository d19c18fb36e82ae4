/** Comparison and equality. https://docs.python.org/3/reference/expressions.html#comparisons */
import { E, raise } from "../errors.ts";
import { PyFunction } from "../function.ts";
import type { Value } from "../object.ts";
import { after, isPending, type NativeResult, type Pending } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import { COMPARISONS, EQ, NE, SLOT, type SlotFunction } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";
import { truthOf } from "./truth.ts";

const NONE = undefined as never;
const FIRST = SLOT.__lt__;

/** `left op right`, where `op` is a row of COMPARISONS; any value may come back. */
export function compare(op: number, left: Value, right: Value): NativeResult {
  const lt = typeOf(left);
  const rt = typeOf(right);
  const mirror = (COMPARISONS[op] as (typeof COMPARISONS)[number]).mirror;
  const forward = slotOf(lt, FIRST + op);
  const reflected = slotOf(rt, FIRST + mirror);
  const swap = lt !== rt && rt.isSubtype(lt) && reflected !== null;
  const result = swap
    ? (reflected as SlotFunction)(right, left, NONE)
    : forward === null
      ? NotImplemented
      : forward(left, right, NONE);
  const other = swap ? forward : reflected;
  if (isPending(result)) return settle(op, left, right, result, other, !swap);
  if (result !== NotImplemented) return result;
  const second =
    other === null ? NotImplemented : swap ? other(left, right, NONE) : other(right, left, NONE);
  if (isPending(second)) return settle(op, left, right, second, null, false);
  return second === NotImplemented ? byIdentity(op, left, right) : second;
}

/** Goes on after the left operand's method has answered NotImplemented. */
export function compareAfterLeft(op: number, left: Value, right: Value): NativeResult {
  const { mirror } = COMPARISONS[op] as (typeof COMPARISONS)[number];
  const other = slotOf(typeOf(right), FIRST + mirror);
  if (other === null) return byIdentity(op, left, right);
  return settle(op, left, right, other(right, left, NONE), null, false);
}

/** The left operand's method, where it has to be asked first and is Python code; else null. */
export function leftComparison(op: number, left: Value, right: Value): PyFunction | null {
  const lt = typeOf(left);
  if (lt.isBuiltin) return null;
  const found = lt.lookup((COMPARISONS[op] as (typeof COMPARISONS)[number]).dunder);
  if (!(found instanceof PyFunction)) return null;
  const rt = typeOf(right);
  return rt !== lt && rt.isSubtype(lt) ? null : found;
}

/** Goes on after one method, of which `first` is the answer; `other` is the other operand's. */
function settle(
  op: number,
  left: Value,
  right: Value,
  first: NativeResult,
  other: SlotFunction | null,
  reflected: boolean,
): NativeResult {
  return after(first, (result) => {
    if (result !== NotImplemented) return result;
    if (other === null) return byIdentity(op, left, right);
    const second = reflected ? other(right, left, NONE) : other(left, right, NONE);
    return settle(op, left, right, second, null, false);
  });
}

/** Where neither operand knows the other, they are equal only if they are the same. */
function byIdentity(op: number, left: Value, right: Value): boolean {
  if (op === EQ) return left === right;
  if (op === NE) return left !== right;
  const { symbol } = COMPARISONS[op] as (typeof COMPARISONS)[number];
  return raise(
    E.TypeError,
    `'${symbol}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

/** Whether a comparison holds, as containers ask it. */
export function holds(op: number, left: Value, right: Value): boolean | Pending {
  return after(compare(op, left, right), truthOf);
}

/** Equality as containers see it: the same object is equal to itself, whatever its `__eq__` says. */
export function same(left: Value, right: Value): boolean | Pending {
  return left === right || holds(EQ, left, right);
}
