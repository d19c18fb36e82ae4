/**
 * Passes over the bodies of outermost functions, so that a module can be compiled without them: each is compiled when it is
 * first called. For sources that are known to be right, since what is wrong in a body would show late.
 *
 * A body that says more of its function than what it does is left where it is: what makes a generator (`yield`) or captures
 * something (`super`, `__class__`, type parameters). The others capture nothing, for only classes are around them.
 */

/** The body of a function, which the skimmed text does not have. */
export interface SkimmedBody {
  /** Of the line with `def`, from 1. */
  readonly line: number;
  /** Where that line begins, and where the body ends. */
  readonly start: number;
  readonly end: number;
  /** The blocks around it, from the outermost. */
  readonly around: readonly Block[];
}

interface Block {
  readonly column: number;
  /** Null if it is no class. */
  readonly className: string | null;
}

export interface Skimmed {
  /** The source with `...` for bodies; what is left stands where it stood. */
  readonly text: string;
  /** By their lines. */
  readonly bodies: ReadonlyMap<number, SkimmedBody>;
}

/** Shorter bodies are compiled at once. */
const SHORT = 60;

const SAYS_MORE = /\b(?:yield|super|__class__|__classdict__)\b/;
/** What a statement may begin with: groups are the `[` of type parameters, and a class's name. */
const HEAD = /(?:async[ \t]+)?def[ \t]+\w+[ \t]*(\[)?|class[ \t]+(\w+)[ \t]*(\[)?/y;
const DOCSTRING = /[rRuU]?["']/y;
/** What a scan of code stops at. */
const SPECIAL = /["'#()[\]{}\\\n]/g;

/** Null where indentation is not made of spaces alone. */
export function skim(text: string): Skimmed | null {
  return new Skimmer(text).skim();
}

/** A program in which this function stands where it stood, and nothing else but classes without content. */
export function programOf(text: string, { line, start, end, around }: SkimmedBody): string {
  const heads = around.map(({ column, className }) => {
    const head = className === null ? "if 1:" : `class ${className}:`;
    return `${" ".repeat(column)}${head}\n`;
  });
  return "\n".repeat(line - 1 - heads.length) + heads.join("") + text.slice(start, end);
}

class Skimmer {
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** Does the statement that was passed open a block? */
  #opensBlock = false;

  constructor(text: string) {
    this.#text = text;
  }

  skim(): Skimmed | null {
    const text = this.#text;
    const pieces: string[] = [];
    const bodies = new Map<number, SkimmedBody>();
    const blocks: Block[] = [];
    let last: Block = { column: 0, className: null };
    /** The column of the innermost block with type parameters. */
    let generic = -1;
    let copied = 0;
    for (;;) {
      const column = this.#nextStatement();
      if (column < 0) break;
      const lineStart = this.#at - column;
      if (text.charCodeAt(this.#at) === TAB) return null;
      while (blocks.length > 0 && (blocks[blocks.length - 1] as Block).column >= column)
        blocks.pop();
      if (column > last.column) blocks.push(last);
      if (column <= generic) generic = -1;
      HEAD.lastIndex = this.#at;
      const head = HEAD.exec(text);
      const line = this.#line;
      this.#statement();
      const className = head?.[2] ?? null;
      last = { column, className };
      if (head === null) continue;
      if (generic < 0 && (head[1] ?? head[3]) !== undefined) generic = column;
      if (className !== null || !this.#opensBlock) continue;
      const from = this.#at;
      this.#block(column);
      const stub = generic >= 0 ? null : stubOf(text.slice(from, this.#at), column);
      if (stub === null) continue;
      pieces.push(text.slice(copied, from), stub);
      copied = this.#at;
      bodies.set(line, { line, start: lineStart, end: copied, around: [...blocks] });
    }
    pieces.push(text.slice(copied));
    return { text: pieces.join(""), bodies };
  }

  /** The end of the first statement, if that begins with a string; else 0. */
  docstringEnd(): number {
    this.#nextStatement();
    DOCSTRING.lastIndex = this.#at;
    if (!DOCSTRING.test(this.#text)) return 0;
    this.#statement();
    return this.#at;
  }

  /** Moves to the next statement, over lines without code. Answers its column; -1 at the end. */
  #nextStatement(): number {
    const text = this.#text;
    for (;;) {
      const start = this.#at;
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      const c = text.charCodeAt(at);
      if (Number.isNaN(c)) {
        this.#at = at;
        return -1;
      }
      if (c !== NEWLINE && c !== HASH && c !== RETURN && c !== FORM_FEED) {
        this.#at = at;
        return at - start;
      }
      const end = text.indexOf("\n", at);
      this.#at = end < 0 ? text.length : end + 1;
      this.#line++;
    }
  }

  /** Moves over one statement, to the line that follows. */
  #statement(): void {
    const text = this.#text;
    let depth = 0;
    let at = this.#at;
    for (;;) {
      SPECIAL.lastIndex = at;
      const found = SPECIAL.exec(text);
      if (found === null) {
        this.#at = text.length;
        this.#opensBlock = false;
        return;
      }
      at = found.index;
      const c = text.charCodeAt(at);
      if (c === NEWLINE) {
        this.#line++;
        if (depth === 0) {
          this.#opensBlock = endsInColon(text, at);
          this.#at = at + 1;
          return;
        }
        at++;
      } else if (c === DOUBLE || c === SINGLE) at = this.#string(at, c);
      else if (c === HASH) {
        const end = text.indexOf("\n", at);
        // A block may be opened before a comment.
        if (depth === 0) {
          this.#opensBlock = endsInColon(text, at);
          this.#at = end < 0 ? text.length : end + 1;
          this.#line++;
          return;
        }
        at = end < 0 ? text.length : end;
      } else if (c === BACKSLASH) {
        if (text.charCodeAt(at + 1) === NEWLINE) this.#line++;
        at += 2;
      } else {
        depth += c === 40 || c === 91 || c === 123 ? 1 : -1;
        at++;
      }
    }
  }

  /** Where a string ends that begins at this quote. */
  #string(start: number, quote: number): number {
    const text = this.#text;
    const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
    let at = start + (isTriple ? 3 : 1);
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === BACKSLASH) {
        at++;
        if (text.charCodeAt(at) === NEWLINE) this.#line++;
      } else if (c === NEWLINE) {
        if (!isTriple) return at;
        this.#line++;
      } else if (c === quote) {
        if (!isTriple) return at + 1;
        if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
      }
    }
    return at;
  }

  /** Moves over the statements that are further in than `column`. */
  #block(column: number): void {
    for (;;) {
      const { length } = this.#text;
      const end = this.#at;
      const line = this.#line;
      const next = this.#nextStatement();
      if (next <= column) {
        this.#at = end;
        this.#line = line;
        return;
      }
      this.#statement();
      if (this.#at >= length) return;
    }
  }
}

const TAB = 9;
const NEWLINE = 10;
const FORM_FEED = 12;
const RETURN = 13;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COLON = 58;
const BACKSLASH = 92;

function endsInColon(text: string, end: number): boolean {
  let at = end - 1;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at--;
  return text.charCodeAt(at) === COLON;
}

/** What stands for a body: as many lines, the docstring among them. Null if the body is better left as it is. */
function stubOf(body: string, column: number): string | null {
  if (body.length < SHORT || SAYS_MORE.test(body)) return null;
  const documented = new Skimmer(body).docstringEnd();
  const kept = documented > 0 ? body.slice(0, documented) : `${" ".repeat(column + 1)}...`;
  if (documented > 0 && body.slice(documented).trim() === "") return null;
  const missing = countLines(body) - countLines(kept);
  return kept + "\n".repeat(missing);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
