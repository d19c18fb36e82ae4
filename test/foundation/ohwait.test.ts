import { expect } from "chai";
import { closeAll, newInterpreter } from "../support/host.ts";

/**
 * Programs that are run twice: with `await`, and with `ohwait` in sync functions. `DEF` begins a function that waits,
 * `GO f()` calls one, `WAIT(x)` waits. Both must log the same.
 */
const SAME: Record<string, string> = {
  "takes as many turns of the loop": `
DEF f(n):
    for i in range(n): WAIT(asyncio.sleep(0)); log.append(i)
async def ticks():
    for i in range(6): log.append("tick"); await asyncio.sleep(0)
async def main():
    t = asyncio.create_task(ticks())
    GO f(4)
    await t`,
  "takes no turn where the awaitable does not suspend": `
async def quick(): return 1
DEF f():
    log.append(WAIT(quick()))
    log.append(WAIT(done()))
def done():
    f = asyncio.get_running_loop().create_future(); f.set_result(2); return f
async def main():
    asyncio.get_running_loop().call_soon(log.append, "turn")
    GO f()
    log.append("before the turn")
    await asyncio.sleep(0)`,
  "gives the result and raises the exception": `
async def fails(): await asyncio.sleep(0); raise KeyError("k")
DEF f():
    log.append(WAIT(asyncio.sleep(0, "value")))
    try: WAIT(fails())
    except KeyError as e: log.append(repr(e))
async def main(): GO f()`,
  "keeps context variables": `
v = contextvars.ContextVar("v", default=0)
async def inner(): log.append(v.get()); v.set(2); await asyncio.sleep(0); return v.get()
DEF f():
    v.set(1)
    log.append(WAIT(inner()))
    log.append(v.get())
async def main():
    await asyncio.create_task(other())
    GO f()
    log.append(v.get())
async def other(): v.set(99)`,
  "keeps the handled exception": `
async def look(): log.append(repr(sys.exc_info()[1])); await asyncio.sleep(0); log.append(repr(sys.exception()))
DEF f():
    try: 1 / 0
    except ZeroDivisionError:
        WAIT(look())
        log.append(repr(sys.exception()))
        try: WAIT(fails())
        except KeyError as e: log.append(repr(e.__context__))
    log.append(sys.exception())
async def fails(): await asyncio.sleep(0); raise KeyError
async def main(): GO f()`,
  "is cancelled in its innermost await, and may wait in finally": `
async def inner():
    try: await asyncio.sleep(100)
    except asyncio.CancelledError: log.append("inner"); raise
    finally: await asyncio.sleep(0); log.append("waited")
class C:
    def __enter__(self): return self
    def __exit__(self, t, e, tb): log.append(t.__name__)
DEF f():
    try:
        with C(): WAIT(inner())
    finally:
        WAIT(asyncio.sleep(0))
        log.append("finally")
async def g(): GO f()
async def main():
    t = asyncio.create_task(g())
    await asyncio.sleep(0); await asyncio.sleep(0)
    t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: log.append(repr(e))`,
  "may swallow its cancellation": `
DEF f():
    try: WAIT(asyncio.sleep(100))
    except asyncio.CancelledError: log.append("swallowed")
    WAIT(asyncio.sleep(0))
    return "result"
async def g(): return GO f()
async def main():
    t = asyncio.create_task(g())
    await asyncio.sleep(0)
    t.cancel()
    log.append(await t)`,
  "obeys a timeout": `
DEF f():
    try: WAIT(asyncio.wait_for(asyncio.sleep(100), 0.001))
    except TimeoutError as e: log.append(repr(e))
async def main():
    GO f()
    try:
        async with asyncio.timeout(0.001): GO g()
    except TimeoutError as e: log.append(repr(e))
DEF g(): WAIT(asyncio.sleep(100))`,
  "waits for tasks, gathers and objects with __await__": `
class A:
    def __await__(self): yield from asyncio.sleep(0).__await__(); return "A"
DEF f():
    log.append(WAIT(asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))))
    log.append(WAIT(asyncio.create_task(asyncio.sleep(0, 3))))
    log.append(WAIT(A()))
async def main(): GO f()`,
  "suspends its own task alone": `
DEF f(name):
    for i in range(3): log.append(name + str(i)); WAIT(asyncio.sleep(0))
async def g(name): GO f(name)
async def main(): await asyncio.gather(*map(g, "abc"))`,
};

const PRELUDE = "import asyncio, contextvars, sys\nfrom ohwait import ohwait\nlog = []\n";

function variant(program: string, isAsync: boolean): string {
  return program
    .replaceAll("DEF ", isAsync ? "async def " : "def ")
    .replaceAll("GO ", isAsync ? "await " : "")
    .replaceAll("WAIT(", isAsync ? "await (" : "ohwait(");
}

/** Statements that run below a task, and what they log. */
const RULES: Record<string, [body: string, logged: unknown[]]> = {
  "waits below a generator that sync code steps": [
    `
def gen(): yield ohwait(asyncio.sleep(0, 1)); yield ohwait(asyncio.sleep(0, 2))
async def main(): log.extend(gen())`,
    [1, 2],
  ],
  "waits below a coroutine that sync code steps by hand": [
    `
async def inner(): return ohwait(asyncio.sleep(0, "inner"))
async def main():
    try: inner().send(None)
    except StopIteration as e: log.append(e.value)`,
    ["inner"],
  ],
  "gives what it yields to a loop written in Python": [
    `
class Trap:
    def __await__(self): return (yield "trap")
def sync(): return ohwait(Trap())
async def task(): return sync()
def run():
    coro = task()
    log.append(coro.send(None))
    try: coro.send("answer")
    except StopIteration as e: log.append(e.value)
run()
async def main(): pass`,
    ["trap", "answer"],
  ],
  "leaves a generator that waits running for everybody else": [
    `
def gen(): yield ohwait(asyncio.sleep(0, 1))
async def main():
    g = gen()
    async def use(): log.append(next(g))
    async def disturb():
        try: next(g)
        except ValueError as e: log.append(str(e))
    await asyncio.gather(use(), disturb())`,
    ["generator already executing", 1],
  ],
  "refuses what cannot be awaited": [
    `
async def main():
    try: ohwait(1)
    except TypeError as e: log.append(str(e))`,
    ["object int can't be used in 'ohwait' expression"],
  ],
  "needs a task, and closes the coroutine that it cannot run": [
    `
import warnings
async def coro(): pass
c = coro()
try: ohwait(c)
except RuntimeError as e: log.append(type(e).__name__)
try: c.send(None)
except RuntimeError as e: log.append(str(e))
async def main(): pass`,
    ["RuntimeError", "cannot reuse already awaited coroutine"],
  ],
};

describe("ohwait", () => {
  afterEach(closeAll);

  for (const [claim, program] of Object.entries(SAME))
    it(claim, async () => {
      const logs: unknown[] = [];
      for (const isAsync of [true, false]) {
        const py = newInterpreter();
        const source = `${PRELUDE}${variant(program, isAsync)}\nasyncio.run(main())\nrepr(log)`;
        logs.push(await py.run(source));
      }
      expect(logs[0]).to.have.length.above(2);
      expect(logs[1]).to.equal(logs[0]);
    });

  for (const [claim, [body, logged]] of Object.entries(RULES))
    it(claim, async () => {
      const py = newInterpreter();
      const value = await py.run(`${PRELUDE}${body}\nasyncio.run(main())\nlog`);
      expect(value).to.deep.equal(logged);
    });
});
