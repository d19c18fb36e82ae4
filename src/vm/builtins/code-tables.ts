/**
 * The tables of a code object as bytes, in CPython's encodings. An instruction of four words is sixteen bytes of `co_code`, and so
 * eight code units, which is what one entry of the location table covers at most.
 * https://github.com/python/cpython/blob/3.14/InternalDocs/code_objects.md
 */
import { type Code, POSITION_WORDS } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";

/** How many bytes of `co_code` an instruction takes, which is what offsets into code count. */
export const INSTRUCTION_BYTES = 16;
/** A code unit is two bytes. */
const UNITS = INSTRUCTION_BYTES / 2;

/** The offset that Python knows an instruction by. */
export function offsetOf(pc: number): number {
  return pc * 4;
}

const CODE_LONG = 14;
const CODE_NONE = 15;
const CODE_NO_COLUMN = 13;
const CODE_ONE_LINE = 10;

function pushVarint(out: number[], value: number): void {
  while (value >= 64) {
    out.push(0x40 | (value & 63));
    value = Math.floor(value / 64);
  }
  out.push(value);
}

function pushSigned(out: number[], value: number): void {
  pushVarint(out, value < 0 ? (-value * 2) | 1 : value * 2);
}

/** The words of instructions, least significant byte first. */
export function instructionBytes(code: Code): Uint8Array {
  charge(code.instructions.length >> 2);
  const bytes = new Uint8Array(code.instructions.length * 4);
  const view = new DataView(bytes.buffer);
  code.instructions.forEach((word, i) => {
    view.setInt32(i * 4, word, true);
  });
  return bytes;
}

/** `co_linetable`. */
export function lineTable(code: Code): Uint8Array {
  const { positions } = code;
  charge(positions.length);
  const out: number[] = [];
  let last = code.firstLine;
  for (let i = 0; i < positions.length; i += POSITION_WORDS) {
    const [line, endLine, column, endColumn] = positions.subarray(
      i,
      i + POSITION_WORDS,
    ) as unknown as [number, number, number, number];
    const kind = line > 0 ? CODE_LONG : CODE_NONE;
    out.push(0x80 | (kind << 3) | (UNITS - 1));
    if (kind === CODE_NONE) continue;
    pushSigned(out, line - last);
    pushVarint(out, Math.max(0, endLine - line));
    pushVarint(out, column + 1);
    pushVarint(out, endColumn + 1);
    last = line;
  }
  return Uint8Array.from(out);
}

/** Positions for `count` instructions as a location table has them; what it does not cover is nowhere. */
export function readLineTable(table: Uint8Array, firstLine: number, count: number): Int32Array {
  charge(table.length);
  const positions = new Int32Array(count * POSITION_WORDS);
  let at = 0;
  let unit = 0;
  let line = firstLine;
  const byte = (): number => table[at++] ?? 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 6) {
      const next = byte();
      value += (next & 63) * 2 ** shift;
      if ((next & 64) === 0 || shift > 24) return value;
    }
  };
  while (at < table.length && unit < count * UNITS) {
    const head = byte();
    const kind = (head >> 3) & 15;
    const length = (head & 7) + 1;
    let place: [number, number, number, number] = [0, 0, 0, 0];
    if (kind < CODE_ONE_LINE) {
      const second = byte();
      const column = (kind << 3) | (second >> 4);
      place = [line, line, column, column + (second & 15)];
    } else if (kind < CODE_NO_COLUMN) {
      line += kind - CODE_ONE_LINE;
      const column = byte();
      place = [line, line, column, byte()];
    } else if (kind !== CODE_NONE) {
      const delta = varint();
      line += (delta & 1) === 1 ? -(delta >> 1) : delta >> 1;
      if (kind === CODE_NO_COLUMN) place = [line, line, 0, 0];
      else {
        const endLine = line + varint();
        place = [line, endLine, varint() - 1, varint() - 1];
      }
    }
    for (let i = 0; i < length; i++, unit++)
      if (unit % UNITS === 0 && unit < count * UNITS)
        positions.set(place, (unit / UNITS) * POSITION_WORDS);
  }
  return positions;
}

/** `co_exceptiontable`; what stands there for the depth of the stack is the register of the exception. */
export function exceptionTable({ handlers }: Code): Uint8Array {
  const out: number[] = [];
  const push = (value: number, first: boolean): void => {
    const parts: number[] = [value & 63];
    for (let rest = value >> 6; rest > 0; rest >>= 6) parts.unshift((rest & 63) | 64);
    if (first) parts[0] = (parts[0] as number) | 128;
    for (const part of parts) out.push(part);
  };
  const units = (pc: number): number => offsetOf(pc) / 2;
  for (const { start, end, target, register } of handlers) {
    push(units(start), true);
    push(units(end - start), false);
    push(units(target), false);
    push(register << 1, false);
  }
  return Uint8Array.from(out);
}
