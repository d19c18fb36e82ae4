/** Values into memory and out of it, as a {@link Layout} says. */
import { plainDouble, toDouble, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyComplex, PyFloat } from "../../objects/float.ts";
import { type Int, intValue, normalize } from "../../objects/int.ts";
import { doubleToHalf, halfToDouble } from "../../objects/memory.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { callSpecial, slotFor } from "../../objects/protocols/slot.ts";
import { plainTruth, truthOf } from "../../objects/protocols/truth.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { checkItems, PyByteArray, PyBytes } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { type Code, type Layout, type Run, raiseStruct } from "./layout.ts";

/** The greatest double that is not rounded to infinity as one of 32 bits. */
const FLOAT_LIMIT = 2 ** 128 - 2 ** 103;

function writeInt(data: DataView, at: number, code: Code, value: Int, isLittle: boolean): void {
  const { size, isSigned, char } = code;
  const bits = size * 8;
  const least = isSigned ? -(2 ** (bits - 1)) : 0;
  const end = isSigned ? 2 ** (bits - 1) : 2 ** bits;
  // Python compares an int and a double exactly, and so does JavaScript.
  if (value < least || value >= end) {
    if (char === "P") {
      if (value >= -(2 ** 63) && value < 0) return writeBig(data, at, BigInt(value), isLittle);
      raiseStruct("int too large to convert");
    }
    const [low, high] = [BigInt(least), BigInt(end) - 1n];
    raiseStruct(`'${char}' format requires ${low} <= number <= ${high}`);
  }
  if (size === 8) writeBig(data, at, BigInt(value), isLittle);
  else if (size === 1) data.setUint8(at, value as number);
  else if (size === 2) data.setUint16(at, value as number, isLittle);
  else data.setUint32(at, value as number, isLittle);
}

function writeBig(data: DataView, at: number, value: bigint, isLittle: boolean): void {
  data.setBigUint64(at, value, isLittle);
}

function readInt(data: DataView, at: number, code: Code, isLittle: boolean): Int {
  switch (code.size) {
    case 1:
      return code.isSigned ? data.getInt8(at) : data.getUint8(at);
    case 2:
      return code.isSigned ? data.getInt16(at, isLittle) : data.getUint16(at, isLittle);
    case 4:
      return code.isSigned ? data.getInt32(at, isLittle) : data.getUint32(at, isLittle);
  }
  return normalize(
    code.isSigned ? data.getBigInt64(at, isLittle) : data.getBigUint64(at, isLittle),
  );
}

function writeFloat(data: DataView, at: number, size: number, x: number, layout: Layout): void {
  const { isLittle, isNative } = layout;
  if (size === 8) data.setFloat64(at, x, isLittle);
  else if (size === 2) data.setUint16(at, doubleToHalf(x), isLittle);
  else {
    // sic: C's own conversion makes it infinite.
    if (!isNative && Math.abs(x) >= FLOAT_LIMIT && Number.isFinite(x))
      raise(E.OverflowError, "float too large to pack with f format");
    data.setFloat32(at, x, isLittle);
  }
}

function readFloat(data: DataView, at: number, size: number, isLittle: boolean): number {
  if (size === 8) return data.getFloat64(at, isLittle);
  if (size === 4) return data.getFloat32(at, isLittle);
  return halfToDouble(data.getUint16(at, isLittle));
}

function writeComplex(
  data: DataView,
  at: number,
  size: number,
  { real, imag }: PyComplex,
  isLittle: boolean,
): void {
  const half = size / 2;
  // sic: what is too large for 32 bits becomes infinite here.
  if (half === 4) {
    data.setFloat32(at, real, isLittle);
    data.setFloat32(at + half, imag, isLittle);
  } else {
    data.setFloat64(at, real, isLittle);
    data.setFloat64(at + half, imag, isLittle);
  }
}

/** Text of bytes into its place; a Pascal string has its length before it, and not more than 255. */
function writeText(data: DataView, run: Run, value: Value): void {
  const isPascal = run.code.kind === "pascal";
  if (!(value instanceof PyBytes || value instanceof PyByteArray))
    return raiseStruct(`argument for '${run.code.char}' must be a bytes object`);
  const given = value instanceof PyBytes ? value.bytes.length : value.length;
  const room = isPascal ? Math.max(run.size - 1, 0) : run.size;
  const length = Math.min(given, room);
  const from = run.at + (isPascal ? 1 : 0);
  charge(length >>> 4);
  if (run.size === 0) return;
  new Uint8Array(data.buffer, data.byteOffset + from, length).set(value.bytes.subarray(0, length));
  if (isPascal) data.setUint8(run.at, Math.min(length, 255));
}

/** Writes one value; a request where Python code has to say first what it is: the answer is to be written. */
function write(
  data: DataView,
  at: number,
  run: Run,
  value: Value,
  layout: Layout,
): Pending | undefined {
  const { code } = run;
  const { isLittle } = layout;
  switch (code.kind) {
    case "int": {
      const int = intValue(value);
      if (int !== undefined) writeInt(data, at, code, int, isLittle);
      else if (slotFor(value, SLOT.__index__) !== null) return askInt(value);
      else raiseStruct("required argument is not an integer");
      return undefined;
    }
    case "float": {
      if (!isNumber(value)) return raiseStruct("required argument is not a float");
      const double = float(() => plainDouble(value));
      if (double === DECLINED) return askFloat(value);
      writeFloat(data, at, code.size, double as number, layout);
      return undefined;
    }
    case "complex": {
      if (value instanceof PyComplex) writeComplex(data, at, code.size, value, isLittle);
      else return askComplex(value);
      return undefined;
    }
    case "bool": {
      const truth = plainTruth(value);
      if (truth === DECLINED) return askTruth(value);
      data.setUint8(at, truth ? 1 : 0);
      return undefined;
    }
    case "char":
      if (!(value instanceof PyBytes) || value.bytes.length !== 1)
        raiseStruct("char format requires a bytes object of length 1");
      data.setUint8(at, (value as PyBytes).bytes[0] as number);
      return undefined;
    default:
      writeText(data, run, value);
      return undefined;
  }
}

function isNumber(value: Value): boolean {
  return slotFor(value, SLOT.__float__) !== null || slotFor(value, SLOT.__index__) !== null;
}

/** What cannot be a float is an error of struct's, whatever is wrong with it. */
function float<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (isThrown(error, E.OverflowError)) raiseStruct("required argument is not a float");
    throw error;
  }
}

function* askInt(value: Value): NativeGenerator {
  const int = toIndex(value);
  return isPending(int) ? yield int : int;
}

function* askTruth(value: Value): NativeGenerator {
  const truth = truthOf(value);
  return isPending(truth) ? yield truth : truth;
}

function* askFloat(value: Value): NativeGenerator {
  try {
    const double = toDouble(value);
    return new PyFloat((isPending(double) ? yield double : double) as number);
  } catch (error) {
    if (isThrown(error, E.Exception)) raiseStruct("required argument is not a float");
    throw error;
  }
}

function* askComplex(value: Value): NativeGenerator {
  const wrong = (): never => raiseStruct("required argument is not a complex");
  const asked = callSpecial(value, "__complex__", []);
  try {
    if (asked !== undefined) {
      const made = (isPending(asked) ? yield asked : asked) as Value;
      return made instanceof PyComplex ? made : wrong();
    }
    const double = toDouble(value);
    return new PyComplex((isPending(double) ? yield double : double) as number, 0);
  } catch (error) {
    if (isThrown(error, E.Exception)) wrong();
    throw error;
  }
}

/** Writes the values from `values[first]` on into zeroed bytes. */
export function packInto(
  layout: Layout,
  values: readonly Value[],
  first: number,
  target: Uint8Array,
): Pending | undefined {
  const { runs } = layout;
  charge(layout.length);
  const data = dataOf(target);
  let next = first;
  for (let r = 0; r < runs.length; r++) {
    const run = runs[r] as Run;
    for (let i = 0; i < run.count; i++) {
      const at = run.at + i * run.size;
      const pending = write(data, at, run, values[next++] as Value, layout);
      if (pending !== undefined) return packRest(layout, values, next, target, r, i, pending);
    }
  }
  return undefined;
}

/** Goes on after a value that Python code is asked for. */
function* packRest(
  layout: Layout,
  values: readonly Value[],
  given: number,
  target: Uint8Array,
  firstRun: number,
  firstItem: number,
  first: Pending,
): NativeGenerator {
  const { runs } = layout;
  const data = dataOf(target);
  let next = given;
  let pending: Pending | undefined = first;
  for (let r = firstRun; r < runs.length; r++) {
    const run = runs[r] as Run;
    for (let i = r === firstRun ? firstItem : 0; i < run.count; i++) {
      const at = run.at + i * run.size;
      pending ??= write(data, at, run, values[next++] as Value, layout);
      if (pending === undefined) continue;
      const answer = (yield pending) as Value;
      pending = undefined;
      write(data, at, run, answer, layout);
    }
  }
  return null;
}

function dataOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The values that are in `bytes` from `from` on. */
export function unpack(
  { runs, isLittle, length }: Layout,
  bytes: Uint8Array,
  from: number,
): Value[] {
  checkItems(length);
  charge(length);
  const data = dataOf(bytes);
  const values: Value[] = [];
  for (const { code, at, count, size } of runs) {
    let place = from + at;
    for (let i = 0; i < count; i++, place += size) {
      switch (code.kind) {
        case "int":
          values.push(readInt(data, place, code, isLittle));
          break;
        case "float":
          values.push(new PyFloat(readFloat(data, place, size, isLittle)));
          break;
        case "complex": {
          const half = size / 2;
          const real = readFloat(data, place, half, isLittle);
          values.push(new PyComplex(real, readFloat(data, place + half, half, isLittle)));
          break;
        }
        case "bool":
          values.push(data.getUint8(place) !== 0);
          break;
        case "pascal": {
          const end = size === 0 ? 0 : Math.min((bytes[place] as number) + 1, size);
          values.push(new PyBytes(bytes.slice(place + 1, place + Math.max(end, 1))));
          break;
        }
        default:
          values.push(new PyBytes(bytes.slice(place, place + size)));
      }
    }
  }
  return values;
}
