/** decimal.Context: what an instance is, and the current one. */
import { type Context, ContextVar } from "../../objects/context.ts";
import { current } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { currentContext } from "../context-access.ts";
import { Flag, INVALID, type Rounding, Settings } from "./settings.ts";
import { raiseSignal } from "./signals.ts";

export const contextType = new PyType("decimal.Context", [objectType]);
export const signalDictType = new PyType("abc.SignalDict", [objectType]);

/** A view of the flags or of the traps of a context. */
export class PySignalDict extends PyObject {
  readonly context: PyContext;
  readonly field: "flags" | "traps";
  constructor(context: PyContext, field: "flags" | "traps") {
    super();
    this.context = context;
    this.field = field;
  }
}
layout(PySignalDict, signalDictType);

export class PyContext extends PyObject {
  env: Settings;
  capitals: number;
  /** Conditions that were met, and those that raise, as bits. */
  flags: number;
  traps: number;
  #views: readonly [PySignalDict, PySignalDict] | null = null;
  constructor(env: Settings, capitals: number, flags: number, traps: number) {
    super();
    this.env = env;
    this.capitals = capitals;
    this.flags = flags;
    this.traps = traps;
  }

  view(field: "flags" | "traps"): PySignalDict {
    this.#views ??= [new PySignalDict(this, "flags"), new PySignalDict(this, "traps")];
    return this.#views[field === "flags" ? 0 : 1];
  }

  /** The settings, for an operation that begins. */
  begin(): Settings {
    this.env.status = 0;
    return this.env;
  }

  /** Notes what an operation has met, and raises what is to be raised. */
  note(status: number): void {
    this.flags |= status;
    if ((status & this.traps) !== 0) raiseSignal(status & this.traps);
  }

  /** The result of an operation that began with {@link begin}. */
  end<T>(result: T): T {
    const { status } = this.env;
    if (status !== 0) this.note(status);
    return result;
  }

  copy(): PyContext {
    const { prec, rounding, emin, emax, clamp } = this.env;
    return new PyContext(
      new Settings(prec, rounding, emin, emax, clamp),
      this.capitals,
      this.flags,
      this.traps,
    );
  }
}
layout(PyContext, contextType);

function template(prec: number, rounding: Rounding, traps: number): PyContext {
  return new PyContext(new Settings(prec, rounding, -999999, 999999, 0), 1, 0, traps);
}

const COMMON_TRAPS = INVALID | Flag.divisionByZero | Flag.overflow;

/** The contexts that others are copies of; a program may change them. */
interface Templates {
  readonly default: PyContext;
  readonly basic: PyContext;
  readonly extended: PyContext;
}

const known = new WeakMap<object, Templates>();

export function templates(): Templates {
  let found = known.get(current.interpreter);
  if (found === undefined) {
    found = {
      default: template(28, "ROUND_HALF_EVEN", COMMON_TRAPS),
      basic: template(9, "ROUND_HALF_UP", COMMON_TRAPS | Flag.underflow | Flag.clamped),
      extended: template(9, "ROUND_HALF_EVEN", 0),
    };
    known.set(current.interpreter, found);
  }
  return found;
}

const VARIABLE = new ContextVar("decimal_context", undefined);

/** The context of the running task. */
export function decimalContext(): PyContext {
  const found = (currentContext() as Context).get(VARIABLE);
  if (found instanceof PyContext) return found;
  const made = templates().default.copy();
  made.flags = 0;
  (currentContext() as Context).set(VARIABLE, made);
  return made;
}

export function setDecimalContext(given: Value): void {
  if (!(given instanceof PyContext)) raise(E.TypeError, "argument must be a context");
  const { default: common, basic, extended } = templates();
  let used = given;
  if (given === common || given === basic || given === extended) {
    used = given.copy();
    used.flags = 0;
  }
  (currentContext() as Context).set(VARIABLE, used);
}

/** The context that a call names, or the current one. */
export function contextOr(given: Value): PyContext {
  if (given === null) return decimalContext();
  if (given instanceof PyContext) return given;
  return raise(E.TypeError, "optional argument must be a context");
}
