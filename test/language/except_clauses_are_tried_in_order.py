class Base(Exception):
    pass


class Derived(Base):
    pass


def name():
    print("evaluated")
    return ValueError


for error in [Derived("d"), Base("b"), KeyError("k"), ValueError("v"), OSError("o")]:
    try:
        raise error
    except Derived:
        print("Derived")
    except (KeyError, Base) as caught:
        print("KeyError or Base", caught)
    except name() as caught:
        print("ValueError", caught)
    except:
        print("anything")
try:
    try:
        raise ValueError("x")
    except "not a class":
        pass
except TypeError as error:
    print(error)
