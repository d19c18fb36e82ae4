/** File systems at places of one tree. What is between them are folders that nobody can change. */
import {
  FileError,
  type FileStatus,
  type FileSystem,
  type FileSystemStatus,
  type FolderEntry,
  KIND,
  type Later,
  O,
  type OpenFile,
} from "../../kernel/files.ts";
import { chain } from "../../kernel/process.ts";

export interface Mount {
  readonly files: FileSystem;
  readonly isWritable: boolean;
}

/** A file system and a path in it, or a folder between the mounts (`mount` null; "" where there is no such folder). */
interface Place {
  readonly mount: Mount | null;
  readonly point: string;
  readonly path: string;
}

const join = (names: readonly string[]): string => `/${names.join("/")}`;

export class Mounts implements FileSystem {
  readonly #mounts: ReadonlyMap<string, Mount>;
  /** The folders above the mounts, with the names in them. */
  readonly #folders = new Map<string, Set<string>>([["/", new Set()]]);

  constructor(mounts: ReadonlyMap<string, Mount>) {
    this.#mounts = mounts;
    for (const point of mounts.keys()) {
      const names = point.split("/").filter((name) => name !== "");
      for (let i = 0; i < names.length; i++) {
        const folder = join(names.slice(0, i));
        const inside = this.#folders.get(folder) ?? new Set();
        inside.add(names[i] as string);
        this.#folders.set(folder, inside);
      }
    }
  }

  /** Which mount a path is in. `..` may lead out of one by the way that led into it, and nowhere else. */
  #place(path: string): Place {
    let above: string[] = [];
    let point: string | null = this.#mounts.has("/") ? "/" : null;
    let inside: string[] = [];
    let depth = 0;
    for (const name of path.split("/")) {
      if (name === "" || name === ".") {
        if (name === "." && point !== null) inside.push(name);
        continue;
      }
      if (point === null) {
        if (name === "..") {
          above.pop();
          continue;
        }
        if (!this.#folders.has(join(above))) throw new FileError("ENOENT");
        above.push(name);
        if (this.#mounts.has(join(above))) {
          point = join(above);
          inside = [];
          depth = 0;
        }
      } else if (name === ".." && depth === 0) {
        if (point === "/") continue;
        point = null;
        above.pop();
      } else {
        depth += name === ".." ? -1 : 1;
        inside.push(name);
        const deeper = point === "/" ? join(inside) : `${point}${join(inside)}`;
        if (this.#mounts.has(deeper)) {
          above = deeper.slice(1).split("/");
          point = deeper;
          inside = [];
          depth = 0;
        }
      }
    }
    if (point === null) {
      const place = join(above);
      return { mount: null, point: this.#folders.has(place) ? place : "", path: place };
    }
    const isFolder = path.endsWith("/") && inside.length > 0;
    return {
      mount: this.#mounts.get(point) as Mount,
      point,
      path: join(inside) + (isFolder ? "/" : ""),
    };
  }

  #read<T>(path: string, work: (files: FileSystem, path: string) => Later<T>, between: () => T) {
    const { mount, point, path: inside } = this.#place(path);
    if (mount !== null) return work(mount.files, inside);
    if (point === "") throw new FileError("ENOENT");
    return between();
  }

  /** `code` is what becomes of a folder between the mounts. */
  #write<T>(path: string, code: string, work: (files: FileSystem, path: string) => Later<T>) {
    const { mount, point, path: inside } = this.#place(path);
    if (mount === null) throw new FileError(point === "" ? "EACCES" : code);
    if (!mount.isWritable) throw new FileError("EROFS");
    return work(mount.files, inside);
  }

  #both<T>(
    from: string,
    to: string,
    work: (files: FileSystem, from: string, to: string) => Later<T>,
  ): Later<T> {
    const source = this.#place(from);
    return this.#write(to, "EBUSY", (files, path) => {
      if (source.mount?.files !== files) throw new FileError("EXDEV");
      return work(files, source.path, path);
    });
  }

  open(path: string, flags: number, mode: number): Later<OpenFile> {
    const { mount, point, path: inside } = this.#place(path);
    const wants = (flags & O.ACCMODE) !== O.RDONLY || (flags & (O.CREAT | O.TRUNC)) !== 0;
    if (mount === null) {
      if (point !== "") throw new FileError("EISDIR");
      throw new FileError((flags & O.CREAT) !== 0 ? "EACCES" : "ENOENT");
    }
    if (wants && !mount.isWritable) {
      // What is there may be opened to be read even so.
      if ((flags & O.ACCMODE) !== O.RDONLY || (flags & O.TRUNC) !== 0)
        return chain(mount.files.status(inside, true), () => fail("EROFS"));
      const opened = mount.files.open(inside, flags & ~O.CREAT, mode);
      return chain(opened, (file) => new ReadonlyFile(file));
    }
    const opened = mount.files.open(inside, flags, mode);
    return mount.isWritable ? opened : chain(opened, (file) => new ReadonlyFile(file));
  }

  status(path: string, follows: boolean): Later<FileStatus> {
    return this.#read<FileStatus>(
      path,
      (files, inside) => files.status(inside, follows),
      () => BETWEEN,
    );
  }

  entries(path: string): Later<readonly FolderEntry[]> {
    const { mount, point, path: inside } = this.#place(path);
    const names = this.#folders.get(mount === null ? point : path.replace(/(?<=.)\/+$/, "")) ?? [];
    const between = Array.from(names, (name) => ({ name, kind: KIND.folder, ino: 2n }));
    if (mount === null) {
      if (point === "") throw new FileError("ENOENT");
      return between;
    }
    return chain(mount.files.entries(inside), (found) => [
      ...found,
      ...between.filter(({ name }) => found.every((one) => one.name !== name)),
    ]);
  }

  makeFolder(path: string, mode: number): Later<void> {
    return this.#write(path, "EEXIST", (files, inside) => files.makeFolder(inside, mode));
  }
  removeFolder(path: string): Later<void> {
    return this.#write(path, "EBUSY", (files, inside) => files.removeFolder(inside));
  }
  remove(path: string): Later<void> {
    return this.#write(path, "EISDIR", (files, inside) => files.remove(inside));
  }
  rename(from: string, to: string): Later<void> {
    return this.#write(from, "EBUSY", () =>
      this.#both(from, to, (files, a, b) => files.rename(a, b)),
    );
  }
  link(from: string, to: string, follows: boolean): Later<void> {
    return this.#both(from, to, (files, a, b) => files.link(a, b, follows));
  }

  /** A target within the same mount is kept as the mount knows it; any other absolute one leads nowhere. */
  makeLink(target: string, path: string): Later<void> {
    return this.#write(path, "EEXIST", (files, inside) => {
      const { point } = this.#place(path);
      const isInside = point === "/" || target === point || target.startsWith(`${point}/`);
      if (target.startsWith("/") && !isInside) throw new FileError("EACCES");
      const own =
        target.startsWith("/") && point !== "/" ? target.slice(point.length) || "/" : target;
      return files.makeLink(own, inside);
    });
  }
  readLink(path: string): Later<string> {
    const { point } = this.#place(path);
    return this.#read(
      path,
      (files, inside) =>
        chain(files.readLink(inside), (target) =>
          target.startsWith("/") && point !== "/" ? point + (target === "/" ? "" : target) : target,
        ),
      () => fail("EINVAL"),
    );
  }

  truncate(path: string, length: number): Later<void> {
    return this.#write(path, "EISDIR", (files, inside) => files.truncate(inside, length));
  }
  setMode(path: string, mode: number, follows: boolean): Later<void> {
    return this.#write(path, "EPERM", (files, inside) => files.setMode(inside, mode, follows));
  }
  setOwner(path: string, user: number, group: number, follows: boolean): Later<void> {
    return this.#write(path, "EPERM", (files, inside) =>
      files.setOwner(inside, user, group, follows),
    );
  }
  setTimes(path: string, accessed: bigint, modified: bigint, follows: boolean): Later<void> {
    return this.#write(path, "EPERM", (files, inside) =>
      files.setTimes(inside, accessed, modified, follows),
    );
  }
  access(path: string, mode: number): Later<void> {
    const { mount, path: inside } = this.#place(path);
    return this.#read<void>(
      path,
      (files) =>
        chain(files.access(inside, mode), () => {
          if ((mode & 2) !== 0 && mount?.isWritable === false) throw new FileError("EROFS");
        }),
      () => {
        if ((mode & 2) !== 0) throw new FileError("EACCES");
      },
    );
  }
  room(path: string): Later<FileSystemStatus> {
    return this.#read<FileSystemStatus>(
      path,
      (files, inside) => files.room(inside),
      () => ({ blockSize: 4096, blocks: 0, free: 0, available: 0, files: 0, freeFiles: 0 }),
    );
  }
}

/** A file of a mount that may not be written to. */
class ReadonlyFile implements OpenFile {
  readonly #file: OpenFile;
  readonly hasPositions: boolean;
  readonly isTerminal: boolean;
  constructor(file: OpenFile) {
    this.#file = file;
    this.hasPositions = file.hasPositions;
    this.isTerminal = file.isTerminal;
  }
  read(bytes: Uint8Array, position: number | null): Later<number> {
    return this.#file.read(bytes, position);
  }
  status(): Later<FileStatus> {
    return this.#file.status();
  }
  sync(): Later<void> {
    return this.#file.sync();
  }
  close(): Later<void> {
    return this.#file.close();
  }
  write(): never {
    return fail("EBADF");
  }
  truncate(): never {
    return fail("EINVAL");
  }
  setMode(): never {
    return fail("EROFS");
  }
  setTimes(): never {
    return fail("EROFS");
  }
}

function fail(code: string): never {
  throw new FileError(code);
}

/** What `stat` says of the folders between the mounts. */
const BETWEEN: FileStatus = {
  mode: KIND.folder | 0o555,
  ino: 2n,
  dev: 1n,
  nlink: 2,
  uid: 0,
  gid: 0,
  size: 4096,
  rdev: 0,
  blksize: 4096,
  blocks: 8,
  atime: 0n,
  mtime: 0n,
  ctime: 0n,
};
