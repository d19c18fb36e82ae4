/** Decompression: all at once, and as much as there is room for. */
import {
  Z_BUF_ERROR,
  Z_FINISH,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  Z_SYNC_FLUSH,
  ZStream,
  zlibInflateInit2,
} from "pako";
import { bytesLike } from "../../objects/buffers.ts";
import { member, NEW_DOC } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index, smallInt } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object, optional, type Param } from "../../objects/params.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { joinBytes } from "../../objects/text/bytes.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { copyStream, fail, inflate, type Output, setDictionary } from "./stream.ts";

export const decompressType = new PyType("zlib.Decompress", [objectType]);
decompressType.isBase = false;
export const decompressorType = new PyType("zlib._ZlibDecompressor", [objectType]);
decompressorType.isBase = false;

const NOTHING = new Uint8Array(0);
const ALL = Number.POSITIVE_INFINITY;
export const MAX_WBITS = 15;
export const BUFFER_SIZE = 16384;

const isFine = (status: number): boolean =>
  status === Z_OK || status === Z_BUF_ERROR || status === Z_STREAM_END;

function begin(wbits: number): readonly [status: number, stream: ZStream] {
  const stream = new ZStream();
  return [zlibInflateInit2(stream, wbits), stream];
}

export function decompress(data: Uint8Array, wbits: number, size: number): Value {
  if (size < 0) raise(E.ValueError, "bufsize must be non-negative");
  const [status, stream] = begin(wbits);
  if (status !== Z_OK) fail(status, "while preparing to decompress data", stream);
  const made = inflate(stream, data, Z_SYNC_FLUSH, ALL, null);
  if (made.status !== Z_STREAM_END)
    fail(made.status === Z_OK ? Z_BUF_ERROR : made.status, "while decompressing data", stream);
  return new PyBytes(made.bytes);
}

/** What both kinds of objects have. */
abstract class Inflating extends PyObject {
  readonly stream: ZStream;
  readonly dictionary: Uint8Array | null;
  isOver = false;
  unused: Uint8Array = NOTHING;
  constructor(stream: ZStream, dictionary: Uint8Array | null) {
    super();
    this.stream = stream;
    this.dictionary = dictionary;
  }

  run(data: Uint8Array, limit: number): Output {
    return inflate(this.stream, data, Z_SYNC_FLUSH, limit, this.dictionary);
  }

  /** Is the end reached? What comes behind it is kept; an error is raised. */
  settle({ status, rest }: Output, doing: string): void {
    if (status === Z_STREAM_END) {
      this.isOver = true;
      this.unused = joinBytes([this.unused, rest], NOTHING);
    } else if (!isFine(status)) fail(status, doing, this.stream);
  }
}

class PyDecompress extends Inflating {
  /** Was it flushed behind its end? */
  isClosed = false;
  tail: Uint8Array = NOTHING;
}
layout(PyDecompress, decompressType);

class PyDecompressor extends Inflating {
  needsInput = true;
  pending: Uint8Array = NOTHING;
}
layout(PyDecompressor, decompressorType);

function open(wbits: number, dictionary: Uint8Array | null): ZStream {
  const [status, stream] = begin(wbits);
  if (status === Z_STREAM_ERROR) raise(E.ValueError, "Invalid initialization option");
  if (status !== Z_OK) fail(status, "while creating decompression object", stream);
  // A stream without a header does not ask for it.
  if (dictionary !== null && wbits < 0) setDictionary(stream, dictionary);
  return stream;
}

export function newDecompress(wbits: number, dictionary: Uint8Array | null): Value {
  return new PyDecompress(open(wbits, dictionary), dictionary);
}

function decompressSome(self: PyDecompress, data: Uint8Array, most: number): Value {
  if (most < 0) raise(E.ValueError, "max_length must be non-negative");
  if (self.isClosed) fail(Z_STREAM_ERROR, "while decompressing data");
  if (self.isOver) {
    self.unused = joinBytes([self.unused, data], NOTHING);
    self.tail = NOTHING;
    return new PyBytes(NOTHING);
  }
  const made = self.run(data, most === 0 ? ALL : most);
  self.tail = made.status === Z_STREAM_END ? NOTHING : made.rest;
  self.settle(made, "while decompressing data");
  return new PyBytes(made.bytes);
}

function flush(self: PyDecompress, length: number): Value {
  if (length <= 0) raise(E.ValueError, "length must be greater than zero");
  if (self.isClosed || self.isOver) {
    self.isClosed = true;
    return new PyBytes(NOTHING);
  }
  const made = inflate(self.stream, self.tail, Z_FINISH, ALL, self.dictionary);
  self.tail = made.status === Z_STREAM_END ? NOTHING : made.rest;
  if (made.status === Z_STREAM_END) {
    self.settle(made, "while finishing decompression");
    self.isClosed = true;
  }
  return new PyBytes(made.bytes);
}

function copy(self: PyDecompress): Value {
  if (self.isClosed) raise(E.ValueError, "Inconsistent stream state");
  const made = new PyDecompress(copyStream(self.stream), self.dictionary);
  made.isOver = self.isOver;
  made.unused = self.unused;
  made.tail = self.tail;
  return made;
}

const bytes = (of: Uint8Array): Value => new PyBytes(of);

decompressType.populate(
  members<PyDecompress>(({ method }) => [
    {
      unused_data: member<PyDecompress>((self) => bytes(self.unused)),
      unconsumed_tail: member<PyDecompress>((self) => bytes(self.tail)),
      eof: member<PyDecompress>((self) => self.isOver),
      decompress: method(
        "Return a bytes object containing the decompressed version of the data.",
        [bytesLike("data"), either(optional(index("max_length"), 0, "0"))],
        decompressSome,
      ),
      flush: method(
        "Return a bytes object containing any remaining decompressed data.",
        [optional(index("length"), BUFFER_SIZE, "zlib.DEF_BUF_SIZE")],
        flush,
      ),
      copy: method("Return a copy of the decompression object.", [], copy),
      __copy__: method("Return a copy of the decompression object.", [], copy),
      __deepcopy__: method("Return a copy of the decompression object.", [object("memo")], copy),
    },
  ]),
);

export const WBITS = either(optional(smallInt("wbits"), MAX_WBITS, "MAX_WBITS"));

export function decompressorMembers(dictionary: Param<Uint8Array | null>): void {
  if (decompressorType.isPopulated) return;
  decompressorType.populate(
    members<PyDecompressor>(({ method, staticMethod, constant }) => [
      {
        __doc__: constant("Create a decompressor object for decompressing data incrementally."),
        __new__: staticMethod(
          NEW_DOC,
          [object("cls"), WBITS, either(dictionary)],
          (cls, wbits, given) => instanceOf(cls, new PyDecompressor(open(wbits, given), given)),
        ),
        eof: member<PyDecompressor>((self) => self.isOver),
        unused_data: member<PyDecompressor>((self) => bytes(self.unused)),
        needs_input: member<PyDecompressor>((self) => self.needsInput),
        decompress: method(
          "Decompress data, returning uncompressed data as bytes; not more than max_length, if that is not negative.",
          [either(bytesLike("data")), either(optional(index("max_length"), -1, "-1"))],
          (self, data, most) => {
            if (self.isOver) raise(E.EOFError, "End of stream already reached");
            const limit = most < 0 ? ALL : most;
            const made = self.run(joinBytes([self.pending, data], NOTHING), limit);
            self.settle(made, "while decompressing data");
            self.pending = self.isOver ? NOTHING : made.rest;
            self.needsInput = !self.isOver && made.rest.length === 0 && made.bytes.length < limit;
            return new PyBytes(made.bytes);
          },
        ),
      },
    ]),
  );
}
