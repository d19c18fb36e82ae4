import { expect } from "chai";
import { statementSoFar } from "../../src/syntax/parser.ts";

const soFar = (source: string) => statementSoFar(source, "<stdin>");

describe("the statement typed so far", () => {
  it("is whole where a line is", () => {
    for (const source of ["x = 1\n", "a; b\n", "f(1,\n\n2)\n", "'''a\n\nb'''\n", "x = \\\n1\n"])
      expect(soFar(source), source).to.equal("whole");
  });

  it("is begun while a bracket, a string or a continued line is open", () => {
    for (const source of ["f(\n", "f(\n\n", "'''a\n", "'''a\n\n", "f'''{x}\n", "x = \\\n"])
      expect(soFar(source), source).to.equal("begun");
  });

  it("is begun until a compound statement is ended by an empty line", () => {
    for (const lines of [
      "if x:\n",
      "for x in y: f()\n",
      "def f():\n  a\n",
      "def f():\n  if x:\n",
      "@f\n",
      "try:\n  a\n",
    ])
      expect(soFar(lines), lines).to.equal("begun");
    for (const lines of [
      "for x in y: f()\n\n",
      "def f():\n  a\n\n",
      "class C:\n  def f(self):\n    a\n\n",
    ])
      expect(soFar(lines), lines).to.equal("whole");
    expect(soFar("def f():\n  a\n  \n")).to.equal("begun");
  });

  it("is whole, to be refused, where more lines cannot help", () => {
    for (const source of [
      "x = = 1\n",
      "x = \n",
      "'a\n",
      "if x:\n\n",
      "try:\n  a\n\n",
      "def f():\n  a b\n",
      "  x\n",
      ")\n",
    ])
      expect(soFar(source), source).to.equal("whole");
  });

  it("is nothing where there are but blanks and comments", () => {
    for (const source of ["\n", "  \n", "# a\n", "\n# a\n"])
      expect(soFar(source), source).to.equal("nothing");
  });
});
