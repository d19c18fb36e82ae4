import { readFileSync } from "node:fs";
import { expect } from "chai";
import { CallableIterator } from "../../src/objects/builtins/combinators.ts";
import { installBuiltinTypes } from "../../src/objects/builtins/index.ts";
import { KeyIterator } from "../../src/objects/builtins/iterators.ts";
import { listFrom } from "../../src/objects/builtins/list.ts";
import { current } from "../../src/objects/current.ts";
import type { Entry, PyDict } from "../../src/objects/hash-table.ts";
import { MergeSort } from "../../src/objects/merge-sort.ts";
import { PyNative } from "../../src/objects/native.ts";
import type { PyObject, Value } from "../../src/objects/object.ts";
import { keyword, object, optional, type Param, type Values } from "../../src/objects/params.ts";
import { iterate } from "../../src/objects/protocols/iterate.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../../src/objects/requests.ts";
import { type PyList, type PyTuple, tuple } from "../../src/objects/sequences.ts";
import { sortItems } from "../../src/objects/sort.ts";
import * as types from "../../src/objects/types.ts";
import { drive, evaluate, outcome } from "../support/evaluate.ts";

installBuiltinTypes();

const globals: [string, Value][] = [
  types.listType,
  types.tupleType,
  types.dictType,
  types.setType,
  types.frozensetType,
  types.rangeType,
  types.sliceType,
  types.mappingProxyType,
  types.intType,
  types.floatType,
  types.strType,
  types.enumerateType,
  types.zipType,
  types.mapType,
  types.filterType,
  types.reversedType,
].map((type) => [type.name, type]);

function native<const P extends readonly Param<unknown>[]>(
  name: string,
  params: P,
  run: (...args: Values<P>) => NativeResult,
): void {
  globals.push([name, new PyNative(name, "function", null, params, run, "", false)]);
}
native(
  "iter",
  [object("object"), optional(object("sentinel"), undefined, "")],
  (value, sentinel) =>
    sentinel === undefined ? iterate(value) : new CallableIterator(value, sentinel),
);
native(
  "sorted",
  [
    object("iterable"),
    keyword(optional(object("key"), null, "None")),
    keyword(optional(object("reverse"), false, "False")),
  ],
  function* (iterable: Value, key: Value, reverse: Value): NativeGenerator {
    const made = listFrom(iterable);
    const list = isPending(made) ? ((yield made) as PyList) : made;
    const pending = sortItems(list.items, key, reverse === true);
    if (isPending(pending)) yield pending;
    return list;
  },
);
native("max", [object("a"), object("b")], (a) => a);

describe("objects/containers", () => {
  before(() => {
    // Natives run below a machine, which there is none of here.
    current.fiber = { reprs: new Set<PyObject>() };
  });

  const text = readFileSync(new URL("./fixtures/containers.txt", import.meta.url), "utf8");
  for (const block of text.trimEnd().split("\n\n")) {
    const at = block.lastIndexOf("\n=> ");
    const source = block.slice(0, at);
    it(source, () => {
      expect(outcome(source, globals)).to.equal(block.slice(at + 4));
    });
  }

  it("compares, shows and hashes data of any depth in frames on the heap", () => {
    const nest = "for i in range(5000): a = [a]; b = [b]; t = (t,)\n";
    const source = `a = []\nb = []\nt = ()\n${nest}a == b, a < b, len(repr(a)), hash(t) == hash(t)`;
    expect(outcome(source, globals)).to.equal("(True, False, 10002, True)");
    const dicts =
      "for i in range(5000): a = {1: a}; b = {1: b}; s = frozenset([s]) if i < 200 else s\n";
    expect(
      outcome(`a = {}\nb = {}\ns = frozenset()\n${dicts}a == b, len(repr(b)), len(s)`, globals),
    ).to.equal("(True, 25002, 1)");
  });

  it("steps through any number of iterators inside each other", () => {
    const source =
      "m = [1, 2]\ne = [1, 2]\nf = [1, 2]\nz = [1]\nfor i in range(3000):\n" +
      "    m = map(lambda x: x + 1, m); e = enumerate(e); f = filter(None, f); z = zip(z)\n" +
      "list(m), len(list(e)), list(f), len(list(z))";
    expect(outcome(source, globals)).to.equal("([3001, 3002], 2, [1, 2], 1)");
  });

  it("refuses what is too large before making it", () => {
    for (const source of ["[1] * 2**40", "(1, 2) * 2**40", "[0] * (2**27 + 1)"])
      expect(outcome(source, globals)).to.equal("MemoryError: ");
    expect(outcome("class I:\n    def __index__(self): return 2**40\n[1] * I()", globals)).to.equal(
      "MemoryError: ",
    );
  });

  it("compares shared parts within bounds", () => {
    const evaluated = "a = []\nb = []\nfor i in range(22): a = [a, a]; b = [b, b]\na == b";
    expect(outcome(evaluated, globals)).to.equal("True");
  });

  it("sorts every length, whatever the runs are like", () => {
    for (let n = 0; n < 300; n += 7)
      for (let modulus = 1; modulus < 30; modulus += 4) {
        const items = Array.from({ length: n }, (_, i) =>
          tuple(((i * 7919) % modulus) - (i % 3) * (n % 5), i),
        );
        const first = (item: Value) => (item as PyTuple).items[0] as number;
        const list: Value[] = items.slice();
        const key = new PyNative("key", "function", null, [object("x")], first, "", true);
        expect(sortItems(list, key, false)).to.equal(undefined);
        const expected = items.slice().sort((a, b) => first(a) - first(b));
        expect(list).to.deep.equal(expected);
        expect(drive(sortItems(list, key, true))).to.equal(null);
        expect(list).to.deep.equal(items.slice().sort((a, b) => first(b) - first(a)));
      }
  });

  it("merges runs of like length, with no more than n log n comparisons", () => {
    const n = 20_000;
    const sort = new MergeSort(n);
    let count = 0;
    const key = (i: number) => (i * 7919) % 20_011;
    while (sort.advance()) {
      count++;
      sort.answer(key(sort.left) < key(sort.right));
    }
    expect(count).to.be.lessThan(n * Math.log2(n));
    const sorted = Array.from(sort.order, key);
    expect(sorted).to.deep.equal(sorted.slice().sort((x, y) => x - y));
  });

  it("keeps what a table iterator has still to give when the table closes its gaps", () => {
    const list = evaluate("d = {}\nfor i in range(100): d[i] = i\nd", globals);
    const { table } = list as PyDict;
    const iterator = new KeyIterator(table);
    for (let i = 0; i < 60; i++) expect(iterator.next()).to.equal(i);
    for (let i = 0; i < 80; i++) table.remove(table.find(i) as Entry, null);
    for (let i = 100; i < 180; i++) table.put(i, null);
    const rest: (Value | undefined)[] = [];
    for (let i = 0; i < 40; i++) rest.push(iterator.next() as Value);
    expect(rest).to.deep.equal(Array.from({ length: 40 }, (_, i) => i + 80));
  });
});
