import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Interpreter } from "../../src/node.ts";
import { exec } from "../../src/vm/exec.ts";
import { closeAll, newInterpreter } from "../support/host.ts";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

/** The sources, by path. */
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file): [string, string] => [file, readFileSync(SRC + file, "utf8")]);

const importers = (module: string, name: string) => {
  const pattern = new RegExp(
    `import (type )?\\{[^}]*(?<!type )\\b${name}\\b[^}]*\\} from "[^"]*/${module}\\.ts"`,
  );
  return sources.filter(([, text]) => pattern.test(text)).map(([file]) => file);
};

describe("the machine", () => {
  afterEach(closeAll);

  it("is entered by the kernel's driver and the host's sync entry alone", () => {
    expect(importers("machine", "run").sort()).to.deep.equal([
      "host/session.ts",
      "kernel/kernel.ts",
    ]);
    expect(importers("exec", "exec")).to.deep.equal(["vm/machine.ts"]);
    const outside = sources.filter(
      ([file, text]) => !file.startsWith("vm/") && /from "[^"]*\/vm\/(exec|pump)\.ts"/.test(text),
    );
    expect(outside).to.deep.equal([]);
  });

  it("is out of the reach of natives, which can but make a request", () => {
    const natives = sources.filter(([file]) => /^(objects|modules)\//.test(file));
    const strays = natives.filter(([, text]) =>
      /import \{[^}]*\} from "[^"]*vm\/(machine|exec|pump)\.ts"/.test(text),
    );
    expect(strays.map(([file]) => file)).to.deep.equal([]);
  });

  it("has a loop that V8 can optimise: it gives up at 60 KB of bytecode", () => {
    const probe = fileURLToPath(new URL("./exec-size.mjs", import.meta.url));
    const size = Number(execFileSync(process.execPath, [probe], { encoding: "utf8" }));
    expect(exec.name).to.equal("exec");
    expect(size).to.be.within(2_000, 60_000);
  });

  it("keeps code that two interpreters share apart", async () => {
    const source = "def f(x): return x.value + shift\nclass C: value = start\nshift = 1\nf(C())";
    const first = newInterpreter();
    const second = newInterpreter();
    for (let i = 0; i < 3; i++) {
      expect(await first.run(source, { inputs: { start: 1 } })).to.equal(2);
      expect(await second.run(source, { inputs: { start: "a" } }).catch(String)).to.match(
        /TypeError/,
      );
    }
    await second.run("shift = 'b'");
    expect(await second.run("f(C())")).to.equal("ab");
    expect(await first.run("f(C())")).to.equal(2);
  });

  it("has no state of one interpreter in the way of another", async () => {
    const [a, b] = [newInterpreter(), newInterpreter()] as [Interpreter, Interpreter];
    await a.run(
      "import sys\nsys.setrecursionlimit(77)\nsys.modules['made'] = 1\nclass Base: pass\nclass Sub(Base): pass",
    );
    expect(await b.run("import sys\nsys.getrecursionlimit()")).to.equal(1000);
    expect(await b.run("'made' in sys.modules")).to.equal(false);
    expect(await b.run("any(c.__name__ == 'Sub' for c in object.__subclasses__())")).to.equal(
      false,
    );
  });

  it("numbers tasks and objects for each interpreter", async () => {
    const source = `import asyncio
async def main(): return asyncio.create_task(asyncio.sleep(0)).get_name()
[asyncio.run(main()), repr(object()), id(object), hash(main)]`;
    const first = await newInterpreter().run(source);
    expect(await newInterpreter().run(source)).to.deep.equal(first);
  });

  it("cannot be changed through the builtin types, which all share", async () => {
    const py = newInterpreter();
    for (const change of ["int.x = 1", "del str.upper", "type.__setattr__(list, 'append', 1)"])
      expect(await py.run(change).catch(String)).to.match(/TypeError: .*immutable type/);
  });
});
