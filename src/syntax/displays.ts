/** Whatever stands in brackets of its own: groups, tuples, lists, sets, dicts, comprehensions. */

import type { Comprehension, Expression, Starred } from "./ast.ts";
import { StringParser } from "./strings.ts";
import { describe, invalidTarget, setContext } from "./targets.ts";
import { startsExpression, startsOperand, Tok } from "./tokens.ts";

export abstract class DisplayParser extends StringParser {
  /** Where an expression begins that nothing is said of if another stands beside it. */
  protected unexplained = -1;

  protected abstract expression(): Expression;
  protected abstract namedExpression(): Expression;
  protected abstract disjunction(): Expression;
  protected abstract bitwiseOr(): Expression;
  protected abstract yieldExpression(): Expression;

  /** `*x` or a named expression: an element of a display. */
  protected starNamedExpression(): Expression {
    return this.kind === Tok.Star ? this.starred() : this.namedExpression();
  }

  protected starred(): Starred {
    const start = this.index;
    this.advance();
    const value = this.bitwiseOr();
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

  /** The first element in brackets. */
  private firstElement(): Expression {
    if (this.kind !== Tok.Star || this.attempts > 0) return this.starNamedExpression();
    const start = this.index;
    const starred = this.probe(() => this.starred(), true);
    if (starred !== undefined && !startsOperand(this.kind)) return starred;
    this.moveTo(start + 1);
    const value = this.starOperand();
    if (this.kindAt(start - 1) === Tok.LeftParen && this.kind === Tok.RightParen)
      this.failAt(this.between(this.place(start), value), "cannot use starred expression here");
    this.moveTo(start);
    return this.starred();
  }

  /** What a star in brackets unpacks. CPython looks for any expression there, for the sake of its messages. */
  protected starOperand(): Expression {
    const value = this.probe(() => this.expression(), true);
    if (value !== undefined) return value;
    const part = this.prefix(() => this.expression());
    if (part !== undefined) return part;
    this.moveTo(this.furthest());
    return this.failHere("Invalid star expression");
  }

  /** `(…)`: a group, a tuple, or a generator expression. */
  protected parenthesized(): Expression {
    const start = this.index;
    this.advance();
    if (this.kind === Tok.RightParen) {
      this.advance();
      return this.tuple([], start);
    }
    if (this.kind === Tok.Yield) {
      const value = this.yieldExpression();
      this.expect(Tok.RightParen);
      return value;
    }
    if (this.kind === Tok.DoubleStar) this.refuseDoubleStar();
    const first = this.firstElement();
    if (this.startsComprehension()) {
      if (first.kind === "Starred") this.refuseUnpacking(first);
      const generators = this.comprehensions();
      this.expect(Tok.RightParen);
      return {
        kind: "GeneratorExp",
        elt: first,
        generators,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    if (this.kind === Tok.Comma) {
      const elements = this.moreElements(first, Tok.RightParen);
      this.expect(Tok.RightParen);
      return this.tuple(elements, start);
    }
    if (first.kind === "Starred" && this.kind === Tok.RightParen) {
      this.failAt(first, "cannot use starred expression here");
    }
    this.expect(Tok.RightParen);
    return first;
  }

  private refuseDoubleStar(): never {
    const at = this.place(this.index);
    this.advance();
    if (this.matchesAll(() => this.expression(), Tok.RightParen)) {
      this.failAt(at, "cannot use double starred expression here");
    }
    this.moveTo(this.index - 1);
    this.fail();
  }

  protected refuseUnpacking(element: Expression): void {
    if (this.matches(() => this.comprehensions())) {
      this.failAt(element, "iterable unpacking cannot be used in comprehension");
    }
    this.fail();
  }

  /** Elements after `first`, up to `close`, which is not consumed. */
  private moreElements(first: Expression, close: number): Expression[] {
    const elements = [first];
    while (this.skip(Tok.Comma)) {
      if (this.kind === close) break;
      if (elements.length > 1 && this.startsComprehension()) break;
      const comma = this.index - 1;
      if (close !== Tok.RightParen && elements.length === 1 && this.startsComprehension()) {
        if (this.matches(() => this.comprehensions())) {
          this.failAt(
            this.between(first, this.place(comma)),
            "did you forget parentheses around the comprehension target?",
          );
        }
      }
      elements.push(this.starNamedExpression());
    }
    if (close !== Tok.RightParen && this.startsComprehension()) {
      const last = elements[elements.length - 1] ?? first;
      if (this.matches(() => this.comprehensions())) {
        this.failAt(
          this.between(first, last),
          "did you forget parentheses around the comprehension target?",
        );
      }
    }
    return elements;
  }

  protected tuple(elts: readonly Expression[], start: number): Expression {
    return {
      kind: "Tuple",
      elts,
      ctx: "Load",
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** `[…]`. */
  protected listDisplay(): Expression {
    const start = this.index;
    this.advance();
    let elements: Expression[] = [];
    if (this.kind !== Tok.RightBracket) {
      const first = this.firstElement();
      if (this.startsComprehension()) {
        if (first.kind === "Starred") this.refuseUnpacking(first);
        const generators = this.comprehensions();
        this.expect(Tok.RightBracket);
        return {
          kind: "ListComp",
          elt: first,
          generators,
          lineno: this.line(start),
          col_offset: this.column(start),
          end_lineno: this.endLine(),
          end_col_offset: this.endColumn(),
        };
      }
      elements = this.moreElements(first, Tok.RightBracket);
    }
    this.expect(Tok.RightBracket);
    return {
      kind: "List",
      elts: elements,
      ctx: "Load",
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** `{…}`: a dict or a set. */
  protected braces(): Expression {
    const start = this.index;
    this.advance();
    if (this.kind === Tok.RightBrace || this.kind === Tok.DoubleStar) {
      return this.dictDisplay(start, null);
    }
    const walrus = this.kind === Tok.Name && this.peek() === Tok.ColonEqual;
    const first = this.firstElement();
    if (this.kind === Tok.Colon && first.kind !== "Starred" && !walrus) {
      return this.dictDisplay(start, first);
    }
    if (this.startsComprehension()) {
      if (first.kind === "Starred") this.refuseUnpacking(first);
      const generators = this.comprehensions();
      this.expect(Tok.RightBrace);
      return {
        kind: "SetComp",
        elt: first,
        generators,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    const elts = this.moreElements(first, Tok.RightBrace);
    this.expect(Tok.RightBrace);
    return {
      kind: "Set",
      elts,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** Goes on after `{`, or after its first key. */
  private dictDisplay(start: number, firstKey: Expression | null): Expression {
    const keys: (Expression | null)[] = [];
    const values: Expression[] = [];
    let key = firstKey;
    while (key !== null || this.kind !== Tok.RightBrace) {
      if (key === null && this.kind === Tok.DoubleStar) {
        const stars = this.index;
        this.advance();
        keys.push(null);
        values.push(this.bitwiseOr());
        if (keys.length === 1 && this.startsComprehension()) {
          if (this.matchesAll(() => this.comprehensions(), Tok.RightBrace)) {
            this.failAt(this.place(stars), "dict unpacking cannot be used in dict comprehension");
          }
        }
      } else {
        // CPython reads the key of a later item without a word on what stands beside it.
        if (key === null) this.unexplained = this.index;
        key ??= this.expression();
        const colon = this.index;
        if (this.kind !== Tok.Colon) this.refuseKey(key, keys.length);
        this.advance();
        this.checkDictValue(colon);
        keys.push(key);
        values.push(this.expression());
        if (keys.length === 1 && this.startsComprehension()) {
          const value = values[0] ?? key;
          const generators = this.comprehensions();
          this.expect(Tok.RightBrace);
          return {
            kind: "DictComp",
            key,
            value,
            generators,
            lineno: this.line(start),
            col_offset: this.column(start),
            end_lineno: this.endLine(),
            end_col_offset: this.endColumn(),
          };
        }
      }
      key = null;
      if (!this.skip(Tok.Comma)) break;
    }
    this.expect(Tok.RightBrace);
    return {
      kind: "Dict",
      keys,
      values,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private refuseKey(key: Expression, before: number): never {
    if (this.kind === Tok.Broken) this.failBroken();
    if (before === 0) this.fail();
    this.failAt(
      {
        lineno: key.lineno,
        col_offset: key.end_col_offset - 1,
        end_lineno: key.end_lineno,
        end_col_offset: -1,
      },
      "':' expected after dictionary key",
    );
  }

  private checkDictValue(colon: number): void {
    if (this.kind === Tok.RightBrace || this.kind === Tok.Comma) {
      this.failAt(this.place(colon), "expression expected after dictionary key and ':'");
    }
    if (this.kind !== Tok.Star) return;
    const star = this.place(this.index);
    this.advance();
    if (this.attempt(() => this.bitwiseOr())) {
      this.failAt(this.from(star), "cannot use a starred expression in a dictionary value");
    }
    this.moveTo(this.index - 1);
    this.fail();
  }

  // --- comprehensions ----------------------------------------------------------------------------

  protected startsComprehension(): boolean {
    return this.kind === Tok.For || (this.kind === Tok.Async && this.peek() === Tok.For);
  }

  /** `for target in iter if … for …`. */
  protected comprehensions(): Comprehension[] {
    const generators: Comprehension[] = [];
    this.enter();
    while (this.startsComprehension()) {
      const isAsync = this.skip(Tok.Async);
      this.advance();
      const target = this.forTarget("'in' expected after for-loop variables");
      const iter = this.disjunction();
      const ifs: Expression[] = [];
      while (this.skip(Tok.If)) ifs.push(this.disjunction());
      generators.push({ kind: "comprehension", target, iter, ifs, is_async: isAsync ? 1 : 0 });
    }
    this.leave();
    return generators;
  }

  /** Targets of a `for`, and the `in` after them. */
  protected forTarget(withoutIn: string | null): Expression {
    const start = this.index;
    if (this.kind === Tok.Not || this.kind === Tok.Lambda) this.refuseForTarget();
    let target = this.targetElement();
    if (this.kind === Tok.Comma) {
      const elements = [target];
      while (this.skip(Tok.Comma)) {
        if (this.kind === Tok.Not || this.kind === Tok.Lambda) this.refuseForTarget();
        if (!startsExpression(this.kind)) break;
        elements.push(this.targetElement());
      }
      target = this.tuple(elements, start);
    }
    const invalid = invalidTarget(target, "for");
    if (invalid) this.failTarget(invalid);
    if (this.kind !== Tok.In) {
      if (withoutIn === null || this.kind === Tok.Broken) this.fail();
      this.failAt(this.place(this.index), withoutIn);
    }
    this.advance();
    setContext(target, "Store");
    return target;
  }

  private refuseForTarget(): void {
    const start = this.index;
    const target = this.attempt(() => this.expression());
    if (target) this.failTarget(target);
    this.moveTo(start);
  }

  private targetElement(): Expression {
    return this.kind === Tok.Star ? this.starred() : this.bitwiseOr();
  }

  /** Checks that `node` may be assigned to, and makes it so. */
  protected store(node: Expression): Expression {
    const invalid = invalidTarget(node, "star");
    if (invalid) this.failTarget(invalid);
    setContext(node, "Store");
    return node;
  }

  protected failTarget(invalid: Expression): never {
    this.failAt(invalid, `cannot assign to ${describe(invalid)}`);
  }
}
