/**
 * What the operands of instructions are, for those who show them: a letter for each of a, b and c.
 *
 *     r  a register           R  as many registers as the next operand says
 *     k  a constant           j  where it jumps to
 *     i  a number             -  not used
 */
import * as Op from "./opcodes.ts";
import { OP_NAMES } from "./operations.ts";

const ROWS: readonly (readonly [string, string])[] = [
  ["rr-", "MOVE LOAD_CELL STORE_CELL GET_ATTR SET_ATTR NOT NEG POS INVERT LIST_APPEND LIST_EXTEND"],
  ["rr-", "SET_ADD SET_UPDATE LIST_TO_TUPLE SET_DEFAULTS SET_KEYWORD_DEFAULTS SET_ANNOTATE"],
  ["rr-", "YIELD GET_AWAITABLE GET_YIELD_FROM GET_ANEXT WRAP_YIELD LOAD_CLASS_CELL EXIT_ARGUMENTS"],
  ["rr-", "DELETE_ITEM SLICE IMPORT_FROM DICT_UPDATE LENGTH"],
  ["rr-", "SET_TYPE_DEFAULT TYPE_ALIAS SET_TYPE_PARAMETERS GENERIC_BASE"],
  ["rk-", "CONST FUNCTION"],
  ["r--", "LOAD_GLOBAL RETURN CHECK DROP LOAD_NAME STORE_NAME STORE_GLOBAL MAKE_CELL DELETE_CELL"],
  ["r--", "DELETE_LOCAL DELETE_ATTR LOAD_BUILD_CLASS PUSH_EXCEPTION RERAISE IMPORT_STAR"],
  ["r--", "LOAD_ASSERTION_ERROR PRINT CLOSE_ITERATOR LOAD_NOT_IMPLEMENTED"],
  ["rRi", "LIST TUPLE SET BUILD_STRING CALL CALL_METHOD CALL_ATTR CALL_KEYWORDS DICT"],
  [
    "rri",
    "ADD_INT SUB_INT IADD_INT ISUB_INT UNPACK ITER GET_AITER YIELD_FROM UNPACK_STARRED FORMAT",
  ],
  [
    "rri",
    "CALL_EXTENDED LOAD_SPECIAL LOAD_METHOD RAISE INTERPOLATION TEMPLATE LOAD_SEEN TYPE_PARAMETER",
  ],
  ["rki", "IMPORT"],
  ["rrr", "GET_ITEM SET_ITEM DICT_SET DICT_MERGE IS IS_NOT IN NOT_IN"],
  ["rrj", "FOR_ITER MATCH_EXCEPTION MATCH_GROUP"],
  ["rij", "MATCH_SEQUENCE MATCH_MAPPING MATCH_KEYS MATCH_CLASS"],
  ["r-j", "JUMP_IF_FALSE JUMP_IF_TRUE IF_NONE IF_NOT_NONE END_ASYNC_FOR"],
  ["--j", "JUMP JUMP_BACK"],
  ["---", "DELETE_NAME DELETE_GLOBAL POP_EXCEPTION SETUP_ANNOTATIONS NOTE_SUSPENSION TRACE"],
];

const LETTERS: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([letters, names]) => names.split(" ").map((name) => [name, letters] as const)),
);

/** The letters for an instruction's operands. */
export function operandsOf(op: number): string {
  const name = OP_NAMES[op] ?? "";
  const known = LETTERS.get(name);
  if (known !== undefined) return known;
  if (op >= Op.UNLESS_LT_INT && op <= Op.UNLESS_GE_INT) return "rij";
  // Comparisons that branch, then binary operators and comparisons, in place and not.
  return op >= Op.UNLESS_LT && op <= Op.IF_GE ? "rrj" : "rrr";
}
