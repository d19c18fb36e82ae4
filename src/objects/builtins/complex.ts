/** The methods of complex. https://docs.python.org/3/library/functions.html#complex */
import { checkClass, instanceOf } from "../construct.ts";
import { notA, toDouble } from "../conversions.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyComplex, PyFloat } from "../float.ts";
import { formatComplex } from "../formatting/values.ts";
import { intValue } from "../int.ts";
import {
  numberAbs,
  numberAdd,
  numberMul,
  numberNeg,
  numberSub,
  numberTrueDiv,
} from "../numbers/arithmetic.ts";
import { hashNumber } from "../numbers/hash.ts";
import { parseComplex } from "../numbers/parse.ts";
import { complexRepr } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { either, object, optional } from "../params.ts";
import { callSpecial, slotFor } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../requests.ts";
import { tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { isStr, textOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { complexType, typeName, typeOf } from "../types.ts";
import { warn } from "../warn.ts";
import { member, UNORDERED } from "./common.ts";
import { among, type Binary, comparisons, numeralOf, powers } from "./number-entries.ts";

function isNumber(value: Value): boolean {
  return value instanceof PyComplex || value instanceof PyFloat || intValue(value) !== undefined;
}

const numbers = (fn: Binary): Binary => among(isNumber, fn);

/** The number as a complex of the builtin type. */
function exact(self: PyComplex): PyComplex {
  return self.shape.type.isBuiltin ? self : new PyComplex(self.real, self.imag);
}

function isReal(value: Value): boolean {
  return slotFor(value, SLOT.__float__) !== null || slotFor(value, SLOT.__index__) !== null;
}

/** A part of a complex: real, or (with a warning, where it is one of two) complex itself. */
function* partOf(value: Value): Generator<Pending, number | PyComplex, Value> {
  if (value instanceof PyComplex && value.shape.type === complexType) return value;
  const special = yield* viaComplex(value);
  if (special !== undefined) return special;
  if (value instanceof PyComplex) return value;
  const asked = toDouble(value);
  return isPending(asked) ? ((yield asked) as number) : asked;
}

/** What `__complex__` answers; undefined where there is none. */
function* viaComplex(value: Value): Generator<Pending, PyComplex | undefined, Value> {
  if (value instanceof PyComplex && value.shape.type.isBuiltin) return value;
  let made = callSpecial(value, "__complex__", []);
  if (isPending(made)) made = yield made;
  if (made === undefined) return undefined;
  if (!(made instanceof PyComplex))
    raise(E.TypeError, `__complex__ returned non-complex (type ${typeName(made)})`);
  if (!made.shape.type.isBuiltin)
    yield warn(
      E.DeprecationWarning,
      `__complex__ returned non-complex (type ${typeName(made)}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.`,
    );
  return made;
}

/** `complex(x)` of one value. */
function* fromOne(cls: Value, x: Value): NativeGenerator {
  if (isStr(x)) {
    const numeral = numeralOf(x);
    if (numeral !== undefined) {
      const { real, imag } = parseComplex(numeral);
      return instanceOf(cls, new PyComplex(real, imag));
    }
  }
  if (cls === complexType && x instanceof PyComplex && x.shape.type === complexType) return x;
  if (!isReal(x) && !hasComplex(x)) notANumber(x);
  const part = yield* partOf(x);
  const [real, imag] = typeof part === "number" ? [part, 0] : [part.real, part.imag];
  return instanceOf(cls, new PyComplex(real, imag));
}

function hasComplex(value: Value): boolean {
  return typeOf(value).lookup("__complex__") !== undefined;
}

function notANumber(value: Value): never {
  raise(E.TypeError, `complex() argument must be a string or a number, not ${typeName(value)}`);
}

function notAPart(value: Value, name: string): never {
  raise(E.TypeError, `complex() argument '${name}' must be a real number, not ${typeName(value)}`);
}

function warnPart(name: string, value: Value): Pending {
  return warn(
    E.DeprecationWarning,
    `complex() argument '${name}' must be a real number, not ${typeName(value)}`,
  );
}

/** `complex(real, imag)` */
function* fromTwo(cls: Value, first: Value, second: Value): NativeGenerator {
  if (!isReal(first) && !hasComplex(first)) notAPart(first, "real");
  if (!isReal(second) && !(second instanceof PyComplex)) notAPart(second, "imag");
  const a = yield* partOf(first);
  if (typeof a !== "number") yield warnPart("real", first);
  let b: number | PyComplex;
  if (second instanceof PyComplex) {
    yield warnPart("imag", second);
    b = second;
  } else {
    const asked = toDouble(second);
    b = isPending(asked) ? ((yield asked) as number) : asked;
  }
  let [real, imag] = typeof a === "number" ? [a, 0] : [a.real, a.imag];
  if (typeof b === "number") imag = typeof a === "number" ? b : b + imag;
  else {
    real -= b.imag;
    imag = typeof a === "number" ? b.real : b.real + imag;
  }
  return instanceOf(cls, new PyComplex(real, imag));
}

export const complexMembers = members<PyComplex>(
  ({ method, classMethod, staticMethod, slots, operators }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [
          object("cls"),
          either(optional(object("real"), undefined, "0")),
          either(optional(object("imag"), undefined, "0")),
        ],
        (cls, real, imag) => {
          checkClass(cls, complexType);
          if (imag !== undefined) return fromTwo(cls, real === undefined ? 0 : real, imag);
          return real === undefined ? instanceOf(cls, new PyComplex(0, 0)) : fromOne(cls, real);
        },
      ),
    },
    slots({
      __repr__: (self) => complexRepr(self.real, self.imag),
      __hash__: hashNumber,
      ...comparisons(isNumber),
      ...UNORDERED,
    }),
    operators({
      add: numbers(numberAdd),
      sub: numbers(numberSub),
      mul: numbers(numberMul),
      truediv: numbers(numberTrueDiv),
    }),
    powers(isNumber),
    slots({
      __neg__: numberNeg,
      __pos__: exact,
      __abs__: numberAbs,
      __bool__: (self) => self.real !== 0 || self.imag !== 0,
      __complex__: exact,
      __format__: (self, spec) => {
        const given = textOf(spec) ?? notA("str", spec, "__format__");
        if (given === "" && !self.shape.type.isBuiltin) return strOf(self);
        return formatComplex(self.real, self.imag, given, typeName(self));
      },
    }),
    {
      __getnewargs__: method("", [], (self) =>
        tuple(new PyFloat(self.real), new PyFloat(self.imag)),
      ),
      __sizeof__: method("Return size of object in memory, in bytes.", [], () => 32),
      conjugate: method(
        "Return the complex conjugate of its argument.",
        [],
        (self) => new PyComplex(self.real, -self.imag),
      ),
      from_number: classMethod(
        "Convert number to a complex floating-point number.",
        [object("number")],
        function* (cls: PyType, number): NativeGenerator {
          const part = number instanceof PyComplex ? number : yield* partOf(number);
          const value = typeof part === "number" ? new PyComplex(part, 0) : exact(part);
          return cls === complexType ? value : yield call(cls, value);
        },
      ),
      real: member<PyComplex>((self) => new PyFloat(self.real)),
      imag: member<PyComplex>((self) => new PyFloat(self.imag)),
    },
  ],
);
