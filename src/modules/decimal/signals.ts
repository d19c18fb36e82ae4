/** The signals: conditions as exceptions. https://docs.python.org/3/library/decimal.html#signals */
import { E, newException, PyThrow } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { PyList } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { Flag, INVALID } from "./settings.ts";

function exception(name: string, ...bases: PyType[]): PyType {
  return new PyType(`decimal.${name}`, bases);
}

export const DecimalException = exception("DecimalException", E.ArithmeticError);
const InvalidOperation = exception("InvalidOperation", DecimalException);
const Inexact = exception("Inexact", DecimalException);
const Rounded = exception("Rounded", DecimalException);
const Subnormal = exception("Subnormal", DecimalException);

export interface Signal {
  readonly name: string;
  readonly flag: number;
  readonly type: PyType;
}

/** In the order in which they go first. */
export const SIGNALS: readonly Signal[] = [
  { name: "InvalidOperation", flag: INVALID, type: InvalidOperation },
  {
    name: "FloatOperation",
    flag: Flag.floatOperation,
    type: exception("FloatOperation", DecimalException, E.TypeError),
  },
  {
    name: "DivisionByZero",
    flag: Flag.divisionByZero,
    type: exception("DivisionByZero", DecimalException, E.ZeroDivisionError),
  },
  { name: "Overflow", flag: Flag.overflow, type: exception("Overflow", Inexact, Rounded) },
  {
    name: "Underflow",
    flag: Flag.underflow,
    type: exception("Underflow", Inexact, Rounded, Subnormal),
  },
  { name: "Subnormal", flag: Flag.subnormal, type: Subnormal },
  { name: "Inexact", flag: Flag.inexact, type: Inexact },
  { name: "Rounded", flag: Flag.rounded, type: Rounded },
  { name: "Clamped", flag: Flag.clamped, type: exception("Clamped", DecimalException) },
];

/** What InvalidOperation may mean. */
export const CONDITIONS: readonly Signal[] = [
  { name: "InvalidOperation", flag: Flag.invalidOperation, type: InvalidOperation },
  {
    name: "ConversionSyntax",
    flag: Flag.conversionSyntax,
    type: exception("ConversionSyntax", InvalidOperation),
  },
  {
    name: "DivisionImpossible",
    flag: Flag.divisionImpossible,
    type: exception("DivisionImpossible", InvalidOperation),
  },
  {
    name: "DivisionUndefined",
    flag: Flag.divisionUndefined,
    type: exception("DivisionUndefined", InvalidOperation, E.ZeroDivisionError),
  },
  {
    name: "InvalidContext",
    flag: Flag.invalidContext,
    type: exception("InvalidContext", InvalidOperation),
  },
];

/** The names that these conditions have in the repr of a context, whose order is its own. */
const SHOWN: readonly string[] = [
  "Clamped",
  "InvalidOperation",
  "DivisionByZero",
  "Inexact",
  "FloatOperation",
  "Overflow",
  "Rounded",
  "Subnormal",
  "Underflow",
];

export function flagNames(flags: number): string {
  const isSet = (name: string): boolean =>
    SIGNALS.some((signal) => signal.name === name && (signal.flag & flags) !== 0);
  return `[${SHOWN.filter(isSet).join(", ")}]`;
}

/** The signals among these conditions. */
export function signalsOf(flags: number): Value[] {
  return SIGNALS.filter(({ flag }) => (flag & flags) !== 0).map(({ type }) => type);
}

/** Raises the first of these signals, which has all the conditions for its argument. */
export function raiseSignal(flags: number): never {
  const first = SIGNALS.find(({ flag }) => (flag & flags) !== 0) as Signal;
  const all = [...CONDITIONS, ...SIGNALS.slice(1)].filter(({ flag }) => (flag & flags) !== 0);
  throw new PyThrow(newException(first.type, new PyList(all.map(({ type }) => type))));
}
