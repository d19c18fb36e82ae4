/** Compound statements, blocks, and what distinguishes a statement from another. */

import type {
  ClassDef,
  ExceptHandler,
  Expression,
  FunctionDef,
  MatchCase,
  Statement,
  WithItem,
} from "./ast.ts";
import { SimpleStatementParser } from "./simple-statements.ts";
import { describe, invalidTarget } from "./targets.ts";
import { startsExpression, startsOperand, Tok } from "./tokens.ts";

export class StatementParser extends SimpleStatementParser {
  /** Last token of the line parsed last: the end of every block it closes, `;` included. */
  #lineEnd = 0;
  /** End of the line that was last looked at for `match`. */
  #newline = -1;

  /** Statements up to the end, or to the end of the block. */
  protected statements(end: number): Statement[] {
    const body: Statement[] = [];
    while (this.kind !== end) this.statement(body);
    return body;
  }

  /** A compound statement, or a line of simple ones. */
  protected statement(into: Statement[]): void {
    const compound = this.compoundStatement();
    if (compound === null) this.simpleStatements(into);
    else into.push(compound);
  }

  protected simpleStatements(into: Statement[]): void {
    for (;;) {
      into.push(this.simpleStatement());
      if (!this.skip(Tok.Semicolon)) break;
      if (this.kind === Tok.Newline) break;
    }
    this.#lineEnd = this.index - 1;
    this.expect(Tok.Newline);
  }

  private bodyEndLine(): number {
    return this.tokens.endLines[this.#lineEnd] ?? 0;
  }

  private bodyEndColumn(): number {
    return (this.tokens.ends[this.#lineEnd] ?? 0) - this.source.lineStart(this.bodyEndLine());
  }

  /** Whether the next statement is one with blocks. */
  protected isCompound(): boolean {
    return COMPOUND.has(this.kind) || (this.isWord("match") && this.startsMatch());
  }

  private compoundStatement(): Statement | null {
    switch (this.kind) {
      case Tok.If:
        return this.conditional();
      case Tok.Def:
        return this.functionDef([], false);
      case Tok.Class:
        return this.classDef([]);
      case Tok.For:
        return this.forLoop(false);
      case Tok.While:
        return this.whileLoop();
      case Tok.Try:
        return this.trying();
      case Tok.With:
        return this.withBlock(false);
      case Tok.At:
        return this.decorated();
      case Tok.Async:
        return this.asyncStatement();
      case Tok.Name:
        if (this.isWord("match")) {
          if (this.startsMatch()) return this.matching();
          this.explainMatch();
        }
    }
    return null;
  }

  private asyncStatement(): Statement {
    switch (this.peek()) {
      case Tok.Def:
        return this.functionDef([], true);
      case Tok.For:
        return this.forLoop(true);
      case Tok.With:
        return this.withBlock(true);
    }
    this.advance();
    return this.fail();
  }

  // --- blocks ------------------------------------------------------------------------------------

  /** The colon after a header and the block after it. `what` names the header in the message. */
  private block(what: string | null, header: number): Statement[] {
    this.force(Tok.Colon, ":");
    return this.blockAfterColon(what, header);
  }

  /** As `block`, where CPython knows better than "expected ':'" unless the line ends. */
  private blockIfColon(what: string | null, header: number): Statement[] {
    if (this.kind === Tok.Newline) this.failHere("expected ':'");
    if (this.kind !== Tok.Colon) this.fail();
    return this.block(what, header);
  }

  private blockAfterColon(what: string | null, header: number): Statement[] {
    const body: Statement[] = [];
    if (this.kind !== Tok.Newline) {
      this.simpleStatements(body);
      return body;
    }
    this.advance();
    if (this.kind !== Tok.Indent) {
      this.failIndentation(
        what === null
          ? "expected an indented block"
          : `expected an indented block after ${what} on line ${this.line(header)}`,
      );
    }
    this.advance();
    this.enter();
    while (this.kind !== Tok.Dedent) this.statement(body);
    this.leave();
    this.advance();
    return body;
  }

  // --- if, while, for ----------------------------------------------------------------------------

  private conditional(): Statement {
    // A chain of `elif` is a tree as deep as the chain is long, built from its end.
    const starts: number[] = [];
    const tests: Expression[] = [];
    const bodies: Statement[][] = [];
    let word = "if";
    do {
      starts.push(this.index);
      this.advance();
      tests.push(this.namedExpression());
      bodies.push(this.blockIfColon(`'${word}' statement`, starts.at(-1) ?? 0));
      word = "elif";
    } while (this.kind === Tok.Elif);
    let orelse = this.elseBlock();
    let node: Statement | undefined;
    for (let i = starts.length - 1; i >= 0; i--) {
      node = this.ifNode(starts[i] ?? 0, tests[i], bodies[i] ?? [], orelse);
      orelse = [node];
    }
    return node ?? this.fail();
  }

  private ifNode(
    start: number,
    test: Expression | undefined,
    body: readonly Statement[],
    orelse: readonly Statement[],
  ): Statement {
    return {
      kind: "If",
      test: test ?? this.fail(),
      body,
      orelse: orelse as Statement[],
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private elseBlock(): Statement[] {
    if (this.kind !== Tok.Else) return [];
    const start = this.index;
    this.advance();
    const body = this.block("'else' statement", start);
    if (this.kind === Tok.Elif) {
      this.failAt(this.place(this.index), "'elif' block follows an 'else' block");
    }
    return body;
  }

  private whileLoop(): Statement {
    const start = this.index;
    this.advance();
    const test = this.namedExpression();
    const body = this.blockIfColon("'while' statement", start);
    const orelse = this.elseBlock();
    return {
      kind: "While",
      test,
      body,
      orelse,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private forLoop(isAsync: boolean): Statement {
    const start = this.index;
    if (isAsync) this.advance();
    const header = this.index;
    this.advance();
    const target = this.forTarget(null);
    const iter = this.starExpressions();
    const body = this.blockIfColon("'for' statement", header);
    const orelse = this.elseBlock();
    return {
      kind: isAsync ? "AsyncFor" : "For",
      target,
      iter,
      body,
      orelse,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  // --- with --------------------------------------------------------------------------------------

  private withBlock(isAsync: boolean): Statement {
    const start = this.index;
    if (isAsync) this.advance();
    const header = this.index;
    this.advance();
    const items = this.parenthesizedItems() ?? this.withItems();
    const body = this.blockIfColon("'with' statement", header);
    return {
      kind: isAsync ? "AsyncWith" : "With",
      items,
      body,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private withItems(): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (items.length > 0 && this.kind === Tok.Colon) {
        this.fail();
      }
      items.push(this.withItem());
    } while (this.skip(Tok.Comma));
    return items;
  }

  private withItem(): WithItem {
    const context_expr = this.expression();
    let optional_vars: Expression | null = null;
    if (this.skip(Tok.As)) {
      const target = this.kind === Tok.Star ? this.starred() : this.expression();
      const invalid = invalidTarget(target, "star");
      const ends =
        this.kind === Tok.Comma || this.kind === Tok.RightParen || this.kind === Tok.Colon;
      if (!ends && (invalid || this.kind !== Tok.Newline)) this.fail();
      // `as` within parentheses leaves no other reading, so this is no mere failed attempt.
      if (invalid) this.attempts = 0;
      optional_vars = this.store(target);
    }
    return { kind: "withitem", context_expr, optional_vars };
  }

  /** Items in parentheses, if that is what the parentheses are; only then a colon follows them. */
  private parenthesizedItems(): WithItem[] | undefined {
    if (this.kind !== Tok.LeftParen) return undefined;
    return this.probe(() => {
      this.advance();
      const items: WithItem[] = [];
      do {
        if (items.length > 0 && this.kind === Tok.RightParen) break;
        items.push(this.withItem());
      } while (this.skip(Tok.Comma));
      this.expect(Tok.RightParen);
      if (this.kind !== Tok.Colon && this.kind !== Tok.Newline) this.fail();
      return items;
    }, true);
  }

  // --- try ---------------------------------------------------------------------------------------

  private trying(): Statement {
    const start = this.index;
    this.advance();
    const body = this.block("'try' statement", start);
    const handlers: ExceptHandler[] = [];
    let starred = false;
    while (this.kind === Tok.Except) {
      const star = this.peek() === Tok.Star;
      if (handlers.length > 0 && star !== starred) this.refuseMixedHandlers(star);
      starred = star;
      handlers.push(this.handler(star));
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let finalbody: Statement[] = [];
    if (this.kind === Tok.Finally) {
      const header = this.index;
      this.advance();
      finalbody = this.block("'finally' statement", header);
    } else if (handlers.length === 0) {
      this.failHere("expected 'except' or 'finally' block");
    }
    return {
      kind: starred ? "TryStar" : "Try",
      body,
      handlers,
      orelse,
      finalbody,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private refuseMixedHandlers(star: boolean): never {
    const start = this.place(this.index);
    const end = star ? this.place(this.index + 1) : start;
    this.failAt(
      this.between(start, end),
      "cannot have both 'except' and 'except*' on the same 'try'",
    );
  }

  private handler(star: boolean): ExceptHandler {
    const start = this.index;
    const word = star ? "except*" : "except";
    this.advance();
    if (star) {
      this.advance();
      if (this.kind === Tok.Newline || this.kind === Tok.Colon) {
        this.failHere("expected one or more exception types");
      }
    }
    let type: Expression | null = null;
    let name: string | null = null;
    let bare = false;
    if (star || (this.kind !== Tok.Colon && this.kind !== Tok.Newline)) {
      const first = this.index;
      type = this.expression();
      bare = this.kind === Tok.Comma;
      if (bare) type = this.exceptionTypes(type, first);
      else if (this.skip(Tok.As)) name = this.handlerName(word);
    }
    if (bare && this.kind === Tok.Newline) this.fail();
    // sic: CPython has no message of its own for a header with bare types.
    const body = this.blockIfColon(bare ? null : `'${word}' statement`, start);
    return {
      kind: "ExceptHandler",
      type,
      name,
      body,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  /** `except A, B:`, which may not be followed by `as`. */
  private exceptionTypes(first: Expression, start: number): Expression {
    const elements = [first];
    while (this.skip(Tok.Comma)) {
      if (!startsExpression(this.kind)) break;
      elements.push(this.expression());
    }
    const types = this.tuple(elements, start);
    if (this.kind === Tok.As && this.peek() === Tok.Name && this.peek(2) === Tok.Colon) {
      this.moveTo(this.index + 2);
      this.failAt(
        this.from(first),
        "multiple exception types must be parenthesized when using 'as'",
      );
    }
    return types;
  }

  private handlerName(word: string): string {
    if (this.kind === Tok.Name && this.peek() === Tok.Colon) return this.name();
    if (this.kind === Tok.Name && this.peek() === Tok.Newline) return this.name();
    const at = this.index;
    const target = this.probe(() => this.expression());
    if (target && this.attempt(() => this.block(null, at))) {
      this.failAt(target, `cannot use ${word} statement with ${describe(target)}`);
    }
    this.moveTo(this.kindAt(at) === Tok.Name ? at + 1 : at);
    return this.fail();
  }

  // --- def, class --------------------------------------------------------------------------------

  private decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.skip(Tok.At)) {
      decorators.push(this.namedExpression());
      this.expect(Tok.Newline);
    }
    switch (this.kind) {
      case Tok.Def:
        return this.functionDef(decorators, false);
      case Tok.Class:
        return this.classDef(decorators);
      case Tok.Async:
        if (this.peek() === Tok.Def) return this.functionDef(decorators, true);
        this.advance();
    }
    return this.fail();
  }

  private functionDef(decorator_list: readonly Expression[], isAsync: boolean): Statement {
    const start = this.index;
    if (isAsync) this.advance();
    const header = this.index;
    this.advance();
    const name = this.name();
    const type_params = this.probe(() => this.typeParams()) ?? [];
    this.force(Tok.LeftParen, "(");
    const args = this.parameters(Tok.RightParen);
    this.expect(Tok.RightParen);
    const returns = this.returnAnnotation();
    const body = this.block("function definition", header);
    return {
      kind: (isAsync ? "AsyncFunctionDef" : "FunctionDef") as FunctionDef["kind"],
      name,
      args,
      body,
      decorator_list,
      returns,
      type_params,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private returnAnnotation(): Expression | null {
    if (this.kind !== Tok.Arrow) return null;
    const arrow = this.index;
    this.advance();
    if (this.kind === Tok.Broken) this.failBroken();
    if (!startsExpression(this.kind) || this.kind === Tok.Star) {
      this.moveTo(arrow);
      this.force(Tok.Colon, ":");
    }
    return this.expression();
  }

  private classDef(decorator_list: readonly Expression[]): ClassDef {
    const start = this.index;
    this.advance();
    const name = this.name();
    const type_params = this.typeParams();
    const { args, keywords } =
      this.kind === Tok.LeftParen ? this.arguments(false) : { args: [], keywords: [] };
    const body = this.blockIfColon("class definition", start);
    return {
      kind: "ClassDef",
      name,
      bases: args,
      keywords,
      body,
      decorator_list,
      type_params,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  // --- match -------------------------------------------------------------------------------------

  /**
   * `match` is a keyword if its line ends with a colon and a block that begins with `case` follows:
   * no other statement looks like that.
   */
  private startsMatch(): boolean {
    if (!startsExpression(this.peek())) return false;
    // Found once a line, which may have many statements.
    if (this.#newline < this.index) {
      let end = this.index;
      while (!endsLine(this.kindAt(end))) end++;
      this.#newline = end;
    }
    const i = this.#newline;
    return (
      this.kindAt(i - 1) === Tok.Colon &&
      this.kindAt(i + 1) === Tok.Indent &&
      this.kindAt(i + 2) === Tok.Name &&
      this.tokenText(i + 2) === "case"
    );
  }

  /** Raises the better message for a line that was meant to start a match statement. */
  private explainMatch(): void {
    if (this.attempts > 0 || !startsOperand(this.peek()) || this.peek() === Tok.Not) return;
    const start = this.index;
    this.advance();
    if (this.attempt(() => this.subject()) === undefined) {
      this.moveTo(start);
      return;
    }
    if (this.kind === Tok.Newline) this.failAt(this.place(this.index), "expected ':'");
    if (this.skip(Tok.Colon) && this.kind === Tok.Newline) {
      this.advance();
      if (this.kind !== Tok.Indent) {
        this.failIndentation(
          `expected an indented block after 'match' statement on line ${this.line(start)}`,
        );
      }
      this.advance();
      this.fail();
    }
    this.fail();
  }

  private subject(): Expression {
    const start = this.index;
    const first = this.starNamedExpression();
    if (this.kind !== Tok.Comma) {
      if (first.kind === "Starred") this.fail();
      return first;
    }
    const elements = [first];
    while (this.skip(Tok.Comma)) {
      if (!startsExpression(this.kind)) break;
      elements.push(this.starNamedExpression());
    }
    return this.tuple(elements, start);
  }

  private matching(): Statement {
    const start = this.index;
    this.advance();
    const subject = this.subject();
    this.expect(Tok.Colon);
    this.expect(Tok.Newline);
    this.expect(Tok.Indent);
    const cases: MatchCase[] = [];
    this.enter();
    while (this.isWord("case")) cases.push(this.matchCase());
    this.leave();
    this.expect(Tok.Dedent);
    return {
      kind: "Match",
      subject,
      cases,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.bodyEndLine(),
      end_col_offset: this.bodyEndColumn(),
    };
  }

  private matchCase(): MatchCase {
    const start = this.index;
    this.advance();
    const pattern = this.patterns();
    const guard = this.skip(Tok.If) ? this.namedExpression() : null;
    const body = this.blockIfColon("'case' statement", start);
    return { kind: "match_case", pattern, guard, body };
  }
}

const COMPOUND: ReadonlySet<number> = new Set([
  Tok.If,
  Tok.Def,
  Tok.Class,
  Tok.For,
  Tok.While,
  Tok.Try,
  Tok.With,
  Tok.At,
  Tok.Async,
]);

function endsLine(kind: number): boolean {
  return kind === Tok.Newline || kind === Tok.Broken || kind === Tok.End;
}
