/** Dates and times as text, in the C locale. https://docs.python.org/3/library/time.html#time.strftime */

export interface TimeFields {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Monday is 0. */
  readonly weekday: number;
  /** From 1. */
  readonly yearDay: number;
  readonly isDst: number;
  readonly zone: string;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const pad = (n: number, width = 2, fill = "0"): string => String(n).padStart(width, fill);
const nameIn = (list: readonly string[], i: number): string => list[i] ?? "?";
const sunday = (weekday: number): number => (weekday + 1) % 7;

/** `Sun Jun 20 23:21:05 1993` */
export function dateText(fields: TimeFields): string {
  return formatTime("%a %b %e %H:%M:%S ", fields) + fields.year;
}

/** Carries out the directives of a format; an unknown one stays as it is. */
export function formatTime(format: string, fields: TimeFields): string {
  let out = "";
  for (let i = 0; i < format.length; i++) {
    const char = format[i] as string;
    const directive = DIRECTIVES.get(char === "%" ? (format[i + 1] ?? "") : "");
    if (directive === undefined) out += char;
    else {
      out += directive(fields);
      i++;
    }
  }
  return out;
}

/** A directive that stands for others. */
const composed = (format: string) => (fields: TimeFields) => formatTime(format, fields);

const DIRECTIVES: ReadonlyMap<string, (fields: TimeFields) => string> = new Map([
  ["Y", ({ year }) => String(year)],
  ["y", ({ year }) => pad(((year % 100) + 100) % 100)],
  ["C", ({ year }) => pad(Math.floor(year / 100))],
  ["m", ({ month }) => pad(month)],
  ["d", ({ day }) => pad(day)],
  ["e", ({ day }) => pad(day, 2, " ")],
  ["H", ({ hour }) => pad(hour)],
  ["k", ({ hour }) => pad(hour, 2, " ")],
  ["I", ({ hour }) => pad(hour % 12 === 0 ? 12 : hour % 12)],
  ["l", ({ hour }) => pad(hour % 12 === 0 ? 12 : hour % 12, 2, " ")],
  ["M", ({ minute }) => pad(minute)],
  ["S", ({ second }) => pad(second)],
  ["p", ({ hour }) => (hour < 12 ? "AM" : "PM")],
  ["P", ({ hour }) => (hour < 12 ? "am" : "pm")],
  ["A", ({ weekday }) => nameIn(DAYS, weekday)],
  ["a", ({ weekday }) => nameIn(DAYS, weekday).slice(0, 3)],
  ["B", ({ month }) => nameIn(MONTHS, month - 1)],
  ["b", ({ month }) => nameIn(MONTHS, month - 1).slice(0, 3)],
  ["h", ({ month }) => nameIn(MONTHS, month - 1).slice(0, 3)],
  ["j", ({ yearDay }) => pad(yearDay, 3)],
  ["w", ({ weekday }) => String(sunday(weekday))],
  ["u", ({ weekday }) => String(weekday + 1)],
  ["U", ({ weekday, yearDay }) => pad(Math.floor((yearDay + 6 - sunday(weekday)) / 7))],
  ["W", ({ weekday, yearDay }) => pad(Math.floor((yearDay + 6 - weekday) / 7))],
  ["G", (fields) => String(isoWeek(fields).year)],
  ["g", (fields) => pad(isoWeek(fields).year % 100)],
  ["V", (fields) => pad(isoWeek(fields).week)],
  ["Z", ({ zone }) => zone],
  ["z", ({ offset }) => zoneOffset(offset)],
  ["s", (fields) => String(secondsOf(fields))],
  ["n", () => "\n"],
  ["t", () => "\t"],
  ["%", () => "%"],
  ["F", composed("%Y-%m-%d")],
  ["T", composed("%H:%M:%S")],
  ["R", composed("%H:%M")],
  ["r", composed("%I:%M:%S %p")],
  ["D", composed("%m/%d/%y")],
  ["x", composed("%m/%d/%y")],
  ["X", composed("%H:%M:%S")],
  ["c", composed("%a %b %e %H:%M:%S %Y")],
]);

function zoneOffset(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

function secondsOf({ year, month, day, hour, minute, second, offset }: TimeFields): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offset;
}

/** Weeks of ISO 8601 begin on Monday and belong to the year that has their Thursday. */
function isoWeek({ year, weekday, yearDay }: TimeFields): {
  readonly year: number;
  readonly week: number;
} {
  const week = Math.floor((yearDay - weekday + 9) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  return week > weeksIn(year) ? { year: year + 1, week: 1 } : { year, week };
}

/** A year has 53 weeks if it begins or ends on a Thursday. */
function weeksIn(year: number): number {
  const dayOf = (y: number): number =>
    (((y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7) + 7) % 7;
  return dayOf(year) === 4 || dayOf(year - 1) === 3 ? 53 : 52;
}
