/** Instructions by what they carry out, and by number. */
import * as Op from "./opcodes.ts";

export type OpName = keyof typeof Op;

/** Names by number. */
export const OP_NAMES: readonly (OpName | undefined)[] = (() => {
  const names: (OpName | undefined)[] = [];
  for (const [name, number] of Object.entries(Op)) {
    while (names.length < number) names.push(undefined);
    names[number] = name as OpName;
  }
  return names;
})();

/** Operators of OPERATORS in order, as instructions; in place likewise. */
export const BINARY_OPS = {
  Add: Op.ADD,
  Sub: Op.SUB,
  Mult: Op.MUL,
  MatMult: Op.MATMUL,
  Div: Op.TRUEDIV,
  FloorDiv: Op.FLOORDIV,
  Mod: Op.MOD,
  Pow: Op.POW,
  LShift: Op.LSHIFT,
  RShift: Op.RSHIFT,
  BitOr: Op.BOR,
  BitXor: Op.BXOR,
  BitAnd: Op.BAND,
} as const;

export const IN_PLACE_OPS = {
  Add: Op.IADD,
  Sub: Op.ISUB,
  Mult: Op.IMUL,
  MatMult: Op.IMATMUL,
  Div: Op.ITRUEDIV,
  FloorDiv: Op.IFLOORDIV,
  Mod: Op.IMOD,
  Pow: Op.IPOW,
  LShift: Op.ILSHIFT,
  RShift: Op.IRSHIFT,
  BitOr: Op.IBOR,
  BitXor: Op.IBXOR,
  BitAnd: Op.IBAND,
} as const;

export const COMPARE_OPS = {
  Lt: Op.LT,
  LtE: Op.LE,
  Eq: Op.EQ,
  NotEq: Op.NE,
  Gt: Op.GT,
  GtE: Op.GE,
  Is: Op.IS,
  IsNot: Op.IS_NOT,
  In: Op.IN,
  NotIn: Op.NOT_IN,
} as const;

const CALLS: ReadonlySet<number> = new Set([
  Op.CALL,
  Op.CALL_METHOD,
  Op.CALL_ATTR,
  Op.CALL_KEYWORDS,
  Op.CALL_EXTENDED,
]);

/** Does an instruction, as the compiler makes it, call something? */
export function isCall(op: number): boolean {
  return CALLS.has(op);
}

/** Is operand c of an instruction where it jumps to? */
export function jumps(op: number): boolean {
  return op === Op.JUMP || op === Op.JUMP_BACK || isBranch(op);
}

/** Does an instruction jump to its operand c under a condition? */
export function isBranch(op: number): boolean {
  return (
    op === Op.JUMP_IF_FALSE ||
    op === Op.JUMP_IF_TRUE ||
    (op >= Op.UNLESS_LT && op <= Op.IF_NOT_NONE) ||
    op === Op.FOR_ITER ||
    op === Op.MATCH_EXCEPTION ||
    op === Op.MATCH_GROUP ||
    (op >= Op.MATCH_SEQUENCE && op <= Op.MATCH_CLASS) ||
    op === Op.END_ASYNC_FOR
  );
}

/** Beside its conversion, what FORMAT is told: there is a specification; nothing but the conversion is to be done. */
export const Convert = { withSpec: 256, only: 512 } as const;
