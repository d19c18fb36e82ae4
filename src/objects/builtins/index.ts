/** The builtin types and where their attributes come from. A type's line here is all that joins it to the rest. */
import { E } from "../errors.ts";
import type { Members, PyType } from "../type.ts";
import * as types from "../types.ts";
import { constEvaluatorMembers, noDefaultMembers } from "../typing/evaluation.ts";
import { genericMembers } from "../typing/generic.ts";
import {
  genericAliasIteratorMembers,
  genericAliasMembers,
  subscriptable,
} from "../typing/generic-alias.ts";
import { typeAliasMembers } from "../typing/type-alias.ts";
import { unionMembers } from "../typing/union.ts";
import * as variables from "../typing/variable-members.ts";
import { boolMembers } from "./bool.ts";
import { bytearrayMembers } from "./bytearray.ts";
import { bytesMembers } from "./bytes.ts";
import { iteratorMembers } from "./combinators.ts";
import { complexMembers } from "./complex.ts";
import { classMethodMembers, propertyMembers, staticMethodMembers } from "./descriptors.ts";
import { dictMembers } from "./dict.ts";
import { withDoc } from "./docs.ts";
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
import { memoryIteratorMembers, memoryviewMembers } from "./memoryview.ts";
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
import { templateTypes } from "./templates.ts";
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
  [types.memoryviewType, memoryviewMembers],
  [types.memoryIteratorType, memoryIteratorMembers],
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
  [types.genericAliasType, genericAliasMembers],
  [types.genericAliasIteratorType, genericAliasIteratorMembers],
  [types.unionType, unionMembers],
  [types.typeVarType, variables.typeVarMembers],
  [types.paramSpecType, variables.paramSpecMembers],
  [types.paramSpecArgsType, variables.paramSpecArgsMembers],
  [types.paramSpecKwargsType, variables.paramSpecKwargsMembers],
  [types.typeVarTupleType, variables.typeVarTupleMembers],
  [types.typeAliasType, typeAliasMembers],
  [types.noDefaultType, noDefaultMembers],
  [types.constEvaluatorType, constEvaluatorMembers],
  [types.genericType, genericMembers],
  ...iteratorMembers,
  ...exceptionMembers,
  ...templateTypes,
];

/** `list[int]` and its like are generic aliases. */
const SUBSCRIPTABLE: ReadonlySet<PyType> = new Set([
  types.listType,
  types.tupleType,
  types.dictType,
  types.setType,
  types.frozensetType,
  types.mappingProxyType,
  types.classMethodType,
  types.staticMethodType,
  types.enumerateType,
  E.BaseExceptionGroup,
]);

/** Joins the builtin types and their attributes. Types fill themselves when they are first looked at. */
export function installBuiltinTypes(): void {
  if (types.objectType.isPopulated) return;
  for (const [type, members] of MEMBERS)
    type.populate(withDoc(type, SUBSCRIPTABLE.has(type) ? subscriptable(members) : members));
}
