import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What the shop sells and to whom, and an HTTP service that tells. Everything is made up from small
 * numbers, so that each run sees the same orders, prices and delays.
 */

export interface Customer {
  name: string;
  grade: "dealer" | "private";
  region: string;
}

export interface Order {
  id: string;
  customer: number;
  rush: boolean;
  articles: [sku: string, quantity: number][];
}

const REGIONS = ["north", "east", "south", "west"];
const NAMES = ["Ada", "Berthold", "Chiara", "Dmitri", "Eun-ji", "Farid", "Greta"];
const ARTICLES = 60;

/** The order that asks for something the shop does not have. */
const FAILING = 57;

export const priceOf = (sku: string): number | undefined => {
  const n = Number(sku.slice(1));
  return n < ARTICLES ? 199 + ((n * 7919) % 9000) : undefined;
};

export const gramsOf = (sku: string): number => 50 + ((Number(sku.slice(1)) * 131) % 900);

export const customerOf = (number: number): Customer => ({
  name: `${NAMES[number % NAMES.length]} No. ${number}`,
  grade: number % 4 === 0 ? "dealer" : "private",
  region: REGIONS[number % REGIONS.length] ?? "north",
});

export const postageOf = (region: string, grams: number): number =>
  (290 + 45 * REGIONS.indexOf(region)) * Math.ceil(grams / 1000);

export const orders: Order[] = Array.from({ length: 100 }, (_, n) => ({
  id: `A${String(n + 1).padStart(3, "0")}`,
  customer: (n * 13) % 41,
  rush: n % 5 === 0,
  articles: Array.from({ length: 1 + (n % 4) }, (_, k) => {
    const article = n === FAILING && k === 1 ? 404 : (n * 17 + k * 23) % ARTICLES;
    return [`X${article}`, 1 + ((n * 3 + k * 5) % 9)];
  }),
}));

/** Between 10 and 60 ms, by the address alone. */
function delayOf(path: string): number {
  let hash = 7;
  for (const char of path) hash = (hash * 31 + char.charCodeAt(0)) % 1009;
  return 10 + (hash % 51);
}

function answer(path: string): unknown {
  const [, what, a = "", b = ""] = path.split("/");
  switch (what) {
    case "price":
      return priceOf(a);
    case "grams":
      return gramsOf(a);
    case "customer":
      return customerOf(Number(a));
    case "postage":
      return postageOf(a, Number(b));
    default:
      return undefined;
  }
}

/** Starts the service on a free port of the loopback interface. */
export async function startService(): Promise<{ base: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    setTimeout(() => {
      const value = answer(path);
      response.statusCode = value === undefined ? 404 : 200;
      response.end(JSON.stringify(value ?? null));
    }, delayOf(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, server };
}
