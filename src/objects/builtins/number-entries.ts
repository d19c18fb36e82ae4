/** What int, float and complex share: how their operators and comparisons are stated. */
import { viewOf } from "../buffers.ts";
import type { Entries, Entry } from "../define.ts";
import { PyNative } from "../native.ts";
import { numberPow } from "../numbers/arithmetic.ts";
import { compareNumbers } from "../numbers/compare.ts";
import type { Numeral } from "../numbers/parse.ts";
import type { Value } from "../object.ts";
import { object, optional } from "../params.ts";
import { NotImplemented, PyBytes } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";
import { textOf } from "../str.ts";

export type Binary = (left: Value, right: Value) => Value;

/** A binary operator for operands of one kind alone: those of others have a say of their own. */
export function among(accepts: (value: Value) => boolean, fn: Binary): Binary {
  return (left, right) => (accepts(left) && accepts(right) ? fn(left, right) : NotImplemented);
}

/** The six comparisons. */
export function comparisons(accepts: (value: Value) => boolean): {
  readonly [name: string]: Binary;
} {
  const by = (op: number): Binary =>
    among(accepts, (left, right) => compareNumbers(op, left, right));
  return {
    __lt__: by(LT),
    __le__: by(LE),
    __eq__: by(EQ),
    __ne__: by(NE),
    __gt__: by(GT),
    __ge__: by(GE),
  };
}

/** `__pow__` and `__rpow__`, which alone take a third operand; `refuse` raises where there may be none. */
export function powers(
  accepts: (value: Value) => boolean,
  refuse: (base: Value, exponent: Value) => void = () => {},
): Entries {
  const params = [object("value"), optional(object("mod"), null, "None")];
  const entry = (
    run: (self: Value, other: Value, mod: Value | undefined) => Value,
    doc: string,
  ): Entry => {
    return (name, owner) => new PyNative(name, "slot", owner, params, run, doc, true);
  };
  const power = (base: Value, exponent: Value, mod: Value = null): Value => {
    if (mod !== null) refuse(base, exponent);
    return accepts(base) && accepts(exponent) ? numberPow(base, exponent, mod) : NotImplemented;
  };
  return {
    __pow__: entry(power, "Return pow(self, value, mod)."),
    __rpow__: entry((self, base, mod) => power(base, self, mod), "Return pow(value, self, mod)."),
  };
}

/** The text of a str, bytes or bytearray that a number is read from; undefined for anything else. */
export function numeralOf(value: Value): Numeral | undefined {
  const text = textOf(value);
  if (text !== undefined) return { text, source: value, isText: true };
  const bytes = viewOf(value);
  if (bytes === undefined) return undefined;
  let latin = "";
  for (const byte of bytes) latin += String.fromCharCode(byte);
  return {
    text: latin,
    source: value instanceof PyBytes ? value : new PyBytes(bytes.slice()),
    isText: false,
  };
}
