import { Tok, type TokenKind } from "./tokens.ts";

/** The operator at `at`, whose first character is `c`; brackets are the lexer's business. */
export function scanOperator(text: string, at: number, c: number): TokenKind {
  const next = text.charCodeAt(at + 1);
  const equal = next === 61;
  switch (c) {
    case 33: // !
      return equal ? Tok.NotEqual : Tok.Exclamation;
    case 37: // %
      return equal ? Tok.PercentEqual : Tok.Percent;
    case 38: // &
      return equal ? Tok.AmpersandEqual : Tok.Ampersand;
    case 42: // *
      if (next === 42) {
        return text.charCodeAt(at + 2) === 61 ? Tok.DoubleStarEqual : Tok.DoubleStar;
      }
      return equal ? Tok.StarEqual : Tok.Star;
    case 43: // +
      return equal ? Tok.PlusEqual : Tok.Plus;
    case 44: // ,
      return Tok.Comma;
    case 45: // -
      if (next === 62) return Tok.Arrow;
      return equal ? Tok.MinusEqual : Tok.Minus;
    case 46: // .
      return next === 46 && text.charCodeAt(at + 2) === 46 ? Tok.Ellipsis : Tok.Dot;
    case 47: // /
      if (next === 47) {
        return text.charCodeAt(at + 2) === 61 ? Tok.DoubleSlashEqual : Tok.DoubleSlash;
      }
      return equal ? Tok.SlashEqual : Tok.Slash;
    case 58: // :
      return equal ? Tok.ColonEqual : Tok.Colon;
    case 59: // ;
      return Tok.Semicolon;
    case 60: // <
      if (next === 60) {
        return text.charCodeAt(at + 2) === 61 ? Tok.LeftShiftEqual : Tok.LeftShift;
      }
      // `<>` is one token, so that its error covers both characters.
      if (next === 62) return Tok.Unknown;
      return equal ? Tok.LessEqual : Tok.Less;
    case 61: // =
      return equal ? Tok.EqualEqual : Tok.Equal;
    case 62: // >
      if (next === 62) {
        return text.charCodeAt(at + 2) === 61 ? Tok.RightShiftEqual : Tok.RightShift;
      }
      return equal ? Tok.GreaterEqual : Tok.Greater;
    case 64: // @
      return equal ? Tok.AtEqual : Tok.At;
    case 94: // ^
      return equal ? Tok.CaretEqual : Tok.Caret;
    case 124: // |
      return equal ? Tok.BarEqual : Tok.Bar;
    case 126: // ~
      return Tok.Tilde;
    default:
      return Tok.Unknown;
  }
}

export function operatorLength(kind: TokenKind): number {
  switch (kind) {
    case Tok.Ellipsis:
    case Tok.DoubleStarEqual:
    case Tok.DoubleSlashEqual:
    case Tok.LeftShiftEqual:
    case Tok.RightShiftEqual:
      return 3;
    case Tok.DoubleStar:
    case Tok.DoubleSlash:
    case Tok.LeftShift:
    case Tok.RightShift:
    case Tok.Arrow:
    case Tok.ColonEqual:
    case Tok.EqualEqual:
    case Tok.NotEqual:
    case Tok.LessEqual:
    case Tok.GreaterEqual:
      return 2;
    default:
      return kind >= Tok.PlusEqual && kind <= Tok.CaretEqual ? 2 : 1;
  }
}
