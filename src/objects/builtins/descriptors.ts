/** property, classmethod, staticmethod. https://docs.python.org/3/howto/descriptor.html */
import { instanceOf } from "../construct.ts";
import { type Entry, members, type TypeBuilder } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { PyClassMethod, PyProperty, PyStaticMethod } from "../function.ts";
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
import { attribute } from "../protocols/classes.ts";
import { bindToClass } from "../protocols/descriptors.ts";
import { reprOf } from "../protocols/text.ts";
import { truthOf } from "../protocols/truth.ts";
import {
  after,
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { fromJs, textOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { propertyType, typeOf } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { dictGetter, initializer, member, NEW_DOC } from "./common.ts";
import { describe, ofInner } from "./replies.ts";

/** A copy with one function exchanged: `@x.setter`. */
function* copyWith(
  self: PyProperty,
  part: "getter" | "setter" | "deleter",
  fn: Value,
): NativeGenerator {
  const { getter, setter, deleter, isGetterDoc } = self;
  const parts = { getter, setter, deleter };
  if (fn !== null) parts[part] = fn;
  const doc = isGetterDoc && parts.getter !== null ? null : self.doc;
  const args = [parts.getter, parts.setter, parts.deleter, doc];
  const copy = yield new CallRequest(self.shape.type, args, null);
  if (copy instanceof PyProperty) copy.name = self.name;
  return copy;
}

function* initialize(
  self: PyProperty,
  fget: Value,
  fset: Value,
  fdel: Value,
  given: Value,
): NativeGenerator {
  self.getter = fget;
  self.setter = fset;
  self.deleter = fdel;
  self.isGetterDoc = false;
  self.name = undefined;
  self.doc = given;
  let doc = given;
  if (doc === null && fget !== null) {
    doc = (yield* attribute(fget, "__doc__")) ?? null;
    self.isGetterDoc = doc !== null;
  }
  if (self.shape.type === propertyType) {
    self.doc = doc;
    return null;
  }
  // Where a derived class has a doc of its own, this one would not be seen behind it.
  try {
    const done = setAttribute(self, "__doc__", doc);
    if (isPending(done)) yield done;
  } catch (error) {
    if (self.isGetterDoc || !isThrown(error, E.AttributeError)) throw error;
  }
  return null;
}

/** What a property is called: by its class, else by its getter; undefined where neither has a name. */
function* nameOfProperty(self: PyProperty): Generator<Pending, Value | undefined, Value> {
  if (self.name !== undefined) return self.name;
  return self.getter === null ? undefined : yield* attribute(self.getter, "__name__");
}

function* lacks(self: PyProperty, what: string, instance: Value): NativeGenerator {
  const name = yield* nameOfProperty(self);
  let shown = "";
  if (name !== undefined) {
    const repr = reprOf(name);
    shown = ` ${textOf((isPending(repr) ? yield repr : repr) as Value)}`;
  }
  const owner = textOf(reprOf(fromJs(typeOf(instance).qualname)) as Value);
  return raise(E.AttributeError, `property${shown} of ${owner} object has no ${what}`);
}

/** Carries out `self.__set__(instance, value)`, without a value `__delete__`. */
function assign(self: PyProperty, instance: Value, value: Value | undefined): NativeResult {
  const fn = value === undefined ? self.deleter : self.setter;
  if (fn === null) return lacks(self, value === undefined ? "deleter" : "setter", instance);
  return new CallRequest(fn, value === undefined ? [instance] : [instance, value], null);
}

export const propertyMembers = members<PyProperty>(
  ({ getter, caller, method, slots, staticMethod }) => [
    slots({
      __get__: (self, instance) =>
        instance === null
          ? self
          : self.getter === null
            ? lacks(self, "getter", instance)
            : new CallRequest(self.getter, [instance], null),
      __set__: assign,
      __delete__: (self, instance) => assign(self, instance, undefined),
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
        initialize,
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
        "",
        function* (self): NativeGenerator {
          const name = yield* nameOfProperty(self);
          if (name !== undefined) return name;
          const type = self.shape.type.name;
          return attributeError(`'${type}' object has no attribute '__name__'`, self, "__name__");
        },
        (self, value) => {
          self.name = value;
          return null;
        },
      ),
      __set_name__: method("Method to set name of a property.", [rest("args")], (self, args) => {
        if (args.length !== 2)
          raise(
            E.TypeError,
            `__set_name__() takes 2 positional arguments but ${args.length} were given`,
          );
        self.name = args[1] as Value;
      }),
      __isabstractmethod__: getter("", function* (self): NativeGenerator {
        for (const fn of [self.getter, self.setter, self.deleter])
          if (fn !== null && (yield* isAbstract(fn))) return true;
        return false;
      }),
    },
  ],
);

function* isAbstract(fn: Value): Generator<Pending, boolean, Value> {
  const found = yield* attribute(fn, "__isabstractmethod__");
  if (found === undefined) return false;
  const truth = truthOf(found);
  return isPending(truth) ? ((yield truth) as boolean) : truth;
}

type Wrapper = PyClassMethod | PyStaticMethod;

/** What a wrapper takes over from what it wraps, where that has it. */
const COPIED = ["__module__", "__name__", "__qualname__", "__doc__"];

function* wrap(self: Wrapper, fn: Value): NativeGenerator {
  self.fn = fn;
  for (const name of COPIED) {
    const value = yield* attribute(fn, name);
    if (value !== undefined) setOwn(self, name, value);
  }
  return null;
}

/** An attribute of the wrapped function, kept once it was asked for. */
function lazily<W extends Wrapper>(name: string, getter: TypeBuilder<W>["getter"]): Entry {
  return getter(
    "",
    (self) => {
      const own = ownAttribute(self, name);
      if (own !== undefined) return own;
      const asked = ofInner(self.fn, (fn) => getAttribute(fn, name));
      return after(asked, (value) => {
        setOwn(self, name, value);
        return value;
      });
    },
    (self, value) => {
      if (value !== undefined) setOwn(self, name, value);
      else if (!dictOf(self).delete(name)) missing(self, name);
      return null;
    },
  );
}

function wrapperMembers<W extends Wrapper>(
  name: string,
  make: () => W,
  bind: (self: W, type: PyType) => NativeResult,
) {
  return members<W>(({ getter, slots, staticMethod, caller }) => [
    slots({
      __repr__: (self) => describe(`<${name}(`, { r: self.fn }, ")>"),
      __get__: (self, instance, owner) =>
        instance === null && owner === null
          ? raise(E.TypeError, "__get__(None, None) is invalid")
          : bind(self, (owner ?? typeOf(instance)) as PyType),
    }),
    {
      __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, make()),
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], (self: W, args, given) => {
        noKeywords(name, given);
        checkCount(name, args.length, 1, 1);
        return wrap(self, args[0] as Value);
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
      __isabstractmethod__: getter("", function* (self): NativeGenerator {
        return yield* isAbstract(self.fn);
      }),
      __annotations__: lazily("__annotations__", getter),
      __annotate__: lazily("__annotate__", getter),
      __dict__: dictGetter(),
    },
  ]);
}

export const classMethodMembers = wrapperMembers(
  "classmethod",
  () => new PyClassMethod(null),
  bindToClass,
);
export const staticMethodMembers = wrapperMembers(
  "staticmethod",
  () => new PyStaticMethod(null),
  (self) => self.fn,
);
