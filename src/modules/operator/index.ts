/** The _operator module: operators as functions. https://docs.python.org/3/library/operator.html */
import { withBytes } from "../../objects/buffers.ts";
import { index, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { defineModule, type Entry, functionBuilder } from "../../objects/define.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED, keywords, object, optional, rest } from "../../objects/params.ts";
import { binary, inPlace, unary } from "../../objects/protocols/arithmetic.ts";
import { compare, same } from "../../objects/protocols/compare.ts";
import { DrainFrame, eager } from "../../objects/protocols/drain.ts";
import { contains, deleteItem, getItem, setItem } from "../../objects/protocols/items.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import { hintOf } from "../../objects/protocols/length-hint.ts";
import { plainEqual } from "../../objects/protocols/sequence-compare.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  after,
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { COMPARISONS, OPERATORS, SLOT, type SlotName } from "../../objects/slots.ts";
import { isStr, textOf } from "../../objects/str.ts";
import { dictType, typeName, typeOf } from "../../objects/types.ts";
import { attrGetterType, itemGetterType, methodCallerType } from "./getters.ts";

const { caller } = functionBuilder;
const ONE = [object("a")] as const;
const TWO = [object("a"), object("b")] as const;

/** Names that are words of Python's have a `_` behind them. */
const named = (dunder: string) => (dunder === "and" || dunder === "or" ? `${dunder}_` : dunder);

/** Every binary operator, and its form in place. */
function binaryOperators(): { readonly [name: string]: Entry } {
  const entries: [string, Entry][] = [];
  for (const [op, { dunder, symbol }] of OPERATORS.entries()) {
    if (dunder === "divmod") continue;
    entries.push(
      [named(dunder), caller(`Same as a ${symbol} b.`, TWO, (a, b) => binary(op, a, b))],
      [`i${dunder}`, caller(`Same as a ${symbol}= b.`, TWO, (a, b) => inPlace(op, a, b))],
    );
  }
  for (const [op, { dunder, symbol }] of COMPARISONS.entries())
    entries.push([
      dunder.slice(2, -2),
      caller(`Same as a ${symbol} b.`, TWO, (a, b) => compare(op, a, b)),
    ]);
  return Object.fromEntries(entries);
}

function unaryOperator(slot: SlotName, symbol: string): Entry {
  return caller(`Same as ${symbol}a.`, ONE, (a) => unary(SLOT[slot], symbol, a));
}

function absolute(value: Value): NativeResult {
  const fn = slotFor(value, SLOT.__abs__);
  if (fn === null) raise(E.TypeError, `bad operand type for abs(): '${typeName(value)}'`);
  return fn(value, undefined as never, undefined as never);
}

/* Sequences */

const ADD = 0;

function isSequence(value: Value): boolean {
  return slotFor(value, SLOT.__getitem__) !== null && !typeOf(value).isSubtype(dictType);
}

/** `a + b` for what begins with a sequence. */
function concatenation(add: (op: number, a: Value, b: Value) => NativeResult) {
  return (a: Value, b: Value): NativeResult => {
    const type = typeOf(a);
    const isOwn = type.mro.some((base) => base.isBuiltin && CONCATENATED.has(base.name));
    if (!isSequence(a) || (!isOwn && !isSequence(b)))
      raise(E.TypeError, `'${type.name}' object can't be concatenated`);
    return add(ADD, a, b);
  };
}
const CONCATENATED: ReadonlySet<string> = new Set([
  "str",
  "bytes",
  "bytearray",
  "list",
  "tuple",
  "collections.deque",
]);

/** Goes through an iterable for items that equal one. */
class EqualsFrame extends DrainFrame {
  readonly #value: Value;
  readonly #isIndex: boolean;
  #place = -1;
  #count = 0;
  constructor(value: Value, isIndex: boolean) {
    super();
    this.#value = value;
    this.#isIndex = isIndex;
  }
  protected override take(item: Value): Pending | undefined {
    this.#place++;
    const plain = plainEqual(item, this.#value);
    const isEqual = plain === DECLINED ? same(item, this.#value) : plain;
    if (isPending(isEqual)) return isEqual;
    this.#note(isEqual);
    return undefined;
  }
  protected override taken(answer: Value): undefined {
    this.#note(answer === true);
  }
  #note(isEqual: boolean): void {
    if (!isEqual) return;
    this.#count++;
    if (this.#isIndex) this.stop();
  }
  protected override finish(): Value {
    if (!this.#isIndex) return this.#count;
    if (this.#count === 0) raise(E.ValueError, "sequence.index(x): x not in sequence");
    return this.#place;
  }
  override get name(): string {
    return this.#isIndex ? "indexOf" : "countOf";
  }
}

const searching = (isIndex: boolean) => (a: Value, b: Value) =>
  eager(
    (function* (): NativeGenerator {
      let iterator: NativeResult;
      try {
        iterator = iterate(a);
        if (isPending(iterator)) iterator = yield iterator;
      } catch (error) {
        if (!isThrown(error, E.TypeError)) throw error;
        raise(E.TypeError, `argument of type '${typeName(a)}' is not iterable`);
      }
      const found = new EqualsFrame(b, isIndex).over(iterator as Value);
      return isPending(found) ? yield found : found;
    })(),
  );

/* Digests */

const ASCII = /^[\0-\x7f]*$/;

/** Compares all there is, however early it differs. */
function haveSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  charge(b.length >> 4);
  const left = a.length === b.length ? a : b;
  let difference = a.length === b.length ? 0 : 1;
  for (let i = 0; i < b.length; i++) difference |= (left[i] as number) ^ (b[i] as number);
  return difference === 0;
}

const hasMemory = (value: Value) => slotFor(value, SLOT.__buffer__) !== null;

function compareDigest(a: Value, b: Value): NativeResult {
  if (isStr(a) && isStr(b)) {
    const texts = [textOf(a), textOf(b)] as [string, string];
    if (!texts.every((text) => ASCII.test(text)))
      raise(E.TypeError, "comparing strings with non-ASCII characters is not supported");
    const [x, y] = texts.map((text) => new TextEncoder().encode(text));
    return haveSameBytes(x as Uint8Array, y as Uint8Array);
  }
  if (!hasMemory(a) && !hasMemory(b))
    raise(
      E.TypeError,
      `unsupported operand types(s) or combination of types: '${typeName(a)}' and '${typeName(b)}'`,
    );
  const without = (value: Value): never =>
    raise(E.TypeError, `a bytes-like object is required, not '${typeName(value)}'`);
  return withBytes(a, (x) => withBytes(b, (y) => haveSameBytes(x, y)) ?? without(b)) ?? without(a);
}

export const operatorModule = defineModule(
  "_operator",
  "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
  ({ fn, constant }) => ({
    ...binaryOperators(),
    neg: unaryOperator("__neg__", "-"),
    pos: unaryOperator("__pos__", "+"),
    inv: unaryOperator("__invert__", "~"),
    invert: unaryOperator("__invert__", "~"),
    abs: caller("Same as abs(a).", ONE, absolute),
    index: caller("Same as a.__index__()", ONE, (a) => toIndex(a) as NativeResult),
    truth: caller("Return True if a is true, False otherwise.", ONE, truthOf),
    not_: caller("Same as not a.", ONE, (a) =>
      after(truthOf(a) as NativeResult, (truth) => truth !== true),
    ),
    is_: fn("Same as a is b.", TWO, (a, b) => a === b),
    is_not: fn("Same as a is not b.", TWO, (a, b) => a !== b),
    is_none: fn("Same as a is None.", ONE, (a) => a === null),
    is_not_none: fn("Same as a is not None.", ONE, (a) => a !== null),
    contains: caller("Same as b in a (note reversed operands).", TWO, contains),
    getitem: caller("Same as a[b].", TWO, getItem),
    delitem: caller("Same as del a[b].", TWO, deleteItem),
    setitem: caller("Same as a[b] = c.", [object("a"), object("b"), object("c")], setItem),
    concat: caller("Same as a + b, for a and b sequences.", TWO, concatenation(binary)),
    iconcat: caller("Same as a += b, for a and b sequences.", TWO, concatenation(inPlace)),
    countOf: caller(
      "Return the number of items in a which are, or which equal, b.",
      TWO,
      searching(false),
    ),
    indexOf: caller("Return the first index of b in a.", TWO, searching(true)),
    length_hint: caller(
      "Return an estimate of the number of items in obj.",
      [object("obj"), optional(index("default"), 0, "0")],
      (value, fallback) => eager(hintOf(value, fallback) as NativeGenerator),
    ),
    call: caller(
      "Same as obj(*args, **kwargs).",
      [rest("args"), keywords("kwargs")],
      (all, given) => {
        const [callee, ...args] = all;
        if (callee === undefined) raise(E.TypeError, "call expected at least 1 argument, got 0");
        return new CallRequest(callee, args, given.size === 0 ? null : given);
      },
    ),
    _compare_digest: caller(
      "Return 'a == b', in a time that tells nothing of where they differ.",
      TWO,
      compareDigest,
    ),
    attrgetter: constant(attrGetterType),
    itemgetter: constant(itemGetterType),
    methodcaller: constant(methodCallerType),
  }),
);
