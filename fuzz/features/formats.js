/** `str.format`, %-formatting, f-strings and `format`, mixed. */
import * as literals from "../literals.js";

const FIELDS = [
  "",
  "0",
  "1",
  "2",
  "a",
  "b",
  "0[0]",
  "0[a]",
  "a[0]",
  "a.real",
  "0.imag",
  "b.x",
  "1.__class__.__name__",
  "a[x]",
  "5",
  "0.",
  "0[",
  "a]",
];
/** Of the arguments only the third may be a width: others may be so large that the text fills the memory. */
const SPECS = [
  "",
  "5",
  ">8",
  "^10",
  "=+6",
  "{2}",
  ">{2}",
  ".{2}f",
  "*^{2}",
  "{2!r}",
  "x",
  "d",
  "s",
  "r",
  "{",
  "!r",
  "%Y",
  "{0:{1}}",
  "{b!r}",
];
const LITERALS = ["", " ", "{{", "}}", "{{}}", "%", "é", "a", "{", "}"];

function field(random) {
  const conversion = random.chance(0.3) ? `!${random.pick(["r", "s", "a", "r", "x", ""])}` : "";
  const spec = random.chance(0.6)
    ? `:${random.chance(0.5) ? literals.formatSpec(random, [..."bcdoxXneEfFgGs%"]) : random.pick(SPECS)}`
    : "";
  return `{${random.chance(0.3) ? "" : random.pick(FIELDS)}${conversion}${spec}}`;
}

const text = (random, item) =>
  random
    .some(
      1,
      3,
      () =>
        `${random.chance(0.93) ? random.pick(LITERALS.slice(0, -2)) : random.pick(LITERALS)}${item(random)}`,
    )
    .join("");

const keyed = (random) => {
  const spec = literals.percentSpec(random);
  return random.chance(0.8)
    ? spec.replace("%", `%(${random.pick(["a", "b", "a", "c", "(x)"])})`)
    : spec;
};
/** Widths come from the arguments, so these are just as many as there are, and small. */
function starred(random, value) {
  const [width, ...more] = random
    .pick(["*", ".*", "*.*", "-*", "0*", "#*.*", " *"])
    .match(/[^*]*\*/g);
  const counts = [width, ...more].map(() => random.below(14) - 2);
  return `'${random.pick(["", "é", "%%"])}%${width}${more.join("")}${random.pick([..."diouxXeEfFgGcrsa"])} ${random.pick(["", "%s", "%d"])}' % (${[...counts, value(), ...random.some(0, 1, value)].join(", ")},)`;
}

export function formats(writer) {
  const { random } = writer;
  writer.lines(
    "class Shown:",
    ">x = 3",
    ">def __format__(self, spec):",
    `>>${random.pick(["return '<' + spec + '>'", "show('format', spec); return spec", "return 1", "return format(5, spec)", "raise ValueError(spec)"])}`,
    `>def __repr__(self): return ${random.pick(["'Shown()'", "'é'", "3"])}`,
    `>def __str__(self): return ${random.pick(["'shown'", "''", "None"])}`,
    ">def __getitem__(self, key): return 'item', key",
    `>def ${random.pick(["__index__", "__int__", "__float__"])}(self): return ${random.pick(["7", "2.5", "'a'", "True"])}`,
    "class Keys(dict):",
    ">def __missing__(self, key): return 'no ' + key",
    "shown = Shown()",
  );
  const value = () =>
    random.chance(0.2)
      ? "shown"
      : writer.value(random.pick(["any", "number", "str", "int", "float", "bytes", "list"]), 1);
  for (let left = 4 + random.below(6); left > 0; left--) {
    const args = `${value()}, ${value()}, ${random.below(12)}`;
    const named = `a=${value()}, b=shown`;
    writer.show(
      `tried(lambda: ${random.pick([
        () => `'${text(random, field)}'.format(${args}, ${named})`,
        () => `'${text(random, field)}'.format(${args}, ${named})`,
        () => `'${text(random, field)}'.format(*${writer.value("list", 1)})`,
        () => `'${text(random, field)}'.format_map(Keys(a=${value()}, b=1))`,
        () => `'${text(random, keyed)}' % {'a': ${value()}, 'b': ${value()}, '(x)': 1}`,
        () => `'${text(random, keyed)}' % Keys(a=${value()})`,
        () => `b'${text(random, keyed).replace("é", "")}' % {b'a': ${value()}, b'b': ${value()}}`,
        () => starred(random, value),
        () => starred(random, value),
        () => `'${text(random, literals.percentSpec)}' % (${value()},)`,
        () => `'${text(random, literals.percentSpec)}' % ${value()}`,
        () => `'${text(random, literals.percentSpec)}' % (${args})`,
        () =>
          `b'${text(random, literals.percentSpec).replace("é", "")}' % (${value()}, ${value()})`,
        () =>
          `format(${value()}, ${random.pick([`'${literals.formatSpec(random, [..."bcdoxXneEfFgGs%"])}'`, "'{}'", "'é'", "'>9'", "b'x'", "3"])})`,
        () =>
          `f'{${value().replaceAll(/['"\\]/g, "")}!r:${random.pick([">10", "^{3 + 4}", "{shown}", "", "{5}.{2}"])}}'`,
        () =>
          `f'{shown:${random.pick(["abc", "{1}{2}", "{shown!r}", "x{'y'}z", "", "{{}}"])}} {shown${random.pick(["!r", "!s", "!a", "=", "=!s:>9", " = "])}}'`,
        () => `str(${value()}) + ascii(${value()}) + repr(shown)`,
      ])()})`,
    );
  }
}
