/**
 * An expression as text: what annotations are under `from __future__ import annotations`. Written as CPython writes it: no more
 * parentheses than needed, and none of the program's own spaces.
 */
import type * as ast from "../syntax/ast.ts";
import { EllipsisLiteral, FloatLiteral, ImaginaryLiteral } from "../syntax/literals.ts";

/** How tightly things bind; what binds less tightly than its place wants is put in parentheses. */
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const COMPARISON = 5;
const EXPRESSION = 6;
const FACTOR = 12;
const POWER = 13;
const AWAIT = 14;
const ATOM = 15;

const BINARY: { readonly [K in ast.Operator]: readonly [string, number] } = {
  BitOr: ["|", EXPRESSION],
  BitXor: ["^", 7],
  BitAnd: ["&", 8],
  LShift: ["<<", 9],
  RShift: [">>", 9],
  Add: ["+", 10],
  Sub: ["-", 10],
  Mult: ["*", 11],
  MatMult: ["@", 11],
  Div: ["/", 11],
  Mod: ["%", 11],
  FloorDiv: ["//", 11],
  Pow: ["**", POWER],
};

const UNARY: { readonly [K in ast.UnaryOperator]: readonly [string, number] } = {
  Invert: ["~", FACTOR],
  Not: ["not ", NOT],
  UAdd: ["+", FACTOR],
  USub: ["-", FACTOR],
};

const COMPARE: { readonly [K in ast.CompareOperator]: string } = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
};

/** `repr` of a constant, which only those who run programs know. */
export type Repr = (value: ast.ConstantValue) => string;

export function unparse(e: ast.Expression, repr: Repr): string {
  return new Unparser(repr).expression(e, TEST);
}

class Unparser {
  readonly #repr: Repr;
  constructor(repr: Repr) {
    this.#repr = repr;
  }

  expression(e: ast.Expression, level: number): string {
    const within = (own: number, text: string) => (level > own ? `(${text})` : text);
    const at = (inner: ast.Expression, own: number) => this.expression(inner, own);
    switch (e.kind) {
      case "BoolOp": {
        const own = e.op === "And" ? AND : OR;
        const values = e.values.map((value) => at(value, own + 1));
        return within(own, values.join(e.op === "And" ? " and " : " or "));
      }
      case "NamedExpr":
        return within(TUPLE, `${at(e.target, ATOM)} := ${at(e.value, ATOM)}`);
      case "BinOp":
        return this.#chain(e, level);
      case "UnaryOp": {
        const [symbol, own] = UNARY[e.op];
        return within(own, symbol + at(e.operand, own));
      }
      case "Lambda": {
        const { args } = e;
        const isSpaced = args.posonlyargs.length + args.args.length > 0;
        const head = `lambda${isSpaced ? " " : ""}${this.#arguments(args)}`;
        return within(TEST, `${head}: ${at(e.body, TEST)}`);
      }
      case "IfExp": {
        const condition = `${at(e.body, TEST + 1)} if ${at(e.test, TEST + 1)}`;
        return within(TEST, `${condition} else ${at(e.orelse, TEST)}`);
      }
      case "Dict": {
        const items = e.values.map((value, i) => {
          const key = e.keys[i] ?? null;
          return key === null
            ? `**${at(value, EXPRESSION)}`
            : `${at(key, TEST)}: ${at(value, TEST)}`;
        });
        return `{${items.join(", ")}}`;
      }
      case "Set":
        return `{${this.#list(e.elts)}}`;
      case "ListComp":
        return `[${at(e.elt, TEST)}${this.#loops(e.generators)}]`;
      case "SetComp":
        return `{${at(e.elt, TEST)}${this.#loops(e.generators)}}`;
      case "DictComp":
        return `{${at(e.key, TEST)}: ${at(e.value, TEST)}${this.#loops(e.generators)}}`;
      case "GeneratorExp":
        return `(${at(e.elt, TEST)}${this.#loops(e.generators)})`;
      case "Await":
        return within(AWAIT, `await ${at(e.value, ATOM)}`);
      case "Yield":
        return e.value === null ? "(yield)" : `(yield ${at(e.value, TEST)})`;
      case "YieldFrom":
        return `(yield from ${at(e.value, TEST)})`;
      case "Compare": {
        let text = at(e.left, COMPARISON + 1);
        e.comparators.forEach((right, i) => {
          text += ` ${COMPARE[e.ops[i] as ast.CompareOperator]} ${at(right, COMPARISON + 1)}`;
        });
        return within(COMPARISON, text);
      }
      case "Call": {
        const [only] = e.args;
        const fn = at(e.func, ATOM);
        if (e.args.length === 1 && e.keywords.length === 0 && only?.kind === "GeneratorExp")
          return fn + at(only, ATOM);
        const args = e.args.map((arg) => at(arg, TEST));
        for (const { arg, value } of e.keywords)
          args.push((arg === null ? "**" : `${arg}=`) + at(value, TEST));
        return `${fn}(${args.join(", ")})`;
      }
      case "JoinedStr":
      case "TemplateStr":
        return (e.kind === "JoinedStr" ? "f" : "t") + this.#repr(this.#formatted(e.values));
      case "FormattedValue":
      case "Interpolation":
        return `f${this.#repr(this.#field(e))}`;
      case "Constant":
        return (e.unicodePrefix ? "u" : "") + this.#constant(e.value);
      case "Attribute": {
        const { value } = e;
        // `1.real` would be a float's beginning.
        const isInt =
          value.kind === "Constant" &&
          (typeof value.value === "number" || typeof value.value === "bigint");
        return `${at(value, ATOM)}${isInt ? " " : ""}.${e.attr}`;
      }
      case "Subscript":
        return `${at(e.value, ATOM)}[${at(e.slice, TUPLE)}]`;
      case "Starred":
        return `*${at(e.value, EXPRESSION)}`;
      case "Name":
        return e.id;
      case "List":
        return `[${this.#list(e.elts)}]`;
      case "Tuple":
        if (e.elts.length === 0) return "()";
        return within(TUPLE, this.#list(e.elts) + (e.elts.length === 1 ? "," : ""));
      case "Slice": {
        const part = (p: ast.Expression | null) => (p === null ? "" : at(p, TEST));
        const step = e.step === null ? "" : `:${at(e.step, TEST)}`;
        return `${part(e.lower)}:${part(e.upper)}${step}`;
      }
    }
  }

  /** `a + b + c` is a tree as deep as it is long. */
  #chain(e: ast.BinOp, level: number): string {
    const links: { readonly node: ast.BinOp; readonly level: number }[] = [];
    let first: ast.Expression = e;
    for (let at = level; first.kind === "BinOp"; first = first.left) {
      links.push({ node: first, level: at });
      at = BINARY[first.op][1] + (first.op === "Pow" ? 1 : 0);
    }
    const last = links[links.length - 1]?.node as ast.BinOp;
    let text = this.expression(first, BINARY[last.op][1] + (last.op === "Pow" ? 1 : 0));
    for (let link = links.pop(); link !== undefined; link = links.pop()) {
      const [symbol, own] = BINARY[link.node.op];
      const right = this.expression(link.node.right, own + (link.node.op === "Pow" ? 0 : 1));
      text = `${text} ${symbol} ${right}`;
      if (link.level > own) text = `(${text})`;
    }
    return text;
  }

  #list(items: readonly ast.Expression[]): string {
    return items.map((item) => this.expression(item, TEST)).join(", ");
  }

  #loops(generators: readonly ast.Comprehension[]): string {
    return generators
      .map(({ target, iter, ifs, is_async }) => {
        const head = `${is_async === 1 ? " async for " : " for "}${this.expression(target, TUPLE)}`;
        const tests = ifs.map((test) => ` if ${this.expression(test, TEST + 1)}`);
        return `${head} in ${this.expression(iter, TEST + 1)}${tests.join("")}`;
      })
      .join("");
  }

  #arguments(args: ast.Arguments): string {
    const parts: string[] = [];
    const positional = [...args.posonlyargs, ...args.args];
    const withDefault = (name: string, value: ast.Expression | null | undefined) =>
      value == null ? name : `${name}=${this.expression(value, TEST)}`;
    positional.forEach(({ arg }, i) => {
      parts.push(withDefault(arg, args.defaults[i - positional.length + args.defaults.length]));
      if (i + 1 === args.posonlyargs.length) parts.push("/");
    });
    if (args.vararg !== null) parts.push(`*${args.vararg.arg}`);
    else if (args.kwonlyargs.length > 0) parts.push("*");
    args.kwonlyargs.forEach(({ arg }, i) => void parts.push(withDefault(arg, args.kw_defaults[i])));
    if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
    return parts.join(", ");
  }

  #constant(value: ast.ConstantValue): string {
    if (value instanceof EllipsisLiteral) return "...";
    // Infinity has no literal but a number that is too large.
    if (value instanceof FloatLiteral || value instanceof ImaginaryLiteral)
      return this.#repr(value).replace("inf", "1e309");
    return this.#repr(value);
  }

  /** The parts of an f-string, with the braces of its text doubled. */
  #formatted(values: readonly ast.Expression[]): string {
    return values
      .map((part) => {
        if (part.kind === "FormattedValue" || part.kind === "Interpolation")
          return this.#field(part);
        if (part.kind === "JoinedStr") return this.#formatted(part.values);
        const text = part.kind === "Constant" ? part.value : "";
        return typeof text === "string" ? text.replace(/[{}]/g, "$&$&") : "";
      })
      .join("");
  }

  #field(e: ast.FormattedValue | ast.Interpolation): string {
    const text = e.kind === "Interpolation" ? e.str : this.expression(e.value, TEST + 1);
    const brace = text.startsWith("{") ? "{ " : "{";
    const conversion = e.conversion < 0 ? "" : `!${String.fromCharCode(e.conversion)}`;
    const spec = e.format_spec === null ? "" : `:${this.#formatted(e.format_spec.values)}`;
    return `${brace}${text}${conversion}${spec}}`;
  }
}
