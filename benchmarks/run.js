// npm run bench [-- --filter TEXT] [--json] [--save]
//
//   --filter TEXT   only suites and figures with TEXT in their name
//   --json          the rows as JSON instead of a table
//   --save          keep the figures as the baseline that later runs are compared with
//
// Less is better in every figure. Times are CPU times of warm runs, medians.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { bridge } from "./suites/bridge.js";
import { compute } from "./suites/compute.js";
import { loops } from "./suites/loops.js";
import { memory } from "./suites/memory.js";
import { size } from "./suites/size.js";
import { start } from "./suites/start.js";
import { firstLine } from "./support/ohwait.js";
import { printTable } from "./support/table.js";

const SUITES = { compute, bridge, loops, memory, start, size };
const BASELINE = new URL("baseline.json", import.meta.url);

const { values: options } = parseArgs({
  options: {
    filter: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
  },
});

const baseline = existsSync(BASELINE)
  ? JSON.parse(readFileSync(BASELINE, "utf8"))
  : { figures: {} };
const { filter } = options;
const rows = [];

for (const [suite, run] of Object.entries(SUITES)) {
  const whole = suite.includes(filter);
  const wanted = (name) => whole || name.includes(filter);
  try {
    for await (const row of run(wanted)) {
      if (!wanted(row.name)) continue;
      rows.push({ suite, ...row, baseline: baseline.figures[`${suite}: ${row.name}`] });
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${suite}: ${row.name}`);
    }
  } catch (error) {
    if (whole) rows.push({ suite, name: suite, unit: "", reason: firstLine(error) });
  }
}
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");

const machine = `Node ${process.versions.node}, ${cpus()[0]?.model ?? "unknown processor"}`;
if (options.json) {
  console.log(JSON.stringify({ machine, rows }, undefined, 2));
} else {
  console.log(machine);
  if (baseline.machine) console.log(`baseline: ${baseline.machine}, ${baseline.date}`);
  printTable(rows);
}

if (options.save) {
  const measured = rows.filter(({ value }) => value !== undefined);
  const figures = Object.fromEntries(
    measured.map(({ suite, name, value }) => [`${suite}: ${name}`, Number(value.toPrecision(4))]),
  );
  const saved = {
    machine,
    date: new Date().toISOString().slice(0, 10),
    figures: { ...baseline.figures, ...figures },
  };
  writeFileSync(BASELINE, `${JSON.stringify(saved, undefined, 2)}\n`);
}
