# Items before and after one that changes the container, which is being shown already.
class Clears:
    def __repr__(self):
        items.clear()
        items.append(7)
        return repr(items)


items = [1, "a", None, True, 2.5, (), Clears(), 5]
print(items, [items], (items,), {"k": items}, sep="\n")


class Grows:
    def __repr__(self):
        if len(items) < 9:
            items.append(len(items))
        return "grown"


items[:] = [Grows(), 1, Grows()]
print(items)
items.append(items)
print(items, f"{items}", f"{items!r:>70}", "%s" % items, "%s" % (items,) if len(items) == 1 else "", sep="\n")
