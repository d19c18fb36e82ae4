/** ModuleSpec, and modules made of it. https://docs.python.org/3/library/importlib.html#importlib.machinery.ModuleSpec */
import { dictGetter, initializer } from "../../objects/builtins/common.ts";
import { joinText } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, keyword, keywords, object, optional, rest } from "../../objects/params.ts";
import { ownAttribute, setOwn } from "../../objects/protocols/attributes.ts";
import { compare } from "../../objects/protocols/compare.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { NotImplemented, PyList } from "../../objects/sequences.ts";
import { EQ } from "../../objects/slots.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { optionalAttribute } from "../../vm/optional-attribute.ts";
import { machine } from "../../vm/state.ts";

export const moduleSpecType = new PyType("_frozen_importlib.ModuleSpec", [objectType]);
moduleSpecType.hasDict = true;

/** Its fields are attributes as those of any instance of a Python class. */
export class PyModuleSpec extends PyObject {
  override slots: Value[] = [];
}
layout(PyModuleSpec, moduleSpecType);

export interface SpecFields {
  readonly origin?: Value;
  readonly loaderState?: Value;
  /** Of a package: where its modules are. */
  readonly locations?: Value;
  /** Does `origin` say where it is loaded from? */
  readonly hasLocation?: boolean;
}

export function newSpec(name: Value, loader: Value, fields: SpecFields = {}): PyModuleSpec {
  const spec = new PyModuleSpec();
  fill(spec, name, loader, fields);
  return spec;
}

function fill(spec: PyObject, name: Value, loader: Value, fields: SpecFields): void {
  setOwn(spec, "name", name);
  setOwn(spec, "loader", loader);
  setOwn(spec, "origin", fields.origin ?? null);
  setOwn(spec, "loader_state", fields.loaderState ?? null);
  setOwn(spec, "submodule_search_locations", fields.locations ?? null);
  setOwn(spec, "_uninitialized_submodules", new PyList([]));
  setOwn(spec, "_set_fileattr", fields.hasLocation === true);
  setOwn(spec, "_cached", null);
}

/** A field of a spec, whose class may be anybody's. */
export function* field(spec: Value, name: string): Generator<Pending, Value, Value> {
  return ownAttribute(spec, name) ?? (yield* optionalAttribute(spec, name)) ?? null;
}

function* parentOf(spec: Value): NativeGenerator {
  const name = textOf((yield* field(spec, "name")) as Value) ?? "";
  const locations = (yield* field(spec, "submodule_search_locations")) as Value;
  return locations === null
    ? fromJs(name.slice(0, Math.max(name.lastIndexOf("."), 0)))
    : fromJs(name);
}

function* describe(self: PyModuleSpec): NativeGenerator {
  let text: Value = `${self.shape.type.name.replace(/^.*\./s, "")}(`;
  let separator = "";
  for (const name of ["name", "loader", "origin", "submodule_search_locations"]) {
    const value = (yield* field(self, name)) as Value;
    if (value === null && name !== "name" && name !== "loader") continue;
    const shown = reprOf(value);
    text = joinText(
      text,
      `${separator}${name}=`,
      (isPending(shown) ? yield shown : shown) as Value,
    );
    separator = ", ";
  }
  return joinText(text, ")");
}

const COMPARED = [
  "name",
  "loader",
  "origin",
  "submodule_search_locations",
  "cached",
  "has_location",
];

function* equals(self: PyModuleSpec, other: Value): NativeGenerator {
  for (const name of COMPARED) {
    const theirs = (yield* optionalAttribute(other, name)) as Value | undefined;
    if (theirs === undefined) return NotImplemented;
    const ours = (yield* optionalAttribute(self, name)) as Value | undefined;
    const answer = compare(EQ, ours ?? null, theirs);
    if ((isPending(answer) ? yield answer : answer) !== true) return false;
  }
  return true;
}

moduleSpecType.populate(
  members<PyModuleSpec>(({ slots, staticMethod, getter, constant }) => [
    slots({
      __repr__: describe,
      __eq__: (self, other) => equals(self, other),
    }),
    {
      __new__: staticMethod(
        "The specification of a module.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyModuleSpec()),
      ),
      __init__: initializer(
        [
          either(object("name")),
          either(object("loader")),
          keyword(optional(object("origin"), null, "None")),
          keyword(optional(object("loader_state"), null, "None")),
          keyword(optional(object("is_package"), null, "None")),
        ],
        (self: PyModuleSpec, name, loader, origin, loaderState, isPackage) => {
          const locations = isPackage === null || isPackage === false ? null : new PyList([]);
          fill(self, name, loader, { origin, loaderState, locations });
          return null;
        },
      ),
      __hash__: constant(null),
      __dict__: dictGetter(),
      parent: getter("The name of the module's parent.", (self) => parentOf(self)),
      cached: getter(
        "Where compiled code is kept.",
        (self) => ownAttribute(self, "_cached") ?? null,
        (self, value) => {
          setOwn(self, "_cached", value ?? null);
          return null;
        },
      ),
      has_location: getter(
        "Does the origin say where the module is loaded from?",
        (self) => ownAttribute(self, "_set_fileattr") ?? false,
        (self, value) => {
          setOwn(self, "_set_fileattr", value !== null && value !== false && value !== undefined);
          return null;
        },
      ),
    },
  ]),
);

/** Sets what a module has of its spec; `overrides` what it has already. */
export function* initAttributes(spec: Value, module: Value, overrides = false): NativeGenerator {
  const name = (yield* field(spec, "name")) as Value;
  const loader = (yield* field(spec, "loader")) as Value;
  const locations = (yield* field(spec, "submodule_search_locations")) as Value;
  const parent = (yield* field(spec, "parent")) as Value;
  const values: [string, Value][] = [
    ["__name__", name],
    ["__loader__", loader],
    ["__package__", parent],
  ];
  const always: [string, Value][] = [["__spec__", spec]];
  if (locations !== null) values.push(["__path__", locations]);
  const hasLocation = (yield* field(spec, "has_location")) as Value;
  if (hasLocation === true) {
    values.push(["__file__", (yield* field(spec, "origin")) as Value]);
    const cached = (yield* field(spec, "cached")) as Value;
    if (cached !== null) values.push(["__cached__", cached]);
  }
  if (module instanceof PyModule) {
    const { dict } = module;
    for (const [key, value] of values)
      if (overrides || (dict.get(key) ?? null) === null) dict.set(key, value);
    for (const [key, value] of always) dict.set(key, value);
    return module;
  }
  const { builtins } = machine.interpreter;
  for (const [key, value] of [...values, ...always]) {
    try {
      const known = overrides ? null : yield* optionalAttribute(module, key);
      if ((known ?? null) === null || key === "__spec__")
        yield call(builtins.get("setattr") as Value, module, key, value);
    } catch (error) {
      if (!isThrown(error, E.AttributeError)) throw error;
    }
  }
  return module;
}

/** An empty module of this name. */
export function emptyModule(name: Value): PyModule {
  const dict = new PyDict();
  dict.set("__name__", name);
  for (const key of ["__doc__", "__package__", "__loader__", "__spec__"]) dict.set(key, null);
  return new PyModule(dict);
}

/** `importlib.util.module_from_spec`. */
export function* moduleFromSpec(spec: Value): NativeGenerator {
  const loader = (yield* field(spec, "loader")) as Value;
  let module: Value = null;
  const create =
    loader === null
      ? undefined
      : ((yield* optionalAttribute(loader, "create_module")) as Value | undefined);
  if (create !== undefined) module = (yield call(create, spec)) as Value;
  else if (loader !== null && (yield* optionalAttribute(loader, "exec_module")) !== undefined)
    raise(E.ImportError, "loaders that define exec_module() must also define create_module()");
  module ??= emptyModule((yield* field(spec, "name")) as Value);
  return yield* initAttributes(spec, module);
}
