/** Bytes of a file to text: byte order mark, PEP 263 declaration, UTF-8. */

import { SourceError } from "./source-error.ts";

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

/** Decodes a source file, or throws {@link SourceError}. */
export function decodeSource(bytes: Uint8Array, filename: string): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  const encoding = declared === null ? "utf-8" : canonicalName(declared.name);
  if (marked && encoding !== "utf-8") {
    throw failure(`encoding problem: ${declared?.name} with BOM`, filename);
  }
  if (encoding === "utf-8") return decodeUtf8(body, declared !== null, filename);
  if (encoding === "latin-1" || encoding === "ascii") {
    const limit = encoding === "ascii" ? 0x80 : 0x100;
    const at = body.findIndex((byte) => byte >= limit);
    if (at >= 0) {
      const message =
        `(unicode error) 'ascii' codec can't decode byte ${hex(body[at] ?? 0)} ` +
        `in position ${at}: ordinal not in range(128)`;
      throw failure(message, filename);
    }
    return decodeLatin1(body);
  }
  throw failure(`unknown encoding: ${declared?.name}`, filename);
}

/** The declaration in the first line, or in the second if the first has no code. */
function declaredEncoding(bytes: Uint8Array): { name: string } | null {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const text = decodeLatin1(bytes.subarray(start, end));
    const name = COOKIE.exec(text)?.[1];
    if (name !== undefined) return { name };
    if (!BLANK.test(text)) return null;
    start = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  }
  return null;
}

function canonicalName(name: string): string {
  const normal = name.toLowerCase().replaceAll("_", "-");
  if (/^(?:utf-?8|u8|utf|cp65001)(?:$|-)/.test(normal)) return "utf-8";
  if (/^(?:latin-?1|iso-8859-1|iso8859-1|iso-latin-1|l1)(?:$|-)/.test(normal)) return "latin-1";
  if (/^(?:us-)?ascii$/.test(normal)) return "ascii";
  return normal;
}

function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  // In pieces, since a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array, declared: boolean, filename: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const bad = invalidUtf8(bytes);
    const line = bytes.subarray(0, bad.at).filter((byte) => byte === 10).length + 1;
    if (declared) {
      const message =
        `(unicode error) 'utf-8' codec can't decode byte ${hex(bytes[bad.at] ?? 0)} ` +
        `in position ${bad.at}: ${bad.reason}`;
      throw failure(message, filename);
    }
    const message =
      `Non-UTF-8 code starting with '\\x${(bytes[bad.at] ?? 0).toString(16).padStart(2, "0")}' ` +
      `in file ${filename} on line ${line}, but no encoding declared; ` +
      "see https://peps.python.org/pep-0263/ for details";
    throw failure(message, filename);
  }
}

/** Where UTF-8 breaks off, and how Python's codec puts it. */
function invalidUtf8(bytes: Uint8Array): { at: number; reason: string } {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    if (length === 0) return { at, reason: "invalid start byte" };
    for (let i = 1; i < length; i++) {
      if (at + i >= bytes.length) return { at, reason: "unexpected end of data" };
      if (!continues(lead, i, bytes[at + i] ?? 0)) {
        return { at, reason: "invalid continuation byte" };
      }
    }
    at += length;
  }
  return { at: 0, reason: "invalid start byte" };
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte. */
function continues(lead: number, position: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (position > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

/** CPython gives these no place. */
function failure(message: string, filename: string): SourceError {
  const nowhere = { lineno: 0, offset: 0, end_lineno: 0, end_offset: 0 };
  return new SourceError("SyntaxError", message, filename, nowhere, null);
}
