/** Codecs of one byte a character, whose tables the library has. */
import { bytesOf, checkBytes } from "../../objects/buffers.ts";
import { decodeError, encodeError } from "../../objects/builtins/unicode-errors.ts";
import { notA } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import type { Entry, FunctionBuilder } from "../../objects/define.ts";
import { E, isThrown, PyThrow, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { object, optional } from "../../objects/params.ts";
import { getItem } from "../../objects/protocols/items.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { PyBytes, tuple } from "../../objects/sequences.ts";
import { isStr, type PyStr, pointsOf, strLength } from "../../objects/str.ts";
import { encode, handle } from "../../objects/text/codecs.ts";
import { Reader } from "../../objects/text/decoders.ts";
import type { Reply } from "../../objects/text/error-handlers.ts";
import { typeName } from "../../objects/types.ts";
import { decodeAll, errorsParam } from "./shared.ts";

const UNDEFINED = 0xfffe;
const REASON = "character maps to <undefined>";

type Steps<T> = Generator<Pending, T, Value>;

/** What the mapping has for a number; undefined if nothing. */
function* mapped(mapping: Value, key: number): Steps<Value | undefined> {
  try {
    const found = getItem(mapping, key);
    return ((isPending(found) ? yield found : found) ?? null) as Value;
  } catch (error) {
    if (isThrown(error, E.LookupError)) return undefined;
    throw error;
  }
}

/** The characters of a byte. */
function* charactersOf(mapping: Value, byte: number): Steps<Uint32Array | null> {
  if (isStr(mapping)) {
    const points = pointsOf(mapping);
    const point = points[byte];
    return point === undefined || point === UNDEFINED ? null : Uint32Array.of(point);
  }
  const found = yield* mapped(mapping, byte);
  if (found === undefined || found === null) return null;
  if (isStr(found)) {
    const points = pointsOf(found);
    return points.length === 1 && points[0] === UNDEFINED ? null : points;
  }
  const number = intValue(found);
  if (number === undefined)
    return raise(E.TypeError, "character mapping must return integer, None or str");
  if (number < 0 || number > 0x10ffff)
    return raise(E.TypeError, "character mapping must be in range(0x110000)");
  return Number(number) === UNDEFINED ? null : Uint32Array.of(Number(number));
}

function* decode(bytes: Uint8Array, errors: string, mapping: Value): Steps<Value> {
  charge(bytes.length);
  const reader = new Reader(bytes);
  const cache = new Map<number, Uint32Array | null>();
  while (reader.at < reader.bytes.length) {
    const start = reader.at;
    const byte = reader.bytes[start] as number;
    let points = cache.get(byte);
    if (points === undefined) {
      points = yield* charactersOf(mapping, byte);
      cache.set(byte, points);
    }
    if (points !== null) {
      for (const point of points) reader.put(point);
      reader.at++;
      continue;
    }
    const fail = () => decodeError("charmap", new PyBytes(bytes), start, start + 1, REASON);
    const trouble = {
      kind: "decode" as const,
      encoding: "charmap",
      points: null,
      bytes,
      start,
      end: start + 1,
    };
    const reply = yield* handle(errors, trouble, fail, bytes.length);
    for (const point of reply.points ?? []) reader.put(point);
    reader.at = reply.next;
  }
  return reader.finish();
}

/** The bytes of a character; null if there are none. */
function* bytesFor(mapping: Value, point: number): Steps<Uint8Array | null> {
  const found = yield* mapped(mapping, point);
  if (found === undefined || found === null) return null;
  if (found instanceof PyBytes) return found.bytes;
  const number = intValue(found);
  if (number === undefined)
    return raise(
      E.TypeError,
      `character mapping must return integer, bytes or None, not ${typeName(found)}`,
    );
  if (number < 0 || number > 255)
    return raise(E.TypeError, "character mapping must be in range(256)");
  return Uint8Array.of(Number(number));
}

class Bytes {
  #bytes: Uint8Array;
  #length = 0;
  constructor(size: number) {
    this.#bytes = new Uint8Array(size + 8);
  }
  add(more: Uint8Array): void {
    if (this.#length + more.length > this.#bytes.length) {
      checkBytes((this.#length + more.length) * 2);
      const larger = new Uint8Array((this.#length + more.length) * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(more, this.#length);
    this.#length += more.length;
  }
  finish(): PyBytes {
    return new PyBytes(this.#bytes.slice(0, this.#length));
  }
}

function* encodeBy(text: string | PyStr, errors: string, mapping: Value): Steps<Value> {
  const points = pointsOf(text);
  charge(points.length);
  const out = new Bytes(points.length);
  for (let i = 0; i < points.length; ) {
    const bytes = yield* bytesFor(mapping, points[i] as number);
    if (bytes !== null) {
      out.add(bytes);
      i++;
      continue;
    }
    const start = i;
    let end = i + 1;
    while (end < points.length && (yield* bytesFor(mapping, points[end] as number)) === null) end++;
    const fail = () => encodeError("charmap", text, start, end, REASON);
    const trouble = {
      kind: "encode" as const,
      encoding: "charmap",
      points,
      bytes: null,
      start,
      end,
    };
    const reply = yield* handle(errors, trouble, fail, points.length);
    const made = yield* replyBytes(reply, mapping);
    if (made === null) throw new PyThrow(fail());
    out.add(made);
    i = reply.next;
  }
  return out.finish();
}

function* replyBytes(reply: Reply, mapping: Value): Steps<Uint8Array | null> {
  if (reply.bytes !== null) return reply.bytes;
  const out: number[] = [];
  for (const point of reply.points ?? []) {
    const bytes = yield* bytesFor(mapping, point);
    if (bytes === null) return null;
    for (const byte of bytes) out.push(byte);
  }
  return Uint8Array.from(out);
}

export function charmapFunctions({ caller, fn }: FunctionBuilder): {
  readonly [name: string]: Entry;
} {
  return {
    charmap_build: fn(
      "The mapping that encodes what a table decodes.",
      [object("map")],
      (table) => {
        if (!isStr(table)) return notA("str", table, "charmap_build", 1);
        const made = new PyDict();
        pointsOf(table).forEach((point, byte) => {
          if (point !== UNDEFINED) made.table.put(point, byte);
        });
        return made;
      },
    ),
    charmap_encode: caller(
      "Encode text by a mapping of characters to bytes.",
      [object("str"), errorsParam, optional(object("mapping"), null, "None")],
      function* (value, errors, mapping): NativeGenerator {
        if (!isStr(value)) return notA("str", value, "charmap_encode", 1);
        if (mapping !== null)
          return tuple(yield* encodeBy(value, errors as string, mapping), strLength(value));
        const made = encode(value, "latin-1", errors as string);
        return tuple((isPending(made) ? yield made : made) as Value, strLength(value));
      },
    ),
    charmap_decode: caller(
      "Decode bytes by a mapping of bytes to characters.",
      [object("data"), errorsParam, optional(object("mapping"), null, "None")],
      function* (data, errors, mapping): NativeGenerator {
        const bytes = bytesOf(data);
        if (mapping !== null)
          return tuple(yield* decode(bytes, errors as string, mapping), bytes.length);
        return yield* decodeAll("latin-1", bytes, errors as string, true);
      },
    ),
  };
}
