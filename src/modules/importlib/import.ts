/** The import statement: names, packages, `sys.modules`, and who waits for whom. https://docs.python.org/3/reference/import.html */
import { Park } from "../../kernel/kernel.ts";
import {
  E,
  getHidden,
  isThrown,
  newException,
  PyThrow,
  raise,
  setHidden,
} from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import type { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute, ownAttribute, setAttribute } from "../../objects/protocols/attributes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  TrapRequest,
} from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { warn } from "../../objects/warn.ts";
import type { Fiber } from "../../vm/frame.ts";
import { optionalAttribute } from "../../vm/optional-attribute.ts";
import { isInitializing, noteSubmodule, setInitializing } from "../../vm/partial-modules.ts";
import { machine } from "../../vm/state.ts";
import { execute, findInMetaPath, newModule } from "./finding.ts";
import { field } from "./spec.ts";
import { type ImportLock, importHost } from "./state.ts";

/** The module that an import statement binds, or searches for the names of `fromList`. */
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
  if (loaded !== undefined && loaded !== null && !isInitializing(loaded)) {
    if (names === null) {
      if (level === 0 && !absolute.includes(".")) return loaded;
    } else if (loaded instanceof PyModule && hasAll(loaded.dict, names)) return loaded;
  }
  return importAndSelect(name, absolute, fromList === null ? null : fromList, level);
}

/** Nothing is left to be done for these names; without a path, there are no submodules. */
function hasAll(dict: PyDict, names: readonly Value[]): boolean {
  if (dict.get("__path__") === undefined) return true;
  return names.every((name) => {
    const text = textOf(name);
    return text !== undefined && dict.get(text) !== undefined;
  });
}

function* importAndSelect(
  name: string,
  absolute: string,
  fromList: Value,
  level: number,
): NativeGenerator {
  if (absolute === "") raise(E.ValueError, "Empty module name");
  const module = yield* importAbsolute(absolute);
  const names = fromList === null ? [] : yield* drain(fromList);
  if (names.length > 0) {
    if ((yield* optionalAttribute(module, "__path__")) !== undefined)
      yield* importNames(module, names);
    return module;
  }
  if (level === 0) return yield* importAbsolute(name.split(".", 1)[0] as string);
  if (name === "") return module;
  // `__import__("a.b", level=1)`: what `a` is called in the package.
  const rest = name.indexOf(".");
  if (rest < 0) return module;
  const first = absolute.slice(0, absolute.length - (name.length - rest));
  return machine.interpreter.modules.get(first) ?? module;
}

/** Submodules among the names of `from package import …`. */
function* importNames(
  module: Value,
  names: readonly Value[],
  isAll = false,
): Generator<Pending, void, Value> {
  for (const item of names) {
    const name = textOf(item);
    const own = textOf(ownAttribute(module, "__name__") ?? null) ?? "";
    if (name === undefined) {
      const where = isAll ? `${own}.__all__` : "``from list''";
      raise(E.TypeError, `Item in ${where} must be str, not ${typeName(item)}`);
    }
    if (name === "*") {
      if (isAll) continue;
      const all = yield* optionalAttribute(module, "__all__");
      if (all !== undefined) yield* importNames(module, yield* drain(all), true);
      continue;
    }
    if ((yield* optionalAttribute(module, name)) !== undefined) continue;
    const full = `${own}.${name}`;
    try {
      yield* importAbsolute(full);
    } catch (error) {
      if (!isThrown(error, E.ModuleNotFoundError)) throw error;
      const missing = textOf(getHidden(error.exception, "name") ?? null);
      if (missing !== full || machine.interpreter.modules.get(full) === null) throw error;
    }
  }
}

/** The full name for a relative one. */
export function resolveName(name: string, globals: PyDict, level: number): string {
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
  const spec = globals.get("__spec__") ?? null;
  const parent = spec === null ? undefined : textOf(ownAttribute(spec, "parent") ?? null);
  if (parent !== undefined) return parent;
  const name = globals.get("__name__");
  if (name === undefined) raise(E.KeyError, "'__name__' not in globals");
  const module = textOf(name) ?? raise(E.TypeError, "__name__ must be a string");
  return globals.get("__path__") !== undefined ? module : module.split(".").slice(0, -1).join(".");
}

/** The module of this name, from `sys.modules` or imported now, after the packages that it is in. */
export function* importAbsolute(name: string): Generator<Pending, Value, Value> {
  const known = machine.interpreter.modules.get(name);
  if (known === null) moduleNotFound(`import of ${name} halted; None in sys.modules`, name);
  if (known !== undefined && !isInitializing(known)) return known;
  return yield* underLock(name);
}

/**
 * While one fiber imports a module, others wait, except where they would wait for each other for ever: such a one gets
 * the module as far as it is.
 */
function* underLock(name: string): Generator<Pending, Value, Value> {
  const { importLocks } = importHost();
  const { modules } = machine.interpreter;
  for (;;) {
    const held = importLocks.get(name);
    if (held !== undefined && held.owner !== machine.fiber && !waitsFor(held, machine.fiber)) {
      yield waitFor(held, name);
      continue;
    }
    const known = modules.get(name);
    if (known !== undefined && known !== null) return known;
    if (held !== undefined) return yield* findAndLoad(name);
    break;
  }
  const lock: ImportLock = { owner: machine.fiber, waiting: [] };
  importLocks.set(name, lock);
  try {
    return yield* findAndLoad(name);
  } finally {
    importLocks.delete(name);
    for (const wake of lock.waiting) wake();
  }
}

/** The lock that a fiber waits for. */
const awaited = new WeakMap<Fiber, ImportLock>();

function waitsFor(lock: ImportLock, fiber: Fiber): boolean {
  let at: ImportLock | undefined = lock;
  while (at !== undefined) {
    if (at.owner === fiber) return true;
    at = awaited.get(at.owner);
  }
  return false;
}

function* waitFor(lock: ImportLock, name: string): NativeGenerator {
  const { fiber } = machine;
  awaited.set(fiber, lock);
  try {
    return yield new TrapRequest(
      new Park(
        `the import of ${name}`,
        (token) => {
          lock.waiting.push(() => token.wake({ kind: "value", value: null }));
          return null;
        },
        // Whoever imports may be another task of the same loop.
        true,
      ),
    );
  } finally {
    awaited.delete(fiber);
  }
}

function* findAndLoad(name: string): Generator<Pending, Value, Value> {
  const { modules } = machine.interpreter;
  const dot = name.lastIndexOf(".");
  if (dot < 0) {
    const spec = (yield findInMetaPath(name, null)) as Value;
    if (spec === null)
      moduleNotFound(`No module named '${name}'${importHost().missingModuleHint(name)}`, name);
    return yield* load(name, spec);
  }
  const parentName = name.slice(0, dot);
  const child = name.slice(dot + 1);
  const parent = yield* importAbsolute(parentName);
  // The package may have imported it.
  const known = modules.get(name);
  if (known !== undefined && known !== null) return known;
  const path = yield* optionalAttribute(parent, "__path__");
  if (path === undefined)
    moduleNotFound(`No module named '${name}'; '${parentName}' is not a package`, name);
  const spec = (yield findInMetaPath(name, path)) as Value;
  if (spec === null)
    moduleNotFound(`No module named '${name}'${importHost().missingModuleHint(name)}`, name);
  const forget = noteSubmodule(parent, child);
  let module: Value;
  try {
    module = yield* load(name, spec);
  } finally {
    forget();
  }
  try {
    const done = setAttribute(parent, child, module);
    if (isPending(done)) yield done;
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    const shown = reprOf(fromJs(parentName));
    yield warn(
      E.ImportWarning,
      `Cannot set an attribute on ${textOf((isPending(shown) ? yield shown : shown) as Value)} for child module '${child}'`,
    );
  }
  return module;
}

/** Makes the module of a spec, and runs its code. */
export function* load(name: string, spec: Value): Generator<Pending, Value, Value> {
  const { modules } = machine.interpreter;
  const loader = yield* field(spec, "loader");
  if (loader === null && (yield* field(spec, "submodule_search_locations")) === null)
    raise(E.ImportError, "missing loader");
  const execName = loader === null ? undefined : yield* optionalAttribute(loader, "exec_module");
  if (loader !== null && execName === undefined) {
    // A loader of the old kind puts the module into sys.modules itself.
    const old = getAttribute(loader, "load_module");
    yield call((isPending(old) ? yield old : old) as Value, fromJs(name));
    return modules.get(name) as Value;
  }
  const module = (yield newModule(spec)) as Value;
  modules.set(name, module);
  setInitializing(module, true);
  try {
    const done = execute(loader, module);
    if (isPending(done)) yield done;
  } catch (error) {
    modules.delete(name);
    throw error;
  } finally {
    setInitializing(module, false);
  }
  machine.interpreter.onImported(name, module);
  // A module may have put something else in its place.
  const placed = modules.get(name);
  if (placed === undefined) raise(E.KeyError, name);
  return placed;
}

export function moduleNotFound(text: string, name: string): never {
  const error = newException(E.ModuleNotFoundError, fromJs(text));
  setHidden(error, "msg", fromJs(text));
  setHidden(error, "name", fromJs(name));
  throw new PyThrow(error);
}
