/**
 * `marshal`: plain data as bytes. Code is not among it: that of this interpreter is nothing that CPython could read.
 * https://docs.python.org/3/library/marshal.html
 */
import { bytesLike, viewOf } from "../objects/buffers.ts";
import { ByteBuilder } from "../objects/builtins/byte-source.ts";
import { smallInt, truth } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyComplex, PyFloat } from "../objects/float.ts";
import { PyCode } from "../objects/function.ts";
import { newFrozenSet, PyDict, PySet } from "../objects/hash-table.ts";
import { intValue, normalize } from "../objects/int.ts";
import { floatRepr } from "../objects/numbers/print.ts";
import type { Value } from "../objects/object.ts";
import { keyword, object, optional } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { storeKey, storeMember } from "../objects/protocols/hashing.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../objects/requests.ts";
import { appendItem, Ellipsis, PyBytes, PyList, PySlice, PyTuple } from "../objects/sequences.ts";
import { isStr, type PyStr, textOf } from "../objects/str.ts";
import { compareBytes } from "../objects/text/bytes.ts";
import { isAscii } from "../objects/text/characters.ts";
import { decodeNow, encodeNow } from "../objects/text/codecs.ts";
import { frozensetType, isInstance, typeName } from "../objects/types.ts";

const VERSION = 5;
const MAX_DEPTH = 2000;
/** In the type of what may be referred to later. */
const REFERABLE = 0x80;
const DIGIT_BITS = 15n;

/* Writing */

class Writer {
  readonly out = new ByteBuilder();
  readonly #version: number;
  readonly #allowsCode: boolean;
  /** What comes more than once: its number, once it was written. */
  readonly #shared: Map<object, number | null>;
  #depth = 0;
  #count = 0;

  constructor(version: number, allowsCode: boolean, shared: Map<object, number | null>) {
    this.#version = version;
    this.#allowsCode = allowsCode;
    this.#shared = shared;
  }

  #type(type: string, isShared = false): void {
    this.out.add(type.charCodeAt(0) | (isShared ? REFERABLE : 0));
  }

  #bytes(bytes: Uint8Array): void {
    charge(bytes.length >>> 4);
    for (const byte of bytes) this.out.add(byte);
  }

  #short(value: number): void {
    this.out.add(value & 0xff);
    this.out.add((value >> 8) & 0xff);
  }

  #long(value: number): void {
    this.#short(value);
    this.#short(value >> 16);
  }

  #double(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    this.#bytes(bytes);
  }

  #shortText(text: string): void {
    this.out.add(text.length);
    this.#bytes(encodeNow(text, "ascii", "strict").bytes);
  }

  write(value: Value): void {
    charge(1);
    if (++this.#depth > MAX_DEPTH) raise(E.ValueError, "object too deeply nested to marshal");
    this.#writeOne(value);
    this.#depth--;
  }

  #writeOne(value: Value): void {
    if (value === null) return this.#type("N");
    if (typeof value === "boolean") return this.#type(value ? "T" : "F");
    if (value === Ellipsis) return this.#type(".");
    if (value === E.StopIteration) return this.#type("S");
    let isShared = false;
    if (typeof value === "object" && this.#shared.has(value)) {
      const number = this.#shared.get(value) as number | null;
      if (number !== null) {
        this.#type("r");
        return this.#long(number);
      }
      this.#shared.set(value, this.#count++);
      isShared = true;
    }
    const int = intValue(value);
    if (int !== undefined && (typeof value !== "object" || value === null))
      return this.#int(BigInt(int));
    if (isStr(value)) return this.#text(value, isShared);
    if (typeof value !== "object") return this.#refuse();
    const { type } = value.shape;
    if (value instanceof PyFloat && type.isBuiltin) this.#float(value.value, "f", "g", isShared);
    else if (value instanceof PyComplex && type.isBuiltin) this.#complex(value, isShared);
    else if (value instanceof PyTuple && type.isBuiltin) this.#tuple(value.items, isShared);
    else if (value instanceof PyList && type.isBuiltin) this.#items("[", value.items, isShared);
    else if (value instanceof PyDict && type.isBuiltin) this.#dict(value, isShared);
    else if (value instanceof PySet && type.isBuiltin) this.#set(value, isShared);
    else if (value instanceof PySlice && this.#version >= 5) {
      this.#type(":", isShared);
      for (const part of [value.start, value.stop, value.step]) this.write(part);
    } else if (value instanceof PyCode && !this.#allowsCode)
      raise(E.ValueError, "marshalling code objects is disallowed");
    else this.#memory(value, isShared);
  }

  #refuse(): never {
    return raise(E.ValueError, "unmarshallable object");
  }

  #memory(value: Value, isShared: boolean): void {
    const bytes = viewOf(value);
    if (bytes === undefined) return this.#refuse();
    this.#type("s", isShared);
    this.#long(bytes.length);
    this.#bytes(bytes);
  }

  #int(value: bigint): void {
    if (BigInt.asIntN(32, value) === value) {
      this.#type("i");
      this.#long(Number(value));
      return;
    }
    this.#type("l");
    const digits: number[] = [];
    const size = value < 0n ? -value : value;
    charge(size.toString(16).length);
    const hex = size.toString(2);
    for (let end = hex.length; end > 0; end -= Number(DIGIT_BITS))
      digits.push(Number.parseInt(hex.slice(Math.max(0, end - Number(DIGIT_BITS)), end), 2));
    this.#long(value < 0n ? -digits.length : digits.length);
    for (const digit of digits) this.#short(digit);
  }

  #float(value: number, text: string, binary: string, isShared: boolean): void {
    this.#type(this.#version > 1 ? binary : text, isShared);
    this.#number(value);
  }

  #number(value: number): void {
    if (this.#version > 1) this.#double(value);
    else this.#shortText(floatRepr(value).replace(/\.0$/, () => ""));
  }

  #complex({ real, imag }: PyComplex, isShared: boolean): void {
    this.#float(real, "x", "y", isShared);
    this.#number(imag);
  }

  #text(value: string | PyStr, isShared: boolean): void {
    const text = textOf(value) as string;
    if (this.#version >= 4 && isAscii(text)) {
      this.#type(text.length < 256 ? "z" : "a", isShared);
      if (text.length < 256) return this.#shortText(text);
      this.#long(text.length);
      return this.#bytes(encodeNow(text, "ascii", "strict").bytes);
    }
    this.#type("u", isShared);
    const { bytes } = encodeNow(value, "utf-8", "surrogatepass");
    this.#long(bytes.length);
    this.#bytes(bytes);
  }

  #tuple(items: readonly Value[], isShared: boolean): void {
    if (this.#version < 4 || items.length > 255) return this.#items("(", items, isShared);
    this.#type(")", isShared);
    this.out.add(items.length);
    for (const item of items) this.write(item);
  }

  #items(type: string, items: readonly Value[], isShared: boolean): void {
    this.#type(type, isShared);
    this.#long(items.length);
    for (const item of items) this.write(item);
  }

  #dict(dict: PyDict, isShared: boolean): void {
    this.#type("{", isShared);
    for (const { key, value } of dict.table.live()) {
      this.write(key);
      this.write(value as Value);
    }
    this.#type("0");
  }

  /** Members go by what they are as bytes, so that equal sets are alike. */
  #set(set: PySet, isShared: boolean): void {
    const members = [...set.table.live()].map(({ key }) => ({
      key,
      bytes: dumps(key, this.#version, true),
    }));
    members.sort((a, b) => compareBytes(a.bytes, b.bytes));
    this.#items(
      isInstance(set, frozensetType) ? ">" : "<",
      members.map(({ key }) => key),
      isShared,
    );
  }
}

/** The objects that are met more than once, which are written once; nothing has a number yet. */
function findShared(root: Value): Map<object, number | null> {
  const seen = new Set<object>();
  const shared = new Map<object, number | null>();
  const left: Value[] = [root];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value !== "object" || value === null) continue;
    charge(1);
    if (seen.has(value)) {
      shared.set(value, null);
      continue;
    }
    seen.add(value);
    if (value instanceof PyList || value instanceof PyTuple)
      for (const item of value.items) left.push(item);
    else if (value instanceof PyDict)
      for (const { key, value: item } of value.table.live()) left.push(key, item as Value);
    else if (value instanceof PySet) for (const { key } of value.table.live()) left.push(key);
  }
  return shared;
}

function dumps(value: Value, version: number, allowsCode: boolean): Uint8Array {
  const shared = version >= 3 ? findShared(value) : new Map<object, null>();
  const writer = new Writer(version, allowsCode, shared);
  writer.write(value);
  return writer.out.finish();
}

/* Reading */

type Steps<T> = Generator<Pending, T, Value>;
/** Gives so many bytes, or fewer at the end. */
type Source = (count: number) => Uint8Array | Steps<Uint8Array>;

const bad = (what: string): never => raise(E.ValueError, `bad marshal data (${what})`);

/** Stands for the end of a dict. */
const NULL = Symbol("null");

class Reader {
  readonly #source: Source;
  readonly #allowsCode: boolean;
  readonly #references: (Value | undefined)[] = [];
  #depth = 0;
  constructor(source: Source, allowsCode: boolean) {
    this.#source = source;
    this.#allowsCode = allowsCode;
  }

  /** As many bytes as there are, at most so many. */
  *#take(count: number): Steps<Uint8Array> {
    const part = this.#source(count);
    return part instanceof Uint8Array ? part : yield* part;
  }

  *#bytes(count: number): Steps<Uint8Array> {
    const bytes = yield* this.#take(count);
    if (bytes.length < count) raise(E.EOFError, "marshal data too short");
    charge(count >>> 4);
    return bytes;
  }

  *#byte(): Steps<number> {
    return (yield* this.#bytes(1))[0] as number;
  }

  *#long(): Steps<number> {
    const bytes = yield* this.#bytes(4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true);
  }

  *#size(what: string): Steps<number> {
    const size = yield* this.#long();
    return size < 0 ? bad(`${what} size out of range`) : size;
  }

  *#double(): Steps<number> {
    const bytes = yield* this.#bytes(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  *#number(): Steps<number> {
    const text = yield* this.#ascii(yield* this.#byte());
    const value =
      text === "inf" || text === "-inf" ? (text === "inf" ? Infinity : -Infinity) : Number(text);
    return value;
  }

  *#ascii(length: number): Steps<string> {
    return textOf(decodeNow(yield* this.#bytes(length), "ascii", "strict")) as string;
  }

  /** An object that has to be there. */
  *read(): Steps<Value> {
    const value = yield* this.#read();
    return value === NULL
      ? raise(E.TypeError, "NULL object in marshal data for object")
      : (value as Value);
  }

  *#read(): Steps<Value | typeof NULL> {
    charge(1);
    const first = yield* this.#take(1);
    if (first.length === 0) raise(E.EOFError, "EOF read where object expected");
    if (++this.#depth > MAX_DEPTH) raise(E.ValueError, "recursion limit exceeded");
    const code = first[0] as number;
    const type = String.fromCharCode(code & ~REFERABLE);
    const place = (code & REFERABLE) === 0 ? -1 : this.#references.push(undefined) - 1;
    const note = <T extends Value>(value: T): T => {
      if (place >= 0) this.#references[place] = value;
      return value;
    };
    const value = yield* this.#object(type, note);
    if (value !== NULL) note(value as Value);
    this.#depth--;
    return value;
  }

  *#object(type: string, note: <T extends Value>(value: T) => T): Steps<Value | typeof NULL> {
    switch (type) {
      case "0":
        return NULL;
      case "N":
        return null;
      case "T":
        return true;
      case "F":
        return false;
      case ".":
        return Ellipsis;
      case "S":
        return E.StopIteration;
      case "i":
        return yield* this.#long();
      case "I": {
        const bytes = yield* this.#bytes(8);
        return normalize(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true));
      }
      case "l":
        return yield* this.#bigInt();
      case "f":
        return new PyFloat(yield* this.#number());
      case "g":
        return new PyFloat(yield* this.#double());
      case "x":
        return new PyComplex(yield* this.#number(), yield* this.#number());
      case "y":
        return new PyComplex(yield* this.#double(), yield* this.#double());
      case "s":
        return new PyBytes((yield* this.#bytes(yield* this.#size("bytes object"))).slice());
      case "z":
      case "Z":
        return yield* this.#ascii(yield* this.#byte());
      case "a":
      case "A":
        return yield* this.#ascii(yield* this.#size("string"));
      case "t":
      case "u": {
        const bytes = yield* this.#bytes(yield* this.#size("string"));
        return decodeNow(bytes, "utf-8", "surrogatepass");
      }
      case ")":
        return new PyTuple(yield* this.#items(yield* this.#byte(), []));
      case "(":
        return new PyTuple(yield* this.#items(yield* this.#size("tuple"), []));
      case "[": {
        const list = note(new PyList([]));
        yield* this.#items(yield* this.#size("list"), list.items);
        return list;
      }
      case "{":
        return yield* this.#dict(note(new PyDict()));
      case "<":
      case ">": {
        const set = type === ">" ? newFrozenSet() : note(new PySet());
        for (const item of yield* this.#items(yield* this.#size("set"), [])) {
          const stored = storeMember(set, item);
          if (isPending(stored)) yield stored;
        }
        return set;
      }
      case ":":
        return new PySlice(yield* this.read(), yield* this.read(), yield* this.read());
      case "r": {
        const number = yield* this.#long();
        return this.#references[number] ?? bad("invalid reference");
      }
      case "c":
        if (!this.#allowsCode) raise(E.ValueError, "unmarshalling code objects is disallowed");
        return bad("code objects are CPython's");
      default:
        return bad("unknown type code");
    }
  }

  *#items(count: number, items: Value[]): Steps<Value[]> {
    for (let i = 0; i < count; i++) appendItem(items, yield* this.read());
    return items;
  }

  *#dict(dict: PyDict): Steps<Value> {
    for (;;) {
      const key = yield* this.#read();
      if (key === NULL) return dict;
      const value = yield* this.#read();
      if (value === NULL) return dict;
      const stored = storeKey(dict, key as Value, value as Value);
      if (isPending(stored)) yield stored;
    }
  }

  *#bigInt(): Steps<Value> {
    const count = yield* this.#long();
    const bytes = yield* this.#bytes(2 * Math.abs(count));
    const digits: string[] = [];
    for (let i = 0; i < bytes.length; i += 2) {
      const digit = (bytes[i] as number) | ((bytes[i + 1] as number) << 8);
      if (digit >= 1 << Number(DIGIT_BITS)) bad("digit out of range in long");
      digits.unshift(digit.toString(2).padStart(Number(DIGIT_BITS), "0"));
    }
    if (count !== 0 && !digits[0]?.includes("1")) bad("unnormalized long data");
    const size = BigInt(`0b${digits.join("") || "0"}`);
    return normalize(count < 0 ? -size : size);
  }
}

/** Bytes that are there. */
function sourceOf(bytes: Uint8Array): Source {
  let at = 0;
  return (count) => {
    const part = bytes.subarray(at, at + count);
    at += part.length;
    return part;
  };
}

/** What a file's `read` gives. */
function sourceOfFile(read: Value): Source {
  return function* (count) {
    const made = yield call(read, count);
    if (!(made instanceof PyBytes))
      return raise(E.TypeError, `file.read() returned not bytes but ${typeName(made)}`);
    if (made.bytes.length > count)
      raise(
        E.ValueError,
        `read() returned too much data: ${count} bytes requested, ${made.bytes.length} returned`,
      );
    return made.bytes;
  };
}

function* method(file: Value, name: string): Steps<Value> {
  const found = getAttribute(file, name);
  return ((isPending(found) ? yield found : found) ?? null) as Value;
}

export const marshalModule = defineModule(
  "marshal",
  "Plain data as bytes, and back: what CPython keeps compiled modules in, but for their code.",
  ({ fn, caller, constant }) => {
    const version = optional(smallInt("version"), VERSION, "version");
    const allowCode = keyword(optional(truth("allow_code"), true, "True"));
    return {
      version: constant(VERSION),
      dumps: fn(
        "Return the bytes object that would be written to a file by dump(value, file).",
        [object("value"), version, allowCode],
        (value, wanted, allowsCode) => new PyBytes(dumps(value, wanted, allowsCode)),
      ),
      loads: caller(
        "Convert the bytes-like object to a value.",
        [bytesLike("bytes"), allowCode],
        (bytes, allowsCode): NativeGenerator => new Reader(sourceOf(bytes), allowsCode).read(),
      ),
      dump: caller(
        "Write the value on the open file.",
        [object("value"), object("file"), version, allowCode],
        function* (value, file, wanted, allowsCode): NativeGenerator {
          const bytes = new PyBytes(dumps(value, wanted, allowsCode));
          return yield call(yield* method(file, "write"), bytes);
        },
      ),
      load: caller(
        "Read one value from the open file and return it.",
        [object("file"), allowCode],
        function* (file, allowsCode): NativeGenerator {
          const read = yield* method(file, "read");
          return yield* new Reader(sourceOfFile(read), allowsCode).read();
        },
      ),
    };
  },
);
