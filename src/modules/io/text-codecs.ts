/** Encoders and decoders of text streams: what comes in pieces may end within a character. */
import { current } from "../../objects/current.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { isPending, type Pending } from "../../objects/requests.ts";
import { PyBytes, PyTuple, tuple } from "../../objects/sequences.ts";
import { fromJs, isStr, type PyStr, textOf } from "../../objects/str.ts";
import { decodeSlowly, encode } from "../../objects/text/codecs.ts";
import { Reader } from "../../objects/text/decoders.ts";
import { type Encoding, findEncoding, UTF_8 } from "../../objects/text/encodings.ts";
import { typeName } from "../../objects/types.ts";
import { attribute, invoke, isTrue, joinBytes } from "./base.ts";
import { NewlineTranslator } from "./newlines.ts";

type Steps<T> = Generator<Pending, T, Value>;
type Str = string | PyStr;

const NO_BYTES = new Uint8Array(0);

/** Where a decoder is: bytes that it has not used, and what else it remembers. */
export interface DecoderState {
  readonly bytes: Uint8Array;
  readonly flags: bigint;
}

export interface Decoder {
  decode(bytes: Uint8Array, isFinal: boolean): Steps<Value>;
  getState(): Steps<DecoderState>;
  setState(state: DecoderState): Steps<void>;
  reset(): Steps<void>;
}

export interface Encoder {
  encode(text: Str): Steps<Uint8Array>;
  /** Whether what is encoded next begins the stream, and so with a byte order mark if there is one. */
  restart(isAtStart: boolean): Steps<void>;
  /** Is all text that JavaScript can hold as it is encoded as UTF-8? */
  readonly isPlain: boolean;
}

/** A decoder of ours. */
class NativeDecoder implements Decoder {
  readonly #encoding: Encoding;
  readonly #errors: string;
  #rest: Uint8Array = NO_BYTES;
  /** The encoding once its byte order mark was read; null before that. */
  #known: Encoding | null;

  constructor(encoding: Encoding, errors: string) {
    this.#encoding = encoding;
    this.#errors = errors;
    this.#known = encoding.mark ? null : encoding;
  }

  *decode(bytes: Uint8Array, isFinal: boolean): Steps<Value> {
    let data = this.#rest.length === 0 ? bytes : joinBytes([this.#rest, bytes]);
    this.#rest = NO_BYTES;
    if (this.#known === null) {
      const skipped = this.#readMark(data, isFinal);
      if (skipped < 0) {
        this.#rest = data.slice();
        return "";
      }
      data = data.subarray(skipped);
    }
    const known = this.#known ?? this.#encoding;
    if (known === UTF_8) {
      const text = this.#plainUtf8(data);
      if (text !== null) return text;
    }
    const reader = new Reader(data);
    const text = (yield* decodeSlowly(reader, known, this.#errors, isFinal)) as Value;
    this.#rest = reader.bytes.slice(reader.at);
    return text;
  }

  /** The common case; null where there is anything odd, or a character is not all there. */
  #plainUtf8(data: Uint8Array): Value | null {
    for (let back = 1; back <= 3; back++) {
      const byte = data[data.length - back];
      if (byte === undefined) break;
      if ((byte & 0xc0) === 0x80) continue;
      const width = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      if (width > back) return null;
      break;
    }
    try {
      return fromJs(PLAIN_UTF8.decode(data));
    } catch {
      return null;
    }
  }

  /** Finds the byte order; answers how long the mark is, or -1 where more bytes are needed. */
  #readMark(data: Uint8Array, isFinal: boolean): number {
    const { codec } = this.#encoding;
    if (codec === "utf-8") {
      const isMark = MARK.every((byte, i) => i >= data.length || data[i] === byte);
      if (data.length < 3 && isMark && !isFinal) return -1;
      this.#known = UTF_8;
      return data.length >= 3 && isMark ? 3 : 0;
    }
    const width = codec === "utf-16" ? 2 : 4;
    if (data.length < width) {
      if (!isFinal || data.length === 0) return -1;
      return 0;
    }
    const little =
      data[0] === 0xff && data[1] === 0xfe && (width === 2 || (data[2] === 0 && data[3] === 0));
    const big =
      width === 2
        ? data[0] === 0xfe && data[1] === 0xff
        : data[0] === 0 && data[1] === 0 && data[2] === 0xfe && data[3] === 0xff;
    if (!little && !big)
      raise(E.UnicodeError, `${codec.toUpperCase()} stream does not start with BOM`);
    this.#known = findEncoding(`${codec}-${little ? "le" : "be"}`, "decode");
    return width;
  }

  *getState(): Steps<DecoderState> {
    yield* [];
    const { codec, mark } = this.#encoding;
    let flags = 0n;
    if (mark && codec === "utf-8") flags = this.#known === null ? 1n : 0n;
    else if (mark) flags = this.#known === null ? 2n : this.#known.little ? 0n : 1n;
    return { bytes: this.#rest, flags };
  }

  *setState({ bytes, flags }: DecoderState): Steps<void> {
    yield* [];
    this.#rest = bytes;
    const { codec, mark } = this.#encoding;
    if (!mark) return;
    if (codec === "utf-8") this.#known = flags === 0n ? UTF_8 : null;
    else if (flags > 1n) this.#known = null;
    else this.#known = findEncoding(`${codec}-${flags === 0n ? "le" : "be"}`, "decode");
  }

  *reset(): Steps<void> {
    yield* [];
    this.#rest = NO_BYTES;
    this.#known = this.#encoding.mark ? null : this.#encoding;
  }
}

const PLAIN_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const MARK = [0xef, 0xbb, 0xbf];

class NativeEncoder implements Encoder {
  readonly #encoding: Encoding;
  readonly #name: string;
  /** What it is called behind the mark. */
  readonly #unmarked: string;
  readonly #errors: string;
  #isAtStart = true;
  readonly isPlain: boolean;
  constructor(encoding: Encoding, name: string, errors: string) {
    this.#encoding = encoding;
    this.#name = name;
    this.#errors = errors;
    this.#unmarked = !encoding.mark
      ? name
      : encoding.codec === "utf-8"
        ? "utf-8"
        : `${encoding.codec}-le`;
    this.isPlain = encoding === UTF_8;
  }
  *encode(text: Str): Steps<Uint8Array> {
    const name = this.#encoding.mark && this.#isAtStart ? this.#name : this.#unmarked;
    this.#isAtStart = false;
    const made = encode(text, name, this.#errors);
    return ((isPending(made) ? yield made : made) as PyBytes).bytes;
  }
  *restart(isAtStart: boolean): Steps<void> {
    yield* [];
    this.#isAtStart = isAtStart;
  }
}

/** A decoder of the codecs module's, or of the program's own. */
class ForeignDecoder implements Decoder {
  readonly #decoder: Value;
  constructor(decoder: Value) {
    this.#decoder = decoder;
  }
  *decode(bytes: Uint8Array, isFinal: boolean): Steps<Value> {
    const text = (yield invoke(this.#decoder, "decode", new PyBytes(bytes), isFinal)) as Value;
    if (!isStr(text))
      raise(E.TypeError, `decoder should return a string result, not '${typeName(text)}'`);
    return text;
  }
  *getState(): Steps<DecoderState> {
    const state = (yield invoke(this.#decoder, "getstate")) as Value;
    if (!(state instanceof PyTuple)) return raise(E.TypeError, "illegal decoder state");
    const [bytes, flags] = state.items as [Value, Value];
    if (!(bytes instanceof PyBytes))
      raise(
        E.TypeError,
        `illegal decoder state: the first item should be a bytes object, not '${typeName(bytes)}'`,
      );
    const number = flags === undefined ? undefined : intValue(flags);
    if (number === undefined) return raise(E.TypeError, "illegal decoder state");
    return { bytes: bytes.bytes, flags: BigInt(number) };
  }
  *setState({ bytes, flags }: DecoderState): Steps<void> {
    yield invoke(this.#decoder, "setstate", tuple(new PyBytes(bytes), Number(flags)));
  }
  *reset(): Steps<void> {
    yield invoke(this.#decoder, "reset");
  }
}

class ForeignEncoder implements Encoder {
  readonly isPlain = false;
  readonly #encoder: Value;
  constructor(encoder: Value) {
    this.#encoder = encoder;
  }
  *encode(text: Str): Steps<Uint8Array> {
    const made = (yield invoke(this.#encoder, "encode", text)) as Value;
    if (!(made instanceof PyBytes))
      raise(E.TypeError, `encoder should return a bytes object, not '${typeName(made)}'`);
    return made.bytes;
  }
  *restart(isAtStart: boolean): Steps<void> {
    if (isAtStart) yield invoke(this.#encoder, "reset");
    else yield invoke(this.#encoder, "setstate", 0);
  }
}

/** A decoder that translates the ends of lines as well. */
export class LineDecoder implements Decoder {
  readonly #inner: Decoder;
  readonly translator: NewlineTranslator;
  constructor(inner: Decoder, translates: boolean) {
    this.#inner = inner;
    this.translator = new NewlineTranslator(translates);
  }
  *decode(bytes: Uint8Array, isFinal: boolean): Steps<Value> {
    const text = yield* this.#inner.decode(bytes, isFinal);
    return this.translator.decode(text as Str, isFinal);
  }
  *getState(): Steps<DecoderState> {
    const { bytes, flags } = yield* this.#inner.getState();
    return { bytes, flags: (flags << 1n) | (this.translator.hasPendingCr ? 1n : 0n) };
  }
  *setState({ bytes, flags }: DecoderState): Steps<void> {
    this.translator.hasPendingCr = (flags & 1n) === 1n;
    yield* this.#inner.setState({ bytes, flags: flags >> 1n });
  }
  *reset(): Steps<void> {
    this.translator.seen = 0;
    this.translator.hasPendingCr = false;
    yield* this.#inner.reset();
  }
}

/** What makes the encoders and decoders of one encoding. */
export interface TextCodec {
  decoder(errors: string): Steps<Decoder>;
  encoder(errors: string): Steps<Encoder>;
}

/** The codec of a name: ours, or one that the codecs module knows. */
export function* findCodec(name: string): Steps<TextCodec> {
  let encoding: Encoding;
  try {
    encoding = findEncoding(name, "open");
  } catch (error) {
    if (!isThrown(error, E.LookupError)) throw error;
    const info = yield* lookUp(name);
    if (info === undefined) throw error;
    return foreignCodec(info);
  }
  return {
    *decoder(errors) {
      yield* [];
      return new NativeDecoder(encoding, errors);
    },
    *encoder(errors) {
      yield* [];
      return new NativeEncoder(encoding, name, errors);
    },
  };
}

export function utf8Decoder(errors: string): Decoder {
  return new NativeDecoder(UTF_8, errors);
}
export function utf8Encoder(errors: string): Encoder {
  return new NativeEncoder(UTF_8, "utf-8", errors);
}

/** What `codecs.lookup` says, where there is such a thing. */
function* lookUp(name: string): Steps<Value | undefined> {
  const module = current.interpreter.modules.get("_codecs");
  const lookup = module instanceof PyModule ? module.dict.get("lookup") : undefined;
  if (lookup === undefined) return undefined;
  const info = (yield invoke(module as Value, "lookup", name)) as Value;
  if (!(yield* isTrue((yield* attribute(info, "_is_text_encoding")) as Value)))
    raise(
      E.LookupError,
      `'${name}' is not a text encoding; use codecs.open() to handle arbitrary codecs`,
    );
  return info;
}

function foreignCodec(info: Value): TextCodec {
  return {
    *decoder(errors) {
      return new ForeignDecoder((yield invoke(info, "incrementaldecoder", errors)) as Value);
    },
    *encoder(errors) {
      return new ForeignEncoder((yield invoke(info, "incrementalencoder", errors)) as Value);
    },
  };
}

/** The name of an encoding or error handler. */
export function nameText(value: Value, what: string): string {
  const text = textOf(value);
  if (text === undefined)
    raise(
      E.TypeError,
      `TextIOWrapper() argument '${what}' must be str or None, not ${typeName(value)}`,
    );
  if (text.includes("\0")) raise(E.ValueError, "embedded null character");
  return text;
}
