/**
 * From bytes to code points. A decoder goes on from where its reader is, and stops at the end (then it answers null) or at
 * bytes that mean nothing: an error handler says what becomes of those.
 */
import { SIMPLE_ESCAPES } from "../../syntax/escapes.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { fromPoints } from "../str.ts";
import type { CodePage, Encoding } from "./encodings.ts";
import { readUnit } from "./error-handlers.ts";
import { NamesWanted, unicodeNames } from "./unicode-names.ts";

/** Bytes that mean nothing, and why. */
export interface Bad {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** Text in the making. */
export class Reader {
  bytes: Uint8Array;
  at = 0;
  /** The first escape that Python does not know, if there was one. */
  oddEscape: string | null = null;
  #points: Uint32Array;
  #length = 0;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#points = new Uint32Array(bytes.length + 8);
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
}

export type Decoder = (reader: Reader) => Bad | null;

/** The decoder of an encoding other than Latin-1, which needs none; wide ones have their byte order in `little`. */
export function decoderOf({ codec, page }: Encoding, little: boolean, isFinal: boolean): Decoder {
  switch (codec) {
    case "utf-8":
      return (reader) => readUtf8(reader, isFinal);
    case "utf-16":
      return (reader) => readUtf16(reader, little, isFinal);
    case "utf-32":
      return (reader) => readUtf32(reader, little, isFinal);
    case "unicodeescape":
      return (reader) => readEscapes(reader, isFinal);
    case "rawunicodeescape":
      return (reader) => readRawEscapes(reader, isFinal);
    case "charmap":
      return readPage(page as CodePage);
    default:
      return readAscii;
  }
}

function readAscii(reader: Reader): Bad | null {
  const { bytes } = reader;
  for (; reader.at < bytes.length; reader.at++) {
    const byte = bytes[reader.at] as number;
    if (byte >= 128)
      return { start: reader.at, end: reader.at + 1, reason: "ordinal not in range(128)" };
    reader.put(byte);
  }
  return null;
}

function readPage({ points }: CodePage): Decoder {
  return (reader) => {
    const { bytes } = reader;
    for (; reader.at < bytes.length; reader.at++) {
      const point = points[bytes[reader.at] as number] as number;
      if (point < 0)
        return { start: reader.at, end: reader.at + 1, reason: "character maps to <undefined>" };
      reader.put(point);
    }
    return null;
  };
}

function readUtf8(reader: Reader, isFinal: boolean): Bad | null {
  const { bytes } = reader;
  while (reader.at < bytes.length) {
    const i = reader.at;
    const b = bytes[i] as number;
    if (b < 0x80) {
      reader.put(b);
      reader.at++;
      continue;
    }
    const need = b < 0xc2 || b > 0xf4 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    if (need === 0) return { start: i, end: i + 1, reason: "invalid start byte" };
    let point = b & (0x3f >> need);
    for (let n = 1; n <= need; n++) {
      const c = bytes[i + n];
      if (c === undefined)
        return isFinal ? { start: i, end: i + n, reason: "unexpected end of data" } : null;
      // The second byte tells overlong forms, surrogates and what lies beyond Unicode.
      const low = n > 1 ? 0x80 : b === 0xe0 ? 0xa0 : b === 0xf0 ? 0x90 : 0x80;
      const high = n > 1 ? 0xbf : b === 0xed ? 0x9f : b === 0xf4 ? 0x8f : 0xbf;
      if (c < low || c > high) return { start: i, end: i + n, reason: "invalid continuation byte" };
      point = (point << 6) | (c & 63);
    }
    reader.put(point);
    reader.at += need + 1;
  }
  return null;
}

const isSurrogate = (p: number): boolean => p >= 0xd800 && p <= 0xdfff;

function readUtf16(reader: Reader, little: boolean, isFinal: boolean): Bad | null {
  const { bytes } = reader;
  for (; reader.at < bytes.length; reader.at += 2) {
    const i = reader.at;
    if (i + 2 > bytes.length)
      return isFinal ? { start: i, end: bytes.length, reason: "truncated data" } : null;
    const unit = readUnit(bytes, i, 2, little);
    if (!isSurrogate(unit)) reader.put(unit);
    else if (unit >= 0xdc00) return { start: i, end: i + 2, reason: "illegal encoding" };
    else if (i + 4 > bytes.length)
      return isFinal ? { start: i, end: bytes.length, reason: "unexpected end of data" } : null;
    else {
      const low = readUnit(bytes, i + 2, 2, little);
      if (low < 0xdc00 || low > 0xdfff)
        return { start: i, end: i + 2, reason: "illegal UTF-16 surrogate" };
      reader.put(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      reader.at += 2;
    }
  }
  return null;
}

function readUtf32(reader: Reader, little: boolean, isFinal: boolean): Bad | null {
  const { bytes } = reader;
  for (; reader.at < bytes.length; reader.at += 4) {
    const i = reader.at;
    if (i + 4 > bytes.length)
      return isFinal ? { start: i, end: bytes.length, reason: "truncated data" } : null;
    const point = readUnit(bytes, i, 4, little);
    if (point > 0x10ffff)
      return { start: i, end: i + 4, reason: "code point not in range(0x110000)" };
    if (isSurrogate(point)) {
      const reason = "code point in surrogate code point range(0xd800, 0xe000)";
      return { start: i, end: i + 4, reason };
    }
    reader.put(point);
  }
  return null;
}

const isHexByte = (c: number | undefined): boolean =>
  c !== undefined && ((c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70));
const isOctalByte = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 55;

/** The number that follows a backslash and a letter: its end, and NaN where digits are missing. */
function hexAt(bytes: Uint8Array, at: number, digits: number): [value: number, end: number] {
  let text = "";
  let end = at + 2;
  for (; end < at + 2 + digits && isHexByte(bytes[end]); end++)
    text += String.fromCharCode(bytes[end] as number);
  return [text.length === digits ? Number.parseInt(text, 16) : Number.NaN, end];
}

const FORMS: Readonly<Record<string, string>> = { x: "\\xXX", u: "\\uXXXX", U: "\\UXXXXXXXX" };
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscapes(reader: Reader, isFinal: boolean): Bad | null {
  const { bytes } = reader;
  while (reader.at < bytes.length) {
    const i = reader.at;
    const byte = bytes[i] as number;
    if (byte !== 92) {
      reader.put(byte);
      reader.at++;
      continue;
    }
    if (i + 1 === bytes.length)
      return isFinal ? { start: i, end: i + 1, reason: "\\ at end of string" } : null;
    const letter = String.fromCharCode(bytes[i + 1] as number);
    const simple = SIMPLE_ESCAPES.get(letter);
    if (simple !== undefined || letter === "\n") {
      if (simple !== undefined) reader.put(simple.charCodeAt(0));
      reader.at += 2;
    } else if (letter === "x" || letter === "u" || letter === "U") {
      const [value, end] = hexAt(bytes, i, DIGITS[letter] as number);
      if (!isFinal && Number.isNaN(value) && end === bytes.length) return null;
      if (Number.isNaN(value))
        return { start: i, end, reason: `truncated ${FORMS[letter]} escape` };
      if (value > 0x10ffff) return { start: i, end, reason: "illegal Unicode character" };
      reader.put(value);
      reader.at = end;
    } else if (letter === "N") {
      const bad = readName(reader, isFinal);
      if (bad !== undefined) return bad;
    } else if (isOctalByte(bytes[i + 1])) {
      let end = i + 1;
      let value = 0;
      for (; end < i + 4 && isOctalByte(bytes[end]); end++)
        value = value * 8 + (bytes[end] as number) - 48;
      if (!isFinal && end < i + 4 && end === bytes.length) return null;
      if (value > 0o377)
        reader.oddEscape ??= `"\\${value.toString(8)}" is an invalid octal escape sequence. `;
      reader.put(value);
      reader.at = end;
    } else {
      reader.oddEscape ??= `"\\${letter}" is an invalid escape sequence. `;
      reader.put(92);
      reader.put(bytes[i + 1] as number);
      reader.at += 2;
    }
  }
  return null;
}

/** `\N{name}`; undefined where it was read. */
function readName(reader: Reader, isFinal: boolean): Bad | null | undefined {
  const { bytes, at: i } = reader;
  let end = i + 2;
  if (bytes[end] === 123) {
    const close = bytes.indexOf(125, end);
    if (close < 0 && !isFinal) return null;
    if (close > end + 1) {
      const name = new TextDecoder("latin1").decode(bytes.subarray(end + 1, close));
      const names = unicodeNames();
      if (names === null) throw new NamesWanted();
      const point = names.lookup(name);
      if (point === undefined)
        return { start: i, end: close + 1, reason: "unknown Unicode character name" };
      reader.put(point);
      reader.at = close + 1;
      return undefined;
    }
    end = close < 0 ? bytes.length : close;
  } else if (!isFinal && end === bytes.length) return null;
  return { start: i, end, reason: "malformed \\N character escape" };
}

function readRawEscapes(reader: Reader, isFinal: boolean): Bad | null {
  const { bytes } = reader;
  while (reader.at < bytes.length) {
    const i = reader.at;
    const letter = bytes[i + 1];
    if (bytes[i] !== 92 || (letter !== 117 && letter !== 85)) {
      if (bytes[i] === 92 && letter === undefined && !isFinal) return null;
      reader.put(bytes[i] as number);
      reader.at++;
      // A backslash that is itself escaped begins nothing.
      if (bytes[i] === 92 && letter === 92) {
        reader.put(92);
        reader.at++;
      }
      continue;
    }
    const form = letter === 117 ? "u" : "U";
    const [value, end] = hexAt(bytes, i, DIGITS[form] as number);
    if (!isFinal && Number.isNaN(value) && end === bytes.length) return null;
    if (Number.isNaN(value)) return { start: i, end, reason: `truncated ${FORMS[form]} escape` };
    if (value > 0x10ffff) return { start: i, end, reason: "\\Uxxxxxxxx out of range" };
    reader.put(value);
    reader.at = end;
  }
  return null;
}
