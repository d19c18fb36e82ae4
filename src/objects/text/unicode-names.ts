/**
 * The names of characters, for `\N{…}` and the error handler namereplace. They are some 250 KB and few programs want them, so
 * they are loaded when they are first needed: until then {@link unicodeNames} is null, and whoever needs them makes the
 * request {@link wantNames}.
 */
import { current } from "../current.ts";
import { after, type NativeResult, type Pending } from "../requests.ts";

/** What unicode-names-data.ts has, packed by scripts/make_unicode_names.py. */
export interface NameData {
  readonly WORDS: string;
  readonly RUNS: string;
  readonly NAMES: string;
  readonly CODED: string;
  readonly ALIASES: string;
}

/** The same for all interpreters, as it never changes. */
let loaded: UnicodeNames | null = null;

export function unicodeNames(): UnicodeNames | null {
  return loaded;
}

export function installNames(data: NameData): void {
  loaded ??= new UnicodeNames(data);
}

/** Thrown where a name is needed before they are loaded. */
export class NamesWanted {}

/** `then(names)`, now or once they are there. */
export function wantNames(then: (names: UnicodeNames) => NativeResult): NativeResult {
  if (loaded !== null) return then(loaded);
  return after(
    current.interpreter.loadNames(),
    () => then(loaded as UnicodeNames) as never,
  ) as Pending;
}

const HANGUL = "HANGUL SYLLABLE ";
const HANGUL_FIRST = 0xac00;
const LEADS = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const TAILS = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

const CJK = "CJK UNIFIED IDEOGRAPH";

/** A digit of packed names: printable ASCII but for what a string literal escapes. */
function digitOf(code: number): number {
  return code - 32 - (code > 34 ? 1 : 0) - (code > 92 ? 1 : 0);
}
const BASE = 93;
/** Words of one digit, and first digits of words of two: as in make_unicode_names.py. */
const ONE = 40;
const TWO = 40;
const MOST_WORDS = 15;

/** The code points of packed runs: each the gap before it and its length. */
function* points(runs: string): Generator<number> {
  let at = 0;
  for (const run of runs.split(",")) {
    const [gap, length] = run.split(".").map((digits) => Number.parseInt(digits, 36));
    at += gap as number;
    for (const end = at + (length as number); at < end; at++) yield at;
  }
}

export class UnicodeNames {
  readonly #names = new Map<number, string>();
  readonly #points = new Map<string, number>();

  constructor({ WORDS, RUNS, NAMES, CODED, ALIASES }: NameData) {
    const words = WORDS.split(" ");
    let at = 0;
    const digit = (): number => digitOf(NAMES.charCodeAt(at++));
    const word = (): string => {
      const first = digit();
      if (first < ONE) return words[first] as string;
      if (first < ONE + TWO) return words[ONE + (first - ONE) * BASE + digit()] as string;
      const rest = (first - ONE - TWO) * BASE + digit();
      return words[ONE + TWO * BASE + rest * BASE + digit()] as string;
    };
    let name: string[] = [];
    for (const point of points(RUNS)) {
      const head = digit();
      name = name.slice(0, Math.floor(head / MOST_WORDS));
      for (let left = head % MOST_WORDS; left >= 0; left--) name.push(word());
      this.#add(point, name.join(" "));
    }
    for (const entry of CODED.split("|")) {
      const [prefix, runs] = entry.split(":") as [string, string];
      for (const point of points(runs)) this.#add(point, `${prefix}-${hexCode(point)}`);
    }
    for (const entry of ALIASES.split("|")) {
      const [alias, point] = entry.split(":") as [string, string];
      this.#points.set(alias, Number.parseInt(point, 36));
    }
    for (let i = 0; i < 256; i++)
      this.#points.set(`VS${i + 1}`, i < 16 ? 0xfe00 + i : 0xe0100 + i - 16);
  }

  #add(point: number, name: string): void {
    this.#names.set(point, name);
    this.#points.set(name, point);
  }

  /** The name of a character, if it has one. */
  nameOf(point: number): string | undefined {
    const syllable = point - HANGUL_FIRST;
    if (syllable < 0 || syllable >= LEADS.length * VOWELS.length * TAILS.length)
      return this.#names.get(point);
    const tail = syllable % TAILS.length;
    const vowel = Math.floor(syllable / TAILS.length) % VOWELS.length;
    const lead = Math.floor(syllable / TAILS.length / VOWELS.length);
    return `${HANGUL}${LEADS[lead]}${VOWELS[vowel]}${TAILS[tail]}`;
  }

  /** The character with this name or alias, whatever its case. */
  lookup(name: string): number | undefined {
    // sic: these two kinds alone are in upper case.
    if (name.startsWith(HANGUL)) return syllableOf(name.slice(HANGUL.length));
    const upper = name.replace(/[a-z]/g, (c) => c.toUpperCase());
    if (upper.startsWith(CJK)) {
      const code = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(name)?.[1];
      const point = code === undefined ? -1 : Number.parseInt(code, 16);
      return this.#names.get(point)?.startsWith(CJK) === true ? point : undefined;
    }
    return this.#points.get(upper);
  }
}

function hexCode(point: number): string {
  return point.toString(16).toUpperCase().padStart(4, "0");
}

/** The syllable that is written so. */
function syllableOf(text: string): number | undefined {
  const parts = /^([^AEIOUWY]*)([AEIOUWY]+)([^AEIOUWY]*)$/.exec(text);
  if (parts === null) return undefined;
  const lead = LEADS.indexOf(parts[1] as string);
  const vowel = VOWELS.indexOf(parts[2] as string);
  const tail = TAILS.indexOf(parts[3] as string);
  if (lead < 0 || vowel < 0 || tail < 0) return undefined;
  return HANGUL_FIRST + (lead * VOWELS.length + vowel) * TAILS.length + tail;
}
