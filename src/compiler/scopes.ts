/**
 * Who owns which name. One pass notes what each block binds and uses; a second decides, from the outside in, whether a
 * use means a local, a variable of an enclosing function (then both share a cell), or a global.
 * https://docs.python.org/3/reference/executionmodel.html#naming-and-binding
 */
import type * as ast from "../syntax/ast.ts";
import type { SkimmedBody } from "../syntax/skim.ts";
import type { Code, CodeBody } from "./code.ts";
import { declare } from "./declarations.ts";
import { type DiagnosticOptions, Diagnostics } from "./diagnostics.ts";
import { Flow } from "./flow.ts";
import { type Futures, isFutureImport, readFutures } from "./futures.ts";
import { isTransparent, resolve } from "./resolution.ts";
import {
  ANNOTATION,
  type AnnotationScope,
  COMPREHENSIONS,
  GENERIC,
  type NameUse,
  ofTypeVariable,
  Scope,
  TYPE_ALIAS,
} from "./scope.ts";
import {
  annotationsOf,
  CONDITIONAL,
  firstOperand,
  type PatternVisitor,
  parametersOf,
  walkPattern,
} from "./tree.ts";
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

/** An annotated variable of a module or class body. */
export interface AnnotatedVariable {
  readonly node: ast.AnnAssign;
  readonly name: string;
  /** Its number, where it depends on the way that the body takes whether there is such an annotation; else null. */
  readonly condition: number | null;
}

export interface ScopeOptions extends DiagnosticOptions {
  /** `await` outside of functions makes the code a coroutine's. */
  readonly allowsTopLevelAwait?: boolean;
  /** As `-O` counts: from 1 on without assertions, and `__debug__` is False; at 2 without docstrings. */
  readonly optimize?: number | undefined;
  /** It is run by a program with `from __future__ import annotations`. */
  readonly hasTextAnnotations?: boolean;
  /** The bodies of functions that the source has been shorn of, by the lines of their heads. */
  readonly bodies?: ReadonlyMap<number, SkimmedBody> | undefined;
  /** Compiles one of them. */
  readonly compileBody?: ((code: Code, body: SkimmedBody) => CodeBody) | undefined;
  /** Writes a constant as Python does, for annotations that are kept as text. */
  readonly repr: Repr;
}

/** The scope of every block of a program. */
export class ScopeTable extends Diagnostics {
  readonly #scopes = new Map<ScopedNode, Scope>();
  #current!: Scope;
  #flow = new Flow(this, false);
  #conditions = 0;
  /** The function in this line gets its body later, if the source does not have it. */
  postpone(code: Code, line: number): void {
    const { bodies, compileBody } = this.#options;
    const skimmed = bodies?.get(line);
    if (skimmed !== undefined && compileBody !== undefined)
      code.postpone({ skimmed, packed: null, make: () => compileBody(code, skimmed) });
  }

  /** Annotations are kept as text: `from __future__ import annotations`. */
  hasTextAnnotations: boolean;
  #futures!: Futures;
  readonly repr: Repr;
  readonly optimize: number;
  readonly #allowsTopLevelAwait: boolean;
  readonly #options: ScopeOptions;

  constructor(options: ScopeOptions) {
    super(options);
    this.#options = options;
    this.repr = options.repr;
    this.optimize = options.optimize ?? 0;
    this.hasTextAnnotations = options.hasTextAnnotations === true;
    this.#allowsTopLevelAwait = options.allowsTopLevelAwait === true;
  }

  get(node: ScopedNode): Scope {
    return this.#scopes.get(node) as Scope;
  }

  /** The scope of a program. */
  analyze(root: ast.Root): Scope {
    this.#futures = readFutures(root, this);
    this.hasTextAnnotations ||= this.#futures.features.has("annotations");
    const scope = new Scope("module", "<module>", null, null);
    this.#scopes.set(root, scope);
    this.#current = scope;
    if (root.kind === "Expression") this.#expr(root.body);
    else this.#block(root.body);
    resolve(scope, (message, node) => this.fail(message, node));
    this.settle();
    return scope;
  }

  // --- first pass: what is bound and used where ---

  #name(name: string): NameUse {
    return this.#current.symbol(this.#current.mangled(name));
  }

  #bind(name: string, node: ast.Positioned | null, isImport = false): void {
    this.#checkName(name, node);
    const symbol = this.#name(name);
    symbol.isImport = isImport && (!symbol.isBound || symbol.isImport);
    symbol.isBound = true;
  }

  #checkName(name: string | null, node: ast.Positioned | null, verb = "assign to"): void {
    if (name === "__debug__") this.fail(`cannot ${verb} __debug__`, node);
  }

  #inside(scope: Scope, node: ScopedNode | null, body: () => void): void {
    if (node !== null) this.#scopes.set(node, scope);
    const outer = this.#current;
    const flow = this.#flow;
    const conditions = this.#conditions;
    this.#current = scope;
    this.#flow = new Flow(this, scope.isAsync);
    this.#conditions = 0;
    body();
    this.#current = outer;
    this.#flow = flow;
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

  #stmt(s: ast.Statement): void {
    switch (s.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        return this.#function(s);
      case "ClassDef":
        return this.#class(s);
      case "Return":
        if (this.#current.kind !== "function") this.later("'return' outside function", s);
        this.#flow.return(s);
        if (s.value !== null) {
          const { isAsync, isGenerator } = this.#current;
          if (isAsync && isGenerator) this.fail("'return' with value in async generator", s);
          this.#current.valueReturn ??= s;
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
        this.#target(s.target);
        this.#expr(s.value);
        return;
      case "AnnAssign":
        return this.#annotated(s);
      case "TypeAlias":
        return this.#typeAlias(s);
      case "For":
      case "AsyncFor":
        if (s.kind === "AsyncFor") this.#needAsync("'async for' outside async function", s);
        this.#target(s.target);
        this.#expr(s.iter);
        this.#flow.loop(s, () => this.#block(s.body));
        this.#block(s.orelse);
        return;
      case "While":
        this.#expr(s.test);
        this.#flow.loop(s, () => this.#block(s.body));
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
          this.#flow.enter(item.context_expr);
          if (item.optional_vars !== null) this.#target(item.optional_vars);
        }
        this.#block(s.body);
        this.#flow.leave(s.items.length);
        return;
      case "Raise":
        if (s.exc !== null) this.#expr(s.exc);
        if (s.cause !== null) this.#expr(s.cause);
        return;
      case "Match":
        this.#expr(s.subject);
        for (const { pattern, guard, body } of s.cases) {
          walkPattern(pattern, this.#patterns);
          if (guard !== null) this.#expr(guard);
          this.#block(body);
        }
        return;
      case "Try":
      case "TryStar":
        return this.#try(s);
      case "Assert":
        this.#expr(s.test);
        if (s.msg !== null) this.#expr(s.msg);
        return;
      case "Import":
        for (const a of s.names) this.#bind(a.asname ?? (a.name.split(".")[0] as string), a, true);
        return;
      case "ImportFrom":
        if (isFutureImport(s) && !this.#futures.statements.has(s))
          this.later("from __future__ imports must occur at the beginning of the file", s);
        for (const a of s.names) {
          if (a.name === "*") {
            if (this.#current.kind !== "module")
              this.fail("import * only allowed at module level", a);
          } else this.#bind(a.asname ?? a.name, a, true);
        }
        return;
      case "Global":
      case "Nonlocal":
        return declare(this.#current, s, (message, at) => this.fail(message, at));
      case "Expr":
        return this.#expr(s.value);
      case "Break":
      case "Continue":
        return this.#flow.break(s);
      case "Pass":
        return;
    }
  }

  readonly #patterns: PatternVisitor = {
    name: (name, p) => this.#bind(name, p),
    expression: (e) => this.#expr(e),
    keyword: (name, p) => this.#checkName(name, p),
  };

  #try(s: ast.Try | ast.TryStar): void {
    const flow = this.#flow;
    if (s.finalbody.length > 0) flow.enter(s);
    if (s.handlers.length > 0) flow.enter(s);
    this.#block(s.body);
    if (s.handlers.length > 0) flow.leave();
    this.#block(s.orelse);
    for (const [i, handler] of s.handlers.entries()) {
      if (handler.type === null && i < s.handlers.length - 1)
        this.later("default 'except:' must be last", handler);
      if (handler.type !== null) this.#expr(handler.type);
      if (handler.name !== null) {
        this.#bind(handler.name, handler);
        this.#name(handler.name).isDeleted = true;
      }
      // Around the block are the exception's own and that which forgets the name.
      flow.enter(handler, 2);
      this.#block(handler.body);
      flow.leave(2);
    }
    if (s.finalbody.length === 0) return;
    flow.leave();
    flow.final(s, () => this.#block(s.finalbody));
  }

  /** The function this code runs in, past comprehensions. */
  #functionScope(): Scope | null {
    const scope = this.#frameScope();
    return scope.kind === "function" ? scope : null;
  }

  /** The scope of this code's frame, past comprehensions. */
  #frameScope(): Scope {
    let scope = this.#current;
    while (scope.kind === "comprehension") scope = scope.parent as Scope;
    return scope;
  }

  #needAsync(message: string, node: ast.Positioned): void {
    if (!this.#mayAwait()) this.fail(message, node);
  }

  #mayAwait(): boolean {
    const scope = this.#frameScope();
    if (this.#allowsTopLevelAwait && scope.kind === "module") scope.isAsync = true;
    return scope.isAsync;
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
    if (scope.isAsync && scope.isGenerator && scope.valueReturn !== null)
      this.fail("'return' with value in async generator", scope.valueReturn);
  }

  #defaults(args: ast.Arguments): void {
    for (const value of args.defaults) this.#expr(value);
    for (const value of args.kw_defaults) if (value !== null) this.#expr(value);
  }

  #parameters(args: ast.Arguments): void {
    for (const arg of parametersOf(args)) {
      const name = this.#current.mangled(arg.arg);
      const symbol = this.#current.symbol(name);
      if (symbol.isParameter) this.fail(`duplicate argument '${name}' in function definition`, arg);
      this.#checkName(name, arg);
      symbol.isParameter = true;
      symbol.isBound = true;
    }
  }

  #keywords(keywords: readonly ast.Keyword[]): void {
    const seen = new Set<string>();
    for (const keyword of keywords) {
      const { arg } = keyword;
      this.#checkName(arg, keyword);
      if (arg !== null && seen.has(arg)) this.later(`keyword argument repeated: ${arg}`, keyword);
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
        this.#checkName(e.id, e, e.ctx === "Del" ? "delete" : "assign to");
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
    else if (e.kind === "Attribute" && e.ctx !== "Load")
      this.#checkName(e.attr, e, e.ctx === "Del" ? "delete" : "assign to");
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
        const scope = this.#current;
        if (scope.isComprehension) scope.isAsync = true;
        else if (scope.isFunctionLike) this.#needAsync("'await' outside async function", e);
        else this.#needAsync("'await' outside function", e);
        return this.#expr(e.value);
      }
      case "Yield":
      case "YieldFrom": {
        this.#refuse("yield", e);
        const scope = this.#current;
        const word = e.kind === "Yield" ? "yield" : "yield from";
        if (e.value !== null) this.#expr(e.value);
        if (scope.isComprehension) this.fail(`'yield' inside ${COMPREHENSIONS.get(scope.name)}`, e);
        if (scope.kind !== "function") this.later(`'${word}' outside function`, e);
        else scope.isGenerator = true;
        if (e.kind === "YieldFrom" && scope.isAsync)
          this.later("'yield from' inside async function", e);
        return;
      }
      case "Compare":
        this.#expr(e.left);
        return this.#exprs(e.comparators);
      case "FormattedValue":
      case "Interpolation":
        this.#expr(e.value);
        if (e.format_spec !== null) this.#expr(e.format_spec);
        return;
      case "JoinedStr":
      case "TemplateStr":
        return this.#exprs(e.values);
      case "Starred":
        return this.#expr(e.value);
      case "List":
      case "Tuple":
        return this.#exprs(e.elts);
      case "Slice":
        return this.#exprs([e.lower, e.upper, e.step]);
    }
  }

  /** Some expressions have no place in what is evaluated later. */
  #refuse(what: string, e: ast.Expression): void {
    const { annotation } = this.#current;
    if (annotation !== null)
      this.fail(`${what} expression cannot be used within ${annotation.within}`, e);
  }

  #walrus(e: ast.NamedExpr): void {
    if (this.#current.isIterable)
      this.fail("assignment expression cannot be used in a comprehension iterable expression", e);
    this.#checkName(e.target.id, e.target);
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
      symbol.isRebound = true;
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
      this.fail(
        "assignment expression within a comprehension cannot be used in a class body",
        e.target,
      );
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
    this.#iterable((first as ast.Comprehension).iter);
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
    scope.isAsync = e.generators.some((g) => g.is_async);
    if (isGenerator) {
      scope.isGenerator = true;
      scope.isExpression = true;
      const symbol = scope.symbol(".0");
      symbol.isParameter = true;
      symbol.isBound = true;
    }
    this.#inside(scope, e, () => {
      e.generators.forEach((generator, i) => {
        this.#iterationVariables(generator.target);
        this.#target(generator.target);
        if (i > 0) this.#iterable(generator.iter);
        this.#exprs(generator.ifs);
      });
      if (e.kind === "DictComp") this.#exprs([e.value, e.key]);
      else this.#expr(e.elt);
    });
    if (!scope.isAsync || isGenerator) return;
    // What awaits inside a comprehension makes that one asynchronous too.
    if (this.#current.isComprehension) this.#current.isAsync = true;
    else if (!this.#mayAwait())
      this.later("asynchronous comprehension outside of an asynchronous function", e);
  }

  /** The iterable of a comprehension, in which nothing may be assigned. */
  #iterable(e: ast.Expression): void {
    const scope = this.#current;
    const outer = scope.isIterable;
    scope.isIterable = true;
    this.#expr(e);
    scope.isIterable = outer;
  }

  /** Marks what a comprehension iterates over: assignment expressions must not rebind it. */
  #iterationVariables(target: ast.Expression): void {
    if (target.kind === "Name") {
      const symbol = this.#name(target.id);
      if (symbol.isRebound)
        this.fail(
          `comprehension inner loop cannot rebind assignment expression target '${target.id}'`,
          target,
        );
      symbol.isParameter = true;
    } else if (target.kind === "Tuple" || target.kind === "List")
      for (const item of target.elts) this.#iterationVariables(item);
    else if (target.kind === "Starred") this.#iterationVariables(target.value);
  }
}
