import { expect } from "chai";
import { closest, editDistance } from "../../src/objects/text/closest.ts";

describe("suggestions", () => {
  it("count edits, and half for a change of case", () => {
    const cases: [string, string, number][] = [
      ["", "", 0],
      ["", "a", 2],
      ["a", "A", 1],
      ["Apple", "Aple", 2],
      ["Banana", "B@n@n@", 6],
      ["Cherry", "Cherry!", 2],
      ["---0---", "------", 2],
      ["abc", "y", 6],
      ["aa", "bb", 4],
      ["aaaaa", "AAAAA", 5],
      ["wxyz", "wXyZ", 2],
      ["Python", "Java", 12],
      ["kitten", "sitting", 6],
    ];
    for (const [a, b, distance] of cases)
      expect(editDistance(a, b, 100), `${a} ${b}`).to.equal(distance);
  });

  it("give up beyond the limit", () => {
    expect(editDistance("abcdefgh", "stuvwxyz", 4)).to.equal(5);
    expect(editDistance("x".repeat(50), "y".repeat(50), 1000)).to.equal(1001);
  });

  it("propose the first of the closest", () => {
    expect(closest(["print", "point"], "prnt")).to.equal("print");
    expect(closest(["foo", "bar"], "spam")).to.equal(null);
    expect(closest(["value"], "value")).to.equal(null);
    expect(closest(["blech", "Blech"], "bleh")).to.equal("blech");
    expect(
      closest(
        Array.from({ length: 750 }, (_, i) => `name${i}`),
        "name",
      ),
    ).to.equal(null);
  });
});
