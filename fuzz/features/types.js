/** Type parameters, `type` statements and annotations. */
const TYPES = [
  "int",
  "str",
  "list[int]",
  "dict[str, int]",
  "int | None",
  "tuple[int, ...]",
  "object",
  "list",
  "T",
  "list[T]",
  "dict[str, T]",
  "T | None",
  "Unknown",
  "1",
  "'text'",
  "Outer",
  "(lambda: int)()",
  "[x for x in (int, str)][0]",
  "tuple[T, *Ts]",
  "type[T]",
  "1 / 0",
];

const PARAMETERS = [
  "T",
  "T: int",
  "T: (int, str)",
  "T = int",
  "T: int = bool",
  "T: Unknown",
  "T: list[T]",
  "T, U",
  "T, U: T",
  "T, U = T",
  "T, *Ts",
  "*Ts",
  "**P",
  "T, **P",
  "*Ts = *tuple[int, str]",
  "**P = [int, str]",
  "T, *Ts, **P",
  "T = Unknown",
  "T: (int, 1 / 0)",
];

const parameters = (random) => `[${random.pick(PARAMETERS)}]`;
const names = (list) =>
  list.match(/\b(T|U|Ts|P)\b(?=[,:\]= ]|$)/g)?.filter((one, i, all) => all.indexOf(one) === i) ??
  [];

/** What there is to know about a parameter. */
const ASKED = [
  "repr(#.__type_params__)",
  "[p.__name__ for p in #.__type_params__]",
  "#.__type_params__[0].__bound__",
  "#.__type_params__[0].__constraints__",
  "repr(#.__type_params__[0].__default__)",
  "#.__type_params__[0].has_default()",
  "#.__type_params__[-1].has_default()",
  "type(#.__type_params__[-1]).__name__",
  "#.__type_params__[0].__infer_variance__",
  "#.__type_params__[0].evaluate_bound(1)",
  "#.__type_params__[-1].evaluate_default(1)",
];

const OF_CLASS = [
  "repr(#[int])",
  "repr(#[int, str])",
  "#[int].__args__",
  "#[int].__origin__ is #",
  "repr(#.__orig_bases__)",
  "[b.__name__ for b in #.__mro__]",
  "repr(#.__parameters__)",
  "#[int] == #[int]",
  "repr(#[list[int]])",
  "#()",
  "#[int]()",
];
const OF_ALIAS = [
  "repr(#)",
  "repr(#.__value__)",
  "#.__name__",
  "repr(#[int])",
  "repr(#[int, str])",
  "repr(#[int].__args__)",
  "repr(#[int].__value__)",
  "repr(# | None)",
  "repr(list[#])",
  "#.__module__",
  "isinstance(1, #)",
  "repr(#.evaluate_value(1))",
];
const OF_FUNCTION = [
  "repr(#.__annotations__)",
  "repr(#.__annotate__(1))",
  "#.__annotate__(2)",
  "#.__annotate__ is None",
  "#(1)",
  "list(#.__annotations__)",
  "#.__annotations__ is #.__annotations__",
];

function ask(writer, name, ...lists) {
  const { random } = writer;
  for (let left = 2 + random.below(4); left > 0; left--)
    writer.show(`tried(lambda: ${random.pick(random.pick(lists)).replaceAll("#", name)})`);
}

export function typeParameters(writer) {
  const { random } = writer;
  writer.line("class Outer: pass");
  for (let left = 1 + random.below(3); left > 0; left--) {
    const list = parameters(random);
    const known = names(list);
    const type = () => {
      const one = random.pick(TYPES);
      return /\bTs\b/.test(one) && !known.includes("Ts") ? "int" : one;
    };
    switch (random.below(4)) {
      case 0: {
        const name = writer.name("F");
        writer.line(
          `def ${name}${list}(a: ${type()}, *args: ${random.chance(0.3) && known.includes("Ts") ? "*Ts" : type()}, k: ${type()} = 1) -> ${type()}:`,
        );
        writer.block(() => {
          writer.show(`repr((${known.join(", ")},))`);
          if (random.chance(0.4)) {
            writer.line(
              `def inner[V: ${known[0]} = ${known[0]}](x: V, y: ${known[0]}): return V, x`,
            );
            writer.show("repr((inner(1), inner.__type_params__[0].__bound__))");
          }
          writer.line("return a");
        });
        ask(writer, name, ASKED, OF_FUNCTION);
        break;
      }
      case 1: {
        const name = writer.name("A");
        writer.line(
          `type ${name}${random.chance(0.7) ? list : ""} = ${random.pick([type(), `list[${name}]`, `dict[str, ${type()}]`, type()])}`,
        );
        ask(writer, name, ASKED, OF_ALIAS, OF_ALIAS);
        break;
      }
      case 2: {
        const name = writer.name("G");
        const base = random.pick([
          "",
          "(Outer)",
          "(list)",
          `(list[${known[0]}])`,
          "(Base, metaclass=Meta)",
          "(dict)",
        ]);
        writer.line(`class ${name}${list}${base}:`);
        writer.block(() => {
          writer.line("x = 1");
          if (random.chance(0.6)) writer.line(`y: ${type()} = 2`);
          if (random.chance(0.5)) writer.line(`z: ${type()}`);
          if (random.chance(0.5)) {
            writer.line(
              `def m${random.chance(0.4) ? `[W: ${type()}]` : ""}(self, a: ${type()}) -> ${type()}:`,
            );
            writer.block(() =>
              writer.line(`return ${random.pick([known[0], "x", "__class__", "a"])}`),
            );
          }
          if (random.chance(0.3))
            writer.line(
              `type Own${random.chance(0.5) ? "[V]" : ""} = ${random.pick(["x", "y", known[0], `list[${known[0]}]`])}`,
            );
          if (random.chance(0.3))
            writer.show(
              `repr(${random.pick(["x", known[0], "__type_params__", "[x for _ in 'a']"])})`,
            );
        });
        ask(writer, name, ASKED, OF_CLASS, OF_CLASS);
        writer.show(`tried(lambda: repr(${name}.__annotations__))`);
        writer.show(`tried(lambda: repr(${name}.m.__annotations__))`);
        writer.show(`tried(lambda: repr(${name}.Own.__value__))`);
        writer.show(`tried(lambda: repr(${name}().m(1)))`);
        break;
      }
      default: {
        const name = writer.name("W");
        writer.line(`def ${name}${list}(T0=${random.pick(["1", "int"])}):`);
        writer.block(() => {
          if (random.chance(0.5))
            writer.line(`type Inside[S] = ${random.pick(["tuple[S, T0]", "T0", type()])}`);
          else
            writer.line(`class Inside[S](Outer): t: ${random.pick(["S", "T0", type()])}; u = T0`);
          writer.line(`${random.pick(["T0 = str", "pass", "T0 += 1"])}`);
          writer.line("return Inside");
        });
        writer.show(`tried(lambda: repr(${name}().__value__))`);
        writer.show(`tried(lambda: repr(${name}().__annotations__))`);
        writer.show(`tried(lambda: repr(${name}()[int]))`);
        ask(writer, name, ASKED);
      }
    }
  }
}

export function annotations(writer) {
  const { random } = writer;
  const type = () => random.pick(TYPES.filter((one) => !one.includes("*Ts")));
  writer.lines("T = float", "class Outer: pass");
  for (let left = 1 + random.below(3); left > 0; left--) {
    switch (random.below(4)) {
      case 0: {
        const name = writer.name("n");
        writer.line(
          `${random.pick([name, name, `(${name})`, "Outer.a", "[0][0]"])}: ${type()}${random.chance(0.6) ? ` = ${writer.value("int", 1)}` : ""}`,
        );
        if (random.chance(0.4))
          writer.line(`if ${writer.value("bool", 1)}: ${writer.name("n")}: ${type()} = 1`);
        writer.show("tried(lambda: __annotate__(1))");
        break;
      }
      case 1: {
        const name = writer.name("f");
        const signature = random.pick([
          "a: $",
          "a: $ = 1",
          "*args: $",
          "**kw: $",
          "a, /, b: $ = 1, *, c: $ = 2",
          "a: $, *b: $, **c: $",
        ]);
        writer.line(
          `${random.chance(0.2) ? "async " : ""}def ${name}(${signature.replaceAll("$", type)})${random.chance(0.6) ? ` -> ${type()}` : ""}: local: ${type()} = 1`,
        );
        if (random.chance(0.2)) writer.line(`${name}.__annotations__ = {'a': 1}`);
        if (random.chance(0.15)) writer.line(`${name}.__annotate__ = lambda format: {'b': format}`);
        if (random.chance(0.1)) writer.line(`${name}.__annotations__ = None`);
        ask(
          writer,
          name,
          OF_FUNCTION.filter((use) => !use.includes("(1)") || use.includes("annotate")),
        );
        break;
      }
      case 2: {
        const name = writer.name("K");
        writer.line(`class ${name}${random.pick(["", "(Outer)", "(int)"])}:`);
        writer.block(() => {
          writer.line("own = int");
          for (let more = 1 + random.below(3); more > 0; more--) {
            const field = writer.name("x");
            writer.line(
              `${random.pick(["", "", "if $bool: "]).replace("$bool", random.pick(["True", "False"]))}${field}: ${random.pick([type(), "own", "list[own]", "__class__"])}${random.chance(0.5) ? " = 3" : ""}`,
            );
          }
          if (random.chance(0.2)) writer.line(`__private: ${type()}`);
          if (random.chance(0.3))
            writer.line(
              `def m(self, a: ${random.pick(["own", type()])}) -> ${random.pick(["'own'", "own"])}: return a`,
            );
          if (random.chance(0.2)) writer.line("own = str");
        });
        if (random.chance(0.3)) writer.line(`${name}.own = bytes`);
        if (random.chance(0.2)) writer.line(`Unknown = complex`);
        writer.show(`tried(lambda: repr(${name}.__annotations__))`);
        writer.show(`tried(lambda: repr(${name}.__annotate__(1)))`);
        writer.show(`tried(lambda: ${name}.__annotate__(2))`);
        writer.show(`tried(lambda: repr(${name}.m.__annotations__))`);
        writer.show(`tried(lambda: sorted(k for k in vars(${name}) if 'anno' in k))`);
        break;
      }
      default: {
        const name = writer.name("f");
        writer.line(`def ${name}(p=1):`);
        writer.block(() => {
          writer.lines(
            `class Own:`,
            `>a: ${random.pick(["p", "Later", type()])}`,
            `>def m(self, x: ${random.pick(["p", "Later", "a", type()])}): ...`,
            `${random.pick(["Later = 5", "pass", "del p", "p = 7"])}`,
            "return Own",
          );
        });
        writer.show(`tried(lambda: repr(${name}().__annotations__))`);
        writer.show(`tried(lambda: repr(${name}().m.__annotations__))`);
      }
    }
  }
}
