/**
 * Programs of statements. What they are about is the order of things, so they tell it: `show(label, value)` at every
 * step. Loops are bounded, and so is the length of all.
 */
import { expression, fill, TYPES } from "./expressions.js";
import { float, int } from "./literals.js";

export const EXCEPTIONS = [
  "ValueError",
  "KeyError",
  "TypeError",
  "ZeroDivisionError",
  "IndexError",
  "LookupError",
  "Exception",
  "StopIteration",
  "AttributeError",
];

/** Writes one program. */
export class Writer {
  random;
  #lines = [];
  #indent = 0;
  #labels = 0;
  #names = 0;
  /** Statements left to be written. */
  #budget = 30;
  /** What may stand here. */
  #context = { loop: false, function: false, generator: false, async: false, finally: false };
  #variables = Object.fromEntries(TYPES.map((type) => [type, []]));

  constructor(random) {
    this.random = random;
  }

  get text() {
    return `${this.#lines.join("\n")}\n`;
  }

  line(text) {
    this.#lines.push("    ".repeat(this.#indent) + text);
  }

  name(prefix) {
    return `${prefix}${this.#names++}`;
  }

  show(value = "None") {
    this.line(`show(${this.#labels++}, ${value})`);
  }

  /** A template with expressions in its holes. */
  fill(template, depth = 1) {
    return fill(this.random, template, depth, this.#variables);
  }

  /** Lines, each with as many `>` before it as it is further in. */
  lines(...lines) {
    const before = this.#indent;
    for (const line of lines) {
      const [, depth, text] = /^(>*)(.*)$/s.exec(line);
      this.#indent = before + depth.length;
      this.line(text);
    }
    this.#indent = before;
  }

  value(type = this.random.pick(TYPES), depth = 2) {
    return expression(this.random, type, depth, this.#variables);
  }

  block(body, changes = {}) {
    const context = this.#context;
    this.#context = { ...context, ...changes };
    this.#indent++;
    const before = this.#lines.length;
    body();
    if (this.#lines.length === before) this.line("pass");
    this.#indent--;
    this.#context = context;
  }

  /** Some statements, one level further in. */
  body(changes = {}) {
    this.block(() => {
      this.show();
      for (let left = 1 + this.random.below(3); left > 0; left--) this.statement();
    }, changes);
  }

  /** A function without parameters whose body is `body`, and what comes of a call. */
  called(body, changes = {}) {
    const name = this.name("t");
    this.line(`def ${name}():`);
    this.block(body, {
      loop: false,
      function: true,
      generator: false,
      async: false,
      finally: false,
      ...changes,
    });
    this.show(`tried(${name})`);
  }

  statement() {
    if (this.#budget-- <= 0) return this.show();
    const { random } = this;
    const forms = [
      "assign",
      "assign",
      "show",
      "if",
      "for",
      "while",
      "try",
      "tryFinally",
      "with",
      "raise",
      "leave",
      "leave",
      "unpack",
      "augmented",
      "mutate",
      "delete",
      "comprehension",
      "lambda",
      "match",
      "yield",
      "yield",
      "walrus",
      "assert",
    ];
    if (this.#indent < 3) forms.push("function", "generator", "class", "coroutine", "closure");
    if (this.#indent > 5) return this.show(this.value());
    return this.#write(random.pick(forms));
  }

  #write(form) {
    const { random } = this;
    switch (form) {
      case "assign": {
        const type = random.pick(TYPES);
        const name = this.name("v");
        this.line(`${name} = ${this.value(type, 3)}`);
        // Only names that are bound for certain, or programs would end early.
        if (this.#indent === 0) this.#variables[type].push(name);
        return this.show(name);
      }
      case "show":
        return this.show(this.value(undefined, 3));
      case "if":
        this.line(`if ${this.value("bool")}:`);
        this.body();
        if (random.chance(0.4)) {
          this.line(`elif ${this.value()}:`);
          this.body();
        }
        if (random.chance(0.5)) {
          this.line("else:");
          this.body();
        }
        return;
      case "for": {
        const name = this.name("i");
        const source = random.pick([
          `range(${random.below(4)})`,
          this.value("list", 1),
          this.value("dict", 1),
          "steps(3)",
          "iter('abc')",
        ]);
        this.line(`for ${name} in ${source}:`);
        this.block(() => this.show(name));
        this.body({ loop: true, finally: false });
        if (random.chance(0.3)) {
          this.line("else:");
          this.body();
        }
        return;
      }
      case "while": {
        const name = this.name("n");
        this.line(`${name} = 0`);
        this.line(`while ${name} < ${1 + random.below(3)}:`);
        this.block(() => this.line(`${name} += 1`));
        this.body({ loop: true, finally: false });
        if (random.chance(0.3)) {
          this.line("else:");
          this.body();
        }
        return;
      }
      case "try": {
        this.line("try:");
        this.body();
        for (let left = 1 + random.below(2); left > 0; left--) {
          const name = random.chance(0.6) ? this.name("e") : null;
          const types = random.chance(0.2)
            ? `(${random.pick(EXCEPTIONS)}, ${random.pick(EXCEPTIONS)})`
            : random.pick(EXCEPTIONS);
          this.line(`except ${types}${name === null ? "" : ` as ${name}`}:`);
          if (name !== null) this.block(() => this.show(`told(${name})`));
          this.body();
          if (random.chance(0.15)) this.block(() => this.line("raise"));
        }
        if (random.chance(0.3)) {
          this.line("else:");
          this.body();
        }
        if (random.chance(0.3)) this.#finally();
        return;
      }
      case "tryFinally":
        this.line("try:");
        this.body();
        return this.#finally();
      case "with":
        this.line(
          `with Manager(${this.#labels++}, ${random.chance(0.25) ? "True" : "False"})${random.chance(0.5) ? " as m" : ""}:`,
        );
        return this.body();
      case "raise": {
        const from = random.chance(0.2)
          ? ` from ${random.pick(["None", "KeyError('cause')"])}`
          : "";
        if (random.chance(0.5)) this.line(`if ${this.value("bool")}:`);
        else this.line("if True:");
        return this.block(() =>
          this.line(`raise ${random.pick(EXCEPTIONS)}(${this.value("int", 1)})${from}`),
        );
      }
      case "leave": {
        const ways = [];
        if (this.#context.loop) ways.push("break", "continue");
        if (this.#context.function)
          ways.push(
            this.#context.async && this.#context.generator ? "return" : `return ${this.value()}`,
          );
        if (ways.length === 0) return this.show(this.value());
        this.line(`if ${this.value("bool")}:`);
        return this.block(() => this.line(random.pick(ways)));
      }
      case "unpack": {
        const [a, b, c] = [this.name("a"), this.name("a"), this.name("a")];
        const pattern = random.pick([
          `${a}, ${b}`,
          `${a}, *${b}`,
          `*${a}, ${b}`,
          `${a}, (${b}, *${c})`,
          `[${a}, ${b}, ${c}]`,
          `${a}, *${b}, ${c}`,
        ]);
        this.line(
          `${pattern} = ${random.pick([this.value("tuple"), this.value("list"), "1, 2", "'ab'", "1, (2, 3)", "1, 2, 3"])}`,
        );
        return this.show(a);
      }
      case "augmented": {
        const type = random.pick(["int", "float", "str", "list", "set", "dict"]);
        const name = this.name("g");
        const op = {
          int: ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="],
          float: ["+=", "*=", "/=", "-="],
          str: ["+="],
          list: ["+=", "*="],
          set: ["|=", "&=", "-=", "^="],
          dict: ["|="],
        }[type];
        this.line(`${name} = ${this.value(type)}`);
        const right =
          type === "list" && random.chance(0.3) ? this.value("int", 1) : this.value(type);
        this.line(`${name} ${random.pick(op)} ${right}`);
        return this.show(name);
      }
      case "mutate": {
        const name = this.name("o");
        const [type, calls] = random.pick(MUTATIONS);
        this.line(
          `${name} = ${type === "list" ? `list(${this.value("iterable", 1)})` : this.value(type)}`,
        );
        for (let left = 1 + random.below(3); left > 0; left--)
          this.line(fill(random, random.pick(calls).replaceAll("@", name), 1, this.#variables));
        return this.show(name);
      }
      case "delete": {
        const name = this.name("d");
        this.line(`${name} = ${this.value(random.pick(["list", "dict"]))}`);
        this.line(`del ${name}${random.pick(["[0]", "[1:]", "['a']", "[::2]", ""])}`);
        return this.show(random.chance(0.2) ? name : "None");
      }
      case "comprehension":
        return this.show(fill(random, random.pick(COMPREHENSIONS), 1, this.#variables));
      case "lambda":
        return this.show(fill(random, random.pick(LAMBDAS), 1, this.#variables));
      case "walrus":
        return this.show(`(w := ${this.value()}, w)`);
      case "assert":
        return this.line(`assert ${this.value("bool")}, ${this.value("str", 1)}`);
      case "match":
        return this.#match();
      case "yield":
        if (!this.#context.generator) return this.show(this.value());
        if (!this.#context.async && random.chance(0.3))
          return this.show(
            `(yield from ${random.pick(["steps(2)", this.value("list", 1), "iter('xy')"])})`,
          );
        if (this.#context.async && random.chance(0.4))
          return this.show(`await later(${this.value("int", 1)})`);
        return this.show(`(yield ${this.value("any", 1)})`);
      case "function":
        return this.#function();
      case "generator":
        return this.#generator();
      case "coroutine":
        return this.#coroutine();
      case "class":
        return this.#class();
      case "closure":
        return this.#closure();
    }
  }

  #finally() {
    this.line("finally:");
    // `return` in it is a warning, and means what it means.
    this.body({ finally: true });
  }

  #match() {
    const { random } = this;
    const subject = random.pick(["int", "str", "list", "tuple", "dict", "any"]);
    this.line(`match ${this.value(subject)}:`);
    this.block(() => {
      for (let left = 1 + random.below(3); left > 0; left--) {
        const guard = random.chance(0.25) ? ` if ${this.value("bool", 1)}` : "";
        this.line(`case ${fill(random, random.pick(PATTERNS), 0)}${guard}:`);
        this.body();
      }
      if (random.chance(0.5)) {
        this.line("case rest:");
        this.block(() => this.show("rest"));
      }
    });
  }

  #call(name, parameters) {
    const { random } = this;
    const args = random.some(0, parameters + 1, () =>
      random.pick([this.value("int", 1), `*${this.value("list", 1)}`]),
    );
    if (random.chance(0.4))
      args.push(`${random.pick(["a", "b", "c", "k", "z"])}=${this.value("int", 1)}`);
    if (random.chance(0.2)) args.push("**{'k': 1}");
    return `${name}(${args.join(", ")})`;
  }

  #function() {
    const { random } = this;
    const name = this.name("f");
    const signature = random.pick([
      "a",
      "a, b",
      "a, b=2",
      "a, /, b=5, *, k=3",
      "*args",
      "a, *args, k=0, **kw",
      "a=1, b=2, c=3",
      "**kw",
      "a, /",
    ]);
    if (random.chance(0.15)) this.line("@decorator");
    this.line(`def ${name}(${signature}):`);
    const names = [...signature.matchAll(/\b(a|b|c|k|args|kw)\b/g)].map(([one]) => one);
    this.block(() => this.show(`(${names.join(", ")},)`));
    this.body({ function: true, loop: false, generator: false, finally: false });
    for (let left = 1 + random.below(2); left > 0; left--)
      this.show(
        random.chance(0.6)
          ? `tried(lambda: ${this.#call(name, names.length)})`
          : this.#call(name, names.length),
      );
  }

  #generator() {
    const { random } = this;
    const name = this.name("g");
    this.line(`def ${name}():`);
    this.body({ function: true, generator: true, loop: false, finally: false });
    this.block(() => this.line("yield 'end'"));
    const object = this.name("o");
    this.line(`${object} = ${name}()`);
    // CPython closes it with the frame that it is a variable of.
    if (this.#indent > 0) this.line(`kept.append(${object})`);
    for (let left = 1 + random.below(4); left > 0; left--)
      this.show(
        `tried(lambda: ${random.pick([`next(${object})`, `next(${object}, 'over')`, `${object}.send(${this.value("int", 1)})`, `${object}.throw(${random.pick(EXCEPTIONS)}('thrown'))`, `${object}.close()`, `list(${object})`, `[*${object}]`])})`,
      );
    if (random.chance(0.5)) this.show(`tried(lambda: list(${name}()))`);
  }

  #coroutine() {
    const { random } = this;
    const name = this.name("c");
    this.line(`async def ${name}():`);
    const isGenerator = random.chance(0.3);
    this.body({ function: true, generator: isGenerator, async: true, loop: false, finally: false });
    this.block(() => this.line(isGenerator ? "yield await later(1)" : "return await later(2)"));
    this.show(
      isGenerator
        ? `tried(lambda: driven(collected(${name}())))`
        : `tried(lambda: driven(${name}()))`,
    );
  }

  #closure() {
    const name = this.name("f");
    const kept = this.name("x");
    const { random } = this;
    this.line(`def ${name}(${kept}):`);
    this.block(() => {
      this.line("def inner(step):");
      this.block(() => {
        if (random.chance(0.6)) this.line(`nonlocal ${kept}`);
        this.line(
          `${random.pick([`${kept} += step`, `${kept} = step`, `y = ${kept}`, `del ${kept}`])}`,
        );
        this.line(
          `return ${random.pick([kept, "step", `[${kept} for _ in 'ab']`, `(lambda: ${kept})()`])}`,
        );
      });
      this.line("return inner");
    });
    const made = this.name("m");
    this.line(`${made} = ${name}(${this.value("int", 1)})`);
    this.show(`tried(lambda: (${made}(${int(random)}), ${made}(${float(random)})))`);
  }

  #class() {
    const { random } = this;
    const name = this.name("C");
    const base = random.pick([
      "",
      "",
      "(int)",
      "(list)",
      "(str)",
      "(dict)",
      "(Base)",
      "(Base, metaclass=Meta)",
      "(tuple)",
      "(Exception)",
    ]);
    this.line(`class ${name}${base}:`);
    this.block(() => {
      if (random.chance(0.2))
        this.line(`__slots__ = ${random.pick(["()", "('a',)", "('a', 'b')"])}`);
      if (random.chance(0.5)) this.line(`x = ${this.value(undefined, 1)}`);
      for (const method of new Set(random.some(1, 5, () => random.pick(METHODS)))) {
        const [head, ...rest] = method.split("\n");
        this.line(head);
        this.block(() => rest.forEach((line) => this.line(fill(random, line, 1, this.#variables))));
      }
    });
    const object = this.name("o");
    this.line(
      `${object} = tried(lambda: ${name}(${random.pick(["", "1", "'ab'", "[1, 2]", "2, 3"])}))`,
    );
    for (let left = 2 + random.below(4); left > 0; left--)
      this.show(
        `tried(lambda: ${fill(random, random.pick(USES).replaceAll("@", object).replaceAll("#", name), 1, this.#variables)})`,
      );
  }
}

const MUTATIONS = [
  [
    "list",
    [
      "@.append($any)",
      "@.extend($iterable)",
      "@.insert($small, $any)",
      "show(0, @.pop())",
      "@.pop($small)",
      "@.remove($any)",
      "@.reverse()",
      "@.sort(key=repr)",
      "@.sort()",
      "@[$small] = $any",
      "@[$slice] = $iterable",
      "del @[$slice]",
      "del @[$small]",
      "@.clear()",
      "@ *= 2",
      "@ += $iterable",
    ],
  ],
  [
    "dict",
    [
      "@[$key] = $any",
      "show(0, @.pop($key, None))",
      "@.update($pairs)",
      "@.setdefault($key, $any)",
      "del @[$key]",
      "show(0, @.get($key))",
      "show(0, @.popitem())",
      "@.clear()",
      "@ |= $dict",
      "show(0, list(@.items()))",
      "show(0, list(reversed(@)))",
    ],
  ],
  [
    "set",
    [
      "@.add($key)",
      "@.discard($key)",
      "@.remove($key)",
      "@.update($keys)",
      "@ &= $set",
      "@ ^= $set",
      "@.clear()",
      "@.difference_update($keys)",
      "@.intersection_update($keys)",
    ],
  ],
];

const COMPREHENSIONS = [
  "[x for x in $iterable if x]",
  "{x: y for x, y in $pairs}",
  "[(x, y) for x in range(3) for y in range(x) if $bool]",
  "sum(x for x in $ints)",
  "[[y for y in range(x)] for x in range(3)]",
  "{len(str(x)) for x in $iterable}",
  "[last := x for x in $iterable]",
  "[x for x in (y for y in $iterable)]",
  "list(map(lambda x, y: (x, y), $iterable, $iterable))",
  "max((x for x in $ints), default=None)",
  "dict((i, x) for i, x in enumerate($iterable))",
  "any(x for x in $list)",
  "[lambda: i for i in range(3)][0]()",
  "''.join(str(x) for x in $iterable)",
  "sorted((x for x in $strs), key=lambda s: (len(s), s))",
];

const LAMBDAS = [
  "(lambda x, *y, z=1: (x, y, z))($any, $any)",
  "(lambda: $any)()",
  "(lambda x=$any: x)()",
  "sorted($ints, key=lambda x: -x)",
  "(lambda **k: k)(a=$any)",
  "list(filter(lambda x: x, $list))",
  "(lambda f: f(f))(lambda g: $any)",
  "tried(lambda: (lambda x: x)())",
];

const PATTERNS = [
  "$int",
  "'a' | 'b' | $str",
  "None",
  "True | False",
  "int()",
  "str(text)",
  "int(n) | float(n)",
  "[]",
  "[a]",
  "[a, b]",
  "[a, *_]",
  "[*_, a]",
  "(1, b, *rest)",
  "{}",
  "{'a': a}",
  "{'a': a, **rest}",
  "{1: _, 2: _}",
  "[[a], *_]",
  "str() as s",
  "(int() | float()) as num",
  "[int(), *rest]",
  "list([x, y])",
  "dict(a=1)",
  "int(real=0)",
  "complex(real=r, imag=i)",
  "bytes()",
  "1.0",
  "-1",
  "0",
];

const METHODS = [
  "def __init__(self, *args):\nself.a = args\nshow(0, args)",
  "def __init__(self, a=1):\nself.a = a",
  "def __new__(cls, *args):\nshow(0, args)\nreturn super().__new__(cls)",
  "def __repr__(self):\nreturn f'<{type(self).__name__}>'",
  "def __str__(self):\nreturn $str",
  "def __eq__(self, other):\nshow(0, 'eq')\nreturn $any",
  "def __hash__(self):\nreturn $int",
  "def __lt__(self, other):\nreturn $any",
  "def __bool__(self):\nshow(0, 'bool')\nreturn $bool",
  "def __len__(self):\nreturn $small",
  "def __add__(self, other):\nshow(0, 'add')\nreturn $any",
  "def __radd__(self, other):\nshow(0, 'radd')\nreturn NotImplemented",
  "def __iadd__(self, other):\nshow(0, 'iadd')\nreturn self",
  "def __mul__(self, other):\nreturn NotImplemented",
  "def __getitem__(self, key):\nif key == 3: raise IndexError(key)\nreturn key",
  "def __contains__(self, key):\nreturn $any",
  "def __iter__(self):\nyield 1\nyield $any",
  "def __call__(self, *args, **kw):\nreturn args, kw",
  "def __getattr__(self, name):\nif name == 'missing': raise AttributeError(name)\nreturn name",
  "def __setattr__(self, name, value):\nshow(0, name)\nobject.__setattr__(self, name, value)",
  "def __index__(self):\nreturn $int",
  "def __int__(self):\nreturn $any",
  "def __float__(self):\nreturn $any",
  "def __format__(self, spec):\nreturn repr(spec)",
  "def __enter__(self):\nreturn 'in'",
  "def __exit__(self, *info):\nreturn $any",
  "def __neg__(self):\nreturn $any",
  "def __divmod__(self, other):\nreturn $any",
  "def __class_getitem__(cls, key):\nreturn key",
  "def __init_subclass__(cls, **kw):\nshow(0, 'subclass')",
  "@classmethod\ndef make(cls, *args): return cls.__name__, args",
  "@staticmethod\ndef plain(*args): return args",
  "prop = property(lambda self: show(0, 'prop'))",
  "def method(self, x=$any):\nreturn x",
];

const USES = [
  "repr(@)",
  "str(@)",
  "bool(@)",
  "len(@)",
  "@ + $any",
  "$any + @",
  "@ == @",
  "@ == $any",
  "hash(@) == hash(@)",
  "@ < @",
  "@ < 1",
  "@[0]",
  "@[$any]",
  "list(@)",
  "1 in @",
  "@(1, k=2)",
  "@.a",
  "@.missing",
  "@.other",
  "setattr(@, 'a', $any)",
  "setattr(@, 'zz', 1)",
  "[1, 2, 3][@]",
  "int(@)",
  "float(@)",
  "f'{@:>5}'",
  "'%s %d' % (@, @)",
  "-@",
  "divmod(@, 2)",
  "#[1]",
  "#.make(1)",
  "@.plain(2)",
  "@.method()",
  "@.x",
  "#.x",
  "isinstance(@, #)",
  "issubclass(#, Base)",
  "type('D', (#,), {})",
  "#.__mro__[1:] and 1",
  "[@, 1].index(1)",
  "{@: 1}[@]",
  "sorted([@, @])",
  "max(@, @)",
  "@ * 2",
  "2 * @",
  "@.__dict__",
  "delattr(@, 'a')",
  "vars(#)['x']",
  "any(@)",
  "[*@]",
  "dict(@)",
  "@ is @",
  "copied(@)",
  "callable(@)",
  "[x for x in @]",
  "range(@)",
  "'ab' * @",
  "bytes(@)",
  "round(@)",
  "@.prop",
];
