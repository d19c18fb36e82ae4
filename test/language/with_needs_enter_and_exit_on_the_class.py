class NoExit:
    def __enter__(self):
        print("never")


class OnInstance:
    pass


for thing in [NoExit(), 5]:
    try:
        with thing:
            pass
    except TypeError as error:
        print(error)
it = OnInstance()
it.__enter__ = it.__exit__ = lambda *args: print("never")
try:
    with it:
        pass
except TypeError as error:
    print(str(error).split(" (")[0])


class Replaces:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError("from exit")


try:
    with Replaces():
        raise ValueError("body")
except RuntimeError as error:
    print(error, "after", repr(error.__context__))
