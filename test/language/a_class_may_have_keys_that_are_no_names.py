def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


import warnings
warnings.simplefilter('ignore')
K = type("K", (), {1: 2, "a": 3, (): 4})
print([k for k in vars(K) if not isinstance(k, str)], vars(K)[1] if 1 in vars(K) else "none", len(vars(K)), t(lambda: dir(K))[0])
class M(type):
    @classmethod
    def __prepare__(m, *a): return {5: 6}
class K2(metaclass=M): pass
print([k for k in vars(K2) if not isinstance(k, str)], 5 in K2.__dict__, K2.__dict__.get(5))
