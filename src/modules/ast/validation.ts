/**
 * What a tree of Python's making must have that the grammar does not say, as CPython's `ast_validate` checks it: a ValueError where
 * it is not so. Works through a list of checks, since trees may be deep.
 */
import { OpaqueConstant } from "../../compiler/code.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { PySet } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { frozensetType, tupleType, typeName, typeOf } from "../../objects/types.ts";
import type * as ast from "../../syntax/ast.ts";
import { DEFAULT_RECURSION_LIMIT } from "../../syntax/cursor.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../syntax/literals.ts";
import { constantValue } from "../../vm/instance.ts";
import { grammar } from "./asdl.ts";

type Check = () => void;
type Expressions = readonly (ast.Expression | null)[];

/** Raises if the tree is not one that could be compiled. */
export function validate(root: ast.Root): void {
  new Validator().run(root);
}

function wrong(text: string): never {
  return raise(E.ValueError, text);
}

function place(p: ast.Positioned): void {
  const { lineno, end_lineno, col_offset, end_col_offset } = p;
  if (lineno > end_lineno) wrong(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    const lines = `line range (${lineno}, ${end_lineno})`;
    wrong(`AST node column range (${col_offset}, ${end_col_offset}) for ${lines} is not valid`);
  }
  if (lineno === end_lineno && col_offset > end_col_offset)
    wrong(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
}

function name(text: string): void {
  if (text === "None" || text === "True" || text === "False")
    wrong(`identifier field can't represent '${text}' constant`);
}

function capture(text: string): void {
  if (text === "_") wrong("can't capture name '_' in patterns");
  name(text);
}

function nonEmpty(list: readonly unknown[], what: string, owner: string): void {
  if (list.length === 0) wrong(`empty ${what} on ${owner}`);
}

function constant(value: Value, depth = 0): void {
  const type = typeOf(value);
  if (depth > DEFAULT_RECURSION_LIMIT)
    raise(E.RecursionError, "maximum recursion depth exceeded during compilation");
  if (value instanceof PyTuple && type === tupleType) {
    charge(value.items.length);
    for (const item of value.items) constant(item, depth + 1);
  } else if (value instanceof PySet && type === frozensetType) {
    charge(value.table.size);
    for (const { key } of value.table.live()) constant(key, depth + 1);
  } else if (!PLAIN.has(typeName(value)) || !type.isBuiltin)
    raise(E.TypeError, `got an invalid type in Constant: ${typeName(value)}`);
}

const PLAIN: ReadonlySet<string> = new Set([
  "NoneType",
  "ellipsis",
  "int",
  "float",
  "complex",
  "bool",
  "str",
  "bytes",
]);

const CONTEXTS: ReadonlySet<string> = new Set([
  "Attribute",
  "Subscript",
  "Starred",
  "Name",
  "List",
  "Tuple",
]);

function isNumber({ value }: ast.Constant, allowsReal: boolean): boolean {
  if (isComplex(value)) return true;
  return (
    allowsReal &&
    (typeof value === "number" || typeof value === "bigint" || value instanceof FloatLiteral)
  );
}

function isComplex(value: unknown): boolean {
  return (
    value instanceof ImaginaryLiteral ||
    (value instanceof OpaqueConstant && typeName(value.value as Value) === "complex")
  );
}

/** `1`, `-1`; real numbers alone are the left operands of complex ones. */
function isLiteral(e: ast.Expression, mayBeImaginary: boolean): boolean {
  const number = e.kind === "UnaryOp" && e.op === "USub" ? e.operand : e;
  return (
    number.kind === "Constant" &&
    isNumber(number, true) &&
    (mayBeImaginary || !isComplex(number.value))
  );
}

class Validator {
  readonly #todo: Check[] = [];
  #found: Check[] = [];

  run(root: ast.Root): void {
    this.#later(() => {
      if (root.kind === "Expression") this.#expr(root.body);
      else this.#block(root.body);
    });
    for (;;) {
      for (let check = this.#found.pop(); check !== undefined; check = this.#found.pop())
        this.#todo.push(check);
      const check = this.#todo.pop();
      if (check === undefined) return;
      charge(1);
      check();
    }
  }

  /** What is found first is checked first, with all that is in it. */
  #later(check: Check): void {
    this.#found.push(check);
  }

  #expr(e: ast.Expression | null, ctx: ast.ExpressionContext = "Load"): void {
    if (e !== null) this.#later(() => this.#checkExpr(e, ctx));
  }

  #exprs(list: Expressions, ctx: ast.ExpressionContext = "Load", mayBeNone = false): void {
    for (const e of list) {
      if (e !== null) this.#expr(e, ctx);
      else if (!mayBeNone) this.#later(() => wrong("None disallowed in expression list"));
    }
  }

  #block(list: readonly (ast.Statement | null)[]): void {
    for (const s of list)
      this.#later(() =>
        s === null ? wrong("None disallowed in statement list") : this.#checkStmt(s),
      );
  }

  #body(list: readonly ast.Statement[], owner: string): void {
    nonEmpty(list, "body", owner);
    this.#block(list);
  }

  #checkExpr(e: ast.Expression, ctx: ast.ExpressionContext): void {
    place(e);
    if (e.kind === "Name") name(e.id);
    if (!CONTEXTS.has(e.kind)) {
      if (ctx !== "Load") wrong(`expression which can't be assigned to in ${ctx} context`);
    } else if ("ctx" in e && e.ctx !== ctx)
      wrong(`expression must have ${ctx} context but has ${e.ctx} instead`);
    switch (e.kind) {
      case "BoolOp":
        if (e.values.length < 2) wrong("BoolOp with less than 2 values");
        return this.#exprs(e.values);
      case "BinOp":
        return this.#exprs([e.left, e.right]);
      case "UnaryOp":
        return this.#expr(e.operand);
      case "Lambda":
        this.#later(() => this.#arguments(e.args));
        return this.#expr(e.body);
      case "IfExp":
        return this.#exprs([e.test, e.body, e.orelse]);
      case "Dict":
        if (e.keys.length !== e.values.length)
          wrong("Dict doesn't have the same number of keys as values");
        this.#exprs(e.keys, "Load", true);
        return this.#exprs(e.values);
      case "Set":
        return this.#exprs(e.elts);
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        this.#comprehension(e.generators);
        return this.#expr(e.elt);
      case "DictComp":
        this.#comprehension(e.generators);
        return this.#exprs([e.key, e.value]);
      case "Await":
      case "Yield":
      case "YieldFrom":
        return this.#expr(e.value);
      case "Compare":
        if (e.comparators.length === 0) wrong("Compare with no comparators");
        if (e.comparators.length !== e.ops.length)
          wrong("Compare has a different number of comparators and operands");
        this.#exprs(e.comparators);
        return this.#expr(e.left);
      case "Call":
        this.#expr(e.func);
        this.#exprs(e.args);
        return this.#keywords(e.keywords);
      case "FormattedValue":
      case "Interpolation":
        if (![-1, 97, 114, 115].includes(e.conversion))
          raise(E.SystemError, `Unrecognized conversion character ${e.conversion}`);
        this.#expr(e.value);
        return this.#expr(e.format_spec);
      case "JoinedStr":
      case "TemplateStr":
        return this.#exprs(e.values);
      case "Constant":
        return constant(constantValue(e.value));
      case "Attribute":
        return this.#expr(e.value);
      case "Subscript":
        return this.#exprs([e.slice, e.value]);
      case "Starred":
        return this.#expr(e.value, ctx);
      case "List":
      case "Tuple":
        return this.#exprs(e.elts, ctx);
      case "NamedExpr":
        if (e.target.kind !== "Name") raise(E.TypeError, "NamedExpr target must be a Name");
        return this.#expr(e.value);
      case "Slice":
        this.#expr(e.lower);
        this.#expr(e.upper);
        return this.#expr(e.step);
    }
  }

  #comprehension(generators: readonly ast.Comprehension[]): void {
    if (generators.length === 0) wrong("comprehension with no generators");
    for (const { target, iter, ifs } of generators) {
      this.#expr(target, "Store");
      this.#expr(iter);
      this.#exprs(ifs);
    }
  }

  #keywords(keywords: readonly ast.Keyword[]): void {
    for (const { value } of keywords) this.#expr(value);
  }

  #arguments(a: ast.Arguments): void {
    const positional = a.posonlyargs.concat(a.args);
    for (const arg of positional.concat(a.vararg ?? [], a.kwonlyargs, a.kwarg ?? [])) {
      place(arg);
      this.#expr(arg.annotation);
    }
    this.#later(() => {
      if (a.defaults.length > positional.length)
        wrong("more positional defaults than args on arguments");
      if (a.kw_defaults.length !== a.kwonlyargs.length)
        wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
      this.#exprs(a.defaults);
      this.#exprs(a.kw_defaults, "Load", true);
    });
  }

  #checkStmt(s: ast.Statement): void {
    place(s);
    switch (s.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.#body(s.body, s.kind);
        this.#typeParams(s.type_params);
        this.#later(() => this.#arguments(s.args));
        this.#exprs(s.decorator_list);
        return this.#expr(s.returns);
      case "ClassDef":
        this.#body(s.body, s.kind);
        this.#typeParams(s.type_params);
        this.#exprs(s.bases);
        this.#keywords(s.keywords);
        return this.#exprs(s.decorator_list);
      case "Return":
      case "Expr":
        return this.#expr(s.value);
      case "Delete":
        nonEmpty(s.targets, "targets", s.kind);
        return this.#exprs(s.targets, "Del");
      case "Assign":
        nonEmpty(s.targets, "targets", s.kind);
        this.#exprs(s.targets, "Store");
        return this.#expr(s.value);
      case "AugAssign":
        this.#expr(s.target, "Store");
        this.#expr(s.value);
        return this.#later(() => mustBeSingle(s.target, "augmented"));
      case "AnnAssign":
        if (s.target.kind !== "Name" && s.simple !== 0)
          raise(E.TypeError, "AnnAssign with simple non-Name target");
        this.#expr(s.target, "Store");
        this.#expr(s.value);
        this.#expr(s.annotation);
        return this.#later(() => mustBeSingle(s.target, "annotated"));
      case "TypeAlias":
        if (s.name.kind !== "Name") raise(E.TypeError, "TypeAlias with non-Name name");
        this.#expr(s.name, "Store");
        this.#typeParams(s.type_params);
        return this.#expr(s.value);
      case "For":
      case "AsyncFor":
        this.#expr(s.target, "Store");
        this.#expr(s.iter);
        this.#later(() => this.#body(s.body, s.kind));
        return this.#block(s.orelse);
      case "While":
      case "If":
        this.#expr(s.test);
        this.#later(() => this.#body(s.body, s.kind));
        return this.#block(s.orelse);
      case "With":
      case "AsyncWith":
        nonEmpty(s.items, "items", s.kind);
        for (const { context_expr, optional_vars } of s.items) {
          this.#expr(context_expr);
          this.#expr(optional_vars, "Store");
        }
        return this.#later(() => this.#body(s.body, s.kind));
      case "Match":
        this.#expr(s.subject);
        nonEmpty(s.cases, "cases", s.kind);
        for (const { pattern, guard, body } of s.cases) {
          this.#pattern(pattern, false);
          this.#expr(guard);
          this.#later(() => this.#body(body, "match_case"));
        }
        return;
      case "Raise":
        if (s.exc === null && s.cause !== null) wrong("Raise with cause but no exception");
        this.#expr(s.exc);
        return this.#expr(s.cause);
      case "Try":
      case "TryStar":
        this.#body(s.body, s.kind);
        if (s.handlers.length === 0 && s.finalbody.length === 0)
          wrong(`${s.kind} has neither except handlers nor finalbody`);
        if (s.handlers.length === 0 && s.orelse.length > 0)
          wrong(`${s.kind} has orelse but no except handlers`);
        for (const handler of s.handlers as readonly (ast.ExceptHandler | null)[]) {
          if (handler === null) return nonEmpty([], "body", "ExceptHandler");
          place(handler);
          this.#expr(handler.type);
          this.#later(() => this.#body(handler.body, "ExceptHandler"));
        }
        this.#block(s.finalbody);
        return this.#block(s.orelse);
      case "Assert":
        this.#expr(s.test);
        return this.#expr(s.msg);
      case "ImportFrom":
        if (s.level < 0) wrong("Negative ImportFrom level");
        return nonEmpty(s.names, "names", s.kind);
      case "Import":
      case "Global":
      case "Nonlocal":
        return nonEmpty(s.names, "names", s.kind);
    }
  }

  #typeParams(params: readonly ast.TypeParam[]): void {
    for (const param of params) {
      this.#later(() => {
        place(param);
        name(param.name);
        if (param.kind === "TypeVar") this.#expr(param.bound);
        this.#expr(param.default_value);
      });
    }
  }

  #pattern(p: ast.Pattern | null, mayBeStar: boolean): void {
    this.#later(() => {
      if (p === null) raise(E.SystemError, "unexpected pattern");
      place(p);
      this.#checkPattern(p, mayBeStar);
    });
  }

  #patterns(list: readonly (ast.Pattern | null)[], mayBeStar = false): void {
    for (const p of list) this.#pattern(p, mayBeStar);
  }

  #checkPattern(p: ast.Pattern, mayBeStar: boolean): void {
    switch (p.kind) {
      case "MatchValue":
        return this.#matchValue(p.value);
      case "MatchSingleton":
        if (p.value !== null && typeof p.value !== "boolean")
          wrong("MatchSingleton can only contain True, False and None");
        return;
      case "MatchSequence":
        return this.#patterns(p.patterns, true);
      case "MatchMapping":
        if (p.keys.length !== p.patterns.length)
          wrong("MatchMapping doesn't have the same number of keys as patterns");
        if (p.rest !== null) capture(p.rest);
        for (const key of p.keys) {
          const isSingleton =
            key?.kind === "Constant" && (key.value === null || typeof key.value === "boolean");
          if (!isSingleton) this.#matchValue(key);
        }
        return this.#patterns(p.patterns);
      case "MatchClass": {
        if (p.kwd_attrs.length !== p.kwd_patterns.length)
          wrong("MatchClass doesn't have the same number of keyword attributes as patterns");
        this.#expr(p.cls);
        let cls = p.cls;
        while (cls.kind === "Attribute") cls = cls.value;
        if (cls.kind !== "Name")
          this.#later(() =>
            wrong("MatchClass cls field can only contain Name or Attribute nodes."),
          );
        for (const attribute of p.kwd_attrs) name(attribute);
        this.#patterns(p.patterns);
        return this.#patterns(p.kwd_patterns);
      }
      case "MatchStar":
        if (!mayBeStar) wrong("can't use MatchStar here");
        if (p.name !== null) capture(p.name);
        return;
      case "MatchAs":
        if (p.name !== null) capture(p.name);
        if (p.pattern === null) return;
        if (p.name === null) wrong("MatchAs must specify a target name if a pattern is given");
        return this.#pattern(p.pattern, false);
      case "MatchOr":
        if (p.patterns.length < 2) wrong("MatchOr requires at least 2 patterns");
        return this.#patterns(p.patterns);
    }
  }

  #matchValue(e: ast.Expression | null): void {
    if (e === null) return;
    this.#expr(e);
    this.#later(() => {
      switch (e.kind) {
        case "Constant":
          if (isNumber(e, true) || isText(e.value)) return;
          return wrong("unexpected constant inside of a literal pattern");
        case "Attribute":
        case "JoinedStr":
          return;
        case "UnaryOp":
          if (e.op === "USub" && isLiteral(e, true)) return;
          break;
        case "BinOp":
          if (
            (e.op === "Add" || e.op === "Sub") &&
            isLiteral(e.left, false) &&
            e.right.kind === "Constant" &&
            isNumber(e.right, false)
          )
            return;
      }
      wrong("patterns may only match literals and attribute lookups");
    });
  }
}

function isText(value: ast.ConstantValue): boolean {
  return (
    typeof value === "string" || value instanceof CodePointsLiteral || value instanceof BytesLiteral
  );
}

function mustBeSingle(target: ast.Expression, what: string): void {
  if (target.kind === "Name" || target.kind === "Attribute" || target.kind === "Subscript") return;
  const kinds = grammar().get("expr")?.kinds ?? [];
  const number = kinds.findIndex((kind) => kind.name === target.kind) + 1;
  raise(E.SystemError, `invalid node type (${number}) for ${what} assignment`);
}
