/** Browsers, workers, and whatever else has timers and a console. */
import { inflate } from "../inflate.ts";
import type { Platform } from "../platform.ts";
import { TimerHost, webClock } from "./timers.ts";

/** Writes whole lines to the console. */
function consolePort(write: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const end = text.lastIndexOf("\n");
    if (end < 0) {
      rest += text;
      return;
    }
    write(rest + text.slice(0, end));
    rest = text.slice(end + 1);
  };
}

export const webPlatform: Platform = {
  clock: webClock,
  newHost: () => new TimerHost(),
  newStdout: () => consolePort((line) => console.log(line)),
  newStderr: () => consolePort((line) => console.error(line)),
  collectGarbage: (globalThis as { gc?: () => void }).gc ?? null,
  openFolder: null,
  files: null,
  inflate,
  codeStore: () => null,
  findLibrary: () => null,
};
