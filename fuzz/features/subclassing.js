/** How classes are made: `__init_subclass__`, metaclasses, `__prepare__`, `__mro_entries__`, `super`. */
const HOOKS = [
  "def __init_subclass__(cls, **kw):\n>show('init_subclass', (cls.__name__, kw))\n>super().__init_subclass__()",
  "def __init_subclass__(cls, /, k=1, **kw):\n>show('k', k)\n>super().__init_subclass__(**kw)",
  "def __init_subclass__(cls):\n>cls.marked = cls.__name__",
  "def __init_subclass__(cls, **kw):\n>raise ValueError(kw)",
  "@classmethod\ndef __init_subclass__(cls, *args, **kw):\n>show('explicit', (args, kw))",
  "def __new__(cls, *args, **kw):\n>show('new', (cls.__name__, args, kw))\n>return super().__new__(cls)",
  "def __new__(cls, *args):\n>return $any",
  "def __init__(self, *args, **kw):\n>show('init', (args, kw))",
  "def __init__(self):\n>super().__init__()\n>show('init', type(self).__name__)",
  "def __init__(self, a, b=2):\n>self.a = a",
  "def m(self):\n>return [*super().m(), __class__.__name__]",
  "def m(self):\n>return [__class__.__name__]",
  "def m(self, x=0):\n>return super(__class__, self).m() + [x]",
  "@classmethod\ndef m(cls):\n>return [cls.__name__, *super().m()]",
  "@staticmethod\ndef m():\n>return ['static']",
  "def __class_getitem__(cls, key):\n>return cls.__name__, key",
  "def __mro_entries__(self, bases):\n>return (list,)",
  "__hash__ = None",
  "__eq__ = lambda self, other: NotImplemented",
  "def __eq__(self, other): return $bool",
  "__qualname__ = 'Q'",
  "__qualname__ = 3",
  "__module__ = 'elsewhere'",
  "x = $any",
  "show('body', __qualname__)",
  "__match_args__ = ('a',)",
  "def __getattr__(self, name): return super().__getattr__(name)",
  "m = lambda self: [1]",
  "__bool__ = lambda self: $any",
  "__call__ = lambda self, *args: args",
  "__len__ = None",
  "__iter__ = None",
  "__contains__ = None",
  "__add__ = lambda self, other: ('add', other)",
  "__radd__ = lambda self, other: ('radd', other)",
  "__lt__ = lambda self, other: NotImplemented",
  "__gt__ = lambda self, other: $any",
  "class Inner: y = $any",
];

const OF_META = [
  "def __call__(cls, *args, **kw):\n>show('call', cls.__name__)\n>return super().__call__(*args, **kw)",
  "def __new__(mcls, name, bases, ns, **kw):\n>show('meta new', (name, len(bases), kw))\n>return super().__new__(mcls, name, bases, ns)",
  "def __new__(mcls, name, bases, ns, **kw):\n>ns['added'] = 1\n>return super().__new__(mcls, name, bases, ns, **kw)",
  "def __init__(cls, name, bases, ns, **kw):\n>show('meta init', (name, kw))\n>super().__init__(name, bases, ns)",
  "@classmethod\ndef __prepare__(mcls, name, bases, **kw):\n>show('prepare', (name, kw))\n>return {'prepared': 1}",
  "@classmethod\ndef __prepare__(mcls, name, bases, **kw):\n>return $any",
  "@classmethod\ndef __prepare__(mcls, name, bases, **kw):\n>return Spaces()",
  "def mro(cls):\n>show('mro', cls.__name__)\n>return super().mro()",
  "def __instancecheck__(cls, other):\n>return $any",
  "def __subclasscheck__(cls, other):\n>show('check', other.__name__)\n>return super().__subclasscheck__(other)",
  "def __getattr__(cls, name):\n>return 'meta ' + name",
  "def __getitem__(cls, key):\n>if key == 3: raise IndexError\n>return 'item', key",
  "def __len__(cls): return 7",
  "def __iter__(cls): return iter('ab')",
  "def __repr__(cls): return 'M(' + cls.__name__ + ')'",
  "def __dir__(cls): return ['q']",
  "x = property(lambda cls: cls.__name__ + ' property')",
  "x = $any",
  "def __bool__(cls): return $bool",
  "def __or__(cls, other): return 'or'",
  "def __setattr__(cls, name, value):\n>show('meta set', name)\n>super().__setattr__(name, value)",
];

const USES = [
  "#.__mro__",
  "#.__bases__",
  "#.mro()",
  "#.__base__",
  "#.__name__, #.__qualname__, #.__module__",
  "type(#).__name__",
  "repr(#)",
  "#.m(@)",
  "@.m()",
  "#.m()",
  "@.x",
  "#.x",
  "#.marked",
  "#.added",
  "#.prepared",
  "#.anything",
  "#[1]",
  "isinstance(@, #)",
  "isinstance(1, #)",
  "issubclass(#, S0)",
  "issubclass(int, #)",
  "len(#)",
  "list(#)",
  "bool(#)",
  "# | int",
  "hash(@) == hash(@)",
  "@ == @",
  "@ != 1",
  "@ < @",
  "@ + 1",
  "1 + @",
  "len(@)",
  "1 in @",
  "iter(@)",
  "bool(@)",
  "@(1)",
  "type('New', (#,), {})",
  "type('New', (#,), {'x': 2}, k=3)",
  "type('New', (#, S0), {}).__mro__",
  "type('New', (S0, #), {}).__mro__",
  "type(#)('New', (), {})",
  "sorted(k for k in vars(#) if k[0] != '_')",
  "setattr(#, 'm', lambda self: ['new'])",
  "setattr(#, '__len__', lambda self: 3)",
  "delattr(#, 'm')",
  "setattr(#, '__bases__', (S0,))",
  "setattr(#, '__name__', 'Renamed')",
  "[c.__name__ for c in #.__subclasses__()]",
  "super(#, @).m()",
  "super(#, #).m()",
  "super(#, 1)",
  "#.Inner.y",
  "dir(#) == sorted(dir(#))",
  "#.__hash__ is None",
  "#.__new__(#)",
  "object.__new__(#)",
  "#.__init_subclass__()",
  "#.__call__()",
];

export function subclassing(writer) {
  const { random } = writer;
  writer.lines(
    "class Spaces(dict):",
    ">def __setitem__(self, key, value):",
    ">>if key[0] != '_': show('bind', key)",
    ">>super().__setitem__(key, value)",
    ...(random.chance(0.3)
      ? [
          ">def __missing__(self, key):",
          ">>if key == 'lost': return 'found'",
          ">>raise KeyError(key)",
        ]
      : []),
    "class Entries:",
    ">def __mro_entries__(self, bases):",
    `>>${random.pick(["return (list,)", "return ()", "show('entries', len(bases)); return (dict,)", "return 1"])}`,
    "class M0(type):",
  );
  const hooks = (list, count) => {
    for (const hook of new Set(random.some(1, count, () => random.pick(list))))
      writer.lines(...writer.fill(hook).split("\n"));
  };
  writer.block(() => hooks(OF_META, 3));
  const classes = [];
  for (let i = 0, count = 1 + random.below(4); i < count; i++) {
    const name = `S${i}`;
    const bases = new Set(
      random.some(0, 2, () => random.pick(classes.length > 0 ? classes : ["object"])),
    );
    if (random.chance(0.2))
      bases.add(random.pick(["int", "dict", "Base", "Entries()", "Exception", "bool", "*()"]));
    const args = [...bases];
    if (random.chance(0.35)) args.push("metaclass=M0");
    else if (random.chance(0.05))
      args.push(random.pick(["metaclass=Meta", "metaclass=lambda *a, **k: 5"]));
    if (random.chance(0.3)) args.push(random.pick(["k=2", "z=3", "**{'k': 4}"]));
    writer.lines("try:", `>class ${name}(${args.join(", ")}):`);
    writer.block(() =>
      writer.block(() => {
        hooks(HOOKS, 4);
        if (random.chance(0.1)) writer.show("lost");
      }),
    );
    writer.lines("except Exception as e:", `>show('${name}', told(e))`, `>class ${name}: pass`);
    classes.push(name);
  }
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = random.pick(classes);
    const object = writer.name("o");
    writer.line(`${object} = tried(lambda: ${name}(${random.pick(["", "", "1", "1, b=3"])}))`);
    for (let more = 3 + random.below(6); more > 0; more--)
      writer.show(
        `tried(lambda: (${writer.fill(random.pick(USES).replaceAll("@", object).replaceAll("#", name))}))`,
      );
  }
}
