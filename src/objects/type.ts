import type { PyDict } from "./hash-table.ts";
import { PyInstance, PyObject, Shape, type Value } from "./object.ts";
import type { SlotFunction } from "./slots.ts";

/** The attributes that a builtin type's own file adds to it; made when they are first looked at. */
export type Members = (type: PyType) => Iterable<readonly [string, Value]>;

/** How an instance's attributes are read: by the generic rule alone, with `__getattr__`, or by Python code. */
export const GetattrKind = { generic: 0, fallback: 1, custom: 2 } as const;

/** What `match` takes instances for, as in `__flags__`. A class has it from the first of its bases that has any. */
export const Collection = { none: 0, sequence: 1 << 5, mapping: 1 << 6 } as const;

/** Stands in a class's cache for an attribute that neither it nor a base has. */
const ABSENT = Symbol("absent");

/** A Python class. Builtin types are frozen and shared by all interpreters. */
export class PyType extends PyObject {
  name: string;
  qualname: string;
  bases: readonly PyType[];
  mro: readonly PyType[];
  /** Own attributes, in order of definition. Use {@link lookup} to read, {@link set} to write. */
  readonly dict = new Map<string, Value>();
  readonly isBuiltin: boolean;
  /** The JavaScript class of its instances. */
  layout: abstract new (...args: never[]) => PyObject = PyInstance;
  /** The shape of an instance without attributes. */
  readonly instanceShape: Shape;
  /** The shape of an instance that keeps its attributes in a dict. */
  readonly dictionaryShape: Shape;
  /** Raised by every change to the class or a base of it; inline caches compare it. */
  version = 1;
  /** How many slots the last instance needed: new ones are made that large. */
  slotsHint = 0;
  /** Do instances have a `__dict__`, a `__weakref__`? */
  hasDict = false;
  hasWeakref = false;
  /** Names in `__slots__`, or null where the class body has none. */
  slotNames: readonly string[] | null = null;
  /** May Python code derive from it? */
  isBase = true;
  isAbstract = false;
  /** Its natives for attribute access have rules of their own. */
  hasOwnAccess = false;
  /** Is it a sequence or a mapping for patterns ({@link Collection})? */
  collection: number = Collection.none;
  /** Whose attribute instances show for their own, if not that of the generic rules (null): see GenericAlias. */
  forward: ((self: PyObject, name: string) => Value | null) | null = null;
  /** How the machine makes instances of it; derived from its attributes, and anew when they change. */
  construction: unknown = null;
  #cache = new Map<string, Value | undefined | typeof ABSENT>();
  #slots: (SlotFunction | null)[] = [];
  #members: Members | null;
  #subclasses: WeakRef<PyType>[] = [];

  constructor(
    name: string,
    bases: readonly PyType[],
    options: { mro?: readonly PyType[]; members?: Members; builtin?: boolean } = {},
  ) {
    super();
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.mro = options.mro ? [this, ...options.mro] : linearize(this, bases);
    this.isBuiltin = options.builtin ?? true;
    this.instanceShape = new Shape(this);
    this.dictionaryShape = new Shape(this, null, "", true);
    this.#members = options.members ?? null;
    const base = bases[0];
    if (base !== undefined) {
      this.layout = base.layout;
      this.forward = base.forward;
      this.hasDict = bases.some((b) => b.hasDict);
      this.hasWeakref = bases.some((b) => b.hasWeakref);
    }
    this.inheritCollection();
    if (!this.isBuiltin) {
      const self = new WeakRef(this);
      for (const b of bases) if (!b.isBuiltin) b.#subclasses.push(self);
    }
  }

  /** Says where a builtin type's attributes come from. */
  populate(members: Members): void {
    this.#members = members;
    this.isPopulated = true;
  }
  isPopulated = false;

  /** What its namespace had under keys that are no names: seen by who looks at its `__dict__`, and nowhere else. */
  oddItems: PyDict | null = null;

  /** Own attributes only. */
  own(name: string): Value | undefined {
    if (this.#members !== null) this.#fill();
    return this.dict.get(name);
  }

  ownKeys(): IterableIterator<string> {
    if (this.#members !== null) this.#fill();
    return this.dict.keys();
  }

  #fill(): void {
    const members = this.#members;
    this.#members = null;
    if (members === null) return;
    for (const [name, value] of members(this)) if (!this.dict.has(name)) this.dict.set(name, value);
  }

  /** An attribute of the class or of one of its bases, as it is stored. */
  lookup(name: string): Value | undefined {
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached === ABSENT ? undefined : cached;
    let found: Value | undefined;
    for (const type of this.mro) {
      found = type.own(name);
      if (found !== undefined) break;
    }
    this.#cache.set(name, found === undefined ? ABSENT : found);
    return found;
  }

  /** Sets (or, with undefined, deletes) an attribute. The caller has checked that the class is not builtin. */
  set(name: string, value: Value | undefined): void {
    if (value === undefined) this.dict.delete(name);
    else this.dict.set(name, value);
    this.touch();
  }

  /** Forgets what was derived from the attributes, here and in all subclasses. */
  touch(): void {
    const touched = new Set<PyType>([this]);
    for (const type of touched) {
      type.version++;
      type.construction = null;
      type.#cache.clear();
      type.#slots = [];
      type.#subclasses = type.#subclasses.filter((ref) => {
        const subclass = ref.deref();
        if (subclass !== undefined) touched.add(subclass);
        return subclass !== undefined;
      });
    }
  }

  /** The slot function kept for `id`; undefined where nobody has asked yet. */
  cachedSlot(id: number): SlotFunction | null | undefined {
    return this.#slots[id];
  }

  cacheSlot(id: number, fn: SlotFunction | null): void {
    while (this.#slots.length < id) this.#slots.push(undefined as unknown as null);
    this.#slots[id] = fn;
  }

  inheritCollection(): void {
    for (const type of this.mro) {
      if (this.collection !== Collection.none) return;
      this.collection = type.collection;
    }
  }

  /** Says what instances of this class, and of those derived from it, are for patterns; builtin types stay as they are. */
  setCollection(collection: number): void {
    const changed: PyType[] = [this];
    for (let type = changed.pop(); type !== undefined; type = changed.pop()) {
      if (type.isBuiltin || type.collection === collection) continue;
      type.collection = collection;
      for (const subclass of type.subclasses()) changed.push(subclass);
    }
  }

  isSubtype(other: PyType): boolean {
    return this === other || this.mro.includes(other);
  }

  /** Living direct subclasses written in Python. */
  subclasses(): PyType[] {
    return this.#subclasses
      .map((ref) => ref.deref())
      .filter((t) => t?.bases.includes(this) === true) as PyType[];
  }

  /** It was not to be: its bases do not know it. */
  abandon(): void {
    for (const base of this.bases)
      base.#subclasses = base.#subclasses.filter((ref) => ref.deref() !== this);
  }

  addSubclass(type: PyType): void {
    this.#subclasses.push(new WeakRef(type));
  }
}

/** Thrown where bases have no consistent order; the caller words it as CPython does. */
export class MroConflict {
  readonly bases: readonly PyType[];
  constructor(bases: readonly PyType[]) {
    this.bases = bases;
  }
}

/** C3 linearisation. https://docs.python.org/3/howto/mro.html */
export function linearize(type: PyType, bases: readonly PyType[]): PyType[] {
  const result = [type];
  if (bases.length === 1) return result.concat((bases[0] as PyType).mro);
  const lists = [...bases.map((b) => [...b.mro]), [...bases]];
  for (;;) {
    const live = lists.filter((list) => list.length > 0);
    if (live.length === 0) return result;
    const head = live
      .map((list) => list[0] as PyType)
      .find((candidate) => !live.some((list) => list.indexOf(candidate, 1) > 0));
    if (head === undefined) throw new MroConflict(live.map((list) => list[0] as PyType));
    result.push(head);
    for (const list of live) if (list[0] === head) list.shift();
  }
}
