/** `str.format` and `str.format_map`. https://docs.python.org/3/library/string.html#formatstrings */
import { E, newException, PyThrow, raise } from "../errors.ts";
import { digitValue } from "../numbers/parse.ts";
import { checkTextLength } from "../numbers/print.ts";
import type { Value } from "../object.ts";
import { getAttribute } from "../protocols/attributes.ts";
import { getItem } from "../protocols/items.ts";
import { formatOf, reprOf, strOf } from "../protocols/text.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { fromJs, type PyStr } from "../str.ts";
import { escapeToAscii } from "./ascii.ts";
import { TextBuilder } from "./text-builder.ts";

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
export function* formatString(
  format: string | PyStr,
  args: readonly Value[] | null,
  names: ReadonlyMap<string, Value> | Value,
): NativeGenerator {
  const text = typeof format === "string" ? format : format.text;
  return yield* build(text, new Fields(args, names), MAX_NESTING);
}

function* build(text: string, fields: Fields, depth: number): NativeGenerator {
  if (depth <= 0) raise(E.ValueError, "Max string recursion exceeded");
  checkTextLength(text.length);
  const builder = new TextBuilder();
  for (let at = 0; at < text.length; ) {
    const brace = nextBrace(text, at);
    if (brace === text.length) {
      builder.addJs(text.slice(at));
      break;
    }
    const c = text[brace];
    if (text[brace + 1] === c) {
      builder.addJs(text.slice(at, brace + 1));
      at = brace + 2;
      continue;
    }
    if (c === "}" || brace + 1 === text.length)
      raise(E.ValueError, `Single '${c}' encountered in format string`);
    builder.addJs(text.slice(at, brace));
    const field = parseField(text, brace + 1);
    builder.add((yield* render(field, fields, depth)) as string | PyStr);
    at = field.end;
  }
  return builder.finish();
}

function nextBrace(text: string, start: number): number {
  let i = start;
  while (i < text.length && text[i] !== "{" && text[i] !== "}") i++;
  return i;
}

interface Field {
  readonly name: string;
  /** One character, or nothing. */
  readonly conversion: string;
  readonly spec: string;
  readonly hasNested: boolean;
  /** After the closing brace. */
  readonly end: number;
}

/** Reads a field from behind its opening brace. */
function parseField(text: string, start: number): Field {
  let i = start;
  let c = "";
  scan: while (i < text.length) {
    c = text[i++] as string;
    switch (c) {
      case "{":
        raise(E.ValueError, "unexpected '{' in field name");
        break;
      case "[":
        while (i < text.length && text[i] !== "]") i++;
        continue;
      case "}":
      case ":":
      case "!":
        break scan;
    }
  }
  if (c !== "}" && c !== ":" && c !== "!") raise(E.ValueError, "expected '}' before end of string");
  const name = text.slice(start, i - 1);
  let conversion = "";
  if (c === "!") {
    if (i >= text.length)
      raise(E.ValueError, "end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(text.codePointAt(i) as number);
    i += conversion.length;
    if (i < text.length) {
      c = text[i++] as string;
      if (c === "}") return { name, conversion, spec: "", hasNested: false, end: i };
      if (c !== ":") raise(E.ValueError, "expected ':' after conversion specifier");
    }
  } else if (c === "}") return { name, conversion, spec: "", hasNested: false, end: i };
  const specStart = i;
  let hasNested = false;
  for (let depth = 1; i < text.length; ) {
    c = text[i++] as string;
    if (c === "{") {
      hasNested = true;
      depth++;
    } else if (c === "}" && --depth === 0)
      return { name, conversion, spec: text.slice(specStart, i - 1), hasNested, end: i };
  }
  raise(E.ValueError, "unmatched '{' in format spec");
}

/** Makes requests and ends in a value. */
type Answer = Generator<Pending, Value, Value>;

function* render(field: Field, fields: Fields, depth: number): Answer {
  let value: Value = yield* lookUp(field.name, fields);
  if (field.conversion !== "") value = yield* convert(value, field.conversion);
  let spec: Value = fromJs(field.spec);
  if (field.hasNested) spec = (yield* build(field.spec, fields, depth - 1)) as Value;
  const text = formatOf(value, spec);
  return (isPending(text) ? yield text : text) as Value;
}

function* convert(value: Value, conversion: string): Answer {
  switch (conversion) {
    case "s": {
      const text = strOf(value);
      return (isPending(text) ? yield text : text) as Value;
    }
    case "r":
    case "a": {
      let text = reprOf(value);
      if (isPending(text)) text = yield text;
      return conversion === "a" ? escapeToAscii(text as string | PyStr) : (text as Value);
    }
  }
  const point = conversion.codePointAt(0) as number;
  const shown = point > 32 && point < 127 ? conversion : `\\x${point.toString(16)}`;
  return raise(E.ValueError, `Unknown conversion specifier ${shown}`);
}

/** A number in a field's name; undefined where it is none. */
function fieldNumber(name: string): number | undefined {
  if (name === "") return undefined;
  let value = 0;
  for (const c of name) {
    const digit = digitValue(c.codePointAt(0) as number);
    if (digit < 0) return undefined;
    value = value * 10 + digit;
    if (value > 9223372036854775000)
      raise(E.ValueError, "Too many decimal digits in format string");
  }
  return value;
}

function* lookUp(name: string, fields: Fields): Answer {
  let i = 0;
  while (i < name.length && name[i] !== "." && name[i] !== "[") i++;
  const first = name.slice(0, i);
  let value = yield* firstValue(first, fields);
  while (i < name.length) {
    const c = name[i++];
    const start = i;
    let next: NativeResult;
    if (c === ".") {
      while (i < name.length && name[i] !== "." && name[i] !== "[") i++;
      if (i === start) raise(E.ValueError, "Empty attribute in format string");
      next = getAttribute(value, name.slice(start, i));
    } else if (c === "[") {
      while (i < name.length && name[i] !== "]") i++;
      if (i >= name.length) raise(E.ValueError, "Missing ']' in format string");
      const key = name.slice(start, i++);
      if (key === "") raise(E.ValueError, "Empty attribute in format string");
      next = getItem(value, fieldNumber(key) ?? fromJs(key));
    } else raise(E.ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    value = isPending(next) ? yield next : (next ?? null);
  }
  return value;
}

function* firstValue(name: string, fields: Fields): Answer {
  const given = fieldNumber(name);
  if (name === "" || given !== undefined) {
    const number = fields.number(given);
    if (fields.args === null) raise(E.ValueError, "Format string contains positional fields");
    const value = fields.args[number];
    if (value === undefined)
      raise(E.IndexError, `Replacement index ${number} out of range for positional args tuple`);
    return value;
  }
  const { names } = fields;
  if (names instanceof Map) {
    const value = names.get(name);
    if (value === undefined) throw new PyThrow(newException(E.KeyError, fromJs(name)));
    return value;
  }
  const found = getItem(names as Value, fromJs(name));
  return (isPending(found) ? yield found : found) as Value;
}
