def named(name):
    print("made", name)

    def decorate(f):
        print("applied", name, f.__name__)

        def wrapper(*args):
            return f"{name}({f(*args)})"
        wrapper.__name__ = f.__name__
        return wrapper
    return decorate


@named("outer")
@named("inner")
def f(x):
    return x


print(f(1))


@lambda cls: print("class", cls.__name__) or cls
class C:
    @staticmethod
    def s():
        return "static"

    @classmethod
    def c(cls):
        return cls.__name__


print(C.s(), C().c())
