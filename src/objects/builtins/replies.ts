/** Small steps that natives take with a result that may have to be waited for. */
import type { Value } from "../object.ts";
import { reprOf, strOf } from "../protocols/text.ts";
import { after, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { concatStr, type PyStr } from "../str.ts";

/** One str out of pieces of text and of str. */
export function joinText(...pieces: Value[]): Value {
  let text: Value = "";
  for (const piece of pieces) text = concatStr(text as string | PyStr, piece as string | PyStr);
  return text;
}

/**
 * What asking about an object answers. A native that asks about an object inside its own, which may hold such an object again,
 * asks so: each level is one of the machine's stack, and not of JavaScript's.
 */
export function ofInner(value: Value, ask: (value: Value) => NativeResult): NativeResult {
  return typeof value === "object" && value !== null ? askLater(value, ask) : ask(value);
}

function* askLater(value: Value, ask: (value: Value) => NativeResult): NativeGenerator {
  return yield* settled(ask(value));
}

/** `before + repr(value) + behind`. */
export function reprBetween(before: string, value: Value, behind: string): NativeResult {
  return after(ofInner(value, reprOf), (repr) => joinText(before, repr, behind));
}

/** Text with the repr (`r`) or str (`s`) of values in it. */
export function* describe(...parts: (string | { r: Value } | { s: Value })[]): NativeGenerator {
  let text: Value = "";
  for (const part of parts) {
    let piece: NativeResult = part as string;
    if (typeof part !== "string") {
      piece = "r" in part ? reprOf(part.r) : strOf(part.s);
      if (piece !== undefined && typeof piece !== "string") piece = yield* settled(piece);
    }
    text = joinText(text, piece as Value);
  }
  return text;
}

function* settled(result: NativeResult): NativeGenerator {
  return isPending(result) ? yield result : result;
}

/** `<name at 0x…>` has an address: any number that stays the same. */
export function address(identity: number): string {
  return `0x7f${(identity * 16).toString(16).padStart(10, "0")}`;
}
