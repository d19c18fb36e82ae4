/** What a program is told of its surroundings where the host has granted none. */
import type { ProcessInfo } from "../kernel/process.ts";

/** The most that `crypto.getRandomValues` fills in one go. */
const RANDOM_BLOCK = 65536;

export function fillRandom(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += RANDOM_BLOCK)
    globalThis.crypto.getRandomValues(
      bytes.subarray(at, at + RANDOM_BLOCK) as Uint8Array<ArrayBuffer>,
    );
}

export const plainInfo: ProcessInfo = {
  id: 1,
  parent: 0,
  user: 1000,
  group: 1000,
  userName: "user",
  home: "/",
  cpus: 1,
  system: ["Linux", "localhost", "0", "0", "ohwait"],
  random: fillRandom,
  cpuTimes: () => [performance.now() / 1000, 0],
  terminalSize: () => null,
};
