/** The methods of int. https://docs.python.org/3/library/stdtypes.html#additional-methods-on-integer-types */
import { viewOf } from "../buffers.ts";
import { checkClass, instanceOf } from "../construct.ts";
import { index, intToDouble, notA, text, toIndex, toInt, truth } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, outOfMemory, raise } from "../errors.ts";
import { PyFloat } from "../float.ts";
import { formatInt } from "../formatting/values.ts";
import { type Int, intValue, normalize, PyInt } from "../int.ts";
import {
  numberAbs,
  numberAdd,
  numberAnd,
  numberDivMod,
  numberFloorDiv,
  numberInvert,
  numberLShift,
  numberMod,
  numberMul,
  numberNeg,
  numberOr,
  numberRShift,
  numberSub,
  numberTrueDiv,
  numberXor,
} from "../numbers/arithmetic.ts";
import { hashInt } from "../numbers/hash.ts";
import { bitCount, bitLength, roundInt } from "../numbers/ints.ts";
import { invalidInteger, type Numeral, parseInteger } from "../numbers/parse.ts";
import { checkTextLength, intText } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { either, keyword, object, optional } from "../params.ts";
import { copyMemory, FULL_READONLY } from "../protocols/buffer.ts";
import { drain } from "../protocols/iterate.ts";
import { callSpecial, slotFor } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { PyBytes, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { textOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { intType, typeName } from "../types.ts";
import { among, type Binary, comparisons, numeralOf, powers } from "./number-entries.ts";

type Self = Int | boolean | PyInt;

function isInt(value: Value): boolean {
  return intValue(value) !== undefined;
}

const ints = (fn: Binary): Binary => among(isInt, fn);
const unwrap = (self: Self): Int => intValue(self) as Int;

/** An instance of int or of a class derived from it. */
function make(cls: Value, value: Int): Value {
  return cls === intType ? value : instanceOf(cls, new PyInt(value));
}

/** `int(x, base)` */
function newInt(cls: Value, x: Value | undefined, base: Value | undefined): NativeResult {
  if (cls === intType && base === undefined && typeof x === "number") return x;
  checkClass(cls, intType);
  if (x === undefined) {
    if (base !== undefined) raise(E.TypeError, "int() missing string argument");
    return make(cls, 0);
  }
  if (base === undefined) return convert(cls, x);
  const asked = toIndex(base);
  if (!isPending(asked)) return parse(cls, x, asked);
  return (function* (): NativeGenerator {
    const result = parse(cls, x, (yield asked) as Int);
    return isPending(result) ? yield result : result;
  })();
}

function convert(cls: Value, x: Value): NativeResult {
  // Of a class derived from str, the special methods are asked first.
  const isNumber = slotFor(x, SLOT.__int__) !== null || slotFor(x, SLOT.__index__) !== null;
  const numeral = isNumber ? undefined : numeralOf(x);
  if (numeral !== undefined) return fromText(cls, numeral, 10);
  const int = toInt(x);
  if (!isPending(int)) return make(cls, int);
  return (function* (): NativeGenerator {
    return make(cls, (yield int) as Int);
  })();
}

function fromText(cls: Value, numeral: Numeral, base: number): NativeResult {
  const value = parseInteger(numeral, base);
  return value === null ? invalidInteger(numeral, base) : make(cls, value);
}

function parse(cls: Value, x: Value, base: Int): NativeResult {
  if ((base !== 0 && base < 2) || base > 36)
    raise(E.ValueError, "int() base must be >= 2 and <= 36, or 0");
  const numeral = numeralOf(x);
  if (numeral === undefined)
    raise(E.TypeError, "int() can't convert non-string with explicit base");
  return fromText(cls, numeral, base as number);
}

function isLittle(order: string): boolean {
  if (order === "little") return true;
  if (order === "big") return false;
  raise(E.ValueError, "byteorder must be either 'little' or 'big'");
}

function toBytes(value: Int, length: number, order: string, isSigned: boolean): PyBytes {
  const little = isLittle(order);
  if (length < 0) raise(E.ValueError, "length argument must be non-negative");
  if (value < 0 && !isSigned) raise(E.OverflowError, "can't convert negative int to unsigned");
  // −2**n needs as many bits as 2**n − 1.
  const bits = bitLength(value < 0 ? -1n - BigInt(value) : value) + (isSigned ? 1 : 0);
  if (bits > length * 8 && (value !== 0 || length > 0))
    raise(E.OverflowError, "int too big to convert");
  checkTextLength(length);
  const bytes = new Uint8Array(length);
  if (value < 0) bytes.fill(0xff);
  const used = Math.min(Math.ceil(bits / 8), length);
  const digits = BigInt.asUintN(used * 8, BigInt(value))
    .toString(16)
    .padStart(used * 2, "0");
  for (let i = 0; i < used; i++)
    bytes[length - 1 - i] = Number.parseInt(
      digits.slice(digits.length - 2 - 2 * i, digits.length - 2 * i),
      16,
    );
  return new PyBytes(little ? bytes.reverse() : bytes);
}

/** The int that bytes stand for. */
export function intFromBytes(bytes: Uint8Array, isLittleEndian: boolean, isSigned: boolean): Int {
  const { length } = bytes;
  if (length === 0) return 0;
  charge(length >>> 4);
  if (length > 2 ** 24) outOfMemory();
  const parts: string[] = [];
  for (let i = 0; i < length; i++) {
    const byte = bytes[isLittleEndian ? length - 1 - i : i] as number;
    parts.push(byte < 16 ? `0${byte.toString(16)}` : byte.toString(16));
  }
  const value = BigInt(`0x${parts.join("")}`);
  return normalize(isSigned ? BigInt.asIntN(length * 8, value) : value);
}

/** The bytes that `int.from_bytes` is given: bytes, what has `__bytes__`, or ints one by one. */
function* bytesOf(source: Value): Generator<Pending, Uint8Array, Value> {
  const view = viewOf(source);
  if (view !== undefined) return view;
  let made = callSpecial(source, "__bytes__", []);
  if (isPending(made)) made = yield made;
  if (made instanceof PyBytes) return made.bytes;
  if (made !== undefined)
    raise(E.TypeError, `__bytes__ returned non-bytes (type ${typeName(made)})`);
  const copy = copyMemory(source, FULL_READONLY);
  if (copy !== undefined) return ((isPending(copy) ? yield copy : copy) as PyBytes).bytes;
  const isIterable =
    slotFor(source, SLOT.__iter__) !== null || slotFor(source, SLOT.__getitem__) !== null;
  if (textOf(source) !== undefined || !isIterable)
    raise(E.TypeError, `cannot convert '${typeName(source)}' object to bytes`);
  const items = yield* drain(source);
  const bytes = new Uint8Array(items.length);
  for (let i = 0; i < items.length; i++) {
    let byte = toIndex(items[i] as Value);
    if (isPending(byte)) byte = (yield byte) as Int;
    if (byte < 0 || byte > 255) raise(E.ValueError, "bytes must be in range(0, 256)");
    bytes[i] = byte as number;
  }
  return bytes;
}

/** `int.__format__`, also for bool. */
function format(self: Self, spec: Value): NativeResult {
  const given = textOf(spec) ?? notA("str", spec, "__format__");
  if (given !== "") return formatInt(unwrap(self), given, typeName(self));
  return typeof self === "object" || typeof self === "boolean" ? strOf(self) : intText(self);
}

export const intMembers = members<Self>(
  ({ method, caller, classMethod, staticMethod, getter, slots, operators }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [
          object("cls"),
          optional(object("x"), undefined, "0"),
          either(optional(object("base"), undefined, "10")),
        ],
        newInt,
      ),
    },
    slots({
      __repr__: (self) => intText(unwrap(self)),
      __hash__: (self) => hashInt(unwrap(self)),
      ...comparisons(isInt),
    }),
    operators({
      add: ints(numberAdd),
      sub: ints(numberSub),
      mul: ints(numberMul),
      mod: ints(numberMod),
      divmod: ints(numberDivMod),
      lshift: ints(numberLShift),
      rshift: ints(numberRShift),
      and: ints(numberAnd),
      xor: ints(numberXor),
      or: ints(numberOr),
      floordiv: ints(numberFloorDiv),
      truediv: ints(numberTrueDiv),
    }),
    powers(isInt),
    slots({
      __neg__: numberNeg,
      __pos__: unwrap,
      __abs__: numberAbs,
      __invert__: numberInvert,
      __bool__: (self) => unwrap(self) !== 0,
      __int__: unwrap,
      __float__: (self) => new PyFloat(intToDouble(unwrap(self))),
      __index__: unwrap,
      __trunc__: unwrap,
      __floor__: unwrap,
      __ceil__: unwrap,
      __format__: format,
    }),
    {
      __round__: caller(
        "Round to ndigits digits before the decimal point where ndigits is negative; else the int itself.",
        [optional(object("ndigits"), null, "None")],
        (self, digits) => {
          if (digits === null) return unwrap(self);
          const asked = toIndex(digits);
          if (!isPending(asked)) return roundInt(unwrap(self), asked);
          return (function* (): NativeGenerator {
            return roundInt(unwrap(self), (yield asked) as Int);
          })();
        },
      ),
      __getnewargs__: method("", [], (self) => tuple(unwrap(self))),
      __sizeof__: method("Return size of object in memory, in bytes.", [], (self) => {
        // As 64-bit CPython counts: digits of 30 bits.
        return 24 + 4 * Math.max(Math.ceil(bitLength(unwrap(self)) / 30), 1);
      }),
      conjugate: method("Return the number itself.", [], unwrap),
      bit_length: method("Number of bits necessary to represent self in binary.", [], (self) =>
        bitLength(unwrap(self)),
      ),
      bit_count: method(
        "Number of ones in the binary representation of the absolute value of self.",
        [],
        (self) => bitCount(unwrap(self)),
      ),
      to_bytes: method(
        "Return an array of bytes representing the integer.",
        [
          either(optional(index("length"), 1, "1")),
          either(optional(text("byteorder", "'byteorder'"), "big", "'big'")),
          keyword(optional(truth("signed"), false, "False")),
        ],
        (self, length, order, isSigned) => toBytes(unwrap(self), length, order, isSigned),
      ),
      from_bytes: classMethod(
        "Return the integer represented by the given bytes.",
        [
          either(object("bytes")),
          either(optional(text("byteorder", "'byteorder'"), "big", "'big'")),
          keyword(optional(truth("signed"), false, "False")),
        ],
        function* (cls: PyType, source, order, isSigned): NativeGenerator {
          const little = isLittle(order);
          const value = intFromBytes(yield* bytesOf(source), little, isSigned);
          return cls === intType ? value : yield call(cls, value);
        },
      ),
      as_integer_ratio: method(
        "Return a pair of integers, whose ratio is equal to the original int.",
        [],
        (self) => tuple(unwrap(self), 1),
      ),
      is_integer: method("Return True: every int is one.", [], () => true),
      real: getter("the real part of a complex number", unwrap),
      imag: getter("the imaginary part of a complex number", () => 0),
      numerator: getter("the numerator of a rational number in lowest terms", unwrap),
      denominator: getter("the denominator of a rational number in lowest terms", () => 1),
    },
  ],
);
