/** `ascii()`: what is not ASCII in a repr becomes an escape. */
import { charge } from "../current.ts";
import { PyStr, pointsOf } from "../str.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII
const ASCII = /^[\x00-\x7f]*$/;

/** The text of a repr with `\x`, `\u` and `\U` escapes for all that is not ASCII. */
export function escapeToAscii(repr: string | PyStr): string {
  const text = repr instanceof PyStr ? repr.text : repr;
  charge(text.length >>> 4);
  if (ASCII.test(text)) return text;
  let out = "";
  for (const point of pointsOf(repr)) {
    if (point < 0x80) out += String.fromCharCode(point);
    else if (point < 0x100) out += `\\x${point.toString(16)}`;
    else if (point < 0x10000) out += `\\u${point.toString(16).padStart(4, "0")}`;
    else out += `\\U${point.toString(16).padStart(8, "0")}`;
  }
  return out;
}
