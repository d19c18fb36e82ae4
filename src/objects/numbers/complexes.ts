/** Arithmetic of complex numbers, mixed with real ones as C99's Annex G has it: a real operand has no imaginary part. */
import { E, raise } from "../errors.ts";
import { PyComplex } from "../float.ts";
import { copySign, hypot } from "./floats.ts";
import { exp, ieeePower, log } from "./power.ts";

const INFINITY = Number.POSITIVE_INFINITY;

function isInfinite(value: number): boolean {
  return value === INFINITY || value === -INFINITY;
}

/** An infinite part as ±1, any other as ±0. */
function boxed(value: number): number {
  return copySign(isInfinite(value) ? 1 : 0, value);
}

function withoutNan(value: number): number {
  return Number.isNaN(value) ? copySign(0, value) : value;
}

export function mulComplex(a: number, b: number, c: number, d: number): PyComplex {
  const real = a * c - b * d;
  const imag = a * d + b * c;
  return Number.isNaN(real) && Number.isNaN(imag)
    ? recoverProduct(a, b, c, d, real, imag)
    : new PyComplex(real, imag);
}

/** Infinities that computed as nan+nanj (C11, G.5.1). */
function recoverProduct(
  a: number,
  b: number,
  c: number,
  d: number,
  real: number,
  imag: number,
): PyComplex {
  let [p, q, r, s] = [a, b, c, d];
  let isRecovered = false;
  if (isInfinite(a) || isInfinite(b)) {
    [p, q, r, s] = [boxed(p), boxed(q), withoutNan(r), withoutNan(s)];
    isRecovered = true;
  }
  if (isInfinite(c) || isInfinite(d)) {
    [p, q, r, s] = [withoutNan(p), withoutNan(q), boxed(r), boxed(s)];
    isRecovered = true;
  }
  if (
    !isRecovered &&
    (isInfinite(a * c) || isInfinite(b * d) || isInfinite(a * d) || isInfinite(b * c))
  ) {
    [p, q, r, s] = [withoutNan(p), withoutNan(q), withoutNan(r), withoutNan(s)];
    isRecovered = true;
  }
  if (!isRecovered) return new PyComplex(real, imag);
  return new PyComplex(INFINITY * (p * r - q * s), INFINITY * (p * s + q * r));
}

function divisionByZero(): never {
  raise(E.ZeroDivisionError, "division by zero");
}

export function divComplex(a: number, b: number, c: number, d: number): PyComplex {
  let real = Number.NaN;
  let imag = Number.NaN;
  const absReal = Math.abs(c);
  const absImag = Math.abs(d);
  if (absReal >= absImag) {
    if (absReal === 0) divisionByZero();
    const ratio = d / c;
    const divisor = c + d * ratio;
    real = (a + b * ratio) / divisor;
    imag = (b - a * ratio) / divisor;
  } else if (absImag >= absReal) {
    const ratio = c / d;
    const divisor = c * ratio + d;
    real = (a * ratio + b) / divisor;
    imag = (b * ratio - a) / divisor;
  }
  if (Number.isNaN(real) && Number.isNaN(imag)) {
    if ((isInfinite(a) || isInfinite(b)) && Number.isFinite(c) && Number.isFinite(d)) {
      const x = boxed(a);
      const y = boxed(b);
      return new PyComplex(INFINITY * (x * c + y * d), INFINITY * (y * c - x * d));
    }
    if ((isInfinite(c) || isInfinite(d)) && Number.isFinite(a) && Number.isFinite(b)) {
      const x = boxed(c);
      const y = boxed(d);
      return new PyComplex(0 * (a * x + b * y), 0 * (b * x - a * y));
    }
  }
  return new PyComplex(real, imag);
}

/** `(a+bj) / c` */
export function divByReal(a: number, b: number, c: number): PyComplex {
  if (c === 0) divisionByZero();
  return new PyComplex(a / c, b / c);
}

/** `a / (c+dj)` */
export function divReal(a: number, c: number, d: number): PyComplex {
  let real = Number.NaN;
  let imag = Number.NaN;
  const absReal = Math.abs(c);
  const absImag = Math.abs(d);
  if (absReal >= absImag) {
    if (absReal === 0) divisionByZero();
    const ratio = d / c;
    const divisor = c + d * ratio;
    real = a / divisor;
    imag = (-a * ratio) / divisor;
  } else if (absImag >= absReal) {
    const ratio = c / d;
    const divisor = c * ratio + d;
    real = (a * ratio) / divisor;
    imag = -a / divisor;
  }
  if (
    Number.isNaN(real) &&
    Number.isNaN(imag) &&
    Number.isFinite(a) &&
    (isInfinite(c) || isInfinite(d))
  )
    return new PyComplex(0 * (a * boxed(c)), 0 * (-a * boxed(d)));
  return new PyComplex(real, imag);
}

/** Up to here a whole exponent is carried out by multiplications. */
const MAX_WHOLE_EXPONENT = 100;

export function powComplex(a: number, b: number, c: number, d: number): PyComplex {
  const result =
    d === 0 && Number.isInteger(c) && Math.abs(c) <= MAX_WHOLE_EXPONENT
      ? powWhole(a, b, c)
      : powPolar(a, b, c, d);
  if (isInfinite(result.real) || isInfinite(result.imag))
    raise(E.OverflowError, "complex exponentiation");
  return result;
}

function powWhole(a: number, b: number, exponent: number): PyComplex {
  if (exponent <= 0) {
    const power = powWhole1(a, b, -exponent);
    if (power.real === 0 && power.imag === 0) zeroPower();
    return divComplex(1, 0, power.real, power.imag);
  }
  return powWhole1(a, b, exponent);
}

function powWhole1(a: number, b: number, exponent: number): PyComplex {
  let result = new PyComplex(1, 0);
  let square = new PyComplex(a, b);
  for (let mask = 1; exponent >= mask; mask *= 2) {
    if (exponent & mask) result = mulComplex(result.real, result.imag, square.real, square.imag);
    square = mulComplex(square.real, square.imag, square.real, square.imag);
  }
  return result;
}

function zeroPower(): never {
  raise(E.ZeroDivisionError, "zero to a negative or complex power");
}

function powPolar(a: number, b: number, c: number, d: number): PyComplex {
  if (c === 0 && d === 0) return new PyComplex(1, 0);
  if (a === 0 && b === 0) {
    if (d !== 0 || c < 0) zeroPower();
    return new PyComplex(0, 0);
  }
  const length = hypot(a, b);
  const angle = Math.atan2(b, a);
  let newLength = ieeePower(length, c);
  let phase = angle * c;
  if (d !== 0) {
    newLength *= exp(-angle * d);
    phase += d * log(length);
  }
  return new PyComplex(newLength * Math.cos(phase), newLength * Math.sin(phase));
}

export function absComplex(value: PyComplex): number {
  const { real, imag } = value;
  const length = hypot(real, imag);
  if (isInfinite(length) && !isInfinite(real) && !isInfinite(imag))
    raise(E.OverflowError, "absolute value too large");
  return length;
}
