/**
 * Names that a module does not have yet, because it is being imported, or never will have, because it stands before another of
 * its name: the file lies in the folder of the program, where imports look first.
 */
import { PyModule } from "../objects/function.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { PyList } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { standardModuleNames } from "./standard-modules.ts";
import { machine } from "./state.ts";

/** Modules whose code runs for the first time. */
const initializing = new WeakSet<PyObject>();
/** Modules of packages that are being imported and not yet bound there. */
const unbound = new WeakMap<PyModule, string[]>();

export function setInitializing(module: Value, isInitializing: boolean): void {
  if (!(module instanceof PyObject)) return;
  if (isInitializing) initializing.add(module);
  else initializing.delete(module);
}

export function isInitializing(module: Value): boolean {
  return module instanceof PyObject && initializing.has(module);
}

/** While a package's module is imported. Call the answer when that is over. */
export function noteSubmodule(parent: Value, child: string): () => void {
  if (!(parent instanceof PyModule)) return () => undefined;
  const names = unbound.get(parent) ?? [];
  unbound.set(parent, names);
  names.push(child);
  return () => void names.splice(names.lastIndexOf(child), 1);
}

/** The message for an attribute that a module does not have; null if there is nothing special about it. */
export function missingFromModule(module: PyModule, name: string): string | null {
  const own = member(module, "__name__");
  if (own === undefined) return null;
  const file = member(module, "__file__");
  const advice = renaming(module, own, file);
  if (advice !== null) return `module '${own}' has no attribute '${name}' ${advice}`;
  if (!initializing.has(module))
    return unbound.get(module)?.includes(name) === true
      ? `cannot access submodule '${name}' of module '${own}' ${CIRCULAR}`
      : null;
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
