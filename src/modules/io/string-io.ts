/** StringIO: a stream over text in memory. https://docs.python.org/3/library/io.html#io.StringIO */
import { initializer } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { members } from "../../objects/define.ts";
import { E, newException, PyThrow, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import type { Pending } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { isStr, joinStr, limitText, type PyStr, strLength } from "../../objects/str.ts";
import { reprText } from "../../objects/text/repr.ts";
import { typeName } from "../../objects/types.ts";
import { CLOSED, PyStream, size, stringIoType } from "./base.ts";
import { copyDict, takeDict } from "./bytes-io.ts";
import { NewlineTranslator } from "./newlines.ts";
import { type LineEnds, lineEnd, overwrite, sliceText } from "./text.ts";

type Str = string | PyStr;

export class PyStringIO extends PyStream {
  text: Str = "";
  length = 0;
  position = 0;
  isClosed = false;
  isReady = false;
  translator: NewlineTranslator | null = null;
  /** What `\n` becomes in what is written; null where that stays. */
  writesNewline: string | null = null;
  newline: string | null = "\n";
  ends: LineEnds = { isUniversal: false, isTranslated: true, newline: "\n" };

  check(): void {
    if (!this.isReady) raise(E.ValueError, "I/O operation on uninitialized object");
    if (this.isClosed) raise(E.ValueError, CLOSED);
  }

  override next(): Value | undefined | Pending {
    this.check();
    const line = this.takeLine(-1);
    return line === "" ? undefined : line;
  }

  take(end: number): Value {
    const taken = sliceText(this.text, this.position, end);
    charge((end - this.position) >>> 6);
    this.position = end;
    return taken;
  }

  takeLine(limit: number): Value {
    const { position, length } = this;
    if (position >= length || limit === 0) return "";
    const found = lineEnd(this.text, position, this.ends);
    const end = found < 0 ? length : found;
    return this.take(limit >= 0 ? Math.min(end, position + limit) : end);
  }

  write(given: Str): void {
    let text: Str = given;
    if (this.translator !== null) text = this.translator.decode(text, true) as Str;
    if (this.writesNewline !== null) text = replaceNewlines(text, this.writesNewline) as Str;
    const count = strLength(text);
    if (count === 0) return;
    charge(count >>> 6);
    limitText(this.position + count);
    this.text = overwrite(this.text, this.length, this.position, text) as Str;
    this.position += count;
    this.length = Math.max(this.length, this.position);
  }
}
layout(PyStringIO, stringIoType);

/** Text with another end of lines. */
export function replaceNewlines(text: Str, newline: string): Value {
  if (typeof text === "string") return text.replaceAll("\n", () => newline);
  const pieces: Str[] = [];
  const ends = { isUniversal: false, isTranslated: true, newline: "\n" };
  for (let from = 0; ; ) {
    const end = lineEnd(text, from, ends);
    pieces.push(sliceText(text, from, end < 0 ? strLength(text) : end - 1) as Str);
    if (end < 0) return joinStr(pieces);
    pieces.push(newline);
    from = end;
  }
}

/** Reads the `newline` argument of text streams. */
export function checkNewline(newline: Value): string | null {
  if (newline === null) return null;
  if (typeof newline === "string" && ["", "\n", "\r", "\r\n"].includes(newline)) return newline;
  return raise(E.ValueError, `illegal newline value: ${reprText(newline as Str)}`);
}

export function setNewline(self: PyStringIO, value: Value): void {
  if (value !== null && !isStr(value))
    raise(E.TypeError, `newline must be str or None, not ${typeName(value)}`);
  const newline = checkNewline(value);
  self.newline = newline;
  const isUniversal = newline === null || newline === "";
  self.ends = { isUniversal, isTranslated: newline === null, newline: newline ?? "" };
  self.translator = isUniversal ? new NewlineTranslator(newline === null) : null;
  self.writesNewline = newline?.startsWith("\r") === true ? newline : null;
}

function initialise(self: PyStringIO, value: Value, newline: Value): null {
  self.isReady = false;
  setNewline(self, newline);
  if (value !== null && !isStr(value))
    raise(E.TypeError, `initial_value must be str or None, not ${typeName(value)}`);
  self.text = "";
  self.length = self.position = 0;
  if (value !== null) self.write(value);
  self.position = 0;
  self.isClosed = false;
  self.isReady = true;
  return null;
}

function setState(self: PyStringIO, state: Value): null {
  if (!(state instanceof PyTuple) || state.items.length < 4)
    raise(E.TypeError, `StringIO.__setstate__ argument should be 4-tuple, got ${typeName(state)}`);
  const [initial, newline, position, dict] = state.items as [Value, Value, Value, Value];
  initialise(self, "", newline);
  if (!isStr(initial))
    raise(E.TypeError, `initial_value must be str or None, not ${typeName(initial)}`);
  // As it was: it has been translated already.
  self.text = initial;
  self.length = strLength(initial);
  const at = intValue(position);
  if (at === undefined)
    raise(E.TypeError, `third item of state must be an integer, got ${typeName(position)}`);
  if (at < 0) raise(E.ValueError, "position value cannot be negative");
  self.position = Number(at);
  if (dict !== null && typeof dict !== "object")
    raise(E.TypeError, `fourth item of state should be a dict, got a ${typeName(dict)}`);
  takeDict(self, dict);
  return null;
}

export const stringIoMembers = members<PyStringIO>(({ method, getter, slots, staticMethod }) => {
  const yes = (doc: string, answer: boolean) =>
    method(doc, [], (self) => {
      self.check();
      return answer;
    });
  return [
    slots({
      __iter__: (self) => {
        self.check();
        return self;
      },
      __next__: (self) => {
        self.check();
        const line = self.takeLine(-1);
        if (line === "") throw new PyThrow(newException(E.StopIteration));
        return line;
      },
    }),
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyStringIO()),
      ),
      __init__: initializer(
        [
          either(optional(object("initial_value"), "", "''")),
          either(optional(object("newline"), "\n", "'\\n'")),
        ],
        (self: PyStringIO, value, newline) => initialise(self, value, newline),
      ),
      getvalue: method("Return all the text.", [], (self) => {
        self.check();
        return self.text;
      }),
      tell: method("Return the current position.", [], (self) => {
        self.check();
        return self.position;
      }),
      read: method("Read some characters, all by default.", [size("size")], (self, limit) => {
        self.check();
        const { position, length } = self;
        const end = limit < 0 ? length : Math.min(length, position + limit);
        return end <= position ? "" : self.take(end);
      }),
      readline: method("Read a line.", [size("size")], (self, limit) => {
        self.check();
        return self.takeLine(limit);
      }),
      write: method("Write text; return how many characters.", [object("s")], (self, text) => {
        if (!self.isReady) self.check();
        if (!isStr(text)) raise(E.TypeError, `string argument expected, got '${typeName(text)}'`);
        self.check();
        self.write(text);
        return strLength(text);
      }),
      truncate: method(
        "Cut off what is behind a position, by default the current one.",
        [optional(object("pos"), null, "None")],
        (self, given) => {
          self.check();
          const length = given === null ? self.position : intValue(given);
          if (length === undefined)
            raise(E.TypeError, `argument should be integer or None, not '${typeName(given)}'`);
          if (length < 0) raise(E.ValueError, `Negative size value ${length}`);
          if (length < self.length) {
            self.text = sliceText(self.text, 0, Number(length)) as Str;
            self.length = Number(length);
          }
          return length;
        },
      ),
      seek: method(
        "Move to a position, and return it; from elsewhere than the start by 0 alone.",
        [index("pos"), optional(index("whence"), 0, "0")],
        (self, to, whence) => {
          self.check();
          if (whence < 0 || whence > 2)
            raise(E.ValueError, `Invalid whence (${whence}, should be 0, 1 or 2)`);
          if (to < 0 && whence === 0) raise(E.ValueError, `Negative seek position ${to}`);
          if (whence !== 0 && to !== 0) raise(E.OSError, "Can't do nonzero cur-relative seeks");
          self.position = whence === 0 ? to : whence === 1 ? self.position : self.length;
          return self.position;
        },
      ),
      readable: yes("Return whether it can be read.", true),
      writable: yes("Return whether it can be written.", true),
      seekable: yes("Return whether it has positions.", true),
      close: method("Free the text.", [], (self) => {
        self.isClosed = true;
        self.text = "";
        self.length = 0;
        return null;
      }),
      closed: getter("", (self) => {
        if (!self.isReady) self.check();
        return self.isClosed;
      }),
      newlines: getter("", (self) => {
        self.check();
        return self.translator?.newlines ?? null;
      }),
      line_buffering: getter("", (self) => {
        self.check();
        return false;
      }),
      __getstate__: method("", [], (self) => {
        self.check();
        return tuple(self.text, self.newline, self.position, copyDict(self));
      }),
      __setstate__: method("", [object("state")], (self, state) => setState(self, state)),
    },
  ];
});
