import types


class Shown(dict):
    def __getitem__(self, name):
        print("get", name)
        return super().__getitem__(name)


shown = Shown(a=1)
exec("print(a)\ndef f(): return a\nprint(f(), f())", shown)
print(types.FunctionType((lambda: (a, len("ab"))).__code__, shown)())
try:
    types.FunctionType((lambda: nowhere).__code__, shown)()
except NameError as error:
    print(error, error.name)


class Made(dict):
    def __missing__(self, name):
        if name == "wrong":
            raise ValueError(name)
        return name.upper()


print(eval("spam", Made()), types.FunctionType((lambda: spam).__code__, Made())())
fn = types.FunctionType((lambda: spam).__code__, made := Made())
print(fn(), made.setdefault("spam", 1), fn())
try:
    types.FunctionType((lambda: wrong).__code__, Made())()
except ValueError as error:
    print(repr(error))
