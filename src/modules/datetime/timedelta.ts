/** datetime.timedelta. https://docs.python.org/3/library/datetime.html#timedelta-objects */
import { member } from "../../objects/builtins/common.ts";
import { integerRatio } from "../../objects/builtins/float.ts";
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { intValue, normalize } from "../../objects/int.ts";
import { hashText } from "../../objects/numbers/hash.ts";
import {
  divideNearest,
  divisionByZero,
  floorDivInts,
  trueDivInts,
} from "../../objects/numbers/ints.ts";
import type { Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { callSpecial } from "../../objects/protocols/slot.ts";
import { after, type Keywords, type NativeResult } from "../../objects/requests.ts";
import { NotImplemented, PyTuple, tuple } from "../../objects/sequences.ts";
import { floatType, typeName } from "../../objects/types.ts";
import { matchNames, type Signature } from "../named-arguments.ts";
import { comparisonSlots } from "./comparisons.ts";
import {
  compareDeltas,
  newDelta,
  normalDelta,
  PyTimeDelta,
  subtractDeltas,
  timedeltaType,
} from "./layouts.ts";

const US_PER_SECOND = 1_000_000n;
const US_PER_DAY = 86_400_000_000n;

/** All of it, in microseconds. */
export function microsecondsOf({ days, seconds, microseconds }: PyTimeDelta): bigint {
  return BigInt(days) * US_PER_DAY + BigInt(seconds) * US_PER_SECOND + BigInt(microseconds);
}

export function fromMicroseconds(total: bigint): PyTimeDelta {
  let days = total / US_PER_DAY;
  let rest = total % US_PER_DAY;
  if (rest < 0n) {
    rest += US_PER_DAY;
    days -= 1n;
  }
  if (BigInt.asIntN(32, days) !== days)
    raise(E.OverflowError, "Python int too large to convert to C int");
  return newDelta(Number(days), Number(rest / US_PER_SECOND), Number(rest % US_PER_SECOND));
}

const SIGNATURE: Signature = {
  fn: "__new__()",
  names: ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"],
  min: 0,
  positional: 7,
};

/** The units, from the smallest, each with its place among the parameters. */
const UNITS: readonly (readonly [index: number, microseconds: number])[] = [
  [2, 1],
  [3, 1e3],
  [1, 1e6],
  [4, 60e6],
  [5, 3600e6],
  [0, 86400e6],
  [6, 7 * 86400e6],
];

/** Rounds halves away from zero, as C's `round` does. */
function roundAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

function wholePart(value: number): bigint {
  if (Number.isNaN(value)) raise(E.ValueError, "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) raise(E.OverflowError, "cannot convert float infinity to integer");
  return BigInt(Math.trunc(value));
}

function newTimeDelta(cls: Value, args: Value[], given: Keywords): Value {
  const type = checkClass(cls, timedeltaType);
  const values = matchNames(SIGNATURE, args, given);
  let total = 0n;
  // What a double leaves below a microsecond adds up apart.
  let leftover = 0;
  for (const [i, factor] of UNITS) {
    const value = values[i];
    if (value === undefined) continue;
    const int = intValue(value);
    if (int !== undefined) total += BigInt(int) * BigInt(factor);
    else if (value instanceof PyFloat) {
      const whole = wholePart(value.value);
      total += whole * BigInt(factor);
      const fraction = value.value - Math.trunc(value.value);
      if (fraction === 0) continue;
      const scaled = fraction * factor;
      total += wholePart(scaled);
      leftover += scaled - Math.trunc(scaled);
    } else
      raise(
        E.TypeError,
        `unsupported type for timedelta ${SIGNATURE.names[i]} component: ${typeName(value)}`,
      );
  }
  if (leftover !== 0) {
    let rounded = roundAway(leftover);
    if (Math.abs(rounded - leftover) === 0.5) {
      const odd = Number(total & 1n);
      rounded = 2 * roundAway((leftover + odd) * 0.5) - odd;
    }
    total += BigInt(rounded);
  }
  return instanceOf(type, fromMicroseconds(total));
}

/** `float.as_integer_ratio()`, which a class derived from float may have overridden. */
function ratioOf(value: PyFloat): NativeResult {
  if (value.shape.type === floatType) return integerRatio(value.value);
  return after(callSpecial(value, "as_integer_ratio", []), (answer) => {
    if (!(answer instanceof PyTuple))
      raise(
        E.TypeError,
        `unexpected return type from as_integer_ratio(): expected tuple, got '${typeName(answer)}'`,
      );
    if (answer.items.length !== 2) raise(E.ValueError, "as_integer_ratio() must return a 2-tuple");
    return answer;
  });
}

/** A timedelta times (or by) a float, rounded to the nearest microsecond, halves to even. */
function scaleByFloat(delta: PyTimeDelta, value: PyFloat, isDivision: boolean): NativeResult {
  return after(ratioOf(value), (ratio) => {
    const [n, d] = (ratio as PyTuple).items.map((item) => {
      const int = intValue(item);
      if (int === undefined)
        raise(E.TypeError, `unsupported operand type(s) for *: 'int' and '${typeName(item)}'`);
      return BigInt(int);
    }) as [bigint, bigint];
    return fromMicroseconds(
      isDivision
        ? roundedQuotient(microsecondsOf(delta) * d, n)
        : roundedQuotient(microsecondsOf(delta) * n, d),
    );
  });
}

function roundedQuotient(a: bigint, b: bigint): bigint {
  if (b === 0n) divisionByZero();
  return b < 0n ? divideNearest(-a, -b) : divideNearest(a, b);
}

function multiply(left: Value, right: Value): NativeResult {
  const [delta, factor] = left instanceof PyTimeDelta ? [left, right] : [right, left];
  if (!(delta instanceof PyTimeDelta)) return NotImplemented;
  const int = intValue(factor);
  if (int !== undefined) return fromMicroseconds(microsecondsOf(delta) * BigInt(int));
  return factor instanceof PyFloat ? scaleByFloat(delta, factor, false) : NotImplemented;
}

function trueDivide(left: Value, right: Value): NativeResult {
  if (!(left instanceof PyTimeDelta)) return NotImplemented;
  const total = microsecondsOf(left);
  if (right instanceof PyTimeDelta)
    return new PyFloat(trueDivInts(normalize(total), normalize(microsecondsOf(right))));
  const int = intValue(right);
  if (int !== undefined) return fromMicroseconds(roundedQuotient(total, BigInt(int)));
  return right instanceof PyFloat ? scaleByFloat(left, right, true) : NotImplemented;
}

function floorDivide(left: Value, right: Value): NativeResult {
  if (!(left instanceof PyTimeDelta)) return NotImplemented;
  const total = normalize(microsecondsOf(left));
  if (right instanceof PyTimeDelta) return floorDivInts(total, normalize(microsecondsOf(right)));
  const int = intValue(right);
  return int === undefined ? NotImplemented : fromMicroseconds(BigInt(floorDivInts(total, int)));
}

function divideWithRest(left: Value, right: Value): readonly [Value, PyTimeDelta] | undefined {
  if (!(left instanceof PyTimeDelta && right instanceof PyTimeDelta)) return undefined;
  const a = microsecondsOf(left);
  const b = microsecondsOf(right);
  const quotient = floorDivInts(normalize(a), normalize(b));
  return [quotient, fromMicroseconds(a - BigInt(quotient) * b)];
}

function negate({ days, seconds, microseconds }: PyTimeDelta): PyTimeDelta {
  return normalDelta(-days, -seconds, -microseconds);
}

function exact(self: PyTimeDelta): PyTimeDelta {
  return self.shape.type === timedeltaType
    ? self
    : newDelta(self.days, self.seconds, self.microseconds);
}

function deltaRepr(self: PyTimeDelta): string {
  const parts = [
    ["days", self.days],
    ["seconds", self.seconds],
    ["microseconds", self.microseconds],
  ].filter(([, value]) => value !== 0);
  const text = parts.map(([name, value]) => `${name}=${value}`).join(", ");
  return `${typeName(self)}(${text === "" ? "0" : text})`;
}

const two = (n: number): string => String(n).padStart(2, "0");

function deltaText({ days, seconds, microseconds }: PyTimeDelta): string {
  const minutes = Math.floor(seconds / 60);
  const before = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
  const behind = microseconds === 0 ? "" : `.${String(microseconds).padStart(6, "0")}`;
  return `${before}${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}${behind}`;
}

export const timedeltaMembers = members<PyTimeDelta>(
  ({ method, slots, operators, staticMethod, constant }) => [
    {
      __new__: staticMethod(
        "Difference between two datetime values.",
        [object("cls"), rest("args"), keywords("kwargs")],
        newTimeDelta,
      ),
    },
    slots({
      __repr__: deltaRepr,
      __str__: deltaText,
      __hash__: (self) => hashText(self.hashKey() as string),
      ...comparisonSlots<PyTimeDelta>((self, other) =>
        other instanceof PyTimeDelta ? compareDeltas(self, other) : undefined,
      ),
    }),
    operators({
      add: (left, right) =>
        left instanceof PyTimeDelta && right instanceof PyTimeDelta
          ? normalDelta(
              left.days + right.days,
              left.seconds + right.seconds,
              left.microseconds + right.microseconds,
            )
          : NotImplemented,
      sub: (left, right) =>
        left instanceof PyTimeDelta && right instanceof PyTimeDelta
          ? subtractDeltas(left, right)
          : NotImplemented,
      mul: multiply,
      truediv: trueDivide,
      floordiv: floorDivide,
      mod: (left, right) => divideWithRest(left, right)?.[1] ?? NotImplemented,
      divmod: (left, right) => {
        const both = divideWithRest(left, right);
        return both === undefined ? NotImplemented : tuple(...both);
      },
    }),
    slots({
      __neg__: negate,
      __pos__: exact,
      __abs__: (self) => (self.days < 0 ? negate(self) : exact(self)),
      __bool__: (self) => self.days !== 0 || self.seconds !== 0 || self.microseconds !== 0,
    }),
    {
      total_seconds: method(
        "Total seconds in the duration.",
        [],
        (self) => new PyFloat(trueDivInts(normalize(microsecondsOf(self)), 1_000_000)),
      ),
      __reduce__: method("__reduce__() -> (cls, state)", [], (self) =>
        tuple(self.shape.type, tuple(self.days, self.seconds, self.microseconds)),
      ),
      days: member<PyTimeDelta>((self) => self.days),
      seconds: member<PyTimeDelta>((self) => self.seconds),
      microseconds: member<PyTimeDelta>((self) => self.microseconds),
      min: constant(newDelta(-999999999, 0, 0)),
      max: constant(newDelta(999999999, 86399, 999999)),
      resolution: constant(newDelta(0, 0, 1)),
    },
  ],
);
