/** Grammar that is parsed but not compiled yet. */
import type * as ast from "../syntax/ast.ts";

/** Thrown for it; becomes NotImplementedError, which names the construct and where it stands. */
export class Unfinished {
  readonly construct: string;
  readonly filename: string;
  readonly lineno: number;
  constructor(construct: string, filename: string, lineno: number) {
    this.construct = construct;
    this.filename = filename;
    this.lineno = lineno;
  }
}

const CONSTRUCTS = new Map<string, string>([
  ["Match", "the match statement"],
  ["TryStar", "except*"],
  ["TemplateStr", "a template string"],
  ["Interpolation", "a template string"],
]);

export function isUnfinished(node: ast.Node): boolean {
  return CONSTRUCTS.has(node.kind);
}

export function unfinished(node: ast.Node, filename: string): never {
  throw new Unfinished(
    CONSTRUCTS.get(node.kind) ?? node.kind,
    filename,
    "lineno" in node ? (node.lineno as number) : 1,
  );
}
