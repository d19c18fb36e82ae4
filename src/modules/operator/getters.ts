/** attrgetter, itemgetter and methodcaller: what is asked of any object. */
import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { addRepr } from "../../objects/builtins/repr.ts";
import { type Entry, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { TextBuilder } from "../../objects/formatting/text-builder.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { getItem } from "../../objects/protocols/items.ts";
import { guardRepr } from "../../objects/protocols/text.ts";
import {
  after,
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { fromName, isStr, nameOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { PyPartial } from "../functools/partial.ts";

export const attrGetterType = new PyType("operator.attrgetter", [objectType]);
export const itemGetterType = new PyType("operator.itemgetter", [objectType]);
export const methodCallerType = new PyType("operator.methodcaller", [objectType]);

/** What all three are: what they were made of, and what they do with an object. */
abstract class Getter extends PyObject {
  readonly args: readonly Value[];
  readonly keywords: Keywords | null;
  constructor(args: readonly Value[], keywords: Keywords | null = null) {
    super();
    this.args = args;
    this.keywords = keywords;
  }
  abstract of(value: Value): NativeResult;
}

/** One result for one question, a tuple for several. */
function* gather(
  value: Value,
  count: number,
  ask: (value: Value, i: number) => NativeResult,
): NativeGenerator {
  const out: Value[] = [];
  for (let i = 0; i < count; i++) {
    const answer = ask(value, i);
    out.push((isPending(answer) ? yield answer : (answer ?? null)) as Value);
  }
  return new PyTuple(out);
}

class AttrGetter extends Getter {
  /** The names of each path. */
  readonly #paths: readonly (readonly string[])[];
  constructor(args: readonly Value[]) {
    super(args);
    this.#paths = args.map((arg) => {
      if (!isStr(arg)) raise(E.TypeError, "attribute name must be a string");
      const name = nameOf(arg) as string;
      return typeof arg === "string" || !arg.isRaw ? name.split(".") : [name];
    });
  }
  override of(value: Value): NativeResult {
    return this.#paths.length === 1
      ? this.#follow(value, 0)
      : gather(value, this.#paths.length, (v, i) => this.#follow(v, i));
  }
  #follow(value: Value, i: number): NativeResult {
    const path = this.#paths[i] as readonly string[];
    if (path.length === 1) return getAttribute(value, path[0] as string);
    return (function* (): NativeGenerator {
      let at = value;
      for (const name of path) {
        const found = getAttribute(at, name);
        at = (isPending(found) ? yield found : found) as Value;
      }
      return at;
    })();
  }
}
layout(AttrGetter, attrGetterType);

class ItemGetter extends Getter {
  override of(value: Value): NativeResult {
    const { args } = this;
    if (args.length === 1) return getItem(value, args[0] as Value);
    return gather(value, args.length, (v, i) => getItem(v, args[i] as Value));
  }
}
layout(ItemGetter, itemGetterType);

class MethodCaller extends Getter {
  readonly #name: string;
  constructor(args: readonly Value[], keywords: Keywords | null) {
    super(args, keywords);
    const [name] = args as [Value];
    if (!isStr(name)) raise(E.TypeError, "method name must be a string");
    this.#name = nameOf(name) as string;
  }
  override of(value: Value): NativeResult {
    return after(
      getAttribute(value, this.#name),
      (method) => new CallRequest(method, this.args.slice(1), this.keywords),
    );
  }
  /** A partial that makes it, where there are keyword arguments. */
  reduced(): Value {
    const [name, ...args] = this.args as [Value, ...Value[]];
    if (this.keywords === null) return tuple(methodCallerType, new PyTuple(this.args));
    const given = new PyDict();
    for (const [key, value] of this.keywords) given.set(key, value);
    return tuple(new PyPartial(methodCallerType, new PyTuple([name]), given), new PyTuple(args));
  }
}
layout(MethodCaller, methodCallerType);

function* describe(self: Getter): NativeGenerator {
  const text = new TextBuilder();
  text.add(`${self.shape.type.name}(`);
  let separator = "";
  for (const arg of self.args) {
    text.add(separator);
    separator = ", ";
    yield* addRepr(text, arg);
  }
  for (const [key, value] of self.keywords ?? []) {
    text.add(separator);
    text.add(fromName(key) as string);
    text.add("=");
    yield* addRepr(text, value);
  }
  text.add(")");
  return text.finish();
}

/** What calling one of them does. */
const call: Entry = (name, owner) => {
  const short = owner.name.slice("operator.".length);
  const run = (self: Getter, args: Value[], given: Keywords): NativeResult => {
    noKeywords(short, given);
    checkCount(short, args.length, 1, 1);
    return self.of(args[0] as Value);
  };
  const params = [rest("args"), keywords("kwargs")];
  return new PyNative(name, "slot", owner, params, run, "Call self as a function.", false);
};

function populate(
  type: PyType,
  doc: string,
  make: (builder: TypeBuilder<Getter>) => { readonly [name: string]: Entry },
): void {
  type.isBase = false;
  type.populate(
    members<Getter>((builder) => [
      builder.slots({
        __repr__: (self) => guardRepr(self, `${self.shape.type.name}(...)`, () => describe(self)),
      }),
      { __doc__: builder.constant(doc), __call__: call, ...make(builder) },
    ]),
  );
}

for (const [type, make, doc] of [
  [
    attrGetterType,
    AttrGetter,
    "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter h = attrgetter('name.first', 'date'), the call h(r) returns\n(r.name.first, r.date).",
  ],
  [
    itemGetterType,
    ItemGetter,
    "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5), the call g(r) returns (r[2], r[5]).",
  ],
] as const)
  populate(type, doc, ({ staticMethod, method }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        const short = type.name.slice("operator.".length);
        noKeywords(short, given);
        if (args.length === 0) checkCount(short, 0, 1, 1);
        return new make(args);
      },
    ),
    __reduce__: method("Return state information for pickling", [], (self) =>
      tuple(type, new PyTuple(self.args)),
    ),
  }));

populate(
  methodCallerType,
  "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
  ({ staticMethod, method }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        if (args.length === 0)
          raise(E.TypeError, "methodcaller needs at least one argument, the method name");
        return new MethodCaller(args, given.size === 0 ? null : new Map(given));
      },
    ),
    __reduce__: method("Return state information for pickling", [], (self) =>
      (self as MethodCaller).reduced(),
    ),
  }),
);
