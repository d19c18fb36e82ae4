/** Modules written in Python, in files. */

import { decodeSource } from "../syntax/decode.ts";
import { toThrow } from "../vm/compile-source.ts";
import type { Found } from "../vm/imports.ts";
import type { SourceFiles } from "./platform.ts";

/** A module or package `name` in one of these folders. */
export function findInFolders(
  files: SourceFiles,
  name: string,
  folders: readonly string[],
  noteSource: (file: string, source: string) => void,
): Found | null {
  const last = name.slice(name.lastIndexOf(".") + 1);
  for (const folder of folders) {
    const path = files.join(folder, last);
    for (const [file, isPackage] of [
      [files.join(path, "__init__.py"), true],
      [`${path}.py`, false],
    ] as const) {
      const bytes = files.read(file);
      if (bytes === null) continue;
      const source = decode(bytes, file);
      noteSource(file, source);
      return {
        kind: "code",
        code: source,
        file,
        path: isPackage ? path : null,
      };
    }
  }
  return null;
}

/** A program's text, or the SyntaxError that says why its bytes are none. */
export function decode(bytes: Uint8Array, file: string, isScript = false): string {
  try {
    return decodeSource(bytes, file, isScript);
  } catch (error) {
    throw toThrow(error);
  }
}
