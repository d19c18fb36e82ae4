def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


e = UnicodeTranslateError("abc", 1, 2, "why")
print(t(lambda: e.encoding), e.object, e.start)
x = ValueError(1)
print(t(lambda: x.__setstate__({1: 2})), t(lambda: x.__setstate__({"a": 2})), x.a, t(lambda: x.__setstate__(None)), t(lambda: x.__setstate__([])), vars(x))
import builtins
def all_(c):
    yield c
    for s in type.__subclasses__(c): yield from all_(s)
seen=set()
for c in sorted(all_(BaseException), key=lambda c: c.__name__):
    if c.__module__=='builtins' and c not in seen:
        seen.add(c)
        print(c.__name__, sorted(k for k in vars(c) if k in('__new__','__init__','__str__','__reduce__','__module__','__weakref__','__dict__')))
print(ExceptionGroup.__module__, '__weakref__' in vars(ExceptionGroup), ValueError.__new__ is vars(ValueError)['__new__'], vars(ConnectionError).get('__new__'), ValueError.__new__.__self__, ValueError.__new__.__qualname__, IndexError.__new__ == ValueError.__new__)
class C(ValueError): pass
print(ValueError.__new__(C, 1).args)
try: ValueError.__new__(KeyError)
except TypeError as e: print(e)
try: LookupError.__new__(KeyError)
except TypeError as e: print(e)
try: BaseException.__new__(KeyError)
except TypeError as e: print(e)
try: Exception.__new__(OSError)
except TypeError as e: print(e)
try: BaseException.__new__(OSError)
except TypeError as e: print(e)
try: object.__new__(KeyError)
except TypeError as e: print(e)
try: ValueError.__new__()
except TypeError as e: print(e)
try: ValueError.__new__(1)
except TypeError as e: print(e)
try: ValueError.__new__(int)
except TypeError as e: print(e)
