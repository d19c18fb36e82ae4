/** zlib, loaded when it is first imported. https://docs.python.org/3/library/zlib.html */
import * as pako from "pako";
import { bytesLike, viewOf } from "../../objects/buffers.ts";
import { index, integer, smallInt } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { DECLINED, either, optional, type Param, param } from "../../objects/params.ts";
import { copyMemory, hasMemory } from "../../objects/protocols/buffer.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { typeName } from "../../objects/types.ts";
import { adler32, crc32 } from "../checksums.ts";
import { compress, LEVEL, MEMORY_LEVEL, newCompress } from "./compress.ts";
import {
  BUFFER_SIZE,
  decompress,
  decompressorMembers,
  decompressorType,
  MAX_WBITS,
  newDecompress,
  WBITS,
} from "./decompress.ts";
import { zlibError } from "./stream.ts";

/** The version that the port is of. */
const VERSION = "1.3.1";

const CONSTANTS = {
  DEFLATED: 8,
  DEF_BUF_SIZE: BUFFER_SIZE,
  DEF_MEM_LEVEL: MEMORY_LEVEL,
  MAX_WBITS,
  Z_BEST_COMPRESSION: 9,
  Z_BEST_SPEED: 1,
  Z_BLOCK: pako.Z_BLOCK,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: pako.Z_DEFAULT_STRATEGY,
  Z_FILTERED: pako.Z_FILTERED,
  Z_FINISH: pako.Z_FINISH,
  Z_FIXED: pako.Z_FIXED,
  Z_FULL_FLUSH: pako.Z_FULL_FLUSH,
  Z_HUFFMAN_ONLY: pako.Z_HUFFMAN_ONLY,
  Z_NO_COMPRESSION: 0,
  Z_NO_FLUSH: pako.Z_NO_FLUSH,
  Z_PARTIAL_FLUSH: pako.Z_PARTIAL_FLUSH,
  Z_RLE: pako.Z_RLE,
  Z_SYNC_FLUSH: pako.Z_SYNC_FLUSH,
  Z_TREES: pako.Z_TREES,
  ZLIB_VERSION: VERSION,
  ZLIB_RUNTIME_VERSION: VERSION,
  __version__: "1.0",
};

/** A dictionary that both ends know; `says` is what is said of what has no memory. */
function dictionary(
  text: string,
  says: string | null,
  isNullable: boolean,
): Param<Uint8Array | null> {
  const read = (value: Parameters<NonNullable<Param<unknown>["read"]>>[0]) => {
    if (value === null && isNullable) return null;
    const view = viewOf(value);
    if (view !== undefined) return view.slice();
    if (hasMemory(value)) return DECLINED;
    return raise(E.TypeError, says ?? `a bytes-like object is required, not '${typeName(value)}'`);
  };
  const asked = param<Uint8Array | null>("zdict", read, function* (value): NativeGenerator {
    const bytes = copyMemory(value);
    return isPending(bytes) ? yield bytes : bytes;
  });
  return optional(asked, null, text);
}

const NEEDS_BUFFER = "zdict argument must support the buffer protocol";
const word = (value: Int): number => Number(BigInt.asUintN(32, BigInt(value)));
const option = (name: string, value: number, text: string) =>
  either(optional(smallInt(name), value, text));

export const zlibModule = defineModule(
  "zlib",
  "The functions in this module allow compression and decompression using the zlib library.",
  ({ fn, constant }) => {
    const data = bytesLike("data");
    decompressorMembers(dictionary("b''", NEEDS_BUFFER, false));
    return {
      ...Object.fromEntries(
        Object.entries(CONSTANTS).map(([name, value]) => [name, constant(value)]),
      ),
      error: constant(zlibError),
      _ZlibDecompressor: constant(decompressorType),
      adler32: fn(
        "Compute an Adler-32 checksum of data.",
        [data, optional(integer("value"), 1, "1")],
        (bytes, value) => adler32(bytes, word(value)),
      ),
      crc32: fn(
        "Compute a CRC-32 checksum of data.",
        [data, optional(integer("value"), 0, "0")],
        (bytes, value) => crc32(bytes, word(value)),
      ),
      compress: fn(
        "Returns a bytes object containing compressed data.",
        [data, LEVEL, WBITS],
        compress,
      ),
      decompress: fn(
        "Returns a bytes object containing the uncompressed data.",
        [data, WBITS, either(optional(index("bufsize"), BUFFER_SIZE, "DEF_BUF_SIZE"))],
        decompress,
      ),
      compressobj: fn(
        "Return a compressor object.",
        [
          LEVEL,
          option("method", 8, "DEFLATED"),
          WBITS,
          option("memLevel", MEMORY_LEVEL, "DEF_MEM_LEVEL"),
          option("strategy", 0, "Z_DEFAULT_STRATEGY"),
          either(dictionary("None", null, true)),
        ],
        newCompress,
      ),
      decompressobj: fn(
        "Return a decompressor object.",
        [WBITS, either(dictionary("b''", NEEDS_BUFFER, false))],
        newDecompress,
      ),
    };
  },
);
