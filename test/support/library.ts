import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Python's library, for interpreters that are given no files. */
export const LIBRARY: Uint8Array = readFileSync(
  createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip"),
);
