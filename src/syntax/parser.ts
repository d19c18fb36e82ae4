/** Text to tree: the entry points of this folder. */

import type {
  Expression,
  ExpressionRoot,
  FunctionType,
  Interactive,
  Module,
  Statement,
} from "./ast.ts";
import type { ParseOptions } from "./cursor.ts";
import { SourceError } from "./source-error.ts";
import { StatementParser } from "./statements.ts";
import { startsExpression, Tok } from "./tokens.ts";

export type { ParseOptions } from "./cursor.ts";

/** Parses a file: any number of statements. Throws {@link SourceError}. */
export function parseModule(source: string, options: ParseOptions): Module {
  return new RootParser(prepare(source), options, true).complete(options, (p) => p.module());
}

/** Parses one expression. The builtin `eval` strips blanks before it; this does not. */
export function parseExpression(source: string, options: ParseOptions): ExpressionRoot {
  const text = nonEmpty(source, options);
  return new RootParser(text, options, false).complete(options, (p) => p.expressionRoot());
}

/** Parses one statement, as the prompt does. */
export function parseInteractive(source: string, options: ParseOptions): Interactive {
  const text = nonEmpty(source, options);
  return new RootParser(text, options, false).complete(options, (p) => p.interactive());
}

/** Parses what a type comment says of a function. */
export function parseFunctionType(source: string, options: ParseOptions): FunctionType {
  const text = nonEmpty(source, options);
  return new RootParser(text, options, false).complete(options, (p) => p.functionType());
}

const COMPOUND: ReadonlySet<Statement["kind"] | undefined> = new Set<Statement["kind"]>([
  "AsyncFor",
  "AsyncFunctionDef",
  "AsyncWith",
  "ClassDef",
  "For",
  "FunctionDef",
  "If",
  "Match",
  "Try",
  "TryStar",
  "While",
  "With",
]);

/**
 * What the prompt makes of the lines so far: a statement to be compiled (be it a wrong one), the beginning of one, or nothing.
 * As CPython's, it ends a compound statement with an empty line.
 */
export function statementSoFar(source: string, filename: string): "whole" | "begun" | "nothing" {
  if (/^(?:[ \t\f]*(?:#.*)?\n)*$/.test(source)) return "nothing";
  const endsEmpty = source.endsWith("\n\n");
  try {
    const { body } = parseInteractive(source, { filename, allowsIncomplete: true });
    return endsEmpty || !COMPOUND.has(body[0]?.kind) ? "whole" : "begun";
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.type !== "_IncompleteInputError") return "whole";
    return error.isWithinToken || !endsEmpty ? "begun" : "whole";
  }
}

/** Universal newlines; null characters are refused. */
export function prepare(source: string): string {
  if (source.includes("\0")) {
    throw new SourceError(
      "SyntaxError",
      "source code string cannot contain null bytes",
      null,
      NOWHERE,
      null,
    );
  }
  return source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
}

/** As `prepare`; where one thing must stand, nothing is an error without a place. */
function nonEmpty(source: string, options: ParseOptions): string {
  if (source === "") {
    const [type, message] =
      options.allowsIncomplete === true
        ? (["_IncompleteInputError", "incomplete input"] as const)
        : (["SyntaxError", "invalid syntax"] as const);
    throw new SourceError(type, message, options.filename, NOWHERE, "");
  }
  return prepare(source);
}

const NOWHERE = { lineno: 0, offset: 0, end_lineno: 0, end_offset: 0 };

class RootParser extends StatementParser {
  /** Runs `parse`; what fails because the source breaks off may be an error of its own. */
  complete<T>(options: ParseOptions, parse: (parser: this) => T): T {
    if (options.allowsIncomplete !== true) return parse(this);
    try {
      return parse(this);
    } catch (error) {
      throw (error instanceof SourceError ? this.incomplete() : null) ?? error;
    }
  }

  module(): Module {
    return { kind: "Module", body: this.statements(Tok.End) };
  }

  expressionRoot(): ExpressionRoot {
    const start = this.index;
    let body = this.expression();
    if (this.kind === Tok.Comma) {
      const elements = [body];
      while (this.skip(Tok.Comma) && startsExpression(this.kind)) elements.push(this.expression());
      body = this.tuple(elements, start);
    }
    while (this.kind === Tok.Newline) this.advance();
    this.expect(Tok.End);
    return { kind: "Expression", body };
  }

  functionType(): FunctionType {
    this.expect(Tok.LeftParen);
    const argtypes: Expression[] = [];
    for (let last = 0; this.kind !== Tok.RightParen; ) {
      const mark: number = this.kind;
      if (mark === Tok.Star || mark === Tok.DoubleStar) {
        // One of each, and nothing but `**` behind `*`.
        if (mark <= last) this.fail();
        last = mark;
        this.advance();
      } else if (last > 0) this.fail();
      argtypes.push(this.expression());
      if (this.kind === Tok.RightParen) break;
      this.expect(Tok.Comma);
      if (this.kind === Tok.RightParen) this.fail();
    }
    this.expect(Tok.RightParen);
    this.expect(Tok.Arrow);
    const returns = this.expression();
    while (this.kind === Tok.Newline) this.advance();
    this.expect(Tok.End);
    return { kind: "FunctionType", argtypes, returns };
  }

  interactive(): Interactive {
    const body: Statement[] = [];
    if (this.kind === Tok.End) this.fail();
    const compound = this.isCompound();
    this.statement(body);
    if (!compound && !this.isBlankAfter(this.index - 1)) {
      this.moveTo(this.index - 1);
      this.failAlone("multiple statements found while compiling a single statement");
    }
    if (!compound) return { kind: "Interactive", body };
    const last = this.kindAt(this.index - 1);
    // A compound statement on one line is complete only after another newline.
    if (last === Tok.Newline && !this.source.text.endsWith("\n")) this.fail();
    this.expect(Tok.End);
    return { kind: "Interactive", body };
  }

  /** Whether nothing but blanks and comments follow a token. */
  private isBlankAfter(index: number): boolean {
    const { text } = this.source;
    for (let at = this.tokens.ends[index] ?? 0; at < text.length; at++) {
      const c = text[at] as string;
      if (c === "#") {
        const end = text.indexOf("\n", at);
        at = end < 0 ? text.length : end;
      } else if (!" \t\n\f".includes(c)) return false;
    }
    return true;
  }
}
