import types


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def add(a):
    return a + 1


code = add.__code__
names = ("argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name "
         "qualname firstlineno linetable exceptiontable").split()
fields = [getattr(code, "co_" + name) for name in names]
made = types.CodeType(*fields)
print(made == code, hash(made) == hash(code), types.FunctionType(made, {})(3))
for place, wrong in [(0, -1), (0, "x"), (6, 1), (7, None), (10, 1), (13, "x"), (14, [])]:
    attempt(lambda: types.CodeType(*fields[:place], wrong, *fields[place + 1:]))
attempt(lambda: types.CodeType())
attempt(lambda: types.CodeType(*fields, (1,)))
attempt(lambda: types.CodeType(*fields, freevars=()))
for name, value in [("name", "other"), ("name", 1), ("filename", "f.py"), ("qualname", "q.n"), ("firstlineno", 77),
                    ("firstlineno", -1), ("argcount", -1), ("argcount", 9), ("names", 1), ("names", (1,)),
                    ("consts", [1]), ("code", 1), ("nlocals", 5), ("varnames", ()), ("freevars", ("zz",))]:
    attempt(lambda: getattr(code.replace(**{"co_" + name: value}), "co_" + name))
attempt(lambda: code.replace(foo=1))
attempt(lambda: code.replace(1))
print(code.replace() == code, code.__replace__(co_name="k").co_name)
print(code.replace(co_name="x") == code, code.replace(co_filename="x") == code)

# What is changed is what runs.

def twice(a):
    return len(a) * 12345


renamed = twice.__code__.replace(
    co_names=("sum",), co_consts=tuple("no" if value == 12345 else value for value in twice.__code__.co_consts))
print(types.FunctionType(renamed, globals())((1, 2)))
moved = code.replace(co_firstlineno=code.co_firstlineno + 100)
try:
    types.FunctionType(moved, {})("x")
except TypeError as error:
    print(error.__traceback__.tb_next.tb_lineno)
print([code._varname_from_oparg(0)])
attempt(lambda: code._varname_from_oparg(5))
for name in ["co_name", "foo"]:
    attempt(lambda: setattr(code, name, 1))


def flags():
    class K:
        value = lambda self: 1

        def method(self):
            def inner():
                pass

            return inner

        generated = (i for i in ())

    return K


K = flags()
print(add.__code__.co_flags, K.value.__code__.co_flags, K.method.__code__.co_flags, K().method().__code__.co_flags)


def shared(z, p, k):
    y = a = 1
    return lambda: (p, y, a, z)


print(shared.__code__.co_cellvars, shared.__code__.co_varnames, shared(1, 2, 3).__code__.co_freevars)
