# compile() with the flag that codeop passes: is there more to come?
INCOMPLETE = 0x4000

for source in [
    "if x:", "x = (", "x = '''", "x = '", "def f(", "def f():\n  x\n", "class A:", "try:\n  x\n", "x +", "x y", ")", "1 = x",
    "@a\n", "x", "", "if x: y",
]:
    for mode in ("exec", "single"):
        try:
            compile(source, "f", mode, INCOMPLETE)
        except SyntaxError as error:
            print(repr(source), mode, type(error).__name__, error.msg)
        else:
            print(repr(source), mode, "complete")
try:
    compile("x", "f", "exec", 0x10000000)
except ValueError as error:
    print(error)
