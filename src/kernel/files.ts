/**
 * Files: the port through which programs reach them. The operations are POSIX's. Each may answer at once or with a promise, and
 * fails with anything that has the name of an error number in `code`, such as Node's errors or a {@link FileError}.
 */

/** A value, now or later. */
export type Later<T> = T | PromiseLike<T>;

/** What an operation has failed with. */
export class FileError extends Error {
  /** The name of an error number: `ENOENT`. */
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Flags of `open`, as on Linux. */
export const O = {
  RDONLY: 0,
  WRONLY: 1,
  RDWR: 2,
  ACCMODE: 3,
  CREAT: 0o100,
  EXCL: 0o200,
  NOCTTY: 0o400,
  TRUNC: 0o1000,
  APPEND: 0o2000,
  NONBLOCK: 0o4000,
  DSYNC: 0o10000,
  DIRECTORY: 0o200000,
  NOFOLLOW: 0o400000,
  CLOEXEC: 0o2000000,
  SYNC: 0o4010000,
} as const;

/** What a file is: the bits of its mode that say so. */
export const KIND = {
  mask: 0o170000,
  socket: 0o140000,
  link: 0o120000,
  file: 0o100000,
  blocks: 0o060000,
  folder: 0o040000,
  characters: 0o020000,
  pipe: 0o010000,
} as const;

export function isFolder(mode: number): boolean {
  return (mode & KIND.mask) === KIND.folder;
}
export function isLink(mode: number): boolean {
  return (mode & KIND.mask) === KIND.link;
}

/** What `stat` says. Times are nanoseconds since the epoch. */
export interface FileStatus {
  readonly mode: number;
  readonly ino: bigint;
  readonly dev: bigint;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly rdev: number;
  readonly blksize: number;
  readonly blocks: number;
  readonly atime: bigint;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

/** A name in a folder; `kind` as in {@link KIND}, 0 where that is not known. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: number;
  readonly ino: bigint;
}

export interface FileSystemStatus {
  readonly blockSize: number;
  readonly blocks: number;
  readonly free: number;
  readonly available: number;
  readonly files: number;
  readonly freeFiles: number;
}

/** A file that is open. Where it has positions, the caller keeps them. */
export interface OpenFile {
  readonly hasPositions: boolean;
  readonly isTerminal: boolean;
  /** Reads into `bytes`, from `position` on (null where there are none); answers how many bytes came: 0 at the end. */
  read(bytes: Uint8Array, position: number | null): Later<number>;
  /** Writes some of `bytes`, at least one; answers how many. */
  write(bytes: Uint8Array, position: number | null): Later<number>;
  status(): Later<FileStatus>;
  truncate(length: number): Later<void>;
  sync(): Later<void>;
  setMode(mode: number): Later<void>;
  setTimes(accessed: bigint, modified: bigint): Later<void>;
  close(): Later<void>;
}

/**
 * A tree of files. Paths begin with `/`; names that are no UTF-8 have their odd bytes as lone surrogates (U+DC80 to U+DCFF). Where
 * `follows` is false, an operation is about a symbolic link itself.
 */
export interface FileSystem {
  open(path: string, flags: number, mode: number): Later<OpenFile>;
  status(path: string, follows: boolean): Later<FileStatus>;
  entries(path: string): Later<readonly FolderEntry[]>;
  makeFolder(path: string, mode: number): Later<void>;
  removeFolder(path: string): Later<void>;
  remove(path: string): Later<void>;
  rename(from: string, to: string): Later<void>;
  link(from: string, to: string, follows: boolean): Later<void>;
  makeLink(target: string, path: string): Later<void>;
  readLink(path: string): Later<string>;
  truncate(path: string, length: number): Later<void>;
  setMode(path: string, mode: number, follows: boolean): Later<void>;
  setOwner(path: string, user: number, group: number, follows: boolean): Later<void>;
  setTimes(path: string, accessed: bigint, modified: bigint, follows: boolean): Later<void>;
  /** Fails where this may not be done: 4 to read, 2 to write, 1 to execute; 0 asks whether the file is there. */
  access(path: string, mode: number): Later<void>;
  /** The file system that a path is on. */
  room(path: string): Later<FileSystemStatus>;
}
