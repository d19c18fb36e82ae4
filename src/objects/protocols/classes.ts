/** isinstance and issubclass. https://docs.python.org/3/library/functions.html#isinstance */
import { E, isThrown, raise } from "../errors.ts";
import { PyProxy } from "../lifetimes.ts";
import { PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { after, isPending, type NativeResult, type Pending } from "../requests.ts";
import { PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { PyType } from "../type.ts";
import { objectType, tupleType, typeOf, typeType } from "../types.ts";
import { PyUnion } from "../typing/layouts.ts";
import { getAttribute } from "./attributes.ts";
import { slotOf } from "./slot.ts";
import { truthOf } from "./truth.ts";

type Answer = boolean | Pending;
type Ask = (value: Value, cls: Value) => Answer;

const NONE = undefined as never;
/** Tuples nested deeper than this are a RecursionError, as in CPython. */
const MAX_DEPTH = 1000;

function tooDeep(where: string): never {
  raise(E.RecursionError, `maximum recursion depth exceeded in ${where}`);
}

/** `isinstance(value, cls)`. */
export function isInstanceOf(value: Value, cls: Value): Answer {
  if (cls instanceof PyType && (typeOf(value) === cls || cls.shape.type === typeType))
    return plainInstance(value, cls);
  if (cls instanceof PyUnion) cls = cls.args;
  if (cls instanceof PyTuple) return anyOf(value, cls, isInstanceOf, "__instancecheck__");
  return hooked(value, cls, SLOT.__instancecheck__, plainInstance);
}

/** `issubclass(derived, cls)`. */
export function isSubclassOf(derived: Value, cls: Value): Answer {
  if (cls instanceof PyType && cls.shape.type === typeType) return plainSubclass(derived, cls);
  if (cls instanceof PyUnion) cls = cls.args;
  if (cls instanceof PyTuple) return anyOf(derived, cls, isSubclassOf, "__subclasscheck__");
  return hooked(derived, cls, SLOT.__subclasscheck__, plainSubclass);
}

function hooked(value: Value, cls: Value, slot: number, plain: Ask): Answer {
  const hook = slotOf(typeOf(cls), slot);
  if (hook === null) return plain(value, cls);
  const result = hook(cls, value, NONE);
  if (!isPending(result)) return truthOf(result ?? null);
  return after(result, truthOf);
}

/** Tuples may be nested; they are walked with a stack of our own. */
function anyOf(value: Value, classes: PyTuple, ask: Ask, where: string): Answer {
  const stack: { readonly items: readonly Value[]; next: number }[] = [
    { items: classes.items, next: 0 },
  ];
  const step = (): Answer | undefined => {
    const top = stack[stack.length - 1];
    if (top === undefined) return false;
    const cls = top.items[top.next++];
    if (cls === undefined) {
      stack.pop();
      return undefined;
    }
    if (cls instanceof PyTuple && typeOf(cls) === tupleType) {
      if (stack.length >= MAX_DEPTH) tooDeep(where);
      stack.push({ items: cls.items, next: 0 });
      return undefined;
    }
    const answer = ask(value, cls);
    return answer === false ? undefined : answer;
  };
  for (;;) {
    const answer = step();
    if (answer === undefined) continue;
    return isPending(answer) ? askRest(answer, step) : answer;
  }
}

function* askRest(
  first: Pending,
  step: () => Answer | undefined,
): Generator<Pending, boolean, Value> {
  if ((yield first) === true) return true;
  for (;;) {
    let answer = step();
    if (answer === undefined) continue;
    if (!isPending(answer)) return answer;
    answer = (yield answer) as boolean;
    if (answer) return true;
  }
}

/** Without `__instancecheck__`: by type, or by what `value.__class__` says. */
export function plainInstance(value: Value, cls: Value): Answer {
  const type = typeOf(value);
  if (cls instanceof PyType) {
    if (type === cls || type.isSubtype(cls)) return true;
    if (!mayLie(type) && !(value instanceof PyProxy)) return false;
    return withClass(value, (own) => own !== type && own instanceof PyType && own.isSubtype(cls));
  }
  return abstractly(
    cls,
    "isinstance() arg 2 must be a type, a tuple of types, or a union",
    function* (): Generator<Pending, boolean, Value> {
      const own = yield* attribute(value, "__class__");
      return own === undefined ? false : yield* derives(own, cls);
    },
  );
}

/** May `__class__` of such an object differ from its type? */
export function mayLie(type: PyType): boolean {
  if (type.isBuiltin) return false;
  if (type.lookup("__class__") !== objectType.lookup("__class__")) return true;
  return !(type.lookup("__getattribute__") instanceof PyNative);
}

function withClass(value: Value, decide: (own: Value) => boolean): Answer {
  return (function* (): Generator<Pending, boolean, Value> {
    const own = yield* attribute(value, "__class__");
    return own !== undefined && decide(own);
  })();
}

/** Without `__subclasscheck__`: by MRO, or by what `__bases__` says. */
export function plainSubclass(derived: Value, cls: Value): Answer {
  if (cls instanceof PyType && derived instanceof PyType) return derived.isSubtype(cls);
  return (function* (): Generator<Pending, boolean, Value> {
    if ((yield* basesOf(derived)) === null)
      raise(E.TypeError, "issubclass() arg 1 must be a class");
    if ((yield* basesOf(cls)) === null)
      raise(E.TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    return yield* derives(derived, cls);
  })();
}

function abstractly(
  cls: Value,
  text: string,
  body: () => Generator<Pending, boolean, Value>,
): Answer {
  return (function* (): Generator<Pending, boolean, Value> {
    if ((yield* basesOf(cls)) === null) raise(E.TypeError, text);
    return yield* body();
  })();
}

/** An attribute, or undefined where there is none. */
export function* attribute(
  value: Value,
  name: string,
): Generator<Pending, Value | undefined, Value> {
  try {
    const found: NativeResult = getAttribute(value, name);
    return isPending(found) ? yield found : (found ?? null);
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    return undefined;
  }
}

/** `__bases__` where it is a tuple: what makes anything a class here. */
function* basesOf(cls: Value): Generator<Pending, readonly Value[] | null, Value> {
  if (cls instanceof PyType) return cls.bases;
  const bases = yield* attribute(cls, "__bases__");
  return bases instanceof PyTuple ? bases.items : null;
}

function* derives(derived: Value, cls: Value): Generator<Pending, boolean, Value> {
  const waiting: Value[] = [derived];
  let seen = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === cls) return true;
    if (++seen > 100 * MAX_DEPTH) tooDeep("__subclasscheck__");
    const bases = yield* basesOf(at);
    if (bases !== null) for (let i = bases.length - 1; i >= 0; i--) waiting.push(bases[i] as Value);
  }
  return false;
}
