/** BLAKE2, whole: with keys, salts and the parameters of trees. https://www.rfc-editor.org/rfc/rfc7693 */
import type { Hasher } from "./hash.ts";

/** Which word of a block goes where, in each round. */
const SIGMA: readonly (readonly number[])[] = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
].map((row) => [...row].map((digit) => Number.parseInt(digit, 16)));

/** The words that are mixed with each other: columns, then diagonals. */
const MIXED = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** What differs between the two kinds; words are halves of 32 bits, low ones at even places where they have 64. */
export interface Blake2Kind {
  readonly wordSize: 4 | 8;
  readonly rounds: number;
  readonly start: Uint32Array;
  mix(
    v: Uint32Array,
    a: number,
    b: number,
    c: number,
    d: number,
    m: Uint32Array,
    x: number,
    y: number,
  ): void;
}

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

const START_S = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

export const BLAKE2S: Blake2Kind = {
  wordSize: 4,
  rounds: 10,
  start: START_S,
  mix(v, a, b, c, d, m, x, y) {
    let va = v[a] as number;
    let vb = v[b] as number;
    let vc = v[c] as number;
    let vd = v[d] as number;
    va = (va + vb + (m[x] as number)) | 0;
    vd = rotate(vd ^ va, 16);
    vc = (vc + vd) | 0;
    vb = rotate(vb ^ vc, 12);
    va = (va + vb + (m[y] as number)) | 0;
    vd = rotate(vd ^ va, 8);
    vc = (vc + vd) | 0;
    vb = rotate(vb ^ vc, 7);
    v[a] = va;
    v[b] = vb;
    v[c] = vc;
    v[d] = vd;
  },
};

const START_B = Uint32Array.of(
  0xf3bcc908,
  0x6a09e667,
  0x84caa73b,
  0xbb67ae85,
  0xfe94f82b,
  0x3c6ef372,
  0x5f1d36f1,
  0xa54ff53a,
  0xade682d1,
  0x510e527f,
  0x2b3e6c1f,
  0x9b05688c,
  0xfb41bd6b,
  0x1f83d9ab,
  0x137e2179,
  0x5be0cd19,
);

/** v[at] += other words of 64 bits. */
function add(v: Uint32Array, at: number, low: number, high: number): void {
  const sum = (v[at] as number) + low;
  v[at] = sum;
  v[at + 1] = (v[at + 1] as number) + high + (sum > 0xffffffff ? 1 : 0);
}

/** v[at] = (v[at] ^ v[other]) rotated to the right; by 32, by less, or by 63. */
function turn(v: Uint32Array, at: number, other: number, by: number): void {
  const low = ((v[at] as number) ^ (v[other] as number)) >>> 0;
  const high = ((v[at + 1] as number) ^ (v[other + 1] as number)) >>> 0;
  if (by === 32) {
    v[at] = high;
    v[at + 1] = low;
  } else if (by === 63) {
    v[at] = (low << 1) | (high >>> 31);
    v[at + 1] = (high << 1) | (low >>> 31);
  } else {
    v[at] = (low >>> by) | (high << (32 - by));
    v[at + 1] = (high >>> by) | (low << (32 - by));
  }
}

function half(
  v: Uint32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  m: Uint32Array,
  x: number,
  first: number,
  second: number,
): void {
  add(v, a, v[b] as number, v[b + 1] as number);
  add(v, a, m[x] as number, m[x + 1] as number);
  turn(v, d, a, first);
  add(v, c, v[d] as number, v[d + 1] as number);
  turn(v, b, c, second);
}

export const BLAKE2B: Blake2Kind = {
  wordSize: 8,
  rounds: 12,
  start: START_B,
  mix(v, a, b, c, d, m, x, y) {
    half(v, 2 * a, 2 * b, 2 * c, 2 * d, m, 2 * x, 32, 24);
    half(v, 2 * a, 2 * b, 2 * c, 2 * d, m, 2 * y, 16, 63);
  },
};

export class Blake2 implements Hasher {
  readonly #kind: Blake2Kind;
  readonly #state: Uint32Array;
  readonly #block: Uint8Array;
  readonly #size: number;
  readonly #isLastNode: boolean;
  /** How much of the block is there, and how many bytes came before it. */
  #filled = 0;
  #count = 0;

  /** `parameters` are as long as the state: the whole block of them. */
  constructor(kind: Blake2Kind, parameters: Uint8Array, size: number, isLastNode: boolean) {
    this.#kind = kind;
    this.#size = size;
    this.#isLastNode = isLastNode;
    this.#block = new Uint8Array(kind.wordSize * 16);
    const view = new DataView(parameters.buffer, parameters.byteOffset);
    this.#state = kind.start.map((word, i) => word ^ view.getUint32(4 * i, true));
  }

  clone(): Blake2 {
    const none = new Uint8Array(this.#kind.wordSize * 8);
    const made = new Blake2(this.#kind, none, this.#size, this.#isLastNode);
    made.#state.set(this.#state);
    made.#block.set(this.#block);
    made.#filled = this.#filled;
    made.#count = this.#count;
    return made;
  }

  update(data: Uint8Array): void {
    const block = this.#block;
    for (let at = 0; at < data.length; ) {
      // The last block is kept for the end.
      if (this.#filled === block.length) {
        this.#count += block.length;
        this.#compress(false);
        this.#filled = 0;
      }
      const length = Math.min(block.length - this.#filled, data.length - at);
      block.set(data.subarray(at, at + length), this.#filled);
      this.#filled += length;
      at += length;
    }
  }

  digest(): Uint8Array {
    this.#count += this.#filled;
    this.#block.fill(0, this.#filled);
    this.#compress(true);
    const out = new Uint8Array(this.#state.length * 4);
    const view = new DataView(out.buffer);
    for (let i = 0; i < this.#state.length; i++)
      view.setUint32(4 * i, this.#state[i] as number, true);
    return out.slice(0, this.#size);
  }

  #compress(isLast: boolean): void {
    const { wordSize, rounds, start, mix } = this.#kind;
    const state = this.#state;
    const parts = wordSize / 4;
    const view = new DataView(this.#block.buffer);
    const m = Uint32Array.from({ length: 16 * parts }, (_, i) => view.getUint32(4 * i, true));
    const v = new Uint32Array(16 * parts);
    v.set(state);
    v.set(start, 8 * parts);
    const invert = (word: number): void => {
      for (let i = 0; i < parts; i++) v[word * parts + i]! ^= 0xffffffff;
    };
    // The count goes on in the next half: of the same word, or of the next.
    v[12 * parts]! ^= this.#count >>> 0;
    v[12 * parts + 1]! ^= Math.floor(this.#count / 2 ** 32);
    if (isLast) invert(14);
    if (isLast && this.#isLastNode) invert(15);
    for (let round = 0; round < rounds; round++) {
      const order = SIGMA[round % 10] as readonly number[];
      MIXED.forEach(([a, b, c, d], i) => {
        mix(v, a, b, c, d, m, order[2 * i] as number, order[2 * i + 1] as number);
      });
    }
    for (let i = 0; i < state.length; i++)
      state[i]! ^= (v[i] as number) ^ (v[i + 8 * parts] as number);
  }
}
