import { readFileSync } from "node:fs";
import { expect } from "chai";
import { calleeSpan, dedent, sourceBlock } from "../../src/vm/traceback-carets.ts";

/** Made by make_carets.py with CPython. */
type Row = readonly [lines: string[], span: [number, number, number, number], text: string];
const rows = readFileSync(new URL("fixtures/carets.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line): Row => JSON.parse(line));

describe("traceback carets", () => {
  it("mark every kind of expression as CPython does", () => {
    for (const [lines, [line, endLine, column, endColumn], text] of rows)
      expect(sourceBlock(lines, { line, endLine, column, endColumn })).to.equal(text);
  });

  it("show nothing where there is no text", () => {
    expect(sourceBlock([""], { line: 1, endLine: 1, column: 0, endColumn: 4 })).to.equal("");
  });

  it("survive a span that does not fit the text", () => {
    const span = { line: 1, endLine: 1, column: 40, endColumn: 50 };
    expect(sourceBlock(["x = y"], span)).to.match(/^ {4}x = y\n/);
  });

  it("find what a call calls", () => {
    const span = { line: 7, endLine: 8, column: 4, endColumn: 4 };
    expect(calleeSpan(["x = a.b(", "  1)"], span)).to.deep.equal({
      line: 7,
      endLine: 7,
      column: 4,
      endColumn: 7,
    });
    expect(calleeSpan(["x = a + b"], { ...span, endLine: 7, endColumn: 9 })).to.deep.equal({
      ...span,
      endLine: 7,
      endColumn: 9,
    });
  });

  it("dedent what all lines share", () => {
    expect(dedent("    a\n\n      b\n   \n")).to.equal("a\n\n  b\n\n");
    expect(dedent("\ta\n  b")).to.equal("\ta\n  b");
  });
});
