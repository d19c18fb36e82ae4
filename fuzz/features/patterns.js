/** `match` with patterns of any depth. */
const VALUES = [
  "1",
  "-1",
  "0",
  "2.5",
  "'a'",
  "''",
  "b'x'",
  "None",
  "True",
  "False",
  "1 + 2j",
  "'key'",
  "N.one",
  "N.text",
  "N.missing",
];
const CLASSES = [
  "Point",
  "Three",
  "Sub",
  "int",
  "str",
  "list",
  "dict",
  "tuple",
  "bool",
  "float",
  "bytes",
  "Odd",
  "Seq",
  "Map",
  "N",
];

const SUBJECTS = [
  "Point(1, 2)",
  "Point(x='a', y=[1])",
  "Three(1, (2, 3), {'key': 1})",
  "Sub(1, 2)",
  "Odd()",
  "Seq([1, 2])",
  "Map({'key': 1, 1: 2})",
  "[1, [2, [3]]]",
  "(1, 'a', None)",
  "{'key': {'inner': [1, 2]}}",
  "{'a': 1, 'key': None}",
  "[]",
  "{}",
  "1",
  "True",
  "0",
  "'a'",
  "''",
  "b'x'",
  "2.5",
  "1 + 2j",
  "None",
  "[Point(0, 0), Point(1, 1)]",
  "range(3)",
  "{1, 2}",
  "bytearray(b'x')",
  "Point",
  "'abc'",
  "(1,)",
  "Dyn()",
  "memoryview(b'ab')",
];

class Names {
  #count = 0;
  names = [];
  constructor(random) {
    this.random = random;
  }
  next() {
    if (this.random.chance(0.25)) return "_";
    const name = `p${this.#count++}`;
    this.names.push(name);
    return name;
  }
}

/** `names` is null where nothing may be bound: in alternatives. */
function pattern(random, depth, names) {
  const inner = () => pattern(random, depth - 1, names);
  const capture = () => (names === null ? "_" : names.next());
  if (depth <= 0) return random.chance(0.4) ? capture() : random.pick(VALUES);
  switch (random.below(9)) {
    case 0:
      return random.pick(VALUES);
    case 1:
    case 2: {
      const items = random.some(0, 3, inner);
      if (random.chance(0.35)) items.splice(random.below(items.length + 1), 0, `*${capture()}`);
      return random.chance(0.5)
        ? `[${items.join(", ")}]`
        : `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
    }
    case 3:
    case 4: {
      const keys = new Set(
        random.some(0, 2, () => random.pick(["'key'", "'a'", "1", "'inner'", "N.one", "None"])),
      );
      const items = [...keys].map((key) => `${key}: ${inner()}`);
      if (names !== null && random.chance(0.3)) {
        const rest = names.next();
        if (rest !== "_") items.push(`**${rest}`);
      }
      return `{${items.join(", ")}}`;
    }
    case 5:
    case 6: {
      const items = random.some(0, 2, inner);
      for (const key of new Set(
        random.some(0, 2, () => random.pick(["x", "y", "z", "real", "missing"])),
      ))
        items.push(`${key}=${inner()}`);
      return `${random.pick(CLASSES)}(${items.join(", ")})`;
    }
    case 7: {
      const alternatives = random.some(2, 3, () => pattern(random, depth - 1, null));
      // One that always matches may only be the last.
      return `(${alternatives.map((one, i) => (one === "_" && i < alternatives.length - 1 ? "None" : one)).join(" | ")})`;
    }
    default: {
      const whole = names === null ? "_" : names.next();
      if (whole === "_") return capture();
      const one = inner();
      return /^\w+$/.test(one) && !VALUES.includes(one)
        ? `int() as ${whole}`
        : `(${one} as ${whole})`;
    }
  }
}

export function patterns(writer) {
  const { random } = writer;
  writer.lines(
    "class N:",
    ">one = 1",
    ">text = 'a'",
    "class Point:",
    `>__match_args__ = ${random.pick(["('x', 'y')", "('x', 'y')", "('y', 'x')", "['x', 'y']", "('x', 'x')", "('x', 1)"])}`,
    ">def __init__(self, x, y):",
    ">>self.x = x",
    ">>self.y = y",
    "class Three(Point):",
    ">__match_args__ = ('x', 'y', 'z')",
    ">def __init__(self, *args): self.x, self.y, self.z = args",
    `class Sub(Point): ${random.pick(["pass", "__match_args__ = ()", "y = property(lambda self: show('y', 0))"])}`,
    "class Odd:",
    ">def __getattr__(self, name):",
    ">>if name[0] != '_': show('ask', name)",
    `>>${random.pick(["raise AttributeError(name)", "return 1", "raise ValueError(name)"])}`,
    "class Seq(list): pass",
    "class Map(dict):",
    ">def get(self, *args):",
    ">>show('get', args[0])",
    ">>return super().get(*args)",
    ...(random.chance(0.5) ? [">def __missing__(self, key): return 9"] : []),
    "class Dyn:",
    `>${random.pick(["x = 1", "__match_args__ = property(lambda self: ('x',))", "__eq__ = lambda self, other: show('eq', other) or True"])}`,
  );
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = writer.name("m");
    writer.line(`def ${name}(subject):`);
    writer.block(() => {
      writer.line(
        `match ${random.pick(["subject", "subject", "subject,", "subject, 1", "[subject]"])}:`,
      );
      for (let cases = 2 + random.below(4); cases > 0; cases--) {
        const names = new Names(random);
        let text = pattern(random, 1 + random.below(3), names);
        const guard = random.chance(0.2)
          ? ` if ${names.names.length > 0 && random.chance(0.6) ? `show('guard', ${names.names[0]}) or ${random.pick(["True", "False"])}` : writer.value("bool", 1)}`
          : "";
        // What always matches may only come last.
        if (guard === "" && /^\(*(p\d+|_)\)*$/.test(text)) text = random.pick(VALUES);
        writer.line(`>case ${text}${guard}:`.replace(">", "    "));
        writer.line(`        return 'case ${cases}', [${names.names.join(", ")}]`);
      }
      writer.line("return 'none'");
    });
    for (const subject of random.some(3, 7, () => random.pick(SUBJECTS)))
      writer.show(`tried(lambda: ${name}(${subject}))`);
  }
}
