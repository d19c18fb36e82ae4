/** Bytes of a file to text: byte order mark, PEP 263 declaration, UTF-8. */

import { SourceError } from "./source-error.ts";

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

/** Decodes a source, or throws {@link SourceError}; that of a script knows that it comes from a file. */
export function decodeSource(bytes: Uint8Array, filename: string, isScript = false): string {
  const nul = isScript ? bytes.indexOf(0) : -1;
  if (nul >= 0) throw nullFailure(bytes, nul, filename);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  const encoding = declared === null ? "utf-8" : canonicalName(declared.name);
  if (marked && encoding !== "utf-8") {
    const name = encoding === "latin-1" ? "iso-8859-1" : declared?.name;
    throw cookieFailure(`encoding problem: ${name} with BOM`, body, filename);
  }
  if (encoding === "utf-8") return decodeUtf8(body, filename, isScript);
  if (encoding === "latin-1" || encoding === "ascii") {
    const limit = encoding === "ascii" ? 0x80 : 0x100;
    const at = body.findIndex((byte) => byte >= limit);
    if (at >= 0) {
      if (isScript) throw cookieFailure(`encoding problem: ${declared?.name}`, body, filename);
      const message =
        `'ascii' codec can't decode byte ${hex(body[at] ?? 0)} ` +
        `in position ${at}: ordinal not in range(128)`;
      throw failure(message, filename);
    }
    return decodeLatin1(body);
  }
  if (isScript) throw cookieFailure(`encoding problem: ${declared?.name}`, body, filename);
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

function decodeUtf8(bytes: Uint8Array, filename: string, isScript: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const at = invalidUtf8(bytes);
    const line = bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
    const lineStart = bytes.lastIndexOf(10, at - 1) + 1;
    const message =
      `Non-UTF-8 code starting with '\\x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}' ` +
      `${isScript ? `in file ${filename} ` : ""}on line ${line}, but no encoding declared; ` +
      "see https://peps.python.org/pep-0263/ for details";
    const offset = Array.from(replaced(bytes.subarray(lineStart, at))).length + 1;
    const range = { lineno: line, offset, end_lineno: line, end_offset: offset };
    throw new SourceError("SyntaxError", message, filename, range, lineFrom(bytes, lineStart));
  }
}

function replaced(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function lineFrom(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(10, start);
  return replaced(bytes.subarray(start, end < 0 ? bytes.length : end)).replace(/\r$/, "");
}

/** Where UTF-8 breaks off. */
function invalidUtf8(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    if (length === 0) return at;
    for (let i = 1; i < length; i++) {
      if (at + i >= bytes.length) return at;
      if (!continues(lead, i, bytes[at + i] ?? 0)) {
        return at;
      }
    }
    at += length;
  }
  return 0;
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
  const nowhere = { lineno: 0, offset: -1, end_lineno: -1, end_offset: -1 };
  return new SourceError("SyntaxError", message, filename, nowhere, null);
}

/** A script is read line by line, and a line ends at a null byte. */
function nullFailure(bytes: Uint8Array, at: number, filename: string): SourceError {
  const before = replaced(bytes.subarray(0, at)).split(/\r\n?|\n/);
  const lineno = before.length;
  const range = { lineno, offset: -1, end_lineno: -1, end_offset: -1 };
  const message = "source code cannot contain null bytes";
  return new SourceError("SyntaxError", message, filename, range, before[lineno - 1] ?? "");
}

/** An error about the line that declares the encoding. */
function cookieFailure(message: string, bytes: Uint8Array, filename: string): SourceError {
  const first = lineFrom(bytes, 0);
  const lineno = COOKIE.test(first) ? 1 : 2;
  const text = lineno === 1 ? first : lineFrom(bytes, bytes.indexOf(10) + 1);
  const range = { lineno, offset: 0, end_lineno: lineno, end_offset: text.length };
  return new SourceError("SyntaxError", message, filename, range, text);
}
