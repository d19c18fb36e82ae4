import sys
lines = []
def trace(f, e, a):
    lines.append((e, f.f_lineno - f.f_code.co_firstlineno))
    return trace
def f(x):
    match x:
        case [a, b]:
            return "two"
        case {"k": v, **rest}:
            return v
        case int(real=2):
            return "int"
        case str():
            return "s"
        case _:
            return None
def g(x):
    try:
        raise x
    except* ValueError as e:
        return_ = 1
    except* TypeError:
        return_ = 2
    finally:
        pass
    return return_
for x in ([1], [1, 2], {"k": 1}, {"j": 1}, 3, 2, "s", 1.5):
    sys.settrace(trace)
    r = f(x)
    sys.settrace(None)
    print(x, r, lines)
    lines.clear()
for x in (ValueError(), TypeError(), ExceptionGroup("", [ValueError(), TypeError()])):
    sys.settrace(trace)
    r = g(x)
    sys.settrace(None)
    print(r, lines)
    lines.clear()
