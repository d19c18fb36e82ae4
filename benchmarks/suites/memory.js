import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { loadOhwait } from "../support/ohwait.js";

const CHILD = fileURLToPath(new URL("../support/suspended.js", import.meta.url));
const LIMIT_MS = 60_000;

const bytes = (kind) =>
  Number(
    execFileSync(process.execPath, ["--expose-gc", CHILD, kind], {
      encoding: "utf8",
      timeout: LIMIT_MS,
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );

/** What 10,000 callers hold while all of them wait; the host's own promises are taken off. */
export async function* memory() {
  await loadOhwait();
  yield {
    name: "a caller suspended at depth 5",
    unit: "bytes",
    value: bytes("python") - bytes("promises"),
    goal: { now: 1500, later: 1200 },
  };
}
