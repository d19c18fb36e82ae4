from itertools import *


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


def raising(error, *items):
    yield from items
    raise error


for function in (accumulate, chain, cycle, groupby, pairwise, combinations, permutations, product, batched, compress, count, repeat, islice, starmap, takewhile, dropwhile, filterfalse, tee, zip_longest):
    name = function.__name__
    for args in [(), (1,), ([1], -1), ([1], "a"), (1, 2), ([1], 1, 2, 3, 4)]:
        try:
            made = function(*args)
            print(name, args, type(made).__name__, end=" ")
            print(next(made) if name != "tee" else len(made))
        except StopIteration:
            print("ended")
        except Exception as error:
            print(name, args, type(error).__name__, error)
    for named in [{"foo": 1}, {"iterable": 1, "r": 1}, {"foo": 1, "bar": 2}]:
        attempt(function, **named)

attempt(islice, "abc", 1.5)
attempt(islice, "abc", 0, -1)
attempt(islice, "abc", 0, 5, 0)
attempt(islice, "abc", "a", 1)
attempt(islice, "abc", 10**30)
attempt(product, "ab", repeat=-1)
attempt(product, "ab", repeat="a")
attempt(product, "ab", repeat=2, x=1)
attempt(permutations, "ab", 1.0)
attempt(combinations, "ab", None)
attempt(batched, "abc", 0)
attempt(lambda: list(batched("abcde", 2, strict=True)))
attempt(tee, "ab", n=3)
attempt(zip_longest, "a", x=2)
attempt(lambda: list(accumulate(["a", 1])))
attempt(lambda: list(chain("a", 1)))
attempt(lambda: list(starmap(pow, [1])))
attempt(lambda: list(takewhile(5, [1])))
attempt(repeat(1).__length_hint__)
attempt(count("a").__next__ if False else count, "a")
attempt(lambda: chain("a").__setstate__(1))
attempt(setattr, chain("a"), "x", 1)

for make in (
    lambda s: accumulate(s, max),
    lambda s: batched(s, 2),
    lambda s: chain(s, "z"),
    lambda s: chain.from_iterable([s]),
    cycle,
    lambda s: compress(s, [1, 1, 1, 1]),
    lambda s: compress([1, 2, 3, 4], s),
    lambda s: dropwhile(lambda x: False, s),
    lambda s: filterfalse(lambda x: False, s),
    groupby,
    lambda s: islice(s, 10),
    lambda s: islice(s, 5, 10),
    pairwise,
    lambda s: starmap(max, zip(s, s)),
    lambda s: takewhile(lambda x: True, s),
    lambda s: tee(s)[0],
    lambda s: zip_longest(s, "ab"),
    product,
):
    made = None
    try:
        made = make(raising(KeyError("in the source"), 1, 2))
        while True:
            print(next(made), end=" ") if make is not groupby else next(made)
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    if made is not None:
        try:
            print(next(made))
        except StopIteration:
            print("ended")
        except Exception as error:
            print("again", type(error).__name__)
    else:
        print()

it = chain([1], 5, [2])
print(next(it))
attempt(next, it)
attempt(next, it, "ended")


def stopping(*args):
    raise StopIteration("stop")


for make in (
    lambda: accumulate([1, 2, 3], stopping),
    lambda: dropwhile(stopping, [1]),
    lambda: takewhile(stopping, [1]),
    lambda: filterfalse(stopping, [1]),
    lambda: starmap(stopping, [()]),
    lambda: (k for k, g in groupby([1], stopping)),
):
    attempt(lambda: list(make()))


class Reentrant:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count == 2:
            return next(self.outer)
        return self.count


r = Reentrant()
r.outer, other = tee(r)
print(next(r.outer))
attempt(next, r.outer)
