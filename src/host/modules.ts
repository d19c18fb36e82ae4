/** Where the modules of one interpreter come from: natives, the host's, those that come along in Python, files, archives. */
import type { ImportHost, ImportLock, ModuleFiles } from "../modules/importlib/state.ts";
import { ZipArchive, ZipError } from "../modules/importlib/zip-archive.ts";
import { nativeModules } from "../modules/index.ts";
import { codeObject, type PyModule } from "../objects/function.ts";
import type { NativeResult } from "../objects/requests.ts";
import { compileModule, compileText } from "../vm/compile-source.ts";
import { standardModuleNames } from "../vm/standard-modules.ts";
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
}

export class ModuleSources implements ImportHost {
  readonly files: ModuleFiles | null;
  readonly archives = new Map<string, ZipArchive | null>();
  readonly importLocks = new Map<string, ImportLock>();
  readonly inflate: ImportHost["inflate"];
  readonly library: Library | null;
  readonly #options: ModuleSourcesOptions;

  constructor(options: ModuleSourcesOptions) {
    this.#options = options;
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
    return compileText(decode(bytes, path), path, "exec");
  }

  archivedCode(path: string, archive: ZipArchive, member: string): NativeResult {
    const source = decode(archive.read(member) as Uint8Array, path);
    if (archive.path !== this.library?.path) return compileText(source, path, "exec");
    return codeObject(compileModule(source, path));
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
