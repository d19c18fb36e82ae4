/** Asks the finders of `sys.meta_path`, and makes and runs what they have found: ours directly, others as Python does. */
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { ownAttribute } from "../../objects/protocols/attributes.ts";
import {
  call,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { warn } from "../../objects/warn.ts";
import { optionalAttribute } from "../../vm/optional-attribute.ts";
import {
  builtinImporterType,
  findBuiltin,
  findFrozen,
  frozenImporterType,
  makeBuiltin,
  runFrozen,
} from "./builtin-importers.ts";
import { entriesOf, findAlong, pathFinderType } from "./path-finder.ts";
import { isPlainSourceLoader, runSourceFile } from "./source-loader.ts";
import { emptyModule, field, initAttributes, moduleFromSpec } from "./spec.ts";
import { listed, sysAttribute } from "./state.ts";
import { isPlainZipImporter, runZipped } from "./zip-importer.ts";

/** The specification that the first finder to know the module has of it; null if none does. */
export function* findInMetaPath(
  name: string,
  path: Value,
  target: Value = null,
): Generator<Pending, Value, Value> {
  const finders = sysAttribute("meta_path");
  if (finders === null || finders === undefined)
    raise(E.ImportError, "sys.meta_path is None, Python is likely shutting down");
  const items = [...listed(finders)];
  if (items.length === 0) yield warn(E.ImportWarning, "sys.meta_path is empty");
  for (const finder of items) {
    const spec = yield* ask(finder, name, path, target);
    if (spec !== null) return spec;
  }
  return null;
}

function* ask(
  finder: Value,
  name: string,
  path: Value,
  target: Value,
): Generator<Pending, Value, Value> {
  if (finder === builtinImporterType) return findBuiltin(name);
  if (finder === frozenImporterType) return findFrozen(name);
  if (finder === pathFinderType) return yield* findAlong(name, yield* entriesOf(path), target);
  const find = yield* optionalAttribute(finder, "find_spec");
  return find === undefined ? null : yield call(find, fromJs(name), path, target);
}

/** The empty module of a spec. */
export function* newModule(spec: Value): NativeGenerator {
  const loader = yield* field(spec, "loader");
  const name = yield* field(spec, "name");
  if (loader === builtinImporterType) return yield* makeBuiltin(textOf(name) ?? "", spec);
  if (loader === null || loader === frozenImporterType || isPlain(loader))
    return yield* initAttributes(spec, emptyModule(name));
  return yield* moduleFromSpec(spec);
}

const isPlain = (loader: Value): boolean =>
  isPlainSourceLoader(loader) || isPlainZipImporter(loader);

/** Runs the module's code. */
export function execute(loader: Value, module: Value): NativeResult {
  if (loader === null || loader === builtinImporterType) return null;
  if (loader === frozenImporterType)
    return runFrozen(textOf(ownAttribute(module, "__name__") ?? null) ?? "", module);
  if (isPlainSourceLoader(loader)) return runSourceFile(loader, module);
  if (isPlainZipImporter(loader)) return runZipped(loader, module);
  return executeBy(loader, module);
}

function* executeBy(loader: Value, module: Value): NativeGenerator {
  const exec = yield* optionalAttribute(loader, "exec_module");
  return yield call(exec ?? null, module);
}
