/**
 * The abstract grammar of Python 3.14, from which the classes of `_ast` and both ways between them and the compiler's tree
 * (syntax/ast.ts) are derived. https://docs.python.org/3.14/library/ast.html#abstract-grammar
 *
 * One line a sum or product, in the order in which the module has them. After the name, `@` says that its nodes have positions of
 * which the end may be absent, `!` that the end must be there.
 */
const GRAMMAR = `
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body) | FunctionType(expr* argtypes, expr returns)
stmt@ = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params) | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment) | TypeAlias(expr name, type_param* type_params, expr value) | AugAssign(expr target, operator op, expr value) | AnnAssign(expr target, expr annotation, expr? value, int simple) | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse) | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment) | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause) | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | Assert(expr test, expr? msg) | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level) | Global(identifier* names) | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue
expr@ = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr left, operator op, expr right) | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse) | Dict(expr?* keys, expr* values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators) | SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value, comprehension* generators) | GeneratorExp(expr elt, comprehension* generators) | Await(expr value) | Yield(expr? value) | YieldFrom(expr value) | Compare(expr left, cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords) | FormattedValue(expr value, int conversion, expr? format_spec) | Interpolation(expr value, constant str, int conversion, expr? format_spec) | JoinedStr(expr* values) | TemplateStr(expr* values) | Constant(constant value, string? kind) | Attribute(expr value, identifier attr, expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx) | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx) | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler@ = ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg@(identifier arg, expr? annotation, string? type_comment)
keyword@(identifier? arg, expr value)
alias@(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern! = MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns) | MatchMapping(expr* keys, pattern* patterns, identifier? rest) | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) | MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
type_param! = TypeVar(identifier name, expr? bound, expr? default_value) | ParamSpec(identifier name, expr? default_value) | TypeVarTuple(identifier name, expr? default_value)
`;

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
}

/** What the compiler's tree calls a field: `kind` is taken there. */
export function treeName({ name }: Field): string {
  return name === "kind" ? "unicodePrefix" : name;
}

/** What a node is: a constructor of a sum, or a product. */
export interface Kind {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
}

/** A sum, or a product: then the only kind has its name. */
export interface Group {
  readonly name: string;
  readonly doc: string;
  readonly isProduct: boolean;
  readonly kinds: readonly Kind[];
  readonly positions: "none" | "open" | "closed";
  /** No kind of it has fields: its nodes are names for operators and contexts, one object each. */
  readonly isSimple: boolean;
}

/** Attributes of nodes that have positions. */
export const POSITIONS = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;

function readKind(text: string): Kind {
  const [, name = "", inner] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const fields = (inner?.split(", ") ?? []).map((field): Field => {
    const [, type = "", marks = "", own = ""] = /^(\w+)([?*]*) (\w+)$/.exec(field) ?? [];
    return {
      name: own,
      type,
      isList: marks.endsWith("*"),
      isOptional: marks.startsWith("?"),
    };
  });
  return { name, doc: text, fields };
}

function readGroup(line: string): Group {
  const [, name = "", mark = "", rest = ""] = /^(\w+)([@!]?)(.*)$/.exec(line) ?? [];
  const positions = mark === "@" ? "open" : mark === "!" ? "closed" : "none";
  const isProduct = !rest.startsWith(" = ");
  const kinds = (isProduct ? [name + rest] : rest.slice(3).split(" | ")).map(readKind);
  const isSimple = kinds.every((kind) => kind.fields.length === 0);
  const joint = isSimple ? " | " : `\n${" ".repeat(name.length + 1)}| `;
  const texts = kinds.map((kind) => kind.doc).join(joint);
  return {
    name,
    doc: isProduct ? texts : `${name} = ${texts}`,
    isProduct,
    kinds,
    positions,
    isSimple,
  };
}

let groups: ReadonlyMap<string, Group> | null = null;

/** All groups by name; read when they are first asked for. */
export function grammar(): ReadonlyMap<string, Group> {
  groups ??= new Map(
    GRAMMAR.trim()
      .split("\n")
      .map((line) => {
        const group = readGroup(line);
        return [group.name, group];
      }),
  );
  return groups;
}
