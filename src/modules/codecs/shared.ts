/** What several groups of codec functions need. */
import { text } from "../../objects/conversions.ts";
import type { Value } from "../../objects/object.ts";
import { optional, param } from "../../objects/params.ts";
import type { Pending } from "../../objects/requests.ts";
import { tuple } from "../../objects/sequences.ts";
import { decodeSlowly } from "../../objects/text/codecs.ts";
import { Reader } from "../../objects/text/decoders.ts";
import { findEncoding } from "../../objects/text/encodings.ts";

/** The error handler: `strict` where None is given. */
export const errorsParam = optional(
  param("errors", (value, fn) => (value === null ? "strict" : text("errors").read?.(value, fn))),
  "strict",
  "None",
);

/** The text, and how many bytes it is made of. */
export function* decodeAll(
  name: string,
  bytes: Uint8Array,
  errors: string,
  isFinal: boolean,
): Generator<Pending, Value, Value> {
  const reader = new Reader(bytes);
  const made = yield* decodeSlowly(reader, findEncoding(name, "decode"), errors, isFinal);
  return tuple(made as Value, reader.at);
}
