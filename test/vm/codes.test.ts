import { expect } from "chai";
import { type Code, Code as CodeClass } from "../../src/compiler/code.ts";
import { compileProgram } from "../../src/compiler/compile.ts";
import { parseModule } from "../../src/syntax/parser.ts";
import {
  constantsOf,
  flagsOf,
  hashOfCode,
  sameCode,
  variablesOf,
} from "../../src/vm/builtins/codes.ts";

function program(source: string, filename = "p.py"): Code {
  return compileProgram(parseModule(source, { filename }), { filename, source, repr: String });
}

/** The first function that a program defines. */
function functionIn(source: string): Code {
  const found = program(source).constants.find((constant) => constant instanceof CodeClass);
  if (found === undefined) throw new Error("no function");
  return found;
}

describe("code objects", () => {
  it("are equal when they come from the same text", () => {
    const source = "def f(a, *, b=(1, 2.0, b'x')):\n  try: return g(b=a)\n  except E: pass\nf(b=1)";
    const [first, second] = [program(source), program(source, "other.py")];
    expect(sameCode(first, second)).to.equal(true);
    expect(hashOfCode(first)).to.equal(hashOfCode(second));
  });

  it("differ by constants of another type, names, places, and what is in them", () => {
    const differs = (a: string, b: string) => !sameCode(program(a), program(b));
    expect(differs("x = 1", "x = 1.0")).to.equal(true);
    expect(differs("x = 1", "x = True")).to.equal(true);
    expect(differs("x = 0.0", "x = -0.0")).to.equal(true);
    expect(differs("x = (1, 2)", "x = (1, 3)")).to.equal(true);
    expect(differs("x = b'a'", "x = b'b'")).to.equal(true);
    expect(differs("x = a", "x = b")).to.equal(true);
    expect(differs("f(a=1)", "f(b=1)")).to.equal(true);
    expect(differs("x = 1", "\nx = 1")).to.equal(true);
    expect(differs("lambda: 1", "lambda: 2")).to.equal(true);
  });

  it("name variables that no inner function shares, and all parameters", () => {
    const code = functionIn(
      "def f(a, /, b, *args, c=3, **kw):\n  x = 1\n  y = 2\n  def g(): return a, x\n",
    );
    expect(variablesOf(code)).to.deep.equal(["a", "b", "c", "args", "kw", "y", "g"]);
    expect(variablesOf(program("x = 1"))).to.deep.equal([]);
  });

  it("begin their constants with the docstring of a function", () => {
    const code = functionIn("def f():\n  'doc'\n  return 5, 'doc'\n");
    expect(constantsOf(code)[0]).to.equal("doc");
    expect(flagsOf(code) & 0x4000000).to.equal(0x4000000);
    expect(flagsOf(functionIn("def f(): return 'doc'")) & 0x4000000).to.equal(0);
  });
});
