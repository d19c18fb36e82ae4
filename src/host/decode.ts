/** The text of programs and modules. */
import { decodeSource } from "../syntax/decode.ts";
import { toThrow } from "../vm/compile-source.ts";

/** A program's text, or the SyntaxError that says why its bytes are none. */
export function decode(bytes: Uint8Array, file: string, isScript = false): string {
  try {
    return decodeSource(bytes, file, isScript);
  } catch (error) {
    throw toThrow(error);
  }
}
