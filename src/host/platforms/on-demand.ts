/** Modules of Node that few programs need, and that take milliseconds to load: each is when it is first asked for. */
import type * as Crypto from "node:crypto";
import { fstatSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Readline from "node:readline";
import type * as Tty from "node:tty";
import type * as Zlib from "node:zlib";

const load = createRequire(import.meta.url);

export const nodeCrypto = (): typeof Crypto => load("node:crypto") as typeof Crypto;
export const nodeReadline = (): typeof Readline => load("node:readline") as typeof Readline;
export const nodeZlib = (): typeof Zlib => load("node:zlib") as typeof Zlib;

/** Does this descriptor lead to a terminal? */
export function isTerminal(descriptor: number): boolean {
  try {
    // No terminal is anything else, so mostly that answers it.
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false; // It is not open.
  }
  return (load("node:tty") as typeof Tty).isatty(descriptor);
}
