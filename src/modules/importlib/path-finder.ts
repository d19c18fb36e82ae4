/** Finds modules along `sys.path`, or along the path of a package. https://docs.python.org/3/library/importlib.html#importlib.machinery.PathFinder */
import { Park } from "../../kernel/kernel.ts";
import { text } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, setHidden } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type Pending,
  TrapRequest,
} from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { optionalAttribute } from "../../vm/optional-attribute.ts";
import { fileFinderType, finderForFolder, PyFileFinder } from "./file-finder.ts";
import { field, newSpec } from "./spec.ts";
import { imported, importHost, listed, sysAttribute } from "./state.ts";
import { isPlainZipImporter, zipImporterFor, zipImporterType } from "./zip-importer.ts";

export const pathFinderType = new PyType("_frozen_importlib_external.PathFinder", [objectType]);

/** The entry of `sys.path_hooks` for folders; the one for zip files is the class of their importers. */
export const folderHook = new PyNative(
  "path_hook_for_FileFinder",
  "function",
  null,
  [text("path")],
  (path: string) => {
    const finder = finderForFolder(path);
    if (finder !== null) return finder;
    const error = newException(E.ImportError, "only directories are supported");
    setHidden(error, "msg", "only directories are supported");
    setHidden(error, "path", fromJs(path));
    throw new PyThrow(error);
  },
  "Path hook for importlib.machinery.FileFinder.",
  true,
);

/** What finds modules below an entry of the path; None where nothing does. */
function* finderFor(entry: string): Generator<Pending, Value, Value> {
  const cache = sysAttribute("path_importer_cache");
  const path = entry === "" ? (importHost().files?.cwd() ?? "") : entry;
  if (cache instanceof PyDict) {
    const known = cache.get(path);
    if (known !== undefined) return known;
  }
  const loading = importHost().load(path);
  if (loading !== null) yield waitForLibrary(loading);
  const finder = yield* askHooks(path);
  if (cache instanceof PyDict) cache.set(path, finder);
  return finder;
}

function waitForLibrary(loading: Promise<void>): Pending {
  return new TrapRequest(
    new Park(
      "Python's library",
      (token) => {
        loading.then(
          () => token.wake({ kind: "value", value: null }),
          (error: unknown) => {
            const text = fromJs(`Python's library cannot be loaded: ${error}`);
            token.wake({ kind: "error", exception: newException(E.ImportError, text) });
          },
        );
        return null;
      },
      true,
    ),
  );
}

function* askHooks(path: string): Generator<Pending, Value, Value> {
  for (const hook of listed(sysAttribute("path_hooks"))) {
    if (hook === zipImporterType) {
      const made = zipImporterFor(path);
      if (made !== null) return made;
    } else if (hook === folderHook) {
      const made = finderForFolder(path);
      if (made !== null) return made;
    } else {
      try {
        return yield call(hook, fromJs(path));
      } catch (error) {
        if (!isThrown(error, E.ImportError)) throw error;
      }
    }
  }
  return null;
}

/** The specification of a module along a path; null if there is none. */
export function* findAlong(
  name: string,
  path: readonly Value[],
  target: Value,
): Generator<Pending, Value, Value> {
  const portions: Value[] = [];
  for (const item of path) {
    const entry = textOf(item);
    if (entry === undefined) continue;
    const finder = yield* finderFor(entry);
    if (finder === null) continue;
    let spec: Value;
    if (finder instanceof PyFileFinder && finder.shape.type === fileFinderType)
      spec = yield* finder.find(name);
    else if (isPlainZipImporter(finder)) spec = finder.find(name);
    else {
      const find = yield* optionalAttribute(finder, "find_spec");
      spec = find === undefined ? null : ((yield call(find, fromJs(name), target)) as Value);
    }
    if (spec === null) continue;
    if ((yield* field(spec, "loader")) !== null) return spec;
    const locations = yield* field(spec, "submodule_search_locations");
    if (locations === null) {
      const error = newException(E.ImportError, "spec missing loader");
      setHidden(error, "msg", "spec missing loader");
      throw new PyThrow(error);
    }
    for (const portion of yield* drain(locations)) portions.push(portion);
  }
  return portions.length === 0 ? null : yield* namespaceSpec(name, portions);
}

/** A namespace package, whose path follows the changes of the path that it was found along. */
function* namespaceSpec(name: string, portions: Value[]): Generator<Pending, Value, Value> {
  const external = yield* imported("_frozen_importlib_external");
  const make = getAttribute(external, "_NamespacePath");
  const path = (yield call(
    (isPending(make) ? yield make : make) as Value,
    fromJs(name),
    new PyList(portions),
    specFinder,
  )) as Value;
  return newSpec(fromJs(name), null, { locations: path });
}

/** `PathFinder.find_spec`'s inside: `(name, path)`. */
const specFinder = new PyNative(
  "find_spec",
  "function",
  null,
  [text("fullname"), optional(object("path"), null, "None")],
  function* (name: string, path: Value): NativeGenerator {
    return yield* findAlong(name, yield* entriesOf(path), null);
  },
  "The specification of a module along a path.",
  false,
);

export function* entriesOf(path: Value): Generator<Pending, readonly Value[], Value> {
  if (path === null) return [...listed(sysAttribute("path"))];
  return path instanceof PyList ? [...path.items] : yield* drain(path);
}

pathFinderType.populate(
  members<Value>(({ staticMethod }) => [
    {
      find_spec: staticMethod(
        "The specification of a module along a path: that of a package, or sys.path.",
        [
          text("fullname"),
          optional(object("path"), null, "None"),
          optional(object("target"), null, "None"),
        ],
        function* (name, path, target): NativeGenerator {
          return yield* findAlong(name, yield* entriesOf(path), target);
        },
      ),
      invalidate_caches: staticMethod(
        "Forget what finders know of their folders.",
        [],
        function* (): NativeGenerator {
          const cache = sysAttribute("path_importer_cache");
          if (!(cache instanceof PyDict)) return null;
          for (const { key, value } of [...cache.table.live()]) {
            if (value === null) cache.table.remove(cache.table.find(key) as never, null);
            else {
              const forget = yield* optionalAttribute(value as Value, "invalidate_caches");
              if (forget !== undefined) yield call(forget);
            }
          }
          return null;
        },
      ),
      find_distributions: staticMethod(
        "Distributions, as importlib.metadata finds them.",
        [rest("args"), keywords("kwargs")],
        function* (args, given): NativeGenerator {
          const metadata = yield* imported("importlib.metadata");
          const finder = yield* optionalAttribute(metadata, "MetadataPathFinder");
          const find = yield* optionalAttribute(finder ?? null, "find_distributions");
          return yield new CallRequest(find ?? null, args, given.size === 0 ? null : given);
        },
      ),
    },
  ]),
);
