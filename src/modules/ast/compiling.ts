/** What `compile` does with nodes: makes them of text, and code of them. */
import type { Value } from "../../objects/object.ts";
import type { NativeGenerator, NativeResult } from "../../objects/requests.ts";
import { prepare } from "../../syntax/parser.ts";
import {
  compileTree,
  parseText,
  type SourceMode,
  type SourceOptions,
} from "../../vm/compile-source.ts";
import { objectsToTree } from "./from-objects.ts";
import { treeToObjects } from "./to-objects.ts";
import { validate } from "./validation.ts";

/** `compile(text, …, PyCF_ONLY_AST)` */
export function parseToNodes(
  text: string,
  filename: string,
  mode: SourceMode | "func_type",
  _flags: number,
  _featureVersion: number,
  options: SourceOptions,
): NativeResult {
  return parseText(text, filename, mode, options, (root) => treeToObjects(root, prepare(text)));
}

/** `compile(node, …)`; `isTree` if nodes are wanted again. */
export function* compileNode(
  node: Value,
  filename: string,
  mode: SourceMode | "func_type",
  isTree: boolean,
  options: SourceOptions,
): NativeGenerator {
  const root = yield* objectsToTree(node, mode);
  validate(root);
  if (isTree) return treeToObjects(root, "");
  const code = compileTree(root, filename, options);
  return yield code as never;
}
