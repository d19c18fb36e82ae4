/** The bytes that instances are pickled as. */
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { isStr, pointsOf } from "../../objects/str.ts";
import type { Clock } from "./layouts.ts";
import type { Day } from "./making.ts";

/** The pickled state that a constructor was given, if it was; `at` is the byte that tells, which is below `limit`. */
export function stateOf(
  value: Value | undefined,
  size: number,
  at: number,
  isSane: (byte: number) => boolean,
  type: string,
): Uint8Array | null {
  if (value instanceof PyBytes)
    return value.bytes.length === size && isSane(value.bytes[at] as number) ? value.bytes : null;
  if (value === undefined || !isStr(value)) return null;
  const points = pointsOf(value);
  if (points.length !== size || !isSane(points[at] as number)) return null;
  if (points.some((point) => point > 255))
    raise(
      E.ValueError,
      `Failed to encode latin1 string when unpickling a ${type} object. pickle.load(data, encoding='latin1') is assumed.`,
    );
  return Uint8Array.from(points);
}

export const isMonth = (byte: number): boolean => byte >= 1 && byte <= 12;

export function dateBytes({ year, month, day }: Day): number[] {
  return [year >> 8, year & 255, month, day];
}

export function clockBytes({ hour, minute, second, microsecond }: Clock): number[] {
  return [hour, minute, second, microsecond >> 16, (microsecond >> 8) & 255, microsecond & 255];
}

export function clockOf(bytes: Uint8Array, at: number): Omit<Clock, "tzinfo" | "fold"> {
  const byte = (i: number): number => bytes[at + i] as number;
  return {
    hour: byte(0),
    minute: byte(1),
    second: byte(2),
    microsecond: (byte(3) << 16) | (byte(4) << 8) | byte(5),
  };
}

export function dayOf(bytes: Uint8Array): Day {
  const [high = 0, low = 0, month = 0, day = 0] = bytes;
  return { year: (high << 8) | low, month, day };
}

export function pack(bytes: readonly number[]): PyBytes {
  return new PyBytes(Uint8Array.from(bytes));
}
