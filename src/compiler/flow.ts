/**
 * The blocks around a statement: which loops it may leave, how deep it stands, and whether it would leave a `finally`, which
 * forgets the exception that led there.
 */
import type * as ast from "../syntax/ast.ts";

/** CPython's limit on blocks within blocks of one function; `if` and `match` don't count. */
const MAX_BLOCKS = 21;

interface Complaints {
  /** A SyntaxError, unless the names have one. */
  later(message: string, node: ast.Positioned): void;
  warn(message: string, node: ast.Positioned): void;
}

/** The blocks of one function, class body or module. */
export class Flow {
  readonly #complaints: Complaints;
  #loops = 0;
  #blocks: number;
  /** How many loops were open where the innermost `finally` began; -1 outside of any. */
  #loopsAtFinally = -1;

  constructor(complaints: Complaints, isAsync: boolean) {
    this.#complaints = complaints;
    // CPython wraps the body of a coroutine in a handler for StopIteration.
    this.#blocks = isAsync ? 1 : 0;
  }

  enter(node: ast.Positioned, levels = 1): void {
    this.#blocks += levels;
    if (this.#blocks > MAX_BLOCKS)
      this.#complaints.later("too many statically nested blocks", node);
  }

  leave(levels = 1): void {
    this.#blocks -= levels;
  }

  loop(node: ast.Positioned, body: () => void): void {
    this.enter(node);
    this.#loops++;
    body();
    this.#loops--;
    this.leave();
  }

  /** The block of a `finally`. */
  final(node: ast.Positioned, body: () => void): void {
    const outer = this.#loopsAtFinally;
    this.#loopsAtFinally = this.#loops;
    this.enter(node);
    body();
    this.leave();
    this.#loopsAtFinally = outer;
  }

  break(node: ast.Break | ast.Continue): void {
    const isBreak = node.kind === "Break";
    if (this.#loops === 0)
      this.#complaints.later(
        isBreak ? "'break' outside loop" : "'continue' not properly in loop",
        node,
      );
    this.#checkFinally(isBreak ? "break" : "continue", node);
  }

  return(node: ast.Return): void {
    this.#checkFinally("return", node);
  }

  /** sic: a `return` from a loop within the `finally` passes. */
  #checkFinally(word: string, node: ast.Positioned): void {
    if (this.#loops === this.#loopsAtFinally)
      this.#complaints.warn(`'${word}' in a 'finally' block`, node);
  }
}
