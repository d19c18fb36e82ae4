import { readFileSync } from "node:fs";
import { expect } from "chai";
import { installBuiltinTypes } from "../../src/objects/builtins/index.ts";
import { current } from "../../src/objects/current.ts";
import { E, isThrown } from "../../src/objects/errors.ts";
import { PyFloat } from "../../src/objects/float.ts";
import { formatStr } from "../../src/objects/formatting/values.ts";
import { PyNative } from "../../src/objects/native.ts";
import {
  numberAdd,
  numberLShift,
  numberMul,
  numberPow,
} from "../../src/objects/numbers/arithmetic.ts";
import { compareNumbers } from "../../src/objects/numbers/compare.ts";
import { hypot } from "../../src/objects/numbers/floats.ts";
import { exp, log, power } from "../../src/objects/numbers/power.ts";
import { floatRepr, intText } from "../../src/objects/numbers/print.ts";
import type { PyObject, Value } from "../../src/objects/object.ts";
import { object, optional, type Param, type Values } from "../../src/objects/params.ts";
import { binary, unary } from "../../src/objects/protocols/arithmetic.ts";
import { callSpecial, slotFor } from "../../src/objects/protocols/slot.ts";
import { formatOf } from "../../src/objects/protocols/text.ts";
import type { NativeResult } from "../../src/objects/requests.ts";
import { LT, OPERATORS, SLOT } from "../../src/objects/slots.ts";
import * as types from "../../src/objects/types.ts";
import { outcome } from "../support/evaluate.ts";

installBuiltinTypes();

const globals: [string, Value][] = [
  ...[types.intType, types.boolType, types.floatType, types.complexType, types.strType].map(
    (type): [string, Value] => [type.name, type],
  ),
];

function native<const P extends readonly Param<unknown>[]>(
  name: string,
  params: P,
  run: (...args: Values<P>) => NativeResult,
): void {
  globals.push([name, new PyNative(name, "function", null, params, run, "", false)]);
}
const row = (dunder: string): number => OPERATORS.findIndex((o) => o.dunder === dunder);
native("abs", [object("x")], (x) => unary(SLOT.__abs__, "abs()", x));
native("divmod", [object("x"), object("y")], (x, y) => binary(row("divmod"), x, y));
native("format", [object("value"), object("spec")], formatOf);
native("round", [object("number"), optional(object("ndigits"), null, "None")], (x, digits) =>
  callSpecial(x, "__round__", [digits]),
);
native(
  "pow",
  [object("base"), object("exp"), optional(object("mod"), null, "None")],
  (base, exponent, mod) =>
    mod === null
      ? binary(row("pow"), base, exponent)
      : slotFor(base, SLOT.__pow__)?.(base, exponent, mod),
);

describe("objects/numbers", () => {
  before(() => {
    // Natives run below a machine, which there is none of here.
    current.fiber = { reprs: new Set<PyObject>() };
  });

  const text = readFileSync(new URL("./fixtures/numbers.txt", import.meta.url), "utf8");
  for (const block of text.trimEnd().split("\n\n")) {
    const at = block.lastIndexOf("\n=> ");
    const source = block.slice(0, at);
    it(source, () => {
      expect(outcome(source, globals)).to.equal(block.slice(at + 4));
    });
  }

  function refuses(run: () => unknown): boolean {
    try {
      run();
    } catch (error) {
      return isThrown(error, E.MemoryError);
    }
    return false;
  }

  it("refuses ints that would not fit in memory, before it computes them", () => {
    const large = numberLShift(1, 2 ** 26);
    expect(refuses(() => numberPow(10, 10 ** 9))).to.equal(true);
    expect(refuses(() => numberPow(3, 2n ** 70n))).to.equal(true);
    expect(refuses(() => numberLShift(1, 2 ** 40))).to.equal(true);
    expect(refuses(() => numberMul(large, numberMul(large, 2)))).to.equal(true);
    expect(refuses(() => formatStr("", "999999999999999"))).to.equal(true);
  });

  it("refuses the decimal digits of a large int without making them", () => {
    expect(() => intText(numberLShift(1, 2 ** 26) as bigint)).to.throw();
  });

  it("keeps ints in one form", () => {
    const sum = numberAdd(Number.MAX_SAFE_INTEGER, 1);
    expect(sum).to.equal(2n ** 53n);
    expect(numberAdd(sum, -1)).to.equal(Number.MAX_SAFE_INTEGER);
    expect(Object.is(numberMul(0, -3), 0)).to.equal(true);
  });

  it("compares ints and floats exactly", () => {
    expect(compareNumbers(LT, new PyFloat(2 ** 53), 2n ** 53n + 1n)).to.equal(true);
    expect(compareNumbers(LT, 2n ** 53n + 1n, new PyFloat(2 ** 53))).to.equal(false);
  });

  it("has powers, logarithms and lengths that JavaScript rounds wrongly", () => {
    expect(power(5, -5)).to.equal(0.00032);
    expect(power(10, -308)).to.equal(1e-308);
    expect(power(10, -323)).to.equal(1e-323);
    expect(log(3)).to.equal(1.0986122886681098);
    expect(exp(1)).to.equal(Math.E);
    expect(hypot(0.8132766492806447, 0.9910074179167905)).to.equal(1.2819963379944799);
  });

  it("writes floats that read back as themselves", () => {
    for (let i = -320; i < 309; i++) {
      const value = Number(`${(i * 7919) % 1000}.${Math.abs(i)}e${i}`);
      expect(Number(floatRepr(value).replace("inf", "Infinity"))).to.equal(value);
    }
  });
});
