// Prints the size in bytes of V8's bytecode for the machine's `exec`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "ohwait-"));
const bundle = join(folder, "node.mjs");
const program = join(folder, "program.mjs");
await esbuild.build({
  entryPoints: [fileURLToPath(new URL("../../src/node.ts", import.meta.url))],
  bundle: true,
  platform: "node",
  format: "esm",
  minifySyntax: true,
  loader: { ".py": "text" },
  outfile: bundle,
});
writeFileSync(
  program,
  'import { Interpreter } from "./node.mjs";\nnew Interpreter().runSync("1");\n',
);
const printed = execFileSync(
  process.execPath,
  ["--print-bytecode", "--print-bytecode-filter=exec", program],
  { encoding: "utf8", maxBuffer: 2 ** 28 },
);
rmSync(folder, { recursive: true });
const sizes = [...printed.matchAll(/Bytecode length: (\d+)/g)].map((match) => Number(match[1]));
process.stdout.write(`${Math.max(...sizes)}\n`);
