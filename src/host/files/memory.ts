/** Files in memory. */
import {
  FileError,
  type FileStatus,
  type FileSystem,
  type FileSystemStatus,
  type FolderEntry,
  isFolder,
  isLink,
  KIND,
  O,
  type OpenFile,
} from "../../kernel/files.ts";

export interface MemoryFilesOptions {
  /** What the files may hold together, in bytes; 64 MB by default. */
  readonly size?: number;
}

/** What a file costs beside its bytes. */
const ENTRY_SIZE = 512;
/** Symbolic links on the way to a file. */
const MAX_LINKS = 40;
const BLOCK = 4096;
const MAX_NAME = 255;

const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

let devices = 100n;

class Node {
  readonly ino: bigint;
  mode: number;
  links = 0;
  /** How many have it open. */
  users = 0;
  /** Of a file, more than `size` may be there; of a link, its target. */
  bytes = new Uint8Array(0);
  size = 0;
  target = "";
  readonly children: Map<string, Node> | null;
  user = 1000;
  group = 1000;
  atime = now();
  mtime = this.atime;
  ctime = this.atime;
  constructor(ino: bigint, mode: number) {
    this.ino = ino;
    this.mode = mode;
    this.children = isFolder(mode) ? new Map() : null;
  }
  changed(): void {
    this.mtime = this.ctime = now();
  }
}

/** Where a path leads: the last folder, the name in it, and what is there. `name` is "" for the root itself. */
interface Place {
  readonly folder: Node;
  readonly name: string;
  readonly node: Node | null;
}

/** A file system that lives as long as the object. Several interpreters may share one. */
export class MemoryFiles implements FileSystem {
  readonly #root: Node;
  readonly #size: number;
  readonly #device = devices++;
  readonly #parents = new WeakMap<Node, Node>();
  #used = 0;
  #inodes = 1n;

  /** Some files to begin with, by path. Folders on the way are made. */
  constructor(
    files: Readonly<Record<string, string | Uint8Array>> = {},
    options: MemoryFilesOptions = {},
  ) {
    this.#size = options.size ?? 2 ** 26;
    this.#root = this.#newNode(KIND.folder | 0o755);
    this.#root.links = 2;
    for (const path of Object.keys(files)) this.write(path, files[path] ?? "");
  }

  // --- for the host ---

  /** Makes a file, with the folders that it is in. */
  write(path: string, content: string | Uint8Array): void {
    const names = path.split("/").filter((name) => name !== "");
    let folder = "";
    for (const name of names.slice(0, -1)) {
      folder += `/${name}`;
      if (this.#place(folder, true).node === null) this.makeFolder(folder, 0o755);
    }
    const file = this.open(`/${names.join("/")}`, O.WRONLY | O.CREAT | O.TRUNC, 0o644);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    file.write(bytes, 0);
  }

  /** The bytes of a file. */
  read(path: string): Uint8Array {
    const node = this.#node(path, true);
    if (node.children !== null) throw new FileError("EISDIR");
    return node.bytes.slice(0, node.size);
  }

  /** The text of a file. */
  readText(path: string): string {
    return new TextDecoder().decode(this.read(path));
  }

  // --- paths ---

  #newNode(mode: number): Node {
    this.#reserve(ENTRY_SIZE);
    return new Node(this.#inodes++, mode);
  }

  #reserve(bytes: number): void {
    if (bytes > 0 && this.#used + bytes > this.#size) throw new FileError("ENOSPC");
    this.#used += bytes;
  }

  #place(path: string, follows: boolean): Place {
    let rest = path.split("/").reverse();
    let at = this.#root;
    let links = 0;
    let place: Place = { folder: at, name: "", node: at };
    const wantsFolder = path.endsWith("/") && path !== "/";
    while (rest.length > 0) {
      const name = rest.pop() as string;
      if (place.node === null) {
        // Nothing is below what is not there; a slash behind a name yet to be made is none of that.
        if (name === "" && rest.every((one) => one === "")) continue;
        throw new FileError("ENOENT");
      }
      at = place.node;
      if (at.children === null) throw new FileError("ENOTDIR");
      if (name === "" || name === ".") continue;
      if (name === "..") {
        const up = this.#parents.get(at) ?? this.#root;
        place = { folder: up, name: "", node: up };
        continue;
      }
      if (name.length > MAX_NAME) throw new FileError("ENAMETOOLONG");
      const node = at.children.get(name) ?? null;
      const isLast = rest.every((one) => one === "");
      if (node !== null && isLink(node.mode) && (!isLast || follows || wantsFolder)) {
        if (++links > MAX_LINKS) throw new FileError("ELOOP");
        if (node.target.startsWith("/")) at = this.#root;
        place = { folder: at, name: "", node: at };
        rest = [...rest, ...node.target.split("/").reverse()];
        continue;
      }
      place = { folder: at, name, node };
    }
    if (wantsFolder && place.node !== null && place.node.children === null)
      throw new FileError("ENOTDIR");
    return place;
  }

  #node(path: string, follows: boolean): Node {
    return this.#place(path, follows).node ?? fail("ENOENT");
  }

  #add({ folder, name }: Place, node: Node): void {
    if (folder.links === 0) throw new FileError("ENOENT");
    (folder.children as Map<string, Node>).set(name, node);
    node.links += node.children === null ? 1 : 2;
    if (node.children !== null) {
      folder.links++;
      this.#parents.set(node, folder);
    }
    folder.changed();
  }

  #detach({ folder, name, node }: Place): void {
    (folder.children as Map<string, Node>).delete(name);
    folder.changed();
    const gone = node as Node;
    gone.ctime = now();
    if (gone.children !== null) {
      folder.links--;
      gone.links = 0;
    } else gone.links--;
    if (gone.links === 0) this.#reserve(-ENTRY_SIZE - (gone.users > 0 ? 0 : gone.bytes.length));
  }

  // --- operations ---

  open(path: string, flags: number, mode: number): OpenFile {
    const access = flags & O.ACCMODE;
    const isExclusive = (flags & O.CREAT) !== 0 && (flags & O.EXCL) !== 0;
    const place = this.#place(path, (flags & O.NOFOLLOW) === 0 && !isExclusive);
    let { node } = place;
    if (node === null) {
      if ((flags & O.CREAT) === 0) throw new FileError("ENOENT");
      if (path.endsWith("/")) throw new FileError("EISDIR");
      node = this.#newNode(KIND.file | (mode & 0o7777));
      this.#add(place, node);
    } else {
      if (isExclusive) throw new FileError("EEXIST");
      if (isLink(node.mode)) throw new FileError("ELOOP");
      if (node.children !== null && (access !== O.RDONLY || (flags & O.CREAT) !== 0))
        throw new FileError("EISDIR");
      if (node.children === null && (flags & O.DIRECTORY) !== 0) throw new FileError("ENOTDIR");
      checkMode(node, access === O.RDONLY ? 4 : access === O.WRONLY ? 2 : 6);
      if ((flags & O.TRUNC) !== 0 && access !== O.RDONLY) this.#resize(node, 0);
    }
    return new MemoryFile(node, {
      status: (of) => this.#statusOf(of),
      resize: (of, length) => this.#resize(of, length),
      free: (of) => {
        if (of.links === 0) this.#reserve(-of.bytes.length);
      },
    });
  }

  #resize(node: Node, length: number): void {
    if (length > node.bytes.length) {
      const wanted = Math.max(length, Math.min(node.bytes.length * 2, length + 2 ** 20));
      let size = wanted;
      // Without room to grow into, where there is little left.
      if (this.#used + wanted - node.bytes.length > this.#size) size = length;
      this.#reserve(size - node.bytes.length);
      const larger = new Uint8Array(size);
      larger.set(node.bytes.subarray(0, node.size));
      node.bytes = larger;
    } else if (length < node.size) {
      node.bytes.fill(0, length, node.size);
      if (length === 0) {
        this.#reserve(-node.bytes.length);
        node.bytes = new Uint8Array(0);
      }
    }
    node.size = length;
    node.changed();
  }

  #statusOf(node: Node): FileStatus {
    const size = node.children !== null ? BLOCK : node.size;
    return {
      mode: node.mode,
      ino: node.ino,
      dev: this.#device,
      nlink: node.links,
      uid: node.user,
      gid: node.group,
      size,
      rdev: 0,
      blksize: BLOCK,
      blocks: Math.ceil(size / BLOCK) * (BLOCK / 512),
      atime: node.atime,
      mtime: node.mtime,
      ctime: node.ctime,
    };
  }

  status(path: string, follows: boolean): FileStatus {
    return this.#statusOf(this.#node(path, follows));
  }

  entries(path: string): FolderEntry[] {
    const { children } = this.#node(path, true);
    if (children === null) throw new FileError("ENOTDIR");
    return Array.from(children, ([name, { mode, ino }]) => ({
      name,
      kind: mode & KIND.mask,
      ino,
    }));
  }

  makeFolder(path: string, mode: number): void {
    const place = this.#place(path, false);
    if (place.node !== null) throw new FileError("EEXIST");
    this.#add(place, this.#newNode(KIND.folder | (mode & 0o1777)));
  }

  removeFolder(path: string): void {
    const last = path.split("/").findLast((name) => name !== "");
    const place = this.#place(path, false);
    const node = place.node ?? fail("ENOENT");
    if (node.children === null) throw new FileError("ENOTDIR");
    if (place.name === "") throw new FileError(last === "." ? "EINVAL" : "EBUSY");
    if (node.children.size > 0) throw new FileError("ENOTEMPTY");
    this.#detach(place);
  }

  remove(path: string): void {
    const place = this.#place(path, false);
    const node = place.node ?? fail("ENOENT");
    if (node.children !== null) throw new FileError("EISDIR");
    this.#detach(place);
  }

  rename(from: string, to: string): void {
    const source = this.#place(from, false);
    const node = source.node ?? fail("ENOENT");
    const target = this.#place(to, false);
    if (source.name === "" || target.name === "") throw new FileError("EBUSY");
    if (node.children !== null)
      for (let at: Node | undefined = target.folder; at !== undefined; at = this.#parents.get(at))
        if (at === node) throw new FileError("EINVAL");
    if (target.node === node) return;
    if (target.node !== null) {
      if (node.children !== null && target.node.children === null) throw new FileError("ENOTDIR");
      if (node.children === null && target.node.children !== null) throw new FileError("EISDIR");
      if ((target.node.children?.size ?? 0) > 0) throw new FileError("ENOTEMPTY");
      this.#detach(target);
    } else if (node.children === null && to.endsWith("/")) throw new FileError("ENOTDIR");
    (source.folder.children as Map<string, Node>).delete(source.name);
    source.folder.changed();
    if (node.children !== null) source.folder.links--;
    node.links -= node.children === null ? 1 : 2;
    this.#add(target, node);
    node.ctime = now();
  }

  link(from: string, to: string, follows: boolean): void {
    const node = this.#node(from, follows);
    if (node.children !== null) throw new FileError("EPERM");
    const place = this.#place(to, false);
    if (place.node !== null) throw new FileError("EEXIST");
    this.#add(place, node);
    node.ctime = now();
  }

  makeLink(target: string, path: string): void {
    if (target === "") throw new FileError("ENOENT");
    const place = this.#place(path, false);
    if (place.node !== null) throw new FileError("EEXIST");
    const node = this.#newNode(KIND.link | 0o777);
    node.target = target;
    node.size = new TextEncoder().encode(target).length;
    this.#add(place, node);
  }

  readLink(path: string): string {
    const node = this.#node(path, false);
    if (!isLink(node.mode)) throw new FileError("EINVAL");
    return node.target;
  }

  truncate(path: string, length: number): void {
    const node = this.#node(path, true);
    if (node.children !== null) throw new FileError("EISDIR");
    checkMode(node, 2);
    this.#resize(node, length);
  }

  setMode(path: string, mode: number, follows: boolean): void {
    const node = this.#node(path, follows);
    if (isLink(node.mode)) throw new FileError("ENOTSUP");
    setMode(node, mode);
  }

  setOwner(path: string, user: number, group: number, follows: boolean): void {
    const node = this.#node(path, follows);
    if ((user !== -1 && user !== node.user) || (group !== -1 && group !== node.group))
      throw new FileError("EPERM");
  }

  setTimes(path: string, accessed: bigint, modified: bigint, follows: boolean): void {
    setTimes(this.#node(path, follows), accessed, modified);
  }

  access(path: string, mode: number): void {
    checkMode(this.#node(path, true), mode);
  }

  room(path: string): FileSystemStatus {
    this.#node(path, true);
    const free = Math.floor((this.#size - this.#used) / BLOCK);
    return {
      blockSize: BLOCK,
      blocks: Math.floor(this.#size / BLOCK),
      free,
      available: free,
      files: Math.floor(this.#size / ENTRY_SIZE),
      freeFiles: Math.floor((this.#size - this.#used) / ENTRY_SIZE),
    };
  }
}

function fail(code: string): never {
  throw new FileError(code);
}

/** The program owns all of the files; what their mode keeps from their owner is kept from it. */
function checkMode({ mode }: Node, wanted: number): void {
  if (((mode >> 6) & wanted) !== wanted) throw new FileError("EACCES");
}

function setMode(node: Node, mode: number): void {
  node.mode = (node.mode & KIND.mask) | (mode & 0o7777);
  node.ctime = now();
}

function setTimes(node: Node, accessed: bigint, modified: bigint): void {
  node.atime = accessed;
  node.mtime = modified;
  node.ctime = now();
}

interface Keeper {
  status(node: Node): FileStatus;
  resize(node: Node, length: number): void;
  free(node: Node): void;
}

class MemoryFile implements OpenFile {
  readonly hasPositions = true;
  readonly isTerminal = false;
  readonly #node: Node;
  readonly #keeper: Keeper;
  constructor(node: Node, keeper: Keeper) {
    this.#node = node;
    this.#keeper = keeper;
    node.users++;
  }
  read(bytes: Uint8Array, position: number | null): number {
    const node = this.#node;
    if (node.children !== null) throw new FileError("EISDIR");
    const from = position ?? 0;
    const found = node.bytes.subarray(from, Math.min(node.size, from + bytes.length));
    if (from < node.size) bytes.set(found);
    return Math.max(0, Math.min(node.size - from, found.length));
  }
  write(bytes: Uint8Array, position: number | null): number {
    const node = this.#node;
    const from = position ?? node.size;
    const end = from + bytes.length;
    if (end > node.size) this.#keeper.resize(node, end);
    node.bytes.set(bytes, from);
    node.changed();
    return bytes.length;
  }
  status(): FileStatus {
    return this.#keeper.status(this.#node);
  }
  truncate(length: number): void {
    if (length < 0) throw new FileError("EINVAL");
    this.#keeper.resize(this.#node, length);
  }
  sync(): void {}
  setMode(mode: number): void {
    setMode(this.#node, mode);
  }
  setTimes(accessed: bigint, modified: bigint): void {
    setTimes(this.#node, accessed, modified);
  }
  close(): void {
    if (--this.#node.users === 0) this.#keeper.free(this.#node);
  }
}
