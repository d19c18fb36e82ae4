/** What a program has of a process: open files by number, a folder that it is in, an environment. Each interpreter has its own. */
import type { Value } from "../objects/object.ts";
import type { Pending } from "../objects/requests.ts";
import { machine } from "../vm/state.ts";
import { FileError, type FileSystem, type Later, O, type OpenFile } from "./files.ts";

/** An open file with a position. Several numbers may stand for it (`os.dup`). */
export class Description {
  readonly file: OpenFile;
  flags: number;
  position = 0;
  /** How many numbers stand for it. */
  users = 0;
  constructor(file: OpenFile, flags: number) {
    this.file = file;
    this.flags = flags;
  }

  get isReadable(): boolean {
    return (this.flags & O.ACCMODE) !== O.WRONLY;
  }
  get isWritable(): boolean {
    return (this.flags & O.ACCMODE) !== O.RDONLY;
  }

  /** Reads from where it is, and goes on from there. */
  read(bytes: Uint8Array): Later<number> {
    if (!this.isReadable) throw new FileError("EBADF");
    if (!this.file.hasPositions) return this.file.read(bytes, null);
    return chain(this.file.read(bytes, this.position), (count) => {
      this.position += count;
      return count;
    });
  }

  write(bytes: Uint8Array): Later<number> {
    if (!this.isWritable) throw new FileError("EBADF");
    if (!this.file.hasPositions) return this.file.write(bytes, null);
    if (bytes.length === 0) return 0;
    if ((this.flags & O.APPEND) === 0) return this.#writeAt(bytes, this.position);
    return chain(this.file.status(), ({ size }) => this.#writeAt(bytes, size));
  }

  #writeAt(bytes: Uint8Array, position: number): Later<number> {
    return chain(this.file.write(bytes, position), (count) => {
      this.position = position + count;
      return count;
    });
  }

  /** Moves to `offset` from the start (0), from here (1) or from the end (2); answers where that is. */
  seek(offset: number, whence: number): Later<number> {
    if (!this.file.hasPositions) throw new FileError("ESPIPE");
    const move = (from: number): number => {
      const to = from + offset;
      if (!(to >= 0)) throw new FileError("EINVAL");
      this.position = to;
      return to;
    };
    if (whence === 0) return move(0);
    if (whence === 1) return move(this.position);
    if (whence === 2) return chain(this.file.status(), ({ size }) => move(size));
    throw new FileError("EINVAL");
  }
}

/** `then(value)`, at once where the value is there. */
export function chain<T, U>(value: Later<T>, then: (value: T) => Later<U>): Later<U> {
  return isPromise(value) ? value.then(then) : then(value);
}

export function isPromise<T>(value: unknown): value is PromiseLike<T> {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

/** Who and where the program is, as far as the host says so. */
export interface ProcessInfo {
  readonly id: number;
  readonly parent: number;
  readonly user: number;
  readonly group: number;
  readonly userName: string;
  readonly home: string;
  readonly cpus: number;
  readonly system: readonly [
    system: string,
    node: string,
    release: string,
    version: string,
    machine: string,
  ];
  /** Fills bytes with what nobody can guess. */
  random(bytes: Uint8Array): void;
  /** Seconds that this process has used: its own code, and the system's for it. */
  cpuTimes(): readonly [user: number, system: number];
  /** Columns and lines of a terminal; null where there is none. */
  terminalSize(descriptor: number): readonly [columns: number, lines: number] | null;
}

/** A stream that keeps what is written for a while. */
export interface Unwritten {
  flushPending(): Generator<Pending, void, Value>;
}

/** More open files than this are EMFILE. */
const MAX_OPEN = 1024;

export class Process {
  readonly files: FileSystem;
  readonly info: ProcessInfo;
  readonly environment: Map<string, string>;
  /** The folder that relative paths begin in. */
  folder: string;
  umask = 0o022;
  readonly #open = new Map<number, Description>();
  /** Numbers that programs started by this one would have too. */
  readonly inheritable = new Set<number>([0, 1, 2]);
  /** What is written and has not reached its file yet, by who keeps it. */
  readonly unwritten = new Set<Unwritten>();

  constructor(
    files: FileSystem,
    info: ProcessInfo,
    folder: string,
    environment: Map<string, string>,
  ) {
    this.files = files;
    this.info = info;
    this.folder = folder;
    this.environment = environment;
  }

  /** What a path means from the folder that the program is in. */
  absolute(path: string): string {
    if (path.startsWith("/")) return path;
    // The system says the same of an empty path.
    if (path === "") throw new FileError("ENOENT");
    return `${this.folder === "/" ? "" : this.folder}/${path}`;
  }

  /** The number of a newly opened file: the lowest that is free. */
  add(description: Description, least = 0): number {
    let number = least;
    while (this.#open.has(number)) number++;
    if (number >= MAX_OPEN) throw new FileError("EMFILE");
    this.set(number, description);
    return number;
  }

  set(number: number, description: Description): void {
    description.users++;
    this.#open.set(number, description);
  }

  has(number: number): boolean {
    return this.#open.has(number);
  }

  /** The numbers of all open files. */
  numbers(): number[] {
    return [...this.#open.keys()];
  }

  get(number: number): Description {
    const found = this.#open.get(number);
    if (found === undefined) throw new FileError("EBADF");
    return found;
  }

  open(path: string, flags: number, mode: number): Later<number> {
    const opened = this.files.open(this.absolute(path), flags, mode & ~this.umask);
    return chain(opened, (file) => this.add(new Description(file, flags)));
  }

  close(number: number): Later<void> {
    const description = this.get(number);
    this.#open.delete(number);
    this.inheritable.delete(number);
    if (--description.users === 0) return description.file.close();
    return undefined;
  }

  /** Closes all that is open, without a word. */
  closeAll(): void {
    for (const number of [...this.#open.keys()]) {
      try {
        const done = this.close(number);
        if (isPromise(done)) done.then(undefined, () => undefined);
      } catch {
        // Nobody is left to be told.
      }
    }
  }
}

export interface ProcessState {
  readonly posix: Process;
}

/** The process of the current interpreter. */
export function currentProcess(): Process {
  return (machine.interpreter as unknown as ProcessState).posix;
}
