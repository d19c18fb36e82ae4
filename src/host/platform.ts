/** What an interpreter needs of the platform that it runs on. */
import type { FileSystem } from "../kernel/files.ts";
import type { Clock, Host } from "../kernel/ports.ts";
import type { ModuleFiles } from "../modules/importlib/state.ts";
import type { OutputPort } from "../modules/io/text-io.ts";
import type { CodeStore } from "./code-cache.ts";

export interface Platform {
  readonly clock: Clock;
  /** An event loop's services for one interpreter. */
  newHost(): Host;
  /** Where output goes if the host says nothing. */
  newStdout(): OutputPort;
  newStderr(): OutputPort;
  /** Collects what JavaScript has dropped; null where programs cannot ask for that. */
  readonly collectGarbage: (() => void) | null;
  /** A folder of this machine's as a file system; null where there are none. */
  readonly openFolder: ((path: string) => FileSystem) | null;
  /** Where Python modules are read from; null where programs have no files. */
  readonly files: ModuleFiles | null;
  /** Decompresses what DEFLATE has compressed to `size` bytes. */
  inflate(bytes: Uint8Array, size: number): Uint8Array;
  /** Keeps compiled code; null where nothing is kept. */
  codeStore(): CodeStore | null;
  /** The path of Python's library, a zip file; null where it is not known. */
  findLibrary(): string | null;
}
