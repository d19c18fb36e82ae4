/** contextvars: a context is an immutable map that copies share. https://docs.python.org/3/library/contextvars.html */
import { layout, PyObject, type Value } from "./object.ts";
import { PyType } from "./type.ts";
import { objectType } from "./types.ts";

export const contextType = new PyType("_contextvars.Context", [objectType]);
export const contextVarType = new PyType("_contextvars.ContextVar", [objectType]);
export const contextTokenType = new PyType("_contextvars.Token", [objectType]);
contextType.isBase = false;
contextVarType.isBase = false;
contextTokenType.isBase = false;

export class ContextVar extends PyObject {
  readonly name: Value;
  readonly fallback: Value | undefined;
  constructor(name: Value, fallback: Value | undefined) {
    super();
    this.name = name;
    this.fallback = fallback;
  }
}
layout(ContextVar, contextVarType);

/** Copied when written to, so that copying a context costs nothing. */
type Bindings = ReadonlyMap<ContextVar, Value>;
const EMPTY: Bindings = new Map();

export class Context extends PyObject {
  bindings: Bindings;
  isEntered = false;
  constructor(bindings: Bindings = EMPTY) {
    super();
    this.bindings = bindings;
  }
  copy(): Context {
    return new Context(this.bindings);
  }
  get(variable: ContextVar): Value | undefined {
    return this.bindings.get(variable);
  }
  set(variable: ContextVar, value: Value | undefined): void {
    const next = new Map(this.bindings);
    if (value === undefined) next.delete(variable);
    else next.set(variable, value);
    this.bindings = next;
  }
}
layout(Context, contextType);

export class ContextToken extends PyObject {
  readonly variable: ContextVar;
  readonly context: Context;
  readonly old: Value | undefined;
  isUsed = false;
  constructor(variable: ContextVar, context: Context, old: Value | undefined) {
    super();
    this.variable = variable;
    this.context = context;
    this.old = old;
  }
}
layout(ContextToken, contextTokenType);
