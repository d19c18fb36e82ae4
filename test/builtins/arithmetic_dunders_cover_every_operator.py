OPS = {"+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul", "<<": "lshift", ">>": "rshift",
       "&": "and", "|": "or", "^": "xor"}


class Every:
    pass


for name in OPS.values():
    for form in "", "r", "i":
        setattr(Every, f"__{form}{name}__", lambda self, other, label=f"{form}{name}": (label, other))
x = Every()
for op in OPS:
    y = x
    space = {"x": x, "y": y}
    exec(f"y {op}= 3", space)
    print(op, eval(f"x {op} 1"), eval(f"2 {op} x"), space["y"])
for op, name in [("-", "neg"), ("+", "pos"), ("~", "invert")]:
    setattr(Every, f"__{name}__", lambda self, name=name: name)
    print(op, eval(f"{op}x"))
