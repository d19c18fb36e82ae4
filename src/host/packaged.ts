/** Library modules written in Python that come with the interpreter. */
import type { Code } from "../compiler/code.ts";

import { asyncioSources } from "../modules/asyncio/sources.ts";
import dis from "../modules/dis/dis.py";
import { compileSource } from "../vm/compile-source.ts";
import type { Found } from "../vm/imports.ts";

/** Package → its modules ("" is the package itself) → text. */
const PACKAGES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["asyncio", asyncioSources],
  ["dis", new Map([["", dis]])],
]);

/** Code is immutable, so all interpreters share it. */
const compiled = new Map<string, Code>();

function codeOf(name: string, source: string): Code {
  let code = compiled.get(name);
  if (code === undefined) {
    code = compileSource(source, `<frozen ${name}>`, "exec");
    compiled.set(name, code);
  }
  return code;
}

const isPackage = (root: string): boolean => (PACKAGES.get(root)?.size ?? 0) > 1;

export function findPackaged(name: string): Found | null {
  const [root = "", ...rest] = name.split(".");
  const source = PACKAGES.get(root)?.get(rest.join("."));
  if (source === undefined) return null;
  return {
    kind: "code",
    code: codeOf(name, source),
    file: null,
    path: rest.length === 0 && isPackage(root) ? `<frozen ${root}>` : null,
  };
}
