import { expect } from "chai";
import { closeAll, newInterpreter } from "../support/host.ts";

/** Programs about data that is deep or long; none may find the end of JavaScript's stack. */
const PROGRAMS: Record<string, [source: string, result: unknown]> = {
  "the text of an exception in exceptions": [
    "e = 1\nfor _ in range(20_000): e = ValueError(e)\ndef show(f):\n  try: return f(e)\n  except RecursionError: return 'deep'\n[show(str), show(repr)]",
    ["deep", "deep"],
  ],
  "a method of methods": [
    "f = lambda *a: len(a)\nm = f\nclass A:\n  def m(self): pass\nMethod = type(A().m)\nfor _ in range(20_000): m = Method(m, 1)\n[m(), m.__name__]",
    [20_000, "<lambda>"],
  ],
  "an attribute of the first of many classes in a line": [
    "root = type('C', (), {})\nc = root\nfor _ in range(5_000): c = type('C', (c,), {})\ndef deep(n):\n  if n: deep(n - 1)\n  else: root.x = 1\ndeep(500)\n[c.x]",
    [1],
  ],
  "new bases for a class of many subclasses": [
    "class A: pass\nclass B(A): pass\nclass C: x = 1\nsubclasses = [type('S', (B,), {}) for _ in range(200_000)]\nB.__bases__ = (C,)\n[subclasses[-1].x]",
    [1],
  ],
  "an exception with many notes": [
    "import sys\ne = ValueError()\ne.__notes__ = ['a'] * 300_000\ne.add_note('b\\n' * 300_000)\nsys.excepthook(None, e, None)\n[1]",
    [1],
  ],
  "a name that is none of many": [
    "import sys\ntry: exec('zzz', {f'a{i}': 1 for i in range(300_000)})\nexcept NameError as e: sys.excepthook(None, e, e.__traceback__)\n[1]",
    [1],
  ],
  "a function of many parameters": [
    "names = ', '.join(f'a{i}=1' for i in range(150_000))\nexec(f'def f(*, {names}): return a9')\n[f()]",
    [1],
  ],
  "exceptions that a generator handles when it is joined again": [
    `import sys
sys.setrecursionlimit(100_000)
def handle(n):
  try: raise ValueError
  except ValueError:
    if n: yield from handle(n - 1)
    else:
      yield 1
      yield 2
def pass_on(g): yield from g
inner = handle(20_000)
first = pass_on(inner)
second = pass_on(inner)
[next(first), *second]`,
    [1, 2],
  ],
};

describe("depth and length of data", () => {
  afterEach(closeAll);

  for (const [what, [source, result]] of Object.entries(PROGRAMS))
    it(`${what}: nothing for JavaScript's stack`, async () => {
      expect(await newInterpreter().run(source)).to.deep.equal(result);
    });
});
