try:
    try:
        print("body")
    except ValueError:
        print("never")
    else:
        raise ValueError("from else")
    finally:
        print("finally")
except ValueError as error:
    print("outside:", error)


def f(x):
    try:
        int(x)
    except ValueError:
        return "bad"
    else:
        return "good"
    finally:
        print("done", x)


print(f("1"), f("x"))
