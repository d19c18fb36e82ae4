// npm run fuzz -- [--seed N] [--count N] [--python PATH] [--texts] [--only KIND] [--show]
//
//   --seed N        the first program's number (1); each program is made from its own
//   --count N       how many programs (1,000)
//   --python PATH   the CPython to compare with (python3); 3.12 or newer, or newer syntax will differ. Given more than once,
//                   it is enough to agree with one of them: versions and builds have differences of their own
//   --texts         compare the texts of exceptions too, which change between versions
//   --only KIND     only programs of "expressions", of "statements" or of "features"
//   --feature NAME  features of this name alone (more than once: of these)
//   --show          print the programs instead of running them
//
// Random programs, run by ohwait and by CPython; every difference in what they show, or in the exception that ends them, is
// printed, with the program. Exits with 1 if there was one. What is found becomes a test, and is then mended.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expression, TYPES } from "./expressions.js";
import { FEATURES } from "./features/index.js";
import { Random } from "./random.js";
import { Writer } from "./statements.js";

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "1000" },
    python: { type: "string", multiple: true, default: ["python3"] },
    texts: { type: "boolean", default: false },
    only: { type: "string" },
    feature: { type: "string", multiple: true },
    show: { type: "boolean", default: false },
  },
});

/** Programs that are run by one process of CPython, and one interpreter. */
const BATCH = 500;

/** Milliseconds that a batch may take: no program has much to do. */
const BATCH_TIME = 120_000;

const OUTCOME = fileURLToPath(new URL("outcome.py", import.meta.url));

const KINDS = {
  /** Many expressions, each on its own. */
  expressions(random) {
    const writer = new Writer(random);
    for (const type of random.some(4, 8, () => random.pick(TYPES)))
      writer.show(`tried(lambda: ${expression(random, type, 3)})`);
    return writer.text;
  },
  /** What is rare in programs: each feature with much of what it can do. */
  features(random) {
    const writer = new Writer(random);
    for (let left = 1 + random.below(3); left > 0; left--)
      FEATURES[random.pick(options.feature ?? Object.keys(FEATURES))](writer);
    return writer.text;
  },
  statements(random) {
    const writer = new Writer(random);
    for (let left = 3 + random.below(6); left > 0; left--) writer.statement();
    return writer.text;
  },
};

function program(seed) {
  const random = new Random(seed * 2654435761);
  const kind = options.only ?? random.pick(Object.keys(KINDS));
  return KINDS[kind](random);
}

function runPython(python, sources) {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["-X", "utf8", "-W", "ignore", OUTCOME], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const timer = setTimeout(() => child.kill(), BATCH_TIME);
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`${python} ended with ${code}`));
    });
    child.stdin.end(JSON.stringify([options.texts, sources]));
  });
}

async function runOhwait(sources) {
  const { Interpreter } = await import("../dist/node.js");
  const outcomes = [];
  let py;
  for (const source of sources) {
    if (py === undefined) {
      py = new Interpreter({ stderr: () => {}, limits: { wallClock: 20_000 } });
      await py.run(readFileSync(OUTCOME, "utf8"));
    }
    try {
      outcomes.push(await py.globals.get("outcome")(source, options.texts));
    } catch (error) {
      outcomes.push(`fails: ${error.message}`);
      await py.close();
      py = undefined;
    }
  }
  await py?.close();
  return outcomes;
}

/** The lines at which two outcomes part: for that CPython with which it agrees longest. */
function difference(outcomes, found) {
  const right = found.split("\n");
  const parting = outcomes.map((expected) => {
    const left = expected.split("\n");
    const at = left.findIndex((line, i) => line !== right[i]);
    return { left, place: at < 0 ? left.length : at };
  });
  const { left, place } = parting.reduce((a, b) => (b.place > a.place ? b : a));
  return `  CPython: ${left[place] ?? "(nothing more)"}\n  ohwait:  ${right[place] ?? "(nothing more)"}`;
}

async function main() {
  const first = Number(options.seed);
  const count = Number(options.count);
  let differences = 0;
  for (let start = first; start < first + count; start += BATCH) {
    const seeds = Array.from(
      { length: Math.min(BATCH, first + count - start) },
      (_, i) => start + i,
    );
    const sources = seeds.map(program);
    if (options.show) {
      for (const source of sources) console.log(source);
      continue;
    }
    let outcomes;
    try {
      outcomes = await Promise.all([
        runOhwait(sources),
        ...options.python.map((python) => runPython(python, sources)),
      ]);
    } catch (error) {
      throw new Error(`seeds ${start} to ${start + seeds.length - 1}`, { cause: error });
    }
    const [found, ...expected] = outcomes;
    seeds.forEach((seed, i) => {
      if (expected.some((outcomes) => outcomes[i] === found[i])) return;
      differences++;
      console.log(
        `--- seed ${seed}\n${sources[i]}${difference(
          expected.map((all) => all[i]),
          found[i],
        )}\n`,
      );
    });
    if (process.stderr.isTTY)
      process.stderr.write(`\r\x1b[K${start + seeds.length - first} programs`);
  }
  if (options.show) return;
  console.log(`${count} programs, ${differences} differences`);
  process.exitCode = differences > 0 ? 1 : 0;
}

await main();
