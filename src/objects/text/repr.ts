/** repr of text. */
import { charge } from "../current.ts";
import type { Value } from "../object.ts";
import { fromPoints, type PyStr, pointsOf } from "../str.ts";
import { isPrintable } from "./characters.ts";

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;

/** The literal that Python shows for text: single quotes unless only those occur in it. */
export function reprText(value: string | PyStr): Value {
  const text = typeof value === "string" ? value : value.text;
  charge(text.length >>> 4);
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const out: number[] = [quote.charCodeAt(0)];
  const put = (s: string) => {
    for (let i = 0; i < s.length; i++) out.push(s.charCodeAt(i));
  };
  const points = pointsOf(value);
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as number;
    if (point === 92) put("\\\\");
    else if (point === quote.charCodeAt(0)) put(`\\${quote}`);
    else if (point === 10) put("\\n");
    else if (point === 13) put("\\r");
    else if (point === 9) put("\\t");
    else if (point >= 32 && point < 127) out.push(point);
    else if ((point >= 0xd800 && point <= 0xdfff) || !isPrintable(String.fromCodePoint(point)))
      put(escapePoint(point));
    else out.push(point);
  }
  out.push(quote.charCodeAt(0));
  return fromPoints(out);
}

function escapePoint(point: number): string {
  const hex = point.toString(16);
  if (point < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return point < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
