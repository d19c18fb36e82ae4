/** Dialects of CSV: how a file separates and quotes its fields. */
import { knownAs, member, NEW_DOC, shortName } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { current, type InterpreterState } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import { entryOf, isSearch, lookup } from "../../objects/protocols/hashing.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { fromJs, isStr, strLength, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";

export const csvError = new PyType("_csv.Error", [E.Exception]);
export const dialectType = new PyType("_csv.Dialect", [objectType]);

export function raiseCsv(message: string): never {
  throw new PyThrow(newException(csvError, message));
}

/** When fields are quoted. */
export const Quoting = {
  QUOTE_MINIMAL: 0,
  QUOTE_ALL: 1,
  QUOTE_NONNUMERIC: 2,
  QUOTE_NONE: 3,
  QUOTE_STRINGS: 4,
  QUOTE_NOTNULL: 5,
} as const;

/** What a dialect is; characters are text, null where there is none. */
interface Settings {
  readonly delimiter: string;
  readonly doublequote: boolean;
  readonly escapechar: string | null;
  readonly lineterminator: string;
  readonly quotechar: string | null;
  readonly quoting: number;
  readonly skipinitialspace: boolean;
  readonly strict: boolean;
}

export class PyDialect extends PyObject {
  readonly is: Settings;
  constructor(settings: Settings) {
    super();
    this.is = settings;
  }
}
layout(PyDialect, dialectType);

/** What each interpreter has of its own. */
export class CsvState {
  /** Dialects that were registered, by name. */
  readonly dialects = new PyDict();
  fieldLimit = 128 * 1024;
}

const states = new WeakMap<InterpreterState, CsvState>();

export function stateOfCsv(): CsvState {
  const { interpreter } = current;
  let state = states.get(interpreter);
  if (state === undefined) {
    state = new CsvState();
    states.set(interpreter, state);
  }
  return state;
}

const FIELDS = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;

function character(name: string, value: Value | undefined, fallback: string | null): string | null {
  if (value === undefined) return fallback;
  const isOptional = name !== "delimiter";
  if (isOptional && value === null) return null;
  const what = `"${name}" must be a unicode character${isOptional ? " or None" : ""}`;
  if (!isStr(value)) return raise(E.TypeError, `${what}, not ${typeName(value)}`);
  if (strLength(value) !== 1)
    raise(E.TypeError, `${what}, not a string of length ${strLength(value)}`);
  return textOf(value) as string;
}

function* truth(value: Value | undefined, fallback: boolean): Generator<Pending, boolean, Value> {
  if (value === undefined) return fallback;
  const answer = truthOf(value);
  return isPending(answer) ? ((yield answer) as boolean) : answer;
}

function terminator(value: Value | undefined): string {
  if (value === undefined) return "\r\n";
  const text = textOf(value);
  return text ?? raise(E.TypeError, `"lineterminator" must be a string, not ${typeName(value)}`);
}

function quotingOf(value: Value | undefined): number {
  if (value === undefined) return Quoting.QUOTE_MINIMAL;
  if (typeof value !== "number" && typeof value !== "bigint")
    return raise(E.TypeError, `"quoting" must be an integer, not ${typeName(value)}`);
  return Number(value);
}

/** Refuses characters that mean two things. */
function check(settings: Settings): void {
  const { delimiter, escapechar, quotechar, lineterminator, quoting, skipinitialspace } = settings;
  if (quoting !== Quoting.QUOTE_NONE && quotechar === null)
    raise(E.TypeError, "quotechar must be set if quoting enabled");
  const chars = [
    ["delimiter", delimiter],
    ["escapechar", escapechar],
    ["quotechar", quotechar],
  ] as const;
  for (const [name, char] of chars) {
    if (char === null) continue;
    const isBlank = char === " " && skipinitialspace && name !== "delimiter";
    if (char === "\r" || char === "\n" || isBlank) raise(E.ValueError, `bad ${name} value`);
    if (lineterminator.includes(char)) raise(E.ValueError, `bad ${name} or lineterminator value`);
  }
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  for (const [i, j] of pairs) {
    const [first, char] = chars[i];
    const [second, other] = chars[j];
    if (char !== null && char === other) raise(E.ValueError, `bad ${first} or ${second} value`);
  }
}

/** A dialect by its name. */
export function* findDialect(name: Value): Generator<Pending, Value, Value> {
  const found = lookup(stateOfCsv().dialects.table, name, "dict key");
  if (isSearch(found)) yield found;
  const entry = entryOf(found);
  return entry?.value ?? raiseCsv("unknown dialect");
}

/** An attribute of what stands for a dialect; undefined where it has none. */
function* settingOf(dialect: Value, name: string): Generator<Pending, Value | undefined, Value> {
  try {
    return yield* attribute(dialect, name);
  } catch (error) {
    if (isThrown(error, E.Exception)) return undefined;
    throw error;
  }
}

function* newDialect(cls: Value, base: Value, ...given: (Value | undefined)[]): NativeGenerator {
  let from = base;
  if (isStr(from)) from = yield* findDialect(from);
  if (
    from instanceof PyDialect &&
    cls === dialectType &&
    given.every((value) => value === undefined)
  )
    return from;
  const values = new Map<string, Value | undefined>();
  for (const [i, name] of FIELDS.entries()) {
    const value = given[i];
    values.set(name, value === undefined && from !== null ? yield* settingOf(from, name) : value);
  }
  const get = (name: (typeof FIELDS)[number]): Value | undefined => values.get(name);
  const delimiter = character("delimiter", get("delimiter"), ",") as string;
  const doublequote = yield* truth(get("doublequote"), true);
  const escapechar = character("escapechar", get("escapechar"), null);
  const lineterminator = terminator(get("lineterminator"));
  const quotechar = character("quotechar", get("quotechar"), '"');
  const wanted = quotingOf(get("quoting"));
  const skipinitialspace = yield* truth(get("skipinitialspace"), false);
  const strict = yield* truth(get("strict"), false);
  if (!Object.values<number>(Quoting).includes(wanted)) raise(E.TypeError, 'bad "quoting" value');
  const quoting = quotechar === null && get("quoting") === undefined ? Quoting.QUOTE_NONE : wanted;
  const settings = {
    delimiter,
    doublequote,
    escapechar,
    lineterminator,
    quotechar,
    quoting,
    skipinitialspace,
    strict,
  };
  check(settings);
  return instanceOf(cls, new PyDialect(settings));
}

/** The dialect that a reader or writer is given, with what else it is given for it. */
export function dialectFrom(dialect: Value | undefined, given: Keywords): Pending {
  return new CallRequest(
    dialectType,
    dialect === undefined ? [] : [dialect],
    given.size === 0 ? null : given,
  );
}

const absent = (name: string) => either(optional(object(name), undefined, ""));

dialectType.populate(
  members<PyDialect>(({ method, getter, staticMethod, constant }) => {
    const refuse = (self: PyDialect): never =>
      raise(E.TypeError, `cannot pickle '${shortName(self.shape.type)}' instances`);
    const text = (read: (is: Settings) => string | number | null) =>
      getter("", (self) =>
        typeof read(self.is) === "string" ? fromJs(read(self.is) as string) : read(self.is),
      );
    const flag = (read: (is: Settings) => boolean) => member<PyDialect>((self) => read(self.is));
    return [
      {
        __doc__: constant("CSV dialect"),
        __new__: knownAs(
          "",
          staticMethod(
            NEW_DOC,
            [
              object("cls"),
              either(optional(object("dialect"), null, "")),
              absent("delimiter"),
              absent("doublequote"),
              absent("escapechar"),
              absent("lineterminator"),
              absent("quotechar"),
              absent("quoting"),
              absent("skipinitialspace"),
              absent("strict"),
            ],
            newDialect,
          ),
        ),
        delimiter: text((is) => is.delimiter),
        escapechar: text((is) => is.escapechar),
        lineterminator: text((is) => is.lineterminator),
        quotechar: text((is) => is.quotechar),
        quoting: text((is) => is.quoting),
        doublequote: flag((is) => is.doublequote),
        skipinitialspace: flag((is) => is.skipinitialspace),
        strict: flag((is) => is.strict),
        __reduce__: method("", [], refuse),
        __reduce_ex__: method("", [object("protocol")], refuse),
      },
    ];
  }),
);
