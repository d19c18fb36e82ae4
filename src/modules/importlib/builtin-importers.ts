/** Importers of modules that are no files: native ones, those of the host, and those of ours that are written in Python. */

import { text } from "../../objects/conversions.ts";
import { type Entries, members, type TypeBuilder } from "../../objects/define.ts";
import { E, newException, PyThrow, setHidden } from "../../objects/errors.ts";
import { type PyCode, PyModule } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { object, optional } from "../../objects/params.ts";
import { ownAttribute } from "../../objects/protocols/attributes.ts";
import { after, type NativeGenerator, type NativeResult } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { runBody } from "../../vm/imports.ts";
import { initAttributes, newSpec, type PyModuleSpec } from "./spec.ts";
import { importHost } from "./state.ts";

export const builtinImporterType = new PyType("_frozen_importlib.BuiltinImporter", [objectType]);
export const frozenImporterType = new PyType("_frozen_importlib.FrozenImporter", [objectType]);

export function findBuiltin(name: string): PyModuleSpec | null {
  return importHost().hasNative(name) ? builtinSpec(name) : null;
}

export function builtinSpec(name: string): PyModuleSpec {
  return newSpec(fromJs(name), builtinImporterType, { origin: "built-in" });
}

/** The native module, with what it has of its spec. */
export function* makeBuiltin(name: string, spec: Value): NativeGenerator {
  const made = importHost().makeNative(name);
  return yield* initAttributes(
    spec,
    (yield after(made, (module) => module) as never) as Value,
    true,
  );
}

export function findFrozen(name: string): PyModuleSpec | null {
  const found = importHost().frozen(name);
  if (found === null) return null;
  const locations = found.isPackage ? new PyList([]) : null;
  return newSpec(fromJs(name), frozenImporterType, { origin: "frozen", locations });
}

export function runFrozen(name: string, module: Value): NativeResult {
  return after(importHost().frozenCode(name), (code) =>
    runBody((code as PyCode).code, (module as PyModule).dict),
  );
}

function specName(spec: Value): string {
  return textOf(ownAttribute(spec, "name") ?? null) ?? "";
}

/** An ImportError about a module. */
export function importError(message: string, name: string): never {
  const error = newException(E.ImportError, fromJs(message));
  setHidden(error, "msg", fromJs(message));
  setHidden(error, "name", fromJs(name));
  throw new PyThrow(error);
}

interface Importer {
  readonly kind: string;
  readonly find: (name: string) => PyModuleSpec | null;
  readonly create: (name: string, spec: Value) => NativeResult;
  readonly exec: (name: string, module: Value) => NativeResult;
  readonly code: (name: string) => NativeResult;
  readonly isPackage: (name: string) => boolean;
}

/** What both have, so that they can be finders as they are: classes of which nobody makes instances. */
function importer(
  { staticMethod }: TypeBuilder<Value>,
  { kind, find, create, exec, code, isPackage }: Importer,
): Entries {
  const known = (name: string): string =>
    find(name) === null ? importError(`'${name}' is not a ${kind} module`, name) : name;
  return {
    find_spec: staticMethod(
      "The specification of a module, or None.",
      [
        text("fullname"),
        optional(object("path"), null, "None"),
        optional(object("target"), null, "None"),
      ],
      (name) => find(name),
    ),
    create_module: staticMethod("Create a module.", [object("spec")], (spec) =>
      create(known(specName(spec)), spec),
    ),
    exec_module: staticMethod("Execute a module.", [object("module")], (module) =>
      exec(specName(ownAttribute(module, "__spec__") ?? null), module),
    ),
    get_code: staticMethod("The code of a module.", [text("fullname")], (name) =>
      code(known(name)),
    ),
    get_source: staticMethod("None: there is no source.", [text("fullname")], (name) => {
      known(name);
      return null;
    }),
    is_package: staticMethod("Is it a package?", [text("fullname")], (name) =>
      isPackage(known(name)),
    ),
  };
}

builtinImporterType.populate(
  members<Value>((builder) => [
    { _ORIGIN: builder.constant("built-in") },
    importer(builder, {
      kind: "built-in",
      find: findBuiltin,
      create: makeBuiltin,
      exec: () => null,
      code: () => null,
      isPackage: () => false,
    }),
  ]),
);

frozenImporterType.populate(
  members<Value>((builder) => [
    { _ORIGIN: builder.constant("frozen") },
    importer(builder, {
      kind: "frozen",
      find: findFrozen,
      create: () => null,
      exec: runFrozen,
      code: (name) => importHost().frozenCode(name),
      isPackage: (name) => importHost().frozen(name)?.isPackage === true,
    }),
  ]),
);

export function isModule(value: Value): value is PyModule {
  return value instanceof PyModule;
}
