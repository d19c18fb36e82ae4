/** Signatures as CPython shows them where the declaration of a native says it in other words, or says more. */

const all = (names: string, text: string | null): [string, string | null][] =>
  names.split(" ").map((name) => [name, text]);

/** By `__qualname__`; classes by their name (docs.ts has those of most). null: it has no signature to show. */
export const TEXT_SIGNATURES: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ...all(
    "generator.throw coroutine.throw async_generator.athrow dict.update OrderedDict.update",
    null,
  ),
  ...all("__build_class__ getsizeof set_asyncgen_hooks log", null),
  ["operator.attrgetter", "(attr, /, *attrs)"],
  ["operator.itemgetter", "(item, /, *items)"],
  ["operator.methodcaller", "(name, /, *args, **kwargs)"],
  ["call", "($module, obj, /, *args, **kwargs)"],
  ["functools.partial", "(func, /, *args, **keywords)"],
  ["functools._lru_cache_wrapper", null],
  ["itertools._tee", "(iterable, /)"],
  ["itertools.chain", "(*iterables)"],
  ["itertools.cycle", "(iterable, /)"],
  ["itertools.dropwhile", "(predicate, iterable, /)"],
  ["itertools.filterfalse", "(function, iterable, /)"],
  ["itertools.pairwise", "(iterable, /)"],
  ["itertools.product", "(*iterables, repeat=1)"],
  ["itertools.starmap", "(function, iterable, /)"],
  ["itertools.takewhile", "(predicate, iterable, /)"],
  ["itertools.zip_longest", "(*iterables, fillvalue=None)"],
  ["deque.index", "($self, value, [start, [stop]])"],
  ...all(
    "pack pack_into Struct.pack Struct.pack_into _struct.Struct _random.Random _json.Scanner _json.Encoder scanstring",
    null,
  ),
  ["reader", "($module, iterable, /, dialect='excel', **fmtparams)"],
  ["writer", "($module, fileobj, /, dialect='excel', **fmtparams)"],
  ["register_dialect", "($module, name, /, dialect='excel', **fmtparams)"],
  ["cell", "([contents])"],
  ...all("code.replace code.__replace__", "($self, /, **changes)"),
  ["method", "(function, instance, /)"],
  ["mappingproxy", "(mapping)"],
  [
    "code",
    "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)",
  ],
  ["sorted", "($module, iterable, /, *, key=None, reverse=False)"],
  ["audit", "($module, event, /, *args)"],
  ["object.__init_subclass__", "($type, /)"],
  ["object.__subclasshook__", "($type, object, /)"],
  ["type.__prepare__", "($cls, name, bases, /, **kwds)"],
]);
