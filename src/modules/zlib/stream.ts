/** Streams of zlib's: bytes in, bytes out, as far as either goes. */
import {
  Z_BUF_ERROR,
  Z_DATA_ERROR,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_ERROR,
  type ZStream,
  zlibDeflate,
  zlibInflate,
  zlibInflateSetDictionary,
} from "pako";
import { checkBytes } from "../../objects/buffers.ts";
import { charge } from "../../objects/current.ts";
import { E, newException, PyThrow } from "../../objects/errors.ts";
import { joinBytes } from "../../objects/text/bytes.ts";
import { PyType } from "../../objects/type.ts";

export const zlibError = new PyType("zlib.error", [E.Exception]);

export function raiseZlib(message: string): never {
  throw new PyThrow(newException(zlibError, message));
}

/** What is said where zlib itself says nothing. */
const MESSAGES: ReadonlyMap<number, string> = new Map<number, string>([
  [Z_BUF_ERROR, "incomplete or truncated stream"],
  [Z_STREAM_ERROR, "inconsistent stream state"],
  [Z_DATA_ERROR, "invalid input data"],
]);

export function fail(status: number, doing: string, stream?: ZStream): never {
  const said = stream?.msg || MESSAGES.get(status);
  raiseZlib(`Error ${status} ${doing}${said === undefined ? "" : `: ${said}`}`);
}

const NOTHING = new Uint8Array(0);
const CHUNK = 16 * 1024;

export type Flush = Parameters<typeof zlibDeflate>[1];

/** What a run has made, and how it ended. */
export interface Output {
  readonly bytes: Uint8Array;
  readonly status: number;
  /** What was not taken of the input. */
  readonly rest: Uint8Array;
}

/** Takes all of the input, or as much as makes `limit` bytes. `step` is one call of zlib's. */
function run(
  stream: ZStream,
  input: Uint8Array,
  limit: number,
  step: () => number,
  isOver: (status: number) => boolean,
): Output {
  const pieces: Uint8Array[] = [];
  let length = 0;
  // zlib keeps places in it until it has taken all.
  stream.input = input.slice();
  stream.next_in = 0;
  stream.avail_in = input.length;
  charge(input.length >>> 2);
  let status: number = Z_OK;
  for (;;) {
    const room = Math.min(CHUNK, limit - length);
    if (room === 0) break;
    stream.output = new Uint8Array(room);
    stream.next_out = 0;
    stream.avail_out = room;
    status = step();
    if (stream.next_out > 0) pieces.push(stream.output.subarray(0, stream.next_out));
    length += stream.next_out;
    charge(stream.next_out >>> 3);
    checkBytes(length);
    if (stream.avail_out > 0 || isOver(status)) break;
  }
  const rest = stream.avail_in === 0 ? NOTHING : stream.input.slice(stream.next_in);
  stream.avail_in = 0;
  stream.output = new Uint8Array(0);
  return { bytes: joinBytes(pieces, NOTHING), status, rest };
}

export function deflate(stream: ZStream, input: Uint8Array, flush: Flush): Output {
  return run(
    stream,
    input,
    Number.POSITIVE_INFINITY,
    () => zlibDeflate(stream, flush),
    (status) => status !== Z_OK,
  );
}

/** `dictionary` is given where the stream asks for one. */
export function inflate(
  stream: ZStream,
  input: Uint8Array,
  flush: Flush,
  limit: number,
  dictionary: Uint8Array | null,
): Output {
  const step = (): number => {
    const status = zlibInflate(stream, flush);
    if (status !== Z_NEED_DICT || dictionary === null) return status;
    setDictionary(stream, dictionary);
    return zlibInflate(stream, flush);
  };
  return run(stream, input, limit, step, (status) => status !== Z_OK && status !== Z_BUF_ERROR);
}

export function setDictionary(stream: ZStream, dictionary: Uint8Array): void {
  const status = zlibInflateSetDictionary(stream, dictionary);
  if (status !== Z_OK) fail(status, "while setting zdict");
}

/** A stream that goes on as this one does: it and its state are nothing but data, and refer to each other. */
export function copyStream(stream: ZStream): ZStream {
  return structuredClone(stream);
}
