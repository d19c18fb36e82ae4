# Sources in bytes: where they cannot be decoded, the error shows the line.
for source in [
    b"x = 1\ny = '\xff'\n", b"# caf\xe9 x\n", b"# coding: utf-8\n'\xc3'", b"'''\n\xff'''", b"# coding: nope\nx", b"# coding: ascii\n'\xe9'",
    b"\xef\xbb\xbf# coding: latin-1\nx", b"\xef\xbb\xbfx y", b"x\0y", b"# coding: latin-1\n'\xe9' x", b"\n\n# coding: nope",
]:
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print(source, e.msg)
        print("   ", e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
    else:
        print(source, "decoded")
