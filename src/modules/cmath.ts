/** The module cmath. https://docs.python.org/3/library/cmath.html */
import { double, toDouble } from "../objects/conversions.ts";
import { defineModule, type Entry, functionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyComplex, PyFloat } from "../objects/float.ts";
import { divComplex } from "../objects/numbers/complexes.ts";
import { hypot } from "../objects/numbers/floats.ts";
import type { Value } from "../objects/object.ts";
import { DECLINED, either, keyword, optional, type Param, param } from "../objects/params.ts";
import { callSpecial } from "../objects/protocols/slot.ts";
import { isPending, type NativeGenerator } from "../objects/requests.ts";
import { tuple } from "../objects/sequences.ts";
import { typeName, typeOf } from "../objects/types.ts";
import type { Complex } from "./math/complex-functions.ts";
import * as functions from "./math/complex-functions.ts";

const { fn, caller } = functionBuilder;

function* askComplex(value: Value): NativeGenerator {
  const special = callSpecial(value, "__complex__", []);
  if (special !== undefined) {
    const made = isPending(special) ? yield special : special;
    if (!(made instanceof PyComplex))
      raise(E.TypeError, `__complex__ returned non-complex (type ${typeName(made as Value)})`);
    return new PyComplex(made.real, made.imag);
  }
  const real = toDouble(value);
  return new PyComplex((isPending(real) ? yield real : real) as unknown as number, 0);
}

/** A complex, or what can become one. */
function complex(name: string): Param<Complex> {
  return param<Complex>(
    name,
    (value) => {
      if (value instanceof PyComplex && typeOf(value).isBuiltin) return [value.real, value.imag];
      if (value instanceof PyFloat && typeOf(value).isBuiltin) return [value.value, 0];
      return typeof value === "number" ? [value, 0] : DECLINED;
    },
    askComplex,
  );
}

/** Raises what C's errno says of a result. */
function checked({ value, problem }: functions.Outcome): PyComplex {
  if (problem === "domain") raise(E.ValueError, "math domain error");
  if (problem === "range") raise(E.OverflowError, "math range error");
  return new PyComplex(value[0], value[1]);
}

function unary(doc: string, run: (z: Complex) => functions.Outcome): Entry {
  return fn(doc, [complex("z")], (z) => checked(run(z)));
}

function test(doc: string, holds: (z: Complex) => boolean): Entry {
  return fn(doc, [complex("z")], holds);
}

function isClose(a: Complex, b: Complex, relative: number, absolute: number): boolean {
  if (relative < 0 || absolute < 0) raise(E.ValueError, "tolerances must be non-negative");
  if (a[0] === b[0] && a[1] === b[1]) return true;
  if ([...a, ...b].some((part) => Math.abs(part) === Number.POSITIVE_INFINITY)) return false;
  const difference = hypot(a[0] - b[0], a[1] - b[1]);
  return (
    difference <= relative * hypot(b[0], b[1]) ||
    difference <= relative * hypot(a[0], a[1]) ||
    difference <= absolute
  );
}

function modulus([x, y]: Complex): number {
  const size = hypot(x, y);
  if (size === Number.POSITIVE_INFINITY && Number.isFinite(x) && Number.isFinite(y))
    raise(E.OverflowError, "math range error");
  return size;
}

const phase = ([x, y]: Complex): number => functions.angle(x, y);

export const cmathModule = defineModule(
  "cmath",
  "This module provides access to mathematical functions for complex\nnumbers.",
  ({ constant }) => ({
    acos: unary("Return the arc cosine of z.", functions.acos),
    acosh: unary("Return the inverse hyperbolic cosine of z.", functions.acosh),
    asin: unary("Return the arc sine of z.", functions.asin),
    asinh: unary("Return the inverse hyperbolic sine of z.", functions.asinh),
    atan: unary("Return the arc tangent of z.", functions.atan),
    atanh: unary("Return the inverse hyperbolic tangent of z.", functions.atanh),
    cos: unary("Return the cosine of z.", functions.cos),
    cosh: unary("Return the hyperbolic cosine of z.", functions.cosh),
    exp: unary("Return the exponential value e**z.", functions.exp),
    log10: unary("Return the base-10 logarithm of z.", functions.log10),
    sin: unary("Return the sine of z.", functions.sin),
    sinh: unary("Return the hyperbolic sine of z.", functions.sinh),
    sqrt: unary("Return the square root of z.", functions.sqrt),
    tan: unary("Return the tangent of z.", functions.tan),
    tanh: unary("Return the hyperbolic tangent of z.", functions.tanh),
    log: caller(
      "log(z[, base]) -> the logarithm of z to the given base.",
      [complex("z"), optional(complex("base"), undefined, "<unrepresentable>")],
      (z, base) => {
        const top = checked(functions.log(z));
        if (base === undefined) return top;
        const bottom = checked(functions.log(base));
        if (bottom.real === 0 && bottom.imag === 0) raise(E.ValueError, "math domain error");
        return divComplex(top.real, top.imag, bottom.real, bottom.imag);
      },
    ),
    phase: fn(
      "Return argument, also known as the phase angle, of a complex.",
      [complex("z")],
      (z) => new PyFloat(phase(z)),
    ),
    polar: fn(
      "Convert a complex from rectangular coordinates to polar coordinates.",
      [complex("z")],
      (z) => tuple(new PyFloat(modulus(z)), new PyFloat(phase(z))),
    ),
    rect: fn(
      "Convert from polar coordinates to rectangular coordinates.",
      [double("r"), double("phi")],
      (r, phi) => checked(functions.rect(r, phi)),
    ),
    isfinite:
      test("Return True if both the real and imaginary parts of z are finite, else False.", ([
        x,
        y,
      ]) => Number.isFinite(x) && Number.isFinite(y)),
    isnan: test("Checks if the real or imaginary part of z not a number (NaN).", ([x, y]) =>
      Number.isNaN(x) || Number.isNaN(y)),
    isinf: test("Checks if the real or imaginary part of z is infinite.", ([x, y]) =>
      [x, y].some((part) => Math.abs(part) === Number.POSITIVE_INFINITY)),
    isclose: fn(
      "Determine whether two complex numbers are close in value.",
      [
        either(complex("a")),
        either(complex("b")),
        keyword(optional(double("rel_tol"), 1e-9, "1e-09")),
        keyword(optional(double("abs_tol"), 0, "0.0")),
      ],
      isClose,
    ),
    pi: constant(new PyFloat(Math.PI)),
    e: constant(new PyFloat(Math.E)),
    tau: constant(new PyFloat(2 * Math.PI)),
    inf: constant(new PyFloat(Number.POSITIVE_INFINITY)),
    nan: constant(new PyFloat(Number.NaN)),
    infj: constant(new PyComplex(0, Number.POSITIVE_INFINITY)),
    nanj: constant(new PyComplex(0, Number.NaN)),
  }),
);
