import { expect } from "chai";
import { skim } from "../../src/syntax/skim.ts";

const SOURCE = `
import sys
def plain(a, b=1, *args, c: int, **kwargs):
    "Says what it does."
    total = a + b + sum(args) + c + len(kwargs)
    return total * 1000000000000

class Outer(object):
    class Inner:
        @staticmethod
        def method(self, name):
            # a comment
            text = f"{self} { 'x' if name else 'y' } # no comment"
            return [text, (
        1, 2), """
no end of the block
"""]

    def generator(self):
        for number in range(1000000000000000000000000000000000000):
            yield number

    def initialized(self):
        super().__init__("something long enough to be skimmed, were it not for super")

class Generic[T]:
    def method(self, value: T) -> list[T]:
        return list[T]([value, value, value, value, value, value, value])
if sys:
    async def waits(thing):
        return await thing.something.that.is.long.enough.to.be.skimmed()
def short(): return 1
`;

describe("skimming", () => {
  it("leaves out the bodies of outermost functions, unless they capture or make a generator", () => {
    const { bodies } = skim(SOURCE) as NonNullable<ReturnType<typeof skim>>;
    const heads = [...bodies.values()].map(({ start }) => SOURCE.slice(start).split("(", 1)[0]);
    expect(heads.map((head) => head?.trim())).to.deep.equal([
      "def plain",
      "def method",
      "async def waits",
    ]);
  });

  it("keeps lines, docstrings and everything else where it is", () => {
    const { text } = skim(SOURCE) as NonNullable<ReturnType<typeof skim>>;
    const lines = text.split("\n");
    expect(lines.length).to.equal(SOURCE.split("\n").length);
    expect(lines[3]).to.equal('    "Says what it does."');
    expect(lines[4]).to.equal("");
    expect(lines.slice(18, 22)).to.deep.equal(SOURCE.split("\n").slice(18, 22));
  });

  it("remembers the classes that a function is in", () => {
    const { bodies } = skim(SOURCE) as NonNullable<ReturnType<typeof skim>>;
    const [, method, waits] = [...bodies.values()];
    expect(method?.around).to.deep.equal([
      { column: 0, className: "Outer" },
      { column: 4, className: "Inner" },
    ]);
    expect(waits?.around).to.deep.equal([{ column: 0, className: null }]);
  });
});
