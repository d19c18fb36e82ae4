/** Checksums that more than one module has. */
import { charge } from "../objects/current.ts";

/** What a byte does to a CRC of 32 bits, its lowest bit first. https://www.rfc-editor.org/rfc/rfc1952#section-8 */
const CRC32 = new Uint32Array(256).map((_, byte) => {
  let crc = byte;
  for (let i = 0; i < 8; i++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc;
});

export function crc32(bytes: Uint8Array, start: number): number {
  charge(bytes.length >>> 4);
  let crc = ~start;
  for (let i = 0; i < bytes.length; i++)
    crc = (crc >>> 8) ^ (CRC32[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return ~crc >>> 0;
}

/** The CRC of BinHex: polynomial 0x1021, the highest bit first. */
export function crcCcitt(bytes: Uint8Array, start: number): number {
  charge(bytes.length >>> 3);
  let crc = start & 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return crc;
}

const ADLER_BASE = 65521;
/** As many bytes may be added before a sum of 32 bits has to be reduced. */
const ADLER_RUN = 5552;

export function adler32(bytes: Uint8Array, start: number): number {
  charge(bytes.length >>> 4);
  let low = start & 0xffff;
  let high = start >>> 16;
  for (let from = 0; from < bytes.length; from += ADLER_RUN) {
    const end = Math.min(from + ADLER_RUN, bytes.length);
    for (let i = from; i < end; i++) {
      low += bytes[i] as number;
      high += low;
    }
    low %= ADLER_BASE;
    high %= ADLER_BASE;
  }
  return ((high << 16) | low) >>> 0;
}
