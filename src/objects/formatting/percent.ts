/**
 * `format % values` for str and bytes. https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting
 *
 *     "%" ["(" key ")"] flags [width | "*"] ["." precision | "*"] [hlL] code
 */
import { viewOf } from "../buffers.ts";
import { toDouble, toIndex, toInt } from "../conversions.ts";
import { current } from "../current.ts";
import { E, isThrown, raise } from "../errors.ts";
import { PyComplex, PyFloat } from "../float.ts";
import { type Int, intValue } from "../int.ts";
import { checkTextLength, doubleText, intDigits, intText } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { getItem } from "../protocols/items.ts";
import { callSpecial, slotFor } from "../protocols/slot.ts";
import { asciiOf, reprOf, strOf } from "../protocols/text.ts";
import { after, isPending, NativeFrame, type NativeResult, type Pending } from "../requests.ts";
import { PyByteArray, PyBytes, PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { fromJs, fromPoints, isStr, type PyStr, pointsOf, strLength, textOf } from "../str.ts";
import { typeName } from "../types.ts";
import { TextBuilder } from "./text-builder.ts";
import { reprPlain, strPlain } from "./values.ts";

type Steps<T> = Generator<Pending, T, Value>;

const INT_MAX = 2147483647;
const SSIZE_MAX = 9223372036854775000;

/** A width or precision that is not given, or is the next value. */
const NONE = -1;
const STAR = -2;

/** One conversion, read: the text before it, and what is to be done with a value. */
export interface Conversion {
  readonly literal: string | PyStr;
  /** Asks for a key of a mapping. */
  readonly hasKey: boolean;
  readonly key: string | PyStr;
  readonly isLeft: boolean;
  readonly isSigned: boolean;
  readonly isSpaced: boolean;
  readonly isAlternate: boolean;
  readonly isZeroed: boolean;
  readonly width: number;
  readonly precision: number;
  /** One character; nothing at the end of the format. */
  readonly code: string;
  /** Where the code stands. */
  readonly codeAt: number;
  /** What the code asks for. */
  readonly wants: "int" | "float" | "other" | "more";
  /** No flag, width or precision. */
  readonly isBare: boolean;
  /** The ValueError that ends the format here, once all before it is done. */
  readonly error: string | null;
}

const END: Conversion = {
  literal: "",
  hasKey: false,
  key: "",
  isLeft: false,
  isSigned: false,
  isSpaced: false,
  isAlternate: false,
  isZeroed: false,
  width: NONE,
  precision: NONE,
  code: "",
  codeAt: 0,
  wants: "other",
  isBare: true,
  error: null,
};

const INCOMPLETE_KEY = "incomplete format key";

/** So many conversions are read in one go: of a long format they would take much more room than its text. */
const MOST_CONVERSIONS = 1024;

/** The conversions of a format from a place on; the last one is its end, or wants more to be read. */
function readFormat(format: string, start: number): readonly Conversion[] {
  const all: Conversion[] = [];
  let literal = "";
  let at = start;
  for (;;) {
    const percent = format.indexOf("%", at);
    literal += format.slice(at, percent < 0 ? format.length : percent);
    if (percent < 0) break;
    if (format[percent + 1] === "%") {
      literal += "%";
      at = percent + 2;
      continue;
    }
    const reader = new Reader(format, percent + 1);
    const conversion = reader.conversion(fromJs(literal) as string | PyStr);
    all.push(conversion);
    if (conversion.error !== null) return all;
    at = reader.position;
    literal = "";
    if (all.length === MOST_CONVERSIONS) {
      all.push({ ...END, wants: "more", codeAt: at });
      return all;
    }
  }
  all.push({ ...END, literal: fromJs(literal) as string | PyStr });
  return all;
}

/** Reads one conversion of the format. */
class Reader {
  readonly #text: string;
  position: number;
  #error: string | null = null;
  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  #peek(): string {
    return this.#text[this.position] ?? "";
  }

  conversion(literal: string | PyStr): Conversion {
    const hasKey = this.#peek() === "(";
    const key = hasKey ? (fromJs(this.#key()) as string | PyStr) : "";
    let flags = "";
    for (; "-+ #0".includes(this.#peek()) && this.#peek() !== ""; this.position++)
      if (!flags.includes(this.#peek())) flags += this.#peek();
    const width = this.#number(SSIZE_MAX, "width too big");
    let precision = NONE;
    if (this.#error === null && this.#peek() === ".") {
      this.position++;
      precision = this.#number(INT_MAX, "precision too big");
      if (precision === NONE) precision = 0;
    }
    if ("hlL".includes(this.#peek())) this.position++;
    const point = this.#text.codePointAt(this.position);
    if (point === undefined) this.#error ??= "incomplete format";
    const code = point === undefined ? "" : String.fromCodePoint(point);
    const codeAt = this.position;
    this.position += code.length;
    return {
      literal,
      hasKey,
      key,
      isLeft: flags.includes("-"),
      isSigned: flags.includes("+"),
      isSpaced: flags.includes(" "),
      isAlternate: flags.includes("#"),
      isZeroed: flags.includes("0"),
      width,
      precision,
      code,
      codeAt,
      wants: "diuoxX".includes(code) ? "int" : "eEfFgG".includes(code) ? "float" : "other",
      isBare: flags === "" && width === NONE && precision === NONE,
      error: this.#error,
    };
  }

  /** The key, which may have balanced parentheses. */
  #key(): string {
    const start = ++this.position;
    for (let depth = 1; ; this.position++) {
      const c = this.#peek();
      if (c === "") {
        this.#error = INCOMPLETE_KEY;
        return "";
      }
      if (c === "(") depth++;
      else if (c === ")" && --depth === 0) return this.#text.slice(start, this.position++);
    }
  }

  /** Digits, or `*` for the next value. */
  #number(limit: number, tooBig: string): number {
    if (this.#peek() === "*") {
      this.position++;
      return STAR;
    }
    let value = NONE;
    for (;;) {
      const digit = this.#text.charCodeAt(this.position) - 48;
      if (!(digit >= 0 && digit <= 9)) return value;
      value = Math.max(value, 0) * 10 + digit;
      if (value > limit) {
        this.#error ??= tooBig;
        return NONE;
      }
      this.position++;
    }
  }
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
    this.mapping =
      this.#items === null && typeof args === "object" && isMapping(args, isText)
        ? args
        : undefined;
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

function isMapping(args: Value, isText: boolean): boolean {
  return (
    slotFor(args, SLOT.__getitem__) !== null &&
    !isStr(args) &&
    (isText || !(args instanceof PyBytes || args instanceof PyByteArray))
  );
}

/** What differs between str and bytes. */
interface Kind {
  readonly name: string;
  /** The key that a slice of the format stands for. */
  key(text: string | PyStr): Value;
  /** The text for `%s`, `%r`, `%a`, `%b`, `%c`; undefined for a code it does not know. */
  convert(code: string, value: Value): NativeResult;
}

/** `format % args` of a str. */
export function formatPercent(format: string | PyStr, args: Value): NativeResult {
  return new PercentFrame(typeof format === "string" ? format : format.text, args, TEXT).start();
}

/** `format % args` of bytes (also those of a bytearray): the answer is bytes. */
export function formatPercentBytes(format: Uint8Array, args: Value): NativeResult {
  return after(new PercentFrame(latin1(format), args, BYTES).start(), (made) => {
    const text = made as string;
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new PyBytes(bytes);
  });
}

function latin1(bytes: Uint8Array): string {
  checkTextLength(bytes.length);
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}

/** Does one conversion after the other. Only where one needs Python code does it become a frame. */
class PercentFrame extends NativeFrame {
  readonly #format: string;
  #conversions: readonly Conversion[];
  readonly #kind: Kind;
  readonly #values: Arguments;
  readonly #builder = new TextBuilder();
  /** Which of the conversions is next, or waits. */
  #at = 0;
  /** What is waited for: the value of a key, or the text for a conversion. */
  #request: Pending | null = null;
  #forText: Conversion | null = null;

  constructor(format: string, args: Value, kind: Kind) {
    super();
    const table = current.interpreter?.formats.percent;
    let conversions = table?.get(format);
    if (conversions === undefined) {
      conversions = readFormat(format, 0);
      table?.add(format, conversions);
    }
    checkTextLength(format.length);
    this.#format = format;
    this.#conversions = conversions;
    this.#kind = kind;
    this.#values = new Arguments(args, kind === TEXT);
  }

  /** The text, or this frame, which waits. */
  start(): NativeResult {
    const result = this.#run(false);
    return isPending(result) ? this : result;
  }

  override resume(answer: Value | undefined): NativeResult {
    const request = this.#request;
    if (request !== null) {
      this.#request = null;
      return request;
    }
    const conversion = this.#forText;
    let result: NativeResult;
    if (conversion === null) {
      this.#values.set(answer ?? null);
      result = this.#run(true);
    } else {
      this.#forText = null;
      write(answer as string | PyStr, conversion, this.#builder);
      this.#at++;
      result = this.#run(false);
    }
    // Who runs this frame has the next request already.
    this.#request = null;
    return result;
  }

  /** `hasItem`: the value for the key of the first conversion is there already. */
  #run(hasItem: boolean): NativeResult {
    const builder = this.#builder;
    let needsItem = !hasItem;
    for (; ; this.#at++) {
      const given = this.#conversions[this.#at] as Conversion;
      if (needsItem) {
        if (given.literal !== "") builder.add(given.literal);
        if (given.hasKey) {
          const item = this.#item(given);
          if (isPending(item)) return this.#wait(item, null);
          this.#values.set(item ?? null);
        }
      }
      needsItem = true;
      const conversion =
        given.width === STAR || given.precision === STAR ? this.#withStars(given) : given;
      if (given.error !== null) raise(E.ValueError, given.error);
      if (given.code === "") {
        if (given.wants !== "more") break;
        this.#conversions = readFormat(this.#format, given.codeAt);
        this.#at = -1;
        continue;
      }
      const text = this.#convert(conversion, this.#values.next());
      if (isPending(text)) return this.#wait(text, conversion);
      if (conversion.isBare) builder.add(text as string | PyStr);
      else write(text as string | PyStr, conversion, builder);
    }
    if (this.#values.isLeftOver)
      raise(E.TypeError, `not all arguments converted during ${this.#kind.name} formatting`);
    return builder.finish();
  }

  #wait(request: Pending, forText: Conversion | null): Pending {
    this.#request = request;
    this.#forText = forText;
    return request;
  }

  /** The value for the key of a conversion. */
  #item(conversion: Conversion): NativeResult {
    const { mapping } = this.#values;
    if (mapping === undefined) raise(E.TypeError, "format requires a mapping");
    if (conversion.error === INCOMPLETE_KEY) raise(E.ValueError, INCOMPLETE_KEY);
    return getItem(mapping, this.#kind.key(conversion.key));
  }

  /** The conversion with the width and precision that values say. */
  #withStars(given: Conversion): Conversion {
    let { width, precision, isLeft } = given;
    if (width === STAR) {
      width = this.#star(SSIZE_MAX, "ssize_t");
      if (width < 0) isLeft = true;
      width = Math.abs(width);
    }
    if (precision === STAR) precision = Math.max(this.#star(INT_MAX, "int"), 0);
    return { ...given, width, precision, isLeft };
  }

  #star(limit: number, type: string): number {
    const value = intValue(this.#values.next());
    if (value === undefined) raise(E.TypeError, "* wants int");
    if (Math.abs(Number(value)) > limit)
      raise(E.OverflowError, `Python int too large to convert to C ${type}`);
    return Number(value);
  }

  /** The text of one value; numbers have no sign but `-`. */
  #convert(conversion: Conversion, value: Value): NativeResult {
    switch (conversion.wants) {
      case "int": {
        const int = intValue(value);
        return int === undefined
          ? convertToLong(value, conversion)
          : intConversion(int, conversion);
      }
      case "float":
        if (typeof value === "number") return doubleConversion(value, conversion);
        return value instanceof PyFloat
          ? doubleConversion(value.value, conversion)
          : convertToDouble(value, conversion, this.#kind);
    }
    const text = this.#kind.convert(conversion.code, value);
    return text === undefined ? unsupported(conversion) : text;
  }
}

function unsupported({ code, codeAt }: Conversion): never {
  const point = code.codePointAt(0) as number;
  const shown = point >= 31 && point <= 126 ? code : "?";
  const hex = point.toString(16);
  raise(E.ValueError, `unsupported format character '${shown}' (0x${hex}) at index ${codeAt}`);
}

/** Lays out the text of one value in its field. */
function write(given: string | PyStr, conversion: Conversion, builder: TextBuilder): void {
  const { width, precision, isLeft, isAlternate, code } = conversion;
  const isNumber = conversion.wants !== "other";
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

function* convertToLong(value: Value, conversion: Conversion): Steps<string> {
  return intConversion(yield* toLong(value, conversion.code), conversion);
}

/** What `%d` and its kind accept beside ints: numbers; `%x` and its kind only ints. */
function* toLong(value: Value, code: string): Steps<Int> {
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

function* convertToDouble(value: Value, conversion: Conversion, kind: Kind): Steps<string> {
  let double: number;
  try {
    const asked = toDouble(value);
    double = isPending(asked) ? ((yield asked) as number) : asked;
  } catch (error) {
    if (kind === TEXT || !isThrown(error, E.TypeError)) throw error;
    raise(E.TypeError, `float argument required, not ${typeName(value)}`);
  }
  return doubleConversion(double, conversion);
}

function doubleConversion(value: number, conversion: Conversion): string {
  const { code, precision, isAlternate } = conversion;
  const small = code.toLowerCase() as "e" | "f" | "g";
  const text = doubleText(value, {
    code: small,
    precision: precision < 0 ? 6 : precision,
    isAlternate,
  });
  return code === small ? text : text.toUpperCase();
}

const TEXT: Kind = {
  name: "string",
  key: (text) => text,
  convert(code, value) {
    switch (code) {
      case "s":
        return strPlain(value) ?? strOf(value);
      case "r":
        return reprPlain(value) ?? reprOf(value);
      case "a":
        return asciiOf(value);
      case "c":
        return characterOf(value);
      default:
        return undefined;
    }
  },
};

function characterOf(value: Value): NativeResult {
  if (isStr(value)) {
    if (strLength(value) === 1) return value;
    raise(
      E.TypeError,
      `%c requires an int or a unicode character, not a string of length ${strLength(value)}`,
    );
  }
  if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
    raise(E.TypeError, `%c requires an int or a unicode character, not ${typeName(value)}`);
  return after(toIndex(value), (point) => {
    if ((point as Int) < 0 || (point as Int) > 0x10ffff)
      raise(E.OverflowError, "%c arg not in range(0x110000)");
    return fromPoints([point as number]);
  });
}

const BYTES: Kind = {
  name: "bytes",
  key: (given) => {
    const text = textOf(given) as string;
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
        return asciiOf(value);
      case "c":
        return byteOf(value);
      default:
        return undefined;
    }
  },
};

function bytesOf(value: Value): NativeResult {
  const buffer = viewOf(value);
  if (buffer !== undefined) return latin1(buffer);
  const made = callSpecial(value, "__bytes__", []);
  if (made === undefined)
    raise(
      E.TypeError,
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
    );
  return after(made, (bytes) => {
    if (bytes instanceof PyBytes) return latin1(bytes.bytes);
    return raise(E.TypeError, `__bytes__ returned non-bytes (type ${typeName(bytes)})`);
  });
}

function byteOf(value: Value): NativeResult {
  const buffer = viewOf(value);
  const wanted = "%c requires an integer in range(256) or a single byte, not";
  if (buffer !== undefined) {
    if (buffer.length === 1) return latin1(buffer);
    raise(E.TypeError, `${wanted} a ${typeName(value)} object of length ${buffer.length}`);
  }
  if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
    raise(E.TypeError, `${wanted} ${typeName(value)}`);
  return after(toIndex(value), (byte) => {
    if ((byte as Int) < 0 || (byte as Int) > 255)
      raise(E.OverflowError, "%c arg not in range(256)");
    return String.fromCharCode(byte as number);
  });
}
