import { expect } from "chai";
import type { Constant, ConstantValue, Statement } from "../../src/syntax/ast.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  EllipsisLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../src/syntax/literals.ts";
import { parseExpression, parseModule } from "../../src/syntax/parser.ts";
import { SourceError } from "../../src/syntax/source-error.ts";

const parse = (source: string) => parseModule(source, { filename: "f.py" });

function value(source: string): ConstantValue {
  return (parseExpression(source, { filename: "f.py" }).body as Constant).value;
}

function failure(source: string): SourceError {
  try {
    parse(source);
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown;
    throw thrown;
  }
  throw new Error("parsed");
}

describe("syntax/constants", () => {
  it("keeps an int as a number while it is a safe integer", () => {
    expect(value("9007199254740991")).to.equal(9007199254740991);
    expect(value("9007199254740992")).to.equal(9007199254740992n);
    expect(value("0xffff_ffff_ffff_ffff")).to.equal(0xffffffffffffffffn);
    expect(value("0b1_01")).to.equal(5);
    expect(value("0o17")).to.equal(15);
    expect(value("0_0")).to.equal(0);
  });

  it("boxes what JavaScript has no primitive for", () => {
    expect(value("1.0")).to.deep.equal(new FloatLiteral(1));
    expect(value("1e400")).to.deep.equal(new FloatLiteral(Infinity));
    expect(value("012.5")).to.deep.equal(new FloatLiteral(12.5));
    expect(value("1_0j")).to.deep.equal(new ImaginaryLiteral(10));
    expect(value("b'\\xff' b'a'")).to.deep.equal(new BytesLiteral(Uint8Array.of(255, 97)));
    expect(value("...")).to.be.instanceOf(EllipsisLiteral);
    expect(value("None")).to.equal(null);
  });

  it("keeps two escaped surrogates apart, but not an astral escape", () => {
    expect(value("'\\ud83d\\ude00'")).to.deep.equal(new CodePointsLiteral([0xd83d, 0xde00]));
    expect(value("'\\ud83d' '\\ude00'")).to.deep.equal(new CodePointsLiteral([0xd83d, 0xde00]));
    expect(value("'\\U0001f600'")).to.equal("😀");
  });

  it("refuses a decimal int of more than 4300 digits, but no other", () => {
    expect(value("1".repeat(4300))).to.be.a("bigint");
    expect(value(`0x${"1".repeat(5000)}`)).to.be.a("bigint");
    expect(failure("1".repeat(4301)).message).to.equal(
      "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; " +
        "use sys.set_int_max_str_digits() to increase the limit - " +
        "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
    );
  });

  it("asks the host for \\N{…}", () => {
    const options = { filename: "f.py", characterNamed: (name: string) => name.length };
    const { body } = parseExpression("'\\N{ABC}'", options);
    expect(body).to.have.property("value", "\x03");
    expect(failure("'\\N{ABC}'").message).to.match(/unknown Unicode character name$/);
  });
});

describe("syntax/places", () => {
  it("counts the tree's columns in UTF-16 units, the errors' in code points", () => {
    const [statement] = parse("'😀'; x").body.slice(1);
    expect(statement).to.include({ col_offset: 6, end_col_offset: 7 });
    expect(failure("'😀' + ?")).to.include({ offset: 7, end_offset: 8 });
  });

  it("reads all newlines as one", () => {
    const lines = (source: string) => parse(source).body.map((s: Statement) => s.lineno);
    expect(lines("a\r\nb\rc\n")).to.deep.equal([1, 2, 3]);
    expect(value("'''a\r\nb'''")).to.equal("a\nb");
  });

  it("gives identifiers in NFKC", () => {
    expect(parse("ﬁ").body[0]).to.have.nested.property("value.id", "fi");
  });
});

describe("syntax/limits", () => {
  const many = 100_000;
  const deep: Record<string, string> = {
    parentheses: "(".repeat(many),
    "closed parentheses": `${"(".repeat(many)}1${")".repeat(many)}`,
    brackets: "[".repeat(many),
    powers: `1${"**1".repeat(many)}`,
    lambdas: `${"lambda:".repeat(many)}1`,
    blocks: Array.from({ length: 150 }, (_, i) => `${" ".repeat(i)}if 1:`).join("\n"),
    "f-strings": `${"f'{".repeat(300)}1`,
    patterns: `match x:\n case ${"(".repeat(many)}`,
  };
  for (const [name, source] of Object.entries(deep)) {
    it(`refuse endless ${name} without exhausting the stack`, () => {
      expect(failure(source).type).to.match(/^(Syntax|Indentation|Recursion)Error$/);
    });
  }

  it("leave long flat programs and chains alone", () => {
    for (const source of [
      `[${"1, ".repeat(many)}]`,
      `1${" < 1".repeat(many)}`,
      `1${" and 1".repeat(many)}`,
      `${"a = ".repeat(many)}1`,
      `${"a;".repeat(many)}`,
      `${"'a' ".repeat(many)}`,
      `f'${"{x}".repeat(many)}'`,
      `[x ${"for x in y ".repeat(many)}]`,
      `match x:\n case a${" | a".repeat(many)}: pass`,
      `${"match(x);".repeat(many)}`,
      `"${"\\n".repeat(10 * many)}"`,
      `${"-".repeat(many)}1`,
      `${"not ".repeat(many)}1`,
      `a${".b".repeat(many)}`,
      `f${"()".repeat(many)}`,
      `a${"[0]".repeat(many)}`,
      `${"1 if 2 else ".repeat(many)}3`,
      `1${"+1".repeat(many)}`,
      `if 1: pass\n${"elif 1: pass\n".repeat(many)}`,
      `${"(".repeat(150)}a${`${".b".repeat(100)})`.repeat(150)}`,
      `match x:\n case a${".b".repeat(many)}: pass`,
    ]) {
      expect(parse(source).body).to.be.an("array");
    }
  }).timeout(10_000);

  it("can be set", () => {
    const options = { filename: "f.py", recursionLimit: 10 };
    expect(() => parseModule("a.b.c.d.e", options)).not.to.throw();
    try {
      parseModule("a ** b ** c ** d ** e ** f ** g ** h ** i ** j ** k", options);
      expect.fail("parsed");
    } catch (thrown) {
      expect(thrown).to.include({ type: "RecursionError" });
    }
  });
});

describe("syntax/nulls", () => {
  it("are refused", () => {
    expect(failure("a\0b").message).to.equal("source code string cannot contain null bytes");
  });
});
