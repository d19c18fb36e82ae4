/** What arithmetic goes by: precision, exponents, rounding; and what it reports. */

/** The limits of a decimal context: those of libmpdec where words have 32 bits, so that every exponent is an exact double. */
export const MAX_PREC = 425_000_000;
export const MAX_EMAX = 425_000_000;
export const MIN_EMIN = -425_000_000;
export const MIN_ETINY = MIN_EMIN - (MAX_PREC - 1);
/** An exponent that overflows (or, negative, underflows) whatever the context. */
export const BEYOND = 2_000_000_001;

/** Conditions, as bits. Several of them are one signal, InvalidOperation. */
export const Flag = {
  clamped: 0x1,
  conversionSyntax: 0x2,
  divisionByZero: 0x4,
  divisionImpossible: 0x8,
  divisionUndefined: 0x10,
  inexact: 0x40,
  invalidContext: 0x80,
  invalidOperation: 0x100,
  floatOperation: 0x400,
  overflow: 0x800,
  rounded: 0x1000,
  subnormal: 0x2000,
  underflow: 0x4000,
} as const;

/** All that is InvalidOperation. */
export const INVALID =
  Flag.conversionSyntax |
  Flag.divisionImpossible |
  Flag.divisionUndefined |
  Flag.invalidContext |
  Flag.invalidOperation;

/** What makes a result meaningless. */
export const ERRORS = INVALID | Flag.divisionByZero;

export const ROUNDINGS = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;
export type Rounding = (typeof ROUNDINGS)[number];

export function isRounding(name: string | undefined): name is Rounding {
  return (ROUNDINGS as readonly (string | undefined)[]).includes(name);
}

/** The settings of a context, and the conditions that the operation in progress has met. */
export class Settings {
  prec: number;
  rounding: Rounding;
  emin: number;
  emax: number;
  clamp: number;
  status = 0;
  constructor(prec: number, rounding: Rounding, emin: number, emax: number, clamp: number) {
    this.prec = prec;
    this.rounding = rounding;
    this.emin = emin;
    this.emax = emax;
    this.clamp = clamp;
  }
  get etiny(): number {
    return this.emin - (this.prec - 1);
  }
  get etop(): number {
    return this.emax - (this.prec - 1);
  }
  /** The same, with other precision and rounding. */
  with(prec: number, rounding: Rounding = this.rounding): Settings {
    return new Settings(prec, rounding, this.emin, this.emax, this.clamp);
  }
}

/** Settings under which what can be exact is exact. */
export function widest(prec = MAX_PREC): Settings {
  return new Settings(prec, "ROUND_HALF_EVEN", MIN_EMIN, MAX_EMAX, 0);
}
