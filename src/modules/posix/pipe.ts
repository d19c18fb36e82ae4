/** Pipes within one interpreter: who reads waits for who writes, and the other way round when much is on its way. */
import { FileError, type FileStatus, KIND, type Later, type OpenFile } from "../../kernel/files.ts";

/** So many bytes may be on their way. */
const CAPACITY = 65536;

class Pipe {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  readers = 1;
  writers = 1;
  #waiting: (() => void)[] = [];

  /** Something has changed: those that wait look again. */
  notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  read(bytes: Uint8Array): Later<number> {
    if (this.#length === 0 && this.writers > 0 && bytes.length > 0)
      return this.#change().then(() => this.read(bytes));
    let at = 0;
    while (at < bytes.length) {
      const chunk = this.#chunks[0];
      if (chunk === undefined) break;
      const part = chunk.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(part.length);
    }
    this.#length -= at;
    if (at > 0) this.notify();
    return at;
  }

  write(bytes: Uint8Array): Later<number> {
    if (this.readers === 0) throw new FileError("EPIPE");
    const room = CAPACITY - this.#length;
    if (room <= 0) return this.#change().then(() => this.write(bytes));
    const part = bytes.slice(0, room);
    if (part.length > 0) this.#chunks.push(part);
    this.#length += part.length;
    this.notify();
    return part.length;
  }
}

abstract class PipeEnd implements OpenFile {
  readonly hasPositions = false;
  readonly isTerminal = false;
  readonly pipe: Pipe;
  constructor(pipe: Pipe) {
    this.pipe = pipe;
  }
  read(_bytes: Uint8Array, _position: number | null): Later<number> {
    throw new FileError("EBADF");
  }
  write(_bytes: Uint8Array, _position: number | null): Later<number> {
    throw new FileError("EBADF");
  }
  status(): FileStatus {
    return {
      mode: KIND.pipe | 0o600,
      ino: 1n,
      dev: 0n,
      nlink: 1,
      uid: 0,
      gid: 0,
      size: 0,
      rdev: 0,
      blksize: 4096,
      blocks: 0,
      atime: 0n,
      mtime: 0n,
      ctime: 0n,
    };
  }
  truncate(): never {
    throw new FileError("EINVAL");
  }
  sync(): never {
    throw new FileError("EINVAL");
  }
  setMode(): void {}
  setTimes(): void {}
  abstract close(): void;
}

class ReadEnd extends PipeEnd {
  override read(bytes: Uint8Array): Later<number> {
    return this.pipe.read(bytes);
  }
  override close(): void {
    this.pipe.readers = 0;
    this.pipe.notify();
  }
}

class WriteEnd extends PipeEnd {
  override write(bytes: Uint8Array): Later<number> {
    return this.pipe.write(bytes);
  }
  override close(): void {
    this.pipe.writers = 0;
    this.pipe.notify();
  }
}

/** The ends of a new pipe: to read from, and to write to. */
export function newPipe(): readonly [OpenFile, OpenFile] {
  const pipe = new Pipe();
  return [new ReadEnd(pipe), new WriteEnd(pipe)];
}
