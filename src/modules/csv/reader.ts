/** Reads rows of CSV, line by line as they are needed. */
import { member } from "../../objects/builtins/common.ts";
import { iteratorSlots } from "../../objects/builtins/iterators.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { layout, type Value } from "../../objects/object.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { EXHAUSTED, nextOf, PyIterator } from "../../objects/protocols/iterate.ts";
import { call, isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs, isStr, type PyStr } from "../../objects/str.ts";
import { characters } from "../../objects/text/characters.ts";
import { PyType } from "../../objects/type.ts";
import { floatType, objectType, typeName } from "../../objects/types.ts";
import { type PyDialect, Quoting, raiseCsv, stateOfCsv } from "./dialect.ts";

export const readerType = new PyType("_csv.reader", [objectType]);
readerType.isBase = false;

/** Where in a record the reader is. */
const State = {
  startRecord: 0,
  startField: 1,
  escapedChar: 2,
  inField: 3,
  inQuotedField: 4,
  escapeInQuotedField: 5,
  quoteInQuotedField: 6,
  eatNewline: 7,
  afterEscapedNewline: 8,
} as const;

/** Stands for the end of a line. */
const END = "";

const isNewline = (char: string): boolean => char === "\n" || char === "\r";

/** A record in the making. */
class Record {
  readonly #dialect: PyDialect;
  readonly #limit: number;
  fields: Value[] = [];
  /** Which fields have to be made floats. */
  readonly numbers: number[] = [];
  state: number = State.startRecord;
  #field = "";
  #length = 0;
  #isUnquoted = true;

  constructor(dialect: PyDialect) {
    this.#dialect = dialect;
    this.#limit = stateOfCsv().fieldLimit;
  }

  /** Has it a field that is not over? */
  get isOpen(): boolean {
    return this.#length > 0 || this.state === State.inQuotedField;
  }

  save(): void {
    const { quoting } = this.#dialect.is;
    const { QUOTE_NONNUMERIC, QUOTE_STRINGS, QUOTE_NOTNULL } = Quoting;
    const isEmpty = this.#length === 0;
    if (this.#isUnquoted) {
      if (isEmpty && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL)) {
        this.#put(null);
        return;
      }
      if (!isEmpty && (quoting === QUOTE_STRINGS || quoting === QUOTE_NONNUMERIC))
        this.numbers.push(this.fields.length);
    }
    this.#put(fromJs(this.#field));
  }

  #put(field: Value): void {
    this.fields.push(field);
    this.#field = "";
    this.#length = 0;
    this.#isUnquoted = true;
  }

  #add(char: string): void {
    if (this.#length >= this.#limit) raiseCsv(`field larger than field limit (${this.#limit})`);
    this.#field += char;
    this.#length++;
  }

  /** The field ends, with the line where `char` does. */
  #end(char: string): void {
    this.save();
    this.state = char === END ? State.startRecord : State.eatNewline;
  }

  /** A whole line without anything special, if it is one. */
  takePlainLine(line: Value): boolean {
    if (typeof line !== "string" || this.state !== State.startRecord) return false;
    const { delimiter, quotechar, escapechar, quoting, skipinitialspace } = this.#dialect.is;
    const isTyped =
      quoting !== Quoting.QUOTE_MINIMAL &&
      quoting !== Quoting.QUOTE_ALL &&
      quoting !== Quoting.QUOTE_NONE;
    if (skipinitialspace || isTyped) return false;
    const end = lineEnd(line);
    const has = (char: string | null): boolean => char !== null && line.includes(char);
    if (end === 0 || has(quotechar) || has(escapechar)) return false;
    const text = end === line.length ? line : line.slice(0, end);
    if (text.includes("\n") || text.includes("\r")) return false;
    const fields = text.split(delimiter);
    if (fields.some((field) => field.length > this.#limit)) return false;
    this.fields = fields;
    return true;
  }

  take(char: string): void {
    const { delimiter, quotechar, escapechar, quoting, doublequote, skipinitialspace, strict } =
      this.#dialect.is;
    const quotes = quoting !== Quoting.QUOTE_NONE;
    const isEnd = char === END || isNewline(char);
    switch (this.state) {
      case State.startRecord:
      case State.startField:
        if (this.state === State.startRecord) {
          if (char === END) return;
          this.state = State.startField;
          if (isEnd) {
            this.state = State.eatNewline;
            return;
          }
        }
        if (isEnd) this.#end(char);
        else if (char === quotechar && quotes) {
          this.#isUnquoted = false;
          this.state = State.inQuotedField;
        } else if (char === escapechar) this.state = State.escapedChar;
        else if (char === delimiter) this.save();
        else if (char !== " " || !skipinitialspace) {
          this.#add(char);
          this.state = State.inField;
        }
        return;
      case State.escapedChar:
        this.#add(char === END ? "\n" : char);
        this.state = isNewline(char) ? State.afterEscapedNewline : State.inField;
        return;
      case State.afterEscapedNewline:
      case State.inField:
        if (char === END && this.state === State.afterEscapedNewline) return;
        this.state = State.inField;
        if (isEnd) this.#end(char);
        else if (char === escapechar) this.state = State.escapedChar;
        else if (char === delimiter) {
          this.save();
          this.state = State.startField;
        } else this.#add(char);
        return;
      case State.inQuotedField:
        if (char === END) return;
        if (char === escapechar) this.state = State.escapeInQuotedField;
        else if (char === quotechar && quotes)
          this.state = doublequote ? State.quoteInQuotedField : State.inField;
        else this.#add(char);
        return;
      case State.escapeInQuotedField:
        this.#add(char === END ? "\n" : char);
        this.state = State.inQuotedField;
        return;
      case State.quoteInQuotedField:
        if (quotes && char === quotechar) {
          this.#add(char);
          this.state = State.inQuotedField;
        } else if (char === delimiter) {
          this.save();
          this.state = State.startField;
        } else if (isEnd) this.#end(char);
        else if (!strict) {
          this.#add(char);
          this.state = State.inField;
        } else raiseCsv(`'${delimiter}' expected after '${quotechar}'`);
        return;
      default:
        if (char === END) this.state = State.startRecord;
        else if (!isEnd)
          raiseCsv(
            "new-line character seen in unquoted field - do you need to open the file with newline=''?",
          );
    }
  }
}

/** Where a line ends without its newline. */
function lineEnd(line: string): number {
  let end = line.length;
  if (line.charCodeAt(end - 1) === 10) end--;
  if (line.charCodeAt(end - 1) === 13) end--;
  return end;
}

export class PyReader extends PyIterator {
  readonly dialect: PyDialect;
  readonly #lines: Value;
  lineNumber = 0;
  constructor(lines: Value, dialect: PyDialect) {
    super();
    this.#lines = lines;
    this.dialect = dialect;
  }

  override next(): Value | undefined | Pending {
    const row = eager(this.#readRecord());
    return row === EXHAUSTED ? undefined : row;
  }

  *#readRecord(): Generator<Pending, NativeResult, Value> {
    const record = new Record(this.dialect);
    do {
      let line = nextOf(this.#lines);
      if (isPending(line)) line = yield line;
      if (line === undefined || line === EXHAUSTED) {
        if (!record.isOpen) return EXHAUSTED;
        if (this.dialect.is.strict) raiseCsv("unexpected end of data");
        record.save();
        break;
      }
      if (!isStr(line))
        raiseCsv(
          `iterator should return strings, not ${typeName(line)} (the file should be opened in text mode)`,
        );
      this.lineNumber++;
      charge(((line as PyStr).text ?? line).length >>> 3);
      if (record.takePlainLine(line)) break;
      for (const char of characters(line as string | PyStr)) record.take(char);
      record.take(END);
    } while (record.state !== State.startRecord);
    const { fields } = record;
    for (const i of record.numbers) fields[i] = yield call(floatType, fields[i] as Value);
    return new PyList(fields);
  }
}
layout(PyReader, readerType);

readerType.populate(
  members<PyReader>((builder) => [
    iteratorSlots(builder),
    {
      __doc__: builder.constant("CSV reader"),
      dialect: member<PyReader>((self) => self.dialect),
      line_num: member<PyReader>((self) => self.lineNumber),
    },
  ]),
);
