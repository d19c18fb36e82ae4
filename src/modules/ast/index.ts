/** `_ast`: the nodes of syntax trees. The library's `ast` is written on it. */
import type { NativeModule } from "../../objects/define.ts";
import { CompilerFlag } from "../compiler-flags.ts";
import { nodeClasses } from "./nodes.ts";

export const astModule: NativeModule = {
  name: "_ast",
  doc: "",
  *contents() {
    const { types } = nodeClasses();
    yield ["__doc__", null];
    for (const [name, type] of types) {
      yield [name, type];
      if (name !== "AST") continue;
      yield ["PyCF_ALLOW_TOP_LEVEL_AWAIT", CompilerFlag.TOP_LEVEL_AWAIT];
      yield ["PyCF_ONLY_AST", CompilerFlag.ONLY_AST];
      yield ["PyCF_TYPE_COMMENTS", CompilerFlag.TYPE_COMMENTS];
      yield ["PyCF_OPTIMIZED_AST", CompilerFlag.OPTIMIZED_AST | CompilerFlag.ONLY_AST];
    }
  },
};
