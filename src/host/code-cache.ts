/** Compiled code of modules, kept from one process to the next. */
import type { Code } from "../compiler/code.ts";
import { type Compile, packCode, unpackCode } from "../compiler/packing.ts";

/** Where a platform keeps it. */
export interface CodeStore {
  /** The bytes that were kept under a name; null where there are none, or others than were written. */
  read(name: string): Uint8Array | null;
  /** Nothing happens where that cannot be done. */
  write(name: string, bytes: Uint8Array): void;
  /** Tells contents apart. */
  hash(bytes: Uint8Array): string;
}

/** What makes compiled code useless when it changes; put in by the build. Without it nothing is kept. */
declare const CODE_VERSION: string | undefined;
const VERSION = typeof CODE_VERSION === "undefined" ? null : CODE_VERSION;

interface Kept {
  readonly code: Code;
  /** Has something been compiled that was not kept? */
  isChanged: boolean;
}

export class CodeCache {
  readonly #store: CodeStore | null;
  readonly #kept = new Map<string, Kept>();

  constructor(store: CodeStore | null) {
    this.#store = VERSION === null ? null : store;
  }

  get isOn(): boolean {
    return this.#store !== null;
  }

  hash(bytes: Uint8Array): string {
    return this.#store?.hash(bytes) ?? "";
  }

  /** The code kept under a name. `compile` is asked for bodies that are not there. */
  find(name: string, filename: string, compile: Compile): Code | null {
    const bytes = this.#store?.read(`${VERSION}/${name}`) ?? null;
    if (bytes === null) return null;
    let kept: Kept | null = null;
    const noting: Compile = (code, body) => {
      if (kept !== null) kept.isChanged = true;
      return compile(code, body);
    };
    try {
      kept = { code: unpackCode(bytes, filename, noting).complete(), isChanged: false };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null; // It will be written anew.
    }
    this.#kept.set(name, kept);
    return kept.code;
  }

  /** Code to keep, once it is known which of its functions are called; it may have been kept before. */
  keep(name: string, code: Code): void {
    if (this.#store === null || this.#kept.get(name)?.code === code) return;
    this.#kept.set(name, { code, isChanged: true });
  }

  /** Writes what was compiled since. */
  save(): void {
    for (const [name, kept] of this.#kept) {
      if (!kept.isChanged) continue;
      kept.isChanged = false;
      this.#store?.write(`${VERSION}/${name}`, packCode(kept.code));
    }
  }
}
