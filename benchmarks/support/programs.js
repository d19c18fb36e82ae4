import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { median, timeCpu, warmUp } from "./measure.js";
import { makeInterpreter } from "./ohwait.js";
import { PythonTimer } from "./python.js";

const ROUNDS = 9;

/**
 * Times a program's bench() here and under CPython, run by run in turn, since the machine's speed
 * changes over minutes. Returns `{ ours, python, units }`: median CPU milliseconds of a run.
 */
export async function compareProgram(path) {
  const py = await makeInterpreter();
  const timer = PythonTimer.start();
  try {
    await py.run(readFileSync(path, "utf8"), { filename: basename(path) });
    const units = py.globals.get("UNITS");
    const run = () => py.evaluate("repr(bench())");
    await warmUp(run);
    const ours = [];
    const python = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { ms, result } = await timeCpu(run);
      ours.push(ms);
      const other = await timer?.time(path);
      if (!other) continue;
      if (other.result !== result) {
        throw new Error(`wrong result ${result}, CPython's is ${other.result}`);
      }
      python.push(other.ms);
    }
    return {
      ours: median(ours),
      python: python.length ? median(python) : undefined,
      units: Number(units),
    };
  } finally {
    timer?.stop();
    await py.close();
  }
}
