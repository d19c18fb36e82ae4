/** Generators and asynchronous generators, stepped from outside in every way. */
import { EXCEPTIONS } from "../statements.js";

const STEPS = [
  "next(@)",
  "next(@)",
  "@.send(None)",
  "@.send(1)",
  "@.send('sent')",
  "@.close()",
  "list(@)",
  "next(@, 'over')",
  "next(iter(@))",
  "@.throw(ValueError(1))",
  "@.throw(KeyError)",
  "@.throw(StopIteration(2))",
  "@.throw(GeneratorExit)",
  "@.throw(ZeroDivisionError)",
  "@.gi_running",
  "@.gi_yieldfrom is None",
  "@.gi_frame is None",
  "@.gi_suspended",
  "@.gi_frame.f_lineno",
  "@.gi_frame.f_locals",
  "@.throw(1)",
  "[*zip(@, 'ab')]",
  "dict(enumerate(@))",
  "3 in @",
  "max(@, default=0)",
  "[x for x in @]",
  "@.__name__",
];

const ASYNC_STEPS = [
  "driven(anext(@))",
  "driven(@.__anext__())",
  "driven(@.asend(None))",
  "driven(@.asend(1))",
  "driven(@.asend('x'))",
  "driven(@.aclose())",
  "driven(@.athrow(ValueError(1)))",
  "driven(@.athrow(KeyError))",
  "driven(@.athrow(GeneratorExit))",
  "driven(collected(@))",
  "driven(anext(@, 'over'))",
  "driven(@.athrow(StopAsyncIteration(1)))",
  "@.ag_running",
  "@.ag_frame is None",
  "@.ag_await is None",
  "@.ag_suspended",
  "driven(@.athrow(StopIteration(1)))",
  "driven(summed(@))",
];

/** `kind` is "generator", "inner" (which others delegate to) or "async". */
function inside(writer, kind, depth = 3) {
  const isAsync = kind === "async";
  const { random } = writer;
  if (depth === 0) return writer.show(`(yield ${random.below(9)})`);
  for (let left = 1 + random.below(4); left > 0; left--)
    switch (random.below(isAsync ? 14 : 13)) {
      case 0:
      case 1:
        writer.show(`(yield ${writer.value("int", 1)})`);
        break;
      case 2:
        writer.line("try:");
        writer.block(() => inside(writer, kind, depth - 1));
        writer.line(
          `except ${random.pick([...EXCEPTIONS, "GeneratorExit", "BaseException"])} as e:`,
        );
        writer.block(() => {
          writer.show("told(e)");
          if (random.chance(0.6)) inside(writer, kind, depth - 1);
        });
        if (random.chance(0.3)) {
          writer.line("else:");
          writer.block(() => inside(writer, kind, depth - 1));
        }
        break;
      case 3:
        writer.line("try:");
        writer.block(() => inside(writer, kind, depth - 1));
        writer.line("finally:");
        writer.block(() => {
          writer.show("'finally'");
          if (random.chance(0.5)) inside(writer, kind, depth - 1);
        });
        break;
      case 4:
        writer.line(
          `for ${writer.name("i")} in ${random.pick(["range(2)", "'ab'", "steps(2)", "[3, 4]"])}:`,
        );
        writer.block(() => inside(writer, kind, depth - 1));
        break;
      case 5:
        if (random.chance(0.3)) writer.line(`raise ${random.pick(EXCEPTIONS)}(5)`);
        else writer.line(`if ${writer.value("bool", 1)}: raise ${random.pick(EXCEPTIONS)}(5)`);
        break;
      case 6:
        if (random.chance(0.3))
          writer.line(isAsync ? "return" : `return ${writer.value("int", 1)}`);
        else writer.show();
        break;
      case 7:
        writer.line(`with Manager('m', ${random.pick(["True", "False"])}):`);
        writer.block(() => inside(writer, kind, depth - 1));
        break;
      case 8:
        writer.show(`[*(x for x in ${writer.value("iterable", 1)})]`);
        break;
      case 9:
        writer.show("sys_exception()");
        break;
      case 10:
        if (random.chance(0.2)) writer.show("tried(lambda: next(running[0]))");
        else writer.show(`tried(lambda: ${writer.value()})`);
        break;
      case 11:
        if (isAsync)
          writer.line(`async for ${writer.name("i")} in numbers(2): yield ${random.below(9)}`);
        else
          writer.show(
            `(yield from ${random.pick(["steps(2)", "'ab'", "Steps(2)", "(x for x in 'cd')", ...(kind === "inner" ? [] : ["inner()", "inner()"])])})`,
          );
        break;
      case 12:
        if (isAsync) writer.show(`await ${random.pick(["later(1)", "later(2)", "coroutine()"])}`);
        else writer.line("yield");
        break;
      default:
        writer.show(
          `[x async for x in numbers(3)${random.chance(0.3) ? " if await later(x)" : ""}]`,
        );
    }
}

export function generators(writer) {
  const { random } = writer;
  writer.lines(
    "from sys import exception as sys_exception",
    "class Steps:",
    ">def __init__(self, count): self.count = count",
    ">def __iter__(self): return self",
    ">def __next__(self):",
    ">>self.count -= 1",
    `>>if self.count < 0: raise ${random.pick(["StopIteration('done')", "StopIteration", "ValueError('no more')"])}`,
    ">>return self.count",
    ...(random.chance(0.4)
      ? [">def send(self, value):", ">>show('Steps.send', value)", ">>return value"]
      : []),
    ...(random.chance(0.4)
      ? [
          ">def throw(self, *args):",
          ">>show('Steps.throw', len(args))",
          `>>${random.pick(["raise args[0]", "return 'thrown'", "raise StopIteration('stopped')"])}`,
        ]
      : []),
    ...(random.chance(0.4)
      ? [
          ">def close(self):",
          ">>show('Steps.close', 0)",
          `>>${random.pick(["pass", "raise ValueError('in close')"])}`,
        ]
      : []),
    "def inner():",
  );
  writer.block(() => {
    inside(writer, "inner");
    writer.line("yield 'inner'");
  });
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = writer.name("g");
    writer.line(`def ${name}():`);
    writer.block(() => {
      inside(writer, "generator");
      writer.line("yield 'last'");
    });
    const object = writer.name("o");
    writer.lines(`${object} = ${name}()`, `running = [${object}]`);
    for (let more = 3 + random.below(6); more > 0; more--)
      writer.show(
        `${random.pick(["tried", "shaped"])}(lambda: ${random.pick(STEPS).replaceAll("@", object)})`,
      );
    writer.show(`tried(${object}.close)`);
  }
}

export function asyncGenerators(writer) {
  const { random } = writer;
  writer.lines(
    "from sys import exception as sys_exception",
    "async def coroutine():",
    ">show('in coroutine', await later(5))",
    `>${random.pick(["return 6", "raise ValueError(6)", "return await later(7)"])}`,
    "async def numbers(count):",
    ">try:",
    ">>for i in range(count):",
    ">>>yield i",
    ">>>await later(i)",
    ">finally:",
    ">>show('numbers', 'over')",
    "async def summed(generator):",
    ">total = 0",
    ">async for x in generator:",
    ">>show('item', x)",
    `>>${random.pick(["if x == 1: break", "total += 1", "if x == 0: continue"])}`,
    ">else:",
    ">>show('else', total)",
    ">return total",
  );
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = writer.name("g");
    writer.line(`async def ${name}():`);
    writer.block(() => {
      inside(writer, "async");
      writer.line("yield 'last'");
    });
    const object = writer.name("o");
    writer.lines(`${object} = ${name}()`, `running = [iter(())]`);
    for (let more = 3 + random.below(6); more > 0; more--)
      writer.show(
        `${random.pick(["tried", "shaped"])}(lambda: ${random.pick(ASYNC_STEPS).replaceAll("@", object)})`,
      );
    writer.show(`tried(lambda: driven(${object}.aclose()))`);
  }
}
