import { expect } from "chai";
import type { PythonError } from "../../src/node.ts";
import { closeAll, Deferred, newInterpreter, rejection, turns } from "../support/host.ts";

describe("standard streams", () => {
  afterEach(closeAll);

  it("print writes to stdout, once a call, and to a given file", async () => {
    const out: string[] = [];
    const err: string[] = [];
    const py = newInterpreter({
      stdout: (text) => out.push(text),
      stderr: (text) => err.push(text),
    });
    await py.run(
      "import sys\nprint(1, 'two')\nprint('error', file=sys.stderr)\nsys.stdout.writelines(['a', 'b'])",
    );
    expect([out, err]).to.deep.equal([["1 two\n", "a", "b"], ["error\n"]]);
  });

  it("a promise makes the writer wait, and nobody else", async () => {
    const gate = new Deferred<void>();
    const py = newInterpreter({ stdout: () => gate.promise });
    let isDone = false;
    const writing = py.run("print('slow')\n'done'").then((value) => {
      isDone = true;
      return value;
    });
    expect(await py.run("1 + 1")).to.equal(2);
    await turns();
    expect(isDone).to.equal(false);
    gate.resolve();
    expect(await writing).to.equal("done");
  });

  it("what the output callback throws is an OSError", async () => {
    const fail = () => {
      throw Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    };
    const error = await rejection<PythonError>(newInterpreter({ stdout: fail }).run("print(1)"));
    expect(error.message).to.equal("BrokenPipeError: [Errno 32] Broken pipe");
    const rejected = () => Promise.reject(new Error("disk on fire"));
    expect(await rejection(newInterpreter({ stdout: rejected }).run("print(1)"))).to.include({
      message: "OSError: disk on fire",
    });
  });

  for (const [kind, stdin] of [
    ["text", () => "one\ntwo\nthree"],
    [
      "a function",
      () => {
        const parts = ["one\nt", "wo\n", "three", null];
        return () => parts.shift() ?? null;
      },
    ],
    [
      "an async function",
      () => {
        const parts = ["one\ntwo\nthr", "ee"];
        return async () => parts.shift() ?? null;
      },
    ],
    [
      "an async iterable",
      () =>
        (async function* () {
          yield "one\ntwo";
          yield "\nthree";
        })(),
    ],
  ] as const) {
    it(`stdin may be ${kind}`, async () => {
      const py = newInterpreter({ stdin: stdin() });
      expect(
        await py.run("import sys\n[input(), sys.stdin.readline(), list(sys.stdin)]"),
      ).to.deep.equal(["one", "two\n", ["three"]]);
    });
  }

  it("stdin reads by size and to the end", async () => {
    const py = newInterpreter({ stdin: "a😀bc\nd\n" });
    expect(
      await py.run(
        "import sys\n[sys.stdin.read(2), sys.stdin.readline(1), sys.stdin.read(), sys.stdin.read()]",
      ),
    ).to.deep.equal(["a😀", "b", "c\nd\n", ""]);
  });

  it("input at the end is an EOFError", async () => {
    expect(await rejection(newInterpreter({ stdin: "" }).run("input()"))).to.include({
      message: "EOFError: EOF when reading a line",
    });
  });

  it("input writes its prompt", async () => {
    const out: string[] = [];
    await newInterpreter({ stdin: "x\n", stdout: (text) => out.push(text) }).run("input('? ')");
    expect(out).to.deep.equal(["? "]);
  });

  it("a closed stream refuses, and lone surrogates cannot be written", async () => {
    expect(
      await rejection(newInterpreter().run("import sys\nsys.stdout.close()\nprint(1)")),
    ).to.include({
      message: "ValueError: I/O operation on closed file.",
    });
    expect(await rejection<PythonError>(newInterpreter().run("print('\\ud800')"))).to.include({
      type: "UnicodeEncodeError",
    });
  });

  it("sys.stdout may be replaced", async () => {
    const source =
      "import sys\nclass Out:\n    def __init__(self): self.parts = []\n    def write(self, s): self.parts.append(s)\nsys.stdout = Out()\nprint('x', end='')\nsys.stdout.parts";
    expect(await newInterpreter().run(source)).to.deep.equal(["x"]);
  });

  it("bytes can be written to and read from the buffer", async () => {
    const out: string[] = [];
    const py = newInterpreter({ stdin: "né", stdout: (text) => out.push(text) });
    expect(await py.run("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())")).to.equal(
      3,
    );
    expect(out).to.deep.equal(["né"]);
  });
});
