import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { PythonError } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection } from "../support/host.ts";

describe("files on Node", () => {
  let folder = "";
  const write = (name: string, text: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ohwait-test-"));
    mkdirSync(join(folder, "pack"));
    write("neighbour.py", "value = 5\n");
    write("pack/__init__.py", "from .inner import value\n");
    write("pack/inner.py", "value = __name__\n");
    write("broken.py", "x = (\n");
    write("failing.py", "def f():\n    return 1 / 0\n");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  afterEach(closeAll);

  it("runFile knows its file, its arguments and its neighbours", async () => {
    const path = write(
      "main.py",
      "import sys, neighbour\n[__file__, __name__, sys.argv, neighbour.value]",
    );
    const py = newInterpreter({ argv: ["", "one"] });
    expect(await py.runFile(path)).to.deep.equal([path, "__main__", [path, "one"], 5]);
  });

  it("modules and packages are imported from the path, and from nowhere without one", async () => {
    expect(await newInterpreter({ path: [folder] }).run("import pack.inner\npack.value")).to.equal(
      "pack.inner",
    );
    expect(await rejection(newInterpreter().run("import neighbour"))).to.include({
      message: "ModuleNotFoundError: No module named 'neighbour'",
    });
  });

  it("a module with a syntax error says where", async () => {
    const error = await rejection<PythonError>(
      newInterpreter({ path: [folder] }).run("import broken"),
    );
    expect(error.type).to.equal("SyntaxError");
    expect(error.traceback).to.contain(`File "${join(folder, "broken.py")}", line 1`);
  });

  it("tracebacks show the lines of modules", async () => {
    const error = await rejection<PythonError>(
      newInterpreter({ path: [folder] }).run("import failing\nfailing.f()"),
    );
    expect(error.traceback).to.contain(
      `File "${join(folder, "failing.py")}", line 2, in f\n    return 1 / 0\n           ~~^~~\n`,
    );
  });

  it("the encoding that a file declares is used, and bytes that are no text are a SyntaxError", async () => {
    const latin = write("latin.py", Buffer.from("# coding: latin-1\n'\xe9'\n", "latin1"));
    expect(await newInterpreter().runFile(latin)).to.equal("é");
    const wrong = write("wrong.py", Buffer.from("'\xe9'\n", "latin1"));
    expect(await rejection(newInterpreter().runFile(wrong))).to.include({ type: "SyntaxError" });
  });

  it("a missing file rejects with Node's error", async () => {
    expect(await rejection(newInterpreter().runFile(join(folder, "missing.py")))).to.include({
      code: "ENOENT",
    });
  });
});
