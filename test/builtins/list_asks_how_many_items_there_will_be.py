def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class One:
    def __iter__(self):
        print("iter", end=" ")
        return iter([1])


def hinting(name, answer):
    def hint(self):
        print(name, end=" ")
        if isinstance(answer, Exception):
            raise answer
        return answer

    return type("Hinting", (One,), {name: hint})()


cases = [hinting("__length_hint__", answer) for answer in (5, True, 10**30, -1, "a", NotImplemented, TypeError("no"), ValueError("no"))]
cases += [hinting("__len__", answer) for answer in (5, -5, TypeError("no"), ValueError("no"))]
for case in cases:
    for use in list, tuple, sorted, bytes, bytearray, lambda x: [0, *x], lambda x: [].extend(x), set, sum:
        show(lambda: use(case))
for use in (list,):
    show(lambda: use(hinting("__length_hint__", 100)))
