/** What natives accept as the path of a file: str, bytes, or what has `__fspath__`. */
import { viewOf } from "../../objects/buffers.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { callSpecial } from "../../objects/protocols/slot.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { fromJs, isStr, type PyStr, textOf } from "../../objects/str.ts";
import { decodeNow, encodeNow } from "../../objects/text/codecs.ts";
import { typeName } from "../../objects/types.ts";

export interface Path {
  /** As {@link FileSystem} wants it. */
  readonly path: string;
  /** As the program gave it, for errors. */
  readonly shown: Value;
  readonly isBytes: boolean;
}

const LONE = /\p{Surrogate}/u;

/** `os.fspath(value)`. */
export function* fspath(value: Value): NativeGenerator {
  if (isStr(value) || value instanceof PyBytes) return value;
  const made = callSpecial(value, "__fspath__", []);
  if (made === undefined)
    raise(E.TypeError, `expected str, bytes or os.PathLike object, not ${typeName(value)}`);
  const path = (isPending(made) ? yield made : made) as Value;
  if (isStr(path) || path instanceof PyBytes) return path;
  return raise(
    E.TypeError,
    `expected ${typeName(value)}.__fspath__() to return str or bytes, not ${typeName(path)}`,
  );
}

/** The path that a str or bytes is. */
export function toPath(value: Value, fn = "open", name = "path"): Path {
  const bytes = isStr(value) ? null : viewOf(value);
  if (bytes === undefined)
    raise(
      E.TypeError,
      `${fn}: ${name} should be string, bytes or os.PathLike, not ${typeName(value)}`,
    );
  let path: string;
  if (bytes !== null) path = textOf(decodeNow(bytes, "utf-8", "surrogateescape")) as string;
  else {
    path = textOf(value) as string;
    // Others than those that stand for bytes are an error.
    if (LONE.test(path) || (typeof value !== "string" && (value as PyStr).isRaw))
      encodeNow(value as string | PyStr, "utf-8", "surrogateescape");
  }
  if (path.includes("\0"))
    raise(
      E.ValueError,
      fn === "open" ? "embedded null byte" : `${fn}: embedded null character in ${name}`,
    );
  return { path, shown: value, isBytes: bytes !== null };
}

/** A path given in any way. */
export function* readPath(
  value: Value,
  fn: string,
  name = "path",
): Generator<Pending, Path, Value> {
  if (isStr(value) || value instanceof PyBytes) return toPath(value, fn, name);
  const made = callSpecial(value, "__fspath__", []);
  if (made === undefined)
    raise(
      E.TypeError,
      `${fn}: ${name} should be string, bytes or os.PathLike, not ${typeName(value)}`,
    );
  return toPath((yield* fspath(value)) as Value, fn, name);
}

/** What the program gets of a name: bytes where it asked with bytes. */
export function fromPath(path: string, asBytes: boolean): Value {
  const text = fromJs(path);
  return asBytes ? encodeNow(text as string | PyStr, "utf-8", "surrogateescape") : text;
}
