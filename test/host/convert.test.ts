import { expect } from "chai";
import { ConversionError, opaque, type PythonError, type PythonObject } from "../../src/node.ts";
import { closeAll, newInterpreter, rejection } from "../support/host.ts";

/** What Python sees of a value. */
const reprOf = (value: unknown) => newInterpreter().run("repr(x)", { inputs: { x: value } });
/** What the host gets for an expression. */
const valueIn = (expression: string) => newInterpreter().evaluate(expression);

describe("values to Python", () => {
  afterEach(closeAll);

  for (const [name, value, repr] of [
    ["null", null, "None"],
    ["undefined", undefined, "None"],
    ["true", true, "True"],
    ["an integral number", 3, "3"],
    ["another number", 2.5, "2.5"],
    ["an integral number beyond the safe ones", 1e21, "1e+21"],
    ["minus zero", -0, "-0.0"],
    ["NaN", Number.NaN, "nan"],
    ["a bigint", 2n ** 70n, "1180591620717411303424"],
    ["a small bigint", 5n, "5"],
    ["text", "it's", '"it\'s"'],
    ["text beyond the first plane", "😀", "'😀'"],
    ["text with a lone surrogate", "\ud800", "'\\ud800'"],
    ["bytes", Uint8Array.of(1, 255), "b'\\x01\\xff'"],
    ["an array", [1, [2]], "[1, [2]]"],
    ["an object", { a: 1, b: [null] }, "{'a': 1, 'b': [None]}"],
    [
      "an object without a prototype",
      Object.assign(Object.create(null), { __proto: 1 }),
      "{'__proto': 1}",
    ],
    [
      "an object with names of JavaScript's",
      JSON.parse('{"__proto__": 1, "constructor": 2}'),
      "{'__proto__': 1, 'constructor': 2}",
    ],
    [
      "a Map",
      new Map<unknown, unknown>([
        [1, "a"],
        [true, "b"],
        ["c", 2],
      ]),
      "{1: 'b', 'c': 2}",
    ],
    ["a Set", new Set([1]), "{1}"],
  ] as const) {
    it(`${name} is ${repr}`, async () => {
      expect(await reprOf(value)).to.equal(repr);
    });
  }

  it("text with a lone surrogate is the str that Python makes of it, and no other key", async () => {
    const py = newInterpreter();
    const inputs = { x: "\ud800", k: "\ud800T)" };
    const source = `[x == "\\ud800", x in {"\\ud800": 1}, {(): 5}.get(k), len(x + "\\udc00"), getattr(C, x)]`;
    await py.run('class C: pass\nsetattr(C, "\\ud800", 2)');
    expect(await py.run(source, { inputs })).to.deep.equal([true, true, null, 2, 2]);
  });

  for (const [name, value, message] of [
    ["a symbol", Symbol("s"), /symbol/],
    ["a class", class Order {}, /class Order/],
    [
      "an instance of a class",
      new (class Order {})(),
      /an instance of Order can't be passed.*opaque/,
    ],
    ["a date", new Date(), /an instance of Date/],
    ["a Map with a list as a key", new Map([[[1], 2]]), /unhashable/],
  ] as const) {
    it(`${name} is refused by name`, async () => {
      const error = await rejection<ConversionError>(reprOf(value));
      expect(error).to.be.an.instanceOf(ConversionError);
      expect(error.message).to.match(message);
    });
  }

  it("what contains itself is refused", async () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(await rejection(reprOf(circle))).to.be.an.instanceOf(ConversionError);
  });

  it("what is nested too deep is refused", async () => {
    let deep: unknown = 0;
    for (let i = 0; i < 1000; i++) deep = [deep];
    expect(await rejection(reprOf(deep))).to.be.an.instanceOf(ConversionError);
  });

  it("an array met twice is one list", async () => {
    const shared: unknown[] = [];
    expect(
      await newInterpreter().run("x[0] is x[1]", { inputs: { x: [shared, shared] } }),
    ).to.equal(true);
  });

  it("a getter is read once", async () => {
    let reads = 0;
    const value = {
      get n() {
        return ++reads;
      },
    };
    expect(await reprOf(value)).to.equal("{'n': 1}");
    expect(reads).to.equal(1);
  });

  it("data is copied", async () => {
    const list = [1];
    const py = newInterpreter();
    py.globals.set("x", list);
    await py.run("x.append(2)");
    expect(list).to.deep.equal([1]);
  });

  it("an opaque value can only be passed back", async () => {
    const date = new Date(0);
    const py = newInterpreter();
    py.globals.set("x", opaque(date));
    expect(py.globals.get("x")).to.equal(date);
    expect(await py.run("[n for n in dir(x) if not n.startswith('__')]")).to.deep.equal([]);
    expect(await rejection<PythonError>(py.run("x.getTime"))).to.include({
      type: "AttributeError",
    });
  });
});

describe("values to JavaScript", () => {
  afterEach(closeAll);

  for (const [expression, value] of [
    ["None", null],
    ["True", true],
    ["7", 7],
    ["2**70", 2n ** 70n],
    ["1.0", 1],
    ["0.5", 0.5],
    ["'😀'", "😀"],
    ["b'ab'", Uint8Array.of(97, 98)],
    ["bytearray(b'ab')", Uint8Array.of(97, 98)],
    ["[1, (2, 3)]", [1, [2, 3]]],
    ["{1, 'a'}", new Set([1, "a"])],
    ["frozenset([1])", new Set([1])],
    ["{1: 2}", new Map([[1, 2]])],
    [
      "{'a': 1, 1: 2}",
      new Map<unknown, number>([
        ["a", 1],
        [1, 2],
      ]),
    ],
  ] as const) {
    it(`${expression} is converted`, async () => {
      expect(await valueIn(expression)).to.deep.equal(value);
    });
  }

  it("a dict with str keys is an object without a prototype", async () => {
    const value = (await valueIn("{'__proto__': 1, 'a': 2}")) as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).to.equal(null);
    expect(Object.entries(value)).to.deep.equal([
      ["__proto__", 1],
      ["a", 2],
    ]);
  });

  it("a dict that would be thenable is a Map", async () => {
    expect(await valueIn("{'then': print}")).to.be.an.instanceOf(Map);
  });

  it("a list that contains itself is refused", async () => {
    const py = newInterpreter();
    expect(await rejection(py.run("x = []\nx.append(x)\nx"))).to.be.an.instanceOf(ConversionError);
  });

  it("a coroutine is thenable and starts at its first use", async () => {
    const py = newInterpreter();
    await py.run(
      "import asyncio\nstarted = []\nasync def f(n):\n    started.append(n)\n    await asyncio.sleep(0)\n    return n * 2",
    );
    expect(await py.run("f(4)")).to.equal(8);
    const [coro] = (await py.run("[f(5)]")) as [PromiseLike<number>];
    expect(py.globals.get("started")).to.deep.equal([4]);
    expect(await coro).to.equal(10);
  });

  it("an async generator is an async iterator; leaving the loop runs its finally", async () => {
    const py = newInterpreter();
    await py.run(`
import asyncio
log = []
async def numbers():
    try:
        for n in range(10):
            await asyncio.sleep(0)
            yield n
    finally:
        log.append("closed")`);
    const numbers = py.globals.get("numbers") as () => Promise<AsyncIterable<number>>;
    const seen: number[] = [];
    for await (const n of await numbers()) {
      seen.push(n);
      if (n === 2) break;
    }
    expect(seen).to.deep.equal([0, 1, 2]);
    expect(py.globals.get("log")).to.deep.equal(["closed"]);
  });

  it("an instance is a handle with a type, a repr and attributes", async () => {
    const py = newInterpreter();
    await py.run(
      "class Order:\n    def __init__(self): self.total = 5\n    def __repr__(self): return 'Order<5>'",
    );
    const order = (await py.run("Order()")) as PythonObject;
    expect([order.type, order.repr(), String(order), order.getattr("total")]).to.deep.equal([
      "Order",
      "Order<5>",
      "Order<5>",
      5,
    ]);
    order.setattr("total", 6);
    py.globals.set("same", order);
    expect(await py.run("same.total")).to.equal(6);
  });

  it("handles print well under console.log", async () => {
    const { inspect } = await import("node:util");
    expect(inspect([await valueIn("range(3)")])).to.equal("[ range(0, 3) ]");
    const py = newInterpreter();
    await py.run("class A:\n    def __repr__(self): 1/0");
    expect(inspect(await py.run("A()"))).to.equal("<A object>");
  });

  it("an object of one interpreter is refused by another", async () => {
    const object = await valueIn("object()");
    expect(() => newInterpreter().globals.set("x", object)).to.throw(ConversionError);
  });
});
