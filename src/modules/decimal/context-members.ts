/** The methods of decimal.Context. https://docs.python.org/3/library/decimal.html#context-objects */

import { initializer } from "../../objects/builtins/common.ts";
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { fitIndex } from "../../objects/conversions.ts";
import { type Entries, type Entry, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { type Int, intValue } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import {
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { isStr, textOf } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { matchNames, type Signature } from "../named-arguments.ts";
import { divideWithRest, fusedMultiplyAdd } from "./arithmetic.ts";
import {
  contextType,
  decimalContext,
  PyContext,
  PySignalDict,
  setDecimalContext,
  templates,
} from "./context.ts";
import { fromDouble, fromInt, operandOf } from "./conversion.ts";
import { exactly, roundingOf } from "./decimal-members.ts";
import { copyOf, finite, PyDecimal } from "./number.ts";
import {
  BINARY,
  CONTEXT_BINARY,
  CONTEXT_UNARY,
  LONG,
  PLAIN,
  runLong,
  UNARY,
} from "./operations.ts";
import { power, powerModulo } from "./power.ts";
import { toIntegral } from "./quanta.ts";
import { finalize } from "./rounding.ts";
import { MAX_EMAX, MAX_PREC, MIN_EMIN, Settings } from "./settings.ts";
import { flagsOfDict, signalOf } from "./signal-dict.ts";
import { flagNames, signalsOf } from "./signals.ts";
import { decimalText, fromText } from "./text.ts";

// --- attributes ---

/** An int that fits 64 bits. */
function integerOf(value: Value): number {
  const int = intValue(value);
  if (int === undefined) raise(E.TypeError, "an integer is required");
  if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
    raise(E.OverflowError, "Python int too large to convert to C ssize_t");
  return fitIndex(int as Int);
}

function between(value: Value, low: number, high: number, problem: string): number {
  const int = integerOf(value);
  if (int < low || int > high) raise(E.ValueError, problem);
  return int;
}

type Attribute = readonly [
  read: (self: PyContext) => Value,
  write: (self: PyContext, value: Value) => NativeResult,
];

/** In the order of the constructor's parameters. */
const ATTRIBUTES: { readonly [name: string]: Attribute } = {
  prec: [
    ({ env }) => env.prec,
    ({ env }, value) => {
      env.prec = between(value, 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]");
      return null;
    },
  ],
  rounding: [
    ({ env }) => env.rounding,
    ({ env }, value) => {
      env.rounding = roundingOf(value);
      return null;
    },
  ],
  Emin: [
    ({ env }) => env.emin,
    ({ env }, value) => {
      env.emin = between(value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]");
      return null;
    },
  ],
  Emax: [
    ({ env }) => env.emax,
    ({ env }, value) => {
      env.emax = between(value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]");
      return null;
    },
  ],
  capitals: [
    (self) => self.capitals,
    (self, value) => {
      self.capitals = between(value, 0, 1, "valid values for capitals are 0 or 1");
      return null;
    },
  ],
  clamp: [
    ({ env }) => env.clamp,
    ({ env }, value) => {
      env.clamp = between(value, 0, 1, "valid values for clamp are 0 or 1");
      return null;
    },
  ],
  flags: [(self) => self.view("flags"), (self, value) => setBits(self, "flags", value)],
  traps: [(self) => self.view("traps"), (self, value) => setBits(self, "traps", value)],
};

function setBits(self: PyContext, field: "flags" | "traps", value: Value): NativeResult {
  if (value instanceof PySignalDict) {
    self[field] = value.context[value.field];
    return null;
  }
  if (!(value instanceof PyDict)) raise(E.TypeError, "argument must be a signal dict");
  return (function* (): NativeGenerator {
    const flags = yield* flagsOfDict(value);
    if (flags === null) raise(E.KeyError, "invalid signal dict");
    self[field] = flags;
    return null;
  })();
}

const NEW: Signature = {
  fn: "function",
  names: Object.keys(ATTRIBUTES),
  min: 0,
  positional: 8,
};

/** Sets what was given; flags and traps may be lists of signals. */
function* assign(
  self: PyContext,
  values: readonly (Value | undefined)[],
): Generator<Pending, void, Value> {
  for (let i = 0; i < NEW.names.length; i++) {
    const value = values[i] ?? null;
    if (value === null) continue;
    const name = NEW.names[i] as string;
    if ((name === "flags" || name === "traps") && value instanceof PyList)
      self[name] = value.items.reduce((flags: number, item) => flags | signalOf(item).flag, 0);
    else {
      const done = (ATTRIBUTES[name] as Attribute)[1](self, value);
      if (isPending(done)) yield done;
    }
  }
}

function contextRepr(self: PyContext): string {
  const { prec, rounding, emin, emax, clamp } = self.env;
  return `Context(prec=${prec}, rounding=${rounding}, Emin=${emin}, Emax=${emax}, capitals=${self.capitals}, clamp=${clamp}, flags=${flagNames(self.flags)}, traps=${flagNames(self.traps)})`;
}

// --- methods ---

function decimalOf(value: Value): PyDecimal {
  if (!(value instanceof PyDecimal)) raise(E.TypeError, "argument must be a Decimal");
  return value;
}

/** The methods that derive from the tables. */
function derived({ method, caller }: TypeBuilder<PyContext>): Entries {
  const out: { [name: string]: Entry } = {};
  const x = object("x");
  const y = object("y");
  for (const [name, [doc, run]] of Object.entries(LONG))
    out[name] = caller(doc, [x], (self, a) => {
      const value = operandOf(a);
      return runLong(self, (env) => run(value, env));
    });
  for (const [name, [doc, run]] of Object.entries({ ...UNARY, ...CONTEXT_UNARY }))
    out[name] = method(doc, [x], (self, a) => {
      const value = operandOf(a);
      return self.end(run(value, self.begin(), self));
    });
  for (const [name, [doc, run]] of Object.entries(PLAIN))
    out[name] = method(doc, [x], (_self, a) => run(operandOf(a)));
  for (const [name, [doc, run]] of Object.entries({ ...BINARY, ...CONTEXT_BINARY }))
    out[name] = method(doc, [x, y], (self, a, b) => {
      const left = operandOf(a);
      const right = operandOf(b);
      return self.end(run(left, right, self.begin(), self));
    });
  return out;
}

function integral(isExact: boolean) {
  return (self: PyContext, a: Value): Value => {
    const value = operandOf(a);
    return self.end(toIntegral(value, self.env.rounding, isExact, self.begin()));
  };
}

/** `create_decimal`: rounded as the context says. */
function created(self: PyContext, value: Value): PyDecimal {
  if (isStr(value)) return self.end(fromText(textOf(value) as string, self.begin()));
  if (value instanceof PyDecimal) {
    const { prec, clamp } = self.env;
    if (value.isNan && value.coefficient !== 0n && value.digits > prec - clamp)
      return self.end(fromText("?", self.begin()));
    return self.end(finalize(copyOf(value), self.begin()));
  }
  if (value instanceof PyTuple || value instanceof PyList || value instanceof PyFloat)
    return self.end(finalize(exactly(value, self), self.begin()));
  return self.end(finalize(operandOf(value), self.begin()));
}

function* raised(self: PyContext, a: Value, b: Value, modulus: Value): NativeGenerator {
  const base = operandOf(a);
  const exponent = operandOf(b);
  if (modulus === null) return yield* runLong(self, (env) => power(base, exponent, env));
  const m = operandOf(modulus);
  return self.end(powerModulo(base, exponent, m, self.begin()));
}

export const contextMembers = members<PyContext>((builder) => {
  const { method, caller, staticMethod, getter, slots } = builder;
  const x = object("x");
  return [
    {
      __new__: staticMethod(
        "The context affects almost all operations and controls rounding.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => {
          const type = checkClass(cls, contextType);
          const made = templates().default.copy();
          made.flags = 0;
          return instanceOf(type, made);
        },
      ),
      __init__: initializer(
        [rest("args"), keywords("kwargs")],
        function* (self: PyContext, args, given): NativeGenerator {
          yield* assign(self, matchNames(NEW, args, given));
          return null;
        },
      ),
    },
    slots({
      __repr__: contextRepr,
    }),
    Object.fromEntries(
      Object.entries(ATTRIBUTES).map(([name, [read, write]]) => [
        name,
        getter("", read, (self, value) => {
          if (value === undefined) raise(E.AttributeError, "context attributes cannot be deleted");
          return write(self, value);
        }),
      ]),
    ),
    derived(builder),
    {
      to_integral: method("Round to an integer.", [x], integral(false)),
      to_integral_exact: method(
        "Round to an integer. Signal if the result is rounded or inexact.",
        [x],
        integral(true),
      ),
      to_integral_value: method("Round to an integer.", [x], integral(false)),
      divmod: method(
        "Quotient and remainder of the division x/y.",
        [x, object("y")],
        (self, a, b) => {
          const left = operandOf(a);
          const right = operandOf(b);
          return self.end(tuple(...divideWithRest(left, right, self.begin())));
        },
      ),
      power: caller(
        "a ** b, or (a ** b) % modulo.",
        [
          either(object("a")),
          either(object("b")),
          either(optional(object("modulo"), null, "None")),
        ],
        raised,
      ),
      fma: method("x multiplied by y, plus z.", [x, object("y"), object("z")], (self, a, b, c) => {
        const [p, q, r] = [operandOf(a), operandOf(b), operandOf(c)];
        return self.end(fusedMultiplyAdd(p, q, r, self.begin()));
      }),
      Etiny: method(
        "Emin - prec + 1: the least exponent of subnormals.",
        [],
        (self) => self.env.etiny,
      ),
      Etop: method(
        "Emax - prec + 1: the largest exponent that numbers are folded down to.",
        [],
        (self) => self.env.etop,
      ),
      radix: method("Decimal(10).", [], () => finite(false, 10n, 0)),
      is_canonical: method("Is the encoding canonical? Always.", [x], (_self, a) => {
        decimalOf(a);
        return true;
      }),
      canonical: method("x itself.", [x], (_self, a) => decimalOf(a)),
      copy_decimal: method("A copy of the Decimal x.", [x], (_self, a) => operandOf(a)),
      _apply: method("x as the context has it.", [object("object")], (self, a) =>
        self.end(finalize(copyOf(operandOf(a)), self.begin())),
      ),
      to_sci_string: method("As text in scientific notation.", [x], (self, a) =>
        decimalText(operandOf(a), false, self.capitals === 1),
      ),
      clear_flags: method("Reset all flags to False.", [], (self) => {
        self.flags = 0;
        return null;
      }),
      clear_traps: method("Set all traps to False.", [], (self) => {
        self.traps = 0;
        return null;
      }),
      copy: method("Return a duplicate of the context with all flags cleared.", [], copied),
      __copy__: method("", [], copied),
      __reduce__: method("", [], (self) => {
        const { prec, rounding, emin, emax, clamp } = self.env;
        return tuple(
          self.shape.type,
          tuple(
            prec,
            rounding,
            emin,
            emax,
            self.capitals,
            clamp,
            new PyList(signalsOf(self.flags)),
            new PyList(signalsOf(self.traps)),
          ),
        );
      }),
      create_decimal: method(
        "A new Decimal, rounded as the context says.",
        [optional(object("num"), "0", "'0'")],
        created,
      ),
      create_decimal_from_float: method(
        "A new Decimal from a float (or int), rounded as the context says.",
        [object("f")],
        (self, value) => {
          const int = intValue(value);
          if (int === undefined && !(value instanceof PyFloat))
            raise(E.TypeError, "argument must be int or float");
          const exact = int === undefined ? fromDouble((value as PyFloat).value) : fromInt(int);
          return self.end(finalize(exact, self.begin()));
        },
      ),
    },
  ];
});

function copied(self: PyContext): PyContext {
  return self.copy();
}

// --- localcontext ---

export const managerType = new PyType("decimal.ContextManager", [objectType]);

/** Sets a context for a block, and the one before behind it. */
class ContextManager extends PyObject {
  readonly local: PyContext;
  readonly outer: PyContext;
  constructor(local: PyContext, outer: PyContext) {
    super();
    this.local = local;
    this.outer = outer;
  }
}
layout(ContextManager, managerType);
managerType.isBase = false;

export const managerMembers = members<ContextManager>(({ method }) => [
  {
    __enter__: method("", [], ({ local }) => {
      setDecimalContext(local);
      return local;
    }),
    __exit__: method("", [rest("args")], ({ outer }) => {
      setDecimalContext(outer);
      return false;
    }),
  },
]);

export function* localContext(given: Value, changes: Keywords): NativeGenerator {
  const outer = decimalContext();
  if (given !== null && !(given instanceof PyContext))
    raise(E.TypeError, "optional argument must be a context");
  const local = (given ?? outer).copy();
  yield* assign(local, matchNames(NEW, [], changes));
  return new ContextManager(local, outer);
}

export const IEEE_MAX_BITS = 256;

/** The context of IEEE 754 for numbers of so many bits. */
export function ieeeContext(value: Value): PyContext {
  const bits = integerOf(value);
  if (bits <= 0 || bits > IEEE_MAX_BITS || bits % 32 !== 0)
    raise(E.ValueError, `argument must be a multiple of 32, with a maximum of ${IEEE_MAX_BITS}`);
  const prec = 9 * (bits / 32) - 2;
  const emax = 3 * 2 ** (bits / 16 + 3);
  return new PyContext(new Settings(prec, "ROUND_HALF_EVEN", 1 - emax, emax, 1), 1, 0, 0);
}
