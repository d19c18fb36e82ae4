from _collections import deque


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


d = deque("abc", maxlen=4)
d.append("d")
d.append("e")
d.appendleft("x")
print(d, d.maxlen, len(d), d[0], d[-1])
print(d.pop(), d.popleft(), d)
d.extendleft("12")
d.extend(d)
print(d, d.count("1"), d.index("1"), "c" in d, "z" in d)
d.rotate(1)
d.rotate(-3)
d.rotate()
d.reverse()
print(d, list(reversed(d)))
d = deque(range(10))
d.insert(3, "three")
d.insert(-1, "end")
d.insert(100, "last")
del d[0]
d[1] = "one"
d.remove("three")
print(d)
print(d * 2 == d + d, 2 * deque([1]), deque("ab", 3) * 3, deque("ab") * 0)
d *= 0
d += "xy"
print(d, d.copy(), d.__copy__() is d)

for args in [(1,), ([], -1), ([], "a"), ([], 10**30), ([], 1, 2)]:
    attempt(deque, *args)
attempt(deque, foo=1)
attempt(deque().pop)
attempt(deque().popleft)
attempt(d.pop, 1)
attempt(d.append)
attempt(d.index, 9)
attempt(d.index, "x", 1)
attempt(d.remove, 9)
attempt(d.rotate, "a")
attempt(d.insert, 1)
attempt(deque([1], 1).insert, 0, 1)
attempt(lambda: d[10])
attempt(lambda: d[1:2])
attempt(lambda: d.__delitem__(10))
attempt(lambda: d + [1])
attempt(lambda: d * "a")
attempt(lambda: d < [1])
attempt(hash, d)
attempt(setattr, d, "maxlen", 1)
print(deque([1, 2]) < deque([1, 3]), deque([1]) <= deque([1]), deque([1, 2]) > deque([1]), deque() == deque())
print(deque[int], deque.__mro__, deque.__module__, deque.__text_signature__)
d.append(d)
print(d)


class Named(deque):
    pass


n = Named([1], 3)
n.label = "n"
print(n, n + n, n * 2, n.copy(), n.__reduce__()[:3])
match n:
    case [only]:
        print("a sequence of", only)
big = deque()
for i in range(100000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
