/** The C module below `re`, and what stands for its parser and compiler. https://docs.python.org/3/library/re.html */
import { index, smallInt } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { after, type NativeResult } from "../../objects/requests.ts";
import { PyBytes, PyList, PyTuple } from "../../objects/sequences.ts";
import { isStr } from "../../objects/str.ts";
import type { Members, PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { isCasedAscii, isCasedUnicode, lowerAscii, lowerUnicode } from "./cases.ts";
import { compilePattern } from "./compiler/compile.ts";
import { inPython, pythonName } from "./compiler/python.ts";
import { parseTemplate } from "./compiler/template-parser.ts";
import * as op from "./constants.ts";
import { matchType, PyPattern, patternType, scannerType } from "./layouts.ts";
import { matchMembers } from "./match.ts";
import { patternMembers, scannerMembers } from "./pattern.ts";
import { Subject, subjectOf } from "./subject.ts";
import { templateOf } from "./template.ts";

export const reTypes: readonly (readonly [PyType, Members])[] = [
  [patternType, patternMembers],
  [matchType, matchMembers],
  [scannerType, scannerMembers],
];

/** The words of code that a program gives. */
function wordsOf(list: PyList): number[] {
  return list.items.map((item) => {
    const word = intValue(item);
    if (word === undefined)
      raise(E.TypeError, `'${typeName(item)}' object cannot be interpreted as an integer`);
    if (typeof word !== "number" || word < 0 || word > op.MAXCODE)
      raise(E.OverflowError, "regular expression code size limit exceeded");
    return word;
  });
}

function wrongType(argument: string, wanted: string, given: Value): never {
  const type = given === null ? "None" : typeName(given);
  return raise(E.TypeError, `compile() argument '${argument}' must be ${wanted}, not ${type}`);
}

function compileCode(
  pattern: Value,
  flags: number,
  code: Value,
  groups: number,
  groupIndex: Value,
  names: Value,
): NativeResult {
  if (!(code instanceof PyList)) return wrongType("code", "list", code);
  if (!(groupIndex instanceof PyDict)) return wrongType("groupindex", "dict", groupIndex);
  if (!(names instanceof PyTuple)) return wrongType("indexgroup", "tuple", names);
  const words = wordsOf(code);
  if (groups < 0 || groups > op.MAXGROUPS) raise(E.RuntimeError, "invalid SRE code");
  const make = (isBytes: boolean | null): PyPattern =>
    new PyPattern(pattern, flags, words, groups, groupIndex, names, isBytes);
  if (pattern === null) return make(null);
  const subject = subjectOf(pattern);
  if (subject instanceof Subject) return make(subject.isBytes);
  return after(subject, (made) => make((made as unknown as Subject).isBytes));
}

const CHARACTER = [smallInt("character")] as const;

/** A character beyond Unicode has no case. */
const point = (c: number): number => (c >= 0 && c <= 0x10ffff ? c : 0);

export const sreModule = defineModule("_sre", "", ({ fn, caller, constant }) => ({
  MAGIC: constant(op.MAGIC),
  CODESIZE: constant(op.CODE_SIZE),
  MAXREPEAT: constant(op.MAXREPEAT),
  MAXGROUPS: constant(op.MAXGROUPS),
  getcodesize: fn("", [], () => op.CODE_SIZE),
  ascii_iscased: fn("", CHARACTER, (c) => isCasedAscii(c)),
  unicode_iscased: fn("", CHARACTER, (c) => isCasedUnicode(point(c))),
  ascii_tolower: fn("", CHARACTER, (c) => lowerAscii(c)),
  unicode_tolower: fn("", CHARACTER, (c) => (point(c) === c ? lowerUnicode(c) : c)),
  compile: caller(
    "",
    [
      either(object("pattern")),
      either(smallInt("flags")),
      either(object("code")),
      either(index("groups")),
      either(object("groupindex")),
      either(object("indexgroup")),
    ],
    compileCode,
  ),
  template: fn(
    "A replacement, of literal text and numbers of groups by turns.",
    [object("pattern"), object("template")],
    (_pattern, list) => templateOf(list),
  ),
}));

function isPatternText(value: Value): boolean {
  return isStr(value) || value instanceof PyBytes;
}

export const reCompilerModule = defineModule("re._compiler", "", ({ fn, caller }) => ({
  isstring: fn("", [either(object("obj"))], isPatternText),
  compile: caller(
    "",
    [either(object("p")), either(optional(smallInt("flags"), 0, "0"))],
    (pattern, flags) =>
      isPatternText(pattern) && !(flags & op.FLAG_DEBUG)
        ? compilePattern(pattern, flags)
        : inPython("_compiler", "compile", [pattern, flags]),
  ),
  __getattr__: caller("", [object("name")], (name) => pythonName("_compiler", name)),
}));

export const reParserModule = defineModule("re._parser", "", ({ caller }) => ({
  parse_template: caller(
    "",
    [either(object("source")), either(object("pattern"))],
    (source, pattern) =>
      pattern instanceof PyPattern
        ? parseTemplate(source, pattern)
        : inPython("_parser", "parse_template", [source, pattern]),
  ),
  __getattr__: caller("", [object("name")], (name) => pythonName("_parser", name)),
}));
