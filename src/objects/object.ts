/**
 * What a Python value is in JavaScript.
 *
 * int is a `number` while a safe integer, else a `bigint`; bool, None and most str are JavaScript primitives.
 * Everything else is an instance of a class that extends {@link PyObject}. Guest names are never JavaScript
 * property names: attributes live in `slots`, at the index that the object's {@link Shape} gives them.
 */
import type { PyType } from "./type.ts";

/** Any Python value. `undefined` is never one: it means unbound, absent or exhausted, as the context says. */
export type Value = number | bigint | boolean | string | null | PyObject;

/** The base of all Python values that are not JavaScript primitives. */
export abstract class PyObject {
  /**
   * The layout of the attributes, which also knows the type. Builtin classes have it on their prototype
   * (see {@link layout}), so that a float is no larger than its number; only instances of classes written
   * in Python carry their own.
   */
  declare shape: Shape;
  /** Attribute values, by the indices of `shape`. Absent on objects that cannot have attributes. */
  declare slots?: Value[];

  /**
   * What stands for this value as a key of a JavaScript Map: equal values have the same. Only for values whose
   * hash and equality are builtin; the object itself where equality is identity.
   */
  hashKey(): unknown {
    return this;
  }
}

/** An instance of a class that has no builtin base but `object`. */
export class PyInstance extends PyObject {
  override shape: Shape;
  override slots: Value[];
  constructor(shape: Shape, slots: Value[]) {
    super();
    this.shape = shape;
    this.slots = slots;
  }
}

/** Begins the slot keys of `__slots__` members and of hidden fields: no attribute name does (see `nameOf`). */
export const MEMBER_PREFIX = "\udc00";

/** More attributes than this on one object, and they move to a dict. */
const MAX_SHAPE_KEYS = 64;

/**
 * A hidden class: which attribute is in which slot. Shapes form a tree below the empty shape of a type; objects
 * that got the same attributes in the same order share one, and inline caches compare shapes by identity.
 */
export class Shape {
  readonly type: PyType;
  readonly parent: Shape | null;
  readonly key: string;
  readonly size: number;
  /** An object of this shape keeps all its attributes in a dict, which is its slot 0. */
  readonly isDictionary: boolean;
  #indices: Map<string, number> | null = null;
  #transitions: Map<string, Shape> | null = null;

  constructor(type: PyType, parent: Shape | null = null, key = "", isDictionary = false) {
    this.type = type;
    this.parent = parent;
    this.key = key;
    this.size = parent === null ? (isDictionary ? 1 : 0) : parent.size + 1;
    this.isDictionary = isDictionary;
  }

  /** The slot of an attribute, or -1. */
  indexOf(key: string): number {
    if (this.#indices === null) {
      this.#indices = new Map();
      for (let s: Shape = this; s.parent !== null; s = s.parent)
        this.#indices.set(s.key, s.size - 1);
    }
    return this.#indices.get(key) ?? -1;
  }

  /** The shape after adding an attribute; null where a dict should take over. */
  with(key: string): Shape | null {
    this.#transitions ??= new Map();
    let next = this.#transitions.get(key);
    if (next === undefined) {
      if (this.size >= MAX_SHAPE_KEYS) return null;
      next = new Shape(this.type, this, key, this.isDictionary);
      this.#transitions.set(key, next);
    }
    return next;
  }

  /** Attribute names in the order in which they were added. */
  keys(): string[] {
    const keys: string[] = [];
    for (let s: Shape = this; s.parent !== null; s = s.parent) keys.push(s.key);
    return keys.reverse();
  }
}

/** Gives the instances of a JavaScript class their Python type, by their prototype. */
export function layout(
  javascript: abstract new (...args: never[]) => PyObject,
  type: PyType,
): void {
  javascript.prototype.shape = type.instanceShape;
  type.layout = javascript;
}
