import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geomean } from "../support/measure.js";
import { firstLine } from "../support/ohwait.js";
import { compareProgram, compareProgramAlone } from "../support/programs.js";

const FOLDER = fileURLToPath(new URL("../programs/", import.meta.url));
const GOAL = { now: 1.8, later: 1.5 };

/** Ordinary programs, CPU milliseconds of a run beside CPython's; then the same one after the other in this process. */
export async function* compute(wanted) {
  yield* programs(wanted, compareProgramAlone, "geomean", GOAL);
  if (!wanted("one process")) return;
  const rows = [];
  for await (const row of programs(() => true, compareProgram, "geomean, all in one process"))
    rows.push(row);
  yield rows.at(-1);
}

async function* programs(wanted, compare, title, goal) {
  const ratios = [];
  let complete = true;
  for (const file of readdirSync(FOLDER).sort()) {
    const name = file.replace(/\.py$/, "");
    if (!file.endsWith(".py") || !wanted(name)) continue;
    try {
      const { ours, python } = await compare(FOLDER + file);
      const ratio = python && ours / python;
      if (ratio) ratios.push(ratio);
      yield { name, unit: "ms", value: ours, python, ratio };
    } catch (error) {
      complete = false;
      yield { name, unit: "ms", reason: firstLine(error) };
    }
  }
  if (ratios.length === 0) yield { name: title, unit: "× CPython", reason: "nothing to compare" };
  else if (!complete)
    yield { name: `${title} of those that ran`, unit: "× CPython", value: geomean(ratios) };
  else yield { name: title, unit: "× CPython", value: geomean(ratios), goal };
}
