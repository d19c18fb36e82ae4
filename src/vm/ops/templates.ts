/** t-strings. https://docs.python.org/3/reference/lexical_analysis.html#template-string-literals */
import { PyInterpolation, PyTemplate } from "../../objects/builtins/templates.ts";
import type { Value } from "../../objects/object.ts";
import { PyTuple } from "../../objects/sequences.ts";
import type { Handler } from "./index.ts";
import { done } from "./settle.ts";

export const interpolation: Handler = (frame, _a, b, c) => {
  const { r } = frame;
  const letter = c & 255;
  const conversion = letter === 0 ? null : String.fromCharCode(letter);
  const spec = (c & 256) === 0 ? "" : (r[b + 2] as Value);
  return done(frame, new PyInterpolation(r[b] as Value, r[b + 1] as Value, conversion, spec));
};

export const template: Handler = (frame, _a, b, c) => {
  const interpolations = new PyTuple(frame.r.slice(b + 1, b + 1 + c) as Value[]);
  return done(frame, new PyTemplate(frame.r[b] as PyTuple, interpolations));
};
