/** One code object in the making: its scope, its registers, and what surrounds the statement being compiled. */
import type * as ast from "../syntax/ast.ts";
import { Assembler, type Label, type Region } from "./assembler.ts";
import {
  type Code,
  CodeFlag,
  type CodeKind,
  Code as CodeObject,
  type FreeVariable,
  type Inlined,
} from "./code.ts";
import * as Op from "./opcodes.ts";
import { isOfClass } from "./resolution.ts";
import { CLASS_CELLS, type Scope } from "./scope.ts";
import type { ScopeTable } from "./scopes.ts";

/** Where a name lives, seen from the code that uses it. */
export type Place =
  | { readonly kind: "local"; readonly register: number }
  | { readonly kind: "cell"; readonly register: number }
  | { readonly kind: "classCell"; readonly register: number; readonly name: string }
  /** In the class namespace in cell `namespace`, else in cell `register`, or (where that is null) a global. */
  | {
      readonly kind: "seenClass";
      readonly namespace: number;
      readonly register: number | null;
      readonly name: string;
    }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "name"; readonly name: string };

/** What has to be done when a statement leaves the block it stands in. Innermost last. */
export type Surrounding =
  | {
      readonly kind: "loop";
      readonly exit: Label;
      readonly head: Label;
      readonly depth: number;
      /** The iterator of a loop over a fresh generator, to be closed when the loop is left. */
      readonly iterator: number | null;
    }
  | { readonly kind: "cleanup"; readonly depth: number; readonly emit: () => void };

const ENDS: ReadonlySet<ast.Statement["kind"]> = new Set(["Return", "Raise", "Break", "Continue"]);

/** Emits an expression and answers the register of its value: `dst` where that is given. */
export type ExpressionEmitter<E> = (u: Unit, e: E, dst?: number) => number;
export type StatementEmitter<S> = (u: Unit, s: S) => void;

/** One function a kind of node, joined in compile.ts; so the files of emitters need not import each other. */
export interface Emitters {
  readonly expressions: {
    readonly [K in ast.Expression["kind"]]: ExpressionEmitter<Extract<ast.Expression, { kind: K }>>;
  };
  readonly statements: {
    readonly [K in ast.Statement["kind"]]: StatementEmitter<Extract<ast.Statement, { kind: K }>>;
  };
}

export class Unit {
  readonly emitters: Emitters;
  readonly table: ScopeTable;
  /** The function, class or module. */
  readonly root: Scope;
  /** The scope of the code being compiled: the root, or a comprehension inside it. */
  scope: Scope;
  readonly parent: Unit | null;
  readonly qualname: string;
  readonly kind: CodeKind;
  readonly asm: Assembler;
  readonly surroundings: Surrounding[] = [];
  /** Locals that are bound for certain at this point. */
  assigned = new Set<number>();
  /** Of a class: what its methods set on `self`. */
  readonly staticAttributes = new Set<string>();
  readonly localNames: string[] = [];
  readonly #registers = new Map<Scope, Map<string, number>>();
  readonly #free = new Map<string, FreeVariable>();
  readonly #cells: number[] = [];
  readonly #inlined: Inlined[] = [];
  isInteractive = false;

  constructor(
    emitters: Emitters,
    table: ScopeTable,
    scope: Scope,
    parent: Unit | null,
    qualname: string,
  ) {
    this.emitters = emitters;
    this.table = table;
    this.root = scope;
    this.scope = scope;
    this.parent = parent;
    this.qualname = qualname;
    this.kind = scope.kind === "comprehension" ? "function" : scope.kind;
    // Register 0 of a module or class body is its namespace.
    if (!scope.isFunctionLike) this.localNames.push("");
    this.#allocate(scope);
    for (const [name, symbol] of scope.symbols) {
      if (symbol.isFree) this.#freeVariable(name);
    }
    for (const name of CLASS_CELLS) {
      if (!scope.classCells.has(name)) continue;
      const register = this.localNames.push(name) - 1;
      this.#map(scope).set(name, register);
      this.#cells.push(register);
    }
    this.asm = new Assembler(this.localNames.length);
  }

  /** A unit for code inside this one. */
  nested(scope: Scope, qualname: string): Unit {
    return new Unit(this.emitters, this.table, scope, this, qualname);
  }

  expr(e: ast.Expression, dst?: number): number {
    const { asm } = this;
    const outer = asm.position;
    asm.position = e;
    const emit = this.emitters.expressions[e.kind] as ExpressionEmitter<ast.Expression>;
    const register = emit(this, e, dst);
    asm.position = outer;
    return register;
  }

  /** An expression's value in a register of its own, at `dst`. */
  into(e: ast.Expression, dst: number): void {
    const { top } = this.asm;
    const register = this.expr(e, dst);
    if (register !== dst) this.asm.emit(Op.MOVE, dst, register);
    this.asm.top = top;
  }

  /** An operand: may be a variable's own register, unless a later part of the expression rebinds variables. */
  operand(e: ast.Expression): number {
    const register = this.expr(e);
    if (!this.root.hasWalrus && !this.scope.hasWalrus) return register;
    if (register >= this.localNames.length) return register;
    const copy = this.asm.temporary();
    this.asm.emit(Op.MOVE, copy, register);
    return copy;
  }

  stmt(s: ast.Statement): void {
    const { asm } = this;
    const { top } = asm;
    asm.position = s;
    const emit = this.emitters.statements[s.kind] as StatementEmitter<ast.Statement>;
    emit(this, s);
    asm.top = top;
  }

  /** Answers whether the end of the block cannot be reached. */
  block(body: readonly ast.Statement[]): boolean {
    for (const s of body) this.stmt(s);
    const last = body[body.length - 1];
    return last !== undefined && ENDS.has(last.kind);
  }

  #map(scope: Scope): Map<string, number> {
    let map = this.#registers.get(scope);
    if (map === undefined) {
      map = new Map();
      this.#registers.set(scope, map);
    }
    return map;
  }

  /** Gives registers to the variables of a scope and of the comprehensions inside it. */
  #allocate(scope: Scope): void {
    if (scope.isFunctionLike) {
      const map = this.#map(scope);
      for (const [name, symbol] of scope.symbols) {
        if (!symbol.isBound || symbol.isGlobal || symbol.isNonlocal) continue;
        const register = this.localNames.push(name) - 1;
        map.set(name, register);
        if (symbol.isCell && scope === this.root) this.#cells.push(register);
      }
    }
    for (const child of scope.children) if (child.kind === "comprehension") this.#allocate(child);
  }

  #freeVariable(name: string): number {
    const known = this.#free.get(name);
    if (known !== undefined) return known.to;
    const parent = this.parent;
    if (parent === null) throw new Error(`no enclosing function for ${name}`);
    const from = parent.cellRegister(name);
    const to = this.localNames.push(name) - 1;
    this.#free.set(name, { name, from, to });
    return to;
  }

  /** The register that holds the cell of a name, for a function made here. */
  cellRegister(name: string): number {
    for (let scope: Scope = this.scope; ; scope = scope.parent as Scope) {
      const own = this.#registers.get(scope)?.get(name);
      if (own !== undefined) return own;
      if (scope === this.root) break;
    }
    const free = this.#free.get(name);
    if (free === undefined) throw new Error(`no cell for ${name}`);
    return free.to;
  }

  /** Registers of this code's own cells. */
  get cellRegisters(): readonly number[] {
    return this.#cells;
  }

  /** The cells that a comprehension makes anew each time it runs. */
  cellsOf(comprehension: Scope): number[] {
    const map = this.#map(comprehension);
    return [...comprehension.symbols]
      .filter(([, s]) => s.isCell)
      .map(([name]) => map.get(name) as number);
  }

  localsOf(scope: Scope): number[] {
    return [...this.#map(scope).values()];
  }

  /** A comprehension was compiled from `start` on. */
  noteInlined(scope: Scope, start: number): void {
    const cells = this.cellsOf(scope);
    this.#inlined.push({ start, end: this.asm.pc, registers: this.localsOf(scope), cells });
  }

  mangled(name: string): string {
    return this.scope.mangled(name);
  }

  /** Where a (mangled) name lives. */
  place(name: string): Place {
    for (let scope: Scope = this.scope; ; scope = scope.parent as Scope) {
      const symbol = scope.symbols.get(name);
      const owns = symbol?.isBound && !symbol.isGlobal && !symbol.isNonlocal;
      if (scope.isFunctionLike && owns) {
        const register = this.#map(scope).get(name) as number;
        return { kind: symbol.isCell ? "cell" : "local", register };
      }
      if (symbol?.isGlobal === true) return { kind: "global", name };
      if (scope === this.root) return this.#rootPlace(scope, name);
    }
  }

  #rootPlace(root: Scope, name: string): Place {
    const free = this.#free.get(name);
    const inComprehension = this.scope !== root;
    if (
      root.seenClass !== null &&
      !inComprehension &&
      !(CLASS_CELLS as readonly string[]).includes(name)
    )
      return this.#seenPlace(root, name);
    if (root.kind === "class") {
      if (
        name === "__class__" &&
        free === undefined &&
        root.classCells.has(name) &&
        inComprehension
      )
        return { kind: "cell", register: this.cellRegister(name) };
      const own = root.symbols.get(name);
      // What the body binds itself is a name of its namespace, though a method may see an outer one.
      const isOwn = own?.isBound === true && !own.isNonlocal && !inComprehension;
      if (free !== undefined && !isOwn) {
        if (root.symbols.get(name)?.isNonlocal === true || inComprehension)
          return { kind: "cell", register: free.to };
        return { kind: "classCell", register: free.to, name };
      }
      // Class variables are invisible to comprehensions in the body.
      if (inComprehension) return { kind: "global", name };
      return { kind: "name", name };
    }
    if (free !== undefined) return { kind: "cell", register: free.to };
    if (root.kind === "module") return { kind: "name", name };
    return { kind: "global", name };
  }

  /** A name in an annotation scope inside a class. */
  #seenPlace(root: Scope, name: string): Place {
    if (root.seenClass?.symbols.get(name)?.isGlobal === true) return { kind: "global", name };
    const free = isOfClass(root, name) ? undefined : this.#free.get(name);
    const namespace = this.cellRegister("__classdict__");
    return { kind: "seenClass", namespace, register: free?.to ?? null, name };
  }

  /** Something in the innermost class sets this attribute of `self`. */
  noteStaticAttribute(name: string): void {
    let unit: Unit | null = this;
    while (unit !== null && unit.kind !== "class") unit = unit.parent;
    unit?.staticAttributes.add(name);
  }

  /** Runs `body` inside a comprehension's scope. */
  inComprehension(scope: Scope, body: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    body();
    this.scope = outer;
  }

  /** Emits what has to be done before a jump (or return) out of the surroundings above `keep`. */
  unwindTo(keep: number, leavesLoop: (s: Surrounding & { kind: "loop" }) => void): Region[] {
    const suspended: Region[][] = [];
    const taken: Surrounding[] = [];
    while (this.surroundings.length > keep) {
      const s = this.surroundings.pop() as Surrounding;
      taken.push(s);
      // The cleanup code itself is outside of the region it cleans up after.
      suspended.push(this.asm.suspend(s.depth));
      if (s.kind === "loop") leavesLoop(s);
      else s.emit();
    }
    for (const s of taken.reverse()) this.surroundings.push(s);
    return suspended.reverse().flat();
  }

  finish(firstLine: number, args: ast.Arguments | null, docstring: string | null): Code {
    const { asm, root } = this;
    let flags = this.table.hasTextAnnotations ? CodeFlag.FUTURE_ANNOTATIONS : 0;
    if (root.isGenerator && root.isAsync) flags |= CodeFlag.ASYNC_GENERATOR;
    else if (root.isGenerator) flags |= CodeFlag.GENERATOR;
    else if (root.isAsync) flags |= CodeFlag.COROUTINE;
    if (root.kind === "function") {
      flags |= CodeFlag.OPTIMIZED | CodeFlag.NEWLOCALS;
      if (args?.vararg != null) flags |= CodeFlag.VARARGS;
      if (args?.kwarg != null) flags |= CodeFlag.VARKEYWORDS;
    }
    if (this.kind === "function" && this.isInFunction) flags |= CodeFlag.NESTED;
    if (this.kind === "function" && this.parent?.kind === "class" && root.name !== "__annotate__")
      flags |= CodeFlag.METHOD;
    const isGenerator = args === null && root.isExpression;
    return new CodeObject({
      name: root.name,
      qualname: this.qualname,
      filename: this.table.filename,
      firstLine,
      kind: this.kind,
      flags,
      argumentCount:
        args === null ? (isGenerator ? 1 : 0) : args.posonlyargs.length + args.args.length,
      positionalOnlyCount: args?.posonlyargs.length ?? 0,
      keywordOnlyCount: args?.kwonlyargs.length ?? 0,
      localNames: this.localNames,
      cellRegisters: this.#cells,
      // By name, as `__closure__` shows them.
      freeVariables: [...this.#free.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      inlined: this.#inlined,
      docstring,
      ...asm.finish(),
    });
  }

  /** Is there a function around it, however far out? */
  get isInFunction(): boolean {
    for (let outer = this.parent; outer !== null; outer = outer.parent)
      if (outer.kind === "function") return true;
    return false;
  }

  /** Reads an unassigned local only after a check. */
  checkAssigned(register: number): void {
    if (this.assigned.has(register)) return;
    this.asm.emit(Op.CHECK, register);
    // Names that something deletes are never certain.
    if (!this.#isDeleted(register)) this.assigned.add(register);
  }

  markAssigned(register: number): void {
    if (!this.#isDeleted(register)) this.assigned.add(register);
  }

  #isDeleted(register: number): boolean {
    const name = this.localNames[register] as string;
    for (let scope: Scope = this.scope; ; scope = scope.parent as Scope) {
      if (this.#registers.get(scope)?.get(name) === register)
        return scope.symbols.get(name)?.isDeleted === true;
      if (scope === this.root) return false;
    }
  }

  /** Compiles alternatives: what is assigned afterwards is what all of them assign. */
  alternatives(branches: readonly (() => boolean)[]): void {
    const before = this.assigned;
    let after: Set<number> | null = null;
    for (const branch of branches) {
      this.assigned = new Set(before);
      const isEnd = branch();
      if (isEnd) continue;
      const here = this.assigned;
      after =
        after === null ? here : new Set([...(after as Set<number>)].filter((r) => here.has(r)));
    }
    this.assigned = after ?? new Set(before);
  }

  /** Compiles code that may stop anywhere: nothing it assigns counts afterwards. */
  tentatively(body: () => void): void {
    const before = new Set(this.assigned);
    body();
    this.assigned = before;
  }
}
