// `npm start`: builds the package if that is needed, bundles the example, and runs it.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
execFileSync(process.execPath, [join(root, "scripts/build.js"), "--if-needed", "--fast"], {
  stdio: "inherit",
});

const outfile = join(root, "build/legacy-shop.js");
await build({
  entryPoints: [join(here, "main.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  loader: { ".py": "text" },
  external: ["ohwait/*"], // Found in dist/, as a program that has the package installed finds it.
  logLevel: "warning",
});
await import(pathToFileURL(outfile).href);
