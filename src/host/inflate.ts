/** Decompression where the platform has none that answers at once. */
import { inflateSync } from "fflate";

export const inflate = (bytes: Uint8Array, size: number): Uint8Array =>
  inflateSync(bytes, { out: new Uint8Array(size) });
