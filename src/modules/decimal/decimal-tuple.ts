/** decimal.DecimalTuple: what `as_tuple` answers. A named tuple. */
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { storeKey } from "../../objects/protocols/hashing.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { call, type Keywords, type NativeGenerator } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { tupleType, typeName } from "../../objects/types.ts";

const FIELDS = ["sign", "digits", "exponent"] as const;
const DOCS = ["Alias for field number 0", "Alias for field number 1", "Alias for field number 2"];

export const decimalTupleType = new PyType("decimal.DecimalTuple", [tupleType]);
class DecimalTuple extends PyTuple {}
layout(DecimalTuple, decimalTupleType);

export function decimalTuple(sign: Value, digits: Value, exponent: Value): PyTuple {
  return new DecimalTuple([sign, digits, exponent]);
}

/** The three fields out of the arguments of a call. */
function readFields(args: readonly Value[], given: Keywords): Value[] {
  const fn = "DecimalTuple.__new__()";
  if (args.length > 3)
    raise(E.TypeError, `${fn} takes 4 positional arguments but ${args.length + 1} were given`);
  for (const name of given.keys())
    if (!(FIELDS as readonly string[]).includes(name))
      raise(E.TypeError, `${fn} got an unexpected keyword argument '${name}'`);
  const missing: string[] = [];
  const values = FIELDS.map((name, i) => {
    const value = given.get(name);
    if (i < args.length && value !== undefined)
      raise(E.TypeError, `${fn} got multiple values for argument '${name}'`);
    const found = i < args.length ? (args[i] as Value) : value;
    if (found === undefined) missing.push(`'${name}'`);
    return found ?? null;
  });
  if (missing.length > 0) {
    const last = missing.pop() as string;
    const comma = missing.length > 1 ? "," : "";
    const list = missing.length === 0 ? last : `${missing.join(", ")}${comma} and ${last}`;
    const count = missing.length + 1;
    raise(
      E.TypeError,
      `${fn} missing ${count} required positional argument${count === 1 ? "" : "s"}: ${list}`,
    );
  }
  return values;
}

export const decimalTupleMembers = members<DecimalTuple>(
  ({ method, caller, classMethod, staticMethod, getter, slots, constant }) => [
    {
      __new__: staticMethod(
        "Create new instance of DecimalTuple(sign, digits, exponent)",
        [object("_cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => instanceOf(cls, new DecimalTuple(readFields(args, given))),
      ),
    },
    slots({
      __repr__: (self) => {
        const parts = FIELDS.flatMap((name, i) => [
          `${i === 0 ? `${typeName(self).split(".").pop()}(` : ", "}${name}=`,
          { r: self.items[i] as Value },
        ]);
        return describe(...parts, ")");
      },
    }),
    Object.fromEntries(
      FIELDS.map((name, i) => [name, getter(DOCS[i] as string, (self) => self.items[i] as Value)]),
    ),
    {
      _make: classMethod(
        "Make a new DecimalTuple object from a sequence or iterable",
        [object("iterable")],
        function* (cls: PyType, iterable): NativeGenerator {
          const items = yield* drain(iterable);
          if (items.length !== 3) raise(E.TypeError, `Expected 3 arguments, got ${items.length}`);
          return yield call(cls, ...(items as [Value, Value, Value]));
        },
      ),
      _replace: caller(
        "Return a new DecimalTuple object replacing specified fields with new values",
        [keywords("kwds")],
        (self, changes) => {
          const wrong = [...changes.keys()].filter(
            (name) => !(FIELDS as readonly string[]).includes(name),
          );
          if (wrong.length > 0)
            raise(
              E.TypeError,
              `Got unexpected field names: [${wrong.map((name) => `'${name}'`).join(", ")}]`,
            );
          const [a, b, c] = FIELDS.map((name, i) => changes.get(name) ?? (self.items[i] as Value));
          return call(self.shape.type, a as Value, b as Value, c as Value);
        },
      ),
      _asdict: method("Return a new dict which maps field names to their values.", [], (self) => {
        const dict = new PyDict();
        FIELDS.forEach((name, i) => {
          storeKey(dict, name, self.items[i] as Value);
        });
        return dict;
      }),
      __reduce__: method("", [], (self) => tuple(self.shape.type, new PyTuple(self.items))),
      __getnewargs__: method(
        "Return self as a plain tuple.  Used by copy and pickle.",
        [],
        (self) => new PyTuple(self.items),
      ),
      _fields: constant(new PyTuple([...FIELDS])),
      __match_args__: constant(new PyTuple([...FIELDS])),
    },
  ],
);
