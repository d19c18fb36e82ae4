/** Node. */
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, hostname, machine, release, type, userInfo, version } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ProcessInfo } from "../../kernel/process.ts";
import type { ModuleFiles } from "../../modules/importlib/state.ts";
import type { OutputPort } from "../../modules/io/text-io.ts";
import type { Platform } from "../platform.ts";
import { NodeFolder } from "./node-files.ts";
import { nodeStore } from "./node-store.ts";
import { nodeCrypto, nodeZlib } from "./on-demand.ts";
import { TimerHost, webClock } from "./timers.ts";

/** Writes to a stream; the writer waits while the stream's reader is behind. */
function streamPort(stream: NodeJS.WriteStream): OutputPort {
  return (text) => {
    if (stream.write(text)) return undefined;
    return new Promise((resolve) => stream.once("drain", resolve));
  };
}

/** The bytes of a file, or null where there is no such file. */
function read(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function list(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}

const stat: ModuleFiles["stat"] = (path) => {
  let found: Stats | undefined;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch {
    return null; // A part of the path is no folder, or not to be looked into.
  }
  if (found === undefined) return null;
  const kind = found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
  return { kind, stamp: found.mtimeMs };
};

/** That of the package `pyodide`, installed beside this one or where the process runs. */
function findLibrary(): string | null {
  const places = [fileURLToPath(import.meta.url), join(process.cwd(), "package.json")];
  // Where it mostly is, before Node's own search, which takes 2 ms.
  return places.map(besides).find((path) => path !== null) ?? resolved(places);
}

const LIBRARY = join("pyodide", "python_stdlib.zip");

/** In a `node_modules` of one of the folders that a file is in. */
function besides(file: string): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", LIBRARY);
    if (stat(path)?.kind === "file") return path;
    if (folder === dirname(folder)) return null;
  }
}

function resolved(places: readonly string[]): string | null {
  for (const place of places) {
    try {
      return createRequire(place).resolve("pyodide/python_stdlib.zip");
    } catch {
      // It is not there.
    }
  }
  return null;
}

/** V8 keeps its collector in contexts made while the flag is set. */
let collect: (() => void) | null = null;
function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
  }
  collect();
}

/** What the program of the command line is told: what is so. */
export function nodeInfo(): ProcessInfo {
  const { username, homedir, uid, gid } = userInfo();
  return {
    id: process.pid,
    parent: process.ppid,
    user: uid,
    group: gid,
    userName: username,
    home: homedir,
    cpus: availableParallelism(),
    system: [type(), hostname(), release(), version(), machine()],
    random: (bytes) => void nodeCrypto().randomFillSync(bytes),
    cpuTimes: () => {
      const { user, system } = process.cpuUsage();
      return [user / 1e6, system / 1e6];
    },
    terminalSize: (descriptor) => {
      const stream = [null, process.stdout, process.stderr][descriptor];
      if (stream?.isTTY !== true) return null;
      return [stream.columns, stream.rows];
    },
  };
}

export const nodePlatform: Platform = {
  clock: {
    ...webClock,
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  },
  newHost: () => new TimerHost(),
  newStdout: () => streamPort(process.stdout),
  newStderr: () => streamPort(process.stderr),
  collectGarbage,
  openFolder: (path) => new NodeFolder(path),
  files: { read, join, list, stat, cwd: () => process.cwd() },
  inflate: (bytes, size) =>
    nodeZlib().inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) }),
  codeStore: nodeStore,
  findLibrary,
};
