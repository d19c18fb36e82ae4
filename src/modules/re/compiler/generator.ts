/** From a parsed pattern to the words of its code: what CPython's `re/_compiler.py` makes of it, word by word. */
import { EXTRA_CASES, isCasedAscii, isCasedUnicode, lowerAscii, lowerUnicode } from "../cases.ts";
import * as op from "../constants.ts";
import { type Cases, isEverything, optimizeSet } from "./charsets.ts";
import { PatternFault } from "./fault.ts";
import type { Parsed } from "./parser.ts";
import type { Member, Node, Sequence } from "./tree.ts";

const ASCII_CASES: Cases = { isCased: isCasedAscii, lower: lowerAscii, extra: null };
const UNICODE_CASES: Cases = { isCased: isCasedUnicode, lower: lowerUnicode, extra: EXTRA_CASES };

/** How case is ignored with these flags; null where it is not, or where the locale decides. */
function casesOf(flags: number): Cases | null {
  if (!(flags & op.FLAG_IGNORECASE) || flags & op.FLAG_LOCALE) return null;
  return flags & op.FLAG_UNICODE ? UNICODE_CASES : ASCII_CASES;
}

/** Is case ignored as the locale has it? */
function isByLocale(flags: number): boolean {
  return (flags & op.FLAG_IGNORECASE) !== 0 && (flags & op.FLAG_LOCALE) !== 0;
}

function combine(flags: number, added: number, removed: number): number {
  const kept = added & op.TYPE_FLAGS ? flags & ~op.TYPE_FLAGS : flags;
  return (kept | added) & ~removed;
}

/** Each comparison where it ignores case by ASCII; 4 more by the locale, 8 more by Unicode. */
const IGNORING: ReadonlyMap<number, number> = new Map([
  [op.GROUPREF, op.GROUPREF_IGNORE],
  [op.IN, op.IN_IGNORE],
  [op.LITERAL, op.LITERAL_IGNORE],
  [op.NOT_LITERAL, op.NOT_LITERAL_IGNORE],
]);

function ignoring(what: number, flags: number): number {
  const shift = flags & op.FLAG_LOCALE ? 4 : flags & op.FLAG_UNICODE ? 8 : 0;
  return (IGNORING.get(what) as number) + shift;
}

/** Operators of repetition: for what is not one character, its end, and for one character. */
const REPEATS: ReadonlyMap<number, readonly [number, number, number]> = new Map([
  [op.MIN_REPEAT, [op.REPEAT, op.MIN_UNTIL, op.MIN_REPEAT_ONE]],
  [op.MAX_REPEAT, [op.REPEAT, op.MAX_UNTIL, op.REPEAT_ONE]],
  [op.POSSESSIVE_REPEAT, [op.POSSESSIVE_REPEAT, op.SUCCESS, op.POSSESSIVE_REPEAT_ONE]],
]);

/** Is this one character, whatever it is? */
function isSimple(body: Sequence): boolean {
  const [node] = body.nodes;
  if (body.nodes.length !== 1 || node === undefined) return false;
  if (node.op === op.SUBPATTERN) return node.group === null && isSimple(node.body);
  return (
    node.op === op.LITERAL || node.op === op.NOT_LITERAL || node.op === op.ANY || node.op === op.IN
  );
}

class Generator {
  readonly code: number[] = [];

  /** Emits a word for the distance to a place that {@link #land} will say. */
  #hole(): number {
    return this.code.push(0) - 1;
  }

  #land(hole: number, extra = 0): void {
    this.code[hole] = this.code.length - hole + extra;
  }

  sequence(body: Sequence, flags: number): void {
    for (const node of body.nodes) this.#node(node, flags);
  }

  #node(node: Node, flags: number): void {
    const { code } = this;
    switch (node.op) {
      case op.LITERAL:
      case op.NOT_LITERAL:
        this.#literal(node.op, node.value, flags);
        break;
      case op.IN:
        this.#in(node.set, flags);
        break;
      case op.ANY:
        code.push(flags & op.FLAG_DOTALL ? op.ANY_ALL : op.ANY);
        break;
      case op.FAILURE:
        code.push(op.FAILURE);
        break;
      case op.MAX_REPEAT:
      case op.MIN_REPEAT:
      case op.POSSESSIVE_REPEAT: {
        const [many, end, one] = REPEATS.get(node.op) as readonly [number, number, number];
        const isOne = isSimple(node.body);
        code.push(isOne ? one : many);
        const skip = this.#hole();
        code.push(node.min, node.max);
        this.sequence(node.body, flags);
        if (isOne) code.push(op.SUCCESS);
        this.#land(skip);
        if (!isOne) code.push(end);
        break;
      }
      case op.SUBPATTERN: {
        const { group } = node;
        if (group !== null) code.push(op.MARK, (group - 1) * 2);
        this.sequence(node.body, combine(flags, node.added, node.removed));
        if (group !== null) code.push(op.MARK, (group - 1) * 2 + 1);
        break;
      }
      case op.ATOMIC_GROUP: {
        code.push(op.ATOMIC_GROUP);
        const skip = this.#hole();
        this.sequence(node.body, flags);
        code.push(op.SUCCESS);
        this.#land(skip);
        break;
      }
      case op.ASSERT:
      case op.ASSERT_NOT: {
        code.push(node.op);
        const skip = this.#hole();
        code.push(node.isBehind ? widthBehind(node.body) : 0);
        this.sequence(node.body, flags);
        code.push(op.SUCCESS);
        this.#land(skip);
        break;
      }
      case op.AT:
        code.push(op.AT, place(node.value, flags));
        break;
      case op.BRANCH: {
        code.push(op.BRANCH);
        const tails: number[] = [];
        for (const item of node.items) {
          const skip = this.#hole();
          this.sequence(item, flags);
          code.push(op.JUMP);
          tails.push(this.#hole());
          this.#land(skip);
        }
        code.push(op.FAILURE);
        for (const tail of tails) this.#land(tail);
        break;
      }
      case op.GROUPREF:
        code.push(flags & op.FLAG_IGNORECASE ? ignoring(op.GROUPREF, flags) : op.GROUPREF);
        code.push(node.value - 1);
        break;
      case op.GROUPREF_EXISTS: {
        code.push(op.GROUPREF_EXISTS, node.group - 1);
        const yes = this.#hole();
        this.sequence(node.yes, flags);
        // sic: an alternative without anything in it is none.
        if (node.no !== null && node.no.nodes.length > 0) {
          code.push(op.JUMP);
          const no = this.#hole();
          this.#land(yes, 1);
          this.sequence(node.no, flags);
          this.#land(no);
        } else this.#land(yes, 1);
        break;
      }
    }
  }

  #literal(what: typeof op.LITERAL | typeof op.NOT_LITERAL, value: number, flags: number): void {
    const { code } = this;
    const cases = casesOf(flags);
    if (cases === null) {
      code.push(isByLocale(flags) ? ignoring(what, flags) : what, value);
      return;
    }
    if (!cases.isCased(value)) {
      code.push(what, value);
      return;
    }
    const low = cases.lower(value);
    const extra = cases.extra?.get(low);
    if (extra === undefined) {
      code.push(ignoring(what, cases.extra === null ? op.FLAG_ASCII : op.FLAG_UNICODE), low);
      return;
    }
    code.push(op.IN_UNI_IGNORE);
    const skip = this.#hole();
    if (what === op.NOT_LITERAL) code.push(op.NEGATE);
    for (const one of [low, ...extra]) code.push(op.LITERAL, one);
    code.push(op.FAILURE);
    this.#land(skip);
  }

  #in(given: readonly Member[], flags: number): void {
    const { code } = this;
    const cases = casesOf(flags);
    const { set, hasCased } = optimizeSet(given, cases);
    if (set.length === 0) code.push(op.FAILURE);
    else if (isEverything(set)) code.push(op.ANY_ALL);
    else {
      if (isByLocale(flags)) code.push(op.IN_LOC_IGNORE);
      else if (!hasCased) code.push(op.IN);
      else code.push(cases?.extra === null ? op.IN_IGNORE : op.IN_UNI_IGNORE);
      const skip = this.#hole();
      this.set(set, flags);
      this.#land(skip);
    }
  }

  set(members: readonly Member[], flags: number): void {
    const { code } = this;
    for (const one of members) {
      code.push(one.op);
      if (one.words !== undefined) for (const word of one.words) code.push(word);
      else if (one.op === op.RANGE || one.op === op.RANGE_UNI_IGNORE)
        code.push(one.value, one.last);
      else if (one.op === op.CATEGORY) code.push(category(one.value, flags));
      else if (one.op !== op.NEGATE) code.push(one.value);
    }
    code.push(op.FAILURE);
  }

  /** The block at the beginning: widths, and what every match begins with. */
  info(body: Sequence, flags: number): void {
    const { code } = this;
    const [least, most] = body.width();
    const high = Math.min(most, op.MAXCODE);
    if (least === 0) {
      code.push(op.INFO, 4, 0, least, high);
      return;
    }
    let prefix: Prefix = NO_PREFIX;
    let set: readonly Member[] | null = null;
    if (!isByLocale(flags)) {
      prefix = prefixOf(body, flags);
      if (prefix.points.length === 0) {
        const members = firstSet(body, flags);
        if (members !== null && members.length > 0) {
          ({ set } = optimizeSet(members, null));
          if (isEverything(set)) set = null;
        }
      }
    }
    const hasPrefix = prefix.points.length > 0;
    code.push(op.INFO);
    const skip = this.#hole();
    if (hasPrefix)
      code.push(
        prefix.skip === null && prefix.isAll ? op.INFO_PREFIX | op.INFO_LITERAL : op.INFO_PREFIX,
      );
    else code.push(set !== null && set.length > 0 ? op.INFO_CHARSET : 0);
    code.push(Math.min(least, op.MAXCODE), high);
    if (hasPrefix) {
      code.push(prefix.points.length, prefix.skip ?? prefix.points.length);
      for (const point of prefix.points) code.push(point);
      for (const overlap of overlaps(prefix.points)) code.push(overlap);
    } else if (set !== null && set.length > 0) this.set(set, flags);
    this.#land(skip);
  }
}

function widthBehind(body: Sequence): number {
  const [least, most] = body.width();
  if (least > op.MAXCODE) throw new PatternFault("looks too much behind", null);
  if (least !== most) throw new PatternFault("look-behind requires fixed-width pattern", null);
  return least;
}

function place(at: number, flags: number): number {
  if (flags & op.FLAG_MULTILINE) {
    if (at === op.AT_BEGINNING) return op.AT_BEGINNING_LINE;
    if (at === op.AT_END) return op.AT_END_LINE;
  }
  if (at !== op.AT_BOUNDARY && at !== op.AT_NON_BOUNDARY) return at;
  const by = at - op.AT_BOUNDARY;
  if (flags & op.FLAG_LOCALE) return op.AT_LOC_BOUNDARY + by;
  return flags & op.FLAG_UNICODE ? op.AT_UNI_BOUNDARY + by : at;
}

function category(value: number, flags: number): number {
  if (flags & op.FLAG_LOCALE)
    return value >> 1 === op.CATEGORY_WORD >> 1
      ? value - op.CATEGORY_WORD + op.CATEGORY_LOC_WORD
      : value;
  return flags & op.FLAG_UNICODE ? value + op.UNI_CATEGORY : value;
}

/** The characters that every match begins with. */
interface Prefix {
  readonly points: readonly number[];
  /** How many of them come before the first group; null where there is none. */
  readonly skip: number | null;
  /** Is there nothing else? */
  readonly isAll: boolean;
}
const NO_PREFIX: Prefix = { points: [], skip: null, isAll: false };

/** Does case matter for none of these characters? */
function isCasedWith(flags: number): ((c: number) => boolean) | null {
  if (!(flags & op.FLAG_IGNORECASE)) return null;
  return flags & op.FLAG_UNICODE ? isCasedUnicode : isCasedAscii;
}

function prefixOf(body: Sequence, flags: number): Prefix {
  const points: number[] = [];
  let skip: number | null = null;
  const isCased = isCasedWith(flags);
  for (const node of body.nodes) {
    if (node.op === op.LITERAL) {
      if (isCased?.(node.value) === true) return { points, skip, isAll: false };
      points.push(node.value);
    } else if (node.op === op.SUBPATTERN) {
      const inner = combine(flags, node.added, node.removed);
      if (isByLocale(inner)) return { points, skip, isAll: false };
      const prefix = prefixOf(node.body, inner);
      if (skip === null) {
        if (node.group !== null) skip = points.length;
        else if (prefix.skip !== null) skip = points.length + prefix.skip;
      }
      for (const point of prefix.points) points.push(point);
      if (!prefix.isAll) return { points, skip, isAll: false };
    } else return { points, skip, isAll: false };
  }
  return { points, skip, isAll: true };
}

/** For each character of a prefix, how much of its beginning ends there. */
function overlaps(prefix: readonly number[]): number[] {
  const table = prefix.map(() => 0);
  for (let i = 1; i < prefix.length; i++) {
    let at = table[i - 1] as number;
    while (prefix[i] !== prefix[at] && at > 0) at = table[at - 1] as number;
    table[i] = prefix[i] === prefix[at] ? at + 1 : 0;
  }
  return table;
}

/** A set that the first character is of; null where that cannot be said. */
function firstSet(body: Sequence, given: number): readonly Member[] | null {
  let flags = given;
  let [node] = body.nodes;
  while (node?.op === op.SUBPATTERN) {
    flags = combine(flags, node.added, node.removed);
    if (isByLocale(flags)) return null;
    [node] = node.body.nodes;
  }
  if (node === undefined) return null;
  const isCased = isCasedWith(flags);
  const asMember = (one: Node | undefined): Member | null =>
    one?.op === op.LITERAL && isCased?.(one.value) !== true
      ? { op: op.LITERAL, value: one.value, last: 0 }
      : null;
  if (node.op === op.LITERAL) {
    const only = asMember(node);
    return only === null ? null : [only];
  }
  if (node.op === op.BRANCH) {
    const members = node.items.map((item) => asMember(item.nodes[0]));
    return members.every((one) => one !== null) ? members : null;
  }
  if (node.op !== op.IN) return null;
  if (isCased === null) return node.set;
  for (const one of node.set) {
    if (one.op === op.LITERAL && isCased(one.value)) return null;
    if (one.op !== op.RANGE) continue;
    if (one.last > 0xffff) return null;
    for (let c = one.value; c <= one.last; c++) if (isCased(c)) return null;
  }
  return node.set;
}

/** The code of a pattern. */
export function generate({ body, flags: own }: Parsed, given: number): number[] {
  const flags = own | given;
  const generator = new Generator();
  generator.info(body, flags);
  generator.sequence(body, flags);
  generator.code.push(op.SUCCESS);
  return generator.code;
}
