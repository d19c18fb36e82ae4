/** Codecs that are found by name: those of the library, and those that programs register. */
import { addNote } from "../../objects/builtins/exception-base.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { E, isThrown, PyThrow, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { PyBytes, PyTuple } from "../../objects/sequences.ts";
import { fromJs, isStr } from "../../objects/str.ts";
import { normalized } from "../../objects/text/encodings.ts";
import { typeName } from "../../objects/types.ts";
import { optionalAttribute } from "../../vm/optional-attribute.ts";
import { machine } from "../../vm/state.ts";
import { imported } from "../importlib/state.ts";

/** One interpreter's. */
export class CodecRegistry {
  /** Functions that are asked for a codec, one after the other. */
  readonly searches: Value[] = [];
  /** What they have answered, by normalized name. */
  readonly found = new Map<string, PyTuple>();
  /** Has the library's package of codecs been asked for? */
  isLoaded = false;
}

function registry(): CodecRegistry {
  return (machine.interpreter as unknown as { readonly codecs: CodecRegistry }).codecs;
}

export function register(search: Value): null {
  if (!isCallable(search)) raise(E.TypeError, "argument must be callable");
  registry().searches.push(search);
  return null;
}

export function unregister(search: Value): null {
  const { searches, found } = registry();
  const at = searches.indexOf(search);
  if (at < 0) return null;
  searches.splice(at, 1);
  found.clear();
  return null;
}

/** The functions of a codec: encoder, decoder, stream reader, stream writer. */
export function* lookup(name: string): Generator<Pending, PyTuple, Value> {
  const codecs = registry();
  if (!codecs.isLoaded) {
    codecs.isLoaded = true;
    yield* loadLibrary();
  }
  const plain = normalized(name);
  const known = codecs.found.get(plain);
  if (known !== undefined) return known;
  for (const search of [...codecs.searches]) {
    const answer: Value = yield call(search, fromJs(plain));
    if (answer === null) continue;
    if (!(answer instanceof PyTuple) || answer.items.length !== 4)
      raise(E.TypeError, "codec search functions must return 4-tuples");
    codecs.found.set(plain, answer);
    return answer;
  }
  return raise(E.LookupError, `unknown encoding: ${name}`);
}

/** Its package of codecs registers itself. Without the library there are those of the interpreter alone. */
function* loadLibrary(): Generator<Pending, void, Value> {
  try {
    yield* imported("encodings");
  } catch (error) {
    if (!isThrown(error, E.ModuleNotFoundError)) throw error;
  }
}

type Direction = "encode" | "decode";
const FUNCTION = {
  encode: ["encoder", 0, "encoding"],
  decode: ["decoder", 1, "decoding"],
} as const;

/** What a codec makes of an object. */
export function* transform(
  direction: Direction,
  value: Value,
  name: string,
  errors: Value,
): Generator<Pending, Value, Value> {
  const [what, place, doing] = FUNCTION[direction];
  const codec = yield* lookup(name);
  const run = codec.items[place] as Value;
  let answer: Value;
  try {
    answer = (yield errors === null ? call(run, value) : call(run, value, errors)) as Value;
  } catch (error) {
    if (error instanceof PyThrow)
      addNote(error.exception, fromJs(`${doing} with '${name}' codec failed`));
    throw error;
  }
  if (!(answer instanceof PyTuple) || answer.items.length !== 2)
    raise(E.TypeError, `${what} must return a tuple (object, integer)`);
  return answer.items[0] as Value;
}

/** `str.encode` and `bytes.decode`: only codecs of text will do. */
export function* transformText(
  direction: Direction,
  value: Value,
  name: string,
  errors: string,
): NativeGenerator {
  const codec = yield* lookup(name);
  const isText = yield* optionalAttribute(codec, "_is_text_encoding");
  if (isText !== undefined) {
    const truth = truthOf(isText);
    if ((isPending(truth) ? yield truth : truth) !== true)
      raise(
        E.LookupError,
        `'${name}' is not a text encoding; use codecs.${direction}() to handle arbitrary codecs`,
      );
  }
  const made = yield* transform(direction, value, name, fromJs(errors));
  const isRight = direction === "encode" ? made instanceof PyBytes : isStr(made);
  if (isRight) return made;
  const wanted = direction === "encode" ? "bytes" : "str";
  const what = FUNCTION[direction][0];
  return raise(
    E.TypeError,
    `'${name}' ${what} returned '${typeName(made)}' instead of '${wanted}'; use codecs.${direction}() to ${direction} to arbitrary types`,
  );
}
