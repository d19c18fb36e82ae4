space = {}
exec("a = 1\ndef f(): return a + b\nb = 10", space)
print(space["f"](), sorted(k for k in space if k != "__builtins__"))
print(eval("a * 2", space), eval("a + c", space, {"c": 5}))
code = compile("x ** 2", "made up", "eval")
print([eval(code, {"x": n}) for n in range(4)], code.co_filename)


def f():
    y = 1
    exec("y = 2; z = 3")
    return y, sorted(locals())


print(f())
for wrong in ["1 +", "a = 1", "for"]:
    try:
        eval(wrong)
    except SyntaxError as error:
        print(error.msg)


class Recorder(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(eval("p + q", {"__builtins__": {}}, Recorder()))
