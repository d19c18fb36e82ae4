/** Which literal keys of a mapping pattern are the same key. */
import type * as ast from "../../syntax/ast.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../syntax/literals.ts";

interface Complex {
  readonly real: number | bigint;
  readonly imaginary: number;
}

/** The number that a signed or complex literal is. */
function numberOf(e: ast.Expression): Complex | undefined {
  switch (e.kind) {
    case "Constant": {
      const { value } = e;
      if (typeof value === "number" || typeof value === "bigint")
        return { real: value, imaginary: 0 };
      if (typeof value === "boolean") return { real: Number(value), imaginary: 0 };
      if (value instanceof FloatLiteral) return { real: value.value, imaginary: 0 };
      return value instanceof ImaginaryLiteral ? { real: 0, imaginary: value.value } : undefined;
    }
    case "UnaryOp": {
      const n = numberOf(e.operand);
      return n === undefined ? undefined : { real: -n.real, imaginary: -n.imaginary };
    }
    case "BinOp": {
      const left = numberOf(e.left);
      const right = numberOf(e.right);
      if (left === undefined || right === undefined) return undefined;
      return { real: left.real, imaginary: e.op === "Add" ? right.imaginary : -right.imaginary };
    }
    default:
      return undefined;
  }
}

/** Equal keys have the same; undefined where only the running program knows. */
export function keyOf(e: ast.Expression): string | undefined {
  const n = numberOf(e);
  if (n !== undefined) {
    const isInt = typeof n.real === "bigint" || Number.isInteger(n.real);
    return `n${isInt ? BigInt(n.real) : n.real},${n.imaginary === 0 ? 0 : n.imaginary}`;
  }
  if (e.kind !== "Constant") return undefined;
  const { value } = e;
  if (value === null) return "None";
  if (typeof value === "string") return `s${value}`;
  if (value instanceof BytesLiteral) return `b${value.bytes.join()}`;
  return value instanceof CodePointsLiteral ? `c${value.codePoints.join()}` : undefined;
}

/** A literal key as an error shows it. */
export function showKey(e: ast.Expression): string {
  if (e.kind === "Constant") {
    const { value } = e;
    if (value === null) return "None";
    if (typeof value === "boolean") return value ? "True" : "False";
    if (typeof value === "string") return quoted(value);
    if (value instanceof BytesLiteral) {
      let text = "";
      for (const byte of value.bytes) text += String.fromCharCode(byte);
      return `b${quoted(text, true)}`;
    }
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    if (value instanceof FloatLiteral) return floatText(value.value);
  }
  const n = numberOf(e);
  if (n === undefined) return "";
  const { real, imaginary } = n;
  const isFloat =
    e.kind === "UnaryOp" &&
    e.operand.kind === "Constant" &&
    e.operand.value instanceof FloatLiteral;
  if (imaginary === 0) return isFloat ? floatText(real as number) : String(real);
  if (e.kind === "Constant") return `${imaginary}j`;
  return `(${real}${imaginary < 0 ? "" : "+"}${imaginary}j)`;
}

function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function quoted(text: string, isBytes = false): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = "";
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char === quote) out += `\\${char}`;
    else if (code < 0x20 || code === 0x7f || (isBytes && code > 0x7f))
      out += ESCAPES.get(char) ?? `\\x${code.toString(16).padStart(2, "0")}`;
    else out += ESCAPES.get(char) ?? char;
  }
  return quote + out + quote;
}
