/** The methods of float. https://docs.python.org/3/library/stdtypes.html#additional-methods-on-float */

import { checkClass, instanceOf } from "../construct.ts";
import { checkFloat, doubleToInt, notA, text, toDouble, toIndex } from "../conversions.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyFloat } from "../float.ts";
import { formatFloat } from "../formatting/values.ts";
import { type Int, intValue, normalize } from "../int.ts";
import {
  numberAbs,
  numberAdd,
  numberDivMod,
  numberFloorDiv,
  numberMod,
  numberMul,
  numberNeg,
  numberSub,
  numberTrueDiv,
} from "../numbers/arithmetic.ts";
import { decompose } from "../numbers/floats.ts";
import { hashDouble } from "../numbers/hash.ts";
import { parseDouble, parseHexDouble } from "../numbers/parse.ts";
import { floatRepr, hexDouble } from "../numbers/print.ts";
import { roundDouble, roundToInt } from "../numbers/round.ts";
import type { Value } from "../object.ts";
import { keywords, object, optional, rest } from "../params.ts";
import { slotFor } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { type PyTuple, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { textOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { floatType, typeName } from "../types.ts";
import { NO_KEYWORDS, noKeywordsIn, onlyArgument } from "./arguments.ts";
import { among, type Binary, comparisons, numeralOf, powers } from "./number-entries.ts";

function isReal(value: Value): boolean {
  return value instanceof PyFloat || intValue(value) !== undefined;
}

const reals = (fn: Binary): Binary => among(isReal, fn);

/** The number as a float of the builtin type. */
function exact(self: PyFloat): PyFloat {
  return self.shape.type.isBuiltin ? self : new PyFloat(self.value);
}

function make(cls: Value, value: number): Value {
  return instanceOf(cls, new PyFloat(value));
}

/** `float(x)` */
function newFloat(cls: Value, x: Value): NativeResult {
  if (cls === floatType && x instanceof PyFloat && x.shape.type === floatType) return x;
  checkClass(cls, floatType);
  // Of a class derived from str, the special methods are asked first.
  const isNumber = slotFor(x, SLOT.__float__) !== null || slotFor(x, SLOT.__index__) !== null;
  const numeral = isNumber ? undefined : numeralOf(x);
  if (numeral !== undefined) return make(cls, parseDouble(numeral));
  if (!isNumber)
    raise(E.TypeError, `float() argument must be a string or a real number, not '${typeName(x)}'`);
  const double = askDouble(x);
  if (!isPending(double)) return make(cls, double);
  return (function* (): NativeGenerator {
    return make(cls, (yield double) as number);
  })();
}

/** Two ints whose ratio the double is, in lowest terms. */
export function integerRatio(value: number): PyTuple {
  if (Number.isNaN(value)) raise(E.ValueError, "cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) raise(E.OverflowError, "cannot convert Infinity to integer ratio");
  if (Number.isInteger(value)) return tuple(doubleToInt(value), 1);
  let { mantissa, exponent } = decompose(value);
  while ((mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  return tuple(normalize(value < 0 ? -mantissa : mantissa), normalize(1n << BigInt(-exponent)));
}

/** `float(value)`: of a class derived from float too its `__float__` says. */
function askDouble(value: Value): number | Pending {
  if (!(value instanceof PyFloat) || value.shape.type.isBuiltin) return toDouble(value);
  const made = slotFor(value, SLOT.__float__)?.(value, undefined as never, undefined as never);
  return after(made, (answer) => checkFloat(answer, value));
}

export const floatMembers = members<PyFloat>(
  ({ method, caller, classMethod, staticMethod, getter, slots, operators }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          noKeywordsIn(cls, floatType, given);
          const x = onlyArgument("float", args, NO_KEYWORDS);
          return newFloat(cls, x === undefined ? 0 : x);
        },
      ),
    },
    slots({
      __repr__: (self) => floatRepr(self.value),
      __hash__: (self) => hashDouble(self.value, self),
      ...comparisons(isReal),
    }),
    operators({
      add: reals(numberAdd),
      sub: reals(numberSub),
      mul: reals(numberMul),
      mod: reals(numberMod),
      divmod: reals(numberDivMod),
      floordiv: reals(numberFloorDiv),
      truediv: reals(numberTrueDiv),
    }),
    powers(isReal, () =>
      raise(E.TypeError, "pow() 3rd argument not allowed unless all arguments are integers"),
    ),
    slots({
      __neg__: numberNeg,
      __pos__: exact,
      __abs__: numberAbs,
      __bool__: (self) => self.value !== 0,
      __int__: (self) => doubleToInt(self.value),
      __float__: exact,
      __trunc__: (self) => doubleToInt(self.value),
      __floor__: (self) => doubleToInt(Math.floor(self.value)),
      __ceil__: (self) => doubleToInt(Math.ceil(self.value)),
      __format__: (self, spec) => {
        const given = textOf(spec) ?? notA("str", spec, "__format__");
        if (given === "" && !self.shape.type.isBuiltin) return strOf(self);
        return formatFloat(self.value, given, typeName(self));
      },
    }),
    {
      __round__: caller(
        "Return the Integral closest to x, rounding half toward even; a float where ndigits is given.",
        [optional(object("ndigits"), null, "None")],
        (self, digits) => {
          if (digits === null) return roundToInt(self.value);
          const asked = toIndex(digits);
          if (!isPending(asked)) return new PyFloat(roundDouble(self.value, asked));
          return (function* (): NativeGenerator {
            return new PyFloat(roundDouble(self.value, (yield asked) as Int));
          })();
        },
      ),
      __getnewargs__: method("", [], (self) => tuple(new PyFloat(self.value))),
      __getformat__: classMethod(
        "How C's types are laid out; for tests of Python itself.",
        [text("typestr")],
        (_cls, type) => {
          if (type !== "double" && type !== "float")
            raise(E.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
          return "IEEE, little-endian";
        },
      ),
      __sizeof__: method("Return size of object in memory, in bytes.", [], () => 24),
      conjugate: method("Return the number itself.", [], exact),
      as_integer_ratio: method(
        "Return a pair of integers, whose ratio is exactly equal to the original float.",
        [],
        (self) => integerRatio(self.value),
      ),
      is_integer: method("Return True if the float is an integer.", [], (self) =>
        Number.isInteger(self.value),
      ),
      hex: method("Return a hexadecimal representation of a floating-point number.", [], (self) =>
        hexDouble(self.value),
      ),
      fromhex: classMethod(
        "Create a floating-point number from a hexadecimal string.",
        [object("string")],
        (cls: PyType, string) => {
          const given = textOf(string);
          // sic: CPython has no better words for it.
          if (given === undefined) raise(E.TypeError, "bad argument type for built-in operation");
          const value = new PyFloat(parseHexDouble(given));
          return cls === floatType ? value : call(cls, value);
        },
      ),
      from_number: classMethod(
        "Convert real number to a floating-point number.",
        [object("number")],
        function* (cls: PyType, number): NativeGenerator {
          if (cls === floatType && number instanceof PyFloat && number.shape.type === floatType)
            return number;
          const asked = toDouble(number);
          const value = new PyFloat((isPending(asked) ? yield asked : asked) as number);
          return cls === floatType ? value : yield call(cls, value);
        },
      ),
      real: getter("the real part of a complex number", exact),
      imag: getter("the imaginary part of a complex number", () => new PyFloat(0)),
    },
  ],
);
