/** The kinds of items that an array may have: how each is read, written, and what it refuses. */
import { plainDouble, plainInteger, toDouble, toIndex } from "../../objects/conversions.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { FORMATS } from "../../objects/memory.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { after, isPending, type Pending } from "../../objects/requests.ts";
import { fromPoints, isStr, pointsOf, strLength } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";

/** An item as it is kept: a number, or a bigint where it has 64 bits. */
export type Raw = number | bigint;

export interface ItemKind {
  readonly code: string;
  readonly size: number;
  /** What a buffer of them is called. */
  readonly format: string;
  readonly isText: boolean;
  readonly isInteger: boolean;
  readonly isSigned: boolean;
  /** The number of the format that pickles say, where the machine's order is little-endian. */
  readonly machineFormat: number;
  read(data: DataView, at: number): Value;
  write(data: DataView, at: number, item: Raw): void;
  /** What is kept of a value; Python code may have to be asked. */
  take(value: Value): Raw | Pending;
}

const overflow = (message: string): never => raise(E.OverflowError, message);

/** What integers that are too large or too small are told, by code: those of a C type, and those of C's long beyond that. */
interface Words {
  readonly below: string;
  readonly above: string;
  readonly tooSmall: string;
  readonly tooLarge: string;
}

function words(code: string): Words {
  const long = "Python int too large to convert to C long";
  const names: { readonly [code: string]: string } = {
    b: "signed char",
    B: "unsigned byte integer",
    h: "signed short integer",
    H: "unsigned short",
    i: "signed integer",
  };
  const name = names[code];
  if (name !== undefined)
    return {
      below: `${name} is less than minimum`,
      above: `${name} is greater than maximum`,
      tooSmall: long,
      tooLarge: long,
    };
  if (code === "l") return { below: long, above: long, tooSmall: long, tooLarge: long };
  const big = "int too big to convert";
  if (code === "q") return { below: big, above: big, tooSmall: big, tooLarge: big };
  const unsigned =
    code === "Q"
      ? "can't convert negative int to unsigned"
      : "can't convert negative value to unsigned int";
  const above = code === "Q" ? big : "Python int too large to convert to C unsigned long";
  return {
    below: unsigned,
    above: code === "I" ? "unsigned int is greater than maximum" : above,
    tooSmall: unsigned,
    tooLarge: above,
  };
}

function integerKind(code: string, machineFormat: number): ItemKind {
  const { size, range, read, write } = FORMATS.get(code) as NonNullable<
    ReturnType<typeof FORMATS.get>
  >;
  const [least, greatest] = range as readonly [bigint, bigint];
  const said = words(code);
  const check = (int: Int): Raw => {
    if (int >= least && int <= greatest) return size === 8 ? BigInt(int) : Number(int);
    if (int < 0) return overflow(int < -(2n ** 63n) ? said.tooSmall : said.below);
    return overflow(int >= (least < 0n ? 2n ** 63n : 2n ** 64n) ? said.tooLarge : said.above);
  };
  return {
    code,
    size,
    format: code,
    isText: false,
    isInteger: true,
    isSigned: least < 0n,
    machineFormat,
    read,
    write: (data, at, item) => write(data, at, item as never),
    take: (value) => {
      const plain = plainInteger(value);
      if (plain !== DECLINED) return check(plain);
      return after(toIndex(value), (int) => check(int as Int)) as Pending;
    },
  };
}

function floatKind(code: string, machineFormat: number): ItemKind {
  const { size, read, write } = FORMATS.get(code) as NonNullable<ReturnType<typeof FORMATS.get>>;
  return {
    code,
    size,
    format: code,
    isText: false,
    isInteger: false,
    isSigned: true,
    machineFormat,
    read,
    write: (data, at, item) => write(data, at, item as never),
    take: (value) => {
      const plain = plainDouble(value);
      if (plain !== DECLINED) return plain;
      const double = toDouble(value);
      return isPending(double) ? double : double;
    },
  };
}

const LAST_POINT = 0x10ffff;

function textKind(code: string): ItemKind {
  return {
    code,
    size: 4,
    format: "w",
    isText: true,
    isInteger: false,
    isSigned: false,
    machineFormat: 20,
    read: (data, at) => {
      const point = data.getUint32(at, true);
      if (point > LAST_POINT) raise(E.ValueError, "chr() arg not in range(0x110000)");
      return fromPoints([point]);
    },
    write: (data, at, item) => data.setUint32(at, item as number, true),
    take: (value) => {
      const what = "array item must be a unicode character, not";
      if (!isStr(value)) return raise(E.TypeError, `${what} ${typeName(value)}`);
      const length = strLength(value);
      if (length !== 1) return raise(E.TypeError, `${what} a string of length ${length}`);
      return pointsOf(value)[0] as number;
    },
  };
}

const KIND_LIST: readonly ItemKind[] = [
  integerKind("b", 1),
  integerKind("B", 0),
  textKind("u"),
  textKind("w"),
  integerKind("h", 4),
  integerKind("H", 2),
  integerKind("i", 8),
  integerKind("I", 6),
  integerKind("l", 12),
  integerKind("L", 10),
  integerKind("q", 12),
  integerKind("Q", 10),
  floatKind("f", 14),
  floatKind("d", 16),
];

export const KINDS: ReadonlyMap<string, ItemKind> = new Map(
  KIND_LIST.map((kind) => [kind.code, kind]),
);
export const TYPE_CODES = KIND_LIST.map(({ code }) => code).join("");

/** What items are like that another machine has pickled. */
export interface MachineFormat {
  readonly size: number;
  readonly isInteger: boolean;
  readonly isSigned: boolean;
  readonly isText: boolean;
  readonly isLittle: boolean;
}

/** By number: those of integers by size and sign, then floats, then text; each little-endian first. */
export function machineFormat(number: number): MachineFormat | undefined {
  if (!Number.isInteger(number) || number < 0 || number > 21) return undefined;
  if (number < 2)
    return { size: 1, isInteger: true, isSigned: number === 1, isText: false, isLittle: true };
  const isLittle = number % 2 === 0;
  const isInteger = number < 14;
  const isText = number >= 18;
  const pair = number >> 1;
  return {
    // sic: of text, what is asked of the length is twice the size.
    size: isInteger ? 2 ** Math.ceil(pair / 2) : isText ? 2 ** (pair - 7) : 2 ** (pair - 5),
    isInteger,
    isSigned: isInteger && pair % 2 === 0,
    isText,
    isLittle,
  };
}
