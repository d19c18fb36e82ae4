/** An array that is spread into a call, or applied, lies on JavaScript's stack: a program's own data may be too large for it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

/** Spreads of what no program can make long. */
const BOUNDED: Record<string, readonly string[]> = {
  // The parts of one filter, of a range or slice, the bounds of a search.
  "modules/warnings.ts": ["addFilter(...self.filter)"],
  "objects/builtins/byte-methods.ts": [
    "b.findBytes(bytes, sub, ...clip(bytes.length, start, end))",
    "b.findLastBytes(bytes, sub, ...clip(bytes.length, start, end))",
    "b.countBytes(bytes, sub, ...clip(bytes.length, start, end))",
    "find(self, ...args)",
    "findLast(self, ...args)",
  ],
  "objects/text/search.ts": [
    "findBytes(pointsOf(self), pointsOf(sub), ...bounds)",
    "findLastBytes(pointsOf(self), pointsOf(sub), ...bounds)",
    "countBytes(pointsOf(self), pointsOf(sub), ...bounds)",
  ],
  "objects/builtins/range.ts": ["tuple(...identity(self))"],
  "objects/builtins/slice.ts": [
    "tuple(...(yield* sliceIndices(self, length)))",
    "tuple(...parts(self))",
  ],
  // The pieces of one message, the fields of a struct sequence.
  "objects/builtins/os-errors.ts": [
    'describe(...head, ": ", { r: filename }, " -> ", { r: filename2 })',
    'describe(...head, ": ", { r: filename })',
    "describe(...head)",
  ],
  "modules/io/text-io-members.ts": ['describe(...parts, " encoding=", { r: self.encoding }, ">")'],
  "objects/struct-sequence.ts": ['describe(...parts, ")")'],
  // The date and the clock of a moment, seconds and microseconds, quotient and remainder, the fields of a tuple of three.
  "modules/datetime/datetime.ts": [
    "made(cls, ...fields)",
    "made(cls, ...fieldsAt(seconds, us, false, null))",
    "utcAt(cls, ...nowInMicroseconds())",
  ],
  "modules/datetime/making.ts": ["makeDateTime(self.shape.type, ...shifted(self, delta, sign))"],
  "modules/datetime/timedelta.ts": ["tuple(...both)"],
  "modules/decimal/context-members.ts": ["tuple(...divideWithRest(left, right, self.begin()))"],
  "modules/decimal/decimal-members.ts": ["tuple(...arithmetic.divideWithRest(a, b, env))"],
  "modules/decimal/decimal-tuple.ts": [
    'describe(...parts, ")")',
    "call(cls, ...(items as [Value, Value, Value]))",
  ],
  // One value for each parameter that a native declares.
  "objects/native.ts": ["run(self, ...raw)", "run(...raw)"],
  "modules/unicodedata/index.ts": ["answer(self.tables, ...args)", "answer(NOW, ...args)"],
  "objects/builtins/mappingproxy.ts": [
    "call((isPending(method) ? yield method : method) as Value, ...args)",
  ],
  "objects/protocols/attributes.ts": ["call(method, ...args)"],
  // Chunks of a fixed size.
  "syntax/decode.ts": ["String.fromCharCode(...bytes.subarray(at, at + 8192))"],
  "objects/str.ts": ["String.fromCodePoint.apply(null, chunk)"],
  "objects/builtins/str.ts": ["String.fromCharCode.apply(null, codes)"],
  // Arguments of functions of the host, of which MAX_ARGUMENTS are taken.
  "host/foreign.ts": [
    "Reflect.apply(fn, undefined, converted)",
    "Reflect.apply(step, iterator, argument === undefined ? [] : [argument])",
  ],
  "host/opaque.ts": ["Reflect.apply(fn, undefined, args)"],
};

function isSpreading(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === "apply") return true;
  return node.arguments?.some(ts.isSpreadElement) === true;
}

function spreadsIn(file: string): string[] {
  const text = readFileSync(SRC + file, "utf8");
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSpreading(node)) found.push(node.getText().replace(/\s+/g, " "));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

describe("arguments", () => {
  it("are never as many as a program has data", () => {
    const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((f) =>
      f.endsWith(".ts"),
    );
    const strays = files.flatMap((file) =>
      spreadsIn(file)
        .filter((spread) => BOUNDED[file]?.includes(spread) !== true)
        .map((spread) => `${file}: ${spread}`),
    );
    expect(strays).to.deep.equal([]);
  });
});
