/** The contextvars module. */

import { ListIterator } from "../objects/builtins/iterators.ts";
import { address, describe } from "../objects/builtins/replies.ts";
import {
  Context,
  ContextToken,
  ContextVar,
  contextTokenType,
  contextType,
  contextVarType,
} from "../objects/context.ts";
import { defineModule, members, type NativeModule } from "../objects/define.ts";
import { E, newException, PyThrow, raise } from "../objects/errors.ts";
import { identityOf } from "../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keyword, keywords, object, optional, rest } from "../objects/params.ts";
import { same } from "../objects/protocols/compare.ts";
import {
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { NotImplemented, PyList, tuple } from "../objects/sequences.ts";
import { isStr, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";
import { machine } from "../vm/state.ts";
import { copyContext, currentContext } from "./context-access.ts";

const missingType = new PyType("_contextvars.Token.MISSING", [objectType]);
class Missing extends PyObject {}
layout(Missing, missingType);
const MISSING = new Missing();
missingType.populate(
  members<Missing>(({ slots }) => [slots({ __repr__: () => "<Token.MISSING>" })]),
);

function current(): Context {
  return currentContext() as Context;
}

function* reset(variable: ContextVar, token: Value): NativeGenerator {
  if (!(token instanceof ContextToken))
    raise(E.TypeError, yield* wording("expected an instance of Token, got ", token));
  if (token.isUsed) raise(E.RuntimeError, yield* wording("", token, " has already been used once"));
  if (token.variable !== variable)
    raise(E.ValueError, yield* wording("", token, " was created by a different ContextVar"));
  if (token.context !== current())
    raise(E.ValueError, yield* wording("", token, " was created in a different Context"));
  token.isUsed = true;
  token.context.set(variable, token.old);
  return null;
}

/** A message with the repr of a value in it. */
function* wording(before: string, value: Value, behind = ""): Generator<Pending, string, Value> {
  return textOf((yield* describe(before, { r: value }, behind)) ?? null) ?? "";
}

const contextVarMembers = members<ContextVar>(({ method, caller, getter, slots, staticMethod }) => [
  slots({
    *__repr__(self): NativeGenerator {
      const at = ` at ${address(identityOf(self))}>`;
      return self.fallback === undefined
        ? yield* describe("<ContextVar name=", { r: self.name }, at)
        : yield* describe(
            "<ContextVar name=",
            { r: self.name },
            " default=",
            { r: self.fallback },
            at,
          );
    },
  }),
  {
    __new__: staticMethod(
      "Create a context variable.",
      [object("cls"), object("name"), keyword(optional(object("default"), undefined, ""))],
      (_cls, name, fallback) => {
        if (!isStr(name)) raise(E.TypeError, "context variable name must be a str");
        return new ContextVar(name, fallback);
      },
    ),
    get: method(
      "Return a value for the context variable for the current context.",
      [optional(object("default"), undefined, "")],
      (self, fallback) => {
        const set = current().get(self);
        const otherwise = fallback === undefined ? self.fallback : fallback;
        const value = set === undefined ? otherwise : set;
        if (value === undefined) throw new PyThrow(newException(E.LookupError, self));
        return value;
      },
    ),
    set: method(
      "Call to set a new value for the context variable in the current context.",
      [object("value")],
      (self, value) => {
        const context = current();
        const token = new ContextToken(self, context, context.get(self));
        context.set(self, value);
        return token;
      },
    ),
    reset: caller("Reset the context variable.", [object("token")], reset),
    name: getter("The name of the variable.", (self) => self.name),
  },
]);

const tokenMembers = members<ContextToken>(({ getter, slots, constant, staticMethod }) => [
  slots({
    *__repr__(self): NativeGenerator {
      const used = self.isUsed ? " used" : "";
      return yield* describe(
        `<Token${used} var=`,
        { r: self.variable },
        ` at ${address(identityOf(self))}>`,
      );
    },
    __enter__: (self) => self,
    __exit__: (self) => reset(self.variable, self),
  }),
  {
    var: getter("The variable.", (self) => self.variable),
    old_value: getter("The value before.", (self) => self.old ?? MISSING),
    MISSING: constant(MISSING),
    __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], () =>
      raise(E.RuntimeError, "Tokens can only be created by ContextVars"),
    ),
    __hash__: () => null,
  },
]);

function* run(self: Context, all: Value[], given: ReadonlyMap<string, Value>): NativeGenerator {
  const [fn, ...args] = all;
  if (fn === undefined) raise(E.TypeError, "run() missing 1 required positional argument");
  if (self.isEntered) {
    const text = yield* describe("cannot enter context: ", { r: self }, " is already entered");
    raise(E.RuntimeError, text as string);
  }
  const { fiber } = machine;
  const outer = currentContext();
  self.isEntered = true;
  fiber.context = self;
  try {
    return yield new CallRequest(fn, args, given.size === 0 ? null : new Map(given));
  } finally {
    self.isEntered = false;
    fiber.context = outer;
  }
}

/** Does something with the variable that a key is; anything else is refused. */
function withVariable(key: Value, use: (variable: ContextVar) => NativeResult): NativeResult {
  if (key instanceof ContextVar) return use(key);
  return (function* (): NativeGenerator {
    return raise(E.TypeError, yield* wording("a ContextVar key was expected, got ", key));
  })();
}

/** The same variables with equal values. */
function* isEqual(self: Context, other: Context): NativeGenerator {
  if (self.bindings === other.bindings) return true;
  if (self.bindings.size !== other.bindings.size) return false;
  for (const [key, value] of self.bindings) {
    const theirs = other.bindings.get(key);
    if (theirs === undefined) return false;
    const equal = same(value, theirs);
    if (!(isPending(equal) ? yield equal : equal)) return false;
  }
  return true;
}

/** An iterator over what there is now. */
function each(values: Iterable<Value>): Value {
  return new ListIterator(new PyList([...values]));
}

const contextMembers = members<Context>(({ method, caller, slots, staticMethod }) => [
  slots({
    __len__: (self) => self.bindings.size,
    __eq__: (self, other) => (other instanceof Context ? isEqual(self, other) : NotImplemented),
    __contains__: (self, key) => withVariable(key, (variable) => self.bindings.has(variable)),
    __getitem__: (self, key) =>
      withVariable(key, (variable) => {
        const value = self.get(variable);
        if (value === undefined) throw new PyThrow(newException(E.KeyError, key));
        return value;
      }),
    __iter__: (self) => each(self.bindings.keys()),
  }),
  {
    __new__: staticMethod(
      "Create an empty context.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (_cls, args, given) => {
        if (args.length > 0 || given.size > 0)
          raise(E.TypeError, "Context() does not accept any arguments");
        return new Context();
      },
    ),
    __hash__: () => null,
    run: caller("Execute callable in the context.", [rest("args"), keywords("kwargs")], run),
    copy: method("Return a shallow copy of the context object.", [], (self) => self.copy()),
    get: caller(
      "Return the value for a variable, or default.",
      [object("key"), optional(object("default"), null, "None")],
      (self, key, fallback) =>
        withVariable(key, (variable) => {
          const value = self.get(variable);
          return value === undefined ? fallback : value;
        }),
    ),
    keys: method("The variables.", [], (self) => each(self.bindings.keys())),
    values: method("Their values.", [], (self) => each(self.bindings.values())),
    items: method("Pairs of variable and value.", [], (self) =>
      each(Array.from(self.bindings, ([variable, value]) => tuple(variable, value))),
    ),
  },
]);

export const contextTypes = [
  [contextType, contextMembers],
  [contextVarType, contextVarMembers],
  [contextTokenType, tokenMembers],
] as const;

/** `_contextvars`; the library's `contextvars` has the same names, and this one stands in where there is no library. */
export const [contextvarsNative, contextvarsModule] = ["_contextvars", "contextvars"].map((name) =>
  defineModule(name, "Context Variables", ({ constant, fn }) => ({
    Context: constant(contextType),
    ContextVar: constant(contextVarType),
    Token: constant(contextTokenType),
    copy_context: fn("Return a copy of the current context.", [], copyContext),
  })),
) as [NativeModule, NativeModule];
