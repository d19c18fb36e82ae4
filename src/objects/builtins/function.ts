/** Functions, methods and builtin functions as Python sees them. */
import { current } from "../current.ts";
import { members } from "../define.ts";
import { E, getHidden, isThrown, raise, setHidden } from "../errors.ts";
import { codeObject, NO_VALUES, PyCell, PyCode, PyFunction, PyMethod } from "../function.ts";
import { identityOf, PyDict } from "../hash-table.ts";
import { checkOwnClass, PyBoundNative, PyGetSet, type PyMember, PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { either, keywords, object, optional, rest } from "../params.ts";
import { findAttribute, getAttribute, missing } from "../protocols/attributes.ts";
import { compare } from "../protocols/compare.ts";
import { getDescriptor, setDescriptor } from "../protocols/descriptors.ts";
import { after, call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { EMPTY_TUPLE, NotImplemented, PyTuple, tuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";
import { fromJs, textOf } from "../str.ts";
import { type Members, PyType } from "../type.ts";
import { isInstance, memberType, typeName, typeOf } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { attributeName, callEntry, dictGetter, member } from "./common.ts";
import { address, describe, ofInner } from "./replies.ts";

function checkName(value: Value | undefined, name: string): string {
  const text = value === undefined ? undefined : textOf(value);
  if (text === undefined) raise(E.TypeError, `${name} must be set to a string object`);
  return text;
}

/** The tuple that stands for a list of the function's, the same each time. */
function tupleOf(self: PyFunction, field: string, items: readonly Value[]): PyTuple {
  const known = getHidden(self, field);
  if (known instanceof PyTuple && known.items === items) return known;
  const made = new PyTuple(items);
  setHidden(self, field, made);
  return made;
}

function setDefaults(self: PyFunction, defaults: PyTuple): void {
  self.defaults = defaults.items;
  setHidden(self, "defaults", defaults);
}

/** The field for what has made the annotations that are kept in its place. */
const ANNOTATE = "annotate";

function setAnnotations(fn: PyFunction, annotations: Value, madeBy: Value): void {
  fn.annotations = annotations;
  setHidden(fn, ANNOTATE, madeBy);
}

/** The annotations: a dict made at first need. */
function annotationsOf(self: PyFunction): NativeResult {
  const { annotations } = self;
  if (annotations instanceof PyDict) return annotations;
  if (annotations === null) {
    setAnnotations(self, new PyDict(), null);
    return self.annotations;
  }
  return (function* (): NativeGenerator {
    const made = yield call(annotations, 1);
    if (!(made instanceof PyDict))
      raise(E.TypeError, `__annotate__ returned non-dict of type '${typeName(made)}'`);
    setAnnotations(self, made, annotations);
    return made;
  })();
}

/** `descriptor.__get__(instance, owner)` where neither says what to bind to. */
function checkGet(instance: Value, owner: Value): void {
  if (instance === null && owner === null) raise(E.TypeError, "__get__(None, None) is invalid");
}

export const functionMembers = members<PyFunction>(({ getter, slots, staticMethod }) => [
  slots({
    __repr__: (self) => fromJs(`<function ${self.qualname} at ${address(identityOf(self))}>`),
    __get__: (self, instance, owner) => {
      checkGet(instance, owner);
      return instance === null ? self : new PyMethod(self, instance);
    },
  }),
  {
    __new__: staticMethod(
      "Create a function object.",
      [
        object("cls"),
        either(object("code")),
        either(object("globals")),
        either(optional(object("name"), null, "None")),
        either(optional(object("argdefs"), null, "None")),
        either(optional(object("closure"), null, "None")),
        either(optional(object("kwdefaults"), null, "None")),
      ],
      (_cls, code, globals, name, defaults, closure, keywordOnly) => {
        const wrong = (what: string, type: string, value: Value) =>
          raise(
            E.TypeError,
            `function() argument '${what}' must be ${type}, not ${typeName(value)}`,
          );
        if (!(code instanceof PyCode)) return wrong("code", "code", code);
        if (!(globals instanceof PyDict)) return wrong("globals", "dict", globals);
        if (name !== null && textOf(name) === undefined)
          raise(E.TypeError, "arg 3 (name) must be None or string");
        if (defaults !== null && !(defaults instanceof PyTuple))
          raise(E.TypeError, "arg 4 (defaults) must be None or tuple");
        const needed = code.code.freeVariables.length;
        if (!(closure instanceof PyTuple)) {
          if (closure !== null) raise(E.TypeError, "arg 5 (closure) must be None or tuple");
          if (needed > 0) raise(E.TypeError, "arg 5 (closure) must be tuple");
        }
        if (keywordOnly !== null && !(keywordOnly instanceof PyDict))
          raise(E.TypeError, "arg 6 (kwdefaults) must be None or dict");
        const cells = closure instanceof PyTuple ? closure.items : [];
        for (const cell of cells)
          if (!(cell instanceof PyCell))
            raise(E.TypeError, `arg 5 (closure) expected cell, found ${typeName(cell)}`);
        if (cells.length !== needed)
          raise(
            E.ValueError,
            `${code.code.name} requires closure of length ${needed}, not ${cells.length}`,
          );
        const builtins = globals.get("__builtins__");
        const fn = new PyFunction(
          code.code,
          {
            globals,
            builtins: builtins instanceof PyDict ? builtins : current.interpreter.builtins,
          },
          cells as PyCell[],
        );
        if (name !== null) fn.name = checkName(name, "name");
        if (defaults !== null) setDefaults(fn, defaults);
        fn.keywordDefaults = keywordOnly;
        return fn;
      },
    ),
    __name__: getter(
      "The name.",
      (self) => fromJs(self.name),
      (self, value) => {
        self.name = checkName(value, "__name__");
        return null;
      },
    ),
    __qualname__: getter(
      "The qualified name.",
      (self) => fromJs(self.qualname),
      (self, value) => {
        self.qualname = checkName(value, "__qualname__");
        return null;
      },
    ),
    __doc__: getter(
      "The documentation string.",
      (self) => self.doc,
      (self, value) => {
        self.doc = value ?? null;
        return null;
      },
    ),
    __module__: getter(
      "The module of the definition.",
      (self) => self.module,
      (self, value) => {
        self.module = value ?? null;
        return null;
      },
    ),
    __defaults__: getter(
      "Defaults of positional parameters.",
      (self) => (self.defaults === NO_VALUES ? null : tupleOf(self, "defaults", self.defaults)),
      (self, value) => {
        if (value === undefined || value === null) self.defaults = NO_VALUES;
        else if (value instanceof PyTuple) setDefaults(self, value);
        else raise(E.TypeError, "__defaults__ must be set to a tuple object");
        return null;
      },
    ),
    __kwdefaults__: getter(
      "Defaults of keyword-only parameters.",
      (self) => self.keywordDefaults,
      (self, value) => {
        if (value === undefined || value === null) self.keywordDefaults = null;
        else if (value instanceof PyDict) self.keywordDefaults = value;
        else raise(E.TypeError, "__kwdefaults__ must be set to a dict object");
        return null;
      },
    ),
    __code__: getter(
      "The code object.",
      (self) => codeObject(self.code),
      (self, value) => {
        if (!(value instanceof PyCode)) raise(E.TypeError, "__code__ must be set to a code object");
        const [needed, have] = [value.code.freeVariables.length, self.closure.length];
        if (needed !== have)
          raise(
            E.ValueError,
            `${self.name}() requires a code object with ${have} free vars, not ${needed}`,
          );
        self.code = value.code;
        return null;
      },
    ),
    __globals__: member<PyFunction>((self) => self.namespace.globals),
    __builtins__: member<PyFunction>((self) => self.namespace.builtins),
    __closure__: member<PyFunction>((self) =>
      self.closure.length === 0 ? null : tupleOf(self, "closure", self.closure),
    ),
    __annotations__: getter("Annotations.", annotationsOf, (self, value) => {
      if (value !== undefined && value !== null && !(value instanceof PyDict))
        raise(E.TypeError, "__annotations__ must be set to a dict object");
      setAnnotations(self, value ?? null, null);
      return null;
    }),
    __annotate__: getter(
      "What makes the annotations, or None.",
      (self) =>
        self.annotations instanceof PyDict ? (getHidden(self, ANNOTATE) ?? null) : self.annotations,
      (self, value) => {
        if (value === undefined) raise(E.TypeError, "__annotate__ cannot be deleted");
        if (value !== null && !isCallable(value))
          raise(E.TypeError, "__annotate__ must be callable or None");
        // Annotations that are there stay without what has made them.
        const kept = value === null && self.annotations instanceof PyDict;
        setAnnotations(self, kept ? self.annotations : value, null);
        return null;
      },
    ),
    __type_params__: getter(
      "Type parameters.",
      (self) => getHidden(self, "type_params") ?? EMPTY_TUPLE,
      (self, value) => {
        if (!(value instanceof PyTuple))
          raise(E.TypeError, "__type_params__ must be set to a tuple");
        setHidden(self, "type_params", value);
        return null;
      },
    ),
    __call__: callEntry,
    __dict__: dictGetter(),
  },
]);

export const methodMembers = members<PyMethod>(({ getter, caller, slots, staticMethod }) => [
  slots({
    __repr__: (self) =>
      after(functionName(self.fn), (name) =>
        describe("<bound method ", { s: name }, " of ", { r: self.self }, ">"),
      ),
    __eq__: (self, other) =>
      other instanceof PyMethod ? self.self === other.self && self.fn === other.fn : NotImplemented,
    __hash__: (self) => {
      const id = (v: Value) => (typeof v === "object" && v !== null ? identityOf(v) : 0);
      return (id(self.self) * 31 + id(self.fn)) % 2 ** 31;
    },
    __getattribute__: (self, name) => {
      const key = attributeName(name);
      const found = findAttribute(self, key);
      return found === undefined ? missing(self, key) : found;
    },
    __get__: (self) => self,
  }),
  {
    __call__: callEntry,
    __doc__: getter("The function's documentation.", (self) =>
      ofInner(self.fn, (fn) => getAttribute(fn, "__doc__")),
    ),
    __reduce__: caller("Helper for pickle.", [], function* (self): NativeGenerator {
      const name = getAttribute(self.fn, "__name__");
      const getattr = current.interpreter.builtins.get("getattr") ?? null;
      return tuple(getattr, tuple(self.self, (isPending(name) ? yield name : name) as Value));
    }),
    __new__: staticMethod(
      "Create a bound instance method object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        noKeywords("method", given);
        checkCount("method", args.length, 2, 2);
        const [fn, self] = args as [Value, Value];
        if (!isCallable(fn)) raise(E.TypeError, "first argument must be callable");
        if (self === null) raise(E.TypeError, "instance must not be None");
        return new PyMethod(fn, self);
      },
    ),
    __func__: member<PyMethod>((self) => self.fn),
    __self__: member<PyMethod>((self) => self.self),
  },
]);

function* functionName(fn: Value): NativeGenerator {
  if (fn instanceof PyFunction) return fromJs(fn.qualname);
  if (fn instanceof PyNative) return fn.qualname;
  try {
    const found = getAttribute(fn, "__qualname__");
    return isPending(found) ? yield found : found;
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    return "?";
  }
}

/** `callable(value)`. */
export function isCallable(value: Value): boolean {
  return (
    value instanceof PyFunction ||
    value instanceof PyNative ||
    value instanceof PyBoundNative ||
    value instanceof PyMethod ||
    value instanceof PyType ||
    typeOf(value).lookup("__call__") !== undefined
  );
}

/** What PyNative and PyBoundNative stand for. */
const nativeOf = (self: Value): PyNative =>
  self instanceof PyBoundNative ? self.native : (self as PyNative);

/** How pickle finds an attribute again. */
function reduceToAttribute(owner: Value, name: string): Value {
  return tuple(current.interpreter.builtins.get("getattr") ?? null, tuple(owner, fromJs(name)));
}

/** What a builtin function is bound to, for its repr; static ones to their class. */
function selfOf(self: PyNative | PyBoundNative): Value {
  if (self instanceof PyBoundNative) return self.self;
  if (self.owner !== null) return self.owner;
  return current.interpreter.modules.get(self.module ?? "builtins") ?? null;
}

/** What builtin functions and bound slots share. */
const bound = members<PyNative | PyBoundNative>(({ getter, slots }) => [
  slots({
    __eq__: (self, other) =>
      self === other ||
      (self instanceof PyBoundNative && other instanceof PyBoundNative
        ? self.native === other.native && self.self === other.self
        : NotImplemented),
    __hash__: (self) => identityOf(nativeOf(self)),
  }),
  {
    __call__: callEntry,
    __name__: getter("", (self) => nativeOf(self).name),
    __qualname__: getter("", qualnameOf),
    __doc__: getter("", (self) => nativeOf(self).doc || null),
    __text_signature__: getter("", (self) => nativeOf(self).signature),
  },
]);

/** A method of a class is named after the class that it is bound to. */
function qualnameOf(self: PyNative | PyBoundNative): Value {
  if (!(self instanceof PyBoundNative) || !(self.self instanceof PyType))
    return nativeOf(self).qualname;
  return fromJs(`${self.self.qualname}.${self.native.name}`);
}

export const builtinFunctionMembers = joined(
  bound,
  members<PyNative | PyBoundNative>(({ getter, method, slots }) => [
    slots({
      __repr__: (self) => {
        const native = nativeOf(self);
        if (native.owner === null) return `<built-in function ${native.name}>`;
        const on = selfOf(self);
        const where =
          on instanceof PyType ? `type object at ${address(identityOf(on))}` : objectAt(on);
        return fromJs(`<built-in method ${native.name} of ${where}>`);
      },
    }),
    {
      __module__: getter(
        "",
        (self) => nativeOf(self).module ?? (nativeOf(self).owner === null ? "builtins" : null),
      ),
      __self__: getter("", (self) => {
        const native = nativeOf(self);
        return native.kind === "static" && native.name !== "__new__" ? null : selfOf(self);
      }),
      __reduce__: method("", [], (self) => {
        const { name, owner } = nativeOf(self);
        return owner === null ? name : reduceToAttribute(selfOf(self), name);
      }),
    },
  ]),
);

export const methodWrapperMembers = joined(
  bound,
  members<PyBoundNative>(({ getter, method, slots }) => [
    slots({
      __repr__: (self) =>
        fromJs(`<method-wrapper '${self.native.name}' of ${objectAt(self.self)}>`),
    }),
    {
      __self__: member<PyBoundNative>((self) => self.self),
      __objclass__: getter("", (self) => self.native.owner),
      __reduce__: method("", [], (self) => reduceToAttribute(self.self, self.native.name)),
    },
  ]),
);

function joined(...all: readonly Members[]): Members {
  return function* (type) {
    for (const part of all) yield* part(type);
  };
}

function objectAt(value: Value): string {
  const where = typeof value === "object" && value !== null ? identityOf(value) : 0;
  return `${typeName(value)} object at ${address(where)}`;
}

/** What all descriptors of builtin types share. */
const descriptor = members<PyNative | PyGetSet | PyMember>(({ getter }) => [
  {
    __name__: member((self) => fromJs((self as PyNative).name)),
    __qualname__: getter("", (self) => fromJs(`${self.owner?.name ?? "?"}.${self.name}`)),
    __objclass__: member((self) => (self as PyNative).owner),
  },
]);

/** `descriptor.__reduce__()`, where pickle can find it again. */
const reducible = members<PyNative | PyMember>(({ method }) => [
  { __reduce__: method("", [], (self) => reduceToAttribute(self.owner, self.name)) },
]);

function checkApplies(
  self: { readonly name: string; readonly owner: PyType | null },
  on: Value,
): void {
  const owner = self.owner as PyType;
  if (!isInstance(on, owner))
    raise(
      E.TypeError,
      `descriptor '${self.name}' for '${owner.name}' objects doesn't apply to a '${typeName(on)}' object`,
    );
}

const nativeDescriptor = members<PyNative>(({ getter, slots }) => [
  slots({
    __repr__: (self) => {
      const what = self.kind === "slot" ? "slot wrapper" : "method";
      return `<${what} '${self.name}' of '${self.owner?.name ?? ""}' objects>`;
    },
    __get__: (self, instance, owner) => {
      checkGet(instance, owner);
      if (self.kind === "class") {
        const cls = owner ?? typeOf(instance);
        checkOwnClass(self, cls, "as arg 2");
        return new PyBoundNative(self, cls);
      }
      if (instance === null) return self;
      checkApplies(self, instance);
      return new PyBoundNative(self, instance);
    },
  }),
  {
    __call__: callEntry,
    __doc__: getter("", (self) => self.doc || null),
    __text_signature__: getter("", (self) => self.signature),
  },
]);

/** method_descriptor, wrapper_descriptor */
export const nativeDescriptorMembers = joined(descriptor, nativeDescriptor, reducible);
export const classMethodDescriptorMembers = joined(descriptor, nativeDescriptor);

const attributeDescriptor = members<PyGetSet | PyMember>(({ getter, slots }) => [
  slots({
    __repr__: (self) => {
      const what = self.shape.type === memberType ? "member" : "attribute";
      return fromJs(`<${what} '${self.name}' of '${self.owner.name}' objects>`);
    },
    __get__: (self, instance, owner) => {
      checkGet(instance, owner);
      if (instance === null) return self;
      checkApplies(self, instance);
      return getDescriptor(self, instance, (owner ?? typeOf(instance)) as PyType) ?? null;
    },
    __set__: (self, instance, value) => {
      checkApplies(self, instance);
      return setDescriptor(self, instance, value);
    },
    __delete__: (self, instance) => {
      checkApplies(self, instance);
      return setDescriptor(self, instance, undefined);
    },
  }),
  {
    __doc__: getter("", (self) => (self instanceof PyGetSet && self.doc !== "" ? self.doc : null)),
  },
]);

export const getSetMembers = joined(descriptor, attributeDescriptor);
export const memberMembers = joined(descriptor, attributeDescriptor, reducible);

/** A cell compares as what is in it; an empty one is less than any other. */
function compareCells(op: number): (self: PyCell, other: Value) => NativeResult {
  return (self, other) => {
    if (!(other instanceof PyCell)) return NotImplemented;
    if (self.value !== undefined && other.value !== undefined)
      return ofInner(self.value, (value) => compare(op, value, other.value as Value));
    return compare(op, self.value === undefined ? 0 : 1, other.value === undefined ? 0 : 1);
  };
}

export const cellMembers = members<PyCell>(({ getter, slots, staticMethod }) => [
  slots({
    __repr__: (self) => {
      const { value } = self;
      const content = value === undefined ? "empty" : objectAt(value);
      return fromJs(`<cell at ${address(identityOf(self))}: ${content}>`);
    },
    __lt__: compareCells(LT),
    __le__: compareCells(LE),
    __eq__: compareCells(EQ),
    __ne__: compareCells(NE),
    __gt__: compareCells(GT),
    __ge__: compareCells(GE),
  }),
  {
    __new__: staticMethod(
      "Create a new cell object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        noKeywords("cell", given);
        checkCount("cell", args.length, 0, 1);
        return new PyCell(args[0]);
      },
    ),
    __hash__: () => null,
    cell_contents: getter(
      "",
      ({ value }) => (value === undefined ? raise(E.ValueError, "Cell is empty") : value),
      (self, value) => {
        self.value = value;
        return null;
      },
    ),
  },
]);
