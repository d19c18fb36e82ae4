/** Formats of struct: what each code is in memory, and what a format string says of the whole. */
import { E, newException, PyThrow } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { PyType } from "../../objects/type.ts";

export const structError = new PyType("struct.error", [E.Exception]);

export function raiseStruct(message: string): never {
  throw new PyThrow(newException(structError, message));
}

/** What values of a code are for Python. */
export type Kind = "int" | "float" | "complex" | "bool" | "char" | "string" | "pascal" | "pad";

export interface Code {
  readonly char: string;
  readonly kind: Kind;
  readonly size: number;
  readonly isSigned: boolean;
}

/** One code with what it is repeated by: `count` values side by side from `at` on. A string is one value of `size` bytes. */
export interface Run {
  readonly code: Code;
  readonly at: number;
  readonly count: number;
  readonly size: number;
}

export class Layout {
  readonly format: Value;
  readonly runs: readonly Run[];
  readonly isLittle: boolean;
  /** By the rules of the machine's own C? */
  readonly isNative: boolean;
  readonly size: number;
  /** How many values there are. */
  readonly length: number;
  constructor(format: Value, runs: readonly Run[], prefix: string, size: number) {
    this.format = format;
    this.runs = runs;
    this.isLittle = prefix !== ">" && prefix !== "!";
    this.isNative = prefix === "" || prefix === "@";
    this.size = size;
    this.length = size < 0 ? -1 : runs.reduce((sum, { count }) => sum + count, 0);
  }
}

/** Letter, kind, size and, where it is another, the size on a 64-bit machine. Capital integers have no sign. */
const CODES: readonly (readonly [string, Kind, number, number?])[] = [
  ["x", "pad", 1],
  ["c", "char", 1],
  ["s", "string", 1],
  ["p", "pascal", 1],
  ["?", "bool", 1],
  ["b", "int", 1],
  ["h", "int", 2],
  ["i", "int", 4],
  ["l", "int", 4, 8],
  ["q", "int", 8],
  ["e", "float", 2],
  ["f", "float", 4],
  ["d", "float", 8],
  ["F", "complex", 8],
  ["D", "complex", 16],
];
/** Those that there are only at the machine's own size. */
const NATIVE_ONLY: readonly (readonly [string, boolean])[] = [
  ["n", true],
  ["N", false],
  ["P", false],
];

function table(isNative: boolean): ReadonlyMap<string, Code> {
  const codes = new Map<string, Code>();
  for (const [char, kind, standard, native = standard] of CODES) {
    const size = isNative ? native : standard;
    codes.set(char, { char, kind, size, isSigned: kind === "int" });
    const upper = char.toUpperCase();
    if (kind === "int") codes.set(upper, { char: upper, kind, size, isSigned: false });
  }
  if (isNative)
    for (const [char, isSigned] of NATIVE_ONLY)
      codes.set(char, { char, kind: "int", size: 8, isSigned });
  return codes;
}
const STANDARD = table(false);
const NATIVE = table(true);

const SSIZE_MAX = 2 ** 63;
const SPACES = " \t\n\r\v\f";

/** Where the next value of a code may stand: numbers are aligned by their size, complex ones by that of their parts. */
function aligned(at: number, code: Code): number {
  const by = code.kind === "complex" ? code.size / 2 : code.size;
  return Math.ceil(at / by) * by;
}

/** Reads a format; `format` is what it was given as. */
export function parseLayout(text: string, format: Value): Layout {
  const prefix = "@=<>!".includes(text.charAt(0)) ? text.charAt(0) : "";
  const isNative = prefix === "" || prefix === "@";
  const codes = isNative ? NATIVE : STANDARD;
  const runs: Run[] = [];
  let at = 0;
  if (text.includes("\0")) raiseStruct("embedded null character");
  for (let i = prefix.length; i < text.length; i++) {
    let char = text.charAt(i);
    if (SPACES.includes(char)) continue;
    let count = 1;
    if (isDigit(char)) {
      count = 0;
      for (; isDigit(char); char = text.charAt(++i)) count = count * 10 + Number(char);
      if (count >= SSIZE_MAX) raiseStruct("total struct size too long");
      if (char === "") raiseStruct("repeat count given without format specifier");
    }
    const code = codes.get(char) ?? raiseStruct("bad char in struct format");
    if (isNative) at = aligned(at, code);
    const size = code.size * count;
    const isText = code.kind === "string" || code.kind === "pascal";
    if (isText) runs.push({ code, at, count: 1, size: count });
    else if (count > 0 && code.kind !== "pad") runs.push({ code, at, count, size: code.size });
    at += size;
    if (at >= SSIZE_MAX) raiseStruct("total struct size too long");
  }
  return new Layout(format, runs, prefix, at);
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}
