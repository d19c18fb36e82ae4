/** open(): a stream for a file. https://docs.python.org/3/library/functions.html#open */
import { index, text, toIndex, truth } from "../../objects/conversions.ts";
import { current } from "../../objects/current.ts";
import { functionBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import type { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional, type Param, param } from "../../objects/params.ts";
import { setOwn } from "../../objects/protocols/attributes.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { isPending, type NativeGenerator, type Pending } from "../../objects/requests.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromJs, isStr, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { DEFAULT_BUFFER_SIZE, invoke, randomType, readerType, writerType } from "./base.ts";
import { PyBuffered } from "./buffered.ts";
import { initBuffered } from "./buffered-members.ts";
import { initFile, PyFileIO } from "./file-io.ts";
import { fspath } from "./paths.ts";
import { PyTextIO } from "./text-io.ts";

/** Buffers as large as the blocks of the file system, but no larger than this. */
const LARGEST_BUFFER = 8 * 1024 * 1024;

/** A name or None. */
function nameOrNone(name: string): Param<Value> {
  return param<Value>(name, (value, fn) => {
    if (value === null || isStr(value)) return value;
    return raise(
      E.TypeError,
      `${fn}() argument '${name}' must be str or None, not ${typeName(value)}`,
    );
  });
}

/** Checks a mode; answers which letters it has. */
function readMode(mode: string): ReadonlySet<string> {
  const letters = new Set(mode);
  if (letters.size !== mode.length || /[^xrwa+bt]/.test(mode))
    raise(E.ValueError, `invalid mode: '${mode}'`);
  if (letters.has("t") && letters.has("b"))
    raise(E.ValueError, "can't have text and binary mode at once");
  const kinds = [..."xrwa"].filter((letter) => letters.has(letter));
  if (kinds.length !== 1)
    raise(E.ValueError, "must have exactly one of create/read/write/append mode");
  return letters;
}

interface OpenOptions {
  readonly mode: string;
  readonly buffering: number;
  readonly encoding: Value;
  readonly errors: Value;
  readonly newline: Value;
  readonly closesFile: boolean;
  readonly opener: Value;
}

function* open(file: Value, options: OpenOptions): NativeGenerator {
  const { mode, encoding, errors, newline } = options;
  let target = file;
  if (intValue(file) === undefined) {
    if (!isStr(file) && slotFor(file, SLOT.__index__) !== null) {
      const number = toIndex(file);
      target = (isPending(number) ? yield number : number) as Value;
    } else target = (yield* fspath(file)) as Value;
  }
  const letters = readMode(mode);
  const isBinary = letters.has("b");
  if (isBinary && encoding !== null)
    raise(E.ValueError, "binary mode doesn't take an encoding argument");
  if (isBinary && errors !== null)
    raise(E.ValueError, "binary mode doesn't take an errors argument");
  if (isBinary && newline !== null)
    raise(E.ValueError, "binary mode doesn't take a newline argument");
  if (isBinary && options.buffering === 1)
    yield current.interpreter.warn(
      E.RuntimeWarning,
      "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
    );
  const raw = new PyFileIO();
  const rawMode = [..."xrwa+"].filter((letter) => letters.has(letter)).join("");
  yield* initFile(raw, target, rawMode, options.closesFile, options.opener);
  // What has to be closed if the rest fails.
  let made: Value = raw;
  try {
    let { buffering } = options;
    const isTerminal = buffering < 0 && raw.description.file.isTerminal;
    const isLineBuffered = buffering === 1 || isTerminal;
    if (buffering === 1) buffering = -1;
    if (buffering < 0)
      buffering = Math.max(Math.min(raw.blockSize, LARGEST_BUFFER), DEFAULT_BUFFER_SIZE);
    if (buffering === 0) {
      if (!isBinary) raise(E.ValueError, "can't have unbuffered text I/O");
      return raw;
    }
    const type = letters.has("+") ? randomType : letters.has("r") ? readerType : writerType;
    const buffer = yield* newBuffer(raw, buffering, type);
    made = buffer;
    if (isBinary) return buffer;
    const wrapper = new PyTextIO();
    yield* wrapper.initialise(
      buffer,
      encoding === null || encoding === "locale" ? "UTF-8" : (textOf(encoding) as string),
      errors === null ? "strict" : (textOf(errors) as string),
      newline,
      isLineBuffered,
      false,
    );
    made = wrapper;
    setOwn(wrapper, "mode", fromJs(mode));
    return wrapper;
  } catch (error) {
    yield invoke(made, "close");
    throw error;
  }
}

function* newBuffer(
  raw: PyFileIO,
  size: number,
  type: PyType,
): Generator<Pending, PyBuffered, Value> {
  const buffer = new PyBuffered();
  buffer.shape = type.instanceShape;
  yield* initBuffered(buffer, raw, size, type);
  return buffer;
}

const openEntry = functionBuilder.caller(
  "Open a file, and return a stream for it.",
  [
    either(object("file")),
    either(optional(text("mode", "'mode'"), "r", "'r'")),
    either(optional(index("buffering"), -1, "-1")),
    either(optional(nameOrNone("encoding"), null, "None")),
    either(optional(nameOrNone("errors"), null, "None")),
    either(optional(nameOrNone("newline"), null, "None")),
    either(optional(truth("closefd"), true, "True")),
    either(optional(object("opener"), null, "None")),
  ],
  (file, mode, buffering, encoding, errors, newline, closesFile, opener) =>
    open(file, {
      mode: mode as string,
      buffering,
      encoding,
      errors,
      newline,
      closesFile,
      opener,
    }),
);

/** The one `open`, of `_io` and of builtins. */
export const openFunction = openEntry("open", undefined as never) as PyNative;
openFunction.module = "_io";

/** Opens a program's text, to be read as bytes. */
export function openCode(path: Value): NativeGenerator {
  return open(path, {
    mode: "rb",
    buffering: -1,
    encoding: null,
    errors: null,
    newline: null,
    closesFile: true,
    opener: null,
  });
}
