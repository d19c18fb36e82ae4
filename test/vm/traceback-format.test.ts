import { expect } from "chai";
import { PythonError } from "../../src/node.ts";
import { createTestRuntime } from "../../src/testing/index.ts";

/** The traceback that a program ends with. */
async function tracebackOf(source: string): Promise<string> {
  const runtime = createTestRuntime();
  try {
    await runtime.run(source, { filename: "p.py" });
  } catch (error) {
    if (error instanceof PythonError) return error.traceback;
    throw error;
  } finally {
    await runtime.close();
  }
  throw new Error("the program ended without an exception");
}

// What is expected was printed by CPython 3.14.
describe("formatException", () => {
  it("limits what it shows of a group", async () => {
    const text = await tracebackOf(
      "raise ExceptionGroup('many', [ValueError(i) for i in range(17)])",
    );
    expect(text.slice(text.indexOf("    +---------------- 15 "))).to.equal(
      `    +---------------- 15 ----------------
    | ValueError: 14
    +---------------- ... ----------------
    | and 2 more exceptions
    +------------------------------------
`,
    );
  });

  it("limits how deep it shows groups", async () => {
    const text = await tracebackOf(
      "g = ValueError()\nfor i in range(12): g = ExceptionGroup(str(i), [g])\nraise g",
    );
    expect(text).to.contain("| ExceptionGroup: 2 (1 sub-exception)");
    expect(text).to.not.contain("| ExceptionGroup: 1 (1 sub-exception)");
    expect(text).to.contain("| ... (max_group_depth is 10)\n");
  });

  it("heeds sys.tracebacklimit", async () => {
    const source = `
import sys
sys.tracebacklimit = 2
def f(n):
    if n: f(n-1)
    else: 1/0
f(5)`;
    expect(await tracebackOf(source)).to.equal(`Traceback (most recent call last):
  File "p.py", line 5, in f
    if n: f(n-1)
          ~^^^^^
  File "p.py", line 6, in f
    else: 1/0
          ~^~
ZeroDivisionError: division by zero
`);
  });

  it("ends where causes and contexts go in circles", async () => {
    const source = `
x = RuntimeError("x"); y = ValueError("y"); z = TypeError("z")
x.__cause__ = y; y.__context__ = x; z.__context__ = y; y.__cause__ = z
raise x`;
    expect(await tracebackOf(source)).to.equal(`TypeError: z

The above exception was the direct cause of the following exception:

ValueError: y

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "p.py", line 4, in <module>
    raise x
RuntimeError: x
`);
  });

  it("marks the method that a call did not find", async () => {
    expect(await tracebackOf("print(1, [].apend(1))")).to.equal(`Traceback (most recent call last):
  File "p.py", line 1, in <module>
    print(1, [].apend(1))
             ^^^^^^^^
AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?
`);
  });

  it("proposes names, attributes of self, and modules", async () => {
    const last = async (source: string) => (await tracebackOf(source)).trimEnd().split("\n").pop();
    expect(await last("value = 1\nprint(valeu)")).to.equal(
      "NameError: name 'valeu' is not defined. Did you mean: 'value'?",
    );
    expect(await last("json.loads('')")).to.equal(
      "NameError: name 'json' is not defined. Did you forget to import 'json'?",
    );
    expect(await last("tim = 1\ntime.time()")).to.equal(
      "NameError: name 'time' is not defined. Did you mean: 'tim'? Or did you forget to import 'time'?",
    );
    const method =
      "class A:\n  def __init__(self): self.size = 1\n  def f(self): return size\nA().f()";
    expect(await last(method)).to.equal(
      "NameError: name 'size' is not defined. Did you mean: 'self.size'?",
    );
    expect(await last("raise AttributeError('m', name='uper', obj='s')")).to.equal(
      "AttributeError: m. Did you mean: 'upper'?",
    );
  });

  it("names types by module and qualified name", async () => {
    const last = async (source: string) => (await tracebackOf(source)).trimEnd().split("\n").pop();
    expect(await last("class A:\n  class B(Exception): pass\nraise A.B")).to.equal("A.B");
    expect(await last("raise type('E', (Exception,), {'__module__': 'a.b'})(1, 2)")).to.equal(
      "a.b.E: (1, 2)",
    );
    expect(await last("raise type('E', (Exception,), {'__module__': 5})")).to.equal("<unknown>.E");
  });

  it("shows notes of any kind", async () => {
    const notes = async (value: string) => {
      const text = await tracebackOf(`e = ValueError('v')\ne.__notes__ = ${value}\nraise e`);
      return text.slice(text.indexOf("ValueError"));
    };
    expect(await notes("['a', 3, 'b\\nc']")).to.equal("ValueError: v\na\n3\nb\nc\n");
    expect(await notes("5")).to.equal("ValueError: v\n5\n");
    const property = `
class E(Exception):
    @property
    def __notes__(self): raise KeyError(1)
raise E('v')`;
    expect(await tracebackOf(property)).to.match(
      /E: v\nIgnored error getting __notes__: KeyError\(1\)\n$/,
    );
  });

  it("shows the head of a generator that has not begun", async () => {
    const source = "async def f():\n\n    pass\nf().throw(KeyError(1))";
    expect(await tracebackOf(source)).to.equal(`Traceback (most recent call last):
  File "p.py", line 4, in <module>
    f().throw(KeyError(1))
    ~~~~~~~~~^^^^^^^^^^^^^
  File "p.py", line 1, in f
    async def f():
KeyError: 1
`);
  });

  it("proposes another name to import", async () => {
    expect(await tracebackOf("from sys import exitt")).to.contain(
      "cannot import name 'exitt' from 'sys' (unknown location). Did you mean: 'exit'?\n",
    );
  });

  it("shows a SyntaxError of the program's own making", async () => {
    const last = async (args: string) => {
      const text = await tracebackOf(`raise SyntaxError(${args})`);
      return text.split("\n").slice(3).join("\n");
    };
    expect(await last("'m', ('f.py', 3, 5, '   hello world\\n', 3, 8)")).to.equal(
      '  File "f.py", line 3\n    hello world\n     ^^^\nSyntaxError: m\n',
    );
    expect(await last("'m', ('f.py', 3, 0, '   hello world\\n', 3, 8)")).to.equal(
      '  File "f.py", line 3\n    hello world\nSyntaxError: m\n',
    );
    expect(await last("'m', ('f.py', None, 5, None)")).to.equal("SyntaxError: m (f.py)\n");
    expect(await last("'m', (None, 3, 10**9, '')")).to.match(/^ {2}File "<string>", line 3\n/);
  });
});
