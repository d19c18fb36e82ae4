/** Finds modules in one folder. https://docs.python.org/3/library/importlib.html#importlib.machinery.FileFinder */
import { dictGetter, initializer } from "../../objects/builtins/common.ts";
import { reprBetween } from "../../objects/builtins/replies.ts";
import { text } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { setOwn } from "../../objects/protocols/attributes.ts";
import { call, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { PyList, PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { newSourceFileLoader, sourceFileLoaderType } from "./source-loader.ts";
import { newSpec, type PyModuleSpec } from "./spec.ts";
import { importHost } from "./state.ts";

export const fileFinderType = new PyType("_frozen_importlib_external.FileFinder", [objectType]);
fileFinderType.hasDict = true;

/** A class of loaders, for files that end so. */
interface LoaderKind {
  readonly suffix: string;
  /** Null for SourceFileLoader itself, which needs no call. */
  readonly loader: Value;
}
const SOURCES: readonly LoaderKind[] = [{ suffix: ".py", loader: null }];

export class PyFileFinder extends PyObject {
  override slots: Value[] = [];
  path = "";
  kinds: readonly LoaderKind[] = SOURCES;
  #stamp = -1;
  #names: ReadonlySet<string> = new Set();

  /** Forget what was in the folder. */
  invalidate(): void {
    this.#stamp = -1;
  }

  /** Looks into the folder again if it has changed since. */
  #look(): void {
    const { files } = importHost();
    const stamp = files?.stat(this.path)?.stamp ?? -1;
    if (stamp === this.#stamp && stamp !== -1) return;
    this.#stamp = stamp;
    this.#names = new Set(stamp === -1 ? [] : (files?.list(this.path) ?? []));
  }

  *find(name: string): Generator<Pending, PyModuleSpec | null, Value> {
    const { files } = importHost();
    if (files === null) return null;
    this.#look();
    const last = name.slice(name.lastIndexOf(".") + 1);
    const base = files.join(this.path, last);
    if (this.#names.has(last) && files.stat(base)?.kind === "folder") {
      for (const kind of this.kinds) {
        const file = files.join(base, `__init__${kind.suffix}`);
        if (files.stat(file)?.kind === "file") return yield* specFor(kind, name, file, base);
      }
    }
    for (const kind of this.kinds) {
      if (!this.#names.has(last + kind.suffix)) continue;
      const file = base + kind.suffix;
      if (files.stat(file)?.kind === "file") return yield* specFor(kind, name, file, null);
    }
    if (!this.#names.has(last) || files.stat(base)?.kind !== "folder") return null;
    // Perhaps a part of a namespace package.
    return newSpec(fromJs(name), null, { locations: new PyList([fromJs(base)]) });
  }
}
layout(PyFileFinder, fileFinderType);

function* specFor(
  { loader }: LoaderKind,
  name: string,
  file: string,
  folder: string | null,
): Generator<Pending, PyModuleSpec, Value> {
  const made =
    loader === null
      ? newSourceFileLoader(name, file)
      : yield call(loader, fromJs(name), fromJs(file));
  return newSpec(fromJs(name), made, {
    origin: fromJs(file),
    hasLocation: true,
    locations: folder === null ? null : new PyList([fromJs(folder)]),
  });
}

/** The finder for a folder; null where there is none. */
export function finderForFolder(path: string): PyFileFinder | null {
  const { files } = importHost();
  const folder = path === "" ? (files?.cwd() ?? "") : path;
  if (files?.stat(folder)?.kind !== "folder") return null;
  const finder = new PyFileFinder();
  finder.path = folder;
  setOwn(finder, "path", fromJs(folder));
  return finder;
}

function kindsOf(details: readonly Value[]): LoaderKind[] {
  const kinds: LoaderKind[] = [];
  for (const detail of details) {
    const [loader = null, suffixes = null] = detail instanceof PyTuple ? detail.items : [];
    const items = suffixes instanceof PyList || suffixes instanceof PyTuple ? suffixes.items : [];
    for (const suffix of items)
      kinds.push({
        suffix: textOf(suffix) ?? "",
        loader: loader === sourceFileLoaderType ? null : loader,
      });
  }
  return kinds;
}

fileFinderType.populate(
  members<PyFileFinder>(({ slots, staticMethod, caller, method }) => [
    slots({
      __repr__: (self) => reprBetween("FileFinder(", fromJs(self.path), ")"),
    }),
    {
      __new__: staticMethod(
        "A finder of modules in a folder.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => {
          const made = new PyFileFinder();
          made.shape = (cls as PyType).instanceShape;
          return made;
        },
      ),
      __init__: initializer(
        [text("path"), rest("details")],
        (self: PyFileFinder, path, details) => {
          self.path = path === "" || path === "." ? (importHost().files?.cwd() ?? path) : path;
          self.kinds = kindsOf(details);
          setOwn(self, "path", fromJs(self.path));
          return null;
        },
      ),
      __dict__: dictGetter(),
      invalidate_caches: method("Forget what was in the folder.", [], (self) => {
        self.invalidate();
        return null;
      }),
      find_spec: caller(
        "The specification of a module, or None.",
        [text("fullname"), optional(object("target"), null, "None")],
        (self, name): NativeGenerator => self.find(name),
      ),
    },
  ]),
);
