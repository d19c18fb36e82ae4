/** typing.Union: `int | str`. https://docs.python.org/3/library/stdtypes.html#union-type */
import { member } from "../builtins/common.ts";
import { setHash } from "../builtins/hash-mixing.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import { PySet } from "../hash-table.ts";
import type { Int } from "../int.ts";
import type { Value } from "../object.ts";
import { object } from "../params.ts";
import { same } from "../protocols/compare.ts";
import { hashOf, storeMember } from "../protocols/hashing.ts";
import { contains } from "../protocols/items.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { NotImplemented, PyTuple } from "../sequences.ts";
import { unionType } from "../types.ts";
import { PyUnion } from "./layouts.ts";
import { checkType, isUnionable } from "./library.ts";
import { askParameters, shown, substituted } from "./substitution.ts";
import { addType } from "./texts.ts";

const MESSAGE = "Union[arg, ...]: each arg must be a type.";

/** `left | right` of types; NotImplemented where one is none. */
export function uniteTypes(left: Value, right: Value): NativeResult {
  const isLoose = left instanceof PyUnion || right instanceof PyUnion;
  if (!isLoose && !(isUnionable(left) && isUnionable(right))) return NotImplemented;
  return unite([left, right]);
}

/** The union of types: flat, each once; the type itself where it is the only one. */
export function* unite(types: readonly Value[]): NativeGenerator {
  const all: Value[] = [];
  for (const type of types) {
    if (type instanceof PyUnion) for (const inner of type.args.items) all.push(inner);
    else all.push((yield* checkType(type, MESSAGE)) as Value);
  }
  charge(all.length);
  const kept: Value[] = [];
  const known = new PySet();
  const unhashable: Value[] = [];
  for (const type of all) {
    let isNew: boolean;
    try {
      const { size } = known.table;
      const added = storeMember(known, type);
      if (isPending(added)) yield added;
      isNew = known.table.size > size;
    } catch (error) {
      if (!isThrown(error, E.Exception)) throw error;
      isNew = !(yield* isAmong(type, unhashable));
      if (isNew) unhashable.push(type);
    }
    if (isNew) kept.push(type);
  }
  const [only] = kept;
  if (only === undefined) raise(E.TypeError, "Cannot take a Union of no types.");
  return kept.length === 1 ? only : new PyUnion(new PyTuple(kept), unhashable);
}

function* isAmong(value: Value, list: readonly Value[]): Generator<Pending, boolean, Value> {
  charge(list.length);
  for (const item of list) {
    const equal = same(item, value);
    if (isPending(equal) ? yield equal : equal) return true;
  }
  return false;
}

function hashable(self: PyUnion): Value[] {
  const unhashable = new Set(self.unhashable);
  return self.args.items.filter((type) => !unhashable.has(type));
}

function* equals(self: PyUnion, other: Value): NativeGenerator {
  if (!(other instanceof PyUnion)) return NotImplemented;
  charge(self.args.items.length + other.args.items.length);
  const [a, b] = [hashable(self), hashable(other)];
  if (a.length !== b.length || self.unhashable.length !== other.unhashable.length) return false;
  const set = new PySet();
  for (const type of a) {
    const added = storeMember(set, type);
    if (isPending(added)) yield added;
  }
  for (const type of b) {
    const found = contains(set, type);
    if (!(isPending(found) ? yield found : found)) return false;
  }
  for (const type of self.unhashable) if (!(yield* isAmong(type, other.unhashable))) return false;
  return true;
}

function* hashUnion(self: PyUnion): NativeGenerator {
  const { unhashable } = self;
  if (unhashable.length > 0) {
    // sic: those are hashed again, and the first one's error is what is raised, unless it has a hash by now.
    for (const type of unhashable) {
      const hash = hashOf(type);
      if (isPending(hash)) yield hash;
    }
    const n = unhashable.length;
    raise(E.TypeError, `union contains ${n} unhashable element${n === 1 ? "" : "s"}`);
  }
  charge(self.args.items.length);
  const hashes: Int[] = [];
  for (const type of self.args.items) {
    const hash: Int | Pending = hashOf(type);
    hashes.push(isPending(hash) ? ((yield hash) as Int) : hash);
  }
  return setHash(hashes, hashes.length);
}

function* describeUnion(self: PyUnion): NativeGenerator {
  const text = new TextBuilder();
  charge(self.args.items.length);
  for (let i = 0; i < self.args.items.length; i++) {
    if (i > 0) text.add(" | ");
    yield* addType(text, self.args.items[i] as Value);
  }
  return text.finish();
}

function parameters(self: PyUnion): Value | NativeGenerator {
  return (
    self.parameters ??
    askParameters(self.args, (made) => {
      self.parameters = made;
    })
  );
}

export const unionMembers = members<PyUnion>(({ slots, getter, caller, classMethod }) => [
  slots({
    __repr__: (self) => describeUnion(self),
    __eq__: equals,
    __hash__: hashUnion,
    __or__: uniteTypes,
    __ror__: (self, left) => uniteTypes(left, self),
    *__getitem__(self, item): NativeGenerator {
      const known = parameters(self);
      const { items } = (isPending(known) ? yield known : known) as PyTuple;
      return yield* unite(yield* substituted(self, self.args.items, items, item));
    },
  }),
  {
    __args__: member<PyUnion>((self) => self.args),
    __parameters__: getter("Type variables in the types.UnionType.", parameters),
    __origin__: getter("Always returns the type", () => unionType),
    __name__: getter("Name of the type", () => "Union"),
    __qualname__: getter("Qualified name of the type", () => "Union"),
    __module__: (name, owner) => getter("", () => "typing")(name, owner),
    __mro_entries__: caller("", [object("bases")], function* (self): NativeGenerator {
      raise(E.TypeError, `Cannot subclass ${yield* shown(self)}`);
    }),
    __class_getitem__: classMethod("", [object("parameters")], (_cls, item) =>
      unite(item instanceof PyTuple ? item.items : [item]),
    ),
  },
]);
