/** Node. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { OutputPort } from "../../modules/streams.ts";
import type { Platform } from "../platform.ts";
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
  files: { read, join },
};
