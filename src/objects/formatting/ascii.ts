/** `ascii()`: what is not ASCII in a repr becomes an escape. */
import { charge } from "../current.ts";
import { PyStr } from "../str.ts";
import { characters, isAscii } from "../text/characters.ts";
import { Pieces } from "../text/pieces.ts";
import { escapePoint } from "../text/repr.ts";

/** The text of a repr with `\x`, `\u` and `\U` escapes for all that is not ASCII. */
export function escapeToAscii(repr: string | PyStr): string {
  const text = repr instanceof PyStr ? repr.text : repr;
  charge(text.length >>> 4);
  if (isAscii(text)) return text;
  charge(text.length >>> 3);
  const out = new Pieces();
  for (const c of characters(repr)) {
    const point = c.codePointAt(0) as number;
    out.add(point < 0x80 ? c : escapePoint(point));
  }
  return out.finish();
}
