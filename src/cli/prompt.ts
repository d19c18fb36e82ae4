/** The prompt on this process's own terminal: history in a file, Tab, and the program's `input()`. */
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Session } from "../host/session.ts";
import type { InputPort } from "../modules/io/standard.ts";
import { E, newException } from "../objects/errors.ts";
import type { Fiber } from "../vm/frame.ts";
import { complete } from "./completion.ts";
import type { Output } from "./output.ts";
import { Repl } from "./repl.ts";
import { INTERRUPTED, Terminal } from "./terminal.ts";

/** Lines of earlier sessions, oldest first. */
const HISTORY_FILE = join(homedir(), ".ohwait_history");

function readHistory(): string[] {
  try {
    return readFileSync(HISTORY_FILE, "utf8").split("\n").filter(Boolean).reverse();
  } catch {
    return [];
  }
}

function writeHistory(lines: readonly string[]): void {
  try {
    writeFileSync(
      HISTORY_FILE,
      [...lines]
        .reverse()
        .map((line) => `${line}\n`)
        .join(""),
    );
  } catch {
    // The next session knows less, then.
  }
}

export class Prompt {
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #isTerminal: boolean;
  readonly #terminal: Terminal;
  #session: Session | null = null;

  constructor(stdout: Output, stderr: Output, isTerminal: boolean) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#isTerminal = isTerminal;
    this.#terminal = new Terminal({
      isTerminal,
      history: isTerminal ? readHistory() : [],
      complete: (line) => (this.#session === null ? [[], ""] : complete(this.#session, line)),
      onInterrupt: () => this.#interrupt(),
      writePrompt: (text) => void stderr.write(text),
    });
  }

  /** `sys.stdin` of the program: the same lines. */
  readonly stdin: InputPort = async () => {
    const line = await this.#readLine("");
    if (typeof line === "string") return `${line}\n`;
    if (line === INTERRUPTED) {
      this.#stderr.write("\n");
      this.#interrupt();
    }
    return null;
  };

  /** With the prompt behind what the program has put on the line: editing draws all of it anew. */
  async #readLine(prompt: string): Promise<Awaited<ReturnType<Terminal["readLine"]>>> {
    await this.#stdout.drain();
    await this.#stderr.drain();
    const before = this.#isTerminal ? this.#stdout.lastLine : "";
    const line = await this.#terminal.readLine(before + prompt);
    this.#stdout.endLine();
    return line;
  }

  async run(
    session: Session,
    fiber: Fiber,
    report: (error: unknown) => Promise<number | null>,
  ): Promise<number> {
    this.#session = session;
    const repl = new Repl({
      session,
      fiber,
      readLine: (prompt) => this.#readLine(prompt),
      writeError: (text) => void this.#stderr.write(text),
      report,
    });
    const status = await repl.run();
    this.#terminal.close();
    if (this.#isTerminal) writeHistory(this.#terminal.history);
    return status;
  }

  #interrupt(): void {
    this.#session?.interrupt(() => newException(E.KeyboardInterrupt));
  }
}
