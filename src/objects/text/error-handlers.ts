/**
 * What becomes of characters and bytes that cannot be coded.
 * https://docs.python.org/3/library/codecs.html#error-handlers
 */
import { current } from "../current.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { NamesWanted, unicodeNames } from "./unicode-names.ts";

/** What could not be coded: characters (`points`) when encoding or translating, else bytes. */
export interface Trouble {
  readonly kind: "encode" | "decode" | "translate";
  readonly encoding: string;
  readonly points: Uint32Array | null;
  readonly bytes: Uint8Array | null;
  readonly start: number;
  readonly end: number;
}

/** What stands in for it, as code points or (when encoding) as bytes, and where to go on. */
export interface Reply {
  readonly points: readonly number[] | Uint32Array | null;
  readonly bytes: Uint8Array | null;
  readonly next: number;
}

/** Answers null where the error is to be raised after all. */
export type Handler = (trouble: Trouble) => Reply | null;

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, "0");
const isSurrogate = (p: number): boolean => p >= 0xd800 && p <= 0xdfff;

/** `\x`, `\u` or `\U` and the number of a character. */
export function escapeOf(p: number): string {
  if (p < 0x100) return `\\x${hex(p, 2)}`;
  return p < 0x10000 ? `\\u${hex(p, 4)}` : `\\U${hex(p, 8)}`;
}

function replyText(text: string, next: number): Reply {
  return { points: Uint32Array.from(text, (c) => c.charCodeAt(0)), bytes: null, next };
}

const KINDS = {
  encode: "UnicodeEncodeError",
  decode: "UnicodeDecodeError",
  translate: "UnicodeTranslateError",
} as const;

function wrongKind({ kind }: Trouble): never {
  raise(E.TypeError, `don't know how to handle ${KINDS[kind]} in error callback`);
}

/** Writes for each character what `show` says. */
function showing(show: (point: number) => string): Handler {
  return (trouble) => {
    if (trouble.kind !== "encode") wrongKind(trouble);
    return replyText(charactersOf(trouble).map(show).join(""), trouble.end);
  };
}

function charactersOf({ points, start, end }: Trouble): number[] {
  return Array.from((points as Uint32Array).subarray(start, end));
}

function named(point: number): string {
  const names = unicodeNames();
  if (names === null) throw new NamesWanted();
  const name = names.nameOf(point);
  return name === undefined ? escapeOf(point) : `\\N{${name}}`;
}

function replace({ kind, start, end }: Trouble): Reply {
  if (kind === "decode") return { points: [0xfffd], bytes: null, next: end };
  const by = kind === "encode" ? 63 : 0xfffd;
  return { points: new Uint32Array(end - start).fill(by), bytes: null, next: end };
}

function backslashReplace(trouble: Trouble): Reply {
  const { bytes, start, end } = trouble;
  const shown =
    bytes === null
      ? charactersOf(trouble).map(escapeOf)
      : Array.from(bytes.subarray(start, end), (byte) => `\\x${hex(byte, 2)}`);
  return replyText(shown.join(""), end);
}

function surrogateEscape(trouble: Trouble): Reply | null {
  const { kind, bytes, start, end } = trouble;
  if (kind === "translate") wrongKind(trouble);
  if (bytes === null) {
    const points = charactersOf(trouble);
    if (points.some((p) => p < 0xdc80 || p > 0xdcff)) return null;
    return { points: null, bytes: Uint8Array.from(points, (p) => p - 0xdc00), next: end };
  }
  const points: number[] = [];
  // sic: of a longer piece at most four bytes.
  for (let i = start; i < end && points.length < 4 && (bytes[i] as number) >= 128; i++)
    points.push(0xdc00 + (bytes[i] as number));
  return points.length === 0 ? null : { points, bytes: null, next: start + points.length };
}

/** Size and byte order of the units of an encoding that can have surrogates: 3 bytes of UTF-8, or 2, or 4. */
function unitsOf(encoding: string): { readonly size: number; readonly little: boolean } | null {
  const match = /^(?:utf[-_]?8|cp65001|utf[-_]?(16|32)(?:[-_]?(le|be))?)$/i.exec(encoding);
  if (match === null) return null;
  if (match[1] === undefined) return { size: 3, little: true };
  return { size: Number(match[1]) / 8, little: match[2]?.toLowerCase() !== "be" };
}

/** A number of some bytes. */
export function readUnit(bytes: Uint8Array, at: number, size: number, little: boolean): number {
  let value = 0;
  for (let k = 0; k < size; k++)
    value += (bytes[at + (little ? k : size - 1 - k)] as number) * 2 ** (8 * k);
  return value;
}

function surrogatePass(trouble: Trouble): Reply | null {
  const { kind, bytes, start, end } = trouble;
  if (kind === "translate") wrongKind(trouble);
  const units = unitsOf(trouble.encoding);
  if (units === null) return null;
  const { size, little } = units;
  if (bytes === null) {
    const points = charactersOf(trouble);
    if (!points.every(isSurrogate)) return null;
    const out = new Uint8Array(points.length * size);
    points.forEach((p, i) => {
      if (size === 3) out.set([0xe0 | (p >> 12), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63)], 3 * i);
      else {
        const low = little ? 0 : size - 1;
        out[size * i + low] = p & 255;
        out[size * i + (little ? 1 : size - 2)] = p >> 8;
      }
    });
    return { points: null, bytes: out, next: end };
  }
  if (start + size > bytes.length) return null;
  let point: number;
  if (size === 3) {
    const [a, b, c] = bytes.subarray(start, start + 3) as unknown as [number, number, number];
    if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return null;
    point = ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
  } else point = readUnit(bytes, start, size, little);
  return isSurrogate(point) ? { points: [point], bytes: null, next: start + size } : null;
}

/** The handlers that Python has of its own. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["strict", () => null],
  ["ignore", ({ end }) => ({ points: [], bytes: null, next: end })],
  ["replace", replace],
  ["xmlcharrefreplace", showing((point) => `&#${point};`)],
  ["backslashreplace", backslashReplace],
  ["namereplace", showing(named)],
  ["surrogateescape", surrogateEscape],
  ["surrogatepass", surrogatePass],
]);

/** The handler of this name: one of Python's own, or what the program has registered. */
export function findHandler(name: string): Handler | Value {
  const found = current.interpreter?.errorHandlers.get(name) ?? HANDLERS.get(name);
  if (found === undefined) raise(E.LookupError, `unknown error handler name '${name}'`);
  return found;
}
