# A body whose methods use super(), one with annotations, one behind a decorator.
import sys


def trace(frame, event, arg):
    print(frame.f_code.co_name, event, frame.f_lineno - start, type(arg).__name__)
    return trace


def same(cls):
    return cls


def make(flag):
    class Plain:
        "doc"
        x = 1

    @same
    class Derived(Plain):
        y: int
        if flag:
            z: str = "z"

        def method(self):
            return super().x

    match flag:
        case bool(real=1 as w) if w:
            class Within:
                with_annotation: w

    return Derived, Within


start = make.__code__.co_firstlineno
sys.settrace(trace)
made = make(True)
sys.settrace(None)
for cls in made:
    print(cls.__name__, cls.__annotations__)
print(made[0]().method())
