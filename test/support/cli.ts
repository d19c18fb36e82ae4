import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Ended {
  stdout: string;
  stderr: string;
  /** The exit status, or the name of the signal that ended the process. */
  status: number | string;
}

export interface RunOptions {
  input?: string;
  cwd?: string;
  /** Called with all output so far whenever there is more. */
  onOutput?: (text: string, child: ReturnType<typeof spawn>) => void;
}

/** The command line tool, bundled afresh from the sources, in a folder that `remove` deletes. */
export class Cli {
  readonly folder = mkdtempSync(join(tmpdir(), "ohwait-"));
  readonly #script = join(this.folder, "cli.mjs");

  constructor() {
    const build = fileURLToPath(new URL("../../scripts/build.js", import.meta.url));
    execFileSync(process.execPath, [build, "--cli", this.#script], { stdio: "inherit" });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  run(
    args: string[],
    { input = "", cwd = this.folder, onOutput }: RunOptions = {},
  ): Promise<Ended> {
    const child = spawn(process.execPath, [this.#script, ...args], { cwd, stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onOutput?.(stdout, child);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdin.on("error", () => {}); // It may end before it has read everything.
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) =>
        resolve({ stdout, stderr, status: code ?? signal ?? "no status" }),
      );
    });
  }
}
