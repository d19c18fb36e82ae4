import { expect } from "chai";
import {
  createTestRuntime,
  settle,
  type TestRuntime,
  type TestRuntimeOptions,
} from "../../src/testing/index.ts";

describe("ohwait/testing", () => {
  let runtime: TestRuntime | undefined;
  const make = (options: TestRuntimeOptions = {}): TestRuntime => {
    runtime = createTestRuntime(options);
    return runtime;
  };
  afterEach(() => runtime?.close());

  it("captures output", async () => {
    const { run, ...rest } = { run: make() };
    void rest;
    await run.run("import sys\nprint('out')\nprint('err', file=sys.stderr)");
    expect([run.stdout, run.stderr]).to.deep.equal(["out\n", "err\n"]);
  });

  it("finds modules in its files", async () => {
    expect(
      await make({ files: { "/m.py": "x = 5", "/p/__init__.py": "y = 6" } }).run(
        "import m, p\nm.x + p.y",
      ),
    ).to.equal(11);
  });

  it("time stands still until it is advanced", async () => {
    const rt = make();
    let isDone = false;
    const done = rt.run("import time\ntime.sleep(10)").then(() => {
      isDone = true;
    });
    await rt.clock.advance(9.9);
    expect(isDone).to.equal(false);
    await rt.clock.advance(0.1);
    await done;
    expect(rt.clock.time).to.be.closeTo(10, 1e-6);
  });

  it("timers on the way fire each at its time", async () => {
    const rt = make();
    const done = rt.run(`
import asyncio
log = []
async def at(n):
    await asyncio.sleep(n)
    log.append(round(asyncio.get_running_loop().time(), 3))
    await asyncio.sleep(n)
    log.append(round(asyncio.get_running_loop().time(), 3))
async def main():
    await asyncio.gather(at(1), at(1.5))
asyncio.run(main())
log`);
    await rt.clock.advance(10);
    expect(await done).to.deep.equal([1, 1.5, 2, 3]);
  });

  it("with autojump a program that sleeps needs no waiting", async () => {
    expect(
      await make({ autojump: true }).run(
        "import time\nt = time.monotonic()\ntime.sleep(3600)\ntime.monotonic() - t",
      ),
    ).to.equal(3600);
  });

  it("autojump waits for the host's promises", async () => {
    const log: string[] = [];
    const slow = async () => {
      for (let i = 0; i < 20; i++) await settle();
      log.push("host");
    };
    const rt = make({
      autojump: true,
      modules: { host: { slow, note: (text: string) => void log.push(text) } },
    });
    await rt.run(`
import asyncio, host
async def sleeper():
    await asyncio.sleep(1)
    host.note("slept")
async def caller():
    host.slow()
async def main():
    await asyncio.gather(sleeper(), caller())
asyncio.run(main())`);
    expect(log).to.deep.equal(["host", "slept"]);
  });

  it("runAll ends when no timer is left, or throws", async () => {
    const rt = make();
    const done = rt.run("import time\nfor n in range(5): time.sleep(n)\n'done'");
    await rt.clock.runAll();
    expect(await done).to.equal("done");
    const endless = rt.run("import time\nwhile True: time.sleep(1)").catch(() => "closed");
    let message = "";
    await rt.clock.runAll({ limit: 20 }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.match(/after 20/);
    await rt.close();
    expect(await endless).to.equal("closed");
  });

  it("a program that never waits leaves the test running", async () => {
    const controller = new AbortController();
    const rt = make();
    const endless = rt
      .run("while True: pass", { signal: controller.signal })
      .catch((reason: unknown) => reason);
    await settle();
    controller.abort("stopped");
    expect(await endless).to.equal("stopped");
  });
});
