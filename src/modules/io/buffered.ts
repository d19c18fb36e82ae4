/**
 * BufferedReader, BufferedWriter and BufferedRandom: what is read or written in small pieces goes through memory. What was read
 * ahead and what waits to be written are kept apart, and at most one of them has anything.
 */
import { currentProcess } from "../../kernel/process.ts";
import { checkBytes } from "../../objects/buffers.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { charge } from "../../objects/current.ts";
import { E, isThrown, newException, PyThrow, raise, setHidden } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { EXHAUSTED } from "../../objects/protocols/iterate.ts";
import { after, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { typeName } from "../../objects/types.ts";
import {
  attribute,
  exposed,
  hasAttribute,
  invoke,
  isTrue,
  joinBytes,
  PyStream,
  randomType,
  readerType,
  writerType,
} from "./base.ts";
import { PyFileIO } from "./file-io.ts";
import { Lock } from "./lock.ts";

const NEWLINE = 10;
const EAGAIN = 11;
const NO_BYTES = new Uint8Array(0);

type Steps<T> = Generator<Pending, T, Value>;

/** "Not now", of so many bytes that were taken. */
function blocked(taken: number): PyThrow {
  const text = "write could not complete without blocking";
  const error = newException(E.BlockingIOError, EAGAIN, text, taken);
  for (const [name, value] of [
    ["errno", EAGAIN],
    ["strerror", text],
    ["characters_written", taken],
  ] as const)
    setHidden(error, name, value);
  return new PyThrow(error);
}

export class PyBuffered extends PyStream {
  raw: Value = null;
  isReady = false;
  isDetached = false;
  isReader = false;
  isWriter = false;
  bufferSize = 0;
  /** Writes reach the raw stream at once: somebody looks at what comes there. */
  isLive = false;
  readonly lock = new Lock();
  /** What was read ahead: from `at` to `end`. */
  #ahead = NO_BYTES;
  #at = 0;
  #end = 0;
  /** What waits to be written. */
  #waiting = NO_BYTES;
  #waitingLength = 0;

  // --- states ---

  check(): void {
    if (this.isReady) return;
    raise(
      E.ValueError,
      this.isDetached ? "raw stream has been detached" : "I/O operation on uninitialized object",
    );
  }

  /** Goes on over a file of ours, as it is. */
  adopt(file: PyFileIO, bufferSize: number, isReader: boolean): void {
    this.raw = file;
    this.bufferSize = bufferSize;
    this.isReader = isReader;
    this.isWriter = this.isLive = !isReader;
    this.isReady = true;
  }

  /** The raw stream, where it is one of ours as it is: it needs no calls. */
  get file(): PyFileIO | null {
    const { raw } = this;
    return raw instanceof PyFileIO && raw.shape.type.isBuiltin ? raw : null;
  }

  *isClosed(): Steps<boolean> {
    const { file } = this;
    if (file !== null) return file.fd < 0;
    return yield* isTrue((yield* attribute(this.raw, "closed")) as Value);
  }

  *checkOpen(message: string): Steps<void> {
    this.check();
    if (yield* this.isClosed()) raise(E.ValueError, message);
  }

  /** How much was read ahead and not yet taken. */
  get available(): number {
    return this.#end - this.#at;
  }

  *exclusively<T>(work: Steps<T>): Steps<T> {
    yield* this.lock.take(() => this.#reentrant());
    try {
      return yield* work;
    } finally {
      this.lock.release();
    }
  }

  *#reentrant(): Steps<never> {
    const text = (yield* describe("reentrant call inside ", { r: this })) as string;
    return raise(E.RuntimeError, text);
  }

  // --- the raw stream ---

  *#rawRead(bytes: Uint8Array): Steps<number | null> {
    const { file } = this;
    if (file !== null) return yield* file.readInto(bytes);
    const answer = (yield invoke(this.raw, "readinto", exposed(bytes, true))) as Value;
    if (answer === null) return null;
    const count = intValue(answer);
    if (count === undefined) {
      const cause = newException(
        E.TypeError,
        `'${typeName(answer)}' object cannot be interpreted as an integer`,
      );
      const error = newException(E.OSError, "raw readinto() failed");
      error.cause = error.context = cause;
      throw new PyThrow(error);
    }
    if (count < 0 || count > bytes.length)
      raise(
        E.OSError,
        `raw readinto() returned invalid length ${count} (should have been between 0 and ${bytes.length})`,
      );
    return Number(count);
  }

  *#rawWrite(bytes: Uint8Array): Steps<number | null> {
    const { file } = this;
    if (file !== null) return yield* file.writeFrom(bytes);
    const answer = (yield invoke(this.raw, "write", exposed(bytes, false))) as Value;
    if (answer === null) return null;
    const count = intValue(answer);
    if (count === undefined)
      raise(E.TypeError, `'${typeName(answer)}' object cannot be interpreted as an integer`);
    if (count < 0 || count > bytes.length)
      raise(
        E.OSError,
        `raw write() returned invalid length ${count} (should have been between 0 and ${bytes.length})`,
      );
    return Number(count);
  }

  *rawSeek(to: number, whence: number): Steps<number> {
    const { file } = this;
    if (file !== null) return yield* file.seekTo(to, whence);
    return position((yield invoke(this.raw, "seek", to, whence)) as Value);
  }

  *rawTell(): Steps<number> {
    const { file } = this;
    if (file !== null) return yield* file.seekTo(0, 1);
    return position((yield invoke(this.raw, "tell")) as Value);
  }

  // --- reading ---

  /** Forgets what was read ahead. */
  resetRead(): void {
    this.#at = this.#end = 0;
  }

  /** Reads on behind what was read ahead; answers how much came. */
  *#fill(): Steps<number | null> {
    if (this.#ahead.length !== this.bufferSize) this.#ahead = new Uint8Array(this.bufferSize);
    const count = yield* this.#rawRead(this.#ahead.subarray(this.#end));
    this.#end += count ?? 0;
    return count;
  }

  #take(count: number): Uint8Array {
    const taken = this.#ahead.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  /** What is there already, if that is enough. */
  takeNow(count: number): Uint8Array | null {
    return count >= 0 && count <= this.available ? this.#take(count) : null;
  }

  /** Exactly `wanted` bytes, or as many as come before the end; null where there are none yet. */
  *read(wanted: number): Steps<Uint8Array | null> {
    const now = this.takeNow(wanted);
    if (now !== null) return now;
    checkBytes(wanted);
    charge(wanted >>> 8);
    const out = new Uint8Array(wanted);
    let written = this.available;
    out.set(this.#take(written));
    this.resetRead();
    // Whole blocks go right to where they are wanted.
    for (;;) {
      const blocks = wanted - written - ((wanted - written) % this.bufferSize);
      if (blocks === 0) break;
      const count = yield* this.#rawRead(out.subarray(written, written + blocks));
      if (count === null && written === 0) return null;
      if (count === null || count === 0) return out.slice(0, written);
      written += count;
    }
    while (written < wanted && this.#end < this.bufferSize) {
      const count = yield* this.#fill();
      if (count === null && written === 0) return null;
      if (count === null || count === 0) return out.slice(0, written);
      const part = Math.min(count, wanted - written);
      out.set(this.#ahead.subarray(this.#at, this.#at + part), written);
      this.#at += part;
      written += part;
    }
    return written === wanted ? out : out.slice(0, written);
  }

  *readAll(): Steps<Uint8Array | null> {
    const chunks: Uint8Array[] = [];
    if (this.available > 0) chunks.push(this.#take(this.available));
    this.resetRead();
    const finish = (none: boolean): Uint8Array | null =>
      none && chunks.length === 0 ? null : joinBytes(chunks);
    const { file } = this;
    if (file !== null) {
      const rest = yield* file.readAll();
      if (rest !== null) chunks.push(rest);
      return finish(rest === null);
    }
    if (yield* hasAttribute(this.raw, "readall")) {
      const rest = (yield invoke(this.raw, "readall")) as Value;
      if (rest !== null && !(rest instanceof PyBytes))
        raise(E.TypeError, "readall() should return bytes");
      if (rest instanceof PyBytes) chunks.push(rest.bytes);
      return finish(rest === null);
    }
    for (;;) {
      const data = (yield invoke(this.raw, "read")) as Value;
      if (data !== null && !(data instanceof PyBytes))
        raise(E.TypeError, "read() should return bytes");
      if (data === null || (data as PyBytes).bytes.length === 0) return finish(data === null);
      chunks.push((data as PyBytes).bytes);
    }
  }

  /** What is there, or what one read brings. */
  *read1(wanted: number): Steps<Uint8Array> {
    const limit = wanted < 0 ? this.bufferSize : wanted;
    if (this.available > 0) return this.#take(Math.min(limit, this.available));
    this.resetRead();
    checkBytes(limit);
    const out = new Uint8Array(limit);
    const count = (yield* this.#rawRead(out)) ?? 0;
    return count === limit ? out : out.slice(0, count);
  }

  *readInto(out: Uint8Array, once: boolean): Steps<number | null> {
    let written = Math.min(this.available, out.length);
    out.set(this.#take(written));
    if (written === out.length) return written;
    this.resetRead();
    while (written < out.length) {
      let count: number | null = 0;
      if (out.length - written > this.bufferSize)
        count = yield* this.#rawRead(out.subarray(written));
      else if (!(once && written > 0)) {
        this.resetRead();
        count = yield* this.#fill();
        if (count !== null && count > 0) {
          count = Math.min(count, out.length - written);
          out.set(this.#ahead.subarray(0, count), written);
          this.#at = count;
        }
      }
      if (count === null && written === 0) return null;
      if (count === null || count === 0) break;
      written += count;
      if (once) break;
    }
    return written;
  }

  *peek(): Steps<Uint8Array> {
    if (this.available === 0) {
      this.resetRead();
      yield* this.#fill();
    }
    return this.#ahead.slice(this.#at, this.#end);
  }

  /** The line that is there already, if all of it is. */
  lineNow(limit: number): Uint8Array | null {
    const most = limit < 0 ? this.#end : Math.min(this.#end, this.#at + limit);
    const found = this.#ahead.indexOf(NEWLINE, this.#at);
    if (found >= 0 && found < most) return this.#take(found + 1 - this.#at);
    return limit >= 0 && most - this.#at === limit ? this.#take(limit) : null;
  }

  *readLine(limit: number): Steps<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const line = this.lineNow(limit < 0 ? -1 : limit - length);
      if (line !== null) {
        chunks.push(line);
        return joinBytes(chunks);
      }
      const part = this.#take(this.available);
      chunks.push(part);
      length += part.length;
      checkBytes(length);
      charge(part.length >>> 6);
      this.resetRead();
      const count = yield* this.#fill();
      if (count === null || count === 0) return joinBytes(chunks);
    }
  }

  /** What is to be read may have been written a moment ago. */
  *reading<T>(work: () => Steps<T>): Steps<T> {
    if (this.isWriter) yield* this.flushWaiting();
    return yield* work();
  }

  /** Can the stream answer from what it has, without a step that may wait? */
  get isAtHand(): boolean {
    return (
      this.isReady &&
      this.lock.isFree &&
      this.available > 0 &&
      this.#waitingLength === 0 &&
      (this.file?.fd ?? -1) >= 0
    );
  }

  /** A line, as bytes. */
  lineOf(limit: number): NativeResult {
    const line = this.isAtHand ? this.lineNow(limit) : null;
    return line === null ? this.#waitForLine(limit) : new PyBytes(line);
  }

  *#waitForLine(limit: number): Steps<Value> {
    yield* this.checkOpen("readline of closed file");
    return new PyBytes(yield* this.exclusively(this.reading(() => this.readLine(limit))));
  }

  override next(): Value | Pending {
    this.check();
    return after(this.lineOf(-1), (line) =>
      (line as PyBytes).bytes.length === 0 ? EXHAUSTED : line,
    );
  }

  // --- writing ---

  #note(): void {
    if (this.file !== null) currentProcess().unwritten.add(this);
  }

  /** What was read ahead and not taken is given back, so that writing begins where reading has ended. */
  *rewind(): Steps<void> {
    if (!this.isReader || this.#end === 0) return;
    const ahead = this.available;
    this.resetRead();
    if (ahead > 0) yield* this.rawSeek(-ahead, 1);
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const needed = this.#waitingLength + bytes.length;
    if (needed > this.#waiting.length) {
      const larger = new Uint8Array(
        Math.min(this.bufferSize, Math.max(needed, this.#waiting.length * 4, 256)),
      );
      larger.set(this.#waiting.subarray(0, this.#waitingLength));
      this.#waiting = larger;
    }
    if (this.#waitingLength === 0) this.#note();
    this.#waiting.set(bytes, this.#waitingLength);
    this.#waitingLength = needed;
  }

  /** Takes bytes at once where there is room for them. */
  writeNow(bytes: Uint8Array): boolean {
    if (this.isLive || this.available > 0) return false;
    if (this.#waitingLength + bytes.length > this.bufferSize) return false;
    this.#keep(bytes);
    return true;
  }

  *write(bytes: Uint8Array): Steps<number> {
    yield* this.rewind();
    const { length } = bytes;
    if (!this.isLive && this.#waitingLength + length <= this.bufferSize) {
      this.#keep(bytes);
      return length;
    }
    try {
      yield* this.flushWaiting();
    } catch (error) {
      if (!isThrown(error, E.BlockingIOError)) throw error;
      const room = this.bufferSize - this.#waitingLength;
      this.#keep(bytes.subarray(0, room));
      if (length <= room) return length;
      throw blocked(room);
    }
    let written = 0;
    while (this.isLive ? written < length : length - written > this.bufferSize) {
      const count = yield* this.#rawWrite(bytes.subarray(written));
      if (count === null) {
        if (length - written <= this.bufferSize) break;
        this.#keep(bytes.subarray(written, written + this.bufferSize));
        throw blocked(written + this.bufferSize);
      }
      written += count;
    }
    this.#keep(bytes.subarray(written));
    return length;
  }

  get waitingLength(): number {
    return this.#waitingLength;
  }

  *flushWaiting(): Steps<void> {
    let written = 0;
    try {
      while (written < this.#waitingLength) {
        const count = yield* this.#rawWrite(this.#waiting.subarray(written, this.#waitingLength));
        if (count === null) throw blocked(0);
        written += count;
      }
    } finally {
      this.#waiting.copyWithin(0, written, this.#waitingLength);
      this.#waitingLength -= written;
      if (this.#waitingLength === 0 && this.file !== null) currentProcess().unwritten.delete(this);
    }
  }

  /** Writes as far as the file, unless somebody is at it. */
  *flushPending(): Steps<void> {
    if (this.lock.isFree) yield* this.exclusively(this.flushWaiting());
  }

  /** Drops what could not be written: the stream ends. */
  drop(): void {
    this.#waitingLength = 0;
    if (this.file !== null) currentProcess().unwritten.delete(this);
  }

  /** Writes what waits; what was read ahead is given back. */
  *flushAndRewind(): Steps<void> {
    yield* this.flushWaiting();
    yield* this.rewind();
  }

  // --- positions ---

  *tell(): Steps<number> {
    const at = yield* this.rawTell();
    return Math.max(0, at - this.available + this.#waitingLength);
  }

  *seek(to: number, whence: number): Steps<number> {
    if (this.isWriter) yield* this.flushWaiting();
    if (whence !== 2 && this.isReader && this.#end > 0) {
      const at = yield* this.rawTell();
      const move = whence === 0 ? to - (at - this.available) : to;
      if (move >= -this.#at && move <= this.available) {
        this.#at += move;
        return at - this.available;
      }
    }
    const target = whence === 1 ? to - this.available : to;
    const reached = yield* this.rawSeek(target, whence);
    this.resetRead();
    return reached;
  }
}
layout(PyBuffered, readerType);
writerType.layout = PyBuffered;
randomType.layout = PyBuffered;

/** A position that a raw stream of somebody's has answered. */
function position(value: Value): number {
  const at = intValue(value);
  if (at === undefined)
    raise(E.TypeError, `'${typeName(value)}' object cannot be interpreted as an integer`);
  if (at < 0) raise(E.OSError, `Raw stream returned invalid position ${at}`);
  return Number(at);
}
