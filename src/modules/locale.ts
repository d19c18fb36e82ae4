/**
 * `_locale`: the locales C and C.UTF-8, which are all that there are. Texts are in the order of their characters, and nothing
 * is translated. https://docs.python.org/3/library/locale.html
 */
import { notA, smallInt } from "../objects/conversions.ts";
import { defineModule } from "../objects/define.ts";
import { E, newException, PyThrow, raise } from "../objects/errors.ts";
import { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import { object, optional, type Param, param, UNREPRESENTABLE } from "../objects/params.ts";
import { PyList } from "../objects/sequences.ts";
import { isStr, type PyStr, pointsOf, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";

const localeError = new PyType("locale.Error", [E.Exception]);

const CATEGORIES = "CTYPE NUMERIC TIME COLLATE MONETARY MESSAGES".split(" ");
const ALL = CATEGORIES.length;
/** Categories that Linux has beyond those, which have no name in Python. */
const FURTHER = "PAPER NAME ADDRESS TELEPHONE MEASUREMENT IDENTIFICATION".split(" ");

/** What a locale may be called, and what it calls itself. */
const LOCALES: ReadonlyMap<string, string> = new Map([
  ["", "C.UTF-8"],
  ["C", "C"],
  ["POSIX", "C"],
  ["C.UTF-8", "C.UTF-8"],
  ["C.utf8", "C.utf8"],
]);

/** What `nl_langinfo` says, by names of numbers that follow each other. */
const INFO: readonly (readonly [first: number, prefix: string, texts: readonly string[]])[] = [
  [0x20000, "ABDAY_", "Sun Mon Tue Wed Thu Fri Sat".split(" ")],
  [0x20007, "DAY_", "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ")],
  [0x2000e, "ABMON_", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")],
  [
    0x2001a,
    "MON_",
    "January February March April May June July August September October November December".split(
      " ",
    ),
  ],
];
const OTHER_INFO: readonly (readonly [name: string, number: number, text: string])[] = [
  ["CODESET", 14, "UTF-8"],
  ["RADIXCHAR", 0x10000, "."],
  ["THOUSEP", 0x10001, ""],
  ["AM_STR", 0x20026, "AM"],
  ["PM_STR", 0x20027, "PM"],
  ["D_T_FMT", 0x20028, "%a %b %e %H:%M:%S %Y"],
  ["D_FMT", 0x20029, "%m/%d/%y"],
  ["T_FMT", 0x2002a, "%H:%M:%S"],
  ["T_FMT_AMPM", 0x2002b, "%I:%M:%S %p"],
  ["ERA", 0x2002c, ""],
  ["ERA_D_FMT", 0x2002e, ""],
  ["ALT_DIGITS", 0x2002f, ""],
  ["ERA_D_T_FMT", 0x20030, ""],
  ["ERA_T_FMT", 0x20031, ""],
  ["_DATE_FMT", 0x2006c, "%a %b %e %H:%M:%S %Z %Y"],
  ["CRNCYSTR", 0x4000f, "-"],
  ["YESEXPR", 0x50000, "^[yY]"],
  ["NOEXPR", 0x50001, "^[nN]"],
];
const LANGINFO: readonly (readonly [name: string, number: number, text: string])[] = [
  ...INFO.flatMap(([first, prefix, texts]) =>
    texts.map((text, i) => [`${prefix}${i + 1}`, first + i, text] as const),
  ),
  ...OTHER_INFO,
];

const CHAR_MAX = 127;
const MONEY_TEXTS =
  "int_curr_symbol currency_symbol mon_decimal_point mon_thousands_sep positive_sign negative_sign".split(
    " ",
  );
const MONEY_NUMBERS =
  "int_frac_digits frac_digits p_cs_precedes p_sep_by_space n_cs_precedes n_sep_by_space p_sign_posn n_sign_posn".split(
    " ",
  );

/** How numbers and money are written: as C does. */
function conventions(): PyDict {
  const made = new PyDict();
  for (const name of MONEY_TEXTS) {
    made.set(name, "");
    if (name === "mon_thousands_sep") made.set("mon_grouping", new PyList([]));
  }
  for (const name of MONEY_NUMBERS) made.set(name, CHAR_MAX);
  made.set("decimal_point", ".");
  made.set("thousands_sep", "");
  made.set("grouping", new PyList([]));
  return made;
}

function fail(message: string): never {
  throw new PyThrow(newException(localeError, message));
}

/** Text without a null character. */
function plain(name: string, where: number | string): Param<string | PyStr> {
  return param(name, (value, fn) => {
    if (!isStr(value)) return notA("str", value, fn, where);
    if ((textOf(value) as string).includes("\0")) raise(E.ValueError, "embedded null character");
    return value;
  });
}

/** Text, or None. */
function orNone(name: string, where: number): Param<string | PyStr | null> {
  return param(name, (value, fn) =>
    value === null || isStr(value) ? value : notA("str or None", value, fn, where),
  );
}

function compareTexts(a: string | PyStr, b: string | PyStr): number {
  const left = pointsOf(a);
  const right = pointsOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++)
    if (left[i] !== right[i]) return (left[i] as number) < (right[i] as number) ? -1 : 1;
  return Math.sign(left.length - right.length);
}

export const localeModule = defineModule(
  "_locale",
  "Support for POSIX locales.",
  ({ fn, constant }) => {
    /** The locale of each category; Python itself sets that of characters. */
    const set: string[] = CATEGORIES.map((name) => (name === "CTYPE" ? "C.UTF-8" : "C"));
    let domain: Value = "messages";
    const folders = new PyDict();
    const codesets = new PyDict();
    const all = (): string => {
      if (set.every((locale) => locale === set[0])) return set[0] as string;
      const named = CATEGORIES.map((name, i) => `LC_${name}=${set[i]}`);
      return [...named, ...FURTHER.map((name) => `LC_${name}=C`)].join(";");
    };
    const same = (value: string | PyStr): Value => value;
    return {
      Error: constant(localeError),
      CHAR_MAX: constant(CHAR_MAX),
      LC_ALL: constant(ALL),
      ...Object.fromEntries(CATEGORIES.map((name, i) => [`LC_${name}`, constant(i)])),
      ...Object.fromEntries(LANGINFO.map(([name, number]) => [name, constant(number)])),
      setlocale: fn(
        "Activates or queries locale processing.",
        [smallInt("category"), optional(orNone("locale", 2), null, UNREPRESENTABLE)],
        (category, given) => {
          const isKnown = category >= 0 && category <= ALL;
          if (given === null) {
            if (!isKnown) fail("locale query failed");
            return category === ALL ? all() : (set[category] as string);
          }
          const locale = LOCALES.get(textOf(given) as string);
          if (!isKnown || locale === undefined) return fail("unsupported locale setting");
          for (const i of set.keys()) if (category === ALL || category === i) set[i] = locale;
          return locale;
        },
      ),
      localeconv: fn("Returns numeric and monetary locale-specific parameters.", [], conventions),
      strcoll: fn(
        "Compares two strings according to the locale.",
        [plain("os1", 1), plain("os2", 2)],
        compareTexts,
      ),
      strxfrm: fn(
        "Return a string that can be used as a key for locale-aware comparisons.",
        [plain("string", "")],
        same,
      ),
      nl_langinfo: fn(
        "Return the value for the locale information associated with key.",
        [smallInt("key")],
        (key) => {
          const found = LANGINFO.find(([, number]) => number === key);
          if (found === undefined) return raise(E.ValueError, "unsupported langinfo constant");
          return found[2];
        },
      ),
      getencoding: fn("Get the current locale encoding.", [], () => "UTF-8"),
      gettext: fn("Return translation of msg.", [plain("msg", "")], same),
      dgettext: fn(
        "Return translation of msg in domain.",
        [object("domain"), plain("msg", 2)],
        (_domain, text) => text,
      ),
      dcgettext: fn(
        "Return translation of msg in domain and category.",
        [object("domain"), plain("msg", 2), smallInt("category")],
        (_domain, text) => text,
      ),
      textdomain: fn(
        "Set the C library's textdomain, and return it.",
        [orNone("domain", 1)],
        (given) => {
          if (given !== null) domain = given;
          return domain;
        },
      ),
      bindtextdomain: fn(
        "Bind the C library's domain to a folder, and return that.",
        [plain("domain", 1), object("dir")],
        (name, folder) => {
          const text = textOf(name) as string;
          if (text === "") fail("domain must be a non-empty string");
          if (folder !== null) folders.set(text, folder);
          return folders.get(text) ?? "/usr/share/locale";
        },
      ),
      bind_textdomain_codeset: fn(
        "Bind the C library's domain to an encoding, and return that.",
        [plain("domain", 1), orNone("codeset", 2)],
        (name, codeset) => {
          const text = textOf(name) as string;
          if (codeset !== null) codesets.set(text, codeset);
          return codesets.get(text) ?? null;
        },
      ),
    };
  },
);
