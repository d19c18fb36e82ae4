/** Literals of each type, with a liking for edges. */

const EDGES = [0, 1, 2, 3, 7, 10, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256, 1000, 65535, 65536];
const POWERS = [31, 32, 52, 53, 54, 62, 63, 64, 65, 100, 127, 200];

export function int(random) {
  const sign = random.chance(0.35) ? "-" : "";
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      return sign + random.pick(EDGES);
    case 3:
      return sign + (2n ** BigInt(random.pick(POWERS)) + BigInt(random.below(3) - 1));
    case 4:
      return sign + (10n ** BigInt(random.below(40)) + BigInt(random.below(3) - 1));
    case 5:
      return `${sign}0x${digits(random, 1 + random.below(30), "0123456789abcdefABCDEF")}`;
    case 6:
      return sign + (1 + random.below(9)) + digits(random, random.below(25), "0123456789");
    default:
      return sign + random.below(50);
  }
}

function digits(random, count, alphabet) {
  return random.some(count, count, () => random.pick(alphabet)).join("");
}

/** For counts, shifts and exponents. */
export function small(random) {
  return String(random.below(24) - (random.chance(0.2) ? 12 : 0));
}

const FLOATS = [
  "0.0",
  "-0.0",
  "0.1",
  "0.5",
  "1.0",
  "1.5",
  "2.5",
  "3.5",
  "-2.5",
  "1e16",
  "1e15",
  "123456789.125",
  "1e22",
  "1e23",
  "1e-5",
  "1e-4",
  "5e-324",
  "2.2250738585072014e-308",
  "1.7976931348623157e308",
  "9007199254740993.0",
  "0.30000000000000004",
  "2.675",
  "1e100",
  "float('inf')",
  "float('-inf')",
  "float('nan')",
];

export function float(random) {
  switch (random.below(3)) {
    case 0:
      return random.pick(FLOATS);
    case 1:
      return `${random.chance(0.4) ? "-" : ""}${random.below(1000)}.${digits(random, 1 + random.below(6), "0123456789")}`;
    default:
      return `${random.chance(0.4) ? "-" : ""}${digits(random, 1 + random.below(17), "123456789")}e${random.below(60) - 30}`;
  }
}

export function complex(random) {
  return `complex(${float(random)}, ${float(random)})`;
}

const CHARACTERS = [
  ..."abcxyzABC019 _-.,:;%{}[]()+*/\\'\"\t\n\r\x0b\x0c\x1c\x85\xa0éßÄİıŉǅΣσςﬁ٣²½Ⅷ中한\u0301\u2028\u3000😀𝒳𐐀",
  "\\ud800",
  "\\udc80",
  "\\x00",
];
const WORDS = [
  "",
  "a",
  "abc",
  "Hello World",
  "spam",
  "ab ab ab",
  "  x  ",
  "123",
  "-12",
  "1_000",
  "0x1f",
  "3.5",
  "1e5",
  "naïve",
  "ǅabc",
  "x,y,,z",
  "line\none\r\ntwo",
  "tab\there",
  "a.b.c",
  "ÀÉ",
  "straße",
  "İstanbul",
  "{0}",
  "%s",
];

export function str(random) {
  const text = random.chance(0.5)
    ? random.pick(WORDS)
    : random.some(0, 8, () => random.pick(CHARACTERS)).join("");
  return quoted(text, "");
}

function quoted(text, prefix) {
  const escapes = { "\n": "\\n", "\r": "\\r", "'": "\\'" };
  const body = text
    .replace(/\\(?!u[0-9a-f]{4}|x[0-9a-f]{2})/g, "\\\\")
    .replace(/[\n\r']/g, (c) => escapes[c]);
  return `${prefix}'${body}'`;
}

export function bytes(random) {
  const body = random
    .some(0, 7, () =>
      random.chance(0.7)
        ? random.pick([..."abcABC012 .,%\\\\"]).replace("\\", "\\\\")
        : `\\x${digits(random, 2, "0123456789abcdef")}`,
    )
    .join("");
  return `b'${body}'`;
}

export const bool = (random) => random.pick(["True", "False"]);
export const none = () => "None";

/** A format specification for numbers or text, mostly a valid one. */
export function formatSpec(random, types) {
  const maybe = (probability, list) => (random.chance(probability) ? random.pick(list) : "");
  const fill = random.chance(0.3) ? maybe(0.5, [..."*0_é<"]) + random.pick([..."<>^="]) : "";
  const width = maybe(0.6, ["1", "5", "8", "12", "20"]);
  const precision = maybe(0.4, [".0", ".1", ".2", ".3", ".6", ".10", ".17"]);
  return [
    fill,
    maybe(0.3, ["+", "-", " "]),
    maybe(0.05, ["z"]),
    maybe(0.2, ["#"]),
    maybe(0.2, ["0"]),
    width,
    maybe(0.2, [",", "_"]),
    precision,
    maybe(0.9, types),
  ].join("");
}

/** A conversion of %-formatting. */
export function percentSpec(random) {
  const maybe = (probability, list) => (random.chance(probability) ? random.pick(list) : "");
  const flags = random.some(0, 2, () => random.pick([..."#0- +"])).join("");
  const type = random.pick([..."diouxXeEfFgGcrsa%"]);
  return `%${flags}${maybe(0.5, ["1", "5", "12"])}${maybe(0.4, [".0", ".1", ".3", ".10"])}${type}`;
}
