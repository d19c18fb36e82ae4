/** Builtin functions and methods: what they are, and how a call reaches the TypeScript function. */
import { E, raise } from "./errors.ts";
import { layout, MEMBER_PREFIX, PyObject, type Value } from "./object.ts";
import {
  type Arity,
  arityOf,
  DECLINED,
  matchArguments,
  type Named,
  type Param,
  signatureOf,
} from "./params.ts";
import { isPending, type Keywords, type NativeGenerator, type NativeResult } from "./requests.ts";
import { TEXT_SIGNATURES } from "./text-signatures.ts";
import { PyType } from "./type.ts";
import {
  builtinFunctionType,
  classMethodDescriptorType,
  getsetType,
  memberType,
  methodDescriptorType,
  methodWrapperType,
  slotWrapperType,
  typeName,
  typeOf,
} from "./types.ts";

/** A TypeScript function behind a Python callable, whatever its parameters are; for methods the first one is self. */
export type Implementation = (...args: never) => NativeResult;
/**
 * The same as the machine calls it: with what its own parameter list has checked and converted, which `define.ts` ties to its
 * TypeScript parameters.
 */
type Run = (...args: unknown[]) => NativeResult;

/** "method" and "slot" take a checked self; "class" takes the class; the others are plain functions. */
export type NativeKind = "function" | "method" | "slot" | "class" | "static";

export class PyNative extends PyObject {
  readonly name: string;
  readonly kind: NativeKind;
  readonly owner: PyType | null;
  readonly arity: Arity;
  readonly run: Run;
  readonly doc: string;
  /** May it make requests? A leaf never does. */
  readonly isLeaf: boolean;
  /** The module's name, for `__module__`. */
  module: string | null = null;
  /** Number of leading arguments that `run` wants before its parameters: self or the class. */
  readonly leading: 0 | 1;
  /** The same for a call: `__new__` is static, but its class is no parameter either. */
  readonly offset: 0 | 1;
  /** The type that its self has to be of, or (a class method) its class has to derive from; null where there is no self. */
  readonly selfType: PyType | null;
  /** What errors about its arguments call it: `__new__` and `__init__` go by the name of their type. */
  callee: Named;

  constructor(
    name: string,
    kind: NativeKind,
    owner: PyType | null,
    params: readonly Param<unknown>[],
    run: Implementation,
    doc: string,
    isLeaf: boolean,
    /** Where errors call it something else. */
    callee?: Named,
  ) {
    super();
    this.name = name;
    this.kind = kind;
    this.owner = owner ?? null;
    const isNew = kind === "static" && name === "__new__";
    this.arity = arityOf(isNew ? params.slice(1) : params);
    this.run = run as Run;
    this.doc = doc;
    this.isLeaf = isLeaf;
    this.leading = kind === "function" || kind === "static" ? 0 : 1;
    this.offset = isNew ? 1 : this.leading;
    this.selfType = kind === "function" || kind === "static" ? null : this.owner;
    this.callee = callee ?? this;
    if (callee === undefined && owner && (isNew || name === "__init__")) {
      const type = owner.name.slice(owner.name.lastIndexOf(".") + 1);
      this.callee = { name: type, qualname: type, kind };
    }
    if (kind === "method") this.shape = methodDescriptorType.instanceShape;
    else if (kind === "slot") this.shape = slotWrapperType.instanceShape;
    else if (kind === "class") this.shape = classMethodDescriptorType.instanceShape;
  }

  get qualname(): string {
    if (this.owner === null) return this.name;
    // The names of some types have their module before them.
    const { name } = this.owner;
    return `${name.slice(name.lastIndexOf(".") + 1)}.${this.name}`;
  }

  /** `__text_signature__`: CPython marks the parameter that a call has already bound with `$`. */
  get signature(): string | null {
    const { kind, name } = this;
    const known = TEXT_SIGNATURES.get(this.qualname);
    if (known !== undefined) return known;
    // What a class takes, the class says: see `type.__text_signature__`.
    if (name === "__new__") return "($type, *args, **kwargs)";
    if (name === "__init__") return "($self, /, *args, **kwargs)";
    const bound = kind === "function" ? "module" : kind === "class" ? "type" : "self";
    return signatureOf(this.arity.params, kind === "static" ? null : bound);
  }
}
layout(PyNative, builtinFunctionType);

/** A native with its self: `[].append`. */
export class PyBoundNative extends PyObject {
  readonly native: PyNative;
  readonly self: Value;
  constructor(native: PyNative, self: Value) {
    super();
    this.native = native;
    this.self = self;
    if (native.kind === "slot") this.shape = methodWrapperType.instanceShape;
  }
}
layout(PyBoundNative, builtinFunctionType);

/** An attribute computed by natives: `f.__name__`. */
export class PyGetSet extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly doc: string;
  readonly read: (self: Value) => NativeResult;
  /** undefined deletes. */
  readonly write: ((self: Value, value: Value | undefined) => NativeResult) | null;
  constructor(
    name: string,
    owner: PyType,
    doc: string,
    read: (self: Value) => NativeResult,
    write: ((self: Value, value: Value | undefined) => NativeResult) | null,
  ) {
    super();
    this.name = name;
    this.owner = owner;
    this.doc = doc;
    this.read = read;
    this.write = write;
  }
}
layout(PyGetSet, getsetType);

/** A name of `__slots__`: its value is in the object's slots under a key that no attribute can have. */
export class PyMember extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly key: string;
  constructor(name: string, owner: PyType) {
    super();
    this.name = name;
    this.owner = owner;
    this.key = MEMBER_PREFIX + name;
  }
}
layout(PyMember, memberType);

/**
 * Calls a native with the `count` positional arguments in `r` from `first` on, self included. Natives with few parameters
 * get them without an array in between.
 */
export function callDirect(
  native: PyNative,
  r: readonly Value[],
  first: number,
  count: number,
): NativeResult {
  const { selfType } = native;
  if (native.offset === 1) {
    const self = count === 0 ? undefined : r[first];
    if (self === undefined || (selfType !== null && typeOf(self) !== selfType))
      checkSelf(native, self);
  }
  return callChecked(native, r, first, count);
}

/** The same where self, if the native wants one, is known to be of its type. */
export function callChecked(
  native: PyNative,
  r: readonly Value[],
  first: number,
  count: number,
): NativeResult {
  const { arity, offset, run } = native;
  const given = count - offset;
  const self = r[first] as Value;
  const at = first + offset;
  const isPlain = given <= arity.asTheyAre;
  if (isPlain && given === arity.params.length) {
    // What most calls are.
    if (offset === 1) {
      if (given === 0) return run(self);
      if (given === 1) return run(self, r[at]);
      if (given === 2) return run(self, r[at], r[at + 1]);
    } else if (given === 1) return run(self);
    else if (given === 2) return run(self, r[at + 1]);
  }
  if (!arity.isDirect || given < arity.min || given > arity.max)
    return callNative(native, r.slice(first, first + count), null);
  const d = arity.defaults as readonly Value[];
  if (arity.restIndex === 0) {
    const all = r.slice(at, first + count);
    return offset === 1 ? run(self, all, d[1], d[2], d[3], d[4]) : run(all, d[1], d[2], d[3], d[4]);
  }
  let a: unknown = given > 0 ? r[at] : d[0];
  let b: unknown = given > 1 ? r[at + 1] : d[1];
  let c: unknown = given > 2 ? r[at + 2] : d[2];
  let e: unknown = given > 3 ? r[at + 3] : d[3];
  if (!isPlain) {
    const { params } = arity;
    const { name } = native.callee;
    if (given > 0) a = readArgument(params[0] as Param<unknown>, a as Value, name);
    if (given > 1) b = readArgument(params[1] as Param<unknown>, b as Value, name);
    if (given > 2) c = readArgument(params[2] as Param<unknown>, c as Value, name);
    if (given > 3) e = readArgument(params[3] as Param<unknown>, e as Value, name);
    if (a === DECLINED || b === DECLINED || c === DECLINED || e === DECLINED)
      return callNative(native, r.slice(first, first + count), null);
  }
  return offset === 1 ? run(self, a, b, c, e) : run(a, b, c, e);
}

function readArgument(p: Param<unknown>, value: Value, name: string): unknown {
  return p.read === null ? value : p.read(value, name);
}

/** Calls a native with arguments that include self where it wants one. */
export function callNative(
  native: PyNative,
  args: readonly Value[],
  keywords: Keywords | null,
): NativeResult {
  const { arity, offset, run } = native;
  if (offset === 1) checkSelf(native, args[0]);
  const raw: unknown[] = matchArguments(
    native.callee,
    arity,
    offset === 1 ? args.slice(1) : args,
    keywords,
  );
  const { params } = arity;
  for (let i = 0; i < params.length; i++) {
    const p = params[i] as Param<unknown>;
    if (raw[i] === undefined) raw[i] = p.fallback?.value;
    else if (p.read !== null) {
      const value = p.read(raw[i] as Value, native.callee.name);
      if (value === DECLINED) return coerceRest(native, raw, i, args[0]);
      raw[i] = value;
    }
  }
  return apply(run, offset === 1 ? args[0] : undefined, offset, raw);
}

/** Goes on with the conversions, asking Python code where needed, then runs the native. */
function* coerceRest(
  native: PyNative,
  raw: unknown[],
  from: number,
  self: Value | undefined,
): NativeGenerator {
  const { params } = native.arity;
  for (let i = from; i < params.length; i++) {
    const p = params[i] as Param<unknown>;
    if (raw[i] === undefined) raw[i] = p.fallback?.value;
    else if (p.read !== null) {
      let value = p.read(raw[i] as Value, native.callee.name);
      if (value === DECLINED && p.coerce !== null) {
        // A coercion answers with a Python value that the fast conversion then takes.
        value = p.read(
          (yield p.coerce(raw[i] as Value, native.callee.name)) as Value,
          native.callee.name,
        );
      }
      if (value === DECLINED) raise(E.TypeError, `bad argument '${p.name}' for ${native.name}()`);
      raw[i] = value;
    }
  }
  const result = apply(native.run, self, native.offset, raw);
  return isPending(result) ? yield result : result;
}

function apply(run: Run, self: Value | undefined, offset: 0 | 1, raw: unknown[]): NativeResult {
  // The number of parameters is the native's own, never the guest's: a rest parameter is one array.
  return offset === 1 ? run(self, ...raw) : run(...raw);
}

/** Raises unless `cls` is a class that a class method of a builtin type may be called for. */
export function checkOwnClass(native: PyNative, cls: Value, where: string): void {
  const owner = native.owner as PyType;
  if (!(cls instanceof PyType))
    raise(
      E.TypeError,
      `descriptor '${native.name}' for type '${owner.name}' needs a type, not a '${typeName(cls)}' ${where}`,
    );
  if (!cls.isSubtype(owner))
    raise(
      E.TypeError,
      `descriptor '${native.name}' requires a subtype of '${owner.name}' but received '${cls.name}'`,
    );
}

function checkSelf(native: PyNative, self: Value | undefined): void {
  const owner = native.owner as PyType;
  if (native.kind === "static") {
    if (self === undefined)
      raise(E.TypeError, `${owner.name}.${native.name}(): not enough arguments`);
    return;
  }
  if (self === undefined) {
    if (native.kind !== "method")
      raise(E.TypeError, `descriptor '${native.name}' of '${owner.name}' object needs an argument`);
    raise(E.TypeError, `unbound method ${native.qualname}() needs an argument`);
  }
  if (native.kind === "class") {
    checkOwnClass(native, self, "as arg 2");
    return;
  }
  const type = typeOf(self);
  if (type !== owner && !type.isSubtype(owner)) {
    const verb = native.kind === "slot" ? "requires a" : "for";
    raise(
      E.TypeError,
      verb === "for"
        ? `descriptor '${native.name}' for '${owner.name}' objects doesn't apply to a '${type.name}' object`
        : `descriptor '${native.name}' requires a '${owner.name}' object but received a '${type.name}'`,
    );
  }
}

/** What a call of a builtin class takes, by its own `__new__` or `__init__`; null where that is not to be told. */
export function classSignature(type: PyType): string | null {
  const known = TEXT_SIGNATURES.get(type.name);
  if (known !== undefined) return known;
  for (const name of ["__new__", "__init__"]) {
    const native = type.own(name);
    if (native instanceof PyNative && !takesAnything(native))
      return signatureOf(native.arity.params, null);
  }
  return null;
}

function takesAnything({ arity }: PyNative): boolean {
  return arity.params.length === 2 && arity.restIndex === 0 && arity.keywordsIndex === 1;
}
