/** Where the modules of one interpreter come from: natives, the host's, those that come along in Python, files, archives. */
import type { Code } from "../compiler/code.ts";
import type { ImportHost, ImportLock, ModuleFiles } from "../modules/importlib/state.ts";
import { ZipArchive, ZipError } from "../modules/importlib/zip-archive.ts";
import { nativeModules } from "../modules/index.ts";
import { codeObject, type PyCode, type PyModule } from "../objects/function.ts";
import { after, type NativeResult } from "../objects/requests.ts";
import { compileBody, compileModule, compileText } from "../vm/compile-source.ts";
import { standardModuleNames } from "../vm/standard-modules.ts";
import { CodeCache, type CodeStore } from "./code-cache.ts";
import { decode } from "./decode.ts";
import { findPackaged, packagedCode } from "./packaged.ts";

/** Natives that stand in for modules of Python's library where that is not there. */
const STAND_INS: ReadonlySet<string> = new Set(["contextvars"]);

/** Python's library: a zip file. */
export interface Library {
  /** What `sys.path` calls it. */
  readonly path: string;
  /** Where it has to be given its bytes: they, or how to get them. Otherwise it is a file. */
  readonly bytes?: Uint8Array | (() => Promise<Uint8Array>);
}

export interface ModuleSourcesOptions {
  readonly hosted: ReadonlyMap<string, () => PyModule>;
  readonly makeNative: (name: string) => PyModule;
  readonly files: ModuleFiles | null;
  readonly library: Library | null;
  readonly inflate: (bytes: Uint8Array, size: number) => Uint8Array;
  readonly codeStore: CodeStore | null;
}

/** Code is immutable, so all interpreters share that of the library. */
const libraryCode = new Map<string, Code>();

/** Of programs' own modules, all of the code is kept. */
const neverBare = (code: Code): never => {
  throw new RangeError(`${code.qualname} has no body`);
};

export class ModuleSources implements ImportHost {
  readonly files: ModuleFiles | null;
  readonly archives = new Map<string, ZipArchive | null>();
  readonly importLocks = new Map<string, ImportLock>();
  readonly inflate: ImportHost["inflate"];
  readonly library: Library | null;
  readonly #options: ModuleSourcesOptions;
  readonly #cache: CodeCache;

  constructor(options: ModuleSourcesOptions) {
    this.#options = options;
    this.#cache = new CodeCache(options.codeStore);
    this.files = options.files;
    this.inflate = options.inflate;
    this.library = options.library;
    const { library } = options;
    if (library?.bytes instanceof Uint8Array) this.#open(library.path, library.bytes);
  }

  #open(path: string, bytes: Uint8Array): void {
    try {
      this.archives.set(path, new ZipArchive(path, bytes, this.inflate));
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      this.archives.set(path, null);
    }
  }

  load(path: string): Promise<void> | null {
    const { library } = this;
    if (library === null || path !== library.path || this.archives.has(path)) return null;
    if (typeof library.bytes !== "function") return null;
    return library.bytes().then((bytes) => this.#open(path, bytes));
  }

  hasNative(name: string): boolean {
    if (this.#options.hosted.has(name)) return true;
    if (!nativeModules.has(name)) return false;
    return this.library === null || !STAND_INS.has(name);
  }

  makeNative(name: string): NativeResult {
    return this.#options.hosted.get(name)?.() ?? this.#options.makeNative(name);
  }

  frozen = findPackaged;

  frozenCode(name: string): NativeResult {
    return codeObject(packagedCode(name));
  }

  fileCode(path: string, bytes: Uint8Array): NativeResult {
    if (!this.#cache.isOn) return compileText(decode(bytes, path), path, "exec");
    const name = `files/${this.#cache.hash(bytes)}`;
    const known = this.#cache.find(name, path, neverBare);
    if (known !== null) return codeObject(known);
    return after(compileText(decode(bytes, path), path, "exec"), (made) => {
      this.#cache.keep(name, (made as PyCode).raw);
      return made;
    });
  }

  archivedCode(path: string, archive: ZipArchive, member: string): NativeResult {
    const source = (): string => decode(archive.read(member) as Uint8Array, path);
    // Of other archives nobody knows that what is in them is right.
    if (archive.path !== this.library?.path) return compileText(source(), path, "exec");
    const key = `${path}\0${archive.members.get(member)?.crc}`;
    let code = libraryCode.get(key);
    if (code === undefined) {
      const name = `${this.#identify(archive)}/${member.replaceAll("/", ".")}`;
      code =
        this.#cache.find(name, path, (stub, body) => compileBody(stub, body, source())) ??
        compileModule(source(), path);
      this.#cache.keep(name, code);
      libraryCode.set(key, code);
    }
    return codeObject(code);
  }

  /** Tells archives apart by what is in them. */
  #identify(archive: ZipArchive): string {
    let known = this.#identities.get(archive);
    if (known === undefined) {
      known = this.#cache.hash(archive.directory);
      this.#identities.set(archive, known);
    }
    return known;
  }
  readonly #identities = new WeakMap<ZipArchive, string>();

  /** Keeps what was compiled for later processes. */
  saveCode(): void {
    this.#cache.save();
  }

  missingModuleHint(name: string): string {
    if (this.library !== null || !standardModuleNames().has(name.split(".", 1)[0] as string))
      return "";
    return ": Python's library is not there (it is in the npm package 'pyodide')";
  }

  /** The text of a file that modules come from; null where there is none. */
  sourceText(file: string): string | null {
    if (file.startsWith("<")) return null;
    const bytes = this.#archived(file) ?? this.files?.read(file) ?? null;
    try {
      return bytes === null ? null : decode(bytes, file);
    } catch {
      return null; // Only its lines were wanted.
    }
  }

  #archived(file: string): Uint8Array | null {
    for (const archive of this.archives.values()) {
      const prefix = `${archive?.path}/`;
      if (archive !== null && file.startsWith(prefix))
        return archive.read(file.slice(prefix.length));
    }
    return null;
  }
}
