import { readFileSync } from "node:fs";
import { expect } from "chai";
import { installBuiltinTypes } from "../../src/objects/builtins/index.ts";
import { current } from "../../src/objects/current.ts";
import type { PyObject, Value } from "../../src/objects/object.ts";
import { textOf } from "../../src/objects/str.ts";
import * as bytes from "../../src/objects/text/bytes.ts";
import { decodeNow, encodeNow } from "../../src/objects/text/codecs.ts";
import * as types from "../../src/objects/types.ts";
import { outcome } from "../support/evaluate.ts";

installBuiltinTypes();

const globals: [string, Value][] = [
  types.strType,
  types.bytesType,
  types.bytearrayType,
  types.intType,
  types.listType,
  types.dictType,
  types.rangeType,
  types.sliceType,
].map((type) => [type.name, type]);

describe("objects/text", () => {
  before(() => {
    current.fiber = { reprs: new Set<PyObject>() };
  });

  // Made by make_containers.py from the programs in it.
  const text = readFileSync(new URL("./fixtures/text.txt", import.meta.url), "utf8");
  for (const block of text.trimEnd().split("\n\n")) {
    const at = block.lastIndexOf("\n=> ");
    const source = block.slice(0, at);
    it(source, () => {
      expect(outcome(source, globals)).to.equal(block.slice(at + 4));
    });
  }

  it("finds needles of every length, from both ends", () => {
    let seed = 1;
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return (seed >> 8) % n;
    };
    const some = (n: number) => Uint8Array.from({ length: n }, () => 97 + random(2));
    const shown = (part: Uint8Array) => String.fromCharCode(...part);
    for (let i = 0; i < 2000; i++) {
      const hay = some(random(60));
      const needle = some(1 + random(14));
      const [h, n] = [shown(hay), shown(needle)];
      expect(bytes.findBytes(hay, needle)).to.equal(h.indexOf(n));
      expect(bytes.findLastBytes(hay, needle)).to.equal(h.lastIndexOf(n));
      expect(bytes.countBytes(hay, needle, 0, hay.length)).to.equal(h.split(n).length - 1);
      expect(bytes.splitBytes(hay, needle, -1, false).map(shown)).to.deep.equal(h.split(n));
    }
  });

  it("searches in time proportional to the text, whatever repeats in it", () => {
    const hay = new Uint8Array(2_000_000).fill(97);
    const needle = new Uint8Array(1_000_000).fill(97);
    needle[needle.length - 1] = 98;
    expect(bytes.findBytes(hay, needle)).to.equal(-1);
    needle[needle.length - 1] = 97;
    needle[0] = 98;
    expect(bytes.findLastBytes(hay, needle)).to.equal(-1);
  });

  // Each of these once ended the process, in V8.
  for (const source of [
    '(","*2**27).split(",")',
    '(b"a "*2**23).split()',
    '("a"*10**6).translate({97: "b"*10**6})',
    '"\\t".expandtabs(10**9)',
    '"\\ud800"*2**27',
  ])
    it(`refuses ${source}`, () => {
      expect(outcome(source, globals)).to.match(/^MemoryError/);
    });

  it("reads back what it encoded", () => {
    const text = "a\u00e9\u4e00\u{1f600}";
    for (const name of ["utf-8", "UTF-8-SIG", "utf_16", "utf-16-be", "utf-32", "utf-32-le"]) {
      const encoded = encodeNow(text, name, "strict");
      expect(textOf(decodeNow(encoded.bytes, name, "strict"))).to.equal(text);
    }
  });
});
