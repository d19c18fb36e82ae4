/** Random choices that a seed decides. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1): mulberry32. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer from 0 to `count` - 1. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** Whether something of this probability happens. */
  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** From `low` to `high` things, each made by `make`. */
  some(low, high, make) {
    return Array.from({ length: low + this.below(high - low + 1) }, (_, i) => make(i));
  }
}
