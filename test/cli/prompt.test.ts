import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Cli } from "../support/cli.ts";

/** The prompt, with lines from a pipe: prompts go to standard error then, as CPython's do. */
describe("the prompt", function () {
  this.timeout(20_000);
  let cli: Cli;

  before(() => {
    cli = new Cli();
  });

  after(() => {
    cli.remove();
  });

  const type = (lines: string[], args: string[] = ["-i"]) =>
    cli.run(args, { input: lines.map((line) => `${line}\n`).join("") });

  it("shows values, keeps the last in _, and ends with its input", async () => {
    const { stdout, stderr, status } = await type(["1 + 1", "_ * 10", "None", "'a'"]);
    expect([stdout, status]).to.deep.equal(["2\n20\n'a'\n", 0]);
    expect(stderr).to.match(/^ohwait .*\n.*"help".*\n>>> >>> >>> >>> >>> \n$/);
  });

  it("reads a compound statement up to an empty line", async () => {
    const lines = [
      "def f(n):",
      "    if n:",
      "        return n",
      "    return 'no'",
      "",
      "f(0)",
      "f(",
      "3)",
    ];
    const { stdout, stderr } = await type(lines);
    expect(stdout).to.equal("'no'\n3\n");
    expect(stderr).to.contain(">>> ... ... ... ... >>> >>> ... >>> ");
  });

  it("goes on after an exception, and keeps it in sys", async () => {
    const { stdout, stderr, status } = await type([
      "1/0",
      "x = = 1",
      "import sys",
      "print(sys.last_exc.__class__.__name__)",
    ]);
    expect([stdout, status]).to.deep.equal(["SyntaxError\n", 0]);
    expect(stderr).to.contain(
      '>>> Traceback (most recent call last):\n  File "<python-input-0>", line 1, in <module>\n    1/0\n    ~^~\n',
    );
    expect(stderr).to.contain('  File "<python-input-1>", line 1\n    x = = 1\n        ^\n');
  });

  it("awaits at top level, always in the same loop", async () => {
    const { stdout, stderr } = await type([
      "import asyncio",
      "async def late(n): await asyncio.sleep(0.001); return n",
      "",
      "async def start(): return asyncio.create_task(late(2))",
      "",
      "task = await start()",
      "await late(1), await task",
      "[await late(n) for n in range(3)]",
      "async with asyncio.Lock() as lock: lock",
      "",
      "asyncio.run(late(4))",
      "await nothing",
    ]);
    expect(stdout).to.equal("(1, 2)\n[0, 1, 2]\n4\n");
    expect(stderr).to.match(
      /Traceback \(most recent call last\):\n {2}File "<python-input-8>", line 1/,
    );
  });

  it("shares its input with the program's", async () => {
    const { stdout } = await type([
      "name = input('? ')",
      "Ada",
      "name",
      "import sys; sys.stdin.readline()",
      "x",
    ]);
    expect(stdout).to.equal("? 'Ada'\n'x\\n'\n");
  });

  it("asks with what sys.ps1 and sys.ps2 are, as they are then", async () => {
    const { stderr } = await type([
      "import sys",
      "class Count:",
      "    n = 0",
      "    def __str__(self): self.n += 1; return f'<{self.n}>'",
      "",
      "sys.ps1 = Count(); sys.ps2 = '| '",
      "(1",
      ")",
    ]);
    expect(stderr).to.contain("<1>| <2>\n");
  });

  it("ends with exit()", async () => {
    expect(await type(["exit(3)", "print('not reached')"])).to.include({ stdout: "", status: 3 });
  });

  it("follows a program after -i, whatever ended it", async () => {
    const path = join(cli.folder, "ends.py");
    writeFileSync(path, "x = 1\nraise SystemExit(4)\n");
    const { stdout, stderr, status } = await type(["x"], ["-i", path]);
    expect([stdout, status]).to.deep.equal(["1\n", 0]);
    expect(stderr).to.contain("SystemExit: 4\n>>> ");
  });
});
