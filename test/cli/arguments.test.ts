import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parseArguments, UsageError } from "../../src/cli/arguments.ts";
import { VERSION } from "../../src/cli/version.ts";

const none = { milliseconds: undefined, megabytes: undefined, characters: undefined };

describe("the command line's arguments", () => {
  for (const [args, kind, text, argv] of [
    [[], "none", "", [""]],
    [["-"], "stdin", "", ["-"]],
    [["-", "-c", "x"], "stdin", "", ["-", "-c", "x"]],
    [["a.py", "-h"], "file", "a.py", ["a.py", "-h"]],
    [["-c", "pass", "-c"], "command", "pass", ["-c", "-c"]],
    [["-cpass", "x"], "command", "pass", ["-c", "x"]],
  ] as const) {
    it(`${JSON.stringify(args)} runs a ${kind}`, () => {
      expect(parseArguments(args)).to.deep.equal({
        kind: "run",
        program: { kind, text },
        argv,
        isInteractive: false,
        limits: none,
      });
    });
  }

  for (const [args, limits] of [
    [["--max-ms", "50", "a.py"], { milliseconds: 50 }],
    [["--max-output=100", "a.py"], { characters: 100 }],
    [["--max-memory", "64", "a.py"], { megabytes: 64 }],
    [["--max-memory=256M", "a.py"], { megabytes: 256 }],
    [["--max-memory=1GB", "a.py"], { megabytes: 1024 }],
  ] as const) {
    it(`${JSON.stringify(args)} sets a limit`, () => {
      expect(parseArguments(args).limits).to.deep.equal({ ...none, ...limits });
    });
  }

  for (const args of [
    ["-c"],
    ["--what"],
    ["-x"],
    ["-m"],
    ["--max-ms"],
    ["--max-ms", "soon"],
    ["--max-memory=lots"],
    ["--max-ms=0"],
  ])
    it(`${JSON.stringify(args)} is refused`, () => {
      expect(() => parseArguments(args)).to.throw(UsageError);
    });

  it("-i asks for the prompt", () => {
    expect(parseArguments(["-i"])).to.include({ isInteractive: true });
    expect(parseArguments(["-i", "a.py", "-i"])).to.include({ isInteractive: true });
    expect(parseArguments(["a.py", "-i"])).to.include({ isInteractive: false });
  });

  it("help and version win over what follows", () => {
    expect(parseArguments(["-h", "x"]).kind).to.equal("help");
    expect(parseArguments(["--version", "--what"]).kind).to.equal("version");
  });

  it("the version is the package's", () => {
    expect(VERSION).to.equal(JSON.parse(readFileSync("package.json", "utf8")).version);
  });
});
