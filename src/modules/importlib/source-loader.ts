/** Loaders of modules in files. https://docs.python.org/3/library/importlib.html#importlib.machinery.SourceFileLoader */
import { dictGetter, initializer } from "../../objects/builtins/common.ts";
import { setField } from "../../objects/builtins/exception-base.ts";
import { text } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise, setHidden } from "../../objects/errors.ts";
import type { PyCode, PyModule } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyInstance, PyObject, type Value } from "../../objects/object.ts";
import { either, keyword, object, optional } from "../../objects/params.ts";
import { getAttribute, ownAttribute, setOwn } from "../../objects/protocols/attributes.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, PyBytes, PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { runBody } from "../../vm/imports.ts";
import { machine } from "../../vm/state.ts";
import { importError } from "./builtin-importers.ts";
import { imported, importHost } from "./state.ts";

export const loaderBasicsType = new PyType("_frozen_importlib_external._LoaderBasics", [
  objectType,
]);
export const sourceLoaderType = new PyType("_frozen_importlib_external.SourceLoader", [
  loaderBasicsType,
]);
export const fileLoaderType = new PyType("_frozen_importlib_external.FileLoader", [objectType]);
export const sourceFileLoaderType = new PyType("_frozen_importlib_external.SourceFileLoader", [
  fileLoaderType,
  sourceLoaderType,
]);
for (const type of [loaderBasicsType, sourceLoaderType, fileLoaderType, sourceFileLoaderType]) {
  type.hasDict = true;
  type.hasWeakref = true;
}

/** `name` and `path` are attributes like any others. */
export function newSourceFileLoader(name: string, path: string): PyObject {
  const loader = new PyInstance(sourceFileLoaderType.instanceShape, []);
  setOwn(loader, "name", fromJs(name));
  setOwn(loader, "path", fromJs(path));
  return loader;
}

/** Runs the module of a SourceFileLoader that is nothing more. */
export function* runSourceFile(loader: PyObject, module: Value): NativeGenerator {
  const path = textOf(ownAttribute(loader, "path") ?? null) ?? "";
  const code = importHost().fileCode(path, readFile(path));
  const made = (isPending(code) ? yield code : code) as PyCode;
  return yield runBody(made.code, (module as PyModule).dict);
}

function readFile(path: string): Uint8Array {
  return importHost().files?.read(path) ?? noSuchFile(path);
}

export function noSuchFile(path: string): never {
  const text = "No such file or directory";
  const error = newException(E.FileNotFoundError, 2, text);
  setField(error, "errno", 2);
  setField(error, "strerror", text);
  setField(error, "filename", fromJs(path));
  throw new PyThrow(error);
}

/** Calls a method of a loader's, which a class derived from it may have made its own. */
function* method(self: Value, name: string, ...args: Value[]): Generator<Pending, Value, Value> {
  const found = getAttribute(self, name);
  return yield new CallRequest((isPending(found) ? yield found : found) as Value, args, null);
}

loaderBasicsType.populate(
  members<PyObject>(({ caller, method: leaf }) => [
    {
      is_package: caller(
        "Is the module's file called `__init__`?",
        [object("fullname")],
        function* (self, fullname): NativeGenerator {
          const path = textOf(yield* method(self, "get_filename", fullname)) ?? "";
          const file = path.slice(path.lastIndexOf("/") + 1);
          const stem = file.includes(".") ? file.slice(0, file.lastIndexOf(".")) : file;
          const name = textOf(fullname) ?? "";
          return stem === "__init__" && name.slice(name.lastIndexOf(".") + 1) !== "__init__";
        },
      ),
      create_module: leaf("None: modules are made as usual.", [object("spec")], () => null),
      exec_module: caller(
        "Execute the module.",
        [object("module")],
        function* (self, module): NativeGenerator {
          const name = ownAttribute(module, "__name__") ?? null;
          const code = yield* method(self, "get_code", name);
          if (code === null)
            importError(
              `cannot load module '${textOf(name)}' when get_code() returns None`,
              textOf(name) ?? "",
            );
          return yield runBody((code as PyCode).code, (module as PyModule).dict);
        },
      ),
      load_module: caller(
        "Load the module, as loaders did before exec_module().",
        [object("fullname")],
        function* (self, fullname): NativeGenerator {
          const bootstrap = yield* imported("_frozen_importlib");
          return yield* method(bootstrap, "_load_module_shim", self, fullname);
        },
      ),
    },
  ]),
);

sourceLoaderType.populate(
  members<PyObject>(({ caller }) => [
    {
      path_mtime: caller("The time of the last change.", [object("path")], () =>
        raise(E.OSError, ""),
      ),
      path_stats: caller(
        "What is known of the file.",
        [object("path")],
        function* (self, path): NativeGenerator {
          const stats = new PyDict();
          stats.set("mtime", yield* method(self, "path_mtime", path));
          return stats;
        },
      ),
      get_source: caller(
        "The text of the module.",
        [object("fullname")],
        function* (self, fullname): NativeGenerator {
          const path = yield* method(self, "get_filename", fullname);
          const data = yield* dataOf(self, path, textOf(fullname) ?? "");
          const external = yield* imported("_frozen_importlib_external");
          return yield* method(external, "decode_source", data);
        },
      ),
      source_to_code: caller(
        "Compile what the file has in it.",
        [object("data"), object("path"), keyword(optional(object("_optimize"), -1, "-1"))],
        (_self, data, path) => {
          const compile = machine.interpreter.builtins.get("compile") as Value;
          return call(compile, data, path, "exec", 0, true);
        },
      ),
      get_code: caller(
        "The code of the module.",
        [object("fullname")],
        function* (self, fullname): NativeGenerator {
          const path = yield* method(self, "get_filename", fullname);
          const data = yield* dataOf(self, path, textOf(fullname) ?? "");
          const isPlain = self.shape.type === sourceFileLoaderType;
          if (isPlain && data instanceof PyBytes) {
            const code = importHost().fileCode(textOf(path) ?? "", data.bytes);
            return isPending(code) ? yield code : code;
          }
          return yield* method(self, "source_to_code", data, path);
        },
      ),
    },
  ]),
);

function* dataOf(self: Value, path: Value, name: string): Generator<Pending, Value, Value> {
  try {
    return yield* method(self, "get_data", path);
  } catch (error) {
    if (!isThrown(error, E.OSError)) throw error;
    const wrapped = newException(E.ImportError, "source not available through get_data()");
    setHidden(wrapped, "msg", "source not available through get_data()");
    setHidden(wrapped, "name", fromJs(name));
    wrapped.cause = error.exception;
    throw new PyThrow(wrapped);
  }
}

/** The name that a method was given has to be the loader's. */
function checkName(self: PyObject, name: Value): void {
  const own = ownAttribute(self, "name") ?? null;
  if (name !== null && textOf(name) !== textOf(own))
    importError(`loader for ${textOf(own)} cannot handle ${textOf(name)}`, textOf(name) ?? "");
}

fileLoaderType.populate(
  members<PyObject>(({ caller, slots, method: leaf }) => [
    slots({
      __eq__: (self, other) => {
        if (!(other instanceof PyObject) || other.shape.type !== self.shape.type)
          return NotImplemented;
        return ["name", "path"].every(
          (name) =>
            textOf(ownAttribute(self, name) ?? null) === textOf(ownAttribute(other, name) ?? null),
        );
      },
      *__hash__(self): NativeGenerator {
        const key = hashOf(
          new PyTuple([ownAttribute(self, "name") ?? null, ownAttribute(self, "path") ?? null]),
        );
        return isPending(key) ? yield key : key;
      },
    }),
    {
      __init__: initializer(
        [either(object("fullname")), either(object("path"))],
        (self: PyObject, name, path) => {
          setOwn(self, "name", name);
          setOwn(self, "path", path);
          return null;
        },
      ),
      __dict__: dictGetter(),
      load_module: caller(
        "Load the module, as loaders did before exec_module().",
        [optional(object("name"), null, "None")],
        function* (self, given): NativeGenerator {
          checkName(self, given);
          const bootstrap = yield* imported("_frozen_importlib");
          const name = given ?? ownAttribute(self, "name") ?? null;
          return yield* method(bootstrap, "_load_module_shim", self, name);
        },
      ),
      get_filename: leaf(
        "The path of the module's file.",
        [optional(object("name"), null, "None")],
        (self, name) => {
          checkName(self, name);
          return ownAttribute(self, "path") ?? null;
        },
      ),
      get_data: leaf(
        "The bytes of a file.",
        [text("path")],
        (_self, path) => new PyBytes(readFile(path)),
      ),
      get_resource_reader: caller(
        "A reader of the package's files.",
        [object("module")],
        function* (self): NativeGenerator {
          const readers = yield* imported("importlib.readers");
          return yield* method(readers, "FileReader", self);
        },
      ),
    },
  ]),
);

sourceFileLoaderType.populate(
  members<PyObject>(({ method: leaf }) => [
    {
      path_stats: leaf("What is known of the file.", [text("path")], (_self, path) => {
        const found = importHost().files?.stat(path) ?? noSuchFile(path);
        const stats = new PyDict();
        stats.set("mtime", found.stamp);
        stats.set("size", readFile(path).length);
        return stats;
      }),
    },
  ]),
);

export function isPlainSourceLoader(loader: Value): loader is PyObject {
  return loader instanceof PyObject && loader.shape.type === sourceFileLoaderType;
}
