/** Parameters of `def` and `lambda`, and the type parameters of PEP 695 and 696. */

import type { Arg, Arguments, Expression, TypeParam } from "./ast.ts";
import { CallParser } from "./calls.ts";
import type { Place } from "./cursor.ts";
import { Tok, type TokenKind } from "./tokens.ts";

/** What a list of parameters has so far. */
interface Parameters {
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kw_defaults: (Expression | null)[];
  kwarg: Arg | null;
  defaults: Expression[];
  slash: boolean;
  star: boolean;
}

export abstract class ParameterParser extends CallParser {
  protected abstract starExpression(): Expression;

  /** Up to `close`: the `)` of a `def`, the `:` of a lambda (whose parameters have no annotations). */
  protected parameters(close: TokenKind): Arguments {
    const found: Parameters = {
      posonlyargs: [],
      args: [],
      vararg: null,
      kwonlyargs: [],
      kw_defaults: [],
      kwarg: null,
      defaults: [],
      slash: false,
      star: false,
    };
    while (this.kind !== close) {
      switch (this.kind) {
        case Tok.Name:
          this.parameter(found, close);
          break;
        case Tok.Slash:
          this.slash(found);
          break;
        case Tok.Star:
          this.star(found, close);
          break;
        case Tok.DoubleStar:
          this.doubleStar(found, close);
          break;
        case Tok.LeftParen:
          this.refuseParentheses(found, close);
          break;
        default:
          this.fail();
      }
      if (!this.skip(Tok.Comma)) break;
    }
    return {
      kind: "arguments",
      posonlyargs: found.posonlyargs,
      args: found.args,
      vararg: found.vararg,
      kwonlyargs: found.kwonlyargs,
      kw_defaults: found.kw_defaults,
      kwarg: found.kwarg,
      defaults: found.defaults,
    };
  }

  private parameter(found: Parameters, close: number): void {
    const arg = this.arg(close === Tok.RightParen, false);
    const value = this.kind === Tok.Equal ? this.defaultValue() : null;
    if (found.star) {
      found.kwonlyargs.push(arg);
      found.kw_defaults.push(value);
      return;
    }
    if (value !== null) found.defaults.push(value);
    else if (found.defaults.length > 0) {
      if (this.kind !== Tok.Comma && this.kind !== close) this.fail();
      this.failAt(arg, "parameter without a default follows parameter with a default");
    }
    found.args.push(arg);
  }

  private arg(annotated: boolean, starred: boolean): Arg {
    const start = this.index;
    const arg = this.name();
    let annotation: Expression | null = null;
    if (annotated && this.skip(Tok.Colon)) {
      annotation = starred ? this.starExpression() : this.expression();
    }
    return {
      kind: "arg",
      arg,
      annotation,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private defaultValue(): Expression {
    const sign = this.index;
    this.advance();
    if (this.kind === Tok.Comma || this.kind === Tok.RightParen) {
      this.failAt(this.place(sign), "expected default value expression");
    }
    return this.expression();
  }

  private slash(found: Parameters): void {
    const at = this.place(this.index);
    if (found.slash) this.failAt(at, "/ may appear only once");
    if (found.star) this.failAt(at, "/ must be ahead of *");
    if (found.args.length === 0) {
      if (this.peek() === Tok.Comma) this.failAt(at, "at least one argument must precede /");
      this.fail();
    }
    found.slash = true;
    found.posonlyargs = found.args;
    found.args = [];
    this.advance();
    if (this.kind === Tok.Star) {
      this.failAt(this.place(this.index), "expected comma between / and *");
    }
  }

  private star(found: Parameters, close: number): void {
    const at = this.place(this.index);
    if (found.star) this.failAt(at, "* argument may appear only once");
    found.star = true;
    this.advance();
    if (this.kind === Tok.Name) {
      found.vararg = this.arg(close === Tok.RightParen, true);
      if (this.kind === Tok.Equal) {
        this.failAt(this.place(this.index), "var-positional argument cannot have default value");
      }
      return;
    }
    if (this.kind === close) this.refuseBareStar(at, close);
    if (this.kind !== Tok.Comma) this.fail();
    if (this.peek() === close || this.peek() === Tok.DoubleStar) {
      this.advance();
      this.refuseBareStar(at, close);
    }
  }

  private refuseBareStar(at: Place, close: number): never {
    this.failAt(
      close === Tok.RightParen ? at : this.place(this.index),
      "named arguments must follow bare *",
    );
  }

  private doubleStar(found: Parameters, close: number): void {
    this.advance();
    found.kwarg = this.arg(close === Tok.RightParen, false);
    if (this.kind === Tok.Equal) {
      this.failAt(this.place(this.index), "var-keyword argument cannot have default value");
    }
    if (this.kind !== Tok.Comma || this.peek() === close) return;
    this.advance();
    const message = "arguments cannot follow var-keyword argument";
    if (this.kind === Tok.Name) {
      const arg = this.arg(close === Tok.RightParen, false);
      this.failAt(arg, message);
    }
    if (this.kind === Tok.Star || this.kind === Tok.DoubleStar || this.kind === Tok.Slash) {
      this.failAt(this.place(this.index), message);
    }
    this.fail();
  }

  private refuseParentheses(found: Parameters, close: number): never {
    const open = this.index;
    if (found.defaults.length === 0 && !found.star && !found.slash) {
      let at = open + 1;
      while (this.kindAt(at) === Tok.Name) {
        at++;
        if (this.kindAt(at) !== Tok.Comma) break;
        at++;
      }
      if (at > open + 1 && this.kindAt(at) === Tok.RightParen) {
        this.failAt(
          this.between(this.place(open), this.place(at)),
          `${close === Tok.RightParen ? "Function" : "Lambda expression"} ` +
            "parameters cannot be parenthesized",
        );
      }
    }
    this.fail();
  }

  /** `[T, *Ts, **P]`, if it is there. */
  protected typeParams(): TypeParam[] {
    const params: TypeParam[] = [];
    if (this.kind !== Tok.LeftBracket) return params;
    this.advance();
    if (this.kind === Tok.RightBracket) {
      this.failAt(this.from(this.place(this.index)), "Type parameter list cannot be empty");
    }
    for (;;) {
      params.push(this.typeParam());
      if (!this.skip(Tok.Comma) || this.kind === Tok.RightBracket) break;
    }
    this.expect(Tok.RightBracket);
    return params;
  }

  private typeParam(): TypeParam {
    const start = this.index;
    const star = this.kind;
    if (star === Tok.Star || star === Tok.DoubleStar) {
      this.advance();
      const name = this.name();
      const what = star === Tok.Star ? "TypeVarTuple" : "ParamSpec";
      if (this.kind === Tok.Colon) this.refuseBound(what);
      const starredDefault = star === Tok.Star;
      const default_value = this.skip(Tok.Equal)
        ? starredDefault
          ? this.starExpression()
          : this.expression()
        : null;
      return {
        kind: what,
        name,
        default_value,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    const name = this.name();
    const bound = this.skip(Tok.Colon) ? this.expression() : null;
    const default_value = this.skip(Tok.Equal) ? this.expression() : null;
    return {
      kind: "TypeVar",
      name,
      bound,
      default_value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private refuseBound(what: string): never {
    const colon = this.place(this.index);
    this.advance();
    const bound = this.expression();
    const constraint = bound.kind === "Tuple" ? "constraints" : "bound";
    this.failAt(this.from(colon), `cannot use ${constraint} with ${what}`);
  }
}
