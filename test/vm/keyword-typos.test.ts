import { expect } from "chai";
import { findKeywordTypo } from "../../src/vm/keyword-typos.ts";

function typoIn(program: string): string | undefined {
  const lines = program.split("\n");
  return findKeywordTypo(lines.length, (line) => lines[line - 1] ?? null)?.keyword;
}

describe("keyword typos", () => {
  it("are found where another keyword makes the line valid", () => {
    expect(typoIn("whille True: pass")).to.equal("while");
    expect(typoIn("for x im y: pass")).to.equal("in");
    expect(typoIn("if a:\n    pass\nesle:")).to.equal("else");
    expect(typoIn("def f():\n    retrun 5")).to.equal("return");
    expect(typoIn("x = 1\nwhil x:")).to.equal("while");
  });

  it("are not made up", () => {
    expect(typoIn("foo bar")).to.equal(undefined);
    expect(typoIn("x = 5 iff y baz")).to.equal(undefined);
    expect(typoIn("whille @ True: pass")).to.equal(undefined);
    expect(typoIn(`whille ${"x + ".repeat(400)}x: pass`)).to.equal(undefined);
  });

  it("keep to the line of the error", () => {
    const lines = ["def f():", "\tif x:", "\t\tretrun (1"];
    expect(findKeywordTypo(3, (line) => lines[line - 1] ?? null)).to.deep.equal({
      keyword: "return",
      text: "\t\tretrun (1",
      column: 2,
      endColumn: 8,
    });
  });
});
