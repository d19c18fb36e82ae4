import { fileURLToPath } from "node:url";
import { firstLine } from "../support/ohwait.js";
import { compareProgram } from "../support/programs.js";

/** `scale` turns the milliseconds of a run into the unit. */
const FIGURES = [
  {
    file: "await_chain.py",
    name: "await chain 1000 deep, a wait",
    unit: "µs",
    scale: (ms, units) => (ms * 1000) / units,
    goal: { now: 2, later: 1 },
  },
  {
    file: "sleep_zero.py",
    name: "100000 asyncio.sleep(0) turns",
    unit: "ms",
    scale: (ms) => ms,
    goal: { now: 250, later: 100 },
  },
  {
    file: "fiber_switch.py",
    name: "fiber switch and back, through the loop",
    unit: "ns",
    scale: (ms, units) => (ms * 1e6) / units,
    goal: {},
  },
];

/** Event loops and fibers, the same programs under CPython. */
export async function* loops(wanted) {
  for (const { file, name, unit, scale, goal } of FIGURES) {
    if (!wanted(name) && !wanted(file)) continue;
    try {
      const path = fileURLToPath(new URL(`../waits/${file}`, import.meta.url));
      const { ours, python, units } = await compareProgram(path);
      yield {
        name,
        unit,
        goal,
        value: scale(ours, units),
        ...(python && { python: scale(python, units), ratio: ours / python }),
      };
    } catch (error) {
      yield { name, unit, goal, reason: firstLine(error) };
    }
  }
}
