/** re.Pattern: looking for matches. https://docs.python.org/3/library/re.html#regular-expression-objects */

import { member, UNORDERED } from "../../objects/builtins/common.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { index } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown } from "../../objects/errors.ts";
import { PyMappingProxy } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { same } from "../../objects/protocols/compare.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { appendItem, NotImplemented, PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { concatStr, isStr, textOf } from "../../objects/str.ts";
import { cut } from "../../objects/text/edit.ts";
import type { Str } from "../../objects/text/search.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import * as op from "./constants.ts";
import {
  advance,
  MatchIterator,
  PyMatch,
  PyPattern,
  PyScanner,
  type PyTemplate,
  ScanFrame,
} from "./layouts.ts";
import { Mode, type Scan, Status } from "./matcher.ts";
import { joinResult, Subject, subjectOf } from "./subject.ts";
import { expandInto, readTemplate } from "./template.ts";

/** `then(subject)`, of what is matched with a pattern. */
function withSubject(value: Value, then: (subject: Subject) => NativeResult): NativeResult {
  const subject = subjectOf(value);
  if (subject instanceof Subject) return then(subject);
  return after(subject, (made) => then(made as unknown as Subject) as Value);
}

/** One match, or None. */
function attempt(
  self: PyPattern,
  mode: number,
  value: Value,
  pos: number,
  endpos: number,
): NativeResult {
  const subject = subjectOf(value);
  if (subject instanceof Subject) return attemptOn(self, mode, subject, pos, endpos);
  return after(
    subject,
    (made) => attemptOn(self, mode, made as unknown as Subject, pos, endpos) as Value,
  );
}

function attemptOn(
  self: PyPattern,
  mode: number,
  subject: Subject,
  pos: number,
  endpos: number,
): NativeResult {
  const scan = self.scan(subject, pos, endpos);
  const from = scan.start;
  const status = scan.begin(mode);
  if (status === Status.paused)
    return new ScanFrame(scan, (isFound) => finish(self, subject, scan, from, isFound));
  return finish(self, subject, scan, from, status === Status.found);
}

function finish(
  self: PyPattern,
  subject: Subject,
  scan: Scan,
  from: number,
  isFound: boolean,
): PyMatch | null {
  const match = isFound ? new PyMatch(self, subject, scan, from) : null;
  self.give(scan);
  return match;
}

/** The text of a group of the match that was just found; `absent` where it has none. */
function groupOf(subject: Subject, { registers }: Scan, group: number, absent: Value): Value {
  const from = registers[group * 2] as number;
  const to = registers[group * 2 + 1] as number;
  return from < 0 || to < 0 ? absent : subject.slice(from, to);
}

function* findAll(self: PyPattern, subject: Subject, pos: number, endpos: number): NativeGenerator {
  const scan = self.scan(subject, pos, endpos);
  const found: Value[] = [];
  const empty = subject.slice(0, 0);
  const { groups } = self;
  for (;;) {
    let status = scan.begin(Mode.search);
    for (; status === Status.paused; status = scan.resume()) yield PAUSE;
    if (status === Status.none) break;
    if (groups === 0) appendItem(found, subject.slice(scan.start, scan.stop));
    else if (groups === 1) appendItem(found, groupOf(subject, scan, 0, empty));
    else {
      const items: Value[] = [];
      for (let i = 0; i < groups; i++) items.push(groupOf(subject, scan, i, empty));
      appendItem(found, new PyTuple(items));
    }
    advance(scan);
    if (charge(1 + groups)) yield PAUSE;
  }
  self.give(scan);
  return new PyList(found);
}

function* split(self: PyPattern, subject: Subject, max: number): NativeGenerator {
  const scan = self.scan(subject, 0, subject.length);
  const found: Value[] = [];
  let last = 0;
  for (let n = 0; max === 0 || n < max; n++) {
    let status = scan.begin(Mode.search);
    for (; status === Status.paused; status = scan.resume()) yield PAUSE;
    if (status === Status.none) break;
    appendItem(found, subject.slice(last, scan.start));
    for (let i = 0; i < self.groups; i++) appendItem(found, groupOf(subject, scan, i, null));
    advance(scan);
    last = scan.start;
    if (charge(1 + self.groups)) yield PAUSE;
  }
  self.give(scan);
  appendItem(found, subject.slice(last, subject.length));
  return new PyList(found);
}

/** How matches are replaced: by a text, by what a template makes of them, or by what a function answers. */
type Replacement =
  | { readonly kind: "text"; readonly text: Value }
  | { readonly kind: "template"; readonly template: PyTemplate }
  | { readonly kind: "function"; readonly fn: Value };

function replacementOf(
  self: PyPattern,
  by: Value,
  then: (replacement: Replacement) => NativeResult,
): NativeResult {
  if (isCallable(by)) return then({ kind: "function", fn: by });
  if (isPlain(by)) return then({ kind: "text", text: by });
  return readTemplate(self, by, (template) =>
    then(
      template.groups.length === 0
        ? { kind: "text", text: template.literal }
        : { kind: "template", template },
    ),
  );
}

/** Text without a backslash stands for itself. */
function isPlain(value: Value): boolean {
  const text = textOf(value);
  if (text !== undefined) return !text.includes("\\");
  try {
    const subject = subjectOf(value);
    return subject instanceof Subject && subject.units?.indexOf(0x5c) === -1;
  } catch (error) {
    if (isThrown(error, E.TypeError)) return false;
    throw error;
  }
}

function* substitute(
  self: PyPattern,
  subject: Subject,
  by: Replacement,
  max: number,
  isCounted: boolean,
): NativeGenerator {
  const scan = self.scan(subject, 0, subject.length);
  const pieces: Value[] = [];
  let last = 0;
  let n = 0;
  while (max === 0 || n < max) {
    let status = scan.begin(Mode.search);
    for (; status === Status.paused; status = scan.resume()) yield PAUSE;
    if (status === Status.none) break;
    if (last < scan.start) appendItem(pieces, subject.slice(last, scan.start));
    if (by.kind === "text") appendItem(pieces, by.text);
    else {
      const match = new PyMatch(self, subject, scan, 0);
      if (by.kind === "template") expandInto(by.template, match, pieces);
      else {
        const made = yield call(by.fn, match);
        if (made !== null) appendItem(pieces, made);
      }
    }
    advance(scan);
    last = scan.start;
    n++;
    if (charge(1)) yield PAUSE;
  }
  self.give(scan);
  if (last < subject.length) appendItem(pieces, subject.slice(last, subject.length));
  const joined = joinResult(subject.isBytes, pieces);
  const text = (isPending(joined) ? yield joined : joined) as Value;
  return isCounted ? tuple(text, n) : text;
}

function sub(
  self: PyPattern,
  by: Value,
  value: Value,
  max: number,
  isCounted: boolean,
): NativeResult {
  return replacementOf(self, by, (replacement) =>
    withSubject(value, (subject) => eager(substitute(self, subject, replacement, max, isCounted))),
  );
}

/** The flags in the order in which they are shown. */
const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [op.FLAG_IGNORECASE, "re.IGNORECASE"],
  [op.FLAG_LOCALE, "re.LOCALE"],
  [op.FLAG_MULTILINE, "re.MULTILINE"],
  [op.FLAG_DOTALL, "re.DOTALL"],
  [op.FLAG_UNICODE, "re.UNICODE"],
  [op.FLAG_VERBOSE, "re.VERBOSE"],
  [op.FLAG_DEBUG, "re.DEBUG"],
  [op.FLAG_ASCII, "re.ASCII"],
];
/** So much of the pattern is shown. */
const SHOWN = 200;

function describe(self: PyPattern): NativeResult {
  let { flags } = self;
  // What goes without saying for text.
  if (isStr(self.pattern) && (flags & op.TYPE_FLAGS) === op.FLAG_UNICODE) flags &= ~op.FLAG_UNICODE;
  const names: string[] = [];
  for (const [flag, name] of FLAG_NAMES) {
    if ((flags & flag) === 0) continue;
    names.push(name);
    flags &= ~flag;
  }
  if (flags !== 0) names.push(`0x${(flags >>> 0).toString(16)}`);
  const tail = names.length === 0 ? ")" : `, ${names.join("|")})`;
  return after(reprOf(self.pattern), (shown) =>
    concatStr(concatStr("re.compile(", cut(shown as Str, 0, SHOWN) as Str) as Str, tail),
  );
}

function equals(self: PyPattern, other: Value): boolean | Pending | typeof NotImplemented {
  if (!(other instanceof PyPattern)) return NotImplemented;
  if (self === other) return true;
  if (self.flags !== other.flags || self.isBytes !== other.isBytes) return false;
  charge(self.code.length >>> 4);
  if (self.code.length !== other.code.length) return false;
  for (let i = 0; i < self.code.length; i++) if (self.code[i] !== other.code[i]) return false;
  return same(self.pattern, other.pattern);
}

/** Larger than any subject. */
const MAX_SIZE = Number.MAX_SAFE_INTEGER;
const WHERE = [
  either(object("string")),
  either(optional(index("pos"), 0, "0")),
  either(optional(index("endpos"), MAX_SIZE, "sys.maxsize")),
] as const;
const REPLACE = [
  either(object("repl")),
  either(object("string")),
  either(optional(index("count"), 0, "0")),
] as const;

export const patternMembers = subscriptable(
  members<PyPattern>(({ method, caller, getter, slots }) => [
    slots({
      __repr__: describe,
      __hash__: (self) =>
        after(hashOf(self.pattern) as NativeResult, (hash) => {
          const low = Number(BigInt.asIntN(32, BigInt(hash as number | bigint)));
          return (low ^ (self.flags * 0x9e37) ^ (self.code.length << 8)) + 0x5e;
        }),
      __eq__: (self, other) => equals(self, other),
      __ne__: (self, other) => {
        const isEqual = equals(self, other);
        if (isEqual === NotImplemented) return NotImplemented;
        return after(isEqual as NativeResult, (answer) => answer === false);
      },
      ...UNORDERED,
    }),
    {
      match: caller(
        "Matches zero or more characters at the beginning of the string.",
        WHERE,
        (self, string, pos, endpos) => attempt(self, Mode.match, string, pos, endpos),
      ),
      fullmatch: caller("Matches against all of the string.", WHERE, (self, string, pos, endpos) =>
        attempt(self, Mode.full, string, pos, endpos),
      ),
      search: caller(
        "Return the first match anywhere in the string; None where there is none.",
        WHERE,
        (self, string, pos, endpos) => attempt(self, Mode.search, string, pos, endpos),
      ),
      sub: caller(
        "Return the string with the leftmost non-overlapping matches replaced.",
        REPLACE,
        (self, by, string, count) => sub(self, by, string, count, false),
      ),
      subn: caller(
        "Return the string with matches replaced, and how many there were.",
        REPLACE,
        (self, by, string, count) => sub(self, by, string, count, true),
      ),
      findall: caller(
        "Return a list of all non-overlapping matches of pattern in string.",
        WHERE,
        (self, string, pos, endpos) =>
          withSubject(string, (subject) => eager(findAll(self, subject, pos, endpos))),
      ),
      split: caller(
        "Split string by the occurrences of pattern.",
        [either(object("string")), either(optional(index("maxsplit"), 0, "0"))],
        (self, string, max) => withSubject(string, (subject) => eager(split(self, subject, max))),
      ),
      finditer: caller(
        "Return an iterator over the match objects of all non-overlapping matches.",
        WHERE,
        (self, string, pos, endpos) =>
          withSubject(
            string,
            (subject) => new MatchIterator(new PyScanner(self, subject, pos, endpos)),
          ),
      ),
      scanner: caller("", WHERE, (self, string, pos, endpos) =>
        withSubject(string, (subject) => new PyScanner(self, subject, pos, endpos)),
      ),
      __copy__: method("", [], (self) => self),
      __deepcopy__: method("", [object("memo")], (self) => self),
      pattern: member<PyPattern>((self) => self.pattern),
      flags: member<PyPattern>((self) => self.flags),
      groups: member<PyPattern>((self) => self.groups),
      groupindex: getter(
        "A dictionary mapping group names to group numbers.",
        (self) => new PyMappingProxy(self.groupIndex),
      ),
    },
  ]),
);

export const scannerMembers = members<PyScanner>(({ caller }) => [
  {
    match: caller("", [], (self) => self.next(Mode.match, null)),
    search: caller("", [], (self) => self.next(Mode.search, null)),
    pattern: member<PyScanner>((self) => self.pattern),
  },
]);
