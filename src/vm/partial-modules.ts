/**
 * Names that a module does not have yet, because it is being imported, or never will have, because it stands before another of
 * its name: the file lies in the folder of the program, where imports look first.
 */
import type { PyModule } from "../objects/function.ts";
import { PyList } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { standardModuleNames } from "./standard-modules.ts";
import { machine } from "./state.ts";

/** Modules whose code runs for the first time. */
const initializing = new WeakSet<PyModule>();

export function setInitializing(module: PyModule, isInitializing: boolean): void {
  if (isInitializing) initializing.add(module);
  else initializing.delete(module);
}

/** The message for an attribute that a module does not have; null if there is nothing special about it. */
export function missingFromModule(module: PyModule, name: string): string | null {
  const own = member(module, "__name__");
  if (own === undefined) return null;
  const file = member(module, "__file__");
  const advice = renaming(module, own, file);
  if (advice !== null) return `module '${own}' has no attribute '${name}' ${advice}`;
  if (!initializing.has(module)) return null;
  const from = file === undefined ? "" : ` from '${file}'`;
  return `partially initialized module '${own}'${from} has no attribute '${name}' ${CIRCULAR}`;
}

/** The message for `from module import name`. */
export function missingForImport(module: PyModule, name: string): string | null {
  const own = member(module, "__name__");
  if (own === undefined) return null;
  const file = member(module, "__file__");
  const advice = renaming(module, own, file);
  if (advice !== null) return `cannot import name '${name}' from '${own}' ${advice}`;
  if (!initializing.has(module)) return null;
  const from = file === undefined ? "" : ` (${file})`;
  return `cannot import name '${name}' from partially initialized module '${own}' ${CIRCULAR}${from}`;
}

const CIRCULAR = "(most likely due to a circular import)";

function renaming(module: PyModule, own: string, file: string | undefined): string | null {
  if (file === undefined || !isBesideProgram(file)) return null;
  if (standardModuleNames().has(own))
    return (
      `(consider renaming '${file}' since it has the same name as the standard library module named '${own}' ` +
      "and prevents importing that standard library module)"
    );
  return initializing.has(module)
    ? `(consider renaming '${file}' if it has the same name as a library you intended to import)`
    : null;
}

function isBesideProgram(file: string): boolean {
  const sys = machine.interpreter.modules.get("sys") as PyModule | undefined;
  const path = sys?.dict?.get("path");
  const first = path instanceof PyList ? textOf(path.items[0] ?? null) : undefined;
  const [, folder = ""] = /^(.*?)[/\\][^/\\]*$/s.exec(file.replace(/[/\\]__init__\.py$/, "")) ?? [];
  return first !== undefined && folder !== "" && first === folder;
}

function member(module: PyModule, name: string): string | undefined {
  return textOf(module.dict.get(name) ?? null);
}
