/** The flags and traps of a context, as a mapping from signals to bools. */
import { current } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { object, optional } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { storeKey } from "../../objects/protocols/hashing.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, PyTuple } from "../../objects/sequences.ts";
import { Collection } from "../../objects/type.ts";
import { PySignalDict, signalDictType } from "./context.ts";
import { SIGNALS, type Signal } from "./signals.ts";

signalDictType.collection = Collection.mapping;

const VALID =
  "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

export function signalOf(key: Value): Signal {
  return SIGNALS.find(({ type }) => type === key) ?? raise(E.KeyError, VALID);
}

const ALL = new PyTuple(SIGNALS.map(({ type }) => type));

function get({ context, field }: PySignalDict, key: Value): boolean {
  return (context[field] & signalOf(key).flag) !== 0;
}

/** The bits that a dict with all the signals for keys says; null for any other dict. */
export function* flagsOfDict(dict: PyDict): Generator<Pending, number | null, Value> {
  if (dict.table.size !== SIGNALS.length) return null;
  let flags = 0;
  for (const { type, flag } of SIGNALS) {
    const value = [...dict.table.live()].find(({ key }) => key === type)?.value;
    if (value === undefined) return null;
    const truth = truthOf(value);
    if (isPending(truth) ? yield truth : truth) flags |= flag;
  }
  return flags;
}

function* isEqual(self: PySignalDict, other: Value): NativeGenerator {
  const own = self.context[self.field];
  const bits = (flags: number): string =>
    SIGNALS.map(({ flag }) => ((flag & flags) === 0 ? 0 : 1)).join("");
  if (other instanceof PySignalDict) return bits(own) === bits(other.context[other.field]);
  if (!(other instanceof PyDict)) return NotImplemented;
  const flags = yield* flagsOfDict(other);
  if (flags === null) raise(E.ValueError, "invalid signal dict");
  return bits(own) === bits(flags);
}

/** `collections.abc.KeysView(self)` and its kind. */
function* view(self: PySignalDict, name: string): NativeGenerator {
  const load = current.interpreter.builtins.get("__import__") ?? null;
  const library = yield call(load, "_collections_abc");
  const found = getAttribute(library, name);
  return yield call((isPending(found) ? yield found : found) as Value, self);
}

function undeletable(): never {
  return raise(E.ValueError, "signal keys cannot be deleted");
}

function plainDict(self: PySignalDict): PyDict {
  const dict = new PyDict();
  for (const { type } of SIGNALS) storeKey(dict, type, get(self, type));
  return dict;
}

function set(self: PySignalDict, key: Value, value: Value): NativeResult {
  const { flag } = signalOf(key);
  return after(truthOf(value), (isSet) => {
    if (isSet) self.context[self.field] |= flag;
    else self.context[self.field] &= ~flag;
    return null;
  });
}

export const signalDictMembers = members<PySignalDict>(({ method, caller, slots }) => [
  slots({
    __repr__: (self) =>
      `{${SIGNALS.map(({ name, type }) => `<class 'decimal.${name}'>:${get(self, type) ? "True" : "False"}`).join(", ")}}`,
    __eq__: isEqual,
    __len__: () => SIGNALS.length,
    __iter__: () => iterate(ALL),
    __contains__: (_self, key) => SIGNALS.some(({ type }) => type === key),
    __getitem__: get,
    __setitem__: set,
    __delitem__: undeletable,
  }),
  {
    __hash__: () => null,
    copy: method("A plain dict of the same.", [], plainDict),
    get: method(
      "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None.",
      [object("key"), optional(object("default"), null, "None")],
      (self, key, fallback) =>
        SIGNALS.some(({ type }) => type === key) ? get(self, key) : fallback,
    ),
    keys: caller("D.keys() -> a set-like object providing a view on D's keys", [], (self) =>
      view(self, "KeysView"),
    ),
    items: caller("D.items() -> a set-like object providing a view on D's items", [], (self) =>
      view(self, "ItemsView"),
    ),
    values: caller("D.values() -> an object providing a view on D's values", [], (self) =>
      view(self, "ValuesView"),
    ),
    pop: method(
      "Signals cannot be removed.",
      [object("key"), optional(object("default"), null, "None")],
      (_self, key) => {
        signalOf(key);
        return undeletable();
      },
    ),
    popitem: method("Signals cannot be removed.", [], undeletable),
    clear: method("Signals cannot be removed.", [], undeletable),
    setdefault: method(
      "D.setdefault(k[,d]) -> D[k]",
      [object("key"), optional(object("default"), null, "None")],
      (self, key) => get(self, key),
    ),
    update: caller(
      "D.update(E) -> None.  Update D from mapping E.",
      [object("other")],
      function* (self, other): NativeGenerator {
        const given = other instanceof PySignalDict ? plainDict(other) : other;
        if (!(given instanceof PyDict)) raise(E.TypeError, "argument must be a signal dict");
        for (const { key, value } of [...given.table.live()]) {
          const done = set(self, key, value as Value);
          if (isPending(done)) yield done;
        }
        return null;
      },
    ),
  },
]);
