import { expect } from "chai";
import { PythonError, type PythonFunction } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection } from "../support/host.ts";

describe("calls for a result at once", () => {
  afterEach(closeAll);

  it("runSync gives the value of the last expression", () => {
    const py = newInterpreter();
    expect(py.runSync("x = 2\nx * 21")).to.equal(42);
    expect(py.runSync("x = 2")).to.equal(undefined);
  });

  it("runSync throws what Python raises", () => {
    expect(() => newInterpreter().runSync("{}['k']")).to.throw(PythonError, "KeyError: 'k'");
  });

  for (const [what, source] of [
    ["time.sleep", "import time\ntime.sleep(1)"],
    ["a function of the host", "host.wait()"],
    ["an event loop", "import asyncio\nasyncio.run(asyncio.sleep(0))"],
  ] as const) {
    it(`runSync refuses to wait for ${what}, by name`, () => {
      const py = newInterpreter({ modules: { host: { wait: async () => 1 } } });
      expect(() => py.runSync(`import host\n${source}`)).to.throw(
        PythonError,
        /^RuntimeError: cannot wait .*below runSync\(\)/,
      );
      expect(py.runSync("1")).to.equal(1);
    });
  }

  it("a function of the host may call Python, which cannot wait then", async () => {
    const apply = (f: PythonFunction, x: number) => f.callSync(x);
    const py = newInterpreter({ modules: { host: { apply } } });
    expect(await py.run("import host\nhost.apply(lambda x: x + 1, 2)")).to.equal(3);
    const error = await rejection<PythonError>(py.run("import time\nhost.apply(time.sleep, 1)"));
    expect(error.message).to.match(/cannot wait for time.sleep\(\) below host function 'apply'/);
  });

  it("an exception passes through the host's frames and back, with both parts of the traceback", async () => {
    const py = newInterpreter({
      modules: { host: { apply: (f: PythonFunction) => f.callSync() } },
    });
    const error = await rejection<PythonError>(
      py.run("import host\ndef fail(): 1/0\nhost.apply(fail)"),
    );
    expect(error.traceback).to.match(/in <module>\n.*\n.*\n.*in fail\n/);
  });

  it("the two call each other only so deep", async () => {
    const py = newInterpreter({
      modules: { host: { apply: (f: PythonFunction) => f.callSync() } },
    });
    expect(await rejection(py.run("import host\ndef f(): return host.apply(f)\nf()"))).to.include({
      type: "RecursionError",
    });
    expect(await py.run("1")).to.equal(1);
  });

  it("canWait tells whether Python is waiting for the host to return", async () => {
    const seen: boolean[] = [];
    const py = newInterpreter({ modules: { host: { look: () => void seen.push(py.canWait()) } } });
    await py.run("import host\nhost.look()");
    seen.push(py.canWait());
    expect(seen).to.deep.equal([false, true]);
  });

  it("a run that is started meanwhile takes its first step later", async () => {
    let inner: Promise<unknown> = Promise.resolve();
    const py = newInterpreter({
      modules: {
        host: {
          start: () => {
            inner = py.run("log.append('inner')");
          },
        },
      },
    });
    await py.run("import host\nlog = []\nhost.start()\nlog.append('outer')");
    await inner;
    expect(py.globals.get("log")).to.deep.equal(["outer", "inner"]);
  });
});
