/** The signals of the process, for programs. */
import { constants } from "node:os";
import type { SignalPort } from "../kernel/signals.ts";

const NAMES = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name as NodeJS.Signals]),
);

export class ProcessSignals implements SignalPort {
  onArrive: (signal: number) => void = () => undefined;
  readonly #listeners = new Map<number, () => void>();

  watch(signal: number): void {
    const name = NAMES.get(signal);
    if (name === undefined || this.#listeners.has(signal)) return;
    const listener = () => this.onArrive(signal);
    this.#listeners.set(signal, listener);
    process.on(name, listener);
  }

  unwatch(signal: number): void {
    const listener = this.#listeners.get(signal);
    if (listener === undefined) return;
    this.#listeners.delete(signal);
    process.off(NAMES.get(signal) as NodeJS.Signals, listener);
  }

  send(signal: number): void {
    process.kill(process.pid, signal);
  }
}
