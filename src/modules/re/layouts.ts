/** Patterns, matches, scanners and templates: what they are made of. */
import { CallableIterator } from "../../objects/builtins/combinators.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import type { PyDict } from "../../objects/hash-table.ts";
import type { Viewer } from "../../objects/memory.ts";
import { PyBoundNative, type PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { EXHAUSTED } from "../../objects/protocols/iterate.ts";
import { NativeFrame, type NativeResult, PAUSE, type Pending } from "../../objects/requests.ts";
import { PyByteArray, type PyTuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { MANY_MARKS, Mode, Scan, Status } from "./matcher.ts";
import { type Program, translate } from "./program.ts";
import type { Subject } from "./subject.ts";

function sealed(name: string, hasWeakref = false): PyType {
  const type = new PyType(name, [objectType]);
  type.isBase = false;
  type.hasWeakref = hasWeakref;
  return type;
}

export const patternType = sealed("re.Pattern", true);
export const matchType = sealed("re.Match");
export const scannerType = sealed("_sre.SRE_Scanner");
export const templateType = sealed("_sre.SRE_Template");

export class PyPattern extends PyObject {
  readonly pattern: Value;
  readonly flags: number;
  readonly code: readonly number[];
  readonly program: Program;
  readonly groups: number;
  readonly groupIndex: PyDict;
  /** Names of groups by their numbers, None for those that have none. */
  readonly names: PyTuple;
  /** Is it for bytes? null for one that was made without text, and takes either. */
  readonly isBytes: boolean | null;
  /** A scan that nobody uses now. */
  #spare: Scan | null = null;
  /** The replacement text that was read last, and what it says. */
  replacement: Value = null;
  template: PyTemplate | null = null;

  constructor(
    pattern: Value,
    flags: number,
    code: readonly number[],
    groups: number,
    groupIndex: PyDict,
    names: PyTuple,
    isBytes: boolean | null,
  ) {
    super();
    this.pattern = pattern;
    this.flags = flags;
    this.code = code;
    this.program = translate(code, groups);
    this.groups = groups;
    this.groupIndex = groupIndex;
    this.names = names;
    this.isBytes = isBytes;
  }

  /** A scan of this subject. */
  scan(subject: Subject, pos: number, endpos: number): Scan {
    this.check(subject);
    const scan = this.#spare ?? new Scan(this.program);
    this.#spare = null;
    const { length } = subject;
    const start = pos < 0 ? 0 : Math.min(pos, length);
    const end = endpos < 0 ? 0 : Math.min(endpos, length);
    scan.subject(subject.text, subject.units, start, end);
    return scan;
  }

  /** Keeps a scan for the next time. */
  give(scan: Scan): void {
    scan.clear();
    this.#spare = scan;
  }

  check(subject: Subject): void {
    if (this.isBytes === null || this.isBytes === subject.isBytes) return;
    raise(
      E.TypeError,
      this.isBytes
        ? "cannot use a bytes pattern on a string-like object"
        : "cannot use a string pattern on a bytes-like object",
    );
  }
}
layout(PyPattern, patternType);

export class PyMatch extends PyObject {
  readonly pattern: PyPattern;
  readonly subject: Subject;
  /** Beginning and end of each group, of the whole match first; -1 for a group that has none. */
  readonly marks: readonly number[];
  readonly lastIndex: number;
  readonly pos: number;
  readonly endpos: number;
  regs: PyTuple | null = null;
  constructor(pattern: PyPattern, subject: Subject, scan: Scan, pos: number) {
    super();
    this.pattern = pattern;
    this.subject = subject;
    const { registers } = scan;
    const count = pattern.groups * 2;
    if (count > MANY_MARKS) charge(count);
    const marks = [scan.start, scan.stop];
    for (let i = 0; i < count; i += 2) {
      const from = registers[i] as number;
      const to = registers[i + 1] as number;
      if (from < 0 || to < 0) marks.push(-1, -1);
      else if (to < from)
        raise(
          E.SystemError,
          "The span of capturing group is wrong, please report a bug for the re module.",
        );
      else marks.push(from, to);
    }
    this.marks = marks;
    this.lastIndex = registers[count] as number;
    this.pos = pos;
    this.endpos = scan.end;
  }

  /** The text of a group; `absent` where it has none. */
  group(index: number, absent: Value): Value {
    const from = this.marks[index * 2] as number;
    return from < 0 ? absent : this.subject.slice(from, this.marks[index * 2 + 1] as number);
  }
}
layout(PyMatch, matchType);

/** Goes on with a scan that was paused, until it is over. */
export class ScanFrame extends NativeFrame {
  readonly #scan: Scan;
  readonly #then: (isFound: boolean) => NativeResult;
  #isBegun = false;
  constructor(scan: Scan, then: (isFound: boolean) => NativeResult) {
    super();
    this.#scan = scan;
    this.#then = then;
  }
  override resume(): NativeResult {
    if (!this.#isBegun) {
      this.#isBegun = true;
      return PAUSE;
    }
    const status = this.#scan.resume();
    return status === Status.paused ? PAUSE : this.#then(status === Status.found);
  }
  override get name(): string {
    return "match";
  }
}

export class PyScanner extends PyObject implements Viewer {
  readonly pattern: PyPattern;
  readonly subject: Subject;
  readonly #scan: Scan;
  readonly #pos: number;
  #isOver = false;
  #isRunning = false;
  constructor(pattern: PyPattern, subject: Subject, pos: number, endpos: number) {
    super();
    this.pattern = pattern;
    this.subject = subject;
    this.#scan = pattern.scan(subject, pos, endpos);
    this.#pos = this.#scan.start;
    if (subject.value instanceof PyByteArray) subject.value.hasViews = true;
  }

  get viewed(): Value {
    return this.subject.value;
  }

  /** The next match; `absent` where there is none. */
  next(mode: number, absent: NativeResult, later: Value = null): NativeResult {
    if (this.#isRunning) raise(E.ValueError, "regular expression scanner already executing");
    if (this.#isOver) return absent;
    const scan = this.#scan;
    this.#isRunning = true;
    let status: number;
    try {
      status = scan.begin(mode);
    } finally {
      this.#isRunning = false;
    }
    if (status !== Status.paused)
      return status === Status.found ? this.#found() : this.#end(absent);
    this.#isRunning = true;
    return new ScannerFrame(
      scan,
      (isFound) => {
        this.#isRunning = false;
        return isFound ? this.#found() : this.#end(later);
      },
      () => {
        this.#isRunning = false;
      },
    );
  }

  #found(): PyMatch {
    const scan = this.#scan;
    const match = new PyMatch(this.pattern, this.subject, scan, this.#pos);
    advance(scan);
    return match;
  }

  #end(absent: NativeResult): NativeResult {
    this.#isOver = true;
    this.#scan.clear();
    return absent;
  }
}
layout(PyScanner, scannerType);

/** The same for a scanner, which is free again when something is raised. */
class ScannerFrame extends ScanFrame {
  readonly #free: () => void;
  constructor(scan: Scan, then: (isFound: boolean) => NativeResult, free: () => void) {
    super(scan, then);
    this.#free = free;
  }
  override resume(): NativeResult {
    try {
      return super.resume();
    } catch (error) {
      this.#free();
      throw error;
    }
  }
  override throwIn(error: never): NativeResult {
    this.#free();
    throw error;
  }
}

/** The next match begins where the last one ends, and is not that once more. */
export function advance(scan: Scan): void {
  scan.mustAdvance = scan.start === scan.stop;
  scan.start = scan.stop;
}

/** What `finditer` answers: it calls the `search` of a scanner until that answers None. */
export class MatchIterator extends CallableIterator implements Viewer {
  readonly #scanner: PyScanner;
  #isOver = false;
  constructor(scanner: PyScanner) {
    super(new PyBoundNative(scannerType.lookup("search") as PyNative, scanner), null);
    this.#scanner = scanner;
  }
  get viewed(): Value {
    return this.#isOver ? null : this.#scanner.viewed;
  }
  override next(): Value | undefined | Pending {
    if (this.#isOver) return undefined;
    const match = this.#scanner.next(Mode.search, undefined, EXHAUSTED);
    if (match === undefined) {
      this.#isOver = true;
      this.end();
    }
    return match;
  }
}

/** A replacement: literal text, then by turns the number of a group and the text behind that. */
export class PyTemplate extends PyObject {
  readonly literal: Value;
  readonly groups: readonly number[];
  /** null where it is empty. */
  readonly literals: readonly Value[];
  constructor(literal: Value, groups: readonly number[], literals: readonly Value[]) {
    super();
    this.literal = literal;
    this.groups = groups;
    this.literals = literals;
  }
}
layout(PyTemplate, templateType);
