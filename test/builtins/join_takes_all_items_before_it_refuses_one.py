def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


def items():
    yield "a"
    yield 5
    print("went on")
    yield None


show(lambda: ",".join(items()))
show(lambda: b",".join(b"" if x is None else x if x == 5 else b"a" for x in items()))
