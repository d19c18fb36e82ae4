/** What an interpreter needs of the platform that it runs on. */
import type { Clock, Host } from "../kernel/ports.ts";
import type { OutputPort } from "../modules/streams.ts";

export interface Platform {
  readonly clock: Clock;
  /** An event loop's services for one interpreter. */
  newHost(): Host;
  /** Where output goes if the host says nothing. */
  newStdout(): OutputPort;
  newStderr(): OutputPort;
  /** Collects what JavaScript has dropped; null where programs cannot ask for that. */
  readonly collectGarbage: (() => void) | null;
  /** Where Python modules are read from; null where programs have no files. */
  readonly files: SourceFiles | null;
}

/** Reading of programs and modules; nothing that Python code itself could call. */
export interface SourceFiles {
  /** The bytes of a file; null where there is none. */
  read(path: string): Uint8Array | null;
  join(folder: string, name: string): string;
}
