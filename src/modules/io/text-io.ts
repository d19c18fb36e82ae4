/** TextIOWrapper: text over a stream of bytes. https://docs.python.org/3/library/io.html#io.TextIOWrapper */
import { currentProcess, isPromise } from "../../kernel/process.ts";
import { checkBytes, viewOf } from "../../objects/buffers.ts";
import { charge } from "../../objects/current.ts";
import { E, newException, PyThrow, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { copyMemory } from "../../objects/protocols/buffer.ts";
import { EXHAUSTED } from "../../objects/protocols/iterate.ts";
import { after, isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { isStr, joinStr, type PyStr, strLength } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import {
  attribute,
  CLOSED,
  hasAttribute,
  invoke,
  isTrue,
  joinBytes,
  PyStream,
  textIoType,
  unsupported,
} from "./base.ts";
import { PyBuffered } from "./buffered.ts";
import { checkNewline, replaceNewlines } from "./string-io.ts";
import { type LineEnds, lineEnd, sliceText } from "./text.ts";
import {
  type Decoder,
  type Encoder,
  findCodec,
  LineDecoder,
  utf8Decoder,
  utf8Encoder,
} from "./text-codecs.ts";
import { awaited, portError } from "./waiting.ts";

type Steps<T> = Generator<Pending, T, Value>;
type Str = string | PyStr;

/** Where output goes. If it answers a promise, the writer waits for that; any other answer is ignored. */
export interface OutputPort {
  (text: string): unknown;
  /** Likewise for bytes, which need not be text. Without it they are decoded. */
  readonly bytes?: (bytes: Uint8Array) => unknown;
}

const CHUNK_SIZE = 8192;

/** Where in the stream text is that has to be decoded from bytes before it. */
interface Cookie {
  start: number;
  flags: bigint;
  bytesToFeed: number;
  charsToSkip: number;
  needsEnd: boolean;
}

export class PyTextIO extends PyStream {
  isReady = false;
  isDetached = false;
  buffer: Value = null;
  encoding: Value = null;
  errors: Value = null;
  decoder: Decoder | null = null;
  encoder: Encoder | null = null;
  /** `newline` as it was given. */
  newline: string | null = null;
  ends: LineEnds = { isUniversal: true, isTranslated: true, newline: "" };
  /** What `\n` becomes in what is written; null where that stays. */
  writesNewline: string | null = null;
  isLineBuffered = false;
  isWriteThrough = false;
  isSeekable = false;
  isTelling = false;
  hasRead1 = false;
  chunkSize = CHUNK_SIZE;
  /** The port that all this ends in, where text need not be made bytes on its way there. */
  port: OutputPort | null = null;

  /** Decoded text, of which `used` characters were taken. */
  #decoded: Str = "";
  #length = 0;
  #used = 0;
  /** The decoder's flags before it read what `decoded` comes from, and that. */
  #snapshot: { readonly flags: bigint; readonly bytes: Uint8Array } | null = null;
  /** Bytes that characters took so far, on the average. */
  #ratio = 0;
  /** What waits to be written: text that is UTF-8 as it is, after the bytes. */
  #pendingText = "";
  #pendingBytes: Uint8Array[] = [];
  #pendingLength = 0;

  // --- states ---

  check(): void {
    if (this.isReady) return;
    raise(
      E.ValueError,
      this.isDetached
        ? "underlying buffer has been detached"
        : "I/O operation on uninitialized object",
    );
  }

  /** The buffer, where it is one of ours as it is. */
  get ours(): PyBuffered | null {
    const { buffer } = this;
    return buffer instanceof PyBuffered && buffer.shape.type.isBuiltin ? buffer : null;
  }

  *isClosed(): Steps<boolean> {
    const { ours } = this;
    if (ours?.isReady === true) return yield* ours.isClosed();
    return yield* isTrue((yield* attribute(this.buffer, "closed")) as Value);
  }

  *checkOpen(): Steps<void> {
    this.check();
    if (yield* this.isClosed()) raise(E.ValueError, CLOSED);
  }

  /** Is it surely open, without asking anybody? */
  get isSurelyOpen(): boolean {
    return this.isReady && (this.ours?.file?.fd ?? -1) >= 0;
  }

  *initialise(
    buffer: Value,
    encoding: string,
    errors: string,
    newline: Value,
    isLineBuffered: boolean,
    isWriteThrough: boolean,
  ): Steps<null> {
    this.isReady = this.isDetached = false;
    this.#forget();
    this.#pendingText = "";
    this.#pendingBytes = [];
    this.#pendingLength = 0;
    this.chunkSize = CHUNK_SIZE;
    this.port = null;
    this.setNewline(newline);
    this.buffer = buffer;
    this.isLineBuffered = isLineBuffered;
    this.isWriteThrough = isWriteThrough;
    this.encoding = encoding;
    this.errors = errors;
    yield* this.#setCodec(encoding, errors);
    this.hasRead1 = yield* hasAttribute(buffer, "read1");
    this.isSeekable = this.isTelling = yield* isTrue((yield invoke(buffer, "seekable")) as Value);
    yield* this.#findStart();
    this.isReady = true;
    return null;
  }

  /** Goes on over a buffer of ours, which has no positions, in UTF-8. */
  adopt(buffer: PyBuffered, errors: string, port: OutputPort | null): void {
    this.buffer = buffer;
    this.encoding = "utf-8";
    this.errors = errors;
    this.port = port;
    this.hasRead1 = true;
    if (buffer.isReader) this.decoder = new LineDecoder(utf8Decoder(errors), true);
    else this.encoder = utf8Encoder(errors);
    this.isReady = true;
  }

  *#setCodec(encoding: string, errors: string): Steps<void> {
    const codec = yield* findCodec(encoding);
    this.decoder = this.encoder = null;
    if (yield* isTrue((yield invoke(this.buffer, "readable")) as Value)) {
      const decoder = yield* codec.decoder(errors);
      const { isUniversal, isTranslated } = this.ends;
      this.decoder = isUniversal ? new LineDecoder(decoder, isTranslated) : decoder;
    }
    if (yield* isTrue((yield invoke(this.buffer, "writable")) as Value))
      this.encoder = yield* codec.encoder(errors);
  }

  /** A stream that has begun gets no byte order mark any more. */
  *#findStart(): Steps<void> {
    if (!this.isSeekable || this.encoder === null) return;
    const at = (yield invoke(this.buffer, "tell")) as Value;
    if (at !== 0) yield* this.encoder.restart(false);
  }

  setNewline(value: Value): void {
    if (value !== null && !isStr(value))
      raise(
        E.TypeError,
        `TextIOWrapper() argument 'newline' must be str or None, not ${typeName(value)}`,
      );
    const newline = checkNewline(value);
    this.newline = newline;
    this.ends = {
      isUniversal: newline === null || newline === "",
      isTranslated: newline === null,
      newline: newline ?? "",
    };
    this.writesNewline = newline?.startsWith("\r") === true ? newline : null;
  }

  *reconfigure(encoding: Value, errors: Value, newline: Value | undefined): Steps<void> {
    if (encoding === null && errors === null && newline === undefined) return;
    if (this.#length > 0 || this.#snapshot !== null)
      unsupported(
        "It is not possible to set the encoding or newline of stream after the first read",
      );
    yield invoke(this, "flush");
    if (newline !== undefined) this.setNewline(newline);
    if (errors !== null) this.errors = errors;
    else if (encoding !== null) this.errors = "strict";
    if (encoding !== null) {
      this.encoding = encoding === "locale" ? "UTF-8" : encoding;
      this.port = null;
    }
    yield* this.#setCodec(this.encoding as string, this.errors as string);
    yield* this.#findStart();
  }

  // --- reading ---

  /** Forgets what was decoded. */
  #forget(): void {
    this.#setDecoded("");
    this.#snapshot = null;
  }

  #setDecoded(text: Str): void {
    this.#decoded = text;
    this.#length = strLength(text);
    this.#used = 0;
  }

  #take(count: number): Value {
    const start = this.#used;
    const end = count < 0 ? this.#length : Math.min(this.#length, start + count);
    this.#used = end;
    charge((end - start) >>> 6);
    return start === end ? "" : sliceText(this.#decoded, start, end);
  }

  #reader(): Decoder {
    return this.decoder ?? unsupported("not readable");
  }

  /** Reads and decodes some more; answers whether there was any. */
  *#fill(hint: number): Steps<boolean> {
    const decoder = this.#reader();
    const before = this.isTelling ? yield* decoder.getState() : null;
    const wanted =
      hint > 0
        ? Math.max(this.chunkSize, Math.ceil(Math.max(this.#ratio, 1) * hint))
        : this.chunkSize;
    const input = yield* this.#readBytes(wanted);
    const text = (yield* decoder.decode(input, input.length === 0)) as Str;
    this.#setDecoded(text);
    this.#ratio = this.#length > 0 ? input.length / this.#length : 0;
    if (before !== null)
      this.#snapshot = {
        flags: before.flags,
        bytes: before.bytes.length === 0 ? input : joinBytes([before.bytes, input]),
      };
    return input.length > 0 || this.#length > 0;
  }

  *#readBytes(wanted: number): Steps<Uint8Array> {
    const { ours } = this;
    if (ours !== null && this.hasRead1) {
      yield* ours.checkOpen("read of closed file");
      checkBytes(wanted);
      return yield* ours.exclusively(ours.reading(() => ours.read1(wanted)));
    }
    const method = this.hasRead1 ? "read1" : "read";
    return yield* asInput((yield invoke(this.buffer, method, wanted)) as Value, method);
  }

  *readAll(): Steps<Value> {
    const decoder = this.#reader();
    yield* this.writePending();
    const data = (yield invoke(this.buffer, "read")) as Value;
    if (data === null) throw new PyThrow(newException(E.BlockingIOError, "Read returned None."));
    const bytes = yield* asInput(data, "read");
    const rest = (yield* decoder.decode(bytes, true)) as Str;
    const before = this.#take(-1) as Str;
    this.#forget();
    return before === "" ? rest : joinStr([before, rest]);
  }

  *read(count: number): Steps<Value> {
    this.#reader();
    yield* this.writePending();
    const pieces: Str[] = [this.#take(count) as Str];
    let left = count - strLength(pieces[0] as Str);
    while (left > 0) {
      if (!(yield* this.#fill(left))) break;
      const piece = this.#take(left) as Str;
      left -= strLength(piece);
      pieces.push(piece);
    }
    return pieces.length === 1 ? (pieces[0] as Value) : joinStr(pieces);
  }

  /** A line, if all of it is decoded. */
  #lineNow(limit: number): Value | null {
    if (this.#used >= this.#length) return null;
    const end = lineEnd(this.#decoded, this.#used, this.ends);
    if (limit >= 0 && (end < 0 ? this.#length : end) - this.#used >= limit)
      return this.#take(limit);
    return end < 0 ? null : this.#take(end - this.#used);
  }

  /** A line with its end; "" at the end of the stream. */
  line(limit: number): NativeResult {
    if (this.#pendingLength === 0 && this.isSurelyOpen) {
      const now = this.#lineNow(limit);
      // A line that ends in what may be half an end is not yet known to be one.
      if (now !== null) return now;
    }
    return this.#waitForLine(limit);
  }

  *#waitForLine(limit: number): Steps<Value> {
    yield* this.checkOpen();
    this.#reader();
    yield* this.writePending();
    if (limit === 0) return "";
    const pieces: Str[] = [];
    let length = 0;
    for (;;) {
      if (this.#used >= this.#length && !(yield* this.#fill(0))) {
        this.#forget();
        return joined(pieces);
      }
      if (this.#length === 0) continue;
      // An end of several characters may come in two pieces.
      if (pieces.length > 0 && this.#completes(pieces)) {
        pieces.push(this.#take(1) as Str);
        return joined(pieces);
      }
      const line = this.#lineNow(limit < 0 ? -1 : limit - length);
      if (line !== null) {
        pieces.push(line as Str);
        return joined(pieces);
      }
      const part = this.#take(-1) as Str;
      pieces.push(part);
      length += strLength(part);
    }
  }

  /** Ends `\r\n` here what has begun with `\r` before? */
  #completes(pieces: readonly Str[]): boolean {
    if (this.ends.newline !== "\r\n") return false;
    const last = pieces.at(-1) as Str;
    const text = typeof last === "string" ? last : last.text;
    return text.endsWith("\r") && sliceText(this.#decoded, this.#used, this.#used + 1) === "\n";
  }

  override next(): Value | Pending {
    this.check();
    this.isTelling = false;
    return after(this.line(-1), (line) => (line === "" ? this.#ended() : line));
  }

  #ended(): Value {
    this.endIteration();
    return EXHAUSTED;
  }

  endIteration(): void {
    this.#snapshot = null;
    this.isTelling = this.isSeekable;
  }

  // --- writing ---

  /** Writes text where that needs no more than keeping it, or the host's port. */
  writeNow(text: Str): boolean {
    if (this.encoder?.isPlain !== true || typeof text !== "string" || !this.isSurelyOpen)
      return false;
    if (this.decoder !== null || this.writesNewline !== null || this.isWriteThrough) return false;
    if (this.isLineBuffered && /[\n\r]/.test(text)) return false;
    if (this.#pendingLength + text.length > this.chunkSize) return false;
    if (this.#pendingLength === 0) currentProcess().unwritten.add(this);
    this.#pendingText += text;
    this.#pendingLength += text.length;
    return true;
  }

  /** Gives text to the host, as it is; undefined where that would not be right. */
  writeToPort(text: Str): NativeResult {
    if (this.port === null || !this.isSurelyOpen) return undefined;
    if (typeof text !== "string" && (text.isRaw || LONE.test(text.text))) return undefined;
    if (this.writesNewline !== null || this.#pendingLength > 0) return undefined;
    const plain = typeof text === "string" ? text : text.text;
    const count = strLength(text);
    let done: unknown;
    try {
      done = this.port(plain);
    } catch (error) {
      throw new PyThrow(portError(error));
    }
    return isPromise(done) ? waitForPort(done, count) : count;
  }

  *write(text: Str): Steps<number> {
    yield* this.checkOpen();
    const { encoder } = this;
    if (encoder === null) return unsupported("not writable");
    const count = strLength(text);
    charge(count >>> 6);
    const plain = typeof text === "string" ? text : text.text;
    const hasNewline = plain.includes("\n");
    let out = text;
    if (hasNewline && this.writesNewline !== null)
      out = replaceNewlines(text, this.writesNewline) as Str;
    const flushes = this.isLineBuffered && (hasNewline || plain.includes("\r"));
    const bytes = yield* encoder.encode(out);
    if (this.#pendingLength > 0 && this.#pendingLength + bytes.length > this.chunkSize)
      yield* this.writePending();
    this.#keep(bytes);
    if (this.#pendingLength >= this.chunkSize || flushes || this.isWriteThrough)
      yield* this.writePending();
    if (flushes) yield invoke(this.buffer, "flush");
    if (this.#length > 0 || this.#snapshot !== null) this.#forget();
    if (this.decoder !== null) yield* this.decoder.reset();
    return count;
  }

  #keep(bytes: Uint8Array): void {
    if (this.#pendingLength === 0 && this.isSurelyOpen) currentProcess().unwritten.add(this);
    this.#encodePending();
    this.#pendingBytes.push(bytes);
    this.#pendingLength += bytes.length;
  }

  #encodePending(): void {
    if (this.#pendingText === "") return;
    this.#pendingBytes.push(new TextEncoder().encode(this.#pendingText));
    this.#pendingText = "";
  }

  get hasPending(): boolean {
    return this.#pendingLength > 0;
  }

  /** Gives what waits to the buffer. */
  *writePending(): Steps<void> {
    if (this.#pendingLength === 0) return;
    this.#encodePending();
    const bytes = joinBytes(this.#pendingBytes);
    this.#pendingBytes = [];
    this.#pendingLength = 0;
    currentProcess().unwritten.delete(this);
    const { ours } = this;
    if (ours !== null) {
      yield* ours.checkOpen("write to closed file");
      yield* ours.exclusively(ours.write(bytes));
    } else yield invoke(this.buffer, "write", new PyBytes(bytes));
  }

  /** Writes as far as the file. */
  *flushPending(): Steps<void> {
    yield* this.writePending();
    const { ours } = this;
    if (ours?.lock.isFree === true) yield* ours.exclusively(ours.flushWaiting());
  }

  *flush(): Steps<null> {
    yield* this.checkOpen();
    this.isTelling = this.isSeekable;
    yield* this.writePending();
    yield invoke(this.buffer, "flush");
    return null;
  }

  // --- positions ---

  *tell(): Steps<Value> {
    yield* this.checkOpen();
    if (!this.isSeekable) unsupported("underlying stream is not seekable");
    if (!this.isTelling) raise(E.OSError, "telling position disabled by next() call");
    yield* this.writePending();
    yield invoke(this, "flush");
    const at = (yield invoke(this.buffer, "tell")) as Value;
    const { decoder } = this;
    const snapshot = this.#snapshot;
    if (decoder === null || snapshot === null) return at;
    const { bytes, flags } = snapshot;
    const cookie: Cookie = {
      start: Number(intValue(at) ?? 0) - bytes.length,
      flags,
      bytesToFeed: 0,
      charsToSkip: this.#used,
      needsEnd: false,
    };
    if (this.#used === 0) return pack(cookie);
    const saved = yield* decoder.getState();
    try {
      yield* this.#locate(cookie, bytes, decoder);
    } finally {
      yield* decoder.setState(saved);
    }
    return pack(cookie);
  }

  /** Finds a place where the decoder remembers nothing, as near as possible before the one that is wanted. */
  *#locate(cookie: Cookie, input: Uint8Array, decoder: Decoder): Steps<void> {
    const begin = { bytes: NO_BYTES, flags: cookie.flags };
    let skip = Math.min(Math.floor(this.#ratio * cookie.charsToSkip), input.length);
    let back = 1;
    while (skip > 0) {
      yield* decoder.setState(begin);
      const count = strLength((yield* decoder.decode(input.subarray(0, skip), false)) as Str);
      if (count <= cookie.charsToSkip) {
        const state = yield* decoder.getState();
        if (state.bytes.length === 0) {
          cookie.flags = state.flags;
          cookie.charsToSkip -= count;
          break;
        }
        skip -= state.bytes.length;
        back = 1;
      } else {
        skip -= back;
        back *= 2;
      }
    }
    if (skip <= 0) {
      skip = 0;
      yield* decoder.setState(begin);
    }
    cookie.start += skip;
    if (cookie.charsToSkip === 0) return;
    // The rest byte by byte.
    let count = 0;
    for (let at = skip; at < input.length; at++) {
      charge(4);
      count += strLength((yield* decoder.decode(input.subarray(at, at + 1), false)) as Str);
      cookie.bytesToFeed++;
      const state = yield* decoder.getState();
      if (state.bytes.length === 0 && count <= cookie.charsToSkip) {
        cookie.start += cookie.bytesToFeed;
        cookie.charsToSkip -= count;
        cookie.flags = state.flags;
        cookie.bytesToFeed = 0;
        count = 0;
      }
      if (count >= cookie.charsToSkip) return;
    }
    count += strLength((yield* decoder.decode(NO_BYTES, true)) as Str);
    cookie.needsEnd = true;
    if (count < cookie.charsToSkip) raise(E.OSError, "can't reconstruct logical file position");
  }

  *seek(given: Value, whence: number): Steps<Value> {
    yield* this.checkOpen();
    if (!this.isSeekable) unsupported("underlying stream is not seekable");
    let place = given;
    if (whence === 1) {
      if (intValue(given) !== 0) unsupported("can't do nonzero cur-relative seeks");
      place = (yield invoke(this, "tell")) as Value;
    } else if (whence === 2) {
      if (intValue(given) !== 0) unsupported("can't do nonzero end-relative seeks");
      yield invoke(this, "flush");
      this.#forget();
      if (this.decoder !== null) yield* this.decoder.reset();
      const end = (yield invoke(this.buffer, "seek", 0, 2)) as Value;
      yield* this.encoder?.restart(end === 0) ?? [];
      return end;
    } else if (whence !== 0) raise(E.ValueError, `invalid whence (${whence}, should be 0, 1 or 2)`);
    const number = intValue(place);
    if (number === undefined)
      raise(E.TypeError, `'${typeName(place)}' object cannot be interpreted as an integer`);
    if (number < 0) raise(E.ValueError, `negative seek position ${number}`);
    yield invoke(this, "flush");
    const cookie = unpack(BigInt(number));
    yield invoke(this.buffer, "seek", cookie.start);
    this.#forget();
    yield* this.#restore(cookie);
    yield* this.encoder?.restart(cookie.start === 0 && cookie.flags === 0n) ?? [];
    return place;
  }

  *#restore(cookie: Cookie): Steps<void> {
    const { decoder } = this;
    if (decoder === null) return;
    if (cookie.start === 0 && cookie.flags === 0n) yield* decoder.reset();
    else yield* decoder.setState({ bytes: NO_BYTES, flags: cookie.flags });
    if (cookie.charsToSkip === 0) {
      this.#snapshot = { flags: cookie.flags, bytes: NO_BYTES };
      return;
    }
    const data = (yield invoke(this.buffer, "read", cookie.bytesToFeed)) as Value;
    const input = yield* asInput(data, "read");
    this.#snapshot = { flags: cookie.flags, bytes: input };
    this.#setDecoded((yield* decoder.decode(input, cookie.needsEnd)) as Str);
    if (this.#length < cookie.charsToSkip) raise(E.OSError, "can't restore logical file position");
    this.#used = cookie.charsToSkip;
  }
}
layout(PyTextIO, textIoType);

const NO_BYTES = new Uint8Array(0);
const LONE = /\p{Surrogate}/u;

function* waitForPort(done: PromiseLike<unknown>, count: number): Steps<Value> {
  yield* awaited("output", done);
  return count;
}

function joined(pieces: readonly Str[]): Value {
  if (pieces.length === 0) return "";
  return pieces.length === 1 ? (pieces[0] as Str) : joinStr(pieces);
}

/** The bytes that the buffer has answered. */
function* asInput(value: Value, method: string): Steps<Uint8Array> {
  const view = viewOf(value);
  if (view !== undefined) return view;
  const copy = copyMemory(value);
  if (copy === undefined)
    raise(
      E.TypeError,
      `underlying ${method}() should have returned a bytes-like object, not '${typeName(value)}'`,
    );
  return ((isPending(copy) ? yield copy : copy) as PyBytes).bytes;
}

/* Cookies are numbers: the position, and above its 64 bits what else there is, in 32 bits each. */

function pack({ start, flags, bytesToFeed, charsToSkip, needsEnd }: Cookie): Value {
  const number =
    BigInt(start) |
    (BigInt.asUintN(32, flags) << 64n) |
    (BigInt(bytesToFeed) << 96n) |
    (BigInt(charsToSkip) << 128n) |
    (needsEnd ? 1n << 160n : 0n);
  return number <= Number.MAX_SAFE_INTEGER ? Number(number) : number;
}

function unpack(number: bigint): Cookie {
  const part = (at: bigint): bigint => BigInt.asUintN(32, number >> at);
  return {
    start: Number(BigInt.asUintN(64, number)),
    flags: part(64n),
    bytesToFeed: Number(part(96n)),
    charsToSkip: Number(part(128n)),
    needsEnd: number >> 160n !== 0n,
  };
}
