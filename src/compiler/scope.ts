/** A block of a program, and what it does with names. */
import type * as ast from "../syntax/ast.ts";

/** A comprehension is a scope of its own, but its code runs in the frame around it. */
export type ScopeKind = "module" | "class" | "function" | "comprehension";

/** What a block does with a name. */
export class NameUse {
  isBound = false;
  isParameter = false;
  isTypeParameter = false;
  isGlobal = false;
  isNonlocal = false;
  isUsed = false;
  isDeleted = false;
  /** Nothing but imports binds it. */
  isImport = false;
  isAnnotated = false;
  /** An assignment expression in this comprehension binds it, in the scope around. */
  isRebound = false;
  /** A function inside shares it: it lives in a cell. */
  isCell = false;
  /** It comes from an enclosing function. */
  isFree = false;
}

/**
 * A function that Python makes around what is evaluated later, or around what has type parameters: what errors call it, and how
 * they go on about `:=` in a comprehension there (null: that is the business of the scope around).
 * https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
 */
export interface AnnotationScope {
  readonly within: string;
  readonly rebinding: string | null;
}

export const ANNOTATION: AnnotationScope = { within: "an annotation", rebinding: null };
export const TYPE_ALIAS: AnnotationScope = { within: "a type alias", rebinding: "in a type alias" };
export const GENERIC: AnnotationScope = {
  within: "the definition of a generic",
  rebinding: "within the definition of a generic",
};
export const ofTypeVariable = (within: string): AnnotationScope => ({
  within,
  rebinding: "in a TypeVar bound",
});

/** What messages call comprehensions, by the name of the scope. */
export const COMPREHENSIONS: ReadonlyMap<string, string> = new Map([
  ["<listcomp>", "list comprehension"],
  ["<setcomp>", "set comprehension"],
  ["<dictcomp>", "dict comprehension"],
  ["<genexpr>", "generator expression"],
]);

/** The names of a class body that what is inside may need: each lives in a cell. */
export const CLASS_CELLS = ["__class__", "__classdict__", "__conditional_annotations__"] as const;

export class Scope {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly parent: Scope | null;
  readonly symbols = new Map<string, NameUse>();
  readonly children: Scope[] = [];
  /** The class whose `__names` are mangled here. */
  readonly className: string | null;
  isGenerator = false;
  isAsync = false;
  /** A lambda or generator expression. */
  isExpression = false;
  hasWalrus = false;
  /** Of a class body: those of {@link CLASS_CELLS} that something inside needs. */
  readonly classCells = new Set<string>();
  /** Where names were first declared global or nonlocal. */
  readonly directives = new Map<string, ast.Positioned>();
  /** The first `return` with a value. */
  valueReturn: ast.Return | null = null;
  /** Code of an iterable of a comprehension, where no assignment expression may stand. */
  isIterable: boolean;
  annotation: AnnotationScope | null = null;
  /** Of an annotation scope: the class whose namespace its names are looked up in first. */
  seenClass: Scope | null = null;
  /** Around a class with type parameters: nothing but these is mangled. */
  mangledOnly: Set<string> | null = null;

  constructor(kind: ScopeKind, name: string, parent: Scope | null, className: string | null) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.className = className;
    this.isIterable = parent?.isIterable === true;
    parent?.children.push(this);
  }

  symbol(name: string): NameUse {
    let symbol = this.symbols.get(name);
    if (symbol === undefined) {
      symbol = new NameUse();
      this.symbols.set(name, symbol);
    }
    return symbol;
  }

  /** A symbol that the scope has from the start. */
  parameter(name: string): void {
    const symbol = this.symbol(name);
    symbol.isParameter = true;
    symbol.isBound = true;
  }

  mangled(name: string): string {
    if (this.mangledOnly !== null && !this.mangledOnly.has(name)) return name;
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

  /** Does a variable of this scope have the name? */
  owns(name: string): boolean {
    const symbol = this.symbols.get(name);
    return symbol?.isBound === true && !symbol.isGlobal && !symbol.isNonlocal;
  }
}

/** `__name` in a class body means `_Class__name`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes("."))
    return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}
