/** How the constructors of the module read their arguments: as C's `PyArg_ParseTupleAndKeywords` does. */

import { toIndex } from "../objects/conversions.ts";
import { E, raise } from "../objects/errors.ts";
import type { Int } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import { isPending, type Keywords, type Pending } from "../objects/requests.ts";
import { hintFor } from "../objects/text/closest.ts";

export interface Signature {
  /** What errors call the function, with parentheses if it has a name. */
  readonly fn: string;
  readonly names: readonly string[];
  /** How many have to be given. */
  readonly min: number;
  /** How many may be given by position. */
  readonly positional: number;
}

/** One value a name; undefined where none was given. */
export function matchNames(
  { fn, names, min, positional }: Signature,
  args: readonly Value[],
  given: Keywords,
): (Value | undefined)[] {
  const total = args.length + given.size;
  if (total > names.length) {
    const keyword = args.length === 0 ? "keyword " : "";
    raise(E.TypeError, `${fn} takes at most ${names.length} ${keyword}arguments (${total} given)`);
  }
  if (args.length > positional)
    raise(
      E.TypeError,
      `${fn} takes at most ${positional} positional arguments (${args.length} given)`,
    );
  const out: (Value | undefined)[] = names.map((name, i) => {
    const value = given.get(name);
    if (i >= args.length) return value;
    if (value !== undefined)
      raise(E.TypeError, `argument for ${fn} given by name ('${name}') and position (${i + 1})`);
    return args[i];
  });
  for (let i = 0; i < min; i++)
    if (out[i] === undefined)
      raise(E.TypeError, `${fn} missing required argument '${names[i]}' (pos ${i + 1})`);
  for (const name of given.keys())
    if (!names.includes(name)) {
      const who = fn === "function" ? "this function" : fn;
      raise(
        E.TypeError,
        `${who} got an unexpected keyword argument '${name}'${hintFor([...names], name)}`,
      );
    }
  return out;
}

/** What C calls an int. */
export function fitInt(value: Int): number {
  if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value)
    raise(E.OverflowError, "Python int too large to convert to C long");
  if (value > 0x7fffffff) raise(E.OverflowError, "signed integer is greater than maximum");
  if (value < -0x80000000) raise(E.OverflowError, "signed integer is less than minimum");
  return Number(value);
}

/** Ints, in order; what is undefined is what `fallback` says. */
export function* readInts(
  values: readonly (Value | undefined)[],
  fallback: readonly number[],
): Generator<Pending, number[], Value> {
  const out: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) out.push(fallback[i] as number);
    else {
      const int = toIndex(value);
      out.push(fitInt((isPending(int) ? yield int : int) as Int));
    }
  }
  return out;
}
