/** datetime.tzinfo and datetime.timezone. https://docs.python.org/3/library/datetime.html#tzinfo-objects */
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { notA } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { hashText } from "../../objects/numbers/hash.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import {
  call,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, tuple } from "../../objects/sequences.ts";
import { isStr } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import {
  compareDeltas,
  newDelta,
  PyDateTime,
  PyTimeDelta,
  PyTimezone,
  PyTzInfo,
  subtractDeltas,
  UTC,
  ZERO,
} from "./layouts.ts";
import { addDelta } from "./making.ts";
import {
  callMethod,
  checkRange,
  dstOffset,
  nameOfTimezone,
  type Offset,
  settled,
  utcOffset,
} from "./zones.ts";

/** A datetime whose tzinfo is the one that is asked. */
function ownDateTime(self: PyTzInfo, dt: Value): PyDateTime {
  if (!(dt instanceof PyDateTime)) raise(E.TypeError, "fromutc: argument must be a datetime");
  if (dt.tzinfo !== self) raise(E.ValueError, "fromutc: dt.tzinfo is not self");
  return dt;
}

function* fromUtc(self: PyTzInfo, value: Value): NativeGenerator {
  const dt = ownDateTime(self, value);
  const offset: Offset = yield* settled(utcOffset(self, dt));
  if (offset === null) raise(E.ValueError, "fromutc: non-None utcoffset() result required");
  let dst: Offset = yield* settled(dstOffset(self, dt));
  if (dst === null) raise(E.ValueError, "fromutc: non-None dst() result required");
  let result = yield* settled<NativeResult>(addDelta(dt, subtractDeltas(offset, dst), 1));
  dst = yield* settled(dstOffset(self, result as Value));
  if (dst === null)
    raise(E.ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert");
  if (compareDeltas(dst, ZERO) !== 0)
    result = yield* settled<NativeResult>(addDelta(result as PyDateTime, dst, 1));
  return result as Value;
}

export const tzinfoMembers = members<PyTzInfo>(({ method, caller, staticMethod }) => {
  const required = (name: string, doc: string) => ({
    [name]: method(doc, [object("object")], () =>
      raise(E.NotImplementedError, `a tzinfo subclass must implement ${name}()`),
    ),
  });
  return [
    {
      __new__: staticMethod(
        "Abstract base class for time zone info objects.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyTzInfo()),
      ),
    },
    required("tzname", "datetime -> string name of time zone."),
    required(
      "utcoffset",
      "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC",
    ),
    required("dst", "datetime -> DST offset as timedelta positive east of UTC."),
    {
      fromutc: caller("datetime in UTC -> datetime in local time.", [object("object")], fromUtc),
      __reduce__: caller("-> (cls, state)", [], function* (self): NativeGenerator {
        const initial = yield* attribute(self, "__getinitargs__");
        const args = initial === undefined ? tuple() : ((yield call(initial)) as Value);
        const state = yield* settled(callMethod(self, "__getstate__"));
        return tuple(self.shape.type, args, state as Value);
      }),
    },
  ];
});

/** The argument of a timezone's methods, which make no use of it. */
function checkMoment(dt: Value, name: string): void {
  if (dt === null || dt instanceof PyDateTime) return;
  raise(
    E.TypeError,
    `${name}(dt) argument must be a datetime instance or None, not ${typeName(dt)}`,
  );
}

/** A timezone of this offset, of which there is one alone for UTC. */
export function timezone(offset: PyTimeDelta, label?: Value): PyTimezone | Pending {
  if (label === undefined && compareDeltas(offset, ZERO) === 0) return UTC;
  return checkRange(offset, new PyTimezone(offset, label));
}

export const timezoneMembers = members<PyTimezone>(
  ({ method, caller, slots, staticMethod, constant }) => [
    {
      __new__: staticMethod(
        "Fixed offset from UTC implementation of tzinfo.",
        [
          object("cls"),
          either(object("offset")),
          either(optional(object("name"), undefined, "<unrepresentable>")),
        ],
        (_cls, offset, name) => {
          if (!(offset instanceof PyTimeDelta))
            return notA("datetime.timedelta", offset, "timezone", 1);
          if (name !== undefined && !isStr(name)) return notA("str", name, "timezone", 2);
          return timezone(offset, name);
        },
      ),
    },
    slots({
      __repr__: (self) => {
        if (self === UTC) return "datetime.timezone.utc";
        const start = `${typeName(self)}(`;
        return self.label === undefined
          ? describe(start, { r: self.offset }, ")")
          : describe(start, { r: self.offset }, ", ", { r: self.label }, ")");
      },
      __str__: nameOfTimezone,
      __hash__: ({ offset }) => hashText(offset.hashKey() as string),
      __eq__: (self, other) =>
        other instanceof PyTimezone
          ? compareDeltas(self.offset, other.offset) === 0
          : NotImplemented,
      __ne__: (self, other) =>
        other instanceof PyTimezone
          ? compareDeltas(self.offset, other.offset) !== 0
          : NotImplemented,
      __lt__: () => NotImplemented,
      __le__: () => NotImplemented,
      __gt__: () => NotImplemented,
      __ge__: () => NotImplemented,
    }),
    {
      tzname: method(
        "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.",
        [object("object")],
        (self, dt) => {
          checkMoment(dt, "tzname");
          return nameOfTimezone(self);
        },
      ),
      utcoffset: method("Return fixed offset.", [object("object")], (self, dt) => {
        checkMoment(dt, "utcoffset");
        return self.offset;
      }),
      dst: method("Return None.", [object("object")], (_self, dt) => {
        checkMoment(dt, "dst");
        return null;
      }),
      fromutc: caller(
        "datetime in UTC -> datetime in local time.",
        [object("object")],
        (self, dt) => addDelta(ownDateTime(self, dt), self.offset, 1),
      ),
      __getinitargs__: method("pickle support", [], ({ offset, label }) =>
        label === undefined ? tuple(offset) : tuple(offset, label),
      ),
      utc: constant(UTC),
      min: constant(new PyTimezone(newDelta(-1, 60, 0), undefined)),
      max: constant(new PyTimezone(newDelta(0, 86340, 0), undefined)),
    },
  ],
);
