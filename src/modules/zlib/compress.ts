/** Compression: all at once, and bit by bit. */
import {
  Z_FINISH,
  Z_MEM_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  ZStream,
  zlibDeflateInit2,
  zlibDeflateSetDictionary,
} from "pako";
import { bytesLike } from "../../objects/buffers.ts";
import { smallInt } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { copyStream, deflate, type Flush, fail, raiseZlib } from "./stream.ts";

export const compressType = new PyType("zlib.Compress", [objectType]);
compressType.isBase = false;

class PyCompress extends PyObject {
  readonly stream: ZStream;
  isOver = false;
  constructor(stream: ZStream) {
    super();
    this.stream = stream;
  }
}
layout(PyCompress, compressType);

export const MEMORY_LEVEL = 8;
const METHOD = 8;

/** Begins a stream, in the very words that zlib would find. */
function begin(
  level: number,
  method: number,
  wbits: number,
  memory: number,
  strategy: number,
): readonly [status: number, stream: ZStream] {
  const stream = new ZStream();
  const status = zlibDeflateInit2(stream, level, method, wbits, memory, strategy as 0, true);
  return [status, stream];
}

export function compress(data: Uint8Array, level: number, wbits: number): Value {
  const [status, stream] = begin(level, METHOD, wbits, MEMORY_LEVEL, 0);
  if (status === Z_STREAM_ERROR) raiseZlib("Bad compression level");
  if (status !== Z_OK) fail(status, "while compressing data", stream);
  const made = deflate(stream, data, Z_FINISH);
  if (made.status !== Z_STREAM_END) fail(made.status, "while compressing data", stream);
  return new PyBytes(made.bytes);
}

export function newCompress(
  level: number,
  method: number,
  wbits: number,
  memory: number,
  strategy: number,
  dictionary: Uint8Array | null,
): Value {
  const [status, stream] = begin(level, method, wbits, memory, strategy);
  if (status === Z_STREAM_ERROR) raise(E.ValueError, "Invalid initialization option");
  if (status === Z_MEM_ERROR) raise(E.MemoryError, "Can't allocate memory for compression object");
  if (status !== Z_OK) fail(status, "while creating compression object", stream);
  if (dictionary !== null) {
    const set = zlibDeflateSetDictionary(stream, dictionary);
    if (set === Z_STREAM_ERROR) raise(E.ValueError, "Invalid dictionary");
    if (set !== Z_OK) raise(E.ValueError, "deflateSetDictionary()");
  }
  return new PyCompress(stream);
}

function copy(self: PyCompress): Value {
  if (self.isOver) raise(E.ValueError, "Inconsistent stream state");
  return new PyCompress(copyStream(self.stream));
}

compressType.populate(
  members<PyCompress>(({ method }) => [
    {
      compress: method(
        "Returns a bytes object containing compressed data.",
        [bytesLike("data")],
        (self, data) => {
          if (self.isOver) fail(Z_STREAM_ERROR, "while compressing data");
          return new PyBytes(deflate(self.stream, data, Z_NO_FLUSH).bytes);
        },
      ),
      flush: method(
        "Return a bytes object containing any remaining compressed data.",
        [optional(smallInt("mode"), Z_FINISH, "zlib.Z_FINISH")],
        (self, mode) => {
          if (mode === Z_NO_FLUSH) return new PyBytes(new Uint8Array(0));
          if (self.isOver) fail(Z_STREAM_ERROR, "while flushing");
          const made = deflate(self.stream, new Uint8Array(0), mode as Flush);
          if (made.status === Z_STREAM_ERROR) fail(made.status, "while flushing");
          if (mode === Z_FINISH && made.status === Z_STREAM_END) self.isOver = true;
          return new PyBytes(made.bytes);
        },
      ),
      copy: method("Return a copy of the compression object.", [], copy),
      __copy__: method("Return a copy of the compression object.", [], copy),
      __deepcopy__: method("Return a copy of the compression object.", [object("memo")], copy),
    },
  ]),
);

export const LEVEL = either(optional(smallInt("level"), -1, "Z_DEFAULT_COMPRESSION"));
