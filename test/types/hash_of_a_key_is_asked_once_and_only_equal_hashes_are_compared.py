# What dict and set ask of keys written in Python, and in which order.
log = []


class Key:
    def __init__(self, name, hash):
        self.name = name
        self.hash = hash

    def __hash__(self):
        log.append(f"hash {self.name}")
        return self.hash

    def __eq__(self, other):
        log.append(f"{self.name} == {getattr(other, 'name', other)}")
        return isinstance(other, Key) and self.name[0] == other.name[0]

    def __repr__(self):
        return self.name


def show(what, value):
    print(what, value, log)
    log.clear()


def show_sorted(what, value):
    """For sets, whose order is nobody's business."""
    log.sort()
    show(what, value)


a1, a2, b1, c1 = Key("a1", 1), Key("a2", 1), Key("b1", 1), Key("c1", 2)
d = {}
d[a1] = 1
show("new", len(d))
d[a1] = 2
show("itself", len(d))
d[b1] = 3
show("same hash", len(d))
d[c1] = 4
show("other hash", len(d))
show("get", d.get(a2))
show("getitem", d[b1])
show("in", c1 in d)
show("absent", Key("x1", 1) in d)
show("setdefault", d.setdefault(a2, 9))
show("setdefault adds", d.setdefault(Key("e1", 5), 6))
show("pop", d.pop(a2))
show("pop default", d.pop(a2, "gone"))
try:
    d[a2]
except KeyError as error:
    show("KeyError", error)
try:
    del d[a2]
except KeyError as error:
    show("KeyError", error)
del d[b1]
show("del", list(d))
show("keys", c1 in d.keys())
show("items", (c1, 4) in d.items())
show("copy", len(dict(d)))
show("update", len({**d}))
show("popitem", d.popitem())

# Keys of builtin types take part as soon as their hash is the same.
mixed = {1: "int", "s": "str"}
show("mixed", mixed.get(a1))
mixed[a1] = "key"
show("mixed", len(mixed))
show("builtin", mixed.get(True))
show("builtin", mixed.get(1.0))
show("builtin", mixed.get(2))

# Sets know the hashes of their elements.
left = {a1, c1, Key("d1", 4)}
right = {Key("a3", 1), Key("c2", 2), Key("z1", 3)}
log.clear()
show_sorted("and", sorted(left & right, key=repr))
show_sorted("sub", sorted(left - right, key=repr))
show("isdisjoint", left.isdisjoint({Key("q", 9)}))
show("add", left.add(a2))
left.add(b1)
show("same hash", len(left))
show("discard", left.discard(a2))
show("len", len(left))
log.clear()
show("copy", len(left.copy()))
show("update", left.update({Key("w", 40)}))
show("dict equal", {a1: 1, c1: 2} == {a2: 1, c1: 2})


# What a comparison answers is taken for its truth, and NotImplemented asks the other side.
class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __hash__(self):
        return 7

    def __eq__(self, other):
        log.append("odd")
        return self.answer


class Truth:
    def __bool__(self):
        log.append("bool")
        return True


class Other:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        log.append("other")
        return True


show("truth", Other() in {Odd(Truth()): 1})
show("empty", Other() in {Odd([]): 1})
show("NotImplemented", Other() in {Odd(NotImplemented): 1})
show("both", Odd(NotImplemented) in {Odd(NotImplemented): 1})


# A comparison that removes what it compares makes the search begin again.
class Changing:
    def __init__(self, action):
        self.action = action

    def __hash__(self):
        return 11

    def __eq__(self, other):
        log.append("changing")
        action, self.action = self.action, None
        if action is not None:
            action()
            return True
        return False


table = {}
first = Changing(None)
table[first] = "first"
first.action = lambda: table.clear()
show("cleared", table.get(Changing(None)))
table[first] = "first"
first.action = lambda: table.update({"more": 1})
show("grown", table.get(Changing(None), "none"))
first.action = lambda: [table.pop(first), table.update({first: "again"})]
show("replaced", table.get(Changing(None), "none"))
first.action = lambda: table.pop(first)
show("popped", table.setdefault(Changing(None), "added"))
show("left", list(table.values()))


# Errors pass, and leave the table as it is.
class Bad:
    def __hash__(self):
        raise ValueError("no hash")


class Worse:
    def __hash__(self):
        return "no"


class Unequal:
    def __hash__(self):
        return 13

    def __eq__(self, other):
        raise ValueError("cannot compare")


for action in (
    lambda: {}[Bad()],
    lambda: {Bad()},
    lambda: {}.get(Bad()),
    lambda: {Unequal(): 1, Unequal(): 2},
    lambda: {Unequal(): 1}.pop(Unequal()),
    lambda: {Unequal()} - {Unequal()},
):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
try:
    {}[Worse()] = 1
except TypeError as error:
    print("__hash__ method should return an integer" in str(error))


class Huge:
    def __hash__(self):
        return 2**70 + 5

    def __eq__(self, other):
        return True


print(Huge() in {Huge()}, Huge() in {hash(Huge()): 1})
