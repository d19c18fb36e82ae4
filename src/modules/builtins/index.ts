/** The builtins module. */
import type { Entry, NativeModule } from "../../objects/define.ts";
import { E } from "../../objects/errors.ts";
import { PyNative } from "../../objects/native.ts";
import { Ellipsis, NotImplemented } from "../../objects/sequences.ts";
import type { PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { openFunction } from "../io/open.ts";
import { evaluationEntries } from "./evaluation.ts";
import { functionEntries } from "./functions.ts";
import { siteBuiltins } from "./site.ts";

const TYPES: readonly PyType[] = [
  types.objectType,
  types.typeType,
  types.intType,
  types.boolType,
  types.floatType,
  types.complexType,
  types.strType,
  types.bytesType,
  types.bytearrayType,
  types.memoryviewType,
  types.listType,
  types.tupleType,
  types.dictType,
  types.setType,
  types.frozensetType,
  types.rangeType,
  types.sliceType,
  types.propertyType,
  types.classMethodType,
  types.staticMethodType,
  types.superType,
  types.enumerateType,
  types.zipType,
  types.mapType,
  types.filterType,
  types.reversedType,
];

export const builtinsModule: NativeModule = {
  name: "builtins",
  doc: "Built-in functions, types, exceptions, and other objects.",
  *contents() {
    for (const type of TYPES) yield [type.name, type];
    for (const [name, type] of Object.entries(E)) yield [name, type];
    yield ["EnvironmentError", E.OSError];
    yield ["IOError", E.OSError];
    yield ["Ellipsis", Ellipsis];
    yield ["NotImplemented", NotImplemented];
    yield ["None", null];
    yield ["True", true];
    yield ["False", false];
    yield ["__debug__", true];
    yield ["open", openFunction];
    yield* siteBuiltins;
    for (const [name, entry] of Object.entries({ ...functionEntries, ...evaluationEntries })) {
      const value = (entry as Entry)(name, null as unknown as PyType);
      if (value instanceof PyNative) value.module = "builtins";
      yield [name, value];
    }
  },
};
