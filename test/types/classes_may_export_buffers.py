def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


class Exporter:
    def __init__(self, data):
        self.data = data

    def __buffer__(self, flags):
        print("get", flags)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print("release", view.obj)
        view.release()


p = Exporter(bytearray(b"hello"))
with memoryview(p) as view:
    part = view[1:3]
    view[0] = ord("j")
    print(view.tobytes(), view.obj is p, view.readonly)
part.release()
print(p.data)
for make in (
    lambda: bytes(p), lambda: bytearray(p), lambda: b"".join([p, b"x"]), lambda: b"x" + p, lambda: b"jello!".startswith(p),
    lambda: bytearray(b"x").extend(p), lambda: int.from_bytes(p), lambda: p == b"jello", lambda: memoryview(b"jello") == p,
    lambda: b"a jello".find(p), lambda: p in b"jello", lambda: bytes(p.__buffer__(0)),
):
    show(make)


class Wrong:
    def __buffer__(self, flags):
        return 5


class Raising:
    def __buffer__(self, flags):
        raise ZeroDivisionError("no")


for make in lambda: memoryview(Wrong()), lambda: bytes(Wrong()), lambda: memoryview(Raising()), lambda: bytes(Raising()):
    show(make)
print(bytearray(b"a").__buffer__(0).tolist(), memoryview(b"a").__buffer__(0).tobytes())
show(lambda: b"a".__buffer__(1))


class Derived(bytearray):
    def __buffer__(self, flags):
        print("derived get")
        return super().__buffer__(flags)

    def __release_buffer__(self, view):
        print("derived release")
        super().__release_buffer__(view)


with memoryview(Derived(b"zz")) as view:
    print(view.tobytes())
print(memoryview._from_flags(b"a", 0).tobytes())
