/** BufferedRWPair: one stream over two raw ones. https://docs.python.org/3/library/io.html#io.BufferedRWPair */
import { initializer } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, type Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import {
  after,
  CallRequest,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import {
  DEFAULT_BUFFER_SIZE,
  invoke,
  isTrue,
  PyStream,
  pairType,
  readerType,
  UNPICKLABLE,
  writerType,
} from "./base.ts";
import { PyBuffered } from "./buffered.ts";
import { calling, demand, flushAndClose, initBuffered } from "./buffered-members.ts";

class PyPair extends PyStream {
  reader: PyBuffered | null = null;
  writer: PyBuffered | null = null;
}
layout(PyPair, pairType);

type Half = "reader" | "writer";

/** One of the two, once they are there. */
function half(self: PyPair, name: Half): PyBuffered {
  return self[name] ?? raise(E.ValueError, "I/O operation on uninitialized object");
}

/** Calls the method of one of the two. */
const forward =
  (of: Half, name: string) =>
  (self: PyPair, args: Value[]): NativeResult =>
    after(getAttribute(half(self, of), name), (method) => new CallRequest(method, args, null));

const FORWARDED: readonly (readonly [Half, string, string])[] = [
  ["reader", "read", "Read some bytes."],
  ["reader", "peek", "Return bytes without moving on."],
  ["reader", "read1", "Read some bytes, by one read at most."],
  ["reader", "readinto", "Read into memory."],
  ["reader", "readinto1", "Read into memory, by one read at most."],
  ["writer", "write", "Write bytes."],
  ["writer", "flush", "Write what is buffered."],
  ["reader", "readable", "Return whether the stream can be read."],
  ["writer", "writable", "Return whether the stream can be written."],
];

export const pairMembers = members<PyPair>(({ caller, getter, staticMethod, method }) => [
  {
    __new__: staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
      instanceOf(cls, new PyPair()),
    ),
    __init__: initializer(
      [
        object("reader"),
        object("writer"),
        optional(index("buffer_size"), DEFAULT_BUFFER_SIZE, String(DEFAULT_BUFFER_SIZE)),
      ],
      function* (self: PyPair, reader, writer, length): NativeGenerator {
        yield* demand(reader, "readable", "readable");
        yield* demand(writer, "writable", "writable");
        const first = new PyBuffered();
        yield* initBuffered(first, reader, length, readerType);
        const second = new PyBuffered();
        second.shape = writerType.instanceShape;
        yield* initBuffered(second, writer, length, writerType);
        self.reader = first;
        self.writer = second;
        return null;
      },
    ),
    ...Object.fromEntries(
      FORWARDED.map(([of, name, doc]) => [name, caller(doc, [rest("args")], forward(of, name))]),
    ),
    close: caller("Close both streams.", [], (self) =>
      flushAndClose(calling(half(self, "writer"), "close"), calling(half(self, "reader"), "close")),
    ),
    isatty: caller("Return whether either is a terminal.", [], function* (self): NativeGenerator {
      const answer = yield invoke(half(self, "writer"), "isatty");
      if (yield* isTrue(answer)) return answer;
      return yield invoke(half(self, "reader"), "isatty");
    }),
    __reduce__: method("", [], UNPICKLABLE),
    __reduce_ex__: method("", [object("protocol")], UNPICKLABLE),
    closed: getter("", (self) => getAttribute(half(self, "writer"), "closed")),
  },
]);
