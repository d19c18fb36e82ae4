/**
 * The builtin types, bare: name, bases, flags. Their methods come from the file of each type below `builtins/`, at
 * first use; their JavaScript classes say {@link layout}. So no file needs another to know a type.
 */
import { layout, type PyObject, type Value } from "./object.ts";
import { Collection, PyType } from "./type.ts";

export const objectType = new PyType("object", []);

interface Flags {
  readonly base?: PyType;
  /** May not be subclassed (`type 'bool' is not an acceptable base type`). */
  readonly final?: boolean;
  readonly hasDict?: boolean;
  readonly weakref?: boolean;
  readonly collection?: number;
}

function bare(name: string, flags: Flags = {}): PyType {
  const type = new PyType(name, [flags.base ?? objectType]);
  type.isBase = flags.final !== true;
  type.hasDict = flags.hasDict === true || type.hasDict;
  type.hasWeakref = flags.weakref === true || type.hasWeakref;
  type.collection = flags.collection ?? type.collection;
  return type;
}

const final = { final: true } as const;
const { sequence, mapping } = Collection;

export const typeType = bare("type", { weakref: true });
layout(PyType, typeType);
export const intType = bare("int");
export const boolType = bare("bool", { base: intType, final: true });
export const floatType = bare("float");
export const complexType = bare("complex");
export const strType = bare("str");
export const bytesType = bare("bytes");
export const bytearrayType = bare("bytearray");
export const memoryviewType = bare("memoryview", {
  final: true,
  weakref: true,
  collection: sequence,
});
export const memoryIteratorType = bare("memory_iterator", final);
export const listType = bare("list", { collection: sequence });
export const tupleType = bare("tuple", { collection: sequence });
export const dictType = bare("dict", { collection: mapping });
export const setType = bare("set", { weakref: true });
export const frozensetType = bare("frozenset", { weakref: true });
export const rangeType = bare("range", { final: true, collection: sequence });
export const sliceType = bare("slice", final);
export const noneType = bare("NoneType", final);
export const ellipsisType = bare("ellipsis", final);
export const notImplementedType = bare("NotImplementedType", final);

export const functionType = bare("function", { final: true, hasDict: true, weakref: true });
export const methodType = bare("method", { final: true, weakref: true });
export const builtinFunctionType = bare("builtin_function_or_method", {
  final: true,
  weakref: true,
});
export const methodDescriptorType = bare("method_descriptor", final);
export const classMethodDescriptorType = bare("classmethod_descriptor", final);
export const slotWrapperType = bare("wrapper_descriptor", final);
export const methodWrapperType = bare("method-wrapper", final);
export const getsetType = bare("getset_descriptor", final);
export const memberType = bare("member_descriptor", final);
export const propertyType = bare("property");
export const classMethodType = bare("classmethod", { hasDict: true });
export const staticMethodType = bare("staticmethod", { hasDict: true });
export const superType = bare("super");
export const cellType = bare("cell", final);
export const codeType = bare("code", { final: true, weakref: true });
export const lineIteratorType = bare("line_iterator", final);
export const positionsIteratorType = bare("positions_iterator", final);
export const frameLocalsProxyType = bare("FrameLocalsProxy", final);
export const frameType = bare("frame", final);
export const tracebackType = bare("traceback", final);
export const moduleType = bare("module", { hasDict: true, weakref: true });
export const mappingProxyType = bare("mappingproxy", { final: true, collection: mapping });

export const generatorType = bare("generator", { final: true, weakref: true });
export const coroutineType = bare("coroutine", { final: true, weakref: true });
export const asyncGeneratorType = bare("async_generator", { final: true, weakref: true });
export const coroutineWrapperType = bare("coroutine_wrapper", final);
export const asyncGeneratorStepType = bare("async_generator_asend", final);
export const asyncGeneratorThrowType = bare("async_generator_athrow", final);

export const callableIteratorType = bare("callable_iterator", final);
export const sequenceIteratorType = bare("iterator", final);
export const listIteratorType = bare("list_iterator", final);
export const listReverseIteratorType = bare("list_reverseiterator", final);
export const tupleIteratorType = bare("tuple_iterator", final);
export const strIteratorType = bare("str_iterator", final);
export const asciiIteratorType = bare("str_ascii_iterator", final);
export const bytesIteratorType = bare("bytes_iterator", final);
export const bytearrayIteratorType = bare("bytearray_iterator", final);
export const rangeIteratorType = bare("range_iterator", final);
export const longRangeIteratorType = bare("longrange_iterator", final);
export const setIteratorType = bare("set_iterator", final);
export const dictKeysType = bare("dict_keys", final);
export const dictValuesType = bare("dict_values", final);
export const dictItemsType = bare("dict_items", final);
export const dictKeyIteratorType = bare("dict_keyiterator", final);
export const dictValueIteratorType = bare("dict_valueiterator", final);
export const dictItemIteratorType = bare("dict_itemiterator", final);
export const dictReverseKeyIteratorType = bare("dict_reversekeyiterator", final);
export const dictReverseValueIteratorType = bare("dict_reversevalueiterator", final);
export const dictReverseItemIteratorType = bare("dict_reverseitemiterator", final);
export const enumerateType = bare("enumerate");
export const zipType = bare("zip");
export const mapType = bare("map");
export const filterType = bare("filter");
export const reversedType = bare("reversed");
export const templateType = bare("string.templatelib.Template", final);
export const templateIteratorType = bare("string.templatelib.TemplateIter", final);
export const interpolationType = bare("string.templatelib.Interpolation", final);

const SELF_MATCHING: ReadonlySet<PyType> = new Set([
  boolType,
  bytearrayType,
  bytesType,
  dictType,
  floatType,
  frozensetType,
  intType,
  listType,
  setType,
  strType,
  tupleType,
]);

/** Is the one positional pattern of such a class for the instance itself, as in `case int(n)`? */
export function matchesSelf(type: PyType): boolean {
  return type.mro.some((base) => SELF_MATCHING.has(base));
}

export const genericAliasType = bare("types.GenericAlias", { weakref: true });
export const genericAliasIteratorType = bare("generic_alias_iterator", final);
export const unionType = bare("typing.Union", { final: true, weakref: true });
const variable = { final: true, hasDict: true, weakref: true } as const;
export const typeVarType = bare("typing.TypeVar", variable);
export const paramSpecType = bare("typing.ParamSpec", variable);
export const paramSpecArgsType = bare("typing.ParamSpecArgs", { final: true, weakref: true });
export const paramSpecKwargsType = bare("typing.ParamSpecKwargs", { final: true, weakref: true });
export const typeVarTupleType = bare("typing.TypeVarTuple", variable);
export const typeAliasType = bare("typing.TypeAliasType", final);
export const noDefaultType = bare("NoDefaultType", final);
export const constEvaluatorType = bare("_typing._ConstEvaluator", final);
export const genericType = bare("typing.Generic");

/** The type of any value. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case "object":
      return value === null ? noneType : (value as PyObject).shape.type;
    case "number":
    case "bigint":
      return intType;
    case "string":
      return strType;
    default:
      return boolType;
  }
}

export function typeName(value: Value): string {
  return typeOf(value).name;
}

export function isInstance(value: Value, type: PyType): boolean {
  const own = typeOf(value);
  return own === type || own.mro.includes(type);
}
