/** The _weakref module, below Python's weakref. https://docs.python.org/3/library/weakref.html */
import { checkCount, noKeywords } from "../objects/builtins/arguments.ts";
import { initializer, member } from "../objects/builtins/common.ts";
import { address } from "../objects/builtins/replies.ts";
import { instanceOf } from "../objects/construct.ts";
import { current } from "../objects/current.ts";
import { defineModule, type Entry, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { identityOf, PyDict } from "../objects/hash-table.ts";
import { PyProxy, PyReference, type WeakReference } from "../objects/lifetimes.ts";
import { PyNative } from "../objects/native.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { binary, inPlace, unary } from "../objects/protocols/arithmetic.ts";
import { getAttribute, referentOf, setAttribute } from "../objects/protocols/attributes.ts";
import { compare } from "../objects/protocols/compare.ts";
import { hashOf, lookup, withEntry } from "../objects/protocols/hashing.ts";
import { contains, deleteItem, getItem, setItem } from "../objects/protocols/items.ts";
import { iterate, nextOf } from "../objects/protocols/iterate.ts";
import { callSpecial, slotFor } from "../objects/protocols/slot.ts";
import { strOf } from "../objects/protocols/text.ts";
import { lengthOf, truthOf } from "../objects/protocols/truth.ts";
import {
  after,
  CallRequest,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../objects/requests.ts";
import { NotImplemented, PyList } from "../objects/sequences.ts";
import {
  COMPARISONS,
  EQ,
  NE,
  OPERATORS,
  SLOT,
  type SlotFunction,
  type SlotName,
} from "../objects/slots.ts";
import { fromJs, nameOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName, typeOf } from "../objects/types.ts";

const referenceType = new PyType("weakref.ReferenceType", [objectType]);
layout(PyReference, referenceType);
const callableProxyType = new PyType("weakref.CallableProxyType", [objectType]);
const proxyType = new PyType("weakref.ProxyType", [objectType]);
layout(PyProxy, callableProxyType);
layout(PyProxy, proxyType);
callableProxyType.isBase = proxyType.isBase = false;

function referable(value: Value): PyObject {
  if (!(value instanceof PyObject) || !typeOf(value).hasWeakref)
    raise(E.TypeError, `cannot create weak reference to '${typeName(value)}' object`);
  return value;
}

/** A reference to `value`, or the plain one that there is. */
function refer<R extends WeakReference>(
  args: readonly Value[],
  rank: number,
  make: (referent: PyObject, callback: Value) => R,
): R {
  const referent = referable(args[0] as Value);
  const callback = args[1] ?? null;
  const { lifetimes } = current.interpreter;
  if (callback === null && rank < 2) {
    const known = lifetimes.referencesTo(referent).find((one) => one.rank === rank);
    if (known !== undefined) return known as R;
  }
  const made = make(referent, callback);
  lifetimes.addReference(referent, made);
  return made;
}

/** The plain reference to an object. */
export function referenceTo(object: PyObject): PyReference {
  return refer([object], 0, (referent, callback) => new PyReference(referent, callback));
}

function newReference(cls: Value, args: Value[], given: Keywords): Value {
  if (given.size > 0 && cls === referenceType) noKeywords("ref", given);
  checkCount("__new__", args.length, 1, 2);
  return refer(args, cls === referenceType ? 0 : 2, (referent, callback) =>
    instanceOf(cls, new PyReference(referent, callback)),
  );
}

function newProxy(args: Value[]): Value {
  checkCount("proxy", args.length, 1, 2);
  return refer(args, 1, (referent, callback) => {
    const made = new PyProxy(referent, callback);
    if (typeOf(referent).lookup("__call__") !== undefined)
      made.shape = callableProxyType.instanceShape;
    return made;
  });
}

function calling(run: (self: Value, args: Value[], given: Keywords) => NativeResult): Entry {
  return (name, owner) => {
    const params = [rest("args"), keywords("kwargs")];
    return new PyNative(name, "slot", owner, params, run, "Call self as a function.", false);
  };
}

const at = (object: PyObject) => address(identityOf(object));

function* describeReference(self: WeakReference): NativeGenerator {
  const { referent } = self;
  if (referent === undefined) return `<weakref at ${at(self)}; dead>`;
  const where = `<weakref at ${at(self)}; to '${typeName(referent)}' at ${at(referent)}`;
  let name: Value = null;
  try {
    name = (yield new CallRequest(
      current.interpreter.builtins.get("getattr") ?? null,
      [referent, "__name__", null],
      null,
    )) as Value;
  } catch {
    // sic: whatever it raises
  }
  const shown = nameOf(name);
  return fromJs(shown === undefined ? `${where}>` : `${where} (${shown})>`);
}

function compareReferences(op: number, self: Value, other: Value): NativeResult {
  if (!(self instanceof PyReference) || !(other instanceof PyReference)) return NotImplemented;
  const a = self.referent;
  const b = other.referent;
  if (a === undefined || b === undefined) return (self === other) === (op === EQ);
  return compare(op, a, b);
}

referenceType.populate(
  members<PyReference>(({ slots, staticMethod }) => [
    slots({
      __repr__: describeReference,
      __eq__: (self, other) => compareReferences(EQ, self, other),
      __ne__: (self, other) => compareReferences(NE, self, other),
      __hash__: (self) => {
        if (self.hash !== null) return self.hash;
        const { referent } = self;
        if (referent === undefined) raise(E.TypeError, "weak object has gone away");
        return after(hashOf(referent) as NativeResult, (hash) => {
          self.hash = hash;
          return hash;
        });
      },
    }),
    {
      __new__: staticMethod(
        "Create and return a new object.  See help(type) for accurate signature.",
        [object("type"), rest("args"), keywords("kwargs")],
        newReference,
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], (_self, args, given) => {
        noKeywords("ref", given);
        checkCount("__init__", args.length, 1, 2);
      }),
      __call__: calling((self, args, given) => {
        noKeywords("weakref", given);
        checkCount("weakref", args.length, 0, 0);
        return (self as PyReference).referent ?? null;
      }),
      __callback__: member<PyReference>((self) =>
        self.referent === undefined ? null : self.callback,
      ),
    },
  ]),
);

/* Proxies */

/** What the special methods of a proxy do: the same to the referents of all operands. */
function forwarded(): { [K in SlotName]?: SlotFunction } {
  const table: { [K in SlotName]?: SlotFunction } = {};
  for (const [op, { dunder }] of OPERATORS.entries()) {
    table[`__${dunder}__`] = (self, other) => binary(op, referentOf(self), referentOf(other));
    table[`__r${dunder}__`] = (self, other) => binary(op, referentOf(other), referentOf(self));
    if (dunder !== "divmod")
      table[`__i${dunder}__`] = (self, other) => inPlace(op, referentOf(self), referentOf(other));
  }
  for (const [op, { dunder }] of COMPARISONS.entries())
    table[dunder] = (self, other) => compare(op, referentOf(self), referentOf(other));
  for (const [name, symbol] of [
    ["__neg__", "-"],
    ["__pos__", "+"],
    ["__invert__", "~"],
  ] as const)
    table[name] = (self) => unary(SLOT[name], symbol, referentOf(self));
  for (const [name, fn] of [
    ["__abs__", "abs"],
    ["__int__", "int"],
    ["__float__", "float"],
    ["__reversed__", "reversed"],
    ["__bytes__", "bytes"],
  ] as const)
    table[name] = (self) =>
      new CallRequest(current.interpreter.builtins.get(fn) as Value, [referentOf(self)], null);
  return {
    ...table,
    __index__: (self) => {
      const referent = referentOf(self);
      const found = callSpecial(referent, "__index__", []);
      if (found !== undefined) return found;
      const text = "object cannot be interpreted as an integer";
      return raise(E.TypeError, `'${typeName(referent)}' ${text}`);
    },
    __bool__: (self) => truthOf(referentOf(self)),
    __len__: (self) => lengthOf(referentOf(self)),
    __str__: (self) => strOf(referentOf(self)),
    __repr__: (self) => {
      const proxy = self as PyProxy;
      const { referent } = proxy;
      if (referent === undefined) return `<weakproxy at ${at(proxy)}; dead>`;
      return fromJs(`<weakproxy at ${at(proxy)}; to '${typeName(referent)}' at ${at(referent)}>`);
    },
    __iter__: (self) => iterate(referentOf(self)),
    __next__: (self) => {
      const referent = referentOf(self);
      if (slotFor(referent, SLOT.__next__) === null)
        raise(
          E.TypeError,
          `Weakref proxy referenced a non-iterator '${typeName(referent)}' object`,
        );
      return nextOf(referent);
    },
    __contains__: (self, item) => contains(referentOf(self), referentOf(item)),
    __getitem__: (self, key) => getItem(referentOf(self), referentOf(key)),
    __setitem__: (self, key, value) =>
      setItem(referentOf(self), referentOf(key), referentOf(value)),
    __delitem__: (self, key) => deleteItem(referentOf(self), referentOf(key)),
    __getattribute__: (self, name) => getAttribute(referentOf(self), nameOf(name) ?? ""),
    __setattr__: (self, name, value) =>
      setAttribute(referentOf(self), nameOf(name) ?? "", referentOf(value)),
    __delattr__: (self, name) => setAttribute(referentOf(self), nameOf(name) ?? "", undefined),
  };
}

for (const type of [proxyType, callableProxyType])
  type.populate(
    members<PyProxy>(({ slots, constant }) => [
      slots(forwarded()),
      { __hash__: constant(null) },
      ...(type === callableProxyType
        ? [
            {
              __call__: calling(
                (self, args, given) =>
                  new CallRequest(referentOf(self), args, given.size === 0 ? null : given),
              ),
            },
          ]
        : []),
    ]),
  );

export const weakrefModule = defineModule("_weakref", "Weak-reference support module.", (b) => ({
  ref: b.constant(referenceType),
  ReferenceType: b.constant(referenceType),
  ProxyType: b.constant(proxyType),
  CallableProxyType: b.constant(callableProxyType),
  proxy: b.fn(
    "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.",
    [rest("args")],
    newProxy,
  ),
  getweakrefcount: b.fn(
    "Return the number of weak references to 'object'.",
    [object("object")],
    (value) =>
      value instanceof PyObject ? current.interpreter.lifetimes.referencesTo(value).length : 0,
  ),
  getweakrefs: b.fn(
    "Return a list of all weak reference objects pointing to 'object'.",
    [object("object")],
    (value) =>
      new PyList(
        value instanceof PyObject ? current.interpreter.lifetimes.referencesTo(value) : [],
      ),
  ),
  _remove_dead_weakref: b.caller(
    "Atomically remove key from dict if it points to a dead weakref.",
    [object("dct"), object("key")],
    (dict, key) => {
      if (!(dict instanceof PyDict))
        raise(E.TypeError, `_remove_dead_weakref() argument 1 must be dict, not ${typeName(dict)}`);
      const { table } = dict;
      return withEntry(lookup(table, key), (entry) => {
        const value = entry?.value;
        if (value instanceof PyReference && value.referent === undefined)
          table.remove(entry as NonNullable<typeof entry>, null);
        return null;
      });
    },
  ),
}));
