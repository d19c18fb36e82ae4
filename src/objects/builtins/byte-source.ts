/** What `bytes(…)` and `bytearray(…)` are made of. */
import { checkBytes, MAX_BYTES, viewOf } from "../buffers.ts";
import { fitIndex, notA, toIndex } from "../conversions.ts";
import { charge } from "../current.ts";
import { E, isThrown, outOfMemory, raise } from "../errors.ts";
import { type Int, intValue } from "../int.ts";
import type { Value } from "../object.ts";
import type { Param } from "../params.ts";
import { either, object, optional } from "../params.ts";
import { copyMemory, FULL_READONLY } from "../protocols/buffer.ts";
import { DrainFrame } from "../protocols/drain.ts";
import { plainItems } from "../protocols/iterate.ts";
import { hasHint, hinted } from "../protocols/length-hint.ts";
import { callSpecial, slotFor } from "../protocols/slot.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { PyBytes } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { isStr, textOf } from "../str.ts";
import { encode } from "../text/codecs.ts";
import { typeName, typeOf } from "../types.ts";

/** A byte, or CPython's error: `what` is "byte" or "bytes". */
export function checkByte(value: Int, what = "byte"): number {
  if (typeof value === "number" && value >= 0 && value <= 255) return value;
  return raise(E.ValueError, `${what} must be in range(0, 256)`);
}

/** A byte given as an int, or by `__index__`. */
export function toByte(value: Value, what = "byte"): number | Pending {
  if (typeof value === "number") return checkByte(value, what);
  const int = toIndex(value);
  if (!isPending(int)) return checkByte(int, what);
  return (function* (): Generator<Pending, number, Value> {
    return checkByte((yield int) as Int, what);
  })();
}

/** Bytes in the making. */
export class ByteBuilder {
  bytes = new Uint8Array(64);
  length = 0;
  add(byte: number): void {
    if (this.length === this.bytes.length) {
      checkBytes(this.length * 2);
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Takes the ints of an iterable. */
class CollectFrame extends DrainFrame {
  readonly #builder = new ByteBuilder();
  readonly #what: string;
  constructor(what: string) {
    super();
    this.#what = what;
  }
  protected override take(item: Value): Pending | undefined {
    const byte = toByte(item, this.#what);
    if (isPending(byte)) return byte;
    this.#builder.add(byte);
    return undefined;
  }
  protected override taken(byte: Value): undefined {
    this.#builder.add(byte as number);
  }
  protected override finish(): Value {
    return new PyBytes(this.#builder.finish());
  }
  override get name(): string {
    return "bytes";
  }
}

/** The bytes that the ints of an iterable are: bytes, or a request that ends in them. */
export function collectBytes(iterable: Value, what = "byte"): NativeResult {
  const items = plainItems(iterable);
  if (items?.every((item) => typeof item === "number")) {
    charge(items.length >> 2);
    const out = new Uint8Array(items.length);
    for (let i = 0; i < items.length; i++) out[i] = checkByte(items[i] as number, what);
    return new PyBytes(out);
  }
  const frame = new CollectFrame(what);
  // sic: bytearray does not ask.
  return what === "bytes" && hasHint(iterable)
    ? hinted(iterable, (it) => frame.over(it))
    : frame.from(iterable);
}

/** Parameters of both constructors. */
export const SOURCE_PARAMS: readonly [
  Param<Value | undefined>,
  Param<Value | undefined>,
  Param<Value | undefined>,
] = [
  either(optional(object("source"), undefined, "b''")),
  either(optional(object("encoding"), undefined, "'utf-8'")),
  either(optional(object("errors"), undefined, "'strict'")),
];

/** What the constructors of `type` ("bytes" or "bytearray") make of their arguments: bytes, or a request. */
export function sourceBytes(
  type: "bytes" | "bytearray",
  source: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): NativeResult {
  const named = (value: Value | undefined, name: string, fallback: string): string => {
    if (value === undefined) return fallback;
    return textOf(value) ?? notA("str", value, type, `'${name}'`);
  };
  const codec = named(encoding, "encoding", "utf-8");
  const handler = named(errors, "errors", "strict");
  if (source !== undefined && isStr(source)) {
    if (encoding === undefined) raise(E.TypeError, "string argument without an encoding");
    return encode(source, codec, handler);
  }
  if (encoding !== undefined) raise(E.TypeError, "encoding without a string argument");
  if (errors !== undefined) raise(E.TypeError, "errors without a string argument");
  if (source === undefined) return new PyBytes(new Uint8Array(0));
  if (type === "bytes" && !(source instanceof PyBytes && source.shape.type.isBuiltin)) {
    const made = callSpecial(source, "__bytes__", []);
    if (made !== undefined) return checkMade(made);
  }
  if (intValue(source) !== undefined || slotFor(source, SLOT.__index__) !== null)
    return zeros(source, type);
  return fromContent(source, type);
}

function* checkMade(made: NativeResult): NativeGenerator {
  const bytes = (isPending(made) ? yield made : made) as Value;
  if (bytes instanceof PyBytes) return bytes;
  return raise(E.TypeError, `__bytes__ returned non-bytes (type ${typeName(bytes)})`);
}

function zeros(source: Value, type: string): NativeResult {
  const make = (count: Int): Value => {
    const n = fitIndex(count);
    if (n < 0) raise(E.ValueError, "negative count");
    if (n > MAX_BYTES) outOfMemory();
    charge(n >>> 4);
    return new PyBytes(new Uint8Array(n));
  };
  if (intValue(source) !== undefined) return make(intValue(source) as Int);
  return (function* (): NativeGenerator {
    let count: Int;
    try {
      const index = toIndex(source);
      count = (isPending(index) ? yield index : index) as Int;
    } catch (error) {
      // sic: what `__index__` refuses may still be iterable.
      if (!isThrown(error, E.TypeError)) throw error;
      const content = fromContent(source, type);
      return isPending(content) ? yield content : content;
    }
    return make(count);
  })();
}

function fromContent(source: Value, type: string): NativeResult {
  const view = viewOf(source);
  if (view !== undefined) {
    charge(view.length >>> 4);
    return new PyBytes(view.slice());
  }
  const copy = copyMemory(source, FULL_READONLY);
  if (copy !== undefined) return copy;
  const own = typeOf(source);
  if (slotFor(source, SLOT.__iter__) === null && own.lookup("__getitem__") === undefined)
    raise(E.TypeError, `cannot convert '${own.name}' object to ${type}`);
  return collectBytes(source, type === "bytes" ? "bytes" : "byte");
}
