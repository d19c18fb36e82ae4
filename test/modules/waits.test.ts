import { expect } from "chai";
import { closeAll, newInterpreter } from "../support/host.ts";

/**
 * What calls Python code can be waited in, by several tasks at once. `step(x)` waits for a turn and answers with x; each program
 * is the body of a task, of which there are three, numbered `n`.
 */
const PROGRAMS: Record<string, [setup: string, body: string, expected: unknown]> = {
  "a cached function is computed by each task that asks before it is known": [
    `calls = []
def compute(x): calls.append(x); return step([x])
cached = _functools._lru_cache_wrapper(compute, None, False, lambda *a: list(a))`,
    "return [cached(1), len(calls), cached.cache_info()]",
    [
      [[1], 3, [0, 3, null, 1]],
      [[1], 3, [0, 3, null, 1]],
      [[1], 3, [0, 3, null, 1]],
    ],
  ],
  "a bounded cache keeps what was computed first": [
    `made = []
def compute(x): made.append(step([len(made)])); return made[-1]
cached = _functools._lru_cache_wrapper(compute, 2, False, lambda *a: list(a))`,
    "mine = cached(1); return [mine is made[n], cached(1) is made[0]]",
    [
      [true, true],
      [true, true],
      [true, true],
    ],
  ],
  "tasks share an iterator whose function waits": [
    "numbers = itertools.accumulate(range(1, 10), lambda a, b: step(a + b))",
    "return list(itertools.islice(numbers, 1 if n == 0 else 0, 3))[-1] > 0",
    [true, true, true],
  ],
  "a tee that waits cannot be entered by another": [
    `def slow():
    for i in range(3): yield step(i)
a, b = itertools.tee(slow())`,
    `try: return next((a, b, a)[n])
    except RuntimeError as error: return str(error)`,
    [0, "cannot re-enter the tee iterator", "cannot re-enter the tee iterator"],
  ],
  "groups wait for their keys": [
    "",
    "return [(k, list(g)) for k, g in itertools.groupby([1, 2, 11, 12, n], lambda x: step(x // 10))][-1]",
    [
      [0, [0]],
      [0, [1]],
      [0, [2]],
    ],
  ],
  "each filter waits for its own items": [
    "",
    "return [list(f(lambda x: step(x > 1), [0, 1, 2, 3])) for f in (itertools.takewhile, itertools.dropwhile, itertools.filterfalse)]",
    [0, 1, 2].map(() => [[], [0, 1, 2, 3], [0, 1]]),
  ],
  "a deque that changes while one task compares is an error for it alone": [
    `class Slow:
    def __eq__(self, other): step(0); return False
d = _collections.deque([1, 2, 3])`,
    `if n == 2: d.append(4); return "appended"
    try: return d.index(Slow() if n == 0 else 2)
    except RuntimeError as error: return str(error)`,
    ["deque mutated during iteration", 1, "appended"],
  ],
  "an ordered dict is updated by a slow __setitem__": [
    `class Slow(_collections.OrderedDict):
    def __setitem__(self, key, value): step(0); super().__setitem__(key, value)
made = Slow()`,
    "made.update({n: n}); return n in made and len(made)",
    [1, 2, 3],
  ],
  "missing values are made by each task for itself": [
    "made = _collections.defaultdict(lambda: step([]))",
    "made['k'].append(n); step(0); return len(made['k'])",
    [1, 1, 1],
  ],
  "a heap whose items compare slowly keeps its order": [
    `class Item:
    def __init__(self, value): self.value = value
    def __lt__(self, other): return step(self.value < other.value)`,
    `heap = []
    for value in (3, 1, n + 4, 2): _heapq.heappush(heap, Item(value))
    return [_heapq.heappop(heap).value for _ in range(4)]`,
    [
      [1, 2, 3, 4],
      [1, 2, 3, 5],
      [1, 2, 3, 6],
    ],
  ],
  "a slow key finds the place": [
    "",
    "return _bisect.bisect_left([10, 20, 30], n * 10 + 5, key=lambda x: step(x))",
    [0, 1, 2],
  ],
  "instances are checked by a slow hook": [
    `class Meta(type):
    def __instancecheck__(cls, instance): return _abc._abc_instancecheck(cls, instance)
    def __subclasscheck__(cls, derived): return _abc._abc_subclasscheck(cls, derived)
class Base(metaclass=Meta):
    @classmethod
    def __subclasshook__(cls, derived): return step(derived is int)
_abc._abc_init(Base)`,
    "return [isinstance(1, Base), isinstance('', Base), isinstance(1, Base)]",
    [0, 1, 2].map(() => [true, false, true]),
  ],
  "reduce, partial and keys made of a comparison wait": [
    "key = _functools.cmp_to_key(lambda a, b: step(b - a))",
    "return [_functools.reduce(lambda a, b: step(a + b), [1, 2, n]), _functools.partial(step, n)(), sorted([1, 3, 2], key=key)]",
    [0, 1, 2].map((n) => [n + 3, n, [3, 2, 1]]),
  ],
};

describe("natives of the library wait", () => {
  afterEach(closeAll);

  for (const [claim, [setup, body, expected]] of Object.entries(PROGRAMS))
    it(claim, async () => {
      const py = newInterpreter();
      const value = await py.run(`
import asyncio, itertools, _abc, _bisect, _collections, _functools, _heapq
from ohwait import ohwait
def step(x): ohwait(asyncio.sleep(0)); return x
${setup}
def body(n):
    ${body}
async def task(n): return body(n)
async def main(): return await asyncio.gather(*map(task, range(3)))
asyncio.run(main())`);
      expect(value).to.deep.equal(expected);
    });

  it("a queue wakes who has waited longest", async () => {
    const py = newInterpreter();
    const value = await py.run(`
import _queue, _thread, time
q, got = _queue.SimpleQueue(), []
for i in range(3): _thread.start_new_thread(lambda i: got.append((i, q.get(timeout=5))), (i,))
time.sleep(0.01)
for i in range(3): q.put("abc"[i])
time.sleep(0.01)
got`);
    expect(value).to.deep.equal([
      [0, "a"],
      [1, "b"],
      [2, "c"],
    ]);
  });
});
