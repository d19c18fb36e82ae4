/** The name that a misspelt one is closest to, by CPython's rules. */
import { charge } from "../current.ts";

/** An edit moves a character in or out, or exchanges one; a change of case costs half. */
const MOVE_COST = 2;
const CASE_COST = 1;
/** More candidates, or longer names, and nobody searches. */
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

/** The name closest to a wrong one, if fewer than a third of the characters differ. */
export function closest(names: readonly string[], wrong: string): string | null {
  if (names.length >= MAX_CANDIDATES) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    if (name === wrong) continue;
    charge(1 + ((name.length + wrong.length) >> 4));
    const allowed = Math.floor(((name.length + wrong.length + 3) * MOVE_COST) / 6);
    const limit = Math.min(allowed, bestDistance - 1);
    const distance = editDistance(wrong, name, limit);
    if (distance > limit) continue;
    best = name;
    bestDistance = distance;
  }
  return best;
}

/** Levenshtein's distance; anything above `limit` once it is clear that it will be more. */
export function editDistance(first: string, second: string, limit: number): number {
  let start = 0;
  while (start < first.length && start < second.length && first[start] === second[start]) start++;
  let end = 0;
  const most = Math.min(first.length, second.length) - start;
  while (end < most && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  let a = first.slice(start, first.length - end);
  let b = second.slice(start, second.length - end);
  if (a === "" || b === "") return (a.length + b.length) * MOVE_COST;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from(a, (_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let diagonal = j * MOVE_COST;
    result = diagonal;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < a.length; i++) {
      const exchanged = diagonal + exchangeCost(b[j] as string, a[i] as string);
      diagonal = row[i] as number;
      result = Math.min(Math.min(result, diagonal) + MOVE_COST, exchanged);
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

function exchangeCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}
