/**
 * The parser of patterns: what CPython's `re/_parser.py` does, without Python. Groups nest by recursion, with a depth counter.
 */
import { E, raise } from "../../../objects/errors.ts";
import type { Value } from "../../../objects/object.ts";
import { isStr } from "../../../objects/str.ts";
import * as chars from "../../../objects/text/characters.ts";
import * as op from "../constants.ts";
import { escapeOf, memberOf } from "./escapes.ts";
import { PatternFault, type Piece } from "./fault.ts";
import { Groups } from "./groups.ts";
import {
  charsOf,
  code,
  END,
  ESCAPED,
  isDigit,
  numberOf,
  numberText,
  type Source,
  shownName,
  sourceOf,
} from "./source.ts";
import { type Member, member, type Node, Sequence, sameNode, unique } from "./tree.ts";

/** Nested deeper, CPython's parser runs into its recursion limit. */
const MAX_NESTING = 989;

const BAR = code("|");
const CLOSE = code(")");
const HYPHEN = code("-");
const RIGHT_BRACKET = code("]");
const LINE_END = 10;

const FLAGS: ReadonlyMap<number, number> = new Map(
  (
    [
      ["i", op.FLAG_IGNORECASE],
      ["L", op.FLAG_LOCALE],
      ["m", op.FLAG_MULTILINE],
      ["s", op.FLAG_DOTALL],
      ["x", op.FLAG_VERBOSE],
      ["a", op.FLAG_ASCII],
      ["u", op.FLAG_UNICODE],
    ] as const
  ).map(([letter, flag]) => [code(letter), flag]),
);

/** What two of the same character in a set may mean one day. */
const OPERATIONS: ReadonlyMap<number, string> = new Map([
  [code("-"), "difference"],
  [code("&"), "intersection"],
  [code("~"), "symmetric difference"],
  [code("|"), "union"],
]);

export interface Parsed {
  readonly body: Sequence;
  readonly flags: number;
  readonly groups: Groups;
}

function isSpace(token: number): boolean {
  return token === 32 || (token >= 9 && token <= 13);
}

function isRepeat(node: Node): boolean {
  return node.op === op.MAX_REPEAT || node.op === op.MIN_REPEAT || node.op === op.POSSESSIVE_REPEAT;
}

/** A group that only holds together. */
function bareBody(node: Node | undefined): Sequence | null {
  return node?.op === op.SUBPATTERN && node.group === null && node.added === 0 && node.removed === 0
    ? node.body
    : null;
}

class Parser {
  readonly source: Source;
  readonly groups = new Groups();
  flags: number;
  /** Adds the text of a FutureWarning. */
  readonly #warn: (text: string) => void;

  constructor(source: Source, flags: number, warn: (text: string) => void) {
    this.source = source;
    this.flags = flags;
    this.#warn = warn;
  }

  #sequence(nodes: Node[] = []): Sequence {
    return new Sequence(this.groups.widths, nodes);
  }

  /** Alternatives: `a|b|c`. */
  alternatives(verbose: boolean, nesting: number): Sequence {
    if (nesting > MAX_NESTING) raise(E.RecursionError, "maximum recursion depth exceeded");
    const items: Sequence[] = [];
    let isVerbose = verbose;
    do {
      items.push(this.#parse(isVerbose, nesting + 1, nesting === 0 && items.length === 0));
      if (this.source.next === BAR && nesting === 0)
        isVerbose = (this.flags & op.FLAG_VERBOSE) !== 0;
    } while (this.source.match(BAR));
    if (items.length === 1) return items[0] as Sequence;
    const nodes = takePrefix(items);
    const set = setOfItems(items);
    if (set === null) nodes.push({ op: op.BRANCH, items });
    else nodes.push({ op: op.IN, set: unique(set) });
    return this.#sequence(nodes);
  }

  /** One after the other, up to a bar, the end of the group or the end of all. */
  #parse(verbose: boolean, nesting: number, isFirst = false): Sequence {
    if (nesting > MAX_NESTING) raise(E.RecursionError, "maximum recursion depth exceeded");
    const { source } = this;
    const nodes: Node[] = [];
    let isVerbose = verbose;
    for (;;) {
      const token = source.next;
      if (token === END || token === BAR || token === CLOSE) break;
      source.get();
      if (isVerbose) {
        if (isSpace(token)) continue;
        if (token === code("#")) {
          for (let c = source.get(); c !== END && c !== LINE_END; ) c = source.get();
          continue;
        }
      }
      if (token >= ESCAPED) {
        nodes.push(escapeOf(source, token, this.groups));
        continue;
      }
      switch (String.fromCodePoint(token)) {
        case "[":
          nodes.push(this.#set());
          break;
        case "*":
        case "+":
        case "?":
        case "{":
          this.#repeat(token, nodes);
          break;
        case ".":
          nodes.push({ op: op.ANY });
          break;
        case "(": {
          const changed = this.#group(nodes, isVerbose, nesting, isFirst);
          if (changed !== null) isVerbose = changed;
          break;
        }
        case "^":
          nodes.push({ op: op.AT, value: op.AT_BEGINNING });
          break;
        case "$":
          nodes.push({ op: op.AT, value: op.AT_END });
          break;
        default:
          nodes.push({ op: op.LITERAL, value: token });
      }
    }
    return this.#sequence(unpacked(nodes));
  }

  /* Sets */

  #set(): Node {
    const { source } = this;
    const here = source.tell() - 1;
    if (source.next === code("[")) this.#warn(`Possible nested set at position ${source.tell()}`);
    const isNegated = source.match(code("^"));
    const unfinished = () => source.fault(["unterminated character set"], source.tell() - here);
    let members: Member[] = [];
    for (;;) {
      const token = source.get();
      if (token === END) throw unfinished();
      if (token === RIGHT_BRACKET && members.length > 0) break;
      const first = this.#member(token, members.length > 0);
      if (!source.match(HYPHEN)) {
        members.push(first);
        continue;
      }
      const other = source.get();
      if (other === END) throw unfinished();
      if (other === RIGHT_BRACKET) {
        members.push(first, member(op.LITERAL, HYPHEN));
        break;
      }
      if (other === HYPHEN) this.#warn(`Possible set difference at position ${source.tell() - 2}`);
      const last = other >= ESCAPED ? memberOf(source, other) : member(op.LITERAL, other);
      if (first.op !== op.LITERAL || last.op !== op.LITERAL || last.value < first.value) {
        const from = charsOf(token);
        const to = charsOf(other);
        throw source.fault(["bad character range ", from, "-", to], from.length + 1 + to.length);
      }
      members.push(member(op.RANGE, first.value, last.value));
    }
    members = unique(members);
    const only = members[0];
    if (members.length === 1 && only?.op === op.LITERAL)
      return { op: isNegated ? op.NOT_LITERAL : op.LITERAL, value: only.value };
    return { op: op.IN, set: isNegated ? [member(op.NEGATE), ...members] : members };
  }

  #member(token: number, isLater: boolean): Member {
    const { source } = this;
    if (token >= ESCAPED) return memberOf(source, token);
    const operation = OPERATIONS.get(token);
    if (isLater && operation !== undefined && source.next === token)
      this.#warn(`Possible set ${operation} at position ${source.tell() - 1}`);
    return member(op.LITERAL, token);
  }

  /* Repetition */

  #repeat(token: number, nodes: Node[]): void {
    const { source } = this;
    const here = source.tell();
    const bounds = this.#bounds(token, here);
    if (bounds === null) {
      nodes.push({ op: op.LITERAL, value: token });
      return;
    }
    const [min, max] = bounds;
    const item = nodes[nodes.length - 1];
    if (item === undefined || item.op === op.AT)
      throw source.fault(["nothing to repeat"], source.tell() - here + 1);
    if (isRepeat(item)) throw source.fault(["multiple repeat"], source.tell() - here + 1);
    const body = bareBody(item) ?? this.#sequence([item]);
    const kind = source.match(code("?"))
      ? op.MIN_REPEAT
      : source.match(code("+"))
        ? op.POSSESSIVE_REPEAT
        : op.MAX_REPEAT;
    nodes[nodes.length - 1] = { op: kind, min, max, body };
  }

  /** How often; null for a brace that stands for itself. */
  #bounds(token: number, here: number): readonly [number, number] | null {
    const { source } = this;
    if (token === code("?")) return [0, 1];
    if (token === code("*")) return [0, op.MAXREPEAT];
    if (token === code("+")) return [1, op.MAXREPEAT];
    if (source.next === code("}")) return null;
    const digits = () => source.getWhile(Number.POSITIVE_INFINITY, isDigit);
    const low = digits();
    const high = source.match(code(",")) ? digits() : low;
    if (!source.match(code("}"))) {
      source.seek(here);
      return null;
    }
    const min = low.length > 0 ? numberOf(low) : 0;
    const max = high.length > 0 ? numberOf(high) : op.MAXREPEAT;
    if (min >= op.MAXREPEAT || (high.length > 0 && max >= op.MAXREPEAT))
      raise(E.OverflowError, "the repetition number is too large");
    if (max < min) throw source.fault(["min repeat greater than max repeat"], source.tell() - here);
    return [min, max];
  }

  /* Groups */

  /** What an opening parenthesis begins. The answer is whether what follows is verbose, where that changes. */
  #group(nodes: Node[], verbose: boolean, nesting: number, isFirst: boolean): boolean | null {
    const { source } = this;
    const start = source.tell() - 1;
    if (!source.match(code("?"))) {
      nodes.push(this.#capture(null, verbose, nesting, start));
      return null;
    }
    const token = source.get();
    if (token === END) throw source.fault(["unexpected end of pattern"]);
    switch (token) {
      case code("P"):
        this.#extension(nodes, verbose, nesting, start);
        return null;
      case code(":"):
        nodes.push(this.#plainGroup(0, 0, verbose, nesting, start));
        return null;
      case code("#"):
        this.#comment(start);
        return null;
      case code("="):
      case code("!"):
      case code("<"):
        nodes.push(this.#assertion(token, verbose, nesting, start));
        return null;
      case code("("):
        nodes.push(this.#condition(verbose, nesting, start));
        return null;
      case code(">"): {
        const body = this.#body(verbose, nesting, start);
        nodes.push({ op: op.ATOMIC_GROUP, body });
        return null;
      }
    }
    if (!FLAGS.has(token) && token !== HYPHEN) {
      const shown = charsOf(token);
      throw source.fault(["unknown extension ?", shown], shown.length + 1);
    }
    const flags = this.#inlineFlags(token);
    if (flags === null) {
      if (!isFirst || nodes.length > 0)
        throw source.fault(
          ["global flags not at the start of the expression"],
          source.tell() - start,
        );
      return (this.flags & op.FLAG_VERBOSE) !== 0;
    }
    nodes.push(this.#plainGroup(flags[0], flags[1], verbose, nesting, start));
    return null;
  }

  #body(verbose: boolean, nesting: number, start: number): Sequence {
    const body = this.alternatives(verbose, nesting + 1);
    this.#close(start);
    return body;
  }

  #close(start: number): void {
    const { source } = this;
    if (!source.match(CLOSE))
      throw source.fault(["missing ), unterminated subpattern"], source.tell() - start);
  }

  #capture(name: string | null, verbose: boolean, nesting: number, start: number): Node {
    const { source } = this;
    const group = this.groups.open(name, (message) =>
      source.fault([message], [...(name ?? "")].length + 1),
    );
    const body = this.#body(verbose, nesting, start);
    this.groups.close(group, body);
    return { op: op.SUBPATTERN, group, added: 0, removed: 0, body };
  }

  #plainGroup(
    added: number,
    removed: number,
    verbose: boolean,
    nesting: number,
    start: number,
  ): Node {
    const isVerbose =
      (verbose || (added & op.FLAG_VERBOSE) !== 0) && (removed & op.FLAG_VERBOSE) === 0;
    const body = this.#body(isVerbose, nesting, start);
    return { op: op.SUBPATTERN, group: null, added, removed, body };
  }

  /** `(?P`: a group with a name, or a reference to one. */
  #extension(nodes: Node[], verbose: boolean, nesting: number, start: number): void {
    const { source } = this;
    if (source.match(code("<"))) {
      const name = source.groupName(source.getUntil(">", "group name"), 1);
      nodes.push(this.#capture(name, verbose, nesting, start));
      return;
    }
    if (source.match(code("="))) {
      const given = source.getUntil(")", "group name");
      const offset = given.length + 1;
      const group = this.#named(source.groupName(given, 1), offset);
      if (!this.groups.isClosed(group))
        throw source.fault(["cannot refer to an open group"], offset);
      this.groups.checkLookbehind(group, source);
      nodes.push({ op: op.GROUPREF, value: group });
      return;
    }
    const token = source.get();
    if (token === END) throw source.fault(["unexpected end of pattern"]);
    const shown = charsOf(token);
    throw source.fault(["unknown extension ?P", shown], shown.length + 2);
  }

  #named(name: string, offset: number): number {
    const group = this.groups.names.get(name);
    if (group === undefined)
      throw this.source.fault([`unknown group name ${shownName(name)}`], offset);
    return group;
  }

  #comment(start: number): void {
    const { source } = this;
    for (;;) {
      if (source.next === END)
        throw source.fault(["missing ), unterminated comment"], source.tell() - start);
      if (source.get() === CLOSE) return;
    }
  }

  #assertion(token: number, verbose: boolean, nesting: number, start: number): Node {
    const { source, groups } = this;
    let kind = token;
    const isBehind = token === code("<");
    const outer = groups.lookbehind;
    if (isBehind) {
      kind = source.get();
      if (kind === END) throw source.fault(["unexpected end of pattern"]);
      if (kind !== code("=") && kind !== code("!")) {
        const shown = charsOf(kind);
        throw source.fault(["unknown extension ?<", shown], shown.length + 2);
      }
      groups.lookbehind ??= groups.count;
    }
    const body = this.alternatives(verbose, nesting + 1);
    if (isBehind && outer === null) groups.lookbehind = null;
    this.#close(start);
    if (kind === code("=")) return { op: op.ASSERT, isBehind, body };
    return body.nodes.length > 0 ? { op: op.ASSERT_NOT, isBehind, body } : { op: op.FAILURE };
  }

  /** `(?(group)yes|no)` */
  #condition(verbose: boolean, nesting: number, start: number): Node {
    const { source, groups } = this;
    const given = source.getUntil(")", "group name");
    const offset = given.length + 1;
    let group: number;
    if (given.every(isDigit)) {
      group = numberOf(given);
      if (group === 0) throw source.fault(["bad group number"], offset);
      if (group >= op.MAXGROUPS)
        throw source.fault([`invalid group reference ${numberText(given)}`], offset);
      if (!groups.conditions.has(group)) groups.conditions.set(group, source.tell() - offset);
    } else group = this.#named(source.groupName(given, 1), offset);
    groups.checkLookbehind(group, source);
    const yes = this.#parse(verbose, nesting + 1);
    let no: Sequence | null = null;
    if (source.match(BAR)) {
      no = this.#parse(verbose, nesting + 1);
      if (source.next === BAR)
        throw source.fault(["conditional backref with more than two branches"]);
    }
    this.#close(start);
    return { op: op.GROUPREF_EXISTS, group, yes, no };
  }

  /* Flags */

  /** Flags to be turned on and off within a group; null where they are for the whole pattern. */
  #inlineFlags(first: number): readonly [number, number] | null {
    const { source } = this;
    const fail = (message: Piece, offset = 0) => source.fault([message], offset);
    const next = (missing: string, stops: string): number => {
      const token = source.get();
      if (token === END) throw fail(missing);
      if (token < ESCAPED && stops.includes(String.fromCodePoint(token))) return token;
      if (FLAGS.has(token)) return token;
      // A token is one character unless it is escaped, and so begins with no letter.
      const isLetter = token < ESCAPED && chars.isAlpha(String.fromCodePoint(token));
      throw fail(isLetter ? "unknown flag" : missing, charsOf(token).length);
    };
    let added = 0;
    let removed = 0;
    let token = first;
    if (token !== HYPHEN) {
      do {
        const flag = FLAGS.get(token) as number;
        if (source.isText && flag === op.FLAG_LOCALE)
          throw fail("bad inline flags: cannot use 'L' flag with a str pattern");
        if (!source.isText && flag === op.FLAG_UNICODE)
          throw fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
        added |= flag;
        if (flag & op.TYPE_FLAGS && (added & op.TYPE_FLAGS) !== flag)
          throw fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        token = next("missing -, : or )", ")-:");
      } while (FLAGS.has(token));
    }
    if (token === CLOSE) {
      this.flags |= added;
      return null;
    }
    if (token === HYPHEN) {
      token = next("missing flag", "");
      do {
        const flag = FLAGS.get(token) as number;
        if (flag & op.TYPE_FLAGS)
          throw fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        removed |= flag;
        token = next("missing :", ":");
      } while (FLAGS.has(token));
    }
    if (added & removed) throw fail("bad inline flags: flag turned on and off", 1);
    return [added, removed];
  }
}

/** Groups that only hold together give their contents. */
function unpacked(nodes: readonly Node[]): Node[] {
  if (!nodes.some((node) => bareBody(node) !== null)) return nodes as Node[];
  const flat: Node[] = [];
  for (const node of nodes) {
    const body = bareBody(node);
    if (body === null) flat.push(node);
    else for (const inner of body.nodes) flat.push(inner);
  }
  return flat;
}

/** Takes away what all alternatives begin with. */
function takePrefix(items: readonly Sequence[]): Node[] {
  const [first] = items as [Sequence];
  let count = 0;
  for (; count < first.nodes.length; count++) {
    const node = first.nodes[count] as Node;
    const isShared = items.every(
      (item) =>
        item === first || (count < item.nodes.length && sameNode(node, item.nodes[count] as Node)),
    );
    if (!isShared) break;
  }
  if (count === 0) return [];
  const prefix = first.nodes.slice(0, count);
  for (const item of items) item.nodes = item.nodes.slice(count);
  return prefix;
}

/** The set that does the same as alternatives of one character each; null where they are not that. */
function setOfItems(items: readonly Sequence[]): Member[] | null {
  const set: Member[] = [];
  for (const { nodes } of items) {
    const [node] = nodes;
    if (nodes.length !== 1 || node === undefined) return null;
    if (node.op === op.LITERAL) set.push(member(op.LITERAL, node.value));
    else if (node.op === op.IN && node.set[0]?.op !== op.NEGATE)
      for (const one of node.set) set.push(one);
    else return null;
  }
  return set;
}

/** Checks the flags against the type of the pattern, and completes them. */
function fixFlags(isText: boolean, flags: number): number {
  if (isText) {
    if (flags & op.FLAG_LOCALE) raise(E.ValueError, "cannot use LOCALE flag with a str pattern");
    if (!(flags & op.FLAG_ASCII)) return flags | op.FLAG_UNICODE;
    if (flags & op.FLAG_UNICODE) raise(E.ValueError, "ASCII and UNICODE flags are incompatible");
  } else {
    if (flags & op.FLAG_UNICODE)
      raise(E.ValueError, "cannot use UNICODE flag with a bytes pattern");
    if (flags & op.FLAG_LOCALE && flags & op.FLAG_ASCII)
      raise(E.ValueError, "ASCII and LOCALE flags are incompatible");
  }
  return flags;
}

/** Parses a pattern, a str or bytes. Warnings go to `warn` as they come up. */
export function parse(pattern: Value, flags: number, warn: (text: string) => void): Parsed {
  const source = sourceOf(pattern);
  const parser = new Parser(source, flags, warn);
  const body = parser.alternatives((flags & op.FLAG_VERBOSE) !== 0, 0);
  const fixed = fixFlags(isStr(pattern), parser.flags);
  if (source.next !== END) throw source.fault(["unbalanced parenthesis"]);
  for (const [group, at] of parser.groups.conditions)
    if (group >= parser.groups.count)
      throw new PatternFault(`invalid group reference ${group}`, at);
  return { body, flags: fixed, groups: parser.groups };
}
