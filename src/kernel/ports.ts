/** What the kernel and the modules need of the world. Platforms implement these; tests have their own. */

/** Time. All durations and readings are in seconds. */
export interface Clock {
  /** Since the epoch. */
  now(): number;
  /** Processor time used by this process. */
  cpu(): number;
  /** Never goes back. */
  monotonic(): number;
}

/** The host's event loop. */
export interface Host {
  /** Runs `turn` in a macrotask of its own, soon. */
  post(turn: () => void): void;
  /** Runs `wake` after `seconds`; one alarm is enough, a new one replaces it. */
  setAlarm(seconds: number, wake: () => void): void;
  clearAlarm(): void;
}
