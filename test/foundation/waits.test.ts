import { expect } from "chai";
import type { PythonFunction } from "../../src/node.ts";
import { closeAll, newInterpreter } from "../support/host.ts";

/** Ways to have Python on Python's stack; each calls `below(n - 1)` and gives its result. */
const LEVELS: Record<string, string> = {
  "a call": "return below(n - 1)",
  __add__: "return Level(n) + 0",
  __getattr__: "return Level(n).whatever",
  __getitem__: "return Level(n)[0]",
  __eq__: "return Level(n) == 0",
  "__lt__ in a sort": "return sorted([Level(n), Level(n)])[0].result",
  "a sort key": "return sorted([n], key=lambda n: result(below(n - 1)))[0] and last[0]",
  __hash__: "return {Level(n)} and last[0]",
  __init__: "return Level.__call__.__get__(Level(n))() and last[0]",
  __bool__: "return bool(Level(n)) and last[0]",
  __len__: "return len(Level(n)) and last[0]",
  __repr__: "return repr(Level(n)) and last[0]",
  __contains__: "return 0 in Level(n) and last[0]",
  __call__: "return Level(n)()",
  "a property": "return Level(n).prop",
  "a generator": "return next(below(n - 1) for _ in [0])",
  "yield from": "return [*delegate(n)][0]",
  map: "return next(map(below, [n - 1]))",
  "max with a key": "return max([n], key=lambda n: result(below(n - 1))) and last[0]",
  "what replaces a match":
    "return __import__('re').sub('a', lambda m: str(result(below(n - 1))), 'a') and last[0]",
  "a with block": "\n    with Level(n) as value: return value",
  "a class body": "\n    class C: value = below(n - 1)\n    return C.value",
  "a decorator": "\n    @Level(n)\n    def f(): pass\n    return f",
  "an f-string": "return f'{Level(n)}' and last[0]",
  "an unpacking": "\n    [value] = Level(n)\n    return value",
  finally: "\n    try: pass\n    finally: value = below(n - 1)\n    return value",
  except: "\n    try: 1/0\n    except ZeroDivisionError: return below(n - 1)",
};

const program = (body: string) => `
import host, sys
sys.setrecursionlimit(1_000_000)
last = [None]

def result(value):
    last[0] = value
    return 1

class Level:
    def __init__(self, n): self.n = n
    def __add__(self, other): return below(self.n - 1)
    def __getattr__(self, name):
        if name == "result": return last[0]
        return below(self.n - 1)
    def __getitem__(self, i): return below(self.n - 1)
    def __eq__(self, other): return below(self.n - 1)
    def __lt__(self, other): return result(below(self.n - 1)) == 0
    def __hash__(self): return result(below(self.n - 1))
    def __bool__(self): return result(below(self.n - 1)) == 1
    def __len__(self): return result(below(self.n - 1))
    def __repr__(self): return "x" * result(below(self.n - 1))
    def __format__(self, spec): return "x" * result(below(self.n - 1))
    def __contains__(self, x): return result(below(self.n - 1))
    def __call__(self, f=None): return result(value := below(self.n - 1)) and value
    def __iter__(self): yield below(self.n - 1)
    def __enter__(self): return below(self.n - 1)
    def __exit__(self, *exc): pass
    @property
    def prop(self): return below(self.n - 1)

def delegate(n):
    yield from iter(Level(n))

def below(n):
    if n == 0: return host.wait()
    ${body}
`;

describe("a wait", () => {
  afterEach(closeAll);

  for (const [how, body] of Object.entries(LEVELS))
    it(`below 2,500 times ${how} leaves the JavaScript stack as it was`, async () => {
      const depths: number[] = [];
      const wait = async () => {
        depths.push(stackDepth());
        await null;
        return 42;
      };
      const py = newInterpreter({ modules: { host: { wait } } });
      await py.run(program(body));
      const below = py.globals.get("below") as PythonFunction;
      expect(await below(1)).to.equal(42);
      expect(await below(2_500)).to.equal(42);
      expect(depths[1]).to.be.at.most((depths[0] as number) + 2);
    });

  it("below 10,000 sync calls, dunders and sort keys works", async () => {
    for (const how of ["a call", "__add__", "a sort key"]) {
      const py = newInterpreter({ modules: { host: { wait: async () => 42 } } });
      await py.run(program(LEVELS[how] as string));
      expect(await (py.globals.get("below") as PythonFunction)(10_000)).to.equal(42);
    }
  });

  it("below 10,000 calls may end in an exception, which passes them all", async () => {
    const py = newInterpreter({
      modules: { host: { wait: () => Promise.reject(new Error("no")) } },
    });
    await py.run(program(LEVELS["a call"] as string));
    const source = "try: below(10_000)\nexcept host_error as e: caught = str(e)\ncaught";
    await py.run("host_error = Exception");
    expect(await py.run(source)).to.contain("no");
  });

  it("below which somebody recurses without end is a RecursionError, and all goes on", async () => {
    for (const body of Object.values(LEVELS)) {
      const py = newInterpreter({ modules: { host: { wait: async () => 42 } } });
      await py.run(program(body));
      const source = `
sys.setrecursionlimit(400)
try: below(1_000_000)
except RecursionError as e: message = str(e)
message`;
      expect(await py.run(source), body).to.match(/^maximum recursion depth exceeded/);
      expect(await py.run("below(3)")).to.equal(42);
    }
  });
});

/** How many JavaScript frames there are. */
function stackDepth(): number {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Infinity;
  const depth = (new Error().stack as string).split("\n").length;
  Error.stackTraceLimit = stackTraceLimit;
  return depth;
}
