def f(v):
    a = b = "unset"
    match v:
        case [a, 1]: pass
        case [a, b] if False: pass
        case _: pass
    return a, b


print(f([1, 1]), f([1, 2]), f([1, 2, 3]))


def rebinds_its_subject(x):
    match x:
        case [x, y] if x > y: return "gt", x, y
        case [*x] if len(x) == 2: return "star", x
        case (x): return "x", x


print(rebinds_its_subject([2, 1]), rebinds_its_subject([1, 2]), rebinds_its_subject(5))


def with_walrus(v):
    match (n := v):
        case [a, b] if (s := a + b) > 3: return s, n
        case [n, _]: return "first", n
        case _: return n


print(with_walrus([1, 2]), with_walrus([2, 2]), with_walrus(7))


def maybe_unbound(v):
    match v:
        case [x]: pass
        case {"x": x}: pass
    try:
        return x
    except UnboundLocalError as e:
        return str(e)


print(maybe_unbound([1]), maybe_unbound({"x": 2}), maybe_unbound(0))


class C:
    match [5, 6]:
        case [__private, *__rest] as whole: pass
    print([name for name in locals() if "p" in name or "r" in name or name == "whole"])
    __w = 9
    __z = 1

    def m(self, v):
        match v:
            case C(__z=1): return "a keyword of a class pattern is not mangled"
            case self.__w: return "an attribute is mangled"
            case {**__r}: return list(locals())


print(C().m(C()), C().m(9), C().m({1: 2}))


def outer(v):
    match v:
        case (a, b): pass

    def inner():
        nonlocal a
        match v:
            case (_, a): return a, b
    return inner(), a


print(outer((1, 2)))

match {"k": 1, "l": 2}:
    case {"k": first, **others} as whole: print(list(globals())[-3:])
