/** Node. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
  files: { read, join },
};
