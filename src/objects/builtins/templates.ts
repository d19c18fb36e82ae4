/** What a t-string makes. https://docs.python.org/3/library/string.templatelib.html */

import { str } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyNative } from "../native.ts";
import { layout, PyObject, type Value } from "../object.ts";
import { either, keywords, object, optional, rest } from "../params.ts";
import { PyIterator } from "../protocols/iterate.ts";
import { asciiOf, reprOf, strOf } from "../protocols/text.ts";
import { after, type Keywords, type NativeResult } from "../requests.ts";
import { NotImplemented, PyTuple, tuple } from "../sequences.ts";
import { concatStr, isStr, type PyStr, strLength, textOf } from "../str.ts";
import type { Members, PyType } from "../type.ts";
import { interpolationType, templateIteratorType, templateType, typeName } from "../types.ts";
import { member, NEW_DOC } from "./common.ts";
import { iteratorSlots } from "./iterators.ts";
import { describe } from "./replies.ts";

export class PyInterpolation extends PyObject {
  readonly value: Value;
  readonly expression: Value;
  /** "s", "r", "a" or None. */
  readonly conversion: Value;
  readonly formatSpec: Value;
  constructor(value: Value, expression: Value, conversion: Value, formatSpec: Value) {
    super();
    this.value = value;
    this.expression = expression;
    this.conversion = conversion;
    this.formatSpec = formatSpec;
  }
}
layout(PyInterpolation, interpolationType);

/** Strings, and between each two of them an interpolation. */
export class PyTemplate extends PyObject {
  readonly strings: PyTuple;
  readonly interpolations: PyTuple;
  constructor(strings: PyTuple, interpolations: PyTuple) {
    super();
    this.strings = strings;
    this.interpolations = interpolations;
  }
}
layout(PyTemplate, templateType);

/** Strings that are not empty, and interpolations, in their order. */
class TemplateIterator extends PyIterator {
  readonly #template: PyTemplate;
  #at = 0;
  constructor(template: PyTemplate) {
    super();
    this.#template = template;
  }
  override next(): Value | undefined {
    const { strings, interpolations } = this.#template;
    for (;;) {
      const at = this.#at++;
      if (at % 2 === 1) return interpolations.items[at >> 1];
      const text = strings.items[at >> 1];
      if (text !== "") return text;
    }
  }
}
layout(TemplateIterator, templateIteratorType);

function newTemplate(_cls: Value, args: Value[], given: Keywords): Value {
  const fn = "Template.__new__";
  if (given.size > 0) raise(E.TypeError, `${fn} only accepts *args arguments`);
  const strings: Value[] = [""];
  const interpolations: Value[] = [];
  for (const arg of args) {
    if (arg instanceof PyInterpolation) {
      interpolations.push(arg);
      strings.push("");
    } else if (isStr(arg)) strings.push(joined(strings.pop() as Value, arg));
    else {
      const wanted = "need to be of type 'str' or 'Interpolation'";
      raise(E.TypeError, `${fn} *args ${wanted}, got ${typeName(arg)}`);
    }
  }
  return new PyTemplate(new PyTuple(strings), new PyTuple(interpolations));
}

function joined(a: Value, b: Value): Value {
  return strLength(a as string | PyStr) === 0
    ? b
    : concatStr(a as string | PyStr, b as string | PyStr);
}

function concat(left: PyTemplate, right: PyTemplate): PyTemplate {
  const a = left.strings.items;
  const b = right.strings.items;
  charge(a.length + b.length);
  const middle = joined(a[a.length - 1] as Value, b[0] as Value);
  return new PyTemplate(
    new PyTuple(a.slice(0, -1).concat([middle], b.slice(1))),
    new PyTuple(left.interpolations.items.concat(right.interpolations.items)),
  );
}

/** Makes a template of what {@link PyTemplate} keeps, for `pickle`. */
export const unpickleTemplate = new PyNative(
  "_template_unpickle",
  "function",
  null,
  [object("strings"), object("interpolations")],
  (strings: Value, interpolations: Value) => {
    if (!(strings instanceof PyTuple && interpolations instanceof PyTuple))
      raise(E.TypeError, "a template is made of two tuples");
    const parts = strings.items.flatMap((text, i) => [
      text,
      ...interpolations.items.slice(i, i + 1),
    ]);
    return newTemplate(templateType, parts, new Map());
  },
  "",
  true,
);
unpickleTemplate.module = "string.templatelib";

const templateMembers = members<PyTemplate>(({ method, getter, slots, staticMethod }) => [
  {
    __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], newTemplate),
    strings: member<PyTemplate>((self) => self.strings),
    interpolations: member<PyTemplate>((self) => self.interpolations),
    values: getter("Values of interpolations", (self) => {
      const { items } = self.interpolations;
      return new PyTuple(items.map((item) => (item as PyInterpolation).value));
    }),
    __reduce__: method("Return state information for pickling.", [], (self) =>
      tuple(unpickleTemplate, tuple(self.strings, self.interpolations)),
    ),
  },
  slots({
    __iter__: (self) => new TemplateIterator(self),
    __add__: (self, other) => (other instanceof PyTemplate ? concat(self, other) : NotImplemented),
    __repr__: (self) =>
      describe(
        "Template(strings=",
        { r: self.strings },
        ", interpolations=",
        { r: self.interpolations },
        ")",
      ),
  }),
]);

const CONVERSIONS: readonly Value[] = ["s", "r", "a"];

const interpolationMembers = members<PyInterpolation>(
  ({ method, slots, staticMethod, constant }) => [
    {
      __new__: staticMethod(
        NEW_DOC,
        [
          object("cls"),
          either(object("value")),
          either(optional(str("expression", "'expression'"), "", "''")),
          either(optional(object("conversion"), null, "None")),
          either(optional(str("format_spec", "'format_spec'"), "", "''")),
        ],
        (_cls, value, expression, conversion, spec) => {
          if (conversion !== null && !isStr(conversion))
            raise(
              E.TypeError,
              `Interpolation() argument 'conversion' must be str, not ${typeName(conversion)}`,
            );
          if (conversion !== null && !CONVERSIONS.includes(conversion))
            raise(
              E.ValueError,
              "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'",
            );
          return new PyInterpolation(value, expression, conversion, spec);
        },
      ),
      __match_args__: constant(tuple("value", "expression", "conversion", "format_spec")),
      value: member<PyInterpolation>((self) => self.value),
      expression: member<PyInterpolation>((self) => self.expression),
      conversion: member<PyInterpolation>((self) => self.conversion),
      format_spec: member<PyInterpolation>((self) => self.formatSpec),
      __reduce__: method("Return state information for pickling.", [], (self) =>
        tuple(interpolationType, new PyTuple(fieldsOf(self))),
      ),
    },
    slots({
      __repr__: (self) => {
        const { value, expression, conversion, formatSpec } = self;
        const [a, b] = ["Interpolation(", ", "] as const;
        const [r, e, c, f] = [
          { r: value },
          { r: expression },
          { r: conversion },
          { r: formatSpec },
        ];
        return describe(a, r, b, e, b, c, b, f, ")");
      },
    }),
  ],
);

function fieldsOf(self: PyInterpolation): [Value, Value, Value, Value] {
  return [self.value, self.expression, self.conversion, self.formatSpec];
}

/** `convert(obj, conversion)`: the value as an f-string shows it. */
export function convert(value: Value, conversion: Value): NativeResult {
  switch (conversion) {
    case null:
      return value;
    case "s":
      return strOf(value);
    case "r":
      return reprOf(value);
    case "a":
      return asciiOf(value);
    default:
      return after(strOf(conversion), (text) =>
        raise(E.ValueError, `invalid conversion specifier: ${textOf(text)}`),
      );
  }
}

export const templateTypes: readonly (readonly [PyType, Members])[] = [
  [templateType, templateMembers],
  [interpolationType, interpolationMembers],
  [templateIteratorType, members<TemplateIterator>((builder) => [iteratorSlots(builder)])],
];
