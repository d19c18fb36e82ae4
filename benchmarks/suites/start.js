import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "../support/measure.js";

const CLI = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const REPORT = fileURLToPath(new URL("../support/report_cpu.cjs", import.meta.url));
const ROUNDS = 15;

function cpuOf(args, expected) {
  const { output, status } = spawnSync(process.execPath, ["--require", REPORT, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, stdout, stderr, cpu] = output;
  if (status !== 0 || stdout !== expected) {
    throw new Error(`exit status ${status}: ${stderr.trim().split("\n").at(-1)}`);
  }
  return Number(cpu);
}

/** From a shell to "hello" and back, over what Node takes for nothing. */
export async function* start() {
  if (!existsSync(CLI)) throw new Error("dist/cli/main.js has not been built");
  const node = [];
  const ours = [];
  for (let round = 0; round < ROUNDS; round++) {
    node.push(cpuOf(["-e", "0"], ""));
    ours.push(cpuOf([CLI, "-c", 'print("hello")'], "hello\n"));
  }
  yield {
    name: "start to hello, over Node's own",
    unit: "ms",
    value: median(ours) - median(node),
    goal: { now: 40, later: 20 },
  };
  yield { name: "Node's own start", unit: "ms", value: median(node) };
}
