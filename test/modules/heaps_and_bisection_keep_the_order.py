import _bisect as bisect
import _heapq as heapq


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


class Item:
    """Compares in Python code, by what it is less than."""

    def __init__(self, value, action=None):
        self.value, self.action = value, action

    def __lt__(self, other):
        if self.action is not None:
            self.action()
        return self.value < other.value

    def __repr__(self):
        return f"I{self.value}"


VALUES = [(i * 37 + 11) % 101 for i in range(60)]
for make in int, str, Item, lambda v: (v % 7, v), lambda v: v / 2:
    items = [make(v) for v in VALUES]
    heap = items.copy()
    heapq.heapify(heap)
    print(heap[:9])
    print(heapq.heappushpop(heap, make(200)), heapq.heapreplace(heap, make(0)))
    heapq.heappush(heap, make(5))
    print([heapq.heappop(heap) for _ in range(len(heap))][::6])
    heapq.heapify_max(heap := items.copy())
    print(heap[:9])
    print(heapq.heappushpop_max(heap, make(50)), heapq.heapreplace_max(heap, make(300)))
    heapq.heappush_max(heap, make(5))
    print([heapq.heappop_max(heap) for _ in range(len(heap))][::6])
    ordered = []
    for item in items:
        bisect.insort_left(ordered, item)
        bisect.insort_right(ordered, item)
    print(ordered[::12], bisect.bisect_left(ordered, items[5]), bisect.bisect_right(ordered, items[5]))

for name in ("heapify", "heappush", "heappop", "heappushpop", "heapreplace"):
    for function in getattr(heapq, name), getattr(heapq, name + "_max"):
        print(function.__name__, function.__text_signature__)
        attempt(function)
        attempt(function, 1, 2) if "push" in name or "replace" in name else attempt(function, 1)
        attempt(function, [], 3) if "push" in name or "replace" in name else attempt(function, [])
        attempt(function, [1, "a", 2j, None, 5], 3) if "push" in name or "replace" in name else attempt(function, [1, "a", 2j, None, 5])
        heap = []
        heap += [Item(v, heap.clear) for v in (3, 1, 2, 5, 4)]
        item = Item(0, heap.clear)
        attempt(function, heap, item) if "push" in name or "replace" in name else attempt(function, heap)

print([heapq.heappushpop([], 3), heapq.heappushpop([5], 3), heapq.heappushpop_max([5], 7)])
attempt(bisect.bisect_left, [1, 2, 3], 2, lo=-1)
attempt(bisect.bisect_left, [1, 2, 3], 2, 0, 10)
attempt(bisect.bisect_left, [1, 2, 3], "a")
attempt(bisect.bisect_left, 5, 1)
attempt(bisect.bisect_left, [1])
attempt(bisect.bisect_right, [1], 2, "a")
attempt(bisect.bisect_right, [1], 2, 0, "a")
attempt(bisect.bisect_right, [1], 2, 0, None, 5)
attempt(bisect.bisect_left, ["a", "bb", "ccc"], 2, key=len)
attempt(bisect.bisect_right, ["a", "bb", "ccc"], 2, key=lambda text: len(text))
attempt(bisect.bisect_right, [1] * 5, 1, 2, 4)
attempt(bisect.bisect_right, [1, 2, 3], 2, 5, 1)
attempt(bisect.insort_right, (1, 2), 3)
attempt(bisect.insort_left, [1], 2, key=5)
words = ["a", "dddd"]
bisect.insort_left(words, "bb", key=len)
bisect.insort_right(a=words, x="cc", key=len)
print(words)


class Sequence:
    def __len__(self):
        return 10

    def __getitem__(self, index):
        print("get", index, end=" ")
        return index

    def insert(self, index, value):
        print("insert", index, value)


print(bisect.bisect_left(Sequence(), 4))
bisect.insort_right(Sequence(), 4)
