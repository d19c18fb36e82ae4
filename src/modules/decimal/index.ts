/** The module _decimal, below Python's decimal. https://docs.python.org/3/library/decimal.html */
import { defineModule, type Entry } from "../../objects/define.ts";
import { either, keywords, object, optional } from "../../objects/params.ts";
import {
  contextType,
  decimalContext,
  setDecimalContext,
  signalDictType,
  templates,
} from "./context.ts";
import {
  contextMembers,
  IEEE_MAX_BITS,
  ieeeContext,
  localContext,
  managerMembers,
  managerType,
} from "./context-members.ts";
import { decimalMembers } from "./decimal-members.ts";
import { decimalTupleMembers, decimalTupleType } from "./decimal-tuple.ts";
import { decimalType } from "./number.ts";
import { MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, ROUNDINGS } from "./settings.ts";
import { signalDictMembers } from "./signal-dict.ts";
import { CONDITIONS, DecimalException, SIGNALS } from "./signals.ts";

export const decimalTypes = [
  [decimalType, decimalMembers],
  [contextType, contextMembers],
  [signalDictType, signalDictMembers],
  [managerType, managerMembers],
  [decimalTupleType, decimalTupleMembers],
] as const;

export const decimalModule = defineModule(
  "_decimal",
  "C decimal arithmetic module",
  ({ fn, caller, constant }) => {
    const all = <T>(list: readonly T[], entry: (item: T) => readonly [string, Entry]) =>
      Object.fromEntries(list.map(entry));
    return {
      Decimal: constant(decimalType),
      Context: constant(contextType),
      DecimalTuple: constant(decimalTupleType),
      DecimalException: constant(DecimalException),
      ...all([...SIGNALS, ...CONDITIONS], ({ name, type }) => [name, constant(type)]),
      DefaultContext: constant(templates().default),
      BasicContext: constant(templates().basic),
      ExtendedContext: constant(templates().extended),
      ...all(ROUNDINGS, (name) => [name, constant(name)]),
      MAX_PREC: constant(MAX_PREC),
      MAX_EMAX: constant(MAX_EMAX),
      MIN_EMIN: constant(MIN_EMIN),
      MIN_ETINY: constant(MIN_ETINY),
      IEEE_CONTEXT_MAX_BITS: constant(IEEE_MAX_BITS),
      HAVE_THREADS: constant(true),
      HAVE_CONTEXTVAR: constant(true),
      __version__: constant("1.70"),
      __libmpdec_version__: constant("2.5.1"),
      getcontext: fn("Get the current default context.", [], decimalContext),
      setcontext: fn("Set a new default context.", [object("context")], (context) => {
        setDecimalContext(context);
        return null;
      }),
      localcontext: caller(
        "A context manager that sets a copy of a context for its block.",
        [either(optional(object("ctx"), null, "None")), keywords("kwargs")],
        localContext,
      ),
      IEEEContext: fn(
        "A context with the parameters of the IEEE format of so many bits.",
        [object("bits")],
        ieeeContext,
      ),
    };
  },
);
