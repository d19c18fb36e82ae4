/** The six comparisons of a type, from one function. */
import type { Value } from "../../objects/object.ts";
import { NotImplemented } from "../../objects/sequences.ts";
import { type COMPARISONS, EQ, GE, GT, LE, LT, NE } from "../../objects/slots.ts";

/** What `op` says of a difference. */
export function holdsFor(op: number, difference: number): boolean {
  switch (op) {
    case LT:
      return difference < 0;
    case LE:
      return difference <= 0;
    case EQ:
      return difference === 0;
    case NE:
      return difference !== 0;
    case GT:
      return difference > 0;
    default:
      return difference >= 0;
  }
}

type ComparisonName = (typeof COMPARISONS)[number]["dunder"];

/** One slot each; `run` gets the operator. */
export function eachComparison<R>(run: (op: number) => R): { readonly [K in ComparisonName]: R } {
  return {
    __lt__: run(LT),
    __le__: run(LE),
    __eq__: run(EQ),
    __ne__: run(NE),
    __gt__: run(GT),
    __ge__: run(GE),
  };
}

/** Comparisons by a difference, which is undefined where the other operand has to say. */
export function comparisonSlots<Self>(
  difference: (self: Self, other: Value) => number | undefined,
): { readonly [K in ComparisonName]: (self: Self, other: Value) => Value } {
  return eachComparison((op) => (self: Self, other: Value) => {
    const by = difference(self, other);
    return by === undefined ? NotImplemented : holdsFor(op, by);
  });
}
