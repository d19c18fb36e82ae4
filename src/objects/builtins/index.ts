/** The builtin types and where their attributes come from. A type's line here is all that joins it to the rest. */
import type { Members, PyType } from "../type.ts";
import * as types from "../types.ts";
import { boolMembers } from "./bool.ts";
import { bytearrayMembers } from "./bytearray.ts";
import { bytesMembers } from "./bytes.ts";
import { iteratorMembers } from "./combinators.ts";
import { complexMembers } from "./complex.ts";
import { classMethodMembers, propertyMembers, staticMethodMembers } from "./descriptors.ts";
import { dictMembers } from "./dict.ts";
import { exceptionMembers } from "./exceptions.ts";
import { floatMembers } from "./float.ts";
import {
  builtinFunctionMembers,
  cellMembers,
  classMethodDescriptorMembers,
  functionMembers,
  getSetMembers,
  memberMembers,
  methodMembers,
  methodWrapperMembers,
  nativeDescriptorMembers,
} from "./function.ts";
import { intMembers } from "./int.ts";
import { listMembers } from "./list.ts";
import { mappingProxyMembers } from "./mappingproxy.ts";
import { objectMembers } from "./object.ts";
import {
  ellipsisMembers,
  moduleMembers,
  noneMembers,
  notImplementedMembers,
  superMembers,
} from "./others.ts";
import { rangeMembers } from "./range.ts";
import { frozensetMembers, setMembers } from "./set.ts";
import { sliceMembers } from "./slice.ts";
import { strMembers } from "./str.ts";
import { tupleMembers } from "./tuple.ts";
import { typeMembers } from "./type.ts";
import { dictItemsMembers, dictKeysMembers, dictValuesMembers } from "./views.ts";

const MEMBERS: readonly (readonly [PyType, Members])[] = [
  [types.objectType, objectMembers],
  [types.typeType, typeMembers],
  [types.intType, intMembers],
  [types.boolType, boolMembers],
  [types.floatType, floatMembers],
  [types.complexType, complexMembers],
  [types.strType, strMembers],
  [types.bytesType, bytesMembers],
  [types.bytearrayType, bytearrayMembers],
  [types.listType, listMembers],
  [types.tupleType, tupleMembers],
  [types.dictType, dictMembers],
  [types.dictKeysType, dictKeysMembers],
  [types.dictValuesType, dictValuesMembers],
  [types.dictItemsType, dictItemsMembers],
  [types.mappingProxyType, mappingProxyMembers],
  [types.setType, setMembers],
  [types.frozensetType, frozensetMembers],
  [types.rangeType, rangeMembers],
  [types.sliceType, sliceMembers],
  [types.noneType, noneMembers],
  [types.ellipsisType, ellipsisMembers],
  [types.notImplementedType, notImplementedMembers],
  [types.functionType, functionMembers],
  [types.methodType, methodMembers],
  [types.builtinFunctionType, builtinFunctionMembers],
  [types.methodWrapperType, methodWrapperMembers],
  [types.methodDescriptorType, nativeDescriptorMembers],
  [types.slotWrapperType, nativeDescriptorMembers],
  [types.classMethodDescriptorType, classMethodDescriptorMembers],
  [types.getsetType, getSetMembers],
  [types.memberType, memberMembers],
  [types.propertyType, propertyMembers],
  [types.classMethodType, classMethodMembers],
  [types.staticMethodType, staticMethodMembers],
  [types.superType, superMembers],
  [types.cellType, cellMembers],
  [types.moduleType, moduleMembers],
  ...iteratorMembers,
  ...exceptionMembers,
];

/** Joins the builtin types and their attributes. Types fill themselves when they are first looked at. */
export function installBuiltinTypes(): void {
  if (types.objectType.isPopulated) return;
  for (const [type, members] of MEMBERS) type.populate(members);
}
