/** `_tokenize`: what the library's `tokenize` is written on. All lines are read before the first token, as the lexer wants them. */
import { isCallable } from "../objects/builtins/function.ts";
import { instanceOf } from "../objects/construct.ts";
import { truth } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule, members } from "../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise, setHidden } from "../objects/errors.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keyword, object, optional } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../objects/requests.ts";
import { PyBytes, tuple } from "../objects/sequences.ts";
import { fromJs, isStr, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";
import { tokenize } from "../syntax/lexer.ts";
import { SourceError } from "../syntax/source-error.ts";
import { SourceText } from "../syntax/source-text.ts";
import { Tok, type TokenList } from "../syntax/tokens.ts";
import { toThrow } from "../vm/compile-source.ts";

/** Numbers of tokens, as in the module token. */
const Token = {
  END: 0,
  NAME: 1,
  NUMBER: 2,
  STRING: 3,
  NEWLINE: 4,
  INDENT: 5,
  DEDENT: 6,
  OP: 55,
  FSTRING_START: 59,
  TSTRING_START: 62,
  COMMENT: 65,
  NL: 66,
} as const;

/** From 7 on. */
const OPERATORS =
  "( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= >>= **= // //= @ @= -> ... := !".split(
    " ",
  );
const FIRST_OPERATOR = 7;

function operatorNumber(text: string): number {
  const index = OPERATORS.indexOf(text === "<>" ? "!=" : text);
  return index < 0 ? Token.OP : FIRST_OPERATOR + index;
}

const tokenizerType = new PyType("_tokenize.TokenizerIter", [objectType]);

/** Makes tokens of lines; `isFull` has those that only tell how the source looks, and no exact operators. */
class Tokenizer extends PyObject {
  readonly readline: Value;
  readonly encoding: Value;
  readonly isFull: boolean;
  tokens: Iterator<Value> | null = null;
  constructor(readline: Value, encoding: Value, isFull: boolean) {
    super();
    this.readline = readline;
    this.encoding = encoding;
    this.isFull = isFull;
  }
}
layout(Tokenizer, tokenizerType);

/** Whatever `readline` gives, up to an empty line or its StopIteration. */
function* readAll(self: Tokenizer): Generator<Pending, string, Value> {
  const isBytes = self.encoding !== null;
  let text = "";
  for (;;) {
    let line: Value;
    try {
      line = yield call(self.readline);
    } catch (error) {
      if (isThrown(error, E.StopIteration)) return text;
      throw error;
    }
    if (isBytes ? !(line instanceof PyBytes) : !isStr(line))
      raise(E.TypeError, `readline() returned a non-${isBytes ? "bytes" : "string"} object`);
    if (isBytes) {
      const decode = getAttribute(line, "decode");
      const method = (isPending(decode) ? yield decode : decode) as Value;
      line = yield call(method, self.encoding, "replace");
    }
    const piece = textOf(line) as string;
    if (piece === "") return text;
    charge(piece.length);
    text += piece;
  }
}

/** The tokens of one source. Where it is broken, the last step throws. */
class Tokens {
  /** As it was read. */
  readonly #lines: readonly string[];
  readonly #text: string;
  readonly #source: SourceText;
  readonly #isFull: boolean;
  readonly #starts: number[] = [0];
  /** The line that was looked at last, from 0. */
  #line = 0;

  constructor(text: string, isFull: boolean) {
    const lines = text.match(/[^\n\r]*(?:\r\n?|\n)|[^\n\r]+$/g) ?? [];
    const nul = text.includes("\0") ? lines.findIndex((line) => line.includes("\0")) : -1;
    this.#lines = lines;
    this.#text = (nul < 0 ? lines : lines.slice(0, nul)).join("").replace(/\r\n?/g, "\n");
    for (let at = this.#text.indexOf("\n"); at >= 0; at = this.#text.indexOf("\n", at + 1))
      this.#starts.push(at + 1);
    this.#isFull = isFull;
    this.#source = new SourceText(this.#text, "<string>", true);
    this.#nullLine = nul;
  }
  readonly #nullLine: number;

  /** Line, from 0, and offset in it. Asked for in order, but for what a line back. */
  #lineOf(at: number): number {
    while (this.#line > 0 && at < (this.#starts[this.#line] as number)) this.#line--;
    while (at >= (this.#starts[this.#line + 1] ?? Number.POSITIVE_INFINITY)) this.#line++;
    return this.#line;
  }

  #column(line: number, at: number): number {
    return this.#source.codePointOffset(line + 1, at - (this.#starts[line] as number)) - 1;
  }

  #token(type: number, start: number, end: number, text = this.#text.slice(start, end)): Value {
    const line = this.#lineOf(start);
    const endLine = end > start ? this.#lineOf(end) : line;
    return tuple(
      type,
      fromJs(text),
      tuple(line + 1, this.#column(line, start)),
      tuple(endLine + 1, this.#column(endLine, end)),
      fromJs(this.#lines.slice(line, endLine + 1).join("")),
    );
  }

  /** The end of a line: of a logical one, or of nothing. */
  #newline(type: number, at: number, commentAt: number): Value {
    const line = this.#lineOf(at);
    const column = this.#column(line, at);
    const whole = this.#lines[line] ?? "";
    const ending = /\r\n?$|\n$/.exec(whole)?.[0] ?? "";
    const from = this.#isFull ? column : this.#column(line, commentAt);
    const rest = ending.startsWith("\r") ? "\r" : "";
    const text = this.#isFull ? ending : this.#text.slice(commentAt, at) + rest;
    const width = this.#isFull ? Math.max(ending.length, 1) : rest.length;
    return tuple(
      type,
      fromJs(text),
      tuple(line + 1, from),
      tuple(line + 1, column + width),
      fromJs(whole),
    );
  }

  /** What is between two tokens, and no token to the parser: comments, and ends of lines. */
  *#between(from: number, to: number): Generator<Value> {
    if (!this.#isFull) return;
    const text = this.#text;
    for (let at = from; at < to; at++) {
      const c = text.charCodeAt(at);
      if (c === 35) {
        const found = text.indexOf("\n", at);
        const end = found < 0 ? text.length : found;
        yield this.#token(Token.COMMENT, at, end);
        at = end - 1;
      } else if (c === 92) at++;
      else if (c === 10) yield this.#newline(Token.NL, at, at);
    }
  }

  /** A last line without an end that no NEWLINE ends. */
  *#lastLine(newlineAt: number): Generator<Value> {
    const last = this.#starts[this.#starts.length - 1] as number;
    if (this.#isFull && newlineAt < last && last < this.#text.length)
      yield this.#newline(Token.NL, this.#text.length, this.#text.length);
  }

  *[Symbol.iterator](): Generator<Value> {
    const tokens = tokenize(this.#source, { isLoose: this.#isFull });
    const { kinds, starts, ends } = tokens;
    const { length } = this.#text;
    if (length === 0 && !this.#isFull && this.#nullLine < 0) return;
    const letters: boolean[] = [];
    let at = 0;
    let newlineAt = -1;
    let isOver = false;
    for (let i = 0; i < tokens.count; i++) {
      const kind = kinds[i] as number;
      const start = starts[i] as number;
      const end = ends[i] as number;
      if (kind === Tok.Broken) {
        if (letters.length === 0) yield* this.#between(at, tokens.error === null ? length : end);
        if (tokens.error === null) yield* this.#lastLine(newlineAt);
        throw this.#failure(tokens);
      }
      const isText = kind === Tok.FStringMiddle || kind === Tok.FStringEnd;
      if (!isText) yield* this.#between(at, start);
      at = Math.min(end, length);
      switch (kind) {
        case Tok.Newline: {
          const newline = Math.min(end - 1, length);
          yield* this.#between(start, newline);
          newlineAt = newline;
          yield this.#newline(Token.NEWLINE, newline, start);
          break;
        }
        case Tok.Indent:
        case Tok.Dedent:
        case Tok.End:
          if ((kind === Tok.End || start >= length) && !isOver) {
            yield* this.#lastLine(newlineAt);
            isOver = true;
          }
          if (this.#nullLine >= 0 && start >= length) throw this.#nullError();
          yield this.#mark(kind, start, newlineAt);
          break;
        case Tok.FStringStart:
        case Tok.FStringMiddle:
        case Tok.FStringEnd: {
          if (kind === Tok.FStringStart) letters.push(/t/i.test(this.#text.slice(start, end)));
          const first = letters.at(-1) ? Token.TSTRING_START : Token.FSTRING_START;
          if (kind === Tok.FStringEnd) letters.pop();
          yield this.#token(first + kind - Tok.FStringStart, start, end);
          break;
        }
        default:
          yield this.#token(this.#number(kind, this.#text.slice(start, end)), start, end);
      }
    }
  }

  #number(kind: number, text: string): number {
    if (kind === Tok.Name || kind >= Tok.And) return Token.NAME;
    if (kind === Tok.Number) return Token.NUMBER;
    if (kind === Tok.String) return Token.STRING;
    return this.#isFull ? Token.OP : operatorNumber(text);
  }

  /** A token without text, or almost: blocks, and the end. */
  #mark(kind: number, start: number, newlineAt: number): Value {
    const type =
      kind === Tok.Indent ? Token.INDENT : kind === Tok.Dedent ? Token.DEDENT : Token.END;
    const { length } = this.#text;
    if (start >= length || kind === Tok.End) {
      if (this.#isFull) {
        const place = tuple(this.#lines.length + 1, 0);
        return tuple(type, "", place, place, "");
      }
      const place = tuple(Math.max(this.#lines.length, 1), -1);
      // Of a line without code, nothing is shown.
      const line = this.#lines.at(-1) ?? "";
      return tuple(type, "", place, place, fromJs(newlineAt < length - line.length ? "" : line));
    }
    const line = this.#lineOf(start);
    const shown = fromJs(this.#lines[line] ?? "");
    if (!this.#isFull) {
      const place = tuple(line + 1, -1);
      return tuple(type, "", place, place, shown);
    }
    const place = tuple(line + 1, this.#column(line, start));
    if (kind === Tok.Dedent) return tuple(type, "", place, place, shown);
    const space = this.#text.slice(this.#starts[line], start);
    return tuple(type, fromJs(space), tuple(line + 1, 0), place, shown);
  }

  #failure(tokens: TokenList): unknown {
    const { error } = tokens;
    if (error === null || error.message === "unexpected EOF while parsing")
      return this.#cutOff(error);
    const line = this.#lines[error.lineno - 1]?.replace(/[\r\n]+$/, "") ?? null;
    const isPlaced = error.type === "SyntaxError" && error.end_offset > 0;
    // Of lines that are wrong as a whole, the end is reported.
    const end = { lineno: error.lineno, offset: Array.from(line ?? "").length + 1 };
    const range = isPlaced ? error : { ...end, end_lineno: -1, end_offset: -1 };
    return toThrow(new SourceError(error.type, error.message, "<string>", range, line));
  }

  #cutOff(error: SourceError | null): PyThrow {
    const message = "unexpected EOF in multi-line statement";
    const exception = newException(E.SyntaxError, message);
    const last = this.#lines.length;
    setHidden(exception, "msg", message);
    setHidden(exception, "filename", "<string>");
    setHidden(exception, "lineno", last);
    setHidden(exception, "offset", error === null ? 0 : (this.#lines.at(-1)?.length ?? 0));
    setHidden(exception, "end_lineno", last);
    return new PyThrow(exception);
  }

  #nullError(): unknown {
    const text = (this.#lines[this.#nullLine] as string).split("\0")[0] as string;
    const message = "source code cannot contain null bytes";
    const lineno = this.#nullLine + 1;
    const range = { lineno, offset: 0, end_lineno: lineno, end_offset: 0 };
    return toThrow(new SourceError("SyntaxError", message, "<string>", range, text));
  }
}

function* next(self: Tokenizer): NativeGenerator {
  self.tokens ??= new Tokens(yield* readAll(self), self.isFull)[Symbol.iterator]();
  charge(1);
  const { done, value } = self.tokens.next();
  if (done === true) raise(E.StopIteration, "EOF");
  return value;
}

tokenizerType.populate(
  members<Tokenizer>(({ slots, staticMethod }) => [
    slots({ __iter__: (self) => self, __next__: next }),
    {
      __new__: staticMethod(
        "",
        [
          object("cls"),
          object("readline"),
          keyword(truth("extra_tokens")),
          keyword(optional(object("encoding"), null, "None")),
        ],
        (cls, readline, isFull, encoding) => {
          if (!isCallable(readline))
            raise(E.TypeError, `'${typeName(readline)}' object is not callable`);
          if (encoding !== null && !isStr(encoding))
            raise(
              E.TypeError,
              `tokenizeriter() argument 'encoding' must be str, not ${typeName(encoding)}`,
            );
          return instanceOf(cls, new Tokenizer(readline, encoding, isFull));
        },
      ),
    },
  ]),
);

export const tokenizeModule = defineModule("_tokenize", "", ({ constant }) => ({
  TokenizerIter: constant(tokenizerType),
}));
