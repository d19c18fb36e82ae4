/** The methods of decimal.Decimal. https://docs.python.org/3/library/decimal.html#decimal-objects */
import { member } from "../../objects/builtins/common.ts";
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { fitIndex, notA } from "../../objects/conversions.ts";
import { type Entries, type Entry, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyComplex, PyFloat } from "../../objects/float.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { type Int, intValue, normalize } from "../../objects/int.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { NotImplemented, PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { EQ, NE } from "../../objects/slots.ts";
import { fromJs, isStr, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { strType } from "../../objects/types.ts";
import { eachComparison, holdsFor } from "../datetime/comparisons.ts";
import * as arithmetic from "./arithmetic.ts";
import { order } from "./comparing.ts";
import { contextOr, decimalContext, type PyContext } from "./context.ts";
import {
  type Comparable,
  comparable,
  digitTuple,
  fromDouble,
  fromInt,
  fromTuple,
  integerRatio,
  notSupported,
  operand,
  operandOf,
  scaled,
  toDouble,
  toInt,
} from "./conversion.ts";
import { decimalTuple } from "./decimal-tuple.ts";
import { formatDecimal } from "./format.ts";
import { copyOf, decimalType, finite, Kind, PyDecimal, zero } from "./number.ts";
import { BINARY, LONG, PLAIN, runLong, UNARY } from "./operations.ts";
import { power, powerModulo } from "./power.ts";
import { quantize, toIntegral } from "./quanta.ts";
import { Flag, isRounding, type Rounding, type Settings } from "./settings.ts";
import { decimalText, exactFromText } from "./text.ts";

/** What `Decimal(value)` makes of a value. */
export function exactly(value: Value, context: PyContext): PyDecimal {
  if (value instanceof PyDecimal) return value;
  const int = intValue(value);
  if (int !== undefined) return fromInt(int);
  if (isStr(value)) return context.end(exactFromText(textOf(value) as string, context.begin()));
  if (value instanceof PyTuple || value instanceof PyList) return fromTuple(value, context);
  if (value instanceof PyFloat) {
    context.note(Flag.floatOperation);
    return fromDouble(value.value);
  }
  return notSupported(value);
}

function newDecimal(cls: Value, value: Value, given: Value): Value {
  const type = checkClass(cls, decimalType);
  const context = contextOr(given);
  if (type === decimalType && value instanceof PyDecimal && value.shape.type === type) return value;
  const exact = exactly(value, context);
  return instanceOf(type, exact instanceof PyDecimal && exact === value ? copyOf(exact) : exact);
}

/** A binary operator of the current context. */
function operator(
  run: (a: PyDecimal, b: PyDecimal, env: Settings) => Value,
): (left: Value, right: Value) => NativeResult {
  return (left, right) => {
    const a = operand(left);
    const b = operand(right);
    if (a === undefined || b === undefined) return NotImplemented;
    const context = decimalContext();
    return context.end(run(a, b, context.begin()));
  };
}

/** Compares with any number. */
const compare =
  (op: number) =>
  (self: PyDecimal, value: Value): NativeResult => {
    const isEquality = op === EQ || op === NE;
    const context = decimalContext();
    const found = comparable(value, isEquality, context);
    const decide = (other: Comparable): Value => {
      if (other === undefined) return NotImplemented;
      const [b, factor] = other;
      if (self.isNan || b.isNan) {
        const isSignaling = self.kind === Kind.signaling || b.kind === Kind.signaling;
        if (isSignaling || !isEquality) context.note(Flag.invalidOperation);
        return op === NE;
      }
      return holdsFor(op, order(factor === null ? self : scaled(self, factor), b));
    };
    if (found === undefined || Array.isArray(found)) return decide(found as Comparable);
    return (function* (): NativeGenerator {
      return decide((yield found as never) as unknown as Comparable);
    })();
  };

const MODULUS = (1n << 61n) - 1n;
const TENTH = 2075258708292324556n;

function modularPower(base: bigint, exponent: number): bigint {
  let result = 1n;
  let square = base;
  for (let n = exponent; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

/** Equal numbers of any type have the same hash. */
function hashDecimal(self: PyDecimal): Int {
  if (self.kind === Kind.signaling) raise(E.TypeError, "Cannot hash a signaling NaN value");
  if (self.kind === Kind.quiet) return identityOf(self);
  if (self.kind === Kind.infinite) return self.isNegative ? -314159 : 314159;
  const { exponent } = self;
  const scale = modularPower(exponent < 0 ? TENTH : 10n, Math.abs(exponent));
  const hash = (self.coefficient * scale) % MODULUS;
  const signed = self.isNegative ? -hash : hash;
  return signed === -1n ? -2 : normalize(signed);
}

const ROUNDING_ERROR =
  "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";

export function roundingOf(value: Value): Rounding {
  const name = textOf(value);
  if (!isRounding(name)) raise(E.TypeError, ROUNDING_ERROR);
  return name;
}

const contextParam = either(optional(object("context"), null, "None"));
const roundingParam = either(optional(object("rounding"), null, "None"));
const otherParam = either(object("other"));

/** The methods that derive from the tables. */
function derived({ method, caller }: TypeBuilder<PyDecimal>): Entries {
  const out: { [name: string]: Entry } = {};
  for (const [name, [doc, run]] of Object.entries(LONG))
    out[name] = caller(doc, [contextParam], (self, given) =>
      runLong(contextOr(given), (env) => run(self, env)),
    );
  for (const [name, [doc, run]] of Object.entries(UNARY))
    out[name] = method(doc, [contextParam], (self, given) => {
      const context = contextOr(given);
      return context.end(run(self, context.begin(), context));
    });
  for (const [name, [doc, run]] of Object.entries(PLAIN))
    out[name] = method(doc, [], (self) => run(self));
  for (const [name, [doc, run]] of Object.entries(BINARY))
    out[name] = method(doc, [otherParam, contextParam], (self, value, given) => {
      const context = contextOr(given);
      const other = operandOf(value);
      return context.end(run(self, other, context.begin(), context));
    });
  return out;
}

function integral(isExact: boolean) {
  return (self: PyDecimal, rounding: Value, given: Value): Value => {
    const context = contextOr(given);
    const how = rounding === null ? context.env.rounding : roundingOf(rounding);
    return context.end(toIntegral(self, how, isExact, context.begin()));
  };
}

function rounded(self: PyDecimal, digits: Value | undefined): Value {
  if (digits === undefined || digits === null) return toInt(self, "ROUND_HALF_EVEN");
  const int = intValue(digits);
  if (int === undefined) raise(E.TypeError, "optional arg must be an integer");
  if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
    raise(E.OverflowError, "Python int too large to convert to C ssize_t");
  const context = decimalContext();
  return context.end(quantize(self, finite(false, 1n, -fitIndex(int)), context.begin()));
}

function* raised(base: Value, exponent: Value, modulus: Value): NativeGenerator {
  const a = operand(base);
  const b = operand(exponent);
  if (a === undefined || b === undefined) return NotImplemented;
  const context = decimalContext();
  if (modulus === null || modulus === undefined)
    return yield* runLong(context, (env) => power(a, b, env));
  const m = operand(modulus);
  if (m === undefined) return NotImplemented;
  return context.end(powerModulo(a, b, m, context.begin()));
}

/** `__pow__` and `__rpow__`, which take a third operand. */
function powers(): Entries {
  const params = [object("value"), optional(object("mod"), null, "None")];
  const entry = (
    run: (self: Value, other: Value, mod: Value) => NativeResult,
    doc: string,
  ): Entry => {
    return (name, owner) => new PyNative(name, "slot", owner, params, run, doc, false);
  };
  return {
    __pow__: entry(raised, "Return pow(self, value, mod)."),
    __rpow__: entry((self, base, mod) => raised(base, self, mod), "Return pow(value, self, mod)."),
  };
}

function signOf(self: PyDecimal): Value {
  return self.kind === Kind.infinite
    ? "F"
    : self.kind === Kind.quiet
      ? "n"
      : self.kind === Kind.signaling
        ? "N"
        : self.exponent;
}

export const decimalMembers = members<PyDecimal>((builder) => {
  const { method, caller, classMethod, staticMethod, slots, operators } = builder;
  const unary = (run: (a: PyDecimal, env: Settings) => PyDecimal) => (self: PyDecimal) => {
    const context = decimalContext();
    return context.end(run(self, context.begin()));
  };
  return [
    {
      __new__: staticMethod(
        "Construct a new Decimal object.",
        [
          object("cls"),
          either(optional(object("value"), "0", "'0'")),
          either(optional(object("context"), null, "None")),
        ],
        newDecimal,
      ),
    },
    slots({
      __repr__: (self) => `Decimal('${decimalText(self, false, decimalContext().capitals === 1)}')`,
      __str__: (self) => decimalText(self, false, decimalContext().capitals === 1),
      __hash__: hashDecimal,
      ...eachComparison(compare),
    }),
    operators({
      add: operator(arithmetic.add),
      sub: operator(arithmetic.subtract),
      mul: operator(arithmetic.multiply),
      truediv: operator(arithmetic.divide),
      floordiv: operator(arithmetic.divideInt),
      mod: operator(arithmetic.remainder),
      divmod: operator((a, b, env) => tuple(...arithmetic.divideWithRest(a, b, env))),
    }),
    powers(),
    slots({
      __neg__: unary(arithmetic.minus),
      __pos__: unary(arithmetic.plus),
      __abs__: unary(arithmetic.absolute),
      __bool__: (self) => !self.isZero,
      __int__: (self) => toInt(self, "ROUND_DOWN"),
      __float__: (self) => new PyFloat(toDouble(self)),
      __trunc__: (self) => toInt(self, "ROUND_DOWN"),
      __floor__: (self) => toInt(self, "ROUND_FLOOR"),
      __ceil__: (self) => toInt(self, "ROUND_CEILING"),
      __complex__: (self) => new PyComplex(toDouble(self), 0),
      __format__: (self, spec) => {
        const text = textOf(spec);
        if (text === undefined) return notA("str", spec, "__format__");
        const { env, capitals } = decimalContext();
        return fromJs(formatDecimal(self, text, env.rounding, capitals === 1));
      },
    }),
    derived(builder),
    {
      to_integral: method(
        "Round to the nearest integer without signaling Inexact or Rounded.",
        [roundingParam, contextParam],
        integral(false),
      ),
      to_integral_exact: method(
        "Round to the nearest integer, signaling Inexact or Rounded as appropriate.",
        [roundingParam, contextParam],
        integral(true),
      ),
      to_integral_value: method(
        "Round to the nearest integer without signaling Inexact or Rounded.",
        [roundingParam, contextParam],
        integral(false),
      ),
      quantize: method(
        "Rounded to the exponent of another.",
        [either(object("exp")), roundingParam, contextParam],
        (self, value, rounding, given) => {
          const context = contextOr(given);
          const other = operandOf(value);
          if (rounding === null) return context.end(quantize(self, other, context.begin()));
          const env = context.env.with(context.env.prec, roundingOf(rounding));
          const result = quantize(self, other, env);
          context.note(env.status);
          return result;
        },
      ),
      fma: method(
        "Fused multiply-add: self*other+third, rounded once.",
        [otherParam, either(object("third")), contextParam],
        (self, second, third, given) => {
          const context = contextOr(given);
          const b = operandOf(second);
          const c = operandOf(third);
          return context.end(arithmetic.fusedMultiplyAdd(self, b, c, context.begin()));
        },
      ),
      is_canonical: method("Is the encoding canonical? Always.", [], () => true),
      adjusted: method("The exponent of the most significant digit.", [], (self) =>
        self.kind === Kind.finite ? self.adjusted : 0,
      ),
      canonical: method("The number itself.", [], (self) => self),
      conjugate: method("The number itself.", [], (self) => self),
      radix: method("Decimal(10).", [], () => finite(false, 10n, 0)),
      from_float: classMethod(
        "A Decimal that is exactly what the float (or int) is.",
        [object("f")],
        (cls: PyType, value) => {
          const int = intValue(value);
          if (int === undefined && !(value instanceof PyFloat))
            raise(E.TypeError, "argument must be int or float");
          const made = int === undefined ? fromDouble((value as PyFloat).value) : fromInt(int);
          return cls === decimalType ? made : call(cls, made);
        },
      ),
      from_number: classMethod(
        "A Decimal that is exactly what the number is.",
        [object("number")],
        (cls: PyType, value) => {
          let made = operand(value);
          if (made === undefined && value instanceof PyFloat) made = fromDouble(value.value);
          if (made === undefined) return notSupported(value);
          if (cls === decimalType) return made.shape.type === cls ? made : copyOf(made);
          return call(cls, made);
        },
      ),
      as_tuple: method("A tuple representation of the number.", [], (self) =>
        decimalTuple(self.isNegative ? 1 : 0, digitTuple(self), signOf(self)),
      ),
      as_integer_ratio: method(
        "A pair of integers whose ratio is exactly the number.",
        [],
        integerRatio,
      ),
      __copy__: method("", [], (self) => self),
      __deepcopy__: method("", [object("object")], (self) => self),
      __reduce__: caller("", [], function* (self): NativeGenerator {
        const text = call(strType, self);
        return tuple(self.shape.type, tuple((isPending(text) ? yield text : text) as Value));
      }),
      __round__: method(
        "Round to the nearest integer, or to so many digits behind the point.",
        [optional(object("ndigits"), undefined, "<unrepresentable>")],
        rounded,
      ),
      __sizeof__: method(
        "Return size of object in memory, in bytes.",
        [],
        (self) => 80 + 8 * Math.max(0, Math.ceil(self.digits / 19) - 4),
      ),
      real: member<PyDecimal>((self) => self),
      imag: member<PyDecimal>(() => zero(false, 0)),
    },
  ];
});
