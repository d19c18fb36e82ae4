/** The _string module: what a format consists of, for string.Formatter. */
import { iteratorSlots } from "../objects/builtins/iterators.ts";
import { defineModule, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { fieldNumber, formatPieces, pathStep } from "../objects/formatting/format-string.ts";
import { layout, type Value } from "../objects/object.ts";
import { object } from "../objects/params.ts";
import { PyIterator } from "../objects/protocols/iterate.ts";
import { tuple } from "../objects/sequences.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";

const formatterType = new PyType("formatteriterator", [objectType]);
const fieldNameType = new PyType("fieldnameiterator", [objectType]);
formatterType.isBase = fieldNameType.isBase = false;

/** Literal text, and the name, specification and conversion of the field that follows. */
class FormatterIterator extends PyIterator {
  readonly #pieces: ReturnType<typeof formatPieces>;
  constructor(text: string) {
    super();
    this.#pieces = formatPieces(text);
  }
  override next(): Value | undefined {
    const { value, done } = this.#pieces.next();
    if (done === true) return undefined;
    const { literal, field } = value;
    if (field === null) return tuple(fromJs(literal), null, null, null);
    const conversion = field.conversion === "" ? null : fromJs(field.conversion);
    return tuple(fromJs(literal), fromJs(field.name), fromJs(field.spec), conversion);
  }
}
layout(FormatterIterator, formatterType);

/** What is looked up after the first of a field's name: an attribute (True), or an item. */
class FieldNameIterator extends PyIterator {
  readonly #path: string;
  #at = 0;
  constructor(path: string) {
    super();
    this.#path = path;
  }
  override next(): Value | undefined {
    if (this.#at >= this.#path.length) return undefined;
    const { isAttribute, key, end } = pathStep(this.#path, this.#at);
    this.#at = end;
    return tuple(isAttribute, typeof key === "string" ? fromJs(key) : key);
  }
}
layout(FieldNameIterator, fieldNameType);

for (const type of [formatterType, fieldNameType])
  type.populate(members<PyIterator>((builder) => [iteratorSlots(builder)]));

function text(value: Value): string {
  return textOf(value) ?? raise(E.TypeError, `expected str, got ${typeName(value)}`);
}

export const stringNative = defineModule("_string", "string helper module", ({ fn }) => ({
  formatter_parser: fn(
    "parse the argument as a format string",
    [object("object")],
    (value) => new FormatterIterator(text(value)),
  ),
  formatter_field_name_split: fn(
    "split the argument as a field name",
    [object("object")],
    (value) => {
      const name = text(value);
      const end = name.search(/[.[]/);
      const first = end < 0 ? name : name.slice(0, end);
      const number = first === "" ? undefined : fieldNumber(first);
      const path = end < 0 ? "" : name.slice(end);
      return tuple(number ?? fromJs(first), new FieldNameIterator(path));
    },
  ),
}));
