/** What Python takes characters for. Beyond ASCII the platform's Unicode tables decide, which may be newer. */
import type { PyStr } from "../str.ts";

const PRINTABLE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]$/u;
const UPPER = /^\p{Uppercase}$/u;
const LOWER = /^\p{Lowercase}$/u;
const TITLE = /^\p{Lt}$/u;
const ALPHA = /^\p{L}$/u;
const DECIMAL = /^\p{Nd}$/u;
const NUMBER = /^\p{N}$/u;
const CASED = /^[\p{Uppercase}\p{Lowercase}\p{Lt}]$/u;
const IGNORABLE = /^\p{Case_Ignorable}$/u;
const START = /^[\p{XID_Start}_]$/u;
const CONTINUE = /^\p{XID_Continue}$/u;

/** Characters that are a digit without being decimal: superscripts, circled ones, and the like. */
const OTHER_DIGITS =
  /^[\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]$/u;

/** Ideographs that stand for a number. */
const NUMBER_IDEOGRAPHS =
  /^[\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e24\u4e5d\u4e8c\u4e94\u4e96\u4eac\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u4fe9\u5006\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c-\u5f0e\u5f10\u62d0\u62fe\u634c\u67d2\u6d1e\u6f06\u7396\u767e\u7695\u79ed\u8086\u842c\u8cae\u8cb3\u8d30\u920e\u94a9\u9621\u9646\u964c\u9678\u96f6\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]$/u;

/** Is all of this UTF-16 text ASCII? */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** The characters one after the other; a lone surrogate is one. */
export function characters(value: string | PyStr): Iterable<string> {
  if (typeof value === "string") return value;
  return value.isRaw ? rawCharacters(value.points) : value.text;
}

function* rawCharacters(points: Uint32Array): Iterable<string> {
  for (const point of points) yield String.fromCodePoint(point);
}

/** A predicate that decides ASCII by comparison. */
function predicate(
  ascii: (code: number) => boolean,
  other: (char: string) => boolean,
): (char: string) => boolean {
  return (char) => {
    const code = char.charCodeAt(0);
    return code < 128 ? ascii(code) : other(char);
  };
}

const isUpperCode = (c: number): boolean => c >= 65 && c <= 90;
const isLowerCode = (c: number): boolean => c >= 97 && c <= 122;
/** Is this the code of an ASCII letter? */
export const isLetterCode = (c: number): boolean => isUpperCode(c) || isLowerCode(c);
const isDigitCode = (c: number): boolean => c >= 48 && c <= 57;

/** Does `repr` show it as it is? */
export const isPrintable = predicate(
  (c) => c >= 32 && c < 127,
  (char) => PRINTABLE.test(char),
);
export const isUpper = predicate(isUpperCode, (char) => UPPER.test(char));
export const isLower = predicate(isLowerCode, (char) => LOWER.test(char));
export const isTitle = predicate(
  () => false,
  (char) => TITLE.test(char),
);
export const isCased = predicate(isLetterCode, (char) => CASED.test(char));
/** Passed over when a final sigma is looked for. */
export const isCaseIgnorable = (char: string): boolean => IGNORABLE.test(char);
export const isAlpha = predicate(isLetterCode, (char) => ALPHA.test(char));
export const isDecimal = predicate(isDigitCode, (char) => DECIMAL.test(char));
export const isDigit = predicate(
  isDigitCode,
  (char) => DECIMAL.test(char) || OTHER_DIGITS.test(char),
);
export const isNumeric = predicate(
  isDigitCode,
  (char) => NUMBER.test(char) || NUMBER_IDEOGRAPHS.test(char),
);
export const isAlnum = predicate(
  (c) => isLetterCode(c) || isDigitCode(c),
  (char) => ALPHA.test(char) || isNumeric(char) || OTHER_DIGITS.test(char),
);
export const isIdentifierStart = predicate(
  (c) => isLetterCode(c) || c === 95,
  (char) => START.test(char),
);
export const isIdentifierPart = predicate(
  (c) => isLetterCode(c) || isDigitCode(c) || c === 95,
  (char) => CONTINUE.test(char),
);

/** Python's white space: not quite JavaScript's. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || code >= 28;
  return code >= 128 && isOtherSpace(code);
}

function isOtherSpace(code: number): boolean {
  if (code === 0x85 || code === 0xa0 || code === 0x1680) return true;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return (
    code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
  );
}

/** A run of white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python's white space includes the separators U+001C to U+001F, which `\s` does not
export const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Ends a line for splitlines(). */
export function isLineEnd(code: number): boolean {
  if (code <= 30) return (code >= 10 && code <= 13) || code >= 28;
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}
