/** The kinds of type parameters, as TYPE_PARAMETER has them: a TypeVar may have a bound, or constraints. */
export const TypeParameter = {
  TypeVar: 0,
  BOUND: 1,
  CONSTRAINED: 2,
  ParamSpec: 3,
  TypeVarTuple: 4,
} as const;
