/** `pow(base, exponent, modulus)`: the operator that takes three operands. https://docs.python.org/3/reference/datamodel.html#object.__pow__ */
import { E, raise } from "../errors.ts";
import { PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { after, type NativeResult } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";

/** The modulus is asked last, and only by types that are not written in Python. */
export function powerModulo(base: Value, exponent: Value, modulus: Value): NativeResult {
  const bt = typeOf(base);
  const et = typeOf(exponent);
  const mt = typeOf(modulus);
  const forward = slotOf(bt, SLOT.__pow__);
  const reflected = et === bt ? null : slotOf(et, SLOT.__rpow__);
  const own = mt === bt || mt === et ? undefined : mt.lookup("__pow__");
  const third = own instanceof PyNative ? slotOf(mt, SLOT.__pow__) : null;
  const left = forward && (() => forward(base, exponent, modulus));
  const right = reflected && (() => reflected(exponent, base, modulus));
  const last = third && (() => third(base, exponent, modulus));
  const rightFirst =
    right !== null && et.isSubtype(bt) && et.lookup("__rpow__") !== bt.lookup("__rpow__");
  const ways = rightFirst ? [right, left, last] : [left, right, last];
  const next = (i: number): NativeResult => {
    if (i === ways.length) {
      const names = [base, exponent, modulus].map((value) => `'${typeName(value)}'`).join(", ");
      return raise(E.TypeError, `unsupported operand type(s) for ** or pow(): ${names}`);
    }
    const way = ways[i];
    if (!way) return next(i + 1);
    return after(way(), (result) => (result === NotImplemented ? next(i + 1) : result));
  };
  return next(0);
}
