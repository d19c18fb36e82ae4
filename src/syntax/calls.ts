/** Arguments of calls and of class definitions. */

import type { Comprehension, Expression, Keyword } from "./ast.ts";
import { DisplayParser } from "./displays.ts";
import { Tok } from "./tokens.ts";

export interface ArgumentList {
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

export abstract class CallParser extends DisplayParser {
  /** `(…)`; a lone generator expression needs no parentheses of its own if `allowGenerator`. */
  protected arguments(allowGenerator: boolean): ArgumentList {
    const open = this.index;
    const args: Expression[] = [];
    const keywords: Keyword[] = [];
    let unpacked = false;
    let misplaced = false;
    this.advance();
    while (this.kind !== Tok.RightParen) {
      const start = this.index;
      if (this.kind === Tok.Star) {
        const starred = this.starredArgument();
        if (args.length === 0 && keywords.length === 0 && this.startsComprehension()) {
          this.refuseUnpacking(starred);
        }
        if (unpacked) {
          while (this.skip(Tok.Comma) && this.kind === Tok.Star) this.starredArgument();
          this.failAt(
            this.from(this.place(start - 1)),
            "iterable argument unpacking follows keyword argument unpacking",
          );
        }
        args.push(starred);
      } else if (this.kind === Tok.DoubleStar) {
        this.advance();
        const value = this.expression();
        unpacked = true;
        keywords.push(this.keyword(null, value, start));
      } else if (this.kind === Tok.Name && this.peek() === Tok.Equal) {
        keywords.push(this.keywordArgument());
      } else {
        const value =
          keywords.length === 0
            ? this.positionalArgument()
            : this.probe(() => this.positionalArgument());
        // No argument is valid here, so CPython looks into none.
        if (value === undefined) this.fail();
        if (this.startsComprehension()) {
          if (!allowGenerator) this.fail();
          const only = args.length === 0 && keywords.length === 0;
          args.push(this.generatorArgument(value, open, only));
          break;
        }
        misplaced ||= keywords.length > 0;
        args.push(value);
      }
      if (!this.skip(Tok.Comma)) break;
    }
    if (misplaced && this.kind !== Tok.Broken) {
      this.failHere(`positional argument follows keyword argument${unpacked ? " unpacking" : ""}`);
    }
    this.expect(Tok.RightParen);
    return { args, keywords };
  }

  protected starredArgument(): Expression {
    const start = this.index;
    this.advance();
    const value = this.starOperand();
    if (this.kind === Tok.Equal) {
      this.advance();
      const end = this.attempt(() => this.expression());
      if (end) {
        this.failAt(
          this.between(this.place(start), end),
          "cannot assign to iterable argument unpacking",
        );
      }
      this.moveTo(this.index - 1);
      this.fail();
    }
    return {
      kind: "Starred",
      value,
      ctx: "Load",
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private keywordArgument(): Keyword {
    const start = this.index;
    const name = this.name();
    const sign = this.between(this.place(start), this.place(this.index));
    this.advance();
    if (this.kind === Tok.Comma || this.kind === Tok.RightParen) {
      this.failAt(sign, "expected argument value expression");
    }
    const value = this.expression();
    if (this.startsComprehension() && this.matches(() => this.comprehensions())) {
      this.failAt(sign, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return this.keyword(name, value, start);
  }

  private keyword(arg: string | null, value: Expression, start: number): Keyword {
    if (arg === null && this.kind === Tok.Equal) {
      this.advance();
      const end = this.attempt(() => this.expression());
      if (end) {
        this.failAt(
          this.between(this.place(start), end),
          "cannot assign to keyword argument unpacking",
        );
      }
      this.moveTo(this.index - 1);
      this.fail();
    }
    return {
      kind: "keyword",
      arg,
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private positionalArgument(): Expression {
    const start = this.index;
    if (this.kind === Tok.Name && this.peek() === Tok.ColonEqual) return this.namedExpression();
    const value = this.expression();
    if (this.kind === Tok.Equal) {
      const range = this.between(value, this.place(this.index));
      const kind = this.kindAt(start);
      if (
        this.index === start + 1 &&
        (kind === Tok.True || kind === Tok.False || kind === Tok.None)
      ) {
        this.failAt(range, `cannot assign to ${this.tokenText(start)}`);
      }
      this.failAt(range, 'expression cannot contain assignment, perhaps you meant "=="?');
    }
    return value;
  }

  private generatorArgument(elt: Expression, open: number, only: boolean): Expression {
    const generators = this.comprehensions();
    if (!only || this.kind !== Tok.RightParen) {
      if (only && this.kind !== Tok.Comma) this.fail();
      const range = this.between(elt, lastItem(generators) ?? elt);
      this.failAt(range, "Generator expression must be parenthesized");
    }
    const close = this.place(this.index);
    return {
      kind: "GeneratorExp",
      elt,
      generators,
      lineno: this.line(open),
      col_offset: this.column(open),
      end_lineno: close.end_lineno,
      end_col_offset: close.end_col_offset,
    };
  }
}

function lastItem(generators: readonly Comprehension[]): Expression | undefined {
  const last = generators[generators.length - 1];
  return last?.ifs[last.ifs.length - 1] ?? last?.iter;
}
