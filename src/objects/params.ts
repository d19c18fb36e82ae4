/** Parameters of natives: each states once its name, conversion and default; arity, errors and signature derive. */

import { E, raise } from "./errors.ts";
import type { Value } from "./object.ts";
import type { Keywords, NativeGenerator } from "./requests.ts";
import { hintFor } from "./text/closest.ts";

/** "Python code would have to run for this." */
export const DECLINED = Symbol("declined");
export type Declined = typeof DECLINED;

export type ParamKind = "positional" | "either" | "keyword" | "rest" | "keywords";

/** One parameter of a native function: its name, how to read it, and what it is when absent. */
export interface Param<T> {
  readonly name: string;
  readonly kind: ParamKind;
  /** The fast conversion, or null for "as it is". Answers DECLINED where `coerce` has to ask Python code. */
  readonly read: ((value: Value, fn: string) => T | Declined) | null;
  /** The slow conversion, which may make requests. */
  readonly coerce: ((value: Value, fn: string) => NativeGenerator) | null;
  readonly fallback: { readonly value: T; readonly text: string } | null;
}

/** The argument values that a parameter list yields, in order. */
export type Values<P extends readonly Param<unknown>[]> = {
  -readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

/** Any Python value. */
export function object(name: string): Param<Value> {
  return { name, kind: "positional", read: null, coerce: null, fallback: null };
}

export function param<T>(
  name: string,
  read: (value: Value, fn: string) => T | Declined,
  coerce: ((value: Value, fn: string) => NativeGenerator) | null = null,
): Param<T> {
  return { name, kind: "positional", read, coerce, fallback: null };
}

/** `text` is the default as the signature shows it; empty where there is none to be shown, and so no signature. */
export function optional<T, D>(p: Param<T>, value: D, text: string): Param<T | D> {
  return { ...p, fallback: { value, text } } as Param<T | D>;
}

/** Keyword-only. */
export function keyword<T>(p: Param<T>): Param<T> {
  return { ...p, kind: "keyword" };
}

/** Positional or keyword. */
export function either<T>(p: Param<T>): Param<T> {
  return { ...p, kind: "either" };
}

/** `*args`: an array. */
export function rest(name: string): Param<Value[]> {
  return { name, kind: "rest", read: null, coerce: null, fallback: null };
}

/** `**kwargs`: a Map. */
export function keywords(name: string): Param<Keywords> {
  return { name, kind: "keywords", read: null, coerce: null, fallback: null };
}

/** A default that a signature cannot show. */
export const UNREPRESENTABLE = "<unrepresentable>";
/** Instead of a default: the signature shows the parameter in brackets, since there is no value that stands for its absence. */
export const IN_BRACKETS = "[]";

/**
 * Renders `($self, value, /, index=-1, *, key=None)`; null where a default is `""`: there is nothing to show then, and CPython
 * has no signature.
 */
export function signatureOf(params: readonly Param<unknown>[], self: string | null): string | null {
  const parts: string[] = self === null ? [] : [`$${self}`];
  let slash = self !== null;
  let star = false;
  let brackets = "";
  for (const p of params) {
    if (p.fallback?.text === "") return null;
    if (p.kind === "positional") slash = true;
    else if (slash) {
      parts.push("/");
      slash = false;
    }
    if (p.kind === "keyword" && !star) {
      parts.push("*");
      star = true;
    }
    if (p.kind === "rest") star = true;
    let before = "";
    if (p.fallback?.text === IN_BRACKETS) {
      if (parts.length === 0) before = "[";
      else parts.push(`${parts.pop()}[`);
      brackets += "]";
    }
    const prefix = before + (p.kind === "rest" ? "*" : p.kind === "keywords" ? "**" : "");
    const shown = p.fallback === null || p.fallback.text === IN_BRACKETS;
    parts.push(prefix + p.name + (shown ? "" : `=${p.fallback.text}`));
  }
  if (brackets !== "") parts.push(`${parts.pop()}${brackets}`);
  if (slash) parts.push("/");
  return `(${parts.join(", ")})`;
}

/** What {@link bindArguments} needs to know of a function; derived once. */
export interface Arity {
  readonly params: readonly Param<unknown>[];
  readonly min: number;
  /** Infinity with `*args`. */
  readonly max: number;
  /** Names that may be passed by keyword, with their index. */
  readonly names: ReadonlyMap<string, number>;
  readonly restIndex: number;
  readonly keywordsIndex: number;
  /** Needs no conversion and has no keywords: may be called with the arguments as they are. */
  readonly simple: boolean;
  readonly defaults: readonly unknown[];
  /** At most four parameters, or `*args` first: a call by position needs no list of arguments. */
  readonly isDirect: boolean;
  /** Of a direct one without `*args`: so many arguments need no conversion; else -1. */
  readonly asTheyAre: number;
}

/** What a `**kwargs` parameter gets where there are none. Natives only read it. */
const NO_KEYWORDS: Keywords = new Map();

export function arityOf(params: readonly Param<unknown>[]): Arity {
  const positional = params.filter((p) => p.kind === "positional" || p.kind === "either");
  const restIndex = params.findIndex((p) => p.kind === "rest");
  return {
    params,
    min: positional.filter((p) => p.fallback === null).length,
    max: restIndex >= 0 ? Number.POSITIVE_INFINITY : positional.length,
    names: new Map(
      params.flatMap((p, i) =>
        p.kind === "either" || p.kind === "keyword" ? [[p.name, i] as const] : [],
      ),
    ),
    restIndex,
    keywordsIndex: params.findIndex((p) => p.kind === "keywords"),
    simple: params.every((p) => p.kind === "positional" && p.read === null) && params.length <= 4,
    defaults: params.map((p) => (p.kind === "keywords" ? NO_KEYWORDS : p.fallback?.value)),
    isDirect: isDirect(params),
    asTheyAre: isDirect(params) && restIndex < 0 ? leadingObjects(params) : -1,
  };
}

function isDirect(params: readonly Param<unknown>[]): boolean {
  if (params.some((p) => p.kind === "keyword" && p.fallback === null)) return false;
  const at = params.findIndex((p) => p.kind === "rest");
  return at < 0 ? params.length <= 4 : at === 0 && params.length <= 5;
}

/** How many parameters at the start take any value as it is. */
function leadingObjects(params: readonly Param<unknown>[]): number {
  const at = params.findIndex(
    (p) => p.read !== null || (p.kind !== "positional" && p.kind !== "either"),
  );
  return at < 0 ? params.length : at;
}

/** What error messages call a function: some its name, some the qualified one. */
export interface Named {
  readonly name: string;
  readonly qualname: string;
  readonly kind?: string;
  /** The module of a function. */
  readonly module?: string | null;
}

/** The name of a native as CPython says it in calls: functions of modules have theirs before it. */
export function fullName({ qualname, module }: Named): string {
  return module == null || module === "builtins" ? qualname : `${module}.${qualname}`;
}

/** Raises the TypeError that CPython raises for this number of positional arguments. */
export function wrongCount(callee: Named, arity: Arity, given: number): never {
  const { min, max } = arity;
  const { name: fn } = callee;
  const qualified = fullName(callee);
  const s = (n: number) => (n === 1 ? "" : "s");
  if (callee.kind === "slot" && min === max && Number.isFinite(max))
    raise(E.TypeError, `${max > 1 ? `${fn} ` : ""}expected ${max} argument${s(max)}, got ${given}`);
  if (callee.kind === "slot" && fn.endsWith("pow__"))
    raise(E.TypeError, `expected ${min} or ${max} arguments, got ${given}`);
  if (max === 0 && arity.names.size > 0)
    raise(E.TypeError, `${fn}() takes no positional arguments`);
  if (max === 0) raise(E.TypeError, `${qualified}() takes no arguments (${given} given)`);
  if (min === 1 && max === 1 && arity.names.size === 0)
    raise(E.TypeError, `${qualified}() takes exactly one argument (${given} given)`);
  if (arity.names.size > 0) {
    if (given < min && arity.params[given]?.kind === "positional") tooFew(callee, arity, given);
    if (given < min) {
      const name = arity.params[given]?.name ?? "";
      raise(E.TypeError, `${fn}() missing required argument '${name}' (pos ${given + 1})`);
    }
    const most = min === max ? "exactly" : "at most";
    raise(
      E.TypeError,
      `${fn}() takes ${most} ${max} positional argument${s(max)} (${given} given)`,
    );
  }
  if (min === max) raise(E.TypeError, `${fn} expected ${min} argument${s(min)}, got ${given}`);
  const most = given < min;
  const n = most ? min : max;
  raise(
    E.TypeError,
    `${fn} expected at ${most ? "least" : "most"} ${n} argument${s(n)}, got ${given}`,
  );
}

/** Raises where arguments are missing that can only be given by position. */
function tooFew(callee: Named, arity: Arity, given: number): never {
  const needed = arity.params.filter((p) => p.kind === "positional" && p.fallback === null).length;
  const least = needed < arity.max ? "at least" : "exactly";
  const s = needed === 1 ? "" : "s";
  raise(
    E.TypeError,
    `${callee.name}() takes ${least} ${needed} positional argument${s} (${given} given)`,
  );
}

/** Raises for more arguments than there are parameters, keywords included. */
function tooMany(callee: Named, arity: Arity, positional: number, total: number): never {
  const n = arity.params.length;
  const keyword = positional === 0 ? "keyword " : "";
  // sic: these two are called in a way of their own where there are no keywords.
  if (positional === total && (callee.name === "int" || callee.name === "str"))
    raise(E.TypeError, `${callee.name} expected at most ${n} arguments, got ${total}`);
  const s = n === 1 ? "" : "s";
  raise(E.TypeError, `${callee.name}() takes at most ${n} ${keyword}argument${s} (${total} given)`);
}

/** What is said of a keyword argument that is none of those known. Some callees have no name. */
function unexpectedKeyword(fn: string, name: string, known: Iterable<string>): string {
  const hint = hintFor([...known], name);
  const callee = fn === "" ? "this function" : `${fn}()`;
  return `${callee} got an unexpected keyword argument '${name}'${hint}`;
}

export function unexpected(fn: string, name: string, known: Iterable<string>): never {
  raise(E.TypeError, unexpectedKeyword(fn, name, known));
}

/**
 * Matches arguments to parameters: one raw value a parameter (undefined where the fallback applies). `args` is not
 * kept.
 */
export function matchArguments(
  callee: Named,
  arity: Arity,
  args: readonly Value[],
  given: Keywords | null,
): (Value | Value[] | Keywords | undefined)[] {
  const { params, restIndex } = arity;
  const total = args.length + (given?.size ?? 0);
  const takesNone = arity.names.size === 0 && arity.keywordsIndex < 0;
  if (takesNone && given !== null && given.size > 0) {
    const isWrapper = callee.kind === "slot" && callee.name !== callee.qualname;
    const name = isWrapper ? `wrapper ${callee.name}` : fullName(callee);
    raise(E.TypeError, `${name}() takes no keyword arguments`);
  }
  if (arity.names.size > 0 && total > params.length && restIndex < 0 && arity.keywordsIndex < 0)
    tooMany(callee, arity, args.length, total);
  if (args.length > arity.max) wrongCount(callee, arity, args.length);
  const out: (Value | Value[] | Keywords | undefined)[] = [];
  let next = 0;
  for (const p of params) {
    if (p.kind === "positional" || p.kind === "either") out.push(args[next++]);
    else if (p.kind === "rest") out.push(args.slice(next));
    else if (p.kind === "keywords") out.push(new Map());
    else out.push(undefined);
  }
  if (restIndex >= 0) out[restIndex] = args.slice(Math.min(restIndex, args.length));
  /** What is wrong with the keywords; that arguments are missing is said first. */
  let wrong: string | null = null;
  for (const [name, value] of given ?? NO_KEYWORDS) {
    const i = arity.names.get(name);
    if (i === undefined) {
      const extra = out[arity.keywordsIndex];
      if (extra instanceof Map) extra.set(name, value);
      else wrong ??= unexpectedKeyword(callee.name, name, arity.names.keys());
    } else if (out[i] !== undefined)
      wrong ??= `argument for ${callee.name}() given by name ('${name}') and position (${i + 1})`;
    else out[i] = value;
  }
  for (let i = 0; i < params.length; i++) {
    const p = params[i] as Param<unknown>;
    if (out[i] === undefined && p.fallback === null && p.kind !== "keyword") {
      if (arity.names.size === 0) wrongCount(callee, arity, args.length);
      if (p.kind === "positional") tooFew(callee, arity, args.length);
      raise(E.TypeError, `${callee.name}() missing required argument '${p.name}' (pos ${i + 1})`);
    }
  }
  if (wrong !== null) raise(E.TypeError, wrong);
  return out;
}
