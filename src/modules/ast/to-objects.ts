/** From the compiler's tree to the nodes that Python code sees. */
import { charge } from "../../objects/current.ts";
import { PyInstance, type PyObject, type Value } from "../../objects/object.ts";
import { setOwn } from "../../objects/protocols/attributes.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import type * as ast from "../../syntax/ast.ts";
import { constantValue } from "../../vm/instance.ts";
import { type Field, POSITIONS, treeName } from "./asdl.ts";
import type { NodeClass, NodeClasses } from "./classes.ts";
import { nodeClasses } from "./nodes.ts";

/** A node as the table sees it: its fields by their names in the grammar. */
type Fields = { readonly kind: string } & { readonly [field: string]: unknown };

/** Columns count bytes of UTF-8 in Python's trees, and UTF-16 units in ours. */
class Columns {
  /** Null where they are the same. */
  readonly #lines: readonly string[] | null;
  readonly #offsets = new Map<number, Uint32Array>();

  constructor(source: string) {
    this.#lines = /^[\0-\x7f]*$/.test(source) ? null : source.split("\n");
  }

  toBytes(line: number, column: number): number {
    if (this.#lines === null) return column;
    let offsets = this.#offsets.get(line);
    if (offsets === undefined) {
      offsets = byteOffsets(this.#lines[line - 1] ?? "");
      this.#offsets.set(line, offsets);
    }
    return offsets[column] ?? column;
  }
}

/** For each unit of a line, and its end, the bytes before it. */
function byteOffsets(line: string): Uint32Array {
  const offsets = new Uint32Array(line.length + 1);
  let bytes = 0;
  for (let i = 0; i < line.length; i++) {
    offsets[i] = bytes;
    const unit = line.charCodeAt(i);
    const isHalf = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3;
  }
  offsets[line.length] = bytes;
  return offsets;
}

/** Where a node goes that is still to be made: an attribute, or a place in a list. */
interface Task {
  readonly node: Fields;
  readonly owner: PyObject;
  readonly at: string | number;
}

/** The nodes of a tree. `source` is the text that it was read from, with universal newlines. */
export function treeToObjects(root: ast.Root | ast.FunctionType, source: string): PyObject {
  return new Builder(source).build(root as unknown as Fields);
}

/** Works through a list, since chains may be of any length. */
class Builder {
  readonly #classes: NodeClasses = nodeClasses();
  readonly #columns: Columns;
  readonly #todo: Task[] = [];

  constructor(source: string) {
    this.#columns = new Columns(source);
  }

  build(root: Fields): PyObject {
    const made = this.#make(root);
    let count = 1;
    for (let task = this.#todo.pop(); task !== undefined; task = this.#todo.pop()) {
      count++;
      const node = this.#make(task.node);
      const { owner, at } = task;
      if (owner instanceof PyList) owner.items[at as number] = node;
      else setOwn(owner, at as string, node);
    }
    charge(count);
    return made;
  }

  #make(node: Fields): PyObject {
    const { kind, group, type } = this.#classes.kinds.get(node.kind) as NodeClass;
    const object = new PyInstance(type.instanceShape, []);
    for (const field of kind.fields) {
      const given = node[treeName(field)];
      setOwn(object, field.name, this.#value(field, given, object));
    }
    if (group.positions !== "none") {
      const [line, column, endLine, endColumn] = POSITIONS.map((name) => node[name] as number) as [
        number,
        number,
        number,
        number,
      ];
      setOwn(object, "lineno", line);
      setOwn(object, "col_offset", this.#columns.toBytes(line, column));
      setOwn(object, "end_lineno", endLine);
      setOwn(object, "end_col_offset", this.#columns.toBytes(endLine, endColumn));
    }
    return object;
  }

  #value(field: Field, given: unknown, owner: PyObject): Value {
    if (field.isList) {
      const list = new PyList([]);
      for (const [i, item] of ((given ?? []) as readonly unknown[]).entries())
        list.items.push(this.#item(field, item, list, i));
      return list;
    }
    return this.#item(field, given ?? null, owner, field.name);
  }

  #item(field: Field, item: unknown, owner: PyObject, at: string | number): Value {
    if (field.type === "constant") return constantValue(item as ast.ConstantValue);
    if (item === null || typeof item === "number") return item;
    // Whether a str has the prefix `u`.
    if (typeof item === "boolean") return item ? "u" : null;
    if (typeof item === "string")
      return isText(field) ? fromJs(item) : (this.#classes.singletons.get(item) as PyObject);
    this.#todo.push({ node: item as Fields, owner, at });
    return null;
  }
}

function isText({ type }: Field): boolean {
  return type === "identifier" || type === "string";
}
