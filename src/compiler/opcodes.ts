/**
 * The instructions. Each is four words: op, a, b, c. Registers are `r`; `name` is the name kept beside the
 * instruction; `=> c` means "jump to c". The numbers of the hot instructions are dense and come first, since the
 * machine's switch has a case for them; the rest are in tables (vm/ops).
 *
 * One constant a name, used as `import * as Op`: the bundler then puts the numbers into the cases.
 */
// --- hot: a case of the machine's switch ---
/** r[a] = r[b] */
export const MOVE = 0;
/** r[a] = constants[b] */
export const CONST = 1;
/** r[a] = global or builtin `name` */
export const LOAD_GLOBAL = 2;
/** r[a] = cell r[b]'s value, which must be bound */
export const LOAD_CELL = 3;
/** cell r[a] = r[b] */
export const STORE_CELL = 4;
/** r[a] = r[b].name */
export const GET_ATTR = 5;
/** r[a].name = r[b] */
export const SET_ATTR = 6;
/** r[a], r[a+1] = the method `name` of r[a+1], and its self; or unbound, and a callable */
export const LOAD_METHOD = 7;
/** r[a] = r[b](r[b+1] … r[b+c]) */
export const CALL = 8;
/** r[a] = call of a LOAD_METHOD pair at b with c arguments from b+2 */
export const CALL_METHOD = 9;
/** LOAD_METHOD and CALL_METHOD in one, where the arguments cannot be told from having come before */
export const CALL_ATTR = 10;
/** r[a] = r[b] + r[c], and so on; the order of these is that of OPERATORS */
export const ADD = 11;
export const SUB = 12;
export const MUL = 13;
export const IADD = 14;
export const ISUB = 15;
export const IMUL = 16;
/** r[a] = r[b] + c, a small int */
export const ADD_INT = 17;
export const SUB_INT = 18;
export const IADD_INT = 19;
export const ISUB_INT = 20;
export const FLOORDIV = 21;
export const MOD = 22;
export const TRUEDIV = 23;
export const BAND = 24;
/** r[a] = r[b] < r[c], and so on, in the order of COMPARISONS */
export const LT = 25;
export const LE = 26;
export const EQ = 27;
export const NE = 28;
export const GT = 29;
export const GE = 30;
/** r[a] = r[b] is r[c] */
export const IS = 31;
export const IS_NOT = 32;
/** r[a] = r[b] in r[c] */
export const IN = 33;
export const NOT_IN = 34;
/** r[a] = not r[b] */
export const NOT = 35;
/** => c */
export const JUMP = 36;
/** => c, back to the head of a loop; costs fuel */
export const JUMP_BACK = 37;
/** if not r[a] => c */
export const JUMP_IF_FALSE = 38;
/** if r[a] => c */
export const JUMP_IF_TRUE = 39;
/** if not (r[a] < r[b]) => c, and so on */
export const UNLESS_LT = 40;
export const UNLESS_LE = 41;
export const UNLESS_EQ = 42;
export const UNLESS_NE = 43;
export const UNLESS_GT = 44;
export const UNLESS_GE = 45;
/** if r[a] < r[b] => c, and so on */
export const IF_LT = 46;
export const IF_LE = 47;
export const IF_EQ = 48;
export const IF_NE = 49;
export const IF_GT = 50;
export const IF_GE = 51;
/** if not (r[a] < b) => c, where b is a small int, and so on */
export const UNLESS_LT_INT = 52;
export const UNLESS_LE_INT = 53;
export const UNLESS_EQ_INT = 54;
export const UNLESS_NE_INT = 55;
export const UNLESS_GT_INT = 56;
export const UNLESS_GE_INT = 57;
/** if r[a] is None => c */
export const IF_NONE = 58;
/** if r[a] is not None => c */
export const IF_NOT_NONE = 59;
/** r[a] = iter(r[b]); c: the instruction before is a call whose result r[b] is, and nobody else has it */
export const ITER = 60;
/** r[a] = next(r[b]); at its end => c */
export const FOR_ITER = 61;
/** r[a] … r[a+c-1] = the c items of r[b] */
export const UNPACK = 62;
/** r[a] = [r[b], … r[b+c-1]] */
export const LIST = 63;
export const TUPLE = 64;
/** r[a] = r[b][r[c]] */
export const GET_ITEM = 65;
/** r[a][r[b]] = r[c] */
export const SET_ITEM = 66;
/** list r[a].append(r[b]) */
export const LIST_APPEND = 67;
/** return r[a] */
export const RETURN = 68;
/** yield r[b]; what is sent arrives in r[a] */
export const YIELD = 69;
/** r[a] = yield from r[b] (an iterator, or what GET_AWAITABLE gave); c: what is sent first */
export const YIELD_FROM = 70;
/** raise unless r[a] is bound */
export const CHECK = 71;
/** an expression statement drops r[a] */
export const DROP = 72;
/** r[a] = function from constants[b] */
export const FUNCTION = 73;

// --- what an instruction becomes, in the copy of an instance (vm/instance.ts), after it has seen its operands; any of these can
// become another of its family again ---
/** FOR_ITER over a list, another native iterator, a generator (FOR_ITER itself is for ranges) */
export const FOR_LIST = 74;
export const FOR_NATIVE = 75;
export const FOR_GENERATOR = 76;
/** GET_ITEM and SET_ITEM of a dict */
export const GET_ITEM_DICT = 77;
export const SET_ITEM_DICT = 78;
/** CALL of a native function */
export const CALL_NATIVE = 79;
/** LOAD_METHOD, CALL_METHOD and CALL_ATTR of a native method of a builtin object */
export const LOAD_METHOD_NATIVE = 80;
export const CALL_METHOD_NATIVE = 81;
export const CALL_ATTR_NATIVE = 82;

// --- cold: handlers in tables ---
/** r[a] = r[b] op r[c] for the operators without a case of their own */
export const POW = 96;
export const MATMUL = 97;
export const LSHIFT = 98;
export const RSHIFT = 99;
export const BOR = 100;
export const BXOR = 101;
export const IFLOORDIV = 102;
export const IMOD = 103;
export const ITRUEDIV = 104;
export const IBAND = 105;
export const IPOW = 106;
export const IMATMUL = 107;
export const ILSHIFT = 108;
export const IRSHIFT = 109;
export const IBOR = 110;
export const IBXOR = 111;
/** r[a] = -r[b] */
export const NEG = 112;
export const POS = 113;
export const INVERT = 114;
/** r[a] = variable `name` of a module or class body: namespace r[0], then globals, then builtins */
export const LOAD_NAME = 115;
export const STORE_NAME = 116;
export const DELETE_NAME = 117;
export const STORE_GLOBAL = 118;
export const DELETE_GLOBAL = 119;
/** r[a] = `name` of namespace r[0], else cell r[b] */
export const LOAD_CLASS_CELL = 120;
/** r[a] becomes a cell around its value */
export const MAKE_CELL = 121;
export const DELETE_CELL = 122;
/** r[a] becomes unbound, and must have been bound */
export const DELETE_LOCAL = 123;
export const DELETE_ATTR = 124;
export const DELETE_ITEM = 125;
/** r[a] = slice(r[b], r[b+1], r[b+2]) */
export const SLICE = 126;
/** r[a] = r[b](…) with c arguments, the last of which go by the keywords in `name` */
export const CALL_KEYWORDS = 127;
/** r[a] = r[b](*r[b+1], **r[b+2]); c: is there a r[b+2] */
export const CALL_EXTENDED = 128;
/** r[a] … from r[b]: c & 0xffff before the starred one, c >> 16 after it */
export const UNPACK_STARRED = 129;
export const SET = 130;
/** r[a] = dict of c pairs from b */
export const DICT = 131;
/** list r[a].extend(r[b]) */
export const LIST_EXTEND = 132;
export const SET_ADD = 133;
export const SET_UPDATE = 134;
/** dict r[a][r[b]] = r[c] */
export const DICT_SET = 135;
export const DICT_UPDATE = 136;
/** like DICT_UPDATE, for the ** of a call of r[c]: keys must be new str */
export const DICT_MERGE = 137;
export const LIST_TO_TUPLE = 138;
/** r[a] = ''.join of c str from b */
export const BUILD_STRING = 139;
/** r[a] = format(r[b], r[b+1]); c: conversion, + what Convert says (operations.ts) */
export const FORMAT = 140;
/** function r[a]: r[b] is its tuple of defaults, and so on */
export const SET_DEFAULTS = 141;
export const SET_KEYWORD_DEFAULTS = 142;
export const SET_ANNOTATE = 143;
/** r[a] = __build_class__ */
export const LOAD_BUILD_CLASS = 144;
/** r[a] = the object that await may step; b: 1 for __aenter__, 2 for __aexit__ */
export const GET_AWAITABLE = 145;
/** r[a] = the iterator for yield from r[b] */
export const GET_YIELD_FROM = 146;
/** r[a] = aiter(r[b]); c: as for ITER */
export const GET_AITER = 147;
export const GET_ANEXT = 148;
/** r[a] is StopAsyncIteration => c, else raise it again */
export const END_ASYNC_FOR = 149;
/** r[a], r[a+1] = special method `name` of r[b], and its self; c: 0 enter, 1 exit, 2 aenter, 3 aexit */
export const LOAD_SPECIAL = 150;
/** r[a+2] … r[a+4] = type, value, traceback of r[b], for an exit method at a */
export const EXIT_ARGUMENTS = 151;
/** r[a] is now being handled */
export const PUSH_EXCEPTION = 152;
export const POP_EXCEPTION = 153;
/** unless exception r[a] matches r[b] => c */
export const MATCH_EXCEPTION = 154;
/** raise r[a] from r[b]; c: 0 bare, 1 without from, 2 with */
export const RAISE = 155;
/** raise r[a] again, as it is */
export const RERAISE = 156;
/** r[a] = import `name`, level c, of names constants[b] */
export const IMPORT = 157;
/** r[a] = from module r[b] import `name` */
export const IMPORT_FROM = 158;
export const IMPORT_STAR = 159;
export const LOAD_ASSERTION_ERROR = 160;
/** shows r[a] as the interactive prompt does */
export const PRINT = 161;
/** a loop over r[a] was left: a generator that nobody else has is closed */
export const CLOSE_ITERATOR = 162;
/** r[a] = r[b] wrapped as what an asynchronous generator yields */
export const WRAP_YIELD = 163;
/** This generator is about to be suspended where a handler or a `finally` waits for its end */
export const NOTE_SUSPENSION = 165;
/** Only in a traced twin (vm/traced-code.ts): tells trace functions of what comes next; a: what, b: the line */
export const TRACE = 250;

// --- cold: match, except*, template strings ---
/** unless r[a] is a sequence => c; of b items, or of -1 - b and more */
export const MATCH_SEQUENCE = 180;
/** unless r[a] is a mapping of at least b items => c */
export const MATCH_MAPPING = 181;
/** the values of mapping r[a] for the b keys after it into the b registers after these; where one is missing => c */
export const MATCH_KEYS = 182;
/**
 * r[a+2] … = the attributes of r[a] that class r[a+1] names for b positional patterns, then the attributes `name`; unless
 * r[a] is an instance that has them => c
 */
export const MATCH_CLASS = 183;
/** r[a] = len(r[b]) */
export const LENGTH = 184;
/** r[a+1] = what of exception r[a] matches r[b], r[a] = what does not, or None; where nothing matches => c */
export const MATCH_GROUP = 185;
/** r[a] = what is left to raise of exception r[b], after handlers have left and raised the list r[c], or None */
export const JOIN_GROUP = 186;
/** r[a] = an interpolation of r[b], its source r[b+1] and r[b+2]; c: conversion, + 256 if there is a spec */
export const INTERPOLATION = 187;
/** r[a] = a template of the strings r[b] and the c interpolations after it */
export const TEMPLATE = 188;

// --- cold: type parameters, annotations ---
/** r[a] = `name` of the class namespace in cell r[b], else cell r[c], or (c < 0) a global */
export const LOAD_SEEN = 189;
/** r[a] = type parameter `name` of kind c (type-parameter.ts), whose bound or constraints r[b] evaluates */
export const TYPE_PARAMETER = 190;
/** r[b] evaluates the default of type parameter r[a] */
export const SET_TYPE_DEFAULT = 191;
/** r[a] = type alias `name` with parameters r[b] (or None), whose value r[b+1] evaluates */
export const TYPE_ALIAS = 192;
/** function r[a] has the type parameters r[b] */
export const SET_TYPE_PARAMETERS = 193;
/** r[a] = Generic[r[b]] */
export const GENERIC_BASE = 194;
/** r[a] = NotImplementedError */
export const LOAD_NOT_IMPLEMENTED = 195;
/** the namespace gets an `__annotations__`, unless it has one */
export const SETUP_ANNOTATIONS = 196;
