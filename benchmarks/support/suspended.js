// A child of the memory suite: bytes that one suspended caller holds. Run with --expose-gc.
//   node --expose-gc suspended.js python|promises
import { makeInterpreter } from "./ohwait.js";

const CALLERS = 10_000;
const SOURCE = `
import host

def first(n): return second(n) + 1
def second(n): return third(n) + 1
def third(n): return fourth(n) + 1
def fourth(n): return fifth(n) + 1
def fifth(n): return host.wait(n) + 1
`;

const releases = [];
const wait = (n) => new Promise((resolve) => releases.push(() => resolve(n)));

async function callerFor(kind) {
  if (kind === "promises") return async (n) => (await wait(n)) + 5;
  const py = await makeInterpreter({ modules: { host: { wait } } });
  await py.run(SOURCE);
  return py.globals.get("first");
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function bytesHeld() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** Makes the callers, measures while all of them wait, and lets them finish. */
async function round(call, count) {
  const before = bytesHeld();
  const calls = Array.from({ length: count }, (_, n) => call(n));
  while (releases.length < count) await turn();
  await turn();
  const held = bytesHeld() - before;
  for (const release of releases.splice(0)) release();
  const results = await Promise.all(calls);
  if (results[count - 1] !== count - 1 + 5) throw new Error(`wrong result ${results[count - 1]}`);
  return held / count;
}

const call = await callerFor(process.argv[2]);
await round(call, 1000); // Warm: caches and feedback are not a caller's.
console.log(await round(call, CALLERS));
process.exit();
