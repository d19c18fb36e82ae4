/** types.GenericAlias: `list[int]`. https://docs.python.org/3/library/stdtypes.html#generic-alias-type */
import { checkCount, noKeywords } from "../builtins/arguments.ts";
import { member } from "../builtins/common.ts";
import { hashItems } from "../builtins/hash-mixing.ts";
import { instanceOf } from "../construct.ts";
import { current } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, raise } from "../errors.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import type { Int } from "../int.ts";
import { PyNative } from "../native.ts";
import { layout, type Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { setAttribute } from "../protocols/attributes.ts";
import { same } from "../protocols/compare.ts";
import { drain, PyIterator } from "../protocols/iterate.ts";
import { guardRepr } from "../protocols/text.ts";
import { CallRequest, call, isPending, type NativeGenerator } from "../requests.ts";
import { NotImplemented, PyList, PyTuple, tuple } from "../sequences.ts";
import { textOf } from "../str.ts";
import type { Members } from "../type.ts";
import { genericAliasIteratorType, tupleType } from "../types.ts";
import { ALIAS_ATTRIBUTES, argumentsOf, PyGenericAlias } from "./layouts.ts";
import { askParameters, substituted } from "./substitution.ts";
import { addType, addTypes } from "./texts.ts";
import { uniteTypes } from "./union.ts";

/** The members of a type, and a `__class_getitem__`. */
export function subscriptable(from: Members): Members {
  return function* (type) {
    yield* from(type);
    yield* classGetItem(type);
  };
}
const classGetItem = members<Value>(({ classMethod }) => [
  {
    __class_getitem__: classMethod(
      "See PEP 585",
      [object("item")],
      (cls, item) => new PyGenericAlias(cls, argumentsOf(item)),
    ),
  },
]);

/** An alias has at most one item to iterate over: itself, unpacked. */
class GenericAliasIterator extends PyIterator {
  alias: PyGenericAlias | null;
  constructor(alias: PyGenericAlias) {
    super();
    this.alias = alias;
  }
  override next(): Value | undefined {
    const { alias } = this;
    this.alias = null;
    return alias === null ? undefined : new PyGenericAlias(alias.origin, alias.args, true);
  }
}
layout(GenericAliasIterator, genericAliasIteratorType);

export const genericAliasIteratorMembers = members<GenericAliasIterator>(({ slots, method }) => [
  slots({
    __iter__: (self) => self,
    __next__: (self) => self.next() ?? raise(E.StopIteration, ""),
  }),
  {
    __reduce__: method("Return state information for pickling.", [], (self) =>
      tuple(current.interpreter.builtins.get("iter") ?? null, tuple(self.alias ?? new PyTuple([]))),
    ),
  },
]);

function parameters(self: PyGenericAlias): Value | NativeGenerator {
  return (
    self.parameters ??
    askParameters(self.args, (made) => {
      self.parameters = made;
    })
  );
}

function* substitute(self: PyGenericAlias, item: Value): NativeGenerator {
  const known = parameters(self);
  const { items } = (isPending(known) ? yield known : known) as PyTuple;
  const args = yield* substituted(self, self.args.items, items, item);
  return new PyGenericAlias(self.origin, new PyTuple(args), self.isUnpacked);
}

function* describeAlias(self: PyGenericAlias): NativeGenerator {
  const text = new TextBuilder();
  if (self.isUnpacked) text.add("*");
  yield* addType(text, self.origin);
  text.add("[");
  if (self.args.items.length === 0) text.add("()");
  else yield* addTypes(text, self.args.items);
  text.add("]");
  return text.finish();
}

function* construct(
  self: PyGenericAlias,
  args: Value[],
  given: Map<string, Value>,
): NativeGenerator {
  const made = yield new CallRequest(self.origin, args, given.size === 0 ? null : given);
  try {
    const done = setAttribute(made, "__orig_class__", self);
    if (isPending(done)) yield done;
  } catch (error) {
    // Many have no place for it.
    if (!isThrown(error, E.AttributeError) && !isThrown(error, E.TypeError)) throw error;
  }
  return made;
}

const refuse = (what: string) => (): never =>
  raise(E.TypeError, `${what}() argument 2 cannot be a parameterized generic`);

export const genericAliasMembers = members<PyGenericAlias>(
  ({ slots, staticMethod, getter, method, caller }) => [
    slots({
      __repr__: (self) => guardRepr(self, "...", () => describeAlias(self)),
      *__eq__(self, other): NativeGenerator {
        if (!(other instanceof PyGenericAlias)) return NotImplemented;
        if (self.isUnpacked !== other.isUnpacked) return false;
        const origins = same(self.origin, other.origin);
        if (!(isPending(origins) ? yield origins : origins)) return false;
        const args = same(self.args, other.args);
        return isPending(args) ? yield args : args;
      },
      __hash__: (self) =>
        hashItems([self.origin, self.args], ([origin, args]) =>
          Number(BigInt.asIntN(52, BigInt(origin as Int) ^ BigInt(args as Int))),
        ),
      __getitem__: substitute,
      __iter__: (self) => new GenericAliasIterator(self),
      __or__: uniteTypes,
      __ror__: (self, left) => uniteTypes(left, self),
      __instancecheck__: refuse("isinstance"),
      __subclasscheck__: refuse("issubclass"),
    }),
    {
      __call__: (name, owner) =>
        new PyNative(
          name,
          "slot",
          owner,
          [rest("args"), keywords("kwargs")],
          construct,
          "Call self as a function.",
          false,
        ),
      __new__: staticMethod(
        "Represent a PEP 585 generic type",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          noKeywords("GenericAlias", given);
          checkCount("GenericAlias", args.length, 2, 2);
          const [origin, item] = args as [Value, Value];
          return instanceOf(cls, new PyGenericAlias(origin, argumentsOf(item)));
        },
      ),
      __origin__: member<PyGenericAlias>((self) => self.origin),
      __args__: member<PyGenericAlias>((self) => self.args),
      __unpacked__: member<PyGenericAlias>((self) => self.isUnpacked),
      __parameters__: getter("Type variables in the GenericAlias.", parameters),
      __typing_unpacked_tuple_args__: getter("", (self) =>
        self.isUnpacked && self.origin === tupleType ? self.args : null,
      ),
      __mro_entries__: method("", [object("bases")], (self) => tuple(self.origin)),
      __reduce__: method("", [], (self) => {
        if (!self.isUnpacked) return tuple(self.shape.type, tuple(self.origin, self.args));
        const next = current.interpreter.builtins.get("next") ?? null;
        const packed = new PyGenericAlias(self.origin, self.args);
        return tuple(next, tuple(new GenericAliasIterator(packed)));
      }),
      __dir__: caller("", [], function* (self): NativeGenerator {
        const dir = current.interpreter.builtins.get("dir") ?? null;
        const names = yield* drain(yield call(dir, self.origin));
        const known = new Set(names.map((name) => textOf(name)));
        return new PyList([...names, ...ALIAS_ATTRIBUTES.filter((name) => !known.has(name))]);
      }),
    },
  ],
);
