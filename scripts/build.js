// Builds dist/: the library's entries as ES modules that share chunks, the command line tool as one
// file, and the type declarations.
//
//   node scripts/build.js                everything
//   node scripts/build.js --fast         no declarations (they take most of the time)
//   node scripts/build.js --if-needed    only when a source is newer than dist/
//   node scripts/build.js --cli FILE     only the command line tool, into FILE (the tests use this)
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const { values: options } = parseArgs({
  options: {
    fast: { type: "boolean", default: false },
    "if-needed": { type: "boolean", default: false },
    cli: { type: "string" },
  },
});

/** Options of every bundle. `minifySyntax` puts constants of other modules into `case` labels. */
const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minifySyntax: true,
  loader: { ".py": "text" },
  define: { CODE_VERSION: JSON.stringify(codeVersion()) },
  logLevel: "warning",
  metafile: true,
};

/** Whatever decides what compiled code looks like. */
function codeVersion() {
  const hash = createHash("sha256");
  for (const folder of ["src/syntax", "src/compiler"])
    for (const file of readdirSync(folder, { recursive: true }).sort())
      if (file.endsWith(".ts")) hash.update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}

const ENTRIES = ["src/index.ts", "src/node.ts", "src/browser.ts", "src/testing/index.ts"];
const FOR_EVERY_PLATFORM = ["src/index.ts", "src/browser.ts"];

/** One copy of every class, whichever entries a program imports: hence shared chunks. */
const buildLibrary = () =>
  build({
    ...common,
    entryPoints: ENTRIES,
    outdir: "dist",
    outbase: "src",
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    platform: "neutral",
    external: ["node:*"],
    sourcemap: true,
    sourcesContent: false, // The package has src/ in it.
  });

/** One minified file starts faster than several readable ones. */
async function buildCli(outfile) {
  await build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outfile,
    platform: "node",
    minify: true,
    // The source begins with the same line when it is run directly; esbuild keeps that one.
    ...(startsWithHashbang("src/cli/main.ts") ? {} : { banner: { js: "#!/usr/bin/env node" } }),
  });
  chmodSync(outfile, 0o755);
}

/**
 * The tool as it is installed: a launcher that keeps V8's compiled code from one run to the next, since compiling the
 * program takes longer than running a small one. CommonJS, whose loader starts faster.
 */
async function buildInstalledCli(folder) {
  // A source of ASCII alone is half as long in memory, and read without being decoded.
  const options = { ...common, format: "cjs", platform: "node", minify: true, charset: "ascii" };
  const program = join(folder, "program.js");
  await build({
    ...options,
    entryPoints: ["src/cli/main.ts"],
    outfile: program,
    // A CommonJS program knows its place by another name.
    banner: { js: 'const HERE = require("node:url").pathToFileURL(require.main.filename).href;' },
    define: { ...options.define, "import.meta.url": "HERE" },
  });
  const hash = createHash("sha256").update(readFileSync(program)).digest("hex");
  await build({
    ...options,
    entryPoints: ["src/cli/launcher.ts"],
    outfile: join(folder, "main.js"),
    // V8 itself tells programs apart by their length only.
    define: { ...options.define, BUILD: JSON.stringify(hash.slice(0, 16)) },
    banner: { js: "#!/usr/bin/env node" },
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
  chmodSync(join(folder, "main.js"), 0o755);
  spawnSync(process.execPath, [join(folder, "main.js"), "-c", "print('compiled')"]);
}

const startsWithHashbang = (file) => readFileSync(file, "utf8").startsWith("#!");

function declareTypes() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const child = spawn(process.execPath, [tsc, "-p", "src", "--emitDeclarationOnly"], {
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error("tsc found errors"))));
  });
}

/** The chain of imports that leads from `entry` to a module of Node, or undefined. */
function importChainToNode(metafile, entry) {
  const cameFrom = new Map([[entry, undefined]]);
  for (const file of cameFrom.keys()) {
    for (const { path, external } of metafile.inputs[file]?.imports ?? []) {
      if (cameFrom.has(path)) continue;
      cameFrom.set(path, file);
      if (!external) continue;
      const chain = [];
      for (let at = path; at !== undefined; at = cameFrom.get(at)) chain.unshift(at);
      return chain;
    }
  }
  return undefined;
}

function checkPlatforms(metafile) {
  for (const entry of FOR_EVERY_PLATFORM) {
    const chain = importChainToNode(metafile, entry);
    if (chain) throw new Error(`${entry} must not need Node:\n  ${chain.join("\n  → ")}`);
  }
}

/** Bundles an entry the way a web page's build would, and says how large it comes out. */
async function printCoreSize() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["dist/index.js"],
    platform: "browser",
    minify: true,
    write: false,
    ignoreAnnotations: true, // Measure all of it, not what an empty program would keep.
    outdir: "unused",
    splitting: true, // What is only loaded when it is needed is no part of it.
  });
  const [{ contents }] = outputFiles;
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(
    `core: ${kb(contents.length)} minified, ${kb(gzipSync(contents, { level: 9 }).length)} gzipped`,
  );
}

function isUpToDate() {
  const stamp = options.fast ? "dist/cli/main.js" : "dist/index.d.ts";
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = readdirSync("src", { recursive: true }).map((file) => join("src", file));
  return [...sources, "package.json", relative(root, fileURLToPath(import.meta.url))].every(
    (file) => statSync(file).mtimeMs <= built,
  );
}

if (options.cli !== undefined) {
  await buildCli(options.cli);
} else if (!(options["if-needed"] && isUpToDate())) {
  rmSync("dist", { recursive: true, force: true });
  const types = options.fast ? undefined : declareTypes();
  types?.catch(() => {}); // Reported below, after the bundles' own errors.
  const { metafile } = await buildLibrary();
  checkPlatforms(metafile);
  await buildInstalledCli("dist/cli");
  await types;
  await printCoreSize();
}
