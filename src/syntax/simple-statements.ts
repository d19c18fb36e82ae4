/** Statements of one line. */

import type {
  Alias,
  Attribute,
  Expression,
  ImportFrom,
  Name,
  Statement,
  Subscript,
  TypeAlias,
} from "./ast.ts";
import type { Place } from "./cursor.ts";
import { binaryOperator } from "./expressions.ts";
import { PatternParser } from "./patterns.ts";
import { describe, invalidTarget, setContext } from "./targets.ts";
import { AUGMENTED, Tok } from "./tokens.ts";

export abstract class SimpleStatementParser extends PatternParser {
  protected simpleStatement(): Statement {
    switch (this.kind) {
      case Tok.Return:
        return this.returning();
      case Tok.Import:
        return this.importing();
      case Tok.From:
        return this.importingFrom();
      case Tok.Raise:
        return this.raising();
      case Tok.Pass:
        return this.keywordStatement("Pass");
      case Tok.Break:
        return this.keywordStatement("Break");
      case Tok.Continue:
        return this.keywordStatement("Continue");
      case Tok.Del:
        return this.deleting();
      case Tok.Assert:
        return this.asserting();
      case Tok.Global:
        return this.declaring("Global");
      case Tok.Nonlocal:
        return this.declaring("Nonlocal");
      case Tok.Name:
        if (this.startsTypeAlias()) return this.typeAlias();
    }
    return this.expressionStatement();
  }

  /** `type X = …`; any other use of `type` is a name. */
  private startsTypeAlias(): boolean {
    if (this.peek() !== Tok.Name || !this.isWord("type")) return false;
    if (this.peek(2) === Tok.Equal || this.peek(2) === Tok.LeftBracket) return true;
    this.reached(this.index + 2);
    return false;
  }

  private typeAlias(): TypeAlias {
    const start = this.index;
    this.advance();
    const name = this.atom() as Name;
    name.ctx = "Store";
    const type_params = this.typeParams();
    this.expect(Tok.Equal);
    const value = this.expression();
    return {
      kind: "TypeAlias",
      name,
      type_params,
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  // --- assignments -------------------------------------------------------------------------------

  /** `value := …` as a statement: the last of several values is what is named, and a bare name has no better message. */
  private refuseNamed(value: Expression, start: number): void {
    let named = value;
    if (value.kind === "Tuple") {
      const [first] = value.elts;
      const isOpen = first?.lineno === value.lineno && first.col_offset === value.col_offset;
      if (isOpen) named = value.elts[value.elts.length - 1] as Expression;
    }
    const isBare = named.kind === "Name" && this.kindAt(this.index - 1) === Tok.Name;
    if (!isBare && named.kind !== "Starred") this.explainAssignment(named, start);
  }

  private expressionStatement(): Statement {
    const start = this.index;
    const value = this.fieldExpression();
    if (this.kind === Tok.Equal) return this.assignment(value, start);
    if (this.kind >= Tok.PlusEqual && this.kind <= Tok.CaretEqual + 1) {
      return this.augmented(value, start);
    }
    if (this.kind === Tok.Colon) return this.annotated(value, start);
    if (this.kind === Tok.ColonEqual && this.kindAt(start) !== Tok.Yield)
      this.refuseNamed(value, start);
    return {
      kind: "Expr",
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private assignment(first: Expression, start: number): Statement {
    const targets: Expression[] = [];
    const firstSign = this.index;
    let value = first;
    let bare = this.kindAt(start) === Tok.Yield;
    while (this.kind === Tok.Equal) {
      if (bare) this.failAt(value, "assignment to yield expression not possible");
      const invalid = invalidTarget(value, "star");
      if (invalid) {
        const here = this.index;
        if (targets.length > 0) this.moveTo(firstSign);
        this.explainFirstTarget(first, start);
        this.moveTo(here);
        this.failTarget(invalid);
      }
      // A bare `*a = b` is left to the compiler, as in CPython.
      setContext(value, "Store");
      targets.push(value);
      this.advance();
      bare = this.kind === Tok.Yield;
      value = this.fieldExpression();
    }
    return {
      kind: "Assign",
      targets,
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** The last element before the first `=` is the one that `==` may have been meant for. */
  private explainFirstTarget(value: Expression, start: number): void {
    let element = value;
    if (value.kind === "Tuple" && this.isBareTuple(value, start)) {
      const last = value.elts[value.elts.length - 1];
      if (last === undefined || this.kindAt(this.index - 1) === Tok.Comma) return;
      element = last;
    }
    if (element.kind === "Starred") return;
    let elementStart = this.index - 1;
    while (
      elementStart > start &&
      (this.line(elementStart) !== element.lineno ||
        this.column(elementStart) !== element.col_offset)
    ) {
      elementStart--;
    }
    this.explainAssignment(element, elementStart);
  }

  private isBareTuple(value: Expression, start: number): boolean {
    if (value.kind !== "Tuple") return false;
    const [first] = value.elts;
    return (
      this.kindAt(start) !== Tok.LeftParen ||
      (first !== undefined &&
        first.col_offset === value.col_offset &&
        first.lineno === value.lineno)
    );
  }

  private augmented(target: Expression, start: number): Statement {
    const token = this.kind;
    if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
      if (this.kindAt(start) === Tok.Yield) this.fail();
      const sign = this.index;
      this.advance();
      if (this.matches(() => this.fieldExpression())) {
        this.failAt(
          target,
          `'${describe(target)}' is an illegal expression for augmented assignment`,
        );
      }
      this.moveTo(sign);
      this.fail();
    }
    target.ctx = "Store";
    this.advance();
    const value = this.fieldExpression();
    return {
      kind: "AugAssign",
      target,
      op: binaryOperator(token - AUGMENTED),
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private annotated(target: Expression, start: number): Statement {
    if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
      this.refuseAnnotation(target, start);
    }
    const parenthesized = this.kindAt(start) === Tok.LeftParen;
    if (parenthesized && this.kindAt(this.index - 1) !== Tok.RightParen && target.kind === "Name") {
      this.fail();
    }
    target.ctx = "Store";
    this.advance();
    const annotation = this.expression();
    const value = this.skip(Tok.Equal) ? this.fieldExpression() : null;
    return {
      kind: "AnnAssign",
      target: target as Name | Attribute | Subscript,
      annotation,
      value,
      simple: target.kind === "Name" && !parenthesized ? 1 : 0,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private refuseAnnotation(target: Expression, start: number): never {
    const colon = this.index;
    const bareTuple = this.isBareTuple(target, start);
    this.advance();
    if (this.kindAt(start) !== Tok.Yield && this.matches(() => this.expression())) {
      if (bareTuple && target.kind === "Tuple") {
        const at = target.elts[0] ?? target;
        this.failAt(at, "only single target (not tuple) can be annotated");
      }
      if (target.kind === "List" || target.kind === "Tuple") {
        this.failAt(target, `only single target (not ${describe(target)}) can be annotated`);
      }
      if (target.kind !== "Starred") this.failAt(target, "illegal target for annotation");
    }
    this.moveTo(colon);
    this.fail();
  }

  // --- keywords ----------------------------------------------------------------------------------

  private keywordStatement(kind: "Pass" | "Break" | "Continue"): Statement {
    const start = this.index;
    if (this.peek() === Tok.If) {
      this.refuseStatementBeforeIf();
      this.moveTo(start);
    }
    this.advance();
    return {
      kind,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private returning(): Statement {
    const start = this.index;
    this.advance();
    const value = this.endsStatement() ? null : this.starExpressions();
    return {
      kind: "Return",
      value,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private endsStatement(): boolean {
    return this.kind === Tok.Newline || this.kind === Tok.Semicolon || this.kind === Tok.End;
  }

  private raising(): Statement {
    const start = this.index;
    this.advance();
    const exc = this.endsStatement() ? null : this.expression();
    const cause = exc !== null && this.skip(Tok.From) ? this.expression() : null;
    return {
      kind: "Raise",
      exc,
      cause,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private asserting(): Statement {
    const start = this.index;
    this.advance();
    const test = this.expression();
    const msg = this.skip(Tok.Comma) ? this.expression() : null;
    return {
      kind: "Assert",
      test,
      msg,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private deleting(): Statement {
    const start = this.index;
    this.advance();
    const first = this.index;
    const value = this.starExpressions();
    const targets = value.kind === "Tuple" && this.isBareTuple(value, first) ? value.elts : [value];
    for (const target of targets) {
      const invalid = invalidTarget(target, "del");
      if (invalid) this.failAt(invalid, `cannot delete ${describe(invalid)}`);
      setContext(target, "Del");
    }
    if (!this.endsStatement()) this.fail();
    return {
      kind: "Delete",
      targets,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private declaring(kind: "Global" | "Nonlocal"): Statement {
    const start = this.index;
    const names: string[] = [];
    do {
      this.advance();
      names.push(this.name());
    } while (this.kind === Tok.Comma);
    return {
      kind,
      names,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  // --- imports -----------------------------------------------------------------------------------

  private importing(): Statement {
    const start = this.index;
    this.advance();
    if (this.kind === Tok.Newline) {
      this.failAt(this.from(this.place(this.index)), "Expected one or more names after 'import'");
    }
    const names: Alias[] = [];
    do names.push(this.dottedAlias());
    while (this.skip(Tok.Comma));
    if (this.kind === Tok.From && names.every((name) => name.asname === null)) {
      this.refuseImportFrom(this.place(start));
    }
    return {
      kind: "Import",
      names,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  /** `import x from y`. */
  private refuseImportFrom(start: Place): void {
    const at = this.index;
    this.advance();
    if (this.kind === Tok.Name) {
      while (this.peek() === Tok.Dot && this.peek(2) === Tok.Name) this.moveTo(this.index + 2);
      this.advance();
      this.failAt(this.from(start), "Did you mean to use 'from ... import ...' instead?");
    }
    this.moveTo(at);
  }

  private dottedAlias(): Alias {
    const start = this.index;
    const name = this.dottedName();
    return this.alias(name, start);
  }

  private dottedName(): string {
    let name = this.name();
    while (this.skip(Tok.Dot)) name += `.${this.name()}`;
    return name;
  }

  private alias(name: string, start: number): Alias {
    let asname: string | null = null;
    if (this.skip(Tok.As)) {
      const next = this.peek();
      const ended =
        next === Tok.Comma ||
        next === Tok.RightParen ||
        next === Tok.Semicolon ||
        next === Tok.Newline;
      if (this.kind !== Tok.Name || !ended) {
        const target = this.attempt(() => this.expression());
        if (target) this.failAt(target, `cannot use ${describe(target)} as import target`);
      }
      asname = this.name();
    }
    return {
      kind: "alias",
      name,
      asname,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private importingFrom(): ImportFrom {
    const start = this.index;
    let level = 0;
    this.advance();
    while (this.kind === Tok.Dot || this.kind === Tok.Ellipsis) {
      level += this.kind === Tok.Dot ? 1 : 3;
      this.advance();
    }
    const module = level > 0 && this.kind === Tok.Import ? null : this.dottedName();
    this.expect(Tok.Import);
    const names = this.importedNames();
    if (module === "__future__" && level === 0)
      this.isBarry ||= names.some(({ name }) => name === "barry_as_FLUFL");
    return {
      kind: "ImportFrom",
      module,
      names,
      level,
      lineno: this.line(start),
      col_offset: this.column(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endColumn(),
    };
  }

  private importedNames(): Alias[] {
    const start = this.index;
    if (this.skip(Tok.Star)) return [this.alias("*", start)];
    if (this.kind === Tok.Newline) {
      this.failAt(this.from(this.place(start)), "Expected one or more names after 'import'");
    }
    const parenthesized = this.skip(Tok.LeftParen);
    const names: Alias[] = [];
    for (;;) {
      const at = this.index;
      names.push(this.alias(this.name(), at));
      if (!this.skip(Tok.Comma)) break;
      if (parenthesized && this.kind === Tok.RightParen) break;
      if (!parenthesized && this.kind === Tok.Newline) {
        this.failHere("trailing comma not allowed without surrounding parentheses");
      }
    }
    if (parenthesized) this.expect(Tok.RightParen);
    return names;
  }
}
