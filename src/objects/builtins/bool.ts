/** The methods of bool that differ from int's. */
import { checkClass } from "../construct.ts";
import { members } from "../define.ts";
import { E } from "../errors.ts";
import { numberAnd, numberOr, numberXor } from "../numbers/arithmetic.ts";
import { object, optional } from "../params.ts";
import { truthOf } from "../protocols/truth.ts";
import { after } from "../requests.ts";
import { boolType } from "../types.ts";
import { warn } from "../warn.ts";

const INVERSION =
  "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";

export const boolMembers = members<boolean>(({ staticMethod, slots, operators }) => [
  {
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), optional(object("object"), false, "False")],
      (cls, value) => {
        checkClass(cls, boolType);
        return truthOf(value);
      },
    ),
  },
  slots({
    __repr__: (self) => (self ? "True" : "False"),
    __invert__: (self) => after(warn(E.DeprecationWarning, INVERSION), () => (self ? -2 : -1)),
  }),
  operators({ and: numberAnd, xor: numberXor, or: numberOr }),
  {},
]);
