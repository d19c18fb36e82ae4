/** Compiled code in the user's cache folder. `OHWAIT_CACHE=0` turns it off. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { CodeStore } from "../code-cache.ts";
import { nodeCrypto } from "./on-demand.ts";

const HASH = 20;

const digest = (bytes: Uint8Array): Buffer =>
  nodeCrypto().createHash("sha1").update(bytes).digest();

/** https://specifications.freedesktop.org/basedir-spec, and its likes elsewhere. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== "") return join(XDG_CACHE_HOME, "ohwait");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "ohwait");
  if (process.platform === "win32" && LOCALAPPDATA !== undefined)
    return join(LOCALAPPDATA, "ohwait", "Cache");
  return join(homedir(), ".cache", "ohwait");
}

/** Each file begins with the hash of what follows, so that one that is cut off or not ours is not believed. */
function read(name: string): Uint8Array | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(cacheFolder(), name));
  } catch {
    return null;
  }
  const content = bytes.subarray(HASH);
  return digest(content).equals(bytes.subarray(0, HASH)) ? content : null;
}

/** Under another name first, so that nobody reads half of it. */
function write(name: string, bytes: Uint8Array): void {
  const file = join(cacheFolder(), name);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, Buffer.concat([digest(bytes), bytes]));
    renameSync(unfinished, file);
  } catch {
    // The next process compiles it again, then.
    rmSync(unfinished, { force: true });
  }
}

export function nodeStore(): CodeStore | null {
  if (process.env["OHWAIT_CACHE"] === "0") return null;
  return { read, write, hash: (bytes) => digest(bytes).toString("hex") };
}
