/** Imports from zip files. https://docs.python.org/3/library/zipimport.html */
import { initializer } from "../../objects/builtins/common.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { text } from "../../objects/conversions.ts";
import { defineModule, members } from "../../objects/define.ts";
import { E, newException, PyThrow, setHidden } from "../../objects/errors.ts";
import type { PyCode, PyModule } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute, ownAttribute } from "../../objects/protocols/attributes.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { PyBytes, PyList, PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { decodeSource } from "../../syntax/decode.ts";
import { toThrow } from "../../vm/compile-source.ts";
import { runBody } from "../../vm/imports.ts";
import { noSuchFile } from "./source-loader.ts";
import { newSpec, type PyModuleSpec } from "./spec.ts";
import { imported, importHost } from "./state.ts";
import { ZipArchive, ZipError } from "./zip-archive.ts";

export const zipImporterType = new PyType("zipimport.zipimporter", [objectType]);
zipImporterType.hasDict = true;
const zipImportErrorType = new PyType("zipimport.ZipImportError", [E.ImportError]);

const SUFFIXES = ["/__init__.py", ".py"] as const;

export class PyZipImporter extends PyObject {
  override slots: Value[] = [];
  archive: ZipArchive = null as unknown as ZipArchive;
  /** The folder in the archive: empty, or with a slash at the end. */
  prefix = "";

  /** The member that is the module's source. */
  member(name: string): { readonly name: string; readonly isPackage: boolean } | null {
    const base = this.prefix + name.slice(name.lastIndexOf(".") + 1);
    for (const suffix of SUFFIXES)
      if (this.archive.members.has(base + suffix))
        return { name: base + suffix, isPackage: suffix !== ".py" };
    return null;
  }

  path(member: string): string {
    return `${this.archive.path}/${member}`;
  }

  find(name: string): PyModuleSpec | null {
    const base = this.prefix + name.slice(name.lastIndexOf(".") + 1);
    const found = this.member(name);
    if (found === null) {
      if (!this.archive.hasFolder(base)) return null;
      return newSpec(fromJs(name), null, { locations: new PyList([fromJs(this.path(base))]) });
    }
    const folder = this.path(base);
    return newSpec(fromJs(name), this, {
      origin: fromJs(this.path(found.name)),
      hasLocation: true,
      locations: found.isPackage ? new PyList([fromJs(folder)]) : null,
    });
  }

  known(name: string): { readonly name: string; readonly isPackage: boolean } {
    return this.member(name) ?? zipError(`can't find module '${name}'`, name);
  }

  code(name: string): NativeResult {
    const { name: member } = this.known(name);
    return importHost().archivedCode(this.path(member), this.archive, member);
  }

  read(member: string): Uint8Array | null {
    try {
      return this.archive.read(member);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      return zipError(error.message, "");
    }
  }
}
layout(PyZipImporter, zipImporterType);

function zipError(message: string, name: string): never {
  const error = newException(zipImportErrorType, fromJs(message));
  setHidden(error, "msg", fromJs(message));
  if (name !== "") setHidden(error, "name", fromJs(name));
  throw new PyThrow(error);
}

/** The archive that is, or contains, `path`, and the folder in it. */
export function archiveAt(path: string): readonly [ZipArchive, string] | null {
  const { archives } = importHost();
  // Those that are known need no look at the files.
  const file = ancestors(path).find((one) => archives.has(one)) ?? ancestors(path).find(isFile);
  if (file === undefined) return null;
  let archive = archives.get(file);
  if (archive === undefined) {
    archive = openArchive(file);
    archives.set(file, archive);
  }
  const inside = path.slice(file.length + 1);
  return archive === null ? null : [archive, inside === "" ? "" : `${inside}/`];
}

/** The path itself, and those of the folders that it is in. */
function ancestors(path: string): string[] {
  const found = [path];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    found.push(path.slice(0, at));
  return found;
}

const isFile = (path: string): boolean => importHost().files?.stat(path)?.kind === "file";

function openArchive(file: string): ZipArchive | null {
  const { files, inflate } = importHost();
  const bytes = files?.read(file) ?? null;
  if (bytes === null) return null;
  try {
    return new ZipArchive(file, bytes, inflate);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return null;
  }
}

/** The importer for an entry of the path; null if that is no zip file. */
export function zipImporterFor(path: string): PyZipImporter | null {
  const found = archiveAt(path);
  if (found === null) return null;
  const made = new PyZipImporter();
  [made.archive, made.prefix] = found;
  return made;
}

export function isPlainZipImporter(loader: Value): loader is PyZipImporter {
  return loader instanceof PyZipImporter && loader.shape.type === zipImporterType;
}

export function runZipped(loader: PyZipImporter, module: Value): NativeResult {
  const name = textOf(ownAttribute(module, "__name__") ?? null) ?? "";
  return after(loader.code(name), (code) =>
    runBody((code as PyCode).code, (module as PyModule).dict),
  );
}

/** The text of a module. */
export function sourceOf(bytes: Uint8Array, file: string): string {
  try {
    return decodeSource(bytes, file);
  } catch (error) {
    throw toThrow(error);
  }
}

zipImporterType.populate(
  members<PyZipImporter>(({ slots, staticMethod, caller, getter, method }) => [
    slots({
      __repr__: (self) =>
        describe(`<zipimporter object "${self.path(self.prefix).replace(/\/$/, "")}">`),
    }),
    {
      __new__: staticMethod(
        "An importer of modules in a zip file.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => {
          const made = new PyZipImporter();
          made.shape = (cls as PyType).instanceShape;
          return made;
        },
      ),
      __init__: initializer([text("path")], (self: PyZipImporter, path) => {
        if (path === "") zipError("archive path is empty", "");
        const found = archiveAt(path);
        if (found === null) zipError(`not a Zip file: '${path}'`, "");
        [self.archive, self.prefix] = found;
        return null;
      }),
      archive: getter("The path of the zip file.", (self) => fromJs(self.archive.path)),
      prefix: getter("The folder in the zip file.", (self) => fromJs(self.prefix)),
      _files: getter("What is in the zip file, by name.", (self) => filesOf(self.archive)),
      find_spec: method(
        "The specification of a module, or None.",
        [text("fullname"), optional(object("target"), null, "None")],
        (self, name) => self.find(name),
      ),
      create_module: method("None: modules are made as usual.", [object("spec")], () => null),
      exec_module: caller("Execute the module.", [object("module")], (self, module) =>
        runZipped(self, module),
      ),
      load_module: caller(
        "Load the module, as loaders did before exec_module().",
        [object("fullname")],
        function* (self, name): NativeGenerator {
          const shim = getAttribute(yield* imported("_frozen_importlib"), "_load_module_shim");
          return yield call((isPending(shim) ? yield shim : shim) as Value, self, name);
        },
      ),
      get_code: caller("The code of a module.", [text("fullname")], (self, name) =>
        self.code(name),
      ),
      get_source: method("The text of a module.", [text("fullname")], (self, name) => {
        const member = self.known(name).name;
        return fromJs(sourceOf(self.read(member) as Uint8Array, self.path(member)));
      }),
      get_filename: method("The path of a module's file.", [text("fullname")], (self, name) =>
        fromJs(self.path(self.known(name).name)),
      ),
      is_package: method(
        "Is the module a package?",
        [text("fullname")],
        (self, name) => self.known(name).isPackage,
      ),
      get_data: method("The bytes of a file.", [text("path")], (self, path) => {
        const prefix = `${self.archive.path}/`;
        const member = path.startsWith(prefix) ? path.slice(prefix.length) : path;
        return new PyBytes(self.read(member) ?? noSuchFile(path));
      }),
      invalidate_caches: method("Read the zip file's table again.", [], (self) => {
        importHost().archives.delete(self.archive.path);
        const found = archiveAt(self.archive.path);
        if (found !== null) self.archive = found[0];
        return null;
      }),
      get_resource_reader: caller(
        "A reader of the package's files.",
        [text("fullname")],
        function* (self, name): NativeGenerator {
          const reader = getAttribute(yield* imported("importlib.readers"), "ZipReader");
          return yield call(
            (isPending(reader) ? yield reader : reader) as Value,
            self,
            fromJs(name),
          );
        },
      ),
    },
  ]),
);

function filesOf(archive: ZipArchive): Value {
  const files = new PyDict();
  for (const { name, method, compressedSize, size, offset, stamp, crc } of archive.members.values())
    files.set(
      name,
      new PyTuple([
        fromJs(`${archive.path}/${name}`),
        method,
        compressedSize,
        size,
        offset,
        stamp & 0xffff,
        stamp >>> 16,
        crc,
      ]),
    );
  return files;
}

export const zipimportModule = defineModule(
  "zipimport",
  "Imports of modules from zip files.",
  ({ constant }) => ({
    ZipImportError: constant(zipImportErrorType),
    zipimporter: constant(zipImporterType),
    _zip_directory_cache: () => new PyDict(),
  }),
);
