/**
 * `_codecs`: encodings and error handlers as functions. What is built on it, such as codecs that programs register and
 * stream readers, is the library's. https://docs.python.org/3/library/codecs.html
 */
import { bytesOf } from "../../objects/buffers.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { placeOf } from "../../objects/builtins/unicode-errors.ts";
import { notA, text, truth } from "../../objects/conversions.ts";
import { current } from "../../objects/current.ts";
import { defineModule, type Entry, type FunctionBuilder } from "../../objects/define.ts";
import { E, getHidden, PyException, PyThrow, raise } from "../../objects/errors.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { after, type NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, tuple } from "../../objects/sequences.ts";
import { fromJs, fromPoints, isStr, type PyStr, pointsOf, strLength } from "../../objects/str.ts";
import { encode, runHandler } from "../../objects/text/codecs.ts";
import {
  findHandler,
  HANDLERS,
  type Handler,
  type Trouble,
} from "../../objects/text/error-handlers.ts";
import { isInstance, typeName } from "../../objects/types.ts";
import { charmapFunctions } from "./charmap.ts";
import { otherFunctions } from "./others.ts";
import { lookup, register, transform, unregister } from "./registry.ts";
import { decodeAll, errorsParam } from "./shared.ts";

/** What a coding error is about. */
function troubleOf(error: Value): Trouble {
  const wrong = (): never =>
    raise(E.TypeError, `don't know how to handle ${typeName(error)} in error callback`);
  if (!(error instanceof PyException)) return wrong();
  const given = getHidden(error, "object") ?? null;
  const [start, end, , encoding] = placeOf(error);
  const rest = { encoding, start, end };
  if (isInstance(error, E.UnicodeDecodeError) && given instanceof PyBytes)
    return { kind: "decode", points: null, bytes: given.bytes, ...rest };
  if (!isStr(given)) return wrong();
  const kind = isInstance(error, E.UnicodeEncodeError)
    ? "encode"
    : isInstance(error, E.UnicodeTranslateError)
      ? "translate"
      : wrong();
  return { kind, points: pointsOf(given), bytes: null, ...rest };
}

/** Python's own handler as a function. */
function handlerFunction(name: string, handler: Handler): PyNative {
  const run = function* (error: Value): NativeGenerator {
    if (name === "strict") {
      if (error instanceof PyException) throw new PyThrow(error);
      raise(E.TypeError, "codec must pass exception instance");
    }
    const reply = yield* runHandler(handler, troubleOf(error));
    if (reply === null) throw new PyThrow(error as PyException);
    const made = reply.bytes === null ? fromPoints(reply.points ?? []) : new PyBytes(reply.bytes);
    return tuple(made, reply.next);
  };
  const doc = `Implements the '${name}' error handling.`;
  const native = new PyNative(`${name}_errors`, "function", null, [object("exc")], run, doc, false);
  native.module = "_codecs";
  return native;
}

/** They keep no state, so all interpreters share them. */
const FUNCTIONS: ReadonlyMap<string, PyNative> = new Map(
  [...HANDLERS].map(([name, handler]) => [name, handlerFunction(name, handler)]),
);

const CODECS =
  "utf_8 utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be ascii latin_1 unicode_escape raw_unicode_escape".split(
    " ",
  );

/** `NAME_encode` and `NAME_decode`, which say how much of their argument they have used. */
function pair({ caller }: FunctionBuilder, name: string): { readonly [name: string]: Entry } {
  return {
    [`${name}_encode`]: caller(
      `Encode text as ${name}: the bytes, and how many characters they are.`,
      [object("str"), errorsParam],
      (value, errors) => {
        if (!isStr(value)) return notA("str", value, `${name}_encode`, 1);
        return after(encode(value, name, errors as string), (made) =>
          tuple(made, strLength(value)),
        );
      },
    ),
    [`${name}_decode`]: caller(
      `Decode bytes of ${name}: the text, and how many bytes it is.`,
      // sic: escapes alone are read to the end unless it is said that more will follow.
      [
        object("data"),
        errorsParam,
        name.endsWith("escape")
          ? optional(truth("final"), true, "True")
          : optional(truth("final"), false, "False"),
      ],
      function* (data, errors, isFinal): NativeGenerator {
        const bytes = isStr(data) ? escapedSource(name, data) : bytesOf(data);
        return yield* decodeAll(name, bytes, errors as string, isFinal as boolean);
      },
    ),
  };
}

/** `encode` and `decode`, for codecs of any kind. */
function coder({ caller }: FunctionBuilder, direction: "encode" | "decode"): Entry {
  return caller(
    `${direction === "encode" ? "Encode" : "Decode"} an object by a registered codec.`,
    [
      either(object("obj")),
      either(optional(text("encoding"), "utf-8", "'utf-8'")),
      either(optional(text("errors"), null, "'strict'")),
    ],
    function* (value, encoding, errors): NativeGenerator {
      const handler = errors === null ? null : fromJs(errors as string);
      return yield* transform(direction, value, encoding as string, handler);
    },
  );
}

/** Escapes may be given as text. */
function escapedSource(name: string, data: string | PyStr): Uint8Array {
  if (!name.endsWith("escape")) raise(E.TypeError, "a bytes-like object is required, not 'str'");
  return (encode(data, "utf-8", "strict") as PyBytes).bytes;
}

export const codecsModule = defineModule("_codecs", "Encodings and error handlers.", (builder) => ({
  register_error: builder.fn(
    "Register the error handler under the given name.",
    [text("errors"), object("handler")],
    (name, handler) => {
      if (!isCallable(handler)) raise(E.TypeError, "handler must be callable");
      current.interpreter.errorHandlers.set(name as string, handler);
      return null;
    },
  ),
  _unregister_error: builder.fn(
    "Forget a registered error handler; answers whether there was one.",
    [text("errors")],
    (name) => {
      if (FUNCTIONS.has(name as string))
        raise(E.ValueError, `cannot un-register built-in error handler '${name}'`);
      return current.interpreter.errorHandlers.delete(name as string);
    },
  ),
  lookup_error: builder.fn(
    "Return the error handler of the given name.",
    [text("name")],
    (name) => {
      const found = findHandler(name as string);
      return typeof found === "function" ? (FUNCTIONS.get(name as string) as PyNative) : found;
    },
  ),
  register: builder.fn("Register a codec search function.", [object("search_function")], register),
  unregister: builder.fn(
    "Unregister a codec search function and forget what it has found.",
    [object("search_function")],
    unregister,
  ),
  lookup: builder.caller(
    "Look up a codec: a tuple of its functions.",
    [text("encoding")],
    function* (encoding): NativeGenerator {
      return yield* lookup(encoding as string);
    },
  ),
  encode: coder(builder, "encode"),
  decode: coder(builder, "decode"),
  ...charmapFunctions(builder),
  ...otherFunctions(builder),
  ...Object.fromEntries(CODECS.flatMap((name) => Object.entries(pair(builder, name)))),
}));
