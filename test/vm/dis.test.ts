import { expect } from "chai";
import { createTestRuntime } from "../../src/testing/index.ts";
import { LIBRARY } from "../support/library.ts";

async function printed(source: string): Promise<string[]> {
  const runtime = createTestRuntime({ stdlib: LIBRARY });
  try {
    await runtime.run(source, { filename: "p.py" });
  } finally {
    await runtime.close();
  }
  return runtime.stdout.trimEnd().split("\n");
}

describe("dis", () => {
  it("shows instructions by line, with labels, and nested code", async () => {
    const lines = await printed(`
import dis
def f(a):
    for x in a:
        x += 1
    return lambda: x.y
dis.dis(f, depth=0)
`);
    expect(lines[0]).to.match(/^ {2}3 +MAKE_CELL +x$/);
    expect(lines).to.satisfy((all: string[]) =>
      all.some((line) => /L1: +FOR_ITER +r\d, r\d, to L3$/.test(line)),
    );
    expect(lines.join("\n")).to.match(/\n +5 +LOAD_CELL/);
  });

  it("gives instructions as records whose offsets are those of the code", async () => {
    const lines = await printed(`
import dis
code = compile("a = b.c", "x.py", "exec")
one, two, *rest = dis.get_instructions(code)
print(one.opname, one.argval, one.line_number, one.positions.col_offset, dis.opname[dis.opmap["RETURN"]])
print(two.offset - one.offset, two.argval, len(code.co_code) // 16 == 2 + len(rest))
print(dis.findlabels(code), [line for _, line in dis.findlinestarts(code)])
print("Names:" in dis.code_info(code), dis.Bytecode(code).dis().count("LOAD_NAME"))
`);
    expect(lines).to.deep.equal(["LOAD_NAME b 1 4 RETURN", "16 c True", "[] [1, None]", "True 1"]);
  });

  it("marks where an exception was raised", async () => {
    const lines = await printed(`
import dis
def f(): return 1 / 0
try: f()
except ZeroDivisionError as e: dis.distb(e.__traceback__)
`);
    expect(lines[0]).to.match(/^ {2}3 +--> TRUEDIV/);
  });
});
