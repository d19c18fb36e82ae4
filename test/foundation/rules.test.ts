import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { jumps } from "../../src/compiler/operations.ts";
import type { LimitError, PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection, turns } from "../support/host.ts";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file): [string, string] => [file, readFileSync(SRC + file, "utf8")]);
const filesWith = (pattern: RegExp, among = /./) =>
  sources.filter(([file, text]) => among.test(file) && pattern.test(text)).map(([file]) => file);

describe("the rules of ARCHITECTURE.md", () => {
  afterEach(closeAll);

  it("natives import the machine in no way, not even as a whole", () => {
    const machine =
      /(import|export) (?!type )[^;]*"[^"]*vm\/(machine|exec|pump)\.ts"|import\("[^"]*vm\//;
    expect(filesWith(machine, /^(objects|modules)\//)).to.deep.equal([]);
    const whole = /import \* as \w+ from "[^"]*\/(machine|exec|pump)\.ts"/;
    expect(filesWith(whole)).to.deep.equal([]);
  });

  it("fibers are driven by the kernel and by asyncio's loop alone", () => {
    expect(filesWith(/\.drive\(/).sort()).to.deep.equal([
      "kernel/kernel.ts",
      "modules/asyncio/loop.ts",
      "modules/asyncio/task.ts",
    ]);
  });

  it("the instructions that jump, as they are documented, are known as such", () => {
    const text = readFileSync(`${SRC}compiler/opcodes.ts`, "utf8");
    let doc = "";
    for (const [, comment, name, number] of text.matchAll(
      /\/\*\*(.*?)\*\/|export const (\w+) = (\d+);/gs,
    )) {
      if (comment !== undefined) doc = comment;
      else expect(jumps(Number(number)), name).to.equal(doc.includes("=> c"));
    }
  });

  it("no file of src itself but node.ts knows Node", () => {
    const users = filesWith(
      /from "node:|import\("node:|^(?!\s*(\/?\*|\/\/)).*(?<!["'/])\bprocess\.(?!env\b)[a-z]+[A-Za-z]*[(.;]/m,
    );
    const strays = users.filter((file) => !/^(host\/platforms|cli)\/|^node\.ts$/.test(file));
    expect(strays).to.deep.equal([]);
  });

  it("natives inside natives, 50,000 deep, leave the JavaScript stack alone", async () => {
    const py = newInterpreter();
    const source =
      "import sys\nsys.setrecursionlimit(10**6)\nx = []\nfor i in range(50_000): x = [x]\nlen(repr(x))";
    expect(await py.run(source)).to.equal(100_002);
  });

  it("generators that loop over generators count as recursion", async () => {
    const py = newInterpreter();
    const source = `
def over(inner):
    for x in inner: yield x
g = iter([1])
for i in range(3_000): g = over(g)
next(g)`;
    expect(await rejection(py.run(source))).to.include({ type: "RecursionError" });
  });

  it("natives inside natives count as recursion", async () => {
    const py = newInterpreter();
    await py.run("x = []\nfor i in range(5_000): x = [x]");
    expect(await rejection(py.run("repr(x)"))).to.include({ type: "RecursionError" });
  });

  for (const expression of [
    "nest(list) == nest(list)",
    "nest(tuple) < nest(tuple)",
    "{nest(tuple): 1}",
    "{nest(frozenset): 1}",
    "hash(nest(tuple))",
  ])
    it(`${expression}: the depth is counted, and nothing breaks`, async () => {
      const py = newInterpreter();
      await py.run(
        "def nest(kind):\n    x = kind()\n    for i in range(50_000): x = kind([x])\n    return x",
      );
      const outcome = await py.run(`${expression}\n1`).catch((e: PythonError) => e.type);
      expect(outcome).to.be.oneOf([1, "RecursionError"]);
    });

  for (const expression of [
    "[0] * (2**26 + 1)",
    "(0,) * (2**26 + 1)",
    "bytes(2**30 + 1)",
    "bytearray(2**30 + 1)",
  ])
    it(`${expression} is one too many`, async () => {
      const error = await rejection<PythonError>(newInterpreter().run(`len(${expression})`));
      expect(error.type).to.equal("MemoryError");
    });

  it("library code that two interpreters share has caches of each one's own", async () => {
    const source = `
import asyncio.queues as queues
def overfill():
    q = queues.Queue(1)
    q.put_nowait(1)
    try: q.put_nowait(2)
    except Exception as e: return type(e).__name__
overfill()`;
    const [a, b] = [newInterpreter(), newInterpreter()];
    expect(await a.run(source)).to.equal("QueueFull");
    await a.run("queues.QueueFull = KeyError");
    expect(await a.run("overfill()")).to.equal("KeyError");
    expect(await b.run(source)).to.equal("QueueFull");
  });

  it("neither classes, builtins, limits nor filters of one interpreter are another's", async () => {
    const [a, b] = [newInterpreter(), newInterpreter()];
    await a.run(`
import builtins, sys, warnings
class Made: pass
builtins.made = 1
sys.set_int_max_str_digits(1000)
warnings.simplefilter("error")`);
    const seen = "[c for c in object.__subclasses__() if c.__name__ == 'Made'] == []";
    expect(await b.run(seen)).to.equal(true);
    expect(await rejection(b.run("made"))).to.include({ type: "NameError" });
    expect(await b.run("import sys\nsys.get_int_max_str_digits()")).to.equal(4300);
    expect(await b.run("import warnings\nwarnings.warn('w')\n1")).to.equal(1);
  });

  it("names and docs of builtin types cannot be changed either", async () => {
    const py = newInterpreter();
    for (const change of ["int.__name__ = 'x'", "int.__qualname__ = 'x'", "del int.__name__"])
      expect(await py.run(change).catch(String)).to.match(/TypeError: .*immutable type/);
    expect(await py.run("int.__name__")).to.equal("int");
  });

  it("names of JavaScript's are absent where nobody has given them", async () => {
    const py = newInterpreter({ modules: { host: { keys: (o: object) => "toString" in o } } });
    const source = `
class A: pass
a = A()
a.x = 1
[hasattr(a, n) or n in vars(a) for n in ("constructor", "__proto__", "toString", "_x", "valueOf")]`;
    expect(await py.run(source)).to.deep.equal([false, false, false, false, false]);
    const set = `
b = A()
for n in ("constructor", "__proto__", "toString"): setattr(b, n, 1)
[list(vars(b)), b.constructor, b.toString]`;
    expect(await py.run(set)).to.deep.equal([["constructor", "__proto__", "toString"], 1, 1]);
    expect(await py.run("import host\nhost.keys(a=1)")).to.equal(false);
    const slots =
      "class S:\n    __slots__ = ('x',)\n    def __getattr__(self, n): return n\ns = S()\ns.x = 1\ns._x";
    expect(await py.run(slots)).to.equal("_x");
  });

  for (const [what, source] of [
    ["calls without loops", "def f(n): return f(n - 1) + f(n - 1) if n else 1\nf(22)"],
    ["work of natives", "for i in range(50): sum(range(100_000))"],
    ["one native that goes on", "sum(iter(int, 1))"],
    ["calls by *", "def f(*a): return 0 if a[0] == 0 else f(*[a[0] - 1]) or f(*[a[0] - 1])\nf(60)"],
    [
      "calls by **",
      "def f(n): return 0 if n == 0 else f(**{'n': n - 1}) or f(**{'n': n - 1})\nf(60)",
    ],
    [
      "calls of objects",
      "class C:\n    def __call__(self, n): return 0 if n == 0 else self(n=n - 1) or self(n=n - 1)\nC()(60)",
    ],
    [
      "operators",
      "class C:\n    def __init__(self, n): self.n = n\n    def __add__(self, o): return 0 if self.n == 0 else (C(self.n - 1) + o) or (C(self.n - 1) + o)\nC(60) + 1",
    ],
    [
      "properties",
      "class C:\n    n = 60\n    @property\n    def p(self):\n        self.n -= 1\n        v = 0 if self.n == 0 else self.p or self.p\n        self.n += 1\n        return v\nC().p",
    ],
  ] as const)
    it(`fuel counts ${what}`, async () => {
      const py = newInterpreter({ limits: { fuel: 200_000 } });
      const error = await rejection<LimitError>(py.run(source));
      expect(error).to.include({ kind: "fuel" });
      expect(error.used).to.be.within(200_000, 350_000);
    });

  it("a dropped coroutine warns where it is dropped", async () => {
    let text = "";
    const py = newInterpreter({
      stderr: (part) => {
        text += part;
      },
    });
    await py.run("async def f(): pass\nf()\n1");
    await turns();
    expect(text).to.contain("RuntimeWarning: coroutine 'f' was never awaited");
  });

  it("an asynchronous generator of a loop outside of a task is closed when the loop is left", async () => {
    const source = `
log = []
async def numbers():
    try:
        yield 1
        yield 2
    finally:
        log.append("closed")
async def use():
    async for n in numbers(): break
    log.append("left")
try: use().send(None)
except StopIteration: pass
log`;
    expect(await newInterpreter().run(source)).to.deep.equal(["closed", "left"]);
  });

  it("ohwait in a coroutine stepped inside another hands over to the outermost one", async () => {
    const source = `
from ohwait import ohwait
log = []
class Trap:
    def __await__(self): return (yield "trap")
async def inner(): return ohwait(Trap())
async def outer():
    try: inner().send(None)
    except StopIteration as stop: return stop.value
task = outer()
log.append(task.send(None))
try: task.send("answer")
except StopIteration as stop: log.append(stop.value)
log`;
    expect(await newInterpreter().run(source)).to.deep.equal(["trap", "answer"]);
  });

  it("ohwait refuses a coroutine that somebody awaits", async () => {
    const source = `
import asyncio
from ohwait import ohwait
async def slow(): await asyncio.sleep(0); await asyncio.sleep(0)
async def main():
    c = slow()
    async def waits(): await c
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    try: ohwait(c)
    except RuntimeError as e: text = str(e)
    await task
    return text
asyncio.run(main())`;
    expect(await newInterpreter().run(source)).to.equal("coroutine is being awaited already");
  });

  it("a blocking call in a task holds up its loop, and no other program", async () => {
    const py = newInterpreter();
    const source =
      "import asyncio, time\nasync def main(): time.sleep(0.03)\nasyncio.run(main())\n'slow'";
    const first = await Promise.race([py.run(source), py.run("'quick'")]);
    expect(first).to.equal("quick");
    let hasTicked = false;
    setTimeout(() => {
      hasTicked = true;
    }, 1);
    await py.run(source);
    expect(hasTicked).to.equal(true);
  });
});
