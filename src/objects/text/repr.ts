/** repr of text. */
import { charge } from "../current.ts";
import type { Value } from "../object.ts";
import type { PyStr } from "../str.ts";
import { fromJs } from "../str.ts";
import { characters, isPrintable } from "./characters.ts";
import { Pieces } from "./pieces.ts";

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;

/** The literal that Python shows for text: single quotes unless only those occur in it. */
export function reprText(value: string | PyStr): Value {
  const text = typeof value === "string" ? value : value.text;
  charge(text.length >>> 4);
  if (PLAIN.test(text)) return `'${text}'`;
  charge(text.length >>> 3);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const out = new Pieces();
  out.add(quote);
  for (const c of characters(value)) out.add(shown(c, quote));
  out.add(quote);
  // Lone surrogates are escaped, so what is left is well-formed.
  return fromJs(out.finish());
}

function shown(c: string, quote: string): string {
  if (c === quote || c === "\\") return `\\${c}`;
  if (c === "\n") return "\\n";
  if (c === "\r") return "\\r";
  if (c === "\t") return "\\t";
  return isPrintable(c) ? c : escapePoint(c.codePointAt(0) as number);
}

/** `\x`, `\u` or `\U`, whichever is the shortest. */
export function escapePoint(point: number): string {
  const hex = point.toString(16);
  if (point < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return point < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
