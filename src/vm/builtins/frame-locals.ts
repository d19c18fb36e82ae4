/** FrameLocalsProxy. https://peps.python.org/pep-0667/ */
import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { keyError } from "../../objects/builtins/dict.ts";
import { ListIterator } from "../../objects/builtins/iterators.ts";
import { ofInner } from "../../objects/builtins/replies.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { same } from "../../objects/protocols/compare.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import { contains, getItem, setItem } from "../../objects/protocols/items.ts";
import { guardRepr, reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { NotImplemented, PyList, tuple } from "../../objects/sequences.ts";
import { OPERATORS } from "../../objects/slots.ts";
import { nameOf } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import { frameLocalsProxyType, typeName } from "../../objects/types.ts";
import { Frame } from "../frame.ts";
import {
  extraLocals,
  makeExtraLocals,
  PyFrameLocals,
  readVariable,
  snapshot,
  variablesIn,
  writeVariable,
} from "../frame-locals.ts";

const OR = OPERATORS.findIndex(({ dunder }) => dunder === "or");

/** The value of a variable of the code's own; undefined where the name is none, or unbound. */
function ownValue({ frame }: PyFrameLocals, key: Value): Value | undefined {
  const name = nameOf(key);
  const variable = name === undefined ? undefined : variablesIn(frame).get(name);
  return variable === undefined ? undefined : readVariable(frame, variable);
}

/** Has the frame this name? A key that no dict can have raises. */
function has(self: PyFrameLocals, key: Value): boolean | NativeResult {
  if (ownValue(self, key) !== undefined) return true;
  const extra = extraLocals(self.frame);
  if (extra !== undefined) return contains(extra, key);
  return after(hashOf(key) as NativeResult, () => false);
}

function* find(self: PyFrameLocals, key: Value, otherwise: () => NativeResult): NativeGenerator {
  const own = ownValue(self, key);
  if (own !== undefined) return own;
  const found = has(self, key);
  const isThere = isPending(found as NativeResult) ? yield found as never : found;
  const result = isThere === true ? getItem(extraLocals(self.frame) as PyDict, key) : otherwise();
  return isPending(result) ? yield result : result;
}

function* missing(key: Value): NativeGenerator {
  const shown = reprOf(key);
  const text = isPending(shown) ? yield shown : shown;
  raise(E.KeyError, `local variable '${String(nameOf(text as Value))}' is not defined`);
}

function set({ frame }: PyFrameLocals, key: Value, value: Value): NativeResult {
  const name = nameOf(key);
  const variable = name === undefined ? undefined : variablesIn(frame).get(name);
  if (variable === undefined) return setItem(makeExtraLocals(frame), key, value);
  writeVariable(frame, variable, value);
  return null;
}

function* update(self: PyFrameLocals, other: Value): NativeGenerator {
  const given = other instanceof PyFrameLocals ? snapshot(other.frame) : other;
  if (!(given instanceof PyDict))
    raise(E.TypeError, "update() argument must be dict or another FrameLocalsProxy");
  for (const { key, value } of [...given.table.live()]) {
    const done = set(self, key, value as Value);
    if (isPending(done)) yield done;
  }
  return null;
}

const cannotRemove = (): never =>
  raise(E.ValueError, "cannot remove local variables from FrameLocalsProxy");

function* pop(self: PyFrameLocals, key: Value, fallback: Value | undefined): NativeGenerator {
  const name = nameOf(key);
  if (name !== undefined && variablesIn(self.frame).has(name)) cannotRemove();
  const extra = makeExtraLocals(self.frame);
  const found = contains(extra, key);
  if ((isPending(found) ? yield found : found) !== true) {
    if (fallback !== undefined) return fallback;
    return yield keyError(key);
  }
  const value = getItem(extra, key);
  const result = (isPending(value) ? yield value : value) as Value;
  extra.table.remove(extra.table.find(key) as never, null);
  return result;
}

/** Both sides of `|` as dicts. */
const plain = (value: Value): Value =>
  value instanceof PyFrameLocals ? snapshot(value.frame) : value;

const listed = (self: PyFrameLocals, pick: (key: Value, value: Value) => Value): PyList =>
  new PyList(
    [...snapshot(self.frame).table.live()].map(({ key, value }) => pick(key, value as Value)),
  );

const proxyMembers = members<PyFrameLocals>(
  ({ method, caller, slots, operators, staticMethod }) => [
    {
      __new__: staticMethod(
        "Create a live view of the variables of a frame.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (_cls, args, given) => {
          noKeywords("FrameLocalsProxy", given);
          checkCount("FrameLocalsProxy", args.length, 1, 1);
          const frame = args[0] as Value;
          if (!(frame instanceof Frame)) raise(E.TypeError, `expect frame, not ${typeName(frame)}`);
          return new PyFrameLocals(frame);
        },
      ),
      __hash__: () => null,
    },
    slots({
      __repr__: (self) =>
        guardRepr(self, "{...}", function* (): NativeGenerator {
          const shown = reprOf(snapshot(self.frame));
          return isPending(shown) ? yield shown : shown;
        }),
      __len__: (self) => snapshot(self.frame).table.size,
      __getitem__: (self, key) => ownValue(self, key) ?? find(self, key, () => missing(key)),
      __setitem__: set,
      __delitem__: (self, key) => after(pop(self, key, undefined), () => null),
      __contains__: has as (self: PyFrameLocals, key: Value) => NativeResult,
      __iter__: (self) => new ListIterator(listed(self, (key) => key)),
      __reversed__: (self) => {
        const names = listed(self, (key) => key);
        names.items.reverse();
        return new ListIterator(names);
      },
      __eq__: (self, other) => {
        if (other instanceof PyFrameLocals) return self.frame === other.frame;
        if (!(other instanceof PyDict)) return NotImplemented;
        return ofInner(snapshot(self.frame), (dict) => same(dict, other) as NativeResult);
      },
      __ior__: (self, other) =>
        other instanceof PyDict || other instanceof PyFrameLocals
          ? after(update(self, other), () => self)
          : NotImplemented,
    }),
    operators({
      or: (left, right) => {
        const [a, b] = [plain(left), plain(right)];
        return a instanceof PyDict && b instanceof PyDict ? binary(OR, a, b) : NotImplemented;
      },
    }),
    {
      get: caller(
        "Return the value for key if key is a variable, else default.",
        [object("key"), optional(object("default"), null, "None")],
        (self, key, fallback) => find(self, key, () => fallback),
      ),
      setdefault: caller(
        "Insert key with a value of default if key is no variable.",
        [object("key"), optional(object("default"), null, "None")],
        (self, key, fallback) =>
          find(self, key, () => after(set(self, key, fallback), () => fallback)),
      ),
      pop: caller(
        "Remove a name that is no variable of the code.",
        [object("key"), optional(object("default"), undefined, "")],
        pop,
      ),
      update: caller("Update variables from a dict or another proxy.", [object("other")], update),
      keys: method("The names, as a list.", [], (self) => listed(self, (key) => key)),
      values: method("The values, as a list.", [], (self) => listed(self, (_, value) => value)),
      items: method("Pairs of name and value, as a list.", [], (self) =>
        listed(self, (key, value) => tuple(key, value)),
      ),
      copy: method("A dict of the variables.", [], (self) => snapshot(self.frame)),
    },
  ],
);

export const frameLocalsMembers: readonly (readonly [PyType, Members])[] = [
  [frameLocalsProxyType, proxyMembers],
];
