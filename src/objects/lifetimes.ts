/**
 * What a program is told of objects that it has dropped: weak references and `__del__`.
 *
 * There are no reference counts: JavaScript's collector finds what is dropped, whenever it likes, and only puts it on a
 * list here. Python code runs for it later, on a fiber (vm/finalizers.ts). An object with `__del__` is a {@link Mortal}, a
 * mere handle: what it consists of is its {@link Body}, which outlives it here, and is given a new handle for `__del__`.
 */
import { inherit, PyInstance, PyObject, type Shape, type Value } from "./object.ts";
import { DECLINED } from "./params.ts";
import type { PyType } from "./type.ts";

/** What an object with `__del__` consists of. */
export interface Body {
  shape: Shape;
  slots: Value[];
}

/** An instance of a class with `__del__`: its fields are those of its body. */
export class Mortal {
  readonly body: Body;
  /** The prototype's, as all else that a PyInstance has. */
  declare readonly hashKey: PyInstance["hashKey"];
  constructor(body: Body) {
    this.body = body;
  }
  get shape(): Shape {
    return this.body.shape;
  }
  set shape(shape: Shape) {
    this.body.shape = shape;
  }
  get slots(): Value[] {
    return this.body.slots;
  }
  set slots(slots: Value[]) {
    this.body.slots = slots;
  }
}
inherit(Mortal as unknown as new () => PyObject);
Object.setPrototypeOf(Mortal.prototype, PyInstance.prototype);

/** A weak reference, of whichever class; its own life is over with its referent's. */
export abstract class WeakReference extends PyObject {
  readonly #referent: WeakRef<PyObject>;
  /** Null where there is none, and once it has been called. */
  callback: Value;
  constructor(referent: PyObject, callback: Value) {
    super();
    this.#referent = new WeakRef(referent);
    this.callback = callback;
  }
  /** Undefined once it is gone. */
  get referent(): PyObject | undefined {
    return this.#referent.deref();
  }
  /** The plain reference of an object, which is made once, comes first among its references; then its plain proxy. */
  get rank(): number {
    return 2;
  }
}

/** `weakref.ref` and classes derived from it. */
export class PyReference extends WeakReference {
  /** Kept, so that it stays the same when the referent is gone. */
  hash: Value = null;
  override hashKey(): unknown {
    return DECLINED;
  }
  override get rank(): number {
    return this.callback === null && this.shape.type.isBuiltin ? 0 : 2;
  }
}

/** Stands for its referent in nearly all. */
export class PyProxy extends WeakReference {
  override hashKey(): unknown {
    return DECLINED;
  }
  override get rank(): number {
    return this.callback === null ? 1 : 2;
  }
}

/** References to one object, oldest first. */
interface References {
  readonly age: number;
  list: WeakRef<WeakReference>[];
}

/** An object whose `__del__` is to be called. */
interface Finalizable {
  readonly handle: WeakRef<PyObject>;
  /** Null for an instance of a class with another builtin base than `object`, which cannot be made again. */
  readonly body: Body | null;
}

/** What has been dropped, and who wants to know. */
export type Dropped =
  | { readonly kind: "reference"; readonly reference: WeakReference }
  | { readonly kind: "object"; readonly object: PyObject }
  | { readonly kind: "generator"; readonly object: PyObject };

/** So many generators are no burden, whatever has become of them. */
const FEW = 256;

interface Place {
  readonly referent: number;
  readonly age: number;
}

/** Of one interpreter. */
export class Lifetimes {
  /** Is Python code told of what the host has collected of its own accord? `gc.disable` */
  isAutomatic = true;
  /** Programs that wait for a collection, and will tell what it finds. */
  collectors = 0;
  /** Called when a collection of the host's own has found something. */
  onDropped: (() => void) | null = null;
  readonly #references = new WeakMap<PyObject, References>();
  /** Those with callbacks: what they refer to by age, and they by theirs. */
  readonly #awaited = new Map<WeakRef<WeakReference>, Place>();
  #ages = 0;
  readonly #finalizable = new Set<Finalizable>();
  readonly #finalized = new WeakSet<object>();
  /** To be told. */
  readonly #objects: Dropped[] = [];
  readonly #gone: (Place & { readonly reference: WeakReference })[] = [];
  readonly #referents = new FinalizationRegistry<WeakRef<WeakReference>>((ref) => {
    if (this.#noteReference(ref)) this.onDropped?.();
  });
  readonly #handles = new FinalizationRegistry<Finalizable>((one) => {
    if (this.#noteHandle(one)) this.onDropped?.();
  });

  /* Weak references */

  /** Living references to an object: the plain ones, then the others, the last first. */
  referencesTo(object: PyObject): WeakReference[] {
    const known = this.#references.get(object)?.list ?? [];
    const living = known.map((ref) => ref.deref()).filter((ref) => ref !== undefined);
    return living.reverse().sort((a, b) => a.rank - b.rank);
  }

  addReference(object: PyObject, reference: WeakReference): void {
    const ref = new WeakRef(reference);
    let known = this.#references.get(object);
    if (known === undefined) {
      known = { age: this.#ages++, list: [] };
      this.#references.set(object, known);
    }
    const { length } = known.list;
    // Now and then those that are gone are let go of.
    if (length > 3 && (length & (length - 1)) === 0)
      known.list = known.list.filter((r) => r.deref() !== undefined);
    known.list.push(ref);
    if (reference.callback === null) return;
    this.#awaited.set(ref, { referent: known.age, age: this.#ages++ });
    this.#referents.register(object, ref);
  }

  #noteReference(ref: WeakRef<WeakReference>): boolean {
    const place = this.#awaited.get(ref);
    if (place === undefined) return false;
    this.#awaited.delete(ref);
    const reference = ref.deref();
    if (reference === undefined || reference.callback === null) return false;
    this.#gone.push({ ...place, reference });
    this.#isSorted = false;
    return true;
  }

  /* `__del__` */

  /** A new instance of a class with `__del__`, which has no other builtin base than `object`. */
  newMortal(type: PyType): PyInstance {
    return this.#embody({ shape: type.instanceShape, slots: [] });
  }

  #embody(body: Body): Mortal {
    const mortal = new Mortal(body);
    if (!this.#finalized.has(body)) {
      const one = { handle: new WeakRef<PyObject>(mortal), body };
      this.#finalizable.add(one);
      this.#handles.register(mortal, one, one);
    }
    return mortal;
  }

  /** Another instance of a class with `__del__`: if it is still there at the end, that is called. */
  noteFinalizable(object: PyObject): void {
    const one = { handle: new WeakRef(object), body: null };
    this.#finalizable.add(one);
    this.#handles.register(object, one, one);
  }

  #noteHandle(one: Finalizable): boolean {
    if (!this.#finalizable.delete(one)) return false;
    if (one.body === null) return false;
    this.#finalized.add(one.body);
    this.#objects.push({ kind: "object", object: new Mortal(one.body) });
    return true;
  }

  /** Has `__del__` been called? */
  isFinalized(object: PyObject): boolean {
    return this.#finalized.has(object instanceof Mortal ? object.body : object);
  }

  /* Generators */

  /** A generator is suspended where something waits for its end. */
  noteOpen(generator: PyObject): void {
    if (this.#open.size >= this.#mostOpen) {
      for (const ref of this.#open) if (ref.deref() === undefined) this.#open.delete(ref);
      this.#mostOpen = Math.max(FEW, 2 * this.#open.size);
    }
    this.#open.add(new WeakRef(generator));
  }
  readonly #open = new Set<WeakRef<PyObject>>();
  #mostOpen = FEW;

  /* What is to be told */

  /** Looks for what a collection has found that has just been made. */
  poll(): void {
    for (const ref of [...this.#awaited.keys()]) {
      const reference = ref.deref();
      if (reference === undefined) this.#awaited.delete(ref);
      else if (reference.referent === undefined) this.#noteReference(ref);
    }
    for (const one of this.#finalizable)
      if (one.handle.deref() === undefined) {
        this.#handles.unregister(one);
        this.#noteHandle(one);
      }
  }

  /** Takes the next one to be told: objects are finalised before references to them are told, as by reference counts. */
  take(): Dropped | undefined {
    return this.#objects.shift() ?? this.#takeReference();
  }

  /** The host's collector comes by them in any order. Of one object, the last reference is told first. */
  #takeReference(): Dropped | undefined {
    if (!this.#isSorted) this.#gone.sort((a, b) => b.referent - a.referent || a.age - b.age);
    this.#isSorted = true;
    const one = this.#gone.pop();
    return one && { kind: "reference", reference: one.reference };
  }
  #isSorted = true;

  get hasDropped(): boolean {
    return this.#objects.length + this.#gone.length > 0;
  }

  /** Is there anything that wants to be told of its end? */
  get isNeeded(): boolean {
    return this.#finalizable.size > 0 || this.#open.size > 0 || this.hasDropped;
  }

  /** At the end, all that is left is to be finalised: `first` in this order, then by age. */
  finalizeAll(first: Iterable<PyObject>): void {
    this.poll();
    const living = new Map<PyObject, Finalizable | null>();
    for (const one of this.#finalizable) {
      const object = one.handle.deref();
      if (object !== undefined) living.set(object, one);
    }
    for (const ref of this.#open) {
      const generator = ref.deref();
      if (generator !== undefined) living.set(generator, null);
    }
    this.#open.clear();
    const end = (object: PyObject): void => {
      const one = living.get(object);
      if (one === undefined || !living.delete(object)) return;
      if (one === null) {
        this.#objects.push({ kind: "generator", object });
        return;
      }
      this.#finalizable.delete(one);
      this.#handles.unregister(one);
      this.#finalized.add(one.body ?? object);
      this.#objects.push({ kind: "object", object });
    };
    for (const object of first) end(object);
    for (const object of [...living.keys()]) end(object);
  }
}
