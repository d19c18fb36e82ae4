/** What runs, but is hardly meant: CPython's SyntaxWarnings about expressions. */
import type * as ast from "../../syntax/ast.ts";
import { BytesLiteral, FloatLiteral, ImaginaryLiteral } from "../../syntax/literals.ts";
import { type CodeConstant, ConstantTuple } from "../code.ts";
import type { Unit } from "../unit.ts";
import { foldConstant } from "./constants.ts";

const DISPLAYS: { readonly [K in ast.Expression["kind"]]?: string } = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  Lambda: "function",
  JoinedStr: "str",
  TemplateStr: "string.templatelib.Template",
};

function constantType(value: CodeConstant): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number" || typeof value === "bigint") return "int";
  if (value instanceof FloatLiteral) return "float";
  if (value instanceof ImaginaryLiteral) return "complex";
  if (value instanceof BytesLiteral) return "bytes";
  if (value instanceof ConstantTuple) return "tuple";
  return typeof value === "string" || "codePoints" in value ? "str" : "ellipsis";
}

/** sic: CPython does not take `-1` for a literal here, nor a tuple that has it. */
function isSigned(e: ast.Expression): boolean {
  return e.kind === "UnaryOp" || (e.kind === "Tuple" && e.elts.some(isSigned));
}

function literalValue(e: ast.Expression): CodeConstant | undefined {
  if (e.kind === "Name" && e.id === "__debug__") return true;
  return isSigned(e) ? undefined : foldConstant(e);
}

/** The name of the type that the value surely has. */
function typeOf(e: ast.Expression): string | undefined {
  const value = literalValue(e);
  return value === undefined ? DISPLAYS[e.kind] : constantType(value);
}

const SINGLETONS: readonly (string | undefined)[] = ["NoneType", "bool", "ellipsis"];

/** A literal whose identity means nothing. */
function isLiteral(e: ast.Expression): boolean {
  return literalValue(e) !== undefined && !SINGLETONS.includes(typeOf(e));
}

export function checkComparison(u: Unit, e: ast.Compare): void {
  let { left } = e;
  e.ops.forEach((op, i) => {
    const right = e.comparators[i] as ast.Expression;
    const literal = isLiteral(left) ? left : isLiteral(right) ? right : null;
    if (literal !== null && (op === "Is" || op === "IsNot")) {
      const [is, equals] = op === "Is" ? ["is", "=="] : ["is not", "!="];
      u.table.warn(`"${is}" with '${typeOf(literal)}' literal. Did you mean "${equals}"?`, e);
    }
    left = right;
  });
}

export function checkCallee(u: Unit, e: ast.Expression): void {
  const type = e.kind === "Lambda" ? undefined : typeOf(e);
  if (type !== undefined)
    u.table.warn(`'${type}' object is not callable; perhaps you missed a comma?`, e);
}

const NEVER_SUBSCRIPTED = new Set([
  "NoneType",
  "bool",
  "ellipsis",
  "int",
  "float",
  "complex",
  "set",
  "generator",
  "function",
]);
const INDEXED = new Set(["str", "bytes", "tuple", "list"]);

export function checkSubscript(u: Unit, e: ast.Subscript): void {
  const type = typeOf(e.value);
  if (type === undefined) return;
  const key = typeOf(e.slice);
  if (NEVER_SUBSCRIPTED.has(type))
    u.table.warn(`'${type}' object is not subscriptable; perhaps you missed a comma?`, e.value);
  else if (INDEXED.has(type) && key !== undefined && key !== "int" && key !== "bool")
    u.table.warn(
      `${type} indices must be integers or slices, not ${key}; perhaps you missed a comma?`,
      e.value,
    );
}

export function checkAssertion(u: Unit, s: ast.Assert): void {
  if (s.test.kind === "Tuple" && s.test.elts.length > 0)
    u.table.warn("assertion is always true, perhaps remove parentheses?", s);
}
