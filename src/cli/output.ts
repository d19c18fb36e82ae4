/** Standard output and error: written at once where that is possible, else when the reader is ready. */
import { writeSync } from "node:fs";

/** Output is collected up to this many characters; what is there when the program waits is written then. */
const BLOCK = 1 << 16;
/** How much of the last line is known. */
const MAX_PROMPT = 1000;
/** How long to wait for a reader whose pipe is full, in milliseconds. */
const RETRY = 5;

export class Output {
  readonly #descriptor: number;
  readonly #before: Output | null;
  #text = "";
  #bytes: Uint8Array | null = null;
  #isScheduled = false;
  #written = 0;
  /** Nobody reads it any more. */
  isBroken = false;

  /** What `before` holds back is written first, so that both come in order on a terminal. */
  constructor(descriptor: number, before: Output | null = null) {
    this.#descriptor = descriptor;
    this.#before = before;
  }

  /** Characters so far. */
  get length(): number {
    return this.#written;
  }

  /** What the last line has on it, with what comes from those that write after this. */
  get lastLine(): string {
    return this.#lastLine;
  }
  #lastLine = "";

  /** Somebody has ended the line. */
  endLine(): void {
    this.#lastLine = "";
  }

  #note(text: string): void {
    const start = text.lastIndexOf("\n") + 1;
    const line = start === 0 ? this.#lastLine + text : text.slice(start);
    this.#lastLine = line.slice(-MAX_PROMPT);
  }

  /** Writes text; a promise asks the writer to wait. */
  readonly write = (text: string): Promise<void> | undefined => {
    this.#written += text.length;
    (this.#before ?? this).#note(text);
    this.#text += text;
    if (this.#text.length >= BLOCK) return this.#flushed();
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        try {
          this.#flush();
        } catch {
          // The next write tells the program.
        }
      });
    }
    return undefined;
  };

  /** Waits until everything is written. Rejects with the operating system's error. */
  async drain(): Promise<void> {
    while (!this.#flush()) await new Promise((resolve) => setTimeout(resolve, RETRY));
  }

  #flushed(): Promise<void> | undefined {
    return this.#flush() ? undefined : this.drain();
  }

  /** Writes what it can; answers whether that was all. */
  #flush(): boolean {
    if (this.#before !== null && !this.#before.isBroken) this.#before.#flush();
    for (;;) {
      if (this.#bytes === null) {
        if (this.#text === "") return true;
        this.#bytes = new TextEncoder().encode(this.#text);
        this.#text = "";
      }
      try {
        const count = writeSync(this.#descriptor, this.#bytes);
        this.#bytes = count === this.#bytes.length ? null : this.#bytes.subarray(count);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") return false;
        this.isBroken = true;
        this.#bytes = null;
        this.#text = "";
        throw error;
      }
    }
  }
}
