/**
 * `match`: a pattern is a row of tests; the first that fails jumps to the next case. What a pattern captures stays in
 * registers until all of it has matched, and becomes variables then, before the guard.
 */
import type * as ast from "../../syntax/ast.ts";
import type { Label } from "../assembler.ts";
import * as Op from "../opcodes.ts";
import { walkPattern } from "../tree.ts";
import type { Unit } from "../unit.ts";
import { keyOf, showKey } from "./constant-keys.ts";
import { condition } from "./expressions.ts";
import { loadConstant, store } from "./names.ts";

/** The pattern being compiled, as far as its parts have to know. */
interface Matching {
  readonly u: Unit;
  /** Where a test that fails jumps to. */
  readonly fail: Label;
  /** The register of each captured name. */
  readonly captures: Map<string, number>;
  /** May it match anything? What comes after it would never be tried. */
  readonly mayBeIrrefutable: boolean;
}

export function matchStatement(u: Unit, s: ast.Match): void {
  const { asm } = u;
  const subject = noticed(u, s, () => subjectRegister(u, s));
  const end = asm.open();
  const before = u.assigned;
  /** What is assigned where the cases end. */
  const ends: Set<number>[] = [];
  s.cases.forEach(({ pattern, guard, body }, i) => {
    const { top } = asm;
    const next = asm.open();
    u.assigned = new Set(before);
    const captures = new Map<string, number>();
    const mayBeIrrefutable = guard !== null || i === s.cases.length - 1;
    noticed(u, pattern, () => {
      emitPattern({ u, fail: next, captures, mayBeIrrefutable }, pattern, subject);
      asm.position = pattern;
      for (const [name, register] of captures) store(u, u.mangled(name), register);
    });
    asm.top = top;
    if (guard !== null) condition(u, guard, true, next);
    if (!u.block(body)) {
      ends.push(u.assigned);
      if (i < s.cases.length - 1) asm.jump(Op.JUMP, end);
    }
    asm.close(next);
  });
  const last = s.cases[s.cases.length - 1] as ast.MatchCase;
  if (last.guard !== null || !isIrrefutable(last.pattern)) ends.push(before);
  const [first, ...others] = ends;
  u.assigned =
    first === undefined ? before : new Set([...first].filter((r) => others.every((o) => o.has(r))));
  asm.close(end);
}

/** Emits a part of the statement; debuggers see it even if it has no instructions. */
function noticed<T>(u: Unit, part: ast.Positioned, emit: () => T): T {
  const { pc } = u.asm;
  const made = emit();
  if (u.asm.pc === pc) u.asm.emptyStatement(part);
  return made;
}

/** The subject is evaluated once: what a case binds does not change it for the next. */
function subjectRegister(u: Unit, s: ast.Match): number {
  const register = u.operand(s.subject);
  if (register < 0 || register >= u.localNames.length) return register;
  const name = u.localNames[register] as string;
  if (!s.cases.some(({ pattern }) => captures(u, pattern, name))) return register;
  const copy = u.asm.temporary();
  u.asm.emit(Op.MOVE, copy, register);
  return copy;
}

/** Does a pattern capture this (mangled) name? */
function captures(u: Unit, p: ast.Pattern, name: string): boolean {
  let found = false;
  walkPattern(p, {
    name: (captured) => {
      found ||= u.mangled(captured) === name;
    },
    expression: () => {},
    keyword: () => {},
  });
  return found;
}

function isIrrefutable(p: ast.Pattern): boolean {
  if (p.kind === "MatchAs") return p.pattern === null || isIrrefutable(p.pattern);
  return p.kind === "MatchOr" && isIrrefutable(p.patterns[p.patterns.length - 1] as ast.Pattern);
}

function isWildcard(p: ast.Pattern): boolean {
  return (
    (p.kind === "MatchAs" && p.pattern === null && p.name === null) ||
    (p.kind === "MatchStar" && p.name === null)
  );
}

function emitPattern(m: Matching, p: ast.Pattern, subject: number): void {
  const { u } = m;
  const { asm } = u;
  asm.position = p;
  switch (p.kind) {
    case "MatchValue":
      asm.jump(Op.UNLESS_EQ, m.fail, subject, value(u, p));
      return;
    case "MatchSingleton":
      if (p.value === null) asm.jump(Op.IF_NOT_NONE, m.fail, subject);
      else {
        const is = asm.temporary();
        asm.emit(Op.IS, is, subject, loadConstant(u, p.value));
        asm.jump(Op.JUMP_IF_FALSE, m.fail, is);
      }
      return;
    case "MatchSequence":
      return sequence(m, p, subject);
    case "MatchMapping":
      return mapping(m, p, subject);
    case "MatchClass":
      return classPattern(m, p, subject);
    case "MatchStar":
      if (p.name !== null) capture(m, p.name, subject, p);
      return;
    case "MatchAs":
      return asPattern(m, p, subject);
    case "MatchOr":
      return orPattern(m, p, subject);
  }
}

/** A pattern inside another, which may fail on its own: here a capture hides nothing. */
function inner(m: Matching, p: ast.Pattern, subject: number): void {
  if (!isWildcard(p)) emitPattern({ ...m, mayBeIrrefutable: true }, p, subject);
}

function value(u: Unit, p: ast.MatchValue): number {
  const { kind } = p.value;
  if (kind !== "Constant" && kind !== "Attribute" && kind !== "UnaryOp" && kind !== "BinOp")
    u.table.fail("patterns may only match literals and attribute lookups", p);
  const register = u.operand(p.value);
  u.asm.position = p;
  return register;
}

function capture({ u, captures }: Matching, name: string, register: number, p: ast.Pattern): void {
  if (captures.has(name)) u.table.fail(`multiple assignments to name '${name}' in pattern`, p);
  captures.set(name, register);
}

function asPattern(m: Matching, p: ast.MatchAs, subject: number): void {
  const { pattern, name } = p;
  if (pattern !== null) emitPattern(m, pattern, subject);
  else if (!m.mayBeIrrefutable) {
    const what = name === null ? "wildcard" : `name capture '${name}'`;
    m.u.table.fail(`${what} makes remaining patterns unreachable`, p);
  }
  if (name !== null) capture(m, name, subject, p);
}

/** Each alternative leaves what it captures in the same registers. */
function orPattern(m: Matching, p: ast.MatchOr, subject: number): void {
  const { u } = m;
  const { asm } = u;
  const done = asm.open();
  let names = null as ReadonlyMap<string, number> | null;
  p.patterns.forEach((alternative, i) => {
    const isLast = i === p.patterns.length - 1;
    if (!isLast && alternative.kind === "MatchValue") {
      asm.position = alternative;
      asm.jump(Op.IF_EQ, done, subject, value(u, alternative));
      names ??= new Map();
      if (names.size > 0) differ(u, p);
      return;
    }
    const fail = isLast ? m.fail : asm.open();
    const { top } = asm;
    const captured = new Map<string, number>();
    const mayBeIrrefutable = m.mayBeIrrefutable && isLast;
    emitPattern({ u, fail, captures: captured, mayBeIrrefutable }, alternative, subject);
    asm.position = p;
    const known: ReadonlyMap<string, number> | null = names;
    const common = known ?? new Map([...captured.keys()].map((name) => [name, asm.temporary()]));
    if (common.size !== captured.size) differ(u, p);
    for (const [name, register] of common) {
      const own = captured.get(name);
      if (own === undefined) return differ(u, p);
      asm.emit(Op.MOVE, register, own);
    }
    // The registers that all share come after those of the first alternative.
    if (known !== null) asm.top = top;
    names = common;
    if (isLast) return;
    asm.jump(Op.JUMP, done);
    asm.close(fail);
  });
  asm.close(done);
  for (const [name, register] of names ?? []) capture(m, name, register, p);
}

function differ(u: Unit, p: ast.MatchOr): never {
  return u.table.fail("alternative patterns bind different names", p);
}

/** A starred target has at most this many before it, as in CPython. */
const MAX_BEFORE_STAR = 255;

function sequence(m: Matching, p: ast.MatchSequence, subject: number): void {
  const { u } = m;
  const { asm } = u;
  const { patterns } = p;
  const count = patterns.length;
  const star = patterns.findIndex((inner) => inner.kind === "MatchStar");
  if (star >= 0 && patterns.findIndex((inner, i) => i > star && inner.kind === "MatchStar") >= 0)
    u.table.fail("multiple starred names in sequence pattern", p);
  asm.jump(Op.MATCH_SEQUENCE, m.fail, subject, star < 0 ? count : -count);
  if (patterns.every(isWildcard)) return;
  if (star >= 0 && isWildcard(patterns[star] as ast.Pattern)) return items(m, p, star, subject);
  if (star > MAX_BEFORE_STAR)
    u.table.fail("too many expressions in star-unpacking sequence pattern", p);
  const base = asm.reserve(count);
  if (star < 0) asm.emit(Op.UNPACK, base, subject, count);
  else asm.emit(Op.UNPACK_STARRED, base, subject, star | ((count - star - 1) << 16));
  patterns.forEach((pattern, i) => inner(m, pattern, base + i));
}

/** Where nobody wants what the star stands for, the items around it are read one by one. */
function items(m: Matching, p: ast.MatchSequence, star: number, subject: number): void {
  const { u } = m;
  const { asm } = u;
  const { patterns } = p;
  patterns.forEach((pattern, i) => {
    if (isWildcard(pattern)) return;
    asm.position = p;
    const item = asm.temporary();
    const { top } = asm;
    const index = asm.temporary();
    if (i < star) loadConstant(u, i, index);
    else {
      asm.emit(Op.LENGTH, index, subject);
      asm.emit(Op.SUB_INT, index, index, patterns.length - i);
    }
    asm.emit(Op.GET_ITEM, item, subject, index);
    asm.top = top;
    inner(m, pattern, item);
  });
}

function mapping(m: Matching, p: ast.MatchMapping, subject: number): void {
  const { u } = m;
  const { asm } = u;
  const { keys, patterns, rest } = p;
  const count = keys.length;
  asm.jump(Op.MATCH_MAPPING, m.fail, subject, count);
  const base = asm.reserve(count === 0 ? 0 : 1 + 2 * count);
  if (count > 0) {
    const seen = new Set<string>();
    keys.forEach((key, i) => {
      if (key.kind === "JoinedStr")
        u.table.fail("mapping pattern keys may only match literals and attribute lookups", p);
      const known = keyOf(key);
      if (known !== undefined && seen.has(known))
        u.table.fail(`mapping pattern checks duplicate key (${showKey(key)})`, p);
      if (known !== undefined) seen.add(known);
      u.into(key, base + 1 + i);
    });
    asm.emit(Op.MOVE, base, subject);
    asm.jump(Op.MATCH_KEYS, m.fail, base, count);
    patterns.forEach((pattern, i) => inner(m, pattern, base + 1 + count + i));
  }
  if (rest === null) return;
  asm.position = p;
  const others = asm.temporary();
  asm.emit(Op.DICT, others, 0, 0);
  asm.emit(Op.DICT_UPDATE, others, subject);
  for (let i = 0; i < count; i++) asm.emit(Op.DELETE_ITEM, others, base + 1 + i);
  capture(m, rest, others, p);
}

function classPattern(m: Matching, p: ast.MatchClass, subject: number): void {
  const { u } = m;
  const { asm } = u;
  const { kwd_attrs: attributes } = p;
  const seen = new Set<string>();
  attributes.forEach((name, i) => {
    if (seen.has(name))
      u.table.fail(
        `attribute name repeated in class pattern: ${name}`,
        p.kwd_patterns[i] as ast.Pattern,
      );
    seen.add(name);
  });
  const all = p.patterns.concat(p.kwd_patterns);
  const base = asm.reserve(2 + all.length);
  u.into(p.cls, base + 1);
  asm.emit(Op.MOVE, base, subject);
  asm.namedJump(Op.MATCH_CLASS, attributes, m.fail, base, p.patterns.length);
  all.forEach((pattern, i) => inner(m, pattern, base + 2 + i));
}
