/** Ends of lines, as text streams translate them. https://docs.python.org/3/library/io.html#io.IncrementalNewlineDecoder */
import { initializer } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { truth } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, PyTuple, tuple } from "../../objects/sequences.ts";
import { concatStr, fromPoints, isStr, type PyStr, pointsOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { invoke } from "./base.ts";

/** The kinds of ends of lines that were seen. */
const SEEN = { cr: 1, lf: 2, crlf: 4 } as const;

/** Translates `\r\n` and `\r`, or just notes what there was. A `\r` at the end waits for what follows. */
export class NewlineTranslator {
  readonly #translates: boolean;
  hasPendingCr = false;
  seen = 0;
  constructor(translates: boolean) {
    this.#translates = translates;
  }

  decode(input: string | PyStr, isFinal: boolean): Value {
    let text: Value = input;
    if (this.hasPendingCr && (isFinal || !isEmpty(input))) {
      text = concatStr("\r", input);
      this.hasPendingCr = false;
    }
    if (!isFinal && lastIsCr(text as string | PyStr)) {
      this.hasPendingCr = true;
      text = withoutLast(text as string | PyStr);
    }
    return this.#translate(text as string | PyStr);
  }

  #translate(text: string | PyStr): Value {
    if (typeof text === "string") {
      charge(text.length >>> 6);
      if (!text.includes("\r")) {
        if (text.includes("\n")) this.seen |= SEEN.lf;
        return text;
      }
      this.#note(text);
      return this.#translates ? text.replace(/\r\n?/g, "\n") : text;
    }
    if (!text.isRaw && text.shape.type.isBuiltin) {
      const plain = text.text;
      this.#note(plain);
      if (!this.#translates || !plain.includes("\r")) return text;
    } else this.#note(text.text);
    if (!this.#translates) return text;
    const points = pointsOf(text);
    const out: number[] = [];
    for (let i = 0; i < points.length; i++) {
      const point = points[i] as number;
      if (point !== 13) out.push(point);
      else {
        out.push(10);
        if (points[i + 1] === 10) i++;
      }
    }
    return fromPoints(out);
  }

  #note(text: string): void {
    if (this.seen === 7) return;
    if (text.includes("\r\n")) this.seen |= SEEN.crlf;
    if (/\r(?!\n)/.test(text)) this.seen |= SEEN.cr;
    if (/(?<!\r)\n/.test(text)) this.seen |= SEEN.lf;
  }

  /** What there was, as `newlines` says it. */
  get newlines(): Value {
    const kinds: string[] = [];
    if (this.seen & SEEN.cr) kinds.push("\r");
    if (this.seen & SEEN.lf) kinds.push("\n");
    if (this.seen & SEEN.crlf) kinds.push("\r\n");
    if (kinds.length === 0) return null;
    return kinds.length === 1 ? (kinds[0] as string) : new PyTuple(kinds);
  }
}

function isEmpty(text: string | PyStr): boolean {
  return typeof text === "string" ? text === "" : text.text === "";
}

function lastIsCr(text: string | PyStr): boolean {
  return (typeof text === "string" ? text : text.text).endsWith("\r");
}

function withoutLast(text: string | PyStr): Value {
  if (typeof text === "string") return text.slice(0, -1);
  const points = pointsOf(text);
  return fromPoints(points.subarray(0, points.length - 1));
}

export const newlineDecoderType = new PyType("_io.IncrementalNewlineDecoder", [objectType]);

class PyNewlineDecoder extends PyObject {
  /** The decoder below; None where text is given. */
  decoder: Value = null;
  translator: NewlineTranslator | null = null;

  get ready(): NewlineTranslator {
    return (
      this.translator ?? raise(E.ValueError, "IncrementalNewlineDecoder.__init__() not called")
    );
  }
}
layout(PyNewlineDecoder, newlineDecoderType);

export const newlineDecoderMembers = members<PyNewlineDecoder>(
  ({ caller, getter, staticMethod }) => [
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyNewlineDecoder()),
      ),
      __init__: initializer(
        [
          either(object("decoder")),
          either(truth("translate")),
          either(optional(object("errors"), "strict", "'strict'")),
        ],
        (self: PyNewlineDecoder, decoder, translates) => {
          self.decoder = decoder;
          self.translator = new NewlineTranslator(translates);
          return null;
        },
      ),
      decode: caller(
        "Decode, and translate the ends of lines.",
        [either(object("input")), either(optional(truth("final"), false, "False"))],
        function* (self, input, isFinal): NativeGenerator {
          const translator = self.ready;
          const made =
            self.decoder === null ? input : yield invoke(self.decoder, "decode", input, isFinal);
          if (!isStr(made as Value))
            raise(
              E.TypeError,
              `decoder should return a string result, not '${typeName(made as Value)}'`,
            );
          return translator.decode(made as string | PyStr, isFinal);
        },
      ),
      getstate: caller("Return the state.", [], function* (self): NativeGenerator {
        const translator = self.ready;
        let buffer: Value = new PyBytes(new Uint8Array(0));
        let flag = 0n;
        if (self.decoder !== null) {
          const state = (yield invoke(self.decoder, "getstate")) as Value;
          if (!(state instanceof PyTuple)) raise(E.TypeError, "illegal decoder state");
          const [bytes, inner] = state.items;
          const given = inner === undefined ? undefined : intValue(inner);
          if (bytes === undefined || given === undefined)
            raise(E.TypeError, "illegal decoder state");
          buffer = bytes;
          flag = BigInt(given) << 1n;
        }
        return tuple(buffer, Number(flag | (translator.hasPendingCr ? 1n : 0n)));
      }),
      setstate: caller(
        "Set the state.",
        [object("state")],
        function* (self, state): NativeGenerator {
          const translator = self.ready;
          if (!(state instanceof PyTuple)) raise(E.TypeError, "state argument must be a tuple");
          const [bytes, flag] = state.items;
          const given = flag === undefined ? undefined : intValue(flag);
          if (bytes === undefined || given === undefined)
            raise(E.TypeError, "illegal decoder state");
          translator.hasPendingCr = (BigInt(given) & 1n) === 1n;
          if (self.decoder !== null)
            yield invoke(self.decoder, "setstate", tuple(bytes, Number(BigInt(given) >> 1n)));
          return null;
        },
      ),
      reset: caller("Begin anew.", [], function* (self): NativeGenerator {
        const translator = self.ready;
        translator.seen = 0;
        translator.hasPendingCr = false;
        if (self.decoder !== null) return yield invoke(self.decoder, "reset");
        return null;
      }),
      newlines: getter("", (self) => self.ready.newlines),
    },
  ],
);
