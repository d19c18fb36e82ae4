/** The proleptic Gregorian calendar, in plain numbers. Days count from 1 January of the year 1, which is day 1. */
import { E, raise } from "../../objects/errors.ts";

export const MIN_YEAR = 1;
export const MAX_YEAR = 9999;
export const MAX_ORDINAL = 3652059;
/** The ordinal of 1 January 1970. */
export const EPOCH_ORDINAL = 719163;
export const SECONDS_A_DAY = 86400;

export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const DAYS_IN_400_YEARS = 146097;
const DAYS_IN_100_YEARS = 36524;
const DAYS_IN_4_YEARS = 1461;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] as number);
}

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** Days of the year before this one, plus one. */
export function dayOfYear(year: number, month: number, day: number): number {
  const leap = month > 2 && isLeap(year) ? 1 : 0;
  return (DAYS_BEFORE_MONTH[month - 1] as number) + leap + day;
}

export function toOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + dayOfYear(year, month, day);
}

export function fromOrdinal(ordinal: number): YearMonthDay {
  let days = ordinal - 1;
  const n400 = Math.floor(days / DAYS_IN_400_YEARS);
  days -= n400 * DAYS_IN_400_YEARS;
  const n100 = Math.floor(days / DAYS_IN_100_YEARS);
  days -= n100 * DAYS_IN_100_YEARS;
  const n4 = Math.floor(days / DAYS_IN_4_YEARS);
  days -= n4 * DAYS_IN_4_YEARS;
  const n1 = Math.floor(days / 365);
  days -= n1 * 365;
  const year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  // The last day of a leap year is one more than the pattern of 365 holds.
  if (n1 === 4 || n100 === 4) return { year: year - 1, month: 12, day: 31 };
  let month = (days + 50) >> 5;
  if (dayOfYear(year, month, 1) > days + 1) month--;
  return { year, month, day: days + 2 - dayOfYear(year, month, 1) };
}

/** Monday is 0. */
export function weekdayOf({ year, month, day }: YearMonthDay): number {
  return (toOrdinal(year, month, day) + 6) % 7;
}

/** The ordinal of the Monday that begins week 1 of the ISO year. */
function isoYearStart(year: number): number {
  const first = toOrdinal(year, 1, 1);
  const weekday = (first + 6) % 7;
  const monday = first - weekday;
  return weekday > 3 ? monday + 7 : monday;
}

export interface IsoDate {
  readonly year: number;
  readonly week: number;
  /** Monday is 1. */
  readonly weekday: number;
}

export function toIso({ year, month, day }: YearMonthDay): IsoDate {
  const today = toOrdinal(year, month, day);
  let isoYear = year;
  let week = Math.floor((today - isoYearStart(year)) / 7);
  if (week < 0) week = Math.floor((today - isoYearStart(--isoYear)) / 7);
  else if (week >= 52 && today >= isoYearStart(year + 1)) {
    isoYear++;
    week = 0;
  }
  return { year: isoYear, week: week + 1, weekday: ((today + 6) % 7) + 1 };
}

/** What is wrong with an ISO date, if anything. */
export function isoProblem({ year, week, weekday }: IsoDate): string | null {
  if (year < MIN_YEAR || year > MAX_YEAR) return yearRange(year);
  if (week < 1 || week > 52) {
    const first = (toOrdinal(year, 1, 1) + 6) % 7;
    const isLong = first === 3 || (first === 2 && isLeap(year));
    if (week !== 53 || !isLong) return `Invalid week: ${week}`;
  }
  if (weekday < 1 || weekday > 7) return `Invalid weekday: ${weekday} (range is [1, 7])`;
  return null;
}

export function fromIso({ year, week, weekday }: IsoDate): YearMonthDay {
  const ordinal = isoYearStart(year) + (week - 1) * 7 + weekday - 1;
  // Week 1 may begin before the first year does.
  return ordinal < 1 ? { year: 0, month: 12, day: 31 + ordinal } : fromOrdinal(ordinal);
}

function yearRange(year: number): string {
  return `year must be in ${MIN_YEAR}..${MAX_YEAR}, not ${year}`;
}

export function checkDate(year: number, month: number, day: number): void {
  if (year < MIN_YEAR || year > MAX_YEAR) raise(E.ValueError, yearRange(year));
  if (month < 1 || month > 12) raise(E.ValueError, `month must be in 1..12, not ${month}`);
  const last = daysInMonth(year, month);
  if (day < 1 || day > last)
    raise(
      E.ValueError,
      `day ${day} must be in range 1..${last} for month ${month} in year ${year}`,
    );
}

export function checkTime(
  hour: number,
  minute: number,
  second: number,
  microsecond: number,
  fold: number,
): void {
  if (hour < 0 || hour > 23) raise(E.ValueError, `hour must be in 0..23, not ${hour}`);
  if (minute < 0 || minute > 59) raise(E.ValueError, `minute must be in 0..59, not ${minute}`);
  if (second < 0 || second > 59) raise(E.ValueError, `second must be in 0..59, not ${second}`);
  if (microsecond < 0 || microsecond > 999999)
    raise(E.ValueError, `microsecond must be in 0..999999, not ${microsecond}`);
  if (fold !== 0 && fold !== 1) raise(E.ValueError, `fold must be either 0 or 1, not ${fold}`);
}
