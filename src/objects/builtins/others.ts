/** super, module, and the singletons None, Ellipsis, NotImplemented. */
import { instanceOf } from "../construct.ts";
import { current } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyModule, PySuper } from "../function.ts";
import { PyDict } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { either, keywords, object, optional, rest } from "../params.ts";
import { attribute } from "../protocols/classes.ts";
import {
  after,
  call,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../requests.ts";
import { Ellipsis, NotImplemented, PyList } from "../sequences.ts";
import { fromJs, fromName, nameOf, textOf } from "../str.ts";
import { PyType } from "../type.ts";
import { typeName, typeOf } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { initializer, member, NEW_DOC } from "./common.ts";
import { isCallable } from "./function.ts";
import { describe } from "./replies.ts";

/** The class of no object: an unbound super finds nothing there. */
const UNBOUND = new PyType("NULL", []);

function checkStart(type: Value): PyType {
  if (type instanceof PyType) return type;
  return raise(E.TypeError, `super() argument 1 must be a type, not ${typeName(type)}`);
}

/** In which class's order `super(type, self)` searches; undefined where neither `self` nor its class derives from `type`. */
function boundType(type: PyType, self: Value): PyType | undefined {
  if (self instanceof PyType && self.isSubtype(type)) return self;
  const own = typeOf(self);
  return own.isSubtype(type) ? own : undefined;
}

/** Fills in what `super(type, self)` is, with the checks that its arguments fit. */
function initSuper(object: PySuper, type: PyType, self: Value): NativeResult {
  object.start = type;
  object.self = self;
  if (self === null) {
    object.selfType = UNBOUND;
    return null;
  }
  const found = boundType(type, self);
  if (found === undefined) return asClass(object, type, self);
  object.selfType = found;
  return null;
}

/** What has no such class may still say that it has. */
function* asClass(object: PySuper, type: PyType, self: Value): NativeGenerator {
  const own = yield* attribute(self, "__class__");
  if (own instanceof PyType && own !== typeOf(self) && own.isSubtype(type)) {
    object.selfType = own;
    return null;
  }
  const what = self instanceof PyType ? `type ${self.name}` : `instance of ${typeName(self)}`;
  return raise(
    E.TypeError,
    `super(type, obj): obj (${what}) is not an instance or subtype of type (${type.name}).`,
  );
}

function bindSuper(self: PySuper, instance: Value): NativeResult {
  if (self.self !== null || instance === null) return self;
  if (!self.shape.type.isBuiltin) return call(self.shape.type, self.start, instance);
  const bound = new PySuper(self.start, null, UNBOUND);
  return after(initSuper(bound, self.start, instance), () => bound);
}

export const superMembers = members<PySuper>(({ slots, staticMethod }) => [
  slots({
    __repr__: (self) =>
      fromJs(
        self.self === null
          ? `<super: <class '${self.start.name}'>, NULL>`
          : `<super: <class '${self.start.name}'>, <${self.selfType.name} object>>`,
      ),
    __get__: bindSuper,
  }),
  {
    __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
      instanceOf(cls, new PySuper(UNBOUND, null, UNBOUND)),
    ),
    __init__: initializer([rest("args"), keywords("kwargs")], (object: PySuper, args, given) => {
      noKeywords("super", given);
      checkCount("super()", args.length, 0, 2);
      const [type, self] = args.length > 0 ? args : current.interpreter.callerOfSuper();
      return initSuper(object, checkStart(type as Value), self ?? null);
    }),
    __thisclass__: member<PySuper>((self) => (self.start === UNBOUND ? null : self.start)),
    __self__: member<PySuper>((self) => self.self),
    __self_class__: member<PySuper>((self) => (self.self === null ? null : self.selfType)),
  },
]);

/** The dict of annotations: the module's own, or made by its `__annotate__`. */
function* moduleAnnotations(self: PyModule): NativeGenerator {
  const known = self.dict.get("__annotations__");
  if (known !== undefined) return known;
  const annotate = self.dict.get("__annotate__") ?? null;
  const made = isCallable(annotate) ? yield call(annotate, 1) : new PyDict();
  if (!(made instanceof PyDict))
    raise(E.TypeError, `__annotate__ returned non-dict of type '${typeName(made)}'`);
  self.dict.set("__annotations__", made);
  return made;
}

function setModuleAnnotations({ dict }: PyModule, value: Value | undefined): null {
  if (value !== undefined) dict.set("__annotations__", value);
  else if (!dict.delete("__annotations__")) raise(E.AttributeError, "__annotations__");
  dict.delete("__annotate__");
  return null;
}

function moduleAnnotate({ dict }: PyModule): Value {
  const known = dict.get("__annotate__");
  if (known === undefined) dict.set("__annotate__", null);
  return known ?? null;
}

function setModuleAnnotate({ dict }: PyModule, value: Value | undefined): null {
  if (value === undefined) raise(E.TypeError, "cannot delete __annotate__ attribute");
  if (value !== null && !isCallable(value))
    raise(E.TypeError, "__annotate__ must be callable or None");
  dict.set("__annotate__", value);
  if (value !== null) dict.delete("__annotations__");
  return null;
}

/** As importlib words it: by the spec, else by the file. */
function* moduleRepr(self: PyModule): NativeGenerator {
  const spec = self.dict.get("__spec__") ?? null;
  const name = self.dict.get("__name__") ?? "?";
  const file = self.dict.get("__file__");
  if (spec !== null) {
    const origin = (yield* attribute(spec, "origin")) ?? null;
    const named = (yield* attribute(spec, "name")) ?? name;
    if (origin === null) return yield describe("<module ", { r: named }, ">");
    const isFile = (yield* attribute(spec, "has_location")) === true;
    if (isFile) return yield describe("<module ", { r: named }, " from ", { r: origin }, ">");
    return yield describe("<module ", { r: named }, " (", { s: origin }, ")>");
  }
  if (file !== undefined)
    return yield describe("<module ", { r: name }, " from ", { r: file }, ">");
  if (self.dict.get("__package__") === "")
    return yield describe("<module ", { r: name }, " (built-in)>");
  return yield describe("<module ", { r: name }, ">");
}

export const moduleMembers = members<PyModule>(({ getter, slots, staticMethod, caller }) => [
  slots({
    __repr__: moduleRepr,
  }),
  {
    __new__: staticMethod(
      NEW_DOC,
      [
        object("cls"),
        either(optional(object("name"), "", "''")),
        either(optional(object("doc"), null, "None")),
      ],
      (cls) => {
        const module = new PyModule(new PyDict(), (cls as PyType).instanceShape);
        return module;
      },
    ),
    __init__: initializer(
      [either(object("name")), either(optional(object("doc"), null, "None"))],
      (self: PyModule, name, doc) => {
        if (textOf(name) === undefined)
          raise(E.TypeError, `module() argument 'name' must be str, not ${typeName(name)}`);
        self.dict.set("__name__", name);
        self.dict.set("__doc__", doc);
        for (const key of ["__package__", "__loader__", "__spec__"]) self.dict.set(key, null);
        return null;
      },
    ),
    __dict__: member<PyModule>((self) => self.dict),
    __annotations__: getter("", moduleAnnotations, setModuleAnnotations),
    __annotate__: getter("", moduleAnnotate, setModuleAnnotate),
    __dir__: caller("Names of the module.", [], (self) => {
      const hook = self.dict.get("__dir__");
      if (hook !== undefined) return call(hook);
      const names = [...self.dict.table.live()].map((entry) => nameOf(entry.key) ?? "");
      return new PyList(names.map(fromName));
    }),
  },
]);

/** `__new__` of a type with one instance. */
function alone(name: string, instance: () => Value) {
  return (_cls: Value, args: Value[], given: Keywords): Value => {
    if (args.length + given.size > 0) raise(E.TypeError, `${name} takes no arguments`);
    return instance();
  };
}

export const noneMembers = members<null>(({ slots, staticMethod }) => [
  slots({ __repr__: () => "None", __bool__: () => false, __hash__: () => 0xfca86420 }),
  {
    __new__: staticMethod(
      NEW_DOC,
      [object("cls"), rest("args"), keywords("kwargs")],
      alone("NoneType", () => null),
    ),
  },
]);

export const ellipsisMembers = members<typeof Ellipsis>(({ slots, staticMethod, method }) => [
  slots({ __repr__: () => "Ellipsis" }),
  {
    __new__: staticMethod(
      NEW_DOC,
      [object("cls"), rest("args"), keywords("kwargs")],
      alone("ellipsis", () => Ellipsis),
    ),
    __reduce__: method("Helper for pickle.", [], () => "Ellipsis"),
  },
]);

export const notImplementedMembers = members<typeof NotImplemented>(
  ({ slots, staticMethod, method }) => [
    slots({
      __repr__: () => "NotImplemented",
      __bool__: () => raise(E.TypeError, "NotImplemented should not be used in a boolean context"),
    }),
    {
      __new__: staticMethod(
        NEW_DOC,
        [object("cls"), rest("args"), keywords("kwargs")],
        alone("NotImplementedType", () => NotImplemented),
      ),
      __reduce__: method("Helper for pickle.", [], () => "NotImplemented"),
    },
  ],
);
