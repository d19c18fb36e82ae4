/**
 * `format % values` for str and bytes. https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting
 *
 *     "%" ["(" key ")"] flags [width | "*"] ["." precision | "*"] [hlL] code
 */
import { toDouble, toIndex, toInt } from "../conversions.ts";
import { E, isThrown, raise } from "../errors.ts";
import { PyComplex } from "../float.ts";
import { type Int, intValue } from "../int.ts";
import { checkTextLength, doubleText, intDigits, intText } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { getItem } from "../protocols/items.ts";
import { callSpecial, slotFor } from "../protocols/slot.ts";
import { reprOf, strOf } from "../protocols/text.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { PyByteArray, PyBytes, PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { fromJs, fromPoints, isStr, type PyStr, pointsOf, strLength } from "../str.ts";
import { typeName } from "../types.ts";
import { escapeToAscii } from "./ascii.ts";
import { TextBuilder } from "./text-builder.ts";

type Steps<T> = Generator<Pending, T, Value>;

const INT_MAX = 2147483647;
const SSIZE_MAX = 9223372036854775000;

/** One conversion, read. */
interface Conversion {
  /** Of a mapping; undefined for the next value. */
  readonly isLeft: boolean;
  readonly isSigned: boolean;
  readonly isSpaced: boolean;
  readonly isAlternate: boolean;
  readonly isZeroed: boolean;
  readonly width: number;
  readonly precision: number;
  readonly code: string;
}

/** The values to be formatted, handed out one by one. */
class Arguments {
  /** What is asked by key. */
  readonly mapping: Value | undefined;
  readonly #items: readonly Value[] | null;
  #single: Value;
  #taken = 0;
  #count: number;
  constructor(args: Value, isText: boolean) {
    this.#items = args instanceof PyTuple ? args.items : null;
    this.#single = args;
    this.#count = this.#items === null ? 1 : this.#items.length;
    const isMapping =
      this.#items === null &&
      slotFor(args, SLOT.__getitem__) !== null &&
      !isStr(args) &&
      (isText || !(args instanceof PyBytes || args instanceof PyByteArray));
    this.mapping = isMapping ? args : undefined;
  }

  next(): Value {
    if (this.#taken >= this.#count) raise(E.TypeError, "not enough arguments for format string");
    const n = this.#taken++;
    return this.#items === null || this.#isKeyed ? this.#single : (this.#items[n] as Value);
  }

  #isKeyed = false;
  /** The next value is this one, found by key. */
  set(value: Value): void {
    this.#isKeyed = true;
    this.#single = value;
    this.#taken = 0;
    this.#count = 1;
  }

  /** Are there values that nothing asked for? */
  get isLeftOver(): boolean {
    return this.mapping === undefined && this.#taken < this.#count;
  }
}

/** What differs between str and bytes. */
interface Kind {
  readonly name: string;
  /** A slice of the format as a key. */
  key(text: string): Value;
  /** The text for `%s`, `%r`, `%a`, `%b`, `%c`; undefined for a code it does not know. */
  convert(code: string, value: Value, conversion: Conversion): Steps<Value> | undefined;
}

/** `format % args` of a str. */
export function* formatPercent(format: string | PyStr, args: Value): NativeGenerator {
  return (yield* run(typeof format === "string" ? format : format.text, args, TEXT)).finish();
}

/** `format % args` of bytes (also those of a bytearray): the answer is bytes. */
export function* formatPercentBytes(format: Uint8Array, args: Value): NativeGenerator {
  const text = (yield* run(latin1(format), args, BYTES)).finish() as string;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new PyBytes(bytes);
}

function latin1(bytes: Uint8Array): string {
  checkTextLength(bytes.length);
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}

function* run(format: string, args: Value, kind: Kind): Steps<TextBuilder> {
  const builder = new TextBuilder();
  const values = new Arguments(args, kind === TEXT);
  checkTextLength(format.length);
  for (let at = 0; ; ) {
    const percent = format.indexOf("%", at);
    builder.addJs(format.slice(at, percent < 0 ? format.length : percent));
    if (percent < 0) break;
    if (format[percent + 1] === "%") {
      builder.add("%");
      at = percent + 2;
      continue;
    }
    const reader = new Reader(format, percent + 1);
    if (reader.peek() === "(") {
      if (values.mapping === undefined) raise(E.TypeError, "format requires a mapping");
      const key = kind.key(reader.key());
      let item: NativeResult = getItem(values.mapping, key);
      if (isPending(item)) item = yield item;
      values.set(item ?? null);
    }
    const conversion = reader.conversion(values);
    at = reader.position;
    yield* format1(conversion, values.next(), builder, kind, reader.codeAt);
  }
  if (values.isLeftOver)
    raise(E.TypeError, `not all arguments converted during ${kind.name} formatting`);
  return builder;
}

/** Reads one conversion of the format. */
class Reader {
  readonly #text: string;
  position: number;
  /** Where the code stands. */
  codeAt = 0;
  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  peek(): string {
    return this.#text[this.position] ?? "";
  }

  /** The key, which may have balanced parentheses. */
  key(): string {
    const start = ++this.position;
    for (let depth = 1; ; this.position++) {
      const c = this.peek();
      if (c === "") raise(E.ValueError, "incomplete format key");
      if (c === "(") depth++;
      else if (c === ")" && --depth === 0) return this.#text.slice(start, this.position++);
    }
  }

  conversion(values: Arguments): Conversion {
    let flags = "";
    for (; "-+ #0".includes(this.peek()) && this.peek() !== ""; this.position++)
      if (!flags.includes(this.peek())) flags += this.peek();
    let isLeft = flags.includes("-");
    let width = this.#number(values, SSIZE_MAX, "width too big");
    if (width !== undefined && width < 0) {
      isLeft = true;
      width = -width;
    }
    let precision = -1;
    if (this.peek() === ".") {
      this.position++;
      precision = Math.max(this.#number(values, INT_MAX, "precision too big") ?? 0, 0);
    }
    if ("hlL".includes(this.peek())) this.position++;
    const code = this.#text.codePointAt(this.position);
    if (code === undefined) raise(E.ValueError, "incomplete format");
    this.codeAt = this.position;
    this.position += code > 0xffff ? 2 : 1;
    return {
      isLeft,
      isSigned: flags.includes("+"),
      isSpaced: flags.includes(" "),
      isAlternate: flags.includes("#"),
      isZeroed: flags.includes("0"),
      width: width ?? -1,
      precision,
      code: String.fromCodePoint(code),
    };
  }

  /** Digits, or `*` for the next value. */
  #number(values: Arguments, limit: number, tooBig: string): number | undefined {
    if (this.peek() === "*") {
      this.position++;
      const value = intValue(values.next());
      if (value === undefined) raise(E.TypeError, "* wants int");
      if (Math.abs(Number(value)) > limit)
        raise(
          E.OverflowError,
          `Python int too large to convert to C ${limit === INT_MAX ? "int" : "ssize_t"}`,
        );
      return Number(value);
    }
    let value: number | undefined;
    for (;;) {
      const digit = this.#text.charCodeAt(this.position) - 48;
      if (!(digit >= 0 && digit <= 9)) return value;
      value = (value ?? 0) * 10 + digit;
      if (value > limit) raise(E.ValueError, tooBig);
      this.position++;
    }
  }
}

/** Formats one value. */
function* format1(
  conversion: Conversion,
  value: Value,
  builder: TextBuilder,
  kind: Kind,
  codeAt: number,
): Steps<void> {
  const { code } = conversion;
  const isNumber = "diuoxXeEfFgG".includes(code);
  let text: string | PyStr | undefined;
  if (!isNumber) {
    const converted = kind.convert(code, value, conversion);
    if (converted === undefined) unsupported(code, codeAt);
    text = (yield* converted) as string | PyStr;
  } else if ("diuoxX".includes(code)) {
    text = intConversion(yield* toLong(value, code), conversion);
  } else {
    text = yield* doubleConversion(value, conversion, kind);
  }
  write(text as string | PyStr, conversion, isNumber, builder);
}

function unsupported(code: string, at: number): never {
  const point = code.codePointAt(0) as number;
  const shown = point >= 31 && point <= 126 ? code : "?";
  const hex = point.toString(16);
  raise(E.ValueError, `unsupported format character '${shown}' (0x${hex}) at index ${at}`);
}

/** Lays out the text of one value in its field. */
function write(
  given: string | PyStr,
  conversion: Conversion,
  isNumber: boolean,
  builder: TextBuilder,
): void {
  const { width, precision, isLeft, isAlternate, code } = conversion;
  let text = given;
  let sign = "";
  let prefix = "";
  if (isNumber && typeof text === "string") {
    if (text.startsWith("-")) {
      sign = "-";
      text = text.slice(1);
    } else if (conversion.isSigned) sign = "+";
    else if (conversion.isSpaced) sign = " ";
    if (isAlternate && (code === "x" || code === "X" || code === "o")) {
      prefix = text.slice(0, 2);
      text = text.slice(2);
    }
  } else if (precision >= 0 && code !== "c" && strLength(text) > precision)
    text =
      typeof text === "string"
        ? text.slice(0, precision)
        : (fromPoints(pointsOf(text).subarray(0, precision)) as string | PyStr);
  const padding = width - sign.length - prefix.length - strLength(text);
  if (padding > 0) checkTextLength(width);
  if (padding > 0 && !isLeft && !(isNumber && conversion.isZeroed))
    builder.add(" ".repeat(padding));
  if (sign !== "") builder.add(sign);
  if (prefix !== "") builder.add(prefix);
  if (padding > 0 && !isLeft && isNumber && conversion.isZeroed) builder.add("0".repeat(padding));
  builder.add(text);
  if (padding > 0 && isLeft) builder.add(" ".repeat(padding));
}

/** What `%d` and its kind accept: numbers; `%x` and its kind only ints. */
function* toLong(value: Value, code: string): Steps<Int> {
  const plain = intValue(value);
  if (plain !== undefined) return plain;
  const wantsInt = code === "o" || code === "x" || code === "X";
  const isNumber =
    slotFor(value, SLOT.__index__) !== null ||
    slotFor(value, SLOT.__int__) !== null ||
    slotFor(value, SLOT.__float__) !== null ||
    value instanceof PyComplex;
  if (isNumber)
    try {
      const int = wantsInt ? toIndex(value) : toInt(value);
      return isPending(int) ? ((yield int) as Int) : int;
    } catch (error) {
      if (!isThrown(error, E.TypeError)) throw error;
    }
  raise(
    E.TypeError,
    `%${code} format: ${wantsInt ? "an integer" : "a real number"} is required, not ${typeName(value)}`,
  );
}

function intConversion(value: Int, conversion: Conversion): string {
  const { code, isAlternate, precision } = conversion;
  const size = value < 0 ? -value : value;
  let digits: string;
  let prefix = "";
  if (code === "d" || code === "i" || code === "u") digits = intText(size);
  else {
    digits = intDigits(size, code === "o" ? 8 : 16);
    if (code === "X") digits = digits.toUpperCase();
    if (isAlternate) prefix = `0${code}`;
  }
  if (precision > digits.length) {
    if (precision > INT_MAX - 3) raise(E.OverflowError, "precision too large");
    checkTextLength(precision);
    digits = digits.padStart(precision, "0");
  }
  return (value < 0 ? "-" : "") + prefix + digits;
}

function* doubleConversion(value: Value, conversion: Conversion, kind: Kind): Steps<string> {
  let double: number;
  try {
    const asked = toDouble(value);
    double = isPending(asked) ? ((yield asked) as number) : asked;
  } catch (error) {
    if (kind === TEXT || !isThrown(error, E.TypeError)) throw error;
    raise(E.TypeError, `float argument required, not ${typeName(value)}`);
  }
  const { code, precision, isAlternate } = conversion;
  const small = code.toLowerCase() as "e" | "f" | "g";
  const text = doubleText(double, {
    code: small,
    precision: precision < 0 ? 6 : precision,
    isAlternate,
  });
  return code === small ? text : text.toUpperCase();
}

const TEXT: Kind = {
  name: "string",
  key: fromJs,
  convert(code, value) {
    switch (code) {
      case "s":
        return textBy(strOf, value);
      case "r":
        return textBy(reprOf, value);
      case "a":
        return asciiBy(value);
      case "c":
        return characterOf(value);
      default:
        return undefined;
    }
  },
};

function* textBy(convert: typeof strOf, value: Value): Steps<Value> {
  const text = convert(value);
  return isPending(text) ? yield text : (text ?? null);
}

function* asciiBy(value: Value): Steps<Value> {
  return escapeToAscii((yield* textBy(reprOf, value)) as string | PyStr);
}

function* characterOf(value: Value): Steps<Value> {
  if (isStr(value)) {
    if (strLength(value) === 1) return value;
    raise(
      E.TypeError,
      `%c requires an int or a unicode character, not a string of length ${strLength(value)}`,
    );
  }
  if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
    raise(E.TypeError, `%c requires an int or a unicode character, not ${typeName(value)}`);
  let point = toIndex(value);
  if (isPending(point)) point = (yield point) as Int;
  if (point < 0 || point > 0x10ffff) raise(E.OverflowError, "%c arg not in range(0x110000)");
  return fromPoints([point as number]);
}

const BYTES: Kind = {
  name: "bytes",
  key: (text) => {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new PyBytes(bytes);
  },
  convert(code, value) {
    switch (code) {
      case "s":
      case "b":
        return bytesOf(value);
      case "r":
      case "a":
        return asciiBy(value);
      case "c":
        return byteOf(value);
      default:
        return undefined;
    }
  },
};

function bufferOf(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.bytes;
  return value instanceof PyByteArray ? value.bytes.subarray(0, value.length) : undefined;
}

function* bytesOf(value: Value): Steps<Value> {
  const buffer = bufferOf(value);
  if (buffer !== undefined) return latin1(buffer);
  let made = callSpecial(value, "__bytes__", []);
  if (isPending(made)) made = yield made;
  if (made instanceof PyBytes) return latin1(made.bytes);
  if (made !== undefined)
    raise(E.TypeError, `__bytes__ returned non-bytes (type ${typeName(made)})`);
  raise(
    E.TypeError,
    `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
  );
}

function* byteOf(value: Value): Steps<Value> {
  const buffer = bufferOf(value);
  const wanted = "%c requires an integer in range(256) or a single byte, not";
  if (buffer !== undefined) {
    if (buffer.length === 1) return latin1(buffer);
    raise(E.TypeError, `${wanted} a ${typeName(value)} object of length ${buffer.length}`);
  }
  if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
    raise(E.TypeError, `${wanted} ${typeName(value)}`);
  let byte = toIndex(value);
  if (isPending(byte)) byte = (yield byte) as Int;
  if (byte < 0 || byte > 255) raise(E.OverflowError, "%c arg not in range(256)");
  return String.fromCharCode(byte as number);
}
