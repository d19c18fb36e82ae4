/** generator, coroutine, asynchronous generator, and what awaits them. https://docs.python.org/3/reference/datamodel.html#coroutines */

import { member } from "../../objects/builtins/common.ts";
import { address } from "../../objects/builtins/replies.ts";
import { members } from "../../objects/define.ts";
import { E, PyException, PyThrow, raise } from "../../objects/errors.ts";
import { codeObject } from "../../objects/function.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { object, optional } from "../../objects/params.ts";
import { EXHAUSTED } from "../../objects/protocols/iterate.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { type Members, PyType } from "../../objects/type.ts";
import * as types from "../../objects/types.ts";
import { AsyncGeneratorStep } from "../async-generators.ts";
import { PyGenerator, State } from "../frame.ts";
import {
  closeGenerator,
  cut,
  DelegateRequest,
  delegateOf,
  kindName,
  NativeAwaitable,
  SwitchRequest,
} from "../generators.ts";
import { optionalAttribute } from "../optional-attribute.ts";
import { originOf } from "../origins.ts";
import { machine } from "../state.ts";
import { PyTraceback } from "../traceback.ts";

/** The exception that `throw(type[, value[, traceback]])` means. */
export function* thrown(
  type: Value,
  value: Value | undefined,
  traceback: Value | undefined,
  method = "throw",
): Generator<Pending, PyException, Value> {
  if (value !== undefined)
    yield machine.interpreter.warn(E.DeprecationWarning, oldSignature(method));
  return yield* exceptionFor(type, value ?? null, traceback ?? null);
}
const oldSignature = (method = "throw"): string =>
  `the (type, exc, tb) signature of ${method}() is deprecated, use the single-arg signature instead.`;

function* exceptionFor(
  type: Value,
  value: Value,
  traceback: Value,
): Generator<Pending, PyException, Value> {
  if (traceback !== null && !(traceback instanceof PyTraceback))
    raise(E.TypeError, "throw() third argument must be a traceback object");
  let exception: PyException;
  if (type instanceof PyException) {
    if (value !== null) raise(E.TypeError, "instance exception may not have a separate value");
    exception = type;
  } else if (type instanceof PyType && type.isSubtype(E.BaseException)) {
    if (value instanceof PyException && value.shape.type.isSubtype(type)) exception = value;
    else {
      const given = value instanceof PyTuple ? [...value.items] : value === null ? [] : [value];
      const made = yield new CallRequest(type, given, null);
      if (!(made instanceof PyException)) {
        const shown = reprOf(type);
        const text = textOf((isPending(shown) ? yield shown : shown) as Value) ?? type.name;
        raise(
          E.TypeError,
          `calling ${text} should have returned an instance of BaseException, not ${types.typeName(made)}`,
        );
      }
      exception = made;
    }
  } else {
    return raise(
      E.TypeError,
      `exceptions must be classes or instances deriving from BaseException, not ${types.typeName(type)}`,
    );
  }
  if (traceback instanceof PyTraceback) exception.traceback = traceback;
  return exception;
}

/** `self.throw(type, value, traceback)`. */
function* throwIn(
  self: PyGenerator,
  type: Value,
  value: Value | undefined,
  traceback: Value | undefined,
): NativeGenerator {
  if (value !== undefined) yield machine.interpreter.warn(E.DeprecationWarning, oldSignature());
  let innermost = self;
  let target = delegateOf(self);
  while (target instanceof PyGenerator && target.state === State.DELEGATED) {
    innermost = target;
    target = delegateOf(target);
  }
  const asks = target !== null && isOfProgram(target) && !isExit(type);
  if (asks) {
    // It gets the arguments as they are.
    const method = yield* optionalAttribute(target, "throw");
    const args = [type, value, traceback].filter((arg) => arg !== undefined);
    if (method !== undefined)
      return yield new DelegateRequest(self, new CallRequest(method, args, null));
  }
  let exception: PyException;
  try {
    exception = yield* exceptionFor(type, value ?? null, traceback ?? null);
  } catch (error) {
    if (!(error instanceof PyThrow) || innermost === self) throw error;
    // The innermost generator finds what is wrong with the arguments, and that arrives in those below.
    cut(innermost);
    return yield new SwitchRequest(self, null, error.exception, true);
  }
  // A delegate that was asked has no such method.
  return yield new SwitchRequest(self, null, exception, asks);
}

const isOfProgram = (target: Value): boolean =>
  !(target instanceof PyGenerator || target instanceof NativeAwaitable);

function isExit(given: Value): boolean {
  const type = given instanceof PyException ? given.shape.type : given;
  return type instanceof PyType && type.isSubtype(E.GeneratorExit);
}

const throwParams = [
  object("typ"),
  optional(object("val"), undefined, "None"),
  optional(object("tb"), undefined, "None"),
] as const;

/** What the three kinds share, under the prefix of their attributes. */
function common(prefix: "gi" | "cr" | "ag"): Members {
  return members<PyGenerator>(({ getter, slots }) => [
    slots({
      __repr__: (self) => {
        const what =
          self.shape.type === types.asyncGeneratorType ? "async_generator" : kindName(self);
        return fromJs(`<${what} object ${self.qualname} at ${address(identityOf(self))}>`);
      },
    }),
    {
      __name__: getter(
        "The name.",
        (self) => fromJs(self.name),
        (self, value) => {
          self.name =
            textOf(value ?? null) ?? raise(E.TypeError, "__name__ must be set to a string object");
          return null;
        },
      ),
      __qualname__: getter(
        "The qualified name.",
        (self) => fromJs(self.qualname),
        (self, value) => {
          self.qualname =
            textOf(value ?? null) ??
            raise(E.TypeError, "__qualname__ must be set to a string object");
          return null;
        },
      ),
      [`${prefix}_frame`]: getter("The frame, or None at the end.", (self) =>
        self.state === State.CLOSED ? null : self.root,
      ),
      ...(prefix === "ag"
        ? { ag_running: member<PyGenerator>((self) => self.isStepping) }
        : {
            [`${prefix}_running`]: getter(
              "Whether it is being executed.",
              (self) => self.state === State.RUNNING,
            ),
          }),
      [`${prefix}_suspended`]: getter(
        "Whether it is suspended.",
        (self) => self.state === State.SUSPENDED || self.state === State.DELEGATED,
      ),
      [`${prefix}_code`]: getter("The code object.", (self) => codeObject(self.root.code)),
      [prefix === "gi" ? "gi_yieldfrom" : `${prefix}_await`]: getter(
        "What it delegates to, or None.",
        delegateOf,
      ),
      ...(prefix === "cr" ? { cr_origin: member<PyGenerator>(originOf) } : {}),
    },
  ]);
}

/** send, throw and close of generators and coroutines. */
const stepping = members<PyGenerator>(({ caller }) => [
  {
    send: caller(
      "Send 'arg' into it, return next yielded value or raise StopIteration.",
      [object("object")],
      (self, value) => new SwitchRequest(self, value),
    ),
    throw: caller(
      "Raise exception in it, return next yielded value or raise StopIteration.",
      throwParams,
      function* (self, type, value, traceback): NativeGenerator {
        return yield* throwIn(self, type, value, traceback);
      },
    ),
    close: caller("Raise GeneratorExit inside it.", [], closeGenerator),
  },
]);

const iteration = members<PyGenerator>(({ slots }) => [
  slots({ __iter__: (self) => self, __next__: (self) => new SwitchRequest(self, null) }),
]);

/** `coroutine.__await__()`. */
class CoroutineWrapper extends PyObject {
  readonly coroutine: PyGenerator;
  constructor(coroutine: PyGenerator) {
    super();
    this.coroutine = coroutine;
  }
}
layout(CoroutineWrapper, types.coroutineWrapperType);

const wrapperMembers = members<CoroutineWrapper>(({ slots, caller }) => [
  slots({ __iter__: (self) => self, __next__: (self) => new SwitchRequest(self.coroutine, null) }),
  {
    send: caller(
      "Send a value to the coroutine.",
      [object("object")],
      (self, value) => new SwitchRequest(self.coroutine, value),
    ),
    throw: caller(
      "Raise an exception in the coroutine.",
      throwParams,
      function* (self, type, value, traceback): NativeGenerator {
        return yield* throwIn(self.coroutine, type, value, traceback);
      },
    ),
    close: caller("Raise GeneratorExit inside the coroutine.", [], (self) =>
      closeGenerator(self.coroutine),
    ),
  },
]);

const awaiting = members<PyGenerator>(({ slots }) => [
  slots({ __await__: (self) => new CoroutineWrapper(self) }),
]);

const asyncGenerator = members<PyGenerator>(({ slots, caller }) => [
  slots({
    __aiter__: (self) => self,
    __anext__: (self) => new AsyncGeneratorStep(self, null, null, false),
  }),
  {
    asend: caller(
      "Send a value into it.",
      [object("value")],
      (self, value) => new AsyncGeneratorStep(self, value, null, false),
    ),
    athrow: caller(
      "Raise an exception in it.",
      throwParams,
      function* (self, type, value, traceback): NativeGenerator {
        const exception = yield* thrown(type, value, traceback, "athrow");
        return new AsyncGeneratorStep(self, null, exception, false);
      },
    ),
    aclose: caller(
      "Raise GeneratorExit inside it.",
      [],
      (self) => new AsyncGeneratorStep(self, null, null, true),
    ),
  },
]);

/** One step of a builtin awaitable, as Python code sees it: its end is a StopIteration. */
function step(self: NativeAwaitable, value: Value): NativeResult {
  const result = self.send(value);
  if (result === undefined) throw new PyThrow(self.stop());
  return isPending(result) ? after(result, (v) => endOrValue(self, v)) : result;
}

function endOrValue(self: NativeAwaitable, value: Value): Value {
  if (value === EXHAUSTED) throw new PyThrow(self.stop());
  return value;
}

/** Members of every builtin awaitable's iterator type. */
export const awaitableMembers = members<NativeAwaitable>(({ slots, caller }) => [
  slots({
    __iter__: (self) => self,
    __await__: (self) => self,
    __next__: (self) => step(self, null),
  }),
  {
    send: caller("Send a value.", [object("value")], step),
    throw: caller(
      "Raise an exception.",
      throwParams,
      function* (self, type, value, traceback): NativeGenerator {
        const result = self.throw(yield* thrown(type, value, traceback));
        return endOrValue(
          self,
          (isPending(result) ? yield result : (result ?? EXHAUSTED)) as Value,
        );
      },
    ),
    close: caller("Close it.", [], (self) => self.close()),
  },
]);

/** Several sources of members as one. */
function joined(...sources: readonly Members[]): Members {
  return function* (type) {
    for (const source of sources) yield* source(type);
  };
}

export const generatorMembers: readonly (readonly [PyType, Members])[] = [
  [types.generatorType, joined(common("gi"), stepping, iteration)],
  [types.coroutineType, joined(common("cr"), stepping, awaiting)],
  [types.asyncGeneratorType, joined(common("ag"), asyncGenerator)],
  [types.coroutineWrapperType, wrapperMembers],
  [types.asyncGeneratorStepType, awaitableMembers],
  [types.asyncGeneratorThrowType, awaitableMembers],
];
