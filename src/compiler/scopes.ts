/**
 * Who owns which name. One pass notes what each block binds and uses; a second decides, from the outside in, whether a
 * use means a local, a variable of an enclosing function (then both share a cell), or a global.
 * https://docs.python.org/3/reference/executionmodel.html#naming-and-binding
 */
import type * as ast from "../syntax/ast.ts";
import { SourceError, type SourceWarning } from "../syntax/source-error.ts";
import { checkDeclarations, declare } from "./declarations.ts";
import { Flow } from "./flow.ts";
import { futureImports, isFutureImport } from "./future.ts";
import { firstOperand } from "./links.ts";
import { isUnfinished, unfinished } from "./unfinished.ts";

/** A comprehension is a scope of its own, but its code runs in the frame around it. */
export type ScopeKind = "module" | "class" | "function" | "comprehension";

/** What a block does with a name. */
export interface Symbol {
  isBound: boolean;
  isParameter: boolean;
  isGlobal: boolean;
  isNonlocal: boolean;
  isUsed: boolean;
  isDeleted: boolean;
  isImported: boolean;
  isAnnotated: boolean;
  /** An assignment expression in this comprehension binds it, in the scope around. */
  isRebound: boolean;
  /** A function inside shares it: it lives in a cell. */
  isCell: boolean;
  /** It comes from an enclosing function. */
  isFree: boolean;
}

export class Scope {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly parent: Scope | null;
  readonly symbols = new Map<string, Symbol>();
  readonly children: Scope[] = [];
  /** The class whose `__names` are mangled here. */
  readonly className: string | null;
  isGenerator = false;
  isAsync = false;
  /** A lambda or generator expression. */
  isExpression = false;
  hasWalrus = false;
  /** A class body whose methods use `super()` or `__class__`. */
  needsClassCell = false;
  /** Where names were first declared global or nonlocal. */
  directives: Map<string, ast.Positioned> | null = null;
  /** The first `return` with a value. */
  valueReturn: ast.Return | null = null;
  /** Code of an iterable of a comprehension, where no assignment expression may stand. */
  isIterable: boolean;

  constructor(kind: ScopeKind, name: string, parent: Scope | null, className: string | null) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.className = className;
    this.isIterable = parent?.isIterable === true;
    parent?.children.push(this);
  }

  symbol(name: string): Symbol {
    let symbol = this.symbols.get(name);
    if (symbol === undefined) {
      symbol = {
        isBound: false,
        isParameter: false,
        isGlobal: false,
        isNonlocal: false,
        isUsed: false,
        isDeleted: false,
        isImported: false,
        isAnnotated: false,
        isRebound: false,
        isCell: false,
        isFree: false,
      };
      this.symbols.set(name, symbol);
    }
    return symbol;
  }

  mangled(name: string): string {
    return mangle(this.className, name);
  }

  /** A comprehension or a generator expression. */
  get isComprehension(): boolean {
    return this.kind === "comprehension" || this.name === "<genexpr>";
  }

  /** Names that code of this scope's function owns are locals there, not in a namespace. */
  get isFunctionLike(): boolean {
    return this.kind === "function" || this.kind === "comprehension";
  }
}

/** `__name` in a class body means `_Class__name`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes("."))
    return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

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
  | ast.Arguments;

/** The scope of every block of a program. */
export class ScopeTable {
  readonly #scopes = new Map<ScopedNode, Scope>();
  readonly filename: string;
  readonly #lines: readonly string[];
  readonly #lineAt: (line: number) => string | null;
  #current!: Scope;
  readonly #warn: ((warning: SourceWarning) => void) | undefined;
  readonly #warned = new Set<ast.Positioned>();
  #flow = new Flow(this, false);
  #futures: ReadonlySet<ast.ImportFrom> = new Set();
  /** An error of the code, which gives way to one of the names. */
  #later: SourceError | null = null;

  /** `lineAt` gives the lines that errors show: those of a file. */
  constructor(
    filename: string,
    lines: readonly string[],
    warn?: (warning: SourceWarning) => void,
    lineAt: (line: number) => string | null = () => null,
  ) {
    this.filename = filename;
    this.#lines = lines;
    this.#warn = warn;
    this.#lineAt = lineAt;
  }

  get(node: ScopedNode): Scope {
    return this.#scopes.get(node) as Scope;
  }

  /** A SyntaxWarning at `node`. */
  warn(message: string, node: ast.Positioned): void {
    // The body of a `finally` is compiled once for each way into it.
    if (this.#warn === undefined || this.#warned.has(node)) return;
    this.#warned.add(node);
    const error = this.#error(message, node);
    const { filename } = this;
    this.#warn({ category: "SyntaxWarning", message, filename, lineno: node.lineno, error });
  }

  /** A SyntaxError at `node`. */
  fail(message: string, node: ast.Positioned | null): never {
    throw this.#error(message, node);
  }

  /** A SyntaxError at `node` that CPython finds when all names are known. */
  later(message: string, node: ast.Positioned): void {
    this.#later ??= this.#error(message, node);
  }

  #error(message: string, node: ast.Positioned | null): SourceError {
    const line = node?.lineno ?? 1;
    const text = this.#lines[line - 1] ?? "";
    const shown = this.#lineAt(line);
    const endText = this.#lines[(node?.end_lineno ?? line) - 1] ?? "";
    const points = (s: string, units: number) => Array.from(s.slice(0, units)).length + 1;
    return new SourceError(
      "SyntaxError",
      message,
      this.filename,
      {
        lineno: line,
        offset: node === null ? 0 : points(text, node.col_offset),
        end_lineno: node?.end_lineno ?? line,
        end_offset: node === null ? 0 : points(endText, node.end_col_offset),
      },
      shown === null ? null : `${shown}\n`,
    );
  }

  analyze(root: ast.Root): Scope {
    const scope = new Scope("module", "<module>", null, null);
    this.#scopes.set(root, scope);
    this.#current = scope;
    if (root.kind === "Expression") this.#expr(root.body);
    else {
      this.#futures = futureImports(root.body, (message, at) => this.fail(message, at));
      this.#block(root.body);
    }
    this.#resolve(scope, new Set());
    if (this.#later !== null) throw this.#later;
    return scope;
  }

  // --- first pass: what is bound and used where ---

  #name(name: string): Symbol {
    return this.#current.symbol(mangle(this.#current.className, name));
  }

  #bind(name: string, node: ast.Positioned | null): void {
    this.#checkName(name, node);
    this.#name(name).isBound = true;
  }

  #checkName(name: string | null, node: ast.Positioned | null, verb = "assign to"): void {
    if (name === "__debug__") this.fail(`cannot ${verb} __debug__`, node);
  }

  #inside(scope: Scope, node: ScopedNode | null, body: () => void): void {
    if (node !== null) this.#scopes.set(node, scope);
    const outer = this.#current;
    const flow = this.#flow;
    this.#current = scope;
    this.#flow = new Flow(this, scope.isAsync);
    body();
    this.#current = outer;
    this.#flow = flow;
  }

  #block(body: readonly ast.Statement[]): void {
    for (const statement of body) this.#stmt(statement);
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
        if (s.target.kind === "Name") {
          const symbol = this.#name(s.target.id);
          if (symbol.isGlobal && this.#current.kind !== "module")
            this.fail(`annotated name '${s.target.id}' can't be global`, s);
          if (symbol.isNonlocal) this.fail(`annotated name '${s.target.id}' can't be nonlocal`, s);
          if (s.simple === 1) symbol.isAnnotated = true;
          if (s.simple === 1 || s.value !== null) this.#bind(s.target.id, s.target);
        } else this.#target(s.target);
        if (s.value !== null) this.#expr(s.value);
        if (s.simple === 1 && !this.#current.isFunctionLike) {
          let annotations = this.#annotationScopes.get(this.#current);
          if (annotations === undefined) {
            annotations = this.#annotationScope(this.#current);
            this.#annotationScopes.set(this.#current, annotations);
          }
          this.#annotation(annotations, s.annotation);
        }
        return;
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
      case "Try":
        return this.#try(s);
      case "Assert":
        this.#expr(s.test);
        if (s.msg !== null) this.#expr(s.msg);
        return;
      case "Import":
        for (const a of s.names) this.#import(a.asname ?? (a.name.split(".")[0] as string), a);
        return;
      case "ImportFrom":
        if (isFutureImport(s) && !this.#futures.has(s))
          this.later("from __future__ imports must occur at the beginning of the file", s);
        for (const a of s.names) {
          if (a.name === "*") {
            if (this.#current.kind !== "module")
              this.fail("import * only allowed at module level", a);
          } else this.#import(a.asname ?? a.name, a);
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
      default:
        if (isUnfinished(s)) unfinished(s, this.filename);
    }
  }

  #try(s: ast.Try): void {
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

  #import(name: string, alias: ast.Alias): void {
    this.#checkName(name, alias);
    const symbol = this.#name(name);
    symbol.isBound = true;
    symbol.isImported = true;
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

  /** The names that an annotation uses belong to the scope of annotations around it. */
  #annotation(scope: Scope, annotation: ast.Expression | null | undefined): void {
    if (annotation === null || annotation === undefined) return;
    this.#inside(scope, null, () => this.#expr(annotation));
  }

  #annotationScope(parent: Scope): Scope {
    const scope = new Scope("function", "__annotate__", parent, parent.className);
    const format = scope.symbol("format");
    format.isParameter = true;
    format.isBound = true;
    return scope;
  }

  /** The scope of the annotations of a module's or class body's variables. */
  annotationsOf(scope: Scope): Scope | undefined {
    return this.#annotationScopes.get(scope);
  }
  readonly #annotationScopes = new Map<Scope, Scope>();

  #function(s: ast.FunctionDef | ast.AsyncFunctionDef): void {
    for (const decorator of s.decorator_list) this.#expr(decorator);
    this.#defaults(s.args);
    if (annotationsOf(s).length > 0) {
      const annotations = this.#annotationScope(this.#current);
      this.#scopes.set(s.args, annotations);
      for (const [, annotation] of annotationsOf(s)) this.#annotation(annotations, annotation);
    }
    this.#bind(s.name, s);
    if (s.type_params.length > 0) unfinished(s.type_params[0] as ast.TypeParam, this.filename);
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
      const name = mangle(this.#current.className, arg.arg);
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
    for (const base of s.bases) this.#expr(base);
    this.#keywords(s.keywords);
    this.#bind(s.name, s);
    if (s.type_params.length > 0) unfinished(s.type_params[0] as ast.TypeParam, this.filename);
    const scope = new Scope("class", s.name, this.#current, s.name);
    this.#inside(scope, s, () => this.#block(s.body));
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
        const fn = this.#functionScope();
        if (this.#current.isComprehension) this.#current.isAsync = true;
        else if (fn === null) this.fail("'await' outside function", e);
        else if (!fn.isAsync) this.fail("'await' outside async function", e);
        return this.#expr(e.value);
      }
      case "Yield":
      case "YieldFrom": {
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

  #walrus(e: ast.NamedExpr): void {
    if (this.#current.isIterable)
      this.fail("assignment expression cannot be used in a comprehension iterable expression", e);
    this.#checkName(e.target.id, e.target);
    this.#expr(e.value);
    let scope = this.#current;
    const name = mangle(scope.className, e.target.id);
    while (scope.isComprehension) {
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
    if (this.#current.isComprehension) this.#current.isAsync = true;
    else if (this.#functionScope()?.isAsync !== true)
      this.later("asynchronous comprehension outside of an asynchronous function", e);
  }

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

  // --- second pass: who owns what ---

  /**
   * `visible` are the names of enclosing functions. Answers the names that the scope needs from them: those that are
   * captured by a function of its own frame, and those used by comprehensions in the very frame around.
   */
  #resolve(
    scope: Scope,
    visible: ReadonlySet<string>,
  ): { captured: Set<string>; direct: Set<string> } {
    const here = new Set(visible);
    if (scope.isFunctionLike) {
      for (const [name, s] of scope.symbols) {
        if (s.isGlobal) here.delete(name);
        else if (s.isBound && !s.isNonlocal) here.add(name);
      }
    }
    if (scope.kind === "class") here.add("__class__");
    const captured = new Set<string>();
    const direct = new Set<string>();
    checkDeclarations(scope, visible, (message, at) => this.fail(message, at));
    for (const child of scope.children) {
      const needs = this.#resolve(child, here);
      for (const name of needs.captured) this.#provide(scope, name, captured, true);
      for (const name of needs.direct) this.#provide(scope, name, direct, false);
    }
    for (const [name, s] of scope.symbols) {
      // A class body has no class yet; a comprehension in it runs there.
      if (name === "__class__" && isInClassBody(scope)) s.isGlobal = true;
      if (s.isNonlocal) s.isFree = true;
      else if (!s.isGlobal && !s.isBound && visible.has(name)) s.isFree = true;
      if (s.isFree) (scope.kind === "comprehension" ? direct : captured).add(name);
    }
    // What leaves a function or class body is needed by another frame, whoever asked for it.
    if (scope.kind !== "comprehension") for (const name of direct) captured.add(name);
    return { captured, direct: scope.kind === "comprehension" ? direct : new Set() };
  }

  /** Gives a name that an inner scope needs: from here, or by asking further out. */
  #provide(scope: Scope, name: string, outer: Set<string>, needsCell: boolean): void {
    if (scope.kind === "class") {
      if (name === "__class__" && needsCell) {
        scope.needsClassCell = true;
        return;
      }
      // Class variables are invisible inside functions; a comprehension's name passes by as well.
      scope.symbol(name).isFree = true;
      outer.add(name);
      return;
    }
    const own = scope.symbols.get(name);
    if (scope.isFunctionLike && own?.isBound && !own.isGlobal && !own.isNonlocal) {
      if (needsCell) own.isCell = true;
      return;
    }
    if (scope.kind === "module") return;
    scope.symbol(name).isFree = true;
    outer.add(name);
  }
}

/** Whether a comprehension runs in the frame of a class body. */
function isInClassBody(scope: Scope): boolean {
  let owner: Scope | null = scope;
  while (owner?.kind === "comprehension") owner = owner.parent;
  return owner !== scope && owner?.kind === "class";
}

/** In the order of their registers. */
function parametersOf(args: ast.Arguments): readonly ast.Arg[] {
  return args.posonlyargs.concat(args.args, args.kwonlyargs, args.vararg ?? [], args.kwarg ?? []);
}

/** Names and annotations of a function's parameters and result. */
export function annotationsOf(
  s: ast.FunctionDef | ast.AsyncFunctionDef,
): [string, ast.Expression][] {
  const { args } = s;
  const positional = args.posonlyargs.concat(args.args, args.vararg ?? []);
  const all = positional.concat(args.kwonlyargs, args.kwarg ?? []);
  const found = all.flatMap((a): [string, ast.Expression][] =>
    a.annotation === null ? [] : [[a.arg, a.annotation]],
  );
  if (s.returns !== null) found.push(["return", s.returns]);
  return found;
}

const COMPREHENSIONS: ReadonlyMap<string, string> = new Map([
  ["<listcomp>", "list comprehension"],
  ["<setcomp>", "set comprehension"],
  ["<dictcomp>", "dict comprehension"],
  ["<genexpr>", "generator expression"],
]);
