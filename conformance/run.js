/**
 * CPython's own tests, run unmodified: `npm run conformance -- --lib-test DIR [--python P] [--list language] [FILE...]`.
 *
 * DIR is the folder Lib/test of CPython 3.13. What real CPython passes (--python, kept in a cache file) is what counts. A test
 * that hangs or ends the process fails alone: the rest goes on in a new process.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { LISTS, OUT_OF_SCOPE } from "./lists.js";

const here = dirname(fileURLToPath(import.meta.url));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "lib-test": { type: "string" },
    python: { type: "string", default: "python3.13" },
    list: { type: "string", multiple: true },
    jobs: { type: "string", default: "2" },
    timeout: { type: "string", default: "20" },
    failures: { type: "string" },
  },
});
if (options["lib-test"] === undefined) {
  console.error("usage: npm run conformance -- --lib-test DIR [--python P] [--list NAME] [FILE...]");
  process.exit(2);
}

/** A folder with the package `test` alone, so that nothing else of that library is found. */
const root = mkdtempSync(join(tmpdir(), "conformance-"));
symlinkSync(resolve(options["lib-test"]), join(root, "test"));

const ours = [process.execPath, join(here, "../dist/cli/main.js")];
const theirs = [options.python, "-E"];

/** Runs what is left of a file; answers which test was running when the process stopped, if it did not end well. */
function runRest(command, file, done, results) {
  return new Promise((settle) => {
    const env = { ...process.env, PYTHONPATH: root };
    const args = [...command.slice(1), join(here, "driver.py"), file, ...done];
    const child = spawn(command[0], args, { env, cwd: mkdtempSync(join(root, "cwd-")) });
    let running = null;
    let last = null;
    let rest = "";
    let timer;
    const arm = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill("SIGKILL"), Number(options.timeout) * 1000);
    };
    arm();
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk) => {
      arm();
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        const [, status, id] = /^(ok|failed|error|skipped) (.*)$/.exec(line) ?? [];
        if (line.startsWith("> ")) running = line.slice(2);
        else if (status !== undefined) {
          results.set(id, { status, text: "" });
          last = id;
          running = null;
        } else if (line.startsWith("| ") && last !== null && running === null)
          results.get(last).text = line.slice(2);
      }
    });
    child.stderr.resume();
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      settle(code === 0 && running === null ? null : { running, code, signal });
    });
  });
}

async function runFile(command, file) {
  const results = new Map();
  for (let tries = 0; tries < 40; tries++) {
    const stopped = await runRest(command, file, [...results.keys()], results);
    if (stopped === null) break;
    const id = stopped.running ?? file;
    const what = stopped.signal === "SIGKILL" ? "hangs" : `ends the process (${stopped.code})`;
    if (results.has(id)) break;
    results.set(id, { status: "error", text: what });
    if (stopped.running === null) break;
  }
  return Object.fromEntries(results);
}

/** What real CPython says, kept since it stays the same. */
async function expectedOf(file) {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ohwait-conformance");
  const kept = join(folder, `${file}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const results = await runFile(theirs, file);
  mkdirSync(folder, { recursive: true });
  writeFileSync(kept, JSON.stringify(results));
  return results;
}

function compare(file, expected, found) {
  const row = { file, counted: 0, passed: 0, failures: [] };
  for (const [id, { status }] of Object.entries(expected)) {
    if (status !== "ok" || OUT_OF_SCOPE.some(([pattern]) => pattern.test(id))) continue;
    const mine = found[id] ?? { status: "missing", text: found[file]?.text ?? "" };
    if (mine.status === "skipped" && /CPython|C API|impl/i.test(mine.text)) continue;
    row.counted++;
    if (mine.status === "ok") row.passed++;
    else row.failures.push(`${id}: ${mine.status} ${mine.text}`);
  }
  return row;
}

const percent = ({ passed, counted }) => (counted === 0 ? "-" : ((100 * passed) / counted).toFixed(1));

async function main() {
  const wanted = options.list ?? (positionals.length > 0 ? [] : Object.keys(LISTS));
  const files = positionals.length > 0 ? positionals : wanted.flatMap((list) => LISTS[list].split(" "));
  const rows = new Map();
  const queue = [...files];
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const expected = await expectedOf(file);
      const row = compare(file, expected, await runFile(ours, file));
      rows.set(file, row);
      console.log(`${file.padEnd(28)} ${String(row.passed).padStart(5)} of ${String(row.counted).padStart(5)}  ${percent(row)} %`);
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  const text = [...rows.values()].flatMap(({ failures }) => failures).join("\n");
  if (options.failures !== undefined) writeFileSync(options.failures, `${text}\n`);
  for (const [list, names] of Object.entries(LISTS)) {
    const own = names.split(" ").flatMap((file) => rows.get(file) ?? []);
    if (own.length === 0) continue;
    const sum = own.reduce((a, b) => ({ passed: a.passed + b.passed, counted: a.counted + b.counted }), { passed: 0, counted: 0 });
    console.log(`\n${list}: ${sum.passed} of ${sum.counted} tests, ${percent(sum)} % (${own.length} files)`);
  }
}

await main();
