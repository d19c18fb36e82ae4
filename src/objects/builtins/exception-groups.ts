/** Exception groups. https://docs.python.org/3/library/exceptions.html#exception-groups */
import { checkClass } from "../construct.ts";
import { members } from "../define.ts";
import { E, getHidden, PyException, raise } from "../errors.ts";
import type { PyObject, Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { getAttribute, setAttribute } from "../protocols/attributes.ts";
import { attribute } from "../protocols/classes.ts";
import { drain } from "../protocols/iterate.ts";
import { strOf } from "../protocols/text.ts";
import { truthOf } from "../protocols/truth.ts";
import { after, call, isPending, type NativeGenerator, type Pending } from "../requests.ts";
import { PyList, PyTuple, tuple } from "../sequences.ts";
import { isStr } from "../str.ts";
import { PyType } from "../type.ts";
import { dictType, isInstance, mappingProxyType, typeName, typeOf } from "../types.ts";
import { initializer, member, NEW_DOC } from "./common.ts";
import { noKeywords, setField } from "./exception-base.ts";
import { isCallable } from "./function.ts";
import { joinText } from "./replies.ts";

/** The exceptions of a group. */
export function groupItems(group: PyException): readonly Value[] {
  const items = getHidden(group, "exceptions");
  return items instanceof PyTuple ? items.items : [];
}

export function isGroup(exception: PyException): boolean {
  return exception.shape.type.isSubtype(E.BaseExceptionGroup);
}

/** A group of exceptions, as ExceptionGroup where that can hold them. */
export function newExceptionGroup(message: string, exceptions: PyList | PyTuple): PyException {
  return makeGroup(E.BaseExceptionGroup, [message, exceptions], [...exceptions.items]);
}

function* newGroup(cls: Value, args: Value[]): NativeGenerator {
  const type = checkClass(cls, E.BaseExceptionGroup);
  const fn = "BaseExceptionGroup.__new__()";
  if (args.length !== 2)
    raise(E.TypeError, `${fn} takes exactly 2 arguments (${args.length} given)`);
  const [message, sequence] = args as [Value, Value];
  if (!isStr(message)) raise(E.TypeError, `${fn} argument 1 must be str, not ${typeName(message)}`);
  if (!isSequence(sequence)) raise(E.TypeError, "second argument (exceptions) must be a sequence");
  const items = yield* drain(sequence);
  if (items.length === 0)
    raise(E.ValueError, "second argument (exceptions) must be a non-empty sequence");
  return makeGroup(type, args, items);
}

/** Has it items by index, as `PySequence_Check` asks? */
function isSequence(value: Value): boolean {
  const type = typeOf(value);
  if (type.isSubtype(dictType) || type.lookup("__getitem__") === undefined) return false;
  return type !== mappingProxyType;
}

function makeGroup(cls: PyType, args: Value[], items: Value[]): PyException {
  let type = cls;
  let isBase = false;
  items.forEach((item, i) => {
    if (!(item instanceof PyException))
      raise(E.ValueError, `Item ${i} of second argument (exceptions) is not an exception`);
    if (!isInstance(item, E.Exception)) isBase = true;
  });
  if (type === E.BaseExceptionGroup) {
    if (!isBase) type = E.ExceptionGroup;
  } else if (isBase && type.isSubtype(E.Exception)) {
    const whom = type === E.ExceptionGroup ? "an ExceptionGroup" : `'${type.name}'`;
    raise(E.TypeError, `Cannot nest BaseExceptions in ${whom}`);
  }
  const self = new PyException(type.instanceShape, args);
  setField(self, "message", args[0] as Value);
  setField(self, "exceptions", new PyTuple(items));
  return self;
}

/** Which exceptions a split is for: any that are one of these types, that a callable accepts, or that are listed. */
export type Condition = readonly PyType[] | { readonly accepts: Value } | ReadonlySet<PyObject>;

function conditionOf(value: Value): Condition {
  const isExceptionType = (type: Value): type is PyType =>
    type instanceof PyType && type.isSubtype(E.BaseException);
  if (isExceptionType(value)) return [value];
  if (value instanceof PyTuple && value.items.every(isExceptionType))
    return value.items as readonly PyType[];
  if (!(value instanceof PyType) && !(value instanceof PyTuple) && isCallable(value))
    return { accepts: value };
  return raise(
    E.TypeError,
    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
  );
}

function matches(item: PyException, condition: Condition): boolean | Pending {
  if (condition instanceof Set) return condition.has(item);
  if ("accepts" in condition) {
    const { accepts } = condition;
    return (function* (): Generator<Pending, boolean, Value> {
      const truth = truthOf(yield call(accepts, item));
      return isPending(truth) ? ((yield truth) as boolean) : truth;
    })();
  }
  return (condition as readonly PyType[]).some((type) => isInstance(item, type));
}

/** What matches and what does not: each an exception, or null where nothing is left. */
export type Split = readonly [match: PyException | null, rest: PyException | null];

/**
 * Splits an exception, groups in groups likewise; every level is a frame of its own. Unless `wantsRest`, what does not match
 * is not put together.
 */
export function* splitException(
  item: PyException,
  condition: Condition,
  wantsRest = true,
): Generator<Pending, Split, Value> {
  let isMatch = matches(item, condition);
  if (isPending(isMatch)) isMatch = (yield isMatch) as boolean;
  if (isMatch) return [item, null];
  if (!isGroup(item)) return [null, wantsRest ? item : null];
  const matching: Value[] = [];
  const others: Value[] = [];
  for (const inner of groupItems(item)) {
    const [match, rest] = (yield splitException(
      inner as PyException,
      condition,
      wantsRest,
    )) as unknown as Split;
    if (match !== null) matching.push(match);
    if (rest !== null) others.push(rest);
  }
  return [yield* subset(item, matching), yield* subset(item, others)];
}

/** A group like this one of some of its exceptions; null of none. */
export function* subset(
  group: PyException,
  items: Value[],
): Generator<Pending, PyException | null, Value> {
  if (items.length === 0) return null;
  const derive = getAttribute(group, "derive");
  const made = yield call((isPending(derive) ? yield derive : derive) as Value, new PyList(items));
  if (!isInstance(made, E.BaseExceptionGroup))
    raise(E.TypeError, "derive must return an instance of BaseExceptionGroup");
  const derived = made as PyException;
  derived.traceback = group.traceback;
  derived.context = group.context;
  derived.cause = group.cause;
  // sic: to have a cause is to suppress the context, even if the cause is None.
  derived.suppressContext = true;
  const notes = yield* attribute(group, "__notes__");
  if (notes !== undefined && isSequence(notes)) {
    const copied = setAttribute(derived, "__notes__", new PyList(yield* drain(notes)));
    if (isPending(copied)) yield copied;
  }
  return derived;
}

export const groupMembers = members<PyException>(({ caller, slots, staticMethod }) => [
  {
    __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], newGroup),
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      noKeywords(self, given);
      self.args = args;
      return null;
    }),
    message: member<PyException>((self) => getHidden(self, "message") ?? null),
    exceptions: member<PyException>((self) => getHidden(self, "exceptions") ?? null),
    derive: caller("", [object("exceptions")], (self, items) =>
      call(E.BaseExceptionGroup, getHidden(self, "message") ?? null, items),
    ),
    split: caller("", [object("matcher_value")], function* (self, value): NativeGenerator {
      const [match, rest] = yield* splitException(self, conditionOf(value));
      return tuple(match, rest);
    }),
    subgroup: caller("", [object("matcher_value")], function* (self, value): NativeGenerator {
      const [match] = yield* splitException(self, conditionOf(value), false);
      return match;
    }),
  },
  slots({
    __str__: (self) => {
      const n = groupItems(self).length;
      return after(strOf(getHidden(self, "message") ?? null), (message) =>
        joinText(message, ` (${n} sub-exception${n === 1 ? "" : "s"})`),
      );
    },
  }),
]);
