/** Sets as code has them: in the shortest of three forms, and the same one that CPython chooses. */
import { charge } from "../../../objects/current.ts";
import * as op from "../constants.ts";
import { type Member, member } from "./tree.ts";

/** How case is ignored. */
export interface Cases {
  readonly isCased: (c: number) => boolean;
  readonly lower: (c: number) => number;
  /** Lower case characters that have an upper case in common; null where there are none. */
  readonly extra: ReadonlyMap<number, readonly number[]> | null;
}

export interface Optimized {
  readonly set: readonly Member[];
  /** Does case matter? */
  readonly hasCased: boolean;
}

const SMALL = 256;
const LARGE = 65536;

/** Is it the set of all characters? */
export function isEverything(set: readonly Member[]): boolean {
  return set.length === 1 && set[0]?.op === op.NEGATE;
}

/** The members as bits, and those that are no bits. */
class Builder {
  bits = new Uint8Array(SMALL);
  readonly tail: Member[] = [];
  hasCased = false;
  readonly #cases: Cases | null;
  constructor(cases: Cases | null) {
    this.#cases = cases;
  }

  /** Sets the bit of a character and of those that it stands for; false for one that has none. */
  #mark(c: number): boolean {
    if (c >= this.bits.length) return false;
    this.bits[c] = 1;
    for (const other of this.#cases?.extra?.get(c) ?? []) {
      if (other >= this.bits.length) return false;
      this.bits[other] = 1;
    }
    return true;
  }

  #markAll(one: Member): boolean {
    const { bits } = this;
    const cases = this.#cases;
    if (cases === null) {
      bits.fill(1, one.value, one.last + 1);
      return one.last < bits.length;
    }
    charge(Math.max(Math.min(one.last, bits.length) - one.value, 0) >>> 1);
    for (let c = one.value; c <= one.last; c++) if (!this.#mark(cases.lower(c))) return false;
    if (!this.hasCased)
      for (let c = one.value; c <= one.last && !this.hasCased; c++)
        this.hasCased = cases.isCased(c);
    return true;
  }

  /** Takes a member as bits, as far as there are bits for it. */
  #take(one: Member): boolean {
    const cases = this.#cases;
    if (one.op === op.RANGE) return this.#markAll(one);
    const c = cases === null ? one.value : cases.lower(one.value);
    if (!this.#mark(c)) return false;
    // sic: what is asked about is in lower case already.
    if (cases?.isCased(c) === true) this.hasCased = true;
    return true;
  }

  add(one: Member): void {
    if (this.#take(one)) return;
    if (this.bits.length === SMALL) {
      const larger = new Uint8Array(LARGE);
      larger.set(this.bits);
      this.bits = larger;
      charge(LARGE >>> 6);
      if (this.#take(one)) return;
    }
    this.#addBeyond(one);
  }

  /** A member beyond the bits. */
  #addBeyond(one: Member): void {
    const cases = this.#cases;
    if (cases === null) {
      this.tail.push(one);
      return;
    }
    if (one.op === op.RANGE) {
      this.hasCased = true;
      this.tail.push(cases.extra === null ? one : { ...one, op: op.RANGE_UNI_IGNORE });
      return;
    }
    const value = cases.lower(one.value);
    if (cases.isCased(value)) this.hasCased = true;
    this.tail.push(member(op.LITERAL, value));
  }
}

/** At most two runs of bits, as members; null where there are more. */
function runsOf(bits: Uint8Array): Member[] | null {
  const runs: Member[] = [];
  for (let q = 0; ; ) {
    const p = bits.indexOf(1, q);
    if (p < 0) return runs;
    if (runs.length >= 2) return null;
    q = bits.indexOf(0, p);
    const end = q < 0 ? bits.length : q;
    runs.push(end - p === 1 ? member(op.LITERAL, p) : member(op.RANGE, p, end - 1));
    if (q < 0) return runs;
  }
}

/** 32 bits a word. */
function bitmap(bits: Uint8Array): number[] {
  const words: number[] = [];
  for (let i = 0; i < bits.length; i += 32) {
    let word = 0;
    for (let j = 0; j < 32; j++) if (bits[i + j] === 1) word |= 1 << j;
    words.push(word >>> 0);
  }
  return words;
}

/** Pieces of 256 characters, each once: how many there are, which one each 256 characters have, and their bits. */
function bigBitmap(bits: Uint8Array): number[] {
  const known = new Map<string, number>();
  const mapping = new Uint8Array(256);
  const words: number[] = [];
  for (let i = 0; i < 256; i++) {
    const piece = bitmap(bits.subarray(i * 256, i * 256 + 256));
    const key = piece.join();
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      for (const word of piece) words.push(word);
    }
    mapping[i] = number;
  }
  const view = new DataView(mapping.buffer);
  const indices = Array.from({ length: 64 }, (_, i) => view.getUint32(i * 4, true));
  return [known.size, ...indices, ...words];
}

/** The shortest form of a set. Its members that are for all cases come in lower case. */
export function optimizeSet(given: readonly Member[], cases: Cases | null): Optimized {
  const builder = new Builder(cases);
  const out: Member[] = [];
  const { tail } = builder;
  for (const one of given) {
    if (one.op === op.NEGATE) out.push(one);
    else if (one.op === op.CATEGORY) {
      const opposite = one.value ^ 1;
      if (tail.some((other) => other.op === op.CATEGORY && other.value === opposite))
        return { set: out.length > 0 ? [] : [member(op.NEGATE)], hasCased: false };
      tail.push(one);
    } else builder.add(one);
  }
  const { bits, hasCased } = builder;
  const runs = runsOf(bits);
  if (runs !== null) {
    const set = [...out, ...runs, ...tail];
    return { set: hasCased || set.length < given.length ? set : given, hasCased };
  }
  const what = bits.length === SMALL ? op.CHARSET : op.BIGCHARSET;
  const words = bits.length === SMALL ? bitmap(bits) : bigBitmap(bits);
  return { set: [...out, { op: what, value: 0, last: 0, words }, ...tail], hasCased };
}
