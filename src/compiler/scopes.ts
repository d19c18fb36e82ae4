/**
 * Who owns which name. One pass notes what each block binds and uses; a second decides, from the outside in, whether a
 * use means a local, a variable of an enclosing function (then both share a cell), or a global.
 * https://docs.python.org/3/reference/executionmodel.html#naming-and-binding
 */
import type * as ast from "../syntax/ast.ts";
import type { SourceWarning } from "../syntax/source-error.ts";
import { Diagnostics } from "./diagnostics.ts";
import { type Futures, readFutures } from "./futures.ts";
import { isTransparent, resolve } from "./resolution.ts";
import { type AnnotationScope, type Binding, Scope } from "./scope.ts";
import { annotationsOf, containsAwait, firstOperand, parametersOf } from "./tree.ts";
import { isUnfinished, unfinished } from "./unfinished.ts";
import type { Repr } from "./unparse.ts";

/** What may have type parameters. */
type Generic = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.TypeAlias;

export type ScopedNode =
  | ast.Root
  | ast.FunctionDef
  | ast.AsyncFunctionDef
  | ast.ClassDef
  | ast.Lambda
  | ast.ListComp
  | ast.SetComp
  | ast.DictComp
  | ast.GeneratorExp
  // Annotations are evaluated later, in a scope of their own: a function's is known by its parameters.
  | ast.Arguments
  | ast.TypeAlias
  // Likewise bounds and constraints; what has type parameters is in a scope that is known by their list.
  | ast.TypeParam
  | readonly ast.TypeParam[];

const ANNOTATION: AnnotationScope = { within: "an annotation", rebinding: null };
const TYPE_ALIAS: AnnotationScope = { within: "a type alias", rebinding: "in a type alias" };
const GENERIC: AnnotationScope = {
  within: "the definition of a generic",
  rebinding: "within the definition of a generic",
};
const ofTypeVariable = (within: string): AnnotationScope => ({
  within,
  rebinding: "in a TypeVar bound",
});

/** What a class body may have done before an annotation in one of these, or not. */
const CONDITIONAL: ReadonlySet<ast.Statement["kind"]> = new Set([
  "If",
  "For",
  "AsyncFor",
  "While",
  "With",
  "AsyncWith",
  "Try",
  "TryStar",
  "Match",
]);

/** An annotated variable of a module or class body. */
export interface AnnotatedVariable {
  readonly node: ast.AnnAssign;
  readonly name: string;
  /** Its number, where it depends on the way that the body takes whether there is such an annotation; else null. */
  readonly condition: number | null;
}

/** The scope of every block of a program. */
export class ScopeTable extends Diagnostics {
  readonly #scopes = new Map<ScopedNode, Scope>();
  #current!: Scope;
  #loops = 0;
  #conditions = 0;
  /** Annotations are kept as text: `from __future__ import annotations`. */
  hasTextAnnotations = false;
  futures!: Futures;
  readonly repr: Repr;

  constructor(
    filename: string,
    lines: readonly string[],
    repr: Repr,
    warn?: (warning: SourceWarning) => void,
  ) {
    super(filename, lines, warn);
    this.repr = repr;
  }

  get(node: ScopedNode): Scope {
    return this.#scopes.get(node) as Scope;
  }

  /** The scope of a program; `hasTextAnnotations` if the program it is a part of has them. */
  analyze(root: ast.Root, hasTextAnnotations = false): Scope {
    this.futures = readFutures(root, this);
    this.hasTextAnnotations = hasTextAnnotations || this.futures.features.has("annotations");
    const scope = new Scope("module", "<module>", null, null);
    this.#scopes.set(root, scope);
    this.#current = scope;
    if (root.kind === "Expression") this.#expr(root.body);
    else this.#block(root.body);
    resolve(scope, (message, node) => this.fail(message, node));
    return scope;
  }

  // --- first pass: what is bound and used where ---

  #name(name: string): Binding {
    return this.#current.symbol(this.#current.mangled(name));
  }

  #bind(name: string, node: ast.Positioned | null): void {
    if (name === "__debug__") this.fail("cannot assign to __debug__", node);
    this.#name(name).isBound = true;
  }

  #inside(scope: Scope, node: ScopedNode | null, body: () => void): void {
    if (node !== null) this.#scopes.set(node, scope);
    const outer = this.#current;
    const loops = this.#loops;
    const conditions = this.#conditions;
    this.#current = scope;
    this.#loops = 0;
    this.#conditions = 0;
    body();
    this.#current = outer;
    this.#loops = loops;
    this.#conditions = conditions;
  }

  #block(body: readonly ast.Statement[]): void {
    for (const statement of body) {
      const condition = CONDITIONAL.has(statement.kind) ? 1 : 0;
      this.#conditions += condition;
      this.#stmt(statement);
      this.#conditions -= condition;
    }
  }

  #loop(body: readonly ast.Statement[]): void {
    this.#loops++;
    this.#block(body);
    this.#loops--;
  }

  #stmt(s: ast.Statement): void {
    switch (s.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        return this.#function(s);
      case "ClassDef":
        return this.#class(s);
      case "Return":
        if (!this.#functionScope()) this.fail("'return' outside function", s);
        if (s.value !== null) {
          const { isAsync, isGenerator } = this.#current;
          if (isAsync && isGenerator) this.fail("'return' with value in async generator", s);
          this.#current.position ??= s;
          this.#returnsValue.add(this.#current);
          this.#expr(s.value);
        }
        return;
      case "Delete":
        for (const target of s.targets) this.#target(target);
        return;
      case "Assign":
        this.#expr(s.value);
        for (const target of s.targets) this.#target(target);
        return;
      case "AugAssign":
        this.#expr(s.target.kind === "Name" ? { ...s.target, ctx: "Load" } : s.target);
        this.#expr(s.value);
        this.#target(s.target);
        return;
      case "AnnAssign":
        return this.#annotated(s);
      case "TypeAlias":
        return this.#typeAlias(s);
      case "For":
      case "AsyncFor":
        if (s.kind === "AsyncFor") this.#needAsync("'async for' outside async function", s);
        this.#expr(s.iter);
        this.#target(s.target);
        this.#loop(s.body);
        this.#block(s.orelse);
        return;
      case "While":
        this.#expr(s.test);
        this.#loop(s.body);
        this.#block(s.orelse);
        return;
      case "If": {
        let rest: readonly ast.Statement[] = [s];
        for (let [branch] = rest; rest.length === 1 && branch?.kind === "If"; [branch] = rest) {
          this.#expr(branch.test);
          this.#block(branch.body);
          rest = branch.orelse;
        }
        this.#block(rest);
        return;
      }
      case "With":
      case "AsyncWith":
        if (s.kind === "AsyncWith") this.#needAsync("'async with' outside async function", s);
        for (const item of s.items) {
          this.#expr(item.context_expr);
          if (item.optional_vars !== null) this.#target(item.optional_vars);
        }
        this.#block(s.body);
        return;
      case "Raise":
        if (s.exc !== null) this.#expr(s.exc);
        if (s.cause !== null) this.#expr(s.cause);
        return;
      case "Try":
        this.#block(s.body);
        for (let i = 0; i < s.handlers.length; i++) {
          const handler = s.handlers[i] as ast.ExceptHandler;
          if (handler.type === null && i < s.handlers.length - 1)
            this.fail("default 'except:' must be last", handler);
          if (handler.type !== null) this.#expr(handler.type);
          if (handler.name !== null) {
            this.#bind(handler.name, handler);
            this.#name(handler.name).isDeleted = true;
          }
          this.#block(handler.body);
        }
        this.#block(s.orelse);
        this.#block(s.finalbody);
        return;
      case "Assert":
        this.#expr(s.test);
        if (s.msg !== null) this.#expr(s.msg);
        return;
      case "Import":
        for (const a of s.names) this.#bind(a.asname ?? (a.name.split(".")[0] as string), a);
        return;
      case "ImportFrom":
        for (const a of s.names) {
          if (a.name === "*") {
            if (this.#current.kind !== "module")
              this.fail("import * only allowed at module level", s);
          } else this.#bind(a.asname ?? a.name, a);
        }
        return;
      case "Global":
      case "Nonlocal":
        return this.#declare(s);
      case "Expr":
        return this.#expr(s.value);
      case "Break":
        if (this.#loops === 0) this.fail("'break' outside loop", s);
        return;
      case "Continue":
        if (this.#loops === 0) this.fail("'continue' not properly in loop", s);
        return;
      case "Pass":
        return;
      default:
        if (isUnfinished(s)) unfinished(s, this.filename);
    }
  }

  readonly #returnsValue = new Set<Scope>();

  #declare(s: ast.Global | ast.Nonlocal): void {
    const word = s.kind === "Global" ? "global" : "nonlocal";
    if (s.kind === "Nonlocal" && this.#current.kind === "module")
      this.fail("nonlocal declaration not allowed at module level", s);
    for (const name of s.names) {
      const symbol = this.#name(name);
      if (symbol.isParameter) this.fail(`name '${name}' is parameter and ${word}`, s);
      if (symbol.isGlobal && s.kind === "Nonlocal")
        this.fail(`name '${name}' is nonlocal and global`, s);
      if (symbol.isNonlocal && s.kind === "Global")
        this.fail(`name '${name}' is nonlocal and global`, s);
      if (!symbol.isGlobal && !symbol.isNonlocal) {
        if (symbol.isUsed) this.fail(`name '${name}' is used prior to ${word} declaration`, s);
        if (symbol.isAnnotated) this.fail(`annotated name '${name}' can't be ${word}`, s);
        if (symbol.isBound)
          this.fail(`name '${name}' is assigned to before ${word} declaration`, s);
      }
      if (s.kind === "Global") symbol.isGlobal = true;
      else {
        symbol.isNonlocal = true;
        this.#current.position = s;
      }
    }
  }

  /** The function this code runs in, past comprehensions. */
  #functionScope(): Scope | null {
    let scope: Scope | null = this.#current;
    while (scope !== null && scope.kind === "comprehension") scope = scope.parent;
    return scope !== null && scope.kind === "function" ? scope : null;
  }

  #needAsync(message: string, node: ast.Positioned): void {
    if (this.#functionScope()?.isAsync !== true) this.fail(message, node);
  }

  #annotated(s: ast.AnnAssign): void {
    const { target } = s;
    const isSimple = s.simple === 1;
    if (target.kind === "Name") {
      const symbol = this.#name(target.id);
      const what = symbol.isGlobal ? "global" : symbol.isNonlocal ? "nonlocal" : null;
      if (what !== null && isSimple && this.#current.kind !== "module")
        this.fail(`annotated name '${target.id}' can't be ${what}`, s);
      if (isSimple || s.value !== null) this.#bind(target.id, target);
      symbol.isAnnotated ||= isSimple;
    } else this.#target(target);
    if (target.kind === "Attribute" && target.attr === "__debug__")
      this.fail("cannot assign to __debug__", target);
    this.#annotatedVariable(s, isSimple);
    if (s.value !== null) this.#expr(s.value);
  }

  #annotatedVariable(s: ast.AnnAssign, isSimple: boolean): void {
    const scope = this.#current;
    if (!isSimple || scope.isFunctionLike) return this.#unevaluated(s.annotation);
    const variables = this.#variables.get(scope) ?? [];
    this.#variables.set(scope, variables);
    // A module may be looked at before all of it has run.
    const isConditional = scope.kind === "module" || this.#conditions > 0;
    const last = variables.findLast((v) => v.condition !== null)?.condition ?? -1;
    const condition = isConditional ? last + 1 : null;
    variables.push({ node: s, name: scope.mangled((s.target as ast.Name).id), condition });
    if (this.hasTextAnnotations) return this.#unevaluated(s.annotation);
    let annotations = this.#annotationScopes.get(scope);
    if (annotations === undefined) {
      annotations = this.#annotationScope(scope);
      this.#annotationScopes.set(scope, annotations);
    }
    if (condition !== null) {
      annotations.symbol("__conditional_annotations__").isUsed = true;
      this.#numbers.set(s, condition);
    }
    this.#inside(annotations, null, () => this.#expr(s.annotation));
  }

  /** An annotation that is not evaluated: nothing in it counts, but mistakes do. */
  #unevaluated(annotation: ast.Expression): void {
    const scope = this.#annotationScope(this.#current);
    this.#current.children.pop();
    this.#inside(scope, null, () => this.#expr(annotation));
  }

  /** A function that is made for what is evaluated later, and takes the format of the result. */
  #annotationScope(
    parent: Scope,
    annotation: AnnotationScope = ANNOTATION,
    name = "__annotate__",
  ): Scope {
    const scope = this.#lazyScope(parent, annotation, name, parent.className);
    scope.mangledOnly = parent.mangledOnly;
    // No name of the program's is spelt so.
    scope.parameter(".format");
    return scope;
  }

  #lazyScope(
    parent: Scope,
    annotation: AnnotationScope,
    name: string,
    className: string | null,
  ): Scope {
    const scope = new Scope("function", name, parent, className);
    scope.annotation = annotation;
    scope.seenClass = parent.kind === "class" ? parent : parent.seenClass;
    if (scope.seenClass !== null) scope.symbol("__classdict__").isUsed = true;
    return scope;
  }

  /** The scope of the annotations of a module's or class body's variables. */
  annotationsOf(scope: Scope): Scope | undefined {
    return this.#annotationScopes.get(scope);
  }
  readonly #annotationScopes = new Map<Scope, Scope>();

  /** The annotated variables of a module or class body. */
  annotatedVariables(scope: Scope): readonly AnnotatedVariable[] {
    return this.#variables.get(scope) ?? [];
  }
  readonly #variables = new Map<Scope, AnnotatedVariable[]>();

  /** The number of an annotation that there is only on some ways through the body. */
  conditionOf(s: ast.AnnAssign): number | undefined {
    return this.#numbers.get(s);
  }
  readonly #numbers = new Map<ast.AnnAssign, number>();

  /** The scope of a type parameter's default. */
  defaultOf(parameter: ast.TypeParam): Scope {
    return this.#typeDefaults.get(parameter) as Scope;
  }
  readonly #typeDefaults = new Map<ast.TypeParam, Scope>();

  /** Type parameters are variables of a scope of their own, around what has them. */
  #generic(s: Generic, body: () => void): void {
    const { type_params: parameters } = s;
    if (parameters.length === 0) return body();
    const outer = this.#current;
    const name = s.kind === "TypeAlias" ? s.name.id : s.name;
    const className = s.kind === "ClassDef" ? name : outer.className;
    const scope = this.#lazyScope(outer, GENERIC, `<generic parameters of ${name}>`, className);
    if (s.kind === "ClassDef") {
      scope.mangledOnly = new Set(parameters.map((p) => p.name));
      for (const hidden of [".type_params", ".generic_base"]) scope.symbol(hidden).isBound = true;
    } else if (s.kind !== "TypeAlias") {
      if (s.args.defaults.length > 0) scope.parameter(".defaults");
      if (s.args.kw_defaults.some((value) => value !== null)) scope.parameter(".kwdefaults");
    }
    this.#inside(scope, parameters, () => {
      for (const parameter of parameters) this.#typeParameter(parameter);
      body();
    });
  }

  #typeParameter(p: ast.TypeParam): void {
    const symbol = this.#name(p.name);
    if (symbol.isTypeParameter) this.fail(`duplicate type parameter '${p.name}'`, p);
    this.#bind(p.name, p);
    symbol.isTypeParameter = true;
    const lazily = (value: ast.Expression | null, within: string): Scope | null => {
      if (value === null) return null;
      if (p.name === "__classdict__")
        this.fail(`reserved name '${p.name}' cannot be used for type parameter`, p);
      const scope = this.#annotationScope(this.#current, ofTypeVariable(within), p.name);
      this.#inside(scope, null, () => this.#expr(value));
      return scope;
    };
    if (p.kind === "TypeVar") {
      const what = p.bound?.kind === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      const bound = lazily(p.bound, what);
      if (bound !== null) this.#scopes.set(p, bound);
    }
    const value = lazily(p.default_value, `a ${p.kind} default`);
    if (value !== null) this.#typeDefaults.set(p, value);
  }

  #typeAlias(s: ast.TypeAlias): void {
    this.#target(s.name);
    this.#generic(s, () => {
      const scope = this.#annotationScope(this.#current, TYPE_ALIAS, s.name.id);
      this.#inside(scope, s, () => this.#expr(s.value));
    });
  }

  #function(s: ast.FunctionDef | ast.AsyncFunctionDef): void {
    for (const decorator of s.decorator_list) this.#expr(decorator);
    this.#defaults(s.args);
    this.#bind(s.name, s);
    this.#generic(s, () => this.#functionBody(s));
  }

  #functionBody(s: ast.FunctionDef | ast.AsyncFunctionDef): void {
    const found = annotationsOf(s);
    if (found.length > 0) {
      const annotations = this.#annotationScope(this.#current);
      this.#inside(annotations, s.args, () => {
        for (const [, annotation] of found) this.#expr(annotation);
      });
    }
    const scope = new Scope("function", s.name, this.#current, this.#current.className);
    scope.isAsync = s.kind === "AsyncFunctionDef";
    this.#inside(scope, s, () => {
      this.#parameters(s.args);
      this.#block(s.body);
    });
    if (scope.isAsync && scope.isGenerator && this.#returnsValue.has(scope))
      this.fail("'return' with value in async generator", scope.position);
  }

  #defaults(args: ast.Arguments): void {
    for (const value of args.defaults) this.#expr(value);
    for (const value of args.kw_defaults) if (value !== null) this.#expr(value);
  }

  #parameters(args: ast.Arguments): void {
    for (const arg of parametersOf(args)) {
      if (arg.arg === "__debug__") this.fail("cannot assign to __debug__", arg);
      const symbol = this.#name(arg.arg);
      if (symbol.isParameter)
        this.fail(`duplicate argument '${arg.arg}' in function definition`, arg);
      symbol.isParameter = true;
      symbol.isBound = true;
    }
  }

  #keywords(keywords: readonly ast.Keyword[]): void {
    const seen = new Set<string>();
    for (const keyword of keywords) {
      const { arg } = keyword;
      if (arg !== null && seen.has(arg)) this.fail(`keyword argument repeated: ${arg}`, keyword);
      if (arg !== null) seen.add(arg);
      this.#expr(keyword.value);
    }
  }

  #class(s: ast.ClassDef): void {
    for (const decorator of s.decorator_list) this.#expr(decorator);
    this.#bind(s.name, s);
    this.#generic(s, () => {
      for (const base of s.bases) this.#expr(base);
      this.#keywords(s.keywords);
      const scope = new Scope("class", s.name, this.#current, s.name);
      this.#inside(scope, s, () => {
        if (s.type_params.length > 0) {
          this.#name(".type_params").isUsed = true;
          this.#name("__type_params__").isBound = true;
        }
        this.#block(s.body);
      });
    });
  }

  #target(e: ast.Expression): void {
    switch (e.kind) {
      case "Name":
        this.#bind(e.id, e);
        if (e.ctx === "Del") this.#name(e.id).isDeleted = true;
        return;
      case "Tuple":
      case "List":
        for (const item of e.elts) this.#target(item);
        return;
      case "Starred":
        return this.#target(e.value);
      default:
        this.#expr(e);
    }
  }

  #exprs(list: readonly (ast.Expression | null)[]): void {
    for (const e of list) if (e !== null) this.#expr(e);
  }

  /** A chain such as `a + b + c` or `a.b().c` is a tree as deep as it is long: it is followed by a loop. */
  #expr(e: ast.Expression): void {
    const links: ast.Expression[] = [];
    let first = e;
    for (;;) {
      const operand = firstOperand(first);
      if (operand === null) break;
      links.push(first);
      first = operand;
    }
    this.#unlinked(first);
    for (let link = links.pop(); link !== undefined; link = links.pop()) this.#link(link);
  }

  /** What a link of a chain has beside its first operand. */
  #link(e: ast.Expression): void {
    if (e.kind === "BinOp") this.#expr(e.right);
    else if (e.kind === "Subscript") this.#expr(e.slice);
    else if (e.kind === "Call") {
      this.#exprs(e.args);
      this.#keywords(e.keywords);
    }
  }

  #unlinked(e: ast.Expression): void {
    switch (e.kind) {
      case "Name":
        if (e.ctx !== "Load") return this.#target(e);
        this.#name(e.id).isUsed = true;
        if (e.id === "super" && this.#functionScope() !== null)
          this.#name("__class__").isUsed = true;
        return;
      case "Constant":
        return;
      case "BoolOp":
        return this.#exprs(e.values);
      case "NamedExpr":
        this.#refuse("named", e);
        return this.#walrus(e);
      case "Lambda": {
        this.#defaults(e.args);
        const scope = new Scope("function", "<lambda>", this.#current, this.#current.className);
        scope.isExpression = true;
        this.#inside(scope, e, () => {
          this.#parameters(e.args);
          this.#expr(e.body);
        });
        return;
      }
      case "IfExp": {
        let rest: ast.Expression = e;
        for (; rest.kind === "IfExp"; rest = rest.orelse) this.#exprs([rest.test, rest.body]);
        return this.#expr(rest);
      }
      case "Dict":
        this.#exprs(e.keys);
        return this.#exprs(e.values);
      case "Set":
        return this.#exprs(e.elts);
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.#comprehension(e);
      case "Await": {
        this.#refuse("await", e);
        const fn = this.#functionScope();
        if (fn === null) this.fail("'await' outside function", e);
        // A comprehension with an await is asynchronous, which is refused as a whole.
        if (this.#current.kind === "comprehension") this.#current.isAsync = true;
        else if (!fn.isAsync && !(fn.isExpression && fn.isGenerator))
          this.fail("'await' outside async function", e);
        return this.#expr(e.value);
      }
      case "Yield":
      case "YieldFrom": {
        this.#refuse("yield", e);
        const scope = this.#current;
        const comprehension = COMPREHENSIONS.get(scope.name);
        if (comprehension !== undefined) this.fail(`'yield' inside ${comprehension}`, e);
        if (scope.kind !== "function") this.fail("'yield' outside function", e);
        scope.isGenerator = true;
        if (e.kind === "YieldFrom") {
          if (scope.isAsync) this.fail("'yield from' inside async function", e);
          this.#expr(e.value);
        } else if (e.value !== null) this.#expr(e.value);
        return;
      }
      case "Compare":
        this.#expr(e.left);
        return this.#exprs(e.comparators);
      case "FormattedValue":
        this.#expr(e.value);
        if (e.format_spec !== null) this.#expr(e.format_spec);
        return;
      case "JoinedStr":
        return this.#exprs(e.values);
      case "Starred":
        return this.#expr(e.value);
      case "List":
      case "Tuple":
        return this.#exprs(e.elts);
      case "Slice":
        return this.#exprs([e.lower, e.upper, e.step]);
      default:
        if (isUnfinished(e)) unfinished(e, this.filename);
    }
  }

  /** Some expressions have no place in what is evaluated later. */
  #refuse(what: string, e: ast.Expression): void {
    const { annotation } = this.#current;
    if (annotation !== null)
      this.fail(`${what} expression cannot be used within ${annotation.within}`, e);
  }

  #walrus(e: ast.NamedExpr): void {
    this.#expr(e.value);
    let scope = this.#current;
    const name = scope.mangled(e.target.id);
    while (isTransparent(scope)) {
      if (scope.symbols.get(name)?.isParameter === true)
        this.fail(
          `assignment expression cannot rebind comprehension iteration variable '${e.target.id}'`,
          e.target,
        );
      // The comprehension sees the enclosing function's variable.
      const symbol = scope.symbol(name);
      symbol.isUsed = true;
      if (scope.kind === "function") symbol.isNonlocal = true;
      scope.hasWalrus = true;
      scope = scope.parent as Scope;
    }
    const rebinding = scope.annotation?.rebinding ?? null;
    if (rebinding !== null)
      this.fail(
        `assignment expression within a comprehension cannot be used ${rebinding}`,
        e.target,
      );
    if (scope.kind === "class" && scope !== this.#current)
      this.fail("assignment expression within a comprehension cannot be used in a class body", e);
    const owner = scope.symbol(name);
    owner.isBound = true;
    scope.hasWalrus = true;
    if (scope.kind === "module" || owner.isGlobal) {
      // Generator expressions reach a module's variable as a global.
      for (let s: Scope = this.#current; s !== scope; s = s.parent as Scope) {
        const symbol = s.symbol(name);
        if (symbol.isNonlocal) {
          symbol.isNonlocal = false;
          symbol.isGlobal = true;
        }
      }
    }
  }

  #comprehension(e: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp): void {
    const [first] = e.generators;
    // The first iterable belongs to the enclosing scope.
    this.#expr((first as ast.Comprehension).iter);
    const isGenerator = e.kind === "GeneratorExp";
    const names = {
      ListComp: "<listcomp>",
      SetComp: "<setcomp>",
      DictComp: "<dictcomp>",
      GeneratorExp: "<genexpr>",
    };
    const scope = new Scope(
      isGenerator ? "function" : "comprehension",
      names[e.kind],
      this.#current,
      this.#current.className,
    );
    const isAsync = e.generators.some((g) => g.is_async) || (isGenerator && containsAwait(e));
    const refuseAsync = () => {
      if (this.#functionScope()?.isAsync !== true)
        this.fail("asynchronous comprehension outside of an asynchronous function", e);
    };
    if (isGenerator) {
      scope.isGenerator = true;
      scope.isExpression = true;
      scope.isAsync = isAsync;
      const symbol = scope.symbol(".0");
      symbol.isParameter = true;
      symbol.isBound = true;
    } else if (isAsync) refuseAsync();
    this.#inside(scope, e, () => {
      e.generators.forEach((generator, i) => {
        if (i > 0) this.#expr(generator.iter);
        this.#iterationVariables(generator.target);
        this.#target(generator.target);
        this.#exprs(generator.ifs);
      });
      if (e.kind === "DictComp") this.#exprs([e.key, e.value]);
      else this.#expr(e.elt);
    });
    if (scope.kind === "comprehension" && scope.isAsync) {
      if (this.#current.kind === "comprehension") this.#current.isAsync = true;
      else refuseAsync();
    }
  }

  /** Marks what a comprehension iterates over: assignment expressions must not rebind it. */
  #iterationVariables(target: ast.Expression): void {
    if (target.kind === "Name") this.#name(target.id).isParameter = true;
    else if (target.kind === "Tuple" || target.kind === "List")
      for (const item of target.elts) this.#iterationVariables(item);
    else if (target.kind === "Starred") this.#iterationVariables(target.value);
  }
}

/** What messages call them, by the name of the scope. */
const COMPREHENSIONS: ReadonlyMap<string, string> = new Map([
  ["<listcomp>", "list comprehension"],
  ["<setcomp>", "set comprehension"],
  ["<dictcomp>", "dict comprehension"],
  ["<genexpr>", "generator expression"],
]);
