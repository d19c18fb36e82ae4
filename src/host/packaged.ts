/** Library modules written in Python that come with the interpreter. */
import type { Code } from "../compiler/code.ts";
import { asyncioSources } from "../modules/asyncio/sources.ts";
import dis from "../modules/dis/dis.py";
import bootstrap from "../modules/importlib/bootstrap.py";
import external from "../modules/importlib/external.py";
import type { FrozenModule } from "../modules/importlib/state.ts";
import sysconfigdata from "../modules/importlib/sysconfigdata.py";
import { compileSource } from "../vm/compile-source.ts";

/** Package → its modules ("" is the package itself) → text. */
const PACKAGES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["asyncio", asyncioSources],
  ["dis", new Map([["", dis]])],
  ["_frozen_importlib", new Map([["", bootstrap]])],
  ["_sysconfigdata__linux_", new Map([["", sysconfigdata]])],
  ["_frozen_importlib_external", new Map([["", external]])],
]);

/** Code is immutable, so all interpreters share it. */
const compiled = new Map<string, Code>();

function sourceOf(name: string): string | undefined {
  const [root = "", ...rest] = name.split(".");
  return PACKAGES.get(root)?.get(rest.join("."));
}

export function packagedCode(name: string): Code {
  let code = compiled.get(name);
  if (code === undefined) {
    code = compileSource(sourceOf(name) ?? "", `<frozen ${name}>`, "exec");
    compiled.set(name, code);
  }
  return code;
}

export function findPackaged(name: string): FrozenModule | null {
  if (sourceOf(name) === undefined) return null;
  return { name, isPackage: (PACKAGES.get(name)?.size ?? 0) > 1 };
}
