/** A heap of timers by time, then by order of creation. */

export class Timer {
  readonly when: number;
  readonly sequence: number;
  readonly fire: () => void;
  isCancelled = false;
  constructor(when: number, sequence: number, fire: () => void) {
    this.when = when;
    this.sequence = sequence;
    this.fire = fire;
  }
  cancel(): void {
    this.isCancelled = true;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.when < b.when || (a.when === b.when && a.sequence < b.sequence);
}

export class TimerHeap {
  readonly #heap: Timer[] = [];
  #sequence = 0;

  add(when: number, fire: () => void): Timer {
    const timer = new Timer(when, this.#sequence++, fire);
    const heap = this.#heap;
    let i = heap.length;
    heap.push(timer);
    while (i > 0) {
      const up = (i - 1) >> 1;
      const parent = heap[up] as Timer;
      if (!isBefore(timer, parent)) break;
      heap[i] = parent;
      i = up;
    }
    heap[i] = timer;
    return timer;
  }

  /** The time of the earliest timer; Infinity if there is none. */
  deadline(): number {
    while (this.#heap[0]?.isCancelled === true) this.#pop();
    return this.#heap[0]?.when ?? Number.POSITIVE_INFINITY;
  }

  /** Fires all timers that are due; answers whether there were any. */
  fire(now: number): boolean {
    let any = false;
    while (this.deadline() <= now) {
      any = true;
      this.#pop().fire();
    }
    return any;
  }

  get size(): number {
    return this.#heap.length;
  }

  #pop(): Timer {
    const heap = this.#heap;
    const first = heap[0] as Timer;
    const last = heap.pop() as Timer;
    const n = heap.length;
    if (n === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= n) break;
      if (child + 1 < n && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child++;
      if (!isBefore(heap[child] as Timer, last)) break;
      heap[i] = heap[child] as Timer;
      i = child;
    }
    heap[i] = last;
    return first;
  }
}
