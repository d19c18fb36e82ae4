/** Signatures as CPython shows them where the declaration of a native says it in other words, or says more. */

const SEARCH = "[, start[, end]], /)";
const searches = (type: string): [string, string][] => [
  ...["count", "find", "index", "rfind", "rindex"].map((name): [string, string] => [
    `${type}.${name}`,
    `($self, sub${SEARCH}`,
  ]),
  [`${type}.startswith`, `($self, prefix${SEARCH}`],
  [`${type}.endswith`, `($self, suffix${SEARCH}`],
];
const all = (names: string, text: string | null): [string, string | null][] =>
  names.split(" ").map((name) => [name, text]);

/** By `__qualname__`; classes by their name. null: it has no signature to show. */
export const TEXT_SIGNATURES: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ...all("NoneType ellipsis NotImplementedType object", "()"),
  ...all("list tuple set frozenset", "(iterable=(), /)"),
  ...all("classmethod staticmethod", "(function, /)"),
  ...all("int str bytes bytearray", null),
  ...all("generator.throw coroutine.throw async_generator.athrow dict.update Context.run", null),
  ...all("__build_class__ getsizeof set_asyncgen_hooks log", null),
  ...all("list.index tuple.index", "($self, value, start=0, stop=sys.maxsize, /)"),
  ...all("bytes.hex bytearray.hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)"),
  ...all("set.__contains__ frozenset.__contains__", "($self, object, /)"),
  ["list.__getitem__", "($self, index, /)"],
  ["cell", "([contents])"],
  ...all("code.replace code.__replace__", "($self, /, **changes)"),
  ["enumerate", "(iterable, start=0)"],
  ["filter", "(function, iterable, /)"],
  ["map", "(function, iterable, /, *iterables, strict=False)"],
  ["zip", "(*iterables, strict=False)"],
  ["reversed", "(sequence, /)"],
  ["method", "(function, instance, /)"],
  ["module", "(name, doc=None)"],
  ["mappingproxy", "(mapping)"],
  [
    "code",
    "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)",
  ],
  ["sorted", "($module, iterable, /, *, key=None, reverse=False)"],
  ["anext", "($module, aiterator, default=<unrepresentable>, /)"],
  ["audit", "($module, event, /, *args)"],
  ["str.maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)"],
  ["object.__init_subclass__", "($type, /)"],
  ["object.__subclasshook__", "($type, object, /)"],
  ["type.__prepare__", "($cls, name, bases, /, **kwds)"],
  ["ContextVar.get", "($self, default=<unrepresentable>, /)"],
  ...["str", "bytes", "bytearray"].flatMap(searches),
]);
