import { expect } from "chai";
import { LimitError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection, turns } from "../support/host.ts";

/** Builtins that go on without end, and no instruction of the program with them. */
const ENDLESS = [
  "sum(iter(int, 1))",
  "sum(range(10**15))",
  "max(iter(int, 1))",
  "max(range(10**15))",
  "min(iter(int, 1), key=abs)",
  "max(range(10**15), key=float)",
  "all(map(abs, map(int, iter(lambda: 1, 0))))",
  "all(map(str, range(10**15)))",
  "any(filter(str.isspace, map(str, range(10**15))))",
  "next(filter(None, iter(int, 1)))",
  "next(filter(str.isspace, map(str, range(10**15))))",
  "1 in iter(int, 1)",
  "[] in zip(range(10**15))",
  "set(iter(int, 1))",
  "dict.fromkeys(iter(int, 1))",
  "set() & set().intersection(iter(int, 1))",
  "set().intersection(range(10**15))",
  "set().isdisjoint(range(10**15))",
  "{-1}.difference(range(10**15))",
  "{}.keys() & range(10**15)",
  "a, *b = zip(filter(None, iter(int, 1)))",
  // Patterns that try for longer than anybody lives.
  "import re\nre.match('(a+)+b', 'a' * 60)",
  "import re\nre.sub('(a|aa)+$', 'x', 'a' * 100 + 'b')",
  "import re\nlist(re.finditer('(?:a?){60}a{60}b', 'a' * 80))",
  "import re\nre.findall('(?=(?:a*)*b)', 'a' * 60)",
  "import re\nre.split('(?>(?:a|a)+b)', 'a' * 60)",
  "import re\nre.compile('(.*)*\\\\1b').scanner('a' * 60).search()",
  // Recursion without a call by name: these would take longer than the universe.
  "def f(*a): return a[0] and (f(*[a[0] - 1]) or f(*[a[0] - 1]))\nf(200)",
  "class C:\n  def __neg__(self):\n    self.n -= 1\n    v = self.n and (-self or -self)\n    self.n += 1\n    return v\nc = C()\nc.n = 200\n-c",
  "class C:\n  n = 200\n  def __getitem__(self, k):\n    self.n -= 1\n    v = self.n and (self[0] or self[0])\n    self.n += 1\n    return v\nC()[0]",
];

describe("builtins without end", () => {
  afterEach(closeAll);

  for (const source of ENDLESS) {
    it(`an AbortSignal ends ${source}`, async () => {
      const py = newInterpreter({ deterministic: true });
      const controller = new AbortController();
      const run = rejection(py.run(source, { signal: controller.signal }));
      await turns();
      controller.abort("enough");
      expect(await run).to.equal("enough");
      expect(await py.run("1 + 1")).to.equal(2);
    });
  }

  it("another run's timers are due while one goes on", async () => {
    const py = newInterpreter({ deterministic: true });
    const controller = new AbortController();
    const run = rejection(py.run("sum(iter(int, 1))", { signal: controller.signal }));
    const source =
      "import asyncio, time\ntime.sleep(0.001)\nasyncio.run(asyncio.sleep(0.001, 'slept'))";
    expect(await py.run(source)).to.equal("slept");
    controller.abort("enough");
    expect(await run).to.equal("enough");
  });

  it("an exception arrives in them as in a call of theirs", async () => {
    const py = newInterpreter();
    const controller = new AbortController();
    const source = `
log = []
try:
    sum(iter(int, 1))
finally:
    log.append("finally")`;
    const run = rejection(py.run(source, { signal: controller.signal }));
    await turns();
    controller.abort("enough");
    expect(await run).to.equal("enough");
    expect(py.globals.get("log")).to.deep.equal(["finally"]);
  });

  it("fuel ends them where it is used up", async () => {
    const py = newInterpreter({ limits: { fuel: 100_000 } });
    const error: LimitError = await rejection(py.run("sum(iter(int, 1))"));
    expect(error).to.be.an.instanceOf(LimitError);
    expect(error.used).to.be.within(100_000, 100_200);
  });

  it("two take turns, and both end as they would alone", async () => {
    const py = newInterpreter({ deterministic: true });
    await py.run(`
def count(n, i=0):
    while i < n:
        i += 1
        yield i`);
    const source = "sum(map(int, map(str, count(20_000))))";
    expect(await Promise.all([py.run(source), py.run(source)])).to.deep.equal([
      200_010_000, 200_010_000,
    ]);
  });

  it("a synchronous call goes on until it is done", () => {
    const py = newInterpreter();
    expect(py.runSync("sum(map(int, map(str, range(100_000))))")).to.equal(4_999_950_000);
  });
});
