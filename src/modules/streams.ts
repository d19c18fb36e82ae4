/** sys.stdin, sys.stdout, sys.stderr: text streams over ports of the host. */
import { kernelState } from "../kernel/access.ts";
import { Park } from "../kernel/kernel.ts";
import { osErrorType } from "../objects/builtins/os-errors.ts";
import { clampedIndex } from "../objects/conversions.ts";
import { members } from "../objects/define.ts";
import { E, newException, type PyException, PyThrow, raise, setHidden } from "../objects/errors.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { object, optional, type Param } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { DrainFrame } from "../objects/protocols/drain.ts";
import { EXHAUSTED, PyIterator } from "../objects/protocols/iterate.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  TrapRequest,
} from "../objects/requests.ts";
import { PyByteArray, PyBytes, PyList } from "../objects/sequences.ts";
import { fromJs, isStr, type PyStr, strLength, textOf } from "../objects/str.ts";
import { decodeNow, encodeNow } from "../objects/text/codecs.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";

/** Where output goes. If it answers a promise, the writer waits for that; any other answer is ignored. */
export type OutputPort = (text: string) => unknown;
/** Some text, as it comes; "" or null at the end. */
export type InputPort = () => string | null | undefined | PromiseLike<string | null | undefined>;

export const textStreamType = new PyType("_io.TextIOWrapper", [objectType]);
textStreamType.hasDict = true;
export const byteStreamType = new PyType("_io.BufferedWriter", [objectType]);
export const byteReaderType = new PyType("_io.BufferedReader", [objectType]);

/** The numbers of the errors that a port may report by JavaScript's `code`. */
const ERRORS: ReadonlyMap<unknown, readonly [number, string]> = new Map([
  ["EPIPE", [32, "Broken pipe"]],
  ["EIO", [5, "Input/output error"]],
  ["EBADF", [9, "Bad file descriptor"]],
  ["ENOSPC", [28, "No space left on device"]],
]);

/** The OSError for what a port has thrown. */
function portError(error: unknown): PyException {
  const known = ERRORS.get((error as { code?: unknown } | null | undefined)?.code);
  if (known === undefined)
    return newException(E.OSError, fromJs(error instanceof Error ? error.message : String(error)));
  const [number, text] = known;
  const exception = newException(osErrorType(number), number, text);
  setHidden(exception, "errno", number);
  setHidden(exception, "strerror", text);
  return exception;
}

function isPromise<T>(value: unknown): value is PromiseLike<T> {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

/** Waits for a port, as a blocking call does. */
function waitFor<T>(what: string, promise: PromiseLike<T>, convert: (value: T) => Value): Pending {
  return new TrapRequest(
    new Park(
      what,
      (token) => {
        promise.then(
          (value) => token.wake({ kind: "value", value: convert(value) }),
          (error: unknown) => token.wake({ kind: "error", exception: portError(error) }),
        );
        return null;
      },
      kernelState().isCooperative,
    ),
  );
}

const LONE = /\p{Surrogate}/u;

export class PyTextStream extends PyIterator {
  override slots: Value[] = [];
  readonly name: string;
  readonly output: OutputPort | null;
  readonly input: InputPort | null;
  readonly isTerminal: boolean;
  isClosed = false;
  /** Text that was read and not yet taken: from `#at` on. */
  #text = "";
  #at = 0;
  #isAtEnd = false;

  constructor(
    name: string,
    output: OutputPort | null,
    input: InputPort | null,
    isTerminal = false,
  ) {
    super();
    this.name = name;
    this.output = output;
    this.input = input;
    this.isTerminal = isTerminal;
  }

  write(text: Value): NativeResult {
    this.check();
    if (!isStr(text)) raise(E.TypeError, `write() argument must be str, not ${typeName(text)}`);
    if (this.output === null) raise(E.OSError, "not writable");
    const count = strLength(text);
    let done: unknown;
    try {
      done = this.output(this.#encodable(text));
    } catch (error) {
      throw error instanceof PyThrow ? error : new PyThrow(portError(error));
    }
    return isPromise(done) ? waitFor("output", done, () => count) : count;
  }

  /** Text without lone surrogates, which no encoding has: an error, or on stderr an escape. */
  #encodable(text: string | PyStr): string {
    if (typeof text === "string" || (!text.isRaw && !LONE.test(text.text)))
      return textOf(text) as string;
    const bytes = encodeNow(
      text,
      "utf-8",
      this.name === "<stderr>" ? "backslashreplace" : "strict",
    );
    return new TextDecoder().decode(bytes.bytes);
  }

  check(): void {
    if (this.isClosed) raise(E.ValueError, "I/O operation on closed file.");
  }

  /** Reads more text; answers whether there was any. */
  *#fill(): Generator<Pending, boolean, Value> {
    if (this.input === null) raise(E.OSError, "not readable");
    if (this.#isAtEnd) return false;
    let more: ReturnType<InputPort>;
    try {
      more = this.input();
    } catch (error) {
      throw new PyThrow(portError(error));
    }
    const chunk = isPromise<string | null | undefined>(more)
      ? textOf(yield waitFor("input", more, (text) => fromJs(text ?? "")))
      : more;
    if (chunk === null || chunk === undefined || chunk === "") {
      this.#isAtEnd = true;
      return false;
    }
    this.#text = this.#text.slice(this.#at) + chunk;
    this.#at = 0;
    return true;
  }

  #take(end: number): string {
    const text = this.#text.slice(this.#at, end);
    this.#at = end;
    return text;
  }

  /** A line with its newline; "" at the end. At most `size` characters of it, where that is not negative. */
  *readLine(size = -1): Generator<Pending, string, Value> {
    this.check();
    let from = this.#at;
    for (;;) {
      const newline = this.#text.indexOf("\n", from);
      const end = newline < 0 ? this.#text.length : newline + 1;
      if (size >= 0 && end - this.#at >= size) return this.#take(this.#boundary(size));
      if (newline >= 0) return this.#take(end);
      const seen = this.#text.length - this.#at;
      if (!(yield* this.#fill())) return this.#take(this.#text.length);
      from = this.#at + seen;
    }
  }

  /** Everything, or at most `size` characters where that is not negative. */
  *read(size = -1): Generator<Pending, string, Value> {
    this.check();
    while (size < 0 || this.#text.length - this.#at < size) {
      if (!(yield* this.#fill()))
        return this.#take(size < 0 ? this.#text.length : this.#boundary(size));
    }
    return this.#take(this.#boundary(size));
  }

  /** Where `size` code points end. */
  #boundary(size: number): number {
    let end = this.#at;
    for (; size > 0 && end < this.#text.length; size--)
      end += (this.#text.codePointAt(end) as number) > 0xffff ? 2 : 1;
    return end;
  }

  override *next(): NativeGenerator {
    const line = yield* this.readLine();
    return line === "" ? EXHAUSTED : fromJs(line);
  }
}
layout(PyTextStream, textStreamType);

/** `sys.stdout.buffer`, `sys.stdin.buffer`: bytes through a port of text. */
class ByteStream extends PyObject {
  readonly text: PyTextStream;
  constructor(text: PyTextStream) {
    super();
    this.text = text;
    if (text.input !== null) this.shape = byteReaderType.instanceShape;
  }
}
layout(ByteStream, byteReaderType);
layout(ByteStream, byteStreamType);

class WriteLines extends DrainFrame {
  readonly #stream: PyTextStream;
  constructor(stream: PyTextStream) {
    super();
    this.#stream = stream;
  }
  protected override take(line: Value): Pending | undefined {
    const done = this.#stream.write(line);
    return isPending(done) ? done : undefined;
  }
  protected override finish(): Value {
    return null;
  }
}

function* readLines(self: PyTextStream): NativeGenerator {
  const lines: Value[] = [];
  for (;;) {
    const line = yield* self.readLine();
    if (line === "") return new PyList(lines);
    lines.push(fromJs(line));
  }
}

/** A size, where None stands for no limit. */
const size = (name: string): Param<number> => {
  const integer = clampedIndex(name);
  const read: Param<number>["read"] = (value, fn) =>
    value === null ? -1 : (integer.read?.(value, fn) ?? -1);
  return optional({ ...integer, read }, -1, "-1");
};

const mode = (self: PyTextStream): string => (self.input === null ? "w" : "r");
const descriptor = (self: PyTextStream): number =>
  ["<stdin>", "<stdout>", "<stderr>"].indexOf(self.name);
const close = (self: PyTextStream): null => {
  self.isClosed = true;
  return null;
};

export const textStreamMembers = members<PyTextStream>(
  ({ method, caller, getter, slots, constant }) => [
    slots({
      __repr__: (self) =>
        `<_io.TextIOWrapper name='${self.name}' mode='${mode(self)}' encoding='utf-8'>`,
      __iter__: (self) => self,
      *__next__(self): NativeGenerator {
        const line = yield* self.readLine();
        if (line === "") throw new PyThrow(newException(E.StopIteration));
        return fromJs(line);
      },
      __enter__: (self) => {
        self.check();
        return self;
      },
      __exit__: close,
    }),
    {
      write: caller("Write string s to stream.", [object("s")], (self, text) => self.write(text)),
      writelines: caller("Write a list of lines to stream.", [object("lines")], (self, lines) => {
        self.check();
        return new WriteLines(self).from(lines);
      }),
      flush: method("Flush write buffers, if applicable.", [], (self) => {
        self.check();
        return null;
      }),
      isatty: method(
        "Return whether this is an 'interactive' stream.",
        [],
        (self) => self.isTerminal,
      ),
      fileno: method("Return underlying file descriptor.", [], descriptor),
      readable: method(
        "Return whether object was opened for reading.",
        [],
        (self) => self.input !== null,
      ),
      writable: method(
        "Return whether object was opened for writing.",
        [],
        (self) => self.output !== null,
      ),
      seekable: method("Return whether object supports random access.", [], () => false),
      readline: caller(
        "Read until newline or EOF.",
        [size("size")],
        function* (self, limit): NativeGenerator {
          return fromJs(yield* self.readLine(limit));
        },
      ),
      read: caller(
        "Read at most size characters from stream.",
        [size("size")],
        function* (self, limit): NativeGenerator {
          return fromJs(yield* self.read(limit));
        },
      ),
      readlines: caller("Return a list of lines from the stream.", [size("hint")], readLines),
      close: method("Flush and close the stream.", [], close),
      reconfigure: method("Does nothing: the encoding is utf-8.", [], () => null),
      closed: getter("Whether the stream is closed.", (self) => self.isClosed),
      name: getter("Name of the stream.", (self) => self.name),
      mode: getter("Mode of the stream.", mode),
      encoding: constant("utf-8"),
      errors: getter("How what cannot be encoded is treated.", (self) =>
        self.name === "<stderr>" ? "backslashreplace" : "strict",
      ),
      newlines: constant(null),
      line_buffering: getter(
        "Whether lines are written at once.",
        (self) => self.isTerminal || self.name === "<stderr>",
      ),
      write_through: constant(false),
      buffer: getter("The stream of bytes.", (self) => new ByteStream(self)),
    },
  ],
);

function bytesOf(value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  if (value instanceof PyByteArray) return value.bytes.subarray(0, value.length);
  return raise(E.TypeError, `a bytes-like object is required, not '${typeName(value)}'`);
}

/** Reads text and encodes it. */
function* asBytes(text: Generator<Pending, string, Value>): NativeGenerator {
  return encodeNow(fromJs(yield* text) as string | PyStr, "utf-8", "surrogateescape");
}

export const byteStreamMembers = members<ByteStream>(({ caller, method, getter }) => [
  {
    write: caller(
      "Write bytes; what is not utf-8 is replaced.",
      [object("b")],
      function* (self, value): NativeGenerator {
        const bytes = bytesOf(value);
        const done = self.text.write(decodeNow(bytes, "utf-8", "replace"));
        if (isPending(done)) yield done;
        return bytes.length;
      },
    ),
    read: caller("Read to the end.", [size("size")], (self, limit) =>
      asBytes(self.text.read(limit)),
    ),
    readline: caller("Read a line.", [size("size")], (self, limit) =>
      asBytes(self.text.readLine(limit)),
    ),
    flush: method("Flush write buffers, if applicable.", [], (self) => {
      self.text.check();
      return null;
    }),
    fileno: method("Return underlying file descriptor.", [], (self) => descriptor(self.text)),
    isatty: method(
      "Return whether this is an 'interactive' stream.",
      [],
      (self) => self.text.isTerminal,
    ),
    readable: method(
      "Return whether object was opened for reading.",
      [],
      (self) => self.text.input !== null,
    ),
    writable: method(
      "Return whether object was opened for writing.",
      [],
      (self) => self.text.output !== null,
    ),
    name: getter("Name of the stream.", (self) => self.text.name),
    closed: getter("Whether the stream is closed.", (self) => self.text.isClosed),
  },
]);

/** Writes to any file object. */
export function* writeTo(file: Value, text: Value): NativeGenerator {
  if (file === null) return null;
  const write = getAttribute(file, "write");
  return yield call((isPending(write) ? yield write : write) as Value, text);
}
