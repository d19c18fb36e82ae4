/** The descriptors behind the fields of named tuples. */

import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { member } from "../../objects/builtins/common.ts";
import { reprBetween } from "../../objects/builtins/replies.ts";
import { fitIndex, toIndex } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { PyGetSet } from "../../objects/native.ts";
import { layout, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { after } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, tupleType, typeName } from "../../objects/types.ts";

export const tupleGetterType = new PyType("collections._tuplegetter", [objectType]);
tupleGetterType.isBase = false;

/** An attribute computed by natives, so that the machine reads it as quickly as those. */
class TupleGetter extends PyGetSet {
  readonly index: number;
  text: Value;
  constructor(index: number, text: Value) {
    super("", tupleType, "", (self) => this.#read(self), refuse);
    this.index = index;
    this.text = text;
  }
  #read(self: Value): Value {
    if (!(self instanceof PyTuple)) {
      const what = `descriptor for index '${this.index}' for tuple subclasses doesn't apply to`;
      return raise(E.TypeError, `${what} '${typeName(self)}' object`);
    }
    const item = self.items[this.index];
    return item === undefined ? raise(E.IndexError, "tuple index out of range") : item;
  }
}
layout(TupleGetter, tupleGetterType);

function refuse(_self: Value, value: Value | undefined): never {
  raise(E.AttributeError, `can't ${value === undefined ? "delete" : "set"} attribute`);
}

tupleGetterType.populate(
  members<TupleGetter>(({ slots, staticMethod, method }) => [
    slots({
      __get__: (self, instance, owner) => {
        if (instance !== null) return self.read(instance);
        if (owner === null) raise(E.TypeError, "__get__(None, None) is invalid");
        return self;
      },
      __set__: refuse,
      __delete__: (self) => refuse(self, undefined),
      __repr__: (self) => reprBetween(`_tuplegetter(${self.index}, `, self.text, ")"),
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
      __reduce__: method("", [], (self) => tuple(self.shape.type, tuple(self.index, self.text))),
      __doc__: member<TupleGetter>(
        (self) => self.text,
        (self, value) => {
          self.text = value ?? null;
          return null;
        },
      ),
    },
  ]),
);
