import { expect } from "chai";
import { closeAll, newInterpreter } from "../support/host.ts";

const CLASS = `
class Named:
    def __init__(self, name, *others):
        self.name, self.others = name, others
    def __del__(self):
        print("del", self.name)
`;

describe("what a program leaves behind", () => {
  afterEach(closeAll);

  async function outputOf(source: string): Promise<string> {
    let stdout = "";
    const py = newInterpreter({
      stdout: (text) => {
        stdout += text;
      },
    });
    await py.run(source);
    await py.close();
    return stdout;
  }

  it("is finalised when the interpreter closes: private names first, owners before what they own, the rest by age", async () => {
    const source = `${CLASS}
rest = {1: [Named("in a list")]}
a = Named("a", Named("owned"))
_b = Named("_b")
def hidden(x=Named("default")): return lambda: y
class Holder: kept = Named("kept")`;
    expect(await outputOf(source)).to.equal(
      "del _b\ndel in a list\ndel a\ndel owned\ndel default\ndel kept\n",
    );
  });

  it("is finalised although it refers to itself", async () => {
    expect(await outputOf(`${CLASS}\nx = Named("x")\nx.me = x\ndel x`)).to.equal("del x\n");
  });

  it("is closed, if it is a generator that has something to do at its end", async () => {
    const source = `
def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("end of", name)
def outer():
    try:
        yield from numbers("inner")
    finally:
        print("end of outer")
first, second, ended = numbers("first"), numbers("second"), numbers("ended")
kept = [outer()]
for g in (second, first, ended, kept[0]): next(g)
for _ in ended: pass
unstarted = numbers("unstarted")
def failing():
    try: yield
    finally: 1 / 0
f = failing()
next(f)
import sys
sys.unraisablehook = lambda u: print(u.err_msg.split(" object")[0], u.exc_value)`;
    expect(await outputOf(source)).to.equal(
      "end of ended\nend of first\nend of second\nend of inner\nend of outer\n" +
        "Exception ignored while closing generator <generator division by zero\n",
    );
  });

  it("has as long as the deadline of the closing", async () => {
    const py = newInterpreter();
    await py.run("class C:\n    def __del__(self):\n        while True: pass\nc = C()");
    const start = performance.now();
    await py.close({ deadline: 50 });
    expect(performance.now() - start).to.be.below(2_000);
  });

  it("may wait in __del__", async () => {
    const py = newInterpreter({ modules: { host: { note: async (x: string) => notes.push(x) } } });
    const notes: string[] = [];
    await py.run(`import host\nclass C:\n    def __del__(self): host.note("end")\nc = C()`);
    await py.close();
    expect(notes).to.deep.equal(["end"]);
  });

  it("is not told of inside a call for a result at once, which can still collect", async () => {
    const py = newInterpreter();
    expect(py.runSync("import gc\ngc.collect()\n1")).to.equal(1);
  });

  it("leaves other classes' instances alone: they are no more than their attributes", async () => {
    const py = newInterpreter();
    await py.run("class C: pass\nc = C()\nclass D:\n    def __del__(self): pass\nd = D()\nd.x = 1");
    expect(await py.evaluate("d.x")).to.equal(1);
  });
});
