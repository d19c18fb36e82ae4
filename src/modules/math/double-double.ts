/**
 * Numbers as the unevaluated sum of two doubles: about 106 bits. What math functions are worked out with, so that their
 * results are rounded once, as those of C libraries (nearly always) are.
 */
import { decompose, productError } from "../../objects/numbers/floats.ts";

export class Twice {
  readonly high: number;
  readonly low: number;
  constructor(high: number, low: number) {
    this.high = high;
    this.low = low;
  }

  get value(): number {
    return this.high + this.low;
  }

  plus(other: Twice): Twice {
    const sum = exactSum(this.high, other.high);
    return normal(sum.high, sum.low + this.low + other.low);
  }

  minus(other: Twice): Twice {
    return this.plus(other.negated());
  }

  negated(): Twice {
    return new Twice(-this.high, -this.low);
  }

  times(other: Twice): Twice {
    const product = this.high * other.high;
    const rest = productError(this.high, other.high, product);
    return normal(product, rest + this.high * other.low + this.low * other.high);
  }

  over(other: Twice): Twice {
    const first = this.high / other.high;
    const product = first * other.high;
    const rest = this.high - product - productError(first, other.high, product);
    return normal(first, (rest + this.low - first * other.low) / other.high);
  }

  /** By a power of 2. */
  scaled(factor: number): Twice {
    return new Twice(this.high * factor, this.low * factor);
  }
}

/** `high + low`, for `|high| >= |low|`. */
export function normal(high: number, low: number): Twice {
  const sum = high + low;
  return new Twice(sum, high - sum + low);
}

export function exactSum(a: number, b: number): Twice {
  const sum = a + b;
  const back = sum - a;
  return new Twice(sum, a - (sum - back) + (b - back));
}

export function exactProduct(a: number, b: number): Twice {
  const product = a * b;
  return new Twice(product, productError(a, b, product));
}

/** The nearest pair to a fixed-point number with `places` binary places. */
export function fromFixed(value: bigint, places: number): Twice {
  const high = toDouble(value, places);
  return new Twice(high, toDouble(value - fixed(high, places), places));
}

/** A double as a fixed-point number; what is below the last place is dropped. */
function fixed(value: number, places: number): bigint {
  const { mantissa, exponent } = decompose(value);
  const shift = exponent + places;
  const size = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return value < 0 ? -size : size;
}

function toDouble(value: bigint, places: number): number {
  const sign = value < 0n ? -1 : 1;
  const size = value < 0n ? -value : value;
  const drop = Math.max(0, size.toString(2).length - 64);
  // Sticky: one bit stands for all that are dropped, so that the one rounding is right.
  let top = size >> BigInt(drop);
  if (top << BigInt(drop) !== size) top |= 1n;
  return sign * Number(top) * 2 ** (drop - places);
}
