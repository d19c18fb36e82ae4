import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Cli } from "../support/cli.ts";

/** Real processes, so few of them: what a program does in itself is tested in this process. */
describe("command line", function () {
  this.timeout(20_000);
  let cli: Cli;

  before(() => {
    cli = new Cli();
  });

  after(() => {
    cli.remove();
  });

  const write = (name: string, source: string) => {
    const path = join(cli.folder, name);
    writeFileSync(path, source);
    return path;
  };

  it("-c runs a command and passes what follows", async () => {
    const ended = await cli.run([
      "-c",
      "import sys; print(sys.argv, __name__)",
      "a",
      "-b",
      "--help",
    ]);
    expect(ended).to.deep.equal({
      stdout: "['-c', 'a', '-b', '--help'] __main__\n",
      stderr: "",
      status: 0,
    });
  });

  it("a file is run with its arguments and may import its neighbours", async () => {
    write("neighbour.py", "name = __name__\n");
    const path = write("main.py", "import sys, neighbour\nprint(sys.argv[1:], neighbour.name)\n");
    const ended = await cli.run([path, "x", "-c"], { cwd: "/" });
    expect(ended).to.deep.equal({ stdout: "['x', '-c'] neighbour\n", stderr: "", status: 0 });
  });

  it("- and no argument at all read the program from standard input", async () => {
    const input = "import sys\nprint(sys.argv)\n";
    expect(await cli.run(["-", "x"], { input })).to.include({ stdout: "['-', 'x']\n", status: 0 });
    expect(await cli.run([], { input })).to.include({ stdout: "['']\n", status: 0 });
  });

  it("a program reads standard input", async () => {
    const source = "import sys\nprint(input('? '), sys.stdin.readline(), list(sys.stdin))\n";
    const { stdout, status } = await cli.run(["-c", source], { input: "one\ntwo\nthree\nend" });
    expect([stdout, status]).to.deep.equal(["? one two\n ['three\\n', 'end']\n", 0]);
  });

  for (const [source, status, stderr] of [
    ["print('fine')", 0, ""],
    ["import sys; print('out'); sys.exit(3)", 3, ""],
    ["raise SystemExit('a text')", 1, "a text\n"],
    ["import sys; sys.exit(256 + 7)", 7, ""],
  ] as const) {
    it(`exits with ${status} after ${source}`, async () => {
      expect(await cli.run(["-c", source])).to.include({ status, stderr });
    });
  }

  it("shows an uncaught exception on standard error after all output, and exits with 1", async () => {
    const path = write("fails.py", "def f(n):\n    return 1 / n\n\n\nprint('out')\nf(0)\n");
    expect(await cli.run([path])).to.deep.equal({
      stdout: "out\n",
      stderr: `Traceback (most recent call last):
  File "${path}", line 6, in <module>
    f(0)
    ~^^^
  File "${path}", line 2, in f
    return 1 / n
           ~~^~~
ZeroDivisionError: division by zero
`,
      status: 1,
    });
  });

  it("shows both exceptions where sys.excepthook fails, and obeys its SystemExit", async () => {
    const failing = "import sys\ndef hook(*a): nope\nsys.excepthook = hook\n1 / 0\n";
    const { stderr, status } = await cli.run(["-c", failing]);
    expect(stderr.replace(/^ .*\n/gm, "")).to.equal(
      "Error in sys.excepthook:\nTraceback (most recent call last):\n" +
        "NameError: name 'nope' is not defined. Did you mean: 'None'?\n\n" +
        "Original exception was:\nTraceback (most recent call last):\n" +
        "ZeroDivisionError: division by zero\n",
    );
    expect(status).to.equal(1);
    const leaving = failing.replace("nope", "raise SystemExit(3)");
    expect(await cli.run(["-c", leaving])).to.include({ status: 3, stderr: "" });
    expect(
      (await cli.run(["-c", failing.replace("= hook", "= 1; del sys.excepthook")])).stderr,
    ).to.match(/^sys.excepthook is missing\nTraceback/);
  });

  it("says why a module beside the program lacks a name", async () => {
    write("circle.py", "import circle\ncircle.missing\n");
    write("circle2.py", "from circle2 import missing\n");
    write("statistics.py", "");
    mkdirSync(join(cli.folder, "pack"));
    write("pack/__init__.py", "from pack import half\n");
    write("pack/half.py", "import pack.half\npack.half.missing\n");
    write("pack/other.py", "from pack.other import missing\n");
    const path = write(
      "why.py",
      `
for source in ("import circle", "import circle2", "import statistics; statistics.mean", "import pack"):
    try:
        exec(source)
    except (ImportError, AttributeError) as error:
        print(error)
`,
    );
    const { stdout } = await cli.run([path]);
    const library = (name: string) =>
      `(consider renaming '${join(cli.folder, name)}' if it has the same name as a library you intended to import)`;
    expect(stdout.split("\n").slice(0, 4)).to.deep.equal([
      `module 'circle' has no attribute 'missing' ${library("circle.py")}`,
      `cannot import name 'missing' from 'circle2' ${library("circle2.py")}`,
      `module 'statistics' has no attribute 'mean' (consider renaming '${join(cli.folder, "statistics.py")}' since it has ` +
        "the same name as the standard library module named 'statistics' and prevents importing that standard library module)",
      `module 'pack' has no attribute 'half' ${library("pack/__init__.py")}`,
    ]);
  });

  it("exits with 2 if the file can't be opened or an option is unknown", async () => {
    const missing = await cli.run(["missing.py"]);
    expect([missing.status, missing.stdout]).to.deep.equal([2, ""]);
    expect(missing.stderr).to.match(/can't open file .*missing\.py.*No such file or directory\n$/);
    const unknown = await cli.run(["--unknown"]);
    expect([unknown.status, unknown.stdout]).to.deep.equal([2, ""]);
    expect(unknown.stderr).to.contain("--unknown").and.to.match(/usage/i);
  });

  it("--version and --help answer and exit with 0", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    const shown = await cli.run(["--version"]);
    expect(shown).to.include({ stderr: "", status: 0 });
    expect(shown.stdout).to.contain(version);
    const help = await cli.run(["--help"]);
    expect(help).to.include({ stderr: "", status: 0 });
    expect(help.stdout).to.match(/usage: ohwait/i);
  });

  it("ends when nobody reads its output any more, as `| head -1` does", async () => {
    const { status, stderr } = await cli.run(
      ["-c", "n = 0\nwhile True:\n    print(n)\n    n += 1"],
      {
        onOutput: (_, child) => child.stdout?.destroy(),
      },
    );
    expect(status).to.be.oneOf([1, 120]); // CPython's, as the failure comes from print or at the end.
    expect(stderr).not.to.match(/node:|\.mjs/);
  });

  it("waits for a slow reader before it exits", async () => {
    const source = "print('x' * 2_000_000)\nprint('end')\nraise SystemExit(4)";
    let paused = false;
    const { stdout, status } = await cli.run(["-c", source], {
      onOutput: (_, child) => {
        if (paused) return;
        paused = true;
        child.stdout?.pause();
        setTimeout(() => child.stdout?.resume(), 300);
      },
    });
    expect([stdout.length, stdout.slice(-5), status]).to.deep.equal([2_000_005, "\nend\n", 4]);
  });

  it("says so where a program waits that nothing can wake, after its finally blocks", async () => {
    const source = `import asyncio
async def main():
    await asyncio.Event().wait()
try:
    asyncio.run(main())
finally:
    print("finally")`;
    const { stdout, stderr, status } = await cli.run(["-c", source]);
    expect([stdout, status]).to.deep.equal(["finally\n", 1]);
    expect(stderr).to.match(/\nDeadlockError: all tasks wait/);
  });

  for (const [limit, source, error] of [
    ["--max-ms=50", "while True: pass", "LimitExceeded"],
    ["--max-ms=50", "import time; time.sleep(60)", "LimitExceeded"],
    ["--max-output=1000", "while True: print('x')", "LimitExceeded"],
    ["--max-memory=64M", "x = []\nwhile True: x.append([0] * 1000)", "MemoryError"],
  ] as const) {
    it(`${limit} ends ${JSON.stringify(source)}`, async () => {
      const { stderr, status } = await cli.run([limit, "-c", source]);
      expect(status).to.equal(1);
      expect(stderr.trimEnd().split("\n").at(-1)).to.match(new RegExp(`^${error}`));
    });
  }

  for (const [where, source, line] of [
    ["that sleeps", "time.sleep(60)", "time.sleep(60)"],
    ["in a loop", "while True: pass", "while True: pass"],
    ["that awaits", "asyncio.run(asyncio.sleep(60))", "asyncio.run(asyncio.sleep(60))"],
  ] as const) {
    it(`Ctrl-C raises KeyboardInterrupt in a program ${where}`, async () => {
      const program = `import asyncio, time
print("ready", flush=True)
try:
    ${source}
finally:
    print("finally")
`;
      let sent = false;
      const { stdout, stderr, status } = await cli.run(["-c", program], {
        onOutput: (text, child) => {
          if (!sent && text.includes("ready\n")) sent = child.kill("SIGINT");
        },
      });
      expect([stdout, status]).to.deep.equal(["ready\nfinally\n", 130]);
      expect(stderr).to.contain(`File "<string>", line 4, in <module>\n    ${line}\n`);
      expect(stderr).to.match(/^KeyboardInterrupt$/m);
    });
  }
});
