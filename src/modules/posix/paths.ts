/** The parts of posixpath that C has. */

import { charge } from "../../objects/current.ts";
import { type Entry, functionBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { either, object } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, tuple } from "../../objects/sequences.ts";
import { fromPoints, isStr, pointsOf } from "../../objects/str.ts";
import { fspath } from "../io/paths.ts";

const { caller } = functionBuilder;
const SLASH = 47;
const DOT = 46;

type Units = Uint32Array | Uint8Array;

/** The characters or bytes of a path. */
function unitsOf(value: Value): Units {
  if (isStr(value)) return pointsOf(value);
  if (value instanceof PyBytes) return value.bytes;
  return raise(E.TypeError, "expected str, bytes or os.PathLike object");
}

const again = (units: Units | number[], asBytes: boolean): Value =>
  asBytes ? new PyBytes(Uint8Array.from(units)) : fromPoints(units as Uint32Array);

/** How many slashes a path begins with count: two are kept, three or more are one. */
function rootLength(units: Units): number {
  if (units[0] !== SLASH) return 0;
  return units[1] === SLASH && units[2] !== SLASH ? 2 : 1;
}

/** Without `.`, empty names, and `..` behind a name. */
function normalized(units: Units): number[] {
  charge(units.length >>> 4);
  const root = rootLength(units);
  const out: number[] = [];
  for (let i = 0; i < root; i++) out.push(SLASH);
  /** Where the names begin that a `..` may take back. */
  const starts: number[] = [];
  for (let at = root; at < units.length; ) {
    let end = units.indexOf(SLASH, at);
    if (end < 0) end = units.length;
    const length = end - at;
    const isUp = length === 2 && units[at] === DOT && units[at + 1] === DOT;
    if (length === 0 || (length === 1 && units[at] === DOT)) {
      // Nothing.
    } else if (isUp && starts.length > 0) out.length = starts.pop() as number;
    else if (!isUp || root === 0) {
      if (!isUp) starts.push(out.length);
      if (out.length > root) out.push(SLASH);
      for (let i = at; i < end; i++) out.push(units[i] as number);
    }
    at = end + 1;
  }
  return out.length === 0 ? [DOT] : out;
}

export const pathEntries: Readonly<Record<string, Entry>> = {
  _path_normpath: caller(
    "Normalize a path.",
    [either(object("path"))],
    function* (value): NativeGenerator {
      const path = (yield* fspath(value)) as Value;
      const units = unitsOf(path);
      return again(normalized(units), path instanceof PyBytes);
    },
  ),
  _path_splitroot_ex: caller(
    "Split a path into its drive (none here), root and rest.",
    [either(object("p"))],
    function* (value): NativeGenerator {
      const path = (yield* fspath(value)) as Value;
      const units = unitsOf(path);
      const isBytes = path instanceof PyBytes;
      // Three slashes or more belong to the root no further than the first.
      const root = rootLength(units);
      return tuple(
        again([], isBytes),
        again(units.slice(0, root), isBytes),
        again(units.slice(root), isBytes),
      );
    },
  ),
};
