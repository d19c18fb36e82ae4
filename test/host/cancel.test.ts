import { expect } from "chai";
import sinon from "sinon";
import { ClosedError, type PythonFunction } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection, turns } from "../support/host.ts";

/** Where a program may be when it is cancelled. */
const PLACES = [
  ["waits for the host", "host.never()"],
  ["sleeps", "time.sleep(1000)"],
  ["reads its input", "input()"],
  ["runs", "while True: pass"],
  ["awaits", "asyncio.run(asyncio.sleep(1000))"],
  ["waits for the host in a task", "asyncio.run(task(host.never))"],
  ["sleeps in a task", "asyncio.run(task(lambda: time.sleep(1000)))"],
  ["runs in a task", "asyncio.run(task(spin))"],
] as const;

const PRELUDE = `
import asyncio, time, host
async def task(f):
    f()
def spin():
    while True: pass
`;

/** A program that notes its `finally` blocks in `log`. */
const program = (body: string) => `${PRELUDE}
log = []
try:
    ${body}
except Exception:
    log.append("wrong")
finally:
    log.append("finally")`;

const never = () => new Promise<string>(() => undefined);
const waiting = () => newInterpreter({ stdin: never, modules: { host: { never } } });

describe("AbortSignal", () => {
  afterEach(closeAll);

  for (const [where, body] of PLACES) {
    it(`cancels a program that ${where}`, async () => {
      const py = waiting();
      const controller = new AbortController();
      const reason = new Error("no longer wanted");
      const run = rejection(py.run(program(body), { signal: controller.signal }));
      await turns(5);
      controller.abort(reason);
      expect(await run).to.equal(reason);
      expect(py.globals.get("log")).to.deep.equal(["finally"]);
      expect(await py.run("1 + 1")).to.equal(2);
    });
  }

  it("cleanup may wait", async () => {
    const py = waiting();
    const controller = new AbortController();
    const source = `${PRELUDE}
log = []
try:
    host.never()
finally:
    time.sleep(0.001)
    log.append("slept")`;
    const run = rejection(py.run(source, { signal: controller.signal }));
    await turns(5);
    controller.abort("reason");
    expect(await run).to.equal("reason");
    expect(py.globals.get("log")).to.deep.equal(["slept"]);
  });

  it("does not start what is aborted already", async () => {
    const py = waiting();
    const signal = AbortSignal.abort("before");
    expect(await rejection(py.run("x = 1", { signal }))).to.equal("before");
    expect(py.globals.has("x")).to.equal(false);
  });

  it("a program that does not end is not cancelled: its result counts", async () => {
    const py = waiting();
    const controller = new AbortController();
    const run = py.run(
      `${PRELUDE}\ntry:\n    host.never()\nexcept BaseException as e:\n    r = type(e).__name__\nr`,
      {
        signal: controller.signal,
      },
    );
    await turns(5);
    controller.abort();
    expect(await run).to.equal("Aborted");
  });

  it("its listener is removed at the end", async () => {
    const { signal } = new AbortController();
    const add = sinon.spy(signal, "addEventListener");
    const remove = sinon.spy(signal, "removeEventListener");
    await waiting().run("1", { signal });
    expect([add.callCount, remove.callCount]).to.deep.equal([1, 1]);
    expect(remove.firstCall.args.slice(0, 2)).to.deep.equal(add.firstCall.args.slice(0, 2));
  });

  it("cancels a call of a function too, and only that one", async () => {
    const py = waiting();
    await py.run(`${PRELUDE}\ndef f(n):\n    time.sleep(n)\n    return n`);
    const f = py.globals.get("f") as PythonFunction;
    const controller = new AbortController();
    const cancelled = rejection(f.callWith([1000], { signal: controller.signal }));
    const other = f(0.001);
    await turns();
    controller.abort("this one");
    expect(await cancelled).to.equal("this one");
    expect(await other).to.equal(0.001);
  });

  it("cancels the main task, whose cleanup may await", async () => {
    const py = waiting();
    const source = `
import asyncio
log = []
async def main():
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        await asyncio.sleep(0.001)
        log.append("cancelled")
        raise
asyncio.run(main())`;
    const controller = new AbortController();
    const run = rejection(py.run(source, { signal: controller.signal }));
    await turns(5);
    controller.abort("reason");
    expect(await run).to.equal("reason");
    expect(py.globals.get("log")).to.deep.equal(["cancelled"]);
  });
});

describe("close", () => {
  afterEach(closeAll);

  for (const [where, body] of PLACES) {
    it(`cancels a program that ${where}, and runs its finally block`, async () => {
      const py = waiting();
      const run = rejection(py.run(program(body)));
      await turns(5);
      await py.close();
      expect(await run).to.be.an.instanceOf(ClosedError);
      expect(py.globals.get("log")).to.deep.equal(["finally"]);
    });
  }

  it("waits for cleanup until the deadline and no longer", async () => {
    const py = waiting();
    const run = rejection(
      py.run("import time\ntry:\n    time.sleep(1000)\nfinally:\n    time.sleep(1000)"),
    );
    await turns(5);
    await py.close({ deadline: 5 });
    expect(await run).to.be.an.instanceOf(ClosedError);
  });

  it("ends a program that catches everything and goes on", async () => {
    const py = waiting();
    const run = rejection(
      py.run("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
    );
    await turns(5);
    await py.close({ deadline: 5 });
    expect(await run).to.be.an.instanceOf(ClosedError);
  });

  it("may be called twice", async () => {
    const py = waiting();
    await py.close();
    await py.close();
  });
});
