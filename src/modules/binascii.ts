/** `binascii`: bytes as ASCII text, and back. https://docs.python.org/3/library/binascii.html */
import { bytesLike, checkBytes, viewOf } from "../objects/buffers.ts";
import { hex } from "../objects/builtins/byte-methods.ts";
import { ByteBuilder } from "../objects/builtins/byte-source.ts";
import { integer, smallInt, truth } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule, type Entry } from "../objects/define.ts";
import { E, newException, PyThrow, raise } from "../objects/errors.ts";
import type { Int } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import {
  DECLINED,
  either,
  keyword,
  object,
  optional,
  type Param,
  param,
  UNREPRESENTABLE,
} from "../objects/params.ts";
import { copyMemory, hasMemory } from "../objects/protocols/buffer.ts";
import { after, isPending, type NativeGenerator } from "../objects/requests.ts";
import { PyBytes } from "../objects/sequences.ts";
import { isStr, textOf } from "../objects/str.ts";
import { isAscii } from "../objects/text/characters.ts";
import { PyType } from "../objects/type.ts";
import { typeName } from "../objects/types.ts";
import { crc32, crcCcitt } from "./checksums.ts";

const binasciiError = new PyType("binascii.Error", [E.ValueError]);
const incomplete = new PyType("binascii.Incomplete", [E.Exception]);

function fail(message: string): never {
  throw new PyThrow(newException(binasciiError, message));
}

/** The bytes of JavaScript text that has none beyond U+00FF. */
function latinBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Bytes, or a str that is all ASCII. */
function ascii(name: string): Param<Uint8Array> {
  return param(
    name,
    (value) => {
      if (isStr(value)) {
        const text = textOf(value) as string;
        charge(text.length >>> 4);
        if (isAscii(text)) return latinBytes(text);
        raise(E.ValueError, "string argument should contain only ASCII characters");
      }
      const view = viewOf(value);
      if (view !== undefined) return view;
      if (hasMemory(value)) return DECLINED;
      return raise(
        E.TypeError,
        `argument should be bytes, buffer or ASCII string, not '${typeName(value)}'`,
      );
    },
    function* (value): NativeGenerator {
      const bytes = copyMemory(value);
      return isPending(bytes) ? yield bytes : bytes;
    },
  );
}

/** The least significant 32 bits of any int. */
const word = (value: Int): number => Number(BigInt.asUintN(32, BigInt(value)));

/* Base64 */

const BASE64 = latinBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const NO_DIGIT = 64;
const BASE64_DIGITS = new Uint8Array(256).fill(NO_DIGIT);
BASE64.forEach((char, digit) => {
  BASE64_DIGITS[char] = digit;
});
const PAD = 61;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;

function fromBase64(data: Uint8Array, isStrict: boolean): Value {
  charge(data.length >>> 3);
  const out = new Uint8Array(Math.ceil(data.length / 4) * 3);
  let length = 0;
  /** Digits of the group of four so far, and their bits. */
  let digits = 0;
  let bits = 0;
  let pads = 0;
  let hasPadding = false;
  if (isStrict && data[0] === PAD) fail("Leading padding not allowed");
  for (let i = 0; i < data.length; i++) {
    if (data[i] === PAD) {
      hasPadding = true;
      if (isStrict && digits === 0) fail("Excess padding not allowed");
      if (digits >= 2 && digits + ++pads >= 4) {
        if (isStrict && i + 1 < data.length) fail("Excess data after padding");
        return new PyBytes(out.slice(0, length));
      }
      continue;
    }
    const digit = BASE64_DIGITS[data[i] as number] as number;
    if (digit === NO_DIGIT) {
      if (isStrict) fail("Only base64 data is allowed");
      continue;
    }
    if (isStrict && hasPadding) fail("Discontinuous padding not allowed");
    pads = 0;
    bits = ((bits << 6) | digit) & 0xfff;
    if (digits > 0) out[length++] = bits >> (6 - 2 * digits);
    digits = (digits + 1) % 4;
  }
  if (digits === 1)
    fail(
      `Invalid base64-encoded string: number of data characters (${(length / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`,
    );
  if (digits !== 0) fail("Incorrect padding");
  return new PyBytes(out.slice(0, length));
}

function toBase64(data: Uint8Array, newline: boolean): Value {
  const size = Math.ceil(data.length / 3) * 4;
  checkBytes(size + 1);
  charge(data.length >>> 3);
  const out = new Uint8Array(size + (newline ? 1 : 0)).fill(PAD);
  let at = 0;
  for (let i = 0; i < data.length; i += 3) {
    const left = data.length - i;
    const bits =
      ((data[i] as number) << 16) | ((data[i + 1] as number) << 8) | (data[i + 2] as number);
    for (let d = 0; d < 4; d++, at++)
      if (d <= left) out[at] = BASE64[(bits >> (18 - 6 * d)) & 63] as number;
  }
  if (newline) out[at] = NEWLINE;
  return new PyBytes(out);
}

/* Uuencode */

const UU_LIMIT = 45;

function toUu(data: Uint8Array, backtick: boolean): Value {
  if (data.length > UU_LIMIT) fail("At most 45 bytes at once");
  const out = new ByteBuilder();
  const add = (digit: number): void => out.add(backtick && digit === 0 ? 96 : digit + SPACE);
  add(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const bits = ((data[i] as number) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) add((bits >> shift) & 63);
  }
  out.add(NEWLINE);
  return new PyBytes(out.finish());
}

function fromUu(data: Uint8Array): Value {
  const out = new Uint8Array(((data[0] ?? 0) - SPACE) & 63);
  let at = 1;
  let bits = 0;
  let count = 0;
  for (let length = 0; length < out.length; at++) {
    const char = data[at] ?? NEWLINE;
    // Spaces at the end of a line may have been lost.
    const isEnd = char === NEWLINE || char === RETURN;
    if (!isEnd && (char < SPACE || char > SPACE + 64)) fail("Illegal char");
    bits = ((bits << 6) | (isEnd ? 0 : (char - SPACE) & 63)) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[length++] = bits >> count;
    }
  }
  for (; at < data.length; at++)
    if (![SPACE, SPACE + 64, NEWLINE, RETURN].includes(data[at] as number))
      fail("Trailing garbage");
  return new PyBytes(out);
}

/* Hexadecimal */

const HEX_DIGITS = new Uint8Array(256).fill(255);
for (const [i, char] of [..."0123456789abcdef"].entries())
  for (const one of [char, char.toUpperCase()]) HEX_DIGITS[one.charCodeAt(0)] = i;
const hexDigit = (char: number | undefined): number =>
  char === undefined ? 255 : (HEX_DIGITS[char] as number);

function fromHex(data: Uint8Array): Value {
  charge(data.length >>> 3);
  if (data.length % 2 !== 0) fail("Odd-length string");
  const out = new Uint8Array(data.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = hexDigit(data[2 * i]);
    const low = hexDigit(data[2 * i + 1]);
    if (high > 15 || low > 15) fail("Non-hexadecimal digit found");
    out[i] = high * 16 + low;
  }
  return new PyBytes(out);
}

/* Quoted-printable. https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */

const MAX_LINE = 76;
const UNDERSCORE = 95;
const DOT = 46;

function fromQuoted(data: Uint8Array, isHeader: boolean): Value {
  charge(data.length >>> 3);
  const out = new ByteBuilder();
  for (let i = 0; i < data.length; ) {
    const char = data[i++] as number;
    if (char !== PAD) {
      out.add(isHeader && char === UNDERSCORE ? SPACE : char);
      continue;
    }
    const next = data[i];
    if (next === undefined) break;
    if (next === NEWLINE || next === RETURN) {
      const end = data.indexOf(NEWLINE, i);
      i = end < 0 ? data.length : end + 1;
    } else if (next === PAD) {
      // sic: some encoders write it so.
      out.add(PAD);
      i++;
    } else if (hexDigit(next) < 16 && hexDigit(data[i + 1]) < 16) {
      out.add(hexDigit(next) * 16 + hexDigit(data[i + 1]));
      i += 2;
    } else out.add(PAD);
  }
  return new PyBytes(out.finish());
}

class QuotedWriter {
  readonly #out = new ByteBuilder();
  readonly #hasReturns: boolean;
  #line = 0;
  constructor(hasReturns: boolean) {
    this.#hasReturns = hasReturns;
  }

  get isAtStart(): boolean {
    return this.#line === 0;
  }

  #escape(char: number): void {
    this.#out.add(PAD);
    for (const digit of char.toString(16).toUpperCase().padStart(2, "0"))
      this.#out.add(digit.charCodeAt(0));
  }

  #newLine(): void {
    if (this.#hasReturns) this.#out.add(RETURN);
    this.#out.add(NEWLINE);
    this.#line = 0;
  }

  #softBreak(): void {
    this.#out.add(PAD);
    this.#newLine();
  }

  quote(char: number): void {
    if (this.#line + 3 >= MAX_LINE) this.#softBreak();
    this.#escape(char);
    this.#line += 3;
  }

  /** `isLast`: does the line end behind it? */
  plain(char: number, isLast: boolean): void {
    if (!isLast && this.#line + 1 >= MAX_LINE) this.#softBreak();
    this.#line++;
    this.#out.add(char);
  }

  endLine(): void {
    const out = this.#out;
    const last = out.length > 0 ? out.bytes[out.length - 1] : undefined;
    if (last === SPACE || last === TAB) {
      out.length--;
      this.#escape(last);
    }
    this.#newLine();
  }

  finish(): Value {
    return new PyBytes(this.#out.finish());
  }
}

function toQuoted(
  data: Uint8Array,
  quotesTabs: boolean,
  isText: boolean,
  isHeader: boolean,
): Value {
  charge(data.length >>> 2);
  const first = data.indexOf(NEWLINE);
  const out = new QuotedWriter(first > 0 && data[first - 1] === RETURN);
  const endsLine = (char: number | undefined): boolean => char === NEWLINE || char === RETURN;
  for (let i = 0; i < data.length; i++) {
    const char = data[i] as number;
    const next = data[i + 1];
    const isBlank = char === SPACE || char === TAB;
    const isQuoted =
      char > 126 ||
      char === PAD ||
      (isHeader && char === UNDERSCORE) ||
      (char === DOT && out.isAtStart && (next === undefined || next === 0 || endsLine(next))) ||
      (endsLine(char) && !isText) ||
      (isBlank && (next === undefined || quotesTabs)) ||
      (char < SPACE && !isBlank && !endsLine(char));
    if (isQuoted) out.quote(char);
    else if (char === NEWLINE || (char === RETURN && next === NEWLINE)) {
      out.endLine();
      if (char === RETURN) i++;
    } else
      out.plain(
        isHeader && char === SPACE ? UNDERSCORE : char,
        next === undefined || next === NEWLINE,
      );
  }
  return out.finish();
}

export const binasciiModule = defineModule(
  "binascii",
  "Conversion between binary data and ASCII",
  ({ fn, caller, constant }) => {
    const data = bytesLike("data");
    const flag = (name: string, value: boolean) =>
      optional(truth(name), value, value ? "True" : "False");
    const hexlify: Entry = caller(
      "Hexadecimal representation of binary data.",
      [
        either(data),
        either(optional(object("sep"), undefined, UNREPRESENTABLE)),
        either(optional(smallInt("bytes_per_sep"), 1, "1")),
      ],
      (bytes, separator, group) =>
        after(
          hex(bytes, separator, group, 0xff),
          (text) => new PyBytes(latinBytes(textOf(text) as string)),
        ),
    );
    const unhexlify: Entry = fn(
      "Binary data of hexadecimal representation.",
      [ascii("hexstr")],
      fromHex,
    );
    return {
      Error: constant(binasciiError),
      Incomplete: constant(incomplete),
      a2b_base64: fn(
        "Decode a line of base64 data.",
        [ascii("data"), keyword(flag("strict_mode", false))],
        fromBase64,
      ),
      b2a_base64: fn("Base64-code line of data.", [data, keyword(flag("newline", true))], toBase64),
      a2b_uu: fn("Decode a line of uuencoded data.", [ascii("data")], fromUu),
      b2a_uu: fn("Uuencode line of data.", [data, keyword(flag("backtick", false))], toUu),
      a2b_qp: fn(
        "Decode a string of qp-encoded data.",
        [either(ascii("data")), either(flag("header", false))],
        fromQuoted,
      ),
      b2a_qp: fn(
        "Encode a string using quoted-printable encoding.",
        [
          either(data),
          either(flag("quotetabs", false)),
          either(flag("istext", true)),
          either(flag("header", false)),
        ],
        toQuoted,
      ),
      hexlify,
      b2a_hex: hexlify,
      unhexlify,
      a2b_hex: unhexlify,
      crc32: fn(
        "Compute CRC-32 incrementally.",
        [data, optional(integer("crc"), 0, "0")],
        (bytes, crc) => crc32(bytes, word(crc)),
      ),
      crc_hqx: fn("Compute CRC-CCITT incrementally.", [data, integer("crc")], (bytes, crc) =>
        crcCcitt(bytes, word(crc)),
      ),
    };
  },
);
