/** functools.partial and its Placeholder. https://docs.python.org/3/library/functools.html#functools.partial */
import { dictGetter, member, typeFullName } from "../../objects/builtins/common.ts";
import { copyDict } from "../../objects/builtins/dict.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { addRepr } from "../../objects/builtins/repr.ts";
import { instanceOf } from "../../objects/construct.ts";
import { charge } from "../../objects/current.ts";
import { type Entry, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { TextBuilder } from "../../objects/formatting/text-builder.ts";
import { PyMethod } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { dictOf, replaceDict } from "../../objects/protocols/attributes.ts";
import { guardRepr, strOf } from "../../objects/protocols/text.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { nameOf, type PyStr } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { dictType, objectType, typeOf } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";

/* Placeholder */

export const placeholderType = new PyType("functools._PlaceholderType", [objectType]);
placeholderType.isBase = false;

class PlaceholderObject extends PyObject {}
layout(PlaceholderObject, placeholderType);
export const Placeholder: PyObject = new PlaceholderObject();

placeholderType.populate(
  members<PyObject>(({ slots, staticMethod, method, constant }) => [
    slots({ __repr__: () => "Placeholder" }),
    {
      __doc__: constant(
        "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
      ),
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (_cls, args, given) => {
          if (args.length > 0 || given.size > 0)
            raise(E.TypeError, "PlaceholderType takes no arguments");
          return Placeholder;
        },
      ),
      __reduce__: method("", [], () => "Placeholder"),
    },
  ]),
);

/* partial */

export const partialType = new PyType("functools.partial", [objectType]);
partialType.hasDict = true;
partialType.hasWeakref = true;

export class PyPartial extends PyObject {
  override slots: Value[] = [];
  fn: Value;
  args: PyTuple;
  /** How many arguments are yet to be given. */
  placeholders: number;
  keywords: PyDict;
  constructor(fn: Value, args: PyTuple, keywords: PyDict) {
    super();
    this.fn = fn;
    this.args = args;
    this.placeholders = countPlaceholders(args.items);
    this.keywords = keywords;
  }
}
layout(PyPartial, partialType);

function countPlaceholders(items: readonly Value[]): number {
  let count = 0;
  for (const item of items) if (item === Placeholder) count++;
  return count;
}

/** Arguments put in the places that are kept for them; what is left goes behind. */
function fill(kept: readonly Value[], placeholders: number, given: readonly Value[]): Value[] {
  charge((kept.length + given.length) >> 4);
  if (placeholders === 0) return kept.concat(given);
  let next = 0;
  const args = kept.map((arg) =>
    arg === Placeholder && next < given.length ? (given[next++] as Value) : arg,
  );
  return args.concat(given.slice(next));
}

function refuseTrailing(args: readonly Value[]): void {
  if (args[args.length - 1] === Placeholder)
    raise(E.TypeError, "trailing Placeholders are not allowed");
}

function isCalledAsPartial(fn: Value): fn is PyPartial {
  return fn instanceof PyPartial && typeOf(fn).lookup("__call__") === partialType.own("__call__");
}

function newPartial(cls: Value, all: Value[], given: Keywords): Value {
  const [fn, ...args] = all;
  if (fn === undefined) raise(E.TypeError, "type 'partial' takes at least one argument");
  if (!isCallable(fn)) raise(E.TypeError, "the first argument must be callable");
  for (const value of given.values())
    if (value === Placeholder)
      raise(E.TypeError, "Placeholder cannot be passed as a keyword argument");
  refuseTrailing(args);
  // A partial of a partial is one, unless that has attributes of its own.
  const inner = isCalledAsPartial(fn) && !hasAttributes(fn) ? fn : null;
  const merged = inner === null ? args : fill(inner.args.items, inner.placeholders, args);
  const named = inner === null ? new PyDict() : copyDict(inner.keywords);
  for (const [name, value] of given) named.set(name, value);
  return instanceOf(cls, new PyPartial(inner?.fn ?? fn, new PyTuple(merged), named));
}

function hasAttributes(self: PyPartial): boolean {
  return self.shape.isDictionary ? dictOf(self).table.size > 0 : self.shape.size > 0;
}

function callPartial(self: PyPartial, args: Value[], given: Keywords): NativeResult {
  const { placeholders, keywords: own } = self;
  if (args.length < placeholders)
    raise(
      E.TypeError,
      `missing positional arguments in 'partial' call; expected at least ${placeholders}, got ${args.length}`,
    );
  const all = fill(self.args.items, placeholders, args);
  if (own.table.size === 0) return new CallRequest(self.fn, all, given.size === 0 ? null : given);
  const named: Keywords = new Map();
  for (const { key, value } of own.table.live()) {
    const name = nameOf(key);
    if (name === undefined) raise(E.TypeError, "keywords must be strings");
    named.set(name, value as Value);
  }
  for (const [name, value] of given) named.set(name, value);
  return new CallRequest(self.fn, all, named);
}

const callEntry: Entry = (name, owner) =>
  new PyNative(
    name,
    "slot",
    owner,
    [rest("args"), keywords("kwargs")],
    callPartial,
    "Call self as a function.",
    false,
  );

function* describe(self: PyPartial): NativeGenerator {
  const text = new TextBuilder();
  const { fn, args, keywords: own } = self;
  text.add(`${typeFullName(self.shape.type)}(`);
  yield* addRepr(text, fn);
  for (const arg of args.items) {
    text.add(", ");
    yield* addRepr(text, arg);
  }
  for (const { key, value } of own.table.live()) {
    text.add(", ");
    const name = strOf(key);
    text.add((isPending(name) ? yield name : name) as string | PyStr);
    text.add("=");
    yield* addRepr(text, value as Value);
  }
  text.add(")");
  return text.finish();
}

function setState(self: PyPartial, state: Value): undefined {
  const invalid = (): never => raise(E.TypeError, "invalid partial state");
  if (!(state instanceof PyTuple) || state.items.length !== 4) return invalid();
  const [fn, args, named, attributes] = state.items as [Value, Value, Value, Value];
  if (!isCallable(fn) || !(args instanceof PyTuple)) return invalid();
  if (named !== null && !(named instanceof PyDict)) return invalid();
  if (attributes !== null && !(attributes instanceof PyDict)) return invalid();
  refuseTrailing(args.items);
  self.fn = fn;
  self.args = typeOf(args).isBuiltin ? args : new PyTuple(args.items);
  self.placeholders = countPlaceholders(args.items);
  if (named === null) self.keywords = new PyDict();
  else self.keywords = typeOf(named) === dictType ? named : copyDict(named);
  replaceDict(self, attributes ?? new PyDict());
  return undefined;
}

partialType.populate(
  subscriptable(
    members<PyPartial>(({ slots, staticMethod, method, constant }) => [
      slots({
        __get__: (self, instance) => (instance === null ? self : new PyMethod(self, instance)),
        __repr__: (self) => guardRepr(self, "...", () => describe(self)),
      }),
      {
        __doc__: constant(
          "Create a new function with partial application of the given arguments and keywords.",
        ),
        __new__: staticMethod(
          "Create and return a new object.",
          [object("cls"), rest("args"), keywords("keywords")],
          newPartial,
        ),
        __call__: callEntry,
        __dict__: dictGetter(),
        func: member<PyPartial>((self) => self.fn),
        args: member<PyPartial>((self) => self.args),
        keywords: member<PyPartial>((self) => self.keywords),
        __reduce__: method("", [], (self) => {
          const attributes = hasAttributes(self) ? dictOf(self) : null;
          const state = tuple(self.fn, self.args, self.keywords, attributes);
          return tuple(self.shape.type, tuple(self.fn), state);
        }),
        __setstate__: method("", [object("state")], setState),
      },
    ]),
  ),
);
