/**
 * Hosts shop.py: a sync Python program whose calls of `services` are answered over HTTP. A hundred
 * orders are priced at once in one interpreter; each call waits alone. Run by `npm start`.
 */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { Interpreter, PythonError } from "ohwait/node";
import { expectedTotal } from "./expected.ts";
import source from "./shop.py";
import { type Customer, type Order, orders, startService } from "./warehouse.ts";

type Row = [
  id: string,
  name: string,
  kind: string,
  pieces: number,
  discount: string,
  cents: number,
];
type Quote = (...order: [string, number, boolean, Order["articles"]]) => Promise<Row>;

const { base, server } = await startService();
let waits = 0;
let waited = 0;

/** What the service says at `path`. Python sees a function that returns it. */
async function ask<T>(path: string): Promise<T> {
  const start = performance.now();
  try {
    const response = await fetch(base + path);
    if (!response.ok) throw new Error(`${path}: HTTP status ${response.status}`);
    return (await response.json()) as T;
  } finally {
    waits++;
    waited += performance.now() - start;
  }
}

const py = new Interpreter({
  stdout: (text) => process.stdout.write(text),
  modules: {
    services: {
      price: (sku: string) => ask<number>(`/price/${sku}`),
      grams: (sku: string) => ask<number>(`/grams/${sku}`),
      postage: (region: string, grams: number) => ask<number>(`/postage/${region}/${grams}`),
      customer: async (number: number) => {
        const { name, grade, region } = await ask<Customer>(`/customer/${number}`);
        return [name, grade, region];
      },
    },
  },
});

await py.run(source, { filename: "examples/legacy-shop/shop.py" });
const quote = py.globals.get("quote") as Quote;
const printTable = py.globals.get("print_table") as (rows: Row[]) => Promise<void>;

// The histogram's samples are taken by a timer: what is above its period is delay.
const PERIOD = 5;
const delays = monitorEventLoopDelay({ resolution: PERIOD });
delays.enable();
const start = performance.now();
const results = await Promise.allSettled(
  orders.map(({ id, customer, rush, articles }) => quote(id, customer, rush, articles)),
);
const wall = performance.now() - start;
delays.disable();

const rows: Row[] = [];
const failures: unknown[] = [];
let wrong = 0;
for (const [index, result] of results.entries()) {
  const expected = expectedTotal(orders[index] as Order);
  const actual = result.status === "fulfilled" ? result.value[5] : undefined;
  if (actual !== expected) {
    wrong++;
    console.error(`${orders[index]?.id}: ${actual} cents instead of ${expected}`);
  }
  if (result.status === "fulfilled") rows.push(result.value);
  else failures.push(result.reason);
}

await printTable(rows);
for (const failure of failures) {
  if (!(failure instanceof PythonError)) throw failure;
  console.log(`\nOne order failed:\n\n${failure.traceback.trimEnd()}`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
console.log(`
wall time                   ${seconds(wall)}
sum of all ${waits} waits        ${seconds(waited)}
longest event-loop delay    ${Math.max(0, delays.max / 1e6 - PERIOD).toFixed(1)} ms
totals                      ${wrong === 0 ? "equal those computed in TypeScript" : `${wrong} WRONG`}`);

await py.close();
server.close();
server.closeAllConnections();
process.exitCode = wrong === 0 && failures.length === 1 ? 0 : 1;
