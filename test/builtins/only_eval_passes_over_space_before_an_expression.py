print(eval(" \t1 + 1"))
for mode in ("eval", "exec", "single"):
    try:
        compile(" 1", "<s>", mode)
        print(mode, "compiled")
    except IndentationError as error:
        print(mode, error.msg)
try:
    exec(" x = 1")
except IndentationError as error:
    print(error.msg)
