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
  "unary operators": [`${"-".repeat(DEEP)}1`, /^(RecursionError|MemoryError)/],
  nots: [`${"not ".repeat(DEEP)}1`, /^(RecursionError|MemoryError)/],
  lambdas: [`${"lambda: ".repeat(DEEP)}1`, /^(RecursionError|MemoryError)/],
  powers: [`1${"**1".repeat(DEEP)}`, /^(RecursionError|MemoryError)/],
  sums: [`x = 1${"+x".repeat(DEEP)}`, /^(RecursionError|MemoryError)/],
  attributes: [`x${".a".repeat(DEEP)}`, /^(RecursionError|MemoryError)/],
  calls: [`x${"()".repeat(DEEP)}`, /^(RecursionError|MemoryError)/],
  conditionals: [`x = ${"1 if 1 else ".repeat(DEEP)}1`, /^(RecursionError|MemoryError)/],
  "branches of an if": [
    `if 0: pass\n${"elif 0: pass\n".repeat(20_000)}`,
    /^(RecursionError|MemoryError)/,
  ],
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
