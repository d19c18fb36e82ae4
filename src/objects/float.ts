/** float and complex: boxed, so that `1` and `1.0` differ. */

import { intValue } from "./int.ts";
import { inherit, layout, PyObject, type Value } from "./object.ts";
import { complexType, floatType } from "./types.ts";

export class PyFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  hashKey(): unknown {
    return numberKey(this.value, this);
  }
}
export interface PyFloat extends PyObject {}
inherit(PyFloat);
layout(PyFloat, floatType);

export class PyComplex extends PyObject {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    super();
    this.real = real;
    this.imag = imag;
  }
  override hashKey(): unknown {
    return this.imag === 0 ? numberKey(this.real, this) : `\ud800C${this.real},${this.imag}`;
  }
}
layout(PyComplex, complexType);

/** Equal numbers are one key: 1.0 is 1, 1e20 is 10**20; a NaN equals only itself. */
function numberKey(value: number, self: PyObject): unknown {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
  return Number.isNaN(value) ? self : value;
}

/** The number behind a float or int; undefined for anything else. An int too large is Infinity: ask first. */
export function floatValue(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value;
  const int = intValue(value);
  return int === undefined ? undefined : Number(int);
}
