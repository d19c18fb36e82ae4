/** What a pattern is matched with: the characters of a str, or the bytes of any object that has some. */
import { checkBytes, viewOf } from "../../objects/buffers.ts";
import { charge } from "../../objects/current.ts";
import { E, PyThrow, raise } from "../../objects/errors.ts";
import { PyMemoryView } from "../../objects/memory.ts";
import type { Value } from "../../objects/object.ts";
import { copyMemory } from "../../objects/protocols/buffer.ts";
import { after, isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { appendItem, PyBytes } from "../../objects/sequences.ts";
import { fromPoints, isStr, PyStr } from "../../objects/str.ts";
import { joinBytes } from "../../objects/text/bytes.ts";
import { joinPieces } from "../../objects/text/edit.ts";
import type { Str } from "../../objects/text/search.ts";
import { bytesType, typeName } from "../../objects/types.ts";
import type { Units } from "./matcher.ts";

export class Subject {
  readonly value: Value;
  /** The text where a code unit is a character; else the characters, or bytes, are in `units`. */
  readonly text: string;
  readonly units: Units | null;
  readonly isBytes: boolean;
  readonly length: number;
  constructor(value: Value, text: string, units: Units | null, isBytes: boolean) {
    this.value = value;
    this.text = text;
    this.units = units;
    this.isBytes = isBytes;
    this.length = units === null ? text.length : units.length;
  }

  slice(from: number, to: number): Value {
    const { value, units } = this;
    if (units === null) return this.text.slice(from, to);
    charge(Math.max(to - from, 0) >>> 4);
    if (!this.isBytes) return shortText(units, from, to) ?? fromPoints(units.subarray(from, to));
    if (!(value instanceof PyBytes)) {
      // Memory may have changed, and its size too.
      return new PyBytes((viewOf(value) ?? (units as Uint8Array)).slice(from, to));
    }
    const isWhole = from === 0 && to === units.length && value.shape.type === bytesType;
    return isWhole ? value : new PyBytes((units as Uint8Array).slice(from, to));
  }
}

/** So many characters are put together one by one. */
const SHORT = 32;

/** A few characters as plain text, if they are that. */
function shortText(units: Units, from: number, to: number): string | null {
  if (to - from > SHORT) return null;
  let text = "";
  for (let i = from; i < to; i++) {
    const c = units[i] as number;
    if (c >= 0xd800 && (c <= 0xdfff || c > 0xffff)) return null;
    text += String.fromCharCode(c);
  }
  return text;
}

function subjectOfText(value: PyStr): Subject {
  const { points, text } = value;
  // Of a derived class, it may be plain text all the same.
  if (points.length === text.length && !value.isRaw) return new Subject(value, text, null, false);
  return new Subject(value, "", points, false);
}

/** The subject that a value is, or a request that ends in one (to be told apart by its class). */
export function subjectOf(value: Value): Subject | Pending {
  if (typeof value === "string") return new Subject(value, value, null, false);
  if (value instanceof PyStr) return subjectOfText(value);
  const refuse = (): never =>
    raise(E.TypeError, `expected string or bytes-like object, got '${typeName(value)}'`);
  let copy: PyBytes | Pending | undefined;
  try {
    // Only memory that is one piece.
    if (value instanceof PyMemoryView && !value.isContiguous) return refuse();
    const view = viewOf(value);
    if (view !== undefined) return new Subject(value, "", view, true);
    copy = copyMemory(value);
  } catch (error) {
    if (error instanceof PyThrow) return refuse();
    throw error;
  }
  if (copy === undefined) return refuse();
  const make = (bytes: Value) => new Subject(value, "", (bytes as PyBytes).bytes, true);
  return isPending(copy)
    ? (after(copy, make as unknown as (bytes: Value) => Value) as Pending)
    : make(copy);
}

/** Puts the pieces of a result together, as `join` does, with its errors. */
export function joinResult(isBytes: boolean, items: readonly Value[]): NativeResult {
  if (!isBytes) {
    for (let i = 0; i < items.length; i++)
      if (typeof items[i] !== "string" && !isStr(items[i] as Value))
        refuse(items, i, "str instance");
    return joinPieces("", items as Str[]);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let i = 0; i < items.length; i++) {
    const piece = viewOf(items[i] as Value) ?? refuse(items, i, "a bytes-like object");
    appendItem(pieces as unknown as Value[], piece as unknown as Value);
    length += piece.length;
  }
  checkBytes(length);
  charge(length >>> 4);
  return new PyBytes(joinBytes(pieces, new Uint8Array(0)));
}

function refuse(items: readonly Value[], at: number, wanted: string): never {
  const given = typeName(items[at] as Value);
  raise(E.TypeError, `sequence item ${at}: expected ${wanted}, ${given} found`);
}
