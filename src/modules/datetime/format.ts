/** `strftime` and `__format__` of the three types. */
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { strOf } from "../../objects/protocols/text.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../../objects/requests.ts";
import { fromJs, isStr, textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { formatStructTime } from "../time.ts";
import type { PyDate, PyTime, Zone } from "./layouts.ts";
import { callMethod, nameForFormat, offsetSuffix, settled } from "./zones.ts";

/** `__format__`: by `strftime`, or as `str` where the format is empty. */
export function* formatBy(self: PyDate | PyTime, format: Value): NativeGenerator {
  if (!isStr(format))
    raise(
      E.TypeError,
      `__format__() argument 1 must be str, not ${format === null ? "None" : typeName(format)}`,
    );
  if (textOf(format) === "") return (yield* settled<NativeResult>(strOf(self))) as Value;
  return (yield* settled(callMethod(self, "strftime", format))) as Value;
}

/** What a format's own directives need of an object. */
export interface Moment {
  readonly zone: Zone;
  /** What its zone is asked about. */
  readonly of: Value;
  readonly microsecond: number;
  /** Makes the nine fields that the rest is formatted from. */
  readonly timetuple: () => NativeResult;
}

/** The directives that begin with a year, with the width of what they stand for. */
const YEARS: ReadonlyMap<string, number> = new Map([
  ["Y", 4],
  ["G", 4],
  ["F", 10],
]);

/** Carries out `%f`, `%z`, `%:z` and `%Z`, of which C's `strftime` knows too little, and leaves the rest to that. */
export function* formatMoment(format: string, moment: Moment): NativeGenerator {
  const { zone, of, microsecond } = moment;
  const asked = moment.timetuple();
  const tuple = (isPending(asked) ? yield asked : asked) as Value;
  let out = "";
  for (let i = 0; i < format.length; i++) {
    if (format[i] !== "%") {
      out += format[i];
      continue;
    }
    const directive = format[i + 1] ?? "";
    if (directive === "z") out += yield* settled(offsetSuffix(zone, of, ""));
    else if (directive === ":" && format[i + 2] === "z") {
      out += yield* settled(offsetSuffix(zone, of, ":"));
      i++;
    } else if (directive === "Z") {
      const name = yield* settled(nameForFormat(zone, of));
      out += textOf(name as Value) as string;
    } else if (directive === "f") out += String(microsecond).padStart(6, "0");
    else if (YEARS.has(directive)) {
      // Years have four digits here, whatever C says.
      const text = formatStructTime(`%${directive}`, tuple);
      out += text.padStart(YEARS.get(directive) as number, "0");
    } else out += `%${directive}`;
    i++;
  }
  return fromJs(formatStructTime(out, tuple));
}
