e = compile("a + 1", "<e>", "eval")
s = compile("b = a * 2\nprint(b)", "<s>", "exec")
i = compile("a", "<i>", "single")
print(eval(e, {"a": 5}), exec(s, {"a": 6}), type(e).__name__, e.co_filename, e.co_name)
exec(i, {"a": "shown"})
exec(compile("None", "<i>", "single"))
for source, mode in [("a = 1", "eval"), ("1; 2", "eval"), ("x", "wrong"), ("(", "exec"), ("a\0b", "exec"), ("  x", "exec"), ("if x:", "exec")]:
    try:
        compile(source, "<f>", mode)
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, getattr(error, "msg", error), getattr(error, "lineno", None))
print(eval(" 1 + 2 "), eval("[x for x in (1, 2)]"), exec("pass"))
