/** decimal.Decimal: what an instance is. https://docs.python.org/3/library/decimal.html */
import { layout, PyObject } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { countDigits, powerOfTen, trailingZeros } from "./digits.ts";
import { Flag, type Settings } from "./settings.ts";

export const decimalType = new PyType("decimal.Decimal", [objectType]);

/** What kind of number it is. */
export const Kind = { finite: 0, infinite: 1, quiet: 2, signaling: 3 } as const;

/** Begins the hash keys of Decimals that are neither int nor float. */
const KEY = "\ud800E";

/** A finite number is ± coefficient * 10 ** exponent; the coefficient of a NaN is its payload. */
export class PyDecimal extends PyObject {
  readonly kind: number;
  readonly isNegative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
  #digits: number;
  constructor(
    kind: number,
    isNegative: boolean,
    coefficient: bigint,
    exponent: number,
    /** How many the coefficient has, where that is known; else 0. */
    digits = 0,
  ) {
    super();
    this.kind = kind;
    this.isNegative = isNegative;
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.#digits = digits;
  }

  get digits(): number {
    if (this.#digits === 0) this.#digits = countDigits(this.coefficient);
    return this.#digits;
  }

  /** The exponent of the first digit. */
  get adjusted(): number {
    return this.exponent + this.digits - 1;
  }

  get isFinite(): boolean {
    return this.kind === Kind.finite;
  }
  get isNan(): boolean {
    return this.kind >= Kind.quiet;
  }
  get isZero(): boolean {
    return this.kind === Kind.finite && this.coefficient === 0n;
  }

  override hashKey(): unknown {
    if (this.kind === Kind.infinite)
      return this.isNegative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (this.kind !== Kind.finite || this.digits > 15) return DECLINED;
    if (this.coefficient === 0n) return 0;
    const zeros = trailingZeros(this.coefficient, this.digits);
    const exponent = this.exponent + zeros;
    const coefficient = Number(this.coefficient / powerOfTen(zeros));
    const value = this.isNegative ? -coefficient : coefficient;
    if (exponent >= 0)
      return exponent + this.digits - zeros > 15 ? DECLINED : value * 10 ** exponent;
    // A fraction is a double if it has no fives below the line.
    if (exponent >= -22 && coefficient % 5 ** -exponent === 0) return value / 10 ** -exponent;
    return `${KEY}${value},${exponent}`;
  }
}
layout(PyDecimal, decimalType);

export function finite(
  isNegative: boolean,
  coefficient: bigint,
  exponent: number,
  digits = 0,
): PyDecimal {
  return new PyDecimal(Kind.finite, isNegative, coefficient, exponent, digits);
}

export function infinity(isNegative: boolean): PyDecimal {
  return new PyDecimal(Kind.infinite, isNegative, 0n, 0, 1);
}

export function zero(isNegative: boolean, exponent: number): PyDecimal {
  return new PyDecimal(Kind.finite, isNegative, 0n, exponent, 1);
}

export function nan(): PyDecimal {
  return new PyDecimal(Kind.quiet, false, 0n, 0, 1);
}

/** A NaN, and the condition that it stands for. */
export function invalid(env: Settings, flag: number = Flag.invalidOperation): PyDecimal {
  env.status |= flag;
  return nan();
}

export function withSign(value: PyDecimal, isNegative: boolean): PyDecimal {
  return new PyDecimal(value.kind, isNegative, value.coefficient, value.exponent, value.digits);
}

/** A copy of the builtin type. */
export function copyOf(value: PyDecimal): PyDecimal {
  return withSign(value, value.isNegative);
}

export const ONE = finite(false, 1n, 0, 1);
