/**
 * Starts the command line tool. V8's compiled form of the program is kept in `node_modules/.cache`, where that can be
 * written; it makes the start twice as fast. Bundled apart from the program, as CommonJS.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Script } from "node:vm";

/** A hash of the program, put in by the build. */
declare const BUILD: string;

const program = join(__dirname, "program.js");

/** Installed, the package is in a `node_modules`; in a checkout it has one. */
function cacheFolder(): string {
  const root = join(__dirname, "..", "..");
  const around = join(root, "..");
  const modules = basename(around) === "node_modules" ? around : join(root, "node_modules");
  return join(modules, ".cache", "ohwait");
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Under another name first, so that nobody reads half of it. */
function writeCache(folder: string, file: string, data: Buffer): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    // Those of earlier builds.
    for (const name of readdirSync(folder))
      if (name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
    writeFileSync(unfinished, data);
    renameSync(unfinished, file);
  } catch {
    // It starts more slowly, then.
  }
}

const source = `(function (require, module, exports) {${readFileSync(program, "latin1")}\n})`;
const folder = cacheFolder();
const prefix = `${process.version}-${process.arch}-`;
const file = join(folder, `${prefix}${BUILD}.bin`);
const cachedData = readCache(file);
const script = new Script(
  source,
  cachedData === undefined ? { filename: program } : { filename: program, cachedData },
);
// Written at the end, when what the program needs has been compiled.
if (script.cachedDataRejected !== false)
  process.on("exit", () => writeCache(folder, file, script.createCachedData()));
const module = { exports: {} };
script.runInThisContext()(require, module, module.exports);
