import { expect } from "chai";
import { type Driver, Kernel, Park, type Token } from "../../src/kernel/kernel.ts";
import { Queue } from "../../src/kernel/queue.ts";
import { TimerHeap } from "../../src/kernel/timers.ts";
import { E, newException } from "../../src/objects/errors.ts";
import type { Value } from "../../src/objects/object.ts";
import { type NativeGenerator, TrapRequest } from "../../src/objects/requests.ts";
import { settle, VirtualClock } from "../../src/testing/index.ts";
import { Fiber, Kind } from "../../src/vm/frame.ts";
import { pump } from "../../src/vm/pump.ts";
import { Mode, machine } from "../../src/vm/state.ts";

/** A kernel without an interpreter: its fibers are natives. */
class Bench {
  readonly clock = new VirtualClock();
  readonly kernel = new Kernel(this.clock, this.clock.newHost(), {
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
  readonly log: unknown[] = [];

  /** Starts a native on a fiber of its own. */
  spawn(body: () => NativeGenerator): Fiber {
    const fiber = new Fiber(1);
    const driver: Driver = {
      onTrap: (_fiber, value) => this.log.push(["trap", value]),
      onEnd: (_fiber, exit) =>
        this.log.push(exit.kind === "done" ? exit.value : exit.exception.args[0]),
    };
    this.kernel.spawn(fiber, driver, {
      kind: "start",
      begin: () => pump(Mode.DO, null, Kind.STORE, body()),
    });
    return fiber;
  }

  /** Parks the calling native; `begin` gets the token. */
  park(begin: (token: Token) => (() => void) | null): TrapRequest {
    return new TrapRequest(new Park("a test", begin, false));
  }
}

const value = (v: Value) => ({ kind: "value", value: v }) as const;

describe("Kernel", () => {
  it("a fiber's first step is in the next turn", async () => {
    const bench = new Bench();
    bench.spawn(function* () {
      yield* [];
      return "ran";
    });
    expect(bench.log).to.deep.equal([]);
    await settle();
    expect(bench.log).to.deep.equal(["ran"]);
  });

  it("fibers run in the order in which they became ready", async () => {
    const bench = new Bench();
    const tokens: Token[] = [];
    for (const name of ["a", "b", "c"])
      bench.spawn(function* () {
        const answer = yield bench.park((token) => {
          tokens.push(token);
          return null;
        });
        return `${name}${answer as string}`;
      });
    await settle();
    const [a, b, c] = tokens as [Token, Token, Token];
    c.wake(value("1"));
    a.wake(value("2"));
    b.wake(value("3"));
    await settle();
    expect(bench.log).to.deep.equal(["c1", "a2", "b3"]);
  });

  it("a token wakes once, and a later parking is another", async () => {
    const bench = new Bench();
    const tokens: Token[] = [];
    const park = () =>
      bench.park((token) => {
        tokens.push(token);
        return null;
      });
    bench.spawn(function* () {
      bench.log.push(yield park());
      return yield park();
    });
    await settle();
    const first = tokens[0] as Token;
    first.wake(value("first"));
    first.wake(value("again"));
    await settle();
    first.wake(value("too late"));
    await settle();
    expect(bench.log).to.deep.equal(["first"]);
    (tokens[1] as Token).wake(value("second"));
    await settle();
    expect(bench.log).to.deep.equal(["first", "second"]);
  });

  it("a wait may be over before it has begun", async () => {
    const bench = new Bench();
    bench.spawn(function* () {
      return yield bench.park((token) => {
        token.wake(value("at once"));
        return null;
      });
    });
    await settle();
    expect(bench.log).to.deep.equal(["at once"]);
  });

  it("interrupt stops the wait, tells its owner, and raises", async () => {
    const bench = new Bench();
    let isAborted = false;
    let kept: Token | undefined;
    const fiber = bench.spawn(function* () {
      return yield bench.park((token) => {
        kept = token;
        return () => {
          isAborted = true;
        };
      });
    });
    await settle();
    expect(bench.kernel.interrupt(fiber, newException(E.RuntimeError, "stop"))).to.equal(true);
    kept?.wake(value("late"));
    await settle();
    expect([isAborted, bench.log]).to.deep.equal([true, ["stop"]]);
    expect(bench.kernel.interrupt(fiber, newException(E.RuntimeError))).to.equal(false);
  });

  it("a value that is no instruction to the kernel is for the driver", async () => {
    const bench = new Bench();
    bench.spawn(function* () {
      return yield new TrapRequest("for the loop");
    });
    await settle();
    expect(bench.log).to.deep.equal([["trap", "for the loop"]]);
  });

  it("timers fire by time, then by order, and one alarm serves them all", async () => {
    const bench = new Bench();
    for (const [when, name] of [
      [2, "c"],
      [1, "a"],
      [1, "b"],
    ] as const)
      bench.kernel.at(when, () => bench.log.push(name));
    bench.kernel.at(1.5, () => bench.log.push("cancelled")).cancel();
    await bench.clock.advance(5);
    expect(bench.log).to.deep.equal(["a", "b", "c"]);
    expect(bench.clock.deadline).to.equal(Number.POSITIVE_INFINITY);
  });

  it("knows when nothing can happen any more", async () => {
    const bench = new Bench();
    expect(bench.kernel.isIdle).to.equal(true);
    const timer = bench.kernel.at(1, () => undefined);
    expect(bench.kernel.isIdle).to.equal(false);
    timer.cancel();
    expect(bench.kernel.isIdle).to.equal(true);
    bench.spawn(function* () {
      return yield bench.park(() => null);
    });
    expect(bench.kernel.isIdle).to.equal(false);
    await settle();
    expect([bench.kernel.isIdle, bench.kernel.parked().map(([, what]) => what)]).to.deep.equal([
      true,
      ["a test"],
    ]);
  });

  it("a closed kernel runs nothing and has no alarm", async () => {
    const bench = new Bench();
    bench.kernel.at(1, () => bench.log.push("timer"));
    bench.spawn(function* () {
      yield* [];
      return "ran";
    });
    bench.kernel.close();
    await bench.clock.advance(2);
    expect(bench.log).to.deep.equal([]);
  });
});

describe("TimerHeap", () => {
  it("keeps thousands of timers in order", () => {
    const heap = new TimerHeap();
    const fired: number[] = [];
    const times = Array.from({ length: 2000 }, (_, i) => (i * 7919) % 2000);
    for (const when of times) heap.add(when, () => fired.push(when));
    heap.fire(999);
    expect(fired).to.deep.equal(Array.from({ length: 1000 }, (_, i) => i));
    expect([heap.deadline(), heap.size]).to.deep.equal([1000, 1000]);
  });
});

describe("Queue", () => {
  it("is first in, first out, however it grows and shrinks", () => {
    const queue = new Queue<number>();
    let next = 0;
    let expected = 0;
    for (let round = 1; round < 60; round++) {
      for (let i = 0; i < round * 100; i++) queue.push(next++);
      for (let i = 0; i < round * 90; i++) expect(queue.shift()).to.equal(expected++);
    }
    expect(queue.length).to.equal(next - expected);
    while (queue.length > 0) expect(queue.shift()).to.equal(expected++);
    expect(queue.shift()).to.equal(undefined);
  });
});
