/** Functions, methods, descriptors, cells, modules. */
import type { Code } from "../compiler/code.ts";
import { identityOf, type PyDict } from "./hash-table.ts";
import { layout, PyObject, type Shape, type Value } from "./object.ts";
import { DECLINED } from "./params.ts";
import type { PyType } from "./type.ts";
import {
  cellType,
  classMethodType,
  codeType,
  functionType,
  mappingProxyType,
  methodType,
  moduleType,
  propertyType,
  staticMethodType,
  superType,
} from "./types.ts";

/** A variable shared by a function and the functions inside it. */
export class PyCell extends PyObject {
  value: Value | undefined;
  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
}
layout(PyCell, cellType);

/** A code object as Python sees it. */
export class PyCode extends PyObject {
  /** What a function is made of that is not called yet. */
  readonly raw: Code;
  constructor(code: Code) {
    super();
    this.raw = code;
  }
  get code(): Code {
    return this.raw.complete();
  }
  override hashKey(): unknown {
    return this.raw;
  }
}
layout(PyCode, codeType);

const codeObjects = new WeakMap<Code, PyCode>();

/** The one code object that Python sees for a code. */
export function codeObject(code: Code): PyCode {
  let object = codeObjects.get(code);
  if (object === undefined) {
    object = new PyCode(code);
    codeObjects.set(code, object);
  }
  return object;
}

/** Where a function's global names are looked up. */
export interface Namespace {
  readonly globals: PyDict;
  readonly builtins: PyDict;
}

export class PyFunction extends PyObject {
  code: Code;
  readonly namespace: Namespace;
  /** Of the last positional parameters. */
  defaults: readonly Value[];
  keywordDefaults: PyDict | null;
  /** Cells of the free variables, in the order of `code.freeVariables`. */
  readonly closure: readonly PyCell[];
  name: string;
  qualname: string;
  doc: Value;
  module: Value;
  /** `__annotate__`, a dict that was made, or null. */
  annotations: Value;
  /** The machine's code instance, made at the first call. */
  instance: unknown = null;
  override slots: Value[] = [];

  constructor(code: Code, namespace: Namespace, closure: readonly PyCell[]) {
    super();
    this.code = code;
    this.namespace = namespace;
    this.defaults = NO_VALUES;
    this.keywordDefaults = null;
    this.closure = closure;
    this.name = code.name;
    this.qualname = code.qualname;
    this.doc = code.docstring;
    this.module = namespace.globals.get("__name__") ?? null;
    this.annotations = null;
  }
}
layout(PyFunction, functionType);
/** The defaults of a function that has none. */
export const NO_VALUES: readonly Value[] = [];

/** A function with its self. */
export class PyMethod extends PyObject {
  readonly fn: Value;
  readonly self: Value;
  constructor(fn: Value, self: Value) {
    super();
    this.fn = fn;
    this.self = self;
  }
  override hashKey(): unknown {
    const { self, fn } = this;
    const who = typeof self === "object" && self !== null ? identityOf(self) : String(self);
    return `\ud800M${who},${typeof fn === "object" && fn !== null ? identityOf(fn) : ""}`;
  }
}
layout(PyMethod, methodType);

export class PyProperty extends PyObject {
  getter: Value;
  setter: Value;
  deleter: Value;
  doc: Value;
  name: Value | undefined;
  /** The doc was taken from the getter. */
  isGetterDoc = false;
  constructor(getter: Value, setter: Value, deleter: Value, doc: Value) {
    super();
    this.getter = getter;
    this.setter = setter;
    this.deleter = deleter;
    this.doc = doc;
    this.name = undefined;
  }
}
layout(PyProperty, propertyType);

export class PyClassMethod extends PyObject {
  fn: Value;
  override slots: Value[] = [];
  constructor(fn: Value) {
    super();
    this.fn = fn;
  }
}
layout(PyClassMethod, classMethodType);

export class PyStaticMethod extends PyObject {
  fn: Value;
  override slots: Value[] = [];
  constructor(fn: Value) {
    super();
    this.fn = fn;
  }
}
layout(PyStaticMethod, staticMethodType);

/** `super(type, object)`; `start` is where in the MRO the search begins. */
export class PySuper extends PyObject {
  start: PyType;
  self: Value;
  selfType: PyType;
  constructor(start: PyType, self: Value, selfType: PyType) {
    super();
    this.start = start;
    this.self = self;
    this.selfType = selfType;
  }
}
layout(PySuper, superType);

export class PyModule extends PyObject {
  readonly dict: PyDict;
  constructor(dict: PyDict, shape?: Shape) {
    super();
    this.dict = dict;
    if (shape !== undefined) this.shape = shape;
  }
}
layout(PyModule, moduleType);

/** A read-only view of a mapping; of a class's attributes where `type` is given. */
export class PyMappingProxy extends PyObject {
  readonly mapping: Value;
  readonly type: PyType | null;
  constructor(mapping: Value, type: PyType | null = null) {
    super();
    this.mapping = mapping;
    this.type = type;
  }
  override hashKey(): unknown {
    return DECLINED;
  }
}
layout(PyMappingProxy, mappingProxyType);
