/** Lines that somebody types, with editing and history where that is a terminal. */
import type { Interface } from "node:readline";
import { nodeReadline } from "../host/platforms/on-demand.ts";

/** How many lines are kept from one start to the next. */
const HISTORY_SIZE = 1000;

export interface TerminalOptions {
  readonly isTerminal: boolean;
  /** Lines of earlier sessions, newest first. */
  readonly history: readonly string[];
  /** What may stand for the end of a line, and that end itself. */
  readonly complete: (line: string) => [string[], string];
  /** Ctrl-C, unless a line is being read. */
  readonly onInterrupt: () => void;
  /** Where prompts go if nobody edits lines. */
  readonly writePrompt: (text: string) => void;
}

/** Answers of {@link Terminal.readLine} that are no lines. */
export const END = Symbol("end of input");
export const INTERRUPTED = Symbol("interrupted");

export class Terminal {
  readonly #options: TerminalOptions;
  #readline: Interface | null = null;
  /** Lines that were typed before anybody asked. */
  readonly #early: (string | typeof END)[] = [];
  #answer: ((line: string | typeof END | typeof INTERRUPTED) => void) | null = null;
  #history: string[];
  /** Input that is no terminal ends once. */
  #hasEnded = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#history = [...options.history];
  }

  /** The next line, without its end. */
  readLine(prompt: string): Promise<string | typeof END | typeof INTERRUPTED> {
    const { isTerminal, writePrompt } = this.#options;
    if (!isTerminal) writePrompt(prompt);
    const early = this.#early.shift();
    if (early !== undefined) return Promise.resolve(early);
    if (this.#hasEnded) return Promise.resolve(END);
    const readline = this.#open();
    return new Promise((resolve) => {
      this.#answer = resolve;
      if (!isTerminal) return;
      readline.setPrompt(prompt);
      readline.prompt(true);
    });
  }

  /** Nobody waits for a line any more. */
  cancel(): void {
    this.#answer = null;
  }

  /** The lines of this session and earlier ones, newest first. */
  get history(): readonly string[] {
    return this.#history.slice(0, HISTORY_SIZE);
  }

  close(): void {
    this.#hasEnded = true;
    this.#readline?.close();
  }

  #open(): Interface {
    if (this.#readline !== null) return this.#readline;
    const { isTerminal, complete, onInterrupt } = this.#options;
    const readline = nodeReadline().createInterface({
      input: process.stdin,
      ...(isTerminal ? { output: process.stdout, completer: complete } : {}),
      terminal: isTerminal,
      history: [...this.#history],
      historySize: HISTORY_SIZE,
      removeHistoryDuplicates: true,
    });
    this.#readline = readline;
    readline.on("line", (line) => this.#deliver(line));
    readline.on("history", (history) => {
      this.#history = history;
    });
    readline.on("SIGINT", () => {
      if (this.#answer === null) {
        onInterrupt();
        return;
      }
      // The line that was begun is dropped.
      readline.write(null, { ctrl: true, name: "e" });
      readline.write(null, { ctrl: true, name: "u" });
      this.#deliver(INTERRUPTED);
    });
    readline.on("close", () => {
      this.#readline = null;
      this.#hasEnded ||= !isTerminal;
      this.#deliver(END);
    });
    return readline;
  }

  #deliver(line: string | typeof END | typeof INTERRUPTED): void {
    const answer = this.#answer;
    this.#answer = null;
    // What is typed while the program runs has no prompt before it.
    this.#readline?.setPrompt("");
    if (answer !== null) answer(line);
    else if (line !== INTERRUPTED) this.#early.push(line);
  }
}
