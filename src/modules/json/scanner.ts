/** Reads JSON. What the hooks of a decoder make of a value is asked for by request, at any depth. */
import { charge } from "../../objects/current.ts";
import { E, newException, type PyException, PyThrow, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import {
  call,
  NativeFrame,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { appendItem, PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { nameOf } from "../../objects/str.ts";
import { floatType, intType } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";
import { imported } from "../imported.ts";
import type { Source } from "./source.ts";
import { type Scanned, scanString, Trouble } from "./strings.ts";

/** What a decoder says about how to read. */
export interface Reading {
  readonly isStrict: boolean;
  readonly objectHook: Value;
  readonly objectPairsHook: Value;
  readonly parseFloat: Value;
  readonly parseInt: Value;
  readonly parseConstant: Value;
}

/** Raises the JSONDecodeError of the library. */
export function* raiseTrouble(source: Source, { message, at }: Trouble): NativeGenerator {
  const type = yield* imported("json.decoder", "JSONDecodeError");
  const error = yield call(type, message, source.value, source.pointOf(at));
  throw new PyThrow(error as PyException);
}

/** An object or array that is being read, and what is around it. */
class Level {
  readonly outer: Level | null;
  readonly isArray: boolean;
  /** Of an array, or pairs of an object. */
  readonly items: Value[] | null;
  readonly dict: PyDict | null;
  key: Value = null;
  constructor(outer: Level | null, isArray: boolean, items: Value[] | null, dict: PyDict | null) {
    this.outer = outer;
    this.isArray = isArray;
    this.items = items;
    this.dict = dict;
  }
}

const NUMBER = /(-?(?:0|[1-9][0-9]*))((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/y;
/** An int of so many digits surely is a safe integer. */
const SAFE_DIGITS = 15;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** What a value is that begins with such a word. */
const WORDS: readonly (readonly [word: string, value: Value])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
];
/** Likewise; the decoder is asked. */
const CONSTANTS = ["NaN", "Infinity", "-Infinity"];

export class ScanFrame extends NativeFrame {
  readonly #source: Source;
  readonly #text: string;
  readonly #reading: Reading;
  #at: number;
  #level: Level | null = null;
  #nesting = 0;
  /** The value that has been read; undefined while one is to be. */
  #value: Value | undefined;
  #isWaiting = false;
  #isPaused = false;

  constructor(source: Source, at: number, reading: Reading) {
    super();
    this.#source = source;
    this.#text = source.text;
    this.#at = at;
    this.#reading = reading;
  }

  override get name(): string {
    return "scan_once";
  }

  override resume(answer: Value | undefined): NativeResult {
    if (this.#isWaiting) this.#value = answer as Value;
    this.#isWaiting = false;
    this.#isPaused = false;
    try {
      return this.#run();
    } catch (error) {
      if (error instanceof Trouble) return raiseTrouble(this.#source, error);
      throw error;
    }
  }

  #run(): NativeResult {
    for (;;) {
      const value = this.#value;
      if (value !== undefined && this.#level === null)
        return tuple(value, this.#source.pointOf(this.#at));
      const pending = value === undefined ? this.#readValue() : this.#place(value);
      if (pending !== undefined) {
        this.#isWaiting = !this.#isPaused;
        return pending;
      }
    }
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  /** Reads a value that is no container, or begins one. */
  #readValue(): Pending | undefined {
    const text = this.#text;
    const at = this.#at;
    switch (text.charAt(at)) {
      case '"': {
        const { value, end } = this.#readString(at + 1);
        this.#value = value;
        this.#at = end;
        return undefined;
      }
      case "{":
        return this.#beginObject();
      case "[":
        return this.#beginArray();
      case "n":
      case "t":
      case "f":
        for (const [word, value] of WORDS)
          if (text.startsWith(word, at)) {
            this.#value = value;
            this.#at += word.length;
            return undefined;
          }
        break;
      case "N":
      case "I":
      case "-":
        for (const word of CONSTANTS)
          if (text.startsWith(word, at)) {
            this.#at += word.length;
            return call(this.#reading.parseConstant, word);
          }
    }
    return this.#readNumber();
  }

  #readString(from: number): Scanned {
    return scanString(this.#source, from, this.#reading.isStrict);
  }

  #readNumber(): Pending | undefined {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) return this.#expectValue(this.#at);
    const [all, digits, rest] = match as unknown as [string, string, string];
    const reading = this.#reading;
    this.#at += all.length;
    if (rest !== "") {
      if (reading.parseFloat !== floatType) return call(reading.parseFloat, all);
      this.#value = new PyFloat(Number(all));
    } else if (reading.parseInt !== intType) return call(reading.parseInt, all);
    else if (digits.length <= SAFE_DIGITS) this.#value = Number(digits) + 0;
    else return call(intType, all);
    return undefined;
  }

  /** Where a value should be is none: the decoder hears of it by a StopIteration. */
  #expectValue(at: number): never {
    throw new PyThrow(newException(E.StopIteration, this.#source.pointOf(at)));
  }

  #begin(level: Level, what: string): void {
    this.#level = level;
    this.#nesting++;
    if (this.depth + this.#nesting > machine.recursionLimit)
      raise(
        E.RecursionError,
        `maximum recursion depth exceeded while decoding a JSON ${what} from a unicode string`,
      );
  }

  #beginArray(): Pending | undefined {
    this.#begin(new Level(this.#level, true, [], null), "array");
    this.#at++;
    this.#skipSpace();
    return this.#text.charAt(this.#at) === "]" ? this.#end() : undefined;
  }

  #beginObject(): Pending | undefined {
    const isPaired = this.#reading.objectPairsHook !== null;
    const dict = isPaired ? null : new PyDict();
    const level = new Level(this.#level, false, isPaired ? [] : null, dict);
    this.#begin(level, "object");
    this.#at++;
    this.#skipSpace();
    if (this.#text.charAt(this.#at) === "}") return this.#end();
    this.#readKey(level);
    return undefined;
  }

  #readKey(level: Level): void {
    if (this.#text.charAt(this.#at) !== '"')
      throw new Trouble("Expecting property name enclosed in double quotes", this.#at);
    const { value, end } = this.#readString(this.#at + 1);
    level.key = value;
    this.#at = end;
    this.#skipSpace();
    if (this.#text.charAt(this.#at) !== ":") throw new Trouble("Expecting ':' delimiter", this.#at);
    this.#at++;
    this.#skipSpace();
  }

  /** The container ends: it is a value. */
  #end(): Pending | undefined {
    const level = this.#level as Level;
    const { objectHook, objectPairsHook } = this.#reading;
    this.#level = level.outer;
    this.#nesting--;
    this.#at++;
    if (level.isArray) {
      this.#value = new PyList(level.items as Value[]);
      return undefined;
    }
    if (level.items !== null) return call(objectPairsHook, new PyList(level.items));
    if (objectHook !== null) return call(objectHook, level.dict as PyDict);
    this.#value = level.dict as PyDict;
    return undefined;
  }

  /** Puts a value where it belongs, and goes on to the next one. */
  #place(value: Value): Pending | undefined {
    const level = this.#level as Level;
    const { isArray } = level;
    if (isArray) appendItem(level.items as Value[], value);
    else this.#placeMember(level, value);
    this.#value = undefined;
    this.#skipSpace();
    const text = this.#text;
    const char = text.charAt(this.#at);
    const close = isArray ? "]" : "}";
    if (char === close) return this.#end();
    if (char !== ",") throw new Trouble("Expecting ',' delimiter", this.#at);
    const comma = this.#at++;
    this.#skipSpace();
    if (text.charAt(this.#at) === close)
      throw new Trouble(
        `Illegal trailing comma before end of ${isArray ? "array" : "object"}`,
        comma,
      );
    if (!isArray) this.#readKey(level);
    if (!charge(1)) return undefined;
    this.#isPaused = true;
    return PAUSE;
  }

  #placeMember({ key, dict, items }: Level, value: Value): void {
    if (dict === null) {
      appendItem(items as Value[], new PyTuple([key, value]));
      return;
    }
    const name = nameOf(key) as string;
    const entry = dict.table.locate(name);
    if (entry === undefined) dict.table.append(key, name, value);
    else entry.value = value;
  }
}
