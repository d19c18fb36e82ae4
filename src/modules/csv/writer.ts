/** Writes rows of CSV, each by one call of the file's `write`. */
import { member } from "../../objects/builtins/common.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown } from "../../objects/errors.ts";
import { strPlain } from "../../objects/formatting/values.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { object } from "../../objects/params.ts";
import { EXHAUSTED, iterate, nextOf } from "../../objects/protocols/iterate.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { strOf } from "../../objects/protocols/text.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromJs, isStr, limitText, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { type PyDialect, Quoting, raiseCsv } from "./dialect.ts";

export const writerType = new PyType("_csv.writer", [objectType]);
writerType.isBase = false;

export class PyWriter extends PyObject {
  readonly dialect: PyDialect;
  readonly write: Value;
  constructor(write: Value, dialect: PyDialect) {
    super();
    this.write = write;
    this.dialect = dialect;
  }
}
layout(PyWriter, writerType);

const NUMBER_SLOTS = [SLOT.__index__, SLOT.__int__, SLOT.__float__];

/** Is it quoted whatever is in it? */
function isQuoted(field: Value, quoting: number): boolean {
  switch (quoting) {
    case Quoting.QUOTE_NONNUMERIC:
      return !NUMBER_SLOTS.some((id) => slotFor(field, id) !== null);
    case Quoting.QUOTE_ALL:
      return true;
    case Quoting.QUOTE_STRINGS:
      return isStr(field);
    case Quoting.QUOTE_NOTNULL:
      return field !== null;
    default:
      return false;
  }
}

/** A field as it stands in a row. */
function fieldText({ is }: PyDialect, text: string, given: boolean, isNull: boolean): string {
  const { delimiter, escapechar, quotechar, lineterminator, quoting } = is;
  let quoted = given;
  charge(text.length >>> 3);
  let out = "";
  for (const char of text) {
    const isSpecial =
      char === delimiter ||
      char === escapechar ||
      char === quotechar ||
      char === "\n" ||
      char === "\r" ||
      lineterminator.includes(char);
    if (isSpecial) {
      let escapes = quoting === Quoting.QUOTE_NONE;
      if (!escapes) {
        if (char === quotechar) {
          if (is.doublequote) out += char;
          else escapes = true;
        } else escapes = char === escapechar;
        if (!escapes) quoted = true;
      }
      if (escapes) {
        if (escapechar === null) raiseCsv("need to escape, but no escapechar set");
        out += escapechar;
      }
    }
    out += char;
  }
  if (text === "" && delimiter === " " && is.skipinitialspace) {
    if (quoting === Quoting.QUOTE_NONE || (isNull && isNullable(quoting)))
      raiseCsv("empty field must be quoted if delimiter is a space and skipinitialspace is true");
    quoted = true;
  }
  return quoted ? `${quotechar}${out}${quotechar}` : out;
}

/** Is None written as nothing, and an empty text in quotes? */
function isNullable(quoting: number): boolean {
  return quoting === Quoting.QUOTE_STRINGS || quoting === Quoting.QUOTE_NOTNULL;
}

function* writeRow({ dialect, write }: PyWriter, row: Value): Generator<Pending, Value, Value> {
  const { delimiter, lineterminator, quoting } = dialect.is;
  let iterator: Value;
  try {
    const asked = iterate(row);
    iterator = (isPending(asked) ? yield asked : asked) as Value;
  } catch (error) {
    if (!isThrown(error, E.TypeError)) throw error;
    return raiseCsv(`iterable expected, not ${typeName(row)}`);
  }
  let line = "";
  let count = 0;
  let isNull = false;
  for (;;) {
    let field = nextOf(iterator);
    if (isPending(field)) field = yield field;
    if (field === undefined || field === EXHAUSTED) break;
    isNull = field === null;
    let text: Value | Pending = "";
    if (isStr(field)) text = field;
    else if (!isNull) {
      text = (strPlain(field) ?? strOf(field)) as Value | Pending;
      if (isPending(text)) text = yield text;
    }
    if (count++ > 0) line += delimiter;
    line += fieldText(dialect, textOf(text) as string, isQuoted(field, quoting), isNull);
    limitText(line.length);
  }
  if (count > 0 && line === "") {
    if (quoting === Quoting.QUOTE_NONE || (isNull && isNullable(quoting)))
      raiseCsv("single empty field record must be quoted");
    line = fieldText(dialect, "", true, true);
  }
  return yield call(write, fromJs(line + lineterminator));
}

writerType.populate(
  members<PyWriter>(({ caller, constant }) => [
    {
      __doc__: constant("CSV writer"),
      dialect: member<PyWriter>((self) => self.dialect),
      writerow: caller(
        "Write the fields of an iterable as a row; returns what the file's write returns.",
        [object("row")],
        (self, row) => writeRow(self, row),
      ),
      writerows: caller(
        "Write the rows of an iterable.",
        [object("rows")],
        function* (self, rows): NativeGenerator {
          const asked = iterate(rows);
          const iterator = (isPending(asked) ? yield asked : asked) as Value;
          for (;;) {
            let row = nextOf(iterator);
            if (isPending(row)) row = yield row;
            if (row === undefined || row === EXHAUSTED) return null;
            yield* writeRow(self, row);
          }
        },
      ),
    },
  ]),
);
