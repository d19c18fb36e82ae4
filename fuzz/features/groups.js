/** Exception groups and `except*`. */
const LEAVES = [
  "ValueError",
  "TypeError",
  "KeyError",
  "OSError",
  "ZeroDivisionError",
  "StopIteration",
];
const FILTERS = [
  ...LEAVES,
  "Exception",
  "LookupError",
  "ArithmeticError",
  "(ValueError, TypeError)",
  "(KeyError, OSError)",
  "BaseException",
];

function leaf(random) {
  return `${random.pick(LEAVES)}(${random.below(9)})`;
}

function group(random, depth) {
  const kind = random.pick(["ExceptionGroup", "ExceptionGroup", "BaseExceptionGroup", "Derived"]);
  const inner = random.some(random.chance(0.03) ? 0 : 1, 3, () =>
    depth > 0 && random.chance(0.4)
      ? group(random, depth - 1)
      : random.chance(0.05)
        ? random.pick(["KeyboardInterrupt()", "SystemExit(2)", "ValueError", "1"])
        : leaf(random),
  );
  return `${kind}('g${random.below(9)}', [${inner.join(", ")}])`;
}

function handler(writer, name) {
  const { random } = writer;
  writer.block(
    () => {
      if (name !== null) writer.show(`shape(${name})`);
      for (let left = random.below(3); left > 0; left--)
        switch (random.below(8)) {
          case 0:
            writer.line("raise");
            break;
          case 1:
            if (name !== null) writer.line(`raise ${name}`);
            break;
          case 2:
            writer.line(
              `raise ${random.pick([leaf(random), group(random, 1)])}${name !== null && random.chance(0.4) ? ` from ${name}` : random.chance(0.2) ? " from None" : ""}`,
            );
            break;
          case 3:
            starred(writer, 1);
            break;
          case 4:
            if (name !== null) {
              writer.line(`${name}.add_note('n${random.below(9)}')`);
              writer.line("raise");
            }
            break;
          case 5:
            writer.line("1 / 0");
            break;
          case 6:
            writer.show("shape(sys_exception())");
            break;
          default:
            writer.statement();
        }
      if (random.chance(0.2)) writer.show("shape(sys_exception())");
    },
    { loop: false, function: false, generator: false, finally: false },
  );
}

function starred(writer, depth) {
  const { random } = writer;
  writer.line("try:");
  writer.block(
    () => {
      if (depth > 1 && random.chance(0.3)) starred(writer, depth - 1);
      if (random.chance(0.9))
        writer.line(
          `raise ${random.chance(0.8) ? group(random, 2) : leaf(random)}${random.chance(0.15) ? ` from ${leaf(random)}` : ""}`,
        );
      else writer.show();
    },
    { loop: false },
  );
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = random.chance(0.7) ? writer.name("e") : null;
    writer.line(`except* ${random.pick(FILTERS)}${name === null ? "" : ` as ${name}`}:`);
    handler(writer, name);
  }
  if (random.chance(0.25)) {
    writer.line("else:");
    writer.block(() => writer.show("'else'"));
  }
  if (random.chance(0.25)) {
    writer.line("finally:");
    writer.block(() => writer.show("shape(sys_exception())"));
  }
}

const USES = [
  "g.split($f)",
  "g.subgroup($f)",
  "g.subgroup(lambda e: isinstance(e, $f))",
  "g.split(lambda e: len(e.args) == 1)",
  "g.derive([ValueError(1)])",
  "g.exceptions",
  "g.message",
  "g.args",
  "str(g)",
  "repr(g)",
  "type(g.derive(g.exceptions)).__name__",
  "g.split(1)",
  "g.subgroup((ValueError, 1))",
];

export function groups(writer) {
  const { random } = writer;
  writer.lines(
    "from sys import exception as sys_exception",
    "class Derived(ExceptionGroup):",
    ">def derive(self, excs):",
    `>>${random.pick(["return Derived(self.message + '!', excs)", "show('derive', len(excs)); return ExceptionGroup('d', excs)", "return Derived('d', excs)", "return ValueError(1)"])}`,
  );
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = writer.name("t");
    writer.line(`def ${name}():`);
    writer.block(
      () => {
        if (random.chance(0.2)) {
          writer.line("try:");
          writer.block(() => writer.line(`raise ${leaf(random)}`));
          writer.line("except Exception:");
          writer.block(() => starred(writer, 2));
        } else starred(writer, 2);
        writer.show("'after'");
      },
      { function: false, loop: false, generator: false, async: false, finally: false },
    );
    writer.show(`shaped(${name})`);
  }
  for (let left = random.below(3); left > 0; left--) {
    const use = random.pick(USES).replace("$f", random.pick(FILTERS));
    writer.show(`shaped(lambda: (lambda g: ${use})(${group(random, 2)}))`);
  }
}
