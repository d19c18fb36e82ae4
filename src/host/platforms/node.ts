/** Node. */
import { randomFillSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism, hostname, machine, release, type, userInfo, version } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ProcessInfo } from "../../kernel/process.ts";
import type { OutputPort } from "../../modules/io/text-io.ts";
import type { Platform } from "../platform.ts";
import { NodeFolder } from "./node-files.ts";
import { TimerHost, webClock } from "./web.ts";

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
    random: (bytes) => void randomFillSync(bytes),
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
  files: { read, join },
};
