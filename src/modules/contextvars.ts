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
import { functionBuilder, members, type NativeModule } from "../objects/define.ts";
import { E, newException, PyThrow, raise } from "../objects/errors.ts";
import { identityOf } from "../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keyword, keywords, object, optional, rest } from "../objects/params.ts";
import { CallRequest, type NativeGenerator } from "../objects/requests.ts";
import { PyList, tuple } from "../objects/sequences.ts";
import { isStr } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";
import { machine } from "../vm/state.ts";
import { copyContext, currentContext } from "./context-access.ts";

const missingType = new PyType("Token.MISSING", [objectType]);
class Missing extends PyObject {}
layout(Missing, missingType);
const MISSING = new Missing();
missingType.populate(
  members<Missing>(({ slots }) => [slots({ __repr__: () => "<Token.MISSING>" })]),
);

function current(): Context {
  return currentContext() as Context;
}

function reset(variable: ContextVar, token: Value): null {
  if (!(token instanceof ContextToken))
    raise(E.TypeError, `expected an instance of Token, got ${typeName(token)}`);
  if (token.isUsed)
    throw new PyThrow(newException(E.RuntimeError, "Token has already been used once"));
  if (token.variable !== variable)
    raise(E.ValueError, "Token was created by a different ContextVar");
  if (token.context !== current()) raise(E.ValueError, "Token was created in a different Context");
  token.isUsed = true;
  token.context.set(variable, token.old);
  return null;
}

const contextVarMembers = members<ContextVar>(({ method, getter, slots, staticMethod }) => [
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
        const value = current().get(self) ?? fallback ?? self.fallback;
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
    reset: method("Reset the context variable.", [object("token")], reset),
    name: getter("The name of the variable.", (self) => self.name),
  },
]);

const tokenMembers = members<ContextToken>(({ getter, slots, constant }) => [
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
  },
]);

function* run(
  self: Context,
  fn: Value,
  args: Value[],
  given: ReadonlyMap<string, Value>,
): NativeGenerator {
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

function variable(key: Value): ContextVar {
  if (key instanceof ContextVar) return key;
  return raise(E.TypeError, `a ContextVar key was expected, got ${typeName(key)}`);
}

const contextMembers = members<Context>(({ method, caller, slots, staticMethod }) => [
  slots({
    __len__: (self) => self.bindings.size,
    __contains__: (self, key) => self.bindings.has(variable(key)),
    __getitem__: (self, key) => {
      const value = self.get(variable(key));
      if (value === undefined) throw new PyThrow(newException(E.KeyError, key));
      return value;
    },
    __iter__: (self) => new ListIterator(new PyList([...self.bindings.keys()])),
  }),
  {
    __new__: staticMethod("Create an empty context.", [object("cls")], () => new Context()),
    run: caller(
      "Execute callable in the context.",
      [object("callable"), rest("args"), keywords("kwargs")],
      run,
    ),
    copy: method("Return a shallow copy of the context object.", [], (self) => self.copy()),
    get: method(
      "Return the value for a variable, or default.",
      [object("key"), optional(object("default"), null, "None")],
      (self, key, fallback) => self.get(variable(key)) ?? fallback,
    ),
    keys: method("The variables.", [], (self) => new PyList([...self.bindings.keys()])),
    values: method("Their values.", [], (self) => new PyList([...self.bindings.values()])),
    items: method(
      "Pairs of variable and value.",
      [],
      (self) => new PyList([...self.bindings].map(([k, v]) => tuple(k, v))),
    ),
  },
]);

export const contextTypes = [
  [contextType, contextMembers],
  [contextVarType, contextVarMembers],
  [contextTokenType, tokenMembers],
] as const;

export const contextvarsModule: NativeModule = {
  name: "contextvars",
  doc: "Context variables.",
  *contents() {
    yield ["Context", contextType];
    yield ["ContextVar", contextVarType];
    yield ["Token", contextTokenType];
    const copy = functionBuilder.fn("Return a copy of the current context.", [], copyContext);
    yield ["copy_context", copy("copy_context", null as unknown as PyType)];
  },
};
