/** The tuple that `isocalendar` answers. */
import { instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { layout } from "../../objects/object.ts";
import { either, object } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { tupleType, typeName } from "../../objects/types.ts";
import { readInts } from "../named-arguments.ts";
import type { IsoDate } from "./calendar.ts";

export const isoCalendarType = new PyType("datetime.IsoCalendarDate", [tupleType]);
class IsoCalendar extends PyTuple {}
layout(IsoCalendar, isoCalendarType);

export function isoCalendar({ year, week, weekday }: IsoDate): PyTuple {
  return new IsoCalendar([year, week, weekday]);
}

const FIELDS = ["year", "week", "weekday"] as const;

export const isoCalendarMembers = members<IsoCalendar>(
  ({ method, getter, slots, staticMethod }) => [
    {
      __new__: staticMethod(
        "The result of date.isocalendar() or datetime.isocalendar()",
        [object("cls"), ...FIELDS.map((name) => either(object(name)))],
        function* (cls, ...given): NativeGenerator {
          return instanceOf(cls, new IsoCalendar(yield* readInts(given, [])));
        },
      ),
    },
    slots({
      __repr__: (self) =>
        `${typeName(self)}(${FIELDS.map((name, i) => `${name}=${self.items[i]}`).join(", ")})`,
    }),
    Object.fromEntries(
      FIELDS.map((name, i) => [name, getter("", (self) => self.items[i] as number)]),
    ),
    {
      __reduce__: method("", [], (self) => tuple(tupleType, tuple(new PyTuple(self.items)))),
    },
  ],
);
