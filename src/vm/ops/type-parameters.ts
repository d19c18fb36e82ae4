/** Type parameters, type aliases, and what annotations need. */
import { TypeParameter } from "../../compiler/type-parameter.ts";
import { E, setHidden } from "../../objects/errors.ts";
import type { PyFunction } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { contains, setItem } from "../../objects/protocols/items.ts";
import { after } from "../../objects/requests.ts";
import type { PyTuple } from "../../objects/sequences.ts";
import { later } from "../../objects/typing/evaluation.ts";
import { genericBase } from "../../objects/typing/generic.ts";
import {
  INFERRED,
  NOTHING,
  PyParamSpec,
  PyTypeAlias,
  type PyTypeParameter,
  PyTypeVar,
  PyTypeVarTuple,
} from "../../objects/typing/layouts.ts";
import type { Frame } from "../frame.ts";
import { Kind } from "../frame.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

function nameOf(frame: Frame): string {
  return frame.instance.names[frame.pc >> 2] as string;
}

function makeParameter(name: string, kind: number, evaluator: Value): PyTypeParameter {
  switch (kind) {
    case TypeParameter.ParamSpec:
      return new PyParamSpec(name, null, NOTHING, INFERRED);
    case TypeParameter.TypeVarTuple:
      return new PyTypeVarTuple(name, NOTHING);
    default: {
      const bound = kind === TypeParameter.BOUND ? later(evaluator) : NOTHING;
      const constraints = kind === TypeParameter.CONSTRAINED ? later(evaluator) : NOTHING;
      return new PyTypeVar(name, bound, constraints, NOTHING, INFERRED);
    }
  }
}

export const typeParameter: Handler = (frame, _a, b, c) =>
  done(frame, makeParameter(nameOf(frame), c, frame.r[b] as Value));

export const setTypeDefault: Handler = (frame, a, b) => {
  (frame.r[a] as PyTypeParameter).byDefault = later(frame.r[b] as Value);
  return skip(frame);
};

export const typeAlias: Handler = (frame, _a, b) => {
  const parameters = frame.r[b] as PyTuple | null;
  return done(frame, new PyTypeAlias(nameOf(frame), parameters, later(frame.r[b + 1] as Value)));
};

export const setTypeParameters: Handler = (frame, a, b) => {
  setHidden(frame.r[a] as PyFunction, "type_params", frame.r[b] as PyTuple);
  return skip(frame);
};

export const makeGenericBase: Handler = (frame, _a, b) =>
  done(frame, genericBase(frame.r[b] as Value));

export const loadNotImplemented: Handler = (frame) => done(frame, E.NotImplementedError);

/** A module or class body begins that keeps its annotations as text. */
export const setupAnnotations: Handler = (frame) => {
  const namespace = frame.r[0] as Value;
  return done(
    frame,
    after(contains(namespace, "__annotations__"), (isThere) =>
      isThere === true ? null : setItem(namespace, "__annotations__", new PyDict()),
    ),
    Kind.DISCARD,
  );
};
