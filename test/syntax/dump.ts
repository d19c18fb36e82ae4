import type { ConstantValue } from "../../src/syntax/ast.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../src/syntax/literals.ts";

const PLACE = new Set(["kind", "lineno", "col_offset", "end_lineno", "end_col_offset"]);

/** A tree in one line, as `make_expected.py` writes it. */
export function dump(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(dump).join(",")}]`;
  if (node === null) return "-";
  if (typeof node !== "object") return String(node);
  const fields = new Map(Object.entries(node as object));
  const kind = fields.get("kind");
  return `${kind}(${parts(kind, fields).join(",")})${place(fields)}`;
}

function parts(kind: unknown, fields: ReadonlyMap<string, unknown>): string[] {
  const value = fields.get("value") as ConstantValue;
  if (kind === "MatchSingleton") return [constant(value)];
  if (kind === "Constant") {
    return fields.get("unicodePrefix") ? [constant(value), "u"] : [constant(value)];
  }
  return [...fields].filter(([name]) => !PLACE.has(name)).map(([, field]) => dump(field));
}

function place(fields: ReadonlyMap<string, unknown>): string {
  if (!fields.has("lineno")) return "";
  const [line, column, endLine, endColumn] = [...fields.values()].slice(-4);
  return `@${line}:${column}-${endLine}:${endColumn}`;
}

function constant(value: ConstantValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number" || typeof value === "bigint") return `0x${value.toString(16)}`;
  if (value instanceof EllipsisLiteral) return "...";
  if (value instanceof FloatLiteral) return `f${bits(value.value)}`;
  if (value instanceof ImaginaryLiteral) return `j${bits(value.value)}`;
  if (value instanceof BytesLiteral) return `b${Buffer.from(value.bytes).toString("hex")}`;
  if (value instanceof CodePointsLiteral) return `s[${value.codePoints.join(", ")}]`;
  const codePoints = Array.from(value, (character) => character.codePointAt(0) ?? 0);
  return codePoints.every((code) => code < 128)
    ? `s${JSON.stringify(value).replaceAll("\x7f", "\\u007f")}`
    : `s[${codePoints.join(", ")}]`;
}

function bits(value: number): string {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(value);
  return buffer.toString("hex");
}
