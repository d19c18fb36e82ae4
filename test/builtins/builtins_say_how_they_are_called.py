import builtins

for name in "abs aiter all anext any ascii bin callable chr delattr divmod eval format getattr globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct ord pow print repr round setattr sum vars".split():
    function = getattr(builtins, name)
    print(name, function.__text_signature__, bool(function.__doc__))
for name in "bool bytes classmethod complex dict enumerate filter float frozenset int list map memoryview object property range reversed set slice staticmethod str super tuple type zip".split():
    kind = getattr(builtins, name)
    print(name, kind.__text_signature__, bool(kind.__doc__), "__doc__" in kind.__dict__)
for kind in int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, memoryview:
    for name, value in sorted(kind.__dict__.items()):
        if name not in ("__class_getitem__", "__sizeof__", "__reduce_ex__", "__init__", "update", "maketrans", "__exit__"):
            if hasattr(value, "__text_signature__") and not name.startswith("__r"):
                print(kind.__name__, name, type(value).__name__, value.__text_signature__)
print(str.maketrans.__text_signature__, bytes.maketrans.__text_signature__)
for error in Exception, KeyError, OSError, UserWarning, ExceptionGroup:
    print(error.__name__, error.__text_signature__, bool(error.__doc__), "__doc__" in error.__dict__)
print(bytearray.__dict__["__hash__"], list.__dict__.get("__hash__", 5), type(iter([])).__doc__, {}.keys().__doc__)
