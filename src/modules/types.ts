/** The _types module, below Python's types: names for the types of the interpreter's own objects. https://docs.python.org/3/library/types.html */
import { defineModule } from "../objects/define.ts";
import { Ellipsis, NotImplemented } from "../objects/sequences.ts";
import { PyType } from "../objects/type.ts";
import * as types from "../objects/types.ts";
import { simpleNamespaceType } from "./simple-namespace.ts";

const TYPES: readonly (readonly [string, PyType])[] = [
  ["FunctionType", types.functionType],
  ["LambdaType", types.functionType],
  ["CodeType", types.codeType],
  ["MappingProxyType", types.mappingProxyType],
  ["SimpleNamespace", simpleNamespaceType],
  ["CellType", types.cellType],
  ["GeneratorType", types.generatorType],
  ["CoroutineType", types.coroutineType],
  ["AsyncGeneratorType", types.asyncGeneratorType],
  ["MethodType", types.methodType],
  ["BuiltinFunctionType", types.builtinFunctionType],
  ["BuiltinMethodType", types.builtinFunctionType],
  ["WrapperDescriptorType", types.slotWrapperType],
  ["MethodWrapperType", types.methodWrapperType],
  ["MethodDescriptorType", types.methodDescriptorType],
  ["ClassMethodDescriptorType", types.classMethodDescriptorType],
  ["ModuleType", types.moduleType],
  ["TracebackType", types.tracebackType],
  ["FrameType", types.frameType],
  ["GetSetDescriptorType", types.getsetType],
  ["MemberDescriptorType", types.memberType],
  ["NoneType", types.noneType],
  ["GenericAlias", types.genericAliasType],
  ["UnionType", types.unionType],
  ["NotImplementedType", types.typeOf(NotImplemented)],
  ["EllipsisType", types.typeOf(Ellipsis)],
];

/** There are no capsules, but code asks whether something is one. */
const capsuleType = new PyType("PyCapsule", [types.objectType]);
capsuleType.isBase = false;
capsuleType.populate(() => []);

export const typesNative = defineModule(
  "_types",
  "Names for the types of the interpreter's own objects.",
  ({ constant }) => ({
    ...Object.fromEntries(TYPES.map(([name, type]) => [name, constant(type)])),
    CapsuleType: constant(capsuleType),
  }),
);
