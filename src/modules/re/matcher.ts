/**
 * The matcher: it runs a {@link Program} on a subject. All that it knows is in a {@link Scan}, so that it may stop anywhere and go on
 * later. What may have to be tried otherwise is on a stack of its own: a choice is the place in the program to go on at, with the
 * place in the subject below it; what has to be restored before is a register's old value below its number, which is given
 * as a negative one.
 */
import { charge } from "../../objects/current.ts";
import { outOfMemory } from "../../objects/errors.ts";
import { Fold, fold, isAsciiWord } from "./cases.ts";
import { CharSet, categorySet, Wide } from "./charset.ts";
import * as op from "./constants.ts";
import { Do, ENDLESS, type Filter, type Program } from "./program.ts";

/** How a scan looks for a match: from one place on, exactly up to the end, or from any place on. */
export const Mode = { match: 0, full: 1, search: 2 } as const;

/** How far it has come. */
export const Status = { none: 0, found: 1, paused: 2 } as const;

/** Steps between two looks at the fuel. */
const STEPS = 512;

/** A longer stack is a MemoryError. */
const MOST_WORDS = 2 ** 25;
const FEW_WORDS = 256;
const MOST_PUSHED = 8;
/** As many marks are work to be paid for. */
export const MANY_MARKS = 64;
/** One that has grown beyond this is not kept for the next match. */
const MANY_WORDS = 2 ** 16;

const ASCII_WORDS = new CharSet(isAsciiWord, Wide.none);
const UNICODE_WORDS = categorySet(op.CATEGORY_UNI_WORD);

/** The characters of a subject: those of a plain str as they are, others as numbers. */
export type Units = Uint8Array | Uint32Array;

export class Scan {
  readonly program: Program;
  /** The subject, if it is a plain str. */
  text = "";
  units: Units | null = null;
  /** No place beyond this is looked at. */
  end = 0;
  /** Where the match begins that is tried, or was found. */
  start = 0;
  /** Where a found match ends. */
  stop = 0;
  /** An empty match where the first attempt begins counts for nothing. */
  mustAdvance = false;
  mode: number = Mode.match;
  /** Marks, the last closed group, and what loops count. */
  registers: number[];
  stack: Int32Array = new Int32Array(FEW_WORDS);
  /** Where a pause was made. */
  pc = -1;
  at = 0;
  sp = 0;

  constructor(program: Program) {
    this.program = program;
    this.registers = new Array<number>(program.registers).fill(-1);
  }

  subject(text: string, units: Units | null, start: number, end: number): void {
    this.text = text;
    this.units = units;
    this.start = start;
    this.end = end;
    this.mustAdvance = false;
    this.pc = -1;
  }

  /** Lets go of the subject. */
  clear(): void {
    this.text = "";
    this.units = null;
    if (this.stack.length > MANY_WORDS) this.stack = new Int32Array(FEW_WORDS);
  }

  grow(): Int32Array {
    const { stack } = this;
    if (stack.length >= MOST_WORDS) outOfMemory();
    charge(stack.length >>> 4);
    const larger = new Int32Array(stack.length * 2);
    larger.set(stack);
    this.stack = larger;
    return larger;
  }

  /** Begins to look for a match from `start` on. */
  begin(mode: number): number {
    const { program, start, end } = this;
    this.mode = mode;
    this.sp = 0;
    if (mode === Mode.search) {
      if (start > end || end - start < program.least) return Status.none;
      const first = this.#candidate(start);
      if (first < 0) return Status.none;
      if (first !== start) this.mustAdvance = false;
      this.start = first;
      if (program.isLiteral) {
        this.stop = first + program.prefix.length;
        return Status.found;
      }
    } else if (program.least > 0 && end - start < program.least && end >= start) return Status.none;
    this.#reset();
    return run(this, 0, this.start);
  }

  /** Goes on after a pause. */
  resume(): number {
    return run(this, this.pc, this.at);
  }

  #reset(): void {
    const { registers } = this;
    const count = this.program.groups * 2;
    if (count > MANY_MARKS) charge(count >>> 3);
    for (let i = 0; i <= count; i++) registers[i] = -1;
  }

  /** The next place at which a match may begin, when it is `from` at the earliest; -1 where there is none. */
  next(from: number): number {
    this.mustAdvance = false;
    if (this.program.isAnchored) return -1;
    const found = this.#candidate(from);
    if (found >= 0) {
      this.start = found;
      this.#reset();
    }
    return found;
  }

  #candidate(from: number): number {
    const { program, units, end } = this;
    const last = program.least > 0 ? end - program.least : end;
    if (from > last) return -1;
    const { prefix, first } = program;
    if (prefix !== "")
      return units === null ? this.#findPrefix(from, last) : this.#findUnits(units, from, last);
    if (first === null) return from;
    const { table } = first;
    const { text } = this;
    let at = from;
    if (units === null) while (at < end && table[Math.min(text.charCodeAt(at), 256)] === 0) at++;
    else while (at < end && table[Math.min(units[at] as number, 256)] === 0) at++;
    charge((at - from) >>> 3);
    return at > last || at === end ? -1 : at;
  }

  #findPrefix(from: number, last: number): number {
    const { text, end } = this;
    const { prefix } = this.program;
    let found = -1;
    if (end === text.length) found = text.indexOf(prefix, from);
    else {
      // To look beyond the end could take long.
      const window = text.slice(from, end);
      const at = window.indexOf(prefix);
      if (at >= 0) found = from + at;
    }
    return this.#found(found, from, found < 0 ? last : found);
  }

  /** Finds the prefix, which is no longer than what is left. */
  #findUnits(units: Units, from: number, last: number): number {
    const { prefix } = this.program;
    const c = prefix.charCodeAt(0);
    let at = from;
    for (; ; at++) {
      at = units.indexOf(c, at);
      if (at < 0 || at > last) return this.#found(-1, from, last);
      let i = 1;
      while (i < prefix.length && units[at + i] === prefix.charCodeAt(i)) i++;
      if (i === prefix.length) return this.#found(at, from, at);
      charge(i >>> 3);
    }
  }

  #found(at: number, from: number, to: number): number {
    charge((to - from) >>> 4);
    return at;
  }
}

function isWordAt(scan: Scan, at: number, words: CharSet): boolean {
  const { units } = scan;
  return words.has(units === null ? scan.text.charCodeAt(at) : (units[at] as number));
}

function isBoundary(scan: Scan, at: number, words: CharSet): boolean {
  // What is before may be beyond the end, for one who begins there.
  const isAfterWord = at > 0 && isWordAt(scan, at - 1, words);
  return isAfterWord !== (at < scan.end && isWordAt(scan, at, words));
}

function isLineEndAt(scan: Scan, at: number): boolean {
  const { units } = scan;
  return (units === null ? scan.text.charCodeAt(at) : units[at]) === 10;
}

/** Is the place `at` of that kind? */
function isAt(scan: Scan, kind: number, at: number): boolean {
  const { end } = scan;
  switch (kind) {
    case op.AT_BEGINNING:
    case op.AT_BEGINNING_STRING:
      return at === 0;
    case op.AT_BEGINNING_LINE:
      return at === 0 || isLineEndAt(scan, at - 1);
    case op.AT_END:
      return at === end || (at === end - 1 && isLineEndAt(scan, at));
    case op.AT_END_LINE:
      return at === end || isLineEndAt(scan, at);
    case op.AT_END_STRING:
      return at === end;
    case op.AT_UNI_BOUNDARY:
      return isBoundary(scan, at, UNICODE_WORDS);
    case op.AT_UNI_NON_BOUNDARY:
      return !isBoundary(scan, at, UNICODE_WORDS);
    case op.AT_BOUNDARY:
    case op.AT_LOC_BOUNDARY:
      return isBoundary(scan, at, ASCII_WORDS);
    default:
      return !isBoundary(scan, at, ASCII_WORDS);
  }
}

/** Where the text of a group ends, if it is also at `at`; else -1. */
function repeated(scan: Scan, group: number, how: number, at: number): number {
  const { registers, units, text, end } = scan;
  const from = registers[group * 2] as number;
  const to = registers[group * 2 + 1] as number;
  if (from < 0 || to < from || to - from > end - at) return -1;
  for (let i = from, j = at; i < to; i++, j++) {
    const a = units === null ? text.charCodeAt(i) : (units[i] as number);
    const b = units === null ? text.charCodeAt(j) : (units[j] as number);
    if (a !== b && (how === Fold.none || fold(a, how) !== fold(b, how))) return -1;
  }
  return at + to - from;
}

/**
 * Forgets the choices above `floor`, but not what is to be restored when it is gone back behind them. The answer is the new
 * height of the stack.
 */
function commit(scan: Scan, floor: number, top: number): number {
  const { stack } = scan;
  const { code } = scan.program;
  if (floor === 0) return 0;
  // Entries are read from the top, and what is kept is moved to the top first.
  let to = top;
  for (let from = top; from > floor; ) {
    const tag = stack[from - 1] as number;
    if (tag < 0) {
      stack[--to] = tag;
      stack[--to] = stack[from - 2] as number;
      from -= 2;
    } else from -= isWide(code[tag] as number) ? 3 : 2;
  }
  stack.copyWithin(floor, to, top);
  return floor + top - to;
}

/** Has a choice that goes on here a third word? */
function isWide(what: number): boolean {
  return what === Do.FEWER || what === Do.MORE;
}

/** Restores what was changed since the stack was this high. */
function rollBack(scan: Scan, floor: number, top: number): void {
  const { stack, registers } = scan;
  const { code } = scan.program;
  for (let from = top; from > floor; ) {
    const tag = stack[from - 1] as number;
    if (tag < 0) {
      registers[~tag] = stack[from - 2] as number;
      from -= 2;
    } else from -= isWide(code[tag] as number) ? 3 : 2;
  }
}

/** May what this filter is about begin at `at`? */
function mayBegin(scan: Scan, filter: Filter, at: number): boolean {
  if (at >= scan.end) return false;
  const { units } = scan;
  const c = units === null ? scan.text.charCodeAt(at) : (units[at] as number);
  return filter.table[c < 256 ? c : 256] === 1;
}

/** Runs from a place in the program and a place in the subject. */
function run(scan: Scan, startPc: number, startAt: number): number {
  const { program, registers: r, text, units, end } = scan;
  const { code, sets, filters } = program;
  const lastIndex = program.groups * 2;
  let { stack, sp } = scan;
  // No instruction pushes more words than are left beyond this.
  let room = stack.length - MOST_PUSHED;
  let pc = startPc;
  let at = startAt;
  let steps = STEPS;
  for (;;) {
    if (--steps < 0) {
      const isOver = charge(STEPS - steps);
      steps = STEPS;
      if (isOver) {
        scan.pc = pc;
        scan.at = at;
        scan.sp = sp;
        return Status.paused;
      }
    }
    if (sp > room) {
      stack = scan.grow();
      room = stack.length - MOST_PUSHED;
    }
    switch (code[pc]) {
      case Do.CHAR:
        if (
          at < end &&
          (units === null ? text.charCodeAt(at) : units[at]) === (code[pc + 1] as number)
        ) {
          at++;
          pc += 2;
          continue;
        }
        break;
      case Do.SET: {
        if (at >= end) break;
        const set = sets[code[pc + 1] as number] as CharSet;
        const c = units === null ? text.charCodeAt(at) : (units[at] as number);
        if (c < 256 ? set.table[c] === 1 : set.hasWide(c)) {
          at++;
          pc += 2;
          continue;
        }
        break;
      }
      case Do.MARK: {
        const mark = code[pc + 1] as number;
        if (sp > 0) {
          stack[sp++] = r[mark] as number;
          stack[sp++] = ~mark;
        }
        r[mark] = at;
        if ((mark & 1) === 1) {
          if (sp > 0) {
            stack[sp++] = r[lastIndex] as number;
            stack[sp++] = ~lastIndex;
          }
          r[lastIndex] = (mark >> 1) + 1;
        }
        pc += 2;
        continue;
      }
      case Do.GREEDY:
      case Do.POSSESSIVE: {
        const min = code[pc + 2] as number;
        const max = code[pc + 3] as number;
        if (min > end - at) break;
        const limit = max < end - at ? at + max : end;
        const set = sets[code[pc + 1] as number] as CharSet;
        const { table } = set;
        const from = at;
        if (units === null)
          for (; at < limit; at++) {
            const c = text.charCodeAt(at);
            if (c < 256 ? table[c] === 0 : !set.hasWide(c)) break;
          }
        else
          for (; at < limit; at++) {
            const c = units[at] as number;
            if (c < 256 ? table[c] === 0 : !set.hasWide(c)) break;
          }
        steps -= (at - from) >> 3;
        if (at - from < min) break;
        if (at - from > min && code[pc] === Do.GREEDY) {
          stack[sp++] = from + min;
          stack[sp++] = at;
          stack[sp++] = pc + 5;
          const filter = code[pc + 4] as number;
          // What follows cannot begin here: the first choice is the next one.
          if (filter >= 0 && !mayBegin(scan, filters[filter] as Filter, at)) break;
        }
        pc += 7;
        continue;
      }
      case Do.FEWER: {
        const least = stack[--sp] as number;
        const from = at--;
        const filter = code[pc + 1] as number;
        if (filter >= 0) {
          const { table } = filters[filter] as Filter;
          if (units === null)
            for (; at >= least; at--) {
              const c = text.charCodeAt(at);
              if (table[c < 256 ? c : 256] === 1) break;
            }
          else
            for (; at >= least; at--) {
              const c = units[at] as number;
              if (table[c < 256 ? c : 256] === 1) break;
            }
          steps -= (from - at) >> 3;
          if (at < least) break;
        }
        if (at > least) {
          stack[sp++] = least;
          stack[sp++] = at;
          stack[sp++] = pc;
        }
        pc += 2;
        continue;
      }
      case Do.TRY: {
        const filter = code[pc + 2] as number;
        if (filter >= 0) {
          const c = at >= end ? -1 : units === null ? text.charCodeAt(at) : (units[at] as number);
          if (c < 0 || (filters[filter] as Filter).table[c < 256 ? c : 256] === 0) {
            pc = code[pc + 1] as number;
            continue;
          }
        }
        stack[sp++] = at;
        stack[sp++] = code[pc + 1] as number;
        pc += 3;
        continue;
      }
      case Do.JUMP:
        pc = code[pc + 1] as number;
        continue;
      case Do.TEXT: {
        const count = code[pc + 1] as number;
        if (count > end - at) break;
        pc += 2;
        const from = at;
        const stop = pc + count;
        if (units === null)
          while (pc < stop && text.charCodeAt(at) === code[pc]) {
            pc++;
            at++;
          }
        else
          while (pc < stop && units[at] === code[pc]) {
            pc++;
            at++;
          }
        steps -= (at - from) >> 3;
        if (pc < stop) break;
        continue;
      }
      case Do.ANY_ALL:
        if (at >= end) break;
        at++;
        pc++;
        continue;
      case Do.AT:
        if (!isAt(scan, code[pc + 1] as number, at)) break;
        pc += 2;
        continue;
      case Do.LAZY: {
        const min = code[pc + 2] as number;
        const max = code[pc + 3] as number;
        if (min > end - at) break;
        const set = sets[code[pc + 1] as number] as CharSet;
        const last = max < end - at ? at + max : end;
        const stop = at + min;
        while (at < stop && set.has(units === null ? text.charCodeAt(at) : (units[at] as number)))
          at++;
        steps -= min >> 3;
        if (at < stop) break;
        stack[sp++] = last;
        stack[sp++] = at;
        stack[sp++] = pc + 5;
        const filter = code[pc + 4] as number;
        if (filter >= 0 && !mayBegin(scan, filters[filter] as Filter, at)) break;
        pc += 8;
        continue;
      }
      case Do.MORE: {
        const last = stack[--sp] as number;
        const set = sets[code[pc + 1] as number] as CharSet;
        const filter = code[pc + 2] as number;
        const next = filter >= 0 ? (filters[filter] as Filter) : null;
        const from = at;
        let isFound = false;
        while (at < last && set.has(units === null ? text.charCodeAt(at) : (units[at] as number))) {
          at++;
          if (next === null || mayBegin(scan, next, at)) {
            isFound = true;
            break;
          }
        }
        steps -= (at - from) >> 2;
        if (!isFound) break;
        stack[sp++] = last;
        stack[sp++] = at;
        stack[sp++] = pc;
        pc += 3;
        continue;
      }
      case Do.LOOP: {
        const k = code[pc + 1] as number;
        if (sp > 0) {
          stack[sp++] = r[k] as number;
          stack[sp++] = ~k;
          stack[sp++] = r[k + 1] as number;
          stack[sp++] = ~(k + 1);
        }
        r[k] = -1;
        r[k + 1] = -1;
        pc = code[pc + 2] as number;
        continue;
      }
      case Do.MAX_UNTIL: {
        const k = code[pc + 1] as number;
        const count = (r[k] as number) + 1;
        const max = code[pc + 3] as number;
        if (count < (code[pc + 2] as number)) {
          if (sp > 0) {
            stack[sp++] = r[k] as number;
            stack[sp++] = ~k;
          }
          r[k] = count;
          pc = code[pc + 4] as number;
          continue;
        }
        const c = at >= end ? -1 : units === null ? text.charCodeAt(at) : (units[at] as number);
        const key = c > 256 ? 256 : c;
        const behind = code[pc + 6] as number;
        const mayEnd = behind < 0 || (c >= 0 && (filters[behind] as Filter).table[key] === 1);
        if ((count < max || max === ENDLESS) && at !== (r[k + 1] as number)) {
          const body = code[pc + 5] as number;
          if (body < 0 || (c >= 0 && (filters[body] as Filter).table[key] === 1)) {
            if (mayEnd) {
              stack[sp++] = at;
              stack[sp++] = pc + 7;
            }
            if (sp > 0) {
              stack[sp++] = r[k] as number;
              stack[sp++] = ~k;
              stack[sp++] = r[k + 1] as number;
              stack[sp++] = ~(k + 1);
            }
            r[k] = count;
            r[k + 1] = at;
            pc = code[pc + 4] as number;
            continue;
          }
        }
        if (!mayEnd) break;
        pc += 7;
        continue;
      }
      case Do.MIN_UNTIL: {
        const k = code[pc + 1] as number;
        const count = (r[k] as number) + 1;
        if (count < (code[pc + 2] as number)) {
          if (sp > 0) {
            stack[sp++] = r[k] as number;
            stack[sp++] = ~k;
          }
          r[k] = count;
          pc = code[pc + 4] as number;
          continue;
        }
        stack[sp++] = at;
        stack[sp++] = pc + 5;
        pc += 9;
        continue;
      }
      case Do.AGAIN: {
        const k = code[pc + 1] as number;
        const count = (r[k] as number) + 1;
        const max = code[pc + 2] as number;
        if ((count >= max && max !== ENDLESS) || at === (r[k + 1] as number)) break;
        if (sp > 0) {
          stack[sp++] = r[k] as number;
          stack[sp++] = ~k;
          stack[sp++] = r[k + 1] as number;
          stack[sp++] = ~(k + 1);
        }
        r[k] = count;
        r[k + 1] = at;
        pc = code[pc + 3] as number;
        continue;
      }
      case Do.ASSERT: {
        const k = code[pc + 1] as number;
        const back = code[pc + 2] as number;
        if (at < back) break;
        r[k] = sp;
        r[k + 1] = at;
        at -= back;
        pc += 4;
        continue;
      }
      case Do.ASSERT_END: {
        const k = code[pc + 1] as number;
        steps -= (sp - (r[k] as number)) >> 3;
        sp = commit(scan, r[k] as number, sp);
        at = r[k + 1] as number;
        pc += 2;
        continue;
      }
      case Do.ASSERT_NOT: {
        const back = code[pc + 2] as number;
        if (at < back) {
          pc = code[pc + 3] as number;
          continue;
        }
        r[code[pc + 1] as number] = sp;
        stack[sp++] = at;
        stack[sp++] = code[pc + 3] as number;
        at -= back;
        pc += 4;
        continue;
      }
      case Do.ASSERT_NOT_END: {
        const floor = r[code[pc + 1] as number] as number;
        steps -= (sp - floor) >> 3;
        rollBack(scan, floor, sp);
        sp = floor;
        break;
      }
      case Do.ATOMIC:
        r[code[pc + 1] as number] = sp;
        pc += 2;
        continue;
      case Do.ATOMIC_END: {
        const floor = r[code[pc + 1] as number] as number;
        steps -= (sp - floor) >> 3;
        sp = commit(scan, floor, sp);
        pc += 2;
        continue;
      }
      case Do.OWN: {
        const k = code[pc + 1] as number;
        r[k + 1] = 0;
        r[k + 2] = -1;
        pc += 2;
        continue;
      }
      case Do.OWN_NEXT: {
        const k = code[pc + 1] as number;
        const count = r[k + 1] as number;
        const max = code[pc + 3] as number;
        r[k] = sp;
        if (count >= (code[pc + 2] as number)) {
          if ((count >= max && max !== ENDLESS) || at === (r[k + 2] as number)) {
            pc = code[pc + 4] as number;
            continue;
          }
          stack[sp++] = at;
          stack[sp++] = code[pc + 4] as number;
          r[k + 2] = at;
        }
        pc += 5;
        continue;
      }
      case Do.OWN_END: {
        const k = code[pc + 1] as number;
        steps -= (sp - (r[k] as number)) >> 3;
        sp = commit(scan, r[k] as number, sp);
        r[k + 1] = (r[k + 1] as number) + 1;
        pc = code[pc + 2] as number;
        continue;
      }
      case Do.GROUPREF: {
        const to = repeated(scan, code[pc + 1] as number, code[pc + 2] as number, at);
        if (to < 0) break;
        steps -= (to - at) >> 2;
        at = to;
        pc += 3;
        continue;
      }
      case Do.EXISTS: {
        const group = code[pc + 1] as number;
        const from = r[group * 2] as number;
        pc = from >= 0 && (r[group * 2 + 1] as number) >= from ? pc + 3 : (code[pc + 2] as number);
        continue;
      }
      case Do.SUCCEED:
        if (scan.mode === Mode.full && at !== end) break;
        if (scan.mustAdvance && at === scan.start) break;
        scan.stop = at;
        steps = charge(STEPS - steps) ? 0 : STEPS;
        return Status.found;
      default:
        break;
    }
    // What was tried has failed.
    for (;;) {
      if (sp === 0) {
        if (scan.mode !== Mode.search) {
          charge(STEPS - steps);
          return Status.none;
        }
        at = scan.next(scan.start + 1);
        if (at < 0) {
          charge(STEPS - steps);
          return Status.none;
        }
        pc = 0;
        break;
      }
      const tag = stack[--sp] as number;
      const value = stack[--sp] as number;
      if (tag >= 0) {
        pc = tag;
        at = value;
        break;
      }
      r[~tag] = value;
    }
  }
}
