/** Patterns as the parser makes them: what CPython keeps in lists of `(op, argument)`. */
import { charge } from "../../../objects/current.ts";
import * as op from "../constants.ts";

/** A member of a set. */
export interface Member {
  readonly op:
    | typeof op.LITERAL
    | typeof op.RANGE
    | typeof op.CATEGORY
    | typeof op.NEGATE
    | typeof op.RANGE_UNI_IGNORE
    | typeof op.CHARSET
    | typeof op.BIGCHARSET;
  /** A character, the first one of a range, or a category. */
  readonly value: number;
  /** The last character of a range. */
  readonly last: number;
  /** The words of a bitmap. */
  readonly words?: readonly number[];
}

export function member(kind: Member["op"], value = 0, last = 0): Member {
  return { op: kind, value, last };
}

export type Node =
  | {
      readonly op: typeof op.LITERAL | typeof op.NOT_LITERAL | typeof op.AT | typeof op.GROUPREF;
      readonly value: number;
    }
  | { readonly op: typeof op.ANY | typeof op.FAILURE }
  | { readonly op: typeof op.IN; readonly set: readonly Member[] }
  | { readonly op: typeof op.BRANCH; readonly items: readonly Sequence[] }
  | {
      readonly op: typeof op.SUBPATTERN;
      readonly group: number | null;
      readonly added: number;
      readonly removed: number;
      readonly body: Sequence;
    }
  | { readonly op: typeof op.ATOMIC_GROUP; readonly body: Sequence }
  | {
      readonly op: typeof op.MAX_REPEAT | typeof op.MIN_REPEAT | typeof op.POSSESSIVE_REPEAT;
      readonly min: number;
      readonly max: number;
      readonly body: Sequence;
    }
  | {
      readonly op: typeof op.ASSERT | typeof op.ASSERT_NOT;
      readonly isBehind: boolean;
      readonly body: Sequence;
    }
  | {
      readonly op: typeof op.GROUPREF_EXISTS;
      readonly group: number;
      readonly yes: Sequence;
      readonly no: Sequence | null;
    };

export type Width = readonly [least: number, most: number];

/** No width is beyond this. */
const MAX_WIDTH = 2 ** 64;

/** One after the other. */
export class Sequence {
  nodes: Node[];
  readonly #widths: readonly (Width | null)[];
  #width: Width | null = null;
  /** `widths` are those of the groups, by their numbers, as far as they are closed. */
  constructor(widths: readonly (Width | null)[], nodes: Node[] = []) {
    this.#widths = widths;
    this.nodes = nodes;
  }

  /** How many characters it matches. */
  width(): Width {
    if (this.#width !== null) return this.#width;
    charge(this.nodes.length);
    let least = 0;
    let most = 0;
    for (const node of this.nodes) {
      const [low, high] = this.#widthOf(node);
      least += low;
      most += high;
    }
    this.#width = [Math.min(least, MAX_WIDTH), Math.min(most, MAX_WIDTH)];
    return this.#width;
  }

  #widthOf(node: Node): Width {
    switch (node.op) {
      case op.ANY:
      case op.IN:
      case op.LITERAL:
      case op.NOT_LITERAL:
        return [1, 1];
      case op.BRANCH: {
        let least = MAX_WIDTH;
        let most = 0;
        for (const item of node.items) {
          const [low, high] = item.width();
          least = Math.min(least, low);
          most = Math.max(most, high);
        }
        return [least, most];
      }
      case op.SUBPATTERN:
      case op.ATOMIC_GROUP:
        return node.body.width();
      case op.MAX_REPEAT:
      case op.MIN_REPEAT:
      case op.POSSESSIVE_REPEAT: {
        const [low, high] = node.body.width();
        const isEndless = node.max === op.MAXREPEAT && high > 0;
        return [low * node.min, isEndless ? MAX_WIDTH : high * node.max];
      }
      case op.GROUPREF:
        return this.#widths[node.value] ?? [0, 0];
      case op.GROUPREF_EXISTS: {
        const [low, high] = node.yes.width();
        if (node.no === null) return [0, high];
        const [least, most] = node.no.width();
        return [Math.min(low, least), Math.max(high, most)];
      }
      default:
        return [0, 0];
    }
  }
}

function sameMember(a: Member, b: Member): boolean {
  return a.op === b.op && a.value === b.value && a.last === b.last;
}

/** The same in any place? What has parts of its own is not. */
export function sameNode(a: Node, b: Node): boolean {
  if (a.op !== b.op) return false;
  if ("value" in a) return a.value === (b as typeof a).value;
  if (a.op === op.IN) {
    const other = (b as typeof a).set;
    if (a.set.length !== other.length) return false;
    return a.set.every((one, i) => sameMember(one, other[i] as Member));
  }
  return a.op === op.ANY || a.op === op.FAILURE;
}

/** Each member once. */
export function unique(members: readonly Member[]): Member[] {
  const seen = new Map<string, Member>();
  charge(members.length);
  for (const one of members) {
    const key = `${one.op},${one.value},${one.last}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
