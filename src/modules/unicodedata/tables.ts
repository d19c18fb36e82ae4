/** What is known of characters, in one version of Unicode, unpacked from data.ts. */
import { charge } from "../../objects/current.ts";
import * as packed from "./data.ts";

/** What all characters have. */
export interface CharRecord {
  readonly category: string;
  readonly bidirectional: string;
  readonly combining: number;
  readonly width: string;
  readonly mirrored: number;
}

/** What a character stands for as a number. */
export interface CharNumber {
  readonly isDecimal: boolean;
  readonly isDigit: boolean;
  readonly value: number;
}

export interface Decomposition {
  /** Such as `<compat>`; empty for a canonical one. */
  readonly tag: string;
  readonly parts: readonly number[];
}

const read36 = (digits: string): number => Number.parseInt(digits, 36);
const words = (text: string): readonly string[] => (text === "" ? [] : text.split(" "));

const RECORDS: readonly CharRecord[] = words(packed.RECORDS).map((row) => {
  const [category = "", bidirectional = "", combining, width = "", mirrored] = row.split("/");
  return {
    category,
    bidirectional,
    combining: Number(combining),
    width,
    mirrored: Number(mirrored),
  };
});
const TAGS = packed.TAGS.split(" ");

/** The values of runs of characters that follow each other. */
function unpackNumbers(text: string): Map<number, CharNumber> {
  const numbers = new Map<number, CharNumber>();
  let point = 0;
  for (const run of words(text)) {
    const [gap = "", value = "", length = "1"] = run.split(".");
    const [above, below = "1"] = value.slice(1).split("/");
    point += read36(gap);
    for (let i = 0; i < read36(length); i++)
      numbers.set(point++, {
        isDecimal: value.startsWith("d"),
        isDigit: !value.startsWith("n"),
        value: Number(above) / Number(below) + i,
      });
  }
  return numbers;
}

function unpackDecompositions(text: string): Map<number, Decomposition> {
  const made = new Map<number, Decomposition>();
  let point = 0;
  for (const entry of words(text)) {
    const [gap = "", tag = "", ...parts] = entry.split(".");
    point += read36(gap);
    made.set(point++, { tag: TAGS[read36(tag)] as string, parts: parts.map(read36) });
  }
  return made;
}

/** Syllables of Korean are put together by rule. https://www.unicode.org/versions/latest/core-spec/chapter-3/#G56669 */
const HANGUL = 0xac00;
const LEAD = 0x1100;
const VOWEL = 0x1161;
const TAIL = 0x11a7;
const LEADS = 19;
const VOWELS = 21;
const TAILS = 28;
const SYLLABLES = LEADS * VOWELS * TAILS;

export const isHangul = (point: number): boolean => point >= HANGUL && point < HANGUL + SYLLABLES;

const DECOMPOSITIONS = unpackDecompositions(packed.DECOMPOSITIONS);
const NUMBERS = unpackNumbers(packed.NUMBERS);

const pairKey = (first: number, second: number): number => first * 0x110000 + second;

/** What two characters become as one. */
const COMPOSITIONS: ReadonlyMap<number, number> = (() => {
  const excluded = new Set(words(packed.EXCLUDED).map(read36));
  const made = new Map<number, number>();
  for (const [point, { tag, parts }] of DECOMPOSITIONS)
    if (tag === "" && parts.length === 2 && !excluded.has(point))
      made.set(pairKey(parts[0] as number, parts[1] as number), point);
  return made;
})();

function composed(first: number, second: number): number | undefined {
  const lead = first - LEAD;
  const vowel = second - VOWEL;
  if (lead >= 0 && lead < LEADS && vowel >= 0 && vowel < VOWELS)
    return HANGUL + (lead * VOWELS + vowel) * TAILS;
  const tail = second - TAIL;
  if (isHangul(first) && (first - HANGUL) % TAILS === 0 && tail > 0 && tail < TAILS)
    return first + tail;
  return COMPOSITIONS.get(pairKey(first, second));
}

/** The characters of Unicode 3.2 had other values, and a few other forms. */
const OLD_NUMBERS = unpackNumbers(packed.OLD_NUMBERS);
const OLD_FORMS = unpackDecompositions(packed.OLD_DECOMPOSITIONS);

export class UnicodeTables {
  readonly version: string;
  /** What came later; null for the newest. */
  readonly #newest: UnicodeTables | null;
  readonly #starts: number[] = [];
  readonly #records: CharRecord[] = [];

  constructor(version: string, runs: string, newest: UnicodeTables | null) {
    this.version = version;
    this.#newest = newest;
    let point = 0;
    for (const run of words(runs)) {
      const [record = "", length = "1"] = run.split(".");
      this.#starts.push(point);
      this.#records.push(RECORDS[read36(record)] as CharRecord);
      point += read36(length);
    }
  }

  record(point: number): CharRecord {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= point) low = middle;
      else high = middle - 1;
    }
    return this.#records[low] as CharRecord;
  }

  /** Was it there already? */
  isKnown(point: number): boolean {
    return this.#newest === null || this.record(point).category !== "Cn";
  }

  number(point: number): CharNumber | undefined {
    if (!this.isKnown(point)) return undefined;
    return (this.#newest === null ? undefined : OLD_NUMBERS.get(point)) ?? NUMBERS.get(point);
  }

  decomposition(point: number): Decomposition | undefined {
    return this.isKnown(point) ? DECOMPOSITIONS.get(point) : undefined;
  }

  /** A normal form of text, as code points. */
  normalize(points: Uint32Array, isCompatible: boolean, composes: boolean): Uint32Array {
    charge(points.length >>> 1);
    const out: number[] = [];
    for (const point of points) this.#decompose(point, isCompatible, out);
    this.#order(out);
    if (composes) this.#compose(out);
    return Uint32Array.from(out);
  }

  /** Nested a few levels at most. */
  #decompose(point: number, isCompatible: boolean, out: number[]): void {
    if (point < 0x80) {
      out.push(point);
      return;
    }
    if (isHangul(point)) {
      const at = point - HANGUL;
      const tail = at % TAILS;
      out.push(LEAD + Math.floor(at / TAILS / VOWELS), VOWEL + (Math.floor(at / TAILS) % VOWELS));
      if (tail > 0) out.push(TAIL + tail);
      return;
    }
    const old = this.#newest === null ? undefined : OLD_FORMS.get(point);
    const found = old ?? this.decomposition(point);
    if (found === undefined || (found.tag !== "" && !isCompatible)) out.push(point);
    else for (const part of found.parts) this.#decompose(part, isCompatible, out);
  }

  /** Marks on one character go by their class. */
  #order(points: number[]): void {
    for (let start = 0; start < points.length; start++) {
      if (this.#classOf(points[start] as number) === 0) continue;
      let end = start + 1;
      while (end < points.length && this.#classOf(points[end] as number) !== 0) end++;
      if (end - start > 1) {
        const run = points.slice(start, end);
        run.sort((a, b) => this.#classOf(a) - this.#classOf(b));
        for (let i = start; i < end; i++) points[i] = run[i - start] as number;
      }
      start = end;
    }
  }

  #classOf(point: number): number {
    // sic: that of today, whatever the version.
    return point < 0x300 ? 0 : (this.#newest ?? this).record(point).combining;
  }

  /** Puts marks together with what they stand on, unless another of the same class is between. */
  #compose(points: number[]): void {
    let starter = -1;
    let last = -1;
    let to = 0;
    for (let i = 0; i < points.length; i++) {
      const point = points[i] as number;
      const own = this.#classOf(point);
      const isNear = to === starter + 1;
      if (starter >= 0 && (isNear || last < own)) {
        const one = composed(points[starter] as number, point);
        if (one !== undefined) {
          points[starter] = one;
          continue;
        }
      }
      if (own === 0) starter = to;
      last = own;
      points[to++] = point;
    }
    points.length = to;
  }
}

export const NOW = new UnicodeTables("16.0.0", packed.RUNS, null);
export const OLD = new UnicodeTables("3.2.0", packed.OLD_RUNS, NOW);
