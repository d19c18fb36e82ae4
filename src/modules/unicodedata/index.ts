/** unicodedata, loaded when it is first imported. https://docs.python.org/3/library/unicodedata.html */

import { notA } from "../../objects/conversions.ts";
import {
  defineModule,
  type Entry,
  type FunctionBuilder,
  members,
  type TypeBuilder,
} from "../../objects/define.ts";
import { E, newException, PyThrow, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import {
  object,
  optional,
  type Param,
  param,
  UNREPRESENTABLE,
  type Values,
} from "../../objects/params.ts";
import type { NativeResult } from "../../objects/requests.ts";
import { fromPoints, isStr, type PyStr, pointsOf, strLength, textOf } from "../../objects/str.ts";
import { isAscii } from "../../objects/text/characters.ts";
import { wantNames } from "../../objects/text/unicode-names.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { NOW, OLD, type UnicodeTables } from "./tables.ts";

const ucdType = new PyType("unicodedata.UCD", [objectType]);
ucdType.isBase = false;

/** The database of one version. */
class Database extends PyObject {
  readonly tables: UnicodeTables;
  constructor(tables: UnicodeTables) {
    super();
    this.tables = tables;
  }
}
layout(Database, ucdType);

/** One character; `where` is which argument it is, where there are more. */
function character(where = ""): Param<number> {
  return param("chr", (value, fn) => {
    const which = where === "" ? "argument" : `argument ${where}`;
    if (!isStr(value))
      return raise(
        E.TypeError,
        `${fn}() ${which} must be a unicode character, not ${typeName(value)}`,
      );
    const length = strLength(value);
    if (length !== 1)
      raise(
        E.TypeError,
        `${fn}(): ${which} must be a unicode character, not a string of length ${length}`,
      );
    return pointsOf(value)[0] as number;
  });
}

const CHAR = [character()] as const;
const CHAR_OR_DEFAULT = [
  character("1"),
  optional(object("default"), undefined, UNREPRESENTABLE),
] as const;

function str(name: string, where: number): Param<string | PyStr> {
  return param(name, (value, fn) => (isStr(value) ? value : notA("str", value, fn, where)));
}

const TEXT = [str("form", 1), str("unistr", 2)] as const;

/** What stands for an answer that there is none of. */
function orElse(fallback: Value | undefined, message: string): Value {
  return fallback === undefined ? raise(E.ValueError, message) : fallback;
}

function normalize(tables: UnicodeTables, form: string | PyStr, text: string | PyStr): Value {
  const wanted = textOf(form) as string;
  if (strLength(text) === 0) return text;
  if (!["NFC", "NFD", "NFKC", "NFKD"].includes(wanted))
    raise(E.ValueError, "invalid normalization form");
  if (typeof text === "string" && isAscii(text)) return text;
  const points = pointsOf(text);
  const made = tables.normalize(points, wanted.startsWith("NFK"), wanted.endsWith("C"));
  const isSame = made.length === points.length && made.every((point, i) => point === points[i]);
  return isSame ? text : fromPoints(made);
}

const MAX_NAME = 256;

function lookup(value: Value): NativeResult {
  if (!isStr(value))
    return raise(E.TypeError, `a bytes-like object is required, not '${typeName(value)}'`);
  const name = textOf(value) as string;
  const fail = (message: string): never => {
    throw new PyThrow(newException(E.KeyError, message));
  };
  if (name.length > MAX_NAME) fail("name too long");
  return wantNames((names) => {
    const point = names.lookup(name);
    return point === undefined ? fail(`undefined character name '${name}'`) : fromPoints([point]);
  });
}

function nameOf(tables: UnicodeTables, point: number, fallback: Value | undefined): NativeResult {
  return wantNames((names) => {
    const name = tables.isKnown(point) ? names.nameOf(point) : undefined;
    return name ?? orElse(fallback, "no such name");
  });
}

function decomposition(tables: UnicodeTables, point: number): string {
  const found = tables.decomposition(point);
  if (found === undefined) return "";
  const parts = found.parts.map((part) => part.toString(16).toUpperCase().padStart(4, "0"));
  return [...(found.tag === "" ? [] : [found.tag]), ...parts].join(" ");
}

/** A function of the module and of each database: the same, of one version or another. */
interface Question {
  ofDatabase(builder: TypeBuilder<Database>): Entry;
  ofModule(builder: FunctionBuilder): Entry;
}

function question<const P extends readonly Param<unknown>[]>(
  doc: string,
  params: P,
  answer: (tables: UnicodeTables, ...args: Values<P>) => NativeResult,
): Question {
  return {
    ofDatabase: ({ caller }) =>
      caller(doc, params, (self, ...args) => answer(self.tables, ...args)),
    ofModule: ({ caller }) => caller(doc, params, (...args) => answer(NOW, ...args)),
  };
}

const QUESTIONS: { readonly [name: string]: Question } = {
  bidirectional: question(
    "Returns the bidirectional class assigned to the character chr as string.",
    CHAR,
    (tables, point: number) => tables.record(point).bidirectional,
  ),
  category: question(
    "Returns the general category assigned to the character chr as string.",
    CHAR,
    (tables, point: number) => tables.record(point).category,
  ),
  combining: question(
    "Returns the canonical combining class assigned to the character chr as integer.",
    CHAR,
    (tables, point: number) => tables.record(point).combining,
  ),
  decimal: question(
    "Converts a Unicode character into its equivalent decimal value.",
    CHAR_OR_DEFAULT,
    (tables, point: number, fallback: Value | undefined) => {
      const number = tables.number(point);
      return number?.isDecimal ? number.value : orElse(fallback, "not a decimal");
    },
  ),
  decomposition: question(
    "Returns the character decomposition mapping assigned to the character chr as string.",
    CHAR,
    decomposition,
  ),
  digit: question(
    "Converts a Unicode character into its equivalent digit value.",
    CHAR_OR_DEFAULT,
    // sic: an old database answers as the new one does.
    (_tables, point: number, fallback: Value | undefined) => {
      const number = NOW.number(point);
      return number?.isDigit ? number.value : orElse(fallback, "not a digit");
    },
  ),
  east_asian_width: question(
    "Returns the east asian width assigned to the character chr as string.",
    CHAR,
    (tables, point: number) => tables.record(point).width,
  ),
  is_normalized: question(
    "Return whether the Unicode string unistr is in the normal form 'form'.",
    TEXT,
    (tables, form: string | PyStr, text: string | PyStr) => normalize(tables, form, text) === text,
  ),
  lookup: question("Look up character by name.", [object("name")], (_tables, name: Value) =>
    lookup(name),
  ),
  mirrored: question(
    "Returns the mirrored property assigned to the character chr as integer.",
    CHAR,
    (tables, point: number) => tables.record(point).mirrored,
  ),
  name: question(
    "Returns the name assigned to the character chr as a string.",
    CHAR_OR_DEFAULT,
    nameOf,
  ),
  normalize: question(
    "Return the normal form 'form' for the Unicode string unistr.",
    TEXT,
    normalize,
  ),
  numeric: question(
    "Converts a Unicode character into its equivalent numeric value.",
    CHAR_OR_DEFAULT,
    (tables, point: number, fallback: Value | undefined) => {
      const number = tables.number(point);
      return number === undefined
        ? orElse(fallback, "not a numeric character")
        : new PyFloat(number.value);
    },
  ),
};

ucdType.populate(
  members<Database>((builder) => [
    Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, asked]) => [name, asked.ofDatabase(builder)]),
    ),
    { unidata_version: builder.getter("", (self) => self.tables.version) },
  ]),
);

export const unicodedataModule = defineModule(
  "unicodedata",
  "This module provides access to the Unicode Character Database, version 16.",
  (builder) => ({
    UCD: builder.constant(ucdType),
    ucd_3_2_0: builder.constant(new Database(OLD)),
    unidata_version: builder.constant(NOW.version),
    ...Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, asked]) => [name, asked.ofModule(builder)]),
    ),
  }),
);
