/** What code needs to run with particular globals: constants as values, and inline caches. */
import type { Code, CodeConstant } from "../compiler/code.ts";
import { ConstantTuple, OpaqueConstant } from "../compiler/code.ts";
import * as Op from "../compiler/opcodes.ts";
import { PyComplex, PyFloat } from "../objects/float.ts";
import { codeObject, type Namespace } from "../objects/function.ts";
import { Entry, type HashTable, newFrozenSet } from "../objects/hash-table.ts";
import type { Shape, Value } from "../objects/object.ts";
import { Ellipsis, PyBytes, PyTuple } from "../objects/sequences.ts";
import { fromJs, fromPoints } from "../objects/str.ts";
import type { PyType } from "../objects/type.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../syntax/literals.ts";

const NOTHING = new Entry(null, null, undefined, -1);

/** Remembers where an attribute was found. */
export class AttributeCache {
  readonly name: string;
  /** The shape of the instance that was seen; null for other objects. */
  shape: Shape | null = null;
  /** The type that was seen. */
  type: PyType | null = null;
  version = 0;
  /** The slot, or -1: `value` is a class attribute. */
  index = -1;
  value: Value | undefined = undefined;
  /** A store that adds the attribute leads to this shape. */
  next: Shape | null = null;
  /** What the site knows of other shapes; at most {@link MAX_OTHERS}. */
  others: CachedAttribute[] | null = null;
  #replaced = 0;
  constructor(name: string) {
    this.name = name;
  }

  /** What is (still) known of a shape that is not in front. */
  recall(shape: Shape): CachedAttribute | null {
    const { others } = this;
    if (others === null) return null;
    for (let i = 0; i < others.length; i++) {
      const entry = others[i] as CachedAttribute;
      if (entry.shape === shape) return entry.version === shape.type.version ? entry : null;
    }
    return null;
  }

  /** Keeps where an attribute of objects of this shape is: a slot, or (-1) the class, as `value`. */
  remember(shape: Shape, index: number, value: Value | undefined, next: Shape | null): void {
    const { type } = shape;
    const { version } = type;
    if (this.shape === null || this.shape === shape || this.shape.type.version !== this.version) {
      this.shape = shape;
      this.type = type;
      this.version = version;
      this.index = index;
      this.value = value;
      this.next = next;
      return;
    }
    const entry = { shape, version, index, value, next };
    this.others ??= [];
    const { others } = this;
    const same = others.findIndex((other) => other.shape === shape);
    if (same >= 0) others[same] = entry;
    else if (others.length < MAX_OTHERS) others.push(entry);
    else others[this.#replaced++ % MAX_OTHERS] = entry;
  }
}

/** A site looks for this many shapes beside the first. */
const MAX_OTHERS = 8;

export interface CachedAttribute {
  readonly shape: Shape;
  readonly version: number;
  readonly index: number;
  readonly value: Value | undefined;
  readonly next: Shape | null;
}

/** Remembers the dict entry of a global or builtin. */
export class GlobalCache {
  readonly name: string;
  entry: Entry = NOTHING;
  /** For a builtin: the version of the globals that did not have the name; else -1. */
  version = -1;
  constructor(name: string) {
    this.name = name;
  }
}

/** Remembers how keyword arguments map to parameters. */
export class KeywordCache {
  readonly names: readonly string[];
  /** The names as keys of `**kwargs`. */
  readonly keys: readonly Value[];
  code: Code | null = null;
  /** Positional arguments (self included) at the call that was seen. */
  positional = 0;
  /** For each keyword the register of its parameter, or -1: it goes into `**kwargs`. */
  targets: readonly number[] = [];
  /** Positional parameters that take their default: register, and place of the default, counted from the end. */
  defaulted: readonly (readonly [number, number])[] = [];
  /** Keyword-only parameters that take their default. */
  keywordDefaulted: readonly number[] = [];
  constructor(names: readonly string[]) {
    this.names = names;
    this.keys = names.map(fromJs);
  }
}

export type Cache = AttributeCache | GlobalCache | KeywordCache | null;

/** What a traced twin has in place of the code's own (traced-code.ts). */
export interface TwinParts {
  readonly words: number[];
  readonly caches: readonly Cache[];
  readonly names: Code["names"];
}

export class CodeInstance {
  readonly code: Code;
  /** A copy of the code's, in which instructions specialise themselves: same operands, an opcode of the same family. */
  readonly instructions: number[];
  readonly constants: readonly Value[];
  readonly caches: readonly Cache[];
  /** By instruction: the name, or the keyword names, that it works with. */
  readonly names: Code["names"];
  readonly namespace: Namespace;
  readonly globals: HashTable;
  /** Copied to make the registers of a frame. */
  readonly template: (Value | undefined)[];

  /** Are these the instructions of a traced twin? */
  readonly isTraced: boolean;
  /** The traced twin of this one, and the other way round. */
  twin: CodeInstance | null = null;

  constructor(code: Code, namespace: Namespace, twin: TwinParts | null = null) {
    this.code = code.complete();
    this.instructions = twin?.words ?? Array.from(code.instructions);
    this.names = twin?.names ?? code.names;
    this.isTraced = twin !== null;
    this.constants = constantsOf(code);
    this.namespace = namespace;
    this.globals = namespace.globals.table;
    this.caches =
      twin?.caches ??
      code.names.map((name, i) => cacheFor(code.instructions[i * 4] as number, name));
    const template: (Value | undefined)[] = [];
    for (let i = 0; i < code.registers; i++) template.push(undefined);
    for (const { register, constant } of code.preloaded)
      template[register] = this.constants[constant];
    this.template = template;
  }
}

function cacheFor(op: number, name: string | readonly string[] | undefined): Cache {
  if (name === undefined) return null;
  switch (op) {
    case Op.GET_ATTR:
    case Op.SET_ATTR:
    case Op.LOAD_METHOD:
    case Op.CALL_ATTR:
      return new AttributeCache(name as string);
    case Op.LOAD_GLOBAL:
    case Op.LOAD_NAME:
    case Op.LOAD_CLASS_CELL:
    case Op.LOAD_SEEN:
      return new GlobalCache(name as string);
    case Op.CALL_KEYWORDS:
      return new KeywordCache(name as readonly string[]);
    default:
      return null;
  }
}

/** Constants are immutable, so all instances of a code share them. */
const materialized = new WeakMap<Code, readonly Value[]>();

function constantsOf(code: Code): readonly Value[] {
  let values = materialized.get(code);
  if (values === undefined) {
    values = code.constants.map(constantValue);
    materialized.set(code, values);
  }
  return values;
}

/** A constant as a Python value. */
export function constantValue(constant: CodeConstant): Value {
  if (typeof constant !== "object" || constant === null)
    return typeof constant === "string" ? fromJs(constant) : constant;
  if (constant instanceof FloatLiteral) return new PyFloat(constant.value);
  if (constant instanceof ConstantTuple) {
    const items = constant.items.map(constantValue);
    if (!constant.isFrozenSet) return new PyTuple(items);
    const set = newFrozenSet();
    for (const item of items) set.table.put(item, true);
    return set;
  }
  if (constant instanceof BytesLiteral) return new PyBytes(constant.bytes);
  if (constant instanceof ImaginaryLiteral) return new PyComplex(0, constant.value);
  if (constant instanceof CodePointsLiteral) return fromPoints(constant.codePoints);
  if (constant instanceof EllipsisLiteral) return Ellipsis;
  if (constant instanceof OpaqueConstant) return constant.value as Value;
  return codeObject(constant);
}
