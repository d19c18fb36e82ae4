import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { runProgram } from "./support/run-program.ts";

/**
 * Python programs whose file name is the claim. What they print was printed by CPython
 * (make_expected.py): NAME.out on standard output, NAME.err on standard error where that is checked.
 */
const FOLDERS = [
  "language",
  "types",
  "builtins",
  "modules",
  "errors",
  "asyncio",
  "asyncio-library",
];

for (const folder of FOLDERS) {
  describe(folder, () => {
    const root = new URL(`${folder}/`, import.meta.url).pathname;
    for (const file of readdirSync(root).sort()) {
      if (!file.endsWith(".py")) continue;
      const base = root + file.slice(0, -".py".length);
      it(file.slice(0, -".py".length).replaceAll("_", " "), async () => {
        const { stdout, stderr, status } = await runProgram(`${base}.py`);
        const wanted = /^# exit: (\d+)/.exec(readFileSync(`${base}.py`, "utf8"))?.[1] ?? "0";
        if (existsSync(`${base}.err`)) expect(stderr).to.equal(readFileSync(`${base}.err`, "utf8"));
        else if (wanted === "0" && status !== 0) expect.fail(stderr);
        expect(stdout).to.equal(readFileSync(`${base}.out`, "utf8"));
        expect(String(status), "exit status").to.equal(wanted);
      });
    }
  });
}
