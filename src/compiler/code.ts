/** What the compiler makes: immutable code, which any number of interpreters may share. */
import type { ConstantValue } from "../syntax/ast.ts";
import type { SkimmedBody } from "../syntax/skim.ts";

/** Values of code flags are CPython's, since `inspect` reads them. https://docs.python.org/3/library/inspect.html#inspect-module-co-flags */
export const CodeFlag = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  FUTURE_ANNOTATIONS: 0x1000000,
  METHOD: 0x8000000,
} as const;

/** An entry of the constant table: what a literal may be, nested code, or a tuple or frozenset of constants. */
export type CodeConstant = ConstantValue | Code | ConstantTuple | OpaqueConstant;

/** A value that a program has put among the constants of a code; what it is, the interpreter knows. */
export class OpaqueConstant {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

export class ConstantTuple {
  readonly items: readonly CodeConstant[];
  readonly isFrozenSet: boolean;
  constructor(items: readonly CodeConstant[], isFrozenSet = false) {
    this.items = items;
    this.isFrozenSet = isFrozenSet;
  }
}

/** While pc is in [start, end), an exception goes to `target`, and is stored in register `register`. */
export interface Handler {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly register: number;
}

/** Where a variable of an enclosing function comes from: a register of the frame that makes the closure. */
export interface FreeVariable {
  readonly name: string;
  /** Register of the enclosing code that holds the cell. */
  readonly from: number;
  /** Register of this code that gets it. */
  readonly to: number;
}

/** A comprehension whose loops run in the frame around them: its variables exist while pc is in [start, end). */
export interface Inlined {
  readonly start: number;
  readonly end: number;
  readonly registers: readonly number[];
  /** Those that hold a cell. */
  readonly cells: readonly number[];
}

/** A statement that has no instructions: it is passed before the one at `pc`, unless one of these jumps led there. */
export interface EmptyStatement {
  readonly pc: number;
  readonly line: number;
  readonly passedBy: readonly number[];
}

/** Structure for a later tier: a block or loop opens or closes before the instruction at `pc`. */
export interface BlockEvent {
  readonly pc: number;
  readonly label: number;
  readonly kind: "block" | "loop" | "close";
}

/** What kind of namespace the unassigned names of a code live in. */
export type CodeKind = "module" | "class" | "function";

/** Source span of an instruction: line, end line, column, end column (columns in UTF-16 code units). */
export const POSITION_WORDS = 4;

export interface CodeInit {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly kind: CodeKind;
  readonly flags: number;
  readonly argumentCount: number;
  readonly positionalOnlyCount: number;
  readonly keywordOnlyCount: number;
  /** Names of the registers that are locals; parameters first. */
  readonly localNames: readonly string[];
  /** Those of them that are there only at times. */
  /** Registers of locals that hold a cell. */
  readonly cellRegisters: readonly number[];
  readonly freeVariables: readonly FreeVariable[];
  readonly registers: number;
  /** Registers that hold a constant from the start. */
  readonly preloaded: readonly { readonly register: number; readonly constant: number }[];
  readonly instructions: Int32Array;
  readonly constants: readonly CodeConstant[];
  /** By instruction: the name, or the keyword names, that it works with. */
  readonly names: readonly (string | readonly string[] | undefined)[];
  readonly positions: Int32Array;
  readonly handlers: readonly Handler[];
  readonly blocks: readonly BlockEvent[];
  readonly operandMakers: ReadonlyMap<number, readonly number[]>;
  readonly inlined: readonly Inlined[];
  readonly emptyStatements: readonly EmptyStatement[];
  readonly docstring: string | null;
}

export class Code {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly kind: CodeKind;
  readonly flags: number;
  readonly argumentCount: number;
  readonly positionalOnlyCount: number;
  readonly keywordOnlyCount: number;
  readonly localNames: readonly string[];
  readonly cellRegisters: readonly number[];
  readonly freeVariables: readonly FreeVariable[];
  readonly registers: number;
  readonly preloaded: CodeInit["preloaded"];
  readonly instructions: Int32Array;
  readonly constants: readonly CodeConstant[];
  readonly names: readonly (string | readonly string[] | undefined)[];
  readonly positions: Int32Array;
  readonly handlers: readonly Handler[];
  readonly blocks: readonly BlockEvent[];
  /** By the place of an instruction: the calls whose results are its operands, and nobody else's. */
  readonly operandMakers: ReadonlyMap<number, readonly number[]>;
  readonly inlined: readonly Inlined[];
  readonly emptyStatements: readonly EmptyStatement[];
  readonly docstring: string | null;
  /** All parameters, `*args` and `**kwargs` included. */
  readonly parameterCount: number;
  /** The registers of `*args` and `**kwargs`, or -1. */
  readonly starRegister: number;
  readonly doubleStarRegister: number;
  /** Generator, coroutine or asynchronous generator: a call makes an object instead of running. */
  readonly isGenerator: boolean;
  /** Takes a fixed number of positional arguments, and its frame needs no preparation. */
  readonly isPlain: boolean;
  /** Where the body was left out for now. */
  #postponed: Postponed | null = null;

  constructor(init: CodeInit) {
    this.name = init.name;
    this.qualname = init.qualname;
    this.filename = init.filename;
    this.firstLine = init.firstLine;
    this.kind = init.kind;
    this.flags = init.flags;
    this.argumentCount = init.argumentCount;
    this.positionalOnlyCount = init.positionalOnlyCount;
    this.keywordOnlyCount = init.keywordOnlyCount;
    this.localNames = init.localNames;
    this.cellRegisters = init.cellRegisters;
    this.freeVariables = init.freeVariables;
    this.registers = init.registers;
    this.preloaded = init.preloaded;
    this.instructions = init.instructions;
    this.constants = init.constants;
    this.names = init.names;
    this.positions = init.positions;
    this.handlers = init.handlers;
    this.blocks = init.blocks;
    this.operandMakers = init.operandMakers;
    this.inlined = init.inlined;
    this.emptyStatements = init.emptyStatements;
    this.docstring = init.docstring;
    const { VARARGS, VARKEYWORDS, GENERATOR, COROUTINE, ASYNC_GENERATOR } = CodeFlag;
    const star = (init.flags & VARARGS) !== 0;
    const doubleStar = (init.flags & VARKEYWORDS) !== 0;
    this.parameterCount =
      init.argumentCount + init.keywordOnlyCount + (star ? 1 : 0) + (doubleStar ? 1 : 0);
    const named = init.argumentCount + init.keywordOnlyCount;
    this.starRegister = star ? named : -1;
    this.doubleStarRegister = doubleStar ? named + (star ? 1 : 0) : -1;
    this.isGenerator = (init.flags & (GENERATOR | COROUTINE | ASYNC_GENERATOR)) !== 0;
    this.isPlain = !star && !doubleStar && init.keywordOnlyCount === 0;
  }

  /** Leaves what the function does to be made when it is first wanted; how it is called, the code knows. */
  postpone(body: Postponed): void {
    this.#postponed = body;
  }

  /** Is what the function does still to be made? */
  get postponed(): Postponed | null {
    return this.#postponed;
  }

  /** To be called before anything is read that belongs to the body. */
  complete(): this {
    if (this.#postponed !== null) {
      const made = this.#postponed.make();
      this.#postponed = null;
      for (const field of OF_BODY) (this as Writable)[field] = made[field] as never;
    }
    return this;
  }
}

/** A body that is not made yet. */
export interface Postponed {
  make(): CodeBody;
  /** Where the source has it, or its packed form (packing.ts): one of them. */
  readonly skimmed: SkimmedBody | null;
  readonly packed: Uint8Array | null;
}

type Writable = { -readonly [K in keyof Code]: Code[K] };

/** The fields that say what a function does. */
const OF_BODY = [
  "localNames",
  "cellRegisters",
  "registers",
  "preloaded",
  "instructions",
  "constants",
  "names",
  "positions",
  "handlers",
  "blocks",
  "operandMakers",
  "inlined",
  "emptyStatements",
] as const satisfies readonly (keyof CodeInit)[];

/** What a function does, without how it is called. */
export type CodeBody = Pick<Code, (typeof OF_BODY)[number]>;
