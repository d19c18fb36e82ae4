/** Descriptors, slots, properties and the special methods of attributes. */
const OF_DESCRIPTORS = [
  "def __get__(self, obj, owner=None):\n>show('get', (obj is None, owner))\n>return $any",
  "def __get__(self, obj, owner):\n>if obj is None: return self\n>return obj.__dict__.get('kept', $any)",
  "def __get__(self, obj, owner=None):\n>raise AttributeError('hidden')",
  "def __get__(self, obj, owner=None):\n>return self.name",
  "def __set__(self, obj, value):\n>show('set', value)",
  "def __set__(self, obj, value):\n>obj.__dict__['kept'] = value",
  "def __set__(self, obj, value):\n>raise AttributeError('fixed')",
  "def __delete__(self, obj):\n>show('delete', obj)",
  "def __delete__(self, obj):\n>raise AttributeError('stays')",
  "def __set_name__(self, owner, name):\n>show('name', (owner.__name__, name))\n>self.name = name",
  "def __set_name__(self, owner, name):\n>raise ValueError(name)",
  "def __call__(self, *args):\n>return args",
  "name = 'unnamed'",
  "def __getattr__(self, name):\n>return name",
];

const MEMBERS = [
  "x = D0()",
  "x = D1()",
  "y = D1()",
  "x = $any",
  "x = property(lambda self: $any)",
  "x = property(lambda self: self.__dict__.get('p', 0), lambda self, v: self.__dict__.update(p=v), lambda self: self.__dict__.pop('p'), 'doc')",
  "@property\ndef x(self): raise AttributeError('in x')",
  "@property\ndef y(self): return $any\n@y.setter\ndef y(self, value): show('setter', value)\n@y.deleter\ndef y(self): show('deleter', 0)",
  "y = property()",
  "x = classmethod(lambda cls: cls.__name__)",
  "x = staticmethod(lambda *args: args)",
  "x = classmethod(property(lambda cls: 1))",
  "def x(self, *args): return args",
  "__slots__ = ()",
  "__slots__ = ('x',)",
  "__slots__ = 'y'",
  "__slots__ = ('a', '__dict__')",
  "__slots__ = ('a', 'b')",
  "__slots__ = ('__private', 'a')",
  "__slots__ = {'a': 'the doc'}",
  "__slots__ = ['1a']",
  "__slots__ = ('__weakref__',)",
  "def __getattr__(self, name):\n>show('getattr', name)\n>return $any",
  "def __getattr__(self, name):\n>raise AttributeError(name)",
  "def __getattribute__(self, name):\n>if name[0] != '_': show('attribute', name)\n>return super().__getattribute__(name)",
  "def __getattribute__(self, name):\n>if name == 'x': raise AttributeError(name)\n>return object.__getattribute__(self, name)",
  "def __setattr__(self, name, value):\n>show('setattr', (name, value))\n>super().__setattr__(name, value)",
  "def __delattr__(self, name):\n>show('delattr', name)\n>super().__delattr__(name)",
  "def __dir__(self): return ['b', 'a']",
  "def __init__(self, *args):\n>self.x = args",
  "def __init__(self):\n>self.a = 1",
  "y = D0.__get__",
  "x = len",
  "x = print.__call__ and int",
  "__class__ = property(lambda self: int)",
  "__doc__ = $str",
  "__dict__ = {'x': 3}",
];

const USES = [
  "@.x",
  "@.y",
  "@.a",
  "@.b",
  "@.x()",
  "@.x(1)",
  "#.x",
  "#.y",
  "#.a",
  "setattr(@, 'x', $any)",
  "setattr(@, 'y', $any)",
  "setattr(@, 'a', $any)",
  "setattr(@, 'zz', $any)",
  "delattr(@, 'x')",
  "delattr(@, 'y')",
  "delattr(@, 'a')",
  "setattr(#, 'x', $any)",
  "delattr(#, 'x')",
  "getattr(@, 'x', 'none')",
  "hasattr(@, 'y')",
  "@.__dict__",
  "sorted(k for k in vars(#) if k[0] != '_')",
  "type(#.__dict__.get('a')).__name__",
  "type(vars(#).get('x')).__name__",
  "@.__class__",
  "setattr(@, '__class__', #)",
  "setattr(@, '__class__', K0)",
  "setattr(@, '__dict__', {'a': 5})",
  "[n for n in dir(@) if n[0] != '_']",
  "object.__getattribute__(@, 'x')",
  "super(#, @).x",
  "super(#, @).y",
  "vars(#)['x'].__get__(@, #)",
  "vars(#)['x'].__get__(None, #)",
  "vars(#)['y'].fget(@)",
  "vars(#)['x'].__set__(@, 1)",
  "vars(#)['a'].__get__(@)",
  "vars(#)['a'].__doc__",
  "vars(#)['x'].__isabstractmethod__",
  "vars(#)['x'].__name__",
  "@.__slots__",
  "vars(#).get('__doc__')",
  "isinstance(@, int)",
  "#.__dictoffset__ != 0",
  "getattr(@, '_' + #.__name__ + '__private')",
  "(@.__setattr__('x', 2), @.x)",
  "@.x == @.x",
  "copied(@)",
  "object.__reduce_ex__(@, 2)[2:3]",
  "@.__getstate__()",
];

export function descriptors(writer) {
  const { random } = writer;
  for (const name of ["D0", "D1"]) {
    writer.line(`class ${name}:`);
    writer.block(() => {
      for (const method of new Set(random.some(1, 4, () => random.pick(OF_DESCRIPTORS))))
        writer.lines(...writer.fill(method).split("\n"));
    });
  }
  const classes = [];
  for (let i = 0, count = 1 + random.below(4); i < count; i++) {
    const name = `K${i}`;
    const bases = new Set(
      random.some(0, 2, () => random.pick(classes.length > 0 ? classes : [""])),
    );
    if (random.chance(0.15)) bases.add(random.pick(["int", "dict", "tuple", "Exception", "type"]));
    writer.lines(
      "try:",
      `>class ${name}${[...bases].join("") === "" ? "" : `(${[...bases].filter(Boolean).join(", ")})`}:`,
    );
    writer.block(() =>
      writer.block(() => {
        for (const member of new Set(random.some(1, 5, () => random.pick(MEMBERS))))
          writer.lines(...writer.fill(member).split("\n"));
      }),
    );
    writer.lines("except Exception as e:", `>show('${name}', told(e))`, `>class ${name}: pass`);
    classes.push(name);
  }
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = random.pick(classes);
    const object = writer.name("o");
    writer.line(`${object} = tried(lambda: ${name}(${random.pick(["", "", "", "1"])}))`);
    for (let more = 3 + random.below(6); more > 0; more--)
      writer.show(
        `tried(lambda: ${writer.fill(random.pick(USES).replaceAll("@", object).replaceAll("#", name))})`,
      );
  }
}
