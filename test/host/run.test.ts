import { expect } from "chai";
import { ClosedError, type PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection, turns } from "../support/host.ts";

describe("running programs", () => {
  afterEach(closeAll);

  it("run resolves to the value of a last expression, else to undefined", async () => {
    const py = newInterpreter();
    expect(await py.run("x = 20\nx + 1")).to.equal(21);
    expect(await py.run("x = 3")).to.equal(undefined);
    expect(await py.run("")).to.equal(undefined);
    expect(await py.run("[].clear()")).to.equal(null);
  });

  it("programs of one interpreter share their variables, those of others do not", async () => {
    const py = newInterpreter();
    await py.run("x = 1");
    expect(await py.run("x")).to.equal(1);
    expect(await rejection(newInterpreter().run("x"))).to.include({ type: "NameError" });
  });

  it("a class attribute set in one interpreter is not seen in another, though they share code", async () => {
    const source = "class A:\n    n = 0\nA.n += 1\nA.n";
    expect(await newInterpreter().run(source)).to.equal(1);
    expect(await newInterpreter().run(source)).to.equal(1);
  });

  it("no step is taken within the call", async () => {
    const seen: string[] = [];
    const py = newInterpreter({ stdout: (text) => seen.push(text) });
    const done = py.run("print('in Python')");
    await Promise.resolve();
    seen.push("in the host");
    await done;
    expect(seen).to.deep.equal(["in the host", "in Python\n"]);
  });

  it("programs run side by side", async () => {
    const py = newInterpreter();
    const slow = py.run("import time\ntime.sleep(0.02)\n'slow'");
    const quick = py.run("'quick'");
    expect(await Promise.race([slow, quick])).to.equal("quick");
    expect(await slow).to.equal("slow");
  });

  it("a program that never ends stops neither other programs nor timers", async () => {
    const py = newInterpreter();
    const controller = new AbortController();
    const endless = rejection(py.run("while True: pass", { signal: controller.signal }));
    expect(await py.run("1 + 1")).to.equal(2);
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(performance.now() - start).to.be.below(500);
    controller.abort("enough");
    expect(await endless).to.equal("enough");
  });

  it("inputs are variables", async () => {
    const py = newInterpreter();
    expect(await py.run("sum(numbers)", { inputs: { numbers: [1, 2, 3] } })).to.equal(6);
  });

  it("the file name is shown in tracebacks", async () => {
    const error = await rejection<PythonError>(
      newInterpreter().run("1/0", { filename: "prices.py" }),
    );
    expect(error.traceback).to.contain('File "prices.py", line 1, in <module>');
  });

  it("evaluate gives the value of an expression and refuses statements", async () => {
    const py = newInterpreter();
    expect(await py.evaluate("None")).to.equal(null);
    expect(await rejection(py.evaluate("x = 1"))).to.include({ type: "SyntaxError" });
  });

  it("globals can be read, set, listed and deleted", async () => {
    const { globals } = newInterpreter();
    globals.set("x", 5);
    expect([globals.get("x"), globals.has("x"), globals.keys().includes("x")]).to.deep.equal([
      5,
      true,
      true,
    ]);
    expect([globals.delete("x"), globals.has("x"), globals.get("x")]).to.deep.equal([
      true,
      false,
      undefined,
    ]);
  });

  it("argv and cooperative are seen by the program", async () => {
    const py = newInterpreter({ argv: ["prog", "one"], cooperative: true });
    expect(await py.run("import sys\nsys.argv")).to.deep.equal(["prog", "one"]);
    const ticks = `
import asyncio, time
order = []
async def sleeper():
    time.sleep(0.01)
    order.append("sleeper")
async def other():
    order.append("other")
async def main():
    await asyncio.gather(sleeper(), other())
asyncio.run(main())
order`;
    expect(await py.run(ticks)).to.deep.equal(["other", "sleeper"]);
    expect(await newInterpreter().run(ticks)).to.deep.equal(["sleeper", "other"]);
  });

  it("calls from the host have a thread identity of their own: each can run its own loop", async () => {
    const py = newInterpreter();
    const source =
      "import asyncio\nasync def main(n):\n    await asyncio.sleep(0.001)\n    return n\n";
    await py.run(source);
    const results = await Promise.all([1, 2, 3].map((n) => py.run(`asyncio.run(main(${n}))`)));
    expect(results).to.deep.equal([1, 2, 3]);
  });

  it("a task that has used up its slice goes on, as the current task, and may wait then", async () => {
    const source = `
import asyncio
async def busy():
    task = asyncio.current_task()
    for i in range(300_000): pass
    await asyncio.sleep(0)
    return task is asyncio.current_task()
async def main():
    return await asyncio.gather(busy(), busy())
asyncio.run(main())`;
    expect(await newInterpreter({ deterministic: true }).run(source)).to.deep.equal([true, true]);
  });

  it("syntax errors and internal limits of the parser are Python exceptions", async () => {
    const py = newInterpreter();
    expect(await rejection(py.run("x ="))).to.include({ type: "SyntaxError" });
    const deep = await rejection<PythonError>(py.run("(".repeat(100_000)));
    expect(["SyntaxError", "RecursionError", "MemoryError"]).to.include(deep.type);
    expect(await rejection(py.run("x = '\0'"))).to.include({ type: "SyntaxError" });
  });

  it("after close every call rejects with ClosedError", async () => {
    const py = newInterpreter();
    await py.run("def f(): pass");
    const f = py.globals.get("f") as () => Promise<unknown>;
    await py.close();
    for (const late of [py.run("1"), py.evaluate("1"), f()])
      expect(await rejection(late)).to.be.an.instanceOf(ClosedError);
    expect(() => py.runSync("1")).to.throw(ClosedError);
  });

  it("nothing is left of a closed interpreter that waited", async () => {
    await turns(); // Mocha's own timer is among them by now.
    const before = process.getActiveResourcesInfo().length;
    const py = newInterpreter();
    const waiting = rejection(py.run("import time\ntime.sleep(1000)"));
    await turns();
    await py.close();
    expect(await waiting).to.be.an.instanceOf(ClosedError);
    expect(process.getActiveResourcesInfo()).to.have.length(before);
  });
});
