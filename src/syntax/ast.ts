/**
 * The syntax tree. One discriminated union per sum of CPython's `Python.asdl`; a node is a plain
 * object whose `kind` is the ASDL constructor and whose fields have the names of Python's `ast`
 * module, so https://docs.python.org/3.14/library/ast.html documents this file too.
 *
 * Left out, because nothing here reads them: `type_comment`, `type_ignores`.
 *
 * A kind is always built with all its fields in the order given here (positions last), so that V8
 * gives it one hidden class.
 */

import type {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "./literals.ts";

/**
 * Where a node stands. Lines count from 1; columns from 0, in UTF-16 code units of their line (not
 * in bytes, as CPython has it). The end is exclusive.
 */
export interface Positioned {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

// --- mod ---------------------------------------------------------------------------------------

export interface Module {
  readonly kind: "Module";
  readonly body: readonly Statement[];
}

export interface Interactive {
  readonly kind: "Interactive";
  readonly body: readonly Statement[];
}

export interface ExpressionRoot {
  readonly kind: "Expression";
  readonly body: Expression;
}

export type Root = Module | Interactive | ExpressionRoot;

/** A type comment of a function: `(int, str) -> bool`. */
export interface FunctionType {
  readonly kind: "FunctionType";
  readonly argtypes: readonly Expression[];
  readonly returns: Expression;
}

// --- stmt --------------------------------------------------------------------------------------

export interface FunctionDef extends Positioned {
  readonly kind: "FunctionDef";
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | null;
  readonly type_params: readonly TypeParam[];
}

export interface AsyncFunctionDef extends Positioned {
  readonly kind: "AsyncFunctionDef";
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | null;
  readonly type_params: readonly TypeParam[];
}

export interface ClassDef extends Positioned {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly type_params: readonly TypeParam[];
}

export interface Return extends Positioned {
  readonly kind: "Return";
  readonly value: Expression | null;
}

export interface Delete extends Positioned {
  readonly kind: "Delete";
  readonly targets: readonly Expression[];
}

export interface Assign extends Positioned {
  readonly kind: "Assign";
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface TypeAlias extends Positioned {
  readonly kind: "TypeAlias";
  readonly name: Name;
  readonly type_params: readonly TypeParam[];
  readonly value: Expression;
}

export interface AugAssign extends Positioned {
  readonly kind: "AugAssign";
  readonly target: Name | Attribute | Subscript;
  readonly op: Operator;
  readonly value: Expression;
}

export interface AnnAssign extends Positioned {
  readonly kind: "AnnAssign";
  readonly target: Name | Attribute | Subscript;
  readonly annotation: Expression;
  readonly value: Expression | null;
  /** 1 if the target is a bare name without parentheses, else 0. */
  readonly simple: 0 | 1;
}

export interface For extends Positioned {
  readonly kind: "For";
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface AsyncFor extends Positioned {
  readonly kind: "AsyncFor";
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface While extends Positioned {
  readonly kind: "While";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface If extends Positioned {
  readonly kind: "If";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface With extends Positioned {
  readonly kind: "With";
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

export interface AsyncWith extends Positioned {
  readonly kind: "AsyncWith";
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

export interface Match extends Positioned {
  readonly kind: "Match";
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface Raise extends Positioned {
  readonly kind: "Raise";
  readonly exc: Expression | null;
  readonly cause: Expression | null;
}

export interface Try extends Positioned {
  readonly kind: "Try";
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface TryStar extends Positioned {
  readonly kind: "TryStar";
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface Assert extends Positioned {
  readonly kind: "Assert";
  readonly test: Expression;
  readonly msg: Expression | null;
}

export interface Import extends Positioned {
  readonly kind: "Import";
  readonly names: readonly Alias[];
}

export interface ImportFrom extends Positioned {
  readonly kind: "ImportFrom";
  readonly module: string | null;
  readonly names: readonly Alias[];
  readonly level: number;
}

export interface Global extends Positioned {
  readonly kind: "Global";
  readonly names: readonly string[];
}

export interface Nonlocal extends Positioned {
  readonly kind: "Nonlocal";
  readonly names: readonly string[];
}

export interface ExpressionStatement extends Positioned {
  readonly kind: "Expr";
  readonly value: Expression;
}

export interface Pass extends Positioned {
  readonly kind: "Pass";
}

export interface Break extends Positioned {
  readonly kind: "Break";
}

export interface Continue extends Positioned {
  readonly kind: "Continue";
}

export type Statement =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExpressionStatement
  | Pass
  | Break
  | Continue;

// --- expr --------------------------------------------------------------------------------------

export interface BoolOp extends Positioned {
  readonly kind: "BoolOp";
  readonly op: BooleanOperator;
  readonly values: readonly Expression[];
}

export interface NamedExpr extends Positioned {
  readonly kind: "NamedExpr";
  readonly target: Name;
  readonly value: Expression;
}

export interface BinOp extends Positioned {
  readonly kind: "BinOp";
  readonly left: Expression;
  readonly op: Operator;
  readonly right: Expression;
}

export interface UnaryOp extends Positioned {
  readonly kind: "UnaryOp";
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

export interface Lambda extends Positioned {
  readonly kind: "Lambda";
  readonly args: Arguments;
  readonly body: Expression;
}

export interface IfExp extends Positioned {
  readonly kind: "IfExp";
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

export interface Dict extends Positioned {
  readonly kind: "Dict";
  /** `null` where the value is unpacked: `{**value}`. */
  readonly keys: readonly (Expression | null)[];
  readonly values: readonly Expression[];
}

/** `{1, 2}`; not called Set, which every importer would then lose. */
export interface SetDisplay extends Positioned {
  readonly kind: "Set";
  readonly elts: readonly Expression[];
}

export interface ListComp extends Positioned {
  readonly kind: "ListComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface SetComp extends Positioned {
  readonly kind: "SetComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface DictComp extends Positioned {
  readonly kind: "DictComp";
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly Comprehension[];
}

export interface GeneratorExp extends Positioned {
  readonly kind: "GeneratorExp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface Await extends Positioned {
  readonly kind: "Await";
  readonly value: Expression;
}

export interface Yield extends Positioned {
  readonly kind: "Yield";
  readonly value: Expression | null;
}

export interface YieldFrom extends Positioned {
  readonly kind: "YieldFrom";
  readonly value: Expression;
}

export interface Compare extends Positioned {
  readonly kind: "Compare";
  readonly left: Expression;
  readonly ops: readonly CompareOperator[];
  readonly comparators: readonly Expression[];
}

export interface Call extends Positioned {
  readonly kind: "Call";
  readonly func: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** A replacement field of an f-string. */
export interface FormattedValue extends Positioned {
  readonly kind: "FormattedValue";
  readonly value: Expression;
  readonly conversion: Conversion;
  readonly format_spec: JoinedStr | null;
}

/** A replacement field of a t-string; `str` is its source text. */
export interface Interpolation extends Positioned {
  readonly kind: "Interpolation";
  readonly value: Expression;
  readonly str: string;
  readonly conversion: Conversion;
  readonly format_spec: JoinedStr | null;
}

export interface JoinedStr extends Positioned {
  readonly kind: "JoinedStr";
  /** Constants (str) and FormattedValues, also in the format specification of a t-string. */
  readonly values: readonly Expression[];
}

export interface TemplateStr extends Positioned {
  readonly kind: "TemplateStr";
  /** Constants (str) and Interpolations. */
  readonly values: readonly Expression[];
}

export interface Constant extends Positioned {
  readonly kind: "Constant";
  readonly value: ConstantValue;
  /** Whether a str literal was written with the prefix `u` (ASDL: `kind`). */
  readonly unicodePrefix: boolean;
}

export interface Attribute extends Positioned {
  readonly kind: "Attribute";
  readonly value: Expression;
  readonly attr: string;
  ctx: ExpressionContext;
}

export interface Subscript extends Positioned {
  readonly kind: "Subscript";
  readonly value: Expression;
  readonly slice: Expression;
  ctx: ExpressionContext;
}

export interface Starred extends Positioned {
  readonly kind: "Starred";
  readonly value: Expression;
  ctx: ExpressionContext;
}

export interface Name extends Positioned {
  readonly kind: "Name";
  readonly id: string;
  ctx: ExpressionContext;
}

export interface List extends Positioned {
  readonly kind: "List";
  readonly elts: readonly Expression[];
  ctx: ExpressionContext;
}

export interface Tuple extends Positioned {
  readonly kind: "Tuple";
  readonly elts: readonly Expression[];
  ctx: ExpressionContext;
}

/** Only as the `slice` of a Subscript, or an element of a Tuple there. */
export interface Slice extends Positioned {
  readonly kind: "Slice";
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

/** Settled after the node is made (a target is parsed as an expression), hence not `readonly`. */
export type ExpressionContext = "Load" | "Store" | "Del";

export type BooleanOperator = "And" | "Or";

export type Operator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";

export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";

export type CompareOperator =
  | "Eq"
  | "NotEq"
  | "Lt"
  | "LtE"
  | "Gt"
  | "GtE"
  | "Is"
  | "IsNot"
  | "In"
  | "NotIn";

/** None, or the character code of `s`, `r` or `a`. */
export type Conversion = -1 | 115 | 114 | 97;

/**
 * None is `null`; an int is a `number` while it is a safe integer; a str is a `string` unless one of
 * its escapes made a surrogate code point.
 */
export type ConstantValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | FloatLiteral
  | ImaginaryLiteral
  | BytesLiteral
  | CodePointsLiteral
  | EllipsisLiteral;

// --- products ----------------------------------------------------------------------------------

export interface Comprehension {
  readonly kind: "comprehension";
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly is_async: 0 | 1;
}

export interface ExceptHandler extends Positioned {
  readonly kind: "ExceptHandler";
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}

export interface Arguments {
  readonly kind: "arguments";
  readonly posonlyargs: readonly Arg[];
  readonly args: readonly Arg[];
  readonly vararg: Arg | null;
  readonly kwonlyargs: readonly Arg[];
  /** One for each of `kwonlyargs`; `null` where it is required. */
  readonly kw_defaults: readonly (Expression | null)[];
  readonly kwarg: Arg | null;
  /** For the last ones of `posonlyargs` and `args` together. */
  readonly defaults: readonly Expression[];
}

export interface Arg extends Positioned {
  readonly kind: "arg";
  readonly arg: string;
  readonly annotation: Expression | null;
}

export interface Keyword extends Positioned {
  readonly kind: "keyword";
  /** `null` for `**value`. */
  readonly arg: string | null;
  readonly value: Expression;
}

export interface Alias extends Positioned {
  readonly kind: "alias";
  readonly name: string;
  readonly asname: string | null;
}

export interface WithItem {
  readonly kind: "withitem";
  readonly context_expr: Expression;
  readonly optional_vars: Expression | null;
}

export interface MatchCase {
  readonly kind: "match_case";
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

// --- pattern -----------------------------------------------------------------------------------

export interface MatchValue extends Positioned {
  readonly kind: "MatchValue";
  readonly value: Expression;
}

export interface MatchSingleton extends Positioned {
  readonly kind: "MatchSingleton";
  readonly value: null | boolean;
}

export interface MatchSequence extends Positioned {
  readonly kind: "MatchSequence";
  readonly patterns: readonly Pattern[];
}

export interface MatchMapping extends Positioned {
  readonly kind: "MatchMapping";
  readonly keys: readonly Expression[];
  readonly patterns: readonly Pattern[];
  readonly rest: string | null;
}

export interface MatchClass extends Positioned {
  readonly kind: "MatchClass";
  readonly cls: Expression;
  readonly patterns: readonly Pattern[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly Pattern[];
}

export interface MatchStar extends Positioned {
  readonly kind: "MatchStar";
  readonly name: string | null;
}

export interface MatchAs extends Positioned {
  readonly kind: "MatchAs";
  readonly pattern: Pattern | null;
  /** `null` for `_`. */
  readonly name: string | null;
}

export interface MatchOr extends Positioned {
  readonly kind: "MatchOr";
  readonly patterns: readonly Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

// --- type_param --------------------------------------------------------------------------------

export interface TypeVar extends Positioned {
  readonly kind: "TypeVar";
  readonly name: string;
  readonly bound: Expression | null;
  readonly default_value: Expression | null;
}

export interface ParamSpec extends Positioned {
  readonly kind: "ParamSpec";
  readonly name: string;
  readonly default_value: Expression | null;
}

export interface TypeVarTuple extends Positioned {
  readonly kind: "TypeVarTuple";
  readonly name: string;
  readonly default_value: Expression | null;
}

export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

/** Whatever has a `kind`. */
export type Node =
  | Root
  | FunctionType
  | Statement
  | Expression
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase
  | Pattern
  | TypeParam;
