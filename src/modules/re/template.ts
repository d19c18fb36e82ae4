/** Replacements: how their text is read, and how they are filled in. */

import { clampIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { after, isPending, type NativeResult } from "../../objects/requests.ts";
import { appendItem, PyBytes, PyList } from "../../objects/sequences.ts";
import { isStr, textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { parseTemplate } from "./compiler/template-parser.ts";
import { type PyMatch, type PyPattern, PyTemplate } from "./layouts.ts";
import { joinResult } from "./subject.ts";

function isEmpty(value: Value): boolean {
  return isStr(value) ? textOf(value) === "" : value instanceof PyBytes && value.bytes.length === 0;
}

/** `_sre.template`: from what `re._parser.parse_template` makes of a text. */
export function templateOf(list: Value): PyTemplate {
  if (!(list instanceof PyList))
    raise(E.TypeError, `template() argument 2 must be list, not ${typeName(list)}`);
  const { items } = list;
  const bad = (): never => raise(E.TypeError, "invalid template");
  if (items.length % 2 === 0) return bad();
  const groups: number[] = [];
  const literals: Value[] = [];
  for (let i = 1; i < items.length; i += 2) {
    const group = intValue(items[i] as Value);
    if (group === undefined) raise(E.TypeError, "an integer is required");
    if (group < 0) bad();
    groups.push(clampIndex(group));
    const literal = items[i + 1] as Value;
    literals.push(isEmpty(literal) ? null : literal);
  }
  return new PyTemplate(items[0] as Value, groups, literals);
}

/** `then(what a replacement's text says)`; the last one is remembered. */
export function readTemplate(
  pattern: PyPattern,
  text: Value,
  then: (template: PyTemplate) => NativeResult,
): NativeResult {
  if (pattern.template !== null && isSame(pattern.replacement, text)) return then(pattern.template);
  const parsed = parseTemplate(text, pattern);
  const keep = (list: Value): NativeResult => {
    const template = templateOf(list);
    pattern.replacement = text instanceof PyBytes || isStr(text) ? text : null;
    pattern.template = template;
    return then(template);
  };
  return isPending(parsed) ? after(parsed, keep as (list: Value) => Value) : keep(parsed as Value);
}

function isSame(a: Value, b: Value): boolean {
  return a !== null && a === b;
}

/** Appends what a template makes of a match. */
export function expandInto(template: PyTemplate, match: PyMatch, into: Value[]): void {
  const { groups, literals } = template;
  charge(groups.length);
  if (!isEmpty(template.literal)) appendItem(into, template.literal);
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as number;
    if (group > match.pattern.groups) raise(E.IndexError, "no such group");
    const text = match.group(group, null);
    if (text !== null) appendItem(into, text);
    const literal = literals[i] as Value;
    if (literal !== null) appendItem(into, literal);
  }
}

/** What a template makes of a match. */
export function expand(template: PyTemplate, match: PyMatch): NativeResult {
  if (template.groups.length === 0) return template.literal;
  const items: Value[] = [];
  expandInto(template, match, items);
  return joinResult(!isStr(template.literal), items);
}
