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

/** Where the answer differs from CPython's on purpose: ours, and why. */
const DEVIATIONS: Record<string, { ours: Expected; why: string }> = {
  "type A[] = int": {
    ours: ["SyntaxError", "Type parameter list cannot be empty", 1, 8, 1, 8, "type A[] = int\n"],
    why: "ends where the list does, not where CPython's lexer happens to stand",
  },
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
      const deviation = DEVIATIONS[source];
      const title = `${claim} ${JSON.stringify(source)}${mode === "exec" ? "" : ` (${mode})`}`;
      it(deviation === undefined ? title : `${title}, but ${deviation.why}`, () => {
        const [got, warned] = answer(mode, source);
        expect(got).to.deep.equal(deviation?.ours ?? result);
        if (typeof result === "string") expect(warned).to.deep.equal(warnings);
      });
    }
  });
}
