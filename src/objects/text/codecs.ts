/** From text to bytes and back. https://docs.python.org/3/library/codecs.html#error-handlers */
import { checkBytes } from "../buffers.ts";
import { decodeError, encodeError } from "../builtins/unicode-errors.ts";
import { charge } from "../current.ts";
import { E, PyThrow, raise } from "../errors.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { PyBytes } from "../sequences.ts";
import { fromJs, fromPoints, type PyStr, pointsOf } from "../str.ts";

type Codec = "utf-8" | "ascii" | "latin-1" | "utf-16" | "utf-32";
interface Encoding {
  readonly codec: Codec;
  /** As error messages have it. */
  readonly shown: string;
  readonly little: boolean;
  /** Begins with a byte order mark. */
  readonly mark: boolean;
}

const ENCODINGS = new Map<string, Encoding>();
const add = (
  codec: Codec,
  shown: string,
  little: boolean,
  mark: boolean,
  ...names: string[]
): void => {
  for (const name of names) ENCODINGS.set(name, { codec, shown, little, mark });
};
add("utf-8", "utf-8", true, false, "utf8", "utf", "u8", "cp65001");
add("utf-8", "utf-8", true, true, "utf8sig");
add("ascii", "ascii", true, false, "ascii", "usascii", "646");
add("latin-1", "latin-1", true, false, "latin1", "latin", "iso88591", "88591", "l1", "cp819");
add("utf-16", "utf-16", true, true, "utf16", "u16");
add("utf-16", "utf-16-le", true, false, "utf16le");
add("utf-16", "utf-16-be", false, false, "utf16be");
add("utf-32", "utf-32", true, true, "utf32", "u32");
add("utf-32", "utf-32-le", true, false, "utf32le");
add("utf-32", "utf-32-be", false, false, "utf32be");

const UTF_8 = ENCODINGS.get("utf8") as Encoding;

/** Text as short as this is better read and written by hand. */
const SHORT = 64;

function findEncoding(name: string): Encoding {
  if (name === "utf-8") return UTF_8;
  const found = ENCODINGS.get(name.toLowerCase().replace(/[-_ ]/g, ""));
  return found ?? raise(E.LookupError, `unknown encoding: ${name}`);
}

const isSurrogate = (p: number): boolean => p >= 0xd800 && p <= 0xdfff;
const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, "0");

function unknownHandler(name: string): never {
  raise(E.LookupError, `unknown error handler name '${name}'`);
}

/* Encoding */

/** Writes code points as bytes of one encoding. */
class Writer {
  readonly #encoding: Encoding;
  #bytes: Uint8Array;
  #length = 0;
  constructor(encoding: Encoding, size: number) {
    this.#encoding = encoding;
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

  point(p: number): void {
    const { codec } = this.#encoding;
    if (codec === "utf-32") this.#word(p, 4);
    else if (codec === "utf-16") {
      if (p < 0x10000) this.#word(p, 2);
      else {
        this.#word(0xd800 + ((p - 0x10000) >> 10), 2);
        this.#word(0xdc00 + ((p - 0x10000) & 0x3ff), 2);
      }
    } else if (codec !== "utf-8" || p < 0x80) this.byte(p);
    else {
      // How many bytes follow the first, which begins with as many ones and one more.
      const n = p < 0x800 ? 1 : p < 0x10000 ? 2 : 3;
      this.byte(((0xff00 >> (n + 1)) & 0xff) | (p >> (6 * n)));
      for (let i = n - 1; i >= 0; i--) this.byte(0x80 | ((p >> (6 * i)) & 63));
    }
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.point(text.charCodeAt(i));
  }

  finish(): PyBytes {
    return new PyBytes(this.#bytes.slice(0, this.#length));
  }
}

/** `str.encode`. */
export function encode(value: string | PyStr, name: string, errors: string): PyBytes {
  const encoding = findEncoding(name);
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
  const limit = codec === "ascii" ? 0x7f : codec === "latin-1" ? 0xff : 0x10ffff;
  const isBad = (p: number): boolean => p > limit || (limit === 0x10ffff && isSurrogate(p));
  const points = pointsOf(value);
  charge(points.length >>> 2);
  const size = codec === "utf-16" ? 2 : codec === "utf-32" ? 4 : 1;
  checkBytes(points.length * size);
  const out = new Writer(encoding, points.length * size);
  if (mark) out.point(0xfeff);
  for (let i = 0; i < points.length; ) {
    if (!isBad(points[i] as number)) {
      out.point(points[i++] as number);
      continue;
    }
    let end = i + 1;
    // sic: UTF-16 and UTF-32 give their handlers one character at a time.
    if (codec !== "utf-16" && codec !== "utf-32")
      while (end < points.length && isBad(points[end] as number)) end++;
    i = encodeBad(out, encoding, value, points, i, end, errors);
  }
  return out.finish();
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

/** Lets the error handler write what the encoding cannot; answers where to go on. */
function encodeBad(
  out: Writer,
  { codec, shown }: Encoding,
  value: string | PyStr,
  points: Uint32Array,
  start: number,
  end: number,
  errors: string,
): number {
  const fail = (at: number): never => {
    const ordinal = codec === "ascii" ? 128 : 256;
    const isNarrow = codec === "ascii" || codec === "latin-1";
    const reason = isNarrow ? `ordinal not in range(${ordinal})` : "surrogates not allowed";
    throw new PyThrow(encodeError(shown, value, at, end, reason));
  };
  switch (errors) {
    case "ignore":
      break;
    case "replace":
      for (let i = start; i < end; i++) out.point(63);
      break;
    case "backslashreplace":
      for (let i = start; i < end; i++) out.text(escapeOf(points[i] as number));
      break;
    case "xmlcharrefreplace":
      for (let i = start; i < end; i++) out.text(`&#${points[i]};`);
      break;
    case "surrogateescape":
      // Whole units only: a lone byte is none in UTF-16 and UTF-32.
      if (codec === "utf-16" || codec === "utf-32") fail(start);
      for (let i = start; i < end; i++) {
        const p = points[i] as number;
        if (p < 0xdc80 || p > 0xdcff) fail(i);
        out.byte(p - 0xdc00);
      }
      break;
    case "surrogatepass":
      if (codec === "ascii" || codec === "latin-1") fail(start);
      for (let i = start; i < end; i++) out.point(points[i] as number);
      break;
    case "strict":
      return fail(start);
    default:
      return unknownHandler(errors);
  }
  return end;
}

function escapeOf(p: number): string {
  if (p < 0x100) return `\\x${hex(p, 2)}`;
  return p < 0x10000 ? `\\u${hex(p, 4)}` : `\\U${hex(p, 8)}`;
}

/* Decoding */

/** Text in the making, and the error handler for bytes that mean nothing. */
class Reader {
  readonly bytes: Uint8Array;
  #points: Uint32Array;
  #length = 0;
  readonly #codec: Codec;
  readonly #little: boolean;
  readonly #shown: string;
  readonly #errors: string;
  constructor(bytes: Uint8Array, codec: Codec, shown: string, little: boolean, errors: string) {
    this.bytes = bytes;
    this.#points = new Uint32Array(bytes.length + 8);
    this.#codec = codec;
    this.#shown = shown;
    this.#little = little;
    this.#errors = errors;
  }

  /** Adds a code point. */
  put(point: number): void {
    if (this.#length === this.#points.length) {
      checkTextLength(this.#length * 2);
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#points);
      this.#points = larger;
    }
    this.#points[this.#length++] = point;
  }

  /** The str. */
  finish(): Value {
    checkTextLength(this.#length);
    return fromPoints(this.#points.subarray(0, this.#length));
  }

  /** A word of some bytes. */
  word(at: number, size: number): number {
    let value = 0;
    for (let k = 0; k < size; k++)
      value += (this.bytes[at + (this.#little ? k : size - 1 - k)] as number) * 2 ** (8 * k);
    return value;
  }

  /** Handles the bytes from `start` to `end`; answers where to go on. */
  bad(start: number, end: number, reason: string): number {
    const { bytes } = this;
    switch (this.#errors) {
      case "ignore":
        return end;
      case "replace":
        this.put(0xfffd);
        return end;
      case "backslashreplace":
        for (let i = start; i < end; i++)
          for (const c of `\\x${hex(bytes[i] as number, 2)}`) this.put(c.charCodeAt(0));
        return end;
      case "surrogateescape": {
        let i = start;
        for (; i < end && (bytes[i] as number) >= 128; i++) this.put(0xdc00 + (bytes[i] as number));
        return i > start ? i : this.#fail(start, end, reason);
      }
      case "surrogatepass":
        return this.#passSurrogate(start) ?? this.#fail(start, end, reason);
      case "strict":
        return this.#fail(start, end, reason);
      case "xmlcharrefreplace":
      case "namereplace":
        return raise(E.TypeError, "don't know how to handle UnicodeDecodeError in error callback");
      default:
        return unknownHandler(this.#errors);
    }
  }

  /** A surrogate where there may be none. */
  #passSurrogate(start: number): number | undefined {
    const { bytes } = this;
    const size = this.#codec === "utf-8" ? 3 : this.#codec === "utf-16" ? 2 : 4;
    if (this.#codec === "ascii" || start + size > bytes.length) return undefined;
    let point: number;
    if (this.#codec === "utf-8") {
      const [a, b, c] = [bytes[start], bytes[start + 1], bytes[start + 2]] as [
        number,
        number,
        number,
      ];
      if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return undefined;
      point = ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
    } else point = this.word(start, size);
    if (!isSurrogate(point)) return undefined;
    this.put(point);
    return start + size;
  }

  #fail(start: number, end: number, reason: string): never {
    throw new PyThrow(decodeError(this.#shown, new PyBytes(this.bytes), start, end, reason));
  }
}

/** `bytes.decode`. */
export function decode(bytes: Uint8Array, name: string, errors: string): Value {
  // sic: no encoding is looked for where there is nothing to decode.
  if (bytes.length === 0) return "";
  const { codec, shown, little, mark } = findEncoding(name);
  switch (codec) {
    case "latin-1":
      checkTextLength(bytes.length);
      return fromPoints(bytes);
    case "ascii": {
      // As UTF-8, only ASCII has as many characters as bytes.
      const text = fromUtf8(bytes);
      if (text?.length === bytes.length) return text;
      const reader = new Reader(bytes, codec, shown, little, errors);
      for (let i = 0; i < bytes.length; )
        if ((bytes[i] as number) < 128) reader.put(bytes[i++] as number);
        else i = reader.bad(i, i + 1, "ordinal not in range(128)");
      return reader.finish();
    }
    case "utf-8": {
      const hasMark = mark && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      return decodeUtf8(hasMark ? bytes.subarray(3) : bytes, shown, errors);
    }
    default:
      return decodeWide(bytes, codec, shown, little, mark, errors);
  }
}

function decodeUtf8(bytes: Uint8Array, shown: string, errors: string): Value {
  const text = fromUtf8(bytes);
  if (text !== null) return fromJs(text);
  const reader = new Reader(bytes, "utf-8", shown, true, errors);
  readUtf8(reader);
  return reader.finish();
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

function readUtf8(reader: Reader): void {
  const { bytes } = reader;
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i] as number;
    if (b < 0x80) {
      reader.put(b);
      i++;
      continue;
    }
    const need = b < 0xc2 || b > 0xf4 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    if (need === 0) {
      i = reader.bad(i, i + 1, "invalid start byte");
      continue;
    }
    let point = b & (0x3f >> need);
    let n = 1;
    let reason = "";
    for (; n <= need; n++) {
      const c = bytes[i + n];
      if (c === undefined) {
        reason = "unexpected end of data";
        break;
      }
      // The second byte tells overlong forms, surrogates and what lies beyond Unicode.
      const low = n > 1 ? 0x80 : b === 0xe0 ? 0xa0 : b === 0xf0 ? 0x90 : 0x80;
      const high = n > 1 ? 0xbf : b === 0xed ? 0x9f : b === 0xf4 ? 0x8f : 0xbf;
      if (c < low || c > high) {
        reason = "invalid continuation byte";
        break;
      }
      point = (point << 6) | (c & 63);
    }
    if (reason !== "") i = reader.bad(i, i + n, reason);
    else {
      reader.put(point);
      i += need + 1;
    }
  }
}

function decodeWide(
  bytes: Uint8Array,
  codec: "utf-16" | "utf-32",
  shown: string,
  little: boolean,
  mark: boolean,
  errors: string,
): Value {
  const size = codec === "utf-16" ? 2 : 4;
  let isLittle = little;
  let i = 0;
  if (mark && bytes.length >= size) {
    const probe = (asLittle: boolean): number =>
      new Reader(bytes, codec, shown, asLittle, errors).word(0, size);
    if (probe(true) === 0xfeff) i = size;
    else if (probe(false) === 0xfeff) {
      i = size;
      isLittle = false;
    }
  }
  const named = mark ? `${codec}-${isLittle ? "le" : "be"}` : shown;
  const reader = new Reader(bytes, codec, named, isLittle, errors);
  while (i < bytes.length) {
    if (i + size > bytes.length) {
      i = reader.bad(i, bytes.length, "truncated data");
      continue;
    }
    const w = reader.word(i, size);
    if (size === 4) {
      if (w > 0x10ffff) i = reader.bad(i, i + 4, "code point not in range(0x110000)");
      else if (isSurrogate(w))
        i = reader.bad(i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
      else {
        reader.put(w);
        i += 4;
      }
      continue;
    }
    if (!isSurrogate(w)) {
      reader.put(w);
      i += 2;
    } else if (w >= 0xdc00) i = reader.bad(i, i + 2, "illegal encoding");
    else if (i + 4 > bytes.length) i = reader.bad(i, bytes.length, "unexpected end of data");
    else {
      const low = reader.word(i + 2, 2);
      if (low < 0xdc00 || low > 0xdfff) i = reader.bad(i, i + 2, "illegal UTF-16 surrogate");
      else {
        reader.put(0x10000 + ((w - 0xd800) << 10) + (low - 0xdc00));
        i += 4;
      }
    }
  }
  return reader.finish();
}
