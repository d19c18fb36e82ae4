/** The module _datetime, below Python's datetime. https://docs.python.org/3/library/datetime.html */
import { address } from "../../objects/builtins/replies.ts";
import { defineModule, members } from "../../objects/define.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { layout, PyObject } from "../../objects/object.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { MAX_YEAR, MIN_YEAR } from "./calendar.ts";
import { dateMembers } from "./date.ts";
import { datetimeMembers } from "./datetime.ts";
import { isoCalendarMembers, isoCalendarType } from "./iso-calendar.ts";
import {
  dateType,
  datetimeType,
  timedeltaType,
  timeType,
  timezoneType,
  tzinfoType,
  UTC,
} from "./layouts.ts";
import { timeMembers } from "./time.ts";
import { timedeltaMembers } from "./timedelta.ts";
import { timezoneMembers, tzinfoMembers } from "./tzinfo.ts";

/** What C code finds the module's functions by; there is none here. */
const capsuleType = new PyType("PyCapsule", [objectType]);
capsuleType.isBase = false;
class Capsule extends PyObject {}
layout(Capsule, capsuleType);
const capsuleMembers = members<Capsule>(({ slots }) => [
  slots({
    __repr__: (self) => `<capsule object "datetime.datetime_CAPI" at ${address(identityOf(self))}>`,
  }),
]);

export const datetimeTypes = [
  [capsuleType, capsuleMembers],
  [timedeltaType, timedeltaMembers],
  [tzinfoType, tzinfoMembers],
  [timezoneType, timezoneMembers],
  [dateType, dateMembers],
  [timeType, timeMembers],
  [datetimeType, datetimeMembers],
  [isoCalendarType, isoCalendarMembers],
] as const;

export const datetimeModule = defineModule(
  "_datetime",
  "Fast implementation of the datetime module.",
  ({ constant }) => ({
    timedelta: constant(timedeltaType),
    date: constant(dateType),
    tzinfo: constant(tzinfoType),
    time: constant(timeType),
    datetime: constant(datetimeType),
    timezone: constant(timezoneType),
    UTC: constant(UTC),
    MINYEAR: constant(MIN_YEAR),
    MAXYEAR: constant(MAX_YEAR),
    datetime_CAPI: constant(new Capsule()),
  }),
);
