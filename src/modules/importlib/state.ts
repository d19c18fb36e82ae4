/** What the import system needs of its interpreter. */
import type { PyModule } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { isPending, type NativeResult, type Pending } from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import type { Fiber } from "../../vm/frame.ts";
import { machine } from "../../vm/state.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** Where modules are read from. Python code cannot call it; it only names modules. */
export interface ModuleFiles {
  /** The bytes of a file; null where there is none. */
  read(path: string): Uint8Array | null;
  join(folder: string, name: string): string;
  /** What lies there; null for nothing. `stamp` changes when it does. */
  stat(path: string): { readonly kind: "file" | "folder" | "other"; readonly stamp: number } | null;
  /** The names in a folder; null where there is none. */
  list(folder: string): readonly string[] | null;
  /** Relative paths begin here. */
  readonly cwd: () => string;
}

/** A module of ours that is written in Python. */
export interface FrozenModule {
  readonly name: string;
  readonly isPackage: boolean;
}

/** One module is being imported: who else wants it waits. */
export interface ImportLock {
  readonly owner: Fiber;
  readonly waiting: (() => void)[];
}

export interface ImportHost {
  readonly files: ModuleFiles | null;
  /** Zip files by their paths: those that were given as bytes, and those that were read. */
  readonly archives: Map<string, ZipArchive | null>;
  readonly importLocks: Map<string, ImportLock>;
  /** Opens a zip file of the host's which it has to wait for; null if there is nothing to wait for. */
  load(path: string): Promise<void> | null;
  /** Whether the interpreter, or its host, has a module of this name that is not made of Python code. */
  hasNative(name: string): boolean;
  /** Makes it; the answer may have to be waited for. */
  makeNative(name: string): NativeResult;
  frozen(name: string): FrozenModule | null;
  /** A code object. */
  frozenCode(name: string): NativeResult;
  /** A code object, of what a file has in it, or what was made of that before. */
  fileCode(path: string, bytes: Uint8Array): NativeResult;
  /** Likewise, for a file in an archive, which is read only if it has to be. */
  archivedCode(path: string, archive: ZipArchive, member: string): NativeResult;
  /** Decompresses what DEFLATE has compressed to `size` bytes. */
  inflate(bytes: Uint8Array, size: number): Uint8Array;
  /** What to add to the message for a module that is not there. */
  missingModuleHint(name: string): string;
}

export function importHost(): ImportHost {
  return (machine.interpreter as unknown as { readonly imports: ImportHost }).imports;
}

/** `sys.NAME`, if sys is as it was. */
export function sysAttribute(name: string): unknown {
  const sys = machine.interpreter.modules.get("sys") as PyModule | undefined;
  return sys?.dict?.get(name);
}

/** The items of a list of `sys`; anything else counts as empty. */
export function listed(value: unknown): readonly Value[] {
  return value instanceof PyList ? value.items : [];
}

/** Another module, imported by one of ours; the last one of its dotted name. */
export function* imported(name: string): Generator<Pending, Value, Value> {
  const module = machine.interpreter.importModule(name, new PyDict(), new PyTuple(["__name__"]), 0);
  return (isPending(module) ? yield module : module) ?? null;
}
