/** property, classmethod, staticmethod. https://docs.python.org/3/howto/descriptor.html */
import { instanceOf } from "../construct.ts";
import { type Entry, members } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { PyClassMethod, PyFunction, PyProperty, PyStaticMethod } from "../function.ts";
import { PyGetSet } from "../native.ts";
import type { Value } from "../object.ts";
import { either, keywords, object, optional, rest } from "../params.ts";
import {
  attributeError,
  dictOf,
  getAttribute,
  missing,
  ownAttribute,
  setAttribute,
  setOwn,
} from "../protocols/attributes.ts";
import { getDescriptor, setDescriptor } from "../protocols/descriptors.ts";
import { truthOf } from "../protocols/truth.ts";
import {
  after,
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { fromJs } from "../str.ts";
import type { PyType } from "../type.ts";
import { propertyType, typeOf } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { dictGetter, initializer, member, NEW_DOC } from "./common.ts";
import { describe, ofInner } from "./replies.ts";

/** The property's own doc, or its getter's. */
function docOf(getter: Value, doc: Value): NativeResult {
  if (doc !== null || getter === null) return doc;
  return getter instanceof PyFunction ? getter.doc : null;
}

/**
 * Instances of a derived class have their doc in their dict, or in a slot, since the class has one of its own. Where that cannot
 * be set, only a doc that the getter has is missed.
 */
function* setOwnDoc(self: PyProperty): NativeGenerator {
  try {
    const done = setAttribute(self, "__doc__", self.doc);
    if (isPending(done)) yield done;
  } catch (error) {
    if (self.isGetterDoc || !isThrown(error, E.AttributeError)) throw error;
  }
  return null;
}

/** A copy with one function exchanged: `@x.setter`. */
function copyWith(
  self: PyProperty,
  part: "getter" | "setter" | "deleter",
  fn: Value,
): NativeResult {
  const parts = { getter: self.getter, setter: self.setter, deleter: self.deleter, [part]: fn };
  const doc = part === "getter" && self.isGetterDoc ? null : self.doc;
  if (self.shape.type !== propertyType)
    return new CallRequest(self.shape.type, [parts.getter, parts.setter, parts.deleter, doc], null);
  const copy = new PyProperty(
    parts.getter,
    parts.setter,
    parts.deleter,
    docOf(parts.getter, doc) as Value,
  );
  copy.isGetterDoc = self.isGetterDoc;
  copy.name = self.name;
  return copy;
}

export const propertyMembers = members<PyProperty>(
  ({ getter, caller, method, slots, staticMethod }) => [
    slots({
      __get__: (self, instance, owner) =>
        instance === null
          ? self
          : getDescriptor(self, instance, (owner ?? typeOf(instance)) as PyType),
      __set__: (self, instance, value) => setDescriptor(self, instance, value),
      __delete__: (self, instance) => setDescriptor(self, instance, undefined),
    }),
    {
      __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyProperty(null, null, null, null)),
      ),
      __init__: initializer(
        [
          either(optional(object("fget"), null, "None")),
          either(optional(object("fset"), null, "None")),
          either(optional(object("fdel"), null, "None")),
          either(optional(object("doc"), null, "None")),
        ],
        (self: PyProperty, fget, fset, fdel, doc) => {
          self.getter = fget;
          self.setter = fset;
          self.deleter = fdel;
          self.isGetterDoc = doc === null;
          self.doc = docOf(fget, doc) as Value;
          return self.shape.type === propertyType ? null : setOwnDoc(self);
        },
      ),
      getter: caller(
        "Descriptor to obtain a copy of the property with a different getter.",
        [object("object")],
        (self, fn) => copyWith(self, "getter", fn),
      ),
      setter: caller(
        "Descriptor to obtain a copy of the property with a different setter.",
        [object("object")],
        (self, fn) => copyWith(self, "setter", fn),
      ),
      deleter: caller(
        "Descriptor to obtain a copy of the property with a different deleter.",
        [object("object")],
        (self, fn) => copyWith(self, "deleter", fn),
      ),
      fget: member<PyProperty>((self) => self.getter),
      fset: member<PyProperty>((self) => self.setter),
      fdel: member<PyProperty>((self) => self.deleter),
      __doc__: member<PyProperty>(
        (self) => self.doc,
        (self, value) => {
          self.doc = value ?? null;
          return null;
        },
      ),
      __name__: getter(
        "The name.",
        (self) => {
          if (self.name !== undefined) return self.name;
          if (self.getter instanceof PyFunction) return fromJs(self.getter.name);
          return attributeError("'property' object has no attribute '__name__'", self, "__name__");
        },
        (self, value) => {
          self.name = value;
          return null;
        },
      ),
      __set_name__: method(
        "Method to set name of a property.",
        [object("owner"), object("name")],
        (self, _owner, name) => {
          self.name = name;
        },
      ),
      __isabstractmethod__: getter(
        "Whether one of the functions is abstract.",
        function* (self): NativeGenerator {
          for (const fn of [self.getter, self.setter, self.deleter])
            if (fn !== null && (yield* isAbstract(fn))) return true;
          return false;
        },
      ),
    },
  ],
);

function* isAbstract(fn: Value): Generator<Pending, boolean, Value> {
  try {
    const found = getAttribute(fn, "__isabstractmethod__");
    const truth = truthOf((isPending(found) ? yield found : found) as Value);
    return isPending(truth) ? ((yield truth) as boolean) : truth;
  } catch (error) {
    if (!isThrown(error, E.Exception)) throw error;
    return false;
  }
}

type Wrapper = PyClassMethod | PyStaticMethod;

/** An attribute of the wrapped function, which the wrapper keeps from then on. */
function kept(key: string): Entry {
  return (name, owner) =>
    new PyGetSet(
      name,
      owner,
      "",
      (self) => {
        const own = ownAttribute(self, key);
        if (own !== undefined) return own;
        return after(
          ofInner((self as Wrapper).fn, (fn) => getAttribute(fn, key)),
          (value) => {
            setOwn(self as Wrapper, key, value);
            return value;
          },
        );
      },
      (self, value) => {
        if (value !== undefined) setOwn(self as Wrapper, key, value);
        else if (!dictOf(self as Wrapper).delete(key)) missing(self, key);
        return null;
      },
    );
}

function wrapperMembers<W extends Wrapper>(name: string, make: () => W) {
  return members<W>(({ getter, slots, staticMethod, caller }) => [
    slots({
      __repr__: (self) => describe(`<${name}(`, { r: self.fn }, ")>"),
      __get__: (self, instance, owner) =>
        instance === null && owner === null
          ? raise(E.TypeError, "__get__(None, None) is invalid")
          : getDescriptor(self, instance ?? undefined, (owner ?? typeOf(instance)) as PyType),
    }),
    {
      __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, make()),
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], (self: W, args, given) => {
        noKeywords(name, given);
        checkCount(name, args.length, 1, 1);
        self.fn = args[0] as Value;
        return null;
      }),
      ...(name === "staticmethod"
        ? {
            __call__: caller(
              "Call self as a function.",
              [rest("args"), keywords("kwargs")],
              (self, args, given) =>
                new CallRequest(self.fn, args, given.size === 0 ? null : given),
            ),
          }
        : {}),
      __func__: member<W>((self) => self.fn),
      __wrapped__: member<W>((self) => self.fn),
      __isabstractmethod__: getter(
        "Whether the function is abstract.",
        function* (self): NativeGenerator {
          return yield* isAbstract(self.fn);
        },
      ),
      __name__: getter("The name.", (self) =>
        ofInner(self.fn, (fn) => getAttribute(fn, "__name__")),
      ),
      __qualname__: getter("The qualified name.", (self) =>
        ofInner(self.fn, (fn) => getAttribute(fn, "__qualname__")),
      ),
      __module__: getter("The module.", (self) =>
        ofInner(self.fn, (fn) => getAttribute(fn, "__module__")),
      ),
      __doc__: getter("The documentation string.", (self) =>
        ofInner(self.fn, (fn) => getAttribute(fn, "__doc__")),
      ),
      __annotations__: kept("__annotations__"),
      __annotate__: kept("__annotate__"),
      __dict__: dictGetter(),
    },
  ]);
}

export const classMethodMembers = wrapperMembers("classmethod", () => new PyClassMethod(null));
export const staticMethodMembers = wrapperMembers("staticmethod", () => new PyStaticMethod(null));
