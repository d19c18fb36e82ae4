/**
 * Code as bytes, to be kept from one process to the next. What a function does is a part of its own in them, which is read
 * when it is wanted; so is where the source has the body of a function that nobody has called.
 */

import {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../syntax/literals.ts";
import type { SkimmedBody } from "../syntax/skim.ts";
import { Code, type CodeBody, type CodeConstant, type CodeKind, ConstantTuple } from "./code.ts";

const KINDS: readonly CodeKind[] = ["module", "class", "function"];

const Tag = {
  NONE: 0,
  FALSE: 1,
  TRUE: 2,
  INT: 3,
  BIG: 4,
  TEXT: 5,
  FLOAT: 6,
  IMAGINARY: 7,
  BYTES: 8,
  POINTS: 9,
  ELLIPSIS: 10,
  TUPLE: 11,
  FROZENSET: 12,
  CODE: 13,
} as const;

/** How the body of a function is there. */
const Body = { PACKED: 0, SKIMMED: 1 } as const;

class Writer {
  #bytes = new Uint8Array(1024);
  #length = 0;
  readonly #texts = new Map<string, number>();

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** An integer of at most 53 bits, small ones in a byte. */
  int(value: number): void {
    let rest = value < 0 ? -value * 2 - 1 : value * 2;
    while (rest >= 128) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  ints(values: ArrayLike<number>): void {
    this.int(values.length);
    for (let i = 0; i < values.length; i++) this.int(values[i] as number);
  }

  /** Differences, since neighbours are near each other. */
  deltas(values: Int32Array, step: number): void {
    this.int(values.length);
    for (let i = 0; i < values.length; i++)
      this.int((values[i] as number) - (i < step ? 0 : (values[i - step] as number)));
  }

  raw(bytes: Uint8Array): void {
    this.int(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  float(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value);
    this.raw(bytes);
  }

  /** A text, or which of those before it. */
  text(value: string): void {
    const known = this.#texts.get(value);
    if (known !== undefined) return this.int(known + 1);
    this.#texts.set(value, this.#texts.size);
    this.int(0);
    this.raw(encodeText(value));
  }

  texts(values: readonly string[]): void {
    this.int(values.length);
    for (const value of values) this.text(value);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #texts: string[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new RangeError("packed code ends too early");
    return value;
  }

  int(): number {
    let value = this.byte();
    if (value >= 128) {
      value -= 128;
      for (let factor = 128; ; factor *= 128) {
        const next = this.byte();
        value += (next & 127) * factor;
        if (next < 128) break;
      }
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  ints(): number[] {
    const values: number[] = [];
    for (let i = this.int(); i > 0; i--) values.push(this.int());
    return values;
  }

  words(): Int32Array {
    const values = new Int32Array(this.int());
    for (let i = 0; i < values.length; i++) values[i] = this.int();
    return values;
  }

  raw(): Uint8Array {
    const length = this.int();
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError("packed code ends too early");
    return this.#bytes.subarray(start, this.#at);
  }

  float(): number {
    const bytes = this.raw();
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
  }

  text(): string {
    const known = this.int();
    if (known > 0) return this.#texts[known - 1] as string;
    const text = decodeText(this.raw());
    this.#texts.push(text);
    return text;
  }

  texts(): string[] {
    const values: string[] = [];
    for (let i = this.int(); i > 0; i--) values.push(this.text());
    return values;
  }
}

/** UTF-8 where that can say it; code units where there are lone surrogates. */
function encodeText(text: string): Uint8Array {
  if (!LONE.test(text)) return utf8.encode(`u${text}`);
  const units = new Uint8Array(1 + text.length * 2);
  units[0] = 119;
  for (let i = 0; i < text.length; i++) {
    units[1 + 2 * i] = text.charCodeAt(i) & 255;
    units[2 + 2 * i] = text.charCodeAt(i) >> 8;
  }
  return units;
}

const LONE = /\p{Surrogate}/u;
const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] !== 119) {
    // Most texts are names, which this is quicker for than a decoder.
    if (bytes.length > 40) return fromUtf8.decode(bytes.subarray(1));
    let text = "";
    for (let i = 1; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (byte > 127) return fromUtf8.decode(bytes.subarray(1));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  let text = "";
  for (let i = 1; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode((bytes[i] as number) | ((bytes[i + 1] as number) << 8));
  return text;
}

// --- writing ---

/** The code of a module, with all that it has in it. */
export function packCode(code: Code): Uint8Array {
  const out = new Writer();
  writeCode(out, code);
  return out.finish();
}

function writeCode(out: Writer, code: Code): void {
  out.text(code.name);
  out.text(code.qualname);
  out.int(code.firstLine);
  out.int(KINDS.indexOf(code.kind));
  out.int(code.flags);
  out.int(code.argumentCount);
  out.int(code.positionalOnlyCount);
  out.int(code.keywordOnlyCount);
  out.texts(code.localNames.slice(0, code.parameterCount));
  out.int(code.freeVariables.length);
  for (const { name, from, to } of code.freeVariables) {
    out.text(name);
    out.int(from);
    out.int(to);
  }
  out.int(code.docstring === null ? 0 : 1);
  if (code.docstring !== null) out.text(code.docstring);
  const { postponed } = code;
  if (postponed !== null && postponed.skimmed !== null) {
    const { line, start, end, around } = postponed.skimmed;
    out.byte(Body.SKIMMED);
    out.ints([line, start, end]);
    out.int(around.length);
    for (const { column, className } of around) {
      out.int(column);
      out.text(className ?? "");
    }
    return;
  }
  out.byte(Body.PACKED);
  out.raw(postponed?.packed ?? packBody(code));
}

function packBody(code: CodeBody): Uint8Array {
  const out = new Writer();
  out.texts(code.localNames);
  out.ints(code.cellRegisters);
  out.int(code.registers);
  out.int(code.preloaded.length);
  for (const { register, constant } of code.preloaded) {
    out.int(register);
    out.int(constant);
  }
  out.ints(code.instructions);
  out.int(code.constants.length);
  for (const constant of code.constants) writeConstant(out, constant);
  writeNames(out, code.names);
  const positions = new Writer();
  positions.deltas(code.positions, 4);
  out.raw(positions.finish());
  out.int(code.handlers.length);
  for (const { start, end, target, register } of code.handlers)
    out.ints([start, end, target, register]);
  out.int(code.operandMakers.size);
  for (const [place, makers] of code.operandMakers) {
    out.int(place);
    out.ints(makers);
  }
  out.int(code.inlined.length);
  for (const { start, end, registers, cells } of code.inlined) {
    out.int(start);
    out.int(end);
    out.ints(registers);
    out.ints(cells);
  }
  out.int(code.emptyStatements.length);
  for (const { pc, line, passedBy } of code.emptyStatements) {
    out.int(pc);
    out.int(line);
    out.ints(passedBy);
  }
  return out.finish();
}

/** Most instructions have no name: the distance from one that has to the next. */
function writeNames(out: Writer, names: CodeBody["names"]): void {
  out.int(names.length);
  let last = -1;
  names.forEach((name, i) => {
    if (name === undefined) return;
    out.int(i - last);
    last = i;
    out.int(typeof name === "string" ? 0 : 1);
    if (typeof name === "string") out.text(name);
    else out.texts(name);
  });
  out.int(0);
}

function writeConstant(out: Writer, constant: CodeConstant): void {
  if (constant === null) out.byte(Tag.NONE);
  else if (typeof constant === "boolean") out.byte(constant ? Tag.TRUE : Tag.FALSE);
  else if (typeof constant === "number") {
    out.byte(Tag.INT);
    out.int(constant);
  } else if (typeof constant === "bigint") {
    out.byte(Tag.BIG);
    out.text(constant.toString(16));
  } else if (typeof constant === "string") {
    out.byte(Tag.TEXT);
    out.text(constant);
  } else if (constant instanceof FloatLiteral) {
    out.byte(Tag.FLOAT);
    out.float(constant.value);
  } else if (constant instanceof ImaginaryLiteral) {
    out.byte(Tag.IMAGINARY);
    out.float(constant.value);
  } else if (constant instanceof BytesLiteral) {
    out.byte(Tag.BYTES);
    out.raw(constant.bytes);
  } else if (constant instanceof CodePointsLiteral) {
    out.byte(Tag.POINTS);
    out.ints(constant.codePoints);
  } else if (constant instanceof EllipsisLiteral) out.byte(Tag.ELLIPSIS);
  else if (constant instanceof ConstantTuple) {
    out.byte(constant.isFrozenSet ? Tag.FROZENSET : Tag.TUPLE);
    out.int(constant.items.length);
    for (const item of constant.items) writeConstant(out, item);
  } else if (constant instanceof Code) {
    out.byte(Tag.CODE);
    writeCode(out, constant);
  } else throw new TypeError("only compiled code can be packed");
}

// --- reading ---

/** Gets what the source has of a function whose body was passed over. */
export type Compile = (code: Code, body: SkimmedBody) => CodeBody;

/** @throws RangeError where the bytes are not such as `packCode` makes */
export function unpackCode(bytes: Uint8Array, filename: string, compile: Compile): Code {
  return readCode(new Reader(bytes), filename, compile);
}

const NOTHING = {
  cellRegisters: [],
  registers: 0,
  preloaded: [],
  instructions: new Int32Array(0),
  constants: [],
  names: [],
  positions: new Int32Array(0),
  handlers: [],
  blocks: [],
  operandMakers: new Map<number, readonly number[]>(),
  inlined: [],
  emptyStatements: [],
};

function readCode(from: Reader, filename: string, compile: Compile): Code {
  const name = from.text();
  const qualname = from.text();
  const firstLine = from.int();
  const kind = KINDS[from.int()];
  if (kind === undefined) throw new RangeError("packed code is of no known kind");
  const flags = from.int();
  const argumentCount = from.int();
  const positionalOnlyCount = from.int();
  const keywordOnlyCount = from.int();
  const localNames = from.texts();
  const freeVariables = [];
  for (let i = from.int(); i > 0; i--)
    freeVariables.push({ name: from.text(), from: from.int(), to: from.int() });
  const docstring = from.int() === 0 ? null : from.text();
  const code = new Code({
    ...NOTHING,
    name,
    qualname,
    filename,
    firstLine,
    kind,
    flags,
    argumentCount,
    positionalOnlyCount,
    keywordOnlyCount,
    localNames,
    freeVariables,
    docstring,
  });
  if (from.byte() === Body.SKIMMED) {
    const [line = 0, start = 0, end = 0] = from.ints();
    const around = [];
    for (let i = from.int(); i > 0; i--)
      around.push({ column: from.int(), className: from.text() || null });
    const skimmed = { line, start, end, around };
    code.postpone({ skimmed, packed: null, make: () => compile(code, skimmed) });
    return code;
  }
  const packed = from.raw();
  const make = () => readBody(new Reader(packed), filename, compile);
  code.postpone({ skimmed: null, packed, make });
  return code;
}

function readBody(from: Reader, filename: string, compile: Compile): CodeBody {
  const localNames = from.texts();
  const cellRegisters = from.ints();
  const registers = from.int();
  const preloaded = [];
  for (let i = from.int(); i > 0; i--)
    preloaded.push({ register: from.int(), constant: from.int() });
  const instructions = from.words();
  const constants: CodeConstant[] = [];
  for (let i = from.int(); i > 0; i--) constants.push(readConstant(from, filename, compile));
  const names = readNames(from);
  const positions = readPositions(from.raw());
  const handlers = [];
  for (let i = from.int(); i > 0; i--) {
    const [start = 0, end = 0, target = 0, register = 0] = from.ints();
    handlers.push({ start, end, target, register });
  }
  const operandMakers = new Map<number, readonly number[]>();
  for (let i = from.int(); i > 0; i--) operandMakers.set(from.int(), from.ints());
  const inlined = [];
  for (let i = from.int(); i > 0; i--)
    inlined.push({
      start: from.int(),
      end: from.int(),
      registers: from.ints(),
      cells: from.ints(),
    });
  const emptyStatements = [];
  for (let i = from.int(); i > 0; i--)
    emptyStatements.push({ pc: from.int(), line: from.int(), passedBy: from.ints() });
  return {
    localNames,
    cellRegisters,
    registers,
    preloaded,
    instructions,
    constants,
    names,
    positions,
    handlers,
    blocks: [],
    operandMakers,
    inlined,
    emptyStatements,
  };
}

function readNames(from: Reader): CodeBody["names"] {
  const names: (string | readonly string[] | undefined)[] = [];
  const length = from.int();
  for (let i = 0; i < length; i++) names.push(undefined);
  let at = -1;
  for (let distance = from.int(); distance > 0; distance = from.int()) {
    at += distance;
    names[at] = from.int() === 0 ? from.text() : from.texts();
  }
  return names;
}

function readPositions(bytes: Uint8Array): Int32Array {
  const values = new Reader(bytes).words();
  for (let i = 4; i < values.length; i++)
    values[i] = (values[i] as number) + (values[i - 4] as number);
  return values;
}

function readConstant(from: Reader, filename: string, compile: Compile): CodeConstant {
  const tag = from.byte();
  switch (tag) {
    case Tag.NONE:
      return null;
    case Tag.FALSE:
      return false;
    case Tag.TRUE:
      return true;
    case Tag.INT:
      return from.int();
    case Tag.BIG: {
      const digits = from.text();
      return digits.startsWith("-") ? -BigInt(`0x${digits.slice(1)}`) : BigInt(`0x${digits}`);
    }
    case Tag.TEXT:
      return from.text();
    case Tag.FLOAT:
      return new FloatLiteral(from.float());
    case Tag.IMAGINARY:
      return new ImaginaryLiteral(from.float());
    case Tag.BYTES:
      return new BytesLiteral(from.raw().slice());
    case Tag.POINTS:
      return new CodePointsLiteral(from.ints());
    case Tag.ELLIPSIS:
      return new EllipsisLiteral();
    case Tag.TUPLE:
    case Tag.FROZENSET: {
      const items: CodeConstant[] = [];
      for (let i = from.int(); i > 0; i--) items.push(readConstant(from, filename, compile));
      return new ConstantTuple(items, tag === Tag.FROZENSET);
    }
    case Tag.CODE:
      return readCode(from, filename, compile);
  }
  throw new RangeError("packed code has a constant of no known kind");
}
