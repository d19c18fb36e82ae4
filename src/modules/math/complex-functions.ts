/**
 * Functions of a complex variable, by Kahan's branch cuts; where a part is infinite or no number, results are those of C99,
 * Annex G.
 */
import { copySign, hypot, isNegative, ldexp } from "../../objects/numbers/floats.ts";
import { exp as realExp, log as realLog } from "../../objects/numbers/power.ts";
import { asinh as realAsinh, cosh as realCosh, sinh as realSinh } from "./special.ts";
import { atan2, cos as realCos, sin as realSin, tan as realTan } from "./trigonometry.ts";

export type Complex = readonly [real: number, imag: number];

/** A result, and what is wrong with it. */
export interface Outcome {
  readonly value: Complex;
  readonly problem?: "domain" | "range";
}

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = Math.log(LARGE);
const SMALLEST = 2 ** -1022;
const SQRT_SMALLEST = Math.sqrt(SMALLEST);
const { PI } = Math;

const isInf = (x: number): boolean => x === INF || x === -INF;
const areFinite = (x: number, y: number): boolean => Number.isFinite(x) && Number.isFinite(y);
const of = (real: number, imag: number): Outcome => ({ value: [real, imag] });

/** A result whose size tells whether it is out of range. */
function inRange(real: number, imag: number): Outcome {
  return isInf(real) || isInf(imag) ? { value: [real, imag], problem: "range" } : of(real, imag);
}

/** i * z and −i * z: functions of one axis are those of the other, turned. */
const turned = ([x, y]: Complex): Complex => [-y, x];
function turnedBack({ value, ...rest }: Outcome): Outcome {
  return { ...rest, value: [value[1], -value[0]] };
}

/** The angle of a point, of which infinite parts count as equally long. */
export function angle(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NAN;
  if (isInf(y)) {
    const quarter = isInf(x) ? (x > 0 ? 0.25 : 0.75) : 0.5;
    return copySign(quarter * PI, y);
  }
  if (isInf(x) || y === 0) return copySign(x > 0 || (x === 0 && !isNegative(x)) ? 0 : PI, y);
  return atan2(y, x);
}

function log1p(x: number): number {
  return Math.log1p(x);
}

// --- roots and logarithms ---

function root(x: number, y: number): Complex {
  if (x === 0 && y === 0) return [0, y];
  let ax = Math.abs(x);
  const ay = Math.abs(y);
  let s: number;
  if (ax < SMALLEST && ay < SMALLEST) {
    // Among subnormals there is no precision to lose.
    ax = ldexp(ax, 53);
    s = ldexp(Math.sqrt(ax + hypot(ax, ldexp(ay, 53))), -27);
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return x >= 0 ? [s, copySign(d, y)] : [d, copySign(s, y)];
}

export function sqrt([x, y]: Complex): Outcome {
  if (areFinite(x, y)) return { value: root(x, y) };
  if (isInf(y)) return of(INF, y);
  if (x === INF) return of(INF, Number.isNaN(y) ? NAN : copySign(0, y));
  if (x === -INF) return Number.isNaN(y) ? of(NAN, INF) : of(0, copySign(INF, y));
  return of(NAN, NAN);
}

export function log([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    if (isInf(x) || isInf(y)) return of(INF, angle(x, y));
    return of(NAN, NAN);
  }
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const imag = angle(x, y);
  if (ax > LARGE || ay > LARGE) return of(realLog(hypot(ax / 2, ay / 2)) + Math.LN2, imag);
  if (ax < SMALLEST && ay < SMALLEST) {
    if (ax === 0 && ay === 0) return { value: [-INF, imag], problem: "domain" };
    return of(realLog(hypot(ldexp(ax, 53), ldexp(ay, 53))) - 53 * Math.LN2, imag);
  }
  const h = hypot(ax, ay);
  if (h < 0.71 || h > 1.73) return of(realLog(h), imag);
  const most = Math.max(ax, ay);
  const least = Math.min(ax, ay);
  return of(log1p((most - 1) * (most + 1) + least * least) / 2, imag);
}

export function log10(z: Complex): Outcome {
  const { value, ...rest } = log(z);
  return { ...rest, value: [value[0] / Math.LN10, value[1] / Math.LN10] };
}

// --- inverse functions ---

/** log of |z| for numbers so large that their squares are none. */
function largeLog(x: number, y: number): number {
  return realLog(hypot(x / 2, y / 2)) + Math.LN2 * 2;
}

const isLarge = (x: number, y: number): boolean => Math.abs(x) > LARGE || Math.abs(y) > LARGE;

export function acos([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    if (isInf(x) || isInf(y)) {
      const imag = Number.isNaN(y) ? INF : copySign(INF, -y);
      return of(Math.abs(angle(x, y)), imag);
    }
    return of(x === 0 ? PI / 2 : NAN, NAN);
  }
  if (isLarge(x, y)) {
    return of(atan2(Math.abs(y), x), copySign(largeLog(x, y), -y));
  }
  const [a, b] = root(1 - x, -y);
  const [c, d] = root(1 + x, y);
  return of(2 * atan2(a, c), realAsinh(c * b - d * a));
}

export function acosh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    if (isInf(x) || isInf(y)) return of(INF, angle(x, y));
    return of(NAN, x === 0 ? PI / 2 : NAN);
  }
  if (isLarge(x, y)) return of(largeLog(x, y), atan2(y, x));
  const [a, b] = root(x - 1, y);
  const [c, d] = root(x + 1, y);
  return of(realAsinh(a * c + b * d), 2 * atan2(b, c));
}

export function asinh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    if (Number.isNaN(x)) {
      if (isInf(y)) return of(INF, NAN);
      return of(NAN, y === 0 ? y : NAN);
    }
    if (isInf(x)) {
      const imag = Number.isNaN(y) ? NAN : copySign(isInf(y) ? PI / 4 : 0, y);
      return of(x, imag);
    }
    return isInf(y) ? of(copySign(INF, x), copySign(PI / 2, y)) : of(NAN, NAN);
  }
  if (isLarge(x, y)) return of(copySign(largeLog(x, y), x), atan2(y, Math.abs(x)));
  const [a, b] = root(1 + y, -x);
  const [c, d] = root(1 - y, x);
  return of(realAsinh(a * d - c * b), atan2(y, a * c - b * d));
}

export function asin(z: Complex): Outcome {
  return turnedBack(asinh(turned(z)));
}

export function atanh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    if (Number.isNaN(x)) return isInf(y) ? of(0, copySign(PI / 2, y)) : of(NAN, NAN);
    if (Number.isNaN(y)) return isInf(x) || x === 0 ? of(copySign(0, x), NAN) : of(NAN, NAN);
    return of(copySign(0, x), copySign(PI / 2, y));
  }
  if (isNegative(x)) {
    const { value, ...rest } = atanh([-x, -y]);
    return { ...rest, value: [-value[0], -value[1]] };
  }
  const ay = Math.abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(x / 2, y / 2);
    return of(x / 4 / h / h, -copySign(PI / 2, -y));
  }
  if (x === 1 && ay < SQRT_SMALLEST) {
    if (ay === 0) return { value: [INF, y], problem: "domain" };
    const real = -realLog(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2)));
    return of(real, copySign(atan2(2, -ay) / 2, y));
  }
  const real = log1p((4 * x) / ((1 - x) * (1 - x) + ay * ay)) / 4;
  return of(real, -atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2);
}

export function atan(z: Complex): Outcome {
  return turnedBack(atanh(turned(z)));
}

// --- hyperbolic and trigonometric functions ---

/** What is wrong with an infinite angle. */
function withAngle(outcome: Outcome, y: number, isWrong: boolean): Outcome {
  return isInf(y) && isWrong ? { value: outcome.value, problem: "domain" } : outcome;
}

export function exp([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    let value: Complex;
    if (isInf(x) && Number.isFinite(y) && y !== 0) {
      const size = x > 0 ? INF : 0;
      value = [copySign(size, realCos(y)), copySign(size, realSin(y))];
    } else if (x === -INF) value = [0, y === 0 ? y : 0];
    else if (x === INF) value = [INF, y === 0 ? y : NAN];
    else value = [NAN, Number.isNaN(x) && y === 0 ? y : NAN];
    return withAngle({ value }, y, Number.isFinite(x) || x === INF);
  }
  if (x > LOG_LARGE) {
    const l = realExp(x - 1);
    return inRange(l * realCos(y) * Math.E, l * realSin(y) * Math.E);
  }
  const l = realExp(x);
  return inRange(l * realCos(y), l * realSin(y));
}

export function cosh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    let value: Complex;
    if (isInf(x) && Number.isFinite(y) && y !== 0)
      value = [copySign(INF, realCos(y)), copySign(INF, realSin(y)) * Math.sign(x)];
    else if (isInf(x)) value = [INF, y === 0 ? y * Math.sign(x) : NAN];
    else value = [NAN, x === 0 || (Number.isNaN(x) && y === 0) ? 0 : NAN];
    return withAngle({ value }, y, !Number.isNaN(x));
  }
  if (Math.abs(x) > LOG_LARGE) {
    const less = x - Math.sign(x);
    return inRange(realCos(y) * realCosh(less) * Math.E, realSin(y) * realSinh(less) * Math.E);
  }
  return inRange(realCos(y) * realCosh(x), realSin(y) * realSinh(x));
}

export function cos(z: Complex): Outcome {
  return cosh(turned(z));
}

export function sinh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    let value: Complex;
    if (isInf(x) && Number.isFinite(y) && y !== 0)
      value = [copySign(INF, realCos(y)) * Math.sign(x), copySign(INF, realSin(y))];
    else if (isInf(x)) value = y === 0 ? [x, y] : [INF, NAN];
    else if (x === 0) value = [0, NAN];
    else value = [NAN, Number.isNaN(x) && y === 0 ? y : NAN];
    return withAngle({ value }, y, !Number.isNaN(x));
  }
  if (Math.abs(x) > LOG_LARGE) {
    const less = x - Math.sign(x);
    return inRange(realCos(y) * realSinh(less) * Math.E, realSin(y) * realCosh(less) * Math.E);
  }
  return inRange(realCos(y) * realSinh(x), realSin(y) * realCosh(x));
}

export function sin(z: Complex): Outcome {
  return turnedBack(sinh(turned(z)));
}

export function tanh([x, y]: Complex): Outcome {
  if (!areFinite(x, y)) {
    let value: Complex;
    if (isInf(x)) {
      const imag = Number.isFinite(y) ? copySign(0, y === 0 ? y : 2 * realSin(y) * realCos(y)) : 0;
      value = [Math.sign(x), imag];
    } else if (x === 0) value = [x, NAN];
    else value = [NAN, Number.isNaN(x) && y === 0 ? y : NAN];
    return withAngle({ value }, y, Number.isFinite(x));
  }
  if (Math.abs(x) > LOG_LARGE)
    return of(Math.sign(x), 4 * realSin(y) * realCos(y) * realExp(-2 * Math.abs(x)));
  const tx = Math.tanh(x);
  const ty = realTan(y);
  const cx = 1 / realCosh(x);
  const both = tx * ty;
  const bottom = 1 + both * both;
  return of((tx * (1 + ty * ty)) / bottom, (ty / bottom) * cx * cx);
}

export function tan(z: Complex): Outcome {
  return turnedBack(tanh(turned(z)));
}

/** The point at a distance in a direction. */
export function rect(r: number, phi: number): Outcome {
  if (areFinite(r, phi)) {
    if (phi === 0) return of(r, r * phi);
    return of(r * realCos(phi), r * realSin(phi));
  }
  let value: Complex;
  if (isInf(r) && Number.isFinite(phi) && phi !== 0) {
    const sign = Math.sign(r);
    value = [copySign(INF, realCos(phi)) * sign, copySign(INF, realSin(phi)) * sign];
  } else if (isInf(r)) value = phi === 0 ? [r, phi * Math.sign(r)] : [INF, NAN];
  else if (r === 0) value = [0, 0];
  else value = [NAN, Number.isNaN(r) && phi === 0 ? 0 : NAN];
  return withAngle({ value }, phi, r !== 0 && !Number.isNaN(r));
}
