/** Writes JSON. What an encoder is asked for (`default`, `items`, the text of a str) is a request, at any depth. */
import { shortName, typeFullName } from "../../objects/builtins/common.ts";
import { addNote } from "../../objects/builtins/exception-base.ts";
import { joinText, ofInner } from "../../objects/builtins/replies.ts";
import { charge } from "../../objects/current.ts";
import { E, isThrown, type PyThrow, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { TextBuilder } from "../../objects/formatting/text-builder.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import { PyNative } from "../../objects/native.ts";
import { floatRepr, intText } from "../../objects/numbers/print.ts";
import type { Value } from "../../objects/object.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  call,
  isPending,
  NativeFrame,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { sortItems } from "../../objects/sort.ts";
import { isStr, type PyStr } from "../../objects/str.ts";
import { dictType, typeName, typeOf } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";
import { encodeAscii, encodePlain } from "./strings.ts";

/** What an encoder says about how to write. */
export interface Writing {
  readonly markers: Value;
  readonly fallback: Value;
  readonly encoder: Value;
  /** The text of one level of indentation; null for none. */
  readonly indent: Value;
  readonly keySeparator: string | PyStr;
  readonly itemSeparator: string | PyStr;
  readonly sortKeys: boolean;
  readonly skipKeys: boolean;
  readonly allowNan: boolean;
}

/** A value that is being written, and what is around it. */
class Level {
  readonly outer: Level | null;
  readonly owner: Value;
  /** Values of a list; keys and values in turn of a dict; null for an object that `default` stands in for. */
  readonly items: readonly Value[] | null;
  readonly isDict: boolean;
  next = 0;
  /** Has one been written already? */
  hasMembers = false;
  constructor(outer: Level | null, owner: Value, items: readonly Value[] | null, isDict: boolean) {
    this.outer = outer;
    this.owner = owner;
    this.items = items;
    this.isDict = isDict;
  }
}

/** What the answer to a request is. */
type Asked = "nothing" | "text" | "key" | "default" | "items";

export class EncodeFrame extends NativeFrame {
  readonly #writing: Writing;
  readonly #out = new TextBuilder();
  readonly #encode: ((value: Value) => Value) | null;
  /** What is being written, against circles. */
  readonly #open: Set<Value> | null;
  #level: Level | null = null;
  #nesting = 0;
  readonly #indentation: number;
  #value: Value | undefined;
  #asked: Asked = "nothing";
  /** Whose items are waited for. */
  #owner: Value = null;

  constructor(writing: Writing, value: Value, indentation: number) {
    super();
    this.#writing = writing;
    this.#value = value;
    this.#indentation = indentation;
    this.#open = writing.markers === null ? null : new Set();
    const { encoder } = writing;
    const run = encoder instanceof PyNative ? encoder.run : null;
    this.#encode = [encodeAscii, encodePlain].find((own) => own === run) ?? null;
  }

  override get name(): string {
    return "_iterencode";
  }

  override resume(answer: Value | undefined): NativeResult {
    try {
      const pending = this.#take(answer as Value) ?? this.#run();
      return pending ?? tuple(this.#out.finish());
    } catch (error) {
      return this.#fail(error);
    }
  }

  override throwIn(error: PyThrow): NativeResult {
    return this.#fail(error);
  }

  /** Takes the answer to what was asked. */
  #take(answer: Value): Pending | undefined {
    const asked = this.#asked;
    this.#asked = "nothing";
    switch (asked) {
      case "text":
      case "key":
        if (!isStr(answer))
          raise(E.TypeError, `encoder() must return a string, not ${typeName(answer)}`);
        this.#out.add(answer as string | PyStr);
        if (asked === "key") this.#out.add(this.#writing.keySeparator);
        return undefined;
      case "default":
        this.#begin(new Level(this.#level, this.#owner, null, false), "object");
        this.#value = answer;
        return undefined;
      case "items":
        this.#beginDict(this.#owner, (answer as PyList).items);
        return undefined;
      default:
        return undefined;
    }
  }

  #run(): Pending | undefined {
    for (;;) {
      const value = this.#value;
      this.#value = undefined;
      if (value === undefined && this.#level === null) return undefined;
      const pending =
        value === undefined ? this.#nextMember(this.#level as Level) : this.#write(value);
      if (pending !== undefined) return pending;
    }
  }

  /** Writes a value, or begins it. */
  #write(value: Value): Pending | undefined {
    const out = this.#out;
    if (value === null || typeof value === "boolean") {
      out.add(wordOf(value));
      return undefined;
    }
    if (isStr(value)) return this.#writeText(value, "text");
    const int = intValue(value);
    if (int !== undefined) out.add(intText(int));
    else if (value instanceof PyFloat) out.add(this.#floatText(value));
    else if (value instanceof PyList || value instanceof PyTuple) this.#beginList(value);
    else if (value instanceof PyDict) return this.#askItems(value);
    else return this.#askDefault(value);
    return undefined;
  }

  #writeText(value: Value, what: "text" | "key"): Pending | undefined {
    if (this.#encode === null) {
      this.#asked = what;
      return call(this.#writing.encoder, value);
    }
    this.#out.add(this.#encode(value) as string | PyStr);
    if (what === "key") this.#out.add(this.#writing.keySeparator);
    return undefined;
  }

  #floatText(float: PyFloat): string {
    const { value } = float;
    if (Number.isFinite(value)) return floatRepr(value);
    if (!this.#writing.allowNan)
      raise(E.ValueError, `Out of range float values are not JSON compliant: ${floatRepr(value)}`);
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /* Containers */

  #begin(level: Level, what: string): void {
    this.#level = level;
    this.#nesting++;
    if (this.depth + this.#nesting > machine.recursionLimit)
      raise(E.RecursionError, `maximum recursion depth exceeded while encoding a JSON ${what}`);
  }

  /** Notes that this is being written. */
  #mark(owner: Value): void {
    if (this.#open?.has(owner)) raise(E.ValueError, "Circular reference detected");
    this.#open?.add(owner);
  }

  #beginList(list: PyList | PyTuple): void {
    if (list.items.length === 0) {
      this.#out.add("[]");
      return;
    }
    this.#mark(list);
    this.#out.add("[");
    this.#begin(new Level(this.#level, list, list.items, false), "object");
  }

  #askItems(dict: PyDict): Pending | undefined {
    if (dict.table.size === 0) {
      this.#out.add("{}");
      return undefined;
    }
    this.#mark(dict);
    const { sortKeys } = this.#writing;
    if (typeOf(dict) === dictType && !sortKeys) {
      charge(dict.table.size >> 2);
      const items: Value[] = [];
      for (const { key, value } of dict.table.live()) items.push(key, value as Value);
      this.#beginDict(dict, items);
      return undefined;
    }
    this.#asked = "items";
    this.#owner = dict;
    return itemsOf(dict, sortKeys);
  }

  #beginDict(dict: Value, items: readonly Value[]): void {
    this.#out.add("{");
    this.#begin(new Level(this.#level, dict, items, true), "object");
  }

  #askDefault(value: Value): Pending {
    this.#mark(value);
    this.#asked = "default";
    this.#owner = value;
    return call(this.#writing.fallback, value);
  }

  /** A new line, indented as the members of the innermost container are. */
  #newLine(nesting: number): void {
    const { indent } = this.#writing;
    if (indent === null) return;
    this.#out.add("\n");
    for (let i = this.#indentation + nesting; i > 0; i--) this.#out.add(indent as string | PyStr);
  }

  /** Goes on with the next member of a container, or ends it. */
  #nextMember(level: Level): Pending | undefined {
    const { items, isDict } = level;
    if (items === null) return this.#end(level);
    if (level.next >= items.length) {
      this.#end(level);
      if (level.hasMembers) this.#newLine(this.#depthOfLines(level.outer));
      this.#out.add(isDict ? "}" : "]");
      return undefined;
    }
    if (!isDict) {
      this.#separate(level);
      this.#value = items[level.next++] as Value;
    } else {
      const key = this.#keyOf(items[level.next] as Value);
      level.next += 2;
      if (key === undefined) return undefined;
      this.#separate(level);
      this.#value = items[level.next - 1] as Value;
      const pending = this.#writeText(key, "key");
      if (pending !== undefined) return pending;
    }
    return charge(1) ? PAUSE : undefined;
  }

  #end(level: Level): undefined {
    this.#level = level.outer;
    this.#nesting--;
    this.#open?.delete(level.owner);
  }

  #separate(level: Level): void {
    if (level.hasMembers) this.#out.add(this.#writing.itemSeparator);
    level.hasMembers = true;
    this.#newLine(this.#depthOfLines(level));
  }

  /** How many containers there are from this one outwards: objects that `default` stands in for are none. */
  #depthOfLines(level: Level | null): number {
    if (this.#writing.indent === null) return 0;
    let count = 0;
    for (let at = level; at !== null; at = at.outer) if (at.items !== null) count++;
    return count;
  }

  /** A key as text; undefined where it is to be left out. */
  #keyOf(key: Value): Value | undefined {
    if (isStr(key)) return key;
    if (key === null || typeof key === "boolean") return wordOf(key);
    if (key instanceof PyFloat) return this.#floatText(key);
    const int = intValue(key);
    if (int !== undefined) return intText(int);
    if (this.#writing.skipKeys) return undefined;
    return raise(E.TypeError, `keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }

  /* Errors */

  /** An error leaves through all that is being written, and each notes where it was. */
  #fail(error: unknown): NativeResult {
    if (!isThrown(error, E.BaseException) || this.#level === null) throw error;
    return this.#note(error, this.#level);
  }

  *#note(error: PyThrow, innermost: Level): NativeGenerator {
    this.#level = null;
    for (let level: Level | null = innermost; level !== null; level = level.outer) {
      const note = yield* noteOf(level);
      if (note !== undefined) addNote(error.exception, note);
    }
    throw error;
  }
}

function* noteOf({
  owner,
  items,
  isDict,
  next,
  hasMembers,
}: Level): Generator<Pending, Value | undefined, Value> {
  const type = typeOf(owner);
  const full = typeFullName(type);
  const name = full.startsWith("__main__.") ? shortName(type) : full;
  if (items === null) return `when serializing ${name} object`;
  // Nothing was being written of it where its keys are at fault.
  if (!hasMembers) return undefined;
  if (!isDict) return `when serializing ${name} item ${next - 1}`;
  const repr = ofInner(items[next - 2] as Value, reprOf);
  const key = (isPending(repr) ? yield repr : repr) as Value;
  return joinText(`when serializing ${name} item `, key);
}

function wordOf(value: boolean | null): string {
  return value === null ? "null" : value ? "true" : "false";
}

/** Keys and values in turn, as `items()` of the dict has them. */
function* itemsOf(dict: PyDict, isSorted: boolean): NativeGenerator {
  const items = yield* attribute(dict, "items");
  const pairs = yield* drain(yield call(items as Value));
  if (isSorted) {
    const sorting = sortItems(pairs, null, false);
    if (isPending(sorting)) yield sorting;
  }
  const flat: Value[] = [];
  for (const pair of pairs) {
    if (!(pair instanceof PyTuple) || pair.items.length !== 2)
      return raise(E.ValueError, "items must return 2-tuples");
    flat.push(pair.items[0] as Value, pair.items[1] as Value);
  }
  return new PyList(flat);
}
