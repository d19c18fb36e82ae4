/** The flags that `compile` knows beside those of `__future__`: PyCF_… in C. */
export const CompilerFlag = {
  DONT_IMPLY_DEDENT: 0x200,
  ONLY_AST: 0x400,
  TYPE_COMMENTS: 0x1000,
  TOP_LEVEL_AWAIT: 0x2000,
  ALLOW_INCOMPLETE: 0x4000,
  OPTIMIZED_AST: 0x8000,
  BARRY_AS_FLUFL: 0x400000,
} as const;

/** Those of `__future__`. */
export const FUTURE_FLAGS = 0x1fe0010;

/** What `compile` takes. */
export const KNOWN_FLAGS = Object.values(CompilerFlag).reduce(
  (all, one) => all | one,
  FUTURE_FLAGS,
);
