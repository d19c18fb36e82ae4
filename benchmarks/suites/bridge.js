import { warmMedian } from "../support/measure.js";
import { makeInterpreter } from "../support/ohwait.js";

const CALLS = 20_000;
const CALLERS = 1000;
const CALLS_EACH = 10;
const DEPTHS = [0, 100, 10_000];
const GOALS = {
  call: { now: 1.2, later: 1 },
  depth: { now: 1.2 },
  callers: { now: 2, later: 1.5 },
};

const SOURCE = `
import host, sys

sys.setrecursionlimit(20_000)

def call(n):
    for _ in range(n):
        host.settled()

def call_at(depth, n):
    if depth:
        call_at(depth - 1, n)
    else:
        call(n)
`;

const promise = Promise.resolve(1);
const settled = () => promise;

async function bareCalls(n) {
  for (let i = 0; i < n; i++) await settled();
}

/** Sync Python that calls an async host function whose promise has already settled. */
export async function* bridge() {
  const py = await makeInterpreter({
    modules: { host: { settled } },
    limits: { recursion: 20_000 },
  });
  await py.run(SOURCE);
  const callAt = py.globals.get("call_at");
  const bare = await warmMedian(() => bareCalls(CALLS));

  const perCall = [];
  for (const depth of DEPTHS) {
    const way = await warmMedian(() => callAt(depth, 0)); // Down and up again, without a call.
    const all = await warmMedian(() => callAt(depth, CALLS));
    const value = ((all - way - bare) * 1000) / CALLS;
    perCall.push(value);
    yield {
      name: `call at depth ${depth}, over a bare await`,
      unit: "µs",
      value,
      goal: GOALS.call,
    };
  }
  const [shallow, , deep] = perCall;
  yield { name: "depth 10000 over depth 0", unit: "×", value: deep / shallow, goal: GOALS.depth };

  const call = py.globals.get("call");
  const callers = await warmMedian(() =>
    Promise.all(Array.from({ length: CALLERS }, () => call(CALLS_EACH))),
  );
  yield {
    name: `${CALLERS} callers × ${CALLS_EACH}, a call`,
    unit: "µs",
    value: (callers * 1000) / (CALLERS * CALLS_EACH),
    goal: GOALS.callers,
  };
  await py.close();
}
