/** Finding, making and running modules. */

import type { Code } from "../compiler/code.ts";
import { E, newException, PyThrow, raise, setHidden } from "../objects/errors.ts";
import { codeObject, type PyCode, PyFunction, PyModule } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import {
  ClassBodyRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../objects/requests.ts";
import { PyList, PyTuple } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { compileText } from "./compile-source.ts";
import { setInitializing } from "./partial-modules.ts";
import { machine } from "./state.ts";

/** What a finder has found for a module's name. */
export type Found =
  /** A native module, ready made. */
  | { readonly kind: "native"; readonly module: PyModule }
  /** Python code, or the text of it. */
  | {
      readonly kind: "code";
      readonly code: Code | string;
      readonly file: string | null;
      /** The folder of a package. */
      readonly path: string | null;
    };

/** Where modules come from; the interpreter asks it for each name not in `sys.modules`. */
export interface Finder {
  /** `path` is the parent package's, or null at top level. */
  find(name: string, path: readonly string[] | null): Found | null;
}

/** The import statement's work: the module that is bound, or searched for the names of `fromList`. */
export function importModule(
  name: string,
  globals: PyDict,
  fromList: Value,
  level: number,
): NativeResult {
  const { modules } = machine.interpreter;
  const absolute = level === 0 ? name : resolveName(name, globals, level);
  const names = fromList instanceof PyTuple && fromList.items.length > 0 ? fromList.items : null;
  const loaded = modules.get(absolute);
  if (loaded !== undefined && loaded !== null && !absolute.includes(".") && names === null)
    return loaded;
  return importChain(absolute, names);
}

function resolveName(name: string, globals: PyDict, level: number): string {
  let base = packageOf(globals);
  if (base === "") raise(E.ImportError, "attempted relative import with no known parent package");
  for (let i = 1; i < level; i++) {
    const dot = base.lastIndexOf(".");
    if (dot < 0) raise(E.ImportError, "attempted relative import beyond top-level package");
    base = base.slice(0, dot);
  }
  return name === "" ? base : `${base}.${name}`;
}

/** The package of a module's code. */
function packageOf(globals: PyDict): string {
  const own = globals.get("__package__") ?? null;
  if (own !== null) return textOf(own) ?? raise(E.TypeError, "package must be a string");
  const name = globals.get("__name__");
  if (name === undefined) raise(E.KeyError, "'__name__' not in globals");
  const module = textOf(name) ?? raise(E.TypeError, "__name__ must be a string");
  return globals.get("__path__") !== undefined ? module : module.split(".").slice(0, -1).join(".");
}

function* importChain(name: string, fromList: readonly Value[] | null): NativeGenerator {
  const parts = name.split(".");
  let full = "";
  let parent: Value | null = null;
  let first: Value | null = null;
  for (const part of parts) {
    full = full === "" ? part : `${full}.${part}`;
    const module: Value = (yield load(full, parent)) as Value;
    if (parent instanceof PyModule && parent.dict.get(part) === undefined)
      parent.dict.set(part, module);
    first ??= module;
    parent = module;
  }
  if (fromList === null) return first;
  if (parent instanceof PyModule && parent.dict.get("__path__") !== undefined) {
    for (const item of fromList) {
      const wanted = textOf(item) as string;
      if (wanted === "*" || parent.dict.get(wanted) !== undefined) continue;
      const child: Value = (yield tryLoad(`${name}.${wanted}`, parent)) as Value;
      if (child !== null) parent.dict.set(wanted, child);
    }
  }
  return parent;
}

function* tryLoad(name: string, parent: PyModule): NativeGenerator {
  try {
    return yield load(name, parent);
  } catch (error) {
    if (error instanceof PyThrow && error.exception.shape.type === E.ModuleNotFoundError)
      return null;
    throw error;
  }
}

function* load(name: string, parent: Value | null): NativeGenerator {
  const { modules } = machine.interpreter;
  const known = modules.get(name);
  if (known !== undefined && known !== null) return known;
  const path = parent === null ? null : packagePath(name, parent);
  const found = known === null ? null : machine.interpreter.finder.find(name, path);
  if (found === null) notFound(name, known === null);
  if (found.kind === "native") {
    modules.set(name, found.module);
    return found.module;
  }
  const { code, file } = found;
  const made =
    typeof code === "string" ? compileText(code, file ?? name, "exec") : codeObject(code);
  const body = ((isPending(made) ? yield made : made) as PyCode).code;
  const dict = new PyDict();
  const module = new PyModule(dict);
  dict.set("__name__", name);
  dict.set("__doc__", null);
  dict.set("__package__", found.path !== null ? name : name.split(".").slice(0, -1).join("."));
  dict.set("__loader__", null);
  dict.set("__spec__", null);
  if (file !== null) dict.set("__file__", file);
  if (found.path !== null) dict.set("__path__", new PyList([found.path]));
  dict.set("__builtins__", machine.interpreter.builtinsModule);
  modules.set(name, module);
  setInitializing(module, true);
  try {
    yield runBody(body, dict);
  } catch (error) {
    modules.delete(name);
    throw error;
  } finally {
    setInitializing(module, false);
  }
  // A module may have put something else in its place.
  return modules.get(name) ?? module;
}

/** Runs a module's code in its namespace. */
export function runBody(code: Code, dict: PyDict): ClassBodyRequest {
  const namespace = { globals: dict, builtins: machine.interpreter.builtins };
  return new ClassBodyRequest(new PyFunction(code, namespace, []), dict);
}

function packagePath(name: string, parent: Value): readonly string[] {
  const path = parent instanceof PyModule ? parent.dict.get("__path__") : undefined;
  if (!(path instanceof PyList)) {
    const owner = name.slice(0, name.lastIndexOf("."));
    moduleNotFound(`No module named '${name}'; '${owner}' is not a package`, name);
  }
  return path.items.map((item) => textOf(item) ?? "");
}

function notFound(name: string, isBlocked: boolean): never {
  const text = isBlocked
    ? `import of ${name} halted; None in sys.modules`
    : `No module named '${name}'`;
  return moduleNotFound(text, name);
}

function moduleNotFound(text: string, name: string): never {
  const error = newException(E.ModuleNotFoundError, text);
  setHidden(error, "msg", text);
  setHidden(error, "name", name);
  throw new PyThrow(error);
}
