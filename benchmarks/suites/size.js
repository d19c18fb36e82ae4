import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const kb = (contents) => contents.length / 1024;

/** What a web page has to load, and what the command line tool reads at each start. */
export async function* size() {
  const { outputFiles } = await build({
    entryPoints: [fromRoot("dist/index.js")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    ignoreAnnotations: true,
    write: false,
    outdir: "unused",
    splitting: true, // What is only loaded when it is needed is no part of it.
    logLevel: "silent",
  });
  const [{ contents }] = outputFiles;
  yield { name: "core, minified", unit: "KB", value: kb(contents) };
  yield {
    name: "core, minified and gzipped",
    unit: "KB",
    value: kb(gzipSync(contents, { level: 9 })),
    goal: { later: 200 },
  };
  yield {
    name: "command line tool",
    unit: "KB",
    value: kb(readFileSync(fromRoot("dist/cli/main.js"))),
  };
}
