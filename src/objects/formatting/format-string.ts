/** `str.format` and `str.format_map`. https://docs.python.org/3/library/string.html#formatstrings */
import { current } from "../current.ts";
import { E, newException, PyThrow, raise } from "../errors.ts";
import { digitValue } from "../numbers/parse.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { getAttribute } from "../protocols/attributes.ts";
import { getItem } from "../protocols/items.ts";
import { asciiOf, formatOf, reprOf, strOf } from "../protocols/text.ts";
import { isPending, NativeFrame, type NativeResult, type Pending } from "../requests.ts";
import { fromJs, type PyStr, textOf } from "../str.ts";
import { TextBuilder } from "./text-builder.ts";
import { formatPlain } from "./values.ts";

/** A replacement field may have fields in its specification, but those have none. */
const MAX_NESTING = 2;

/** Fields are numbered by themselves or by hand, but not both. */
const Numbering = { unknown: 0, automatic: 1, manual: 2 } as const;

class Fields {
  /** Positional values; null for `format_map`. */
  readonly args: readonly Value[] | null;
  /** Values by name: a Map of keyword arguments, or any mapping. */
  readonly names: ReadonlyMap<string, Value> | Value;
  #numbering: number = Numbering.unknown;
  #next = 0;
  constructor(args: readonly Value[] | null, names: ReadonlyMap<string, Value> | Value) {
    this.args = args;
    this.names = names;
  }

  /** The number of a field, given or not. */
  number(given: number | undefined): number {
    const wanted = given === undefined ? Numbering.automatic : Numbering.manual;
    if (this.#numbering === Numbering.unknown) this.#numbering = wanted;
    if (this.#numbering !== wanted) {
      const [from, to] =
        wanted === Numbering.automatic
          ? ["manual field specification", "automatic field numbering"]
          : ["automatic field numbering", "manual field specification"];
      raise(E.ValueError, `cannot switch from ${from} to ${to}`);
    }
    return given ?? this.#next++;
  }
}

/** Formats with positional values (null: there can be none) and named ones, a Map or any mapping. */
export function formatString(
  format: string | PyStr,
  args: readonly Value[] | null,
  names: ReadonlyMap<string, Value> | Value,
): NativeResult {
  const text = typeof format === "string" ? format : format.text;
  return new FormatFrame(text, new Fields(args, names), MAX_NESTING).start();
}

/** A replacement field, read. */
export interface Field {
  /** The text before it. */
  readonly literal: string | PyStr;
  /** What is to be found first: a number, a name, or (undefined) the next value. */
  readonly first: number | string | undefined;
  /** What is to be looked up in that, one after the other: `.name` or `[key]` each. */
  readonly path: string;
  /** One character, or nothing. */
  readonly conversion: string;
  readonly spec: string | PyStr;
  /** The spec has fields itself. */
  readonly hasNested: boolean;
  /** Stands for no field: the format ends here, or wants more to be read. */
  readonly end: "" | "end" | "more";
  /** After the field. */
  readonly endsAt: number;
  /** The ValueError that ends the format here, once all before it is done. */
  readonly error: string | null;
}

const END: Field = {
  literal: "",
  first: undefined,
  path: "",
  conversion: "",
  spec: "",
  hasNested: false,
  end: "end",
  endsAt: 0,
  error: null,
};

/** So many fields are read in one go: of a long format they would take much more room than its text. */
const MOST_FIELDS = 1024;

/** The fields of a format from a place on; the last one is its end, or wants more to be read. */
function readFormat(text: string, start: number): readonly Field[] {
  const all: Field[] = [];
  let literal = "";
  for (let at = start; ; ) {
    const brace = nextBrace(text, at);
    if (brace === text.length) {
      literal += text.slice(at);
      break;
    }
    const c = text[brace];
    if (text[brace + 1] === c) {
      literal += text.slice(at, brace + 1);
      at = brace + 2;
      continue;
    }
    if (c === "}" || brace + 1 === text.length) {
      all.push({ ...END, error: single(c as string) });
      return all;
    }
    literal += text.slice(at, brace);
    const field = readField(text, brace + 1, fromJs(literal) as string | PyStr);
    all.push(field);
    if (field.error !== null) return all;
    at = field.endsAt;
    literal = "";
    if (all.length === MOST_FIELDS) {
      all.push({ ...END, end: "more", endsAt: at });
      return all;
    }
  }
  all.push({ ...END, literal: fromJs(literal) as string | PyStr });
  return all;
}

function nextBrace(text: string, start: number): number {
  let i = start;
  while (i < text.length && text[i] !== "{" && text[i] !== "}") i++;
  return i;
}

/** A replacement field as it stands. */
interface Markup {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string;
  /** The spec has fields itself. */
  readonly hasNested: boolean;
  /** After the field. */
  readonly endsAt: number;
}

/** Scans a field from behind its opening brace; the answer is what is wrong where that is a str. */
function scanField(text: string, start: number): Markup | string {
  let i = start;
  let c = "";
  scan: while (i < text.length) {
    c = text[i++] as string;
    switch (c) {
      case "{":
        return "unexpected '{' in field name";
      case "[":
        while (i < text.length && text[i] !== "]") i++;
        continue;
      case "}":
      case ":":
      case "!":
        break scan;
    }
  }
  if (c !== "}" && c !== ":" && c !== "!") return "expected '}' before end of string";
  const plain = { name: text.slice(start, i - 1), conversion: "", spec: "", hasNested: false };
  let conversion = "";
  if (c === "!") {
    if (i >= text.length) return "end of string while looking for conversion specifier";
    conversion = String.fromCodePoint(text.codePointAt(i) as number);
    i += conversion.length;
    if (i < text.length) {
      c = text[i++] as string;
      if (c === "}") return { ...plain, conversion, endsAt: i };
      if (c !== ":") return "expected ':' after conversion specifier";
    }
  } else if (c === "}") return { ...plain, endsAt: i };
  const specStart = i;
  let hasNested = false;
  for (let depth = 1; i < text.length; ) {
    c = text[i++] as string;
    if (c === "{") {
      hasNested = true;
      depth++;
    } else if (c === "}" && --depth === 0)
      return { ...plain, conversion, spec: text.slice(specStart, i - 1), hasNested, endsAt: i };
  }
  return "unmatched '{' in format spec";
}

/** Reads a field from behind its opening brace. */
function readField(text: string, start: number, literal: string | PyStr): Field {
  const scanned = scanField(text, start);
  if (typeof scanned === "string") return { ...END, error: scanned };
  const { name, conversion, hasNested, endsAt } = scanned;
  const spec = fromJs(scanned.spec) as string | PyStr;
  return { ...END, ...readName(name), literal, conversion, spec, hasNested, end: "", endsAt };
}

/** The pieces of a format: text (a doubled brace ends one), each with the field behind it, if there is one. */
export function* formatPieces(
  text: string,
): Generator<{ readonly literal: string; readonly field: Markup | null }, undefined> {
  for (let at = 0; at < text.length; ) {
    const brace = nextBrace(text, at);
    const c = text[brace];
    if (c === undefined) {
      yield { literal: text.slice(at), field: null };
      return;
    }
    if (text[brace + 1] === c) {
      yield { literal: text.slice(at, brace + 1), field: null };
      at = brace + 2;
      continue;
    }
    if (c === "}" || brace + 1 === text.length) raise(E.ValueError, single(c));
    const field = scanField(text, brace + 1);
    if (typeof field === "string") raise(E.ValueError, field);
    yield { literal: text.slice(at, brace), field };
    at = field.endsAt;
  }
}

const single = (brace: string) => `Single '${brace}' encountered in format string`;

/** Takes a field's name apart. */
function readName(name: string): Pick<Field, "first" | "path"> {
  let i = 0;
  while (i < name.length && name[i] !== "." && name[i] !== "[") i++;
  const text = name.slice(0, i);
  return { first: text === "" ? undefined : (wholeNumber(text) ?? text), path: name.slice(i) };
}

const TOO_MANY_DIGITS = "Too many decimal digits in format string";

/** A number in a field's name: Infinity where it is too large; undefined where it is none. */
function wholeNumber(name: string): number | undefined {
  let value = 0;
  for (const c of name) {
    const digit = digitValue(c.codePointAt(0) as number);
    if (digit < 0) return undefined;
    value = value * 10 + digit;
    if (value > 9223372036854775000) return Number.POSITIVE_INFINITY;
  }
  return value;
}

/** The same, where one that is too large is an error. */
export function fieldNumber(name: string): number | undefined {
  const number = wholeNumber(name);
  if (number === Number.POSITIVE_INFINITY) raise(E.ValueError, TOO_MANY_DIGITS);
  return number;
}

/** The step at a place on a path: `.name` or `[key]`, and where it ends. */
export function pathStep(
  path: string,
  at: number,
): { readonly isAttribute: boolean; readonly key: string | number; readonly end: number } {
  const start = at + 1;
  let i = start;
  switch (path[at]) {
    case ".": {
      while (i < path.length && path[i] !== "." && path[i] !== "[") i++;
      if (i === start) raise(E.ValueError, "Empty attribute in format string");
      return { isAttribute: true, key: path.slice(start, i), end: i };
    }
    case "[": {
      while (i < path.length && path[i] !== "]") i++;
      if (i >= path.length) raise(E.ValueError, "Missing ']' in format string");
      const key = path.slice(start, i);
      if (key === "") raise(E.ValueError, "Empty attribute in format string");
      return { isAttribute: false, key: fieldNumber(key) ?? key, end: i + 1 };
    }
  }
  return raise(E.ValueError, "Only '.' or '[' may follow ']' in format field specifier");
}

/** What a frame does next with its field. */
const Stage = { first: 0, path: 1, conversion: 2, spec: 3, format: 4 } as const;

/** Fills in one field after the other. Only where one needs Python code does it become a frame. */
class FormatFrame extends NativeFrame {
  readonly #format: string;
  #fields: readonly Field[];
  readonly #values: Fields;
  readonly #depth: number;
  readonly #builder = new TextBuilder();
  /** Which of the fields is next, or in work. */
  #at = 0;
  #stage: number = Stage.first;
  /** How much of the path is done. */
  #onPath = 0;
  #value: Value = null;
  #spec: Value = "";
  #request: Pending | null = null;

  constructor(format: string, values: Fields, depth: number) {
    super();
    if (depth <= 0) raise(E.ValueError, "Max string recursion exceeded");
    checkTextLength(format.length);
    const table = current.interpreter?.formats.braces;
    let fields = table?.get(format);
    if (fields === undefined) {
      fields = readFormat(format, 0);
      table?.add(format, fields);
    }
    this.#format = format;
    this.#fields = fields;
    this.#values = values;
    this.#depth = depth;
  }

  /** The text, or this frame, which waits. */
  start(): NativeResult {
    const result = this.#run();
    return isPending(result) ? this : result;
  }

  override resume(answer: Value | undefined): NativeResult {
    const request = this.#request;
    if (request !== null) {
      this.#request = null;
      return request;
    }
    this.#take(answer ?? null);
    const result = this.#run();
    // Who runs this frame has the next request already.
    this.#request = null;
    return result;
  }

  #run(): NativeResult {
    for (;;) {
      const field = this.#fields[this.#at] as Field;
      if (this.#stage === Stage.first) {
        if (field.error !== null) raise(E.ValueError, field.error);
        if (field.literal !== "") this.#builder.add(field.literal);
        if (field.end === "end") return this.#builder.finish();
        if (field.end === "more") {
          this.#fields = readFormat(this.#format, field.endsAt);
          this.#at = 0;
          continue;
        }
      }
      const answer = this.#step(field);
      if (isPending(answer)) {
        this.#request = answer;
        return answer;
      }
      this.#take(answer ?? null);
    }
  }

  /** What the stage of a field asks for. */
  #step(field: Field): NativeResult {
    switch (this.#stage) {
      case Stage.first:
        return this.#first(field.first);
      case Stage.path:
        return this.#follow(field.path);
      case Stage.conversion:
        return convert(this.#value, field.conversion);
      case Stage.spec:
        return new FormatFrame(textOf(field.spec) as string, this.#values, this.#depth - 1).start();
      default:
        return typeof this.#spec === "string"
          ? (formatPlain(this.#value, this.#spec) ?? formatOf(this.#value, this.#spec))
          : formatOf(this.#value, this.#spec);
    }
  }

  /** Goes on with the answer to what a stage asked for: the next stage that the field has is the next. */
  #take(answer: Value): void {
    const field = this.#fields[this.#at] as Field;
    switch (this.#stage) {
      case Stage.first:
        this.#value = answer;
        this.#spec = field.spec;
        this.#onPath = 0;
        this.#stage = Stage.path;
        break;
      case Stage.path:
        this.#value = answer;
        break;
      case Stage.conversion:
        this.#value = answer;
        this.#stage = Stage.spec;
        break;
      case Stage.spec:
        this.#spec = answer;
        this.#stage = Stage.format;
        break;
      default:
        this.#builder.add(answer as string | PyStr);
        this.#at++;
        this.#stage = Stage.first;
        return;
    }
    if (this.#stage === Stage.path && this.#onPath === field.path.length)
      this.#stage = Stage.conversion;
    if (this.#stage === Stage.conversion && field.conversion === "") this.#stage = Stage.spec;
    if (this.#stage === Stage.spec && !field.hasNested) this.#stage = Stage.format;
  }

  /** Takes one step on a path. */
  #follow(path: string): NativeResult {
    const { isAttribute, key, end } = pathStep(path, this.#onPath);
    this.#onPath = end;
    if (isAttribute) return getAttribute(this.#value, key as string);
    return getItem(this.#value, typeof key === "string" ? fromJs(key) : key);
  }

  /** The value that a field's name begins with. */
  #first(name: number | string | undefined): NativeResult {
    const { args, names } = this.#values;
    if (typeof name !== "string") {
      if (name === Number.POSITIVE_INFINITY) raise(E.ValueError, TOO_MANY_DIGITS);
      const number = this.#values.number(name);
      if (args === null) raise(E.ValueError, "Format string contains positional fields");
      const value = args[number];
      if (value === undefined)
        raise(E.IndexError, `Replacement index ${number} out of range for positional args tuple`);
      return value;
    }
    if (!(names instanceof Map)) return getItem(names as Value, fromJs(name));
    const value = names.get(name);
    if (value === undefined) throw new PyThrow(newException(E.KeyError, fromJs(name)));
    return value;
  }
}

function convert(value: Value, conversion: string): NativeResult {
  switch (conversion) {
    case "s":
      return strOf(value);
    case "r":
      return reprOf(value);
    case "a":
      return asciiOf(value);
  }
  const point = conversion.codePointAt(0) as number;
  const shown = point > 32 && point < 127 ? conversion : `\\x${point.toString(16)}`;
  return raise(E.ValueError, `Unknown conversion specifier ${shown}`);
}
