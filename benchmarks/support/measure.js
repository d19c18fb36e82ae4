/** CPU time of the whole process: V8's compiler and collector threads count, waiting does not. */
export function cpuMs(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

export async function timeCpu(action) {
  const start = process.cpuUsage();
  const result = await action();
  return { ms: cpuMs(start), result };
}

export function median(values) {
  const sorted = values.toSorted?.((a, b) => a - b) ?? [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const geomean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Long enough for V8 to have optimised what it is going to optimise. */
const WARM_MS = 1200;
const WARM_RUNS = 3;
const MOST_WARM_RUNS = 200;

export async function warmUp(action) {
  const start = process.cpuUsage();
  for (let run = 0; run < MOST_WARM_RUNS; run++) {
    await action();
    if (run >= WARM_RUNS && cpuMs(start) > WARM_MS) return;
  }
}

/** Median CPU milliseconds of `action`, warm. */
export async function warmMedian(action, rounds = 9) {
  await warmUp(action);
  const times = [];
  for (let round = 0; round < rounds; round++) times.push((await timeCpu(action)).ms);
  return median(times);
}
