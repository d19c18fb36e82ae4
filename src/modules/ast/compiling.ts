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
import { CompilerFlag } from "../compiler-flags.ts";
import { objectsToTree } from "./from-objects.ts";
import { preprocess } from "./preprocessing.ts";
import { treeToObjects } from "./to-objects.ts";
import { validate } from "./validation.ts";

/** `compile(text, …, PyCF_ONLY_AST)` */
export function parseToNodes(
  text: string,
  filename: string,
  mode: SourceMode | "func_type",
  flags: number,
  _featureVersion: number,
  options: SourceOptions,
): NativeResult {
  const isOptimized = (flags & CompilerFlag.OPTIMIZED_AST) !== 0;
  return parseText(text, filename, mode, options, (root) =>
    treeToObjects(isOptimized ? preprocess(root, options.optimize ?? 0) : root, prepare(text)),
  );
}

/** `compile(node, …)`, which may be to make nodes again. */
export function* compileNode(
  node: Value,
  filename: string,
  mode: SourceMode | "func_type",
  flags: number,
  options: SourceOptions,
): NativeGenerator {
  const root = yield* objectsToTree(node, mode);
  validate(root);
  if ((flags & CompilerFlag.OPTIMIZED_AST) !== 0) preprocess(root, options.optimize ?? 0);
  if ((flags & CompilerFlag.ONLY_AST) !== 0) return treeToObjects(root, "");
  const code = compileTree(root, filename, options);
  return yield code as never;
}
