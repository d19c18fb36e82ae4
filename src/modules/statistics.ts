/** `_statistics`: what is below the library's statistics. */
import { double } from "../objects/conversions.ts";
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import { log } from "../objects/numbers/power.ts";

/** Coefficients of a polynomial, the highest first. */
type Coefficients = readonly number[];

const evaluate = (coefficients: Coefficients, x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient);

/** Algorithm AS 241: a quotient of polynomials in the middle, nearer to an end, and at an end. https://doi.org/10.2307/2347330 */
const MIDDLE: readonly [Coefficients, Coefficients] = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
];
const NEARER: readonly [Coefficients, Coefficients] = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
];
const FAR: readonly [Coefficients, Coefficients] = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
];

/** The value below which a share `p` of a normal distribution is. */
function inverse(p: number, mu: number, sigma: number): number {
  if (p <= 0 || p >= 1) raise(E.ValueError, "inv_cdf undefined for these parameters");
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return mu + ((evaluate(MIDDLE[0], r) * q) / evaluate(MIDDLE[1], r)) * sigma;
  }
  const r = Math.sqrt(-log(q <= 0 ? p : 1 - p));
  const [above, below] = r <= 5 ? NEARER : FAR;
  const shifted = r <= 5 ? r - 1.6 : r - 5;
  const x = evaluate(above, shifted) / evaluate(below, shifted);
  return mu + (q < 0 ? -x : x) * sigma;
}

export const statisticsModule = defineModule(
  "_statistics",
  "Accelerators for the statistics module.",
  ({ fn }) => ({
    _normal_dist_inv_cdf: fn(
      "",
      [double("p"), double("mu"), double("sigma")],
      (p, mu, sigma) => new PyFloat(inverse(p, mu, sigma)),
    ),
  }),
);
