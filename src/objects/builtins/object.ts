/** object: what every class has. https://docs.python.org/3/reference/datamodel.html#basic-customization */

import { checkNoExcess, newObject } from "../class-creation.ts";
import { assignClass } from "../class-layout.ts";
import { notA, smallInt } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyModule } from "../function.ts";
import { identityOf, PyDict } from "../hash-table.ts";
import { PyGetSet, PyNative } from "../native.ts";
import { MEMBER_PREFIX, type Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import {
  findAttribute,
  getAttribute,
  missing,
  ownAttribute,
  storeAttribute,
} from "../protocols/attributes.ts";
import { attribute } from "../protocols/classes.ts";
import { slotOf } from "../protocols/slot.ts";
import { strOf } from "../protocols/text.ts";
import { truthOf } from "../protocols/truth.ts";
import { call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { NotImplemented, PyList, PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { fromName, isStr, nameOf } from "../str.ts";
import { PyType } from "../type.ts";
import { moduleType, objectType, typeName, typeOf, typeType } from "../types.ts";
import { attributeName, initializer, NEW_DOC, typeFullName } from "./common.ts";
import { reduce, reduceEx, stateOf } from "./reduce.ts";
import { address } from "./replies.ts";

const NONE = undefined as never;

/** `id(value)`: equal primitives are the same object wherever they come from. */
export function identity(value: Value): number {
  switch (typeof value) {
    case "object":
      return value === null ? 8 : identityOf(value) * 16;
    case "boolean":
      return value ? 24 : 40;
    default: {
      if (typeof value === "number" && value >= 0 && value < 2 ** 40) return value * 32 + 7;
      const text = String(value);
      charge(text.length >> 4);
      let hash = typeof value === "string" ? 5381 : 177;
      for (let i = 0; i < text.length; i++) hash = (hash * 33 + text.charCodeAt(i)) % 2 ** 44;
      return hash * 16 + 3;
    }
  }
}

/** Do `__dict__` and `__class__` of such objects say what they are made of? */
function isHonest(type: PyType): boolean {
  const dict = type.lookup("__dict__");
  return (
    (dict === undefined || dict instanceof PyGetSet) &&
    type.lookup("__class__") === objectType.own("__class__") &&
    type.lookup("__getattribute__") instanceof PyNative &&
    (type.isBuiltin || type.lookup("__getattr__") === undefined)
  );
}

/** Names of the attributes of an object, own ones first: a list that `dir` sorts. */
function directory(self: Value): NativeResult {
  return isHonest(typeOf(self)) ? plainDirectory(self) : askedDirectory(self);
}

/** Likewise of one that has a `__dict__` or `__class__` of its own, or makes them up. */
function* askedDirectory(self: Value): NativeGenerator {
  const names = new PyDict();
  const own = yield* attribute(self, "__dict__");
  if (own instanceof PyDict) for (const { key } of own.table.live()) names.table.put(key, null);
  const waiting: Value[] = [];
  const type = yield* attribute(self, "__class__");
  if (type !== undefined) waiting.push(type);
  for (let cls = waiting.pop(); cls !== undefined; cls = waiting.pop()) {
    if (cls instanceof PyType && cls.shape.type === typeType) {
      for (const base of cls.mro)
        for (const name of base.ownKeys()) names.table.put(fromName(name), null);
      continue;
    }
    const dict = yield* attribute(cls, "__dict__");
    if (dict !== undefined) {
      const update = getAttribute(names, "update");
      yield call((isPending(update) ? yield update : update) as Value, dict);
    }
    const bases = yield* attribute(cls, "__bases__");
    if (bases instanceof PyTuple) for (const base of bases.items) waiting.push(base);
  }
  return new PyList([...names.table.live()].map(({ key }) => key));
}

function plainDirectory(self: Value): PyList {
  const names = new Set<string>();
  if (self instanceof PyModule) for (const { key } of self.dict.table.live()) add(key);
  else if (typeof self === "object" && self !== null && self.slots !== undefined) {
    if (self.shape.isDictionary) {
      const dict = self.slots[0];
      if (dict instanceof PyDict) for (const { key } of dict.table.live()) add(key);
    } else
      for (const key of self.shape.keys())
        if (!key.startsWith(MEMBER_PREFIX) && ownAttribute(self, key) !== undefined) names.add(key);
  }
  for (const type of typeOf(self).mro) for (const name of type.ownKeys()) names.add(name);
  return new PyList([...names].map(fromName));

  function add(key: Value): void {
    const name = nameOf(key);
    if (name !== undefined) names.add(name);
  }
}

/** `__ne__` is what `__eq__` is not. */
function notEqual(self: Value, other: Value): NativeResult {
  const equal = slotOf(typeOf(self), SLOT.__eq__);
  if (equal === null) return NotImplemented;
  const result = equal(self, other, NONE);
  if (result === NotImplemented) return NotImplemented;
  if (typeof result === "boolean") return !result;
  return (function* (): NativeGenerator {
    const answer = (isPending(result) ? yield result : (result ?? null)) as Value;
    if (answer === NotImplemented) return NotImplemented;
    const truth = truthOf(answer);
    return !(isPending(truth) ? yield truth : truth);
  })();
}

/** `object.__setattr__` on a class would go behind its back. */
function checkNoClass(self: Value, name: string): void {
  if (self instanceof PyType)
    raise(E.TypeError, `can't apply this ${name} to ${typeName(self)} object`);
}

/** `object.__str__`. What a bad `__repr__` answers is for str() to complain about. */
function strByRepr(self: Value): NativeResult {
  const type = typeOf(self);
  const repr = slotOf(type, SLOT.__repr__);
  // A class may have made this its `__repr__`: then it asks itself, on the machine's stack.
  if (type.isBuiltin || type.lookup("__repr__") !== OBJECT_STR()) return repr?.(self, NONE, NONE);
  return (function* (): NativeGenerator {
    const text = repr?.(self, NONE, NONE);
    return isPending(text) ? yield text : text;
  })();
}
const OBJECT_STR = () => objectType.own("__str__");

export const objectMembers = members<Value>(
  ({ method, caller, classMethod, getter, slots, staticMethod }) => [
    {
      __new__: staticMethod(
        NEW_DOC,
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          if (!(cls instanceof PyType))
            raise(E.TypeError, `object.__new__(X): X is not a type object (${typeName(cls)})`);
          return newObject(cls, args.length + given.size);
        },
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], (self, args, given) => {
        checkNoExcess(typeOf(self), args.length + given.size);
        return null;
      }),
    },
    slots({
      __repr__: (self) =>
        `<${typeFullName(typeOf(self))} object at ${address(identity(self) / 16)}>`,
      __str__: strByRepr,
      __eq__: (self, other) => self === other || NotImplemented,
      __ne__: notEqual,
      __hash__: (self) => (typeof self === "object" && self !== null ? identityOf(self) : 0),
      __getattribute__: (self, name) => {
        const key = attributeName(name);
        const found = findAttribute(self, key);
        return found === undefined ? missing(self, key) : found;
      },
      __setattr__: (self, name, value) => {
        checkNoClass(self, "__setattr__");
        return storeAttribute(self, attributeName(name), value);
      },
      __delattr__: (self, name) => {
        checkNoClass(self, "__delattr__");
        return storeAttribute(self, attributeName(name), undefined);
      },
      __lt__: () => NotImplemented,
      __le__: () => NotImplemented,
      __gt__: () => NotImplemented,
      __ge__: () => NotImplemented,
    }),
    {
      __class__: getter(
        "the object's class",
        (self) => typeOf(self),
        (self, value) => {
          assignClass(self, value, moduleType);
          return null;
        },
      ),
      __format__: caller(
        "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
        [object("format_spec")],
        (self, spec) => {
          if (!isStr(spec)) notA("str", spec, "__format__");
          if (spec !== "")
            raise(E.TypeError, `unsupported format string passed to ${typeName(self)}.__format__`);
          return strOf(self);
        },
      ),
      __dir__: caller("Default dir() implementation.", [], directory),
      __sizeof__: method("Size of object in memory, in bytes.", [], (self) =>
        typeof self === "object" && self !== null ? 16 + 8 * (self.slots?.length ?? 0) : 28,
      ),
      __init_subclass__: classMethod(
        "This method is called when a class is subclassed.",
        [rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          const fn = `${cls.name}.__init_subclass__()`;
          if (given.size > 0) raise(E.TypeError, `${fn} takes no keyword arguments`);
          if (args.length > 0)
            raise(E.TypeError, `${fn} takes no arguments (${args.length} given)`);
          return null;
        },
      ),
      __subclasshook__: classMethod(
        "Abstract classes can override this to customize issubclass().",
        [rest("args")],
        () => NotImplemented,
      ),
      __reduce__: caller("Helper for pickle.", [], (self) => reduce(self, 0)),
      __reduce_ex__: caller("Helper for pickle.", [smallInt("protocol")], reduceEx),
      __getstate__: caller("Helper for pickle.", [], (self) => stateOf(self, false)),
    },
  ],
);
