/**
 * What the matcher runs: the words of a pattern, checked and with everything resolved that does not depend on the subject.
 * Jumps are absolute, each loop and each assertion has registers of its own, all that matches one character is a set, and where a
 * choice is to be made, it is known what the next character has to be.
 */
import { charge } from "../../objects/current.ts";
import { E, outOfMemory, raise } from "../../objects/errors.ts";
import { Fold } from "./cases.ts";
import * as sets from "./charset.ts";
import { argumentsOf, type CharSet, Wide, type Words } from "./charset.ts";
import * as op from "./constants.ts";

/** Instructions, with their operands. A set is an index into `sets`, a filter one into `filters` (-1: there is none). */
export const Do = {
  /** The whole pattern matches. */
  SUCCEED: 0,
  FAIL: 1,
  /** character */
  CHAR: 2,
  /** n, then n characters */
  TEXT: 3,
  /** set */
  SET: 4,
  ANY_ALL: 5,
  /** kind of place */
  AT: 6,
  /** mark */
  MARK: 7,
  /** other, filter: go on, and if that fails, or cannot begin with the next character, with `other` */
  TRY: 8,
  /** to */
  JUMP: 9,
  /** set, min, max, filter of what follows: as often as possible; less often where {@link Do.FEWER} after it says so */
  GREEDY: 10,
  /** filter */
  FEWER: 11,
  /** set, min, max, filter of what follows: as rarely as possible */
  LAZY: 12,
  /** set, filter */
  MORE: 13,
  /** set, min, max: as often as possible, and not less often; as long as {@link Do.GREEDY}, which becomes one */
  POSSESSIVE: 14,
  /** register, until: begins a loop */
  LOOP: 15,
  /** register, min, max, body, filter of the body, filter of what follows: the end of a loop's body */
  MAX_UNTIL: 16,
  /** register, min, max, body */
  MIN_UNTIL: 17,
  /** register, max, body: the loop above may go on once more */
  AGAIN: 18,
  /** register, characters back, behind */
  ASSERT: 19,
  /** register */
  ASSERT_END: 20,
  /** register, characters back, behind */
  ASSERT_NOT: 21,
  ASSERT_NOT_END: 22,
  /** register */
  ATOMIC: 23,
  ATOMIC_END: 24,
  /** register: begins a possessive loop */
  OWN: 25,
  /** register, min, max, behind */
  OWN_NEXT: 26,
  /** register, next */
  OWN_END: 27,
  /** group, how characters are compared */
  GROUPREF: 28,
  /** group, otherwise */
  EXISTS: 29,
} as const;

/** Operands of each instruction but TEXT. */
const OPERANDS: readonly number[] = [
  0, 0, 1, 0, 1, 0, 1, 1, 2, 1, 4, 1, 4, 2, 4, 2, 6, 4, 3, 3, 1, 3, 1, 1, 1, 1, 4, 2, 2, 2,
];

/** Stands for "as often as possible"; no subject is that long. */
export const ENDLESS = 0x7fffffff;

/** Which characters something may begin with: a byte for each of one byte, and one for all others. */
export interface Filter {
  readonly table: Uint8Array;
  readonly kinds: number;
}

export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly CharSet[];
  readonly filters: readonly Filter[];
  readonly groups: number;
  /** Registers: two for each group (its marks), one for the last group that was closed, then those of loops. */
  readonly registers: number;
  /** Least number of characters of a match; a filter for the first of them. */
  readonly least: number;
  readonly first: Filter | null;
  /** Text that every match begins with, if it is of plain characters. */
  readonly prefix: string;
  /** The pattern is this text and nothing else. */
  readonly isLiteral: boolean;
  /** Matches at the beginning of the subject only. */
  readonly isAnchored: boolean;
}

/** More different sets than this in a pattern, and more groups or words than these, are a MemoryError. */
const MOST_SETS = 2 ** 16;
const MOST_GROUPS = 2 ** 20;
const MOST_WORDS = 2 ** 24;

/** Nested deeper, code is refused. */
const MAX_DEPTH = 1200;

const invalid = (): never => raise(E.RuntimeError, "invalid SRE code");

class Translator {
  readonly out: number[] = [];
  readonly sets: CharSet[] = [];
  readonly #known = new Map<string, number>();
  readonly #code: Words;
  readonly #groups: number;
  registers: number;
  #depth = 0;

  constructor(code: Words, groups: number) {
    this.#code = code;
    this.#groups = groups;
    this.registers = groups * 2 + 1;
  }

  #word(at: number): number {
    return this.#code[at] ?? invalid();
  }

  #emit(...words: number[]): number {
    const at = this.out.length;
    for (const word of words) this.out.push(word);
    return at;
  }

  #allot(count: number): number {
    const first = this.registers;
    this.registers += count;
    return first;
  }

  #group(at: number): number {
    const group = this.#word(at);
    return group < this.#groups ? group : invalid();
  }

  #set(from: number, to: number, make: () => CharSet): number {
    const key = this.#code.slice(from, to).join();
    let index = this.#known.get(key);
    if (index === undefined) {
      if (this.sets.length === MOST_SETS) outOfMemory();
      charge(SET_COST);
      index = this.sets.push(make()) - 1;
      this.#known.set(key, index);
    }
    return index;
  }

  /** The word after a set that begins at `start`. */
  #endOfSet(start: number): number {
    let at = start;
    for (; this.#word(at) !== op.FAILURE; ) {
      const count = argumentsOf(this.#code, at);
      if (count === undefined || at + count >= this.#code.length) return invalid();
      if (this.#code[at] === op.CATEGORY && this.#word(at + 1) >= op.CATEGORIES) return invalid();
      if (this.#code[at] === op.BIGCHARSET) this.#checkBlocks(at + 1);
      at += 1 + count;
    }
    return at + 1;
  }

  #checkBlocks(at: number): void {
    const blocks = this.#word(at);
    for (let i = 0; i < 256; i++)
      if (((this.#word(at + 1 + (i >> 2)) >>> ((i & 3) * 8)) & 255) >= blocks) invalid();
  }

  /** The set of an instruction for one character, and the word after it; undefined for any other. */
  #single(at: number): { readonly set: number; readonly next: number } | undefined {
    const code = this.#word(at);
    const literal = (how: Fold, isNegated: boolean) => {
      const point = this.#word(at + 1);
      const make = () => sets.literalSet(point, how, isNegated);
      return { set: this.#set(at, at + 2, make), next: at + 2 };
    };
    const ofSet = (how: Fold) => {
      const next = at + 1 + this.#word(at + 1);
      if (this.#endOfSet(at + 2) !== next) return invalid();
      return { set: this.#set(at, next, () => sets.setOf(this.#code, at + 2, how)), next };
    };
    switch (code) {
      case op.ANY:
        return { set: this.#set(at, at + 1, () => sets.NO_LINE_END), next: at + 1 };
      case op.ANY_ALL:
        return { set: this.#set(at, at + 1, () => sets.EVERYTHING), next: at + 1 };
      case op.FAILURE:
        return { set: this.#set(at, at + 1, () => sets.NOTHING), next: at + 1 };
      case op.CATEGORY: {
        const category = this.#word(at + 1);
        if (category >= op.CATEGORIES) return invalid();
        const set = this.#set(at, at + 2, () => sets.categorySet(category));
        return { set, next: at + 2 };
      }
      case op.LITERAL:
        return literal(Fold.none, false);
      case op.LITERAL_IGNORE:
        return literal(Fold.ascii, false);
      case op.LITERAL_UNI_IGNORE:
        return literal(Fold.unicode, false);
      case op.LITERAL_LOC_IGNORE:
        return literal(Fold.locale, false);
      case op.NOT_LITERAL:
        return literal(Fold.none, true);
      case op.NOT_LITERAL_IGNORE:
        return literal(Fold.ascii, true);
      case op.NOT_LITERAL_UNI_IGNORE:
        return literal(Fold.unicode, true);
      case op.NOT_LITERAL_LOC_IGNORE:
        return literal(Fold.locale, true);
      case op.IN:
        return ofSet(Fold.none);
      case op.IN_IGNORE:
        return ofSet(Fold.ascii);
      case op.IN_UNI_IGNORE:
        return ofSet(Fold.unicode);
      case op.IN_LOC_IGNORE:
        return ofSet(Fold.locale);
      default:
        return undefined;
    }
  }

  /** Translates from `start` up to `end`, or to a JUMP: the word where it stopped. */
  translate(start: number, end: number): number {
    if (++this.#depth > MAX_DEPTH) raise(E.RecursionError, "maximum recursion depth exceeded");
    let at = start;
    while (at < end && this.#word(at) !== op.JUMP) at = this.#instruction(at, end);
    if (at > end) invalid();
    this.#depth--;
    return at;
  }

  #body(start: number, end: number): void {
    if (this.translate(start, end) !== end) invalid();
  }

  #instruction(at: number, end: number): number {
    const code = this.#word(at);
    switch (code) {
      case op.MARK: {
        const mark = this.#word(at + 1);
        if (mark >= this.#groups * 2) invalid();
        this.#emit(Do.MARK, mark);
        return at + 2;
      }
      case op.LITERAL:
        return this.#text(at, end);
      case op.ANY_ALL:
        this.#emit(Do.ANY_ALL);
        return at + 1;
      case op.FAILURE:
        this.#emit(Do.FAIL);
        return at + 1;
      case op.AT: {
        const place = this.#word(at + 1);
        if (place > op.AT_UNI_NON_BOUNDARY) invalid();
        this.#emit(Do.AT, place);
        return at + 2;
      }
      case op.BRANCH:
        return this.#branch(at + 1);
      case op.REPEAT_ONE:
      case op.MIN_REPEAT_ONE:
      case op.POSSESSIVE_REPEAT_ONE:
        return this.#repeatOne(at);
      case op.REPEAT:
        return this.#repeat(at);
      case op.POSSESSIVE_REPEAT:
        return this.#possessive(at);
      case op.ATOMIC_GROUP: {
        const behind = at + 1 + this.#word(at + 1);
        const register = this.#allot(1);
        this.#emit(Do.ATOMIC, register);
        this.#closed(at + 2, behind);
        this.#emit(Do.ATOMIC_END, register);
        return behind;
      }
      case op.ASSERT:
      case op.ASSERT_NOT: {
        const behind = at + 1 + this.#word(at + 1);
        const register = this.#allot(2);
        const [begin, finish] =
          code === op.ASSERT ? [Do.ASSERT, Do.ASSERT_END] : [Do.ASSERT_NOT, Do.ASSERT_NOT_END];
        const back = Math.min(this.#word(at + 2), ENDLESS);
        const start = this.#emit(begin, register, back, 0);
        this.#closed(at + 3, behind);
        this.#emit(finish, register);
        this.out[start + 3] = this.out.length;
        return behind;
      }
      case op.GROUPREF:
        return this.#reference(at, Fold.none);
      case op.GROUPREF_IGNORE:
        return this.#reference(at, Fold.ascii);
      case op.GROUPREF_UNI_IGNORE:
        return this.#reference(at, Fold.unicode);
      case op.GROUPREF_LOC_IGNORE:
        return this.#reference(at, Fold.locale);
      case op.GROUPREF_EXISTS:
        return this.#exists(at);
      default: {
        const single = this.#single(at);
        if (single === undefined) return invalid();
        this.#emit(Do.SET, single.set);
        return single.next;
      }
    }
  }

  /** A sub-pattern that ends in a SUCCESS just before `behind`. */
  #closed(start: number, behind: number): void {
    if (behind <= start || this.#word(behind - 1) !== op.SUCCESS) invalid();
    this.#body(start, behind - 1);
  }

  #text(start: number, end: number): number {
    const points: number[] = [];
    let at = start;
    for (; at < end && this.#word(at) === op.LITERAL; at += 2) points.push(this.#word(at + 1));
    if (points.length === 1) this.#emit(Do.CHAR, points[0] as number);
    else {
      this.#emit(Do.TEXT, points.length);
      for (const point of points) this.out.push(point);
    }
    return at;
  }

  #branch(start: number): number {
    const tails: number[] = [];
    let at = start;
    let behind = -1;
    for (let skip = this.#word(at); skip !== 0; skip = this.#word(at)) {
      const next = at + skip;
      const isLast = this.#word(next) === 0;
      const choice = isLast ? -1 : this.#emit(Do.TRY, 0, -1);
      if (next - 2 <= at || this.#word(next - 2) !== op.JUMP) invalid();
      this.#body(at + 1, next - 2);
      const to = next - 1 + this.#word(next - 1);
      if (behind >= 0 && to !== behind) invalid();
      behind = to;
      if (!isLast) tails.push(this.#emit(Do.JUMP, 0) + 1);
      if (choice >= 0) this.out[choice + 1] = this.out.length;
      at = next;
    }
    if (behind < 0) this.#emit(Do.FAIL);
    else if (behind !== at + 1) invalid();
    for (const tail of tails) this.out[tail] = this.out.length;
    return at + 1;
  }

  #repeatOne(at: number): number {
    const code = this.#word(at);
    const behind = at + 1 + this.#word(at + 1);
    const min = Math.min(this.#word(at + 2), ENDLESS);
    const max = Math.min(this.#word(at + 3), ENDLESS);
    if (min > max) invalid();
    const item = this.#single(at + 4);
    if (item === undefined || this.#word(item.next) !== op.SUCCESS || item.next + 1 !== behind)
      return invalid();
    const { set } = item;
    if (code === op.MIN_REPEAT_ONE) this.#emit(Do.LAZY, set, min, max, -1, Do.MORE, set, -1);
    else {
      const how = code === op.REPEAT_ONE ? Do.GREEDY : Do.POSSESSIVE;
      this.#emit(how, set, min, max, -1, Do.FEWER, -1);
    }
    return behind;
  }

  #repeat(at: number): number {
    const until = at + 1 + this.#word(at + 1);
    const min = Math.min(this.#word(at + 2), ENDLESS);
    const max = Math.min(this.#word(at + 3), ENDLESS);
    if (min > max) invalid();
    const register = this.#allot(2);
    const start = this.#emit(Do.LOOP, register, 0);
    const body = this.out.length;
    this.#body(at + 4, until);
    this.out[start + 2] = this.out.length;
    if (this.#word(until) === op.MAX_UNTIL)
      this.#emit(Do.MAX_UNTIL, register, min, max, body, -1, -1);
    else if (this.#word(until) === op.MIN_UNTIL)
      this.#emit(Do.MIN_UNTIL, register, min, max, body, Do.AGAIN, register, max, body);
    else invalid();
    return until + 1;
  }

  #possessive(at: number): number {
    const end = at + 1 + this.#word(at + 1);
    const min = Math.min(this.#word(at + 2), ENDLESS);
    const max = Math.min(this.#word(at + 3), ENDLESS);
    if (min > max || this.#word(end) !== op.SUCCESS) invalid();
    const register = this.#allot(3);
    this.#emit(Do.OWN, register);
    const next = this.#emit(Do.OWN_NEXT, register, min, max, 0);
    this.#body(at + 4, end);
    this.#emit(Do.OWN_END, register, next);
    this.out[next + 4] = this.out.length;
    return end + 1;
  }

  #reference(at: number, how: Fold): number {
    this.#emit(Do.GROUPREF, this.#group(at + 1), how);
    return at + 2;
  }

  #exists(at: number): number {
    const group = this.#group(at + 1);
    const behind = at + 1 + this.#word(at + 2);
    const test = this.#emit(Do.EXISTS, group, 0);
    const stop = this.translate(at + 3, behind);
    if (stop === behind) {
      this.out[test + 2] = this.out.length;
      return behind;
    }
    if (stop !== behind - 2) invalid();
    const tail = this.#emit(Do.JUMP, 0);
    this.out[test + 2] = this.out.length;
    const end = behind - 1 + this.#word(behind - 1);
    this.#body(behind, end);
    this.out[tail + 1] = this.out.length;
    return end;
  }
}

/** Instructions looked at before it is given up what comes first, at one place and in all. */
const MOST_LOOKED_AT = 64;
const MOST_IN_ALL = 16384;
/** Going through the table of a set. */
const SET_COST = 16;

/** Finds out what a place in a program may begin with. */
class Firsts {
  readonly filters: Filter[] = [];
  readonly #known = new Map<string, number>();
  readonly #code: readonly number[];
  readonly #sets: readonly CharSet[];
  #left = 0;
  #leftInAll = MOST_IN_ALL;
  #table = new Uint8Array(257);
  #kinds = 0;

  constructor(code: readonly number[], charsets: readonly CharSet[]) {
    this.#code = code;
    this.#sets = charsets;
  }

  /** null where that may be nothing, or anything. */
  at(pc: number): Filter | null {
    if (this.#leftInAll <= 0) return null;
    this.#left = MOST_LOOKED_AT;
    this.#table = new Uint8Array(257);
    this.#kinds = Wide.none;
    const todo = [pc];
    for (let next = todo.pop(); next !== undefined; next = todo.pop())
      if (!this.#follow(next, todo)) return null;
    return { table: this.#table, kinds: this.#kinds };
  }

  /** The index of that filter, or -1. */
  index(pc: number): number {
    const filter = this.at(pc);
    if (filter === null) return -1;
    const key = `${filter.kinds},${String.fromCharCode.apply(null, filter.table as unknown as number[])}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.filters.length);
    return this.filters.push(filter) - 1;
  }

  #add(set: CharSet): boolean {
    charge(SET_COST);
    for (let c = 0; c < 256; c++) if (set.table[c] === 1) this.#table[c] = 1;
    if (set.kinds !== Wide.none) this.#table[256] = 1;
    this.#kinds |= set.kinds;
    return true;
  }

  #addPoint(point: number): boolean {
    this.#table[Math.min(point, 256)] = 1;
    if (point > 255) this.#kinds = Wide.all;
    return true;
  }

  /** Notes what comes first from here on; false where anything may. */
  #follow(pc: number, todo: number[]): boolean {
    if (--this.#left < 0 || --this.#leftInAll < 0) return false;
    const code = this.#code;
    const a = code[pc + 1] as number;
    const b = code[pc + 2] as number;
    const c = code[pc + 3] as number;
    const d = code[pc + 4] as number;
    switch (code[pc]) {
      case Do.FAIL:
        return true;
      case Do.CHAR:
        return this.#addPoint(a);
      case Do.TEXT:
        return this.#addPoint(b);
      case Do.SET:
        return this.#add(this.#sets[a] as CharSet);
      case Do.AT:
      case Do.MARK:
      case Do.ATOMIC:
      case Do.OWN:
        todo.push(pc + 2);
        return true;
      case Do.TRY:
        todo.push(pc + 3, a);
        return true;
      case Do.JUMP:
        todo.push(a);
        return true;
      case Do.GREEDY:
      case Do.LAZY:
      case Do.POSSESSIVE:
        if (b === 0) todo.push(pc + (code[pc] === Do.LAZY ? 8 : 7));
        return this.#add(this.#sets[a] as CharSet);
      case Do.LOOP:
        todo.push(b);
        return true;
      case Do.MAX_UNTIL:
        todo.push(d, pc + 7);
        return true;
      case Do.MIN_UNTIL:
        todo.push(d, pc + 9);
        return true;
      case Do.OWN_NEXT:
        todo.push(pc + 5, d);
        return true;
      case Do.ASSERT:
      case Do.ASSERT_NOT:
        todo.push(c);
        return true;
      default:
        // What is decided once and for all must not know what follows, so nothing is said beyond its end.
        return false;
    }
  }
}

function isDisjoint(set: CharSet, filter: Filter): boolean {
  if ((set.kinds & filter.kinds) !== 0) return false;
  for (let c = 0; c < 256; c++) if (set.table[c] === 1 && filter.table[c] === 1) return false;
  return true;
}

function setAt(charsets: readonly CharSet[], index: number | undefined): CharSet {
  return charsets[index as number] as CharSet;
}

/** Fills in what choices need to know about what comes next. */
function addFilters(code: number[], firsts: Firsts, charsets: readonly CharSet[]): void {
  for (let pc = 0; pc < code.length; ) {
    const what = code[pc] as number;
    if (what === Do.TRY) code[pc + 2] = firsts.index(pc + 3);
    else if (what === Do.MAX_UNTIL) {
      code[pc + 5] = firsts.index(code[pc + 4] as number);
      code[pc + 6] = firsts.index(pc + 7);
    } else if (what === Do.GREEDY) {
      const filter = firsts.index(pc + 7);
      code[pc + 4] = code[pc + 6] = filter;
      // Where nothing that could be given back may come next, nothing is given back.
      const next = firsts.filters[filter];
      if (next !== undefined && isDisjoint(setAt(charsets, code[pc + 1]), next))
        code[pc] = Do.POSSESSIVE;
    } else if (what === Do.LAZY) code[pc + 4] = code[pc + 7] = firsts.index(pc + 8);
    pc += 1 + (what === Do.TEXT ? 1 + (code[pc + 1] as number) : (OPERANDS[what] as number));
  }
}

/** Checks the words of a pattern and translates them. */
export function translate(code: Words, groups: number): Program {
  if (groups > MOST_GROUPS || code.length > MOST_WORDS) outOfMemory();
  charge(code.length);
  let start = 0;
  let least = 0;
  let flags = 0;
  let prefix = "";
  if (code[0] === op.INFO) {
    start = 1 + (code[1] ?? invalid());
    flags = code[2] ?? invalid();
    least = Math.min(code[3] ?? invalid(), ENDLESS);
    if (start > code.length) invalid();
    if (flags & op.INFO_PREFIX) {
      const points = code.slice(7, 7 + (code[5] ?? invalid()));
      if (points.every((c) => c < 0xd800 || (c > 0xdfff && c < 0x10000)))
        for (const point of points) prefix += String.fromCharCode(point);
    }
  }
  if (code[code.length - 1] !== op.SUCCESS) invalid();
  const translator = new Translator(code, groups);
  if (translator.translate(start, code.length - 1) !== code.length - 1) invalid();
  const { out, sets: charsets } = translator;
  out.push(Do.SUCCEED);
  const firsts = new Firsts(out, charsets);
  addFilters(out, firsts, charsets);
  const isBeginning =
    code[start] === op.AT &&
    (code[start + 1] === op.AT_BEGINNING || code[start + 1] === op.AT_BEGINNING_STRING);
  return {
    code: Int32Array.from(out),
    sets: charsets,
    filters: firsts.filters,
    groups,
    registers: translator.registers,
    least,
    first: isBeginning ? null : firsts.at(0),
    prefix,
    isLiteral: prefix !== "" && (flags & op.INFO_LITERAL) !== 0,
    isAnchored: isBeginning,
  };
}
