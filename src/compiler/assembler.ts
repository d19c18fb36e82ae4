/** Instructions as they are emitted: jumps, exception regions, registers, positions. */
import type { Positioned } from "../syntax/ast.ts";
import type { BlockEvent, CodeConstant, Handler } from "./code.ts";
import * as Op from "./opcodes.ts";

/** A place to jump to. A loop's label is at its head, a block's at its end. */
export class Label {
  readonly id: number;
  readonly isLoop: boolean;
  target = -1;
  /** Instructions whose operand c is to become the target. */
  readonly jumps: number[] = [];
  constructor(id: number, isLoop: boolean) {
    this.id = id;
    this.isLoop = isLoop;
  }
}

/** A stretch of code whose exceptions go to one handler; inlined `finally` bodies cut holes into it. */
export class Region {
  readonly depth: number;
  readonly register: number;
  readonly ranges: { start: number; end: number }[] = [];
  target = -1;
  constructor(depth: number, register: number) {
    this.depth = depth;
    this.register = register;
  }
}

/** Operands are larger: see MAX_IMMEDIATE in emit/expressions.ts. */
const FIRST_PRELOADED = -(2 ** 31) + 64;
/** Each makes the frame larger by a word. */
const MAX_PRELOADED = 16;

/** Of instructions that belong to no line. */
export const NOWHERE: Positioned = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };

export class Assembler {
  readonly #words: number[] = [];
  readonly #positions: number[] = [];
  readonly #names: (string | readonly string[] | undefined)[] = [];
  readonly #constants: CodeConstant[] = [];
  readonly #constantIndex = new Map<unknown, number>();
  readonly #blocks: BlockEvent[] = [];
  readonly #regions: Region[] = [];
  readonly #active: Region[] = [];
  #labels = 0;
  /** Where the instructions emitted now come from. */
  position: Positioned = NOWHERE;
  /** First free register; registers below `locals` are variables. */
  top: number;
  max: number;

  constructor(locals: number) {
    this.top = locals;
    this.max = locals;
  }

  get pc(): number {
    return this.#words.length;
  }

  emit(op: number, a = 0, b = 0, c = 0, p: Positioned = this.position): number {
    const pc = this.#words.length;
    this.#words.push(op, a, b, c);
    this.#positions.push(p.lineno, p.end_lineno, p.col_offset, p.end_col_offset);
    return pc;
  }

  /**
   * A statement without instructions, such as `pass`, begins here. That it was passed is for debuggers to see, who are told of it
   * before the next instruction, unless that was jumped to from elsewhere.
   */
  emptyStatement({ lineno }: Positioned): void {
    this.#marks.push({ pc: this.pc, line: lineno, passedBy: [] });
  }
  readonly #marks: { pc: number; line: number; passedBy: Label[] }[] = [];

  /** Jumps to a label land here, behind the empty statements before it. */
  #land(label: Label): void {
    for (let i = this.#marks.length - 1; i >= 0; i--) {
      const mark = this.#marks[i] as { pc: number; passedBy: Label[] };
      if (mark.pc !== this.pc) break;
      mark.passedBy.push(label);
    }
  }

  /** A jump over nothing but empty statements needs something to jump over. */
  #separate(label: Label): void {
    const last = this.#marks[this.#marks.length - 1];
    if (last?.pc === this.pc && label.jumps[label.jumps.length - 1] === this.pc - 4)
      this.emit(Op.MOVE, 0, 0, 0, NOWHERE);
  }

  /** Emits an instruction that works with a name (or keyword names). */
  named(op: number, name: string | readonly string[], a = 0, b = 0, c = 0): number {
    this.#names[this.#words.length >> 2] = name;
    return this.emit(op, a, b, c);
  }

  // --- registers ---

  temporary(): number {
    return this.reserve(1);
  }

  /** The first of `count` consecutive temporaries. */
  reserve(count: number): number {
    const first = this.top;
    this.top += count;
    if (this.top > this.max) this.max = this.top;
    return first;
  }

  /** Takes the temporaries up to this one. */
  claim(register: number): number {
    this.reserve(register + 1 - this.top);
    return register;
  }

  /** The next temporary, not taken: what is emitted next may use it too, and is over when it gets its value. */
  get scratch(): number {
    if (this.top === this.max) this.max++;
    return this.top;
  }

  // --- constants ---

  /**
   * The register that holds a constant from the start, for an operand that is only read; undefined where the code has
   * too many of them. Until the end it has a number that no operand can have.
   */
  constantRegister(value: CodeConstant): number | undefined {
    const index = this.constant(value);
    let at = this.#preloaded.indexOf(index);
    if (at < 0) {
      if (this.#preloaded.length >= MAX_PRELOADED) return undefined;
      at = this.#preloaded.push(index) - 1;
    }
    return FIRST_PRELOADED - at;
  }
  /** Indices of the constants that have registers. */
  readonly #preloaded: number[] = [];

  constant(value: CodeConstant): number {
    const key = constantKey(value);
    const known = key === undefined ? undefined : this.#constantIndex.get(key);
    if (known !== undefined) return known;
    const index = this.#constants.push(value) - 1;
    if (key !== undefined) this.#constantIndex.set(key, index);
    return index;
  }

  // --- operands that nobody else has ---

  /** The next instruction to be noted takes what the instruction just emitted made. */
  madeOperand(): void {
    this.#makers.push(this.pc - 4);
  }
  #makers: number[] = [];
  readonly #operandMakers = new Map<number, readonly number[]>();

  /** Collects what `body` notes of operands for the instruction that it ends with. */
  withOperands(body: () => void): void {
    const outer = this.#makers;
    this.#makers = [];
    body();
    if (this.#makers.length > 0) this.#operandMakers.set(this.pc - 4, this.#makers);
    this.#makers = outer;
  }

  // --- control flow: blocks and loops nest, and never anything else ---

  /** Opens a block; jumps to it leave it. */
  open(isLoop = false): Label {
    const label = new Label(this.#labels++, isLoop);
    if (isLoop) {
      label.target = this.pc;
      this.#land(label);
    }
    this.#blocks.push({ pc: this.pc, label: label.id, kind: isLoop ? "loop" : "block" });
    return label;
  }

  close(label: Label): void {
    if (!label.isLoop) {
      this.#separate(label);
      label.target = this.pc;
      this.#land(label);
    }
    this.#blocks.push({ pc: this.pc, label: label.id, kind: "close" });
    for (const pc of label.jumps) this.#words[pc + 3] = label.target;
  }

  jump(op: number, label: Label, a = 0, b = 0): void {
    label.jumps.push(this.emit(op, a, b, label.target));
  }

  /** A jump that no statement stands for: it has no line of its own. */
  skip(label: Label): void {
    label.jumps.push(this.emit(Op.JUMP, 0, 0, label.target, NOWHERE));
  }

  /** A named instruction that may jump. */
  namedJump(
    op: number,
    name: string | readonly string[],
    label: Label,
    a: number,
    b: number,
  ): void {
    label.jumps.push(this.named(op, name, a, b, label.target));
  }

  back(loop: Label): void {
    loop.jumps.push(this.emit(Op.JUMP_BACK, 0, 0, loop.target));
  }

  // --- exception regions ---

  enter(register: number): Region {
    const region = new Region(this.#active.length, register);
    this.#regions.push(region);
    this.#active.push(region);
    region.ranges.push({ start: this.pc, end: -1 });
    return region;
  }

  leave(region: Region): void {
    this.#active.pop();
    this.#end(region);
  }

  /** The handler of a region begins here. */
  handle(region: Region): void {
    region.target = this.pc;
  }

  get regionDepth(): number {
    return this.#active.length;
  }

  /** Suspends the regions above a depth while code for outside of them is emitted; answers what to resume. */
  suspend(depth: number): Region[] {
    const suspended = this.#active.splice(depth);
    for (const region of suspended) this.#end(region);
    return suspended;
  }

  resume(regions: readonly Region[]): void {
    for (const region of regions) {
      this.#active.push(region);
      region.ranges.push({ start: this.pc, end: -1 });
    }
  }

  #end(region: Region): void {
    const range = region.ranges[region.ranges.length - 1];
    if (range !== undefined && range.end < 0) range.end = this.pc;
  }

  // --- the result ---

  finish() {
    const handlers: Handler[] = [...this.#regions]
      // Inner regions come first; of equally deep ones at most one covers an instruction.
      .sort((a, b) => b.depth - a.depth)
      .flatMap(({ ranges, target, register }) =>
        ranges
          .filter((r) => r.end > r.start)
          .map(({ start, end }) => ({ start, end, target, register })),
      );
    const preloaded = this.#preloaded;
    const words = Int32Array.from(this.#words, (word) =>
      word <= FIRST_PRELOADED ? this.max + FIRST_PRELOADED - word : word,
    );
    const names = this.#names;
    names.length = this.#words.length >> 2;
    return {
      instructions: words,
      positions: Int32Array.from(this.#positions),
      names,
      constants: this.#constants,
      handlers,
      blocks: this.#blocks,
      emptyStatements: this.#marks.map(({ pc, line, passedBy }) => ({
        pc,
        line,
        passedBy: passedBy.flatMap((label) => label.jumps),
      })),
      operandMakers: this.#operandMakers,
      registers: this.max + preloaded.length,
      preloaded: preloaded.map((constant, i) => ({ register: this.max + i, constant })),
    };
  }
}

/** Equal keys may share an entry of the constant table. Objects that cannot are not looked up. */
function constantKey(value: CodeConstant): unknown {
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "number":
      return Object.is(value, -0) ? undefined : value;
    case "bigint":
    case "boolean":
      return value;
  }
  return value === null ? null : undefined;
}
