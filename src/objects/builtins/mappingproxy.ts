/** mappingproxy: a read-only view of a mapping, or of a class's attributes. */
import { checkClass } from "../construct.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import { PyMappingProxy } from "../function.ts";
import { PyDict } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { keywords, object, optional, rest } from "../params.ts";
import { binary } from "../protocols/arithmetic.ts";
import { getAttribute } from "../protocols/attributes.ts";
import { compare } from "../protocols/compare.ts";
import { hashOf } from "../protocols/hashing.ts";
import { contains, getItem } from "../protocols/items.ts";
import { iterate } from "../protocols/iterate.ts";
import { slotOf } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import { lengthOf } from "../protocols/truth.ts";
import { call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { PyList, PyTuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE, OPERATORS, SLOT } from "../slots.ts";
import { fromName, nameOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { mappingProxyType, typeName, typeOf } from "../types.ts";
import { keyError } from "./dict.ts";
import { addRepr } from "./repr.ts";

const OR = OPERATORS.findIndex(({ dunder }) => dunder === "or");

/** The attributes of a class, as a dict of their own. */
function attributesOf(type: PyType): PyDict {
  const dict = new PyDict();
  if (type.oddItems !== null) dict.table.copyFrom(type.oddItems.table);
  for (const name of type.ownKeys()) {
    charge(1);
    const value = type.own(name);
    if (value !== undefined) dict.table.put(fromName(name), value);
  }
  return dict;
}

/** What is behind the proxy, for operations that need all of it. */
function behind({ type, mapping }: PyMappingProxy): Value {
  return type === null ? mapping : attributesOf(type);
}

/** Asks the mapping in a frame of its own: it may be a proxy again. */
function* ask(request: () => NativeResult): NativeGenerator {
  const result = request();
  return isPending(result) ? yield result : result;
}

/** Calls a method of what is behind the proxy. */
function* callMethod(self: PyMappingProxy, name: string, ...args: Value[]): NativeGenerator {
  const method = getAttribute(behind(self), name);
  return yield call((isPending(method) ? yield method : method) as Value, ...args);
}

/** An attribute of the class behind the proxy; undefined where there is none. */
function attribute(type: PyType, key: Value): Value | undefined {
  const name = nameOf(key);
  if (name !== undefined) return type.own(name);
  // Raises for a key that no dict could have.
  if (typeof key === "object") new PyDict().table.find(key);
  return undefined;
}

/** Are names the only keys that matter? */
function isSimple(type: PyType | null, key: Value): type is PyType {
  return type !== null && (type.oddItems === null || nameOf(key) !== undefined);
}

function compared(op: number): (self: PyMappingProxy, other: Value) => NativeResult {
  return (self, other) => ask(() => compare(op, behind(self), other));
}

function unwrap(value: Value): Value {
  return value instanceof PyMappingProxy ? behind(value) : value;
}

function* reprProxy(self: PyMappingProxy): NativeGenerator {
  const text = new TextBuilder();
  text.add("mappingproxy(");
  yield* addRepr(text, behind(self));
  text.add(")");
  return text.finish();
}

function construct(cls: Value, args: Value[], given: Map<string, Value>): PyMappingProxy {
  checkClass(cls, mappingProxyType);
  const total = args.length + given.size;
  if (total > 1) raise(E.TypeError, `mappingproxy() takes at most 1 argument (${total} given)`);
  const mapping = args[0] ?? given.get("mapping");
  if (mapping === undefined)
    raise(E.TypeError, "mappingproxy() missing required argument 'mapping' (pos 1)");
  const isMapping = slotOf(typeOf(mapping), SLOT.__getitem__) !== null;
  if (!isMapping || mapping instanceof PyList || mapping instanceof PyTuple)
    raise(E.TypeError, `mappingproxy() argument must be a mapping, not ${typeName(mapping)}`);
  return new PyMappingProxy(mapping);
}

export const mappingProxyMembers = members<PyMappingProxy>(
  ({ caller, slots, operators, staticMethod }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        construct,
      ),
    },
    slots({
      __len__: (self) => ask(() => lengthOf(behind(self))),
      __getitem__: (self, key) => {
        if (!isSimple(self.type, key)) return ask(() => getItem(behind(self), key));
        const found = attribute(self.type, key);
        return found === undefined ? keyError(key) : found;
      },
      __contains__: (self, key) => {
        if (isSimple(self.type, key)) return attribute(self.type, key) !== undefined;
        return ask(() => contains(behind(self), key));
      },
      __iter__: (self) => ask(() => iterate(behind(self))),
      __reversed__: (self) => callMethod(self, "__reversed__"),
      __repr__: reprProxy,
      __str__: (self) => ask(() => strOf(behind(self))),
      __hash__: (self) => ask(() => hashOf(behind(self))),
      __lt__: compared(LT),
      __le__: compared(LE),
      __eq__: compared(EQ),
      __ne__: compared(NE),
      __gt__: compared(GT),
      __ge__: compared(GE),
      __ior__: () => raise(E.TypeError, "'|=' is not supported by mappingproxy; use '|' instead"),
    }),
    operators({ or: (left, right) => ask(() => binary(OR, unwrap(left), unwrap(right))) }),
    {
      get: caller(
        "Return the value for key if key is in the mapping, else default.",
        [object("key"), optional(object("default"), null, "None")],
        (self, key, fallback) => {
          if (!isSimple(self.type, key)) return callMethod(self, "get", key, fallback);
          const found = attribute(self.type, key);
          return found === undefined ? fallback : found;
        },
      ),
      keys: caller("D.keys() -> a set-like object providing a view on D's keys", [], (self) =>
        callMethod(self, "keys"),
      ),
      values: caller("D.values() -> an object providing a view on D's values", [], (self) =>
        callMethod(self, "values"),
      ),
      items: caller("D.items() -> a set-like object providing a view on D's items", [], (self) =>
        callMethod(self, "items"),
      ),
      copy: caller("D.copy() -> a shallow copy of D", [], (self) => callMethod(self, "copy")),
    },
  ],
);
