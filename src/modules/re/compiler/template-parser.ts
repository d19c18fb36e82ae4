/** The text of replacements: `re._parser.parse_template`. */
import { viewOf } from "../../../objects/buffers.ts";
import { clampIndex } from "../../../objects/conversions.ts";
import { E, raise } from "../../../objects/errors.ts";
import { intValue } from "../../../objects/int.ts";
import type { Value } from "../../../objects/object.ts";
import { lookup, withEntry } from "../../../objects/protocols/hashing.ts";
import type { NativeResult } from "../../../objects/requests.ts";
import { appendItem, PyBytes, PyList } from "../../../objects/sequences.ts";
import { fromPoints, isStr } from "../../../objects/str.ts";
import * as chars from "../../../objects/text/characters.ts";
import { typeName } from "../../../objects/types.ts";
import * as op from "../constants.ts";
import type { PyPattern } from "../layouts.ts";
import { raiseFault } from "./errors.ts";
import { CONTROLS } from "./escapes.ts";
import { PatternFault } from "./fault.ts";
import {
  charsOf,
  code,
  END,
  ESCAPED,
  isDigit,
  isOctal,
  numberOf,
  numberText,
  Source,
  shownName,
} from "./source.ts";

const MAX_BYTE = 0o377;

/** Literal text and numbers of groups by turns, as a list; or the request that raises what is wrong. */
export function parseTemplate(value: Value, pattern: PyPattern): NativeResult {
  const bytes = isStr(value) ? undefined : viewOf(value);
  if (!isStr(value) && bytes === undefined)
    raise(E.TypeError, `decoding to str: need a bytes-like object, ${typeName(value)} found`);
  try {
    return new PyList(new TemplateReader(new Source(bytes ?? (value as string)), pattern).read());
  } catch (error) {
    if (error instanceof PatternFault) return raiseFault(error, value);
    throw error;
  }
}

class TemplateReader {
  readonly #source: Source;
  readonly #pattern: PyPattern;
  readonly #items: Value[] = [];
  #literal: number[] = [];

  constructor(source: Source, pattern: PyPattern) {
    this.#source = source;
    this.#pattern = pattern;
  }

  read(): Value[] {
    const source = this.#source;
    for (let token = source.get(); token !== END; token = source.get()) {
      if (token < ESCAPED) this.#literal.push(token);
      else this.#escape(token);
    }
    this.#endLiteral();
    return this.#items;
  }

  #endLiteral(): void {
    const points = this.#literal;
    appendItem(
      this.#items,
      this.#source.isText ? fromPoints(points) : new PyBytes(Uint8Array.from(points)),
    );
    this.#literal = [];
  }

  #group(index: number, shown: string, offset: number): void {
    if (index > this.#pattern.groups)
      throw this.#source.fault([`invalid group reference ${shown}`], offset);
    this.#endLiteral();
    this.#items.push(index);
  }

  #escape(token: number): void {
    const source = this.#source;
    const c = token - ESCAPED;
    if (c === code("g")) {
      if (!source.match(code("<"))) throw source.fault(["missing <"]);
      this.#named(source.getUntil(">", "group name"));
    } else if (c === code("0")) {
      const digits = [c, ...source.getWhile(2, isOctal)];
      this.#literal.push(Number.parseInt(String.fromCharCode(...digits), 8) & 0xff);
    } else if (isDigit(c)) this.#number(c);
    else {
      const control = CONTROLS.get(token);
      if (control !== undefined) this.#literal.push(control);
      else if (chars.isLetterCode(c)) {
        const all = charsOf(token);
        throw source.fault(["bad escape ", all], all.length);
      } else this.#literal.push(...charsOf(token));
    }
  }

  #number(first: number): void {
    const source = this.#source;
    const digits = [first];
    if (isDigit(source.next)) {
      digits.push(source.get());
      if (digits.every(isOctal) && isOctal(source.next)) {
        digits.push(source.get());
        const text = String.fromCharCode(...digits);
        const value = Number.parseInt(text, 8);
        if (value > MAX_BYTE)
          throw source.fault([`octal escape value \\${text} outside of range 0-0o377`], 4);
        this.#literal.push(value);
        return;
      }
    }
    this.#group(numberOf(digits), numberText(digits), digits.length);
  }

  #named(given: readonly number[]): void {
    const source = this.#source;
    const offset = given.length + 1;
    if (given.every(isDigit)) {
      const index = numberOf(given);
      const shown = numberText(given);
      if (index >= op.MAXGROUPS) throw source.fault([`invalid group reference ${shown}`], offset);
      this.#group(index, shown, offset);
      return;
    }
    const name = source.groupName(given, 1);
    const found = withEntry(lookup(this.#pattern.groupIndex.table, name), (entry) => {
      const index = entry === undefined ? undefined : intValue(entry.value as Value);
      if (index === undefined) raise(E.IndexError, `unknown group name ${shownName(name)}`);
      return clampIndex(index);
    }) as number;
    this.#group(found, String(found), offset);
  }
}
