def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class New(list):
    def __new__(cls, items, extra=None):
        return super().__new__(cls, items)


print(New([1], extra=2))
show(lambda: print(*5))
show(lambda: print(1, *5))


def delete():
    del (5).x


show(delete)
