import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The CPython to compare with; other builds of it can be half as fast. */
const PYTHON = "/usr/bin/python3";
const SCRIPT = fileURLToPath(new URL("time_program.py", import.meta.url));

/** A CPython that times programs on demand, so that its runs alternate with ours. */
export class PythonTimer {
  #child;
  #lines;

  /** A running timer, or undefined where there is no CPython. */
  static start() {
    return existsSync(PYTHON) ? new PythonTimer() : undefined;
  }

  constructor() {
    this.#child = spawn(PYTHON, [SCRIPT], { stdio: ["pipe", "pipe", "ignore"] });
    this.#child.stdin.on("error", () => {}); // It has ended: time() says so.
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** `{ ms, result }` of one run; undefined if CPython can't run the program. */
  async time(path) {
    this.#child.stdin.write(`${path}\n`);
    const { value, done } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }

  stop() {
    this.#child.stdin.end();
  }
}
