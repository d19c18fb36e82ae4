import posix

posix.mkdir("/tmp/open_test")
posix.chdir("/tmp/open_test")
with open("a.txt", "w") as f:
    print(f, f.write("one\ntwo\n"), f.readable(), f.writable(), f.name, f.mode, f.encoding)
print(f.closed)
for mode in ("r", "rb", "r+", "rb+", "w+b", "x", "ab", "a+"):
    try:
        with open("a.txt" if mode != "x" else "new.txt", mode) as f:
            print(mode, type(f).__name__, f.mode, f.tell(), f.seekable())
    except OSError as error:
        print(error.strerror, error.filename)
with open("a.txt", "w", encoding="latin-1", newline="\r\n") as f:
    print(f.write("\xe9\nxyz"), f.tell())
print(open("a.txt", "rb").read(), open("a.txt", encoding="latin-1").readlines())
with open("a.txt", "r+b", buffering=0) as f:
    print(f, f.read(2), f.write(b"__"), f.seek(0), f.readall(), f.truncate(3), f.seek(0), f.read())
with open("a.txt", "a") as f:
    print(f.tell(), f.write("end"), f.tell())
with open(b"a.txt", encoding="latin-1") as f, open(f.fileno(), encoding="latin-1", closefd=False) as same:
    print(f.name, type(same.name), same.read())


class Path:
    def __fspath__(self):
        return "a.txt"


def opener(path, flags):
    print("opener", path, bool(flags & posix.O_CREAT))
    return posix.open(path, flags)


print(open(Path(), encoding="latin-1", opener=opener).read(2))
f = open("a.txt")
f.close()
for attempt in (
    lambda: open("missing"),
    lambda: open("new.txt", "x"),
    lambda: open("/tmp/open_test"),
    lambda: open("missing/file", "w"),
    lambda: open("a.txt", "q"),
    lambda: open("a.txt", "rw"),
    lambda: open("a.txt", "rbt"),
    lambda: open("a.txt", ""),
    lambda: open("a.txt", "rb", encoding="utf-8"),
    lambda: open("a.txt", "r", 0),
    lambda: open("a.txt", closefd=False),
    lambda: open(1.5),
    lambda: open(-1),
    lambda: open("a\0b"),
    lambda: open("a.txt", encoding=1),
    lambda: f.read(),
    lambda: open("a.txt").write("x"),
    lambda: open("a.txt", "ab").read(),
):
    try:
        print(attempt())
    except OSError as error:
        print(type(error).__name__, error.strerror, error.filename, error.filename2)
    except Exception as error:
        print(type(error).__name__, error)
