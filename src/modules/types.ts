/** The types module: names for the types of the interpreter's own objects. https://docs.python.org/3/library/types.html */
import { Code, CodeFlag } from "../compiler/code.ts";
import { isCallable } from "../objects/builtins/function.ts";
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFunction } from "../objects/function.ts";
import { PyNative } from "../objects/native.ts";
import type { Value } from "../objects/object.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { CallRequest } from "../objects/requests.ts";
import { Ellipsis, NotImplemented } from "../objects/sequences.ts";
import { PyType } from "../objects/type.ts";
import * as types from "../objects/types.ts";
import { simpleNamespaceType } from "./simple-namespace.ts";

/** Marks a generator function so that what it makes can be awaited; other callables are passed on as they are. */
function coroutine(fn: Value): Value {
  if (!isCallable(fn)) raise(E.TypeError, "types.coroutine() expects a callable");
  if (!(fn instanceof PyFunction)) return forwarding(fn);
  const { code } = fn;
  const { GENERATOR, COROUTINE, ITERABLE_COROUTINE } = CodeFlag;
  if ((code.flags & (COROUTINE | ITERABLE_COROUTINE)) !== 0) return fn;
  if ((code.flags & GENERATOR) === 0) return forwarding(fn);
  // Code is shared: this function gets one of its own.
  fn.code = new Code({ ...code, flags: code.flags | ITERABLE_COROUTINE });
  return fn;
}

function forwarding(fn: Value): Value {
  const run = (args: Value[], given: Map<string, Value>) =>
    new CallRequest(fn, args, given.size === 0 ? null : given);
  const params = [rest("args"), keywords("kwargs")];
  return new PyNative(
    "wrapped",
    "function",
    null,
    params,
    run,
    "Calls the decorated function.",
    false,
  );
}

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

export const typesModule = defineModule(
  "types",
  "Names for the types of the interpreter's own objects. Making classes at run time is not there yet.",
  ({ fn, constant }) => ({
    ...Object.fromEntries(TYPES.map(([name, type]) => [name, constant(type)])),
    coroutine: fn(
      "Convert regular generator function to a coroutine.",
      [object("func")],
      coroutine,
    ),
  }),
);
