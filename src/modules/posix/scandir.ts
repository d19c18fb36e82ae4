/** os.scandir: the entries of a folder. https://docs.python.org/3/library/os.html#os.scandir */
import { type FileStatus, type FolderEntry, KIND } from "../../kernel/files.ts";
import { currentProcess } from "../../kernel/process.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { truth } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { normalize } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keyword, keywords, object, optional, rest } from "../../objects/params.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import type { Members } from "../../objects/type.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import { fromPath, type Path } from "../io/paths.ts";
import { settled } from "../io/waiting.ts";
import type { Steps } from "./arguments.ts";
import { statusValue } from "./stat.ts";

export const dirEntryType = new PyType("posix.DirEntry", [objectType]);
export const scandirIteratorType = new PyType("posix.ScandirIterator", [objectType]);
scandirIteratorType.isBase = false;
dirEntryType.isBase = false;

class PyDirEntry extends PyObject {
  readonly entry: FolderEntry;
  readonly name: Value;
  readonly path: Value;
  /** As the file system wants it. */
  readonly place: string;
  readonly #statuses = new Map<boolean, FileStatus>();
  constructor(entry: FolderEntry, folder: Path) {
    super();
    this.entry = entry;
    this.name = fromPath(entry.name, folder.isBytes);
    const joined =
      folder.shown === null
        ? `./${entry.name}`
        : `${folder.path}${folder.path.endsWith("/") ? "" : "/"}${entry.name}`;
    this.place = currentProcess().absolute(joined);
    this.path = fromPath(joined, folder.isBytes);
  }

  *status(follows: boolean): Steps<FileStatus> {
    const known = this.#statuses.get(follows);
    if (known !== undefined) return known;
    const found = yield* settled(
      "a file",
      () => currentProcess().files.status(this.place, follows),
      this.path,
    );
    this.#statuses.set(follows, found);
    return found;
  }

  /** Is it of this kind? What is not there any more is of none. */
  *is(kind: number, follows: boolean): Steps<boolean> {
    const own = this.entry.kind;
    if (own !== 0 && (own !== KIND.link || !follows)) return own === kind;
    try {
      return ((yield* this.status(follows)).mode & KIND.mask) === kind;
    } catch (error) {
      if (isThrown(error, E.FileNotFoundError)) return false;
      throw error;
    }
  }
}
layout(PyDirEntry, dirEntryType);

const follow = keyword(optional(truth("follow_symlinks"), true, "True"));

const dirEntryMembers: Members = subscriptable(
  members<PyDirEntry>(({ method, caller, getter, slots, staticMethod }) => [
    slots({
      __repr__: (self) => describe("<DirEntry ", { r: self.name }, ">"),
    }),
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], () =>
        raise(E.TypeError, "cannot create 'posix.DirEntry' instances"),
      ),
      __fspath__: method("Return the path of the entry.", [], (self) => self.path),
      name: getter("", (self) => self.name),
      path: getter("", (self) => self.path),
      inode: caller("Return the inode number of the entry.", [], function* (self): NativeGenerator {
        const { ino } = self.entry;
        return normalize(ino > 0n ? ino : (yield* self.status(false)).ino);
      }),
      is_dir: caller("Return whether this is a folder.", [follow], (self, follows) =>
        self.is(KIND.folder, follows),
      ),
      is_file: caller("Return whether this is a file.", [follow], (self, follows) =>
        self.is(KIND.file, follows),
      ),
      is_symlink: caller("Return whether this is a symbolic link.", [], (self) =>
        self.is(KIND.link, false),
      ),
      is_junction: method("Return False.", [], () => false),
      stat: caller(
        "Return what stat() says of the entry.",
        [follow],
        function* (self, follows): NativeGenerator {
          return statusValue(yield* self.status(follows));
        },
      ),
    },
  ]),
);

export class ScandirIterator extends PyIterator {
  readonly #entries: readonly FolderEntry[];
  readonly #folder: Path;
  #at = 0;
  constructor(entries: readonly FolderEntry[], folder: Path) {
    super();
    this.#entries = entries;
    this.#folder = folder;
  }
  override next(): Value | undefined {
    const entry = this.#entries[this.#at++];
    return entry === undefined ? undefined : new PyDirEntry(entry, this.#folder);
  }
  close(): null {
    this.#at = this.#entries.length;
    return null;
  }
}
layout(ScandirIterator, scandirIteratorType);

const scandirMembers = members<ScandirIterator>(({ method, slots }) => [
  slots({
    __iter__: (self) => self,
    __next__: (self) => {
      const entry = self.next();
      if (entry === undefined) throw new PyThrow(newException(E.StopIteration));
      return entry;
    },
  }),
  {
    close: method("End the iteration.", [], (self) => self.close()),
    __enter__: method("", [], (self) => self),
    __exit__: method("", [rest("args")], (self) => self.close()),
  },
]);

export const scandirTypes: readonly (readonly [PyType, Members])[] = [
  [dirEntryType, dirEntryMembers],
  [scandirIteratorType, scandirMembers],
];
