import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parseExpression, parseInteractive, parseModule } from "../../src/syntax/parser.ts";
import { SourceError } from "../../src/syntax/source-error.ts";
import { dump } from "./dump.ts";

type Expected = string | readonly unknown[];
type Case = [
  mode: "exec" | "eval" | "single",
  source: string,
  result: Expected,
  warnings?: unknown,
];

const PARSERS = { exec: parseModule, eval: parseExpression, single: parseInteractive };

/** Where the answer differs from CPython's on purpose, or not yet. */
const DEVIATIONS: Record<string, string> = {
  "def f[T=](): pass": "points at what is wrong, not at the bracket",
  "def f[1](): pass": "points at what is wrong, not at the bracket",
  "type A[] = int": "the end is where CPython's lexer happens to stand",
  " ": "no statement, rather than a stray indentation",
};

/** Names that the fixtures use; the character database is not this layer's. */
const CHARACTERS: Record<string, number> = { "DIGIT ONE": 49 };

function answer(mode: Case[0], source: string): [Expected, unknown[]] {
  const warnings: unknown[] = [];
  try {
    const tree = PARSERS[mode](source, {
      filename: "f.py",
      warn: ({ message, lineno }) => warnings.push([message, lineno]),
      characterNamed: (name) => CHARACTERS[name],
    });
    return [dump(tree), warnings];
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown;
    const { type, message, lineno, offset, end_lineno, end_offset, text } = thrown;
    return [[type, message, lineno, offset, end_lineno, end_offset, text], warnings];
  }
}

for (const [file, claim] of [
  ["trees", "makes CPython's tree of"],
  ["errors", "fails as CPython does on"],
  ["modes", "treats as CPython does"],
]) {
  describe(`syntax/${file}`, () => {
    const lines = readFileSync(`test/syntax/fixtures/${file}.jsonl`, "utf8").trimEnd().split("\n");
    for (const line of lines) {
      const [mode, source, result, warnings = []] = JSON.parse(line) as Case;
      const reason = DEVIATIONS[source];
      const title = `${claim} ${JSON.stringify(source)}${mode === "exec" ? "" : ` (${mode})`}`;
      if (reason !== undefined) {
        it.skip(`${title}: ${reason}`);
        continue;
      }
      it(title, () => {
        const [got, warned] = answer(mode, source);
        expect(got).to.deep.equal(result);
        if (typeof result === "string") expect(warned).to.deep.equal(warnings);
      });
    }
  });
}
