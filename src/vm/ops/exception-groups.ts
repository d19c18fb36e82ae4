/** `except*`. https://docs.python.org/3/reference/compound_stmts.html#except-star */
import {
  groupItems,
  isGroup,
  newExceptionGroup,
  splitException,
} from "../../objects/builtins/exception-groups.ts";
import { charge } from "../../objects/current.ts";
import { E, PyException, raise } from "../../objects/errors.ts";
import type { PyObject, Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { type Frame, Handled, Kind } from "../frame.ts";
import { machine } from "../state.ts";
import { PyTraceback } from "../traceback.ts";
import { matchesType } from "./flow.ts";
import type { Handler } from "./index.ts";
import { done } from "./settle.ts";

/** Groups are taken apart, so none can be caught as a whole. */
function checkNoGroup(wanted: Value): void {
  const types = wanted instanceof PyTuple ? wanted.items : [wanted];
  if (types.some((type) => type instanceof PyType && type.isSubtype(E.BaseExceptionGroup)))
    raise(E.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
}

export const matchGroup: Handler = (frame, a, b, c) => {
  const rest = frame.r[a] as PyException | null;
  const wanted = frame.r[b] as Value;
  const isMatch = matchesType((rest ?? NOTHING).shape.type, wanted);
  checkNoGroup(wanted);
  if (rest === null) return goOn(frame, a, null, null, c);
  if (isMatch) return goOn(frame, a, isGroup(rest) ? rest : wrapped(frame, rest), null, c);
  if (!isGroup(rest)) return goOn(frame, a, null, rest, c);
  return done(frame, splitBy(frame, a, rest, wanted), Kind.BRANCH);
};

/** Stands for no exception where only the wanted types are to be checked. */
const NOTHING = new PyException(E.BaseException.instanceShape, []);

function goOn(
  frame: Frame,
  a: number,
  match: PyException | null,
  rest: Value,
  target: number,
): Frame {
  take(frame, a, match, rest);
  frame.pc = match === null ? target : frame.pc + 4;
  return frame;
}

/** What matches is what is being handled now. */
function take(frame: Frame, a: number, match: Value, rest: Value): void {
  frame.r[a] = rest;
  frame.r[a + 1] = match;
  if (!(match instanceof PyException)) return;
  const { segment } = machine.fiber;
  segment.handled = new Handled(match, segment.handled?.below ?? null);
}

/** An exception that is no group is handled as a group of one. */
function wrapped(frame: Frame, exception: PyException): PyException {
  const group = newExceptionGroup("", tuple(exception));
  group.traceback = new PyTraceback(frame, frame.pc, null);
  return group;
}

function* splitBy(
  frame: Frame,
  a: number,
  group: PyException,
  wanted: Value,
): Generator<Pending, boolean, Value> {
  const found = getAttribute(group, "split");
  const pair = yield call((isPending(found) ? yield found : found) as Value, wanted);
  const name = `${typeName(group)}.split`;
  if (!(pair instanceof PyTuple))
    raise(E.TypeError, `${name} must return a tuple, not ${typeName(pair)}`);
  const { items } = pair;
  if (items.length < 2)
    raise(E.TypeError, `${name} must return a 2-tuple, got tuple of size ${items.length}`);
  const [match, rest] = items as readonly [Value, Value];
  take(frame, a, match, rest);
  return match !== null;
}

export const joinGroup: Handler = (frame, _a, b, c) =>
  done(frame, join(frame.r[b] as PyException, (frame.r[c] as PyList).items));

/** What there is to raise once all handlers have run: the parts that are as they came are put together again. */
function join(original: PyException, items: readonly Value[]): NativeResult {
  if (!isGroup(original)) return items[0];
  charge(items.length);
  const raised: PyException[] = [];
  const back: PyException[] = [];
  for (const item of items) {
    if (!(item instanceof PyException)) continue;
    const isSame =
      item.traceback === original.traceback &&
      item.cause === original.cause &&
      item.context === original.context;
    (isSame ? back : raised).push(item);
  }
  if (back.length === 0) return together(raised);
  return (function* (): NativeGenerator {
    const [projection] = yield* splitException(original, leavesOf(back), false);
    if (projection !== null) raised.push(projection);
    return together(raised);
  })();
}

function together(raised: PyException[]): PyException | null {
  return raised.length > 1 ? newExceptionGroup("", new PyList(raised)) : (raised[0] ?? null);
}

/** The exceptions in these groups that are no groups themselves. */
function leavesOf(groups: readonly PyException[]): ReadonlySet<PyObject> {
  const leaves = new Set<PyObject>();
  const left: Value[] = [...groups];
  for (let item = left.pop(); item !== undefined; item = left.pop()) {
    charge(1);
    if (!isGroup(item as PyException)) leaves.add(item as PyException);
    else for (const part of groupItems(item as PyException)) left.push(part);
  }
  return leaves;
}
