/**
 * `_opcode`: what is known of CPython 3.14's instructions, for the library's `opcode`. This interpreter's own are another matter
 * (see `dis`).
 */
import { smallInt } from "../objects/conversions.ts";
import { defineModule, type Entry, functionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { intValue } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import { keyword, object, optional } from "../objects/params.ts";
import { PyList, tuple } from "../objects/sequences.ts";

const { fn } = functionBuilder;

/** Reads `1 3-5`. */
function numbers(ranges: string): ReadonlySet<number> {
  const all = new Set<number>();
  for (const range of ranges.split(" ")) {
    const [first, last = first] = range.split("-").map(Number) as [number, number?];
    for (let n = first; n <= last; n++) all.add(n);
  }
  return all;
}

const KINDS = {
  is_valid: ["0-120 128-211 234-266", "opcode is valid"],
  has_arg: [
    "44-120 128 143-153 155-195 197 200 209-211 237 239 241-245 247-251 253 255 257-261 263-266",
    "the opcode uses its oparg",
  ],
  has_const: ["82 190-191", "the opcode accesses a constant"],
  has_name: [
    "61 64-65 72-73 80 91-93 96 110 115-116 179 189 194-195 200 249",
    "the opcode accesses an attribute by name",
  ],
  has_jump: ["68 70 75-77 100-103 106 172-176 237 248 257-260", "the opcode has a jump target"],
  has_free: ["62 90 97 111", "the opcode accesses a free variable"],
  has_local: ["3 63 83-89 112-114 261 266", "the opcode accesses a local variable"],
  has_exc: ["263-265", "the opcode sets an exception handler"],
} as const;

/** Effects on the stack: what an instruction adds, what more for each unit of its argument, and which do so. */
const EFFECTS: readonly (readonly [number, number, string])[] = [
  [-4, 0, "37"],
  [-3, 0, "4 38 252"],
  [-2, -1, "55 251"],
  [-2, 0, "1 8 68 98-99 110 114 248"],
  [-1, -1, "52 250"],
  [
    -1,
    0,
    "2 7 9-11 13 20 29-31 44 54 56-57 61 66-67 73-74 78-79 100-103 105 107-109 111-112 115-116 234-236 241-244 266",
  ],
  [-1, 1, "119"],
  [0, -1, "104"],
  [
    0,
    0,
    "0 5-6 12 14 16-17 19 23 27-28 35-36 39-42 53 58 60 62-65 69 71 75-77 90-91 97 106 113 117 120 128 238-240 245-247 253-260 262",
  ],
  [1, -2, "47"],
  [1, -1, "46 48-51"],
  [1, 0, "15 18 21-22 24-26 32-34 43 59 70 72 81-86 88 93-95 237 261"],
  [2, 0, "87 89"],
];

const BUILD_INTERPOLATION = 45;
const LOAD_ATTR = 80;
const LOAD_GLOBAL = 92;
const UNPACK_EX = 118;
const SUPER_ATTRS = [96, 249];
const SETUP_CLEANUP = 263;
const SETUPS = [264, 265];

function effect(op: number, arg: number, jumps: boolean): number | undefined {
  if (op === BUILD_INTERPOLATION) return -1 - (arg & 1);
  if (op === LOAD_ATTR) return arg & 1;
  if (op === LOAD_GLOBAL) return 1 + (arg & 1);
  if (SUPER_ATTRS.includes(op)) return -2 + (arg & 1);
  if (op === UNPACK_EX) return (arg & 0xff) + (arg >> 8);
  if (op === SETUP_CLEANUP) return jumps ? 2 : 0;
  if (SETUPS.includes(op)) return jumps ? 1 : 0;
  const found = EFFECTS.find(([, , ops]) => numbers(ops).has(op));
  return found === undefined ? undefined : found[0] + found[1] * arg;
}

function stackEffect(op: number, oparg: Value, jump: Value): Value {
  const arg = oparg === null ? 0 : intValue(oparg);
  if (arg === undefined) return raise(E.TypeError, `an integer is required`);
  if (jump !== null && typeof jump !== "boolean")
    return raise(E.ValueError, "stack_effect: jump must be False, True or None");
  const found = effect(op, Number(arg), jump !== false);
  return found ?? raise(E.ValueError, "invalid opcode or oparg");
}

/** Names and symbols of binary operations, by argument; those in place come after the others. */
const BINARY =
  "ADD + AND & FLOOR_DIVIDE // LSHIFT << MATRIX_MULTIPLY @ MULTIPLY * REMAINDER % OR | POWER ** RSHIFT >> SUBTRACT - TRUE_DIVIDE / XOR ^".split(
    " ",
  );

function binaryOperations(): Value {
  const rows: Value[] = [];
  for (const [prefix, suffix] of [
    ["NB_", ""],
    ["NB_INPLACE_", "="],
  ] as const)
    for (let i = 0; i < BINARY.length; i += 2)
      rows.push(tuple(`${prefix}${BINARY[i]}`, `${BINARY[i + 1]}${suffix}`));
  rows.push(tuple("NB_SUBSCR", "[]"));
  return new PyList(rows);
}

const list = (doc: string, names: string): Entry => fn(doc, [], () => new PyList(names.split(" ")));

export const opcodeModule = defineModule("_opcode", "Opcode support module.", () => ({
  ...Object.fromEntries(
    Object.entries(KINDS).map(([name, [ranges, what]]) => [
      name,
      fn(`Return True if ${what}, False otherwise.`, [smallInt("opcode")], (op) =>
        numbers(ranges).has(op),
      ),
    ]),
  ),
  stack_effect: fn(
    "Compute the stack effect of the opcode.",
    [
      smallInt("opcode"),
      optional(object("oparg"), null, "None"),
      keyword(optional(object("jump"), null, "None")),
    ],
    stackEffect,
  ),
  get_nb_ops: fn("Return array of symbols of binary ops.", [], binaryOperations),
  get_intrinsic1_descs: list(
    "Return a list of names of the unary intrinsics.",
    "INTRINSIC_1_INVALID INTRINSIC_PRINT INTRINSIC_IMPORT_STAR INTRINSIC_STOPITERATION_ERROR INTRINSIC_ASYNC_GEN_WRAP INTRINSIC_UNARY_POSITIVE INTRINSIC_LIST_TO_TUPLE INTRINSIC_TYPEVAR INTRINSIC_PARAMSPEC INTRINSIC_TYPEVARTUPLE INTRINSIC_SUBSCRIPT_GENERIC INTRINSIC_TYPEALIAS",
  ),
  get_intrinsic2_descs: list(
    "Return a list of names of the binary intrinsics.",
    "INTRINSIC_2_INVALID INTRINSIC_PREP_RERAISE_STAR INTRINSIC_TYPEVAR_WITH_BOUND INTRINSIC_TYPEVAR_WITH_CONSTRAINTS INTRINSIC_SET_FUNCTION_TYPE_PARAMS INTRINSIC_SET_TYPEPARAM_DEFAULT",
  ),
  get_special_method_names: list(
    "Return a list of special method names.",
    "__enter__ __exit__ __aenter__ __aexit__",
  ),
  get_specialization_stats: fn("Return the specialization stats", [], () => null),
  get_executor: fn(
    "Return the executor object at offset in code if exists, None otherwise.",
    [object("code"), smallInt("offset")],
    () => null,
  ),
}));
