for source in "f(a=1, b=2, a=3)", "class C(x=1, x=2): pass", "f(**d, a=1, **e)":
    try:
        compile(source, "text", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
