/** Formats that were read already, so that a program which uses one again and again reads it once. */
import type { Field } from "./format-string.ts";
import type { Conversion } from "./percent.ts";
import type { FormatSpec } from "./spec.ts";

/** Programs have few formats; one that makes them up as it goes must not fill the memory. */
const MAX_FORMATS = 256;
const MAX_LENGTH = 256;

/** What formats of one kind mean, by their text. */
export class FormatTable<T> {
  readonly #known = new Map<string, T>();

  get(format: string): T | undefined {
    return this.#known.get(format);
  }

  add(format: string, meaning: T): void {
    if (format.length > MAX_LENGTH) return;
    if (this.#known.size >= MAX_FORMATS) this.#known.clear();
    this.#known.set(format, meaning);
  }
}

/** The tables of an interpreter. */
export class FormatTables {
  /** Specifications mean something else for each type of value. */
  readonly int = new FormatTable<FormatSpec>();
  readonly float = new FormatTable<FormatSpec>();
  readonly str = new FormatTable<FormatSpec>();
  /** What `str.format` and `%` format. */
  readonly braces = new FormatTable<readonly Field[]>();
  readonly percent = new FormatTable<readonly Conversion[]>();
}
