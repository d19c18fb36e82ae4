/** Calls with keyword arguments: `f(a, b, k=c)`. */
import type { Code } from "../../compiler/code.ts";
import { PyFunction, PyMethod } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import type { Keywords } from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { bindClosure, instanceOf, listOf } from "../arguments.ts";
import { enterCall } from "../calls.ts";
import { type Frame, Kind } from "../frame.ts";
import type { KeywordCache } from "../instance.ts";
import { machine } from "../state.ts";
import { pushOrMake } from "./calls.ts";
import type { Handler } from "./index.ts";
import { breakAt, done } from "./settle.ts";

export const callKeywords: Handler = (frame, _a, base, total) => {
  const cache = frame.instance.caches[frame.pc >> 2] as KeywordCache;
  let fn = frame.r[base] as Value;
  let self: Value | undefined;
  if (fn instanceof PyMethod) {
    self = fn.self;
    fn = fn.fn;
  }
  const positional = total - cache.names.length;
  if (fn instanceof PyFunction) {
    const given = positional + (self === undefined ? 0 : 1);
    if (cache.code !== fn.code || cache.positional !== given) remember(cache, fn, given);
    if (cache.code === fn.code && cache.positional === given && defaultsFit(cache, fn)) {
      // First of all, since the instruction is carried out again after a break.
      if (--machine.fuel < 0) {
        const after = breakAt(frame);
        if (after !== frame) return after;
      }
      return pushOrMake(
        frame,
        fn,
        bindMapped(frame, fn, self, base, positional, cache),
        Kind.STORE,
      );
    }
  }
  const args = listOf(frame.r, base + 1, positional);
  if (self !== undefined) args.unshift(self);
  const keywords: Keywords = new Map();
  cache.names.forEach((name, i) => {
    keywords.set(name, frame.r[base + 1 + positional + i] as Value);
  });
  return done(frame, enterCall(fn, args, keywords, frame, Kind.STORE));
};

/** Functions made of one code may differ in their defaults. */
function defaultsFit({ defaulted, keywordDefaulted }: KeywordCache, fn: PyFunction): boolean {
  const { code, defaults, keywordDefaults } = fn;
  const [first] = defaulted;
  if (first !== undefined && first[0] < code.argumentCount - defaults.length) return false;
  for (let i = 0; i < keywordDefaulted.length; i++) {
    const name = code.localNames[keywordDefaulted[i] as number] as string;
    if (keywordDefaults?.get(name) === undefined) return false;
  }
  return true;
}

/** Notes which register each keyword goes to; only calls that bind without error are remembered. */
function remember(cache: KeywordCache, fn: PyFunction, given: number): void {
  const { code, defaults } = fn;
  const { argumentCount } = code;
  if (given > argumentCount && code.starRegister < 0) return;
  const targets: number[] = [];
  for (const name of cache.names) {
    const register = targetOf(code, name);
    if (register < 0 && code.doubleStarRegister < 0) return;
    if (register >= 0 && register < Math.min(given, argumentCount)) return;
    targets.push(register);
  }
  const defaulted: (readonly [number, number])[] = [];
  for (let i = given; i < argumentCount; i++) {
    if (targets.includes(i)) continue;
    if (i < argumentCount - defaults.length) return;
    defaulted.push([i, argumentCount - i]);
  }
  const keywordDefaulted: number[] = [];
  for (let i = argumentCount; i < argumentCount + code.keywordOnlyCount; i++)
    if (!targets.includes(i)) keywordDefaulted.push(i);
  cache.code = code;
  cache.positional = given;
  cache.targets = targets;
  cache.defaulted = defaulted;
  cache.keywordDefaulted = keywordDefaulted;
}

/** The register of the parameter that a keyword names, or -1. */
function targetOf(code: Code, name: string): number {
  const total = code.argumentCount + code.keywordOnlyCount;
  for (let i = code.positionalOnlyCount; i < total; i++) if (code.localNames[i] === name) return i;
  return -1;
}

/** The registers of a call as the cache has it. */
function bindMapped(
  frame: Frame,
  fn: PyFunction,
  self: Value | undefined,
  base: number,
  positional: number,
  cache: KeywordCache,
): (Value | undefined)[] {
  const { code, defaults } = fn;
  const { argumentCount, starRegister, doubleStarRegister } = code;
  const from = frame.r;
  const registers = instanceOf(fn).template.slice();
  const rest: Value[] | null = starRegister >= 0 ? [] : null;
  let to = 0;
  if (self !== undefined) {
    if (argumentCount > 0) registers[to++] = self;
    else rest?.push(self);
  }
  for (let i = base + 1; i <= base + positional; i++) {
    if (to < argumentCount) registers[to++] = from[i];
    else rest?.push(from[i] as Value);
  }
  if (rest !== null) registers[starRegister] = new PyTuple(rest);
  const extra = doubleStarRegister >= 0 ? new PyDict() : null;
  if (extra !== null) registers[doubleStarRegister] = extra;
  const { targets, defaulted, keywordDefaulted } = cache;
  for (let i = 0; i < targets.length; i++) {
    const value = from[base + 1 + positional + i] as Value;
    const register = targets[i] as number;
    if (register >= 0) registers[register] = value;
    else extra?.table.put(cache.keys[i] as Value, value);
  }
  for (let i = 0; i < defaulted.length; i++) {
    const [register, fromEnd] = defaulted[i] as readonly [number, number];
    registers[register] = defaults[defaults.length - fromEnd];
  }
  for (let i = 0; i < keywordDefaulted.length; i++) {
    const register = keywordDefaulted[i] as number;
    registers[register] = fn.keywordDefaults?.get(code.localNames[register] as string);
  }
  if (code.freeVariables.length > 0) bindClosure(fn, registers);
  return registers;
}
