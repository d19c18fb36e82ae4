/** Codec functions that come without a partner, or say more than others do. */
import { bytesOf } from "../../objects/buffers.ts";
import { smallInt, truth } from "../../objects/conversions.ts";
import type { Entry, FunctionBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { object, optional } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, type PyTuple, tuple } from "../../objects/sequences.ts";
import { isStr } from "../../objects/str.ts";
import { encodeNow } from "../../objects/text/codecs.ts";
import { readUnit } from "../../objects/text/error-handlers.ts";
import { decodeAll, errorsParam } from "./shared.ts";

/** `utf_16_ex_decode` and `utf_32_ex_decode`, which also say what order the bytes were found to be in. */
function orderedDecoder({ caller }: FunctionBuilder, codec: "utf_16" | "utf_32"): Entry {
  const size = codec === "utf_16" ? 2 : 4;
  return caller(
    `Decode bytes of ${codec} in an order that may be known: -1 for little-endian, 1 for big-endian, 0 for not yet.`,
    [
      object("data"),
      errorsParam,
      optional(smallInt("byteorder"), 0, "0"),
      optional(truth("final"), false, "False"),
    ],
    function* (data, errors, given, isFinal): NativeGenerator {
      let bytes = bytesOf(data);
      let order = given as number;
      let skipped = 0;
      if (order === 0 && bytes.length >= size) {
        if (readUnit(bytes, 0, size, true) === 0xfeff) order = -1;
        else if (readUnit(bytes, 0, size, false) === 0xfeff) order = 1;
        if (order !== 0) skipped = size;
        bytes = bytes.subarray(skipped);
      }
      const name = `${codec}_${order === 1 ? "be" : "le"}`;
      const made = (yield* decodeAll(name, bytes, errors as string, isFinal as boolean)) as PyTuple;
      const [text = null, used = 0] = made.items;
      return tuple(text, (used as number) + skipped, order);
    },
  );
}

const ESCAPES = new Map(
  [..."\\'\"abfnrtv"].map((c, i) => [c, "\\'\"\x07\b\f\n\r\t\v"[i] as string]),
);
ESCAPES.set("\n", "");

/** The bytes that a bytes literal of this content has. */
function unescaped(bytes: Uint8Array, errors: string): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== 92) {
      out.push(byte);
      continue;
    }
    if (++i >= bytes.length) raise(E.ValueError, "Trailing \\ in string");
    const c = String.fromCharCode(bytes[i] as number);
    const known = ESCAPES.get(c);
    if (known !== undefined) {
      if (known !== "") out.push(known.charCodeAt(0));
    } else if (c === "x") {
      const digits = String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0);
      if (/^[0-9a-fA-F]{2}$/.test(digits)) {
        out.push(Number.parseInt(digits, 16));
        i += 2;
      } else {
        if (errors === "strict") raise(E.ValueError, `invalid \\x escape at position ${i - 1}`);
        if (errors === "replace") out.push(63);
        else if (errors !== "ignore")
          raise(E.ValueError, `decoding error; unknown error handling code: ${errors}`);
        if (/^[0-9a-fA-F]/.test(digits)) i++;
      }
    } else if (/[0-7]/.test(c)) {
      let value = Number(c);
      for (let n = 0; n < 2 && /[0-7]/.test(String.fromCharCode(bytes[i + 1] ?? 0)); n++)
        value = value * 8 + ((bytes[++i] as number) - 48);
      out.push(value & 255);
    } else out.push(92, bytes[i] as number);
  }
  return Uint8Array.from(out);
}

function escaped(bytes: Uint8Array): Uint8Array {
  let text = "";
  for (const byte of bytes) {
    const c = String.fromCharCode(byte);
    if (c === "\t") text += "\\t";
    else if (c === "\n") text += "\\n";
    else if (c === "\r") text += "\\r";
    else if (c === "\\" || c === "'") text += `\\${c}`;
    else if (byte < 32 || byte >= 127) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    else text += c;
  }
  return new TextEncoder().encode(text);
}

export function otherFunctions(builder: FunctionBuilder): { readonly [name: string]: Entry } {
  const { fn } = builder;
  return {
    utf_16_ex_decode: orderedDecoder(builder, "utf_16"),
    utf_32_ex_decode: orderedDecoder(builder, "utf_32"),
    escape_encode: fn("Escape bytes.", [object("data"), errorsParam], (data) => {
      if (!(data instanceof PyBytes)) raise(E.TypeError, "a bytes object is required");
      return tuple(new PyBytes(escaped(data.bytes)), data.bytes.length);
    }),
    escape_decode: fn("Read escapes.", [object("data"), errorsParam], (data, errors) => {
      const bytes = isStr(data) ? encodeNow(data, "utf-8", "strict").bytes : bytesOf(data);
      return tuple(new PyBytes(unescaped(bytes, errors as string)), bytes.length);
    }),
    readbuffer_encode: fn("The bytes of a buffer.", [object("data"), errorsParam], (data) => {
      const bytes = isStr(data) ? encodeNow(data, "utf-8", "strict").bytes : bytesOf(data).slice();
      return tuple(new PyBytes(bytes), bytes.length);
    }),
  };
}
