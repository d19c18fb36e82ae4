/** From text to bytes and back. https://docs.python.org/3/library/codecs.html */
import { checkBytes } from "../buffers.ts";
import { addNote } from "../builtins/exception-base.ts";
import { decodeError, encodeError } from "../builtins/unicode-errors.ts";
import { fitIndex, toIndex } from "../conversions.ts";
import { charge, current } from "../current.ts";
import { E, getHidden, type PyException, PyThrow, raise } from "../errors.ts";
import type { Int } from "../int.ts";
import { viewOfBytes } from "../memory.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { eager } from "../protocols/drain.ts";
import { call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { PyBytes, PyTuple } from "../sequences.ts";
import { fromJs, fromPoints, isStr, type PyStr, pointsOf } from "../str.ts";
import { type Bad, decoderOf, Reader } from "./decoders.ts";
import { type Codec, type Encoding, knownEncoding } from "./encodings.ts";
import {
  escapeOf,
  findHandler,
  type Handler,
  type Reply,
  readUnit,
  type Trouble,
} from "./error-handlers.ts";
import { NamesWanted } from "./unicode-names.ts";

/** Text as short as this is better read and written by hand. */
const SHORT = 64;

const isSurrogate = (p: number): boolean => p >= 0xd800 && p <= 0xdfff;

/* Encoding */

/** Writes code points as bytes of one encoding. */
class Writer {
  readonly #encoding: Encoding;
  readonly #limit: number;
  #bytes: Uint8Array;
  #length = 0;
  constructor(encoding: Encoding, size: number) {
    this.#encoding = encoding;
    this.#limit =
      encoding.codec === "ascii" ? 0x7f : encoding.codec === "latin-1" ? 0xff : 0x10ffff;
    this.#bytes = new Uint8Array(size + 8);
  }

  byte(b: number): void {
    if (this.#length === this.#bytes.length) {
      checkBytes(this.#length * 2);
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = b;
  }

  #word(value: number, size: number): void {
    const { little } = this.#encoding;
    for (let i = 0; i < size; i++) this.byte((value >>> (8 * (little ? i : size - 1 - i))) & 255);
  }

  /** Is there nothing in the encoding for this character? */
  isBad(p: number): boolean {
    const { codec, page } = this.#encoding;
    if (page !== null) return !page.bytes.has(p);
    if (codec === "unicodeescape" || codec === "rawunicodeescape") return false;
    return p > this.#limit || (this.#limit === 0x10ffff && isSurrogate(p));
  }

  point(p: number): void {
    switch (this.#encoding.codec) {
      case "utf-32":
        return this.#word(p, 4);
      case "utf-16":
        if (p < 0x10000) return this.#word(p, 2);
        this.#word(0xd800 + ((p - 0x10000) >> 10), 2);
        return this.#word(0xdc00 + ((p - 0x10000) & 0x3ff), 2);
      case "charmap":
        return this.byte(this.#encoding.page?.bytes.get(p) as number);
      case "unicodeescape":
        return this.#ascii(shownEscape(p));
      case "rawunicodeescape":
        return p < 0x100 ? this.byte(p) : this.#ascii(escapeOf(p));
      case "utf-8":
        if (p >= 0x80) {
          // How many bytes follow the first, which begins with as many ones and one more.
          const n = p < 0x800 ? 1 : p < 0x10000 ? 2 : 3;
          this.byte(((0xff00 >> (n + 1)) & 0xff) | (p >> (6 * n)));
          for (let i = n - 1; i >= 0; i--) this.byte(0x80 | ((p >> (6 * i)) & 63));
          return;
        }
    }
    this.byte(p);
  }

  #ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  /** Writes what an error handler has answered; false where the encoding has nothing for that either. */
  reply({ points, bytes }: Reply): boolean {
    const size = this.#encoding.codec === "utf-16" ? 2 : this.#encoding.codec === "utf-32" ? 4 : 1;
    if (bytes !== null) {
      if (bytes.length % size !== 0) return false;
      for (const b of bytes) this.byte(b);
      return true;
    }
    // sic: beside what is missing in the encoding, these take nothing but ASCII.
    const isUnicode = this.#encoding.codec.startsWith("utf");
    for (const p of points ?? []) if (this.isBad(p) || (isUnicode && p > 0x7f)) return false;
    for (const p of points ?? []) this.point(p);
    return true;
  }

  finish(): PyBytes {
    return new PyBytes(this.#bytes.slice(0, this.#length));
  }
}

const SHORT_ESCAPES = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
  [92, "\\\\"],
]);

function shownEscape(p: number): string {
  if (p >= 32 && p < 127 && p !== 92) return String.fromCharCode(p);
  return SHORT_ESCAPES.get(p) ?? escapeOf(p);
}

/** `str.encode`: bytes, or a request that ends in them where an error handler is Python's. */
export function encode(value: string | PyStr, name: string, errors: string): NativeResult {
  const encoding = knownEncoding(name);
  if (encoding === undefined) return codeBy("encode", value, name, errors);
  const { codec, mark } = encoding;
  const plain = typeof value === "string" ? value : value.isRaw ? null : value.text;
  if (plain !== null) {
    charge(plain.length >>> 4);
    if (codec === "utf-8" && !mark) {
      const ascii = plain.length <= SHORT ? narrowBytes(plain, "ascii") : null;
      return new PyBytes(ascii ?? new TextEncoder().encode(plain));
    }
    const narrow = codec === "ascii" || codec === "latin-1" ? narrowBytes(plain, codec) : null;
    if (narrow !== null) return new PyBytes(narrow);
  }
  if (errors.includes("\0")) raise(E.ValueError, "embedded null character");
  const made = encodeSlowly(value, encoding, errors);
  return eager(
    encoding.page === null ? made : noting(made, `encoding with '${name}' codec failed`),
  );
}

/** Code pages are codecs of the library's, which note what they were asked for. */
function* noting(coding: NativeGenerator, note: string): NativeGenerator {
  try {
    return yield* coding;
  } catch (error) {
    if (error instanceof PyThrow) addNote(error.exception, fromJs(note));
    throw error;
  }
}

/** By a codec that is registered; without an interpreter there is none. */
function codeBy(
  direction: "encode" | "decode",
  value: Value,
  name: string,
  errors: string,
): NativeResult {
  const interpreter = current.interpreter as typeof current.interpreter | undefined;
  if (interpreter !== undefined) return interpreter.codeText(direction, value, name, errors);
  return raise(E.LookupError, `unknown encoding: ${name}`);
}

/** The same for handlers of Python's own, which make no requests. */
export function encodeNow(value: string | PyStr, name: string, errors: string): PyBytes {
  return encode(value, name, errors) as PyBytes;
}

function* encodeSlowly(value: string | PyStr, encoding: Encoding, errors: string): NativeGenerator {
  const { codec } = encoding;
  const points = pointsOf(value);
  charge(points.length >>> 2);
  const size = codec === "utf-16" ? 2 : codec === "utf-32" ? 4 : 1;
  checkBytes(points.length * size);
  const out = new Writer(encoding, points.length * size);
  if (encoding.mark) out.point(0xfeff);
  const reason = whyNot(codec);
  for (let i = 0; i < points.length; ) {
    if (!out.isBad(points[i] as number)) {
      out.point(points[i++] as number);
      continue;
    }
    let end = i + 1;
    // sic: UTF-16 and UTF-32 give their handlers one character at a time.
    if (size === 1) while (end < points.length && out.isBad(points[end] as number)) end++;
    const start =
      size === 1 && errors === "surrogateescape" ? escapedUntil(out, points, i, end) : i;
    if (start === end) {
      i = end;
      continue;
    }
    const fail = (): PyException => encodeError(encoding.shown, value, start, end, reason);
    const trouble: Trouble = {
      kind: "encode",
      encoding: encoding.shown,
      points,
      bytes: null,
      start,
      end,
    };
    const reply = yield* handle(errors, trouble, fail, points.length);
    if (!out.reply(reply)) throw new PyThrow(fail());
    i = reply.next;
  }
  return out.finish();
}

/** Writes the bytes that surrogates stand for, up to the first that stands for none. */
function escapedUntil(out: Writer, points: Uint32Array, start: number, end: number): number {
  let i = start;
  for (; i < end; i++) {
    const p = points[i] as number;
    if (p < 0xdc80 || p > 0xdcff) break;
    out.byte(p - 0xdc00);
  }
  return i;
}

function whyNot(codec: Codec): string {
  if (codec === "ascii") return "ordinal not in range(128)";
  if (codec === "latin-1") return "ordinal not in range(256)";
  return codec === "charmap" ? "character maps to <undefined>" : "surrogates not allowed";
}

/** A byte for each character; null where there is one that has none. */
function narrowBytes(text: string, codec: "ascii" | "latin-1"): Uint8Array | null {
  const limit = codec === "ascii" ? 0x7f : 0xff;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > limit) return null;
    bytes[i] = code;
  }
  return bytes;
}

/* Error handlers */

/** What the handler called `errors` makes of it; raises the error where that makes nothing. */
export function* handle(
  errors: string,
  trouble: Trouble,
  fail: () => PyException,
  size: number,
): Generator<Exclude<NativeResult, Value | undefined>, Reply, Value> {
  const handler = findHandler(errors);
  if (typeof handler !== "function") {
    const error = fail();
    const answer = yield call(handler, error);
    return yield* checkReply(answer, trouble, error, size);
  }
  const reply = yield* runHandler(handler, trouble);
  if (reply === null) throw new PyThrow(fail());
  return reply;
}

/** Runs a handler of Python's own, which may want the names of characters. */
export function* runHandler(
  handler: Handler,
  trouble: Trouble,
): Generator<Exclude<NativeResult, Value | undefined>, Reply | null, Value> {
  try {
    return handler(trouble);
  } catch (error) {
    if (!(error instanceof NamesWanted)) throw error;
    yield current.interpreter.loadNames();
    return handler(trouble);
  }
}

/** What a handler written in Python has answered: text (or bytes, when encoding), and where to go on. */
function* checkReply(
  answer: Value,
  { kind }: Trouble,
  error: PyException,
  size: number,
): Generator<Exclude<NativeResult, Value | undefined>, Reply, Value> {
  const isTuple = answer instanceof PyTuple && answer.items.length === 2;
  const text = isTuple ? (answer.items[0] as Value) : null;
  const isBytes = kind === "encode" && text instanceof PyBytes;
  if (!isTuple || text === null || !(isBytes || isStr(text)))
    raise(
      E.TypeError,
      kind === "encode"
        ? "encoding error handler must return (str/bytes, int) tuple"
        : "decoding error handler must return (str, int) tuple",
    );
  const index = toIndex((answer as PyTuple).items[1] as Value);
  const given = fitIndex((isPending(index) ? yield index : index) as Int);
  // Of bytes the handler may have put others in the place.
  const object = kind === "decode" ? getHidden(error, "object") : undefined;
  const length = object instanceof PyBytes ? object.bytes.length : size;
  const next = given < 0 ? given + length : given;
  if (next < 0 || next > length)
    raise(E.IndexError, `position ${given} from error handler out of bounds`);
  return text instanceof PyBytes
    ? { points: null, bytes: text.bytes, next }
    : { points: pointsOf(text as string | PyStr), bytes: null, next };
}

/* Decoding */

/** `bytes.decode`: text, or a request that ends in it. */
export function decode(bytes: Uint8Array, name: string, errors: string): NativeResult {
  // sic: no encoding is looked for where there is nothing to decode.
  if (bytes.length === 0) return "";
  const encoding = knownEncoding(name);
  if (encoding === undefined)
    return codeBy("decode", viewOfBytes(new PyBytes(bytes)), name, errors);
  const { codec, mark } = encoding;
  if (codec === "latin-1") {
    checkTextLength(bytes.length);
    return fromPoints(bytes);
  }
  let rest = bytes;
  if (codec === "ascii" || codec === "utf-8") {
    if (mark && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
      rest = bytes.subarray(3);
    const text = fromUtf8(rest);
    // As UTF-8, only ASCII has as many characters as bytes.
    if (text !== null && (codec === "utf-8" || text.length === rest.length)) return fromJs(text);
  }
  if (errors.includes("\0")) raise(E.ValueError, "embedded null character");
  const made = decodeSlowly(new Reader(rest), encoding, errors, true);
  return eager(
    encoding.page === null ? made : noting(made, `decoding with '${name}' codec failed`),
  );
}

/** The same for handlers of Python's own, which make no requests. */
export function decodeNow(bytes: Uint8Array, name: string, errors: string): Value {
  return decode(bytes, name, errors) as Value;
}

/** Goes on from where the reader is; where more bytes may follow (not `isFinal`), it stops at what may be part of a character. */
export function* decodeSlowly(
  reader: Reader,
  encoding: Encoding,
  errors: string,
  isFinal: boolean,
): NativeGenerator {
  charge(reader.bytes.length >>> 2);
  const [little, shown] = byteOrder(reader, encoding);
  const decoder = decoderOf(encoding, little, isFinal);
  for (;;) {
    let bad: Bad | null;
    try {
      bad = decoder(reader);
    } catch (error) {
      if (!(error instanceof NamesWanted)) throw error;
      yield current.interpreter.loadNames();
      continue;
    }
    if (bad === null) break;
    yield* mend(reader, bad, shown, errors);
  }
  if (reader.oddEscape !== null)
    yield current.interpreter.warn(
      E.DeprecationWarning,
      `${reader.oddEscape}Such sequences will not work in the future. `,
    );
  return reader.finish();
}

/** Lets the error handler say what becomes of bytes that mean nothing. */
function* mend(
  reader: Reader,
  { start, end, reason }: Bad,
  shown: string,
  errors: string,
): Generator<Exclude<NativeResult, Value | undefined>, void, Value> {
  const { bytes } = reader;
  let error: PyException | undefined;
  const fail = (): PyException => {
    error ??= decodeError(shown, new PyBytes(bytes), start, end, reason);
    return error;
  };
  const trouble: Trouble = { kind: "decode", encoding: shown, points: null, bytes, start, end };
  const reply = yield* handle(errors, trouble, fail, bytes.length);
  for (const point of reply.points ?? []) reader.put(point);
  const object = error === undefined ? undefined : getHidden(error, "object");
  if (object instanceof PyBytes) reader.bytes = object.bytes;
  reader.at = reply.next;
}

/** Passes over a byte order mark; answers what it says, and what messages call the encoding then. */
function byteOrder(reader: Reader, { codec, shown, little, mark }: Encoding): [boolean, string] {
  const size = codec === "utf-16" ? 2 : 4;
  if (!mark || (codec !== "utf-16" && codec !== "utf-32")) return [little, shown];
  const { bytes } = reader;
  const isMarked = (asLittle: boolean): boolean =>
    bytes.length >= size && readUnit(bytes, 0, size, asLittle) === 0xfeff;
  const isLittle = isMarked(true) || !isMarked(false);
  if (isMarked(isLittle)) reader.at = size;
  return [isLittle, `${codec}-${isLittle ? "le" : "be"}`];
}

function fromUtf8(bytes: Uint8Array): string | null {
  if (bytes.length <= SHORT) {
    const text = fromAscii(bytes);
    if (text !== null) return text;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of short bytes; null where they are not all ASCII. */
function fromAscii(bytes: Uint8Array): string | null {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte > 127) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}
