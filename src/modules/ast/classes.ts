/** The classes of nodes that interpreters have. */
import { current, type InterpreterState } from "../../objects/current.ts";
import type { PyObject, Value } from "../../objects/object.ts";
import type { PyType } from "../../objects/type.ts";
import { isInstance } from "../../objects/types.ts";
import type { Group, Kind } from "./asdl.ts";

export interface NodeClass {
  readonly kind: Kind;
  readonly group: Group;
  readonly type: PyType;
}

/** The classes of one interpreter. */
export interface NodeClasses {
  /** `AST`. */
  readonly base: PyType;
  /** By name, those of sums included, in the order of the module. */
  readonly types: ReadonlyMap<string, PyType>;
  /** What can be a node. */
  readonly kinds: ReadonlyMap<string, NodeClass>;
  /** Contexts and operators of parsed trees. */
  readonly singletons: ReadonlyMap<string, PyObject>;
}

const made = new WeakMap<InterpreterState, NodeClasses>();

/** The classes of the running interpreter, if it has asked for them. */
export function knownClasses(): NodeClasses | undefined {
  return made.get(current.interpreter);
}

export function noteClasses(classes: NodeClasses): NodeClasses {
  made.set(current.interpreter, classes);
  return classes;
}

/** Is it a node? Where nobody has asked for the classes, nothing is. */
export function isNode(value: Value): boolean {
  const base = made.get(current.interpreter)?.base;
  return base !== undefined && isInstance(value, base);
}
