/** The files of the machine that Node runs on. */
import * as fs from "node:fs";
import { sep } from "node:path";
import {
  FileError,
  type FileStatus,
  type FileSystem,
  type FileSystemStatus,
  type FolderEntry,
  isFolder,
  isLink,
  KIND,
  type Later,
  O,
  type OpenFile,
} from "../../kernel/files.ts";
import { isTerminal } from "./on-demand.ts";

type Path = string | Buffer;

const ESCAPED = /[\udc80-\udcff]/;

/** A path as the system has it: lone surrogates stand for bytes that are no UTF-8. */
export function systemPath(path: string): Path {
  if (path.includes("\0")) throw new FileError("EINVAL");
  if (!ESCAPED.test(path)) return path;
  return Buffer.concat(
    Array.from(path, (char) => {
      const point = char.codePointAt(0) as number;
      return point >= 0xdc80 && point <= 0xdcff
        ? Buffer.of(point - 0xdc00)
        : Buffer.from(char, "utf8");
    }),
  );
}

/** And back. */
export function guestPath(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text;
  let out = "";
  for (let at = 0; at < bytes.length; ) {
    const width = utf8Width(bytes, at);
    out +=
      width === 0
        ? String.fromCharCode(0xdc00 + (bytes[at] as number))
        : bytes.toString("utf8", at, at + width);
    at += Math.max(width, 1);
  }
  return out;
}

/** How many bytes the character there takes; 0 where there is none. */
function utf8Width(bytes: Buffer, at: number): number {
  const first = bytes[at] as number;
  const width = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (width === 0 || at + width > bytes.length) return 0;
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(at, at + width),
    );
    return width;
  } catch {
    return 0;
  }
}

/** Linux's flags, and what the system here calls them. */
const FLAGS: readonly (readonly [number, number])[] = [
  [O.CREAT, fs.constants.O_CREAT],
  [O.EXCL, fs.constants.O_EXCL],
  [O.NOCTTY, fs.constants.O_NOCTTY],
  [O.TRUNC, fs.constants.O_TRUNC],
  [O.APPEND, fs.constants.O_APPEND],
  [O.NONBLOCK, fs.constants.O_NONBLOCK],
  [O.DSYNC, fs.constants.O_DSYNC],
  [O.DIRECTORY, fs.constants.O_DIRECTORY],
  [O.NOFOLLOW, fs.constants.O_NOFOLLOW],
];

function systemFlags(flags: number): number {
  let made = flags & O.ACCMODE;
  for (const [ours, theirs] of FLAGS) if ((flags & ours) === ours) made |= theirs ?? 0;
  return made;
}

function statusOf(stats: fs.BigIntStats): FileStatus {
  return {
    mode: Number(stats.mode),
    ino: stats.ino,
    dev: stats.dev,
    nlink: Number(stats.nlink),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: Number(stats.size),
    rdev: Number(stats.rdev),
    blksize: Number(stats.blksize),
    blocks: Number(stats.blocks),
    atime: stats.atimeNs,
    mtime: stats.mtimeNs,
    ctime: stats.ctimeNs,
  };
}

/**
 * Node takes times as seconds, of which a double keeps a quarter of a microsecond, and cuts off what is below a microsecond: so
 * there has to be a little more than what shall be left.
 */
const seconds = (nanoseconds: bigint): number => (Number(nanoseconds / 1000n) + 0.25) / 1e6;

/** What can be read without waiting, or by position. */
function isPlain(mode: number): boolean {
  const kind = mode & KIND.mask;
  return kind === KIND.file || kind === KIND.folder || kind === KIND.blocks;
}

class NodeFile implements OpenFile {
  readonly hasPositions: boolean;
  readonly isTerminal: boolean;
  readonly #descriptor: number;
  /** Reading may wait for somebody: a pipe, a terminal. */
  readonly #waits: boolean;
  constructor(descriptor: number, mode: number) {
    this.#descriptor = descriptor;
    this.hasPositions = isPlain(mode);
    this.isTerminal = (mode & KIND.mask) === KIND.characters && isTerminal(descriptor);
    this.#waits = !this.hasPositions && ((mode & KIND.mask) !== KIND.characters || this.isTerminal);
  }
  read(bytes: Uint8Array, position: number | null): Later<number> {
    if (!this.#waits) return fs.readSync(this.#descriptor, bytes, 0, bytes.length, position);
    return new Promise((resolve, reject) => {
      fs.read(this.#descriptor, bytes, 0, bytes.length, position, (error, count) => {
        if (error === null) resolve(count);
        else reject(error);
      });
    });
  }
  write(bytes: Uint8Array, position: number | null): Later<number> {
    if (!this.#waits) return fs.writeSync(this.#descriptor, bytes, 0, bytes.length, position);
    return new Promise((resolve, reject) => {
      fs.write(this.#descriptor, bytes, 0, bytes.length, position, (error, count) => {
        if (error === null) resolve(count);
        else reject(error);
      });
    });
  }
  status(): FileStatus {
    return statusOf(fs.fstatSync(this.#descriptor, { bigint: true }));
  }
  truncate(length: number): void {
    fs.ftruncateSync(this.#descriptor, length);
  }
  sync(): void {
    fs.fsyncSync(this.#descriptor);
  }
  setMode(mode: number): void {
    fs.fchmodSync(this.#descriptor, mode);
  }
  setTimes(accessed: bigint, modified: bigint): void {
    fs.futimesSync(this.#descriptor, seconds(accessed), seconds(modified));
  }
  close(): void {
    fs.closeSync(this.#descriptor);
  }
}

function kindOf(entry: fs.Dirent<Buffer>): number {
  if (entry.isFile()) return KIND.file;
  if (entry.isDirectory()) return KIND.folder;
  if (entry.isSymbolicLink()) return KIND.link;
  if (entry.isFIFO()) return KIND.pipe;
  if (entry.isSocket()) return KIND.socket;
  if (entry.isCharacterDevice()) return KIND.characters;
  return entry.isBlockDevice() ? KIND.blocks : 0;
}

/** All that this process may reach. */
export class NodeFiles implements FileSystem {
  /** The path to give to the system; `follows` is whether a link there would be followed. */
  protected resolve(path: string, _follows: boolean): Path {
    return systemPath(path);
  }

  /** Is what was opened what `path` says? */
  protected verify(_descriptor: number, _path: Path): void {}

  open(path: string, flags: number, mode: number): Later<OpenFile> {
    const follows =
      (flags & O.NOFOLLOW) === 0 && (flags & (O.CREAT | O.EXCL)) !== (O.CREAT | O.EXCL);
    const resolved = this.resolve(path, follows);
    const opened = (descriptor: number): OpenFile => {
      try {
        this.verify(descriptor, resolved);
        return new NodeFile(descriptor, fs.fstatSync(descriptor).mode);
      } catch (error) {
        fs.closeSync(descriptor);
        throw error;
      }
    };
    // A pipe opens when its other end does.
    const kind = (fs.statSync(resolved, { throwIfNoEntry: false })?.mode ?? 0) & KIND.mask;
    if (kind !== KIND.pipe) return opened(fs.openSync(resolved, systemFlags(flags), mode));
    return new Promise((resolve, reject) => {
      fs.open(resolved, systemFlags(flags), mode, (error, descriptor) => {
        if (error !== null) reject(error);
        else
          try {
            resolve(opened(descriptor));
          } catch (failure) {
            reject(failure);
          }
      });
    });
  }
  status(path: string, follows: boolean): FileStatus {
    const resolved = this.resolve(path, follows);
    const bigint = { bigint: true } as const;
    return statusOf(follows ? fs.statSync(resolved, bigint) : fs.lstatSync(resolved, bigint));
  }
  entries(path: string): FolderEntry[] {
    const options = { withFileTypes: true, encoding: "buffer" } as const;
    return fs.readdirSync(this.resolve(path, true), options).map((entry) => ({
      name: guestPath(entry.name),
      kind: kindOf(entry),
      ino: 0n,
    }));
  }
  makeFolder(path: string, mode: number): void {
    fs.mkdirSync(this.resolve(path, false), { mode });
  }
  removeFolder(path: string): void {
    fs.rmdirSync(this.resolve(path, false));
  }
  remove(path: string): void {
    const resolved = this.resolve(path, false);
    // Node removes folders by other means, as POSIX says; Linux says what it is.
    if (fs.lstatSync(resolved).isDirectory()) throw new FileError("EISDIR");
    fs.unlinkSync(resolved);
  }
  rename(from: string, to: string): void {
    fs.renameSync(this.resolve(from, false), this.resolve(to, false));
  }
  link(from: string, to: string, follows: boolean): void {
    let source = this.resolve(from, follows);
    if (follows) source = fs.realpathSync(source);
    fs.linkSync(source, this.resolve(to, false));
  }
  makeLink(target: string, path: string): void {
    fs.symlinkSync(systemPath(target), this.resolve(path, false));
  }
  readLink(path: string): string {
    return guestPath(fs.readlinkSync(this.resolve(path, false), { encoding: "buffer" }));
  }
  truncate(path: string, length: number): void {
    const descriptor = fs.openSync(this.resolve(path, true), "r+");
    try {
      this.verify(descriptor, this.resolve(path, true));
      fs.ftruncateSync(descriptor, length);
    } finally {
      fs.closeSync(descriptor);
    }
  }
  setMode(path: string, mode: number, follows: boolean): void {
    const resolved = this.resolve(path, follows);
    if (!follows && fs.lstatSync(resolved).isSymbolicLink()) throw new FileError("ENOTSUP");
    fs.chmodSync(resolved, mode);
  }
  setOwner(path: string, user: number, group: number, follows: boolean): void {
    const resolved = this.resolve(path, follows);
    const { uid, gid } = follows ? fs.statSync(resolved) : fs.lstatSync(resolved);
    const change = follows ? fs.chownSync : fs.lchownSync;
    change(resolved, user === -1 ? uid : user, group === -1 ? gid : group);
  }
  setTimes(path: string, accessed: bigint, modified: bigint, follows: boolean): void {
    const resolved = this.resolve(path, follows);
    const change = follows ? fs.utimesSync : fs.lutimesSync;
    change(resolved, seconds(accessed), seconds(modified));
  }
  access(path: string, mode: number): void {
    fs.accessSync(this.resolve(path, true), mode);
  }
  room(path: string): FileSystemStatus {
    const { bsize, blocks, bfree, bavail, files, ffree } = fs.statfsSync(this.resolve(path, true));
    return {
      blockSize: bsize,
      blocks,
      free: bfree,
      available: bavail,
      files,
      freeFiles: ffree,
    };
  }
}

/** More symbolic links than this on one way are a circle. */
const MAX_LINKS = 40;

/**
 * A folder and what is in it. Links are followed here, one by one: one that leads out of the folder leads nowhere. What somebody
 * else changes between that and the opening is found by looking at what was opened.
 */
export class NodeFolder extends NodeFiles {
  readonly #root: string;
  constructor(folder: string) {
    super();
    const real = fs.realpathSync(folder);
    if (!fs.statSync(real).isDirectory()) throw new FileError("ENOTDIR");
    this.#root = real === sep ? "" : real;
  }

  protected override resolve(path: string, follows: boolean): Path {
    return systemPath(this.#walk(path, follows));
  }

  #walk(path: string, follows: boolean): string {
    let rest = path.split("/").reverse();
    let at: string[] = [];
    let links = 0;
    const wantsFolder = path.endsWith("/");
    while (rest.length > 0) {
      const name = rest.pop() as string;
      if (name === "" || name === ".") continue;
      if (name === "..") {
        at.pop();
        continue;
      }
      const isLast = rest.every((one) => one === "" || one === ".");
      const full = this.#path([...at, name]);
      const found = fs.lstatSync(systemPath(full), { throwIfNoEntry: false });
      if (found === undefined) {
        if (!isLast) throw new FileError("ENOENT");
      } else if (isLink(found.mode) && (!isLast || follows || wantsFolder)) {
        if (++links > MAX_LINKS) throw new FileError("ELOOP");
        const target = guestPath(fs.readlinkSync(systemPath(full), { encoding: "buffer" }));
        const [names, isAbsolute] = this.#targetNames(target);
        if (isAbsolute) at = [];
        rest = [...rest, ...names.reverse()];
        continue;
      } else if (!isFolder(found.mode) && !isLast) throw new FileError("ENOTDIR");
      at.push(name);
    }
    return this.#path(at) + (wantsFolder && at.length > 0 ? "/" : "");
  }

  /** Links that the program makes have the folder for their root; those that were there may name it in full. */
  #targetNames(target: string): [string[], boolean] {
    if (!target.startsWith("/")) return [target.split("/"), false];
    const inside = target === this.#root || target.startsWith(this.#root + sep);
    if (!inside) throw new FileError("EACCES");
    return [target.slice(this.#root.length).split("/"), true];
  }

  #path(names: readonly string[]): string {
    return names.length === 0 ? this.#root || sep : `${this.#root}/${names.join("/")}`;
  }

  override makeLink(target: string, path: string): void {
    super.makeLink(target.startsWith("/") ? this.#root + target : target, path);
  }
  override readLink(path: string): string {
    const target = super.readLink(path);
    if (!target.startsWith("/")) return target;
    return target.startsWith(this.#root + sep) ? target.slice(this.#root.length) : "/";
  }
  override link(from: string, to: string, follows: boolean): void {
    fs.linkSync(this.resolve(from, follows), this.resolve(to, false));
  }

  protected override verify(descriptor: number, path: Path): void {
    const real = fs.realpathSync(path);
    const inside = real === this.#root || real.startsWith(this.#root + sep);
    const opened = fs.fstatSync(descriptor, { bigint: true });
    const named = fs.lstatSync(path, { bigint: true });
    if (!inside || opened.ino !== named.ino || opened.dev !== named.dev)
      throw new FileError("EACCES");
  }
}
