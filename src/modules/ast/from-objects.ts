/** From the nodes of Python code to the compiler's tree. */
import { OpaqueConstant } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyComplex, PyFloat } from "../../objects/float.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { isPending, type Pending } from "../../objects/requests.ts";
import { Ellipsis, PyBytes, PyList } from "../../objects/sequences.ts";
import { nameOf, PyStr, textOf } from "../../objects/str.ts";
import {
  bytesType,
  complexType,
  floatType,
  isInstance,
  strType,
  typeName,
  typeOf,
} from "../../objects/types.ts";
import type * as ast from "../../syntax/ast.ts";
import { DEFAULT_RECURSION_LIMIT } from "../../syntax/cursor.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../syntax/literals.ts";
import type { SourceMode } from "../../vm/compile-source.ts";
import { type Field, type Group, grammar, type Kind, POSITIONS, treeName } from "./asdl.ts";
import type { NodeClass } from "./classes.ts";
import { nodeClasses } from "./nodes.ts";

type Steps<T> = Generator<Pending, T, Value>;

/** A node of the tree while its fields are read. */
interface Reading {
  readonly value: Value;
  readonly kind: Kind;
  readonly group: Group;
  readonly node: Record<string, unknown>;
  readonly depth: number;
  /** Which field comes next. */
  index: number;
  /** The list that is being read for it. */
  list: {
    readonly items: readonly Value[];
    readonly length: number;
    readonly out: unknown[];
  } | null;
  /** Of a sum: read before all fields. */
  positions: readonly number[];
}

/** The fields by which chains are linked, which may be of any length (compiler/emit/chains.ts). */
const LINKS: ReadonlyMap<string, string> = new Map([
  ["BinOp", "left"],
  ["UnaryOp", "operand"],
  ["Attribute", "value"],
  ["Subscript", "value"],
  ["Call", "func"],
  ["IfExp", "orelse"],
  ["If", "orelse"],
]);

const ROOTS = { exec: "Module", eval: "Expression", single: "Interactive" } as const;

/** The node that a mode of `compile` wants. */
export function checkMode(node: Value, mode: SourceMode | "func_type"): NodeClass {
  // sic: CPython has no class to compare with.
  if (mode === "func_type")
    raise(E.TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  const wanted = nodeClasses().kinds.get(ROOTS[mode]) as NodeClass;
  if (!isInstance(node, wanted.type))
    raise(E.TypeError, `expected ${ROOTS[mode]} node, got ${typeName(node)}`);
  return wanted;
}

/** The tree that a node stands for, not yet validated. Works through a stack of its own, since nodes may be nested at will. */
export function* objectsToTree(root: Value, mode: SourceMode | "func_type"): Steps<ast.Root> {
  const { kind, group } = checkMode(root, mode);
  const stack: Reading[] = [reading(root, kind, group, [], 0)];
  for (;;) {
    const top = stack[stack.length - 1] as Reading;
    const next = yield* step(top);
    if (next === MORE) continue;
    if (next !== null) {
      stack.push(next);
      continue;
    }
    const node = yield* finish(top);
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent === undefined) return node as unknown as ast.Root;
    deliver(parent, node);
  }
}

function reading(
  value: Value,
  kind: Kind,
  group: Group,
  positions: readonly number[],
  depth: number,
): Reading {
  charge(1);
  if (depth > DEFAULT_RECURSION_LIMIT) {
    const text = `maximum recursion depth exceeded while traversing '${group.name}' node`;
    raise(E.RecursionError, text);
  }
  return { value, kind, group, node: { kind: kind.name }, depth, index: 0, list: null, positions };
}

/** The field is there, or an item of its list. */
const MORE = Symbol("more");

/** Reads something more of a node: the answer is a node within it that has to be read first, or null at its end. */
function* step(at: Reading): Steps<Reading | typeof MORE | null> {
  const field = at.kind.fields[at.index];
  if (field === undefined) return null;
  const { list } = at;
  if (list === null) {
    const value = yield* read(at.value, field.name);
    if (field.isList) {
      if (value !== undefined && !(value instanceof PyList)) {
        const text = `${at.kind.name} field "${field.name}" must be a list, not a ${typeName(value)}`;
        raise(E.TypeError, text);
      }
      const items = (value as PyList | undefined)?.items ?? [];
      at.list = { items, length: items.length, out: [] };
      return MORE;
    }
    if (value === undefined && !field.isOptional)
      raise(E.TypeError, `required field "${field.name}" missing from ${at.kind.name}`);
    const isAbsent = value === undefined || (value === null && field.isOptional);
    return yield* item(at, field, isAbsent ? undefined : (value as Value));
  }
  if (list.out.length === list.length) {
    at.node[field.name] = list.out;
    at.list = null;
    at.index++;
    return MORE;
  }
  if (list.items.length !== list.length) {
    const text = `${at.kind.name} field "${field.name}" changed size during iteration`;
    raise(E.RuntimeError, text);
  }
  return yield* item(at, field, list.items[list.out.length] as Value);
}

function* item(at: Reading, field: Field, value: Value | undefined): Steps<Reading | typeof MORE> {
  const converted =
    value === undefined ? (field.type === "int" ? 0 : null) : yield* convert(at, field, value);
  if (isReading(converted)) return converted;
  deliver(at, converted);
  return MORE;
}

function isReading(value: unknown): value is Reading {
  return typeof value === "object" && value !== null && "positions" in value;
}

function deliver(at: Reading, value: unknown): void {
  if (at.list !== null) at.list.out.push(value);
  else at.node[treeName(at.kind.fields[at.index++] as Field)] = value;
}

/** An optional attribute, whatever Python code it takes to get it. */
function* read(object: Value, name: string): Steps<Value | undefined> {
  try {
    const found = getAttribute(object, name);
    return isPending(found) ? yield found : (found ?? null);
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    return undefined;
  }
}

function* shown(value: Value): Steps<string> {
  const repr = reprOf(value);
  return textOf((isPending(repr) ? yield repr : repr) as Value) ?? "";
}

function* convert(at: Reading, field: Field, value: Value): Steps<unknown> {
  switch (field.type) {
    case "identifier":
      if (value === null || isExactStr(value)) return value === null ? null : nameOf(value);
      return raise(E.TypeError, "AST identifier must be of type str");
    case "string":
      if (value === null || isExactStr(value)) return value === null ? null : textOf(value);
      if (value instanceof PyBytes && value.shape.type === bytesType) return null;
      return raise(E.TypeError, "AST string must be of type str");
    case "int":
      return yield* toInt(value);
    case "constant":
      return toConstant(value);
  }
  const group = grammar().get(field.type) as Group;
  if (group.isProduct) return reading(value, group.kinds[0] as Kind, group, [], at.depth + 1);
  if (value === null && !group.isSimple) return null;
  const positions = group.positions === "none" ? [] : yield* readPositions(value, group);
  const { kinds } = nodeClasses();
  const found = group.kinds.find(({ name }) =>
    isInstance(value, (kinds.get(name) as NodeClass).type),
  );
  if (found === undefined)
    raise(E.TypeError, `expected some sort of ${group.name}, but got ${yield* shown(value)}`);
  if (group.isSimple) return found.name;
  const isLink = LINKS.get(at.kind.name) === field.name && (at.list?.length ?? 1) === 1;
  return reading(value, found, group, positions, at.depth + (isLink ? 0 : 1));
}

function isExactStr(value: Value): boolean {
  return typeof value === "string" || (value instanceof PyStr && value.shape.type === strType);
}

const INT_MAX = 2 ** 31 - 1;

function* toInt(value: Value): Steps<number> {
  const int = intValue(value);
  if (int === undefined) raise(E.ValueError, `invalid integer value: ${yield* shown(value)}`);
  if (typeof int === "bigint" || int > INT_MAX || int < -INT_MAX - 1)
    raise(E.OverflowError, "Python int too large to convert to C int");
  return int;
}

function* readPositions(value: Value, group: Group): Steps<number[]> {
  const found: number[] = [];
  for (const [i, name] of POSITIONS.entries()) {
    const given = yield* read(value, name);
    const mayBeAbsent = i >= 2 && group.positions === "open";
    if (given === undefined && !mayBeAbsent)
      raise(E.TypeError, `required field "${name}" missing from ${group.name}`);
    const isAbsent = mayBeAbsent && (given === undefined || given === null);
    found.push(isAbsent ? (found[i - 2] as number) : yield* toInt(given as Value));
  }
  return found;
}

/** Fields that our tree calls otherwise, or has in fewer values. */
function adapt(node: Record<string, unknown>): void {
  switch (node["kind"]) {
    case "AnnAssign":
      node["simple"] = node["simple"] === 0 ? 0 : 1;
      break;
    case "comprehension":
      node["is_async"] = node["is_async"] === 0 ? 0 : 1;
      break;
    case "Constant":
      node["unicodePrefix"] = node["unicodePrefix"] === "u";
  }
}

/** All fields are there: the node is whole, unless one that it needs is None. */
function* finish({ value, kind, group, node, positions }: Reading): Steps<unknown> {
  const places =
    group.isProduct && group.positions !== "none" ? yield* readPositions(value, group) : positions;
  for (const { name, type, isList, isOptional } of kind.fields)
    if (!isList && !isOptional && type !== "constant" && node[name] === null)
      raise(E.ValueError, `field '${name}' is required for ${kind.name}`);
  adapt(node);
  for (const [i, name] of POSITIONS.entries()) if (places.length > 0) node[name] = places[i];
  return node;
}

/** What a constant's value is to the compiler; what it does not know is judged later. */
function toConstant(value: Value): unknown {
  if (typeof value !== "object" || value === null) return value;
  const type = typeOf(value);
  if (value instanceof PyStr && type === strType)
    return value.isRaw ? new CodePointsLiteral([...value.points]) : value.text;
  if (value instanceof PyFloat && type === floatType) return new FloatLiteral(value.value);
  if (value instanceof PyComplex && type === complexType && Object.is(value.real, 0))
    return new ImaginaryLiteral(value.imag);
  if (value instanceof PyBytes && type === bytesType) return new BytesLiteral(value.bytes);
  return value === Ellipsis ? new EllipsisLiteral() : new OpaqueConstant(value);
}
