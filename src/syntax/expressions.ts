/** Expressions: operators by precedence climbing, chains of trailers by a loop. */

import type {
  BinOp,
  BooleanOperator,
  CompareOperator,
  Constant,
  ConstantValue,
  Expression,
  Operator,
  Statement,
  UnaryOperator,
} from "./ast.ts";
import { EllipsisLiteral } from "./literals.ts";
import { numberValue, TooManyDigits } from "./numbers.ts";
import { ParameterParser } from "./parameters.ts";
import { describe } from "./targets.ts";
import { startsExpression, startsOperand, Tok } from "./tokens.ts";

/** Binding strength and operator of `Tok.Plus` to `Tok.Caret`. */
const PRECEDENCE = [5, 5, 6, 6, 6, 6, 6, 4, 4, 3, 1, 2];
const BINARY_OPERATORS: readonly Operator[] = [
  "Add",
  "Sub",
  "Mult",
  "Div",
  "FloorDiv",
  "Mod",
  "MatMult",
  "LShift",
  "RShift",
  "BitAnd",
  "BitOr",
  "BitXor",
  "Pow",
];
const UNARY_OPERATORS: ReadonlyMap<number, UnaryOperator> = new Map([
  [Tok.Minus, "USub"],
  [Tok.Plus, "UAdd"],
  [Tok.Tilde, "Invert"],
]);
const LOWEST = 1;
const SUM = 5;

/** The operator of a token from `Tok.Plus` on. */
export function binaryOperator(kind: number): Operator {
  return BINARY_OPERATORS[kind - Tok.Plus] ?? "Add";
}

export abstract class ExpressionParser extends ParameterParser {
  /** Whether the next expression begins with one whose errors nobody hears. */
  private muted = false;

  protected abstract simpleStatement(): Statement;

  /** Expressions with stars, separated by commas: the value of an assignment, `return`, `for`. */
  protected starExpressions(): Expression {
    const start = this.index;
    const first = this.starExpression();
    if (this.kind !== Tok.Comma) return first;
    const elements = [first];
    while (this.skip(Tok.Comma)) {
      if (!startsExpression(this.kind)) break;
      elements.push(this.starExpression());
    }
    return this.tuple(elements, start);
  }

  protected override starExpression(): Expression {
    return this.kind === Tok.Star ? this.starred() : this.expression();
  }

  protected override fieldExpression(): Expression {
    return this.kind === Tok.Yield ? this.yieldExpression() : this.starExpressions();
  }

  protected override yieldExpression(): Expression {
    const start = this.index;
    this.advance();
    if (this.skip(Tok.From)) {
      const value = this.expression();
      return {
        kind: "YieldFrom",
        value,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    const value = startsExpression(this.kind) ? this.starExpressions() : null;
    return {
      kind: "Yield",
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  protected override namedExpression(): Expression {
    const start = this.index;
    if (this.kind === Tok.Name && this.peek() === Tok.ColonEqual) {
      const target = this.atom();
      if (target.kind === "Name") target.ctx = "Store";
      this.advance();
      const value = this.expression();
      if (target.kind !== "Name") this.fail();
      return {
        kind: "NamedExpr",
        target,
        value,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    const value = this.expression();
    if (this.kind === Tok.ColonEqual || this.kind === Tok.Equal) {
      this.explainAssignment(value, start);
    }
    return value;
  }

  /** Raises the better message for `value =` or `value :=` where a named expression stands. */
  protected explainAssignment(value: Expression, start: number): void {
    if (this.attempts > 0) return;
    this.noteFailure();
    const sign = this.index;
    const named = this.kind === Tok.ColonEqual;
    this.advance();
    if (named) {
      if (this.matches(() => this.expression())) {
        this.failAt(value, `cannot use assignment expressions with ${describe(value)}`);
      }
    } else if (mayBeComparedInstead(value, this.kindAt(start))) {
      const right = this.prefix(() => this.bitwiseOr());
      const single = right !== undefined && this.kind !== Tok.Equal && this.kind !== Tok.ColonEqual;
      if (single && sign === start + 1 && this.kindAt(start) === Tok.Name) {
        this.failAt(
          this.between(value, right),
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        );
      }
      if (single) {
        this.failAt(
          value,
          `cannot assign to ${describe(value)} here. Maybe you meant '==' instead of '='?`,
        );
      }
    }
    this.moveTo(sign);
  }

  protected override expression(): Expression {
    if (this.kind === Tok.Lambda) return this.lambda();
    this.enter();
    this.starts.push(this.index);
    // `a if b else c if d else …` is as deep as it is long.
    const chain: { start: number; body: Expression; test: Expression }[] = [];
    let value: Expression;
    for (;;) {
      const start = this.index;
      value = this.muted ? this.mutedDisjunction() : this.disjunction();
      if (startsOperand(this.kind)) this.explainAdjacent(value, start);
      if (this.kind !== Tok.If) break;
      chain.push({ start, body: value, test: this.conditionalTest(value) });
      if (this.kind === Tok.Lambda) {
        value = this.lambda();
        break;
      }
    }
    this.starts.pop();
    this.leave();
    for (let link = chain.pop(); link !== undefined; link = chain.pop()) {
      const { start, body, test } = link;
      value = {
        kind: "IfExp",
        test,
        body,
        orelse: value,
        lineno: this.line(start),
        col_offset: this.column(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endColumn(),
      };
    }
    return value;
  }

  /** The part from `if` to `else`. */
  private conditionalTest(value: Expression): Expression {
    this.advance();
    const test = this.disjunction();
    if (this.kind !== Tok.Else) {
      if (this.kind === Tok.Colon) this.fail();
      this.failAt(this.between(value, test), "expected 'else' after 'if' expression");
    }
    this.advance();
    if (!startsExpression(this.kind) || this.kind === Tok.Star || this.kind === Tok.Yield) {
      this.failHere("expected expression after 'else', but statement is given");
    }
    return test;
  }

  /** What could be read of the innermost expressions may have been meant otherwise. */
  protected override explainFailure(): void {
    const { index } = this;
    const open = this.starts.splice(0);
    for (const start of open.slice(-MAX_EXPLAINED).reverse()) {
      this.moveTo(start);
      const value = this.prefix(() => this.disjunction());
      if (value === undefined) continue;
      if (this.kind !== Tok.Star && startsExpression(this.kind)) this.explainAdjacent(value, start);
      else if (this.skip(Tok.If)) {
        const test = this.prefix(() => this.disjunction());
        if (test !== undefined && this.kind !== Tok.Else && this.kind !== Tok.Colon)
          this.failAt(this.between(value, test), "expected 'else' after 'if' expression");
      }
    }
    this.moveTo(index);
    super.explainFailure();
  }

  private mutedDisjunction(): Expression {
    this.muted = false;
    return this.attempt(() => this.disjunction()) ?? this.fail();
  }

  /** Two expressions side by side: a comma, or the parentheses of `print`, may be missing. */
  private explainAdjacent(value: Expression, start: number): void {
    if (this.attempts > 0 || start === this.unexplained) return;
    this.noteFailure();
    const at = this.index;
    const first = this.kindAt(start);
    const name = first === Tok.Name && at === start + 1 ? this.tokenText(start) : "";
    const legacy = (name === "print" || name === "exec") && this.kind !== Tok.LeftParen;
    if (first === Tok.String) this.explainSplitString(start);
    this.moveTo(at);
    const excluded = first === Tok.Name && this.kindAt(start + 1) === Tok.String;
    const soft = this.startsWithSoftKeyword(start);
    if (!legacy && !excluded && !soft) this.explainComma(value);
    this.moveTo(at);
    // CPython reads on after any name, and reports what it finds wrong there.
    if (name !== "" && this.probes < MAX_PROBES) {
      // sic: what it has read before, looking for the missing comma, it takes as it is.
      this.muted = !excluded && !soft;
      const rest =
        this.probe(() => this.starExpressions()) ??
        (legacy ? this.prefix(() => this.starExpressions()) : undefined);
      this.muted = false;
      if (this.kind === Tok.Broken) this.failBroken();
      if (rest && legacy) {
        this.failAt(
          this.between(value, rest),
          `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`,
        );
      }
    }
    this.moveTo(at);
  }

  private startsWithSoftKeyword(start: number): boolean {
    return this.kindAt(start) === Tok.Name && SOFT_KEYWORDS.has(this.tokenText(start));
  }

  private explainComma(value: Expression): void {
    const next = this.prefix(() => this.expression());
    if (next === undefined) return;
    if (this.kind === Tok.Broken) this.failBroken();
    if (this.bracketLevel(this.index - 1) > 0) {
      this.failAt(this.between(value, next), "invalid syntax. Perhaps you forgot a comma?");
    }
  }

  /** `"a" b "c"`. */
  private explainSplitString(start: number): void {
    this.moveTo(start + 1);
    const parts: Expression[] = [];
    while (this.kind !== Tok.String) {
      const part = this.attempt(() => this.expression());
      if (part === undefined) break;
      parts.push(part);
    }
    const [first] = parts;
    const last = parts[parts.length - 1];
    if (this.kind === Tok.String && first && last) {
      this.failAt(
        this.between(first, last),
        "invalid syntax. Is this intended to be part of the string?",
      );
    }
  }

  /** How many brackets are open after the token `index`. */
  private bracketLevel(index: number): number {
    let level = 0;
    for (let i = 0; i <= index; i++) {
      const kind = this.kindAt(i);
      if (kind === Tok.LeftParen || kind === Tok.LeftBracket || kind === Tok.LeftBrace) level++;
      if (kind === Tok.RightParen || kind === Tok.RightBracket || kind === Tok.RightBrace) level--;
    }
    return level;
  }

  private lambda(): Expression {
    const start = this.index;
    this.enter();
    this.advance();
    const args = this.parameters(Tok.Colon);
    const colon = this.index;
    this.expect(Tok.Colon);
    if (this.kind === Tok.FStringMiddle || this.kind === Tok.RightBrace) {
      this.refuseLambdaInField(start, colon);
    }
    const body = this.expression();
    this.leave();
    return {
      kind: "Lambda",
      args,
      body,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** In an f-string, the colon of a bare lambda begins a format specification. */
  private refuseLambdaInField(start: number, colon: number): never {
    if (this.field === null) this.fail();
    this.failAt(
      this.between(this.place(start), this.place(colon)),
      `${this.field.letter}-string: lambda expressions are not allowed without parentheses`,
    );
  }

  // --- operators ---------------------------------------------------------------------------------

  protected override disjunction(): Expression {
    const start = this.index;
    const first = this.conjunction();
    return this.kind === Tok.Or ? this.booleanChain("Or", Tok.Or, first, start) : first;
  }

  private conjunction(): Expression {
    const start = this.index;
    const first = this.inversion();
    return this.kind === Tok.And ? this.booleanChain("And", Tok.And, first, start) : first;
  }

  private booleanChain(
    op: BooleanOperator,
    token: number,
    first: Expression,
    start: number,
  ): Expression {
    const values = [first];
    while (this.skip(token)) {
      values.push(op === "Or" ? this.conjunction() : this.inversion());
    }
    return {
      kind: "BoolOp",
      op,
      values,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private inversion(): Expression {
    const first = this.index;
    while (this.skip(Tok.Not));
    const last = this.index;
    let value = this.comparison();
    for (let start = last - 1; start >= first; start--) value = this.unaryNode("Not", value, start);
    return value;
  }

  private unaryNode(op: UnaryOperator, operand: Expression, start: number): Expression {
    return {
      kind: "UnaryOp",
      op,
      operand,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private comparison(): Expression {
    const start = this.index;
    const left = this.binary(LOWEST);
    let op = this.compareOperator();
    if (op === null) return left;
    const ops: CompareOperator[] = [];
    const comparators: Expression[] = [];
    while (op !== null) {
      ops.push(op);
      comparators.push(this.binary(LOWEST));
      op = this.compareOperator();
    }
    return {
      kind: "Compare",
      left,
      ops,
      comparators,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** Consumes a comparison operator, or answers null. */
  private compareOperator(): CompareOperator | null {
    const kind = this.kind;
    if (this.isBarry) {
      if (kind === Tok.NotEqual)
        this.failAt(this.place(this.index), "with Barry as BDFL, use '<>' instead of '!='");
      if (kind === Tok.Unknown && this.tokenText() === "<>") {
        this.advance();
        return "NotEq";
      }
    }
    if (kind >= Tok.EqualEqual && kind <= Tok.GreaterEqual) {
      this.advance();
      return COMPARISONS[kind - Tok.EqualEqual] ?? null;
    }
    if (kind === Tok.In) {
      this.advance();
      return "In";
    }
    if (kind === Tok.Is) {
      this.advance();
      return this.skip(Tok.Not) ? "IsNot" : "Is";
    }
    if (kind === Tok.Not) {
      if (this.peek() === Tok.In) {
        this.moveTo(this.index + 2);
        return "NotIn";
      }
      if (this.attempts === 0 && this.probes === 0) this.reached(this.index + 1);
    }
    return null;
  }

  protected override bitwiseOr(): Expression {
    return this.binary(LOWEST);
  }

  /** Operators that bind at least as strongly as `lowest`. */
  private binary(lowest: number): Expression {
    const start = this.index;
    let left = this.unary();
    for (;;) {
      const kind = this.kind;
      if (kind < Tok.Plus || kind > Tok.Caret) break;
      const precedence = PRECEDENCE[kind - Tok.Plus] ?? 0;
      if (precedence < lowest) break;
      this.advance();
      if (this.kind === Tok.Not && precedence >= SUM) this.refuseNot(() => this.inversion());
      const right = this.binary(precedence + 1);
      left = this.binaryNode(left, binaryOperator(kind), right, start);
    }
    return left;
  }

  private binaryNode(left: Expression, op: Operator, right: Expression, start: number): BinOp {
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

  /** `1 + not x`. */
  private refuseNot(operand: () => Expression): never {
    const not = this.place(this.index);
    const value = this.attempt(operand);
    if (value) {
      this.failAt(this.between(not, value), "'not' after an operator must be parenthesized");
    }
    this.fail();
  }

  private unary(): Expression {
    const first = this.index;
    while (this.kind === Tok.Minus || this.kind === Tok.Plus || this.kind === Tok.Tilde) {
      this.advance();
      if (this.kind !== Tok.Not) continue;
      this.refuseNot(() => {
        this.advance();
        return this.unary();
      });
    }
    const last = this.index;
    let value = this.power();
    for (let start = last - 1; start >= first; start--)
      value = this.unaryNode(UNARY_OPERATORS.get(this.kindAt(start)) ?? "UAdd", value, start);
    return value;
  }

  private power(): Expression {
    const start = this.index;
    const base = this.kind === Tok.Await ? this.awaiting() : this.primary();
    if (this.kind !== Tok.DoubleStar) return base;
    this.enter();
    this.advance();
    if (this.kind === Tok.Not) this.fail();
    const exponent = this.unary();
    this.leave();
    return this.binaryNode(base, "Pow", exponent, start);
  }

  private awaiting(): Expression {
    const start = this.index;
    this.advance();
    const value = this.primary();
    return {
      kind: "Await",
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  // --- primaries ---------------------------------------------------------------------------------

  /** An atom with its trailers: `.name`, `(…)`, `[…]`. */
  protected primary(): Expression {
    const start = this.index;
    let value = this.atom();
    if (this.kind !== Tok.Dot && this.kind !== Tok.LeftParen && this.kind !== Tok.LeftBracket) {
      return value;
    }
    const lineno = this.line(start);
    const col_offset = this.column(start);
    for (;;) {
      switch (this.kind) {
        case Tok.Dot: {
          this.advance();
          const attr = this.name();
          value = {
            kind: "Attribute",
            value,
            attr,
            ctx: "Load",
            lineno,
            col_offset,
            end_lineno: this.endLine(),
            end_col_offset: this.endColumn(),
          };
          break;
        }
        case Tok.LeftParen: {
          this.enter();
          const { args, keywords } = this.arguments(true);
          this.leave();
          value = {
            kind: "Call",
            func: value,
            args,
            keywords,
            lineno,
            col_offset,
            end_lineno: this.endLine(),
            end_col_offset: this.endColumn(),
          };
          break;
        }
        case Tok.LeftBracket: {
          this.advance();
          this.enter();
          const slice = this.slices();
          this.leave();
          this.expect(Tok.RightBracket);
          value = {
            kind: "Subscript",
            value,
            slice,
            ctx: "Load",
            lineno,
            col_offset,
            end_lineno: this.endLine(),
            end_col_offset: this.endColumn(),
          };
          break;
        }
        default:
          return value;
      }
    }
  }

  private slices(): Expression {
    const start = this.index;
    const first = this.slice();
    if (this.kind !== Tok.Comma && first.kind !== "Starred") return first;
    const elements = [first];
    while (this.skip(Tok.Comma)) {
      if (this.kind === Tok.RightBracket) break;
      elements.push(this.slice());
    }
    return this.tuple(elements, start);
  }

  private slice(): Expression {
    if (this.kind === Tok.Star) return this.starredArgument();
    const start = this.index;
    const lower = this.kind === Tok.Colon ? null : this.namedExpression();
    if (this.kind !== Tok.Colon) return lower ?? this.fail();
    if (this.kindAt(start + 1) === Tok.ColonEqual) this.fail();
    this.advance();
    const upper = this.endsSlice() ? null : this.expression();
    const step = this.skip(Tok.Colon) && !this.endsSlice() ? this.expression() : null;
    return {
      kind: "Slice",
      lower,
      upper,
      step,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private endsSlice(): boolean {
    return this.kind === Tok.Colon || this.kind === Tok.Comma || this.kind === Tok.RightBracket;
  }

  protected atom(): Expression {
    const start = this.index;
    switch (this.kind) {
      case Tok.Name: {
        const id = this.identifier(start);
        this.advance();
        return {
          kind: "Name",
          id,
          ctx: "Load",
          lineno: this.line(start),
          col_offset: this.column(start),
          end_lineno: this.endLine(),
          end_col_offset: this.endColumn(),
        };
      }
      case Tok.Number:
        return this.constant(this.number());
      case Tok.String:
      case Tok.FStringStart:
        return this.strings();
      case Tok.LeftParen:
        return this.parenthesized();
      case Tok.LeftBracket:
        return this.listDisplay();
      case Tok.LeftBrace:
        return this.braces();
      case Tok.None:
        return this.constant(null);
      case Tok.True:
        return this.constant(true);
      case Tok.False:
        return this.constant(false);
      case Tok.Ellipsis:
        return this.constant(new EllipsisLiteral());
      case Tok.Pass:
      case Tok.Break:
      case Tok.Continue:
        return this.refuseStatement();
      default:
        return this.fail();
    }
  }

  private constant(value: ConstantValue): Constant {
    const start = this.index;
    this.advance();
    return {
      kind: "Constant",
      value,
      unicodePrefix: false,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  protected number(): ConstantValue {
    try {
      return numberValue(this.tokenText());
    } catch (thrown) {
      if (!(thrown instanceof TooManyDigits)) throw thrown;
      return this.failAt(this.place(this.index), thrown.message);
    }
  }

  /** `pass if x else y`. */
  private refuseStatement(): never {
    const at = this.index;
    this.refuseStatementBeforeIf();
    this.moveTo(at);
    this.fail();
  }

  /** The next token is `pass`, `break` or `continue`. */
  protected refuseStatementBeforeIf(): void {
    if (this.attempts > 0) return;
    const statement = this.place(this.index);
    this.advance();
    this.look();
    if (this.kind !== Tok.If) return;
    this.advance();
    const test = this.attempt(() => this.disjunction());
    if (test && this.skip(Tok.Else) && this.matches(() => this.simpleStatement())) {
      this.failAt(statement, "expected expression before 'if', but statement is given");
    }
  }
}

const COMPARISONS: readonly CompareOperator[] = ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"];

/** Bounds the recursion on a line of many words. */
const MAX_PROBES = 20;

/** Expressions further out have no better explanation. */
const MAX_EXPLAINED = 3;

const SOFT_KEYWORDS: ReadonlySet<string> = new Set(["match", "case", "type", "_"]);

/** Whether `value = x` is likely to mean `value == x`. */
function mayBeComparedInstead(value: Expression, firstToken: number): boolean {
  if (
    (firstToken === Tok.LeftBracket && value.kind !== "ListComp") ||
    firstToken === Tok.True ||
    firstToken === Tok.False ||
    firstToken === Tok.None
  ) {
    return false;
  }
  switch (value.kind) {
    case "Tuple":
    case "GeneratorExp":
    case "Compare":
    case "BoolOp":
    case "IfExp":
    case "Lambda":
    case "NamedExpr":
    case "Starred":
      return false;
    case "UnaryOp":
      return value.op !== "Not";
    default:
      return true;
  }
}
