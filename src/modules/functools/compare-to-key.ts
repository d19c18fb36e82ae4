/** functools.cmp_to_key: keys that compare by a function. */
import { member } from "../../objects/builtins/common.ts";
import { functionBuilder, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object } from "../../objects/params.ts";
import { compare } from "../../objects/protocols/compare.ts";
import { after, call, type NativeResult } from "../../objects/requests.ts";
import { EQ, GE, GT, LE, LT, NE } from "../../objects/slots.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";

const keyType = new PyType("functools.KeyWrapper", [objectType]);
keyType.isBase = false;

class ComparedKey extends PyObject {
  readonly compare: Value;
  /** Undefined in what makes keys of objects. */
  object: Value | undefined;
  constructor(compare: Value, object: Value | undefined) {
    super();
    this.compare = compare;
    this.object = object;
  }
}
layout(ComparedKey, keyType);

function by(op: number): (self: ComparedKey, other: Value) => NativeResult {
  return (self, other) => {
    if (!(other instanceof ComparedKey)) raise(E.TypeError, "other argument must be K instance");
    if (self.object === undefined || other.object === undefined) raise(E.AttributeError, "object");
    return after(call(self.compare, self.object, other.object), (answer) => compare(op, answer, 0));
  };
}

const LIKE_K = { name: "K", qualname: "K" };

keyType.populate(
  members<ComparedKey>(({ slots, constant }) => [
    slots({
      __lt__: by(LT),
      __le__: by(LE),
      __eq__: by(EQ),
      __ne__: by(NE),
      __gt__: by(GT),
      __ge__: by(GE),
    }),
    {
      __hash__: constant(null),
      __call__: (name, owner) =>
        new PyNative(
          name,
          "slot",
          owner,
          [either(object("obj"))],
          (self: ComparedKey, value: Value) => new ComparedKey(self.compare, value),
          "Call self as a function.",
          true,
          LIKE_K,
        ),
      obj: member<ComparedKey>(
        (self) => self.object ?? null,
        (self, value) => {
          self.object = value;
          return null;
        },
      ),
    },
  ]),
);

export const compareToKey = functionBuilder.fn(
  "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.",
  [either(object("mycmp"))],
  (fn) => new ComparedKey(fn, undefined),
);
