/** The methods of TextIOWrapper. */
import { initializer } from "../../objects/builtins/common.ts";
import { describe } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { smallInt, toIndex, truth } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { Ellipsis } from "../../objects/sequences.ts";
import { isStr, strLength } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { invoke, isTrue, size, UNPICKLABLE } from "./base.ts";
import { calling, flushAndClose } from "./buffered-members.ts";
import { LineDecoder, nameText } from "./text-codecs.ts";
import { PyTextIO } from "./text-io.ts";

/** The encoding that files have where none is said. */
const LOCALE = "UTF-8";

/** What `encoding` and `errors` are called. */
function encodingName(value: Value): string {
  const name = value === null ? LOCALE : nameText(value, "encoding");
  return name === "locale" ? LOCALE : name;
}

const delegate =
  (name: string) =>
  (self: PyTextIO): NativeResult => {
    self.check();
    return invoke(self.buffer, name);
  };

/** An attribute of the buffer's. */
const attributeOfBuffer =
  (name: string) =>
  (self: PyTextIO): NativeResult => {
    self.check();
    return getAttribute(self.buffer, name);
  };

function write(self: PyTextIO, text: Value): NativeResult {
  self.check();
  if (!isStr(text)) raise(E.TypeError, `write() argument must be str, not ${typeName(text)}`);
  const done = self.writeToPort(text);
  if (done !== undefined) return done;
  return self.writeNow(text) ? strLength(text) : self.write(text);
}

function* close(self: PyTextIO): NativeGenerator {
  self.check();
  if (yield* self.isClosed()) return null;
  return yield* flushAndClose(calling(self, "flush"), calling(self.buffer, "close"));
}

function* repr(self: PyTextIO): NativeGenerator {
  self.check();
  const parts: (string | { r: Value })[] = [`<${typeName(self)}`];
  for (const name of ["name", "mode"]) {
    try {
      const found = getAttribute(self, name);
      const value = (isPending(found) ? yield found : found) as Value;
      parts.push(` ${name}=`, { r: value });
    } catch (error) {
      if (!isThrown(error, E.AttributeError)) throw error;
    }
  }
  return yield* describe(...parts, " encoding=", { r: self.encoding }, ">");
}

function nextLine(self: PyTextIO): NativeResult {
  self.isTelling = false;
  if (self.shape.type.isBuiltin) return self.line(-1);
  return after(invoke(self, "readline"), (line) => {
    if (!isStr(line))
      raise(E.OSError, `readline() should have returned a str object, not '${typeName(line)}'`);
    return line;
  });
}

export const textIoMembers = members<PyTextIO>(
  ({ method, caller, getter, slots, staticMethod }) => [
    slots({
      __repr__: repr,
      __next__: (self) => {
        self.check();
        return after(nextLine(self), (line) => {
          if (line === "" || strLength(line as string) === 0) {
            self.endIteration();
            throw new PyThrow(newException(E.StopIteration));
          }
          return line;
        });
      },
    }),
    {
      __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyTextIO()),
      ),
      __init__: initializer(
        [
          either(object("buffer")),
          either(optional(object("encoding"), null, "None")),
          either(optional(object("errors"), null, "None")),
          either(optional(object("newline"), null, "None")),
          either(optional(truth("line_buffering"), false, "False")),
          either(optional(truth("write_through"), false, "False")),
        ],
        (self: PyTextIO, buffer, encoding, errors, newline, isLineBuffered, isWriteThrough) =>
          self.initialise(
            buffer,
            encodingName(encoding),
            errors === null ? "strict" : nameText(errors, "errors"),
            newline,
            isLineBuffered,
            isWriteThrough,
          ),
      ),
      reconfigure: caller(
        "Change how text is encoded and written.",
        [
          keyword(optional(object("encoding"), null, "None")),
          keyword(optional(object("errors"), null, "None")),
          keyword(optional(object("newline"), Ellipsis as Value, "Ellipsis")),
          keyword(optional(object("line_buffering"), null, "None")),
          keyword(optional(object("write_through"), null, "None")),
        ],
        function* (self, encoding, errors, newline, lines, through): NativeGenerator {
          self.check();
          if (encoding !== null) nameText(encoding, "encoding");
          if (errors !== null) nameText(errors, "errors");
          yield* self.reconfigure(encoding, errors, newline === Ellipsis ? undefined : newline);
          yield invoke(self, "flush");
          if (lines !== null) self.isLineBuffered = yield* isTrue(lines);
          if (through !== null) self.isWriteThrough = yield* isTrue(through);
          return null;
        },
      ),
      write: caller("Write text; return how many characters.", [object("text")], write),
      read: caller(
        "Read so many characters, or all.",
        [size("size")],
        function* (self, count): NativeGenerator {
          yield* self.checkOpen();
          return yield* count < 0 ? self.readAll() : self.read(count);
        },
      ),
      readline: caller("Read a line.", [size("size")], (self, limit) => {
        self.check();
        return self.line(limit);
      }),
      flush: caller("Write what is buffered.", [], (self) => self.flush()),
      close: caller("Flush and close the stream.", [], close),
      detach: caller(
        "Separate the buffer from this stream, and return it.",
        [],
        function* (self): NativeGenerator {
          self.check();
          yield invoke(self, "flush");
          const { buffer } = self;
          self.buffer = null;
          self.isReady = false;
          self.isDetached = true;
          return buffer;
        },
      ),
      tell: caller("Return the current position, as a number that seek() knows.", [], (self) =>
        self.tell(),
      ),
      seek: caller(
        "Move to a position, and return it; from elsewhere than the start by 0 alone.",
        [object("cookie"), optional(smallInt("whence"), 0, "0")],
        function* (self, cookie, whence): NativeGenerator {
          const index = toIndex(cookie);
          return yield* self.seek((isPending(index) ? yield index : index) as Value, whence);
        },
      ),
      truncate: caller(
        "Cut the file off at a position, by default the current one.",
        [optional(object("pos"), null, "None")],
        function* (self, at): NativeGenerator {
          self.check();
          yield invoke(self, "flush");
          return yield invoke(self.buffer, "truncate", at);
        },
      ),
      fileno: caller("Return the number of the open file.", [], delegate("fileno")),
      seekable: caller("Return whether the stream has positions.", [], delegate("seekable")),
      readable: caller("Return whether the stream can be read.", [], delegate("readable")),
      writable: caller("Return whether the stream can be written.", [], delegate("writable")),
      isatty: caller("Return whether this is a terminal.", [], delegate("isatty")),
      __reduce__: method("", [], UNPICKLABLE),
      __reduce_ex__: method("", [object("protocol")], UNPICKLABLE),
      name: getter("", attributeOfBuffer("name")),
      closed: getter("", attributeOfBuffer("closed")),
      buffer: getter("", (self) => {
        self.check();
        return self.buffer;
      }),
      encoding: getter("", (self) => self.encoding),
      errors: getter("", (self) => {
        self.check();
        return self.errors;
      }),
      newlines: getter("", (self) => {
        self.check();
        return self.decoder instanceof LineDecoder ? self.decoder.translator.newlines : null;
      }),
      line_buffering: getter("", (self) => self.isLineBuffered),
      write_through: getter("", (self) => self.isWriteThrough),
      _CHUNK_SIZE: getter(
        "",
        (self) => {
          self.check();
          return self.chunkSize;
        },
        (self, value) => {
          self.check();
          const given = value === undefined ? undefined : intValue(value);
          if (given === undefined || given <= 0)
            raise(E.ValueError, "a strictly positive integer is required");
          self.chunkSize = Number(given);
          return null;
        },
      ),
    },
  ],
);
