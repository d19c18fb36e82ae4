import { expect } from "chai";
import { LimitError, type PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection } from "../support/host.ts";

const guarded = (body: string) => `
import asyncio, time
log = []
async def spin():
    while True: pass
async def yielding():
    while True: await asyncio.sleep(0)
try:
    ${body}
except BaseException:
    log.append("except")
finally:
    log.append("finally")`;

describe("limits", () => {
  afterEach(closeAll);

  it("fuel ends a program, past all its handlers", async () => {
    const py = newInterpreter({ limits: { fuel: 100_000 } });
    const error = await rejection<LimitError>(py.run(guarded("while True: pass")));
    expect(error).to.be.an.instanceOf(LimitError);
    expect(error).to.include({ kind: "fuel", limit: 100_000 });
    expect(error.used).to.be.within(100_000, 100_100);
    expect(py.globals.get("log")).to.deep.equal([]);
  });

  it("the same program uses the same fuel", async () => {
    const used = async () => {
      const py = newInterpreter({ limits: { fuel: 50_000 }, deterministic: true });
      const source = "def f(n): return sorted(str(i) for i in range(n))\nwhile True: f(100)";
      return (await rejection<LimitError>(py.run(source))).used;
    };
    expect(await used()).to.equal(await used());
  });

  it("without fuel nothing runs any more", async () => {
    const py = newInterpreter({ limits: { fuel: 50_000 } });
    await rejection(py.run("while True: pass"));
    expect(await rejection(py.run("for i in range(3): pass"))).to.be.an.instanceOf(LimitError);
  });

  for (const body of [
    "while True: pass",
    "time.sleep(1000)",
    "asyncio.run(spin())",
    "asyncio.run(yielding())",
    "asyncio.run(asyncio.sleep(1000))",
    "asyncio.run(asyncio.to_thread(lambda: [0 for _ in iter(int, 1)]))",
    "asyncio.run(asyncio.to_thread(time.sleep, 1000))",
  ]) {
    it(`the wall clock ends ${body}`, async () => {
      const py = newInterpreter({ limits: { wallClock: 20 } });
      await py.run("import asyncio");
      const error = await rejection<LimitError>(py.run(guarded(body)));
      expect(error).to.include({ kind: "wallClock", limit: 20 });
      expect(py.globals.get("log")).to.deep.equal([]);
      expect(await py.run("asyncio.run(asyncio.sleep(0, 'usable'))")).to.equal("usable");
    });
  }

  for (const expression of [
    "math.gcd(3**3000000, 2**4000000 + 1)",
    "math.lcm(3**3000000, 2**4000000 + 1)",
    "math.isqrt(1 << 3*10**7)",
    "math.factorial(3*10**6)",
    "math.comb(10**6, 5*10**5)",
    "[*range(2**26)]",
    "{*range(2**23)}",
    "(1, 2) * 2**25",
    "hash(tuple(range(10**7)))",
    "(b'a' * 2**27).count(b'a')",
  ]) {
    it(`fuel ends ${expression} while it works`, async () => {
      const py = newInterpreter({ limits: { fuel: 4_000_000 } });
      const error = await rejection<LimitError>(py.run(`import math\n${expression}`));
      expect(error).to.include({ kind: "fuel" });
      // Not long after: no piece of the work is much larger than the rest.
      expect(error.used).to.be.below(16_000_000);
    });
  }

  it("the wall clock ends what goes on, to wait, just when the time is up", async () => {
    const py = newInterpreter({ limits: { wallClock: 20 } });
    await py.run("import asyncio");
    py.globals.set("late", async () => {
      await null;
      const end = performance.now() + 25;
      while (performance.now() < end);
    });
    const error = await rejection<LimitError>(py.run(guarded("late(); asyncio.run(yielding())")));
    expect(error).to.include({ kind: "wallClock", limit: 20 });
  });

  it("the wall clock counts each call from the host for itself", async () => {
    const py = newInterpreter({ limits: { wallClock: 30 } });
    for (let i = 0; i < 4; i++) await py.run("import time\ntime.sleep(0.01)");
  });

  it("recursion is a Python exception, and the program may go on", async () => {
    const py = newInterpreter({ limits: { recursion: 50 } });
    const source =
      "def f(n): return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as e:\n    r = str(e)\nr";
    expect(await py.run(source)).to.equal("maximum recursion depth exceeded");
    expect(await py.run("import sys\nsys.getrecursionlimit()")).to.equal(50);
  });

  for (const [where, source] of [
    ["__repr__", "class A:\n    def __repr__(self): return repr(self)\nrepr(A())"],
    ["__eq__", "class A:\n    def __eq__(self, o): return self == o\nA() == A()"],
    ["__getattr__", "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().x"],
    ["__hash__", "class A:\n    def __hash__(self): return hash(self)\n{A(): 1}"],
    ["sorted", "def f(x): return sorted([1, 2], key=f)\nf(1)"],
    ["a property", "class A:\n    @property\n    def p(self): return self.p\nA().p"],
    ["iteration", "class A:\n    def __iter__(self): return iter(self)\nlist(A())"],
    ["map", "def f(x): return list(map(f, [x]))\nf(1)"],
    ["a nested list", "x = []\nfor i in range(100_000): x = [x]\nrepr(x)"],
    ["comparing nested lists", "x = []\ny = []\nfor i in range(100_000): x = [x]; y = [y]\nx == y"],
  ] as const) {
    it(`endless recursion through ${where} is a RecursionError`, async () => {
      const py = newInterpreter();
      const error = await rejection<PythonError>(py.run(source));
      expect(error).to.include({ type: "RecursionError" });
      expect(await py.run("'usable'")).to.equal("usable");
    });
  }
});
