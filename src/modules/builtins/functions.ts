/** The builtin functions that need nothing of the machine. https://docs.python.org/3/library/functions.html */

import { checkCount } from "../../objects/builtins/arguments.ts";
import { CallableIterator } from "../../objects/builtins/combinators.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { listFrom } from "../../objects/builtins/list.ts";
import { identity } from "../../objects/builtins/object.ts";
import { buildClass } from "../../objects/class-creation.ts";
import { toIndex } from "../../objects/conversions.ts";
import { current } from "../../objects/current.ts";
import { type Entries, functionBuilder } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import { intValue } from "../../objects/int.ts";
import { PyBoundNative } from "../../objects/native.ts";
import { prefixedInt } from "../../objects/numbers/print.ts";
import type { Value } from "../../objects/object.ts";
import {
  either,
  keyword,
  keywords,
  object,
  optional,
  rest,
  UNREPRESENTABLE,
} from "../../objects/params.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { getAttribute, nameMissing, setAttribute } from "../../objects/protocols/attributes.ts";
import { isInstanceOf, isSubclassOf } from "../../objects/protocols/classes.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import { EXHAUSTED, iterate, nextOf, PyIterator } from "../../objects/protocols/iterate.ts";
import { powerModulo } from "../../objects/protocols/power.ts";
import { callSpecial, slotFor } from "../../objects/protocols/slot.ts";
import { asciiOf, formatOf, reprOf, strOf } from "../../objects/protocols/text.ts";
import { lengthOf, truthOf } from "../../objects/protocols/truth.ts";
import {
  after,
  call,
  done,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyByteArray, PyBytes, PyList } from "../../objects/sequences.ts";
import { GT, LT, OPERATORS, SLOT } from "../../objects/slots.ts";
import { sortItems } from "../../objects/sort.ts";
import { concatStr, fromPoints, isStr, nameOf, type PyStr, pointsOf } from "../../objects/str.ts";
import { typeName, typeOf } from "../../objects/types.ts";
import type { PyGenerator } from "../../vm/frame.ts";
import { callingFrame } from "../../vm/frame-access.ts";
import { localsOf } from "../../vm/frame-locals.ts";
import { leave, ownedOperand } from "../../vm/ownership.ts";
import { PyTextIO } from "../io/text-io.ts";
import { AnextDefault } from "./anext.ts";
import { extreme } from "./extreme.ts";
import { SumFrame } from "./sum.ts";

const { fn, caller } = functionBuilder;
const NONE = undefined as never;

function attributeName(name: Value, what: string): string {
  const text = nameOf(name);
  if (text === undefined)
    raise(E.TypeError, `${what}attribute name must be string, not '${typeName(name)}'`);
  return text;
}

/** all() and any(): the first item of the deciding truth ends it. */
class DecideFrame extends DrainFrame {
  readonly #deciding: boolean;
  #result: boolean;
  readonly #owned: PyGenerator | null;
  constructor(deciding: boolean, iterable: Value) {
    super();
    this.#owned = ownedOperand(iterable);
    this.#deciding = deciding;
    this.#result = !deciding;
  }
  protected override take(item: Value): Pending | undefined {
    const truth = truthOf(item);
    if (isPending(truth)) return truth;
    this.taken(truth);
    return undefined;
  }
  protected override taken(truth: Value): undefined {
    if (truth === this.#deciding) {
      this.#result = this.#deciding;
      this.stop();
    }
  }
  protected override finish(): NativeResult {
    return leave(this.#owned, this.#result);
  }
}

/** next(); a generator that was made for it is done with. */
function nextItem(iterator: Value, fallback: Value | undefined): NativeResult {
  const owned = ownedOperand(iterator);
  const item = nextOrRaise(iterator, fallback);
  return owned === null ? item : after(item, (value) => leave(owned, value));
}

function* nextOrRaise(iterator: Value, fallback: Value | undefined): NativeGenerator {
  if (!(iterator instanceof PyIterator) && slotFor(iterator, SLOT.__next__) === null)
    raise(E.TypeError, `'${typeName(iterator)}' object is not an iterator`);
  if (fallback === undefined) {
    if (iterator instanceof PyIterator && iterator.shape.type.isBuiltin) {
      let item = iterator.next();
      if (isPending(item)) item = yield item;
      if (item === undefined || item === EXHAUSTED)
        throw new PyThrow(newException(E.StopIteration));
      return item;
    }
    const result = slotFor(iterator, SLOT.__next__)?.(iterator, NONE, NONE);
    return isPending(result) ? yield result : result;
  }
  let item = nextOf(iterator);
  if (isPending(item)) item = yield item;
  return item === undefined || item === EXHAUSTED ? fallback : item;
}

function* print(
  items: Value[],
  sep: Value,
  end: Value,
  file: Value,
  flush: Value,
): NativeGenerator {
  const separator = sep ?? " ";
  if (!isStr(separator))
    raise(E.TypeError, `sep must be None or a string, not ${typeName(separator)}`);
  const ending = end ?? "\n";
  if (!isStr(ending)) raise(E.TypeError, `end must be None or a string, not ${typeName(ending)}`);
  const target = file ?? current.interpreter.stdout();
  if (target === null) return null;
  const writes: Value[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Value;
    const piece = typeof item === "string" ? item : strOf(item);
    const shown = (isPending(piece) ? yield piece : piece) as string | PyStr;
    if (i > 0) writes.push(separator);
    writes.push(shown);
  }
  writes.push(ending);
  const found = getAttribute(target, "write");
  const write = (isPending(found) ? yield found : found) as Value;
  if (target instanceof PyTextIO && write instanceof PyBoundNative) {
    // One write is enough where nobody can tell.
    let text: Value = "";
    for (const piece of writes) text = concatStr(text as string | PyStr, piece as string | PyStr);
    yield call(write, text);
  } else for (const piece of writes) if (piece !== "") yield call(write, piece);
  const wantsFlush = truthOf(flush);
  if (isPending(wantsFlush) ? yield wantsFlush : wantsFlush) {
    const method = getAttribute(target, "flush");
    yield call((isPending(method) ? yield method : method) as Value);
  }
  return null;
}

function ord(value: Value): Value {
  if (typeof value === "string" && value.length === 1) return value.charCodeAt(0);
  if (isStr(value)) {
    const points = pointsOf(value);
    if (points.length === 1) return points[0] as number;
    return raise(
      E.TypeError,
      `ord() expected a character, but string of length ${points.length} found`,
    );
  }
  if (value instanceof PyBytes || value instanceof PyByteArray) {
    const length = value instanceof PyBytes ? value.bytes.length : value.length;
    if (length === 1) return value.bytes[0] as number;
    return raise(E.TypeError, `ord() expected a character, but string of length ${length} found`);
  }
  return raise(E.TypeError, `ord() expected string of length 1, but ${typeName(value)} found`);
}

export function* dir(value: Value | undefined): NativeGenerator {
  const names = value === undefined ? localsOf(callingFrame()) : callSpecial(value, "__dir__", []);
  const list = listFrom((isPending(names) ? yield names : names) as Value);
  const made = (isPending(list) ? yield list : list) as PyList;
  const sorted = sortItems(made.items, null, false);
  if (isPending(sorted)) yield sorted;
  return made;
}

const DIVMOD = OPERATORS.findIndex((row) => row.dunder === "divmod");
const POW = OPERATORS.findIndex((row) => row.dunder === "pow");

function base(name: string, radix: 2 | 8 | 16) {
  return caller(
    `Return the ${name} representation of an integer.`,
    [object("number")],
    (value): NativeResult => {
      const int = toIndex(value);
      return isPending(int)
        ? after(int, (n) => prefixedInt(intValue(n) ?? 0, radix))
        : prefixedInt(int, radix);
    },
  );
}

export function vars(value: Value | undefined): NativeResult {
  if (value === undefined) return localsOf(callingFrame());
  if (value instanceof PyModule) return value.dict;
  return (function* (): NativeGenerator {
    try {
      const found = getAttribute(value, "__dict__");
      return isPending(found) ? yield found : found;
    } catch (error) {
      if (!isThrown(error, E.AttributeError)) throw error;
      return raise(E.TypeError, "vars() argument must have __dict__ attribute");
    }
  })();
}

export const functionEntries: Entries = {
  abs: caller("Return the absolute value of the argument.", [object("x")], (value) => {
    const abs = slotFor(value, SLOT.__abs__);
    if (abs === null) raise(E.TypeError, `bad operand type for abs(): '${typeName(value)}'`);
    return abs(value, NONE, NONE);
  }),
  all: caller(
    "Return True if bool(x) is True for all values x in the iterable.",
    [object("iterable")],
    (value) => new DecideFrame(false, value).from(value),
  ),
  any: caller(
    "Return True if bool(x) is True for any x in the iterable.",
    [object("iterable")],
    (value) => new DecideFrame(true, value).from(value),
  ),
  ascii: caller("Return an ASCII-only representation of an object.", [object("obj")], asciiOf),
  bin: base("binary", 2),
  oct: base("octal", 8),
  hex: base("hexadecimal", 16),
  callable: fn("Return whether the object is callable.", [object("obj")], isCallable),
  chr: caller("Return a Unicode string of one character with ordinal i.", [object("i")], (value) =>
    typeof value === "number" && value >= 0 && value < 0xd800
      ? String.fromCharCode(value)
      : after(toIndex(value), (n) => {
          if (typeof n !== "number" || n < 0 || n > 0x10ffff)
            raise(E.ValueError, "chr() arg not in range(0x110000)");
          return fromPoints([n]);
        }),
  ),
  delattr: caller(
    "Delete the named attribute from the given object.",
    [object("obj"), object("name")],
    (target, name) => done(setAttribute(target, attributeName(name, ""), undefined)),
  ),
  divmod: caller("Return the tuple (x//y, x%y).", [object("x"), object("y")], (x, y) =>
    binary(DIVMOD, x, y),
  ),
  format: caller(
    "Return type(value).__format__(value, format_spec).",
    [object("value"), optional(object("format_spec"), "", "''")],
    (value, spec) => {
      if (!isStr(spec))
        raise(E.TypeError, `format() argument 2 must be str, not ${typeName(spec)}`);
      return formatOf(value, spec);
    },
  ),
  getattr: caller(
    "Get a named attribute from an object.",
    [object("object"), object("name"), optional(object("default"), undefined, "")],
    (target, name, fallback) => {
      const text = attributeName(name, "");
      const otherwise = (error: unknown): Value => {
        if (!isThrown(error, E.AttributeError)) throw error;
        if (fallback !== undefined) return fallback;
        nameMissing(error.exception, target, text);
        throw error;
      };
      let found: NativeResult;
      try {
        found = getAttribute(target, text);
      } catch (error) {
        return otherwise(error);
      }
      if (!isPending(found)) return found;
      const pending = found;
      return (function* (): NativeGenerator {
        try {
          return yield pending;
        } catch (error) {
          return otherwise(error);
        }
      })();
    },
  ),
  hasattr: caller(
    "Return whether the object has an attribute with the given name.",
    [object("obj"), object("name")],
    function* (target, name): NativeGenerator {
      try {
        const found = getAttribute(target, attributeName(name, ""));
        if (isPending(found)) yield found;
        return true;
      } catch (error) {
        if (isThrown(error, E.AttributeError)) return false;
        throw error;
      }
    },
  ),
  hash: caller("Return the hash value for the given object.", [object("obj")], hashOf),
  id: fn("Return the identity of an object.", [object("obj")], (value) => identity(value)),
  isinstance: caller(
    "Return whether an object is an instance of a class or of a subclass thereof.",
    [object("obj"), object("class_or_tuple")],
    isInstanceOf,
  ),
  issubclass: caller(
    "Return whether 'cls' is derived from another class or is the same class.",
    [object("cls"), object("class_or_tuple")],
    isSubclassOf,
  ),
  iter: caller(
    "Get an iterator from an object.",
    [object("object"), optional(object("sentinel"), undefined, "")],
    (value, sentinel) => {
      if (sentinel === undefined) return iterate(value);
      if (!isCallable(value)) raise(E.TypeError, "iter(v, w): v must be callable");
      return new CallableIterator(value, sentinel);
    },
  ),
  len: caller("Return the number of items in a container.", [object("obj")], lengthOf),
  max: caller(
    "With a single iterable argument, return its biggest item.",
    [
      rest("args"),
      keyword(optional(object("key"), null, "None")),
      keyword(optional(object("default"), undefined, "")),
    ],
    (args, key, fallback) => extreme("max", GT, args, key, fallback),
  ),
  min: caller(
    "With a single iterable argument, return its smallest item.",
    [
      rest("args"),
      keyword(optional(object("key"), null, "None")),
      keyword(optional(object("default"), undefined, "")),
    ],
    (args, key, fallback) => extreme("min", LT, args, key, fallback),
  ),
  next: caller(
    "Return the next item from the iterator.",
    [object("iterator"), optional(object("default"), undefined, "")],
    nextItem,
  ),
  ord: fn("Return the ordinal value of a character.", [object("character")], ord),
  pow: caller(
    "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
    [either(object("base")), either(object("exp")), either(optional(object("mod"), null, "None"))],
    (value, exponent, modulus) =>
      modulus === null ? binary(POW, value, exponent) : powerModulo(value, exponent, modulus),
  ),
  print: caller(
    "Prints the values to a stream, or to sys.stdout by default.",
    [
      rest("args"),
      keyword(optional(object("sep"), " ", "' '")),
      keyword(optional(object("end"), "\n", "'\\n'")),
      keyword(optional(object("file"), null, "None")),
      keyword(optional(object("flush"), false, "False")),
    ],
    print,
  ),
  repr: caller(
    "Return the canonical string representation of the object.",
    [object("obj")],
    reprOf,
  ),
  round: caller(
    "Round a number to a given precision in decimal digits.",
    [either(object("number")), either(optional(object("ndigits"), null, "None"))],
    (value, digits) => {
      const found = typeOf(value).lookup("__round__");
      if (found === undefined)
        raise(E.TypeError, `type ${typeName(value)} doesn't define __round__ method`);
      return callSpecial(value, "__round__", digits === null ? [] : [digits]);
    },
  ),
  setattr: caller(
    "Sets the named attribute on the given object to the specified value.",
    [object("obj"), object("name"), object("value")],
    (target, name, value) => done(setAttribute(target, attributeName(name, ""), value)),
  ),
  sorted: caller(
    "Return a new list containing all items from the iterable in ascending order.",
    [
      rest("args"),
      keyword(optional(object("key"), null, "None")),
      keyword(optional(object("reverse"), false, "False")),
    ],
    function* (args, key, reverse): NativeGenerator {
      checkCount("sorted", args.length, 1, 1);
      const iterable = args[0] as Value;
      const made = listFrom(iterable);
      const list = (isPending(made) ? yield made : made) as PyList;
      const backwards = truthOf(reverse);
      const isReversed = (isPending(backwards) ? yield backwards : backwards) as boolean;
      const items = list.items.slice();
      const done = sortItems(items, key, isReversed);
      if (isPending(done)) yield done;
      return new PyList(items);
    },
  ),
  sum: caller(
    "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
    [object("iterable"), either(optional(object("start"), 0, "0"))],
    (iterable, start) => {
      if (isStr(start)) raise(E.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
      if (start instanceof PyBytes)
        raise(E.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
      if (start instanceof PyByteArray)
        raise(E.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
      return new SumFrame(start).from(iterable);
    },
  ),
  aiter: caller(
    "Return an AsyncIterator for an AsyncIterable object.",
    [object("async_iterable")],
    (value) => {
      const make = slotFor(value, SLOT.__aiter__);
      if (make === null) raise(E.TypeError, `'${typeName(value)}' object is not an async iterable`);
      return after(make(value, NONE, NONE), (iterator) => {
        if (slotFor(iterator, SLOT.__anext__) !== null) return iterator;
        const type = typeName(iterator);
        return raise(E.TypeError, `aiter() returned not an async iterator of type '${type}'`);
      });
    },
  ),
  anext: caller(
    "Return the next item from the async iterator.",
    [object("aiterator"), optional(object("default"), undefined, UNREPRESENTABLE)],
    (value, fallback) => {
      const make = slotFor(value, SLOT.__anext__);
      if (make === null) raise(E.TypeError, `'${typeName(value)}' object is not an async iterator`);
      const step = make(value, NONE, NONE);
      if (fallback === undefined) return step;
      return after(step, (awaitable) => new AnextDefault(awaitable, fallback));
    },
  ),
  __build_class__: caller(
    "Internal helper function used by the class statement.",
    [object("func"), object("name"), rest("bases"), keywords("kwds")],
    buildClass,
  ),
};
