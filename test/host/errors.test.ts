import { expect } from "chai";
import type { Kernel } from "../../src/kernel/kernel.ts";
import { InternalError, PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection, turns } from "../support/host.ts";

const failure = (source: string) => rejection<PythonError>(newInterpreter().run(source));

describe("PythonError", () => {
  afterEach(closeAll);

  it("has the type, the arguments, the message and the traceback", async () => {
    const error = await failure("def f(): raise ValueError('text', 2)\nf()");
    expect(error).to.be.an.instanceOf(PythonError);
    expect(error).to.include({ type: "ValueError", message: "ValueError: ('text', 2)" });
    expect(error.args).to.deep.equal(["text", 2]);
    expect(error.traceback).to.equal(`Traceback (most recent call last):
  File "<string>", line 2, in <module>
    f()
    ~^^
  File "<string>", line 1, in f
    def f(): raise ValueError('text', 2)
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
ValueError: ('text', 2)
`);
  });

  it("shows where Python stood in its stack", async () => {
    expect((await failure("1/0")).stack).to.match(
      /^PythonError: ZeroDivisionError: division by zero\nTraceback/,
    );
  });

  it("has the cause as its cause", async () => {
    const { cause } = await failure(
      "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e",
    );
    expect(cause).to.be.an.instanceOf(PythonError).and.include({ type: "ZeroDivisionError" });
  });

  it("names classes of the program and of modules", async () => {
    expect(await failure("class Wrong(Exception): pass\nraise Wrong(1)")).to.include({
      type: "Wrong",
      message: "Wrong: 1",
    });
  });

  for (const [source, code] of [
    ["raise SystemExit", 0],
    ["raise SystemExit(3)", 3],
    ["raise SystemExit(True)", 1],
    ["raise SystemExit('text')", 1],
    ["import sys; sys.exit(256 + 7)", 7],
    ["raise SystemExit(-1)", 255],
  ] as const) {
    it(`${source} has exit code ${code} and ends nothing`, async () => {
      expect(await failure(source)).to.include({ type: "SystemExit", exitCode: code });
    });
  }

  it("a failing __str__ does not hide the exception", async () => {
    const error = await failure("class Bad(Exception):\n    def __str__(self): 1/0\nraise Bad");
    expect(error).to.include({ type: "Bad", message: "Bad: <exception str() failed>" });
  });

  it("a __str__ that would wait does not hide it either", async () => {
    const error = await failure(
      "import time\nclass Bad(Exception):\n    def __str__(self):\n        time.sleep(1)\n        return ''\nraise Bad",
    );
    expect(error).to.include({ type: "Bad" });
  });
});

describe("an internal fault", () => {
  const { OHWAIT_DEBUG } = process.env;
  afterEach(async () => {
    if (OHWAIT_DEBUG === undefined) delete process.env["OHWAIT_DEBUG"];
    else process.env["OHWAIT_DEBUG"] = OHWAIT_DEBUG;
    await closeAll();
  });

  /** A break handler that fails as an opcode might. */
  const faulty = async () => {
    const py = newInterpreter();
    const { session } = py as unknown as { session: { runtime: { stdout: () => unknown } } };
    session.runtime.stdout = () => {
      throw new RangeError("a bug");
    };
    return await rejection<InternalError>(py.run("print(1)"));
  };

  it("is a typed SystemError without anything of JavaScript", async () => {
    delete process.env["OHWAIT_DEBUG"];
    const error = await faulty();
    expect(error).to.be.an.instanceOf(InternalError);
    expect(error).to.include({ type: "SystemError", message: "SystemError: internal error" });
    expect(error.cause).to.equal(undefined);
    expect(error.traceback).not.to.contain("a bug");
  });

  it("has the JavaScript error as its cause if OHWAIT_DEBUG is 1", async () => {
    process.env["OHWAIT_DEBUG"] = "1";
    expect((await faulty()).cause).to.be.an.instanceOf(RangeError);
  });

  it("between all programs ends them, typed, and leaves the process alone", async () => {
    delete process.env["OHWAIT_DEBUG"];
    const py = newInterpreter();
    const waiting = rejection(py.run("import time\ntime.sleep(1000)"));
    await turns();
    const { session } = py as unknown as { session: { runtime: { kernel: Kernel } } };
    session.runtime.kernel.at(0, () => {
      throw new RangeError("a bug");
    });
    expect(await waiting).to.be.an.instanceOf(InternalError);
    expect(await rejection(py.run("1"))).to.be.an.instanceOf(InternalError);
    expect(await newInterpreter().run("'others go on'")).to.equal("others go on");
  });
});
