/** The native half of importlib, and `_imp`. What only programs call, and is called rarely, is in Python: bootstrap.py, external.py. */
import { text } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { either, keyword, object, optional } from "../../objects/params.ts";
import { ownAttribute } from "../../objects/protocols/attributes.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, PyList, PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import {
  builtinImporterType,
  findFrozen,
  frozenImporterType,
  importError,
} from "./builtin-importers.ts";
import { fileFinderType } from "./file-finder.ts";
import { findInMetaPath } from "./finding.ts";
import { importAbsolute, load } from "./import.ts";
import { pathFinderType } from "./path-finder.ts";
import {
  fileLoaderType,
  loaderBasicsType,
  sourceFileLoaderType,
  sourceLoaderType,
} from "./source-loader.ts";
import { field, initAttributes, moduleFromSpec, moduleSpecType } from "./spec.ts";
import { importHost } from "./state.ts";
import { sourceOf } from "./zip-importer.ts";

export const importlibNative = defineModule(
  "_importlib",
  "The native half of importlib.",
  ({ constant, caller, fn }) => ({
    ModuleSpec: constant(moduleSpecType),
    BuiltinImporter: constant(builtinImporterType),
    FrozenImporter: constant(frozenImporterType),
    PathFinder: constant(pathFinderType),
    FileFinder: constant(fileFinderType),
    _LoaderBasics: constant(loaderBasicsType),
    SourceLoader: constant(sourceLoaderType),
    FileLoader: constant(fileLoaderType),
    SourceFileLoader: constant(sourceFileLoaderType),
    module_from_spec: caller(
      "Make the module of a specification.",
      [either(object("spec"))],
      (spec): NativeGenerator => moduleFromSpec(spec),
    ),
    _init_module_attrs: caller(
      "Set what a module has of its specification.",
      [object("spec"), object("module"), keyword(optional(object("override"), false, "False"))],
      (spec, module, override): NativeGenerator => initAttributes(spec, module, override === true),
    ),
    _find_spec: caller(
      "What the finders of sys.meta_path say of a module.",
      [text("name"), object("path"), optional(object("target"), null, "None")],
      function* (name, path, target): NativeGenerator {
        return yield* findInMetaPath(name, path, target);
      },
    ),
    _load_unlocked: caller(
      "Make, and run, the module of a specification.",
      [object("spec")],
      function* (spec): NativeGenerator {
        return yield* load(textOf(yield* field(spec, "name")) ?? "", spec);
      },
    ),
    _import_absolute: caller(
      "The module of this name.",
      [text("name")],
      function* (name): NativeGenerator {
        return yield* importAbsolute(name);
      },
    ),
    _decode_source: fn("The text of a program.", [object("source")], (source) => {
      if (!(source instanceof PyBytes)) raise(E.TypeError, "a bytes object is required");
      return fromJs(sourceOf(source.bytes, "<string>").replace(/\r\n?/g, "\n"));
    }),
    _path_abspath: fn("A path from the root.", [text("path")], (path) => {
      const { files } = importHost();
      if (path.startsWith("/") || files === null) return fromJs(path);
      return fromJs(files.join(files.cwd(), path));
    }),
  }),
);

export const impModule = defineModule(
  "_imp",
  "(Extremely) low-level import machinery bits as used by importlib.",
  ({ constant, caller, fn }) => ({
    check_hash_based_pycs: constant("default"),
    pyc_magic_number_token: constant(0x0a0d0e2b),
    acquire_lock: fn("Does nothing: importing fibers wait for each other.", [], () => null),
    release_lock: fn("Does nothing.", [], () => null),
    lock_held: fn("Is a module being imported?", [], () => importHost().importLocks.size > 0),
    extension_suffixes: fn("No files are native code.", [], () => new PyList([])),
    is_builtin: fn("1 for a native module, else 0.", [text("name")], (name) =>
      importHost().hasNative(name) ? 1 : 0,
    ),
    is_frozen: fn(
      "Is it a module of ours, in Python?",
      [text("name")],
      (name) => importHost().frozen(name) !== null,
    ),
    is_frozen_package: fn("Is it a package of ours, in Python?", [text("name")], (name) => {
      const found =
        importHost().frozen(name) ?? importError(`No such frozen object named ${name}`, name);
      return found.isPackage;
    }),
    find_frozen: fn(
      "What is known of a module of ours: (data, is_package, origname), or None.",
      [text("name"), keyword(optional(object("withdata"), false, "False"))],
      (name) => {
        const found = importHost().frozen(name);
        return found === null ? null : new PyTuple([null, found.isPackage, fromJs(name)]);
      },
    ),
    get_frozen_object: caller(
      "The code of a module of ours.",
      [text("name"), optional(object("data"), null, "None")],
      (name) => {
        if (findFrozen(name) === null) importError(`No such frozen object named ${name}`, name);
        return importHost().frozenCode(name);
      },
    ),
    create_builtin: caller(
      "Make a native module.",
      [object("spec")],
      (spec): NativeGenerator => moduleFromSpec(spec),
    ),
    exec_builtin: fn("Does nothing: native modules are ready.", [object("mod")], () => 0),
    create_dynamic: fn(
      "There are no extension modules.",
      [object("spec"), optional(object("file"), null, "None")],
      (spec) => {
        const name = textOf(ownAttribute(spec, "name") ?? null) ?? "";
        return importError("extension modules cannot be loaded", name);
      },
    ),
    _override_multi_interp_extensions_check: fn("Does nothing.", [object("override")], () => 0),
    _fix_co_filename: fn("Does nothing.", [object("code"), object("path")], () => null),
  }),
);
