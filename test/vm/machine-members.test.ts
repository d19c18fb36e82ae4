import { expect } from "chai";
import { createTestRuntime } from "../../src/testing/index.ts";
import { LIBRARY } from "../support/library.ts";

const COMMON = `
import sys, types
def show(fn, *args):
    try:
        print(fn(*args))
    except BaseException as e:
        print(type(e).__name__, e)
@types.coroutine
def wait(value):
    return (yield value)
`;

/** The lines that a program prints. What is expected was printed by CPython 3.14. */
async function printed(source: string): Promise<string[]> {
  const runtime = createTestRuntime({ stdlib: LIBRARY });
  try {
    await runtime.run(COMMON + source, { filename: "p.py" });
  } finally {
    await runtime.close();
  }
  return runtime.stdout.trimEnd().split("\n");
}

describe("members of generators", () => {
  it("take exceptions in the three forms of throw()", async () => {
    const lines = await printed(`
import warnings
warnings.simplefilter("ignore")
def g():
    while True:
        try: yield
        except ValueError as e: print("in", repr(e))
class Odd(Exception):
    def __new__(cls): return 3
a = g()
next(a)
a.throw(ValueError("x"))
a.throw(ValueError)
a.throw(ValueError, "y")
a.throw(ValueError, (1, 2))
a.throw(ValueError, ValueError("z"), None)
for args in [(1,), (int,), (ValueError, 1, 2), (ValueError("a"), "b"), (Odd,)]: show(a.throw, *args)
`);
    const must =
      "TypeError exceptions must be classes or instances deriving from BaseException, not";
    expect(lines).to.deep.equal([
      "in ValueError('x')",
      "in ValueError()",
      "in ValueError('y')",
      "in ValueError(1, 2)",
      "in ValueError('z')",
      `${must} int`,
      `${must} type`,
      "TypeError throw() third argument must be a traceback object",
      "TypeError instance exception may not have a separate value",
      "TypeError calling <class '__main__.Odd'> should have returned an instance of BaseException, not int",
    ]);
  });

  it("throw where the delegate of the program's own has no throw()", async () => {
    const lines = await printed(`
class Steps:
    def __iter__(self): return self
    def __next__(self): return 1
class Asked(Steps):
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)
def g(steps):
    try: yield from steps
    except KeyError as e: print("in", repr(e))
    yield 2
for steps in Steps(), Asked():
    a = g(steps)
    next(a)
    show(a.throw, KeyError("k"))
`);
    expect(lines).to.deep.equal([
      "in KeyError('k')",
      "2",
      "asked for throw",
      "in KeyError('k')",
      "2",
    ]);
  });

  it("tell where a generator stands", async () => {
    const lines = await printed(`
def inner():
    yield 1
def g():

    yield
    yield from inner()
a = g()
print(a.gi_frame.f_lineno - g.__code__.co_firstlineno, a.gi_suspended, a.gi_yieldfrom)
next(a)
print(a.gi_frame.f_lineno - g.__code__.co_firstlineno, a.gi_suspended, a.gi_frame.f_generator is a)
next(a)
print(a.gi_yieldfrom.__name__)
a.close()
print(a.gi_frame, a.gi_suspended, a.gi_running)
`);
    expect(lines).to.deep.equal(["0 False None", "2 True True", "inner", "None False False"]);
  });
});

describe("members of asynchronous generators", () => {
  const RUN = `
async def ag():
    try:
        yield 1
        await wait("w")
    finally:
        print("fin")
def run(step):
    while True:
        try: step.send(None)
        except StopIteration as e: return e.value
        except BaseException as e: return repr(e)
`;

  it("use each step once, and one at a time", async () => {
    const lines = await printed(`${RUN}
a = ag()
first = a.asend(None)
print(run(first))
show(first.send, None)
show(first.throw, KeyError)
step = a.__anext__()
print(step.send(None), a.ag_running)
for other in a.__anext__(), a.aclose(), a.athrow(ValueError("v")):
    show(other.send, None)
    show(other.send, None)
step.close()
print(a.ag_running)
show(step.send, None)
`);
    const [anext, athrow] = ["__anext__()/asend()", "aclose()/athrow()"].map(
      (names) => `RuntimeError cannot reuse already awaited ${names}`,
    );
    expect(lines).to.deep.equal([
      "1",
      anext,
      anext,
      "w True",
      "RuntimeError anext(): asynchronous generator is already running",
      anext,
      "RuntimeError aclose(): asynchronous generator is already running",
      athrow,
      "RuntimeError athrow(): asynchronous generator is already running",
      athrow,
      "fin",
      "False",
      anext,
    ]);
  });

  it("have nothing to do with one that has ended", async () => {
    const lines = await printed(`${RUN}
a = ag()
print(run(a.aclose()))
print(run(a.athrow(KeyError("k"))), run(a.aclose()), run(a.__anext__()))
a = ag()
print(run(a.athrow(KeyError("k"))))
`);
    expect(lines).to.deep.equal(["None", "None None StopAsyncIteration()", "KeyError('k')"]);
  });

  it("complain when a step ignores its end", async () => {
    const lines = await printed(`
async def stubborn():
    while True:
        try: await wait(1)
        except GeneratorExit: pass
step = stubborn().__anext__() if 0 else None
async def ag():
    while True:
        try: await wait(1)
        except GeneratorExit: pass
        yield
a = ag()
step = a.__anext__()
step.send(None)
show(step.close)
async def ag():
    while True:
        try: await wait(1)
        except GeneratorExit: await wait(2)
    yield
step = ag().__anext__()
step.send(None)
show(step.close)
`);
    expect(lines).to.deep.equal(["None", "RuntimeError coroutine ignored GeneratorExit"]);
  });
});

describe("members of frames, tracebacks and code", () => {
  it("make tracebacks", async () => {
    const lines = await printed(`
def f(): 1/0
try: f()
except ZeroDivisionError as e: tb = e.__traceback__
frame = sys._getframe()
made = types.TracebackType(tb, frame, tb.tb_lasti, 77)
print(made.tb_next is tb, made.tb_frame is frame, made.tb_lasti == tb.tb_lasti, made.tb_lineno)
show(types.TracebackType, 3, frame, 4, 77)
show(types.TracebackType, None, 3, 4, 77)
show(setattr, tb.tb_next, "tb_next", made)
show(setattr, tb, "tb_frame", frame)
show(setattr, f.__code__, "co_name", "g")
`);
    expect(lines).to.deep.equal([
      "True True True 77",
      "TypeError expected traceback object or None, got 'int'",
      "TypeError traceback() argument 'tb_frame' must be frame, not int",
      "ValueError traceback loop detected",
      "AttributeError readonly attribute",
      "AttributeError readonly attribute",
    ]);
  });

  it("replace parts of code", async () => {
    const lines = await printed(`
def f(a, b=2): return a + b
code = f.__code__.replace(co_name="g", co_qualname="C.g", co_filename="q.py", co_firstlineno=5)
print(code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno, code.co_argcount)
print(code == f.__code__, f.__code__.replace() == f.__code__, code == 3)
f.__code__ = code
print(f(1))
`);
    expect(lines).to.deep.equal(["g C.g q.py 5 2", "False True False", "3"]);
  });
});
