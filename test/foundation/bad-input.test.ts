import { expect } from "chai";
import type { PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection } from "../support/host.ts";

const DEEP = 100_000;

/** Sources that cannot be compiled, and what is said about them. */
const SOURCES: Record<string, [source: string, message: RegExp]> = {
  "a NUL byte": ["x = 1\0\n", /^SyntaxError: source code string cannot contain null bytes/],
  "nested parentheses": [
    "(".repeat(DEEP) + ")".repeat(DEEP),
    /^SyntaxError: too many nested paren/,
  ],
  "unclosed brackets": ["[".repeat(DEEP), /^SyntaxError: too many nested paren/],
  lambdas: [`${"lambda: ".repeat(DEEP)}1`, /^(RecursionError|MemoryError)/],
  powers: [`1${"**1".repeat(DEEP)}`, /^(RecursionError|MemoryError)/],
  "nested blocks": [
    Array.from({ length: 150 }, (_, i) => `${" ".repeat(i)}if 1:\n`).join(""),
    /^IndentationError: too many levels of indentation/,
  ],
  "a dedent that fits nothing": [
    "if 1:\n    x\n  y\n",
    /^IndentationError: unindent does not match/,
  ],
  "an unexpected indent": ["x\n  y", /^IndentationError: unexpected indent/],
  "tabs among spaces": ["if 1:\n        x\n\ty", /^TabError: inconsistent use of tabs/],
  "an open string": ["x = 'abc", /^SyntaxError: unterminated string literal/],
  "an open f-string": ["f'{x", /^SyntaxError: /],
  "a lone surrogate": ["x = \ud800", /^SyntaxError: /],
  "no language at all": ["\x01\x02?!$", /^SyntaxError: /],
};

/** Chains of any length are no deep programs. */
const CHAINS: Record<string, [source: string, value: unknown]> = {
  "unary operators": [`${"-".repeat(DEEP)}one`, 1],
  nots: [`${"not ".repeat(DEEP)}one`, true],
  "nots in a condition": [`r = 1\nif ${"not ".repeat(DEEP)}one: r = 2\nr`, 2],
  sums: [`0${"+one".repeat(DEEP)}`, DEEP],
  "mixed operators": [`0${"*one+one-one".repeat(DEEP)}`, 0],
  attributes: [`one${".real".repeat(DEEP)}`, 1],
  calls: [`f${"()".repeat(DEEP)} is f`, true],
  "method calls": [`one${".conjugate()".repeat(DEEP)}`, 1],
  subscripts: [`a${"[0]".repeat(DEEP)} is a`, true],
  conditionals: [`${"1 if 0 else ".repeat(DEEP)}2`, 2],
  "branches of an if": [`if 0: pass\n${"elif 0: pass\n".repeat(DEEP)}else: r = 3\nr`, 3],
  "clauses of a comprehension": [`len([2 ${"for x in a ".repeat(500)}])`, 1],
  "chains in a generator expression": [`next(one${"+one".repeat(DEEP)} for x in a)`, DEEP + 1],
};

/** Expressions whose value is too large for any machine. */
const TOO_LARGE = [
  "'a' * 10**12",
  "[0] * 10**12",
  "(0,) * 10**12",
  "b'a' * 10**12",
  "bytes(10**13)",
  "1 << 10**12",
  "10 ** 10**8",
  "'%1000000000000d' % 1",
  "'%.1000000000000f' % 1",
  "f'{1:1000000000000}'",
  "'a'.ljust(10**12)",
  "b'a'.center(10**12)",
  "'a\\t'.expandtabs(10**12)",
  "'x'.replace('', 'y' * 10**8 * 5)",
  "''.join(['a' * 10**8] * 100)",
  "__import__('re').match('(?:a|ab|(b))*c', 'ab' * 6_000_000)",
  "__import__('re').sub('', 'x' * 10**6, 'a' * 10**4)",
  "__import__('_sre').compile('', 0, [1], 10**9, {}, ())",
];

describe("bad input", () => {
  afterEach(closeAll);

  for (const [what, [source, message]] of Object.entries(SOURCES))
    it(`${what}: an exception of Python's`, async () => {
      const py = newInterpreter();
      const error = await rejection<PythonError>(py.run(source));
      expect(error.message).to.match(message);
      expect(await py.run("1 + 1")).to.equal(2);
    });

  for (const [what, [source, value]] of Object.entries(CHAINS))
    it(`${what} may be as many as one likes`, async () => {
      const py = newInterpreter();
      await py.run("one = 1\ndef f(): return f\na = [1]\na[0] = a");
      const made = await py.run(source);
      expect(made).to.deep.equal(value);
    });

  it("a line of a megabyte is a line", async () => {
    const source = `x = [${"1,".repeat(500_000)}]\nlen(x)`;
    expect(await newInterpreter().run(source)).to.equal(500_000);
  });

  for (const expression of TOO_LARGE)
    it(`${expression}: too large`, async () => {
      const py = newInterpreter();
      const error = await rejection<PythonError>(py.run(expression));
      expect(error.message).to.match(/^(MemoryError|OverflowError|ValueError)/);
    });

  it("containers in containers are shown, hashed and compared to a depth", async () => {
    const py = newInterpreter();
    await py.run(
      "t = ()\nfor i in range(100_000): t = (t,)\nd = {}\nfor i in range(100_000): d = {0: d}",
    );
    for (const expression of [
      "repr(t)",
      "hash(t)",
      "t == (t[0],)",
      "str(d)",
      "d == {0: d[0]} or repr(d)",
    ]) {
      const outcome = await py.run(expression).catch((error) => error.message);
      if (typeof outcome === "string") expect(outcome).to.match(/^RecursionError/);
    }
  });
});
