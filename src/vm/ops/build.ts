/** Displays, strings, functions, subscripts, unpacking. */

import * as Op from "../../compiler/opcodes.ts";
import { Convert } from "../../compiler/operations.ts";
import { updateDict } from "../../objects/builtins/dict.ts";
import { addAll } from "../../objects/builtins/set.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { formatPlain, reprPlain, strPlain } from "../../objects/formatting/values.ts";
import { type PyCell, type PyCode, PyFunction } from "../../objects/function.ts";
import { PyDict, PySet } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { setAttribute } from "../../objects/protocols/attributes.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { storeKey, storeMember } from "../../objects/protocols/hashing.ts";
import { deleteItem, getItem, setItem } from "../../objects/protocols/items.ts";
import { drain, iterate, plainItems } from "../../objects/protocols/iterate.ts";
import { hasHint, hinted } from "../../objects/protocols/length-hint.ts";
import { asciiOf, formatOf, reprOf, strOf } from "../../objects/protocols/text.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { checkItems, PyList, PySlice, PyTuple } from "../../objects/sequences.ts";
import { concatStr, type PyStr } from "../../objects/str.ts";
import { typeName, typeOf } from "../../objects/types.ts";
import { type Frame, Kind } from "../frame.ts";
import { calleeName } from "./calls.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

export const getItemSlow: Handler = (frame, _a, b, c) => {
  const object = frame.r[b] as Value;
  const { instructions } = frame.instance;
  instructions[frame.pc] = object instanceof PyDict ? Op.GET_ITEM_DICT : Op.GET_ITEM;
  return done(frame, getItem(object, frame.r[c] as Value));
};

export const setItemSlow: Handler = (frame, a, b, c) => {
  const object = frame.r[a] as Value;
  const { instructions } = frame.instance;
  instructions[frame.pc] = object instanceof PyDict ? Op.SET_ITEM_DICT : Op.SET_ITEM;
  return done(frame, setItem(object, frame.r[b] as Value, frame.r[c] as Value), Kind.DISCARD);
};

export const deleteItemOp: Handler = (frame, a, b) =>
  done(frame, deleteItem(frame.r[a] as Value, frame.r[b] as Value), Kind.DISCARD);

export const deleteAttribute: Handler = (frame, a) =>
  done(
    frame,
    setAttribute(frame.r[a] as Value, frame.instance.names[frame.pc >> 2] as string, undefined),
    Kind.DISCARD,
  );

export const slice: Handler = (frame, _a, b) =>
  done(frame, new PySlice(frame.r[b] as Value, frame.r[b + 1] as Value, frame.r[b + 2] as Value));

// --- unpacking ---

export const unpack: Handler = (frame, a, b, n) => {
  const source = frame.r[b] as Value;
  const items = plainItems(source);
  if (items !== null) {
    spread(frame, a, items, n);
    return skip(frame);
  }
  checkIterable(source);
  return done(frame, new UnpackFrame(frame, a, n, source).from(source), Kind.DISCARD);
};

function spread(frame: Frame, a: number, items: readonly Value[], n: number): void {
  if (items.length > n)
    raise(E.ValueError, `too many values to unpack (expected ${n}, got ${items.length})`);
  if (items.length < n)
    raise(E.ValueError, `not enough values to unpack (expected ${n}, got ${items.length})`);
  for (let i = 0; i < n; i++) frame.r[a + i] = items[i] as Value;
}

/** Takes as many items as there are targets, and one more to see that it was all. */
class UnpackFrame extends DrainFrame {
  readonly #frame: Frame;
  readonly #to: number;
  readonly #count: number;
  readonly #source: Value;
  readonly #items: Value[] = [];
  constructor(frame: Frame, to: number, count: number, source: Value) {
    super();
    this.#frame = frame;
    this.#to = to;
    this.#count = count;
    this.#source = source;
  }
  protected override take(item: Value): undefined {
    if (this.#items.length === this.#count) {
      const source = this.#source;
      const known = typeName(source) === "dict" ? `, got ${(source as PyDict).table.size}` : "";
      raise(E.ValueError, `too many values to unpack (expected ${this.#count}${known})`);
    }
    this.#items.push(item);
  }
  protected override finish(): undefined {
    spread(this.#frame, this.#to, this.#items, this.#count);
  }
}

function checkIterable(source: Value): void {
  const type = typeOf(source);
  if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined)
    raise(E.TypeError, `cannot unpack non-iterable ${typeName(source)} object`);
}

export const unpackStarred: Handler = (frame, a, b, c) => {
  const source = frame.r[b] as Value;
  const items = plainItems(source);
  if (items === null)
    return done(frame, unpackWithStar(frame, a, source, c & 0xffff, c >> 16), Kind.DISCARD);
  charge(items.length);
  spreadAround(frame, a, items, c & 0xffff, c >> 16);
  return skip(frame);
};

function* unpackWithStar(
  frame: Frame,
  a: number,
  source: Value,
  before: number,
  after: number,
): NativeGenerator {
  checkIterable(source);
  const asked = iterate(source);
  const iterator = (isPending(asked) ? yield asked : asked) as Value;
  // sic: the rest goes through a list, which asks for an iterator again.
  spreadAround(frame, a, (yield drain(iterator)) as unknown as Value[], before, after);
  return null;
}

/** So many items before and after the list of those between. */
function spreadAround(
  frame: Frame,
  a: number,
  items: readonly Value[],
  before: number,
  after: number,
): void {
  if (items.length < before + after)
    raise(
      E.ValueError,
      `not enough values to unpack (expected at least ${before + after}, got ${items.length})`,
    );
  for (let i = 0; i < before; i++) frame.r[a + i] = items[i] as Value;
  frame.r[a + before] = new PyList(items.slice(before, items.length - after));
  for (let i = 0; i < after; i++)
    frame.r[a + before + 1 + i] = items[items.length - after + i] as Value;
}

// --- collections ---

export const listExtend: Handler = (frame, a, b, c) => {
  const { items } = frame.r[a] as PyList;
  const source = frame.r[b] as Value;
  const plain = plainItems(source);
  if (plain !== null) {
    checkItems(items.length + plain.length);
    charge(plain.length);
    for (let i = 0; i < plain.length; i++) items.push(plain[i] as Value);
    return skip(frame);
  }
  return done(
    frame,
    extendSlowly(items, source, c > 0 ? (frame.r[c - 1] as Value) : undefined),
    Kind.DISCARD,
  );
};

function* extendSlowly(items: Value[], source: Value, callee: Value | undefined): NativeGenerator {
  if (
    typeOf(source).lookup("__iter__") === undefined &&
    typeOf(source).lookup("__getitem__") === undefined
  )
    raise(
      E.TypeError,
      `${callee === undefined ? "Value" : `${calleeName(callee)} argument`} after * must be an iterable, not ${typeName(source)}`,
    );
  const more = (hasHint(source)
    ? yield hinted(source, (it) => drain(it) as unknown as NativeResult)
    : yield drain(source)) as unknown as Value[];
  checkItems(items.length + more.length);
  for (let i = 0; i < more.length; i++) items.push(more[i] as Value);
  return null;
}

export const listToTuple: Handler = (frame, _a, b) =>
  done(frame, new PyTuple((frame.r[b] as PyList).items));

export const set: Handler = (frame, _a, b, c) => {
  const made = new PySet();
  return done(
    frame,
    fillInOrder(made, c, (i) => storeMember(made, frame.r[b + i] as Value)),
  );
};

/** Fills a new collection; goes on as a generator from the first key that needs Python code. */
function fillInOrder(made: Value, count: number, put: (i: number) => NativeResult): NativeResult {
  for (let i = 0; i < count; i++) {
    const result = put(i);
    if (isPending(result)) {
      return (function* (): NativeGenerator {
        yield result;
        for (let k = i + 1; k < count; k++) {
          const more = put(k);
          if (isPending(more)) yield more;
        }
        return made;
      })();
    }
  }
  return made;
}

export const dict: Handler = (frame, _a, b, c) => {
  const made = new PyDict();
  return done(
    frame,
    fillInOrder(made, c, (i) =>
      storeKey(made, frame.r[b + 2 * i] as Value, frame.r[b + 2 * i + 1] as Value),
    ),
  );
};

export const setAdd: Handler = (frame, a, b) =>
  done(frame, storeMember(frame.r[a] as PySet, frame.r[b] as Value), Kind.DISCARD);

export const setUpdate: Handler = (frame, a, b) =>
  done(frame, addAll(frame.r[a] as PySet, frame.r[b] as Value), Kind.DISCARD);

export const dictSet: Handler = (frame, a, b, c) =>
  done(
    frame,
    storeKey(frame.r[a] as PyDict, frame.r[b] as Value, frame.r[c] as Value),
    Kind.DISCARD,
  );

export const dictUpdate: Handler = (frame, a, b) => {
  const source = frame.r[b] as Value;
  if (typeOf(source).lookup("keys") === undefined)
    raise(E.TypeError, `'${typeName(source)}' object is not a mapping`);
  return done(frame, updateDict(frame.r[a] as PyDict, source, null), Kind.DISCARD);
};

// --- text ---

export const buildString: Handler = (frame, a, b, c) => {
  const { r } = frame;
  let text = "";
  for (let i = 0; i < c; i++) {
    const part = r[b + i];
    if (typeof part !== "string") return done(frame, concatAll(text, r, b + i, c - i));
    text += part;
  }
  r[a] = text;
  frame.pc += 4;
  return frame;
};

function concatAll(head: string, r: readonly unknown[], first: number, count: number): Value {
  let text: Value = head;
  for (let i = 0; i < count; i++)
    text = concatStr(text as string | PyStr, r[first + i] as string | PyStr);
  return text;
}

export const format: Handler = (frame, a, b, c) => {
  const { r } = frame;
  const value = r[b] as Value;
  const conversion = c & 255;
  if ((c & Convert.only) !== 0) return done(frame, converted(value, conversion));
  const spec = (c & Convert.withSpec) === 0 ? "" : (r[b + 1] as Value);
  if (typeof spec === "string") {
    let text: Value | undefined = value;
    if (conversion === 114) text = reprPlain(value);
    else if (conversion === 115) text = strPlain(value);
    else if (conversion !== 0) text = undefined;
    if (text !== undefined) text = formatPlain(text, spec);
    if (text !== undefined) {
      r[a] = text;
      frame.pc += 4;
      return frame;
    }
  }
  return formatSlowly(frame, value, spec, conversion);
};

function formatSlowly(frame: Frame, value: Value, spec: Value, conversion: number): Frame | null {
  if (conversion === 0) return done(frame, formatOf(value, spec));
  return done(
    frame,
    after(converted(value, conversion), (text) => formatOf(text, spec)),
  );
}

function converted(value: Value, conversion: number): NativeResult {
  const convert = conversion === 115 ? strOf : conversion === 114 ? reprOf : asciiOf;
  return convert(value);
}

// --- functions ---

export const makeFunction: Handler = (frame, _a, b) => {
  const { raw } = frame.instance.constants[b] as PyCode;
  const closure: PyCell[] = [];
  for (const variable of raw.freeVariables) closure.push(frame.r[variable.from] as PyCell);
  return done(frame, new PyFunction(raw, frame.namespace, closure));
};

export const setDefaults: Handler = (frame, a, b) => {
  (frame.r[a] as PyFunction).defaults = (frame.r[b] as PyTuple).items;
  return skip(frame);
};

export const setKeywordDefaults: Handler = (frame, a, b) => {
  (frame.r[a] as PyFunction).keywordDefaults = frame.r[b] as PyDict;
  return skip(frame);
};

export const setAnnotate: Handler = (frame, a, b) => {
  (frame.r[a] as PyFunction).annotations = frame.r[b] as Value;
  return skip(frame);
};

export const loadBuildClass: Handler = (frame) => {
  const fn = frame.namespace.builtins.get("__build_class__");
  if (fn === undefined) raise(E.NameError, "__build_class__ not found");
  return done(frame, fn);
};
