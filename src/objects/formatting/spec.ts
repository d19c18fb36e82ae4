/**
 * The format specification mini-language. https://docs.python.org/3/library/string.html#formatspec
 *
 *     [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision [grouping]][type]
 */
import { E, raise } from "../errors.ts";
import { digitValue } from "../numbers/parse.ts";

/** A specification, read. */
export interface FormatSpec {
  /** One character. */
  readonly fill: string;
  /** `<`, `>`, `^` or `=`. */
  readonly align: string;
  /** `+`, `-`, a space, or nothing. */
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly isAlternate: boolean;
  /** -1 where there is none. */
  readonly width: number;
  /** What separates groups of digits: a comma, `_`, or nothing. */
  readonly grouping: string;
  /** The same for the digits after the point. */
  readonly fractionGrouping: string;
  /** -1 where there is none. */
  readonly precision: number;
  /** One character, or nothing. */
  readonly type: string;
  /**
   * Nothing out of the ordinary: no more than a sign, a fill of one code unit, a short width, digits in groups that need
   * no zeros, and a precision.
   */
  readonly isShort: boolean;
  /** A short specification's fill, as often as the width says. */
  readonly padding: string;
}

/** No short specification has a larger width. */
const SHORT_WIDTH = 64;

function isAlign(c: string | undefined): boolean {
  return c === "<" || c === ">" || c === "=" || c === "^";
}

/** The character at `i`, which may be two code units long. */
function characterAt(text: string, i: number): string {
  const point = text.codePointAt(i);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** A number in decimal digits of any script. */
class Digits {
  value = 0;
  /** Where it ends. */
  end: number;
  constructor(text: string, start: number) {
    let i = start;
    for (;;) {
      const point = text.codePointAt(i);
      const digit = point === undefined ? -1 : digitValue(point);
      if (digit < 0) break;
      this.value = this.value * 10 + digit;
      if (this.value > 9223372036854775000)
        raise(E.ValueError, "Too many decimal digits in format string");
      i += (point as number) > 0xffff ? 2 : 1;
    }
    this.end = i;
  }
}

/** Reads a specification for a value of type `typeName`; `type` and `align` are what applies by default. */
export function parseSpec(text: string, typeName: string, type: string, align: string): FormatSpec {
  let fill = " ";
  let isAlignGiven = true;
  let isFillGiven = false;
  let givenAlign = align;
  const first = characterAt(text, 0);
  let i = 0;
  if (isAlign(text[first.length])) {
    fill = first;
    isFillGiven = true;
    givenAlign = text[first.length] as string;
    i = first.length + 1;
  } else if (isAlign(first)) {
    givenAlign = first;
    i = 1;
  } else isAlignGiven = false;

  let sign = "";
  if (text[i] === "+" || text[i] === "-" || text[i] === " ") sign = text[i++] as string;
  const noNegativeZero = text[i] === "z";
  if (noNegativeZero) i++;
  const isAlternate = text[i] === "#";
  if (isAlternate) i++;
  if (!isFillGiven && text[i] === "0") {
    fill = "0";
    if (!isAlignGiven && align === ">") givenAlign = "=";
    i++;
  }
  let width = -1;
  const widthDigits = new Digits(text, i);
  if (widthDigits.end > i) width = widthDigits.value;
  i = widthDigits.end;

  let grouping = "";
  [grouping, i] = readGrouping(text, i);
  let precision = -1;
  let fractionGrouping = "";
  if (text[i] === ".") {
    i++;
    const digits = new Digits(text, i);
    const start = i;
    if (digits.end > i) precision = digits.value;
    [fractionGrouping, i] = readGrouping(text, digits.end);
    if (i === start) raise(E.ValueError, "Format specifier missing precision");
  }
  let givenType = type;
  const last = characterAt(text, i);
  if (i + last.length < text.length)
    raise(E.ValueError, `Invalid format specifier '${text}' for object of type '${typeName}'`);
  if (last !== "") givenType = last;
  if (grouping !== "") checkGrouping(grouping, givenType);
  if (givenType === "n" && fractionGrouping !== "") cannotGroup(fractionGrouping, givenType);
  const isShort =
    width <= SHORT_WIDTH &&
    (fill < "\ud800" || fill >= "\ue000") &&
    !noNegativeZero &&
    fractionGrouping === "" &&
    (grouping === "" || fill !== "0" || givenAlign !== "=");
  return {
    fill,
    align: givenAlign,
    sign,
    noNegativeZero,
    isAlternate,
    width,
    grouping,
    fractionGrouping,
    precision,
    type: givenType,
    isShort,
    padding: isShort && width > 0 ? fill.repeat(width) : "",
  };
}

function readGrouping(text: string, start: number): [string, number] {
  const c = text[start];
  if (c !== "," && c !== "_") return ["", start];
  const next = text[start + 1];
  if ((next === "," || next === "_") && next !== c)
    raise(E.ValueError, "Cannot specify both ',' and '_'.");
  return [c, start + 1];
}

function checkGrouping(grouping: string, type: string): void {
  if (type === "") return;
  if ("defgEG%F".includes(type)) return;
  if (grouping === "_" && "boxX".includes(type)) return;
  cannotGroup(grouping, type);
}

function cannotGroup(grouping: string, type: string): never {
  raise(E.ValueError, `Cannot specify '${grouping}' with '${shownCode(type)}'.`);
}

/** A code as messages show it. */
function shownCode(type: string): string {
  const point = type.codePointAt(0) ?? 0;
  return point > 32 && point < 128 ? type : `\\x${point.toString(16)}`;
}

/** Raises the ValueError for a type code that the type does not know. */
export function unknownCode(type: string, typeName: string): never {
  raise(E.ValueError, `Unknown format code '${shownCode(type)}' for object of type '${typeName}'`);
}
