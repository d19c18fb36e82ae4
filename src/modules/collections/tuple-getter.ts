/** The descriptors behind the fields of named tuples. */

import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { member } from "../../objects/builtins/common.ts";
import { reprBetween } from "../../objects/builtins/replies.ts";
import { fitIndex, toIndex } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { after } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";

export const tupleGetterType = new PyType("collections._tuplegetter", [objectType]);
tupleGetterType.isBase = false;

class TupleGetter extends PyObject {
  readonly index: number;
  doc: Value;
  constructor(index: number, doc: Value) {
    super();
    this.index = index;
    this.doc = doc;
  }
}
layout(TupleGetter, tupleGetterType);

function get({ index }: TupleGetter, self: PyTuple): Value {
  const item = self.items[index];
  return item === undefined ? raise(E.IndexError, "tuple index out of range") : item;
}

tupleGetterType.populate(
  members<TupleGetter>(({ slots, staticMethod, method }) => [
    slots({
      __get__: (self, instance, owner) => {
        if (instance instanceof PyTuple) return get(self, instance);
        if (instance === null && owner === null)
          raise(E.TypeError, "__get__(None, None) is invalid");
        if (instance === null) return self;
        const text = `descriptor for index '${self.index}' for tuple subclasses doesn't apply to`;
        return raise(E.TypeError, `${text} '${typeName(instance)}' object`);
      },
      __set__: () => raise(E.AttributeError, "can't set attribute"),
      __delete__: () => raise(E.AttributeError, "can't delete attribute"),
      __repr__: (self) => reprBetween(`_tuplegetter(${self.index}, `, self.doc, ")"),
    }),
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (_cls, args, given) => {
          noKeywords("_tuplegetter", given);
          checkCount("_tuplegetter", args.length, 2, 2);
          const [at, doc] = args as [Value, Value];
          return after(toIndex(at), (i) => new TupleGetter(fitIndex(i as Int), doc));
        },
      ),
      __reduce__: method("", [], (self) => tuple(self.shape.type, tuple(self.index, self.doc))),
      __doc__: member<TupleGetter>(
        (self) => self.doc,
        (self, value) => {
          self.doc = value ?? null;
          return null;
        },
      ),
    },
  ]),
);
