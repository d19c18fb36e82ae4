import { expect } from "chai";
import { type Driver, Kernel, Park, type Token } from "../../src/kernel/kernel.ts";
import type { Clock } from "../../src/kernel/ports.ts";
import { type NativeGenerator, TrapRequest } from "../../src/objects/requests.ts";
import { settle, VirtualClock } from "../../src/testing/index.ts";
import { begin } from "../../src/vm/begin.ts";
import { Fiber } from "../../src/vm/frame.ts";
import { machine } from "../../src/vm/state.ts";

/** A kernel whose host counts the macrotasks that it is asked for. */
function bench(step = 0) {
  const virtual = new VirtualClock();
  let now = 0;
  const clock: Clock =
    step === 0
      ? virtual
      : Object.assign(Object.create(virtual) as Clock, {
          monotonic: () => {
            now += step;
            return now;
          },
        });
  let posted = 0;
  const tasks: (() => void)[] = [];
  const host = {
    post: (task: () => void) => {
      posted++;
      tasks.push(task);
    },
    setAlarm: () => undefined,
    clearAlarm: () => undefined,
  };
  const kernel = new Kernel(clock, host as never, {
    within: (body) => {
      machine.fuel = 1_000_000;
      const { interpreter } = machine;
      machine.interpreter = { isInterrupted: false } as typeof interpreter;
      try {
        return body();
      } finally {
        machine.interpreter = interpreter;
      }
    },
  });
  const driver: Driver = { onTrap: () => undefined, onEnd: () => undefined };
  const spawn = (body: () => NativeGenerator) => kernel.spawn(new Fiber(1), driver, begin(body));
  return { kernel, spawn, tasks, posts: () => posted };
}

const park = (start: (token: Token) => void) =>
  new TrapRequest(
    new Park(
      "a test",
      (token) => {
        start(token);
        return null;
      },
      false,
    ),
  );

describe("a turn of the kernel", () => {
  it("a fiber that wakes another goes on first: only the driver resumes", () => {
    const { spawn, tasks } = bench();
    const log: string[] = [];
    let waiting: Token | undefined;
    spawn(function* () {
      yield park((token) => {
        waiting = token;
      });
      log.push("woken");
      return null;
    });
    spawn(function* () {
      yield* [];
      waiting?.wake({ kind: "value", value: null });
      log.push("waker");
      return null;
    });
    while (tasks.length > 0) tasks.shift()?.();
    expect(log).to.deep.equal(["waker", "woken"]);
  });

  /** A fiber that is ready again at once, at most `limit` times. */
  const busy = (limit: number, seen: { count: number }) =>
    function* (): NativeGenerator {
      while (seen.count < limit) {
        seen.count++;
        yield park((token) => token.wake({ kind: "value", value: null }));
      }
      return null;
    };

  it("gives the host its turn after some batches, on a clock that stands", () => {
    const { spawn, tasks } = bench();
    const seen = { count: 0 };
    spawn(busy(10_000, seen));
    tasks.shift()?.();
    expect(seen.count).to.be.within(1, 100);
    expect(tasks).to.have.length(1);
  });

  it("gives the host its turn after 8 ms, however few batches that are", () => {
    const { spawn, tasks } = bench(0.003);
    const seen = { count: 0 };
    spawn(busy(10_000, seen));
    tasks.shift()?.();
    expect(seen.count).to.be.within(1, 10);
    expect(tasks).to.have.length(1);
  });

  it("runs what settles promises in the same macrotask for 8 ms and no longer", async () => {
    const { kernel, spawn, tasks } = bench(0.003);
    let woken = 0;
    spawn(function* () {
      for (;;) {
        yield park(
          (token) => void Promise.resolve().then(() => token.wake({ kind: "value", value: null })),
        );
        if (++woken > 1_000) return null;
      }
    });
    tasks.shift()?.();
    for (let i = 0; i < 200; i++) await Promise.resolve();
    expect(woken).to.be.within(0, 20);
    kernel.close();
    await settle();
  });
});
