import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
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

const SCRIPT = fileURLToPath(new URL("compare_program.js", import.meta.url));

/**
 * The same in a fresh process, as CPython's side is: what V8 makes of the interpreter depends on what it has run before.
 */
export async function compareProgramAlone(path) {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, path]);
  const answer = JSON.parse(stdout);
  if (answer.reason !== undefined) throw new Error(answer.reason);
  return answer;
}
