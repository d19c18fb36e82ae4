/** Patterns of `match`. */

import type { Expression, MatchClass, Pattern } from "./ast.ts";
import { ExpressionParser } from "./expressions.ts";
import { ImaginaryLiteral } from "./literals.ts";
import { describe } from "./targets.ts";
import { Tok } from "./tokens.ts";

export abstract class PatternParser extends ExpressionParser {
  /** What stands after `case`: a pattern, or an open sequence of them. */
  protected patterns(): Pattern {
    const start = this.index;
    const first = this.maybeStarPattern();
    if (this.kind !== Tok.Comma) {
      if (first.kind === "MatchStar") this.fail();
      return first;
    }
    const patterns = [first];
    while (this.skip(Tok.Comma)) {
      if (this.kind === Tok.Colon || this.kind === Tok.If) break;
      patterns.push(this.maybeStarPattern());
    }
    return this.sequence(patterns, start);
  }

  private sequence(patterns: readonly Pattern[], start: number): Pattern {
    return {
      kind: "MatchSequence",
      patterns,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private maybeStarPattern(): Pattern {
    if (this.kind !== Tok.Star) return this.pattern();
    const start = this.index;
    this.advance();
    const name = this.name();
    return {
      kind: "MatchStar",
      name: name === "_" ? null : name,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private pattern(): Pattern {
    const start = this.index;
    this.enter();
    const pattern = this.orPattern();
    this.leave();
    if (this.kind !== Tok.As) return pattern;
    this.advance();
    const target = this.index;
    if (this.kind !== Tok.Name || this.peek() === Tok.Dot || this.peek() === Tok.LeftParen) {
      const expression = this.attempt(() => this.expression());
      if (expression) {
        this.failAt(expression, `cannot use ${describe(expression)} as pattern target`);
      }
      this.fail();
    }
    if (this.tokenText() === "_") {
      this.failAt(this.place(target), "cannot use '_' as a target");
    }
    const name = this.name();
    return {
      kind: "MatchAs",
      pattern,
      name,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private orPattern(): Pattern {
    const start = this.index;
    const first = this.closedPattern();
    if (this.kind !== Tok.Bar) return first;
    const patterns = [first];
    while (this.skip(Tok.Bar)) patterns.push(this.closedPattern());
    return {
      kind: "MatchOr",
      patterns,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private closedPattern(): Pattern {
    const start = this.index;
    switch (this.kind) {
      case Tok.Name:
        return this.namePattern();
      case Tok.Number:
      case Tok.Minus:
        return this.value(this.numberPattern());
      case Tok.String:
      case Tok.FStringStart:
        return this.value(this.strings());
      case Tok.None:
      case Tok.True:
      case Tok.False: {
        const value = this.kind === Tok.None ? null : this.kind === Tok.True;
        this.advance();
        return {
          kind: "MatchSingleton",
          value,
          lineno: this.line(start),
          col_offset: this.column(start),
          end_lineno: this.endLine(),
          end_col_offset: this.endColumn(),
        };
      }
      case Tok.LeftParen:
      case Tok.LeftBracket:
        return this.bracketedPattern();
      case Tok.LeftBrace:
        return this.mappingPattern();
      default:
        return this.fail();
    }
  }

  private value(value: Expression): Pattern {
    return {
      kind: "MatchValue",
      value,
      lineno: value.lineno,
      col_offset: value.col_offset,
      end_lineno: value.end_lineno,
      end_col_offset: value.end_col_offset,
    };
  }

  /** `-1`, `1 + 2j`. */
  private numberPattern(): Expression {
    const start = this.index;
    const left = this.signedNumber();
    if (this.kind !== Tok.Plus && this.kind !== Tok.Minus) return left;
    const op = this.kind === Tok.Plus ? "Add" : "Sub";
    if (isImaginary(left)) this.failAt(left, "real number required in complex literal");
    this.advance();
    if (this.kind !== Tok.Number) this.fail();
    const right = this.signedNumber();
    if (!isImaginary(right)) this.failAt(right, "imaginary number required in complex literal");
    return {
      kind: "BinOp",
      left,
      op,
      right,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private signedNumber(): Expression {
    const start = this.index;
    const negative = this.skip(Tok.Minus);
    if (this.kind !== Tok.Number) this.fail();
    const operand = this.atom();
    if (!negative) return operand;
    return {
      kind: "UnaryOp",
      op: "USub",
      operand,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** A capture, a wildcard, a dotted value, or a class with its arguments. */
  private namePattern(): Pattern {
    const start = this.index;
    if (this.peek() !== Tok.Dot && this.peek() !== Tok.LeftParen) {
      const name = this.name();
      return {
        kind: "MatchAs",
        pattern: null,
        name: name === "_" ? null : name,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    const value = this.dottedValue();
    return this.kind === Tok.LeftParen ? this.classPattern(value, start) : this.value(value);
  }

  private dottedValue(): Expression {
    const start = this.index;
    let value = this.atom();
    while (this.skip(Tok.Dot)) {
      const attr = this.name();
      value = {
        kind: "Attribute",
        value,
        attr,
        ctx: "Load",
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    return value;
  }

  private classPattern(cls: Expression, start: number): MatchClass {
    const patterns: Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: Pattern[] = [];
    let firstMisplaced: Pattern | undefined;
    let lastMisplaced: Pattern | undefined;
    this.advance();
    while (this.kind !== Tok.RightParen) {
      if (this.kind === Tok.Name && this.peek() === Tok.Equal) {
        if (lastMisplaced !== undefined) break;
        kwd_attrs.push(this.name());
        this.advance();
        kwd_patterns.push(this.pattern());
      } else {
        const pattern = this.pattern();
        if (kwd_attrs.length > 0) {
          firstMisplaced ??= pattern;
          lastMisplaced = pattern;
        }
        patterns.push(pattern);
      }
      if (!this.skip(Tok.Comma)) break;
    }
    if (firstMisplaced !== undefined && lastMisplaced !== undefined) {
      this.failAt(
        this.between(firstMisplaced, lastMisplaced),
        "positional patterns follow keyword patterns",
      );
    }
    this.expect(Tok.RightParen);
    return {
      kind: "MatchClass",
      cls,
      patterns,
      kwd_attrs,
      kwd_patterns,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** `[…]`, `(…)`: a sequence, unless it is one pattern in parentheses. */
  private bracketedPattern(): Pattern {
    const start = this.index;
    const close = this.kind === Tok.LeftParen ? Tok.RightParen : Tok.RightBracket;
    const patterns: Pattern[] = [];
    let comma = false;
    this.advance();
    while (this.kind !== close) {
      patterns.push(this.maybeStarPattern());
      comma = this.skip(Tok.Comma);
      if (!comma) break;
    }
    const [only] = patterns;
    this.expect(close);
    if (close === Tok.RightParen && patterns.length === 1 && only !== undefined && !comma) {
      if (only.kind === "MatchStar") {
        this.moveTo(this.index - 1);
        this.fail();
      }
      return only;
    }
    return this.sequence(patterns, start);
  }

  private mappingPattern(): Pattern {
    const start = this.index;
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    this.advance();
    while (this.kind !== Tok.RightBrace) {
      if (this.kind === Tok.DoubleStar) {
        this.advance();
        if (this.kind === Tok.Name && this.tokenText() === "_") this.fail();
        rest = this.name();
        this.skip(Tok.Comma);
        break;
      }
      keys.push(this.mappingKey());
      this.expect(Tok.Colon);
      patterns.push(this.pattern());
      if (!this.skip(Tok.Comma)) break;
    }
    this.expect(Tok.RightBrace);
    return {
      kind: "MatchMapping",
      keys,
      patterns,
      rest,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private mappingKey(): Expression {
    switch (this.kind) {
      case Tok.Number:
      case Tok.Minus:
        return this.numberPattern();
      case Tok.String:
      case Tok.FStringStart:
      case Tok.None:
      case Tok.True:
      case Tok.False:
        return this.atom();
      case Tok.Name:
        if (this.peek() === Tok.Dot) return this.dottedValue();
        this.advance();
    }
    return this.fail();
  }
}

function isImaginary(node: Expression): boolean {
  if (node.kind === "UnaryOp") return isImaginary(node.operand);
  return node.kind === "Constant" && node.value instanceof ImaginaryLiteral;
}
